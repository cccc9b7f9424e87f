package widgets

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/background"
)

// Kind says what a column holds and so how it is drawn.
type Kind int

// The kinds of columns. Numbers stand right, badges on a coloured ground.
const (
	KindText Kind = iota
	KindNumber
	KindDate
	KindBadge
)

// Align overrides where a column's kind puts its text.
type Align int

// The places of a cell's text.
const (
	AlignByKind Align = iota
	AlignLeft
	AlignCenter
	AlignRight
)

// Column is one column of a RecordTable.
type Column struct {
	Title  string
	Field  string  // what of a customer stands in it, such as account_no: masked where the list goes out; empty: nothing
	Width  float32 // least width, at text of normal size
	Weight float32 // share of the width left over; 0: keeps Width
	Kind   Kind
	Align  Align
	// Sortable columns call OnSort when their header is tapped.
	Sortable bool
	Hidden   bool // keeps its place among the cells, takes none on view
}

// Row is one record as a table shows it.
type Row struct {
	Key   string // tells the record apart from all others, stable over refreshes
	Cells []Cell // one for each column
}

// Cell is one value as shown.
type Cell struct {
	Text   string
	Tone   Tone // colours badges, and other cells unless neutral
	Strong bool // in bold
	Muted  bool // drawn back, as what says little
}

// Texts makes plain cells of texts.
func Texts(texts ...string) []Cell {
	cells := make([]Cell, len(texts))
	for i, text := range texts {
		cells[i].Text = text
	}
	return cells
}

// Fetch brings up to count rows from a place in the list, away from the UI
// thread. Fewer rows are taken for the end of the list.
type Fetch func(ctx context.Context, from, count int) ([]Row, error)

// RecordTable shows a list of any length and fetches the rows on view, a page
// at a time. One row is selected; any number may be marked. It belongs to the
// UI thread.
//
// Keys: Up, Down, PageUp, PageDown, Home, End move; Enter opens; Space marks;
// Ctrl+A marks all; Ctrl+C copies.
type RecordTable struct {
	widget.BaseWidget

	OnOpen   func(Row)                       // Enter or a double click
	OnSelect func(Row)                       // another row is selected, and its cells are there
	OnMark   func(count int)                 // the number of marked rows changed
	OnSort   func(column int, backward bool) // a header was tapped: sort, then Refresh
	OnMenu   func(Row, fyne.Position)        // a right click, at a place on the canvas
	OnError  func(error)                     // a page could not be fetched; old rows stay
	OnType   func(text string)               // a letter was typed: usually goes to the filter
	OnFocus  func(focused bool)
	// OnKey and OnShortcut are asked before the table uses a key; true: used up.
	OnKey      func(*fyne.KeyEvent) bool
	OnShortcut func(fyne.Shortcut) bool
	OnCell     func(column int) // a cell of the selected row was pressed
	// CopyText words what Ctrl+C puts on the clipboard: marked rows among those
	// fetched, or the selected one. Nil: tab-separated cells. Masking goes here.
	CopyText func([]Row) string

	columns []Column
	pages   *pages
	marks   marks
	total   int

	selected    int    // index, -1: none
	cell        int    // column of the selected row with a frame, from 1; 0: none
	selectedKey string // empty until the row was fetched
	told        string // the key OnSelect was last told
	sortColumn  int    // -1: unsorted
	backward    bool
	focused     bool

	top   float64 // pixels above the view; float32 is too coarse for a million rows
	left  float32
	empty fyne.CanvasObject

	header *tableHeader
	body   *tableBody
	down   *scrollBar
	across *scrollBar
}

// NewRecordTable makes an empty table; SetTotal fills it.
func NewRecordTable(runner *background.Runner, columns []Column, fetch Fetch) *RecordTable {
	t := &RecordTable{columns: columns, selected: -1, sortColumn: -1}
	t.pages = newPages(runner, fetch, t.arrived)
	t.header = newTableHeader(t)
	t.body = newTableBody(t)
	t.down = newScrollBar(false, func(to float64) { t.scrollTo(to) })
	t.across = newScrollBar(true, func(to float64) { t.scrollAcross(float32(to)) })
	t.ExtendBaseWidget(t)
	return t
}

// SetTotal says how long the list is. Rows on view stay.
func (t *RecordTable) SetTotal(total int) {
	t.total = max(0, total)
	if t.selected >= t.total {
		t.selected = t.total - 1
	}
	t.Refresh()
	t.tellMarks()
}

// Total is how long the list is.
func (t *RecordTable) Total() int { return t.total }

// Reload fetches the rows again. Old rows stay until the new ones are there,
// and the selection stays with its record.
func (t *RecordTable) Reload() {
	t.pages.stale()
	t.Refresh()
}

