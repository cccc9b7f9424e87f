package paper

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// List is a list as it is on view, with its filter in words.
type List struct {
	Head    Head
	Title   string
	Filter  string // "": all
	Columns []Column
	Rows    [][]string
}

// Document is the list as a document.
func (l List) Document() Document {
	filter := l.Filter
	if filter == "" {
		filter = lang.L("all")
	}
	return Document{
		Title: l.Title, Size: A4Wide, Head: l.Head,
		About:  lang.L("Filter: {{.Filter}}", map[string]any{"Filter": filter}),
		Number: lang.L("{{.N}} in all", map[string]any{"N": words.Count(int64(len(l.Rows)))}),
		Blocks: []Block{Table{Columns: l.Columns, Rows: l.Rows}},
	}
}

// CaseList is a list of cases.
func CaseList(head Head, filter string, cases []app.CaseRow) List {
	l := List{Head: head, Title: lang.L("List of cases"), Filter: filter, Columns: []Column{
		{Title: lang.L("Case number"), Weight: 17},
		{Title: lang.L("Kind"), Weight: 17},
		{Title: lang.L("Customer"), Weight: 14},
		{Title: lang.L("Account number"), Weight: 15},
		{Title: lang.L("Matter"), Weight: 32, Lines: 2},
		{Title: lang.L("Status"), Weight: 12},
		{Title: lang.L("Due"), Weight: 17},
		{Title: lang.L("Owner"), Weight: 9},
		{Title: lang.X("case.accepted.column", "Accepted on"), Weight: 17},
	}}
	for _, c := range cases {
		l.Rows = append(l.Rows, []string{
			c.Number, words.Kind(c.Kind), customerOf(c), c.AccountNo, app.MaskPersonal(c.Content), words.Status(c.Status),
			due(at(c.DueAt)), c.OwnerName, moment(at(c.AcceptedAt)),
		})
	}
	return l
}

// CustomerList is a list of customers.
func CustomerList(head Head, filter string, label func(list, code string) string, customers []app.CustomerRow) List {
	l := List{Head: head, Title: lang.L("List of customers"), Filter: filter, Columns: []Column{
		{Title: lang.L("Customer name"), Weight: 18},
		{Title: lang.L("Account number"), Weight: 17},
		{Title: lang.L("Usage category"), Weight: 12},
		{Title: lang.L("Capacity"), Weight: 10, Number: true},
		{Title: lang.L("Transformer area"), Weight: 14},
		{Title: lang.L("Phone"), Weight: 14},
		{Title: lang.L("Address"), Weight: 32, Lines: 2},
		{Title: lang.L("Account manager"), Weight: 10},
		{Title: lang.L("Open cases"), Weight: 9, Number: true},
		{Title: lang.L("Arrears"), Weight: 12, Number: true},
	}}
	for _, c := range customers {
		open, arrears, account := "", "", c.AccountNo
		if c.OpenCases > 0 {
			open = words.Count(c.OpenCases)
		}
		if c.ArrearsFen > 0 {
			arrears = words.Money(c.ArrearsFen)
		}
		if c.Accounts > 1 {
			account += " +" + words.Count(c.Accounts-1)
		}
		l.Rows = append(l.Rows, []string{
			c.Name, account, label("usage_category", c.Category), words.KVA(c.ContractVA), c.Area, app.MaskPhone(c.Phone), c.Address, c.Manager, open, arrears,
		})
	}
	return l
}
