package services

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Customer is the part of a customer's page that tells how he is served: what
// ought to be asked, the plan and how far it is, the segment and why.
type Customer struct {
	desk   *desk.Desk
	store  CustomerStore
	id     app.CustomerID
	page   app.CustomerServices
	loader *background.Loader[app.CustomerServices]
	whole  bool // all items and questions are on view
	body   *fyne.Container
}

// NewCustomer is an empty part; Open fills it.
func NewCustomer(d *desk.Desk, store CustomerStore) *Customer {
	c := &Customer{desk: d, store: store, body: container.NewVBox()}
	c.loader = background.NewLoader(d.Runner, c.show)
	return c
}

// Content is the part.
func (c *Customer) Content() fyne.CanvasObject { return c.body }

// Open shows a customer; who may not read it sees nothing.
func (c *Customer) Open(id app.CustomerID) {
	if c.desk.By.May(app.ReadVisits) != nil {
		return
	}
	if id != c.id {
		c.body.RemoveAll()
		c.whole = false
	}
	c.id = id
	c.Reload()
}

// Reload asks for the customer again.
func (c *Customer) Reload() {
	id := c.id
	c.loader.Ask(func(ctx context.Context) (app.CustomerServices, error) {
		return c.store.CustomerServices(ctx, c.desk.By, id)
	})
}

func (c *Customer) show(page app.CustomerServices, err error) {
	if err != nil {
		note := widgets.NewFieldNote()
		note.SetText(words.Error(err))
		c.body.Objects = append([]fyne.CanvasObject{note}, c.body.Objects...)
		c.body.Refresh()
		return
	}
	c.page = page
	c.body.RemoveAll()
	c.gaps()
	c.head(words.Field("plan"), lang.L("Make plan"), func() { MakePlans(c.desk, c.store, []app.CustomerID{c.id}, c.Reload) })
	c.plans()
	c.head(words.Field("segment"), lang.L("Change segment"), func() { setSegment(c.desk, c.store, c.page, c.Reload) })
	c.body.Add(segmentFacts(c.desk, page))
	c.body.Refresh()
}

// head heads a part, with the button that changes it for who may.
func (c *Customer) head(title, action string, do func()) {
	header := widgets.NewSectionHeader(title)
	if action != "" && c.desk.By.May(app.ChangeVisits) == nil {
		button := widgets.NewButton(action, do)
		button.Importance = widget.LowImportance
		header.WithTail(button)
	}
	c.body.Add(header)
}

func (c *Customer) plans() {
	if len(c.page.Plans) == 0 {
		c.body.Add(widgets.NewMutedText(lang.L("No plan yet.")))
	}
	for i, plan := range c.page.Plans {
		if i > 0 && plan.Status == app.PlanEnded && !c.whole {
			continue // the newest tells enough
		}
		c.plan(plan)
	}
}

// plan shows how far one plan is, and what of it is open next.
func (c *Customer) plan(plan app.PlanOf) {
	var items []app.PlanItem
	for _, i := range plan.Items {
		items = append(items, i.PlanItem)
	}
	progress := app.ProgressOf(items, app.DayOf(c.desk.Now()))
	share := widgets.NewShare(lang.L("{{.Title}}, {{.From}} to {{.To}}", map[string]any{
		"Title": c.desk.Codes.Named(plan.Title), "From": string(plan.FromOn), "To": string(plan.ToOn),
	}))
	share.Set(progress.Done, progress.Asked())
	line := container.NewHBox(widgets.NewBadge(words.ServicePlanStatus(plan.Status), planTone(plan.Status)))
	if progress.Overdue > 0 && plan.Status == app.PlanRunning {
		line.Add(widgets.NewBadge(lang.L("{{.N}} overdue", map[string]any{"N": progress.Overdue}), widgets.ToneBad))
	}
	c.body.Add(container.NewBorder(nil, nil, nil, line, share))
	shown := 0
	for _, item := range plan.Items {
		if shown == itemsShown && !c.whole {
			break
		}
		if item.Status == app.ItemOpen || c.whole {
			c.item(item)
			shown++
		}
	}
	c.more(len(plan.Items) > shown, c.acts(plan)...)
}

