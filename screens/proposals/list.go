package proposals

import (
	"context"
	"slices"
	"sync/atomic"

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

// List is the page: the proposals that stand, or with Ctrl+B what was decided.
// Space marks, Ctrl+A marks all, Ctrl+Enter puts the marked people in a class,
// Ctrl+G dismisses.
type List struct {
	desk  *desk.Desk
	store Store

	filter  app.ProposalFilter
	all     answer
	decided bool // what was decided is on view
	shown   atomic.Pointer[[]app.TrainingProposal]
	history atomic.Pointer[[]app.DecidedProposal]
	loader  *background.Loader[answer]

	which   *widgets.Chips
	sources *widgets.Chips
	source  app.TriggerEvidence
	unit    *widgets.CodeField
	course  *widgets.CodeField
	told    *widgets.Text
	note    *widgets.FieldNote
	table   *widgets.RecordTable
	past    *widgets.RecordTable
	yes, no *widgets.Button
	stage   *fyne.Container
	body    *fyne.Container
}

// answer is what one question brings.
type answer struct {
	list    app.ProposalList
	decided []app.DecidedProposal
	units   []app.OrgUnit
}

const (
	every    = "every"
	standing = "standing"
	past     = "past"
)

// New builds the page, still empty.
func New(d *desk.Desk, store Store) *List {
	l := &List{desk: d, store: store, note: widgets.NewFieldNote(), told: widgets.NewMutedText("")}
	l.shown.Store(&[]app.TrainingProposal{})
	l.history.Store(&[]app.DecidedProposal{})
	l.loader = background.NewLoader(d.Runner, l.show)
	l.build()
	return l
}

func (l *List) build() {
	l.which = widgets.NewChips([]widgets.Chip{{Key: standing, Text: lang.L("To decide"), Count: -1}, {Key: past, Text: lang.L("Decided") + "  Ctrl+B", Count: -1}}, func(chosen []string) {
		l.turn(len(chosen) > 0 && chosen[0] == past)
	})
	sources := []widgets.Chip{{Key: every, Text: lang.L("All evidence"), Count: -1}}
	for _, kind := range app.TriggerEvidences() {
		sources = append(sources, widgets.Chip{Key: string(kind), Text: words.EvidenceKind(kind), Count: -1})
	}
	l.sources = widgets.NewChips(sources, l.ofSource)
	l.unit = widgets.NewCodeField(nil, func(widgets.Option) { l.narrowBy() })
	l.unit.SetPlaceHolder(lang.L("All units (Ctrl+F)"))
	l.course = widgets.NewCodeField(nil, func(widgets.Option) { l.narrowBy() })
	l.course.SetPlaceHolder(lang.L("All courses"))
	l.table, l.past = l.proposalTable(), l.historyTable()
	l.yes = widgets.NewPrimaryButton("", l.Save)
	l.no = widgets.NewButton("", l.GoOn)
	l.sayMarks(0)
	l.which.Choose(standing)
	l.sources.Choose(every)
	filter := container.New(&widgets.BarLayout{Widths: []float32{240, 240, 0}}, l.unit, l.course, widgets.NewText(""))
	head := container.NewVBox(widgets.NewTitle(lang.L("Training proposed by evidence")),
		container.NewBorder(nil, nil, nil, container.NewHBox(l.no, l.yes), l.which), filter, l.sources, l.note, l.told)
	hint := widgets.NewMutedText(lang.L("Space marks, Ctrl+A marks all. Enter opens the evidence. Protected cases are never counted."))
	l.stage = container.NewStack(l.table)
	l.body = container.NewBorder(container.NewPadded(head), container.NewPadded(hint), nil, nil, l.stage)
}

func (l *List) proposalTable() *widgets.RecordTable {
	t := widgets.NewRecordTable(l.desk.Runner, []widgets.Column{
		{Title: lang.L("Staff member"), Width: 100},
		{Title: lang.L("Unit"), Width: 130, Weight: 1},
		{Title: lang.L("Course"), Width: 170, Weight: 1},
		{Title: lang.L("Kind of evidence"), Width: 140, Kind: widgets.KindBadge},
		{Title: lang.L("Because"), Width: 320, Weight: 5},
	}, func(_ context.Context, from, count int) ([]widgets.Row, error) {
		all := *l.shown.Load()
		var rows []widgets.Row
		for _, p := range all[min(from, len(all)):min(from+count, len(all))] {
			rows = append(rows, widgets.Row{Key: p.Key(), Cells: l.cells(p)})
		}
		return rows, nil
	})
	t.OnMark = l.sayMarks
	t.OnOpen = func(r widgets.Row) { l.open(r.Key) }
	t.OnError = l.desk.Fail
	t.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Nothing that customers or examinations say proposes training to anybody."), widgets.Action{}))
	return t
}

func (l *List) cells(p app.TrainingProposal) []widgets.Cell {
	return []widgets.Cell{
		{Text: p.Staff.Name, Strong: true},
		{Text: p.UnitName},
		{Text: l.courseName(p.Course.Name, p.Course.NameEN)},
		{Text: words.EvidenceKind(p.Trigger.Evidence), Tone: widgets.ToneWarn},
		{Text: l.desk.Codes.EvidenceShort(p.Trigger, p.Evidence)},
	}
}

func (l *List) historyTable() *widgets.RecordTable {
	t := widgets.NewRecordTable(l.desk.Runner, []widgets.Column{
		{Title: lang.L("Decided on"), Width: 96},
		{Title: lang.L("Staff member"), Width: 100},
		{Title: lang.L("Course"), Width: 150, Weight: 1},
		{Title: lang.L("Decision"), Width: 100, Kind: widgets.KindBadge},
		{Title: lang.L("Training class"), Width: 140},
		{Title: lang.L("Reason"), Width: 140, Weight: 1},
		{Title: lang.L("Decided by"), Width: 90},
		{Title: lang.L("Evidence"), Width: 220, Weight: 3},
	}, func(_ context.Context, from, count int) ([]widgets.Row, error) {
		all := *l.history.Load()
		var rows []widgets.Row
		for _, d := range all[min(from, len(all)):min(from+count, len(all))] {
			rows = append(rows, widgets.Row{Key: d.ID.String(), Cells: l.decidedCells(d)})
		}
		return rows, nil
	})
	t.OnOpen = func(r widgets.Row) { l.openDecided(r.Key) }
	t.OnError = l.desk.Fail
	t.SetEmpty(widgets.NewEmptyState(theme.HistoryIcon(), lang.L("Nothing was decided on proposals yet."), widgets.Action{}))
	return t
}

func (l *List) decidedCells(d app.DecidedProposal) []widgets.Cell {
	decision := widgets.Cell{Text: lang.X("proposal.dismissed", "Dismissed"), Tone: widgets.ToneNeutral}
	if d.Accepted {
		decision = widgets.Cell{Text: lang.X("proposal.accepted", "Accepted"), Tone: widgets.ToneGood}
	}
	evidence := words.EvidenceKind(d.Kind) + lang.X("paper.colon", ": ") + words.EvidenceNumbers(app.DecidedEvidence(d.Kind, d.Evidence))
	return []widgets.Cell{
		{Text: string(d.DecidedOn)}, {Text: d.Person.Name, Strong: true}, {Text: l.courseName(d.CourseName, d.CourseEN)}, decision, {Text: d.ClassNumber}, {Text: d.Reason}, {Text: d.ByName}, {Text: evidence},
	}
}

// courseName is a course in the language of the reader.
func (l *List) courseName(zh, en string) string {
	if en == "" {
		return zh
	}
	return l.desk.Flows.Name(zh, en)
}

func (l *List) sayMarks(count int) {
	n := map[string]any{"N": words.Count(int64(count))}
	l.yes.SetText(lang.L("Into a class: {{.N}}", n) + "  Ctrl+Enter")
	l.no.SetText(lang.L("Dismiss {{.N}}…", n) + "  Ctrl+G")
	if count == 0 || l.decided {
		l.yes.Disable()
		l.no.Disable()
		return
	}
	l.yes.Enable()
	l.no.Enable()
}

// Content is the page.
func (l *List) Content() fyne.CanvasObject { return l.body }

// Shows names what is on view.
func (l *List) Shows() app.Changes {
	return app.Training | app.Quizzes | app.Cases | app.Surveys | app.Visits | app.Company
}

// Focus puts the keyboard on the table.
func (l *List) Focus() { widgets.Focus(l.onView()) }

func (l *List) onView() *widgets.RecordTable {
	if l.decided {
		return l.past
	}
	return l.table
}

// ToFilter answers Ctrl+F: the unit.
func (l *List) ToFilter() { widgets.Focus(l.unit.Entry()) }

// ToBoard answers Ctrl+B: what was decided, and back.
func (l *List) ToBoard() {
	l.turn(!l.decided)
	l.Focus()
}

func (l *List) turn(decided bool) {
	l.decided = decided
	l.which.Choose(map[bool]string{false: standing, true: past}[decided])
	l.stage.Objects = []fyne.CanvasObject{l.onView()}
	l.stage.Refresh()
	l.sayMarks(l.table.MarkCount())
	l.say()
}

// ofSource follows the chips of evidence.
func (l *List) ofSource(chosen []string) {
	l.source = ""
	if len(chosen) > 0 && chosen[0] != every {
		l.source = app.TriggerEvidence(chosen[0])
	}
	l.narrow()
}

func (l *List) narrowBy() {
	l.filter = app.ProposalFilter{}
	for _, u := range l.all.units {
		if u.Code == l.unit.Chosen().Code {
			l.filter.Unit = u.ID
		}
	}
	l.Reload()
}

// Reload draws the proposals anew.
func (l *List) Reload() {
	filter := l.filter
	l.loader.Ask(func(ctx context.Context) (answer, error) {
		var a answer
		var err error
		if a.list, err = l.store.TrainingProposals(ctx, l.desk.By, filter); err != nil {
			return a, err
		}
		if a.decided, err = l.store.TrainingDecisions(ctx, l.desk.By, filter); err != nil {
			return a, err
		}
		a.units, err = l.store.Units(ctx, l.desk.By)
		return a, err
	})
}

func (l *List) show(a answer, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	l.all = a
	units := make([]widgets.Option, len(a.units))
	for i, u := range a.units {
		full, initials := app.Pinyin(u.Name)
		units[i] = widgets.Option{Code: u.Code, Label: u.Name, Keys: initials + " " + full}
	}
	l.unit.SetOptions(units)
	l.course.SetOptions(l.courses())
	if a.list.Nameless > 0 {
		l.note.Hint(lang.L("{{.N}} complaints of the last twelve months name nobody, so they count for nobody. Name the person under «About whom» when a complaint is taken.", map[string]any{"N": words.Count(a.list.Nameless)}))
	}
	l.narrow()
	l.body.Refresh() // the note may have come or gone
}

// courses are those that are proposed or were decided on.
func (l *List) courses() []widgets.Option {
	seen := map[string]widgets.Option{}
	for _, p := range l.all.list.Proposals {
		seen[p.Course.ID.String()] = widgets.Option{Code: p.Course.ID.String(), Label: l.courseName(p.Course.Name, p.Course.NameEN)}
	}
	for _, d := range l.all.decided {
		seen[d.Course.String()] = widgets.Option{Code: d.Course.String(), Label: l.courseName(d.CourseName, d.CourseEN)}
	}
	var out []widgets.Option
	for _, o := range seen {
		full, initials := app.Pinyin(o.Label)
		o.Keys = initials + " " + full
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b widgets.Option) int { return slices.Compare([]byte(a.Label), []byte(b.Label)) })
	return out
}

