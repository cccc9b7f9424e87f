package attach

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// pad is a field one signs in with the mouse or a pen. It is white in the dark
// too, as the paper it stands for.
type pad struct {
	widget.BaseWidget
	changed func()

	strokes []stroke
	down    bool
	raster  *canvas.Raster
	frame   *canvas.Rectangle
	line    *canvas.Line
	hint    *canvas.Text
	body    *fyne.Container
}

// The pad is as wide as there is room, within these; and so high.
const (
	padLeast  = 280
	padWidth  = 520 // no wider than a hand writes
	padHeight = 150
)

var (
	_ desktop.Mouseable  = (*pad)(nil)
	_ desktop.Cursorable = (*pad)(nil)
	_ fyne.Draggable     = (*pad)(nil)
)

func newPad() *pad {
	p := &pad{changed: func() {}, frame: canvas.NewRectangle(color.Transparent), line: canvas.NewLine(color.Gray{Y: 200})}
	p.hint = canvas.NewText(lang.L("Sign here with the mouse or a pen"), color.Gray{Y: 140})
	p.raster = canvas.NewRaster(p.draw)
	p.frame.StrokeWidth, p.frame.CornerRadius = 1, 4
	p.body = container.NewStack(p.raster, p.frame, container.NewWithoutLayout(p.line), container.NewCenter(p.hint))
	p.ExtendBaseWidget(p)
	return p
}

func (p *pad) draw(width, height int) image.Image {
	scale := float32(1)
	if p.Size().Width > 0 {
		scale = float32(width) / p.Size().Width
	}
	return ink(p.strokes, max(1, width), max(1, height), scale)
}

// clear takes all strokes away.
func (p *pad) clear() {
	p.strokes, p.down = nil, false
	p.drawn()
	p.changed()
}

// drawn shows the strokes as they are now.
func (p *pad) drawn() {
	p.hint.Hidden = len(p.strokes) > 0
	p.body.Refresh()
}

// MouseDown is called by Fyne: the pen goes down.
func (p *pad) MouseDown(ev *desktop.MouseEvent) {
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	p.strokes, p.down = append(p.strokes, stroke{p.within(ev.Position)}), true
	p.drawn()
	p.changed()
}

// MouseUp is called by Fyne: the pen goes up.
func (p *pad) MouseUp(*desktop.MouseEvent) { p.down = false }

// Dragged is called by Fyne: the pen moves.
func (p *pad) Dragged(ev *fyne.DragEvent) {
	if !p.down {
		return
	}
	last := &p.strokes[len(p.strokes)-1]
	*last = append(*last, p.within(ev.Position))
	p.raster.Refresh()
}

// DragEnd is called by Fyne.
func (p *pad) DragEnd() { p.down = false }

// Cursor is called by Fyne.
func (p *pad) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

func (p *pad) within(at fyne.Position) fyne.Position {
	return fyne.NewPos(max(0, min(at.X, p.Size().Width)), max(0, min(at.Y, p.Size().Height)))
}

// MinSize is called by Fyne.
func (p *pad) MinSize() fyne.Size { return fyne.NewSize(padLeast, padHeight) }

// Resize is called by Fyne. The line to sign on keeps to its place.
func (p *pad) Resize(size fyne.Size) {
	p.BaseWidget.Resize(size)
	p.line.Position1 = fyne.NewPos(size.Width*0.06, size.Height*0.78)
	p.line.Position2 = fyne.NewPos(size.Width*0.94, size.Height*0.78)
	p.line.Refresh()
}

// CreateRenderer is called by Fyne.
func (p *pad) CreateRenderer() fyne.WidgetRenderer {
	p.frame.StrokeColor = theme.ColorForWidget(theme.ColorNameInputBorder, p)
	return widget.NewSimpleRenderer(p.body)
}
