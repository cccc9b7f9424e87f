package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/screens/widgets"
)

// Deed is one thing that can be done with what is selected.
type Deed struct {
	Name string
	Do   func()
}

// deedsAtOnce are seen without scrolling.
const deedsAtOnce = 9

// Choose lets choose one of some deeds: ↓, Enter. What is known stands above
// them, if anything is.
func (d *Desk) Choose(title, known string, deeds []Deed) {
	var sheet *widgets.Sheet
	list := widgets.NewList(func() int { return len(deeds) },
		func() fyne.CanvasObject { return widgets.NewText("") },
		func(i int, o fyne.CanvasObject) { o.(*widgets.Text).SetText(deeds[i].Name) })
	choose := func(i int) {
		sheet.Close()
		deeds[i].Do()
	}
	list.OnOpen, list.OnSelected = choose, choose
	content, height := fyne.CanvasObject(list), float32(min(len(deeds), deedsAtOnce))*26+14
	if known != "" {
		content, height = container.NewBorder(widgets.NewMutedText(known), nil, nil, nil, list), height+20
	}
	sheet = widgets.NewSheet(title, content, widgets.Action{Label: lang.L("Go on"), Do: func() { choose(0) }})
	sheet.Height, sheet.Width, sheet.First = height, 460, list
	sheet.Show(d.Keys)
}
