package charts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// Columns shows figures as bars side by side, with a line over them, and below
// them one bar in words: the one under the mouse, or the one that the arrow keys
// lead to.
type Columns struct {
	widget.BaseWidget
	self focusable // what the keyboard goes to

	chart   app.FigureChart
	at      int // the bar that is told
	focused bool
}

type focusable interface {
	fyne.Widget
	fyne.Focusable
}

// NewColumns is an empty chart.
func NewColumns() *Columns {
	c := &Columns{}
	c.self = c
	c.ExtendBaseWidget(c)
	return c
}

// Set shows figures. The bar that is told stays, if the same names are on view.
func (c *Columns) Set(chart app.FigureChart) {
	was := c.chart.Bars
	c.chart = chart
	if last := len(chart.Bars) - 1; len(was) != len(chart.Bars) || last >= 0 && was[last].Name != chart.Bars[last].Name {
		c.at = max(0, last)
	}
	c.Refresh()
}

// Says is what a person reads off the chart: one bar in words.
func (c *Columns) Says() []string {
	if len(c.chart.Bars) == 0 {
		return nil
	}
	return []string{c.chart.Bars[c.at].Says}
}

func (c *Columns) move(to int) {
	to = min(max(0, to), len(c.chart.Bars)-1)
	if to != c.at && to >= 0 {
		c.at = to
		c.Refresh()
	}
}

// TypedKey leads from bar to bar, and passes on the rest.
func (c *Columns) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		c.move(c.at - 1)
	case fyne.KeyRight:
		c.move(c.at + 1)
	case fyne.KeyHome:
		c.move(0)
	case fyne.KeyEnd:
		c.move(len(c.chart.Bars) - 1)
	default:
		widgets.PassKey(c.self, ev)
	}
}

// TypedRune is called by Fyne; a chart takes no letters.
func (c *Columns) TypedRune(rune) {}

// FocusGained is called by Fyne.
func (c *Columns) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost is called by Fyne.
func (c *Columns) FocusLost() { c.focused = false; c.Refresh() }

// Tapped puts the keyboard on the chart.
func (c *Columns) Tapped(ev *fyne.PointEvent) {
	c.point(ev.Position)
	widgets.Focus(c.self)
}

// MouseIn is called by Fyne.
func (c *Columns) MouseIn(ev *desktop.MouseEvent) { c.point(ev.Position) }

// MouseMoved is called by Fyne.
func (c *Columns) MouseMoved(ev *desktop.MouseEvent) { c.point(ev.Position) }

// MouseOut is called by Fyne; the bar last pointed at stays told.
func (c *Columns) MouseOut() {}

// point tells the bar at a place.
func (c *Columns) point(at fyne.Position) {
	plot := c.plot(c.Size())
	if len(c.chart.Bars) > 0 && at.X >= plot.left {
		c.move(int((at.X - plot.left) / plot.column))
	}
}

// CreateRenderer is called by Fyne.
func (c *Columns) CreateRenderer() fyne.WidgetRenderer {
	r := &columnsRenderer{c: c, said: widgets.NewText("")}
	r.said.SizeName, r.said.Shrinks = theme.SizeNameCaptionText, true
	r.Refresh()
	return r
}
