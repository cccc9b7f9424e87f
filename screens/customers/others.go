package customers

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/pairs"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Records that were merged into the customer's.

// showOthers tells of each such record, and what was written into it by somebody
// who did not know of the merge.
func (p *Detail) showOthers() {
	if len(p.page.Others) == 0 {
		return
	}
	p.left.Add(widgets.NewSectionHeader(lang.L("Recorded twice")))
	for _, o := range p.page.Others {
		p.left.Add(p.other(o))
	}
}

func (p *Detail) other(o app.OtherRecord) fyne.CanvasObject {
	said := widgets.NewText(lang.L("{{.Name}}, merged {{.When}} by {{.By}}", map[string]any{"Name": o.Gone.Name, "When": words.Moment(o.Merge.MadeAt, p.desk.Now()), "By": o.By}))
	said.Shrinks = true
	if p.desk.By.May(app.MergeCustomers) != nil {
		return said
	}
	back := widgets.NewButton(lang.L("Take the merge back"), func() { p.partFrom(o) })
	back.Importance = widget.LowImportance
	line := container.NewBorder(nil, nil, nil, back, said)
	if len(o.Late) == 0 {
		return line
	}
	return container.NewVBox(line, p.late(o))
}

// late offers what was written elsewhere into the record that is gone.
func (p *Detail) late(o app.OtherRecord) fyne.CanvasObject {
	var lines, fields []string
	for _, f := range o.Late {
		fields = append(fields, f.Name)
		lines = append(lines, words.Field(f.Name)+"  "+orNone(p.code(f.Name, f.Stays))+" → "+orNone(p.code(f.Name, f.Gone)))
	}
	settle := func(take []string) func() {
		return func() {
			p.run(func(ctx context.Context) error { return p.store.SettleLate(ctx, p.desk.By, p.page.Customer, o, take) }, lang.L("Stored."))
		}
	}
	buttons := container.NewHBox(widgets.NewButton(lang.L("Take it over"), settle(fields)), widgets.NewButton(lang.L("Leave it"), settle(nil)))
	return container.NewVBox(widgets.NewParagraph(lang.L("Written into it since, on another computer:")+"\n"+strings.Join(lines, "\n")), buttons)
}

// partFrom asks whether two shall be two again.
func (p *Detail) partFrom(o app.OtherRecord) {
	widgets.Confirm(p.desk.Keys, widgets.Question{
		Title: lang.L("Make two customers of them again?"), Yes: lang.L("Take the merge back"), Danger: true,
		Text: lang.L("What belonged to {{.Name}} belongs to that record again, also what came since. Fields that the merge gave this customer get their former value, unless somebody changed them since.", map[string]any{"Name": o.Gone.Name}),
	}, func() {
		p.run(func(ctx context.Context) error { return p.store.UndoMerge(ctx, p.desk.By, o.Merge.ID) }, lang.L("They are two customers again."))
	})
}

// run stores something and reads the page anew.
func (p *Detail) run(verb func(context.Context) error, said string) {
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return verb(ctx) },
		Done: func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			p.desk.Say(said)
			p.Reload()
		},
	})
}

// mergeMoment tells that the customer's record was merged, or parted again.
func (p *Detail) mergeMoment(e app.TimelineEntry) widgets.Moment {
	title := lang.L("Merged with the record of {{.Name}}", map[string]any{"Name": e.Number})
	if e.Kind == app.TimelineParted {
		title = lang.L("Parted from the record of {{.Name}} again", map[string]any{"Name": e.Number})
	}
	return widgets.Moment{When: words.Moment(e.At, p.desk.Now()), Icon: theme.AccountIcon(), Title: title, Body: p.source(e.Why), Aside: e.By}
}

// suspects are the pairs, all of them or those of a customer.
func (a *Area) suspects(of app.CustomerID) {
	if err := a.desk.By.May(app.MergeCustomers); err != nil {
		a.desk.Fail(err)
		return
	}
	if a.pairs == nil {
		a.pairs = pairs.NewQueue(a.desk, a.store)
	}
	if a.now != onPairs {
		a.before = a.now
	}
	a.pairs.Of(of)
	a.turn(onPairs)
}

// compareMarked puts the two marked customers side by side; without two marks
// it shows who is suspected.
func (a *Area) compareMarked() {
	marked := a.list.marked()
	if len(marked) != 2 || a.desk.By.May(app.MergeCustomers) != nil {
		a.suspects(app.CustomerID{})
		return
	}
	var pair app.CustomerPair
	a.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			pair, err = a.store.PairOf(ctx, a.desk.By, marked[0], marked[1])
			return err
		},
		Done: func(err error) {
			if err != nil {
				a.desk.Fail(err)
				return
			}
			pairs.Compare(a.desk, a.store, pair, func() { a.list.table.MarkAll(false); a.list.Reload() })
		},
	})
}

// marked are the customers whose rows are marked one by one.
func (l *List) marked() []app.CustomerID {
	marks := l.table.Marks()
	var out []app.CustomerID
	for _, key := range marks.Keys {
		if id, err := app.ParseID[app.Customer](key); err == nil && !marks.All {
			out = append(out, id)
		}
	}
	return out
}
