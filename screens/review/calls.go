package review

import (
	"context"
	"strconv"
	"sync/atomic"

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

// Calls lists the visits whose customers are to be called after the measures,
// and takes in what each call brought.
type Calls struct {
	desk  *desk.Desk
	store Store

	due    *widgets.Chips
	scopes *widgets.Chips
	told   *widgets.Text
	note   *widgets.FieldNote
	table  *widgets.RecordTable
	body   fyne.CanvasObject

	calls  atomic.Pointer[[]app.FollowUpCall]
	loader *background.Loader[[]app.FollowUpCall]
}

// The chips of the list.
const (
	callsDue = "due"
	callsAll = "all"
)

// NewCalls is the page, still empty: one's own calls that are due.
func NewCalls(d *desk.Desk, store Store) *Calls {
	c := &Calls{desk: d, store: store, told: widgets.NewMutedText(""), note: widgets.NewFieldNote()}
	c.calls.Store(&[]app.FollowUpCall{})
	c.loader = background.NewLoader(d.Runner, c.show)
	scope := app.ReviewAsk{Scope: app.ScopeAll}.For(d.By).Scope
	c.due = widgets.NewChips([]widgets.Chip{{Key: callsDue, Text: lang.L("Due until today"), Count: -1}, {Key: callsAll, Text: lang.L("All to come"), Count: -1}}, c.keepOne(&c.due, callsDue))
	c.scopes = widgets.NewChips([]widgets.Chip{
		{Key: string(app.ScopeMine), Text: words.Scope(app.ScopeMine), Count: -1}, {Key: string(app.ScopeAll), Text: words.Scope(app.ScopeAll), Count: -1},
	}, c.keepOne(&c.scopes, string(scope)))
	c.due.Choose(callsDue)
	c.scopes.Choose(string(scope))
	c.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: lang.L("Call on"), Width: 96, Kind: widgets.KindBadge},
		{Title: lang.L("Customer"), Field: "customer", Width: 150, Weight: 1},
		{Title: lang.L("Phone"), Field: "phone", Width: 120},
		{Title: lang.L("Visited on"), Width: 96},
		{Title: lang.L("What was noted"), Width: 200, Weight: 2},
		{Title: lang.L("Calls so far"), Width: 200, Weight: 2},
		{Title: lang.L("Account manager"), Width: 110},
	}, c.fetch)
	c.table.OnOpen = c.open
	c.table.OnError = d.Fail
	c.table.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("No call is due. A visit comes here when measures are under way and its day to call again has come."), widgets.Action{}))
	top := container.NewVBox(widgets.NewTitle(lang.L("Calls after a visit's measures")), container.New(&widgets.BarLayout{Widths: []float32{260, 130, 0}}, c.due, c.scopes, c.told), c.note)
	c.body = container.NewBorder(container.NewPadded(top), nil, nil, nil, c.table)
	return c
}

// keepOne answers a row of chips of which one always is chosen: at is chosen
// from the start.
func (c *Calls) keepOne(chips **widgets.Chips, at string) func([]string) {
	return func(chosen []string) {
		if len(chosen) > 0 {
			at = chosen[0]
		}
		(*chips).Choose(at)
		c.Reload()
	}
}

// Content is the page.
func (c *Calls) Content() fyne.CanvasObject { return c.body }

// Focus puts the keyboard on the list.
func (c *Calls) Focus() { widgets.Focus(c.table) }

// Reload asks for the calls again.
func (c *Calls) Reload() {
	until, manager := app.Day(""), app.StaffID{}
	if chosen := c.due.Chosen(); len(chosen) > 0 && chosen[0] == callsDue {
		until = app.DayOf(c.desk.Now())
	}
	if chosen := c.scopes.Chosen(); len(chosen) > 0 && chosen[0] == string(app.ScopeMine) {
		manager = c.desk.By.Staff
	}
	c.loader.Ask(func(ctx context.Context) ([]app.FollowUpCall, error) {
		return c.store.FollowUps(ctx, c.desk.By, manager, until)
	})
}

func (c *Calls) show(calls []app.FollowUpCall, err error) {
	c.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	c.calls.Store(&calls)
	c.told.SetText(lang.L("{{.N}} to call. Enter: what the call brought", map[string]any{"N": words.Count(int64(len(calls)))}))
	c.table.SetTotal(len(calls))
	c.table.Reload()
}

