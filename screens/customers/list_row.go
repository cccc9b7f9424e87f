package customers

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/views"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// The ready-made filters.
const (
	chipAll       = "all"
	chipOpen      = "open"
	chipArrears   = "arrears"
	chipImportant = "important"
	chipMine      = "mine"
)

// readyViews are the filters that come with the program. Counting them takes as
// long as showing them.
func readyViews() []views.Ready {
	view := func(key, name string, f app.CustomerFilter) views.Ready {
		return views.Ready{Key: key, View: app.SavedView{Name: name, Customers: f}, Uncounted: true}
	}
	return []views.Ready{
		view(chipAll, lang.X("customers.all", "All"), app.CustomerFilter{}),
		view(chipOpen, lang.L("Open cases"), app.CustomerFilter{OpenCases: true}),
		view(chipArrears, lang.L("Arrears"), app.CustomerFilter{Arrears: true}),
		view(chipImportant, lang.L("Important"), app.CustomerFilter{Important: true}),
		view(chipMine, lang.L("My customers"), app.CustomerFilter{Mine: true}),
	}
}

func columns() []widgets.Column {
	return []widgets.Column{
		{Title: words.Field("name"), Width: 116, Weight: 1, Sortable: true},
		{Title: words.Field("account_no"), Width: 128, Sortable: true},
		{Title: words.Field("usage_category"), Width: 96, Weight: 1},
		{Title: lang.L("Capacity"), Width: 72, Kind: widgets.KindNumber},
		{Title: words.Field("transformer_area"), Width: 100},
		{Title: words.Field("phone"), Width: 100},
		{Title: words.Field("address"), Width: 170, Weight: 4, Sortable: true},
		{Title: words.Field("manager"), Width: 84},
		{Title: lang.L("Open cases"), Width: 78, Kind: widgets.KindNumber},
		{Title: words.Field("arrears"), Width: 80, Kind: widgets.KindNumber},
	}
}

// row is a customer as the table shows it.
func (l *List) row(c app.CustomerRow) widgets.Row {
	account := c.AccountNo
	if c.Accounts > 1 {
		account += " +" + words.Count(c.Accounts-1)
	}
	open, arrears := widgets.Cell{}, widgets.Cell{}
	if c.OpenCases > 0 {
		open = widgets.Cell{Text: words.Count(c.OpenCases), Tone: widgets.ToneInfo}
	}
	if c.ArrearsFen > 0 {
		arrears = widgets.Cell{Text: words.Money(c.ArrearsFen), Tone: widgets.ToneWarn}
	}
	said := c.Name
	if c.Important != "" {
		said = "★ " + said
	}
	name := desk.KeptName(c.Keeping, said)
	return widgets.Row{Key: c.ID.String(), Cells: []widgets.Cell{
		name,
		{Text: account},
		{Text: l.desk.Codes.Label("usage_category", c.Category)},
		{Text: words.KVA(c.ContractVA)},
		{Text: c.Area},
		{Text: c.Phone},
		{Text: words.Place(c.Address)},
		{Text: c.Manager},
		open, arrears,
	}}
}

func countLabel(n int) string {
	if n == 1 {
		return lang.L("1 customer")
	}
	return lang.L("{{.N}} customers", map[string]any{"N": words.Count(int64(n))})
}
