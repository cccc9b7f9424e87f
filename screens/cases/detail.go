package cases

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Detail is the page of one case.
type Detail struct {
	desk  *desk.Desk
	store Store

	id     app.CaseID
	page   app.CasePage
	staff  []app.Staff
	loader *background.Loader[detailData]
	mover  *Mover

	head   *fyne.Container
	facts  *fyne.Container
	clocks *fyne.Container
	left   *fyne.Container // holds both
	life   *fyne.Container
	goOn   *widgets.Button
	note   *widgets.FieldNote
	body   fyne.CanvasObject
}

type detailData struct {
	page  app.CasePage
	staff []app.Staff
}

// NewDetail is an empty page; Open fills it.
func NewDetail(d *desk.Desk, store Store) *Detail {
	p := &Detail{desk: d, store: store}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.mover = NewMover(d, store, func(c app.Case) {
		d.Say(lang.L("{{.Number}} is now: {{.Status}}", map[string]any{"Number": c.Number, "Status": words.Status(c.Status)}))
		p.Reload()
	})
	p.head, p.facts, p.clocks, p.life = container.NewHBox(), container.NewVBox(), container.NewVBox(), container.NewVBox()
	p.note = widgets.NewFieldNote()
	p.goOn = widgets.NewPrimaryButton(lang.L("Go on")+"  Ctrl+G", p.GoOn)
	customer := widgets.NewButton(lang.L("Customer"), func() {
		if !p.page.Case.Customer.IsZero() {
			d.Open(desk.Route{Tab: desk.Customers, Customer: p.page.Case.Customer})
		}
	})
	remark := widgets.NewButton(lang.L("Add note"), p.addNote)
	top := container.NewBorder(nil, nil, p.head, container.NewHBox(customer, remark, p.goOn))
	p.left = container.NewVBox(p.facts, widgets.NewSectionHeader(lang.L("Time limits")), p.clocks)
	left := container.NewVScroll(p.left)
	right := container.NewVScroll(container.NewVBox(widgets.NewSectionHeader(lang.L("Course of the case")), p.life))
	split := container.New(&widgets.PanesLayout{Share: 0.6}, container.NewPadded(left), container.NewPadded(right))
	p.body = container.NewBorder(container.NewVBox(container.NewPadded(top), p.note), nil, nil, nil, split)
	return p
}

// Content is the page.
func (p *Detail) Content() fyne.CanvasObject { return p.body }

// Open shows a case.
func (p *Detail) Open(id app.CaseID) { p.id = id; p.Reload() }

// ID is the case on view.
func (p *Detail) ID() app.CaseID { return p.id }

// Reload reads the case again.
func (p *Detail) Reload() {
	id := p.id
	if id.IsZero() {
		return
	}
	p.loader.Ask(func(ctx context.Context) (detailData, error) {
		page, err := p.store.CasePage(ctx, p.desk.By, id)
		if err != nil {
			return detailData{}, err
		}
		staff, err := p.store.Staff(ctx, p.desk.By)
		return detailData{page, staff}, err
	})
}

func (p *Detail) show(d detailData, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.page, p.staff = d.page, d.staff
	now := p.desk.Now()
	c := d.page.Case
	title := widgets.NewTitle(c.Number)
	p.head.Objects = []fyne.CanvasObject{title, widgets.NewText(words.Kind(c.Kind)), widgets.NewBadge(words.Status(c.Status), StatusTone(c.Status))}
	if c.Late(now) {
		p.head.Add(widgets.NewBadge(words.Left(c.DueAt, now), widgets.ToneBad))
	}
	p.head.Refresh()
	p.showFacts(c)
	p.showClocks(d.page.Clocks, now)
	p.showLife(d.page.Steps, now)
	if len(app.DefaultFlow(c.Kind).From(c.Status)) == 0 {
		p.goOn.Disable()
	} else {
		p.goOn.Enable()
	}
}

func (p *Detail) showFacts(c app.CaseRow) {
	label := func(list, code string) string { return p.desk.Codes.Label(list, code) }
	sub := "service_sub_kind"
	if c.Kind == app.Complaint {
		sub = "complaint_class"
	}
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
		{lang.L("Sub-kind"), label(sub, c.SubKind)},
		{lang.L("Area type"), label("area_type", c.AreaType)},
		{lang.L("Urgency"), label("urgency", c.Urgency)},
		{lang.L("Mood"), label("mood", c.Mood)},
		{lang.L("External number"), c.ExternalNo},
		{lang.L("Owner"), c.OwnerName},
		{lang.X("case.accepted.column", "Accepted on"), words.Moment(c.AcceptedAt, p.desk.Now())},
	} {
		facts.Add(f.name, f.text)
	}
	facts.AddWide(lang.L("Matter"), c.Content)
	facts.AddWide(lang.L("Answer"), c.Answer)
	facts.AddWide(lang.L("Result"), c.Result)
	facts.Add(lang.L("Customer's opinion"), label("closing_opinion", c.Opinion))
	p.facts.Objects = []fyne.CanvasObject{facts}
	p.left.Refresh()
}

