package charts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
)

const (
	nameLeast  = 96
	nameMost   = 220
	tallyLeast = 84
	barLine    = 20
	barThick   = 10
)

// Across draws a line for each bar: its name, how much of the whole it is, and
// the same in words.
func Across(bars []app.FigureBar) fyne.CanvasObject {
	most := float32(max(1, Most(bars)))
	names, tallies := float32(nameLeast), float32(tallyLeast)
	for _, b := range bars {
		names, tallies = max(names, widgets.NewText(b.Name).MinSize().Width), max(tallies, widgets.NewMutedText(b.Says).MinSize().Width)
	}
	lines := container.NewVBox()
	for _, b := range bars {
		name := widgets.NewText(b.Name)
		name.Shrinks = true
		tally := widgets.NewMutedText(b.Says)
		tally.Align = fyne.TextAlignTrailing
		whole, part := canvas.NewRectangle(theme.Color(look.ColorNeutralBack)), canvas.NewRectangle(theme.Color(theme.ColorNamePrimary))
		whole.CornerRadius, part.CornerRadius = 3, 3
		lines.Add(container.New(&barLayout{name: min(names, nameMost), tally: tallies, whole: float32(b.Line) / most, part: float32(b.Bar) / most}, name, tally, whole, part))
	}
	return lines
}

// barLayout sets name, tally and two bars, one on the other, in a line.
type barLayout struct{ name, tally, whole, part float32 }

// MinSize implements fyne.Layout.
func (l *barLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.name+l.tally+80, barLine)
}

// Layout implements fyne.Layout.
func (l *barLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	room := max(0, size.Width-l.name-l.tally-16)
	top := (size.Height - barThick) / 2
	place := func(o fyne.CanvasObject, x, width float32) {
		high := min(size.Height, o.MinSize().Height)
		o.Move(fyne.NewPos(x, (size.Height-high)/2))
		o.Resize(fyne.NewSize(width, high))
	}
	place(o[0], 0, l.name)
	place(o[1], size.Width-l.tally, l.tally)
	for i, share := range []float32{l.whole, l.part} {
		o[2+i].Move(fyne.NewPos(l.name+8, top))
		o[2+i].Resize(fyne.NewSize(room*share, barThick))
	}
}
