package questions

import (
	"context"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Quizzes is the list of quizzes.
type Quizzes struct {
	desk  *desk.Desk
	store Store

	OnOpen func(app.QuizID)
	OnNew  func()

	search *widgets.Entry
	note   *widgets.FieldNote
	table  *widgets.RecordTable
	body   fyne.CanvasObject

	filter app.QuizFilter
	found  atomic.Pointer[[]app.QuizRow]
	loader *background.Loader[[]app.QuizRow]
	typing *background.Later
}

// NewQuizzes is the list, still empty.
func NewQuizzes(d *desk.Desk, store Store) *Quizzes {
	l := &Quizzes{desk: d, store: store, OnOpen: func(app.QuizID) {}, OnNew: func() {}}
	l.loader = background.NewLoader(d.Runner, l.show)
	l.typing = background.NewLater(d.Runner, 150*time.Millisecond, l.Reload)
	l.search = widgets.NewEntry()
	l.search.SetPlaceHolder(lang.L("Title or number of a quiz"))
	l.search.OnChanged = func(text string) { l.filter.Text = text; l.typing.Call() }
	l.search.OnSubmitted = func(string) { l.typing.Now(); widgets.Focus(l.table) }
	l.note = widgets.NewFieldNote()
	l.table = widgets.NewRecordTable(d.Runner, quizColumns(), l.fetch)
	l.table.OnOpen = func(r widgets.Row) {
		if id, err := app.ParseID[app.Quiz](r.Key); err == nil {
			l.OnOpen(id)
		}
	}
	l.table.OnError = d.Fail
	l.table.OnType = func(text string) { widgets.Focus(l.search); l.search.Insert(text) }
	l.table.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No quiz yet. Put one together with Ctrl+N."), widgets.Action{}))
	newOne := widgets.NewPrimaryButton(lang.L("New quiz")+"  Ctrl+N", func() { l.OnNew() })
	filters := container.NewBorder(nil, nil, nil, newOne, l.search)
	if d.By.May(app.ChangeTraining) != nil {
		newOne.Hide()
	}
	l.body = container.NewBorder(container.NewVBox(container.NewPadded(filters), l.note), nil, nil, nil, l.table)
	return l
}

func quizColumns() []widgets.Column {
	return []widgets.Column{
		{Title: words.Field("quiz_title"), Width: 200, Weight: 3},
		{Title: words.Field("status"), Width: 130, Kind: widgets.KindBadge},
		{Title: words.Field("course"), Width: 130, Weight: 1},
		{Title: words.Field("class_id"), Width: 120},
		{Title: words.Field("opens_at"), Width: 130},
		{Title: words.Field("closes_at"), Width: 130},
		{Title: words.Field("questions"), Width: 70, Kind: widgets.KindNumber},
		{Title: lang.L("Handed in"), Width: 80, Kind: widgets.KindNumber},
		{Title: lang.L("Passed"), Width: 70, Kind: widgets.KindNumber},
		{Title: lang.L("To mark"), Width: 80, Kind: widgets.KindNumber},
	}
}

// Content is the list.
func (l *Quizzes) Content() fyne.CanvasObject { return l.body }

// Focus puts the keyboard on the list.
func (l *Quizzes) Focus() { widgets.Focus(l.table) }

// ToFilter answers Ctrl+F.
func (l *Quizzes) ToFilter() { widgets.Focus(l.search); l.search.SelectAll() }

// Reload asks for the list again.
func (l *Quizzes) Reload() {
	filter := l.filter
	l.loader.Ask(func(ctx context.Context) ([]app.QuizRow, error) { return l.store.Quizzes(ctx, l.desk.By, filter) })
}

func (l *Quizzes) show(found []app.QuizRow, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	l.found.Store(&found)
	l.table.SetTotal(len(found))
	l.table.Reload()
}

func (l *Quizzes) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	found := l.found.Load()
	if found == nil || from >= len(*found) {
		return nil, nil
	}
	now := l.desk.Now()
	var rows []widgets.Row
	for _, q := range (*found)[from:min(from+count, len(*found))] {
		waits := widgets.Cell{Text: words.Count(q.ToMark)}
		if q.ToMark > 0 {
			waits.Tone = widgets.ToneWarn
		}
		rows = append(rows, widgets.Row{Key: q.ID.String(), Cells: []widgets.Cell{
			{Text: q.Title, Strong: true},
			{Text: words.QuizStatus(q.Status, q.Over(now.UnixMilli())), Tone: quizTone(q.Quiz, now.UnixMilli())},
			{Text: q.CourseName},
			{Text: q.ClassNumber},
			{Text: words.Moment(q.OpensAt, now)},
			{Text: words.Moment(q.ClosesAt, now)},
			{Text: words.Count(q.Questions)},
			{Text: words.Count(q.Handed)},
			{Text: words.Count(q.Passed)},
			waits,
		}})
	}
	return rows, nil
}

func quizTone(q app.Quiz, now int64) widgets.Tone {
	switch {
	case q.Status == app.QuizDraft:
		return widgets.ToneWarn
	case q.OpenFor(now):
		return widgets.ToneGood
	case q.Status == app.QuizPublished && !q.Over(now):
		return widgets.ToneInfo
	}
	return widgets.ToneNeutral
}
