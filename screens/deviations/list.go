package deviations

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
	"lamplighter/screens/usetasks"
	"lamplighter/screens/whose"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// List is the deviations of a month. Enter explains the selected one, Ctrl+Enter
// gives a task for it or for all that are marked, Ctrl+B orders by share.
type List struct {
	desk  *desk.Desk
	store Store
	out   func(exchange.ExportWhat) // lets the list go out

	only     *usetasks.Only
	which    *widgets.Chips
	span     *widgets.Text
	whose    *whose.Fields
	industry *widgets.Entry
	cause    *widgets.CodeField
	told     *widgets.Text
	note     *widgets.FieldNote
	table    *widgets.RecordTable
	empty    *widgets.EmptyState
	task     *widgets.Button
	body     *fyne.Container

	filter app.DeviationFilter
	last   app.DeviationList
	asked  atomic.Pointer[app.DeviationFilter] // read away from the UI thread by fetch
	head   atomic.Pointer[app.DeviationList]   // its first page
	loader *background.Loader[answer]
	typing *background.Later
}

// answer is what one question brings.
type answer struct {
	list  app.DeviationList
	units []app.OrgUnit
	staff []app.Staff
}

const (
	outside80   = "80"
	outside95   = "95"
	unexplained = "unexplained"
)

// New builds the page, still empty: the last month that can be judged.
func New(d *desk.Desk, store Store, out func(exchange.ExportWhat)) *List {
	l := &List{desk: d, store: store, out: out, note: widgets.NewFieldNote(), told: widgets.NewMutedText(""), span: widgets.NewText("")}
	l.asked.Store(&app.DeviationFilter{})
	l.head.Store(&app.DeviationList{})
	l.loader = background.NewLoader(d.Runner, l.show)
	l.typing = background.NewLater(d.Runner, 150*time.Millisecond, l.narrow)
	l.build()
	l.Reload()
	return l
}

func (l *List) build() {
	l.only = usetasks.NewOnly(func() { l.Reload(); l.Focus() })
	l.which = widgets.NewChips(l.chips(app.DeviationList{}), l.choose)
	l.which.Choose(outside80)
	l.span.Bold, l.span.Align = true, fyne.TextAlignCenter
	l.whose = whose.New(l.narrow)
	l.industry = widgets.NewEntry()
	l.industry.SetPlaceHolder(lang.L("Industry, e.g. C30"))
	l.industry.OnChanged = func(string) { l.typing.Call() }
	l.industry.OnSubmitted = func(string) { l.typing.Now(); l.Focus() }
	l.cause = widgets.NewCodeField(l.desk.CodeOptions("deviation_cause"), func(widgets.Option) { l.narrow() })
	l.cause.SetPlaceHolder(lang.L("All causes"))
	l.table = widgets.NewRecordTable(l.desk.Runner, columns(), l.fetch)
	l.table.OnMark = l.sayMarks
	l.table.OnOpen = func(r widgets.Row) { l.open(r.Key) }
	l.table.OnError = l.desk.Fail
	l.table.OnSort = func(column int, _ bool) { l.sort(column == columnShare) }
	l.empty = widgets.NewEmptyState(theme.ConfirmIcon(), "", widgets.Action{})
	l.table.SetEmpty(l.empty)
	l.task = widgets.NewPrimaryButton("", l.Save)
	l.sayMarks(0)
	step := func(text string, by int) *widgets.Button { return widgets.NewButton(text, func() { l.Step(by) }) }
	period := container.New(&widgets.BarLayout{Widths: []float32{34, 130, 34, 16, 0}}, step("‹", -1), l.span, step("›", 1), widgets.NewText(""), l.which)
	filters := container.New(&widgets.BarLayout{Widths: []float32{200, 170, 160, 190, 0}}, l.whose.Unit, l.whose.Manager, l.industry, l.cause, widgets.NewText(""))
	head := container.NewVBox(widgets.NewTitle(lang.L("Used other than forecast")), container.NewBorder(nil, nil, nil, container.NewHBox(l.only, l.task), period), filters, l.note, l.told)
	hint := widgets.NewMutedText(lang.L("Enter explains. Space marks, Ctrl+A marks all. Ctrl+B: by share or by kWh. Ctrl+PgUp and Ctrl+PgDn: the month before or after."))
	l.body = container.NewBorder(container.NewPadded(head), container.NewPadded(hint), nil, nil, l.table)
}

