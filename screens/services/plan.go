package services

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// planSheet makes service plans for one customer or for many in one go.
type planSheet struct {
	desk  *desk.Desk
	store CustomerStore
	of    []app.CustomerID
	done  func()

	template *widgets.CodeField
	from     *widgets.DateField
	months   *widgets.Entry
	run      *widgets.Check
	form     *widgets.Form
	wrong    *widgets.FieldNote
	sheet    *widgets.Sheet
}

// bySegment leaves the template to each customer's segment.
const bySegment = "by_segment"

// MakePlans asks how the plans of some customers are to be, and makes them.
func MakePlans(d *desk.Desk, store CustomerStore, of []app.CustomerID, done func()) {
	p := &planSheet{desk: d, store: store, of: of, done: done}
	if len(of) == 0 {
		d.Say(lang.L("Everybody there has a plan already."))
		return
	}
	var templates []app.PlanTemplate
	d.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			templates, err = store.PlanTemplates(ctx, d.By)
			return err
		},
		Done: func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			p.open(app.PlanTemplatesOn(templates, app.DayOf(d.Now())))
		},
	})
}

func (p *planSheet) open(templates []app.PlanTemplate) {
	options := []widgets.Option{desk.Option(bySegment, lang.L("The one of the customer's segment"), "")}
	for _, t := range templates {
		options = append(options, desk.Option(t.ID.String(), p.desk.Codes.Named(t.ZH+" | "+t.EN), t.Code))
	}
	p.template = widgets.NewCodeField(options, nil)
	p.template.SetCode(bySegment)
	p.from = p.desk.DayField(app.DayOf(p.desk.Now()))
	p.months = widgets.NewEntry()
	p.months.SetText("12")
	p.run = widgets.NewCheck(lang.L("Let it run at once, without another look"), nil)
	p.run.Checked = true
	p.wrong = widgets.NewFieldNote()
	p.form = widgets.NewForm(
		widgets.NewFormRow("template", words.Field("template"), p.template).Required(),
		widgets.NewFormRow("from_on", words.Field("from_on"), p.from).Required(),
		widgets.NewFormRow("months", words.Field("months"), p.months).Required(),
		widgets.NewFormRow("run", "", p.run),
	)
	p.form.OneColumn = true
	title := lang.L("Make a service plan")
	if len(p.of) > 1 {
		title = lang.L("Make service plans for {{.N}} customers", map[string]any{"N": words.Count(int64(len(p.of)))})
	}
	p.sheet = widgets.NewSheet(title, container.NewVBox(p.form, p.wrong), widgets.Action{Label: lang.L("Make"), Do: p.save})
	p.sheet.Width = 560
	p.sheet.Show(p.desk.Keys)
}

// ask is the plan as the form has it.
func (p *planSheet) ask() (app.ServicePlanAsk, error) {
	var a app.ServicePlanAsk
	var err error
	if a.From, err = desk.ReadDay("from_on", p.from); err != nil {
		return a, err
	}
	if a.Months, err = strconv.ParseInt(strings.TrimSpace(p.months.Text), 10, 64); err != nil {
		return a, app.Refuse("months", app.Malformed)
	}
	a.Template, _ = app.ParseID[app.PlanTemplate](p.template.Chosen().Code)
	a.Run = p.run.Checked
	return a, a.Check()
}

func (p *planSheet) save() {
	ask, err := p.ask()
	if err != nil {
		desk.ShowRefusal(p.form, p.wrong, err)
		return
	}
	var made app.PlansMade
	p.sheet.SetBusy(true)
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			made, err = p.store.MakePlans(ctx, p.desk.By, p.of, ask)
			return err
		},
		Done: func(err error) {
			p.sheet.SetBusy(false)
			switch {
			case err != nil:
				desk.ShowRefusal(p.form, p.wrong, err)
				return
			case len(made.Plans) == 0 && len(p.of) == 1:
				desk.ShowRefusal(p.form, p.wrong, made.Left[0].Why)
				return
			}
			p.sheet.Close()
			p.tell(made)
			p.done()
		},
	})
}

// leftShown is how many customers without a plan are named.
const leftShown = 12

// tell says what was made, and of each customer that was left why.
func (p *planSheet) tell(made app.PlansMade) {
	said := lang.L("Plans made: {{.N}}, with {{.Items}} items.", map[string]any{"N": words.Count(int64(len(made.Plans))), "Items": words.Count(made.Items)})
	if len(made.Left) == 0 {
		p.desk.Say(said)
		return
	}
	lines := container.NewVBox(widgets.NewText(said), widgets.NewText(lang.L("These have no new plan:")))
	for _, l := range made.Left[:min(len(made.Left), leftShown)] {
		lines.Add(widgets.NewMutedText(l.Name + "  " + whyLeft(l.Why)))
	}
	if more := len(made.Left) - leftShown; more > 0 {
		lines.Add(widgets.NewMutedText(lang.L("and {{.N}} more", map[string]any{"N": more})))
	}
	widgets.NewSheet(lang.L("Not all have a new plan"), lines, widgets.Action{}).Show(p.desk.Keys)
}

// whyLeft says shortly why a customer got no plan.
func whyLeft(why error) string {
	if no, refused := errors.AsType[*app.Refusal](why); refused {
		switch no.Reason {
		case app.PlanRuns:
			return lang.L("has a plan for these days")
		case app.NotSegmented:
			return lang.L("is in no segment yet")
		case app.NoTemplate:
			return lang.L("there is no template for the segment")
		case app.NotActive:
			return lang.L("is no longer a customer")
		}
	}
	return strings.TrimSuffix(words.Error(why), ".")
}
