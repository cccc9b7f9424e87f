package classes

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// List is the classes under a filter.
type List struct {
	desk  *desk.Desk
	store Store
	give  func(exchange.ExportWhat)

	OnOpen  func(app.ClassID)
	OnNew   func(app.Day)
	OnBoard func() // to the calendar

	search *widgets.Entry
	state  *widgets.Chips
	asked  *widgets.Asked[app.ClassFilter] // what else the filter asks for
	count  *widgets.Text
	note   *widgets.FieldNote
	table  *widgets.RecordTable
	bar    *fyne.Container
	body   fyne.CanvasObject

	filter app.ClassFilter
	anew   bool
	rows   atomic.Pointer[[]app.ClassRow]
	loader *background.Loader[listed]
	known  known
	typing *background.Later
}

// known is what a filter can name.
type known struct {
	courses []app.Course
	units   []app.OrgUnit
}

type listed struct {
	rows  []app.ClassRow
	known known
}

// NewList is the list, showing what is still to be done.
func NewList(d *desk.Desk, store Store, give func(exchange.ExportWhat)) *List {
	l := &List{desk: d, store: store, give: give, anew: true, filter: app.ClassFilter{Statuses: app.ClassesOpen()}}
	l.loader = background.NewLoader(d.Runner, l.show)
	l.typing = background.NewLater(d.Runner, 150*time.Millisecond, l.restart)
	l.build()
	return l
}

// The states a list can be narrowed to at once.
const (
	stateOpen      = "open"
	stateWaiting   = "waiting"
	stateOver      = "over"
	stateCancelled = "cancelled"
	stateAll       = "all"
)

func (l *List) build() {
	l.search = widgets.NewEntry()
	l.search.SetPlaceHolder(lang.L("Class number, course, place, lecturer"))
	l.search.OnChanged = func(text string) { l.filter.Text = text; l.typing.Call() }
	l.search.OnSubmitted = func(string) { l.typing.Now(); l.Focus() }
	l.state = widgets.NewChips([]widgets.Chip{
		{Key: stateOpen, Text: lang.L("Coming and under way"), Count: -1},
		{Key: stateWaiting, Text: lang.L("Results to be noted"), Count: -1},
		{Key: stateOver, Text: lang.L("Recognised and archived"), Count: -1},
		{Key: stateCancelled, Text: words.ClassStatus(app.ClassCancelled), Count: -1},
		{Key: stateAll, Text: lang.L("All classes"), Count: -1},
	}, l.narrowState)
	l.state.Choose(stateOpen)
	l.asked = widgets.NewAsked(func(change func(*app.ClassFilter)) { change(&l.filter); l.restart() })
	l.count, l.note = widgets.NewMutedText(""), widgets.NewFieldNote()
	l.table = widgets.NewRecordTable(l.desk.Runner, columns(), l.fetch)
	l.table.OnOpen = func(r widgets.Row) {
		if id, err := app.ParseID[app.Class](r.Key); err == nil {
			l.OnOpen(id)
		}
	}
	l.table.OnSort = func(column int, backward bool) {
		l.filter.Sort, l.filter.Descending = columnSorts[column], backward
		l.restart()
	}
	l.table.OnError = l.desk.Fail
	l.table.OnType = func(text string) { widgets.Focus(l.search); l.search.Insert(text) }
	l.table.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No class here. Change the filter, or plan one."),
		widgets.Action{Label: lang.L("New class") + "  Ctrl+N", Do: func() { l.New() }}))
	make := widgets.NewPrimaryButton(lang.L("New class")+"  Ctrl+N", func() { l.New() })
	filter := widgets.NewButton(lang.L("Filter")+"  Ctrl+F", l.ToFilter)
	calendar := widgets.NewButton(lang.L("Calendar")+"  Ctrl+B", func() { l.OnBoard() })
	l.bar = container.NewBorder(nil, nil, nil, container.NewHBox(l.count, filter, calendar, make), l.search)
	l.body = container.NewBorder(container.NewVBox(container.NewPadded(l.bar), container.NewPadded(l.state), l.asked.Row, l.note), nil, nil, nil, l.table)
}

