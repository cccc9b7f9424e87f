// An empty Fyne window: what starting is measured against.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	a := app.NewWithID("app.lamplighter.empty")
	w := a.NewWindow("empty")
	w.Resize(fyne.NewSize(1280, 720))
	w.SetContent(widget.NewLabel("empty"))
	w.ShowAndRun()
}
