package knowledge

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// column sets objects under each other at one width, each as high as it then
// needs to be.
type column struct{ width float32 }

// columnGap is the room between two paragraphs.
func columnGap() float32 { return theme.Padding() * 2 }

// Layout implements fyne.Layout.
func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	y := float32(0)
	for _, o := range objects {
		o.Resize(fyne.NewSize(c.width, o.MinSize().Height)) // a text is broken now …
		height := o.MinSize().Height                        // … and knows its height
		o.Resize(fyne.NewSize(c.width, height))
		o.Move(fyne.NewPos(0, y))
		y += height + columnGap()
	}
}

// MinSize implements fyne.Layout; the height is that at the width at hand.
func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, o := range objects {
		height += o.MinSize().Height + columnGap()
	}
	return fyne.NewSize(0, height)
}

// flow sets objects in a line and goes on in the next where there is no room.
type flow struct{}

// Layout implements fyne.Layout.
func (flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var at fyne.Position
	for _, o := range objects {
		least := o.MinSize()
		if at.X > 0 && at.X+least.Width > size.Width {
			at = fyne.NewPos(0, at.Y+least.Height+theme.Padding())
		}
		o.Move(at)
		o.Resize(least)
		at.X += least.Width + theme.Padding()
	}
}

// MinSize implements fyne.Layout; the height is that of the last layout.
func (flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	last := objects[len(objects)-1]
	return fyne.NewSize(0, last.Position().Y+last.MinSize().Height)
}
