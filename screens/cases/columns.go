package cases

import (
	"slices"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// columnNames are the columns by the names that saved views keep, in the order
// of Columns.
var columnNames = []string{"number", "kind", "customer", "content", "status", "due", "left", "owner", "accepted"}

// columnSorts are the orders behind the sortable columns.
var columnSorts = map[int]app.CaseSort{0: app.ByNumber, 1: app.ByKind, 4: app.ByStatus, 5: app.ByDue, 7: app.ByOwner, 8: app.ByAccepted}

// columnOf is the column a list is sorted by.
func columnOf(sort app.CaseSort) int {
	for column, by := range columnSorts {
		if by == sort {
			return column
		}
	}
	return 5 // due, which is the order where none is named
}

// Columns are those of a table of cases, in the order of Row; sortable where
// the list can be asked in another order.
func Columns(sortable bool) []widgets.Column {
	columns := []widgets.Column{
		{Title: lang.L("Case number"), Width: 132},
		{Title: lang.L("Kind"), Width: 150},
		{Title: lang.L("Customer"), Field: "customer", Width: 110, Weight: 1},
		{Title: lang.L("Matter"), Width: 150, Weight: 3},
		{Title: lang.L("Status"), Width: 118, Kind: widgets.KindBadge},
		{Title: lang.L("Due"), Width: 104},
		{Title: lang.X("time.left", "Left"), Width: 136, Kind: widgets.KindBadge},
		{Title: lang.L("Owner"), Width: 84},
		{Title: lang.X("case.accepted.column", "Accepted on"), Width: 100},
	}
	for i := range columns {
		_, columns[i].Sortable = columnSorts[i]
		columns[i].Sortable = columns[i].Sortable && sortable
	}
	return columns
}

// places are the columns of a saved view as the table counts them; none for a
// view without columns of its own.
func places(names []string) []int {
	var out []int
	for i, name := range columnNames {
		if slices.Contains(names, name) {
			out = append(out, i)
		}
	}
	return out
}

// Row is a case as a table of cases shows it.
func Row(d *desk.Desk, c app.CaseRow, now time.Time) widgets.Row {
	left := widgets.Cell{}
	if c.Status.Open() && c.DueAt != 0 {
		left = widgets.Cell{Text: words.Left(c.DueAt, now), Tone: dueTone(c.DueAt, now)}
	}
	return widgets.Row{Key: c.ID.String(), Cells: []widgets.Cell{
		{Text: c.Number},
		{Text: words.Kind(c.Kind)},
		desk.KeptName(c.Keeping, c.CustomerName),
		{Text: c.Content},
		{Text: d.Flows.StageOf(c.Case), Tone: StatusTone(c.Status)},
		{Text: dueText(c, now)},
		left,
		{Text: c.OwnerName},
		{Text: words.Moment(c.AcceptedAt, now)},
	}}
}

// dueText is the end of the strictest limit, marked while the calendar it was
// counted with is not published.
func dueText(c app.CaseRow, now time.Time) string {
	due := words.DueDay(c.DueAt, now)
	if c.Provisional && due != "" {
		due += lang.X("provisional.mark", "?")
	}
	return due
}

func dueTone(dueAt int64, now time.Time) widgets.Tone {
	switch until := dueAt - now.UnixMilli(); {
	case until < 0:
		return widgets.ToneBad
	case until < int64(24*time.Hour/time.Millisecond):
		return widgets.ToneWarn
	}
	return widgets.ToneInfo
}
