package charts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// usualMonths are on view unless more are asked for.
const usualMonths = 12

// Use shows the electricity used month by month as bars, the year before as a
// line over them, and below it one month in words: the one under the mouse, or
// the one that the arrow keys lead to.
type Use struct {
	widget.BaseWidget
	Months int // on view, 12 to 24

	points  []Point
	at      int // the month that is told
	focused bool
}

// NewUse is an empty chart of twelve months.
func NewUse() *Use {
	u := &Use{Months: usualMonths}
	u.ExtendBaseWidget(u)
	return u
}

// Set shows what was used; the months before those on view are the year before.
// The month that is told stays, if the same months are on view.
func (u *Use) Set(used []app.MonthUse) {
	was := u.points
	u.points = Points(used, u.Months)
	if last := len(u.points) - 1; len(was) != len(u.points) || last >= 0 && was[last].Use.Month != u.points[last].Use.Month {
		u.at = max(0, last)
	}
	u.Refresh()
}

// Says is what a person reads off the chart: the month in words.
func (u *Use) Says() []string {
	if len(u.points) == 0 {
		return nil
	}
	return []string{Say(u.points[u.at])}
}

func (u *Use) move(to int) {
	to = min(max(0, to), len(u.points)-1)
	if to != u.at && to >= 0 {
		u.at = to
		u.Refresh()
	}
}

// TypedKey leads from month to month, and passes on the rest.
func (u *Use) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		u.move(u.at - 1)
	case fyne.KeyRight:
		u.move(u.at + 1)
	case fyne.KeyHome:
		u.move(0)
	case fyne.KeyEnd:
		u.move(len(u.points) - 1)
	default:
		widgets.PassKey(u, ev)
	}
}

// TypedRune is called by Fyne; a chart takes no letters.
func (u *Use) TypedRune(rune) {}

// FocusGained is called by Fyne.
func (u *Use) FocusGained() { u.focused = true; u.Refresh() }

// FocusLost is called by Fyne.
func (u *Use) FocusLost() { u.focused = false; u.Refresh() }

// Tapped puts the keyboard on the chart.
func (u *Use) Tapped(ev *fyne.PointEvent) {
	u.point(ev.Position)
	widgets.Focus(u)
}

// MouseIn is called by Fyne.
func (u *Use) MouseIn(ev *desktop.MouseEvent) { u.point(ev.Position) }

// MouseMoved is called by Fyne.
func (u *Use) MouseMoved(ev *desktop.MouseEvent) { u.point(ev.Position) }

// MouseOut is called by Fyne; the month last pointed at stays told.
func (u *Use) MouseOut() {}

// point tells the month at a place.
func (u *Use) point(at fyne.Position) {
	plot := u.plot(u.Size())
	if len(u.points) > 0 && at.X >= plot.left {
		u.move(int((at.X - plot.left) / plot.column))
	}
}

// CreateRenderer is called by Fyne.
func (u *Use) CreateRenderer() fyne.WidgetRenderer {
	r := &useRenderer{u: u, said: widgets.NewText("")}
	r.said.SizeName, r.said.Shrinks = theme.SizeNameCaptionText, true
	r.Refresh()
	return r
}
