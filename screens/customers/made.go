package customers

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/inside"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// What was promised to the customer and learned of him: the sections on the
// page, and their entries in the course of events.

// showMade shows the sections; what can be added is for whom visits are.
func (p *Detail) showMade() {
	if p.desk.By.May(app.ReadVisits) != nil {
		return
	}
	p.madeSection(lang.L("Promises"), lang.L("Add promise"), app.LinkCommitment)
	for _, c := range p.page.Commitments {
		p.left.Add(p.promise(c))
	}
	p.madeSection(lang.L("Opportunities"), lang.L("Add opportunity"), app.LinkOpportunity)
	for _, o := range p.page.Opportunities {
		p.left.Add(p.opportunity(o))
	}
	p.madeSection(lang.L("What changes the use"), lang.L("Add usage event"), app.LinkUsageEvent)
	for _, e := range p.page.UsageEvents {
		p.left.Add(p.usageEvent(e))
	}
	p.madeSection(lang.L("Meter readings"), lang.L("Add reading"), app.LinkReading)
	for _, r := range p.lastReadings() {
		p.left.Add(widgets.NewText(p.readingLine(r)))
	}
}

func (p *Detail) madeSection(title, action string, kind app.VisitLinkKind) {
	if p.desk.By.May(app.ChangeVisits) != nil {
		p.left.Add(widgets.NewSectionHeader(title))
		return
	}
	p.section(title, action, func() { p.sheets.Open(kind, app.Visit{Customer: p.id}, p.Reload) })
}

// promise is one line, which opens it.
func (p *Detail) promise(c app.CommitmentRow) fyne.CanvasObject {
	today := app.DayOf(p.desk.Now())
	state := c.State(today)
	when := words.CommitmentEnding(c.Commitment) + " " + string(c.EndedOn)
	if c.Open() {
		when = words.DaysLeft(c.DaysLeft(today))
	}
	id := c.ID
	return p.madeLine(words.CommitmentState(state), inside.PromiseTone(state), string(c.DueOn)+"  "+c.Content, when+"  "+c.OwnerName, func() {
		p.sheets.Promise(id, app.Visit{}, p.Reload)
	})
}

func (p *Detail) opportunity(o app.OpportunityRow) fyne.CanvasObject {
	tone := widgets.ToneNeutral
	if o.Open() {
		tone = widgets.ToneInfo
	}
	id := o.ID
	return p.madeLine(p.desk.Codes.Label("opportunity_stage", o.Stage), tone, p.desk.Codes.Label("opportunity_kind", o.Kind)+"  "+o.Note, words.KVA(o.CapacityVA)+"  "+string(o.NextOn), func() {
		p.sheets.Opportunity(id, p.id, p.Reload)
	})
}

func (p *Detail) madeLine(state string, tone widgets.Tone, text, aside string, open func()) fyne.CanvasObject {
	line := widgets.NewLineButton(text, open)
	line.Importance = widget.LowImportance
	right := container.New(layout.NewCustomPaddedLayout(0, 0, 4, 12), widgets.NewMutedText(aside))
	return container.NewBorder(nil, nil, container.NewCenter(widgets.NewBadge(state, tone)), container.NewCenter(right), line)
}

func (p *Detail) usageEvent(e app.UsageEvent) fyne.CanvasObject {
	text := widgets.NewText(p.eventLine(e))
	text.Shrinks = true
	sure := widgets.NewMutedText(lang.L("{{.N}}% sure", map[string]any{"N": e.Confidence}))
	return container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 4, 12), sure), text)
}

// eventLine is an event with its months and its size.
func (p *Detail) eventLine(e app.UsageEvent) string {
	months := lang.L("{{.From}} to {{.To}}", map[string]any{"From": words.Month(e.FromMonth), "To": words.Month(e.ToMonth)})
	switch e.ToMonth {
	case 0:
		months = lang.L("from {{.From}}", map[string]any{"From": words.Month(e.FromMonth)})
	case e.FromMonth:
		months = words.Month(e.FromMonth)
	}
	return p.desk.Codes.Label("usage_event", e.Kind) + "  " + words.UsageChange(e) + "  " + months + "  " + e.Reason
}

// lastReadings are the newest of each register of each account.
func (p *Detail) lastReadings() []app.Reading {
	type register struct {
		account app.AccountID
		name    string
	}
	seen := map[register]bool{}
	var out []app.Reading
	for _, r := range p.page.Readings {
		if key := (register{r.Account, r.Register}); !seen[key] {
			seen[key] = true
			out = append(out, r)
		}
	}
	return out
}

func (p *Detail) readingLine(r app.Reading) string {
	return p.accountNo(r.Account) + "  " + p.register(r) + "  " + string(r.ReadOn)
}

func (p *Detail) register(r app.Reading) string {
	return p.desk.Codes.Label("meter_register", r.Register) + "  " + app.RegisterText(r.Hundredths)
}

// readingsLine is what the registers of one account showed on a day.
func (p *Detail) readingsLine(readings []app.Reading) string {
	parts := []string{p.accountNo(readings[0].Account)}
	for _, r := range readings {
		parts = append(parts, p.register(r))
	}
	return strings.Join(parts, "   ")
}

func (p *Detail) accountNo(id app.AccountID) string {
	for _, a := range p.page.Accounts {
		if a.ID == id {
			return a.AccountNo
		}
	}
	return ""
}

// madeMoment is an entry of what was promised or learned; none for another.
func (p *Detail) madeMoment(e app.TimelineEntry, now time.Time) []widgets.Moment {
	m := widgets.Moment{When: words.Moment(e.At, now), Icon: theme.ConfirmIcon(), Aside: e.By}
	switch e.Kind {
	case app.TimelinePromise:
		m.Title, m.Body = lang.L("Promised by {{.Day}}", map[string]any{"Day": string(e.Commitment.DueOn)}), e.Commitment.Content
	case app.TimelinePromiseEnd:
		c := e.Commitment
		m.When, m.Title, m.Body = string(c.EndedOn)[5:], lang.L("Promise: {{.Ending}}", map[string]any{"Ending": words.CommitmentEnding(c.Commitment)}), c.Content+"\n"+c.Evidence
		m.Tone = inside.PromiseTone(c.State(app.DayOf(now)))
	case app.TimelineOpportunity:
		m.Icon, m.Title, m.Body = theme.InfoIcon(), words.MadeKind(app.LinkOpportunity)+" · "+p.desk.Codes.Label("opportunity_kind", e.Opportunity.Kind), e.Opportunity.Note
	case app.TimelineUsageEvent:
		m.Icon, m.Title, m.Body = theme.InfoIcon(), words.MadeKind(app.LinkUsageEvent), p.eventLine(*e.UsageEvent)
	case app.TimelineReading:
		m.Icon, m.Title, m.Body = theme.ListIcon(), words.MadeKind(app.LinkReading), p.readingsLine(e.Readings)
	default:
		return nil
	}
	return []widgets.Moment{m}
}
