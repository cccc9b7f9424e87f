package services

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// setSegment is the sheet that tells why a customer is where he is, what the
// rules say now, and places him by hand with a reason.
func setSegment(d *desk.Desk, store CustomerStore, page app.CustomerServices, done func()) {
	which := widgets.NewCodeField(d.CodeOptions("segment"), nil)
	which.SetCode(either(page.Placing.Segment, page.Customer.Segment))
	reason, wrong := widgets.NewMultiLineEntry(2), widgets.NewFieldNote()
	form := widgets.NewForm(
		widgets.NewFormRow("segment", words.Field("segment"), which).Required(),
		widgets.NewFormRow("reason", words.Field("reason"), reason).Required(),
	)
	form.OneColumn = true
	facts := segmentFacts(d, page)
	sheet := widgets.NewSheet(page.Customer.Name, container.NewVBox(facts, widgets.NewSectionHeader(lang.L("Place by hand")), form, wrong),
		widgets.Action{Label: lang.L("Place by hand")})
	sheet.Primary.Do = func() {
		segment, why := which.Chosen().Code, reason.Text
		d.StoreSheet(sheet, func(err error) { desk.ShowRefusal(form, wrong, err) }, func(ctx context.Context) error {
			return store.SetSegment(ctx, d.By, page.Customer, segment, why)
		}, done)
	}
	sheet.Width = 620
	facts.Resize(fyne.NewSize(620, 0))
	sheet.Show(d.Keys)
}

// segmentFacts tells how a customer came to the segment, and what the rules
// say now where that is something else.
func segmentFacts(d *desk.Desk, page app.CustomerServices) *widgets.Facts {
	facts := widgets.NewFacts()
	facts.AddWide(lang.L("Segment now"), d.Codes.Segment(page.Customer.Segment))
	facts.AddWide(lang.L("Because"), d.Codes.BecauseText(page.Segmenting.Because))
	facts.AddWide(lang.L("Placed"), placed(page))
	if now := page.Placing.Segment; now != page.Customer.Segment && now != "" && now != page.Segmenting.Against {
		facts.AddWide(lang.L("The rules propose"), lang.L("{{.Segment}}, because {{.Why}}", map[string]any{
			"Segment": d.Codes.Segment(now), "Why": d.Codes.Because(page.Placing.Because),
		}))
	}
	facts.AddWide(lang.L("Not known"), words.ConditionNamesOf(page.Placing.NotKnown))
	return facts
}

// placed says who confirmed the segment, when, and under which rule.
func placed(page app.CustomerServices) string {
	s := page.Segmenting
	v := map[string]any{"Day": string(s.FromOn), "Name": page.By, "Version": page.Version}
	switch {
	case s.ID.IsZero():
		return ""
	case s.Rule.IsZero():
		return lang.L("by hand on {{.Day}}, {{.Name}}", v)
	}
	return lang.L("on {{.Day}} by rule, version {{.Version}}, confirmed by {{.Name}}", v)
}
