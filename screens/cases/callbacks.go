package cases

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// CallBacks draws closed cases at random and takes in what their customers
// say. A draw shows its seed, by which it can be repeated.
type CallBacks struct {
	desk  *desk.Desk
	store Store

	OnCase func(app.CaseID)

	from, to *widgets.DateField
	kind     *widgets.CodeField
	percent  *widgets.Entry
	atLeast  *widgets.Entry
	form     *widgets.Form
	draws    *widgets.CodeField
	told     *widgets.Text
	table    *widgets.RecordTable
	note     *widgets.FieldNote
	body     fyne.CanvasObject

	known  []app.Draw
	calls  []app.CallBackOf
	lister *background.Loader[[]app.Draw]
	loader *background.Loader[[]app.CallBackOf]
}

// NewCallBacks is the page, still empty.
func NewCallBacks(d *desk.Desk, store Store) *CallBacks {
	c := &CallBacks{desk: d, store: store, OnCase: func(app.CaseID) {}, note: widgets.NewFieldNote(), told: widgets.NewMutedText("")}
	c.lister = background.NewLoader(d.Runner, c.showDraws)
	c.loader = background.NewLoader(d.Runner, c.show)
	c.from, c.to = d.DayField(""), d.DayField("")
	today := app.DayOf(d.Now())
	c.from.SetValue(string(today.AddDays(-7)))
	c.to.SetValue(string(today.AddDays(-1)))
	c.kind = widgets.NewCodeField(kindOptions(d, lang.L("All kinds")), nil)
	c.kind.SetCode(allEver)
	c.percent, c.atLeast = widgets.NewEntry(), widgets.NewEntry()
	c.percent.SetText("30")
	c.atLeast.SetText("10")
	c.draws = widgets.NewCodeField(nil, func(o widgets.Option) { c.choose(o.Code) })
	c.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: lang.L("Case number"), Width: 132},
		{Title: lang.L("Kind"), Width: 130},
		{Title: lang.L("Customer"), Field: "customer", Width: 110, Weight: 1},
		{Title: lang.L("Phone"), Field: "phone", Width: 110},
		{Title: lang.L("Result"), Width: 160, Weight: 2},
		{Title: lang.L("Called"), Width: 100},
		{Title: lang.L("Customer's opinion"), Width: 130, Kind: widgets.KindBadge},
	}, c.fetch)
	c.table.OnOpen = c.open
	c.table.OnError = d.Fail
	c.table.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), lang.L("Nothing is drawn yet. Choose a span, then draw."), widgets.Action{Label: lang.L("Draw") + "  Ctrl+Enter", Do: c.Draw}))
	c.layOut()
	return c
}

func (c *CallBacks) layOut() {
	c.form = widgets.NewForm(
		widgets.NewFormRow("from_on", lang.L("Closed from"), c.from).Required(),
		widgets.NewFormRow("to_on", lang.L("Closed until"), c.to).Required(),
		widgets.NewFormRow("kind", lang.L("Kind"), c.kind),
		widgets.NewFormRow("percent", lang.L("Share in %"), c.percent).Required(),
		widgets.NewFormRow("at_least", lang.L("At least"), c.atLeast),
		widgets.NewFormRow("draw", lang.L("Earlier draws"), c.draws))
	draw := widgets.NewPrimaryButton(lang.L("Draw")+"  Ctrl+Enter", c.Draw)
	top := container.NewVBox(
		container.NewBorder(nil, nil, widgets.NewTitle(lang.L("Call-backs by random draw")), draw),
		c.form, container.NewHBox(c.told), c.note)
	c.body = container.NewBorder(container.NewPadded(top), nil, nil, nil, c.table)
}

// Content is the page.
func (c *CallBacks) Content() fyne.CanvasObject { return c.body }

// Focus puts the keyboard on the calls, or on the form while there are none.
func (c *CallBacks) Focus() {
	if len(c.calls) > 0 {
		widgets.Focus(c.table)
		return
	}
	c.form.FocusFirst()
}

// Reload asks for the draws again, and for the calls of the chosen one.
func (c *CallBacks) Reload() {
	c.lister.Ask(func(ctx context.Context) ([]app.Draw, error) { return c.store.Draws(ctx, c.desk.By) })
}

func (c *CallBacks) showDraws(draws []app.Draw, err error) {
	if err != nil {
		c.note.Error(words.Error(err))
		return
	}
	c.known = draws
	options := make([]widgets.Option, len(draws))
	for i, d := range draws {
		options[i] = widgets.Option{Code: d.ID.String(), Label: words.Moment(d.At, c.desk.Now()) + "  " + c.span(d)}
	}
	c.draws.SetOptions(options)
	if chosen := c.draws.Chosen().Code; chosen != "" {
		c.draws.SetCode(chosen) // by its name, which a new draw has only now
		c.choose(chosen)
	} else if len(draws) > 0 {
		c.draws.SetCode(draws[0].ID.String())
		c.choose(draws[0].ID.String())
	}
}

func (c *CallBacks) span(d app.Draw) string { return string(d.From)[5:] + " – " + string(d.To)[5:] }

