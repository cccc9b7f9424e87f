package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

const (
	barName  = 96
	barTally = 84
	barLine  = 20
	barThick = 10
)

// bars draws a line for each manager: how much was planned, and how much of it
// was made.
func bars(managers []app.ReviewLine) fyne.CanvasObject {
	most := int64(1)
	for _, m := range managers {
		most = max(most, m.Planned)
	}
	lines := container.NewVBox()
	for _, m := range managers {
		name := widgets.NewText(m.Name)
		name.Shrinks = true
		tally := widgets.NewMutedText(words.Count(m.Kept) + " / " + words.Count(m.Planned))
		tally.Align = fyne.TextAlignTrailing
		planned, made := canvas.NewRectangle(theme.Color(look.ColorNeutralBack)), canvas.NewRectangle(theme.Color(theme.ColorNamePrimary))
		planned.CornerRadius, made.CornerRadius = 3, 3
		lines.Add(container.New(&barLayout{float32(m.Planned) / float32(most), float32(m.Kept) / float32(most)}, name, tally, planned, made))
	}
	return lines
}

// barLayout sets name, tally and two bars, one on the other, in a line.
type barLayout struct{ planned, made float32 }

// MinSize implements fyne.Layout.
func (l *barLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(barName+barTally+80, barLine)
}

// Layout implements fyne.Layout.
func (l *barLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	room := max(0, size.Width-barName-barTally-16)
	top := (size.Height - barThick) / 2
	place := func(o fyne.CanvasObject, x, width float32) {
		high := min(size.Height, o.MinSize().Height)
		o.Move(fyne.NewPos(x, (size.Height-high)/2))
		o.Resize(fyne.NewSize(width, high))
	}
	place(o[0], 0, barName)
	place(o[1], size.Width-barTally, barTally)
	for i, share := range []float32{l.planned, l.made} {
		o[2+i].Move(fyne.NewPos(barName+8, top))
		o[2+i].Resize(fyne.NewSize(room*share, barThick))
	}
}
