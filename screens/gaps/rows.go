package gaps

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// columns are those of the list, in the order of row.
func columns() []widgets.Column {
	return []widgets.Column{
		{Title: words.Field("training_due"), Width: 132},
		{Title: words.Field("training_state"), Width: 96, Kind: widgets.KindBadge},
		{Title: words.Field("staff_no"), Width: 96},
		{Title: words.Field("learner"), Width: 100, Weight: 1},
		{Title: words.Field("post"), Width: 120, Weight: 1},
		{Title: words.Field("unit_id"), Width: 130, Weight: 1},
		{Title: words.Field("course"), Width: 170, Weight: 2},
		{Title: words.Field("training_until"), Width: 116},
		{Title: words.Field("training_class"), Width: 150},
	}
}

func row(d *desk.Desk, g app.TrainingGap) widgets.Row {
	due := widgets.Cell{Text: words.Day(g.Due)}
	if g.Due == "" {
		due.Text = lang.L("at once")
	}
	if g.Overdue {
		due.Tone, due.Strong = widgets.ToneBad, true
	}
	class := ""
	if g.Class != nil {
		class = g.Class.Number
	}
	return widgets.Row{Key: keyOf(g.Need()), Cells: []widgets.Cell{
		due,
		{Text: words.TrainingState(g.State()), Tone: toneOf(g.State())},
		{Text: g.Person.StaffNo},
		{Text: g.Person.Name, Strong: true},
		{Text: post(d, g.Person.Post)},
		{Text: g.Person.UnitName},
		{Text: d.Codes.CourseName(*g.Course)},
		{Text: words.Day(g.Until)},
		{Text: class},
	}}
}

func keyOf(n app.TrainingNeed) string { return n.Staff.String() + n.Course.String() }

func post(d *desk.Desk, code string) string {
	if code == "" {
		return ""
	}
	return d.Codes.Label("post", code)
}

// sides are the columns that stay before the matrix.
func sides() []widgets.Column {
	return []widgets.Column{
		{Title: words.Field("staff_no"), Width: 88}, {Title: words.Field("learner"), Width: 84}, {Title: words.Field("post"), Width: 104}, {Title: words.Field("unit_id"), Width: 118},
	}
}

// cellWidth is the least width of a course in the matrix.
const cellWidth = 80

// table is the matrix as its widget asks for it.
type table struct {
	desk  *desk.Desk
	m     *app.TrainingMatrix
	marks map[app.TrainingNeed]bool
	said  map[cellKey]widgets.Cell // what was worded before: looking up a sentence costs more than drawing it
}

// cellKey is what a cell of the matrix is worded by.
type cellKey struct {
	state    app.TrainingState
	required bool
	until    app.Day
}

func newTable(d *desk.Desk, m *app.TrainingMatrix, marks map[app.TrainingNeed]bool) table {
	return table{desk: d, m: m, marks: marks, said: map[cellKey]widgets.Cell{}}
}

// Rows implements widgets.MatrixSource.
func (t table) Rows() int { return t.m.Rows() }

// Columns implements widgets.MatrixSource.
func (t table) Columns() int { return t.m.Columns() }

// Title implements widgets.MatrixSource.
func (t table) Title(column int) string { return t.desk.Codes.CourseName(*t.m.Course(column)) }

// Side implements widgets.MatrixSource.
func (t table) Side(row int) []widgets.Cell {
	p := t.m.Person(row)
	name := p.Name
	if p.Left {
		name = lang.L("{{.Name}} (left)", map[string]any{"Name": p.Name})
	}
	return []widgets.Cell{{Text: p.StaffNo, Muted: p.Left}, {Text: name, Strong: !p.Left, Muted: p.Left}, {Text: post(t.desk, p.Post), Muted: p.Left}, {Text: p.UnitName, Muted: p.Left}}
}

// Cell implements widgets.MatrixSource.
func (t table) Cell(row, column int) widgets.Cell {
	c := t.m.Cell(row, column)
	key := cellKey{c.State(), c.Required, c.Until}
	cell, known := t.said[key]
	if !known {
		cell = short(c)
		t.said[key] = cell
	}
	return cell
}

// Marked implements widgets.MatrixSource.
func (t table) Marked(row, column int) bool {
	return len(t.marks) > 0 && t.marks[app.TrainingNeed{Staff: t.m.Person(row).ID, Course: t.m.Course(column).ID}]
}

// figures is the whole matrix in words, as it goes out.
func figures(d *desk.Desk, m *app.TrainingMatrix) app.Figures {
	f := app.Figures{Title: lang.L("Training matrix")}
	for _, side := range sides() {
		f.Columns = append(f.Columns, app.FigureColumn{Title: side.Title})
	}
	t := newTable(d, m, nil)
	for column := range m.Columns() {
		f.Columns = append(f.Columns, app.FigureColumn{Title: t.Title(column)})
	}
	said := map[cellKey]string{} // a sentence looked up for each cell takes seconds
	for row := range m.Rows() {
		var cells []string
		for _, side := range t.Side(row) {
			cells = append(cells, side.Text)
		}
		for column := range m.Columns() {
			c := m.Cell(row, column)
			key := cellKey{c.State(), c.Required, c.Until}
			if said[key] == "" {
				said[key] = strings.TrimSpace(words.TrainingState(key.state) + " " + string(c.Until))
			}
			cells = append(cells, said[key])
		}
		f.Rows = append(f.Rows, cells)
	}
	return f
}
