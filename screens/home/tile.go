package home

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// tile is one list of work with its number; pressing it opens the list.
type tile struct {
	widget.BaseWidget
	name    string
	tone    widgets.Tone
	press   func()
	count   int64
	known   bool
	focused bool
	hovered bool
}

func newTile(name string, tone widgets.Tone, press func()) *tile {
	t := &tile{name: name, tone: tone, press: press}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tile) set(count int64) { t.count, t.known = count, true; t.Refresh() }

// Tapped implements fyne.Tappable.
func (t *tile) Tapped(*fyne.PointEvent) { t.press() }

// TypedKey presses the tile with Enter or Space and passes on the rest.
func (t *tile) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.press()
	default:
		widgets.PassKey(t, ev)
	}
}

// TypedShortcut passes every chord on.
func (t *tile) TypedShortcut(s fyne.Shortcut) { widgets.PassShortcut(t, s) }

// TypedRune implements fyne.Focusable.
func (t *tile) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (t *tile) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost implements fyne.Focusable.
func (t *tile) FocusLost() { t.focused = false; t.Refresh() }

// MouseIn implements desktop.Hoverable.
func (t *tile) MouseIn(*desktop.MouseEvent) { t.hovered = true; t.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (t *tile) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *tile) MouseOut() { t.hovered = false; t.Refresh() }

// CreateRenderer is called by Fyne.
func (t *tile) CreateRenderer() fyne.WidgetRenderer {
	r := &tileRenderer{tile: t, ground: canvas.NewRectangle(nil), number: canvas.NewText("", nil), name: canvas.NewText(t.name, nil)}
	r.number.TextStyle.Bold = true
	r.ground.CornerRadius = theme.InputRadiusSize() * 1.5
	r.Refresh()
	return r
}

type tileRenderer struct {
	tile         *tile
	ground       *canvas.Rectangle
	number, name *canvas.Text
}

func (r *tileRenderer) Destroy() {}

func (r *tileRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.number, r.name}
}

func (r *tileRenderer) MinSize() fyne.Size {
	return fyne.NewSize(max(r.name.MinSize().Width+14, 70), r.number.MinSize().Height+r.name.MinSize().Height+18)
}

func (r *tileRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.number.Move(fyne.NewPos(8, 6))
	r.number.Resize(r.number.MinSize())
	r.name.Move(fyne.NewPos(8, size.Height-r.name.MinSize().Height-8))
	r.name.Resize(r.name.MinSize())
}

func (r *tileRenderer) Refresh() {
	t := r.tile
	r.name.Text = t.name
	r.number.Text = "–"
	if t.known {
		r.number.Text = words.Count(t.count)
	}
	r.number.TextSize = theme.SizeForWidget(theme.SizeNameHeadingText, t)
	r.name.TextSize = theme.SizeForWidget(theme.SizeNameText, t)
	r.ground.FillColor = theme.ColorForWidget(look.ColorNeutralBack, t)
	r.number.Color = theme.ColorForWidget(look.ColorMuted, t)
	r.name.Color = theme.ColorForWidget(look.ColorMuted, t)
	if t.count > 0 {
		back, text := toneColours(t.tone)
		r.ground.FillColor = theme.ColorForWidget(back, t)
		r.number.Color = theme.ColorForWidget(text, t)
	}
	r.ground.StrokeWidth = 0
	switch {
	case t.focused:
		r.ground.StrokeColor, r.ground.StrokeWidth = theme.ColorForWidget(theme.ColorNamePrimary, t), 2
	case t.hovered:
		r.ground.StrokeColor, r.ground.StrokeWidth = theme.ColorForWidget(theme.ColorNamePrimary, t), 1
	}
	r.ground.Refresh()
	r.number.Refresh()
	r.name.Refresh()
	r.Layout(t.Size())
}

func toneColours(tone widgets.Tone) (back, text fyne.ThemeColorName) {
	switch tone {
	case widgets.ToneBad:
		return look.ColorBadBack, look.ColorBadText
	case widgets.ToneWarn:
		return look.ColorWarnBack, look.ColorWarnText
	}
	return look.ColorInfoBack, look.ColorInfoText
}

// tileRow sets tiles side by side: each as wide as its name needs, and an equal
// share of what is left.
type tileRow struct{}

// Layout implements fyne.Layout.
func (r tileRow) Layout(tiles []fyne.CanvasObject, size fyne.Size) {
	share := max(size.Width-r.MinSize(tiles).Width, 0) / float32(max(len(tiles), 1))
	x := float32(0)
	for _, t := range tiles {
		width := t.MinSize().Width + share
		t.Move(fyne.NewPos(x, 0))
		t.Resize(fyne.NewSize(width, size.Height))
		x += width + theme.Padding()
	}
}

// MinSize implements fyne.Layout.
func (tileRow) MinSize(tiles []fyne.CanvasObject) fyne.Size {
	least := fyne.Size{}
	for i, t := range tiles {
		size := t.MinSize()
		least.Width += size.Width
		if i > 0 {
			least.Width += theme.Padding()
		}
		least.Height = max(least.Height, size.Height)
	}
	return least
}
