package synchronise

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// take lets the value of a place hold.
func (i *Inbox) take(at int) {
	c, is := i.selected()
	all := append([]app.ConflictValue{c.Holds}, c.Lost...)
	if !is || at >= len(all) {
		return
	}
	i.decide([]app.Decision{c.Decide(all[at].Write)})
}

// both keeps all values of a text, one behind the other.
func (i *Inbox) both() {
	c, is := i.selected()
	joined, can := c.Both()
	switch {
	case !is:
	case !can:
		i.desk.Say(lang.L("Of this field only one value can hold. Take one of them by its digit."))
	default:
		i.decide([]app.Decision{c.Write(joined)})
	}
}

// decide stores decisions; what was decided goes from the list, and the next is
// selected.
func (i *Inbox) decide(decisions []app.Decision) {
	if i.busy || len(decisions) == 0 {
		return
	}
	i.busy = true
	i.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			return i.store.ResolveConflicts(ctx, i.desk.By, decisions)
		},
		Done: func(err error) { i.decided(decisions, err) },
	})
}

func (i *Inbox) decided(decisions []app.Decision, err error) {
	i.busy = false
	if err != nil {
		i.desk.Fail(err)
		i.Reload()
		return
	}
	i.drop(decisions)
	i.OnDecided(len(decisions))
	i.Reload()
}

// drop takes decided conflicts from the list at once, so that the next digit
// meets the next.
func (i *Inbox) drop(decisions []app.Decision) {
	i.all.Open = slices.DeleteFunc(slices.Clone(i.all.Open), func(c app.Conflict) bool {
		return slices.ContainsFunc(decisions, func(d app.Decision) bool { return d.Record == c.Record && d.Field == c.Field })
	})
	i.list.Table.MarkAll(false)
	i.narrow()
	i.OnShown()
}

// New answers Ctrl+N: another value for the selected conflict, written by hand.
func (i *Inbox) New() bool {
	c, is := i.selected()
	if !is {
		return false
	}
	if !c.Written() {
		i.desk.Say(lang.L("This field cannot be written here. Take one of the values, or open the record and change it there."))
		return true
	}
	text := widgets.NewMultiLineEntry(3)
	text.SetText(c.Holds.Value)
	if joined, joins := c.Both(); joins {
		text.SetText(joined)
	}
	form := widgets.NewForm(widgets.NewFormRow(c.Field, fieldName(c.Field), text).Hinted(lang.L("It holds in place of all of them.")))
	form.OneColumn = true
	note := widgets.NewFieldNote()
	sheet := widgets.NewSheet(lang.L("Another value: {{.Whose}}", map[string]any{"Whose": whose(c)}), container.NewVBox(form, note), widgets.Action{Label: lang.L("Let it hold")})
	sheet.Primary.Do = func() {
		decision := c.Write(text.Text)
		i.desk.StoreSheet(sheet, func(err error) { desk.ShowRefusal(form, note, err) }, func(ctx context.Context) error {
			return i.store.ResolveConflicts(ctx, i.desk.By, []app.Decision{decision})
		}, func() { i.decided([]app.Decision{decision}, nil) })
	}
	sheet.Show(i.desk.Keys)
	return true
}

// ruled are the conflicts a rule goes over: the marked ones, or all on view.
func (i *Inbox) ruled() []app.Conflict {
	if i.list.Table.MarkCount() == 0 {
		return i.list.Records()
	}
	return i.list.Chosen()
}

func (i *Inbox) sayRule() {
	n := len(i.ruled())
	i.rule.SetText(lang.L("Decide {{.N}} by a rule…", map[string]any{"N": words.Count(int64(n))}) + "  Ctrl+G")
	if n == 0 {
		i.rule.Disable()
	} else {
		i.rule.Enable()
	}
	i.rule.Refresh()
}

// GoOn answers Ctrl+G: a rule for many, with a question that says what it does.
func (i *Inbox) GoOn() {
	over := i.ruled()
	if len(over) == 0 || i.busy {
		return
	}
	all := []app.ConflictRule{app.KeepWhatHolds, app.TakeMine, app.TakeTheirs}
	rule := all[0]
	means := widgets.NewParagraph("")
	sheet := widgets.NewSheet(lang.L("Decide many by a rule"), nil, widgets.Action{Label: lang.L("Decide by this rule")})
	tell := func() {
		n := len(app.ByRule(rule, i.desk.By.Staff, over))
		means.SetText(words.ConflictRuleMeans(rule) + "\n" + lang.L("Of {{.All}} conflicts {{.N}} are decided now, {{.Left}} stay open.", map[string]any{
			"All": words.Count(int64(len(over))), "N": words.Count(int64(n)), "Left": words.Count(int64(len(over) - n)),
		}))
		sheet.Refresh()
	}
	chips := widgets.NewChips(widgets.ChipsOf(all, words.ConflictRule, nil), nil)
	chips.Choose(string(rule))
	chips.OnChange = func(chosen []string) {
		if len(chosen) > 0 {
			rule = app.ConflictRule(chosen[0])
		}
		chips.Choose(string(rule))
		tell()
	}
	tell()
	sheet.Body, sheet.First = container.NewVBox(chips, means), chips
	sheet.Primary.Do = func() {
		sheet.Close()
		i.decide(app.ByRule(rule, i.desk.By.Staff, over))
	}
	sheet.Show(i.desk.Keys)
}

// Figures answers Ctrl+E with the conflicts on view.
func (i *Inbox) Figures() (app.Figures, bool) {
	values := app.FigureColumn{Title: lang.L("Value"), Weight: 150}
	f := app.Figures{Title: lang.L("Conflicts"), Filter: i.told.Text}
	for _, c := range i.list.Records() {
		for _, v := range append([]app.ConflictValue{c.Holds}, c.Lost...) {
			values.Fields = append(values.Fields, c.Record.Table+"."+c.Field)
			f.Rows = append(f.Rows, []string{whose(c), words.Table(c.Record.Table), fieldName(c.Field), shown(c, v, i), v.By, words.Moment(v.At, i.desk.Now()), v.Device})
		}
	}
	f.Columns = []app.FigureColumn{
		{Title: lang.L("Whose"), Field: "customer", Weight: 110},
		{Title: lang.L("Record"), Weight: 80},
		{Title: lang.L("Field"), Weight: 80},
		values,
		{Title: lang.L("By"), Weight: 60},
		{Title: lang.L("When"), Weight: 80},
		{Title: lang.L("Device"), Weight: 60},
	}
	return f, true
}

// Prints answers Ctrl+P with them, numbers of persons masked as on every paper.
func (i *Inbox) Prints() desk.Printed {
	f, _ := i.Figures()
	for _, row := range f.Rows {
		row[3] = app.MaskPersonal(row[3])
	}
	return desk.Printed{Figures: []app.Figures{f}, Title: f.Title, Filter: f.Filter}
}
