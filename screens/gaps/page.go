package gaps

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

// Page is who lacks what, as a list of gaps or as the matrix of people and
// courses, under the same filter.
type Page struct {
	desk   *desk.Desk
	store  Store
	others Others

	OnLearner func(app.StaffID)

	dues   *widgets.Chips
	filter *filter
	count  *widgets.Text
	bar    *fyne.Container // of the search and the count
	note   *widgets.FieldNote
	list   *widgets.RecordTable
	matrix *widgets.Matrix
	stage  *fyne.Container
	status *widgets.Text
	toggle *widgets.Button
	body   fyne.CanvasObject

	whole  bool // the matrix is on view
	fresh  bool // another list is asked for, to be shown from its top
	marks  map[app.TrainingNeed]bool
	found  atomic.Pointer[app.TrainingGaps] // read away from the UI thread by fetch
	shown  *app.TrainingMatrix
	loader *background.Loader[answer]
	typing *background.Later
}

// answer is what the page asks for.
type answer struct {
	gaps   app.TrainingGaps
	matrix *app.TrainingMatrix
	units  []app.OrgUnit
}

// newPage is an empty page; Reload fills it.
func newPage(d *desk.Desk, store Store, others Others) *Page {
	p := &Page{desk: d, store: store, others: others, OnLearner: func(app.StaffID) {}, marks: map[app.TrainingNeed]bool{}, fresh: true}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.typing = background.NewLater(d.Runner, 150*time.Millisecond, p.another)
	p.build()
	return p
}

func (p *Page) build() {
	p.dues = widgets.NewChips(dueChips(nil), p.chooseDue)
	p.dues.Choose("")
	p.filter = newFilter(p.desk, p.another, p.typing.Call, func() { p.typing.Now(); p.Focus() })
	p.count, p.note, p.status = widgets.NewMutedText(""), widgets.NewFieldNote(), widgets.NewMutedText("")
	p.status.Shrinks = true
	p.list = widgets.NewRecordTable(p.desk.Runner, columns(), p.fetch)
	p.list.OnMark = func(int) { p.tell() }
	p.list.OnOpen = func(r widgets.Row) {
		if g, is := p.gapAt(p.list.SelectedIndex()); is && keyOf(g.Need()) == r.Key {
			p.OnLearner(g.Person.ID)
		}
	}
	p.list.OnSelect = func(widgets.Row) {
		if g, is := p.gapAt(p.list.SelectedIndex()); is {
			p.status.SetText(sentence(p.desk, g.Person, g.Course, g.TrainingCell))
		}
	}
	p.list.OnError = p.desk.Fail
	p.list.OnType = p.filter.insert
	p.list.SetEmpty(nothing())
	p.matrix = widgets.NewMatrix(sides(), cellWidth)
	p.matrix.OnOpen = func(row, _ int) { p.OnLearner(p.shown.Person(row).ID) }
	p.matrix.OnMove = func(row, column int) {
		p.status.SetText(sentence(p.desk, p.shown.Person(row), p.shown.Course(column), p.shown.Cell(row, column)))
	}
	p.matrix.OnMark, p.matrix.OnMarkAll = p.mark, p.markAll
	p.matrix.OnType = p.filter.insert
	p.matrix.SetEmpty(nothing())
	p.stage = container.NewStack(p.list)
	p.toggle = widgets.NewButton("", p.Toggle)
	p.nameToggle()
	right := container.NewHBox(p.count, p.toggle)
	if p.desk.By.May(app.ChangeTraining) == nil {
		right.Add(widgets.NewPrimaryButton(lang.L("Plan classes …")+"  Ctrl+G", p.GoOn))
	}
	p.bar = container.NewBorder(nil, nil, nil, right, p.filter.search)
	top := container.NewVBox(container.NewPadded(p.dues), container.NewPadded(p.bar), container.NewPadded(p.filter.line), p.note)
	p.body = container.NewBorder(top, container.NewPadded(p.status), nil, nil, p.stage)
}

func nothing() *widgets.EmptyState {
	return widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Nobody lacks anything here. Widen the filter, or see under Courses what the posts require."), widgets.Action{})
}

func dueChips(counts map[app.TrainingDue]int64) []widgets.Chip {
	return widgets.ChipsOf(append([]app.TrainingDue{""}, app.TrainingDues()...), words.TrainingDue, counts)
}

// chooseDue follows the chips; one of them is always chosen.
func (p *Page) chooseDue(chosen []string) {
	if len(chosen) > 0 {
		p.filter.f.Due = app.TrainingDue(chosen[0])
	}
	p.dues.Choose(string(p.filter.f.Due))
	p.another()
}

// another asks for another list than the one on view.
func (p *Page) another() {
	p.fresh = true
	p.Reload()
}

// Reload asks for who lacks what again.
func (p *Page) Reload() {
	f := p.filter.f
	read := f
	read.State, read.Due, read.OnlyGaps, read.Category, read.Course = "", "", false, "", app.CourseID{}
	p.loader.Ask(func(ctx context.Context) (answer, error) {
		whole, err := p.store.Standings(ctx, p.desk.By, read)
		if err != nil {
			return answer{}, err
		}
		units, err := p.store.Units(ctx, p.desk.By)
		return answer{whole.Gaps(f), whole.Narrow(f), units}, err
	})
}

