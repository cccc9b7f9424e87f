package attach

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
)

// Of a tile: its picture, the line under it, the room around both.
const (
	tileWidth   = 140
	tilePicture = 96
	tileInset   = 5
)

// tile is one picture of a strip, or the place where one is added.
type tile struct {
	widget.BaseWidget
	press   func()
	marked  bool
	ground  *canvas.Rectangle
	picture *canvas.Image
	sign    *widget.Icon  // in place of a picture
	state   *widgets.Text // under the sign
	caption *widgets.Text
}

func newTile(caption string, press func()) *tile {
	t := &tile{
		press: press, ground: canvas.NewRectangle(color.Transparent), picture: canvas.NewImageFromImage(nil), sign: widget.NewIcon(nil),
		state: widgets.NewMutedText(""), caption: widgets.NewText(caption),
	}
	t.picture.FillMode = canvas.ImageFillContain
	t.picture.ScaleMode = canvas.ImageScaleFastest
	for _, text := range []*widgets.Text{t.state, t.caption} {
		text.SizeName, text.Shrinks, text.Align = theme.SizeNameCaptionText, true, fyne.TextAlignCenter
	}
	t.ExtendBaseWidget(t)
	return t
}

// show puts the picture in.
func (t *tile) show(small image.Image) {
	t.picture.Image = small
	t.sign.Hide()
	t.state.SetText("")
	t.picture.Refresh()
	t.Refresh()
}

// stand puts a sign and a word where there is no picture.
func (t *tile) stand(sign fyne.Resource, state string) {
	t.sign.SetResource(sign)
	t.state.SetText(state)
}

// Tapped is called by Fyne.
func (t *tile) Tapped(*fyne.PointEvent) { t.press() }

// Says is what is read on it.
func (t *tile) Says() []string {
	var said []string
	for _, text := range []string{t.state.Text, t.caption.Text} {
		if text != "" {
			said = append(said, text)
		}
	}
	return said
}

// CreateRenderer is called by Fyne.
func (t *tile) CreateRenderer() fyne.WidgetRenderer {
	r := &tileRenderer{t}
	r.paint()
	return r
}

type tileRenderer struct{ *tile }

func (r *tileRenderer) Destroy() {}

func (r *tileRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.picture, r.sign, r.state, r.caption}
}

func (r *tileRenderer) line() float32 { return r.caption.MinSize().Height }

func (r *tileRenderer) MinSize() fyne.Size {
	return fyne.NewSize(tileWidth, tilePicture+r.line()+3*tileInset)
}

func (r *tileRenderer) Layout(size fyne.Size) {
	const sign = 28
	line, width := r.line(), size.Width-2*tileInset
	r.ground.Resize(size)
	for _, part := range []struct {
		object        fyne.CanvasObject
		x, y          float32
		width, height float32
	}{
		{r.picture, tileInset, tileInset, width, tilePicture},
		{r.sign, (size.Width - sign) / 2, tileInset + (tilePicture-sign-line)/2, sign, sign},
		{r.state, tileInset, tileInset + (tilePicture+sign)/2 - line/4, width, line},
		{r.caption, tileInset, size.Height - tileInset - line, width, line},
	} {
		part.object.Move(fyne.NewPos(part.x, part.y))
		part.object.Resize(fyne.NewSize(part.width, part.height))
	}
}

func (r *tileRenderer) Refresh() {
	r.paint()
	for _, object := range r.Objects() {
		object.Refresh()
	}
}

func (r *tileRenderer) paint() {
	r.ground.FillColor = theme.ColorForWidget(look.ColorStripe, r.tile)
	r.ground.StrokeColor, r.ground.StrokeWidth = theme.ColorForWidget(theme.ColorNameSeparator, r.tile), 1
	r.ground.CornerRadius = 6
	if r.marked {
		r.ground.StrokeColor, r.ground.StrokeWidth = theme.ColorForWidget(theme.ColorNamePrimary, r.tile), 2
	}
}
