package widgets

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// MatrixSource is what a Matrix shows: things down, others across, and a cell
// for each two. It is asked only for what is in view.
type MatrixSource interface {
	Rows() int
	Columns() int
	Title(column int) string
	Side(row int) []Cell // what stands before a row, a cell for each side column
	Cell(row, column int) Cell
	Marked(row, column int) bool
}

// Matrix shows a source of any size. What stands before the rows and over the
// columns stays in view; it moves by whole cells, and draws only those in view.
// A cell says its state by tone and word; one that is muted has no ground.
//
// Keys: the arrows move by cell, PageUp and PageDown by view, Home and End along
// the row; Enter opens, Space marks, Ctrl+A marks all.
type Matrix struct {
	widget.BaseWidget

	OnOpen    func(row, column int)
	OnMark    func(row, column int)
	OnMarkAll func()
	OnMove    func(row, column int) // another cell is selected
	OnType    func(text string)     // a letter was typed: usually goes to the filter

	source     MatrixSource
	sides      []Column
	cellWidth  float32
	row        int // selected; -1: none
	column     int
	top, left  int // the first cell in view
	focused    bool
	view       *matrixRenderer // nil until shown
	down       *scrollBar
	across     *scrollBar
	empty      fyne.CanvasObject
	tall, wide int // cells in view
}

// NewMatrix is empty; SetSource fills it. The side columns keep their widths,
// the others have at least cellWidth.
func NewMatrix(sides []Column, cellWidth float32) *Matrix {
	m := &Matrix{sides: sides, cellWidth: cellWidth, row: -1}
	m.down = newScrollBar(false, func(to float64) { m.scrollTo(int(math.Round(to)), m.left) })
	m.across = newScrollBar(true, func(to float64) { m.scrollTo(m.top, int(math.Round(to))) })
	m.ExtendBaseWidget(m)
	return m
}

// SetSource shows something else. The place in view and the selection stay as
// far as there is something.
func (m *Matrix) SetSource(source MatrixSource) {
	m.source = source
	m.row, m.column = min(m.row, source.Rows()-1), min(m.column, max(0, source.Columns()-1))
	m.Refresh()
	m.tell()
}

// SetEmpty is what stands in place of the cells when there are none.
func (m *Matrix) SetEmpty(empty fyne.CanvasObject) { m.empty = empty; m.Refresh() }

// Selected is the selected cell; false when there is none.
func (m *Matrix) Selected() (row, column int, is bool) {
	return m.row, m.column, m.row >= 0 && m.row < m.rows() && m.column < m.columns()
}

// Select selects a cell and brings it into view.
func (m *Matrix) Select(row, column int) {
	if m.rows() == 0 || m.columns() == 0 {
		return
	}
	m.row, m.column = min(max(row, 0), m.rows()-1), min(max(column, 0), m.columns()-1)
	m.top, m.left = reveal(m.top, m.tall, m.row), reveal(m.left, m.wide, m.column)
	m.paint()
	m.tell()
}

func (m *Matrix) tell() {
	if row, column, is := m.Selected(); is && m.OnMove != nil {
		m.OnMove(row, column)
	}
}

// reveal is the first cell in view once one is.
func reveal(first, view, at int) int {
	switch {
	case at < first:
		return at
	case view > 0 && at >= first+view:
		return at - view + 1
	}
	return first
}

func (m *Matrix) rows() int {
	if m.source == nil {
		return 0
	}
	return m.source.Rows()
}

func (m *Matrix) columns() int {
	if m.source == nil {
		return 0
	}
	return m.source.Columns()
}

func (m *Matrix) scrollTo(top, left int) {
	m.top, m.left = top, left
	m.paint()
}

// Repaint asks the source for the cells in view again.
func (m *Matrix) Repaint() { m.paint() }

func (m *Matrix) paint() {
	m.top = max(0, min(m.top, m.rows()-m.tall))
	m.left = max(0, min(m.left, m.columns()-m.wide))
	if m.view != nil {
		m.view.paint()
	}
}

