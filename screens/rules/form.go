package rules

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// form is one limit in a sheet: a new one, or the next version of one. What
// says which limit it is cannot be changed in a version.
type form struct {
	desk  *desk.Desk
	store Store
	was   app.LimitRule // zero for a new limit
	began app.LimitRule // as the form first read
	saved func(name string)

	kind, step, class, set *widgets.CodeField
	unit, starts, stops    *widgets.CodeField
	pauses, severity, mark *widgets.CodeField
	amount, source         *widgets.Entry
	from, to               *widgets.DateField
	rows                   *widgets.Form
	wrong                  *widgets.FieldNote
	sheet                  *widgets.Sheet
}

const sheetWidth = 800 // room for two columns of fields

// edit opens the sheet of a rule; the zero rule for a new one.
func (l *list) edit(was app.LimitRule) {
	f := &form{desk: l.desk, store: l.store, was: was, wrong: widgets.NewFieldNote()}
	f.saved = func(name string) {
		l.desk.Say(lang.L("Saved: {{.Name}}", map[string]any{"Name": name}))
		l.Reload()
	}
	f.open(l.rules)
}

func (f *form) open(rules []app.LimitRule) {
	begin, today := f.was, app.DayOf(f.desk.Now())
	begin.ValidFrom, begin.ValidTo = today.AddDays(1), ""
	if f.was.ID.IsZero() {
		begin = app.LimitRule{RuleSet: app.SetCompany, Mark: app.MarkRead, Unit: app.WorkingDays, Starts: app.EventAccepted, Stops: app.EventAnswered, Severity: app.SeverityMedium, ValidFrom: today}
	}
	if begin.Pauses == "" {
		begin.Pauses = never
	}
	f.build(begin, rules)
	title := lang.L("New limit")
	body := container.NewVBox(f.rows, f.wrong)
	if !f.was.ID.IsZero() {
		title = strings.Join([]string{words.LimitKind(f.was.Kind), words.LimitStep(f.was.Step), words.RuleSet(string(f.was.RuleSet))}, " · ")
		body.Objects = append([]fyne.CanvasObject{f.before()}, body.Objects...)
	}
	f.sheet = widgets.NewSheet(title, body, widgets.Action{Label: lang.L("Save"), Do: f.save})
	f.sheet.Secondary = widgets.Action{Label: lang.L("Cancel"), Do: f.leave}
	if !f.was.ID.IsZero() {
		f.sheet.Others = []widgets.Action{{Label: lang.L("Withdraw") + "  Alt+W", Do: f.withdraw}}
	}
	f.sheet.Width = sheetWidth
	f.rows.Resize(fyne.NewSize(sheetWidth, 0))
	f.sheet.Show(f.desk.Keys)
	f.rows.FocusFirst()
	if !f.was.ID.IsZero() {
		f.sheet.Layer().On("Alt+W", lang.L("Withdraw"), f.withdraw)
	}
	f.began, _ = f.read()
}

// before tells which version the new one will replace.
func (f *form) before() fyne.CanvasObject {
	span := lang.L("from {{.Day}}", map[string]any{"Day": string(f.was.ValidFrom)})
	if f.was.ValidTo != "" {
		span = lang.L("{{.From}} to {{.To}}", map[string]any{"From": string(f.was.ValidFrom), "To": string(f.was.ValidTo)})
	}
	return widgets.NewParagraph(lang.L("Version {{.Version}}: {{.Limit}}, {{.Span}}. Saving makes the next version; running cases keep theirs.", map[string]any{
		"Version": f.was.Version, "Limit": words.Amount(f.was.Amount, f.was.Unit), "Span": span,
	}))
}

