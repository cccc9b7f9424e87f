package cases

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// The sections of a case's page, top to bottom.

func (p *Detail) showFacts() {
	c := p.page.Case
	label := func(list, code string) string { return p.desk.Codes.Label(list, code) }
	contact := strings.TrimSpace(c.ContactName + "  " + c.ContactPhone)
	if c.Anonymous {
		contact = lang.L("Anonymous")
	}
	facts := widgets.NewFacts()
	for _, f := range []struct{ name, text string }{
		{lang.L("Customer"), c.CustomerName},
		{lang.L("Account number"), c.AccountNo},
		{lang.L("Contact"), contact},
		{lang.L("Channel"), label("channel", c.Channel)},
		{lang.L("Urgency"), label("urgency", c.Urgency)},
		{lang.L("External number"), c.ExternalNo},
		{lang.L("Owner"), c.OwnerName},
		{lang.X("case.accepted.column", "Accepted on"), words.Moment(c.AcceptedAt, p.desk.Now())},
		{lang.L("Green channel"), p.green()},
	} {
		facts.Add(f.name, f.text)
	}
	facts.AddWide(lang.L("Matter"), c.Content)
	p.addFields(facts)
	facts.AddWide(lang.L("Answer"), c.Answer)
	facts.AddWide(lang.L("Result"), c.Result)
	facts.Add(lang.L("Customer's opinion"), label("closing_opinion", c.Opinion))
	p.left.Add(facts)
	if eye, is := p.desk.Eye(c.ContactPhone, c.Content, c.Answer, c.Result); is {
		p.left.Add(container.NewHBox(eye))
	}
}

func (p *Detail) green() string {
	c := p.page.Case
	if c.GreenReason == "" {
		return ""
	}
	return p.desk.Codes.Label("green_reason", c.GreenReason) + " · " + p.staffName(c.GreenBy)
}

// addFields shows what the flow asked and somebody answered.
func (p *Detail) addFields(facts *widgets.Facts) {
	file := p.page.File
	for _, f := range file.Flow.Fields {
		value := file.Value(f.Name)
		if value == "" || !f.When.Holds(file.Value) {
			continue
		}
		name, text := p.desk.Flows.Name(f.ZH, f.EN), words.FieldValue(f, value, p.desk.Codes, p.staffName)
		if f.Type == app.FieldKVA {
			text += " kVA"
		}
		if f.Type == app.FieldLines {
			facts.AddWide(name, text)
		} else {
			facts.Add(name, text)
		}
	}
}

func (p *Detail) staffName(id app.StaffID) string {
	for _, s := range p.staff {
		if s.ID == id {
			return s.Name
		}
	}
	return ""
}

func (p *Detail) showClocks() {
	now := p.desk.Now()
	head := widgets.NewSectionHeader(lang.L("Time limits"))
	if len(p.page.Clocks) > 0 {
		head.WithTail(p.counting())
	}
	p.left.Add(head)
	p.moving = nil
	for _, k := range p.page.Clocks {
		line, left := clockLine(k, now)
		p.left.Add(line)
		if left != nil {
			p.moving = append(p.moving, left)
		}
	}
	if len(p.page.Clocks) == 0 {
		p.left.Add(widgets.NewMutedText(lang.L("No limit runs on this case.")))
	}
	p.showWaited()
}

// Tick lets the time that is left on the limits go on.
func (p *Detail) Tick(now time.Time) {
	for _, left := range p.moving {
		left.Tick(now)
	}
}

// clockLine shows one limit: whose, which step, until when, and how it stands.
// One that runs comes with what counts it down.
func clockLine(k app.Clock, now time.Time) (fyne.CanvasObject, *widgets.Countdown) {
	due := words.DueDay(k.DueAt, now)
	if k.Provisional {
		due += lang.L(" (provisional)")
	}
	var state fyne.CanvasObject
	var left *widgets.Countdown
	if text, tone := clockState(k, now); text != "" {
		state = widgets.NewBadge(text, tone)
	} else {
		left = widgets.NewCountdown(k.StartAt, k.DueAt, now)
		state = left
	}
	return limitLine(k, due, container.NewHBox(state), 186, 140), left
}

// limitLine sets a limit into columns; the step takes what the others leave.
func limitLine(k app.Clock, due string, state fyne.CanvasObject, dueRoom, stateRoom float32) fyne.CanvasObject {
	line := []*widgets.Text{widgets.NewMutedText(words.RuleSet(string(k.RuleSet))), widgets.NewText(words.LimitStep(k.Step)), widgets.NewText(due)}
	for _, text := range line {
		text.Shrinks = true
	}
	return container.New(&widgets.BarLayout{Widths: []float32{56, 0, dueRoom, stateRoom}}, line[0], line[1], line[2], state)
}

// clockState words how a limit stands that does not run; nothing for one that
// does.
func clockState(k app.Clock, now time.Time) (string, widgets.Tone) {
	switch k.State(now) {
	case app.ClockMet:
		return lang.L("kept"), widgets.ToneGood
	case app.ClockBroken:
		return lang.L("missed"), widgets.ToneBad
	case app.ClockPaused:
		return lang.L("paused"), widgets.ToneNeutral
	}
	return "", widgets.ToneInfo
}

func (p *Detail) showDocuments() {
	if len(p.page.File.Documents) == 0 {
		return
	}
	p.left.Add(widgets.NewSectionHeader(lang.L("Documents")))
	for _, d := range p.page.File.Documents {
		p.left.Add(p.documentLine(d))
	}
}