// narrow shows what answers to the chips and the course.
func (l *List) narrow() {
	takes := func(kind app.TriggerEvidence, course app.CourseID) bool {
		return (l.source == "" || kind == l.source) && (l.course.Chosen().Code == "" || l.course.Chosen().Code == course.String())
	}
	var shown []app.TrainingProposal
	for _, p := range l.all.list.Proposals {
		if takes(p.Trigger.Evidence, p.Course.ID) {
			shown = append(shown, p)
		}
	}
	var history []app.DecidedProposal
	for _, d := range l.all.decided {
		if takes(d.Kind, d.Course) {
			history = append(history, d)
		}
	}
	if l.source == "" {
		l.sources.Choose(every)
	} else {
		l.sources.Choose(string(l.source))
	}
	l.shown.Store(&shown)
	l.history.Store(&history)
	l.table.MarkAll(false)
	l.sayMarks(0)
	l.table.SetTotal(len(shown))
	l.table.Reload()
	l.past.SetTotal(len(history))
	l.past.Reload()
	l.say()
}

func (l *List) say() {
	if l.decided {
		l.told.SetText(lang.L("{{.N}} decisions.", map[string]any{"N": words.Count(int64(len(*l.history.Load())))}))
		return
	}
	l.told.SetText(lang.L("{{.N}} proposals.", map[string]any{"N": words.Count(int64(len(*l.shown.Load())))}))
}

