package usepage

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
	"lamplighter/screens/inside"
	"lamplighter/screens/look"
	"lamplighter/screens/usecharts"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Page is the use of one customer or group: the chart, and the table below it.
// The row on the table and the month on the chart go together.
type Page struct {
	desk  *desk.Desk
	store PageStore
	give  Give

	of     app.ForecastOf
	use    app.UseForecast
	least  int64                           // an adjustment below it is warned about, in thousandths
	rows   atomic.Pointer[[]usecharts.Row] // read by the table away from the UI thread
	sheets *inside.Sheets
	loader *background.Loader[answer]

	head   *fyne.Container
	how    *widgets.Paragraph
	note   *widgets.FieldNote
	chart  *usecharts.View
	ranges *widgets.Chips
	frozen *widgets.Check
	bar    *fyne.Container
	table  *widgets.RecordTable
	empty  *widgets.EmptyState
	shown  *fyne.Container // chart and table
	stage  *fyne.Container
	body   fyne.CanvasObject
}

// inView are the months to come that are in view with the first of them.
const inView = 5

type answer struct {
	use   app.UseForecast
	least int64
}

// NewPage is an empty page; Open fills it.
func NewPage(d *desk.Desk, store PageStore, give Give) *Page {
	p := &Page{desk: d, store: store, give: give, sheets: inside.New(d, store)}
	p.rows.Store(&[]usecharts.Row{})
	p.loader = background.NewLoader(d.Runner, p.show)
	p.build()
	return p
}

func (p *Page) build() {
	p.head, p.how, p.note = container.NewHBox(), widgets.NewParagraph(""), widgets.NewFieldNote()
	p.how.Color = look.ColorMuted
	p.chart = usecharts.NewView()
	p.chart.OnRange = func(n int) { p.ranges.Choose(strconv.Itoa(n)) }
	p.chart.OnMonth = p.toRow
	p.chart.OnOpen = p.Adjust
	p.ranges = widgets.NewChips(rangeChips(), func(chosen []string) {
		if len(chosen) > 0 {
			n, _ := strconv.Atoi(chosen[0])
			p.chart.SetMonths(n)
		}
		p.ranges.Choose(strconv.Itoa(p.chart.Chart().Months))
	})
	p.ranges.Choose(strconv.Itoa(p.chart.Chart().Months))
	p.frozen = widgets.NewCheck(lang.L("What was forecast then"), p.chart.ShowFrozen)
	p.bar = container.NewHBox()
	p.table = widgets.NewRecordTable(p.desk.Runner, columns(), p.fetch)
	p.table.OnSelect = func(r widgets.Row) { month, _ := strconv.ParseInt(r.Key, 10, 64); p.chart.Lead(month) }
	p.table.OnOpen = func(r widgets.Row) { month, _ := strconv.ParseInt(r.Key, 10, 64); p.Adjust(month) }
	p.table.OnError = p.desk.Fail
	p.empty = widgets.NewEmptyState(theme.InfoIcon(), "", widgets.Action{})
	tools := container.NewBorder(nil, nil, nil, p.bar, container.New(&widgets.BarLayout{Widths: []float32{theme.Size(theme.SizeNameText) * 24, 0}}, p.ranges, p.frozen))
	p.shown = container.NewBorder(tools, nil, nil, nil, container.New(&partsLayout{Share: 0.56}, widgets.NewCard(p.chart), p.table))
	p.stage = container.NewStack(p.shown)
	top := container.NewVBox(p.head, p.how, p.note)
	p.body = container.NewPadded(container.NewBorder(container.NewPadded(top), nil, nil, nil, p.stage))
}

func rangeChips() []widgets.Chip {
	var out []widgets.Chip
	for _, n := range usecharts.Ranges() {
		out = append(out, widgets.Chip{Key: strconv.Itoa(n), Text: lang.L("{{.N}} months", map[string]any{"N": n}), Count: -1})
	}
	return out
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Of is what the page is about.
func (p *Page) Of() app.ForecastOf { return p.of }

// Open shows a customer or a group.
func (p *Page) Open(of app.ForecastOf) {
	if of != p.of {
		p.use = app.UseForecast{}
		p.rows.Store(&[]usecharts.Row{})
		p.chart.Set(usecharts.Chart{})
		p.table.Restart(0)
	}
	p.of = of
	p.Reload()
}

// Reload asks again.
func (p *Page) Reload() {
	of, today := p.of, app.DayOf(p.desk.Now())
	if of.Level == "" {
		return
	}
	p.loader.Ask(func(ctx context.Context) (answer, error) {
		use, err := p.store.UseForecast(ctx, p.desk.By, of)
		if err != nil {
			return answer{}, err
		}
		rules, err := p.store.WatchRules(ctx, p.desk.By)
		rule, _ := app.WatchOn(rules, app.WatchAdjustment, today)
		return answer{use, rule.Permille}, err
	})
}

func (p *Page) show(a answer, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	fresh := p.use.Of != a.use.Of || len(p.months()) == 0
	p.use, p.least = a.use, a.least
	rows := usecharts.Rows(p.use)
	p.rows.Store(&rows)
	p.showHead()
	p.showState()
	p.chart.Set(usecharts.Chart{Use: p.use, Notes: usecharts.NotesOf(p.use, p.desk.Codes.Label)})
	p.frozen.Hidden = len(p.use.Frozen) == 0
	p.frozen.Refresh()
	if !fresh {
		p.table.SetTotal(len(p.months()))
		p.table.Reload()
		return
	}
	p.table.Restart(len(p.months()))
	month := p.chart.Month()
	p.toRow(app.AddMonths(month, inView)) // so that some months to come are in view
	p.toRow(month)
}

// toRow selects the row of a month.
func (p *Page) toRow(month int64) {
	for i, r := range p.months() {
		if r.Month.Month == month && i != p.table.SelectedIndex() {
			p.table.Select(i)
		}
	}
}

// months are the rows of the table.
func (p *Page) months() []usecharts.Row { return *p.rows.Load() }

func (p *Page) ofCustomer() bool { return p.of.Level == app.OfCustomer }

// Focus puts the keyboard on the table, or on the chart while there is none.
func (p *Page) Focus() { widgets.Focus(p.table) }

// ToChart answers Ctrl+B: the keyboard goes from the table to the chart and back.
func (p *Page) ToChart() {
	if p.desk.Canvas.Focused() == fyne.Focusable(p.chart) {
		widgets.Focus(p.table)
		return
	}
	widgets.Focus(p.chart)
}

// Prints answers Ctrl+P with chart and table.
func (p *Page) Prints() desk.Printed {
	if len(p.months()) == 0 {
		return desk.Printed{}
	}
	use := p.use
	return desk.Printed{Use: &use}
}
