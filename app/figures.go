package app

// Figures is a table of figures as somebody reads it, in her language: what
// goes out as a sheet or on paper when it stands on view.
type Figures struct {
	Title   string
	Filter  string // what was counted, in words
	Columns []FigureColumn
	Rows    [][]string // a cell for each column
}

// FigureColumn is one column of figures.
type FigureColumn struct {
	Title  string
	Number bool
	Weight float32 // its share of a paper's width
}