func (l *List) chips(list app.DeviationList) []widgets.Chip {
	return []widgets.Chip{
		{Key: outside80, Text: lang.L("Outside 80 %"), Count: list.Outside80},
		{Key: outside95, Text: lang.L("Beyond 95 %"), Count: list.Outside95},
		{Key: unexplained, Text: lang.L("Unexplained"), Count: list.Unexplained},
	}
}

// columnShare is the place of the column that Ctrl+B sorts by.
const columnShare = 4

func columns() []widgets.Column {
	return []widgets.Column{
		{Title: words.Field("customer"), Field: "customer", Width: 130, Weight: 3},
		{Title: lang.L("Used, kWh"), Width: 82, Kind: widgets.KindNumber},
		{Title: lang.L("Forecast, kWh"), Width: 98, Kind: widgets.KindNumber},
		{Title: lang.L("Off, kWh"), Width: 82, Kind: widgets.KindNumber, Sortable: true},
		{Title: lang.L("Off, %"), Width: 78, Kind: widgets.KindNumber, Sortable: true},
		{Title: lang.L("Of the unit"), Width: 76, Kind: widgets.KindNumber},
		{Title: words.Field("deviation_cause"), Width: 200, Kind: widgets.KindBadge},
		{Title: lang.L("Because"), Width: 150, Weight: 5},
		{Title: lang.L("Manager"), Width: 70},
		{Title: lang.L("Task"), Width: 128, Kind: widgets.KindBadge},
	}
}

// cells is a deviation as the table shows it.
func (l *List) cells(d app.Deviation) []widgets.Cell {
	off := widgets.Cell{Text: words.SignedCount(d.Off()), Tone: widgets.ToneWarn, Strong: d.Beyond95()}
	if d.Beyond95() {
		off.Tone = widgets.ToneBad
	}
	permille, known := d.OffPermille()
	cause := widgets.Cell{Text: lang.L("{{.Cause}}?", map[string]any{"Cause": l.desk.Codes.Label("deviation_cause", d.Cause())}), Tone: widgets.ToneNeutral}
	because := widgets.Cell{Text: l.desk.Codes.BecauseOfUse(d.Likely), Muted: true}
	if !d.Explained.ID.IsZero() {
		cause = widgets.Cell{Text: l.desk.Codes.Label("deviation_cause", d.Cause()), Tone: widgets.ToneGood}
		because = widgets.Cell{Text: d.Explained.Reason}
	}
	var task widgets.Cell
	if !d.Task.ID.IsZero() {
		today := app.DayOf(l.desk.Now())
		task = widgets.Cell{Text: words.UseTaskState(d.Task, today), Tone: usetasks.Tone(d.Task, today)}
	}
	return []widgets.Cell{
		{Text: d.Name, Strong: true},
		{Text: words.Count(d.Actual)},
		{Text: words.Count(d.Ahead.Point)},
		off,
		{Text: words.Permille(permille, known)},
		{Text: words.PermilleOf(ofUnit(d))},
		cause, because,
		{Text: l.whose.Name(d.Manager)},
		task,
	}
}

// ofUnit is which part of its unit's use a customer has, in thousandths.
func ofUnit(d app.Deviation) (int64, bool) {
	if d.UnitUse <= 0 {
		return 0, false
	}
	return d.Actual * 1000 / d.UnitUse, true
}

// headRows are read with the question, so that the first pages cost no second
// one.
const headRows = 1000

// Reload asks for the list again.
func (l *List) Reload() {
	filter := l.filter
	filter.From, filter.Most, filter.Customer = 0, headRows, l.only.Customer
	l.asked.Store(&filter)
	l.loader.Ask(func(ctx context.Context) (answer, error) {
		var a answer
		var err error
		if a.list, err = l.store.Deviations(ctx, l.desk.By, filter); err != nil {
			return a, err
		}
		if a.units, err = l.store.Units(ctx, l.desk.By); err != nil {
			return a, err
		}
		a.staff, err = l.store.Staff(ctx, l.desk.By)
		return a, err
	})
}

func (l *List) show(a answer, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	l.last = a.list
	l.head.Store(&a.list)
	l.whose.Set(a.units, a.staff)
	l.which.SetChips(l.chips(a.list))
	l.which.Choose(l.chip())
	l.span.SetText(words.Month(a.list.Month))
	l.told.SetText(l.says())
	l.only.Tell(a.list.Of)
	l.empty.SetText(l.sayEmpty())
	l.table.MarkAll(false)
	l.sayMarks(0)
	l.table.SetTotal(a.list.Total)
	l.table.Reload()
	l.body.Refresh()
}

