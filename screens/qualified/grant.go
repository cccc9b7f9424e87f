package qualified

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Of the sheet that tells what granting does.
const (
	grantWidth = 640
	grantLines = 8 // of those granted and of those refused; the rest as a number
)

// granting shows what granting these would do, and does it on yes.
func granting(d *desk.Desk, store Store, of []app.QualificationOf, done func()) {
	var seen app.QualificationGrants
	d.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			seen, err = store.ForeseeGrants(ctx, d.By, of)
			return err
		},
		Done: func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			previewGrants(d, store, seen, done)
		},
	})
}

func previewGrants(d *desk.Desk, store Store, seen app.QualificationGrants, done func()) {
	lines := container.NewVBox(widgets.NewParagraph(lang.L("{{.N}} are granted, each with a certificate. {{.Refused}} are not.", map[string]any{
		"N": words.Count(int64(len(seen.Done))), "Refused": words.Count(int64(len(seen.Refused))),
	})))
	facts := widgets.NewFacts()
	for i, s := range seen.Done {
		if i == grantLines {
			facts.AddWide("", lang.L("and {{.N}} more", map[string]any{"N": words.Count(int64(len(seen.Done) - i))}))
			break
		}
		facts.AddWide(s.Staff.Name, lang.L("{{.Qualification}}, {{.Until}}", map[string]any{"Qualification": d.Codes.QualificationName(*s.Qualification), "Until": d.Codes.GrantEnds(s)}))
	}
	for i, r := range seen.Refused {
		if i == grantLines {
			facts.AddWide("", lang.L("and {{.N}} more that are not", map[string]any{"N": words.Count(int64(len(seen.Refused) - i))}))
			break
		}
		name := r.Staff.Name
		if name == "" {
			name = lang.L("Somebody who left")
		}
		facts.AddWide(name, lang.L("not granted: {{.Why}}", map[string]any{"Why": words.Error(r.Why)}))
	}
	lines.Add(facts)
	sheet := widgets.NewSheet(lang.L("Grant qualifications"), lines, widgets.Action{})
	if len(seen.Done) > 0 {
		sheet.Primary = widgets.Action{Label: lang.L("Grant {{.N}}", map[string]any{"N": words.Count(int64(len(seen.Done)))}), Do: func() { grantNow(d, store, sheet, seen, done) }}
	} else {
		sheet.Secondary = widgets.Action{Label: lang.L("Close"), Do: func() { sheet.Close() }}
	}
	sheet.Width = grantWidth
	sheet.Show(d.Keys)
}

func grantNow(d *desk.Desk, store Store, sheet *widgets.Sheet, seen app.QualificationGrants, done func()) {
	var of []app.QualificationOf
	for _, s := range seen.Done {
		of = append(of, app.QualificationOf{Staff: s.Staff.ID, Qualification: s.Qualification.ID})
	}
	var told app.QualificationGrants
	sheet.SetBusy(true)
	d.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			told, err = store.GrantQualifications(ctx, d.By, of)
			return err
		},
		Done: func(err error) {
			sheet.SetBusy(false)
			sheet.Close()
			if err != nil {
				d.Fail(err)
				return
			}
			said := lang.L("{{.N}} granted. Ctrl+G shows the certificates.", map[string]any{"N": words.Count(int64(len(told.Done)))})
			if n := len(told.Refused); n > 0 {
				said += " " + lang.L("{{.N}} were no longer ready and were left.", map[string]any{"N": words.Count(int64(n))})
			}
			d.Say(said)
			done()
		},
	})
}
