package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// BarLayout sets objects side by side in one line: each as wide as it is told,
// those told 0 sharing what is left.
type BarLayout struct{ Widths []float32 }

// MinSize implements fyne.Layout.
func (l *BarLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, o := range objects {
		size.Width += max(l.width(i), 40) + theme.Padding()
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

func (l *BarLayout) width(i int) float32 {
	if i < len(l.Widths) {
		return l.Widths[i]
	}
	return 0
}

// Layout implements fyne.Layout.
func (l *BarLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	free, shares := size.Width, float32(0)
	for i := range objects {
		if w := l.width(i); w > 0 {
			free -= w
		} else {
			shares++
		}
		if i > 0 {
			free -= theme.Padding()
		}
	}
	x := float32(0)
	for i, o := range objects {
		w := l.width(i)
		if w == 0 {
			w = max(free/shares, 0)
		}
		height := min(size.Height, max(o.MinSize().Height, 1))
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		o.Resize(fyne.NewSize(w, height))
		x += w + theme.Padding()
	}
}
