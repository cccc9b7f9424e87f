package knowledge_test

import (
	"path/filepath"
	"testing"

	"lamplighter/data/datatest"
	"lamplighter/screens/screentest"
)

// TestShots draws the pages for a person to judge.
func TestShots(t *testing.T) {
	folder := screentest.Gallery(t)
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	for name, opts := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en-light": {}, "en-dark": {screentest.Dark()},
	} {
		b := openAs(t, name[:2], store, by, append(opts, screentest.Size(1200, 690))...)
		shot := func(what string) { b.Shot(filepath.Join(folder, "knowledge-"+what+"-"+name+".png")) }
		shot("1-list")
		b.TypeHere("高压")
		b.Press("Enter", "Down", "Tab")
		shot("2-read")
		b.area.Focus()
		b.TypeHere("核聚变")
		shot("3-nothing")
		b.area.Leave()
		b.Press("Enter", "Enter")
		shot("4-edit")
		b.Press("Escape")
		b.area.New()
		b.Press("Ctrl+Enter")
		shot("5-refused")
	}
}
