package paper

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// Visit is 走访记录单: what was said and learned in a visit, to be signed by the
// customer. What was copied from an earlier visit and not looked at is marked.
type Visit struct {
	Head  Head
	Page  app.VisitPage
	Codes *words.Codes
	Name  func(zh, en string) string // picks the name that is read here
}

// Document is the record as a document.
func (v Visit) Document() Document {
	r := v.Page.Visit
	grid := Grid{
		{Name: lang.X("paper.customer", "Customer"), Text: v.Page.Customer.Name},
		{Name: lang.L("Account number"), Text: v.account().AccountNo},
		{Name: lang.L("Address"), Text: v.account().Address, Wide: true},
		{Name: words.Field("visited_on"), Text: strings.TrimSpace(words.Day(r.VisitedOn) + "  " + words.VisitTimes(r))},
		{Name: words.Field("visit_channel"), Text: words.VisitChannel(r.Channel)},
		{Name: words.Field("purposes"), Text: words.Purposes(v.Codes, r), Wide: true},
		{Name: words.Field("met"), Text: r.Met, Wide: true},
		{Name: words.Field("satisfaction"), Text: words.VisitScore(r.Satisfaction)},
		{Name: words.Field("follow_up_on"), Text: words.Day(r.FollowUpOn)},
	}
	blocks := []Block{grid}
	for _, g := range v.Page.Form.Groups {
		if part := v.group(g.Name); len(part) > 0 {
			blocks = append(blocks, Heading(v.Name(g.ZH, g.EN)), part)
		}
	}
	end := Grid{{Name: words.Field("note"), Text: r.Note, Wide: true, Lines: 2}}
	if signed := words.Signed(r); signed != "" {
		end = append(end, Field{Name: words.Field("signed_by"), Text: signed})
	}
	blocks = append(blocks,
		Heading(lang.L("Conclusion")), end,
		Signatures{signedBy(lang.X("paper.customer.signs", "Customer"), ""), signedBy(lang.L("Account manager"), v.Page.ManagerName), signedBy(lang.L("Date"), "")},
	)
	return Document{
		Title: lang.L("Record of a visit"), Size: A4, Head: v.Head, Ref: r.Number, Number: lang.L("Visit {{.Number}}", map[string]any{"Number": r.Number}), About: about(v.Head),
		Blocks: blocks,
	}
}

// group is what was answered to the questions of a group.
func (v Visit) group(name string) Grid {
	given, copied := v.Page.Given(), v.Page.Copied()
	var out Grid
	for _, q := range v.Page.Form.In(name) {
		said := words.Answer(q, given[q.Name], v.Codes, v.Name(q.UnitZH, q.UnitEN))
		if said == "" {
			continue
		}
		if copied[q.Name] {
			said += "  " + lang.L("(copied, not looked at)")
		}
		out = append(out, Field{Name: v.Name(q.ZH, q.EN), Text: said, Wide: q.Kind == app.AskLines || q.Kind == app.AskText})
	}
	return out
}

// account is the one that was visited, else the customer's first.
func (v Visit) account() app.Account {
	var first app.Account
	for i, a := range v.Page.Accounts {
		if a.ID == v.Page.Visit.Account {
			return a
		}
		if i == 0 {
			first = a
		}
	}
	return first
}
