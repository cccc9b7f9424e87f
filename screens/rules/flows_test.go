package rules_test

import (
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/rules"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

func (o *office) flows(page *screentest.Page) *rules.Flows {
	f := rules.NewFlows(o.Desk, o.store)
	page.Show(f.Content())
	f.Reload()
	f.Focus()
	return f
}

// praise is the newest flow of the kind that has the shortest life.
func praise(t *testing.T) string {
	t.Helper()
	for _, f := range datatest.Shipped(t).Flows {
		if f.Kind == app.Praise {
			return f.Text
		}
	}
	t.Fatal("no flow of praise is shipped")
	return ""
}

func TestAFlowIsChangedAndBecomesTheNextVersion(t *testing.T) {
	page := screentest.New(t)
	o := newOffice(t, page, words.English)
	f := o.flows(page)
	page.Type("Kind", "praise")
	page.Press("Enter")
	page.See("Passing on")
	f.Write(strings.Replace(praise(t), "move telling  closed", "move telling  nowhere", 1))
	page.See("«nowhere» is not known here.")
	f.Save()
	page.See("Passing on") // nothing was kept, what was typed is still there
	f.Write(praise(t) + "stage read working : 通报 | Read out\nmove telling read go_on\nmove read closed close needs result raises answered,closed\n")
	page.See("Passing on → Read out")
	f.Save()
	if len(o.said) != 1 || o.said[0] != "Praise: version 3 holds for cases accepted from 2026-03-02." {
		t.Errorf("said %q", o.said)
	}
	flows, err := o.store.Flows(t.Context(), o.By)
	if err != nil {
		t.Fatal(err)
	}
	for _, flow := range flows {
		if flow.Kind == app.Praise && flow.Version == 3 {
			return
		}
	}
	t.Error("no third version was kept")
}

func TestAFlowIsTriedWithValues(t *testing.T) {
	page := screentest.New(t)
	f := newOffice(t, page, words.English).flows(page)
	page.Type("Kind", "change")
	page.Press("Enter")
	page.DontSee("Kind of change, From, Until")
	f.Try("sub_kind=suspend")
	page.See("Kind of change, From, Until")
}

func TestFlowShots(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{"zh-light": {screentest.Chinese()}, "en-dark": {screentest.Dark()}} {
		page := screentest.New(t, append(options, screentest.Size(1180, 650))...)
		f := newOffice(t, page, name[:2]).flows(page)
		page.Type(words.Field("kind"), "change")
		page.Press("Enter")
		f.Try("sub_kind=suspend")
		page.Shot(filepath.Join(folder, "rules-flows-"+name+".png"))
	}
}
