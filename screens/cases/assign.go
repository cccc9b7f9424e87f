package cases

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// assigning is the sheet that gives several cases to one person, with a view of
// how much everybody has to do.
type assigning struct {
	desk  *desk.Desk
	store Store
	done  func()

	cases []app.Case
	staff []app.Staff // who works here today, who has least to do first
	loads map[app.StaffID]app.Load

	person *widgets.CodeField
	note   *widgets.Entry
	table  *widgets.RecordTable
	form   *widgets.Form
	wrong  *widgets.FieldNote
	sheet  *widgets.Sheet
}

// assignAtMost is how many cases are given away at once.
const assignAtMost = 500

// Assign is Ctrl+Shift+A: the marked cases, or the selected one, to one person.
func (l *List) Assign() {
	a := &assigning{desk: l.desk, store: l.store, done: func() { l.table.MarkAll(false); l.Reload() }}
	rows := l.toAssign()
	if c, there := l.board.selected(); there && l.onBoard() {
		a.cases, rows = []app.Case{c.Case}, nil
	} else if len(rows) == 0 {
		l.desk.Say(lang.L("Mark cases with Space first."))
		return
	}
	if len(rows) > assignAtMost {
		l.desk.Say(lang.L("{{.N}} cases are marked. At most {{.Most}} can be assigned at once.",
			map[string]any{"N": words.Count(int64(len(rows))), "Most": assignAtMost}))
		return
	}
	l.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return a.gather(ctx, rows) },
		Done: func(err error) {
			if err != nil {
				l.desk.Fail(err)
				return
			}
			a.show()
		},
	})
}

// toAssign is the marked rows of the table; without marks the selected one.
func (l *List) toAssign() []int64 {
	if l.onBoard() {
		return nil
	}
	if l.table.MarkCount() > 0 {
		return l.Order()
	}
	if at := l.table.SelectedIndex(); at >= 0 && at < len(l.all()) {
		return l.all()[at : at+1]
	}
	return nil
}

// gather reads the cases as they stand and how much everybody has to do, away
// from the UI thread.
func (a *assigning) gather(ctx context.Context, rows []int64) error {
	found, err := a.store.CasesAt(ctx, a.desk.By, rows)
	if err != nil {
		return err
	}
	for _, c := range found {
		a.cases = append(a.cases, c.Case)
	}
	loads, err := a.store.Workload(ctx, a.desk.By)
	if err != nil {
		return err
	}
	a.loads = map[app.StaffID]app.Load{}
	for _, l := range loads {
		a.loads[l.Staff] = l
	}
	staff, err := a.store.Staff(ctx, a.desk.By)
	today := app.DayOf(a.desk.Now())
	a.staff = slices.DeleteFunc(staff, func(s app.Staff) bool { return !s.ActiveOn(today) })
	slices.SortStableFunc(a.staff, func(x, y app.Staff) int { return cmp.Compare(a.loads[x.ID].Open, a.loads[y.ID].Open) })
	return err
}

