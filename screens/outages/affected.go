package outages

import (
	"context"
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

// affected is the table of the accounts an outage takes the power from.
type affected struct {
	desk  *desk.Desk
	store Store

	only   *widgets.Chips
	table  *widgets.RecordTable
	box    fyne.CanvasObject
	asked  app.AffectedOnly
	counts app.AffectedCounts
	picked *desk.Picked
	list   atomic.Pointer[answer] // read away from the UI thread by fetch
	loader *background.Loader[answer]
}

// answer is the accounts of one outage, by row number.
type answer struct {
	id    app.OutageID
	order []int64
}

func newAffected(d *desk.Desk, store Store) *affected {
	a := &affected{desk: d, store: store, asked: app.AffectedAll, picked: &desk.Picked{}}
	a.loader = background.NewLoader(d.Runner, a.show)
	a.only = widgets.NewChips(a.chips(), a.choose)
	a.only.Choose(string(a.asked))
	a.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: words.Field("account_no"), Width: 112},
		{Title: words.Field("customer"), Width: 80, Weight: 2},
		{Title: lang.X("outage.grade.column", "Grade"), Width: 114, Kind: widgets.KindBadge},
		{Title: lang.X("outage.area.column", "Area"), Width: 80, Weight: 1},
		{Title: words.Field("phone"), Width: 98},
		{Title: words.Field("notice_result"), Width: 80, Kind: widgets.KindBadge},
		{Title: words.Field("notice_channel"), Width: 138},
	}, a.fetch)
	a.table.OnError = d.Fail
	a.table.OnMark = func(int) {} // rows can be marked: a notice is recorded for these
	a.table.OnOpen = func(r widgets.Row) {
		_, customer, _ := strings.Cut(r.Key, "/")
		if id, err := app.ParseID[app.Customer](customer); err == nil {
			d.Open(desk.Route{Tab: desk.Customers, Customer: id})
		}
	}
	a.table.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Nobody on this list."), widgets.Action{}))
	hint := widgets.NewMutedText(lang.L("Space marks, Ctrl+A marks all; a notice is recorded for the marked ones, else for the whole list."))
	hint.Shrinks = true
	a.box = container.NewBorder(container.NewPadded(a.only), container.NewPadded(hint), nil, nil, a.table)
	return a
}

func (a *affected) chips() []widgets.Chip {
	c := a.counts
	return []widgets.Chip{
		{Key: string(app.AffectedAll), Text: lang.L("All accounts"), Count: int(c.Accounts)},
		{Key: string(app.AffectedImportant), Text: lang.L("Important users"), Count: int(c.Important)},
		{Key: string(app.AffectedUntold), Text: lang.L("Not told yet"), Count: int(c.Accounts - c.Told)},
	}
}

func (a *affected) counted(c app.AffectedCounts) {
	a.counts = c
	a.only.SetChips(a.chips())
}

// choose follows the chips; one of them is always chosen.
func (a *affected) choose(chosen []string) {
	if len(chosen) > 0 {
		a.asked = app.AffectedOnly(chosen[0])
	}
	a.only.Choose(string(a.asked))
	a.table.MarkAll(false)
	if at := a.list.Load(); at != nil {
		a.ask(at.id)
	}
}

// reset begins on another outage.
func (a *affected) reset() {
	a.asked, a.picked = app.AffectedAll, &desk.Picked{}
	a.only.Choose(string(a.asked))
	a.list.Store(&answer{})
	a.table.Restart(0)
}

func (a *affected) ask(id app.OutageID) {
	only := a.asked
	a.loader.Ask(func(ctx context.Context) (answer, error) {
		order, err := a.store.AffectedOrder(ctx, a.desk.By, id, only)
		return answer{id, order}, err
	})
}

func (a *affected) show(found answer, err error) {
	if err != nil {
		a.desk.Fail(err)
		return
	}
	a.list.Store(&found)
	a.table.SetTotal(len(found.order))
	a.table.Reload()
}

// rows are the marked accounts, or all on the list.
func (a *affected) rows() []int64 {
	at := a.list.Load()
	if at == nil {
		return nil
	}
	return a.picked.Rows(at.order, a.table)
}

func (a *affected) fetch(ctx context.Context, from, count int) ([]widgets.Row, error) {
	at, picked := a.list.Load(), a.picked
	if at == nil || from >= len(at.order) {
		return nil, nil
	}
	numbers := at.order[from:min(from+count, len(at.order))]
	found, err := a.store.AffectedAt(ctx, a.desk.By, at.id, numbers)
	if err != nil {
		return nil, err
	}
	rows := make([]widgets.Row, len(found))
	for i, one := range found {
		rows[i] = a.row(one)
		picked.Saw(rows[i].Key, numbers[i])
	}
	return rows, nil
}

func (a *affected) row(one app.Affected) widgets.Row {
	notice := widgets.Cell{}
	if one.Result != "" {
		notice = widgets.Cell{Text: words.NoticeResult(one.Result), Tone: widgets.ToneWarn}
		if one.Result.Told() {
			notice.Tone = widgets.ToneGood
		}
	}
	grade := widgets.Cell{}
	if one.Important != "" {
		grade = widgets.Cell{Text: a.desk.Codes.Label("important_grade", one.Important), Tone: widgets.ToneInfo}
	}
	return widgets.Row{Key: one.Account.String() + "/" + one.Customer.String(), Cells: []widgets.Cell{
		{Text: one.AccountNo},
		{Text: one.Name, Strong: true},
		grade,
		{Text: one.Area},
		{Text: one.Phone},
		notice,
		{Text: strings.TrimSpace(words.Moment(one.NoticeAt, a.desk.Now()) + "  " + a.desk.Codes.Label("notice_channel", one.Channel))},
	}}
}
