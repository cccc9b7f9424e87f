package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

// Chip is one ready-made filter.
type Chip struct {
	Key   string // what Chosen gives
	Text  string
	Count int  // how many records it would show; below 0: not known, not shown
	More  bool // there are more than Count
}

// ChipsOf are a chip for each of some codes, with the words for it and how many
// records it would show; counts nil: not known.
func ChipsOf[T ~string](codes []T, word func(T) string, counts map[T]int64) []Chip {
	chips := make([]Chip, len(codes))
	for i, c := range codes {
		chips[i] = Chip{Key: string(c), Text: word(c), Count: -1}
		if counts != nil {
			chips[i].Count = int(counts[c])
		}
	}
	return chips
}

// Chips is a row of filters to press. The row is one stop of Tab: Left and
// Right move in it, Space and Enter press, a digit presses the chip of that
// place.
type Chips struct {
	widget.BaseWidget
	Many     bool                  // several can be chosen; else one at most
	OnChange func(chosen []string) // the keys, in the order of the row
	OnFocus  func(focused bool)    // the row gained or lost the focus

	chips   []Chip
	chosen  map[string]bool
	at      int // the chip the keys go to
	hovered int // the chip under the mouse, or -1
	focused bool
}

// NewChips is a row of filters, none chosen.
func NewChips(chips []Chip, changed func(chosen []string)) *Chips {
	c := &Chips{OnChange: changed, chips: chips, chosen: map[string]bool{}, hovered: -1}
	c.ExtendBaseWidget(c)
	return c
}

// SetChips changes words and counts; what was chosen stays, if it is there.
func (c *Chips) SetChips(chips []Chip) {
	c.chips = chips
	c.at = min(c.at, max(0, len(chips)-1))
	c.Refresh()
}

// Chosen is the keys of the chosen chips, in the order of the row.
func (c *Chips) Chosen() []string {
	var keys []string
	for _, chip := range c.chips {
		if c.chosen[chip.Key] {
			keys = append(keys, chip.Key)
		}
	}
	return keys
}

// Choose sets what is chosen, without a call of OnChange.
func (c *Chips) Choose(keys ...string) {
	clear(c.chosen)
	for _, key := range keys {
		c.chosen[key] = true
	}
	c.Refresh()
}

// press chooses a chip, or lets it go again.
func (c *Chips) press(at int) {
	if at < 0 || at >= len(c.chips) {
		return
	}
	c.at = at
	key := c.chips[at].Key
	was := c.chosen[key]
	if !c.Many {
		clear(c.chosen)
	}
	c.chosen[key] = !was
	c.Refresh()
	if c.OnChange != nil {
		c.OnChange(c.Chosen())
	}
}

// TypedKey moves and presses, and passes on the rest.
func (c *Chips) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		c.at = max(0, c.at-1)
	case fyne.KeyRight:
		c.at = min(len(c.chips)-1, c.at+1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.press(c.at)
	default:
		PassKey(c, ev)
		return
	}
	c.Refresh()
}

// TypedRune presses the chip whose place a digit names.
func (c *Chips) TypedRune(r rune) {
	if r >= '1' && r <= '9' {
		c.press(int(r - '1'))
	}
}

// FocusGained is called by Fyne.
func (c *Chips) FocusGained() { c.focus(true) }

// FocusLost is called by Fyne.
func (c *Chips) FocusLost() { c.focus(false) }

func (c *Chips) focus(gained bool) {
	c.focused = gained
	c.Refresh()
	if c.OnFocus != nil {
		c.OnFocus(gained)
	}
}

// Tapped presses the chip under the mouse.
func (c *Chips) Tapped(ev *fyne.PointEvent) { c.press(c.chipAt(ev.Position)) }

// MouseIn is called by Fyne.
func (c *Chips) MouseIn(ev *desktop.MouseEvent) { c.hover(c.chipAt(ev.Position)) }

// MouseMoved is called by Fyne.
func (c *Chips) MouseMoved(ev *desktop.MouseEvent) { c.hover(c.chipAt(ev.Position)) }

// MouseOut is called by Fyne.
func (c *Chips) MouseOut() { c.hover(-1) }

func (c *Chips) hover(at int) {
	if at != c.hovered {
		c.hovered = at
		c.Refresh()
	}
}

const (
	chipPad = 10
	chipGap = 6
)

// chipBox is where a chip lies.
type chipBox struct {
	at     fyne.Position
	size   fyne.Size
	text   float32 // the width of its words
	number string  // its count as shown
}

func (b chipBox) holds(p fyne.Position) bool {
	return p.X >= b.at.X && p.Y >= b.at.Y && p.X < b.at.X+b.size.Width && p.Y < b.at.Y+b.size.Height
}

