package leads

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
	"lamplighter/screens/usetasks"
	"lamplighter/screens/whose"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// List is the leads, a state at a time. Ctrl+Enter proposes the marked ones as
// opportunities, Ctrl+G dismisses them, Ctrl+B gives tasks.
type List struct {
	desk  *desk.Desk
	store Store

	states   *widgets.Chips
	whose    *whose.Fields
	industry *widgets.Entry
	told     *widgets.Text
	note     *widgets.FieldNote
	table    *widgets.RecordTable
	propose  *widgets.Button
	dismiss  *widgets.Button
	task     *widgets.Button
	body     *fyne.Container

	filter app.LeadFilter
	last   app.LeadList
	shown  atomic.Pointer[[]app.Lead]
	loader *background.Loader[answer]
	typing *background.Later
}

// answer is what one question brings.
type answer struct {
	list  app.LeadList
	units []app.OrgUnit
	staff []app.Staff
}

// New builds the page, still empty: the new leads.
func New(d *desk.Desk, store Store) *List {
	l := &List{desk: d, store: store, note: widgets.NewFieldNote(), told: widgets.NewMutedText(""), filter: app.LeadFilter{State: app.LeadNew, Most: listed}}
	l.shown.Store(&[]app.Lead{})
	l.loader = background.NewLoader(d.Runner, l.show)
	l.typing = background.NewLater(d.Runner, 150*time.Millisecond, l.narrow)
	l.build()
	l.Reload()
	return l
}

// listed is how many a list holds, those who use most first.
const listed = 2000

func (l *List) build() {
	l.states = widgets.NewChips(widgets.ChipsOf(app.LeadStates(), words.LeadState, nil), l.choose)
	l.whose = whose.New(l.narrow)
	l.industry = widgets.NewEntry()
	l.industry.SetPlaceHolder(lang.L("Industry, e.g. C30"))
	l.industry.OnChanged = func(string) { l.typing.Call() }
	l.industry.OnSubmitted = func(string) { l.typing.Now(); l.Focus() }
	l.table = widgets.NewRecordTable(l.desk.Runner, columns(), func(_ context.Context, from, count int) ([]widgets.Row, error) {
		all := *l.shown.Load()
		var rows []widgets.Row
		for _, lead := range all[min(from, len(all)):min(from+count, len(all))] {
			rows = append(rows, widgets.Row{Key: lead.Customer.String(), Cells: l.cells(lead)})
		}
		return rows, nil
	})
	l.table.OnMark = func(int) { l.sayMarks() }
	l.table.OnSelect = func(widgets.Row) { l.sayMarks() }
	l.table.OnOpen = func(r widgets.Row) {
		if id, err := app.ParseID[app.Customer](r.Key); err == nil {
			l.desk.Open(desk.Route{Tab: desk.Customers, Customer: id})
		}
	}
	l.table.OnError = l.desk.Fail
	l.table.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Nobody is on this list. What makes a lead stands in the settings, under the rules of watching."), widgets.Action{}))
	l.propose, l.dismiss, l.task = widgets.NewPrimaryButton("", l.Save), widgets.NewButton("", l.GoOn), widgets.NewButton("", l.ToBoard)
	l.sayMarks()
	filters := container.New(&widgets.BarLayout{Widths: []float32{220, 190, 180, 0}}, l.whose.Unit, l.whose.Manager, l.industry, widgets.NewText(""))
	head := container.NewVBox(widgets.NewTitle(lang.L("Leads out of use")), l.states,
		container.NewBorder(nil, nil, nil, container.NewHBox(l.task, l.dismiss, l.propose), filters), l.note, l.told)
	hint := widgets.NewMutedText(lang.L("Enter opens the customer. Space marks, Ctrl+A marks all; without a mark the selected one is meant."))
	l.body = container.NewBorder(container.NewPadded(head), container.NewPadded(hint), nil, nil, l.table)
}

func columns() []widgets.Column {
	return []widgets.Column{
		{Title: words.Field("customer"), Field: "customer", Width: 130, Weight: 2},
		{Title: words.Field("industry"), Width: 70},
		{Title: lang.L("Evidence"), Width: 330, Weight: 8},
		{Title: lang.L("Last 12 months, kWh"), Width: 140, Kind: widgets.KindNumber},
		{Title: lang.L("Manager"), Width: 80},
		{Title: lang.L("Decided"), Width: 90, Weight: 2},
		{Title: lang.L("Task"), Width: 128, Kind: widgets.KindBadge},
	}
}

func (l *List) cells(lead app.Lead) []widgets.Cell {
	var decided, task widgets.Cell
	if d := lead.Decided; !d.ID.IsZero() {
		decided = widgets.Cell{Text: d.Reason, Muted: lead.State != app.LeadDismissed}
		if d.Reason == "" {
			decided.Text = lang.L("proposed {{.Ago}}", map[string]any{"Ago": words.Ago(d.MadeAt, l.desk.Now())})
		}
		if lead.ByName != "" {
			decided.Text += " (" + lead.ByName + ")"
		}
	}
	if !lead.Task.ID.IsZero() {
		today := app.DayOf(l.desk.Now())
		task = widgets.Cell{Text: words.UseTaskState(lead.Task, today), Tone: usetasks.Tone(lead.Task, today)}
	}
	return []widgets.Cell{
		{Text: lead.Name, Strong: true}, {Text: lead.Industry}, {Text: words.LeadEvidence(lead)}, {Text: words.Count(lead.Year)}, {Text: l.whose.Name(lead.Manager)}, decided, task,
	}
}

