package cases

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// asked lists what the filter asks for. That closed cases are left out is how
// the list always begins, and is told by the view's name.
func (l *List) asked() []widgets.Condition[app.CaseFilter] {
	f := l.filter
	var out []widgets.Condition[app.CaseFilter]
	add := func(key string, is bool, text string, drop func(*app.CaseFilter)) {
		if is {
			out = append(out, widgets.Condition[app.CaseFilter]{Key: key, Text: text, LetGo: drop})
		}
	}
	add("text", strings.TrimSpace(f.Text) != "", "“"+strings.TrimSpace(f.Text)+"”", func(f *app.CaseFilter) { f.Text = "" })
	add("work", f.Work != "", words.Work(f.Work), func(f *app.CaseFilter) { f.Work = "" })
	add("kinds", len(f.Kinds) > 0, listed(f.Kinds, words.Kind), func(f *app.CaseFilter) { f.Kinds = nil })
	add("statuses", len(f.Statuses) > 0, listed(f.Statuses, words.Status), func(f *app.CaseFilter) { f.Statuses = nil })
	add("mine", f.Mine, lang.X("cases.mine", "Mine"), func(f *app.CaseFilter) { f.Mine = false })
	add("nobody", f.Nobody, lang.L("Nobody's"), func(f *app.CaseFilter) { f.Nobody = false })
	add("owner", !f.Owner.IsZero(), l.personName(f.Owner), func(f *app.CaseFilter) { f.Owner = app.StaffID{} })
	add("my_unit", f.MyUnit, lang.L("My unit"), func(f *app.CaseFilter) { f.MyUnit = false })
	add("unit", !f.Unit.IsZero(), l.unitName(f.Unit), func(f *app.CaseFilter) { f.Unit = app.OrgUnitID{} })
	add("customer", !f.Customer.IsZero(), lang.L("One customer"), func(f *app.CaseFilter) { f.Customer = app.CustomerID{} })
	add("channel", f.Channel != "", l.desk.Codes.Label("channel", f.Channel), func(f *app.CaseFilter) { f.Channel = "" })
	add("due", f.DueFrom != "" || f.DueTo != "", lang.L("Due {{.Span}}", map[string]any{"Span": days(f.DueFrom, f.DueTo)}),
		func(f *app.CaseFilter) { f.DueFrom, f.DueTo = "", "" })
	add("accepted", f.From != "" || f.To != "", lang.L("Accepted {{.Span}}", map[string]any{"Span": days(f.From, f.To)}),
		func(f *app.CaseFilter) { f.From, f.To = "", "" })
	add("overdue", f.Overdue, lang.L("Overdue"), func(f *app.CaseFilter) { f.Overdue = false })
	add("provisional", f.Provisional, lang.L("Provisional date"), func(f *app.CaseFilter) { f.Provisional = false })
	return out
}

// listed words a choice of several.
func listed[T any](of []T, word func(T) string) string {
	parts := make([]string, len(of))
	for i, v := range of {
		parts[i] = word(v)
	}
	return strings.Join(parts, lang.X("list.separator", ", "))
}

// days words a span of days whose ends may be open.
func days(from, to app.Day) string {
	switch {
	case from == to:
		return string(from)
	case to == "":
		return lang.L("from {{.Day}}", map[string]any{"Day": string(from)})
	case from == "":
		return lang.L("until {{.Day}}", map[string]any{"Day": string(to)})
	}
	return string(from) + " – " + string(to)
}

func (l *List) personName(id app.StaffID) string {
	for _, s := range l.staff {
		if s.ID == id {
			return s.Name
		}
	}
	return lang.L("One person")
}

func (l *List) unitName(id app.OrgUnitID) string {
	for _, u := range l.units {
		if u.ID == id {
			return u.Name
		}
	}
	return lang.L("One unit")
}
