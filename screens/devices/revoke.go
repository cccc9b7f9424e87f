package devices

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// revoke takes the selected computer out of the company.
func (p *Page) revoke() {
	d, may := p.mayChange(true)
	if !may {
		return
	}
	reason := widgets.NewEntry()
	reason.SetPlaceHolder(lang.L("lost, stolen, replaced, its user has left …"))
	allows, passphrase := passphraseRow()
	ask := &asking{
		page: p, title: lang.L("Revoke {{.Name}}?", map[string]any{"Name": d.Name}),
		text: lang.L("It gets no more packages, and nothing it writes from now on is taken. What it wrote and has come here stays. Take in its last packages first if you still have them."),
		rows: []*widgets.FormRow{widgets.NewFormRow("reason", lang.L("Reason"), reason).Required(), allows},
		deed: widgets.Action{Label: lang.L("Revoke"), Danger: true},
	}
	var why, secretText string
	ask.read = func() error {
		why, secretText = typed(reason), passphrase.Text
		if why == "" {
			return app.Refuse("reason", app.Missing)
		}
		return nil
	}
	ask.do = func(ctx context.Context, _ func(int64, int64)) error {
		return p.store.RevokeDevice(ctx, p.desk.By, secretText, d.Device, why)
	}
	ask.done = func() { p.desk.Say(lang.L("Revoked: {{.Name}}", map[string]any{"Name": d.Name})) }
	ask.open()
}

// anew writes the records once more for a computer that was away for long.
func (p *Page) anew() {
	d, may := p.mayChange(true)
	if !may {
		return
	}
	folder, into := p.folderRow()
	ask := &asking{
		page: p, title: lang.L("Records anew for {{.Name}}", map[string]any{"Name": d.Name}),
		text: lang.L("For a computer that was away for long, or whose file was lost. It keeps what it wrote and has not sent yet. Only this computer can open the file."),
		rows: []*widgets.FormRow{folder}, deed: widgets.Action{Label: lang.L("Write the records")}, during: lang.L("Writing the records for the computer"),
	}
	var where, made string
	ask.read = func() error {
		if where = typed(into); where == "" {
			return app.Refuse("folder", app.Missing)
		}
		return nil
	}
	ask.do = func(ctx context.Context, report func(int64, int64)) (err error) {
		made, err = p.store.SnapshotFor(ctx, p.desk.By, d.Device, where, report)
		return err
	}
	ask.done = func() { p.desk.Say(lang.L("Written: {{.Path}}", map[string]any{"Path": made})) }
	ask.open()
}
