// Package hosting lets a tab hand on what is asked of it to the page that it has
// on view. It shows nothing itself and chooses no page.
package hosting

import (
	"time"

	"lamplighter/app"
	"lamplighter/screens/desk"
)

// Host answers for the page on view. What a tab does differently it answers
// itself.
type Host struct{ Now func() desk.Screen }

// Pass uses an ability of the page on view, if it has it.
func Pass[A any](h Host, use func(A)) bool {
	able, is := h.Now().(A)
	if is {
		use(able)
	}
	return is
}

// Reload asks again for what is on view.
func (h Host) Reload() { h.Now().Reload() }

// Focus puts the keyboard where work goes on.
func (h Host) Focus() { Pass(h, desk.Focuser.Focus) }

// Save answers Ctrl+Enter.
func (h Host) Save() { Pass(h, desk.Saver.Save) }

// Keep answers Ctrl+S.
func (h Host) Keep(kept func()) bool {
	done := false
	Pass(h, func(k desk.Keeper) { done = k.Keep(kept) })
	return done
}

// SaveAndClose answers Ctrl+Shift+Enter.
func (h Host) SaveAndClose() { Pass(h, desk.Closer.SaveAndClose) }

// Again answers Ctrl+R.
func (h Host) Again() { Pass(h, desk.Repeater.Again) }

// Insert answers Ctrl+J.
func (h Host) Insert() bool {
	done := false
	Pass(h, func(i desk.Inserter) { done = i.Insert() })
	return done
}

// Shift answers Alt+Left and Alt+Right.
func (h Host) Shift(by int) { Pass(h, func(s desk.Shifter) { s.Shift(by) }) }

// Make answers Ctrl+Shift with a letter.
func (h Host) Make(kind app.VisitLinkKind) { Pass(h, func(v desk.InVisit) { v.Make(kind) }) }

// Practised is the case or visit on view, out of which an entry of the log is
// written.
func (h Host) Practised() (of app.PracticeOf) {
	Pass(h, func(v desk.Practised) { of = v.Practised() })
	return of
}

// Export answers Ctrl+E with the list of the page.
func (h Host) Export() bool {
	done := false
	Pass(h, func(e desk.Exporter) { done = e.Export() })
	return done
}

// Catch takes dropped files.
func (h Host) Catch(paths []string) bool {
	done := false
	Pass(h, func(c desk.Catcher) { done = c.Catch(paths) })
	return done
}

// Figures answers Ctrl+E with the figures on view.
func (h Host) Figures() (f app.Figures, on bool) {
	Pass(h, func(p desk.Figurer) { f, on = p.Figures() })
	return f, on
}

// New answers Ctrl+N.
func (h Host) New() bool {
	made := false
	Pass(h, func(m desk.Maker) { made = m.New() })
	return made
}

// GoOn answers Ctrl+G.
func (h Host) GoOn() { Pass(h, desk.Mover.GoOn) }

// ToBoard answers Ctrl+B.
func (h Host) ToBoard() { Pass(h, desk.Boarder.ToBoard) }

// ToFilter answers Ctrl+F.
func (h Host) ToFilter() { Pass(h, desk.Narrower.ToFilter) }

// Step answers Ctrl+PgUp and Ctrl+PgDn.
func (h Host) Step(by int) { Pass(h, func(s desk.Stepper) { s.Step(by) }) }

// Prints answers Ctrl+P.
func (h Host) Prints() desk.Printed {
	var out desk.Printed
	Pass(h, func(p desk.Printer) { out = p.Prints() })
	return out
}

// Leave answers Esc.
func (h Host) Leave() bool {
	left := false
	Pass(h, func(l desk.Leaver) { left = l.Leave() })
	return left
}

// Tick lets what is on view follow the clock.
func (h Host) Tick(now time.Time) {
	Pass(h, func(t interface{ Tick(time.Time) }) { t.Tick(now) })
}
