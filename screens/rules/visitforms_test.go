package rules_test

import (
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/data/datatest"
	"lamplighter/screens/rules"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

func (o *office) visitForms(page *screentest.Page) *rules.VisitForms {
	f := rules.NewVisitForms(o.Desk, o.store)
	page.Show(f.Content())
	f.Reload()
	f.Focus()
	return f
}

func enterprise(t *testing.T) string {
	t.Helper()
	for _, f := range datatest.Shipped(t).Forms {
		if f.Code == "enterprise" {
			return f.Text
		}
	}
	t.Fatal("no form for enterprises is shipped")
	return ""
}

func TestAVisitFormIsChangedAndBecomesTheNextVersion(t *testing.T) {
	page := screentest.New(t)
	o := newOffice(t, page, words.English)
	f := o.visitForms(page)
	page.See("Further capacity *")
	page.See("a capacity in kVA · Asked only when Will need more = Yes · Profile Plans")
	f.Write(strings.Replace(enterprise(t), "only development_need is yes", "only need is yes", 1))
	page.See("Line 8: «need» is not known here.")
	f.Save()
	page.See("Further capacity *") // nothing was kept, what was read last is still there
	f.Write(enterprise(t) + "question pumps number : 水泵 | Pumps : 台 | pumps\n")
	page.See("Pumps")
	f.Save()
	if len(o.said) != 1 || o.said[0] != "Visit to an enterprise: version 2 holds for visits from 2026-03-02." {
		t.Errorf("said %q", o.said)
	}
	forms, err := o.store.VisitForms(t.Context(), o.By)
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range forms {
		if form.Code == "enterprise" && form.Version == 2 {
			return
		}
	}
	t.Error("no second version was kept")
}

func TestVisitFormShots(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{"zh-light": {screentest.Chinese()}, "en-dark": {screentest.Dark()}} {
		page := screentest.New(t, append(options, screentest.Size(1180, 650))...)
		newOffice(t, page, name[:2]).visitForms(page)
		page.Shot(filepath.Join(folder, "rules-visitforms-"+name+".png"))
	}
}