// sayEmpty tells why nothing is on the list.
func (l *List) sayEmpty() string {
	if l.last.Of != "" && l.last.Month != 0 {
		return lang.L("{{.Name}} used what was forecast in {{.Month}}, or was not judged. Esc shows all.", map[string]any{"Name": l.last.Of, "Month": words.Month(l.last.Month)})
	}
	return lang.L("Nobody used other than forecast here. A month can be judged when the one before it was closed and its use has come in.")
}

// says tells how many the list is of.
func (l *List) says() string {
	if l.last.Month == 0 {
		return ""
	}
	said := lang.L("{{.N}} of {{.Judged}} customers that were forecast and read: {{.Whose}}.", map[string]any{
		"N": words.Count(int64(l.last.Total)), "Judged": words.Count(int64(l.last.Judged)), "Whose": l.whose.Says(),
	})
	if l.filter.Sort == app.DeviationsByShare {
		return said + " " + lang.L("By share.")
	}
	return said + " " + lang.L("By kWh.")
}

func (l *List) fetch(ctx context.Context, from, count int) ([]widgets.Row, error) {
	head := l.head.Load()
	rows := head.Rows
	if from+count <= len(rows) || len(rows) == head.Total {
		rows = rows[min(from, len(rows)):min(from+count, len(rows))]
	} else {
		filter := *l.asked.Load()
		filter.Month, filter.From, filter.Most = head.Month, from, count
		list, err := l.store.Deviations(ctx, l.desk.By, filter)
		if err != nil {
			return nil, err
		}
		rows = list.Rows
	}
	out := make([]widgets.Row, len(rows))
	for i, d := range rows {
		out[i] = widgets.Row{Key: d.Customer.String(), Cells: l.cells(d)}
	}
	return out, nil
}

func (l *List) chip() string {
	switch {
	case l.filter.Unexplained:
		return unexplained
	case l.filter.Beyond95:
		return outside95
	}
	return outside80
}

func (l *List) choose(chosen []string) {
	if len(chosen) > 0 {
		l.filter.Beyond95, l.filter.Unexplained = chosen[0] == outside95, chosen[0] == unexplained
	}
	l.which.Choose(l.chip())
	l.Reload()
}

func (l *List) narrow() {
	l.filter.Unit, l.filter.Manager, l.filter.Mine = l.whose.Chosen()
	l.filter.Industry, l.filter.Cause = strings.ToUpper(strings.TrimSpace(l.industry.Text)), desk.Chosen(l.cause)
	l.Reload()
}

func (l *List) sort(byShare bool) {
	l.filter.Sort = app.DeviationsByKWh
	if byShare {
		l.filter.Sort = app.DeviationsByShare
	}
	l.Reload()
}

func (l *List) sayMarks(count int) {
	text := lang.L("Give a task…")
	if count > 0 {
		text = lang.L("Give tasks: {{.N}}…", map[string]any{"N": words.Count(int64(count))})
	}
	l.task.SetText(text + "  Ctrl+Enter")
}

// Content is the page.
func (l *List) Content() fyne.CanvasObject { return l.body }

// Shows names what is on view.
func (l *List) Shows() app.Changes { return app.Forecasts | app.Usage | app.Company }

// Show goes to a month, and to what is one's own if that is asked for.
func (l *List) Show(r desk.Route) {
	l.filter = app.DeviationFilter{Month: r.Month, Mine: r.Mine}
	l.only.Of(r)
	l.whose.Mine(r.Mine)
	l.industry.SetText("")
	l.cause.SetCode("")
	l.Reload()
}

// Leave answers Esc: from the deviations of one customer to all.
func (l *List) Leave() bool { return l.only.Leave() }

// Focus puts the keyboard on the table.
func (l *List) Focus() { widgets.Focus(l.table) }

// ToFilter answers Ctrl+F: the unit.
func (l *List) ToFilter() { widgets.Focus(l.whose.Unit.Entry()) }

// ToBoard answers Ctrl+B: by share, and back.
func (l *List) ToBoard() { l.sort(l.filter.Sort != app.DeviationsByShare) }

// Step answers Ctrl+PgUp and Ctrl+PgDn: the month before or after, of those that
// can be judged.
func (l *List) Step(by int) {
	at := slices.Index(l.last.Months, l.last.Month)
	if next := at - by; at >= 0 && next >= 0 && next < len(l.last.Months) {
		l.filter.Month = l.last.Months[next]
		l.Reload()
	}
}