// itemsShown is how many open items and questions are shown before the rest is
// asked for.
const itemsShown = 3

// acts are the buttons of a plan.
func (c *Customer) acts(plan app.PlanOf) []fyne.CanvasObject {
	if c.desk.By.May(app.ChangeVisits) != nil || plan.Status == app.PlanEnded {
		return nil
	}
	var out []fyne.CanvasObject
	if plan.Status == app.PlanProposed {
		out = append(out, c.small(lang.L("Let it run"), func() {
			c.keep(func(ctx context.Context) error {
				return c.store.ConfirmPlans(ctx, c.desk.By, []app.ServicePlan{plan.ServicePlan})
			})
		}))
	}
	return append(out, c.small(lang.L("Add item"), func() { c.addItem(plan.ServicePlan) }), c.small(lang.L("End plan"), func() { c.endPlan(plan.ServicePlan) }))
}

func (c *Customer) small(label string, do func()) *widgets.Button {
	b := widgets.NewButton(label, do)
	b.Importance = widget.LowImportance
	return b
}

func (c *Customer) item(i app.PlanItemRow) {
	due, what := widgets.NewText(string(i.DueOn)), widgets.NewText(c.desk.Codes.Named(i.What))
	owner := widgets.NewMutedText(ownerCell(i).Text)
	what.Shrinks, owner.Shrinks = true, true
	if late(i.PlanItem, c.desk.Now()) {
		due.Bold = true
	}
	var tail fyne.CanvasObject = widgets.NewBadge(words.PlanItemStatus(i.Status), itemTone(i.Status))
	if i.Status == app.ItemOpen {
		edit := widgets.NewIconButton(lang.L("Open item"), theme.DocumentCreateIcon(), func() { openItem(c.desk, c.store, i, c.Reload) })
		edit.Importance = widget.LowImportance
		tail = edit
	}
	c.body.Add(container.NewBorder(nil, nil, nil, tail, container.New(&widgets.BarLayout{Widths: []float32{92, 0, 110}}, due, what, owner)))
}

// more offers the rest, which is asked for once for the whole part, and what
// else can be done.
func (c *Customer) more(there bool, acts ...fyne.CanvasObject) {
	if there && !c.whole {
		acts = slices.Insert(acts, 0, fyne.CanvasObject(c.small(lang.L("Show all"), func() { c.whole = true; c.show(c.page, nil) })))
	}
	if len(acts) > 0 {
		c.body.Add(container.NewHBox(acts...))
	}
}

func planTone(s app.ServicePlanStatus) widgets.Tone {
	switch s {
	case app.PlanProposed:
		return widgets.ToneWarn
	case app.PlanRunning:
		return widgets.ToneInfo
	}
	return widgets.ToneNeutral
}

// gaps shows how complete the profile is, and what to ask next.
func (c *Customer) gaps() {
	var fresh, asked int64
	for _, s := range c.page.Shares {
		fresh, asked = fresh+s.Fresh, asked+s.Asked
	}
	if asked == 0 {
		return
	}
	c.head(lang.L("To ask at the next visit"), "", nil)
	share := widgets.NewShare(lang.L("Profile known and not too old"))
	share.Set(fresh, asked)
	c.body.Add(share)
	for i, g := range c.page.Gaps {
		if i == itemsShown && !c.whole {
			break
		}
		group := widgets.NewMutedText(c.desk.Codes.Label("field_group", g.Group))
		ask, since := widgets.NewText(words.GapQuestion(g.Field)), widgets.NewMutedText(words.GapSince(g))
		group.Shrinks, ask.Shrinks, since.Shrinks = true, true, true
		c.body.Add(container.New(&widgets.BarLayout{Widths: []float32{84, 0, 220}}, group, ask, since))
	}
	c.more(len(c.page.Gaps) > itemsShown)
}

// keep stores a change of the part and shows it.
func (c *Customer) keep(verb func(context.Context) error) {
	c.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return verb(ctx) },
		Done: func(err error) {
			if err != nil {
				c.desk.Fail(err)
				return
			}
			c.Reload()
		},
	})
}
