package rules

import (
	"cmp"
	"context"
	"slices"
	"strings"
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

// list is the table of the limit rules. All of them are read at once: there
// are hundreds.
type list struct {
	desk  *desk.Desk
	store Store

	rules  []app.LimitRule
	loader *background.Loader[[]app.LimitRule]
	shown  atomic.Pointer[[]app.LimitRule] // pages of it are fetched away from the UI thread
	filter *widgets.Entry
	which  *widgets.Chips
	table  *widgets.RecordTable
	note   *widgets.FieldNote
	body   fyne.CanvasObject
}

// The ready-made filters.
const (
	inForce  = "in_force"
	doubtful = "doubtful"
	every    = "every"
)

func newList(d *desk.Desk, store Store) *list {
	l := &list{desk: d, store: store, filter: widgets.NewEntry(), note: widgets.NewFieldNote()}
	l.shown.Store(&[]app.LimitRule{})
	l.loader = background.NewLoader(d.Runner, l.show)
	l.filter.SetPlaceHolder(lang.L("Kind, step, source or pinyin initials"))
	l.filter.OnChanged = func(string) { l.narrow() }
	l.filter.OnSubmitted = func(string) { widgets.Focus(l.table) }
	l.which = widgets.NewChips([]widgets.Chip{
		{Key: inForce, Text: lang.L("In force"), Count: -1},
		{Key: doubtful, Text: lang.L("Doubtful"), Count: -1},
		{Key: every, Text: lang.L("All versions"), Count: -1},
	}, func([]string) { l.narrow() })
	l.which.Choose(inForce)
	l.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: lang.L("Kind"), Width: 120, Weight: 1},
		{Title: lang.X("limit.step", "Step"), Width: 132, Weight: 2},
		{Title: lang.L("Applies to"), Width: 104, Weight: 1},
		{Title: lang.L("Rule set"), Width: 88, Kind: widgets.KindBadge},
		{Title: lang.L("Limit"), Width: 124},
		{Title: lang.L("From"), Width: 84},
		{Title: lang.L("Until"), Width: 84},
		{Title: lang.L("Version"), Width: 66, Kind: widgets.KindNumber},
		{Title: lang.L("Mark"), Width: 50, Align: widgets.AlignCenter},
		{Title: lang.L("Source"), Width: 120, Weight: 4},
	}, l.fetch)
	l.table.OnOpen = func(r widgets.Row) { l.open(r.Key) }
	l.table.OnError = d.Fail
	l.table.OnType = func(text string) { l.filter.SetText(l.filter.Text + text); widgets.Focus(l.filter) }
	l.table.SetEmpty(widgets.NewEmptyState(theme.HistoryIcon(), lang.L("No limit answers to this filter. Esc takes it off."), widgets.Action{}))
	add := widgets.NewPrimaryButton(lang.L("Add")+"  Ctrl+N", func() { l.edit(app.LimitRule{}) })
	head := container.NewVBox(container.NewBorder(nil, nil, nil, add, l.filter), l.which, l.note)
	hint := widgets.NewMutedText(lang.L("Enter opens a limit for its next version. V read in a public source, R known, ? doubtful."))
	l.body = container.NewBorder(container.NewPadded(head), container.NewPadded(hint), nil, nil, l.table)
	return l
}

// Content is the list.
func (l *list) Content() fyne.CanvasObject { return l.body }

// Reload asks for the rules again.
func (l *list) Reload() {
	l.loader.Ask(func(ctx context.Context) ([]app.LimitRule, error) { return l.store.LimitRules(ctx, l.desk.By) })
}

// Focus puts the keyboard on the table.
func (l *list) Focus() { widgets.Focus(l.table) }

// ToFilter puts the keyboard on the filter.
func (l *list) ToFilter() { widgets.Focus(l.filter); l.filter.SelectAll() }

// clear takes the filter off and reports whether there was one.
func (l *list) clear() bool {
	if l.filter.Text == "" {
		return false
	}
	l.filter.SetText("")
	l.Focus()
	return true
}

func (l *list) show(rules []app.LimitRule, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	l.rules = slices.Clone(rules)
	kinds := app.CaseKinds()
	slices.SortStableFunc(l.rules, func(a, b app.LimitRule) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), cmp.Compare(a.Step, b.Step), cmp.Compare(a.Class, b.Class),
			cmp.Compare(a.RuleSet, b.RuleSet), cmp.Compare(b.Version, a.Version))
	})
	l.narrow()
}

// narrow shows the rules that answer to the filter.
func (l *list) narrow() {
	wanted := strings.ToLower(strings.TrimSpace(l.filter.Text))
	today := app.DayOf(l.desk.Now())
	var shown []app.LimitRule
	for _, r := range l.rules {
		if l.chosen(r, today) && strings.Contains(l.answersTo(r), wanted) {
			shown = append(shown, r)
		}
	}
	l.shown.Store(&shown)
	l.table.SetTotal(len(shown))
	l.table.Reload()
}

// chosen reports whether the ready-made filter lets a rule through. Of the
// versions in force only the one that holds is shown.
func (l *list) chosen(r app.LimitRule, today app.Day) bool {
	switch which := l.which.Chosen(); {
	case len(which) == 0 || which[0] == every:
		return true
	case which[0] == doubtful:
		return r.Mark == app.MarkDoubtful
	}
	holds := app.Matching(l.rules, r.Kind, r.Class, today)
	return slices.ContainsFunc(holds, func(h app.LimitRule) bool { return h.ID == r.ID })
}

// answersTo is all that a rule says, and the pinyin initials of it.
func (l *list) answersTo(r app.LimitRule) string {
	var text strings.Builder
	for _, cell := range l.row(r).Cells {
		_, initials := app.Pinyin(cell.Text)
		text.WriteString(strings.ToLower(cell.Text) + "\n" + initials + "\n")
	}
	return text.String()
}

func (l *list) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	shown := *l.shown.Load()
	var rows []widgets.Row
	for _, r := range shown[min(from, len(shown)):min(from+count, len(shown))] {
		rows = append(rows, l.row(r))
	}
	return rows, nil
}

func (l *list) row(r app.LimitRule) widgets.Row {
	mark := widgets.Cell{Text: r.Mark}
	if r.Mark == app.MarkDoubtful {
		mark.Tone, mark.Strong = widgets.ToneWarn, true
	}
	return widgets.Row{Key: r.ID.String(), Cells: []widgets.Cell{
		{Text: words.LimitKind(r.Kind), Strong: true},
		{Text: words.LimitStep(r.Step)},
		{Text: l.desk.Codes.LimitClass(r.Class)},
		{Text: words.RuleSet(string(r.RuleSet)), Tone: setTone(r.RuleSet)},
		{Text: words.Amount(r.Amount, r.Unit)},
		{Text: string(r.ValidFrom)},
		{Text: string(r.ValidTo)},
		{Text: words.Count(r.Version)},
		mark,
		{Text: r.Source},
	}}
}

// setTone tells the law from what was promised and what is internal.
func setTone(set app.RuleSet) widgets.Tone {
	switch set {
	case app.SetLaw:
		return widgets.ToneWarn
	case app.SetPromise:
		return widgets.ToneInfo
	}
	return widgets.ToneNeutral
}

func (l *list) open(key string) {
	for _, r := range l.rules {
		if r.ID.String() == key {
			l.edit(r)
			return
		}
	}
}