func (c *Calls) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	all, today := *c.calls.Load(), app.DayOf(c.desk.Now())
	var rows []widgets.Row
	for _, v := range all[min(from, len(all)):min(from+count, len(all))] {
		on := widgets.Cell{Text: string(v.FollowUpOn), Tone: widgets.ToneInfo}
		switch {
		case v.FollowUpOn < today:
			on.Tone = widgets.ToneBad
		case v.FollowUpOn == today:
			on.Tone = widgets.ToneWarn
		}
		rows = append(rows, widgets.Row{Key: v.ID.String(), Cells: []widgets.Cell{
			on, {Text: v.CustomerName, Strong: true}, {Text: v.Phone}, {Text: string(v.VisitedOn)}, {Text: v.Note}, {Text: v.FollowUp}, {Text: v.ManagerName},
		}})
	}
	return rows, nil
}

func (c *Calls) open(row widgets.Row) {
	for _, v := range *c.calls.Load() {
		if v.ID.String() == row.Key {
			newCallSheet(c, v).show()
		}
	}
}

// callSheet takes in what one call brought.
type callSheet struct {
	of      *Calls
	call    app.FollowUpCall
	reached *widgets.CodeField
	brought *widgets.Entry
	score   *widgets.CodeField
	again   *widgets.DateField
	form    *widgets.Form
	note    *widgets.FieldNote
	sheet   *widgets.Sheet
}

func newCallSheet(of *Calls, call app.FollowUpCall) *callSheet {
	s := &callSheet{of: of, call: call, brought: widgets.NewMultiLineEntry(3), note: widgets.NewFieldNote()}
	s.reached = widgets.NewCodeField([]widgets.Option{{Code: "1", Label: lang.L("Reached")}, {Code: "0", Label: lang.L("Not reached")}}, nil)
	s.score = widgets.NewCodeField(scoreOptions(), nil)
	s.again = of.desk.DayField("")
	s.form = widgets.NewForm(
		widgets.NewFormRow("reached", words.Field("reached"), s.reached).Required(),
		widgets.NewFormRow("follow_up", lang.L("What the call brought"), s.brought).Required().Spanning(),
		widgets.NewFormRow("score", lang.L("Satisfaction"), s.score),
		widgets.NewFormRow("follow_up_on", lang.L("Call again on"), s.again).Hinted(lang.L("Left empty, the visit goes to the archive.")))
	s.form.OneColumn = true
	facts := widgets.NewFacts()
	facts.Add(lang.L("Customer"), call.CustomerName)
	facts.Add(lang.L("Phone"), call.Phone)
	facts.Add(lang.L("Visited on"), string(call.VisitedOn))
	facts.Add(lang.L("Persons met"), call.Met)
	facts.AddWide(lang.L("What was noted"), call.Note)
	facts.AddWide(lang.L("Calls so far"), call.FollowUp)
	s.sheet = widgets.NewSheet(lang.L("Call after the measures"), container.NewVBox(facts, s.form, s.note), widgets.Action{Label: lang.L("Save"), Do: s.save})
	s.sheet.Width = 560
	return s
}

// scoreOptions offers the scale; its number is the short form.
func scoreOptions() []widgets.Option {
	var out []widgets.Option
	for score := int64(app.ScoreMax); score >= app.ScoreMin; score-- {
		out = append(out, widgets.Option{Code: strconv.FormatInt(score, 10), Label: words.Score(score)})
	}
	return out
}

func scoreOf(f *widgets.CodeField) int64 {
	n, _ := strconv.ParseInt(f.Chosen().Code, 10, 64) // empty: not asked
	return n
}

func (s *callSheet) show() {
	s.sheet.Show(s.of.desk.Keys)
	s.form.FocusFirst()
}

func (s *callSheet) save() {
	again, err := desk.ReadDay("follow_up_on", s.again)
	if err == nil && s.reached.Chosen().Code == "" {
		err = app.Refuse("reached", app.Missing)
	}
	if err != nil {
		desk.ShowRefusal(s.form, s.note, err)
		return
	}
	f := app.FollowUp{Reached: s.reached.Chosen().Code == "1", Brought: s.brought.Text, Satisfaction: scoreOf(s.score), Again: again}
	s.of.desk.StoreSheet(s.sheet, func(err error) { desk.ShowRefusal(s.form, s.note, err) }, func(ctx context.Context) error {
		_, err := s.of.store.FollowUpVisit(ctx, s.of.desk.By, s.call.Visit, f)
		return err
	}, func() {
		if f.Again == "" {
			s.of.desk.Say(lang.L("The visit to {{.Name}} is in the archive.", map[string]any{"Name": s.call.CustomerName}))
		}
		s.of.Reload()
	})
}
