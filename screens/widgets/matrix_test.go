package widgets_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
)

// sums is a matrix of additions.
type sums struct {
	rows, columns int
	asked         map[[2]int]bool
	marked        map[[2]int]bool
}

func (s sums) Rows() int               { return s.rows }
func (s sums) Columns() int            { return s.columns }
func (s sums) Title(column int) string { return fmt.Sprintf("plus %d", column) }
func (s sums) Side(row int) []widgets.Cell {
	return widgets.Texts(fmt.Sprintf("number %d", row))
}
func (s sums) Marked(row, column int) bool { return s.marked[[2]int{row, column}] }
func (s sums) Cell(row, column int) widgets.Cell {
	s.asked[[2]int{row, column}] = true
	return widgets.Cell{Text: fmt.Sprintf("=%d", row*1000+column)}
}

func newSums(t *testing.T, rows, columns int) (*screentest.Page, *widgets.Matrix, sums) {
	t.Helper()
	s := sums{rows, columns, map[[2]int]bool{}, map[[2]int]bool{}}
	m := widgets.NewMatrix([]widgets.Column{{Title: "Number", Width: 100}}, 80)
	page := screentest.Open(t, m, screentest.Size(600, 400))
	m.SetSource(s)
	widgets.Focus(m)
	return page, m, s
}

func TestAMatrixAsksOnlyForWhatIsInView(t *testing.T) {
	page, _, s := newSums(t, 5000, 200)
	page.See("=0")
	page.See("number 0")
	page.DontSee("=199")
	if n := len(s.asked); n == 0 || n > 200 {
		t.Errorf("asked for %d cells of a million", n)
	}
}

func TestAMatrixIsWalkedByKeys(t *testing.T) {
	page, m, _ := newSums(t, 5000, 200)
	for _, step := range []struct {
		keys        []string
		row, column int
	}{
		{[]string{"Down", "Right"}, 1, 1},
		{[]string{"End"}, 1, 199},
		{[]string{"Right", "Down"}, 2, 199},
		{[]string{"Home", "Left", "Up", "Up", "Up"}, 0, 0},
	} {
		page.Press(step.keys...)
		if row, column, is := m.Selected(); !is || row != step.row || column != step.column {
			t.Fatalf("after %v at %d, %d", step.keys, row, column)
		}
	}
	page.Press("End")
	page.See("=199")
	page.See("plus 199")
	page.See("number 0") // what stands before the rows stays
	page.DontSee("plus 0")
	page.Press("PageDown", "PageDown")
	if row, _, _ := m.Selected(); row < 10 {
		t.Errorf("two views down is row %d", row)
	}
}

func TestAMatrixMarksAndOpens(t *testing.T) {
	page, m, s := newSums(t, 3, 2)
	var opened [][2]int
	m.OnOpen = func(row, column int) { opened = append(opened, [2]int{row, column}) }
	m.OnMark = func(row, column int) { s.marked[[2]int{row, column}] = true }
	all := 0
	m.OnMarkAll = func() { all++ }
	typed := ""
	m.OnType = func(text string) { typed += text }
	page.Press("Space", "Enter", "Ctrl+A")
	page.TypeHere("w")
	if !s.marked[[2]int{0, 0}] || len(opened) != 1 || opened[0] != [2]int{1, 0} || all != 1 || typed != "w" {
		t.Errorf("marked %v, opened %v, all %d times, typed %q", s.marked, opened, all, typed)
	}
}

func TestAMatrixThatShrinksKeepsASelectionInIt(t *testing.T) {
	_, m, s := newSums(t, 50, 20)
	m.Select(40, 19)
	s.rows, s.columns = 10, 5
	m.SetSource(s)
	if row, column, is := m.Selected(); !is || row != 9 || column != 4 {
		t.Errorf("selected is %d, %d, %v", row, column, is)
	}
	s.rows = 0
	m.SetSource(s)
	if _, _, is := m.Selected(); is {
		t.Error("a cell of an empty matrix is selected")
	}
	m.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -50)}) // nothing to move
}
