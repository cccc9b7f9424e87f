package devices

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// makeCompany asks for the passphrase of the company's key, twice, since nobody
// can help who has forgotten it.
func (p *Page) makeCompany() {
	one, again := secret(), secret()
	ask := &asking{
		page: p, title: lang.L("The company's main computer"),
		text: lang.L("This computer makes the company's key and keeps it under a passphrase. Do so on one computer only. Write the passphrase down and lock it away: without it no computer can be enrolled, renewed or revoked."),
		rows: []*widgets.FormRow{
			widgets.NewFormRow("passphrase", lang.L("Passphrase"), one).Required().Hinted(lang.L("At least ten characters; a sentence is best.")),
			widgets.NewFormRow("again", lang.L("Once more"), again).Required(),
		},
		deed: widgets.Action{Label: lang.L("Make the key")},
	}
	var passphrase string
	ask.read = func() error {
		passphrase = one.Text
		if one.Text != again.Text {
			return app.Refuse("again", app.PassphrasesDiffer)
		}
		return nil
	}
	ask.do = func(ctx context.Context, _ func(int64, int64)) error {
		return p.store.MakeCompany(ctx, p.desk.By, passphrase)
	}
	ask.done = func() { p.desk.Say(lang.L("The company's key is made. Other computers can be enrolled now.")) }
	ask.open()
}
