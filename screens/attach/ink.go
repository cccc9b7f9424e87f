package attach

import (
	"bytes"
	"image"
	"image/color"
	"image/png"

	"fyne.io/fyne/v2"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/draw"
	"golang.org/x/image/math/fixed"
)

// stroke is what a pen drew from going down to going up, in places of the pad.
type stroke []fyne.Position

// inkWidth is how wide the pen is, in the units of the pad.
const inkWidth = 2.4

// ink draws strokes black on white, so much larger than they were drawn.
func ink(strokes []stroke, width, height int, scale float32) *image.RGBA {
	paper := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(paper, paper.Rect, image.White, image.Point{}, draw.Src)
	pen := rasterx.NewStroker(width, height, rasterx.NewScannerGV(width, height, paper, paper.Rect))
	pen.SetStroke(fixed.Int26_6(inkWidth*scale*64), 0, rasterx.RoundCap, rasterx.RoundCap, rasterx.RoundGap, rasterx.Round)
	pen.SetColor(color.Black)
	for _, s := range strokes {
		trace(pen, s, scale)
	}
	pen.Draw()
	return paper
}

// trace goes along a stroke in curves whose bends are the points where the pen
// was seen, so that a quick hand draws no corners.
func trace(pen *rasterx.Stroker, s stroke, scale float32) {
	at := func(p fyne.Position) fixed.Point26_6 {
		return fixed.Point26_6{X: fixed.Int26_6(p.X * scale * 64), Y: fixed.Int26_6(p.Y * scale * 64)}
	}
	middle := func(a, b fyne.Position) fyne.Position { return fyne.NewPos((a.X+b.X)/2, (a.Y+b.Y)/2) }
	if len(s) == 0 {
		return
	}
	last := s[len(s)-1]
	pen.Start(at(s[0]))
	for i := 1; i < len(s)-1; i++ {
		pen.QuadBezier(at(s[i]), at(middle(s[i], s[i+1])))
	}
	if len(s) == 1 {
		last = last.AddXY(0.5, 0) // a dot is a very short line
	}
	pen.Line(at(last))
	pen.Stop(false)
}

// inkScale is how much finer a signature is handed over than it was drawn.
const inkScale = 2

// drawing is the strokes as PNG.
func drawing(strokes []stroke, pad fyne.Size) ([]byte, error) {
	var to bytes.Buffer
	err := png.Encode(&to, ink(strokes, int(pad.Width*inkScale), int(pad.Height*inkScale), inkScale))
	return to.Bytes(), err
}
