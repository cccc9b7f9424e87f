package usepage

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// name is whom the page is about.
func (p *Page) name() string {
	switch {
	case p.use.Name != "":
		return p.use.Name
	case p.of.Level == app.OfSection, p.of.Level == app.OfDivision:
		return p.desk.Codes.Label("industry", p.of.Code)
	case p.of.Level == app.OfSegment:
		return p.desk.Codes.Label("segment", p.of.Code)
	}
	return lang.L("All customers")
}

func (p *Page) showHead() {
	title := widgets.NewTitle(p.name())
	title.Shrinks = len([]rune(p.name())) > 24
	p.head.Objects = []fyne.CanvasObject{title}
	if p.ofCustomer() && p.use.Evidence != "" {
		p.head.Add(widgets.NewBadge(words.UseEvidence(p.use.Evidence), EvidenceTone(p.use.Evidence)))
	}
	if last := len(p.use.Used); last > 0 {
		sums := sumsOf(p.use)
		p.head.Add(widgets.NewMutedText(lang.L("Last 12 months {{.Used}}, next 12 months {{.Ahead}}", map[string]any{"Used": words.UseOf(sums.Used), "Ahead": aheadText(sums)})))
	}
	p.head.Refresh()
	p.showDeeds()
}

// sumsOf adds up what was used and what is expected, people's figures before the
// model's.
func sumsOf(u app.UseForecast) app.UseSums {
	var sums app.UseSums
	last := u.Used[len(u.Used)-1].Month
	for _, m := range u.Used {
		if app.MonthsFrom(m.Month, last) < 12 {
			sums.Used += m.Total
		}
	}
	for i, a := range u.Ahead {
		if i < 12 {
			sums.Ahead += a.Expected()
		}
	}
	return sums
}

func aheadText(s app.UseSums) string {
	if s.Ahead == 0 {
		return "–"
	}
	text := words.UseOf(s.Ahead)
	if growth, known := s.GrowthAhead(); known {
		text += lang.L(" ({{.Growth}})", map[string]any{"Growth": words.Growing(growth)})
	}
	return text
}

// EvidenceTone is how evidence is coloured, wherever it stands.
func EvidenceTone(e app.UseEvidence) widgets.Tone {
	switch e {
	case app.EvidenceGood:
		return widgets.ToneGood
	case app.EvidenceShort:
		return widgets.ToneInfo
	case app.EvidenceLow, app.EvidenceSparse:
		return widgets.ToneWarn
	}
	return widgets.ToneNeutral
}

// showDeeds offers where to go and what to do from here.
func (p *Page) showDeeds() {
	p.bar.Objects = nil
	add := func(label string, right app.Right, do func()) {
		if p.desk.By.May(right) == nil {
			p.bar.Add(widgets.NewButton(label, do))
		}
	}
	route := func(part desk.ForecastPart) func() {
		return func() { p.desk.Open(desk.Route{Tab: desk.Forecast, Forecast: part, Use: p.of}) }
	}
	if !p.ofCustomer() {
		add(lang.L("Customers"), app.ReadForecasts, route(desk.UseOfCustomers))
		p.bar.Refresh()
		return
	}
	add(lang.L("Deviations"), app.ReadForecasts, route(desk.Deviations))
	add(lang.L("Tasks"), app.ReadForecasts, route(desk.UseTasks))
	add(lang.L("Visits"), app.ReadVisits, func() {
		p.desk.Open(desk.Route{Tab: desk.Visits, Visits: &app.VisitFilter{Customer: p.of.Customer}})
	})
	add(lang.L("Customer")+"  Ctrl+G", app.ReadCustomers, p.ToCustomer)
	add(lang.L("Known change")+"  Ctrl+N", app.ChangeVisits, p.NewEvent)
	p.bar.Refresh()
}

// ToCustomer goes to all that is known of the customer.
func (p *Page) ToCustomer() {
	if p.ofCustomer() {
		p.desk.Open(desk.Route{Tab: desk.Customers, Customer: p.of.Customer})
	}
}

// NewEvent notes what will change how much he uses; the forecast follows.
func (p *Page) NewEvent() {
	if p.ofCustomer() {
		p.sheets.Open(app.LinkUsageEvent, app.Visit{Customer: p.of.Customer}, p.Reload)
	}
}

// showState tells how the forecast came about, or why there is none.
func (p *Page) showState() {
	said, kind := words.UseForecast(p.use), p.stage
	switch {
	case len(p.use.Used) == 0 && len(p.use.Ahead) == 0:
		p.empty.SetText(lang.L("No electricity use is known yet. Once a month sheet is imported with Ctrl+I, chart and forecast stand here."))
		kind.Objects = []fyne.CanvasObject{container.NewCenter(container.NewGridWrap(fyne.NewSize(480, 160), p.empty))}
		p.how.SetText("")
		kind.Refresh()
		return
	case p.use.Origin == 0:
		said = lang.L("No forecast was made yet. It is made for all customers on the list of customers, by Ctrl+G.")
	case len(p.use.Ahead) == 0:
		said = lang.L("There is too little history for a figure, and none is made up. It comes by itself when more months are known.")
	}
	if p.use.FrozenElsewhere {
		said += " " + lang.L("He came from another unit: what was forecast for him there stays with that unit and is not on this computer.")
	}
	p.how.SetText(said)
	kind.Objects = []fyne.CanvasObject{p.shown}
	kind.Refresh()
	p.body.Refresh()
}
