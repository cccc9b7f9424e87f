package visits

import (
	"cmp"
	"context"
	"image/color"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// plan is the sheet that plans visits to many customers: a month or a quarter
// on the left, what it would come to on the right. ↓ to a month, Enter.
type plan struct {
	desk  *desk.Desk
	store Store
	done  func()

	ask      app.PlanAsk
	spans    []planSpan
	at       int
	list     *widgets.List
	basis    *widgets.CodeField
	channel  *widgets.CodeField
	twice    *widgets.Check
	table    *widgets.RecordTable
	says     *widgets.Paragraph
	wrong    *widgets.FieldNote
	form     *widgets.Form
	sheet    *widgets.Sheet
	foreseen *background.Loader[foreseen]
	rows     []planLoad
	busy     bool
}

type planSpan struct {
	text string
	span app.DaySpan
}

// foreseen is what a plan would come to, beside what is there already.
type foreseen struct {
	plan  app.VisitPlan
	loads []app.VisitLoad
}

// planLoad is one manager in the preview.
type planLoad struct {
	name        string
	before, now int64
	days        int64
	most        int64
}

// monthsAhead is how many months a plan is offered for; quarters begin with
// each of the first three.
const (
	spanWidth     = 210
	monthsAhead   = 6
	quartersAhead = 3
	quarter       = 3
)

func newPlan(d *desk.Desk, store Store, due []app.DueVisit, done func()) *plan {
	p := &plan{desk: d, store: store, done: done}
	p.ask.Basis, p.ask.Channel = "rhythm", app.OnSite
	for _, v := range due {
		p.ask.Customers = append(p.ask.Customers, app.PlanFor{Customer: v.Customer, Seen: v.Manager})
	}
	month := app.MonthOf(app.DayOf(d.Now()))
	for i := range monthsAhead {
		span := app.MonthSpan(app.MonthOf(app.MonthStart(month).AddMonths(i)), 1)
		text := words.Month(app.MonthOf(span.From))
		if i == 0 {
			text = lang.L("{{.Month}}, what is left", map[string]any{"Month": text})
		}
		p.spans = append(p.spans, planSpan{text, span})
	}
	for i := range quartersAhead {
		span := app.MonthSpan(app.MonthOf(app.MonthStart(month).AddMonths(i)), quarter)
		p.spans = append(p.spans, planSpan{words.Month(app.MonthOf(span.From)) + " – " + words.Month(app.MonthOf(span.To)), span})
	}
	p.foreseen = background.NewLoader(d.Runner, p.preview)
	return p
}

func (p *plan) show() {
	p.list = widgets.NewList(func() int { return len(p.spans) },
		func() fyne.CanvasObject { return widgets.NewText("") },
		func(i int, o fyne.CanvasObject) { o.(*widgets.Text).SetText(p.spans[i].text) })
	highlighted := p.list.OnHighlighted
	p.list.OnHighlighted = func(i int) { highlighted(i); p.choose(i) }
	p.list.OnOpen = func(i int) { p.at = i; p.save() }
	p.basis = widgets.NewCodeField(p.desk.CodeOptions("visit_basis"), func(o widgets.Option) { p.ask.Basis = o.Code })
	p.basis.SetCode(p.ask.Basis)
	p.channel = widgets.NewCodeField(p.desk.CodeOptions("visit_channel"), func(o widgets.Option) { p.ask.Channel = app.VisitChannel(o.Code) })
	p.channel.SetCode(string(p.ask.Channel))
	p.twice = widgets.NewCheck(lang.L("also who has a visit in that time"), func(yes bool) { p.ask.Twice = yes; p.choose(p.at) })
	p.table = widgets.NewRecordTable(p.desk.Runner, []widgets.Column{
		{Title: words.Field("manager"), Width: 110, Weight: 1},
		{Title: lang.L("Planned before"), Width: 104, Kind: widgets.KindNumber},
		{Title: lang.X("plan.new", "Newly"), Width: 70, Kind: widgets.KindNumber},
		{Title: lang.X("plan.total", "Total"), Width: 70, Kind: widgets.KindNumber},
		{Title: lang.L("Days"), Width: 64, Kind: widgets.KindNumber},
		{Title: lang.L("Most a day"), Width: 92, Kind: widgets.KindNumber},
	}, p.fetch)
	p.says, p.wrong = widgets.NewParagraph(""), widgets.NewFieldNote()
	p.form = widgets.NewForm(widgets.NewFormRow("basis", words.Field("basis"), p.basis).Required(), widgets.NewFormRow("channel", words.Field("visit_channel"), p.channel),
		widgets.NewFormRow("twice", lang.L("Included"), p.twice))
	p.form.OneColumn = true
	left := container.NewBorder(widgets.NewSectionHeader(lang.L("Month or quarter")), nil, nil, nil, p.list)
	right := container.NewBorder(widgets.NewSectionHeader(lang.L("What it comes to")), container.NewVBox(p.says, p.form, p.wrong), nil, nil, p.table)
	room := canvas.NewRectangle(color.Transparent) // a list asks for no width
	room.SetMinSize(fyne.NewSize(spanWidth, 0))
	body := container.NewBorder(nil, nil, container.NewStack(room, left), nil, container.New(layout.NewCustomPaddedLayout(0, 0, 14, 0), right))
	p.sheet = widgets.NewSheet(lang.L("Plan visits to {{.N}} customers", map[string]any{"N": len(p.ask.Customers)}), body,
		widgets.Action{Label: lang.X("plan.do", "Plan") + "  Enter", Do: p.save})
	p.sheet.Width, p.sheet.Height, p.sheet.First = 820, 420, p.list
	p.sheet.Show(p.desk.Keys)
	p.choose(0)
}

// choose shows what the plan would come to in another span.
func (p *plan) choose(at int) {
	p.at = at
	p.ask.Span = p.spans[at].span
	ask := p.ask
	p.foreseen.Ask(func(ctx context.Context) (foreseen, error) {
		plan, err := p.store.ForeseeVisits(ctx, p.desk.By, ask)
		if err != nil {
			return foreseen{}, err
		}
		loads, err := p.store.VisitLoads(ctx, p.desk.By, plan.Span)
		return foreseen{plan, loads}, err
	})
}

func (p *plan) preview(f foreseen, err error) {
	p.form.Clear()
	p.wrong.Clear()
	if err != nil {
		p.rows = nil
		p.says.SetText("")
		p.table.SetTotal(0)
		desk.ShowRefusal(p.form, p.wrong, err)
		p.sheet.Refresh()
		return
	}
	p.rows = planLoads(f)
	p.table.SetTotal(len(p.rows))
	p.table.Reload()
	p.says.SetText(toldPlan(f.plan))
	p.sheet.Refresh()
}

// planLoads is the managers a plan touches and those that have room, who gets
// most first.
func planLoads(f foreseen) []planLoad {
	byManager := map[app.StaffID]*planLoad{}
	days := map[app.ManagerDay]int64{}
	var out []*planLoad
	for _, l := range f.loads {
		load := &planLoad{name: l.Name, before: l.Open, days: l.Days, most: l.Most}
		byManager[l.Manager] = load
		out = append(out, load)
	}
	for _, placed := range f.plan.Placed {
		load := byManager[placed.Manager]
		if load == nil {
			load = &planLoad{}
			byManager[placed.Manager] = load
			out = append(out, load)
		}
		load.now++
		day := app.ManagerDay{Manager: placed.Manager, Day: placed.On}
		if days[day]++; placed.RouteNo > load.most {
			load.most = placed.RouteNo
		}
		if placed.RouteNo == 1 {
			load.days++
		}
	}
	slices.SortStableFunc(out, func(a, b *planLoad) int { return cmp.Compare(b.before+b.now, a.before+a.now) })
	rows := make([]planLoad, len(out))
	for i, load := range out {
		rows[i] = *load
	}
	return rows
}

func (p *plan) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	var rows []widgets.Row
	for i, l := range p.rows[min(from, len(p.rows)):min(from+count, len(p.rows))] {
		fresh := widgets.Cell{Text: words.Count(l.now)}
		if l.now > 0 {
			fresh.Tone = widgets.ToneInfo
		}
		rows = append(rows, widgets.Row{Key: strconv.Itoa(from + i), Cells: []widgets.Cell{
			{Text: l.name, Strong: true}, {Text: words.Count(l.before)}, fresh, {Text: words.Count(l.before + l.now)}, {Text: words.Count(l.days)}, {Text: words.Count(l.most)},
		}})
	}
	return rows, nil
}

