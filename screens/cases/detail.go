package cases

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/attach"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/practice"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Detail is the page of one case.
type Detail struct {
	desk  *desk.Desk
	store Store

	OnDemand func(app.Case) // an internal demand is wanted for the case

	id     app.CaseID
	asked  bool // the page is being read
	wanted bool // the next step was asked for meanwhile
	page   app.CasePage
	staff  []app.Staff
	loader *background.Loader[detailData]
	mover  *Mover
	strip  *attach.Strip
	used   *practice.Used

	head    *fyne.Container
	kind    *widgets.Text
	journey *fyne.Container
	left    *fyne.Container
	life    *fyne.Container
	goOn    *widgets.Button
	note    *widgets.FieldNote
	moving  []*widgets.Countdown // of the limits that run
	body    fyne.CanvasObject
}

type detailData struct {
	page  app.CasePage
	staff []app.Staff
}

// NewDetail is an empty page; Open fills it.
func NewDetail(d *desk.Desk, store Store) *Detail {
	p := &Detail{desk: d, store: store, OnDemand: func(app.Case) {}}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.mover = NewMover(d, store, func(c app.Case) {
		d.Say(lang.L("{{.Number}} is now: {{.Status}}", map[string]any{"Number": c.Number, "Status": d.Flows.StageOf(c)}))
		p.Reload()
	})
	p.head, p.life, p.left = container.NewHBox(), container.NewVBox(), container.NewVBox()
	p.strip = attach.NewStrip(d, store)
	p.strip.Grown = p.left.Refresh
	p.used = practice.NewUsed(d, store)
	p.used.Grown = p.left.Refresh
	p.kind = widgets.NewText("")
	p.kind.Shrinks = true
	p.journey = container.New(&widgets.WrapLayout{Gap: 4})
	p.note = widgets.NewFieldNote()
	p.goOn = widgets.NewPrimaryButton(lang.L("Go on")+"  Ctrl+G", p.GoOn)
	customer := widgets.NewButton(lang.L("Customer"), func() {
		if !p.page.Case.Customer.IsZero() {
			d.Open(desk.Route{Tab: desk.Customers, Customer: p.page.Case.Customer})
		}
	})
	demand := widgets.NewButton(lang.L("Internal demand"), func() { p.OnDemand(p.page.Case.Case) })
	link := widgets.NewButton(lang.L("Same matter …"), p.link)
	remark := widgets.NewButton(lang.L("Add note"), p.addNote)
	onPaper := widgets.NewButton(lang.L("Print")+"  Ctrl+P", func() { d.Keys.Press("Ctrl+P") })
	top := container.NewBorder(nil, nil, p.head, container.NewHBox(customer, demand, link, remark, onPaper, p.goOn), p.kind)
	right := container.NewVScroll(container.NewVBox(widgets.NewSectionHeader(lang.L("Course of the case")), p.life))
	split := container.New(&widgets.PanesLayout{Share: 0.6}, container.NewPadded(container.NewVScroll(p.left)), container.NewPadded(right))
	p.body = container.NewBorder(container.NewVBox(container.NewPadded(top), container.NewPadded(p.journey), p.note), nil, nil, nil, split)
	return p
}

// Content is the page.
func (p *Detail) Content() fyne.CanvasObject { return p.body }

// Open shows a case.
func (p *Detail) Open(id app.CaseID) { p.id = id; p.Reload() }

// Prints is the case on view for Ctrl+P, also while it is still being read.
func (p *Detail) Prints() desk.Printed {
	what := desk.Printed{Case: p.id}
	if p.page.Case.ID == p.id {
		what.Kind = p.page.Case.Kind
	}
	return what
}

// ID is the case on view.
func (p *Detail) ID() app.CaseID { return p.id }

// Reload reads the case again.
func (p *Detail) Reload() {
	id := p.id
	if id.IsZero() {
		return
	}
	p.asked = true
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
	wanted := p.wanted
	p.asked, p.wanted = false, false
	if err != nil {
		return
	}
	p.page, p.staff = d.page, d.staff
	p.showHead()
	p.showJourney()
	p.left.Objects = nil
	p.showFacts()
	p.showClocks()
	p.showDocuments()
	p.showAttached()
	p.showBeside()
	p.showUsed()
	p.left.Refresh()
	p.showLife()
	if len(d.page.File.Moves()) == 0 {
		p.goOn.Disable()
	} else {
		p.goOn.Enable()
	}
	if wanted {
		p.GoOn()
	}
}

func (p *Detail) showHead() {
	now := p.desk.Now()
	c := p.page.Case
	p.kind.SetText(words.Kind(c.Kind))
	p.head.Objects = []fyne.CanvasObject{widgets.NewTitle(c.Number)}
	if !p.onPath() {
		p.head.Add(widgets.NewBadge(p.desk.Flows.StageOf(c.Case), StatusTone(c.Status)))
	}
	if c.Late(now) {
		p.head.Add(widgets.NewBadge(words.Left(c.DueAt, now), widgets.ToneBad))
	}
	if c.GreenReason != "" {
		p.head.Add(widgets.NewBadge(lang.L("Green channel"), widgets.ToneGood))
	}
	if c.Protected {
		p.head.Add(widgets.NewBadge(lang.L("Protected"), widgets.ToneWarn))
	}
	p.head.Refresh()
}

// onPath reports whether the journey shows where the case stands.
func (p *Detail) onPath() bool {
	file := p.page.File
	return slices.ContainsFunc(file.Flow.Path(file.Value), func(s app.Stage) bool { return s.Code == file.Case.Stage })
}

// showJourney shows the straight way through the flow and where the case
// stands on it.
func (p *Detail) showJourney() {
	p.journey.Objects = nil
	file := p.page.File
	been := map[app.StageCode]bool{}
	for _, s := range p.page.Steps {
		been[s.ToStage] = true
	}
	for i, stage := range file.Flow.Path(file.Value) {
		if i > 0 {
			p.journey.Add(widgets.NewMutedText("→"))
		}
		tone := widgets.ToneNeutral
		switch {
		case stage.Code == file.Case.Stage:
			tone = StatusTone(stage.Status)
		case been[stage.Code]:
			tone = widgets.ToneGood
		}
		p.journey.Add(widgets.NewBadge(p.desk.Flows.Name(stage.ZH, stage.EN), tone))
	}
	p.journey.Refresh()
}

// Focus puts the keyboard on the next step.
func (p *Detail) Focus() { widgets.Focus(p.goOn) }

// GoOn offers the next steps; while the page is being read, as soon as it is.
func (p *Detail) GoOn() {
	if p.wanted = p.asked; p.asked {
		return
	}
	if p.page.Case.ID == p.id && !p.id.IsZero() {
		p.mover.Offer(p.page.File, p.staff)
	}
}
