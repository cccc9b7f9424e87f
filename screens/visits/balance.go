package visits

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

// Balance is how the managers are loaded in a span, with proposals of what to
// hand on; Enter opens a manager's visits, Ctrl+G hands on.
type Balance struct {
	desk  *desk.Desk
	store Store

	OnVisits func(app.VisitFilter)

	spans  *widgets.Chips
	table  *widgets.RecordTable
	hint   *fyne.Container
	note   *widgets.FieldNote
	body   fyne.CanvasObject
	at     string
	loads  atomic.Pointer[[]app.VisitLoad]
	moves  []app.HandOn
	loader *background.Loader[[]app.VisitLoad]
}

// NewBalance is the page of this month.
func NewBalance(d *desk.Desk, store Store) *Balance {
	b := &Balance{desk: d, store: store, OnVisits: func(app.VisitFilter) {}, at: "0", note: widgets.NewFieldNote(), hint: container.NewVBox()}
	b.loader = background.NewLoader(d.Runner, b.show)
	month := app.MonthOf(app.DayOf(d.Now()))
	chips := []widgets.Chip{}
	for i := range 3 {
		chips = append(chips, widgets.Chip{Key: strconv.Itoa(i), Text: words.Month(app.MonthOf(app.MonthStart(month).AddMonths(i))), Count: -1})
	}
	chips = append(chips, widgets.Chip{Key: "quarter", Text: lang.L("All three months"), Count: -1})
	b.spans = widgets.NewChips(chips, func(chosen []string) {
		if len(chosen) > 0 {
			b.at = chosen[0]
		}
		b.spans.Choose(b.at)
		b.Reload()
	})
	b.spans.Choose(b.at)
	b.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: words.Field("manager"), Width: 140, Weight: 1},
		{Title: lang.L("To be made"), Width: 100, Kind: widgets.KindNumber},
		{Title: lang.X("visit.overdue", "Overdue"), Width: 90, Kind: widgets.KindNumber},
		{Title: lang.L("Made"), Width: 90, Kind: widgets.KindNumber},
		{Title: lang.L("Days"), Width: 80, Kind: widgets.KindNumber},
		{Title: lang.L("Most a day"), Width: 100, Kind: widgets.KindNumber},
		{Title: lang.L("Against the mean"), Width: 130, Kind: widgets.KindBadge},
	}, b.fetch)
	b.table.OnOpen = func(widgets.Row) { b.open() }
	b.table.OnError = d.Fail
	b.table.SetEmpty(widgets.NewEmptyState(theme.AccountIcon(), lang.L("No account managers are known."), widgets.Action{}))
	hand := widgets.NewButton(lang.L("Hand on …")+"  Ctrl+G", b.GoOn)
	top := container.NewVBox(container.NewPadded(container.NewBorder(nil, nil, nil, hand, b.spans)), container.NewPadded(b.hint), b.note)
	b.body = container.NewBorder(top, nil, nil, nil, b.table)
	return b
}

// Content is the page.
func (b *Balance) Content() fyne.CanvasObject { return b.body }

// Focus puts the keyboard on the table.
func (b *Balance) Focus() { widgets.Focus(b.table) }

func (b *Balance) span() app.DaySpan {
	month := app.MonthOf(app.DayOf(b.desk.Now()))
	if ahead, err := strconv.Atoi(b.at); err == nil {
		return app.MonthSpan(app.MonthOf(app.MonthStart(month).AddMonths(ahead)), 1)
	}
	return app.MonthSpan(month, quarter)
}

// Reload asks again.
func (b *Balance) Reload() {
	span := b.span()
	b.loader.Ask(func(ctx context.Context) ([]app.VisitLoad, error) { return b.store.VisitLoads(ctx, b.desk.By, span) })
}

func (b *Balance) show(loads []app.VisitLoad, err error) {
	b.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	b.loads.Store(&loads)
	b.table.SetTotal(len(loads))
	b.table.Reload()
	selectFirst(b.table, len(loads))
	b.moves = app.LevelVisits(loads)
	b.hint.Objects = nil
	for i, m := range b.moves[:min(len(b.moves), proposalsShown)] {
		text := lang.L("{{.From}} → {{.To}}: {{.N}} visits", map[string]any{"From": b.name(m.From), "To": b.name(m.To), "N": m.Visits})
		button := widgets.NewButton(lang.L("Hand on …"), func() { b.hand(m) })
		if i == 0 {
			b.hint.Add(widgets.NewMutedText(lang.L("Proposed, so that all have about the same:")))
		}
		b.hint.Add(container.NewHBox(button, container.NewCenter(widgets.NewText(text))))
	}
	if len(b.moves) == 0 {
		b.hint.Add(widgets.NewMutedText(lang.L("The managers have about the same number of visits.")))
	}
	b.hint.Refresh()
}

// proposalsShown is how many proposals have a button of their own.
const proposalsShown = 3

func (b *Balance) all() []app.VisitLoad {
	if loads := b.loads.Load(); loads != nil {
		return *loads
	}
	return nil
}

func (b *Balance) name(id app.StaffID) string {
	for _, l := range b.all() {
		if l.Manager == id {
			return l.Name
		}
	}
	return ""
}

