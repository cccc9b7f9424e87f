package quiz

import (
	"slices"
	"strconv"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/unicode/norm"

	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
)

// choices offers what one chooses from, one under the other. It is one stop of
// Tab: a digit or a letter chooses, Up and Down move, Space chooses where they
// are, Enter goes on, M marks for later.
type choices struct {
	widget.BaseWidget
	changed func(chosen []int) // their numbers from 1
	onward  func()
	mark    func()

	many    bool
	texts   []*widgets.Paragraph
	chosen  []int
	at      int
	hovered int // -1: none
	focused bool
}

func newChoiceList(offered []string, many bool, chosen []int) *choices {
	c := &choices{many: many, chosen: chosen, hovered: -1}
	for _, text := range offered {
		c.texts = append(c.texts, widgets.NewParagraph(text))
	}
	if len(chosen) > 0 {
		c.at = min(chosen[0]-1, len(offered)-1)
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *choices) object() fyne.CanvasObject { return c }

func (c *choices) focus(on fyne.Canvas) { on.Focus(c) }

func (c *choices) onwardKey() string { return "Enter" }

func (c *choices) markKey() string { return "M" }

// choose takes a choice, or lets it go again. Of a single choice another takes
// the place of the one before.
func (c *choices) choose(at int) {
	if at < 0 || at >= len(c.texts) {
		return
	}
	c.at = at
	number := at + 1
	has := slices.Contains(c.chosen, number)
	if !c.many {
		c.chosen = nil
	}
	if has {
		c.chosen = slices.DeleteFunc(c.chosen, func(n int) bool { return n == number })
	} else {
		c.chosen = append(c.chosen, number)
		slices.Sort(c.chosen)
	}
	c.Refresh()
	c.changed(c.chosen)
}

// TypedKey moves and goes on, and passes on the rest.
func (c *choices) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyUp:
		c.at = max(0, c.at-1)
	case fyne.KeyDown:
		c.at = min(len(c.texts)-1, c.at+1)
	case fyne.KeyReturn, fyne.KeyEnter:
		c.onward()
		return
	case fyne.KeySpace: // arrives as a letter
		return
	default:
		widgets.PassKey(c, ev)
		return
	}
	c.Refresh()
}

// letters is how many choices have one: M marks.
const letters = 'M' - 'A'

// TypedRune chooses by digit or letter, of whatever width.
func (c *choices) TypedRune(r rune) {
	narrow := []rune(norm.NFKC.String(string(r)))
	switch key := unicode.ToUpper(narrow[0]); {
	case key == 'M':
		c.mark()
	case key == ' ':
		c.choose(c.at)
	case key == '0':
		c.choose(9)
	case key >= '1' && key <= '9':
		c.choose(int(key - '1'))
	case key >= 'A' && key < 'A'+letters:
		c.choose(int(key - 'A'))
	}
}

// TypedShortcut passes chords on to the window.
func (c *choices) TypedShortcut(s fyne.Shortcut) { widgets.PassShortcut(c, s) }

// FocusGained is called by Fyne.
func (c *choices) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost is called by Fyne.
func (c *choices) FocusLost() { c.focused = false; c.Refresh() }

// Tapped chooses what is under the mouse.
func (c *choices) Tapped(ev *fyne.PointEvent) {
	if on := fyne.CurrentApp().Driver().CanvasForObject(c); on != nil {
		on.Focus(c)
	}
	c.choose(c.rowAt(ev.Position.Y))
}

// MouseIn is called by Fyne.
func (c *choices) MouseIn(ev *desktop.MouseEvent) { c.hover(c.rowAt(ev.Position.Y)) }

// MouseMoved is called by Fyne.
func (c *choices) MouseMoved(ev *desktop.MouseEvent) { c.hover(c.rowAt(ev.Position.Y)) }

// MouseOut is called by Fyne.
func (c *choices) MouseOut() { c.hover(-1) }

func (c *choices) hover(at int) {
	if at != c.hovered {
		c.hovered = at
		c.Refresh()
	}
}

func (c *choices) rowAt(y float32) int {
	for i, text := range c.texts {
		if top := text.Position().Y - choicePad; y >= top && y < top+c.height(i) {
			return i
		}
	}
	return -1
}

