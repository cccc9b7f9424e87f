package cases

import (
	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// allEver is the choice of all kinds.
const allEver = "all"

// kindOptions offers the kinds of cases by their two letters, initials and
// words; all, unless empty, is offered before them.
func kindOptions(d *desk.Desk, all string) []widgets.Option {
	var out []widgets.Option
	if all != "" {
		out = append(out, widgets.Option{Code: allEver, Label: all})
	}
	letters := map[string]string{}
	for _, o := range d.Codes.Options("case_kind_code", app.DayOf(d.Now())) {
		letters[o.Code] = o.Label + " " + o.Keys
	}
	for _, kind := range app.CaseKinds() {
		out = append(out, desk.Option(string(kind), words.Kind(kind), letters[string(kind)]))
	}
	return out
}