// showAttached shows the photos and papers of the case.
func (p *Detail) showAttached() {
	p.left.Add(widgets.NewSectionHeader(lang.L("Photos and papers")))
	p.left.Add(p.strip.Content())
	p.strip.Of("cases", app.RecordID(p.page.Case.ID))
}

// showUsed tells who learnt on the case.
func (p *Detail) showUsed() {
	p.left.Add(p.used.Content())
	p.used.Of("cases", app.RecordID(p.page.Case.ID))
}

func (p *Detail) documentLine(d app.CaseDocument) fyne.CanvasObject {
	name := d.Code
	for _, rule := range p.page.File.Flow.Documents {
		if rule.Code == d.Code {
			name = p.desk.Flows.Name(rule.ZH, rule.EN)
		}
	}
	state, tone := lang.L("optional"), widgets.ToneNeutral
	switch {
	case d.ReceivedOn != "":
		state, tone = lang.L("received {{.Day}}", map[string]any{"Day": string(d.ReceivedOn)[5:]}), widgets.ToneGood
	case d.DueOn != "" && d.DueOn < app.DayOf(p.desk.Now()):
		state, tone = lang.L("owed since {{.Day}}", map[string]any{"Day": string(d.DueOn)[5:]}), widgets.ToneBad
	case d.DueOn != "":
		state, tone = lang.L("owed until {{.Day}}", map[string]any{"Day": string(d.DueOn)[5:]}), widgets.ToneWarn
	case d.Owed():
		state, tone = lang.L("owed"), widgets.ToneWarn
	}
	text := widgets.NewText(name)
	text.Shrinks = true
	act := widgets.NewButton(lang.L("Received"), func() { p.receive(d, app.DayOf(p.desk.Now())) })
	if d.ReceivedOn != "" {
		act = widgets.NewButton(lang.L("Not received"), func() { p.receive(d, "") })
	}
	return container.New(&widgets.BarLayout{Widths: []float32{0, 130, 110}}, text, container.NewHBox(widgets.NewBadge(state, tone)), act)
}

// showBeside lists the cases that belong to this one, and what the case asked
// of the customer.
func (p *Detail) showBeside() {
	for _, group := range []struct {
		title string
		cases []app.CaseRow
	}{
		{lang.L("Goes on under"), p.page.Main},
		{lang.L("Raised for"), p.page.Above},
		{lang.L("Internal demands"), p.page.Demands},
		{lang.L("The same matter elsewhere"), p.page.Duplicates},
	} {
		if len(group.cases) == 0 {
			continue
		}
		p.left.Add(widgets.NewSectionHeader(group.title))
		for _, c := range group.cases {
			p.left.Add(p.caseButton(c))
		}
	}
	m := app.Measure(p.page.Case.Case, p.page.Steps, p.desk.Now())
	facts := widgets.NewFacts()
	facts.Add(lang.L("Persons met"), words.Count(int64(m.Persons)))
	facts.Add(lang.L("Trips to the hall"), words.Count(int64(m.Trips)))
	facts.Add(lang.L("Company's time"), words.Elapsed(m.Company))
	facts.Add(lang.L("Customer's time"), words.Elapsed(m.Customer))
	p.left.Add(widgets.NewSectionHeader(lang.L("One-stop service")))
	p.left.Add(facts)
}

func (p *Detail) caseButton(c app.CaseRow) fyne.CanvasObject {
	id := c.ID
	line := c.Number + "  " + words.Kind(c.Kind) + "  " + p.desk.Flows.StageOf(c.Case)
	if c.ExternalNo != "" {
		line += "  " + p.desk.Codes.Label("channel", c.Channel) + " " + c.ExternalNo
	}
	return widgets.NewLineButton(line, func() { p.desk.Open(desk.Route{Tab: desk.Cases, Case: id}) })
}

func (p *Detail) showLife() {
	now := p.desk.Now()
	moments := make([]widgets.Moment, 0, len(p.page.Steps))
	for _, s := range slices.Backward(p.page.Steps) {
		moment := StepMoment(p.desk, p.page.Case.Kind, p.page.Case.FlowVersion, s, now)
		if p.tookOver(s) {
			moment.Title, moment.Body = lang.L("Took over {{.Number}}", map[string]any{"Number": s.Note}), ""
		}
		moments = append(moments, moment)
	}
	p.life.Objects = []fyne.CanvasObject{widgets.NewTimeline(moments...)}
	p.life.Refresh()
}

// tookOver reports whether a step tells that another case goes on under this one.
func (p *Detail) tookOver(s app.CaseStep) bool {
	return s.From == s.To && s.FromStage == s.ToStage && slices.ContainsFunc(p.page.Duplicates, func(c app.CaseRow) bool { return c.Number == s.Note })
}

// StepMoment is a step of a case as a timeline shows it.
func StepMoment(d *desk.Desk, kind app.CaseKind, version int64, s app.CaseStep, now time.Time) widgets.Moment {
	title := d.Flows.Stage(kind, version, s.ToStage, s.To)
	switch {
	case s.NewOwner != (app.StaffID{}):
		title += " → " + s.OwnerName
	case s.From == s.To && s.FromStage == s.ToStage:
		title = lang.L("Note")
	}
	if s.Forced {
		title += lang.L(" (forced)")
	}
	var body []string
	for _, text := range []string{s.Note, s.Reason, s.Evidence} {
		if text != "" {
			body = append(body, text)
		}
	}
	if s.Contact != "" {
		body = append(body, lang.L("Contact made: {{.Way}}", map[string]any{"Way": d.Codes.Label("contact_way", s.Contact)}))
	}
	return widgets.Moment{When: words.Moment(s.At, now), Title: title, Body: strings.Join(body, "\n"), Aside: s.ByName, Tone: StatusTone(s.To)}
}
