package practice

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// UsedStore is what telling who practised on a case or visit asks.
type UsedStore interface {
	Practice(context.Context, app.Actor, app.PracticeFilter) ([]app.PracticeRow, error)
}

// Used tells on the page of a case or a visit who learnt on it: the entries of
// the log that name it, as far as whoever looks may read them. With none it takes
// no room.
type Used struct {
	Grown func() // it needs more room, or less: its page is to be laid out again

	desk   *desk.Desk
	store  UsedStore
	loader *background.Loader[[]app.PracticeRow]
	box    *fyne.Container
}

// NewUsed is empty; Of fills it.
func NewUsed(d *desk.Desk, store UsedStore) *Used {
	u := &Used{desk: d, store: store, Grown: func() {}, box: container.NewVBox()}
	u.loader = background.NewLoader(d.Runner, u.show)
	return u
}

// Content is the list with its head.
func (u *Used) Content() fyne.CanvasObject { return u.box }

// Of tells of a case or a visit, by the table of its record.
func (u *Used) Of(table string, id app.RecordID) {
	var f app.PracticeFilter
	switch table {
	case "cases":
		f.Case = app.CaseID(id)
	case "visits":
		f.Visit = app.VisitID(id)
	}
	if u.desk.By.May(app.LearnHere) == nil {
		u.loader.Ask(func(ctx context.Context) ([]app.PracticeRow, error) { return u.store.Practice(ctx, u.desk.By, f) })
	}
}

func (u *Used) show(rows []app.PracticeRow, err error) {
	u.box.Objects = nil
	if len(rows) > 0 || err != nil {
		u.box.Add(widgets.NewSectionHeader(lang.L("Used as practice")))
	}
	if err != nil {
		note := widgets.NewFieldNote()
		note.Error(words.Error(err))
		u.box.Add(note)
	}
	for _, r := range rows {
		u.box.Add(widgets.NewLineButton(usedText(r), func() {
			u.desk.Open(desk.Route{Tab: desk.Training, Training: desk.PracticeLog, Practice: r.N})
		}))
	}
	u.box.Refresh()
	u.Grown()
}

// usedText says who learnt, when, how long, and what a mentor said of it.
func usedText(r app.PracticeRow) string {
	said := words.PracticeState(r.State())
	switch state := r.State(); {
	case state == app.PracticeConfirmed:
		said = lang.L("confirmed by {{.Name}}", map[string]any{"Name": r.ByName})
	case state == app.PracticeRefused:
		said = lang.L("refused by {{.Name}}", map[string]any{"Name": r.ByName})
	case r.MentorName != "":
		said = lang.L("waits for {{.Name}}", map[string]any{"Name": r.MentorName})
	}
	return joined(r.Name, words.Day(r.DoneOn), hoursText(r.Practice), said)
}
