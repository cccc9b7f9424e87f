package rules

import (
	"cmp"
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
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// box tries the rules: a kind of case accepted at a moment, and when each of
// its limits would end, with the trace of the one selected. It opens no case.
type box struct {
	desk  *desk.Desk
	store Store

	rules  app.Rules
	loader *background.Loader[app.Rules]

	kind, class *widgets.CodeField
	on          *widgets.DateField
	at          *widgets.Entry
	green       *widgets.Check
	form        *widgets.Form
	table       *widgets.RecordTable
	trace       *fyne.Container
	tried       atomic.Pointer[[]trial]
	empty       *widgets.EmptyState
	body        fyne.CanvasObject
}

// trial is one limit and its end.
type trial struct {
	rule           app.LimitRule
	due            app.Due
	strictest, law bool
}

func newBox(d *desk.Desk, store Store) *box {
	b := &box{desk: d, store: store, at: widgets.NewEntry(), trace: container.NewVBox()}
	b.tried.Store(&[]trial{})
	b.loader = background.NewLoader(d.Runner, b.show)
	now := d.Now().In(app.Local)
	b.kind = widgets.NewCodeField(kinds(), func(widgets.Option) { b.offer(); b.count() })
	b.kind.SetCode(string(app.Complaint))
	b.class = widgets.NewCodeField(nil, func(widgets.Option) { b.count() })
	b.on = d.DayField(app.DayOf(now))
	b.on.OnChanged = func(string) { b.count() }
	b.at.SetText(now.Format("15:04"))
	b.at.OnChanged = func(string) { b.count() }
	b.green = widgets.NewCheck(lang.L("Green channel: half of the internal limits"), func(bool) { b.count() })
	b.form = widgets.NewForm(
		widgets.NewFormRow("kind", lang.L("Kind"), b.kind), widgets.NewFormRow("class", lang.L("Applies to"), b.class),
		widgets.NewFormRow("day", lang.L("Accepted on"), b.on), widgets.NewFormRow("at", lang.L("At"), b.at),
		widgets.NewFormRow("green", "", b.green).Spanning(),
	)
	b.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: lang.L("Due"), Width: 214},
		{Title: "", Width: 90, Kind: widgets.KindBadge},
		{Title: lang.X("limit.step", "Step"), Width: 100, Weight: 2},
		{Title: lang.L("Rule set"), Width: 88, Kind: widgets.KindBadge},
		{Title: lang.L("Limit"), Width: 134},
		{Title: lang.L("Counted from"), Width: 92, Weight: 1},
	}, b.fetch)
	b.table.OnError = d.Fail
	b.table.OnSelect = func(r widgets.Row) { b.tell(r.Key) }
	b.empty = widgets.NewEmptyState(theme.HistoryIcon(), "", widgets.Action{})
	b.table.SetEmpty(b.empty)
	hint := widgets.NewMutedText(lang.L("Limits that begin later are counted as if that happened at the same moment. Nothing is kept."))
	head := container.NewVBox(b.form, hint)
	told := container.NewBorder(widgets.NewSectionHeader(lang.L("How it is counted")), nil, nil, nil, container.NewVScroll(b.trace))
	results := container.NewHSplit(b.table, container.NewPadded(told))
	results.Offset = 0.66
	b.body = container.NewBorder(container.NewPadded(head), nil, nil, nil, results)
	return b
}

// Content is the box.
func (b *box) Content() fyne.CanvasObject { return b.body }

// Focus puts the keyboard on the kind.
func (b *box) Focus() { b.form.FocusFirst() }

// Reload asks for the rules and the calendar again.
func (b *box) Reload() {
	b.loader.Ask(func(ctx context.Context) (app.Rules, error) {
		rules, err := b.store.LimitRules(ctx, b.desk.By)
		if err != nil {
			return app.Rules{}, err
		}
		days, err := b.store.Calendar(ctx)
		return app.Rules{Limits: rules, Days: days}, err
	})
}

func (b *box) show(rules app.Rules, err error) {
	if err != nil {
		b.desk.Fail(err)
		return
	}
	b.rules = rules
	b.offer()
	b.count()
}

