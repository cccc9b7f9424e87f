package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

const tickSize = 14

// tickBox draws the mark of a row, cheaper than a widget each.
type tickBox struct {
	frame       *canvas.Rectangle
	short, long *canvas.Line
}

func newTickBox() *tickBox {
	box := &tickBox{frame: canvas.NewRectangle(nil), short: canvas.NewLine(nil), long: canvas.NewLine(nil)}
	box.frame.CornerRadius = 3
	box.frame.StrokeWidth = 1
	box.short.StrokeWidth, box.long.StrokeWidth = 2, 2
	return box
}

func (b *tickBox) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{b.frame, b.short, b.long}
}

// show draws the box at a place, or hides it.
func (b *tickBox) show(of fyne.Widget, shown, ticked bool, x, y float32) {
	setHidden(b.frame, !shown)
	setHidden(b.short, !shown || !ticked)
	setHidden(b.long, !shown || !ticked)
	if !shown {
		return
	}
	fill, stroke := color.Color(color.Transparent), colour(of, theme.ColorNamePlaceHolder)
	if ticked {
		fill = colour(of, theme.ColorNamePrimary)
		stroke = fill
	}
	if b.frame.StrokeColor != stroke {
		b.frame.StrokeColor = stroke
		canvas.Refresh(b.frame)
	}
	setFill(b.frame, fill)
	place(b.frame, fyne.NewPos(x, y), fyne.NewSquareSize(tickSize))
	b.line(of, b.short, fyne.NewPos(x+3.5, y+7), fyne.NewPos(x+6, y+9.8))
	b.line(of, b.long, fyne.NewPos(x+6, y+9.8), fyne.NewPos(x+10.8, y+4.3))
}

func (b *tickBox) line(of fyne.Widget, line *canvas.Line, from, to fyne.Position) {
	ink := colour(of, theme.ColorNameForegroundOnPrimary)
	if line.Position1 == from && line.Position2 == to && line.StrokeColor == ink {
		return
	}
	line.Position1, line.Position2, line.StrokeColor = from, to, ink
	canvas.Refresh(line)
}
