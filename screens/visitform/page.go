package visitform

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Page shows a visit that was made: what was answered group by group on the
// left, beside it what came of it.
type Page struct {
	desk  *desk.Desk
	store Store

	OnCorrect func(app.VisitID)
	OnAhead   func(app.Visit) // the visit was not made yet: there is no record to show

	id     app.VisitID
	page   app.VisitPage
	loader *background.Loader[app.VisitPage]

	head    *fyne.Container
	answers *fyne.Container
	follow  *fyne.Container
	made    *made
	slots   []Slot
	scroll  *container.Scroll
	correct *widgets.Button
	goOn    *widgets.Button
	note    *widgets.FieldNote
	body    fyne.CanvasObject
}

// NewPage is an empty page; Open fills it.
func NewPage(d *desk.Desk, store Store, parts Parts) *Page {
	p := &Page{desk: d, store: store, OnCorrect: func(app.VisitID) {}, OnAhead: func(app.Visit) {}, note: widgets.NewFieldNote()}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.head, p.answers, p.follow = container.NewHBox(), container.NewVBox(), container.NewVBox()
	column := container.NewVBox()
	p.made = newMade(d, parts, column.Refresh)
	p.correct = widgets.NewButton(lang.L("Correct"), func() { p.OnCorrect(p.id) })
	p.goOn = widgets.NewPrimaryButton("", p.GoOn)
	top := container.NewBorder(nil, nil, p.head, container.NewHBox(p.correct, p.goOn))
	column.Objects = []fyne.CanvasObject{widgets.NewSectionHeader(lang.L("Made in this visit")), p.made.box, widgets.NewSectionHeader(lang.L("Follow-up")), p.follow}
	p.slots = addSlots(column, parts.PagePhotos, parts.PageSignature)
	if parts.PageUsed != nil {
		column.Add(parts.PageUsed.Content())
		p.slots = append(p.slots, parts.PageUsed)
	}
	p.scroll = container.NewVScroll(besideBar(p.answers))
	panes := container.New(&widgets.PanesLayout{Share: 0.64}, container.NewPadded(p.scroll), container.NewPadded(container.NewVScroll(besideBar(column))))
	p.body = container.NewBorder(container.NewVBox(container.NewPadded(top), p.note), nil, nil, nil, panes)
	return p
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Open shows a visit.
func (p *Page) Open(id app.VisitID) {
	p.id = id
	p.scroll.ScrollToTop()
	p.Reload()
}

// Reload reads the visit again.
func (p *Page) Reload() {
	id := p.id
	if !id.IsZero() {
		p.loader.Ask(func(ctx context.Context) (app.VisitPage, error) { return p.store.VisitPage(ctx, p.desk.By, id) })
	}
}

// Focus puts the keyboard on what can be done.
func (p *Page) Focus() {
	if !widgets.Focus(p.goOn) {
		widgets.Focus(p.correct)
	}
}

func (p *Page) show(page app.VisitPage, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	if page.Visit.Status.Open() {
		p.OnAhead(page.Visit)
		return
	}
	p.page = page
	p.showHead()
	p.showAnswers()
	p.showFollow()
	p.made.ask(p.id)
	for _, slot := range p.slots {
		slot.Of(visitsTable, app.RecordID(p.id))
	}
	setOnPaper(p.slots, page.Visit.SignedPaper)
	p.body.Refresh()
}

func (p *Page) showHead() {
	v := p.page.Visit
	p.head.Objects = []fyne.CanvasObject{
		widgets.NewTitle(p.page.Customer.Name), widgets.NewText(v.Number), badge(widgets.NewBadge(words.VisitStatus(v.Status), desk.VisitTone(v.Status))),
		badge(widgets.NewBadge(words.VisitChannel(v.Channel), widgets.ToneNeutral)),
	}
	if v.LateDays > 0 {
		p.head.Add(badge(widgets.NewBadge(lang.L("Entered late"), widgets.ToneWarn)))
	}
	p.head.Refresh()
	able(p.correct, v.Status.Made())
	p.goOn.SetText(lang.L("Archive") + "  Ctrl+G")
	if v.Status == app.VisitFollowUp {
		p.goOn.SetText(lang.L("Record the call") + "  Ctrl+G")
	}
	able(p.goOn, v.Status == app.VisitFollowUp || v.Status == app.VisitRecorded)
}

func badge(b *widgets.Badge) fyne.CanvasObject { return container.NewCenter(b) }

// showAnswers lists the visit itself and its answers, group by group.
func (p *Page) showAnswers() {
	v, now := p.page.Visit, p.desk.Now()
	facts := widgets.NewFacts()
	facts.Add(words.Field("visited_on"), words.Day(v.VisitedOn)+"  "+words.VisitTimes(v))
	facts.Add(lang.L("Entered at"), words.Moment(v.EnteredAt, now))
	facts.Add(words.Field("manager"), p.page.ManagerName)
	facts.Add(words.Field("satisfaction"), words.VisitScore(v.Satisfaction))
	facts.AddWide(words.Field("purposes"), words.Purposes(p.desk.Codes, v))
	facts.AddWide(words.Field("met"), v.Met)
	facts.Add(words.Field("signed_by"), words.Signed(v))
	facts.Add(words.Field("position"), v.Position)
	facts.AddWide(words.Field("note"), v.Note)
	p.answers.Objects = []fyne.CanvasObject{widgets.NewSectionHeader(lang.L("Visit")), facts}
	given, copied := p.page.Given(), p.page.Copied()
	for _, g := range p.page.Form.Groups {
		facts, any := widgets.NewFacts(), false
		for _, q := range p.page.Form.In(g.Name) {
			said := words.Answer(q, given[q.Name], p.desk.Codes, p.desk.Flows.Name(q.UnitZH, q.UnitEN))
			if said == "" {
				continue
			}
			if copied[q.Name] {
				said += "  " + lang.L("(copied, not looked at)")
			}
			any = true
			if q.Kind == app.AskLines || q.Kind == app.AskText {
				facts.AddWide(p.desk.Flows.Name(q.ZH, q.EN), said)
			} else {
				facts.Add(p.desk.Flows.Name(q.ZH, q.EN), said)
			}
		}
		if any {
			p.answers.Objects = append(p.answers.Objects, widgets.NewSectionHeader(p.desk.Flows.Name(g.ZH, g.EN)), facts)
		}
	}
	under := lang.L("Recorded under {{.Form}}, version {{.N}}.", map[string]any{"Form": p.desk.Flows.Name(p.page.Form.ZH, p.page.Form.EN), "N": p.page.Form.Version})
	p.answers.Add(widgets.NewMutedText(under))
}

func (p *Page) showFollow() {
	v := p.page.Visit
	p.follow.Objects = nil
	facts := widgets.NewFacts()
	facts.AddWide(words.Field("follow_up_on"), words.Day(v.FollowUpOn))
	facts.AddWide(words.Field("follow_up"), v.FollowUp)
	p.follow.Add(facts)
	if p.page.Measures > 0 {
		note := widgets.NewFieldNote()
		note.Warn(lang.L("Still open of what was made: {{.N}}", map[string]any{"N": p.page.Measures}))
		p.follow.Add(note)
	} else if v.FollowUpOn == "" && v.FollowUp == "" {
		p.follow.Add(widgets.NewMutedText(lang.L("No call is to follow.")))
	}
}

// GoOn answers Ctrl+G: the call that is to follow, else the archive.
func (p *Page) GoOn() {
	switch v := p.page.Visit; {
	case v.ID != p.id || p.id.IsZero():
	case v.Status == app.VisitFollowUp && p.page.Measures == 0 && v.FollowUpOn == "":
		p.archive() // it waited for measures alone, which are at their end
	case v.Status == app.VisitFollowUp:
		newCall(p.desk, p.store, p.page, p.Reload).open()
	case v.Status == app.VisitRecorded:
		p.archive()
	}
}

// signedOnPaper corrects the record: it was signed on paper, or not after all.
func (p *Page) signedOnPaper(onPaper bool) {
	was := p.page
	if was.Visit.ID != p.id || !was.Visit.Status.Made() || was.Visit.SignedPaper == onPaper {
		return
	}
	r := was.Record()
	r.SignedPaper = onPaper
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			_, err := p.store.ReviseVisit(ctx, p.desk.By, was, r)
			return err
		},
		Done: func(err error) {
			if err != nil {
				setOnPaper(p.slots, was.Visit.SignedPaper)
				p.note.Error(errorSaid(err))
				return
			}
			p.Reload()
		},
	})
}

func (p *Page) archive() {
	was := p.page.Visit
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			_, err := p.store.ArchiveVisit(ctx, p.desk.By, was)
			return err
		},
		Done: func(err error) {
			if err != nil {
				p.note.Error(errorSaid(err))
				return
			}
			p.desk.Say(lang.L("Visit {{.Number}} is in the archive.", map[string]any{"Number": was.Number}))
			p.Reload()
		},
	})
}