// Reload asks for the list again.
func (l *List) Reload() {
	filter := l.filter
	l.told.SetText(lang.L("counting …"))
	l.loader.Ask(func(ctx context.Context) (answer, error) {
		var a answer
		var err error
		if a.list, err = l.store.Leads(ctx, l.desk.By, filter); err != nil {
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
	l.told.SetText("")
	if err != nil {
		return
	}
	l.last = a.list
	l.whose.Set(a.units, a.staff)
	l.states.SetChips(widgets.ChipsOf(app.LeadStates(), words.LeadState, a.list.Counts))
	l.states.Choose(string(l.filter.State))
	l.shown.Store(&a.list.Rows)
	l.told.SetText(l.says())
	l.table.MarkAll(false)
	l.table.SetTotal(len(a.list.Rows))
	l.table.Reload()
	l.sayMarks()
	l.body.Refresh()
}

// says tells what makes a lead, and up to when use is known.
func (l *List) says() string {
	if l.last.Last == 0 {
		return lang.L("No use is on file yet.")
	}
	said := lang.L("Use up to {{.Month}}: {{.Whose}}.", map[string]any{"Month": words.Month(l.last.Last), "Whose": l.whose.Says()})
	if l.decides() {
		said += " " + lang.L("A lead uses {{.Capacity}} of its capacity or grows by {{.Growth}} in a year.", map[string]any{
			"Capacity": words.PermilleOf(l.last.Limits.Capacity, true), "Growth": words.PermilleOf(l.last.Limits.Growth, true),
		})
	}
	if n := l.last.Total - len(l.last.Rows); n > 0 {
		said += " " + lang.L("{{.N}} who use less are left out; narrow the list.", map[string]any{"N": words.Count(int64(n))})
	}
	return said
}

func (l *List) choose(chosen []string) {
	if len(chosen) > 0 {
		l.filter.State = app.LeadState(chosen[0])
	}
	l.states.Choose(string(l.filter.State))
	l.Reload()
}

func (l *List) narrow() {
	l.filter.Unit, l.filter.Manager, l.filter.Mine = l.whose.Chosen()
	l.filter.Industry = strings.ToUpper(strings.TrimSpace(l.industry.Text))
	l.Reload()
}

// decides reports whether the list on view is of leads that may be decided on.
func (l *List) decides() bool { return l.filter.State == app.LeadNew }

func (l *List) sayMarks() {
	n := map[string]any{"N": words.Count(int64(len(l.marked())))}
	l.propose.SetText(lang.L("Propose: {{.N}}", n) + "  Ctrl+Enter")
	l.dismiss.SetText(lang.L("Dismiss {{.N}}…", n) + "  Ctrl+G")
	l.task.SetText(lang.L("Give tasks: {{.N}}…", n) + "  Ctrl+B")
	for _, b := range []*widgets.Button{l.propose, l.dismiss} {
		b.Hidden = !l.decides()
	}
	for _, b := range []*widgets.Button{l.propose, l.dismiss, l.task} {
		if len(l.marked()) == 0 {
			b.Disable()
		} else {
			b.Enable()
		}
		b.Refresh()
	}
}

// marked are the leads that were marked, or the selected one.
func (l *List) marked() []app.Lead {
	marks := l.table.Marks()
	row, selected := l.table.Selected()
	if !marks.All && len(marks.Keys) == 0 && selected {
		marks.Keys = []string{row.Key}
	}
	var chosen []app.Lead
	for _, lead := range *l.shown.Load() {
		if slices.Contains(marks.Keys, lead.Customer.String()) != marks.All {
			chosen = append(chosen, lead)
		}
	}
	return chosen
}

// Content is the page.
func (l *List) Content() fyne.CanvasObject { return l.body }

// Shows names what is on view.
func (l *List) Shows() app.Changes {
	return app.Forecasts | app.Usage | app.Profiles | app.Customers | app.Company
}

// Show goes to the new leads, and to what is one's own if that is asked for.
func (l *List) Show(r desk.Route) {
	l.filter = app.LeadFilter{State: app.LeadNew, Mine: r.Mine, Most: listed}
	l.whose.Mine(r.Mine)
	l.industry.SetText("")
	l.Reload()
}

// Focus puts the keyboard on the table.
func (l *List) Focus() { widgets.Focus(l.table) }

// ToFilter answers Ctrl+F: the unit.
func (l *List) ToFilter() { widgets.Focus(l.whose.Unit.Entry()) }

// Figures answers Ctrl+E with the list on view.
func (l *List) Figures() (app.Figures, bool) {
	f := app.Figures{Title: lang.L("Leads out of use") + lang.X("paper.colon", ": ") + words.LeadState(l.filter.State), Filter: l.says()}
	f.Columns = desk.FigureColumns(columns(), 130, 56, 260, 90, 60, 120, 90)
	for _, lead := range *l.shown.Load() {
		f.Rows = append(f.Rows, desk.FigureRow(l.cells(lead)))
	}
	return f, true
}

// Prints answers Ctrl+P with the list on view.
func (l *List) Prints() desk.Printed {
	f, _ := l.Figures()
	return desk.Printed{Figures: []app.Figures{f}, Title: f.Title, Filter: f.Filter}
}
