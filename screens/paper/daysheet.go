package paper

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// DaySheet is 走访日计划: the visits of a manager on a day in the order of the
// route, with room for what is found. It is for the company's own people in the
// valley: telephone numbers stand on it whole, identity numbers never.
type DaySheet struct {
	Head  Head
	Sheet app.DaySheet
	Label func(list, code string) string
}

// Document is the sheet as a document.
func (d DaySheet) Document() Document {
	t := Table{Columns: []Column{
		{Title: lang.X("paper.row", "No."), Weight: 7},
		{Title: lang.L("Customer"), Weight: 19, Lines: 2},
		{Title: lang.L("Address"), Weight: 25, Lines: 3},
		{Title: lang.L("Transformer area"), Weight: 13},
		{Title: lang.L("Contact and phone"), Weight: 16, Lines: 2},
		{Title: words.Field("visit_channel"), Weight: 8},
		{Title: lang.L("Last visit"), Weight: 12},
		{Title: lang.L("To watch"), Weight: 22, Lines: 3},
		{Title: lang.L("Done, notes"), Weight: 22},
	}}
	for i, v := range d.Sheet.Visits {
		watch := make([]string, len(v.Watch))
		for j, a := range v.Watch {
			watch[j] = words.Alert(a)
		}
		channel := ""
		if v.Channel != "" {
			channel = d.Label("visit_channel", string(v.Channel))
		}
		t.Rows = append(t.Rows, []string{
			strconv.Itoa(i + 1), v.CustomerName, words.Place(v.Address), v.AreaName, app.MaskIDs(strings.TrimSpace(v.Contact + " " + v.Phone)), channel, string(v.Last),
			strings.Join(watch, lang.X("list.separator", ", ")), "",
		})
	}
	return Document{
		Title: lang.L("Visits of a day"), Size: A4Wide, Head: d.Head,
		About:  lang.L("{{.Day}} · {{.Name}}", map[string]any{"Day": words.Day(d.Sheet.Day), "Name": d.Sheet.Name}),
		Number: lang.L("{{.N}} in all", map[string]any{"N": words.Count(int64(len(d.Sheet.Visits)))}),
		Blocks: []Block{t, Signatures{signedBy(words.Field("manager"), d.Sheet.Name), signedBy(lang.L("Date"), "")}},
	}
}

// VisitList is a list of visits.
func VisitList(head Head, filter string, label func(list, code string) string, visits []app.VisitRow) List {
	l := List{Head: head, Title: lang.L("List of visits"), Filter: filter, Columns: []Column{
		{Title: words.Field("planned_on"), Weight: 16},
		{Title: lang.L("Customer"), Weight: 22, Lines: 2},
		{Title: words.Field("segment"), Weight: 13},
		{Title: lang.L("Transformer area"), Weight: 13},
		{Title: words.Field("manager"), Weight: 11},
		{Title: lang.L("Status"), Weight: 10},
		{Title: words.Field("visit_channel"), Weight: 9},
		{Title: words.Field("visited_on"), Weight: 12},
		{Title: words.Field("reason"), Weight: 18, Lines: 2},
		{Title: lang.L("Number"), Weight: 20},
	}}
	word := func(list, code string) string {
		if code == "" {
			return ""
		}
		return label(list, code)
	}
	for _, v := range visits {
		l.Rows = append(l.Rows, []string{
			words.Day(v.PlannedOn), v.CustomerName, word("segment", v.Segment), v.AreaName, v.ManagerName, words.VisitStatus(v.Status),
			word("visit_channel", string(v.Channel)), string(v.VisitedOn), v.Reason, v.Number,
		})
	}
	return l
}