func (c *CallBacks) choose(id string) {
	for _, d := range c.known {
		if d.ID.String() == id {
			c.told.SetText(lang.L("{{.Picked}} of {{.Total}} cases, {{.Called}} called. Seed {{.Seed}}: the same seed picks the same cases again.", map[string]any{
				"Picked": words.Count(d.Picked), "Total": words.Count(d.Total), "Called": words.Count(d.Called), "Seed": strconv.FormatInt(d.Seed, 10),
			}))
			c.loader.Ask(func(ctx context.Context) ([]app.CallBackOf, error) { return c.store.CallBacks(ctx, c.desk.By, d.ID) })
		}
	}
}

func (c *CallBacks) show(calls []app.CallBackOf, err error) {
	if err != nil {
		c.note.Error(words.Error(err))
		return
	}
	c.calls = calls
	c.table.SetTotal(len(calls))
	c.table.Reload()
}

func (c *CallBacks) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	calls := c.calls[min(from, len(c.calls)):min(from+count, len(c.calls))]
	rows := make([]widgets.Row, len(calls))
	for i, b := range calls {
		opinion := widgets.Cell{Text: c.desk.Codes.Label("closing_opinion", b.Opinion), Tone: widgets.ToneGood}
		switch b.Opinion {
		case "":
			opinion = widgets.Cell{Text: lang.L("to call"), Tone: widgets.ToneInfo}
		case "dissatisfied":
			opinion.Tone = widgets.ToneBad
		case app.OpinionNotReached, "no_opinion":
			opinion.Tone = widgets.ToneNeutral
		}
		rows[i] = widgets.Row{Key: b.ID.String(), Cells: []widgets.Cell{
			{Text: b.Case.Number, Strong: true},
			{Text: words.Kind(b.Case.Kind)},
			{Text: words.KeptName(b.Case.Keeping, b.Case.CustomerName)},
			{Text: b.Case.ContactPhone},
			{Text: b.Case.Result},
			{Text: words.Moment(b.CalledAt, c.desk.Now())},
			opinion,
		}}
	}
	return rows, nil
}

// Draw chooses anew.
func (c *CallBacks) Draw() {
	d := app.Draw{From: app.Day(c.from.Value()), To: app.Day(c.to.Value())}
	var err error
	if d.Percent, err = strconv.ParseInt(app.NormaliseCode(c.percent.Text), 10, 64); err != nil {
		err = app.Refuse("percent", app.Malformed)
	}
	if text := app.NormaliseCode(c.atLeast.Text); text != "" && err == nil {
		if d.AtLeast, err = strconv.ParseInt(text, 10, 64); err != nil {
			err = app.Refuse("at_least", app.Malformed)
		}
	}
	if code := c.kind.Chosen().Code; code != "" && code != allEver {
		d.Kinds = []app.CaseKind{app.CaseKind(code)}
	}
	c.form.Clear()
	c.note.Clear()
	if err != nil {
		c.refuse(err)
		return
	}
	c.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			made, err := c.store.DrawCallBacks(ctx, c.desk.By, d)
			d = made
			return err
		},
		Done: func(err error) {
			if err != nil {
				c.refuse(err)
				return
			}
			c.draws.SetCode(d.ID.String())
			c.Reload()
		},
	})
}

func (c *CallBacks) refuse(err error) {
	showRefusal(c.form, c.note, err, func(string) string { return "" })
}

// open takes in what the customer of a drawn case said.
func (c *CallBacks) open(row widgets.Row) {
	for _, b := range c.calls {
		if b.ID.String() == row.Key {
			c.record(b)
		}
	}
}

func (c *CallBacks) record(b app.CallBackOf) {
	opinion := widgets.NewCodeField(c.desk.CodeOptions("closing_opinion"), nil)
	text, wrong := widgets.NewMultiLineEntry(3), widgets.NewFieldNote()
	text.SetText(b.Note)
	form := widgets.NewForm(
		widgets.NewFormRow("opinion", lang.L("Customer's opinion"), opinion).Required(),
		widgets.NewFormRow("note", lang.L("Note"), text).Spanning())
	form.OneColumn = true
	facts := widgets.NewFacts()
	facts.Add(lang.L("Customer"), b.Case.CustomerName)
	facts.Add(lang.L("Phone"), b.Case.ContactPhone)
	facts.AddWide(lang.L("Matter"), b.Case.Content)
	facts.AddWide(lang.L("Result"), b.Case.Result)
	var sheet *widgets.Sheet
	sheet = widgets.NewSheet(lang.L("Call-back on {{.Number}}", map[string]any{"Number": b.Case.Number}), container.NewVBox(facts, form, wrong),
		widgets.Action{Label: lang.L("Save"), Do: func() {
			said, note := opinion.Chosen().Code, text.Text
			c.desk.StoreSheet(sheet, func(err error) { showRefusal(form, wrong, err, func(string) string { return "" }) }, func(ctx context.Context) error {
				return c.store.RecordCallBack(ctx, c.desk.By, b, said, note)
			}, c.Reload)
		}})
	sheet.Width = 560
	sheet.Show(c.desk.Keys)
	form.FocusFirst()
}
