package usecharts

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"lamplighter/assets"
	"lamplighter/screens/look"
)

// The measures of a picture that goes out as a file, in units of which each has
// so many pixels.
const (
	fileWidth  = 1100
	fileHeight = 520
	fileScale  = 2
	fileText   = 13
	fileTitle  = 17
	fileMargin = 24
)

// letters is the font of the window, read once.
var letters = sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(assets.FontRegular()) })

// PNG is the chart as a picture under a title, light on any desktop. It may be
// called from anywhere.
func (c Chart) PNG(title string) ([]byte, error) {
	small, err := face(fileText)
	if err != nil {
		return nil, fmt.Errorf("draw chart: %w", err)
	}
	large, err := face(fileTitle)
	if err != nil {
		return nil, fmt.Errorf("draw chart: %w", err)
	}
	to := image.NewRGBA(image.Rect(0, 0, fileWidth*fileScale, fileHeight*fileScale))
	light := func(name fyne.ThemeColorName) color.Color {
		return look.New(look.Light, look.Normal).Color(name, theme.VariantLight)
	}
	draw.Draw(to, to.Rect, image.NewUniform(light(look.ColorSurface)), image.Point{}, draw.Src)
	write(to, large, Point{fileMargin, fileMargin}, title, light(theme.ColorNameForeground))
	top := float32(fileMargin + 2*fileTitle)
	picture := c.Lay(fileWidth-2*fileMargin, fileHeight-fileMargin-top, Style{Line: fileText * 1.4, Hair: 1.15, Width: func(text string) float32 {
		return float32(font.MeasureString(small, text)) / 64 / fileScale
	}})
	picture.shift(fileMargin, top)
	b := &brush{to: to, scale: fileScale}
	for _, s := range picture.Shapes {
		b.shape(s, s.Ink.colour(light))
	}
	for _, t := range picture.Texts {
		write(to, small, t.At, t.Text, t.Ink.colour(light))
	}
	var out bytes.Buffer
	if err := png.Encode(&out, to); err != nil {
		return nil, fmt.Errorf("draw chart: %w", err)
	}
	return out.Bytes(), nil
}

func face(size float64) (font.Face, error) {
	read, err := letters()
	if err != nil {
		return nil, err
	}
	return opentype.NewFace(read, &opentype.FaceOptions{Size: size * fileScale, DPI: 72})
}

// write puts a line of text, its top left corner at a place.
func write(to *image.RGBA, f font.Face, at Point, text string, ink color.Color) {
	pen := font.Drawer{
		Dst: to, Src: image.NewUniform(ink), Face: f,
		Dot: fixed.Point26_6{X: fixed.Int26_6(at.X * fileScale * 64), Y: fixed.Int26_6(at.Y*fileScale*64) + f.Metrics().Ascent},
	}
	pen.DrawString(text)
}

// shift moves the picture.
func (p *Picture) shift(x, y float32) {
	for i, s := range p.Shapes {
		moved := make([]Point, len(s.Points)) // shapes may share their points
		for j, at := range s.Points {
			moved[j] = Point{at.X + x, at.Y + y}
		}
		p.Shapes[i].Points = moved
	}
	for i := range p.Texts {
		p.Texts[i].At.X += x
		p.Texts[i].At.Y += y
	}
}