// Restart shows another list of this length from its top, with nothing
// selected or marked. Old rows stay until the new ones are there.
func (t *RecordTable) Restart(total int) {
	t.top, t.selected, t.selectedKey, t.told = 0, -1, "", ""
	t.marks.set(false)
	t.pages.stale()
	t.SetTotal(total)
}

// Stop gives up fetching, for when the screen closes.
func (t *RecordTable) Stop() { t.pages.stop() }

// SetEmpty is what stands in place of the rows when there are none.
func (t *RecordTable) SetEmpty(empty fyne.CanvasObject) {
	t.empty = empty
	t.Refresh()
}

// ShowColumns chooses the columns on view; none chosen shows all.
func (t *RecordTable) ShowColumns(columns ...int) {
	for i := range t.columns {
		t.columns[i].Hidden = len(columns) > 0 && !slices.Contains(columns, i)
	}
	t.Refresh()
}

// SetSort shows by which column the list is sorted; -1 is by none.
func (t *RecordTable) SetSort(column int, backward bool) {
	t.sortColumn, t.backward = column, backward
	t.header.Refresh()
}

// Widths are the columns' widths where a user changed them, else 0, to be
// kept for next time.
func (t *RecordTable) Widths() []float32 { return append([]float32(nil), t.header.chosen...) }

// SetWidths sets what Widths gave.
func (t *RecordTable) SetWidths(widths []float32) {
	copy(t.header.chosen, widths)
	t.Refresh()
}

// Selected is the selected row, if there is one and it was fetched.
func (t *RecordTable) Selected() (Row, bool) {
	if t.selected < 0 {
		return Row{}, false
	}
	row, there, _ := t.pages.row(t.selected)
	return row, there
}

// SelectedIndex is the place of the selected row, or -1.
func (t *RecordTable) SelectedIndex() int { return t.selected }

// Select selects the row at a place and brings it into view.
func (t *RecordTable) Select(at int) {
	if t.total == 0 {
		return
	}
	t.selected = min(max(at, 0), t.total-1)
	t.selectedKey = ""
	t.reveal(t.selected)
	t.settle()
	t.body.paint()
}

// SelectRecord selects a record at the place where the rows to come have it:
// those on view may still be the former ones.
func (t *RecordTable) SelectRecord(at int, key string) {
	t.Select(at)
	t.selectedKey = key
}

// SetCell frames one cell of the selected row, as the one that keys go to; -1
// frames none.
func (t *RecordTable) SetCell(column int) {
	t.cell = column + 1
	t.body.paint()
}

// Marks are the marked rows.
func (t *RecordTable) Marks() Marks { return t.marks.list() }

// MarkCount is how many rows are marked.
func (t *RecordTable) MarkCount() int { return t.marks.count(t.total) }

// MarkAll marks every row of the list, also those never fetched, or none.
func (t *RecordTable) MarkAll(all bool) {
	t.marks.set(all)
	t.body.paint()
	t.tellMarks()
}

func (t *RecordTable) toggleMark(at int) {
	row, there, _ := t.pages.row(at)
	if !there || !t.marking() {
		return
	}
	t.marks.toggle(row.Key)
	t.body.paint()
	t.tellMarks()
}

// marking reports whether anybody cares for marks.
func (t *RecordTable) marking() bool { return t.OnMark != nil }

func (t *RecordTable) tellMarks() {
	t.header.Refresh()
	if t.OnMark != nil {
		t.OnMark(t.MarkCount())
	}
}

// arrived takes note that a page came or failed.
func (t *RecordTable) arrived(err error) {
	if err != nil && t.OnError != nil {
		t.OnError(err)
	}
	t.settle()
	t.body.changed()
}

// settle joins the selection, which is a record, with its place in the list.
func (t *RecordTable) settle() {
	if t.selected < 0 {
		return
	}
	row, there, fresh := t.pages.row(t.selected)
	switch {
	case t.selectedKey == "" && there:
		t.selectedKey = row.Key
	case !fresh || row.Key == t.selectedKey:
	default:
		if at, found := t.pages.find(t.selectedKey); found {
			t.selected = at
		} else if t.pages.settled() { // the record has left the list: its follower takes over
			t.selectedKey = row.Key
		}
	}
	t.tellSelected()
}

func (t *RecordTable) tellSelected() {
	row, there := t.Selected()
	if !there || row.Key != t.selectedKey || row.Key == t.told {
		return
	}
	t.told = row.Key
	if t.OnSelect != nil {
		t.OnSelect(row)
	}
}

func (t *RecordTable) open(at int) {
	if row, there, _ := t.pages.row(at); there && t.OnOpen != nil {
		t.OnOpen(row)
	}
}
