package widgets

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"lamplighter/screens/look"
)

// Sizes of a board at text of normal size.
const (
	boardColumn = 156 // least width of a column with cards
	boardEmpty  = 100 // width of one without
	boardGap    = 6
	cardInset   = 8
)

func (b *Board) scale() float32 { return size(b, theme.SizeNameText) / normalText }

// lineHeight of one line on a card.
func (b *Board) lineHeight() float32 { return size(b, theme.SizeNameText) + 5 }

// headHeight has room for a title of two lines, for narrow columns.
func (b *Board) headHeight() float32 { return b.lineHeight()*2 + 8 }

func (b *Board) cardHeight() float32 { return b.lineHeight()*4 + 2*cardInset - 4 }

// cardsOnView is how many whole cards stand in a column.
func (b *Board) cardsOnView() int {
	return max(1, int((b.Size().Height-b.headHeight())/(b.cardHeight()+boardGap)))
}

// columnAt is where a column begins and how wide it is: what the empty ones
// leave, the others share.
func (b *Board) columnAt(at int) (from, width float32) {
	filled := 0
	for i := range b.columns {
		if b.filled(i) {
			filled++
		}
	}
	empty := float32(len(b.columns)-filled) * (boardEmpty*b.scale() + boardGap)
	wide := max(boardColumn*b.scale(), (b.Size().Width-empty)/float32(max(1, filled))-boardGap)
	for i := range b.columns {
		if width = boardEmpty * b.scale(); b.filled(i) {
			width = wide
		}
		if i == at {
			return from, width
		}
		from += width + boardGap
	}
	return from, 0
}

// whole is the width of all columns.
func (b *Board) whole() float32 {
	from, width := b.columnAt(len(b.columns) - 1)
	return from + width
}

// cardAt is the card under a point.
func (b *Board) cardAt(p fyne.Position) (column, row int, there bool) {
	for i := range b.columns {
		from, width := b.columnAt(i)
		if x := p.X + b.left; x < from || x >= from+width || p.Y < b.headHeight() {
			continue
		}
		row = b.tops[i] + int((p.Y-b.headHeight())/(b.cardHeight()+boardGap))
		return i, row, row < len(b.columns[i].Cards)
	}
	return 0, 0, false
}

// CreateRenderer is called by Fyne.
func (b *Board) CreateRenderer() fyne.WidgetRenderer {
	r := &boardRenderer{board: b}
	r.Refresh()
	return r
}

// boardRenderer draws with rectangles and texts that it uses again.
type boardRenderer struct {
	board   *Board
	rects   []*canvas.Rectangle
	texts   []*canvas.Text
	objects []fyne.CanvasObject
	plain   *ruler
	strong  *ruler
	small   *ruler

	usedRects, usedTexts int
}

// IsClip keeps what is scrolled away inside the board.
func (r *boardRenderer) IsClip() {}

func (r *boardRenderer) Destroy()                     {}
func (r *boardRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *boardRenderer) MinSize() fyne.Size {
	return fyne.NewSize(320, r.board.headHeight()+r.board.cardHeight())
}

func (r *boardRenderer) Layout(fyne.Size) {
	r.board.clamp()
	r.Refresh()
}

func (r *boardRenderer) Refresh() {
	b := r.board
	r.measure()
	r.usedRects, r.usedTexts = 0, 0
	for i := range b.columns {
		from, width := b.columnAt(i)
		if x := from - b.left; x+width > 0 && x < b.Size().Width {
			r.column(i, x, width)
		}
	}
	r.objects = r.objects[:0]
	for _, rect := range r.rects[:r.usedRects] {
		r.objects = append(r.objects, rect)
	}
	for _, text := range r.texts[:r.usedTexts] {
		r.objects = append(r.objects, text)
	}
	canvas.Refresh(b)
}

// measure takes fresh rulers when the size of text changed.
func (r *boardRenderer) measure() {
	text := size(r.board, theme.SizeNameText)
	if r.plain == nil || r.plain.size != text {
		r.plain = newRuler(text, fyne.TextStyle{})
		r.strong = newRuler(text, fyne.TextStyle{Bold: true})
		r.small = newRuler(text-1, fyne.TextStyle{})
	}
}

