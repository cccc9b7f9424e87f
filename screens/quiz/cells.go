package quiz

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

// cells are all questions of a quiz at a glance, a small field each: full when it
// is answered, with a bar when it is marked for later. The keyboard goes from one
// to the next elsewhere; the mouse may press one.
type cells struct {
	widget.BaseWidget
	states []cellState
	at     int // the one on view
	press  func(at int)
}

type cellState struct{ answered, later bool }

// cellKind is what the legend explains.
type cellKind int

const (
	cellOpen cellKind = iota
	cellDone
	cellLater
)

func newCells(count int, press func(at int)) *cells {
	c := &cells{states: make([]cellState, count), press: press}
	c.ExtendBaseWidget(c)
	return c
}

const (
	cellSize = 38
	cellGap  = 6
)

func cellsInRow(width float32) int { return max(1, int((width+cellGap)/(cellSize+cellGap))) }

// Tapped goes to the question under the mouse.
func (c *cells) Tapped(ev *fyne.PointEvent) {
	row := cellsInRow(c.Size().Width)
	x, y := int(ev.Position.X/(cellSize+cellGap)), int(ev.Position.Y/(cellSize+cellGap))
	if at := y*row + x; x < row && at < len(c.states) {
		c.press(at)
	}
}

// CreateRenderer is called by Fyne.
func (c *cells) CreateRenderer() fyne.WidgetRenderer {
	r := &cellsRenderer{c: c}
	for i := range c.states {
		one := cell{back: canvas.NewRectangle(nil), number: canvas.NewText(strconv.Itoa(i+1), nil), bar: canvas.NewRectangle(nil)}
		one.back.CornerRadius, one.bar.CornerRadius, one.number.Alignment = 5, 2, fyne.TextAlignCenter
		r.cells = append(r.cells, one)
	}
	r.paint()
	return r
}

type cell struct {
	back   *canvas.Rectangle
	number *canvas.Text
	bar    *canvas.Rectangle
}

type cellsRenderer struct {
	c     *cells
	cells []cell
}

func (r *cellsRenderer) Destroy() {}

func (r *cellsRenderer) Objects() []fyne.CanvasObject {
	all := make([]fyne.CanvasObject, 0, 3*len(r.cells))
	for _, one := range r.cells {
		all = append(all, one.back, one.number, one.bar)
	}
	return all
}

func (r *cellsRenderer) MinSize() fyne.Size {
	row := cellsInRow(r.c.Size().Width)
	rows := (len(r.cells) + row - 1) / row
	return fyne.NewSize(cellSize, float32(rows)*(cellSize+cellGap))
}

func (r *cellsRenderer) Layout(room fyne.Size) {
	row := cellsInRow(room.Width)
	for i, one := range r.cells {
		x, y := float32(i%row)*(cellSize+cellGap), float32(i/row)*(cellSize+cellGap)
		put(one.back, x+1, y+1, cellSize-2, cellSize-2)
		put(one.number, x, y, cellSize, cellSize-4)
		put(one.bar, x+6, y+cellSize-9, cellSize-12, 4)
	}
}

func (r *cellsRenderer) Refresh() {
	r.paint()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *cellsRenderer) paint() {
	for i, one := range r.cells {
		state := r.c.states[i]
		ground, edge, ink := look.ColorSurface, theme.ColorNameInputBorder, theme.ColorNameForeground
		if state.answered {
			ground, edge, ink = theme.ColorNamePrimary, theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary
		}
		one.back.StrokeWidth = 1
		if i == r.c.at {
			edge, one.back.StrokeWidth = theme.ColorNameForeground, 3
		}
		one.back.FillColor, one.back.StrokeColor = theme.ColorForWidget(ground, r.c), theme.ColorForWidget(edge, r.c)
		one.number.Color, one.number.TextSize, one.number.TextStyle.Bold = theme.ColorForWidget(ink, r.c), theme.Size(theme.SizeNameText), i == r.c.at
		one.bar.FillColor = theme.ColorForWidget(look.ColorLamp, r.c)
		one.bar.Hidden = !state.later
		canvas.Refresh(one.back)
		canvas.Refresh(one.number)
		canvas.Refresh(one.bar)
	}
}
