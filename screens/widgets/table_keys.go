package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
)

// FocusGained is called by Fyne. Who comes by Tab finds a row selected.
func (t *RecordTable) FocusGained() {
	t.focused = true
	if t.selected < 0 && t.total > 0 {
		t.Select(t.firstOnView())
	}
	t.tellFocus()
}

// FocusLost is called by Fyne.
func (t *RecordTable) FocusLost() {
	t.focused = false
	t.tellFocus()
}

func (t *RecordTable) tellFocus() {
	t.Refresh()
	if t.OnFocus != nil {
		t.OnFocus(t.focused)
	}
}

// TypedRune hands letters on, so that typing goes to the filter at once.
func (t *RecordTable) TypedRune(r rune) {
	if r != ' ' && t.OnType != nil {
		t.OnType(string(r))
	}
}

// TypedKey moves, opens and marks, and passes on the rest.
func (t *RecordTable) TypedKey(ev *fyne.KeyEvent) {
	if t.OnKey != nil && t.OnKey(ev) {
		return
	}
	view := t.rowsOnView()
	switch ev.Name {
	case fyne.KeyUp:
		t.Select(t.selected - 1)
	case fyne.KeyDown:
		t.Select(t.selected + 1)
	case fyne.KeyPageUp:
		t.Select(t.selected - view)
	case fyne.KeyPageDown:
		t.Select(t.selected + view)
	case fyne.KeyHome:
		t.Select(0)
	case fyne.KeyEnd:
		t.Select(t.total - 1)
	case fyne.KeyLeft:
		t.scrollAcross(t.left - 60)
	case fyne.KeyRight:
		t.scrollAcross(t.left + 60)
	default:
		t.typedCommand(ev)
	}
}

func (t *RecordTable) typedCommand(ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeySpace && t.marking() && t.selected >= 0:
		t.toggleMark(t.selected)
		t.Select(t.selected + 1)
	case (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) && t.OnOpen != nil && t.selected >= 0:
		t.open(t.selected)
	default:
		PassKey(t, ev)
	}
}

// TypedShortcut marks all and copies, and passes on the rest.
func (t *RecordTable) TypedShortcut(shortcut fyne.Shortcut) {
	if t.OnShortcut != nil && t.OnShortcut(shortcut) {
		return
	}
	switch s := shortcut.(type) {
	case *fyne.ShortcutSelectAll:
		if t.marking() {
			t.MarkAll(t.MarkCount() < t.total)
			return
		}
		PassShortcut(t, shortcut)
	case *fyne.ShortcutCopy:
		t.copy(s.Clipboard)
	default:
		PassShortcut(t, shortcut)
	}
}

func (t *RecordTable) copy(clipboard fyne.Clipboard) {
	rows := t.pages.choose(t.marks.has)
	if len(rows) == 0 {
		if row, there := t.Selected(); there {
			rows = []Row{row}
		}
	}
	if len(rows) == 0 || clipboard == nil {
		return
	}
	word := t.CopyText
	if word == nil {
		word = tabSeparated
	}
	clipboard.SetContent(word(rows))
}

// tabSeparated words rows so that a spreadsheet takes them.
func tabSeparated(rows []Row) string {
	flat := strings.NewReplacer("\t", " ", "\r", " ", "\n", " ")
	lines := make([]string, len(rows))
	for i, row := range rows {
		cells := make([]string, len(row.Cells))
		for j, cell := range row.Cells {
			cells[j] = flat.Replace(cell.Text)
		}
		lines[i] = strings.Join(cells, "\t")
	}
	return strings.Join(lines, "\n")
}
