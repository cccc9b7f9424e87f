package customers

import (
	"slices"
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

// promisesOnView is how many promises are shown before the rest is asked for.
const promisesOnView = 3

// showPromises lists them above the course of events, open ones first.
func (p *Detail) showPromises() {
	p.owed.RemoveAll()
	if p.desk.By.May(app.ReadVisits) != nil {
		return
	}
	all := slices.Clone(p.page.Commitments)
	slices.SortStableFunc(all, func(a, b app.CommitmentRow) int {
		switch {
		case a.Open() == b.Open():
			return strings.Compare(string(b.EndedOn), string(a.EndedOn))
		case a.Open():
			return -1
		}
		return 1
	})
	p.owed.Add(p.madeHeader(lang.L("Promises"), lang.L("Add promise"), app.LinkCommitment))
	for i, c := range all {
		if i == promisesOnView && !p.whole {
			p.owed.Add(p.showAll())
			break
		}
		p.owed.Add(p.promise(c))
	}
	p.showUseTasks()
	p.owed.Refresh()
}

func (p *Detail) showOpportunities() {
	var rows []fyne.CanvasObject
	for _, o := range p.page.Opportunities {
		rows = append(rows, p.opportunity(o))
	}
	p.madePart(lang.L("Opportunities"), lang.L("Add opportunity"), app.LinkOpportunity, rows)
}

func (p *Detail) showUsageEvents() {
	var rows []fyne.CanvasObject
	for _, e := range p.page.UsageEvents {
		rows = append(rows, p.usageEvent(e))
	}
	p.madePart(lang.L("Usage events"), lang.L("Add usage event"), app.LinkUsageEvent, rows)
}

func (p *Detail) showReadings() {
	var rows []fyne.CanvasObject
	for _, r := range p.lastReadings() {
		line := widgets.NewText(p.readingsLine(r) + "  " + string(r[0].ReadOn))
		line.Shrinks = true
		rows = append(rows, line)
	}
	p.madePart(lang.L("Meter readings"), lang.L("Add reading"), app.LinkReading, rows)
}

// madePart is a section of what visits bring, for whom visits are; without rows
// it is a button among the parts that have nothing.
func (p *Detail) madePart(title, action string, kind app.VisitLinkKind, rows []fyne.CanvasObject) {
	switch {
	case p.desk.By.May(app.ReadVisits) != nil:
	case len(rows) > 0:
		p.left.Objects = append(append(p.left.Objects, p.madeHeader(title, action, kind)), rows...)
	case p.mayNote():
		p.missing = append(p.missing, widgets.NewButton(title, p.adder(kind)))
	}
}

// madeHeader heads a section, with the button that adds to it for who may.
func (p *Detail) madeHeader(title, action string, kind app.VisitLinkKind) *widgets.SectionHeader {
	if !p.mayNote() {
		return widgets.NewSectionHeader(title)
	}
	return sectionHeader(title, action, p.adder(kind))
}

func (p *Detail) adder(kind app.VisitLinkKind) func() {
	return func() { p.sheets.Open(kind, app.Visit{Customer: p.id}, p.Reload) }
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

// lastReadings are the newest of each account, a line for each day.
func (p *Detail) lastReadings() [][]app.Reading {
	type register struct {
		account app.AccountID
		name    string
	}
	seen := map[register]bool{}
	var out [][]app.Reading
	for _, r := range p.page.Readings {
		key := register{r.Account, r.Register}
		if seen[key] {
			continue
		}
		seen[key] = true
		at := slices.IndexFunc(out, func(o []app.Reading) bool { return o[0].Account == r.Account && o[0].ReadOn == r.ReadOn })
		if at < 0 {
			out, at = append(out, nil), len(out)
		}
		out[at] = slices.Insert(out[at], 0, r) // read newest first, told in their order
	}
	return out
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
	return strings.Join(parts, "  ")
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