func (a *assigning) show() {
	a.person = widgets.NewCodeField(desk.StaffOptions(a.staff), nil)
	a.note = widgets.NewEntry()
	a.wrong = widgets.NewFieldNote()
	a.table = widgets.NewRecordTable(a.desk.Runner, []widgets.Column{
		{Title: words.Field("staff_no"), Width: 112},
		{Title: words.Field("name"), Width: 120, Weight: 1},
		{Title: lang.X("load.open", "Open cases"), Width: 100, Kind: widgets.KindNumber},
		{Title: lang.L("Overdue"), Width: 100, Kind: widgets.KindNumber},
		{Title: lang.L("Due this week"), Width: 120, Kind: widgets.KindNumber},
	}, a.loadRows)
	a.table.SetTotal(len(a.staff))
	a.table.OnSelect = func(r widgets.Row) { a.person.SetCode(r.Key) }
	a.table.OnOpen = func(r widgets.Row) { a.person.SetCode(r.Key); widgets.Focus(a.note) }
	a.form = widgets.NewForm(widgets.NewFormRow("owner", lang.L("Assign to"), a.person).Required(), widgets.NewFormRow("note", lang.L("Note"), a.note))
	a.form.OneColumn = true
	title := lang.L("Assign {{.N}} cases", map[string]any{"N": len(a.cases)})
	if len(a.cases) == 1 {
		title = lang.L("Assign {{.Number}}", map[string]any{"Number": a.cases[0].Number})
	}
	body := container.NewBorder(container.NewVBox(a.form, a.wrong, widgets.NewSectionHeader(lang.L("Who has how much to do"))), nil, nil, nil, a.table)
	a.sheet = widgets.NewSheet(title, body, widgets.Action{Label: lang.L("Assign"), Do: a.save})
	a.sheet.Width, a.sheet.Height, a.sheet.First = 620, 420, a.person.Entry()
	a.sheet.Show(a.desk.Keys)
}

// loadRows says how much each person has to do.
func (a *assigning) loadRows(_ context.Context, from, count int) ([]widgets.Row, error) {
	var rows []widgets.Row
	for _, s := range a.staff[min(from, len(a.staff)):min(from+count, len(a.staff))] {
		load := a.loads[s.ID]
		late := widgets.Cell{Text: words.Count(load.Overdue)}
		if load.Overdue > 0 {
			late.Tone = widgets.ToneBad
		}
		rows = append(rows, widgets.Row{Key: s.StaffNo, Cells: []widgets.Cell{
			{Text: s.StaffNo}, {Text: s.Name, Strong: true}, {Text: words.Count(load.Open)}, late, {Text: words.Count(load.Week)},
		}})
	}
	return rows, nil
}

func (a *assigning) save() {
	to, note := staffOf(a.staff, a.person.Chosen().Code), a.note.Text
	var done []app.CaseID
	var left []app.NotAssigned
	a.desk.StoreSheet(a.sheet, func(err error) { showRefusal(a.form, a.wrong, err, func(string) string { return "" }) }, func(ctx context.Context) (err error) {
		done, left, err = a.store.AssignCases(ctx, a.desk.By, a.cases, to, note)
		return err
	}, func() {
		a.done()
		a.tell(len(done), left)
	})
}

// tell says what was done, and of each case that was left why.
func (a *assigning) tell(done int, left []app.NotAssigned) {
	said := lang.L("{{.N}} cases assigned to {{.Name}}.", map[string]any{"N": done, "Name": a.person.Chosen().Label})
	if len(left) == 0 {
		a.desk.Say(said)
		return
	}
	lines := container.NewVBox(widgets.NewText(said), widgets.NewText(lang.L("These were left as they are:")))
	for _, l := range left[:min(len(left), leftShown)] {
		lines.Add(widgets.NewMutedText(l.Number + "  " + reason(l.Why)))
	}
	if more := len(left) - leftShown; more > 0 {
		lines.Add(widgets.NewMutedText(lang.L("and {{.N}} more", map[string]any{"N": more})))
	}
	widgets.NewSheet(lang.L("Not all were assigned"), lines, widgets.Action{}).Show(a.desk.Keys)
}

// leftShown is how many cases that were left are named.
const leftShown = 12

// reason says shortly why a case was left.
func reason(why error) string {
	no, refused := errors.AsType[*app.Refusal](why)
	switch {
	case errors.Is(why, app.ErrChangedMeantime):
		return lang.L("somebody changed it meanwhile")
	case refused && no.Reason == app.NotFromHere:
		return lang.L("cannot be assigned from its status")
	case refused && no.Reason == app.NothingToDo:
		return lang.L("is this person's already")
	case refused && no.Reason == app.NeedsReason:
		return lang.L("is being worked on: a note must say why it is taken away")
	}
	return strings.TrimSuffix(words.Error(why), ".")
}