func (l *List) narrowState(chosen []string) {
	if len(chosen) > 0 {
		f := &l.filter
		f.Waiting, f.Statuses = false, nil
		switch chosen[0] {
		case stateOpen:
			f.Statuses = app.ClassesOpen()
		case stateWaiting:
			f.Waiting = true
		case stateOver:
			f.Statuses = []app.ClassStatus{app.ClassRecognised, app.ClassArchived}
		case stateCancelled:
			f.Statuses = []app.ClassStatus{app.ClassCancelled}
		}
	}
	l.state.Choose(stateOf(l.filter))
	l.restart()
}

func stateOf(f app.ClassFilter) string {
	switch {
	case f.Waiting:
		return stateWaiting
	case len(f.Statuses) == 0:
		return stateAll
	case slices.Contains(f.Statuses, app.ClassCancelled):
		return stateCancelled
	case slices.Contains(f.Statuses, app.ClassPlanned):
		return stateOpen
	}
	return stateOver
}

// Narrow shows the list under a filter that came from elsewhere.
func (l *List) Narrow(f app.ClassFilter) {
	l.filter = f
	l.state.Choose(stateOf(f))
	l.restart()
}

// Content is the list as a page shows it.
func (l *List) Content() fyne.CanvasObject { return l.body }

// Shows implements desk.Screen.
func (*List) Shows() app.Changes { return app.Training | app.Company }

// Focus puts the keyboard on the table.
func (l *List) Focus() { widgets.Focus(l.table) }

// restart shows another list from its top.
func (l *List) restart() { l.anew = true; l.Reload() }

// Reload asks again and keeps the place in the list.
func (l *List) Reload() {
	l.asked.Tell(l.conditions())
	filter := l.filter
	l.loader.Ask(func(ctx context.Context) (found listed, err error) {
		if found.rows, err = l.store.Classes(ctx, l.desk.By, filter); err != nil {
			return found, err
		}
		if found.known.courses, err = l.store.Courses(ctx, l.desk.By); err != nil {
			return found, err
		}
		found.known.units, err = l.store.Units(ctx, l.desk.By)
		return found, err
	})
}

func (l *List) show(found listed, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	l.known = found.known
	l.rows.Store(&found.rows)
	l.asked.Tell(l.conditions())
	l.count.SetText(lang.L("{{.N}} classes", map[string]any{"N": words.Count(int64(len(found.rows)))}))
	l.bar.Refresh()
	if l.anew {
		l.anew = false
		l.table.Restart(len(found.rows))
		selectFirst(l.table, len(found.rows))
		return
	}
	l.table.SetTotal(len(found.rows))
	l.table.Reload()
}

func (l *List) all() []app.ClassRow {
	if rows := l.rows.Load(); rows != nil {
		return *rows
	}
	return nil
}

func (l *List) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	all := l.all()
	var rows []widgets.Row
	for _, c := range all[min(from, len(all)):min(from+count, len(all))] {
		rows = append(rows, row(l.desk, c))
	}
	return rows, nil
}

// Beside selects the class before or after the selected one and answers it.
func (l *List) Beside(by int) (app.ClassID, bool) {
	l.table.Select(l.table.SelectedIndex() + by)
	return l.selected()
}

func (l *List) selected() (app.ClassID, bool) {
	at, all := l.table.SelectedIndex(), l.all()
	if at < 0 || at >= len(all) {
		return app.ClassID{}, false
	}
	return all[at].ID, true
}

// New answers Ctrl+N.
func (l *List) New() bool {
	l.OnNew("")
	return true
}

// GoOn answers Ctrl+G: what can be done with the selected class.
func (l *List) GoOn() {
	at, all := l.table.SelectedIndex(), l.all()
	if at >= 0 && at < len(all) {
		(&step{desk: l.desk, store: l.store, class: all[at], done: l.Reload, open: l.OnOpen}).offer()
	}
}

