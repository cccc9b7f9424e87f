package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

// navItem is one place of the navigation: an icon, its name, its chord.
type navItem struct {
	widget.BaseWidget
	name, chord string
	icon        fyne.Resource
	press       func()
	chosen      bool
	hovered     bool
}

func newNavItem(name, chord string, icon fyne.Resource, press func()) *navItem {
	n := &navItem{name: name, chord: chord, icon: icon, press: press}
	n.ExtendBaseWidget(n)
	return n
}

// Tapped implements fyne.Tappable.
func (n *navItem) Tapped(*fyne.PointEvent) { n.press() }

// MouseIn implements desktop.Hoverable.
func (n *navItem) MouseIn(*desktop.MouseEvent) { n.hovered = true; n.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (n *navItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (n *navItem) MouseOut() { n.hovered = false; n.Refresh() }

func (n *navItem) choose(chosen bool) { n.chosen = chosen; n.Refresh() }

// CreateRenderer is called by Fyne.
func (n *navItem) CreateRenderer() fyne.WidgetRenderer {
	r := &navRenderer{
		item: n, ground: canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil), name: canvas.NewText(n.name, nil), chord: canvas.NewText(n.chord, nil),
		icon: canvas.NewImageFromResource(n.icon),
	}
	r.icon.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type navRenderer struct {
	item         *navItem
	ground, mark *canvas.Rectangle
	icon         *canvas.Image
	name, chord  *canvas.Text
}

const (
	navHeight = 38
	navIcon   = 18
)

func (r *navRenderer) Destroy() {}

func (r *navRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.mark, r.icon, r.name, r.chord}
}

func (r *navRenderer) MinSize() fyne.Size {
	return fyne.NewSize(max(150, 16+navIcon+10+r.name.MinSize().Width+14+r.chord.MinSize().Width+10), navHeight)
}

func (r *navRenderer) Layout(size fyne.Size) {
	middle := func(o fyne.CanvasObject, x float32) {
		o.Resize(o.MinSize())
		o.Move(fyne.NewPos(x, (size.Height-o.MinSize().Height)/2))
	}
	r.ground.Resize(size)
	r.mark.Resize(fyne.NewSize(3, size.Height))
	r.icon.Resize(fyne.NewSquareSize(navIcon))
	r.icon.Move(fyne.NewPos(16, (size.Height-navIcon)/2))
	middle(r.name, 16+navIcon+10)
	middle(r.chord, size.Width-r.chord.MinSize().Width-10)
}

func (r *navRenderer) Refresh() {
	n := r.item
	ground, ink := look.ColorNavBackground, theme.ColorForWidget(look.ColorNavText, n)
	r.ground.FillColor = theme.ColorForWidget(ground, n)
	r.mark.FillColor = r.ground.FillColor
	r.name.Color, r.chord.Color = ink, fade(ink)
	r.name.TextStyle.Bold = n.chosen
	r.name.TextSize, r.chord.TextSize = theme.SizeForWidget(theme.SizeNameText, n), theme.SizeForWidget(theme.SizeNameCaptionText, n)
	if n.chosen {
		r.mark.FillColor = theme.ColorForWidget(look.ColorLamp, n)
	}
	if n.chosen || n.hovered {
		r.ground.FillColor = lift(theme.ColorForWidget(ground, n))
	}
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
