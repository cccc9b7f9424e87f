package usepage

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// nameColumn is where the name stands.
const nameColumn = 0

// sorts are the orders behind the headers.
var sorts = map[int]app.UseSort{nameColumn: app.ByHolder, 3: app.ByUsed, 4: app.ByGrowth, 5: app.ByAhead, 6: app.ByRise}

// listColumns are those of the list.
func listColumns() []widgets.Column {
	return []widgets.Column{
		{Title: words.Field("name"), Field: "name", Width: 134, Weight: 3, Sortable: true},
		{Title: words.Field("account_no"), Field: "account_no", Width: 112},
		{Title: words.Field("industry"), Width: 112, Weight: 2},
		{Title: lang.L("Last 12 months (kWh)"), Width: 140, Kind: widgets.KindNumber, Sortable: true},
		{Title: lang.L("Growth"), Width: 76, Kind: widgets.KindNumber, Sortable: true},
		{Title: lang.L("Next 12 months (kWh)"), Width: 140, Kind: widgets.KindNumber, Sortable: true},
		{Title: lang.L("Growth ahead"), Width: 92, Kind: widgets.KindNumber, Sortable: true},
		{Title: lang.L("Last month off"), Width: 92, Kind: widgets.KindNumber},
		{Title: lang.L("Evidence"), Width: 154, Kind: widgets.KindBadge},
		{Title: lang.X("use.standing", "Standing"), Width: 88, Kind: widgets.KindBadge},
	}
}

func (l *List) cells(r app.UseRow) []widgets.Cell {
	ahead, rise := widgets.Cell{Text: words.Count(r.Ahead)}, growthCell(r.GrowthAhead())
	if r.Evidence == app.EvidenceNone || r.Evidence == "" { // no figure is not nothing
		ahead, rise = growthCell(0, false), growthCell(0, false)
	}
	return []widgets.Cell{
		{Text: r.Name, Strong: true},
		{Text: r.AccountNo},
		{Text: industry(l.desk, r.Industry)},
		{Text: words.Count(r.Used)},
		growthCell(r.Growth()),
		ahead,
		rise,
		lastCell(r.Last),
		{Text: words.UseEvidence(r.Evidence), Tone: EvidenceTone(r.Evidence)},
		{Text: words.UseStanding(r.Standing), Tone: StandingTone(r.Standing)},
	}
}

// lastCell is how far the last month lay from what was frozen for it, in colour
// where it lies outside of what four in five such months do.
func lastCell(m app.FrozenMonth) widgets.Cell {
	cell := growthCell(m.OffPermille())
	switch {
	case cell.Muted || !m.Ahead.Outside80(m.Actual):
	case m.Ahead.Outside95(m.Actual):
		cell.Tone, cell.Strong = widgets.ToneBad, true
	default:
		cell.Tone = widgets.ToneWarn
	}
	return cell
}

func growthCell(permille int64, known bool) widgets.Cell {
	if !known {
		return widgets.Cell{Text: "–", Muted: true}
	}
	return widgets.Cell{Text: words.Growing(permille)}
}

// StandingTone is how a standing is coloured, wherever it stands.
func StandingTone(s app.UseStanding) widgets.Tone {
	switch s {
	case app.UseNew:
		return widgets.ToneInfo
	case app.UseSuspended:
		return widgets.ToneWarn
	case app.UseLost:
		return widgets.ToneBad
	}
	return widgets.ToneNeutral
}

// industry names an industry by the finest of its codes that has a name: classes
// of GB/T 4754 go by their division.
func industry(d *desk.Desk, code string) string {
	for part := code; part != ""; part = part[:len(part)-1] {
		if name := d.Codes.Label("industry", part); name != part {
			return name
		}
	}
	return code
}