// FocusGained is called by Fyne. Who comes by Tab finds a cell selected.
func (m *Matrix) FocusGained() {
	m.focused = true
	if m.row < 0 {
		m.Select(m.top, m.left)
	}
	m.paint()
}

// FocusLost is called by Fyne.
func (m *Matrix) FocusLost() { m.focused = false; m.paint() }

// TypedRune hands letters on, so that typing goes to the filter at once.
func (m *Matrix) TypedRune(r rune) {
	if r != ' ' && m.OnType != nil {
		m.OnType(string(r))
	}
}

// TypedKey moves, opens and marks, and passes on the rest.
func (m *Matrix) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyUp:
		m.Select(m.row-1, m.column)
	case fyne.KeyDown:
		m.Select(m.row+1, m.column)
	case fyne.KeyLeft:
		m.Select(m.row, m.column-1)
	case fyne.KeyRight:
		m.Select(m.row, m.column+1)
	case fyne.KeyPageUp:
		m.Select(m.row-m.tall, m.column)
	case fyne.KeyPageDown:
		m.Select(m.row+m.tall, m.column)
	case fyne.KeyHome:
		m.Select(m.row, 0)
	case fyne.KeyEnd:
		m.Select(m.row, m.columns()-1)
	default:
		m.typedCommand(ev)
	}
}

func (m *Matrix) typedCommand(ev *fyne.KeyEvent) {
	row, column, is := m.Selected()
	switch {
	case ev.Name == fyne.KeySpace && is && m.OnMark != nil:
		m.OnMark(row, column)
		m.Select(row+1, column)
	case (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) && is && m.OnOpen != nil:
		m.OnOpen(row, column)
	default:
		PassKey(m, ev)
	}
}

// TypedShortcut marks all, and passes on the rest.
func (m *Matrix) TypedShortcut(shortcut fyne.Shortcut) {
	if _, all := shortcut.(*fyne.ShortcutSelectAll); all && m.OnMarkAll != nil {
		m.OnMarkAll()
		m.paint()
		return
	}
	PassShortcut(m, shortcut)
}

// MouseDown selects at once; with Ctrl it marks.
func (m *Matrix) MouseDown(ev *desktop.MouseEvent) {
	Focus(m)
	row, column, on := m.at(ev.Position)
	if !on {
		return
	}
	m.Select(row, column)
	if ev.Button == desktop.MouseButtonPrimary && ev.Modifier&fyne.KeyModifierShortcutDefault != 0 && m.OnMark != nil {
		m.OnMark(row, column)
		m.paint()
	}
}

// MouseUp is called by Fyne.
func (m *Matrix) MouseUp(*desktop.MouseEvent) {}

// DoubleTapped opens a cell.
func (m *Matrix) DoubleTapped(ev *fyne.PointEvent) {
	if row, column, on := m.at(ev.Position); on && m.OnOpen != nil {
		m.OnOpen(row, column)
	}
}

// Scrolled is called by Fyne: a notch of the wheel is a few cells.
func (m *Matrix) Scrolled(ev *fyne.ScrollEvent) {
	m.scrollTo(m.top-notches(ev.Scrolled.DY, m.rowHeight()), m.left-notches(ev.Scrolled.DX, m.cellWidth))
}

// notches is at least one cell in the direction of a scroll.
func notches(by, cell float32) int {
	n := int(by / cell)
	switch {
	case n == 0 && by > 0:
		return 1
	case n == 0 && by < 0:
		return -1
	}
	return n
}

// Says is what stands in view.
func (m *Matrix) Says() []string {
	var out []string
	columns := min(m.left+m.wide, m.columns())
	for column := m.left; column < columns; column++ {
		out = append(out, m.source.Title(column))
	}
	for row := m.top; row < min(m.top+m.tall, m.rows()); row++ {
		for _, cell := range m.source.Side(row) {
			out = append(out, cell.Text)
		}
		for column := m.left; column < columns; column++ {
			out = append(out, m.source.Cell(row, column).Text)
		}
	}
	return out
}

func (m *Matrix) rowHeight() float32 {
	return float32(math.Round(float64(size(m, theme.SizeNameText) * 2)))
}