// offer lets choose among the classes that the limits of the kind know.
func (b *box) offer() {
	kind := app.CaseKind(chosen(b.kind))
	mine := slices.DeleteFunc(slices.Clone(b.rules.Limits), func(r app.LimitRule) bool { return r.Kind != kind })
	b.class.SetOptions(classes(b.desk.Codes, mine))
	if !slices.ContainsFunc(mine, func(r app.LimitRule) bool { return r.Class == b.class.Chosen().Code }) {
		b.class.SetCode("")
	}
}

// count shows when the limits end for what is typed.
func (b *box) count() {
	b.form.Clear()
	start, err := b.start()
	tried := []trial{}
	switch {
	case b.rules.Days == nil:
	case err != nil:
		b.form.Row("at").Note.Error(lang.L("Write the time as 09:30."))
	default:
		tried = try(b.rules, app.CaseKind(chosen(b.kind)), chosen(b.class), start, b.green.Checked)
	}
	b.empty.SetText(lang.L("No limit holds for this kind and class on that day."))
	b.tried.Store(&tried)
	b.table.Restart(len(tried))
	b.trace.RemoveAll()
	if len(tried) > 0 {
		b.table.Select(0)
		b.tell(tried[0].rule.ID.String())
	}
}

// start is the moment that is typed.
func (b *box) start() (time.Time, error) {
	day := app.Day(b.on.Value())
	at, err := time.Parse("15:04", strings.ReplaceAll(strings.TrimSpace(b.at.Text), "：", ":"))
	if err == nil && !day.Valid() {
		err = app.Refuse("day", app.Malformed)
	}
	return day.Time().Add(time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute), err
}

// try counts every limit of a kind and class from a moment, the strictest of
// those that begin with the acceptance first.
func try(rules app.Rules, kind app.CaseKind, class string, start time.Time, green bool) []trial {
	var out []trial
	for _, r := range rules.For(kind, class, green, app.DayOf(start)) {
		out = append(out, trial{rule: r, due: r.Due(start, rules.Days)})
	}
	later := func(t trial) int {
		if t.rule.Starts == app.EventAccepted {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(out, func(a, b trial) int { return cmp.Or(later(a)-later(b), a.due.At.Compare(b.due.At)) })
	byLaw := false
	for i := range out {
		begins := later(out[i]) == 0
		out[i].strictest = i == 0 && begins
		out[i].law = begins && !byLaw && out[i].rule.RuleSet == app.SetLaw
		byLaw = byLaw || out[i].law
	}
	return out
}

func (b *box) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	tried := *b.tried.Load()
	var rows []widgets.Row
	for _, t := range tried[min(from, len(tried)):min(from+count, len(tried))] {
		rows = append(rows, t.row())
	}
	return rows, nil
}

func (t trial) row() widgets.Row {
	due := widgets.Cell{Text: words.DueMoment(t.due.At.UnixMilli()), Strong: t.strictest || t.law}
	if t.due.Provisional {
		due.Text, due.Tone = due.Text+lang.X("provisional.mark", " ?"), widgets.ToneWarn
	}
	return widgets.Row{Key: t.rule.ID.String(), Cells: []widgets.Cell{
		due,
		t.mark(),
		{Text: words.LimitStep(t.rule.Step)},
		{Text: words.RuleSet(string(t.rule.RuleSet)), Tone: setTone(t.rule.RuleSet)},
		{Text: words.Amount(t.rule.Amount, t.rule.Unit)},
		{Text: words.LimitEvent(t.rule.Starts)},
	}}
}

// mark says which limit the counter shows: the strictest, and the statutory one.
func (t trial) mark() widgets.Cell {
	switch {
	case t.strictest:
		return widgets.Cell{Text: lang.L("Strictest"), Tone: widgets.ToneBad}
	case t.law:
		return widgets.Cell{Text: lang.L("By law"), Tone: widgets.ToneWarn}
	}
	return widgets.Cell{}
}

// tell shows line by line how a limit comes to its end.
func (b *box) tell(key string) {
	b.trace.RemoveAll()
	start, err := b.start()
	for _, t := range *b.tried.Load() {
		if t.rule.ID.String() != key || err != nil {
			continue
		}
		for _, line := range app.Trace(t.rule, start, nil, b.rules.Days) {
			said := widgets.NewParagraph(words.TraceLine(line))
			b.trace.Add(said)
		}
		source := widgets.NewParagraph(t.rule.Source)
		source.Color = look.ColorMuted
		b.trace.Add(source)
	}
	b.trace.Refresh()
}
