package paper

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// Journey is 办理进程告知单: what happens to an application, who does it and by
// when. It goes to the customer.
type Journey struct {
	Head       Head
	Number     string
	Kind       app.CaseKind
	AcceptedAt time.Time
	Customer   string
	AccountNo  string
	Address    string
	Steps      []Stage
	Papers     []Handed
	Manager    string
	ManagerTel string
}

// Stage is one step of the way.
type Stage struct {
	Name   string
	Who    string
	Until  string // worded: a day, or nothing
	DoneAt time.Time
}

// Document is the journey sheet as a document.
func (j Journey) Document() Document {
	blocks := []Block{
		Grid{
			{Name: lang.L("Kind of matter"), Text: words.Kind(j.Kind)},
			{Name: lang.L("Accepted at"), Text: moment(j.AcceptedAt)},
			{Name: lang.X("paper.customer", "Customer"), Text: j.Customer},
			{Name: lang.L("Account number"), Text: j.AccountNo},
			{Name: lang.L("Address"), Text: j.Address, Wide: true},
			{Name: lang.L("Account manager"), Text: j.Manager},
			{Name: lang.L("Manager's phone"), Text: j.ManagerTel},
		},
		Heading(lang.L("The steps")),
		j.table(),
	}
	if len(j.Papers) > 0 {
		blocks = append(blocks, Heading(lang.L("Documents needed")), Grid{{Name: lang.L("Documents"), Checks: checks(j.Papers), Wide: true}})
	}
	return Document{
		Title: lang.L("How your application goes"), Size: A4, Head: j.Head, Ref: j.Number, Number: numbered(j.Number), About: about(j.Head),
		Blocks: append(blocks,
			Paragraph{Small: true, Text: lang.L("Days are working days where the rule counts such. While we wait for something that only you can give, our time stands still and goes on the day you give it. Nobody may name a designer, builder or supplier to you: the choice is yours. Ask your manager at any time how things stand.")},
			Signatures{signedBy(lang.X("paper.customer.signs", "Customer"), ""), signedBy(lang.L("Explained by"), ""), signedBy(lang.L("Date"), "")},
		),
	}
}

func (j Journey) table() Table {
	t := Table{Columns: []Column{
		{Title: lang.X("paper.row", "No."), Weight: 7},
		{Title: lang.L("Step"), Weight: 19},
		{Title: lang.L("Who"), Weight: 18},
		{Title: lang.L("By when"), Weight: 38},
		{Title: lang.L("Done at"), Weight: 20},
	}}
	for i, s := range j.Steps {
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), s.Name, s.Who, s.Until, moment(s.DoneAt)})
	}
	return t
}