const (
	choicePad  = 8
	choiceGap  = 5
	choiceSign = 26 // of letter and tick, each a square
)

func (c *choices) height(i int) float32 {
	return max(c.texts[i].MinSize().Height, choiceSign) + 2*choicePad
}

// letterOf names a choice as the keys do.
func letterOf(at int) string {
	if at < letters {
		return string(rune('A' + at))
	}
	return strconv.Itoa(at + 1)
}

// CreateRenderer is called by Fyne.
func (c *choices) CreateRenderer() fyne.WidgetRenderer {
	r := &choicesRenderer{c: c}
	for i := range c.texts {
		row := choiceRow{back: canvas.NewRectangle(nil), sign: canvas.NewRectangle(nil), letter: canvas.NewText(letterOf(i), nil), tick: widget.NewIcon(nil)}
		row.back.CornerRadius, row.letter.Alignment = 6, fyne.TextAlignCenter
		r.rows = append(r.rows, row)
	}
	r.paint()
	return r
}

type choiceRow struct {
	back, sign *canvas.Rectangle
	letter     *canvas.Text
	tick       *widget.Icon
}

type choicesRenderer struct {
	c    *choices
	rows []choiceRow
}

func (r *choicesRenderer) Destroy() {}

func (r *choicesRenderer) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for i, row := range r.rows {
		all = append(all, row.back, row.sign, row.letter, r.c.texts[i], row.tick)
	}
	return all
}

func (r *choicesRenderer) MinSize() fyne.Size {
	height := float32(0)
	for i := range r.rows {
		height += r.c.height(i) + choiceGap
	}
	return fyne.NewSize(240, height)
}

func (r *choicesRenderer) Layout(room fyne.Size) {
	y := float32(0)
	for i, row := range r.rows {
		text := r.c.texts[i]
		inner := room.Width - 2*choicePad - 2*(choiceSign+choicePad)
		text.Resize(fyne.NewSize(inner, 0))
		lines := text.MinSize().Height
		text.Resize(fyne.NewSize(inner, lines))
		height := r.c.height(i)
		put(row.back, 0, y, room.Width, height)
		put(row.sign, choicePad, y+choicePad, choiceSign, choiceSign)
		put(row.letter, choicePad, y+choicePad, choiceSign, choiceSign)
		text.Move(fyne.NewPos(2*choicePad+choiceSign, y+choicePad+max(0, (choiceSign-lines)/2)))
		put(row.tick, room.Width-choicePad-choiceSign, y+choicePad, choiceSign, choiceSign)
		y += height + choiceGap
	}
}

func put(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}

func (r *choicesRenderer) Refresh() {
	r.paint()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *choicesRenderer) paint() {
	for i, row := range r.rows {
		chosen, here := slices.Contains(r.c.chosen, i+1), r.c.focused && r.c.at == i
		ground, edge, sign, ink := look.ColorStripe, theme.ColorNameSeparator, look.ColorNeutralBack, theme.ColorNameForeground
		switch {
		case chosen:
			ground, edge, sign, ink = look.ColorRowSelected, theme.ColorNamePrimary, theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary
		case r.c.hovered == i:
			ground = look.ColorRowHover
		}
		row.back.StrokeWidth = 1
		if here {
			edge, row.back.StrokeWidth = theme.ColorNamePrimary, 2
		}
		row.back.FillColor, row.back.StrokeColor = theme.ColorForWidget(ground, r.c), theme.ColorForWidget(edge, r.c)
		row.sign.FillColor = theme.ColorForWidget(sign, r.c)
		row.sign.CornerRadius = choiceSign / 2
		if r.c.many {
			row.sign.CornerRadius = 4
		}
		row.letter.Color, row.letter.TextSize, row.letter.TextStyle.Bold = theme.ColorForWidget(ink, r.c), theme.Size(theme.SizeNameText), true
		row.tick.SetResource(nil)
		if chosen {
			row.tick.SetResource(theme.NewPrimaryThemedResource(theme.ConfirmIcon()))
		}
		for _, o := range []fyne.CanvasObject{row.back, row.sign, row.letter} {
			canvas.Refresh(o)
		}
	}
}
