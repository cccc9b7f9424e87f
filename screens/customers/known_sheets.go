package customers

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// What is known beyond accounts and contacts, on the left half of the page. A
// part that has nothing is one button in a last line, with its key.

// sheetPart is one of these parts.
type sheetPart struct {
	chord string
	title string
	verb  string
	kind  editKind
	rows  []fyne.CanvasObject
}

// sheetParts are the parts in the order of their keys.
func (p *Detail) sheetParts() []sheetPart {
	return []sheetPart{
		{"Alt+1", words.Field("fact"), lang.L("Change"), editFacts, p.factRows()},
		{"Alt+2", words.Field("important_user"), lang.L("Change"), editImportant, p.importantRows()},
		{"Alt+3", words.Field("care"), lang.L("Add"), editCare, p.careRows()},
		{"Alt+4", lang.L("Agreements"), lang.L("Add"), editAgreement, p.agreementRows()},
		{"Alt+5", lang.L("Relations and benefits"), lang.L("Add"), editRelation, p.relationRows()},
	}
}

// openPart opens the sheet of a part: of an important user the one that holds,
// since there is one at a time.
func (p *Detail) openPart(kind editKind) {
	record := ""
	if held, is := p.page.Sheets.ImportantOn(app.DayOf(p.desk.Now())); is && kind == editImportant {
		record = held.ID.String()
	}
	p.edit(kind, record, nil)
}

func (p *Detail) mayNote() bool { return p.desk.By.May(app.ChangeVisits) == nil }

func (p *Detail) showSheets() {
	for _, part := range p.sheetParts() {
		add := func() { p.openPart(part.kind) }
		switch {
		case len(part.rows) > 0:
			head := widgets.NewSectionHeader(part.title)
			if p.mayNote() {
				head.WithTail(p.partButtons(part, add))
			}
			p.left.Objects = append(append(p.left.Objects, head), part.rows...)
		case p.mayNote():
			p.missing = append(p.missing, widgets.NewButton(part.title+"  "+part.chord, add))
		}
	}
}

// partButtons are what can be done with a part: a profile can be confirmed as a
// whole.
func (p *Detail) partButtons(part sheetPart, add func()) fyne.CanvasObject {
	buttons := []struct {
		label string
		do    func()
	}{{part.verb + "  " + part.chord, add}}
	if part.kind == editFacts {
		buttons = append(buttons, struct {
			label string
			do    func()
		}{lang.L("All still true") + "  Alt+6", p.confirmFacts})
	}
	line := container.NewHBox()
	for _, b := range buttons {
		button := widgets.NewButton(b.label, b.do)
		button.Importance = widget.LowImportance
		line.Add(button)
	}
	return line
}

// toSheet answers Alt+1 to Alt+6, Alt+7 with the brief, and Alt+8 with the move to
// another unit.
func (p *Detail) toSheet(at int) {
	parts := p.sheetParts()
	switch {
	case at == len(parts)+1:
		p.openBrief()
	case at == len(parts)+2:
		p.moveAway()
	case at == len(parts)+3:
		p.decideFate()
	case !p.mayNote():
	case at < len(parts):
		p.openPart(parts[at].kind)
	case at == len(parts):
		p.confirmFacts()
	}
}

// openBrief shows what one should know before going to the customer.
func (p *Detail) openBrief() {
	if p.desk.By.May(app.ReadVisits) == nil {
		p.desk.Open(desk.Route{Tab: desk.Visits, Customer: p.id, Brief: true})
	}
}

// confirmFacts notes that all that is known of the business is still true.
func (p *Detail) confirmFacts() {
	facts := app.HoldingFacts(p.page.Sheets.Facts)
	if len(facts) == 0 {
		p.desk.Say(lang.L("Nothing is known of the business yet. Alt+1 writes it down."))
		return
	}
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			return p.store.ConfirmFacts(ctx, p.desk.By, facts, "telephone")
		},
		Done: func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			p.desk.Say(lang.L("The profile of the business is confirmed as of today."))
			p.Reload()
		},
	})
}
