package rules

import (
	"context"
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

// Templates is the page of the templates of service plans: the items as a text,
// and beside it the days they would fall on, or the line that cannot be.
type Templates struct {
	desk  *desk.Desk
	store Store

	all    []app.PlanTemplate
	was    app.PlanTemplate
	days   *app.Calendar
	loader *background.Loader[templateData]
	later  *background.Later

	which   *widgets.CodeField
	code    *widgets.Entry
	zh, en  *widgets.Entry
	segment *widgets.CodeField
	from    *widgets.DateField
	text    *widgets.Entry
	form    *widgets.Form
	fault   *widgets.FieldNote
	wrong   *widgets.FieldNote
	seen    *fyne.Container
	body    fyne.CanvasObject
}

type templateData struct {
	all  []app.PlanTemplate
	days *app.Calendar
}

// NewTemplates is the page, still empty.
func NewTemplates(d *desk.Desk, store Store) *Templates {
	t := &Templates{desk: d, store: store, fault: widgets.NewFieldNote(), wrong: widgets.NewFieldNote(), seen: container.NewVBox()}
	t.loader = background.NewLoader(d.Runner, t.show)
	t.later = background.NewLater(d.Runner, 200*time.Millisecond, t.read)
	t.which = widgets.NewCodeField(nil, func(widgets.Option) { t.open() })
	t.code, t.zh, t.en = widgets.NewEntry(), widgets.NewEntry(), widgets.NewEntry()
	t.segment = widgets.NewCodeField(d.CodeOptions("segment"), nil)
	t.from = d.DayField(app.DayOf(d.Now()))
	t.from.OnChanged = func(string) { t.later.Call() }
	t.text = widgets.NewMultiLineEntry(14)
	t.text.Wrapping = fyne.TextWrapOff
	t.text.OnChanged = func(string) { t.later.Call() }
	t.form = widgets.NewForm(
		widgets.NewFormRow("template", words.Field("template"), t.which),
		widgets.NewFormRow("segment", words.Field("segment"), t.segment).Required(),
		widgets.NewFormRow("code", words.Field("code"), t.code).Required(),
		widgets.NewFormRow("valid_from", lang.L("Holds from"), t.from).Required(),
		widgets.NewFormRow("name", lang.L("Name in Chinese"), t.zh).Required(),
		widgets.NewFormRow("en", lang.L("Name in English"), t.en).Required(),
	)
	save := widgets.NewPrimaryButton(lang.L("Save as next version")+"  Ctrl+Enter", t.Save)
	top := container.NewVBox(t.form, container.NewBorder(nil, nil, nil, save, t.wrong))
	hint := widgets.NewMutedText(lang.L("A line each: visit every 3 : 走访 | Visit – telephone in 4,10 by 15 : 电话 | Call. Plans that were made keep their items."))
	panes := container.New(&widgets.PanesLayout{Share: 0.56}, container.NewPadded(container.NewBorder(nil, t.fault, nil, nil, t.text)),
		container.NewPadded(container.NewVScroll(t.seen)))
	t.body = container.NewBorder(container.NewPadded(top), container.NewPadded(hint), nil, nil, panes)
	return t
}

// Content is the page.
func (t *Templates) Content() fyne.CanvasObject { return t.body }

// Shows names what is on view.
func (t *Templates) Shows() app.Changes { return app.Services | app.Reference }

// Reload asks for the templates again; a text that was changed here stays.
func (t *Templates) Reload() {
	t.loader.Ask(func(ctx context.Context) (templateData, error) {
		all, err := t.store.PlanTemplates(ctx, t.desk.By)
		if err != nil {
			return templateData{}, err
		}
		days, err := t.store.Calendar(ctx)
		return templateData{all, days}, err
	})
}

// Focus puts the keyboard where work goes on.
func (t *Templates) Focus() { widgets.Focus(t.which) }

// newTemplate is the choice of a template that is not there yet.
const newTemplate = "new"

func (t *Templates) show(d templateData, err error) {
	t.wrong.SetText(words.Error(err))
	if err != nil {
		return
	}
	t.all, t.days = d.all, d.days
	options := []widgets.Option{desk.Option(newTemplate, lang.L("A new template"))}
	newest := app.PlanTemplatesOn(t.all, lastDay)
	for _, one := range newest {
		options = append(options, desk.Option(one.Code, t.desk.Codes.Named(one.ZH+" | "+one.EN)))
	}
	t.which.SetOptions(options)
	if chosen(t.which) == "" && len(newest) > 0 {
		t.which.SetCode(newest[0].Code)
		t.open()
	}
}

// lastDay is behind the first day of every version.
const lastDay app.Day = "9999-12-31"

// open shows the newest version of the chosen template.
func (t *Templates) open() {
	t.was = app.PlanTemplate{}
	for _, one := range app.PlanTemplatesOn(t.all, lastDay) {
		if one.Code == chosen(t.which) {
			t.was = one
		}
	}
	t.code.SetText(t.was.Code)
	t.zh.SetText(t.was.ZH)
	t.en.SetText(t.was.EN)
	t.segment.SetCode(t.was.Segment)
	t.from.SetValue(string(max(t.was.ValidFrom, app.DayOf(t.desk.Now()))))
	t.text.SetText(t.was.Items)
	t.form.Clear()
	t.later.Now()
}

// Write puts a text in the place of the one on view, as typing would.
func (t *Templates) Write(items string) {
	t.text.SetText(items)
	t.later.Now()
}

// read says on which days the items would fall, or which line cannot be.
func (t *Templates) read() {
	t.fault.Clear()
	lines, err := app.ParsePlanItems(t.text.Text)
	if err != nil {
		if strings.TrimSpace(t.text.Text) != "" {
			t.fault.Error(words.Error(err))
		}
		return // what was read last stays on view
	}
	t.seen.RemoveAll()
	t.seen.Add(widgets.NewSectionHeader(lang.L("Items")))
	for _, l := range lines {
		kind, when := widgets.NewText(t.desk.Codes.Label("plan_item_kind", l.Kind)), widgets.NewMutedText(words.PlanLine(l))
		kind.Shrinks, when.Shrinks = true, true
		t.seen.Add(container.New(&widgets.BarLayout{Widths: []float32{130, 0}}, kind, when))
	}
	t.showDays()
	t.seen.Refresh()
}

// showDays lists a year's plan as it would be made on the chosen day.
func (t *Templates) showDays() {
	from := app.Day(t.from.Value())
	if !from.Valid() || t.days == nil {
		return
	}
	_, items, err := app.ServicePlanFor(app.PlanTemplate{ZH: "-", EN: "-", Items: t.text.Text}, app.ServicePlanAsk{From: from, Months: 12}, t.days)
	if err != nil {
		return
	}
	t.seen.Add(widgets.NewSectionHeader(lang.L("A year of it: {{.N}} items", map[string]any{"N": len(items)})))
	for _, i := range items {
		what := widgets.NewText(t.desk.Codes.Named(i.What))
		what.Shrinks = true
		t.seen.Add(container.New(&widgets.BarLayout{Widths: []float32{130, 0}}, widgets.NewMutedText(words.Day(i.DueOn)), what))
	}
}

// Save answers Ctrl+Enter: the text becomes the next version of its template.
func (t *Templates) Save() {
	from, err := desk.ReadDay("valid_from", t.from)
	if err != nil {
		desk.ShowRefusal(t.form, t.wrong, err)
		return
	}
	next := app.PlanTemplate{
		Code: strings.TrimSpace(t.code.Text), ZH: strings.TrimSpace(t.zh.Text), EN: strings.TrimSpace(t.en.Text),
		Segment: chosen(t.segment), Items: t.text.Text, ValidFrom: from, Source: t.was.Source, Mark: t.was.Mark,
	}
	t.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			next, err = t.store.SavePlanTemplate(ctx, t.desk.By, next)
			return err
		},
		Done: func(err error) {
			if err != nil {
				desk.ShowRefusal(t.form, t.wrong, err)
				return
			}
			t.form.Clear()
			t.wrong.Clear()
			t.desk.Say(lang.L("{{.Name}}: version {{.N}} holds for plans made from {{.Day}}.", map[string]any{
				"Name": t.desk.Codes.Named(next.ZH + " | " + next.EN), "N": next.Version, "Day": string(next.ValidFrom),
			}))
			t.was = next
			t.Reload()
		},
	})
}
