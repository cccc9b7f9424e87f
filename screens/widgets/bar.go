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

// PanesLayout sets two objects side by side with room between, the first
// taking Share of the width.
type PanesLayout struct{ Share float32 }

// paneGap is the room between two panes.
const paneGap = 18

// MinSize implements fyne.Layout.
func (l *PanesLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(paneGap, 0)
	for _, o := range objects {
		least := o.MinSize()
		size.Width += least.Width
		size.Height = max(size.Height, least.Height)
	}
	return size
}

// Layout implements fyne.Layout.
func (l *PanesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first := (size.Width - paneGap) * l.Share
	objects[0].Resize(fyne.NewSize(first, size.Height))
	objects[0].Move(fyne.NewPos(0, 0))
	objects[1].Resize(fyne.NewSize(size.Width-paneGap-first, size.Height))
	objects[1].Move(fyne.NewPos(first+paneGap, 0))
}
