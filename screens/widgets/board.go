package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// BoardCard is one record on a board.
type BoardCard struct {
	Key   string // tells the record apart from all others
	Head  string // in bold
	Lines [2]string
	Foot  string
	Tone  Tone // of the foot
}

// BoardColumn is the cards of one state.
type BoardColumn struct {
	Title string
	Count string // how many there are, which may be more than the cards
	Tone  Tone
	Cards []BoardCard
}

// Board shows records as cards in columns, one column for each state. It draws
// the cards on view alone. It belongs to the UI thread.
//
// Keys: the arrows move between cards, Home and End within a column; Enter
// opens. A column without cards is narrow, and the arrows pass it by.
type Board struct {
	widget.BaseWidget
	OnOpen func(BoardCard)   // Enter or a double click
	OnType func(text string) // a letter was typed: usually goes to the filter

	columns []BoardColumn
	column  int   // the selected card: its column
	row     int   // and its place there
	tops    []int // the first card on view of each column
	left    float32
	focused bool
}

// NewBoard is an empty board; SetColumns fills it.
func NewBoard() *Board {
	b := &Board{}
	b.ExtendBaseWidget(b)
	return b
}

// SetColumns shows these columns. The selection stays with its card, wherever
// that has gone; where it is gone altogether, with its place.
func (b *Board) SetColumns(columns []BoardColumn) {
	was, had := b.Selected()
	if len(columns) != len(b.columns) {
		b.tops = make([]int, len(columns))
	}
	b.columns = columns
	if !had || !b.Select(was.Key) {
		b.column = min(b.column, max(0, len(columns)-1))
		b.settle()
	}
	b.Refresh()
}

// Selected is the card the keys go to.
func (b *Board) Selected() (BoardCard, bool) {
	if b.column >= len(b.columns) || b.row >= len(b.columns[b.column].Cards) {
		return BoardCard{}, false
	}
	return b.columns[b.column].Cards[b.row], true
}

// Column is the place of the selected card's column.
func (b *Board) Column() int { return b.column }

// Select selects the card with a key, brings it into view and reports whether
// it is there.
func (b *Board) Select(key string) bool {
	for c, column := range b.columns {
		for r, card := range column.Cards {
			if card.Key == key {
				b.column, b.row = c, r
				b.reveal()
				return true
			}
		}
	}
	return false
}

// settle keeps the selection on a card, the nearest to where it was.
func (b *Board) settle() {
	if !b.filled(b.column) {
		for by := 1; by < len(b.columns); by++ {
			if b.filled(b.column + by) {
				b.column += by
				break
			}
			if b.filled(b.column - by) {
				b.column -= by
				break
			}
		}
	}
	b.row = 0
	b.reveal()
}

func (b *Board) filled(column int) bool {
	return column >= 0 && column < len(b.columns) && len(b.columns[column].Cards) > 0
}

// step moves to the next column that has cards.
func (b *Board) step(by int) {
	for c := b.column + by; c >= 0 && c < len(b.columns); c += by {
		if b.filled(c) {
			on := b.row - b.tops[b.column] // as high on view as before
			b.column = c
			b.row = min(b.tops[c]+max(0, on), len(b.columns[c].Cards)-1)
			b.reveal()
			return
		}
	}
}

// move goes up or down within the column.
func (b *Board) move(by int) {
	if !b.filled(b.column) {
		return
	}
	b.row = min(max(0, b.row+by), len(b.columns[b.column].Cards)-1)
	b.reveal()
}

// reveal scrolls as little as brings the selected card into view.
func (b *Board) reveal() {
	if b.column >= len(b.columns) {
		return
	}
	fit := b.cardsOnView()
	top := &b.tops[b.column]
	*top = min(max(*top, b.row-fit+1), b.row)
	from, width := b.columnAt(b.column)
	b.left = min(max(b.left, from+width-b.Size().Width), from)
	b.clamp()
	b.Refresh()
}

func (b *Board) clamp() {
	for i := range b.tops {
		b.tops[i] = max(0, min(b.tops[i], len(b.columns[i].Cards)-b.cardsOnView()))
	}
	b.left = max(0, min(b.left, b.whole()-b.Size().Width))
}

// TypedKey moves and opens, and passes on the rest.
func (b *Board) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		b.step(-1)
	case fyne.KeyRight:
		b.step(1)
	case fyne.KeyUp:
		b.move(-1)
	case fyne.KeyDown:
		b.move(1)
	case fyne.KeyPageUp:
		b.move(-b.cardsOnView())
	case fyne.KeyPageDown:
		b.move(b.cardsOnView())
	case fyne.KeyHome:
		b.move(-len(b.columns[b.column].Cards))
	case fyne.KeyEnd:
		b.move(len(b.columns[b.column].Cards))
	case fyne.KeyReturn, fyne.KeyEnter:
		if card, there := b.Selected(); there && b.OnOpen != nil {
			b.OnOpen(card)
		}
	default:
		PassKey(b, ev)
	}
}

// TypedShortcut passes every chord on.
func (b *Board) TypedShortcut(s fyne.Shortcut) { PassShortcut(b, s) }

// TypedRune hands letters on, so that typing goes to the filter at once.
func (b *Board) TypedRune(r rune) {
	if r != ' ' && b.OnType != nil {
		b.OnType(string(r))
	}
}

// FocusGained is called by Fyne.
func (b *Board) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost is called by Fyne.
func (b *Board) FocusLost() { b.focused = false; b.Refresh() }

// Tapped selects the card under the mouse.
func (b *Board) Tapped(ev *fyne.PointEvent) {
	if column, row, there := b.cardAt(ev.Position); there {
		b.column, b.row = column, row
		b.reveal()
	}
	Focus(b)
}

// DoubleTapped opens the card under the mouse.
func (b *Board) DoubleTapped(ev *fyne.PointEvent) {
	if column, row, there := b.cardAt(ev.Position); there && b.OnOpen != nil {
		b.OnOpen(b.columns[column].Cards[row])
	}
}

// Scrolled moves the column under the mouse up and down, all of them across.
func (b *Board) Scrolled(ev *fyne.ScrollEvent) {
	for i := range b.columns {
		from, width := b.columnAt(i)
		if x := ev.Position.X + b.left; x >= from && x < from+width && ev.Scrolled.DY != 0 {
			if ev.Scrolled.DY < 0 {
				b.tops[i]++
			} else {
				b.tops[i]--
			}
		}
	}
	b.left -= ev.Scrolled.DX
	b.clamp()
	b.Refresh()
}

// Says is the words on view, uncut.
func (b *Board) Says() []string {
	var texts []string
	for i, column := range b.columns {
		texts = append(texts, column.Title, column.Count)
		for _, card := range column.Cards[b.tops[i]:min(b.tops[i]+b.cardsOnView(), len(column.Cards))] {
			for _, text := range []string{card.Head, card.Lines[0], card.Lines[1], card.Foot} {
				if text != "" {
					texts = append(texts, text)
				}
			}
		}
	}
	return texts
}

// Place is the middle of the card that says this, for a press.
func (b *Board) Place(text string) (fyne.Position, bool) {
	for i, column := range b.columns {
		from, width := b.columnAt(i)
		for row := b.tops[i]; row < min(b.tops[i]+b.cardsOnView(), len(column.Cards)); row++ {
			card := column.Cards[row]
			if card.Head == text || card.Lines[0] == text || card.Lines[1] == text {
				y := b.headHeight() + (float32(row-b.tops[i])+0.5)*(b.cardHeight()+boardGap)
				return fyne.NewPos(from-b.left+width/2, y), true
			}
		}
	}
	return fyne.Position{}, false
}