// toldPlan says what a plan comes to.
func toldPlan(plan app.VisitPlan) string {
	days := map[app.Day]bool{}
	for _, placed := range plan.Placed {
		days[placed.On] = true
	}
	said := lang.L("{{.N}} visits on {{.Days}} working days.", map[string]any{"N": len(plan.Placed), "Days": len(days)})
	if n := len(plan.Left); n > 0 {
		said += " " + lang.L("{{.N}} are left out: they have a visit in that time, or are no longer customers.", map[string]any{"N": n})
	}
	if plan.Unassigned > 0 {
		said += " " + lang.L("Nobody is responsible for {{.N}}; their visits are yours.", map[string]any{"N": plan.Unassigned})
	}
	if n := len(plan.HandedOver); n > 0 {
		said += " " + lang.L("{{.N}} have another manager meanwhile; the visits go to the new one.", map[string]any{"N": n})
	}
	if plan.Provisional {
		said += " " + lang.L("Provisional: the days off of that year are not published yet.")
	}
	return said
}

// save makes the plan; the sheet stays until it is kept.
func (p *plan) save() {
	if p.busy {
		return
	}
	p.busy = true
	p.sheet.SetBusy(true)
	p.ask.Span = p.spans[p.at].span
	ask := p.ask
	var made app.VisitPlan
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			var err error
			made, err = p.store.PlanVisits(ctx, p.desk.By, ask)
			return err
		},
		Done: func(err error) {
			p.busy = false
			p.sheet.SetBusy(false)
			if err != nil {
				desk.ShowRefusal(p.form, p.wrong, err)
				p.sheet.Refresh()
				return
			}
			p.foreseen.Stop()
			p.sheet.Close()
			p.done()
			p.tell(made)
		},
	})
}

