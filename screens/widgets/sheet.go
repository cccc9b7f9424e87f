package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Action is a button of a sheet.
type Action struct {
	Label  string
	Do     func() // nil: only close the sheet
	Danger bool   // takes something away
}

// Sheet is a dialog above the window. Ctrl+Enter does its primary action,
// Escape its secondary; when it closes, the focus returns where it was.
type Sheet struct {
	Title     string
	Body      fyne.CanvasObject
	Primary   Action         // rightmost; does not close the sheet by itself
	Secondary Action         // left of it; empty: Cancel, which closes
	Others    []Action       // at the left end
	First     fyne.Focusable // has the focus at first; nil: the first field
	Width     float32        // least width of the body; 0: 480
	Height    float32        // least height of the body
	OnClosed  func()

	keys    *Keys
	layer   *KeyLayer
	float   *floating
	before  fyne.Focusable
	primary *Button
	second  *Button
}

// NewSheet is a dialog with one thing to do.
func NewSheet(title string, body fyne.CanvasObject, primary Action) *Sheet {
	return &Sheet{Title: title, Body: body, Primary: primary}
}

// Show opens the sheet. Showing an open sheet does nothing.
func (s *Sheet) Show(keys *Keys) {
	if s.float != nil {
		return
	}
	s.keys = keys
	canvas := keys.Canvas()
	s.before = canvas.Focused()
	canvas.Unfocus()
	s.float = &floating{canvas: canvas, body: s.build(), dims: true, place: centred}
	s.float.open()
	s.layer = keys.PushModal(s.Title)
	s.layer.On("Escape", s.secondary().Label, s.cancel)
	if s.Primary.Label != "" {
		s.layer.On("Ctrl+Enter", s.Primary.Label, func() { s.primary.Tapped(nil) })
	}
	s.focusFirst()
}

// Close takes the sheet away. Closing twice is harmless.
func (s *Sheet) Close() {
	if s.float == nil {
		return
	}
	s.layer.Close()
	s.float.close()
	s.float = nil
	canvas := s.keys.Canvas()
	if gone, is := s.before.(fyne.CanvasObject); is && fyne.CurrentApp().Driver().CanvasForObject(gone) == canvas {
		canvas.Focus(s.before)
	}
	if s.OnClosed != nil {
		s.OnClosed()
	}
}

// Open reports whether the sheet is on view.
func (s *Sheet) Open() bool { return s.float != nil }

// Layer is where chords of this sheet can be added while it is open.
func (s *Sheet) Layer() *KeyLayer { return s.layer }

// SetBusy greys the primary button while its work runs, so that a second
// press does nothing.
func (s *Sheet) SetBusy(busy bool) {
	if s.primary == nil {
		return
	}
	if busy {
		s.primary.Disable()
	} else {
		s.primary.Enable()
	}
}

// Refresh lays the sheet out again after its body has grown or shrunk.
func (s *Sheet) Refresh() {
	if s.float != nil {
		s.float.Refresh()
	}
}

func (s *Sheet) secondary() Action {
	switch {
	case s.Secondary.Label != "":
		return s.Secondary
	case s.Primary.Label == "": // a sheet that only tells
		return Action{Label: lang.L("Close"), Do: s.Secondary.Do}
	}
	return Action{Label: lang.L("Cancel"), Do: s.Secondary.Do}
}

func (s *Sheet) cancel() {
	if do := s.secondary().Do; do != nil {
		do()
		return
	}
	s.Close()
}

func (s *Sheet) focusFirst() {
	switch first := firstFocusable(s.Body); {
	case s.First != nil:
		s.keys.Canvas().Focus(s.First)
	case first != nil:
		s.keys.Canvas().Focus(first)
	case s.Primary.Danger || s.Primary.Label == "":
		s.keys.Canvas().Focus(s.second) // Enter pressed in a hurry does no harm
	default:
		s.keys.Canvas().Focus(s.primary)
	}
}

// build puts title, body and buttons one above the other.
func (s *Sheet) build() fyne.CanvasObject {
	title := NewText(s.Title)
	title.Bold = true
	title.SizeName = theme.SizeNameSubHeadingText
	title.Shrinks = true
	buttons := container.NewHBox()
	for _, other := range s.Others {
		buttons.Add(s.button(other))
	}
	buttons.Add(layout.NewSpacer())
	second := s.secondary()
	second.Do = s.cancel
	s.second = s.button(second)
	buttons.Add(s.second)
	s.primary = s.button(s.Primary)
	if s.Primary.Label != "" {
		if !s.Primary.Danger {
			s.primary.Importance = widget.HighImportance
		}
		buttons.Add(s.primary)
	}
	width := s.Width
	if width == 0 {
		width = 480
	}
	body := container.New(atLeast{fyne.NewSize(width, s.Height)}, s.Body)
	return container.New(layout.NewCustomPaddedLayout(14, 14, 18, 18),
		container.NewBorder(container.New(layout.NewCustomPaddedLayout(0, 10, 0, 0), title),
			container.New(layout.NewCustomPaddedLayout(12, 0, 0, 0), buttons), nil, nil, body))
}

func (s *Sheet) button(action Action) *Button {
	do := action.Do
	if do == nil {
		do = s.Close
	}
	b := NewButton(action.Label, do)
	if action.Danger {
		b.Importance = widget.DangerImportance
	}
	return b
}

// centred puts a dialog in the upper middle, never larger than the window.
func centred(window, least fyne.Size) (fyne.Position, fyne.Size) {
	size := fyne.NewSize(fyne.Min(least.Width, window.Width-16), fyne.Min(least.Height, window.Height-16))
	return fyne.NewPos((window.Width-size.Width)/2, (window.Height-size.Height)*0.4), size
}

// atLeast gives its one object a least size.
type atLeast struct{ size fyne.Size }

func (l atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}

func (l atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Max(l.size)
}

// fixedWidth gives a paragraph its width before it asks for its height.
type fixedWidth struct{ width float32 }

func (l fixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
}

func (l fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.width, objects[0].(*Paragraph).heightFor(l.width))
}

// Question is what Confirm asks.
type Question struct {
	Title  string
	Text   string
	Yes    string // names the deed, "Withdraw the case", not "OK"
	No     string // empty: Cancel
	Danger bool   // takes something away: the focus is then on No
}

// Confirm asks before something is done; yes is called after it has closed.
func Confirm(keys *Keys, q Question, yes func()) *Sheet {
	text := container.New(fixedWidth{400}, NewParagraph(q.Text))
	sheet := NewSheet(q.Title, text, Action{Label: q.Yes, Danger: q.Danger})
	sheet.Width = 400
	sheet.Secondary = Action{Label: q.No}
	sheet.Primary.Do = func() {
		sheet.Close()
		yes()
	}
	sheet.Show(keys)
	return sheet
}
