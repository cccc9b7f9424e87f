package rules_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens/rules"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

func (o *office) segments(page *screentest.Page) *rules.Segments {
	s := rules.NewSegments(o.Desk, o.store)
	page.Show(s.Content())
	s.Reload()
	s.Focus()
	return s
}

func (o *office) mill(t *testing.T) {
	t.Helper()
	_, err := o.store.OpenCustomer(t.Context(), o.By, app.CustomerDraft{
		Customer: app.Customer{Kind: app.Organisation, Name: "米易县兴隆机制砖厂", Class: "hv", Industry: "C3031"},
		Account:  app.Account{AccountNo: "5104000000011", ContractedVA: 400_000, Voltage: "10kV"},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestARuleOfASegmentIsTriedAndSaved(t *testing.T) {
	page := screentest.New(t)
	o := newOffice(t, page, words.English)
	o.mill(t)
	s := o.segments(page)
	page.See("important_grade set") // the first of the rules in force
	page.Type("Segment", "key")
	page.Press("Enter")
	page.See("class is hv and contracted_kva >= 1000")
	s.Write("class is hv and contracted_kva => 315")
	page.See("«=>» at character 32 does not fit there.")
	s.Write("class is hv and contracted_kva >= 315")
	page.DontSee("does not fit there")
	s.GoOn()
	page.See("It takes 1 customers.")
	page.See("1 go from High-voltage industry and trade to Key customer")
	page.Type("Order", "10")
	s.Save()
	page.See("Order is already in the file.") // it is that of the important ones
	page.Type("Order", "20")
	s.Save()
	if len(o.said) != 1 || o.said[0] != "Key customer: version 2 of the rule holds from 2026-03-02." {
		t.Errorf("said %q", o.said)
	}
	page.See("Version 2")
}

func TestATemplateShowsItsYearAndIsSaved(t *testing.T) {
	page := screentest.New(t)
	o := newOffice(t, page, words.English)
	p := rules.NewTemplates(o.Desk, o.store)
	page.Show(p.Content())
	p.Reload()
	p.Focus()
	page.Type("Template", "public_year")
	page.Press("Enter")
	page.See("A year of it: 5 items")
	p.Write("visit each 3 : 走访 | Visit")
	page.See("Line 1: «each» is not known here. Write every, in, after or by.")
	p.Save()
	page.See("A year of it: 5 items") // nothing was kept
	p.Write("visit every 3 : 走访 | Visit on the spot")
	page.See("A year of it: 4 items")
	page.See("Visit on the spot")
	p.Save()
	if len(o.said) != 1 || o.said[0] != "Yearly plan for public services: version 2 holds for plans made from 2026-03-02." {
		t.Errorf("said %q", o.said)
	}
}

func TestALimitOfFreshnessIsChanged(t *testing.T) {
	page := screentest.New(t)
	o := newOffice(t, page, words.English)
	f := rules.NewFreshness(o.Desk, o.store)
	page.Show(f.Content())
	f.Reload()
	f.Focus()
	page.Press("Home", "Enter")
	page.See("Contacts")
	page.Type("Months", "often")
	page.Press("Ctrl+Enter")
	page.See("Months cannot be read.")
	page.Type("Months", "18")
	page.Press("Ctrl+Enter")
	page.See("18 months")
	f.New()
	page.Type("Group of fields", "contacts")
	page.Press("Enter")
	page.Type("Segment", "key")
	page.Press("Enter")
	page.Type("Months", "3")
	page.Press("Ctrl+Enter")
	page.See("Segment is already in the file.")
}

func TestServiceRuleShots(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "en-light": nil, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en-dark": {screentest.Dark()},
	} {
		page := screentest.New(t, append(options, screentest.Size(1180, 690))...)
		o := newOffice(t, page, name[:2])
		if err := o.store.Fill(t.Context(), o.By, sample.New(300, 7, datatest.Now()), 300, func(int64, int64) {}); err != nil {
			t.Fatal(err)
		}
		shot := func(what string) { page.Shot(filepath.Join(folder, "rules-"+what+"-"+name+".png")) }
		s := o.segments(page)
		page.Type(words.Field("segment"), "key")
		page.Press("Enter")
		s.Write("class is hv and contracted_kva >= 315")
		s.GoOn()
		shot("segments")
		p := rules.NewTemplates(o.Desk, o.store)
		page.Show(p.Content())
		p.Reload()
		shot("templates")
		f := rules.NewFreshness(o.Desk, o.store)
		page.Show(f.Content())
		f.Reload()
		f.Focus()
		shot("freshness")
	}
}