func (p *Page) show(a answer, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.filter.setUnits(a.units)
	p.filter.setCourses(p.desk, a.matrix.AllCourses())
	p.dues.SetChips(dueChips(a.gaps.Counts))
	p.found.Store(&a.gaps)
	p.shown = a.matrix
	p.matrix.SetSource(newTable(p.desk, p.shown, p.marks))
	if p.fresh {
		p.fresh = false
		clear(p.marks)
		p.list.Restart(len(a.gaps.Gaps))
		if len(a.gaps.Gaps) > 0 {
			p.list.Select(0)
		}
	} else {
		p.list.SetTotal(len(a.gaps.Gaps))
		p.list.Reload()
	}
	p.tell()
}

// tell counts what is on view.
func (p *Page) tell() {
	values := map[string]any{"N": words.Count(int64(len(p.gaps()))), "M": words.Count(int64(p.marked()))}
	said := lang.L("Gaps: {{.N}}", values)
	if p.whole && p.shown != nil {
		values["P"], values["C"] = words.Count(int64(p.shown.Rows())), words.Count(int64(p.shown.Columns()))
		said = lang.L("{{.P}} people × {{.C}} courses", values)
	}
	if p.marked() > 0 {
		said += lang.L(", {{.M}} marked", values)
	}
	p.count.SetText(said)
	p.bar.Refresh()
}

func (p *Page) marked() int {
	if p.whole {
		return len(p.marks)
	}
	return p.list.MarkCount()
}

func (p *Page) gaps() []app.TrainingGap {
	if found := p.found.Load(); found != nil {
		return found.Gaps
	}
	return nil
}

func (p *Page) gapAt(at int) (app.TrainingGap, bool) {
	if all := p.gaps(); at >= 0 && at < len(all) {
		return all[at], true
	}
	return app.TrainingGap{}, false
}

func (p *Page) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	all := p.gaps()
	var rows []widgets.Row
	for _, g := range all[min(from, len(all)):min(from+count, len(all))] {
		rows = append(rows, row(p.desk, g))
	}
	return rows, nil
}

// mark marks a gap of the matrix, or takes its mark away.
func (p *Page) mark(row, column int) {
	if !p.shown.Cell(row, column).Gap() {
		p.desk.Say(lang.L("Only what is lacking, expired or expiring can be marked."))
		return
	}
	need := app.TrainingNeed{Staff: p.shown.Person(row).ID, Course: p.shown.Course(column).ID}
	if p.marks[need] {
		delete(p.marks, need)
	} else {
		p.marks[need] = true
	}
	p.tell()
}

// markAll marks every gap of the filter; once they are, none.
func (p *Page) markAll() {
	all := p.gaps()
	if len(p.marks) == len(all) {
		clear(p.marks)
	} else {
		for _, g := range all {
			p.marks[g.Need()] = true
		}
	}
	p.tell()
}

// chosen are the marked gaps; without marks, all of the filter.
func (p *Page) chosen() []app.TrainingGap {
	all := p.gaps()
	if p.marked() == 0 {
		return all
	}
	is := func(g app.TrainingGap) bool { return p.marks[g.Need()] }
	if !p.whole {
		marks := p.list.Marks()
		named := make(map[string]bool, len(marks.Keys))
		for _, key := range marks.Keys {
			named[key] = true
		}
		is = func(g app.TrainingGap) bool { return named[keyOf(g.Need())] != marks.All }
	}
	var out []app.TrainingGap
	for _, g := range all {
		if is(g) {
			out = append(out, g)
		}
	}
	return out
}

// Toggle turns from the list to the matrix and back.
func (p *Page) Toggle() {
	p.whole = !p.whole
	p.stage.Objects = []fyne.CanvasObject{p.list}
	if p.whole {
		p.stage.Objects[0] = p.matrix
	}
	p.nameToggle()
	p.stage.Refresh()
	p.tell()
	p.Focus()
}

func (p *Page) nameToggle() {
	name := lang.X("gaps.matrix", "Matrix")
	if p.whole {
		name = lang.X("gaps.list", "List")
	}
	p.toggle.SetText(name + "  Ctrl+B")
}

// Focus puts the keyboard where work goes on.
func (p *Page) Focus() {
	if p.whole {
		widgets.Focus(p.matrix)
		return
	}
	widgets.Focus(p.list)
}

// Narrow shows what another page asks for.
func (p *Page) Narrow(f app.TrainingFilter) {
	p.filter.set(f)
	p.dues.Choose(string(f.Due))
	p.another()
}

// GoOn answers Ctrl+G: a plan for the marked gaps, or for all shown.
func (p *Page) GoOn() {
	gaps := p.chosen()
	if len(gaps) == 0 {
		p.desk.Say(words.Error(app.Refuse("learner", app.NobodyToTrain)))
		return
	}
	needs := make([]app.TrainingNeed, len(gaps))
	for i, g := range gaps {
		needs[i] = g.Need()
	}
	newPlan(p.desk, p.store, needs, func() {
		clear(p.marks)
		p.list.MarkAll(false)
		p.Reload()
	}).show()
}

// about is the filter in words.
func (p *Page) about() string {
	return words.TrainingDue(p.filter.f.Due) + p.filter.about()
}

func places(n int) []int64 {
	rows := make([]int64, n)
	for i := range rows {
		rows[i] = int64(i)
	}
	return rows
}
