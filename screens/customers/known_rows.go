package customers

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// The lines of each part that known_sheets.go sets on the page.

// shortFact is the longest value that stands in half a line, in characters.
const shortFact = 12

func (p *Detail) factRows() []fyne.CanvasObject {
	holding := app.HoldingFacts(p.page.Sheets.Facts)
	if len(holding) == 0 {
		return nil
	}
	facts := widgets.NewFacts()
	for _, f := range holding {
		text := words.FactValue(f.Name, f.Value, p.desk.Codes.Label)
		add := facts.Add
		if len([]rune(text)) > shortFact {
			add = facts.AddWide
		}
		add(words.Field(f.Name), text+"  ("+string(f.HoldsFrom()[:len("2006-01")])+")")
	}
	return []fyne.CanvasObject{facts}
}

func (p *Detail) importantRows() []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	today := app.DayOf(p.desk.Now())
	for _, u := range p.page.Sheets.Important {
		facts := widgets.NewFacts()
		facts.Add(words.Field("authority"), u.Authority)
		facts.Add(words.Field("list_year"), whole(u.ListYear))
		facts.AddWide(words.Field("sheet_basis"), u.Basis)
		facts.Add(words.Field("sources"), whole(u.Sources))
		facts.Add(words.Field("safety_w"), words.KW(u.SafetyW))
		facts.Add(words.Field("emergency_kind"), strings.TrimSpace(p.code("emergency_kind", u.EmergencyKind)+"  "+words.KVA(u.EmergencyVA)))
		if u.HasEmergency() {
			facts.Add(words.Field("interlock"), words.YesNo(map[bool]string{true: "yes", false: "no"}[u.Interlock]))
		}
		facts.Add(words.Field("drill_on"), string(u.DrillOn))
		facts.AddWide(words.Field("note"), u.Note)
		line := container.NewHBox(widgets.NewText(p.code("important_grade", u.Grade)), widgets.NewMutedText(daySpan(u.FromOn, u.ToOn)))
		for _, w := range u.Warnings(today) {
			if u.CoversDay(today) {
				line.Add(widgets.NewBadge(lack(w), widgets.ToneWarn))
			}
		}
		rows = append(rows, container.NewVBox(p.sheetLine(editImportant, u.RecordID(), line), facts))
	}
	return rows
}

// lack says in two words what an important user lacks.
func lack(w app.Warning) string {
	switch w.Reason {
	case app.EmergencyNeeded:
		return lang.L("No own supply")
	case app.InterlockNeeded:
		return lang.L("No interlock")
	}
	return lang.L("Drill overdue")
}

func (p *Detail) careRows() []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	today := app.DayOf(p.desk.Now())
	for _, c := range p.page.Sheets.Cares {
		state := widgets.NewBadge("", widgets.ToneNeutral)
		if c.ToOn < today {
			state.Set(lang.L("Over"), widgets.ToneWarn)
		}
		rows = append(rows, p.sheetRow(editCare, c.RecordID(), p.code("care_kind", c.Kind), daySpan(c.FromOn, c.ToOn), strings.TrimSpace(c.Basis+"  "+c.Note), state))
	}
	return rows
}

func (p *Detail) agreementRows() []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	today := app.DayOf(p.desk.Now())
	for _, a := range p.page.Sheets.Agreements {
		state := widgets.NewBadge(p.code("agreement_status", a.Status), agreementTone(a, today))
		rows = append(rows, p.sheetRow(editAgreement, a.RecordID(), p.code("agreement_kind", a.Kind), a.Number, words.AgreementEnd(a, today), state))
	}
	return rows
}

func agreementTone(a app.Agreement, today app.Day) widgets.Tone {
	days, soon := a.Expiry(today)
	switch {
	case soon && days <= app.ExpiryNear:
		return widgets.ToneBad
	case soon:
		return widgets.ToneWarn
	case a.Holds():
		return widgets.ToneGood
	}
	return widgets.ToneNeutral
}

func (p *Detail) relationRows() []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, r := range p.page.Sheets.Relations {
		amount := ""
		if r.AmountFen != 0 {
			amount = words.Money(r.AmountFen)
		}
		rows = append(rows, p.sheetRow(editRelation, r.RecordID(), p.code("relation_kind", r.Kind), amount, r.Content+"  "+daySpan(r.FromOn, r.ToOn), nil))
	}
	if b := app.BalanceOf(p.page.Sheets.Relations); b != (app.Balance{}) {
		sum := widgets.NewMutedText(lang.L("The customer had {{.Customer}}, the company {{.Company}}", map[string]any{
			"Customer": words.Money(b.Customer), "Company": words.Money(b.Company),
		}))
		sum.Shrinks = true
		rows = append(rows, sum)
	}
	return rows
}

// sheetRow is one record on one line: what it is, its number or days, more
// about it, and how it stands.
func (p *Detail) sheetRow(kind editKind, record app.RecordID, what, number, more string, state fyne.CanvasObject) fyne.CanvasObject {
	name := widgets.NewText(what)
	name.Bold, name.Shrinks = true, true
	second, third := widgets.NewText(number), widgets.NewMutedText(more)
	second.Shrinks, third.Shrinks = true, true
	line := container.NewBorder(nil, nil, nil, state, container.New(&widgets.BarLayout{Widths: []float32{204, 124, 0}}, name, second, third))
	return p.sheetLine(kind, record, line)
}

// sheetLine puts the button that changes a record at the end of its line.
func (p *Detail) sheetLine(kind editKind, record app.RecordID, line fyne.CanvasObject) fyne.CanvasObject {
	if !p.mayNote() {
		return line
	}
	return container.NewBorder(nil, nil, nil, p.editButton(func() { p.edit(kind, record.String(), nil) }), line)
}

func daySpan(from, to app.Day) string {
	if to == "" {
		return lang.L("since {{.Day}}", map[string]any{"Day": string(from)})
	}
	return string(from) + " – " + string(to)
}
