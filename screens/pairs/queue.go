package pairs

import (
	"context"
	"strconv"
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

// Queue is the suspected pairs, the likeliest first. Enter puts the two side by
// side.
type Queue struct {
	desk  *desk.Desk
	store Store

	signs *widgets.Chips
	told  *widgets.Text
	note  *widgets.FieldNote
	table *widgets.RecordTable
	body  fyne.CanvasObject

	filter app.PairFilter
	shown  atomic.Pointer[[]app.CustomerPair] // read by the table away from the UI thread
	loader *background.Loader[app.SuspectedPairs]
}

// signs are what the queue can be narrowed to.
var signs = []app.SuspectReason{app.SameIDNo, app.SameUSCC, app.SameAccountNo, app.SameMeterNo, app.SamePhone, app.SameName, app.SameAddress}

// NewQueue is the queue, still empty.
func NewQueue(d *desk.Desk, store Store) *Queue {
	q := &Queue{desk: d, store: store, note: widgets.NewFieldNote(), told: widgets.NewMutedText("")}
	q.shown.Store(&[]app.CustomerPair{})
	q.loader = background.NewLoader(d.Runner, q.show)
	q.signs = widgets.NewChips(widgets.ChipsOf(signs, func(r app.SuspectReason) string { return words.Suspicion([]app.SuspectReason{r}) }, nil), q.choose)
	q.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: lang.L("Likely"), Width: 64, Kind: widgets.KindBadge},
		{Title: lang.L("One record"), Width: 110, Weight: 2},
		{Title: words.Field("account_no"), Width: 120},
		{Title: lang.L("The other"), Width: 110, Weight: 2},
		{Title: words.Field("account_no"), Width: 120},
		{Title: lang.L("Speaks for it"), Width: 240, Weight: 8},
		{Title: lang.L("Speaks against it"), Width: 130, Weight: 3},
	}, func(_ context.Context, from, count int) ([]widgets.Row, error) {
		all := *q.shown.Load()
		var rows []widgets.Row
		for i, p := range all[min(from, len(all)):min(from+count, len(all))] {
			rows = append(rows, widgets.Row{Key: strconv.Itoa(from + i), Cells: cells(p)})
		}
		return rows, nil
	})
	q.table.OnOpen = q.open
	q.table.OnError = d.Fail
	q.table.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Nobody seems to be recorded twice. Who shares a number, a telephone or an address and a name is shown here."), widgets.Action{}))
	head := container.NewVBox(widgets.NewTitle(lang.L("Recorded twice?")), q.signs, q.note, q.told)
	hint := widgets.NewMutedText(lang.L("Enter puts the two side by side. Two customers you know of: mark them in the list of customers, then Ctrl+G."))
	q.body = container.NewBorder(container.NewPadded(head), container.NewPadded(hint), nil, nil, q.table)
	return q
}

// tone says at a glance how likely a pair is.
func tone(score float64) widgets.Tone {
	switch {
	case score >= 0.9:
		return widgets.ToneBad
	case score >= 0.6:
		return widgets.ToneWarn
	}
	return widgets.ToneNeutral
}

func cells(p app.CustomerPair) []widgets.Cell {
	return []widgets.Cell{
		{Text: likely(p.Score), Tone: tone(p.Score)},
		{Text: p.One.Customer.Name, Strong: true},
		{Text: firstAccount(p.One)},
		{Text: p.Other.Customer.Name, Strong: true},
		{Text: firstAccount(p.Other)},
		{Text: words.Suspicion(p.For)},
		{Text: words.Suspicion(p.Against), Muted: true},
	}
}

func likely(score float64) string { return strconv.Itoa(int(score*100)) + "%" }

func firstAccount(s app.PairSide) string {
	if len(s.Accounts) == 0 {
		return ""
	}
	return s.Accounts[0].AccountNo
}

// Content is the queue as a page shows it.
func (q *Queue) Content() fyne.CanvasObject { return q.body }

// Of shows the pairs of one customer; of the zero id all there are.
func (q *Queue) Of(id app.CustomerID) {
	q.filter = app.PairFilter{Customer: id}
	q.signs.Choose()
	q.Reload()
}

// Reload asks for the pairs again.
func (q *Queue) Reload() {
	filter := q.filter
	q.told.SetText(lang.L("counting …"))
	q.loader.Ask(func(ctx context.Context) (app.SuspectedPairs, error) {
		return q.store.SuspectedPairs(ctx, q.desk.By, filter)
	})
}

func (q *Queue) show(pairs app.SuspectedPairs, err error) {
	q.note.SetText(words.Error(err))
	q.told.SetText("")
	if err != nil {
		return
	}
	said := lang.L("Suspected pairs: {{.N}}", map[string]any{"N": words.Count(pairs.All)})
	if left := pairs.All - int64(len(pairs.Pairs)); left > 0 {
		said += " · " + lang.L("the likeliest {{.N}} are shown", map[string]any{"N": words.Count(int64(len(pairs.Pairs)))})
	}
	if !q.filter.Customer.IsZero() {
		said += " · " + lang.L("of one customer; Esc shows all")
	}
	q.told.SetText(said)
	q.shown.Store(&pairs.Pairs)
	q.table.SetTotal(len(pairs.Pairs))
	q.table.Reload()
}

func (q *Queue) choose(chosen []string) {
	q.filter.For = ""
	if len(chosen) > 0 {
		q.filter.For = app.SuspectReason(chosen[0])
	}
	q.Reload()
}

func (q *Queue) open(r widgets.Row) {
	at, err := strconv.Atoi(r.Key)
	if all := *q.shown.Load(); err == nil && at < len(all) {
		Compare(q.desk, q.store, all[at], q.Reload)
	}
}

// Leave answers Esc: from the pairs of one customer to all.
func (q *Queue) Leave() bool {
	if q.filter == (app.PairFilter{}) {
		return false
	}
	q.Of(app.CustomerID{})
	return true
}

// Focus puts the keyboard on the pairs.
func (q *Queue) Focus() { widgets.Focus(q.table) }