func (b *Balance) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	loads := b.all()
	var total int64
	for _, l := range loads {
		total += l.Open
	}
	var rows []widgets.Row
	for _, l := range loads[min(from, len(loads)):min(from+count, len(loads))] {
		late, mean := widgets.Cell{Text: words.Count(l.Overdue)}, widgets.Cell{}
		if l.Overdue > 0 {
			late.Tone = widgets.ToneBad
		}
		switch over := l.Open - total/int64(len(loads)); {
		case over > 0:
			mean = widgets.Cell{Text: "+" + words.Count(over), Tone: widgets.ToneWarn}
		case over < 0:
			mean = widgets.Cell{Text: "−" + words.Count(-over), Tone: widgets.ToneInfo}
		}
		rows = append(rows, widgets.Row{Key: l.Manager.String(), Cells: []widgets.Cell{
			{Text: l.Name, Strong: true}, {Text: words.Count(l.Open)}, late, {Text: words.Count(l.Made)}, {Text: words.Count(l.Days)}, {Text: words.Count(l.Most)}, mean,
		}})
	}
	return rows, nil
}

func (b *Balance) selected() (app.VisitLoad, bool) {
	at := b.table.SelectedIndex()
	if at < 0 || at >= len(b.all()) {
		return app.VisitLoad{}, false
	}
	return b.all()[at], true
}

// open shows the visits behind the selected row.
func (b *Balance) open() {
	if l, is := b.selected(); is {
		span := b.span()
		b.OnVisits(app.VisitFilter{OpenOnly: true, Manager: l.Manager, From: span.From, To: span.To})
	}
}

// GoOn is Ctrl+G: the first proposal that takes from the selected manager, or a
// sheet to hand some of his visits on.
func (b *Balance) GoOn() {
	l, is := b.selected()
	if !is {
		b.desk.Say(lang.L("Choose a manager first."))
		return
	}
	for _, m := range b.moves {
		if m.From == l.Manager {
			b.hand(m)
			return
		}
	}
	b.hand(app.HandOn{From: l.Manager})
}

// hand opens the sheet that hands visits of one manager to another.
func (b *Balance) hand(m app.HandOn) {
	number, to, reason, wrong := widgets.NewEntry(), widgets.NewCodeField(b.options(m.From), nil), widgets.NewEntry(), widgets.NewFieldNote()
	if m.Visits > 0 {
		number.SetText(strconv.FormatInt(m.Visits, 10))
	}
	to.SetCode(m.To.String())
	form := widgets.NewForm(widgets.NewFormRow("visits", lang.L("How many visits"), number).Required(),
		widgets.NewFormRow("manager", lang.L("To whom"), to).Required(), widgets.NewFormRow("reason", words.Field("reason"), reason))
	form.OneColumn = true
	about := widgets.NewParagraph(lang.L("Whole trips to a village and a day are handed on where they fit. Visits made or cancelled stay."))
	lines := container.NewVBox(about, form, wrong)
	lines.Resize(fyne.NewSize(handWidth, 1)) // a paragraph knows its height once it has a width
	sheet := widgets.NewSheet(lang.L("Hand visits of {{.Name}} on", map[string]any{"Name": b.name(m.From)}), lines, widgets.Action{})
	sheet.Primary = widgets.Action{Label: lang.L("Hand on"), Do: func() {
		n, err := strconv.Atoi(number.Text)
		id, wrongID := app.ParseID[app.Staff](to.Chosen().Code)
		switch {
		case err != nil || n < 1:
			desk.ShowRefusal(form, wrong, app.Refuse("visits", app.Impossible))
		case wrongID != nil:
			desk.ShowRefusal(form, wrong, app.Refuse("manager", app.NeedsOwner))
		default:
			b.give(sheet, handing{from: m.From, to: id, visits: n, reason: reason.Text}, func(err error) { desk.ShowRefusal(form, wrong, err); sheet.Refresh() })
			return
		}
		sheet.Refresh()
	}}
	sheet.Width = handWidth
	sheet.Show(b.desk.Keys)
	form.FocusFirst()
}

func (b *Balance) options(but app.StaffID) []widgets.Option {
	var out []widgets.Option
	for _, l := range b.all() {
		if l.Manager != but {
			full, initials := app.Pinyin(l.Name)
			out = append(out, widgets.Option{Code: l.Manager.String(), Label: l.Name, Keys: initials + " " + full})
		}
	}
	return out
}

const handWidth = 520

// handing is what is handed on.
type handing struct {
	from, to app.StaffID
	visits   int
	reason   string
}

func (b *Balance) give(sheet *widgets.Sheet, h handing, refuse func(error)) {
	span := b.span()
	span.From = max(span.From, app.DayOf(b.desk.Now()))
	var done []app.VisitID
	b.desk.StoreSheet(sheet, refuse, func(ctx context.Context) error {
		order, err := b.store.VisitOrder(ctx, b.desk.By, app.VisitFilter{OpenOnly: true, Manager: h.from, From: span.From, To: span.To})
		if err != nil {
			return err
		}
		rows, err := b.store.VisitsAt(ctx, b.desk.By, order)
		if err != nil {
			return err
		}
		var visits []app.Visit
		for _, v := range app.ChooseToHand(rows, h.visits) {
			visits = append(visits, v.Visit)
		}
		done, _, err = b.store.ReassignVisits(ctx, b.desk.By, visits, h.to, h.reason)
		return err
	}, func() {
		b.Reload()
		b.desk.Say(lang.L("{{.N}} visits handed to {{.Name}}.", map[string]any{"N": len(done), "Name": b.name(h.to)}))
	})
}
