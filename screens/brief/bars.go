package brief

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
)

// bars are the months of use as bars; a reckoned one is paler.
type bars struct{ usage []app.MonthUse }

const barsHeight = 46

func newBars(usage []app.MonthUse) fyne.CanvasObject {
	box := &fyne.Container{Layout: bars{usage}}
	for _, m := range usage {
		bar := canvas.NewRectangle(theme.Color(theme.ColorNamePrimary))
		if m.Estimated {
			bar.FillColor = faded(bar.FillColor)
		}
		bar.CornerRadius = 1
		box.Add(bar)
	}
	return box
}

func faded(c color.Color) color.Color {
	r, g, b, _ := c.RGBA()
	return color.NRGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: 110}
}

// MinSize implements fyne.Layout.
func (b bars) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, barsHeight) }

// Layout implements fyne.Layout.
func (b bars) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var most int64 = 1
	for _, m := range b.usage {
		most = max(most, m.Total)
	}
	step := size.Width / float32(max(len(objects), 12))
	for i, o := range objects {
		height := size.Height * float32(b.usage[i].Total) / float32(most)
		o.Move(fyne.NewPos(float32(i)*step+step*0.2, size.Height-height))
		o.Resize(fyne.NewSize(step*0.6, height))
	}
}
