package rules

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// choice is a field of a few words.
func choice(options []widgets.Option, code string) *widgets.CodeField {
	f := widgets.NewCodeField(options, nil)
	if code != "" {
		f.SetCode(code)
	}
	return f
}

// chosen is the code of a choice; none for a field that was just emptied.
func chosen(f *widgets.CodeField) string {
	if strings.TrimSpace(f.Entry().Text) == "" {
		return ""
	}
	return f.Chosen().Code
}

func kinds() []widgets.Option {
	var out []widgets.Option
	for _, kind := range app.CaseKinds() {
		out = append(out, desk.Option(string(kind), words.Kind(kind)))
	}
	return out
}

// steps and classes offer what the rules name already.
func steps(rules []app.LimitRule) []widgets.Option {
	return named(rules, func(r app.LimitRule) string { return r.Step }, words.LimitStep)
}

func classes(codes *words.Codes, rules []app.LimitRule) []widgets.Option {
	return named(rules, func(r app.LimitRule) string { return r.Class }, codes.LimitClass)
}

func named(rules []app.LimitRule, of func(app.LimitRule) string, label func(string) string) []widgets.Option {
	var codes []string
	for _, r := range rules {
		if code := of(r); code != "" && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	var out []widgets.Option
	for _, code := range codes {
		out = append(out, desk.Option(code, label(code)))
	}
	return out
}

func sets() []widgets.Option {
	var out []widgets.Option
	for _, set := range []app.RuleSet{app.SetLaw, app.SetPromise, app.SetCompany} {
		out = append(out, desk.Option(string(set), words.RuleSet(string(set))))
	}
	return out
}

func units() []widgets.Option {
	var out []widgets.Option
	for _, unit := range app.LimitUnits() {
		out = append(out, desk.Option(string(unit), words.LimitUnit(unit)))
	}
	return out
}

func events() []widgets.Option {
	var out []widgets.Option
	for _, event := range app.Events() {
		out = append(out, desk.Option(string(event), words.LimitEvent(event)))
	}
	return out
}

func marks() []widgets.Option {
	var out []widgets.Option
	for _, mark := range []string{app.MarkRead, app.MarkRecalled, app.MarkDoubtful} {
		out = append(out, desk.Option(mark, words.RuleMark(mark)))
	}
	return out
}

func severities() []widgets.Option {
	var out []widgets.Option
	for _, severity := range []string{app.SeverityHigh, app.SeverityMedium, app.SeverityLow} {
		out = append(out, desk.Option(severity, words.Severity(severity)))
	}
	return out
}

// never is the choice of a rule that does not pause.
const never = "never"

func pauses() []widgets.Option {
	return []widgets.Option{
		desk.Option(never, lang.L("Never: it runs whatever the case waits for")),
		desk.Option(string(app.WaitCustomer), lang.L("While the case waits for the customer")),
	}
}
