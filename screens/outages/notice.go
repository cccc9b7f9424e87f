package outages

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// teller is the sheet that proves that customers were told: how, when, and
// what came of it, for many accounts at once.
type teller struct {
	desk  *desk.Desk
	store Store
	o     app.Outage
	rows  []int64
	done  func(told int)

	channel *widgets.CodeField
	at      *when
	result  *widgets.CodeField
	note    *widgets.Entry
	form    *widgets.Form
	wrong   *widgets.FieldNote
	sheet   *widgets.Sheet
}

func newTeller(d *desk.Desk, store Store, o app.Outage, rows []int64, done func(int)) *teller {
	return &teller{desk: d, store: store, o: o, rows: rows, done: done}
}

func (t *teller) open() {
	t.channel = widgets.NewCodeField(t.desk.CodeOptions("notice_channel"), nil)
	t.at = newWhen(t.desk, func() {})
	t.at.set(t.desk.Now().UnixMilli())
	var results []widgets.Option
	for _, r := range app.NoticeResults() {
		results = append(results, desk.Option(string(r), words.NoticeResult(r)))
	}
	t.result = widgets.NewCodeField(results, nil)
	t.result.SetCode(string(app.NoticeReached))
	t.note, t.wrong = widgets.NewEntry(), widgets.NewFieldNote()
	t.note.SetPlaceHolder(lang.L("Where the poster hangs, who answered …"))
	t.form = widgets.NewForm(
		widgets.NewFormRow("notice_channel", words.Field("notice_channel"), t.channel).Required(),
		widgets.NewFormRow("at", words.Field("notice_at"), t.at.box).Required(),
		widgets.NewFormRow("notice_result", words.Field("notice_result"), t.result).Required(),
		widgets.NewFormRow("note", words.Field("note"), t.note),
	)
	t.form.OneColumn = true
	whom := widgets.NewMutedText(lang.L("Accounts: {{.N}}", map[string]any{"N": words.Count(int64(len(t.rows)))}))
	t.sheet = widgets.NewSheet(lang.L("Record notice")+" · "+t.o.Number, container.NewVBox(whom, t.form, t.wrong),
		widgets.Action{Label: lang.L("Record") + "  Ctrl+Enter", Do: t.save})
	t.sheet.Width = 520
	t.sheet.Show(t.desk.Keys)
	t.form.FocusFirst()
}

// save records; the sheet stays with its text until that is kept.
func (t *teller) save() {
	at, err := t.at.read("at", 0)
	if err == nil && at == 0 {
		err = app.Refuse("at", app.Missing)
	}
	if err != nil {
		t.refuse(err)
		return
	}
	d := app.NoticeDraft{Channel: t.channel.Chosen().Code, At: at, Result: app.NoticeResult(t.result.Chosen().Code), Note: t.note.Text}
	told := 0
	t.desk.StoreSheet(t.sheet, t.refuse, func(ctx context.Context) error {
		var err error
		told, err = t.store.RecordNotices(ctx, t.desk.By, t.o.ID, t.rows, d)
		return err
	}, func() {
		t.done(told)
	})
}

func (t *teller) refuse(err error) {
	desk.ShowRefusal(t.form, t.wrong, err)
	t.sheet.Refresh()
}