// marked are the proposals that were marked.
func (l *List) marked() []app.TrainingProposal {
	marks := l.table.Marks()
	var chosen []app.TrainingProposal
	for _, p := range *l.shown.Load() {
		if slices.Contains(marks.Keys, p.Key()) != marks.All {
			chosen = append(chosen, p)
		}
	}
	return chosen
}

// Figures answers Ctrl+E with the list on view.
func (l *List) Figures() (app.Figures, bool) {
	f := app.Figures{Title: lang.L("Training proposed by evidence"), Filter: l.told.Text}
	columns := []string{lang.L("Staff member"), lang.L("Unit"), lang.L("Course"), lang.L("Kind of evidence"), lang.L("Because")}
	weights := []float32{80, 110, 120, 90, 320}
	if l.decided {
		f.Title = lang.L("Decisions on proposals of training")
		columns = []string{lang.L("Decided on"), lang.L("Staff member"), lang.L("Course"), lang.L("Decision"), lang.L("Training class"), lang.L("Reason"), lang.L("Decided by"), lang.L("Evidence")}
		weights = []float32{80, 70, 100, 70, 120, 120, 70, 220}
	}
	for i, title := range columns {
		f.Columns = append(f.Columns, app.FigureColumn{Title: title, Weight: weights[i]})
	}
	add := func(cells []widgets.Cell) {
		row := make([]string, len(cells))
		for i, c := range cells {
			row[i] = c.Text
		}
		f.Rows = append(f.Rows, row)
	}
	if l.decided {
		for _, d := range *l.history.Load() {
			add(l.decidedCells(d))
		}
		return f, true
	}
	for _, p := range *l.shown.Load() {
		add(l.cells(p))
	}
	return f, true
}

// Prints answers Ctrl+P with the list on view.
func (l *List) Prints() desk.Printed {
	f, _ := l.Figures()
	return desk.Printed{Figures: []app.Figures{f}, Title: f.Title, Filter: f.Filter}
}