func (p *Detail) showClocks(clocks []app.Clock, now time.Time) {
	p.clocks.Objects = nil
	for _, k := range clocks {
		p.clocks.Add(ClockLine(k, now))
	}
	if len(clocks) == 0 {
		p.clocks.Add(widgets.NewMutedText(lang.L("No limit runs on this case.")))
	}
	p.left.Refresh()
}

// ClockLine shows one limit: whose, which step, until when, and how it stands.
func ClockLine(k app.Clock, now time.Time) fyne.CanvasObject {
	due := words.DueDay(k.DueAt, now)
	if k.Provisional {
		due += lang.L("(provisional)")
	}
	state, tone := clockState(k, now)
	line := []*widgets.Text{widgets.NewMutedText(words.RuleSet(string(k.RuleSet))), widgets.NewText(words.LimitStep(k.Step)), widgets.NewText(due)}
	for _, text := range line {
		text.Shrinks = true
	}
	return container.New(&widgets.BarLayout{Widths: []float32{62, 0, 90, 92}}, line[0], line[1], line[2], container.NewHBox(widgets.NewBadge(state, tone)))
}

func clockState(k app.Clock, now time.Time) (string, widgets.Tone) {
	switch k.State(now) {
	case app.ClockMet:
		return lang.L("kept"), widgets.ToneGood
	case app.ClockBroken:
		return lang.L("missed"), widgets.ToneBad
	case app.ClockOverdue:
		return words.Left(k.DueAt, now), widgets.ToneBad
	case app.ClockPaused:
		return lang.L("paused"), widgets.ToneNeutral
	case app.ClockDueSoon:
		return words.Left(k.DueAt, now), widgets.ToneWarn
	}
	return words.Left(k.DueAt, now), widgets.ToneInfo
}

func (p *Detail) showLife(steps []app.CaseStep, now time.Time) {
	moments := make([]widgets.Moment, 0, len(steps))
	for _, s := range slices.Backward(steps) {
		moments = append(moments, StepMoment(s, now))
	}
	p.life.Objects = []fyne.CanvasObject{widgets.NewTimeline(moments...)}
	p.life.Refresh()
}

// StepMoment is a step of a case as a timeline shows it.
func StepMoment(s app.CaseStep, now time.Time) widgets.Moment {
	title := words.Status(s.To)
	switch {
	case s.From == s.To:
		title = lang.L("Note")
	case s.NewOwner != (app.StaffID{}):
		title += " → " + s.OwnerName
	}
	var body []string
	for _, text := range []string{s.Note, s.Reason} {
		if text != "" {
			body = append(body, text)
		}
	}
	return widgets.Moment{When: words.Moment(s.At, now), Title: title, Body: strings.Join(body, "\n"), Aside: s.ByName, Tone: StatusTone(s.To)}
}

// Focus puts the keyboard on the next step.
func (p *Detail) Focus() { widgets.Focus(p.goOn) }

// GoOn offers the next steps.
func (p *Detail) GoOn() {
	if p.page.Case.ID == p.id && !p.id.IsZero() {
		p.mover.Offer(p.page.Case, p.staff)
	}
}

func (p *Detail) addNote() {
	text := widgets.NewMultiLineEntry(4)
	wrong := widgets.NewFieldNote()
	var sheet *widgets.Sheet
	sheet = widgets.NewSheet(lang.L("Add note"), container.NewVBox(text, wrong), widgets.Action{Label: lang.L("Save"), Do: func() {
		c, note := p.page.Case.Case, text.Text
		sheet.SetBusy(true)
		p.desk.Runner.Start(background.Task{
			Do: func(ctx context.Context, _ func(int, int)) error { return p.store.NoteOnCase(ctx, p.desk.By, c, note) },
			Done: func(err error) {
				sheet.SetBusy(false)
				if err != nil {
					wrong.Error(words.Error(err))
					return
				}
				sheet.Close()
				p.Reload()
			},
		})
	}})
	sheet.Show(p.desk.Keys)
	widgets.Focus(text)
}