func (f *form) build(r app.LimitRule, rules []app.LimitRule) {
	f.amount, f.source = widgets.NewEntry(), widgets.NewEntry()
	if r.Amount > 0 {
		f.amount.SetText(strconv.FormatInt(r.Amount, 10))
	}
	f.source.SetText(r.Source)
	f.unit, f.pauses = choice(units(), string(r.Unit)), choice(pauses(), r.Pauses)
	f.severity, f.mark = choice(severities(), r.Severity), choice(marks(), r.Mark)
	f.from, f.to = f.desk.DayField(r.ValidFrom), f.desk.DayField(r.ValidTo)
	rows := []*widgets.FormRow{}
	if f.was.ID.IsZero() {
		f.kind, f.step, f.class, f.set = choice(kinds(), string(r.Kind)), choice(steps(rules), r.Step), choice(classes(f.desk.Codes, rules), r.Class), choice(sets(), string(r.RuleSet))
		f.starts, f.stops = choice(events(), string(r.Starts)), choice(events(), string(r.Stops))
		rows = append(rows,
			widgets.NewFormRow("kind", lang.L("Kind"), f.kind).Required(), widgets.NewFormRow("step", lang.X("limit.step", "Step"), f.step).Required(),
			widgets.NewFormRow("class", lang.L("Applies to"), f.class).Hinted(lang.L("Empty: every case of the kind.")), widgets.NewFormRow("rule_set", lang.L("Rule set"), f.set).Required(),
			widgets.NewFormRow("starts", lang.L("Starts with"), f.starts).Required(), widgets.NewFormRow("stops", lang.L("Ends with"), f.stops).Required(),
		)
	}
	rows = append(rows,
		widgets.NewFormRow("amount", lang.L("Limit"), f.amount).Required(), widgets.NewFormRow("unit", lang.L("Counted in"), f.unit).Required(),
		widgets.NewFormRow("valid_from", lang.L("From"), f.from).Required(), widgets.NewFormRow("valid_to", lang.L("Until"), f.to).Hinted(lang.L("Empty: until further notice.")),
		widgets.NewFormRow("source", lang.L("Source"), f.source).Required().Spanning(),
		widgets.NewFormRow("mark", lang.L("How sure"), f.mark).Required(), widgets.NewFormRow("severity", lang.L("Severity"), f.severity).Required(),
		widgets.NewFormRow("pauses", lang.L("Pauses"), f.pauses).Spanning(),
	)
	f.rows = widgets.NewForm(rows...)
}

// read takes the form over into a rule.
func (f *form) read() (app.LimitRule, error) {
	now := f.was
	now.ID, now.Seen = app.RuleID{}, app.Seen{}
	if f.was.ID.IsZero() {
		now.Kind, now.Step, now.Class = app.CaseKind(chosen(f.kind)), chosen(f.step), chosen(f.class)
		now.RuleSet, now.Starts, now.Stops = app.RuleSet(chosen(f.set)), app.Event(chosen(f.starts)), app.Event(chosen(f.stops))
	}
	now.Unit, now.Source, now.Mark = app.LimitUnit(chosen(f.unit)), strings.TrimSpace(f.source.Text), chosen(f.mark)
	now.Severity, now.Pauses = chosen(f.severity), chosen(f.pauses)
	if now.Pauses == never {
		now.Pauses = ""
	}
	if strings.TrimSpace(f.amount.Text) == "" {
		return now, app.Refuse("amount", app.Missing)
	}
	var err error
	if now.Amount, err = strconv.ParseInt(strings.TrimSpace(f.amount.Text), 10, 64); err != nil {
		return now, app.Refuse("amount", app.Malformed)
	}
	if now.ValidFrom, err = desk.ReadDay("valid_from", f.from); err != nil {
		return now, err
	}
	now.ValidTo, err = desk.ReadDay("valid_to", f.to)
	return now, err
}

func (f *form) save() {
	f.rows.Clear()
	f.wrong.Clear()
	now, err := f.read()
	if err != nil {
		f.refuse(err)
		return
	}
	f.keep(func(ctx context.Context) error {
		_, err := f.store.SaveLimitRule(ctx, f.desk.By, f.was, now)
		return err
	}, words.LimitKind(now.Kind)+" · "+words.LimitStep(now.Step))
}

// withdraw asks before a rule goes out of use.
func (f *form) withdraw() {
	widgets.Confirm(f.desk.Keys, widgets.Question{
		Title: lang.L("Withdraw this limit?"), Text: lang.L("No case starts it any more. Cases that run under it keep it."),
		Yes: lang.L("Withdraw"), No: lang.L("Keep it"), Danger: true,
	}, func() {
		f.keep(func(ctx context.Context) error { return f.store.WithdrawLimitRule(ctx, f.desk.By, f.was) },
			words.LimitKind(f.was.Kind)+" · "+words.LimitStep(f.was.Step))
	})
}

func (f *form) keep(do func(context.Context) error, name string) {
	f.desk.StoreSheet(f.sheet, f.refuse, do, func() {
		f.saved(name)
	})
}

// refuse says under its field what a rule refused, anything else under the
// form.
func (f *form) refuse(err error) {
	if no, is := errors.AsType[*app.Refusal](err); !is || !f.rows.Refuse(no.Field, words.Refusal(no)) {
		f.wrong.Error(words.Error(err))
	}
	f.sheet.Refresh()
}

// leave closes the sheet, after asking if something was typed.
func (f *form) leave() {
	now, _ := f.read()
	f.desk.Leave(now != f.began, f.sheet.Close)
}
