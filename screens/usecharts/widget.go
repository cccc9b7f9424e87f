package usecharts

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/widgets"
)

// View shows a chart. Left and Right, Home and End lead from month to month, the
// mouse points at one; + and − show fewer or more of them.
type View struct {
	widget.BaseWidget

	OnRange func(months int) // another number of months was chosen
	OnOpen  func(month int64)
	OnMonth func(month int64) // the keys or a press lead to a month

	chart   Chart
	months  []Month
	at      int // the month that is told
	focused bool
	hovered bool
	drawn   *renderer // nil: not on view yet
}

// NewView is an empty chart.
func NewView() *View {
	v := &View{chart: Chart{Months: Ranges()[1]}, OnRange: func(int) {}, OnOpen: func(int64) {}, OnMonth: func(int64) {}}
	v.ExtendBaseWidget(v)
	return v
}

// Set shows another chart, over as many months as are on view. The month that is
// told stays, if it is there.
func (v *View) Set(c Chart) {
	told := v.Month()
	c.Months, c.Frozen = v.chart.Months, v.chart.Frozen
	v.chart = c
	v.renew(told)
}

// Chart is what is on view.
func (v *View) Chart() Chart { return v.chart }

// ShowFrozen shows what was forecast for months that are over, or not.
func (v *View) ShowFrozen(on bool) {
	v.chart.Frozen = on
	v.Refresh()
}

// Widen shows the next wider range of months, or with less than 0 the next
// narrower one.
func (v *View) Widen(by int) {
	ranges := Ranges()
	at := max(0, slices.Index(ranges, v.chart.Months)) + by
	if at < 0 || at >= len(ranges) {
		return
	}
	told := v.Month()
	v.chart.Months = ranges[at]
	v.renew(told)
	v.OnRange(v.chart.Months)
}

// SetMonths shows so many months.
func (v *View) SetMonths(n int) {
	told := v.Month()
	v.chart.Months = n
	v.renew(told)
}

// renew counts the months anew and leads back to the one that was told, at first
// to the first one to come.
func (v *View) renew(told int64) {
	v.months = v.chart.months()
	v.at = slices.IndexFunc(v.months, func(m Month) bool { return m.Month == told })
	if v.at < 0 {
		v.at = slices.IndexFunc(v.months, func(m Month) bool { return m.Ahead != nil })
	}
	v.at = max(v.at, 0)
	v.Refresh()
}

// Month is the month that is told; 0 without any.
func (v *View) Month() int64 {
	if v.at >= len(v.months) {
		return 0
	}
	return v.months[v.at].Month
}

// Lead tells a month, as when its row in the table is chosen.
func (v *View) Lead(month int64) {
	if at := slices.IndexFunc(v.months, func(m Month) bool { return m.Month == month }); at >= 0 && at != v.at {
		v.at = at
		v.tell()
	}
}

// tell draws what is told anew and leaves the rest of the picture as it is.
func (v *View) tell() {
	if r, drawn := v.renderer(); drawn {
		r.tell()
	}
}

func (v *View) move(to int) {
	to = min(max(0, to), len(v.months)-1)
	if to != v.at && to >= 0 {
		v.at = to
		v.tell()
	}
	v.OnMonth(v.Month())
}

// TypedKey leads from month to month, and passes on the rest.
func (v *View) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		v.move(v.at - 1)
	case fyne.KeyRight:
		v.move(v.at + 1)
	case fyne.KeyHome:
		v.move(0)
	case fyne.KeyEnd:
		v.move(len(v.months) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		v.OnOpen(v.Month())
	default:
		widgets.PassKey(v, ev)
	}
}

// TypedRune shows fewer months on +, more on −.
func (v *View) TypedRune(r rune) {
	switch r {
	case '+', '=':
		v.Widen(-1)
	case '-', '−':
		v.Widen(1)
	}
}

// FocusGained is called by Fyne.
func (v *View) FocusGained() { v.focused = true; v.tell() }

// FocusLost is called by Fyne.
func (v *View) FocusLost() { v.focused = false; v.tell() }

// Tapped puts the keyboard on the chart.
func (v *View) Tapped(ev *fyne.PointEvent) {
	widgets.Focus(v)
	v.point(ev.Position)
	v.OnMonth(v.Month())
}

// DoubleTapped opens the month under the mouse.
func (v *View) DoubleTapped(ev *fyne.PointEvent) {
	v.point(ev.Position)
	v.OnOpen(v.Month())
}

// MouseIn is called by Fyne.
func (v *View) MouseIn(ev *desktop.MouseEvent) { v.hovered = true; v.point(ev.Position) }

// MouseMoved is called by Fyne.
func (v *View) MouseMoved(ev *desktop.MouseEvent) { v.hovered = true; v.point(ev.Position) }

// MouseOut is called by Fyne.
func (v *View) MouseOut() { v.hovered = false; v.tell() }

// point tells the month at a place.
func (v *View) point(at fyne.Position) {
	r, drawn := v.renderer()
	if !drawn || len(v.months) == 0 || r.picture.Frame.column == 0 {
		return
	}
	v.at = min(max(0, int((at.X-r.picture.Frame.Left)/r.picture.Frame.column)), len(v.months)-1)
	r.tell()
}