// tell says what was planned; of customers who were left out or went to another
// manager it gives the names.
func (p *plan) tell(made app.VisitPlan) {
	if len(made.Left) == 0 && len(made.HandedOver) == 0 {
		p.desk.Say(toldPlan(made))
		return
	}
	lines := container.NewVBox(widgets.NewParagraph(toldPlan(made)))
	for _, h := range made.HandedOver[:min(len(made.HandedOver), toldAtMost)] {
		lines.Add(widgets.NewMutedText(lang.L("{{.Name}}, {{.Day}}: now with {{.Manager}}", map[string]any{"Name": h.Name, "Day": words.Day(h.On), "Manager": h.ToName})))
	}
	for _, l := range made.Left[:min(len(made.Left), toldAtMost)] {
		lines.Add(widgets.NewMutedText(l.Name + "  " + words.Error(l.Why)))
	}
	if more := max(len(made.HandedOver)-toldAtMost, 0) + max(len(made.Left)-toldAtMost, 0); more > 0 {
		lines.Add(widgets.NewMutedText(lang.X("plan.more", "and {{.N}} more", map[string]any{"N": more})))
	}
	sheet := widgets.NewSheet(lang.L("What was planned"), lines, widgets.Action{})
	sheet.Width = 560
	sheet.Show(p.desk.Keys)
}

// toldAtMost is how many customers of each sort are named.
const toldAtMost = 8
