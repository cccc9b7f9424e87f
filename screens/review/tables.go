package review

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// table is one of the tables of the review: a line for all managers, then one
// for each.
type table struct {
	key     string
	title   string
	columns []widgets.Column
	cells   func(app.ReviewLine) []widgets.Cell
}

func number(title string, width float32) widgets.Column {
	return widgets.Column{Title: title, Width: width, Kind: widgets.KindNumber}
}

// before heads the figure of the period before, which stands right of today's.
func before() widgets.Column { return number(lang.X("review.before", "Before"), 112) }

func tables() []table {
	return []table{
		{"visits", lang.L("Visits"), []widgets.Column{
			number(lang.X("review.planned", "Planned"), 68), number(lang.L("Plan kept"), 112), before(), number(lang.L("Visits made"), 84), before(),
			number(lang.X("visit.on_site", "On site"), 66), number(lang.L("By telephone"), 92), number(lang.L("Online"), 66),
			number(lang.X("visit.overdue", "Overdue"), 74), number(lang.L("Days moved"), 76), number(lang.X("visit.cancelled", "Cancelled"), 80),
		}, func(l app.ReviewLine) []widgets.Cell {
			return []widgets.Cell{
				count(l.Planned), share(l.PlanKept()), was(share(l.Before.PlanKept())), count(l.Made()), was(count(l.Before.Made())),
				count(l.OnSite), count(l.Telephone), count(l.Online), bad(l.Overdue), count(l.Moved), count(l.Cancelled),
			}
		}},
		{"quality", lang.L("Quality of records"), []widgets.Column{
			number(lang.L("Visits made"), 84), number(lang.L("Quality, of 100"), 124), before(), number(lang.L("Facts found"), 92), before(),
			number(lang.L("Questions left blank"), 138), number(lang.L("Written late"), 92), number(lang.L("Visits a day"), 112), number(lang.L("Fullest day"), 92),
		}, func(l app.ReviewLine) []widgets.Cell {
			return []widgets.Cell{
				count(l.Made()), mean(l.Quality), was(mean(l.Before.Quality)), count(l.Facts), was(count(l.Before.Facts)),
				count(l.Blanks), bad(l.Late), mean(l.PerDay()), count(l.Busiest),
			}
		}},
		{"promises", lang.L("Promises and changes"), []widgets.Column{
			number(lang.L("Promises made"), 104), number(lang.X("promise.kept", "Kept"), 64), number(lang.X("promise.broken", "Broken"), 70),
			number(lang.X("promise.open", "Open"), 64), number(lang.L("Share kept"), 112), before(),
			number(lang.L("Changes recorded"), 122), number(lang.L("Days until recorded"), 132), number(lang.L("Verified"), 104), number(lang.L("Complete"), 104),
		}, func(l app.ReviewLine) []widgets.Cell {
			p, c := l.Promises, l.Changes
			return []widgets.Cell{
				count(p.Made), count(p.Kept), bad(p.Broken), count(p.Open), share(p.KeptShare()), was(share(l.Before.Promises.KeptShare())),
				count(c.All), mean(c.Delay), share(app.Ratio{Sum: c.Verified, Of: c.All}), share(app.Ratio{Sum: c.Complete, Of: c.All}),
			}
		}},
		{"satisfaction", lang.L("Satisfaction"), []widgets.Column{
			number(lang.L("Satisfaction, of 5"), 140), before(), number(lang.L("Answers"), 84), before(), number(lang.L("Dissatisfied"), 104),
		}, func(l app.ReviewLine) []widgets.Cell {
			return []widgets.Cell{
				score(l.Satisfaction), was(score(l.Before.Satisfaction)), count(l.Satisfaction.Of), was(count(l.Before.Satisfaction.Of)), bad(l.Low),
			}
		}},
	}
}

// sourceKey heads the key of a row of what was said through one source.
const sourceKey = "source:"

// sourceRows tell, under the managers, where satisfaction was asked.
func sourceRows(sources []app.SatisfactionLine) []widgets.Row {
	var rows []widgets.Row
	for _, s := range sources {
		rows = append(rows, widgets.Row{Key: sourceKey + string(s.Source), Cells: []widgets.Cell{
			{Text: lang.L("Asked in: {{.Source}}", map[string]any{"Source": words.SurveySource(s.Source)})},
			score(s.Said), was(score(s.Before)), count(s.Said.Of), was(count(s.Before.Of)), bad(s.Low),
		}})
	}
	return rows
}

// all are the columns of a table, with the manager before them.
func (t table) all() []widgets.Column {
	return append([]widgets.Column{{Title: lang.L("Account manager"), Width: 110, Weight: 1}}, t.columns...)
}

func count(n int64) widgets.Cell { return widgets.Cell{Text: words.Count(n)} }

// bad is a number that should be none.
func bad(n int64) widgets.Cell {
	c := count(n)
	if n > 0 {
		c.Tone = widgets.ToneBad
	}
	return c
}

// was draws a figure back: it is of the period before.
func was(c widgets.Cell) widgets.Cell {
	c.Muted = true
	return c
}

// What hangs on few is drawn back, since it says little.
func share(r app.Ratio) widgets.Cell { return widgets.Cell{Text: words.Share(r), Muted: r.Few()} }
func mean(r app.Ratio) widgets.Cell  { return widgets.Cell{Text: words.Mean(r), Muted: r.Few()} }
func score(r app.Ratio) widgets.Cell {
	return widgets.Cell{Text: words.MeanScore(r), Muted: app.FewAnswers(r)}
}
