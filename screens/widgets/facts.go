package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Facts shows what is known of a record: names with their values, in two
// columns where there is room. A fact without a value takes no room.
type Facts struct {
	widget.BaseWidget
	facts []fact
	box   *fyne.Container
}

type fact struct {
	name *Text
	text *widget.Label
	wide bool
}

// NewFacts begins without any.
func NewFacts() *Facts {
	f := &Facts{}
	f.box = &fyne.Container{Layout: (*factsLayout)(f)}
	f.ExtendBaseWidget(f)
	return f
}

// Add shows a fact in one column.
func (f *Facts) Add(name, text string) { f.add(name, text, false) }

// AddWide shows a longer fact across both columns, in as many lines as it needs.
func (f *Facts) AddWide(name, text string) { f.add(name, text, true) }

func (f *Facts) add(name, text string, wide bool) {
	if text == "" {
		return
	}
	label := widget.NewLabel(text)
	label.Selectable = true
	if wide {
		label.Wrapping = fyne.TextWrapWord
	} else {
		label.Truncation = fyne.TextTruncateEllipsis
	}
	one := fact{name: NewMutedText(name), text: label, wide: wide}
	f.facts = append(f.facts, one)
	f.box.Objects = append(f.box.Objects, one.name, one.text)
}

// CreateRenderer is called by Fyne.
func (f *Facts) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }

// factsLayout is the Facts themselves, seen as the layout of their box.
type factsLayout Facts

// twoFactsFrom is the least width for two columns.
const twoFactsFrom = 460

func (l *factsLayout) nameWidth() float32 {
	var w float32
	for _, f := range l.facts {
		w = max(w, f.name.MinSize().Width)
	}
	return w + theme.Padding()
}

// Layout implements fyne.Layout.
func (l *factsLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) { l.place(size.Width, true) }

// MinSize implements fyne.Layout; the height is that at the width at hand.
func (l *factsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	width := l.box.Size().Width
	return fyne.NewSize(240, l.place(max(width, 240), false))
}

// place sets the facts out and answers how high they stand.
func (l *factsLayout) place(width float32, move bool) float32 {
	columns := 1
	if width >= twoFactsFrom {
		columns = 2
	}
	names := l.nameWidth()
	column := width / float32(columns)
	x, y, row := 0, float32(0), float32(0)
	for _, f := range l.facts {
		room := column
		if f.wide {
			room = width
			if x > 0 {
				x, y, row = 0, y+row, 0
			}
		}
		if move {
			f.text.Resize(fyne.NewSize(room-names, f.text.MinSize().Height))
		}
		height := f.text.MinSize().Height
		if move {
			at := fyne.NewPos(float32(x)*column, y)
			f.name.Move(at.AddXY(0, theme.InnerPadding()))
			f.name.Resize(fyne.NewSize(names, f.name.MinSize().Height))
			f.text.Move(at.AddXY(names, 0))
			f.text.Resize(fyne.NewSize(room-names, height))
		}
		row = max(row, height-theme.Padding())
		x++
		if f.wide || x == columns {
			x, y, row = 0, y+row, 0
		}
	}
	return y + row + theme.Padding()
}