func (r *boardRenderer) column(i int, x, width float32) {
	b := r.board
	column := b.columns[i]
	ground := r.rect(fyne.NewPos(x, 0), fyne.NewSize(width, b.Size().Height), colour(b, look.ColorHeader))
	ground.CornerRadius = 6
	count := r.small.width(column.Count)
	mark := r.rect(fyne.NewPos(x+cardInset, 8), fyne.NewSize(4, b.headHeight()-18), colour(b, column.Tone.ink()))
	mark.CornerRadius = 2
	r.title(column.Title, fyne.NewPos(x+cardInset+9, 3), width-2*cardInset-10-count)
	r.text(r.small, column.Count, fyne.NewPos(x+width-cardInset-count, 3), count+1, b.headHeight()-8, look.ColorMuted)
	y := b.headHeight()
	for row := b.tops[i]; row < len(column.Cards) && y < b.Size().Height; row++ {
		r.card(column.Cards[row], fyne.NewPos(x+4, y), width-8, i == b.column && row == b.row)
		y += b.cardHeight() + boardGap
	}
}

// title stands on one line where it fits, else on two.
func (r *boardRenderer) title(words string, at fyne.Position, room float32) {
	height := r.board.headHeight() - 8
	lines := r.strong.wrap(words, room)
	if len(lines) > 2 {
		lines[1] = strings.Join(lines[1:], " ")
	}
	lines = lines[:min(len(lines), 2)]
	for i, line := range lines {
		each := height / float32(len(lines))
		r.text(r.strong, line, at.AddXY(0, float32(i)*each), room, each, theme.ColorNameForeground)
	}
}

func (r *boardRenderer) card(card BoardCard, at fyne.Position, width float32, selected bool) {
	b := r.board
	back := r.rect(at, fyne.NewSize(width, b.cardHeight()), colour(b, look.ColorSurface))
	back.CornerRadius = 5
	back.StrokeColor, back.StrokeWidth = colour(b, theme.ColorNameSeparator), 1
	switch {
	case selected && b.focused:
		back.FillColor = colour(b, look.ColorRowSelected)
		back.StrokeColor, back.StrokeWidth = colour(b, theme.ColorNamePrimary), 2
	case selected:
		back.FillColor = colour(b, look.ColorRowUnfocused)
	}
	room, line, y := width-2*cardInset, b.lineHeight(), at.Y+cardInset-2
	for i, text := range []string{card.Head, card.Lines[0], card.Lines[1], card.Foot} {
		rule, ink := r.plain, theme.ColorNameForeground
		switch i {
		case 0:
			rule = r.strong
		case 1:
			ink = look.ColorMuted
		case 3:
			if rule, ink = r.small, look.ColorMuted; card.Tone != ToneNeutral {
				ink = card.Tone.text()
			}
		}
		r.text(rule, text, fyne.NewPos(at.X+cardInset, y), room, line, ink)
		y += line
	}
}

// rect is a rectangle for this painting.
func (r *boardRenderer) rect(at fyne.Position, size fyne.Size, fill color.Color) *canvas.Rectangle {
	if r.usedRects == len(r.rects) {
		r.rects = append(r.rects, canvas.NewRectangle(nil))
	}
	rect := r.rects[r.usedRects]
	r.usedRects++
	rect.FillColor, rect.StrokeWidth, rect.StrokeColor, rect.CornerRadius = fill, 0, nil, 0
	place(rect, at, size)
	return rect
}

// text is a line for this painting, cut to its room.
func (r *boardRenderer) text(rule *ruler, words string, at fyne.Position, room, height float32, ink fyne.ThemeColorName) {
	if r.usedTexts == len(r.texts) {
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	text := r.texts[r.usedTexts]
	r.usedTexts++
	text.Text, text.TextSize, text.TextStyle, text.Color = rule.fit(words, room), rule.size, rule.style, colour(r.board, ink)
	place(text, at.AddXY(0, -textRise), fyne.NewSize(max(0, room), height))
}
