package cases

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// What a person does on a case's page beside moving it on.

// do works away from the window; what goes wrong is said in wrong.
func (p *Detail) do(sheet *widgets.Sheet, wrong *widgets.FieldNote, work func(context.Context) error) {
	if sheet != nil {
		sheet.SetBusy(true)
	}
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return work(ctx) },
		Done: func(err error) {
			if sheet != nil {
				sheet.SetBusy(false)
			}
			if err != nil {
				wrong.Error(words.Error(err))
				return
			}
			if sheet != nil {
				sheet.Close()
			}
			p.Reload()
		},
	})
}

func (p *Detail) receive(d app.CaseDocument, on app.Day) {
	p.do(nil, p.note, func(ctx context.Context) error { return p.store.ReceiveDocument(ctx, p.desk.By, d, on, d.Note) })
}

// addNote enters a note, or that the customer was called and not reached.
func (p *Detail) addNote() {
	text, wrong := widgets.NewMultiLineEntry(4), widgets.NewFieldNote()
	way := widgets.NewCodeField(p.desk.CodeOptions("contact_way"), nil)
	form := widgets.NewForm(
		widgets.NewFormRow("note", lang.L("Note"), text).Required().Spanning(),
		widgets.NewFormRow("contact_way", lang.L("Contact made"), way))
	form.OneColumn = true
	var sheet *widgets.Sheet
	sheet = widgets.NewSheet(lang.L("Add note"), container.NewVBox(form, wrong), widgets.Action{Label: lang.L("Save"), Do: func() {
		c, note := p.page.Case.Case, app.CaseNote{Text: text.Text, Contact: way.Chosen().Code}
		p.do(sheet, wrong, func(ctx context.Context) error { return p.store.NoteOnCase(ctx, p.desk.By, c, note) })
	}})
	sheet.Width = 520
	sheet.Show(p.desk.Keys)
	widgets.Focus(text)
}

// link lets this case go on under another one about the same matter.
func (p *Detail) link() {
	number, wrong := widgets.NewEntry(), widgets.NewFieldNote()
	number.SetPlaceHolder(lang.L("Case number"))
	if alike := p.page.Alike; len(alike) > 0 {
		number.SetText(alike[0].Number)
	}
	hint := widgets.NewFieldNote()
	hint.Hint(lang.L("This case ends here and goes on under the other one, which keeps the stricter limits of both."))
	var sheet *widgets.Sheet
	sheet = widgets.NewSheet(lang.L("Same matter as another case"), container.NewVBox(number, hint, wrong), widgets.Action{Label: lang.L("Link"), Do: func() {
		c, to := p.page.Case.Case, number.Text
		p.do(sheet, wrong, func(ctx context.Context) error { return p.store.LinkCase(ctx, p.desk.By, c, to) })
	}})
	sheet.Width = 460
	sheet.Show(p.desk.Keys)
	widgets.Focus(number)
}
