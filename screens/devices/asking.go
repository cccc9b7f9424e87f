package devices

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/files"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// asking is a sheet with a form, the work behind it, and what a rule refuses
// under its field. It stays open with what was typed until the work is done.
type asking struct {
	page   *Page
	title  string
	text   string
	rows   []*widgets.FormRow
	deed   widgets.Action // its Do is not asked
	during string         // what the bar says while it works; "" for what takes a moment
	read   func() error   // takes the fields over; may refuse
	do     func(ctx context.Context, report func(done, total int64)) error
	done   func()

	form     *widgets.Form
	wrong    *widgets.FieldNote
	progress *widgets.Progress
	sheet    *widgets.Sheet
	stop     func()
}

const askingWidth = 640

func (a *asking) open() {
	a.form, a.wrong, a.progress, a.stop = widgets.NewForm(a.rows...), widgets.NewFieldNote(), widgets.NewProgress(nil), func() {}
	a.form.OneColumn = true
	a.form.Resize(fyne.NewSize(askingWidth, 0))
	body := container.NewVBox(a.form, a.wrong, a.progress)
	if a.text != "" {
		paragraph := widgets.NewParagraph(a.text)
		paragraph.Resize(fyne.NewSize(askingWidth, 0)) // asks for its height at this width
		body.Objects = append([]fyne.CanvasObject{paragraph}, body.Objects...)
	}
	a.deed.Do = a.begin
	a.sheet = widgets.NewSheet(a.title, body, a.deed)
	a.sheet.Width = askingWidth
	a.sheet.OnClosed = func() { a.stop() }
	a.sheet.Show(a.page.desk.Keys)
	a.form.FocusFirst()
}

func (a *asking) begin() {
	a.form.Clear()
	a.wrong.Clear()
	if err := a.read(); err != nil {
		a.refuse(err)
		return
	}
	a.sheet.SetBusy(true)
	if a.during != "" {
		a.progress.Begin(a.during, func() { a.stop() })
	}
	a.sheet.Refresh()
	a.stop = a.page.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, report func(done, total int)) error {
			return a.do(ctx, func(done, total int64) { report(int(done), int(total)) })
		},
		Progress: func(done, total int) { a.progress.Set(done, total) },
		Done: func(err error) {
			a.progress.End()
			a.sheet.SetBusy(false)
			if err != nil {
				a.refuse(err)
				return
			}
			a.sheet.Close()
			a.page.Reload()
			a.done()
		},
	})
}

// refuse says under its field what a rule refused, anything else under the form.
func (a *asking) refuse(err error) {
	if no, is := errors.AsType[*app.Refusal](err); !is || !a.form.Refuse(no.Field, words.Refusal(no)) {
		a.wrong.Error(words.Error(err))
	}
	a.sheet.Refresh()
}

// secret is a field whose text is not shown.
func secret() *widgets.Entry {
	e := widgets.NewEntry()
	e.Password = true
	return e
}

// passphraseRow asks for the company's passphrase.
func passphraseRow() (*widgets.FormRow, *widgets.Entry) {
	e := secret()
	return widgets.NewFormRow("passphrase", lang.L("Company's passphrase"), e).Required(), e
}

// folderRow asks where files go.
func (p *Page) folderRow() (*widgets.FormRow, *widgets.Entry) {
	e := widgets.NewEntry()
	e.SetText(p.desk.Folder())
	choose := widgets.NewButton(lang.L("Choose…"), func() { files.Folder(p.desk, e.Text, e.SetText) })
	return widgets.NewFormRow("folder", lang.L("Folder"), container.NewBorder(nil, nil, nil, choose, e)).Required().Hinted(lang.L("A stick, for instance. Nothing in the files can be read without the passphrase.")), e
}

func typed(e *widgets.Entry) string { return strings.TrimSpace(e.Text) }
