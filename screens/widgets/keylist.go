package widgets

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

// KeyHint shows a chord as keys: each in a small box of its own.
type KeyHint struct {
	widget.BaseWidget
	Text string // the chord, "Ctrl+K"
}

// NewKeyHint shows a chord.
func NewKeyHint(chord string) *KeyHint {
	h := &KeyHint{Text: chord}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer is called by Fyne.
func (h *KeyHint) CreateRenderer() fyne.WidgetRenderer {
	r := &keyHintRenderer{}
	for _, key := range strings.Split(h.Text, "+") {
		r.boxes = append(r.boxes, canvas.NewRectangle(color.Transparent))
		r.keys = append(r.keys, canvas.NewText(key, color.Black))
	}
	r.Refresh()
	return r
}

type keyHintRenderer struct {
	boxes []*canvas.Rectangle
	keys  []*canvas.Text
}

const keyHintInset = 5

func (r *keyHintRenderer) Destroy() {}

func (r *keyHintRenderer) Layout(size fyne.Size) {
	x := float32(0)
	for i, key := range r.keys {
		text := key.MinSize()
		width := fyne.Max(text.Width+keyHintInset*2, text.Height)
		r.boxes[i].Move(fyne.NewPos(x, (size.Height-text.Height)/2-1))
		r.boxes[i].Resize(fyne.NewSize(width, text.Height+2))
		key.Move(fyne.NewPos(x, (size.Height-text.Height)/2))
		key.Resize(fyne.NewSize(width, text.Height))
		x += width + 3
	}
}

func (r *keyHintRenderer) MinSize() fyne.Size {
	var size fyne.Size
	for _, key := range r.keys {
		text := key.MinSize()
		size.Width += fyne.Max(text.Width+keyHintInset*2, text.Height) + 3
		size.Height = text.Height + 2
	}
	size.Width -= 3
	return size
}

func (r *keyHintRenderer) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for i := range r.keys {
		objects = append(objects, r.boxes[i], r.keys[i])
	}
	return objects
}

func (r *keyHintRenderer) Refresh() {
	for i, key := range r.keys {
		key.Color = theme.Color(look.ColorNeutralText)
		key.TextSize = theme.Size(theme.SizeNameCaptionText)
		key.Alignment = fyne.TextAlignCenter
		key.Refresh()
		r.boxes[i].FillColor = theme.Color(look.ColorNeutralBack)
		r.boxes[i].StrokeColor = theme.Color(theme.ColorNameSeparator)
		r.boxes[i].StrokeWidth = 1
		r.boxes[i].CornerRadius = 3
		r.boxes[i].Refresh()
	}
}

// inColumns puts what reads down two columns into the order of a grid, which
// fills line by line.
func inColumns(all []KeyBinding) []KeyBinding {
	half := (len(all) + 1) / 2
	out := make([]KeyBinding, 0, len(all))
	for i := range half {
		out = append(out, all[i])
		if half+i < len(all) {
			out = append(out, all[half+i])
		}
	}
	return out
}

// NewKeyList is the content of the key list: what Keys.List tells, in two
// columns under their titles.
func NewKeyList(sections []KeySection) fyne.CanvasObject {
	list := container.NewVBox()
	chords := 128 * theme.Size(theme.SizeNameText) / float32(look.Normal)
	for _, section := range sections {
		list.Add(NewSectionHeader(section.Title))
		grid := container.New(layout.NewGridLayoutWithColumns(2))
		for _, bind := range inColumns(section.Bindings) {
			label := NewText(bind.Label)
			label.Shrinks = true
			hint := container.New(atLeast{fyne.NewSize(chords, 0)}, NewKeyHint(string(bind.Chord)))
			grid.Add(container.NewBorder(nil, nil, hint, nil, label))
		}
		list.Add(grid)
	}
	return list
}
