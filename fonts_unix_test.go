//go:build !windows && !darwin

package main

import (
	"os"
	"testing"

	"fyne.io/fyne/v2/lang"
)

func TestTheSystemsLanguageIsHiddenOnlyWhileFontsAreRead(t *testing.T) {
	t.Setenv("LC_ALL", "zh_CN.UTF-8")
	t.Setenv("LANGUAGE", "zh_CN:en")
	again := noSystemFont()
	if got := lang.SystemLocale().LanguageString(); got != "sat" {
		t.Errorf("Fyne would read the font of %s", got)
	}
	again()
	if got := os.Getenv("LANGUAGE"); got != "zh_CN:en" {
		t.Errorf("LANGUAGE is %q afterwards", got)
	}

	if err := os.Unsetenv("LANGUAGE"); err != nil {
		t.Fatal(err)
	}
	noSystemFont()()
	if got, set := os.LookupEnv("LANGUAGE"); set {
		t.Errorf("LANGUAGE is %q afterwards, and nobody had set it", got)
	}
}
