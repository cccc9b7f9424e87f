package paper

import (
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// Receipt is 受理回执, what a customer takes home from the counter. It alone
// shows his telephone number whole: it is his own.
type Receipt struct {
	Head       Head
	Number     string
	Kind       app.CaseKind
	AcceptedAt time.Time
	AcceptedBy string
	Customer   string
	AccountNo  string
	Address    string
	Contact    string
	Phone      string
	Asked      string
	Papers     []Handed
	Promises   []Promise
	Manager    string
	ManagerTel string
}

// Handed is a document a case asks for: received, or owed by a day.
type Handed struct {
	Name   string
	Got    bool
	OwedOn app.Day // "": when he can
}

// Promise is a date that was promised.
type Promise struct {
	Step  string // as in the limit rules
	Set   app.RuleSet
	DueAt time.Time
	May   bool // provisional: the calendar of that year is not out yet
}

// Document is the receipt as a document.
func (r Receipt) Document() Document {
	grid := Grid{
		{Name: lang.L("Kind of matter"), Text: words.Kind(r.Kind)},
		{Name: lang.L("Accepted at"), Text: moment(r.AcceptedAt)},
		{Name: lang.X("paper.customer", "Customer"), Text: r.Customer},
		{Name: lang.L("Account number"), Text: r.AccountNo},
		{Name: lang.L("Contact"), Text: r.Contact},
		{Name: lang.L("Telephone"), Text: r.Phone},
		{Name: lang.L("Address"), Text: r.Address, Wide: true},
		{Name: lang.L("Matter"), Text: app.MaskIDs(r.Asked), Wide: true, Lines: 2},
	}
	if len(r.Papers) > 0 {
		grid = append(grid, Field{Name: lang.L("Documents"), Checks: checks(r.Papers), Wide: true})
	}
	grid = append(grid,
		Field{Name: lang.L("Promised dates"), Text: promises(r.Promises), Wide: true},
		Field{Name: lang.L("Account manager"), Text: r.Manager},
		Field{Name: lang.L("Manager's phone"), Text: r.ManagerTel},
	)
	return Document{
		Title: lang.L("Receipt of acceptance"), Size: A5Wide, Head: r.Head, Ref: r.Number, Number: numbered(r.Number), About: about(r.Head),
		Blocks: []Block{
			grid,
			Paragraph{Small: true, Text: lang.L("Keep this receipt; name the case number when you ask how things stand. Your personal data serve this matter alone. They are given to nobody who does not work on it, and you may ask to see or correct them at any time.")},
			Signatures{signedBy(lang.X("paper.customer.signs", "Customer"), ""), signedBy(lang.L("Accepted by"), r.AcceptedBy), signedBy(lang.L("Unit (seal)"), "")},
		},
	}
}

// checks lists documents, those still owed with their day.
func checks(papers []Handed) []Check {
	out := make([]Check, len(papers))
	for i, p := range papers {
		out[i] = Check{Text: p.Name, Done: p.Got}
		switch {
		case p.Got:
		case p.OwedOn != "":
			out[i].Text = lang.L("{{.Name}} (still owed, by {{.Day}})", map[string]any{"Name": p.Name, "Day": words.Day(p.OwedOn)})
		default:
			out[i].Text = lang.L("{{.Name}} (still owed)", map[string]any{"Name": p.Name})
		}
	}
	return out
}
