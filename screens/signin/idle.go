package signin

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/background"
)

// Idle locks a window in which nobody has done anything for a while. The mouse
// tells of itself; that somebody types is seen by what has the focus, since a
// window is not told of keys that a field uses.
type Idle struct {
	Runner *background.Runner
	Canvas fyne.Canvas
	Now    func() time.Time
	Limit  func() time.Duration // 0: never
	Lock   func()

	touched time.Time
	seen    string
	stop    func()
}

// look is how often it is looked whether somebody types.
const look = 10 * time.Second

// Start begins to watch, afresh.
func (i *Idle) Start() {
	i.Stop()
	i.touched = i.Now()
	i.again()
}

// Stop ends watching.
func (i *Idle) Stop() {
	if i.stop != nil {
		i.stop()
	}
	i.stop = nil
}

// Touch tells that somebody is there.
func (i *Idle) Touch() { i.touched = i.Now() }

func (i *Idle) again() {
	i.stop = i.Runner.After(look, func() {
		if seen := i.focus(); seen != i.seen {
			i.seen = seen
			i.Touch()
		}
		gone := i.Now().Sub(i.touched)
		if gone < 0 { // the clock was set back
			i.Touch()
		}
		if limit := i.Limit(); limit > 0 && gone >= limit {
			i.stop = nil
			i.Lock()
			return
		}
		i.again()
	})
}

// focus tells one moment's focus and the place in its text from another's.
func (i *Idle) focus() string {
	on := i.Canvas.Focused()
	if e, is := on.(interface {
		CursorPlace() (row, column, runes int)
	}); is {
		row, column, runes := e.CursorPlace()
		return fmt.Sprintf("%p %d %d %d", on, row, column, runes)
	}
	return fmt.Sprintf("%p", on)
}

// Over is a content that tells of the mouse.
func (i *Idle) Over(content fyne.CanvasObject) fyne.CanvasObject {
	m := &mouse{content: content, idle: i}
	m.ExtendBaseWidget(m)
	return m
}

// mouse hears of the mouse where nothing above it does.
type mouse struct {
	widget.BaseWidget
	content fyne.CanvasObject
	idle    *Idle
}

// MouseIn implements desktop.Hoverable.
func (m *mouse) MouseIn(*desktop.MouseEvent) { m.idle.Touch() }

// MouseMoved implements desktop.Hoverable.
func (m *mouse) MouseMoved(*desktop.MouseEvent) { m.idle.Touch() }

// MouseOut implements desktop.Hoverable: it went to something that is used.
func (m *mouse) MouseOut() { m.idle.Touch() }

// CreateRenderer is called by Fyne.
func (m *mouse) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.content) }
