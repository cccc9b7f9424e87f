package customers

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/paper"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// fate is the sheet in which somebody tells a customer what is kept about him,
// seals his data, takes the seal away or erases him, always with a reason.
type fate struct {
	p        *Detail
	customer app.Customer

	fields *fields
	form   *widgets.Form
	wrong  *widgets.FieldNote
	sheet  *widgets.Sheet
}

// What is done with the data.
const (
	fateSheet  = "sheet"
	fateSeal   = "seal"
	fateUnseal = "unseal"
	fateErase  = "erase"
)

func (p *Detail) mayDecideFate() bool { return p.desk.By.May(app.HandlePrivacy) == nil }

// decideFate opens the sheet.
func (p *Detail) decideFate() {
	if p.page.Customer.ID != p.id || p.id.IsZero() || !p.mayDecideFate() {
		return
	}
	f := &fate{p: p, customer: p.page.Customer, wrong: widgets.NewFieldNote(), fields: newFields(p.desk, func(string) {})}
	seal := desk.Option(fateSeal, lang.L("Seal: only keep and protect"), "")
	if f.customer.Keeping == app.KeptSealed {
		seal = desk.Option(fateUnseal, lang.L("Take the seal away"), "")
	}
	f.fields.choice("fate", []widgets.Option{desk.Option(fateSheet, lang.L("Tell what is kept (PDF and JSON)"), ""), seal, desk.Option(fateErase, lang.L("Erase for ever"), "")}).Required().Spanning()
	f.fields.lines("reason", 2).Required()
	f.form = widgets.NewForm(f.fields.rows...)
	what := widgets.NewParagraph(lang.L("Erasing writes over name, numbers, addresses, contacts and notes here and in cases and visits, on all computers, and cannot be taken back. It is refused while a case is open, money is owed or supply lasts; then the data can be sealed."))
	f.sheet = widgets.NewSheet(lang.L("Personal data")+" · "+f.customer.Name, container.NewVBox(container.New(layout.NewCustomPaddedLayout(0, 8, 0, 0), what), f.form, f.wrong), widgets.Action{Label: lang.L("Carry out"), Do: f.store})
	f.sheet.Width = 640
	f.form.Resize(f.sheet.Body.MinSize()) // asks for its height before the sheet does
	f.sheet.Show(p.desk.Keys)
}

func (f *fate) store() {
	d, deed := f.p.desk, f.fields.get("fate")
	asked := app.CustomerFate{Customer: f.customer.ID, Reason: f.fields.get("reason")}
	path := filepath.Join(d.Folder(), lang.L("personal data")+d.Now().In(app.Local).Format("-20060102-150405"))
	var gone app.Erased
	d.StoreSheet(f.sheet, func(err error) { refuse(f.form, f.wrong, err) }, func(ctx context.Context) (err error) {
		switch deed {
		case fateSheet:
			return f.tell(ctx, app.DataSheetAsk{Customer: asked.Customer, Purpose: asked.Reason}, path)
		case fateSeal:
			return f.p.store.SealCustomer(ctx, d.By, asked)
		case fateUnseal:
			return f.p.store.UnsealCustomer(ctx, d.By, asked)
		case fateErase:
			gone, err = f.p.store.EraseCustomer(ctx, d.By, asked)
			return err
		}
		return app.Refuse("fate", app.Missing)
	}, func() {
		d.Say(f.said(deed, path, gone))
		f.p.Reload()
	})
}

// tell writes the data sheet as a paper and as JSON.
func (f *fate) tell(ctx context.Context, ask app.DataSheetAsk, path string) error {
	d := f.p.desk
	units, err := f.p.store.Units(ctx, d.By)
	if err != nil {
		return err
	}
	sheet, err := f.p.store.DataSheet(ctx, d.By, ask)
	if err != nil {
		return err
	}
	pdf, err := paper.DataSheet{Head: paper.HeadOf(units, d.By, d.Now()), Codes: d.Codes, Sheet: sheet}.Document().PDF()
	if err != nil {
		return err
	}
	return f.p.store.WriteDataSheet(ctx, d.By, sheet, pdf, path)
}

func (f *fate) said(deed, path string, gone app.Erased) string {
	values := map[string]any{"Name": f.customer.Name, "Path": path}
	switch deed {
	case fateSheet:
		return lang.L("Written: {{.Path}}.pdf and .json. Both are in clear; hand them over and delete them.", values)
	case fateSeal:
		return lang.L("The data of {{.Name}} are sealed.", values)
	case fateUnseal:
		return lang.L("The data of {{.Name}} are no longer sealed.", values)
	}
	return words.Erased(gone)
}
