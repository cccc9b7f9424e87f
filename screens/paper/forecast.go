package paper

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/usecharts"
	"lamplighter/screens/words"
)

// Forecast is what a customer or a group will use: the chart, how it came about,
// the table by month, and what is known that bears on it.
type Forecast struct {
	Head  Head
	Use   app.UseForecast
	Label func(list, code string) string // words a code
}

// paperMonths are the months of the chart on paper.
const paperMonths = 36

// Document is the forecast as a document.
func (f Forecast) Document() Document {
	d := Document{Title: lang.L("Forecast of use"), Size: A4Dense, Head: f.Head, About: f.name()}
	if f.Use.Origin != 0 {
		d.Number = lang.L("Known up to {{.Month}}", map[string]any{"Month": words.Month(f.Use.Origin)})
	}
	notes := usecharts.NotesOf(f.Use, f.Label)
	d.Blocks = append(d.Blocks, ForecastChart{Of: usecharts.Chart{Use: f.Use, Months: paperMonths, Frozen: true, Notes: notes}})
	if how := words.UseForecast(f.Use); how != "" {
		d.Blocks = append(d.Blocks, Paragraph{Text: how, Small: true})
	}
	if lines := f.known(notes); len(lines) > 0 {
		known := lang.L("What is known that bears on it: {{.What}}.", map[string]any{"What": strings.Join(lines, lang.X("paper.semicolon", "; "))})
		d.Blocks = append(d.Blocks, Paragraph{Text: known, Small: true})
	}
	figures := usecharts.Figures(f.Use)
	table := Table{Rows: figures.Rows}
	for _, c := range figures.Columns {
		table.Columns = append(table.Columns, Column{Title: c.Title, Weight: c.Weight, Number: c.Number, Lines: 2})
	}
	d.Blocks = append(d.Blocks, Heading(figures.Title), table)
	return d
}

func (f Forecast) name() string {
	switch f.Use.Of.Level {
	case app.OfSection, app.OfDivision:
		return f.Label("industry", f.Use.Of.Code)
	case app.OfSegment:
		return f.Label("segment", f.Use.Of.Code)
	}
	if f.Use.Name == "" {
		return lang.L("All customers")
	}
	return f.Use.Name
}

// known are the events and market factors in words.
func (f Forecast) known(notes []usecharts.Note) []string {
	var lines []string
	for _, n := range notes {
		if n.Kind == usecharts.Festival {
			continue
		}
		span := words.Month(n.From)
		switch n.To {
		case n.From:
		case 0:
			span = lang.L("From {{.Month}}", map[string]any{"Month": span})
		default:
			span += " – " + words.Month(n.To)
		}
		lines = append(lines, span+" "+n.Text)
	}
	return lines
}
