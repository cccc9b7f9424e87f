package quiz

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
)

// downLayout sets objects under each other, each as wide as there is room and as
// high as it is at that width.
type downLayout struct{ gap float32 }

// Layout implements fyne.Layout.
func (l *downLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		height := o.MinSize().Height // some know it by their width only
		o.Resize(fyne.NewSize(size.Width, height))
		o.Move(fyne.NewPos(0, y))
		y += height + l.gap
	}
}

// MinSize implements fyne.Layout.
func (l *downLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		size.Width = max(size.Width, least.Width)
		size.Height += least.Height + l.gap
	}
	size.Height = max(size.Height-l.gap, 0)
	return size
}

// middleLayout holds its one object in the middle, no wider than it says.
type middleLayout struct{ most float32 }

// Layout implements fyne.Layout.
func (l middleLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width, l.most)
	for range 2 {
		objects[0].Resize(fyne.NewSize(width, objects[0].MinSize().Height))
	}
	objects[0].Move(fyne.NewPos((size.Width-width)/2, 0))
}

// MinSize implements fyne.Layout.
func (l middleLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// scrollLayout gives a scroll its room, and lets it look again at how high its
// content is at that width.
type scrollLayout struct{}

// Layout implements fyne.Layout.
func (scrollLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size)
	for range 2 {
		objects[0].Refresh()
	}
}

// MinSize implements fyne.Layout.
func (scrollLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// scrolled lets something longer than the page be scrolled.
func scrolled(o fyne.CanvasObject) *fyne.Container {
	padded := container.New(layout.NewCustomPaddedLayout(12, 12, 16, 16), o)
	return container.New(scrollLayout{}, container.NewVScroll(padded))
}

func muted(text string) *widgets.Paragraph {
	p := widgets.NewParagraph(text)
	p.Color = look.ColorMuted
	return p
}

func shown(o fyne.CanvasObject, yes bool) {
	if yes {
		o.Show()
		return
	}
	o.Hide()
}
