package inside

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Says is a record made in a visit as a list shows it: what it says and where
// it stands.
func Says(d *desk.Desk, m app.MadeInVisit) (text, status string) {
	switch m.Kind {
	case app.LinkCase, app.LinkDemand:
		return words.Kind(m.CaseOf) + " " + m.Number + "  " + m.Text, words.Status(app.CaseStatus(m.Status))
	case app.LinkCommitment:
		return m.Text, words.CommitmentState(app.CommitmentState(m.Status))
	case app.LinkOpportunity:
		return m.Text, d.Codes.Label("opportunity_stage", m.Status)
	case app.LinkUsageEvent:
		return m.Text, d.Codes.Label("usage_event", m.Status)
	case app.LinkReading:
		return d.Codes.Label("meter_register", m.Status) + " " + m.Text, ""
	}
	var parts []string
	for _, c := range m.Changes {
		if c.Field != "pinyin" && c.Field != "initials" && c.Field != "sort_key" {
			parts = append(parts, lang.L("{{.Field}}: {{.Old}} → {{.New}}", map[string]any{"Field": words.Field(c.Field), "Old": worded(d, c.Field, c.Old), "New": worded(d, c.Field, c.New)}))
		}
	}
	return strings.Join(parts, lang.X("list.separator", ", ")), ""
}

// worded is a value of a change as people read it.
func worded(d *desk.Desk, field, value string) string {
	for _, details := range [][]detail{customerDetails, contactDetails, accountDetails} {
		for _, one := range details {
			switch {
			case one.field != field || value == "":
			case one.list != "":
				return d.Codes.Label(one.list, value)
			case one.va:
				va, _ := strconv.ParseInt(value, 10, 64)
				return words.KVA(va)
			}
		}
	}
	return orNone(value)
}

// PromiseTone is the colour of a promise's state.
func PromiseTone(state app.CommitmentState) widgets.Tone {
	switch state {
	case app.PromiseOverdue, app.PromiseBroken:
		return widgets.ToneBad
	case app.PromiseDueSoon:
		return widgets.ToneWarn
	case app.PromiseKept:
		return widgets.ToneGood
	case app.PromiseOpen:
		return widgets.ToneInfo
	}
	return widgets.ToneNeutral
}
