package services

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

// itemSheet is one item of a plan: what came of it, why it is given up, or who
// does it when instead.
type itemSheet struct {
	desk  *desk.Desk
	store CustomerStore
	item  app.PlanItemRow
	done  func()
	staff []app.Staff

	on, due *widgets.DateField
	effect  *widgets.Entry
	owner   *widgets.CodeField
	form    *widgets.Form
	wrong   *widgets.FieldNote
	sheet   *widgets.Sheet
}

// openItem shows an item; an ended one is only read.
func openItem(d *desk.Desk, store CustomerStore, item app.PlanItemRow, done func()) {
	s := &itemSheet{desk: d, store: store, item: item, done: done}
	if item.Status != app.ItemOpen || d.By.May(app.ChangeVisits) != nil {
		widgets.NewSheet(d.Codes.Named(item.What), s.told(), widgets.Action{}).Show(d.Keys)
		return
	}
	d.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			s.staff, err = store.Staff(ctx, d.By)
			return err
		},
		Done: func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			s.open()
		},
	})
}

// told is what is known of the item.
func (s *itemSheet) told() *widgets.Facts {
	facts := widgets.NewFacts()
	facts.Add(words.Field("customer"), s.item.CustomerName)
	facts.Add(words.Field("plan_item_kind"), s.desk.Codes.Label("plan_item_kind", s.item.Kind))
	facts.Add(words.Field("plan"), s.desk.Codes.Named(s.item.Title))
	facts.Add(words.Field("due_on"), words.Day(s.item.DueOn))
	if s.item.Status != app.ItemOpen {
		facts.Add(words.Field("status"), words.PlanItemStatus(s.item.Status))
		facts.Add(words.Field("done_on"), words.Day(s.item.DoneOn))
		facts.AddWide(words.Field("effect"), s.item.Effect)
	}
	return facts
}

func (s *itemSheet) open() {
	today := app.DayOf(s.desk.Now())
	s.on, s.due = s.desk.DayField(today), s.desk.DayField(s.item.DueOn)
	s.effect, s.wrong = widgets.NewMultiLineEntry(3), widgets.NewFieldNote()
	s.owner = widgets.NewCodeField(staffOptions(s.staff, today), nil)
	s.owner.SetCode(s.item.Owner.String())
	s.form = widgets.NewForm(
		widgets.NewFormRow("effect", lang.L("What came of it, or why not"), s.effect).Spanning(),
		widgets.NewFormRow("done_on", words.Field("done_on"), s.on),
		widgets.NewFormRow("due_on", words.Field("due_on"), s.due),
		widgets.NewFormRow("owner", words.Field("owner"), s.owner),
	)
	told := s.told()
	told.Resize(fyne.NewSize(itemWidth, 0)) // it breaks into columns by its width
	s.form.Resize(fyne.NewSize(itemWidth, 0))
	s.sheet = widgets.NewSheet(s.desk.Codes.Named(s.item.What), container.NewVBox(told, s.form, s.wrong),
		widgets.Action{Label: lang.X("plan_item.done.verb", "Done"), Do: s.finish})
	s.sheet.Others = []widgets.Action{
		{Label: lang.X("plan_item.drop.verb", "Drop") + "  Alt+D", Do: s.drop},
		{Label: lang.L("Save day and owner") + "  Alt+S", Do: s.move},
		{Label: lang.L("Customer") + "  Alt+C", Do: s.toCustomer},
	}
	if s.item.Kind == app.VisitItem {
		s.sheet.Others = append(s.sheet.Others, widgets.Action{Label: lang.L("Plan the visit") + "  Alt+V", Do: s.planVisit})
	}
	s.sheet.Width, s.sheet.First = itemWidth, s.effect
	s.sheet.Show(s.desk.Keys)
	layer := s.sheet.Layer()
	layer.On("Alt+D", lang.X("plan_item.drop.verb", "Drop"), s.drop)
	layer.On("Alt+S", lang.L("Save day and owner"), s.move)
	if s.item.Kind == app.VisitItem {
		layer.On("Alt+V", lang.L("Plan the visit"), s.planVisit)
	}
	layer.On("Alt+C", lang.L("Customer"), s.toCustomer)
}

// itemWidth has room for two columns.
const itemWidth = 720

func (s *itemSheet) finish() {
	on, err := desk.ReadDay("done_on", s.on)
	if err != nil {
		desk.ShowRefusal(s.form, s.wrong, err)
		return
	}
	end := app.ItemEnd{On: on, Effect: s.effect.Text}
	s.keep("", func(ctx context.Context) error {
		_, err := s.store.FinishPlanItem(ctx, s.desk.By, s.item.PlanItem, end)
		return err
	})
}

func (s *itemSheet) drop() {
	reason := s.effect.Text
	s.keep("", func(ctx context.Context) error {
		_, err := s.store.DropPlanItem(ctx, s.desk.By, s.item.PlanItem, reason)
		return err
	})
}

// move gives the item another day or owner.
func (s *itemSheet) move() {
	due, err := desk.ReadDay("due_on", s.due)
	if err != nil {
		desk.ShowRefusal(s.form, s.wrong, err)
		return
	}
	now := s.item.PlanItem
	now.DueOn = due
	now.Owner, _ = app.ParseID[app.Staff](s.owner.Chosen().Code)
	why := app.Why{Source: "service plan", Note: s.effect.Text}
	s.keep("", func(ctx context.Context) error {
		return s.store.ChangePlanItem(ctx, s.desk.By, s.item.PlanItem, now, why)
	})
}

// planVisit plans the visit the item asks for, for the day in the field or, when
// that has passed, today; the item stays open until the visit is made.
func (s *itemSheet) planVisit() {
	on, err := desk.ReadDay("due_on", s.due)
	if err != nil {
		desk.ShowRefusal(s.form, s.wrong, err)
		return
	}
	on = max(on, app.DayOf(s.desk.Now()))
	ask := app.PlanAsk{Customers: []app.PlanFor{{Customer: s.item.Customer}}, Span: app.DaySpan{From: on, To: on}, Basis: "service_plan", Channel: app.OnSite}
	s.keep(lang.L("The visit is planned for {{.Day}}.", map[string]any{"Day": words.Day(on)}), func(ctx context.Context) error {
		made, err := s.store.PlanVisits(ctx, s.desk.By, ask)
		if err == nil && len(made.Left) > 0 {
			err = made.Left[0].Why
		}
		return err
	})
}

func (s *itemSheet) toCustomer() {
	s.sheet.Close()
	s.desk.Open(desk.Route{Tab: desk.Customers, Customer: s.item.Customer})
}

// keep stores what was done; the sheet stays with its text until that is kept.
func (s *itemSheet) keep(said string, verb func(context.Context) error) {
	s.desk.StoreSheet(s.sheet, func(err error) { desk.ShowRefusal(s.form, s.wrong, err) }, verb, func() {
		if said != "" {
			s.desk.Say(said)
		}
		s.done()
	})
}

// staffOptions offers the people who work here on a day.
func staffOptions(staff []app.Staff, on app.Day) []widgets.Option {
	var out []widgets.Option
	for _, one := range staff {
		if one.ActiveOn(on) {
			out = append(out, desk.Option(one.ID.String(), one.Name, one.StaffNo))
		}
	}
	return out
}
