package screentest

import (
	"os"
	"testing"
)

// Gallery is the folder that pictures of screens go to. Where none is named the
// test is skipped: pictures are for eyes.
func Gallery(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("LAMPLIGHTER_SHOTS")
	if folder == "" {
		t.Skip("LAMPLIGHTER_SHOTS names no folder")
	}
	return folder
}

// Dresses are the four looks of a screen, by the names their pictures have: both
// languages, light and dark.
func Dresses(options ...Option) map[string][]Option {
	all := map[string][]Option{"zh": {Chinese()}, "en": {}, "zh-dark": {Chinese(), Dark()}, "en-dark": {Dark()}}
	for name := range all {
		all[name] = append(all[name], options...)
	}
	return all
}
