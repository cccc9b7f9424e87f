package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// keys lists the keys that work in the window.
type keys struct {
	desk *desk.Desk
	body *container.Scroll
}

func newKeys(p *Page) *keys {
	k := &keys{desk: p.desk, body: container.NewVScroll(container.NewVBox())}
	k.Reload()
	return k
}

// Content is the part.
func (k *keys) Content() fyne.CanvasObject { return k.body }

// Reload lists the keys anew.
func (k *keys) Reload() {
	k.body.Content = container.NewPadded(container.NewPadded(widgets.NewKeyList(k.desk.Keys.List())))
	k.body.Refresh()
}
