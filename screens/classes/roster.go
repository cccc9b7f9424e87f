package classes

import (
	"context"
	"sync/atomic"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// roster is the sheet that puts people in a class: those who lack the course by
// their post, those of a post or unit, or anybody. Space marks, Ctrl+A all,
// Ctrl+Enter puts them in.
type roster struct {
	desk  *desk.Desk
	store Store
	class app.ClassRow
	done  func()

	which  *widgets.Chips
	post   *widgets.CodeField
	unit   *desk.Picker[app.OrgUnit]
	count  *widgets.Text
	note   *widgets.FieldNote
	table  *widgets.RecordTable
	sheet  *widgets.Sheet
	ask    app.RosterAsk
	shown  atomic.Pointer[[]app.Candidate]
	loader *background.Loader[[]app.Candidate]
}

// The ways a roster is filled.
const (
	byGap    = "gap"
	byChoice = "all"
)

// openRoster reads the units and shows the sheet.
func openRoster(d *desk.Desk, store Store, class app.ClassRow, done func()) {
	if err := d.By.May(app.ChangeTraining); err != nil {
		d.Fail(err)
		return
	}
	background.NewLoader(d.Runner, func(units []app.OrgUnit, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		r := &roster{desk: d, store: store, class: class, done: done, ask: app.RosterAsk{Class: class.ID, Gap: true}}
		r.show(units)
	}).Ask(func(ctx context.Context) ([]app.OrgUnit, error) { return store.Units(ctx, d.By) })
}

func (r *roster) show(units []app.OrgUnit) {
	r.loader = background.NewLoader(r.desk.Runner, r.fill)
	r.which = widgets.NewChips([]widgets.Chip{
		{Key: byGap, Text: lang.L("Who needs it by post"), Count: -1}, {Key: byChoice, Text: lang.L("Everybody"), Count: -1},
	}, func(chosen []string) {
		r.ask.Gap = len(chosen) > 0 && chosen[0] == byGap
		r.again()
		widgets.Focus(r.table)
	})
	r.which.Choose(byGap)
	r.post = widgets.NewCodeField(r.desk.CodeOptions("post"), func(o widgets.Option) { r.ask.Post = o.Code; r.again() })
	r.post.SetPlaceHolder(lang.L("Any post"))
	r.unit = desk.PickUnit(units, app.OrgUnitID{}, app.OrgUnitID{})
	r.unit.OnChosen = func(widgets.Option) { r.ask.Unit = r.unit.ID(); r.again() }
	r.unit.SetPlaceHolder(lang.L("Any unit"))
	r.count, r.note = widgets.NewMutedText(""), widgets.NewFieldNote()
	r.table = widgets.NewRecordTable(r.desk.Runner, []widgets.Column{
		{Title: words.Field("staff_no"), Width: 84},
		{Title: words.Field("staff_name"), Width: 110, Weight: 1},
		{Title: words.Field("class_unit"), Width: 130, Weight: 2},
		{Title: words.Field("post"), Width: 110},
		{Title: lang.L("Post requires it"), Width: 112},
		{Title: lang.L("Has it"), Width: 170, Kind: widgets.KindBadge},
	}, r.fetch)
	r.table.OnMark = func(int) { r.tell() }
	r.table.OnError = r.desk.Fail
	r.table.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Nobody here. Everybody whose post requires the course has it; look at “Everybody” for others."), widgets.Action{}))
	filters := container.New(&widgets.BarLayout{Widths: []float32{320, 0, 0}}, r.which, r.post, r.unit)
	body := container.NewBorder(container.NewVBox(filters, r.note), r.count, nil, nil, r.table)
	r.sheet = widgets.NewSheet(lang.L("Put people in")+" · "+title(r.desk, r.class), body, widgets.Action{Label: lang.L("Put in"), Do: r.save})
	r.sheet.Width, r.sheet.Height, r.sheet.First = 860, 470, r.table
	r.sheet.Show(r.desk.Keys)
	r.again()
}

func (r *roster) again() {
	r.which.Choose(map[bool]string{true: byGap, false: byChoice}[r.ask.Gap])
	ask := r.ask
	r.loader.Ask(func(ctx context.Context) ([]app.Candidate, error) { return r.store.Candidates(ctx, r.desk.By, ask) })
}

func (r *roster) fill(found []app.Candidate, err error) {
	r.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	var free []app.Candidate
	for _, c := range found {
		if !c.In {
			free = append(free, c)
		}
	}
	r.shown.Store(&free)
	r.table.Restart(len(free))
	selectFirst(r.table, len(free))
	r.tell()
}

func (r *roster) all() []app.Candidate {
	if shown := r.shown.Load(); shown != nil {
		return *shown
	}
	return nil
}

func (r *roster) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	all := r.all()
	var rows []widgets.Row
	for _, c := range all[min(from, len(all)):min(from+count, len(all))] {
		required := ""
		if c.Required {
			required = lang.X("answer.yes", "Yes")
		}
		post := c.Staff.Post
		if post != "" {
			post = r.desk.Codes.Label("post", post)
		}
		rows = append(rows, widgets.Row{Key: c.Staff.ID.String(), Cells: []widgets.Cell{
			{Text: c.Staff.StaffNo},
			{Text: c.Staff.Name, Strong: true},
			{Text: c.Unit},
			{Text: post},
			{Text: required},
			{Text: words.HeldSince(c.Standing, c.Until), Tone: standingTone(c.Standing)},
		}})
	}
	return rows, nil
}

func standingTone(s app.Standing) widgets.Tone {
	switch s {
	case app.StandingExpired:
		return widgets.ToneBad
	case app.StandingExpiring:
		return widgets.ToneWarn
	case app.StandingValid:
		return widgets.ToneGood
	case app.StandingNone:
	}
	return widgets.ToneNeutral
}

// tell says how many are marked and how many seats are left.
func (r *roster) tell() {
	said := lang.L("{{.N}} of {{.All}} marked. Space: mark · Ctrl+A: all · Tab: filters", map[string]any{"N": r.table.MarkCount(), "All": len(r.all())})
	if r.class.Seats > 0 {
		said += " · " + lang.L("{{.N}} seats free", map[string]any{"N": r.class.Seats - r.class.In})
	}
	r.count.SetText(said)
}

// marked are the people marked, or the one selected where nobody is.
func (r *roster) marked() []app.StaffID {
	marks := r.table.Marks()
	named := map[string]bool{}
	for _, key := range marks.Keys {
		named[key] = true
	}
	var out []app.StaffID
	for i, c := range r.all() {
		if named[c.Staff.ID.String()] != marks.All || r.table.MarkCount() == 0 && i == r.table.SelectedIndex() {
			out = append(out, c.Staff.ID)
		}
	}
	return out
}

func (r *roster) save() {
	people := r.marked()
	var left []app.NotEnrolled
	r.desk.StoreSheet(r.sheet, func(err error) { r.note.Error(words.Error(err)) }, func(ctx context.Context) error {
		var err error
		left, err = r.store.EnrolMany(ctx, r.desk.By, r.class.Class, people)
		return err
	}, func() {
		r.desk.Say(lang.L("{{.N}} people were put in the class.", map[string]any{"N": len(people) - len(left)}))
		for _, l := range left {
			r.desk.Say(l.Name + ": " + words.Error(l.Why))
		}
		r.done()
	})
}