// boxes lays the chips out in rows of a width; 0 is one row.
func (c *Chips) boxes(width float32) []chipBox {
	text := size(c, theme.SizeNameText)
	var boxes []chipBox
	var x, y float32
	for _, chip := range c.chips {
		words := fyne.MeasureText(chip.Text, text, fyne.TextStyle{})
		box := chipBox{text: words.Width, size: fyne.NewSize(words.Width+2*chipPad, words.Height+5)}
		if chip.Count >= 0 {
			if box.number = grouped(chip.Count); chip.More {
				box.number += "+"
			}
			box.size.Width += chipGap + fyne.MeasureText(box.number, text-1, fyne.TextStyle{}).Width
		}
		if x > 0 && width > 0 && x+box.size.Width > width {
			x, y = 0, y+box.size.Height+chipGap
		}
		box.at = fyne.NewPos(x, y)
		x += box.size.Width + chipGap
		boxes = append(boxes, box)
	}
	return boxes
}

func (c *Chips) chipAt(p fyne.Position) int {
	return slices.IndexFunc(c.boxes(c.Size().Width), func(b chipBox) bool { return b.holds(p) })
}

// Says is the words of the chips and their counts.
func (c *Chips) Says() []string {
	var texts []string
	for i, box := range c.boxes(c.Size().Width) {
		texts = append(texts, c.chips[i].Text)
		if box.number != "" {
			texts = append(texts, box.number)
		}
	}
	return texts
}

// Place is the middle of the chip with these words.
func (c *Chips) Place(text string) (fyne.Position, bool) {
	for i, box := range c.boxes(c.Size().Width) {
		if c.chips[i].Text == text {
			return box.at.AddXY(box.size.Width/2, box.size.Height/2), true
		}
	}
	return fyne.Position{}, false
}

// CreateRenderer is called by Fyne.
func (c *Chips) CreateRenderer() fyne.WidgetRenderer {
	r := &chipsRenderer{chips: c}
	r.Refresh()
	return r
}

type chipsRenderer struct {
	chips   *Chips
	backs   []*canvas.Rectangle
	words   []*canvas.Text
	numbers []*canvas.Text
	objects []fyne.CanvasObject
}

func (r *chipsRenderer) Destroy()                     {}
func (r *chipsRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *chipsRenderer) Layout(fyne.Size)             { r.Refresh() }

// MinSize is the height the chips need at the width they have.
func (r *chipsRenderer) MinSize() fyne.Size {
	var least fyne.Size
	for _, box := range r.chips.boxes(r.chips.Size().Width) {
		least.Width = max(least.Width, box.size.Width)
		least.Height = max(least.Height, box.at.Y+box.size.Height)
	}
	return least
}

func (r *chipsRenderer) Refresh() {
	boxes := r.chips.boxes(r.chips.Size().Width)
	for len(r.backs) < len(boxes) {
		back, words, number := canvas.NewRectangle(nil), canvas.NewText("", nil), canvas.NewText("", nil)
		r.backs, r.words, r.numbers = append(r.backs, back), append(r.words, words), append(r.numbers, number)
	}
	r.backs, r.words, r.numbers = r.backs[:len(boxes)], r.words[:len(boxes)], r.numbers[:len(boxes)]
	r.objects = r.objects[:0]
	for i, box := range boxes {
		r.paint(i, box)
		r.objects = append(r.objects, r.backs[i], r.words[i], r.numbers[i])
	}
	canvas.Refresh(r.chips)
}

func (r *chipsRenderer) paint(i int, box chipBox) {
	c, back, words, number := r.chips, r.backs[i], r.words[i], r.numbers[i]
	chosen := c.chosen[c.chips[i].Key]
	back.FillColor, words.Color = colour(c, look.ColorSurface), colour(c, theme.ColorNameForeground)
	back.StrokeColor, back.StrokeWidth = colour(c, theme.ColorNameInputBorder), 1
	number.Color = colour(c, look.ColorMuted)
	switch {
	case chosen:
		back.FillColor, words.Color = colour(c, theme.ColorNamePrimary), colour(c, theme.ColorNameForegroundOnPrimary)
		back.StrokeColor, number.Color = back.FillColor, words.Color
	case i == c.hovered:
		back.FillColor = colour(c, look.ColorRowHover)
	}
	if c.focused && i == c.at {
		back.StrokeWidth = 2
		back.StrokeColor = colour(c, theme.ColorNamePrimary)
		if chosen {
			back.StrokeColor = colour(c, theme.ColorNameForeground)
		}
	}
	back.CornerRadius = box.size.Height / 2
	words.Text, words.TextSize = c.chips[i].Text, size(c, theme.SizeNameText)
	number.Text, number.TextSize = box.number, words.TextSize-1
	place(back, box.at, box.size)
	place(words, box.at.AddXY(chipPad, -textRise), fyne.NewSize(box.text, box.size.Height))
	place(number, box.at.AddXY(chipPad+box.text+chipGap, -textRise), box.size)
}
