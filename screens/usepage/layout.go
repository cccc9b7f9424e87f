package usepage

import "fyne.io/fyne/v2"

// partsLayout sets two objects one above the other with room between, the first
// taking Share of the height.
type partsLayout struct{ Share float32 }

// partsGap is the room between.
const partsGap = 8

// MinSize implements fyne.Layout.
func (l *partsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	first, second := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(first.Width, second.Width), first.Height+partsGap+second.Height)
}

// Layout implements fyne.Layout.
func (l *partsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first := max(objects[0].MinSize().Height, (size.Height-partsGap)*l.Share)
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width, first))
	objects[1].Move(fyne.NewPos(0, first+partsGap))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-partsGap-first))
}
