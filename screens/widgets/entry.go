// Package widgets holds the parts screens are built of: fields, tables,
// notes, dialogs, and the routing of keys between them. All of it works by
// keyboard alone.
//
// It knows nothing of customers or cases, asks no store, and starts no
// goroutine. Everything here belongs to the UI thread.
package widgets

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Entry is a text field that passes on the keys it does not use itself, so
// that the window's chords work while somebody types. Use its hooks rather
// than embed it: what is embedded does not find its window.
type Entry struct {
	widget.Entry

	// OnKey is asked first; true means the key is used up.
	OnKey func(*fyne.KeyEvent) bool
	// OnChord is asked first about chords with Ctrl or Alt; true: used up.
	OnChord func(Chord) bool
	// OnFocus is told when the field gains or loses the focus.
	OnFocus func(focused bool)

	takesTab bool // a list is open under the field: Tab takes from it
}

// NewEntry is a field of one line. Enter goes to OnSubmitted or, without it,
// up to the window.
func NewEntry() *Entry {
	e := &Entry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	return e
}

// NewMultiLineEntry is a field of several lines, rows of them on view. Tab
// moves on; Enter begins a new line, Ctrl+Enter goes up to the window.
func NewMultiLineEntry(rows int) *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(rows)
	e.ExtendBaseWidget(e)
	return e
}

// CreateRenderer is called by Fyne.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := &entryRenderer{e.Entry.CreateRenderer(), e}
	r.paint()
	return r
}

// entryRenderer lets a field that only shows step back; Fyne gives it the
// strongest border of all.
type entryRenderer struct {
	fyne.WidgetRenderer
	e *Entry
}

func (r *entryRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	if r.e.ActionItem != nil { // it may have grown, which Fyne looks at on resizing only
		r.Layout(r.e.Size())
	}
	r.paint()
}

func (r *entryRenderer) paint() {
	if !r.e.Disabled() {
		return
	}
	for i, object := range r.Objects() {
		switch box, is := object.(*canvas.Rectangle); {
		case is && i == 0:
			box.FillColor = theme.Color(theme.ColorNameDisabledButton)
		case is:
			box.StrokeColor = theme.Color(theme.ColorNameSeparator)
		}
	}
}

// AcceptsTab keeps Tab for moving on, in several lines too.
func (e *Entry) AcceptsTab() bool { return e.takesTab }

// TypedKey uses what edits text and passes on the rest.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case e.OnKey != nil && e.OnKey(ev):
	case e.passes(ev.Name):
		PassKey(e, ev)
	default:
		e.Entry.TypedKey(ev)
	}
}

// passes says which keys are of no use to a text field.
func (e *Entry) passes(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyEscape, fyne.KeyTab:
		return true
	case fyne.KeyPageUp, fyne.KeyPageDown:
		return !e.MultiLine
	case fyne.KeyReturn, fyne.KeyEnter:
		return !e.MultiLine && e.OnSubmitted == nil
	}
	return isFunctionKey(key)
}

// TypedShortcut uses what edits text and passes on the rest.
func (e *Entry) TypedShortcut(shortcut fyne.Shortcut) {
	chord, _ := chordOfShortcut(shortcut)
	custom, is := shortcut.(*desktop.CustomShortcut)
	switch {
	case e.OnChord != nil && e.OnChord(chord):
	case is && !editsText(custom):
		PassShortcut(e, shortcut)
	default:
		e.Entry.TypedShortcut(shortcut)
	}
}

// editsText says which chords move by words or delete them.
func editsText(chord *desktop.CustomShortcut) bool {
	switch chord.KeyName {
	case fyne.KeyLeft, fyne.KeyRight:
		return chord.Modifier&^fyne.KeyModifierShift == fyne.KeyModifierShortcutDefault
	case fyne.KeyBackspace, fyne.KeyDelete:
		return chord.Modifier == fyne.KeyModifierShortcutDefault
	}
	return false
}

// FocusGained is called by Fyne.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	if e.OnFocus != nil {
		e.OnFocus(true)
	}
}

// FocusLost is called by Fyne.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	if e.OnFocus != nil {
		e.OnFocus(false)
	}
}

// SetText replaces the text. A selection does not outlive the text it was in:
// Fyne would keep its ends, and the second letter typed would replace the first.
func (e *Entry) SetText(text string) {
	e.dropSelection()
	e.Entry.SetText(text)
}

// Insert writes a text where the cursor is, as typing would: Ctrl+Z takes it
// back. What was selected stays; the text then goes behind it.
func (e *Entry) Insert(text string) {
	if e.SelectedText() != "" {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: pasted(text)})
}

// pasted is a clipboard that holds just this, so that the one of the system
// stays as it is.
type pasted string

func (p pasted) Content() string { return string(p) }

func (pasted) SetContent(string) {}

// SelectAll selects the whole text, so that typing replaces it.
func (e *Entry) SelectAll() {
	if e.Text == "" {
		e.dropSelection()
		return
	}
	e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (e *Entry) dropSelection() {
	if e.SelectedText() != "" {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	}
}

// CursorPlace tells where the cursor stands and how long the text is: whether
// somebody types shows in that.
func (e *Entry) CursorPlace() (row, column, runes int) {
	return e.CursorRow, e.CursorColumn, utf8.RuneCountInString(e.Text)
}