// Prints is the list on paper.
func (l *List) Prints() desk.Printed { return desk.Printed{Classes: l.all(), Filter: l.narrowed()} }

// narrowed words the filter, for the head of a printed list.
func (l *List) narrowed() string {
	var parts []string
	for _, c := range l.conditions() {
		parts = append(parts, c.Text)
	}
	if l.filter.Text != "" {
		parts = append(parts, l.filter.Text)
	}
	return strings.Join(parts, " · ")
}

// Export answers Ctrl+E.
func (l *List) Export() bool {
	filter := l.filter
	l.give(exchange.ExportWhat{
		Title: lang.L("Classes"), Rows: make([]int64, len(l.all())),
		Run: func(ctx context.Context, _ []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
			return l.store.ExportClasses(ctx, l.desk.By, filter, job, report)
		},
	})
	return true
}

// columnSorts are the orders behind the sortable columns.
var columnSorts = map[int]app.ClassSort{0: app.ClassesByDay, 1: app.ClassesByCourse, 2: app.ClassesByStatus, 10: app.ClassesByNumber}

func columns() []widgets.Column {
	all := []widgets.Column{
		{Title: words.Field("begins_on"), Width: 116},
		{Title: words.Field("course"), Width: 170, Weight: 3},
		{Title: words.Field("status"), Width: 116, Kind: widgets.KindBadge},
		{Title: lang.L("Results noted"), Width: 110, Kind: widgets.KindBadge},
		{Title: words.Field("people"), Width: 62, Kind: widgets.KindNumber},
		{Title: words.Field("completed"), Width: 86, Kind: widgets.KindNumber},
		{Title: words.Field("class_mode"), Width: 104},
		{Title: words.Field("class_hours"), Width: 54, Kind: widgets.KindNumber},
		{Title: words.Field("lecturer"), Width: 90, Weight: 1},
		{Title: words.Field("place"), Width: 110, Weight: 2},
		{Title: words.Field("class_number"), Width: 150},
	}
	for i := range all {
		_, all[i].Sortable = columnSorts[i]
	}
	return all
}

func row(d *desk.Desk, c app.ClassRow) widgets.Row {
	people := words.Count(c.In)
	if c.Seats > 0 {
		people += "/" + words.Count(c.Seats)
	}
	noted := widgets.Cell{}
	today := app.DayOf(d.Now())
	switch {
	case c.Waiting(today):
		noted = widgets.Cell{Text: words.ResultsGiven(c), Tone: widgets.ToneWarn}
	case c.In > 0 && c.BeginsOn <= today && c.Status != app.ClassCancelled:
		noted = widgets.Cell{Text: words.ResultsGiven(c), Tone: widgets.ToneGood}
	}
	completed := ""
	if c.Completed+c.Failed > 0 {
		completed = words.Count(c.Completed)
	}
	return widgets.Row{Key: c.ID.String(), Cells: []widgets.Cell{
		{Text: words.Day(c.BeginsOn)},
		{Text: title(d, c), Strong: true},
		{Text: words.ClassStatus(c.Status), Tone: statusTone(c.Status)},
		noted,
		{Text: people},
		{Text: completed},
		{Text: words.ClassMode(c.Mode)},
		{Text: app.HoursText(c.Minutes)},
		{Text: c.LecturerName},
		{Text: c.Place},
		{Text: c.Number},
	}}
}

// title is what a class is called: its course, and its own title behind it.
func title(d *desk.Desk, c app.ClassRow) string {
	name := d.Codes.Course(c.CourseName, c.CourseNameEN)
	if c.Title != "" && c.Title != c.CourseName {
		name += " · " + c.Title
	}
	return name
}

func statusTone(s app.ClassStatus) widgets.Tone {
	switch s {
	case app.ClassPlanned, app.ClassEnrolling:
		return widgets.ToneInfo
	case app.ClassRunning, app.ClassAssessing:
		return widgets.ToneWarn
	case app.ClassRecognised:
		return widgets.ToneGood
	case app.ClassArchived, app.ClassCancelled:
	}
	return widgets.ToneNeutral
}
