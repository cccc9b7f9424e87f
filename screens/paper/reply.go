package paper

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// Reply is 回单, what the unit in charge sends back. It must tell whether and
// when the customer was contacted, the unit responsible, cause, verification,
// measures, result and his opinion; what is not known yet is left to be
// written in by hand.
type Reply struct {
	Head         Head
	Number       string
	Kind         app.CaseKind
	Channel      string // worded
	ExternalNo   string
	AcceptedAt   time.Time
	Customer     string
	AccountNo    string
	Address      string
	Phone        string
	Asked        string
	ContactedAt  string // worded; "": not known
	ContactedBy  string
	Unit         string // responsible
	Cause        string
	Verification string
	Measures     string
	Result       string
	Opinion      string // worded
	Frequent     bool   // about frequent outages: the line's history belongs to it
	Line         string
	Outages      []Outage
	HandledBy    string
}

// Outage is one interruption of a line.
type Outage struct {
	From, Until time.Time // Until zero: not over
	Kind        string    // worded
	Cause       string
}

// Document is the reply sheet as a document. It goes through many hands, so
// personal numbers are masked, within the texts too.
func (r Reply) Document() Document {
	blocks := []Block{
		Grid{
			{Name: lang.L("Kind of matter"), Text: words.Kind(r.Kind)},
			{Name: lang.L("Accepted at"), Text: moment(r.AcceptedAt)},
			{Name: lang.L("Channel"), Text: r.Channel},
			{Name: lang.L("External number"), Text: r.ExternalNo},
			{Name: lang.X("paper.customer", "Customer"), Text: r.Customer},
			{Name: lang.L("Account number"), Text: r.AccountNo},
			{Name: lang.L("Telephone"), Text: app.MaskPhone(r.Phone)},
			{Name: lang.L("Responsible unit"), Text: r.Unit},
			{Name: lang.L("Address"), Text: r.Address, Wide: true},
			{Name: lang.L("Matter"), Text: app.MaskPersonal(r.Asked), Wide: true, Lines: 2},
			{Name: lang.L("Customer contacted"), Text: r.contacted(), Wide: true},
			{Name: lang.L("Cause found"), Text: app.MaskPersonal(r.Cause), Wide: true, Lines: 3},
			{Name: lang.L("Verification"), Text: app.MaskPersonal(r.Verification), Wide: true, Lines: 4},
			{Name: lang.L("Measures"), Text: app.MaskPersonal(r.Measures), Wide: true, Lines: 4},
			{Name: lang.L("Result"), Text: app.MaskPersonal(r.Result), Wide: true, Lines: 3},
			{Name: lang.L("Customer's opinion"), Text: r.Opinion, Wide: true, Lines: 2},
		},
	}
	if r.Frequent {
		blocks = append(blocks, r.history()...)
	}
	return Document{
		Title: lang.L("Reply sheet"), Size: A4, Head: r.Head, Ref: r.Number, Number: numbered(r.Number), About: about(r.Head),
		Blocks: append(blocks, Signatures{signedBy(lang.L("Handled by"), r.HandledBy), signedBy(lang.L("Checked by"), ""), signedBy(lang.L("Date"), "")}),
	}
}

func (r Reply) contacted() string {
	if r.ContactedAt == "" {
		return lang.L("□ yes, at ____________   □ no, because ____________________")
	}
	return lang.L("Yes, at {{.At}} by {{.Name}}", map[string]any{"At": r.ContactedAt, "Name": r.ContactedBy})
}

// emptyRows are left for outages where none is known here: the line is to be
// looked up, and none known is not none.
const emptyRows = 4

// history is what became of the line before.
func (r Reply) history() []Block {
	t := Table{Columns: []Column{
		{Title: lang.X("paper.row", "No."), Weight: 7},
		{Title: lang.L("Begin"), Weight: 22},
		{Title: lang.L("End"), Weight: 22},
		{Title: lang.L("Lasted"), Weight: 12},
		{Title: lang.L("Kind"), Weight: 14},
		{Title: lang.L("Cause found"), Weight: 25},
	}}
	for i, o := range r.Outages {
		lasted := ""
		if !o.Until.IsZero() {
			lasted = words.Span(o.Until.Sub(o.From))
		}
		t.Rows = append(t.Rows, []string{words.Count(int64(i + 1)), moment(o.From), moment(o.Until), lasted, o.Kind, o.Cause})
	}
	for len(r.Outages) == 0 && len(t.Rows) < emptyRows {
		t.Rows = append(t.Rows, make([]string, len(t.Columns)))
	}
	return []Block{Heading(lang.L("Outages of the line {{.Line}}", map[string]any{"Line": cmp.Or(r.Line, "__________")})), t}
}
