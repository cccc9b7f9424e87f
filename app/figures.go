package app

// Figures is a table of figures as somebody reads it, in her language: what
// goes out as a sheet or on paper when it stands on view.
type Figures struct {
	Title   string
	Filter  string // what was counted, in words
	Columns []FigureColumn
	Rows    [][]string // a cell for each column
	Note    string     // what must not be overlooked
	Charts  []FigureChart
}

// FigureChart is figures that are better seen than read: a bar for each name, and
// a line over the bars.
type FigureChart struct {
	Title  string
	Unit   string // of the numbers
	Bar    string // what the bars are
	Line   string // what the line is; empty: there is none
	Hatch  string // what the hatched bars are; empty: none are
	Across bool   // a line for each name with its bar across; Line is what the whole of a bar is
	Bars   []FigureBar
}

// FigureBar is one bar of a chart, and where the line stands over it.
type FigureBar struct {
	Name    string
	Bar     int64
	HasBar  bool
	Hatched bool
	Line    int64
	HasLine bool
	Says    string // the bar in words
}

// FigureColumn is one column of figures.
type FigureColumn struct {
	Title  string
	Field  string   // what of a customer stands in it, such as account_no: masked where the table goes out; empty: nothing
	Fields []string // row by row, where each holds something else, such as contacts.mobile
	Number bool
	Weight float32 // its share of a paper's width
}
