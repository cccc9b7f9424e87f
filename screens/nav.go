package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
	"lamplighter/screens/words"
)

// navItem is one place of the navigation: an icon, its name, its chord.
type navItem struct {
	widget.BaseWidget
	name, chord string
	icon        fyne.Resource
	press       func()
	chosen      bool
	hovered     bool
	waiting     int64 // what waits there for whoever works here; 0: nothing is shown
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

// wait says how much waits there.
func (n *navItem) wait(count int64) {
	if n.waiting != count {
		n.waiting = count
		n.Refresh()
	}
}

func (n *navItem) choose(chosen bool) { n.chosen = chosen; n.Refresh() }

// CreateRenderer is called by Fyne.
func (n *navItem) CreateRenderer() fyne.WidgetRenderer {
	r := &navRenderer{
		item: n, ground: canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil), name: canvas.NewText(n.name, nil), chord: canvas.NewText(n.chord, nil),
		count: canvas.NewText("", nil), pill: canvas.NewRectangle(nil), icon: canvas.NewImageFromResource(n.icon),
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
	count        *canvas.Text // of what waits, on a pill
	pill         *canvas.Rectangle
}

const (
	navHeight = 38
	navIcon   = 18
	navPill   = 6 // room beside a count
)

func (r *navRenderer) Destroy() {}

func (r *navRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.mark, r.icon, r.name, r.chord, r.pill, r.count}
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
	end := size.Width - 10 - r.chord.MinSize().Width - 8
	middle(r.count, end-navPill-r.count.MinSize().Width)
	room := fyne.NewSize(r.count.MinSize().Width+2*navPill, r.count.MinSize().Height+2)
	r.pill.Resize(room)
	r.pill.Move(fyne.NewPos(end-room.Width, (size.Height-room.Height)/2))
}

func (r *navRenderer) Refresh() {
	n := r.item
	ground, ink := look.ColorNavBackground, theme.ColorForWidget(look.ColorNavText, n)
	r.ground.FillColor = theme.ColorForWidget(ground, n)
	r.mark.FillColor = r.ground.FillColor
	r.name.Color, r.chord.Color = ink, fade(ink)
	r.name.TextStyle.Bold = n.chosen
	r.name.TextSize, r.chord.TextSize = theme.SizeForWidget(theme.SizeNameText, n), theme.SizeForWidget(theme.SizeNameCaptionText, n)
	lamp := theme.ColorForWidget(look.ColorLamp, n)
	r.count.Text, r.count.Hidden, r.pill.Hidden = words.Count(n.waiting), n.waiting == 0, n.waiting == 0
	r.count.TextSize, r.count.TextStyle.Bold, r.count.Color = r.chord.TextSize, true, theme.ColorForWidget(ground, n)
	r.pill.FillColor, r.pill.CornerRadius = lamp, 8
	if n.chosen {
		r.mark.FillColor = lamp
	}
	if n.chosen || n.hovered {
		r.ground.FillColor = lift(theme.ColorForWidget(ground, n))
	}
	r.Layout(n.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
