package rules_test

import (
	"path/filepath"
	"testing"

	"lamplighter/screens/rules"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

func TestARuleOfWatchingGetsItsNextVersion(t *testing.T) {
	page := screentest.New(t)
	o := newOffice(t, page, words.English)
	w := rules.NewWatch(o.Desk, o.store)
	page.Show(w.Content())
	w.Reload()
	w.Focus()
	page.See("Capacity used that makes a lead")
	page.See("80.0%")
	page.Press("Home", "Enter")
	page.Type(words.Field("permille"), "much")
	page.Press("Ctrl+Enter")
	page.See("cannot be read.")
	page.Type(words.Field("permille"), "85.5")
	page.Type(words.Field("source"), "公司通知")
	page.Press("Ctrl+Enter")
	page.See("85.5%")
	page.See("公司通知")
	page.See("Holds")
	page.See("Over")
}

func TestWatchShots(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{"zh-light": {screentest.Chinese()}, "en-dark": {screentest.Dark()}} {
		page := screentest.New(t, append(options, screentest.Size(1180, 690))...)
		o := newOffice(t, page, name[:2])
		w := rules.NewWatch(o.Desk, o.store)
		page.Show(w.Content())
		w.Reload()
		w.Focus()
		page.Press("Home", "Enter")
		page.Shot(filepath.Join(folder, "rules-watch-"+name+".png"))
	}
}
