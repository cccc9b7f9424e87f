package paper

import "lamplighter/app"

// Figures are tables of figures over the same cases.
type Figures struct {
	Head   Head
	Title  string
	About  string // what was counted
	Tables []app.Figures
}

// Document is the figures as a document.
func (f Figures) Document() Document {
	d := Document{Title: f.Title, Size: A4Wide, Head: f.Head, About: f.About}
	for _, t := range f.Tables {
		d.Blocks = append(d.Blocks, Heading(t.Title))
		if t.Note != "" {
			d.Blocks = append(d.Blocks, Paragraph{Text: t.Note})
		}
		table := Table{Rows: t.Rows}
		for _, c := range t.Columns {
			table.Columns = append(table.Columns, Column{Title: c.Title, Weight: c.Weight, Number: c.Number})
		}
		d.Blocks = append(d.Blocks, table)
		for _, c := range t.Charts {
			d.Blocks = append(d.Blocks, Chart{Of: c})
		}
	}
	return d
}
