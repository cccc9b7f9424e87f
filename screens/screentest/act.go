package screentest

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"lamplighter/screens/widgets"
)

// Tap presses what bears exactly this text, with the mouse. Only what is in
// front can be pressed.
func (p *Page) Tap(text string) {
	p.t.Helper()
	p.press(text, desktop.MouseButtonPrimary, func(target fyne.CanvasObject, ev *fyne.PointEvent) bool {
		tappable, can := target.(fyne.Tappable)
		if can {
			tappable.Tapped(ev)
		}
		return can
	})
}

// DoubleTap presses twice what bears exactly this text.
func (p *Page) DoubleTap(text string) {
	p.t.Helper()
	p.press(text, desktop.MouseButtonPrimary, func(target fyne.CanvasObject, ev *fyne.PointEvent) bool {
		tappable, can := target.(fyne.DoubleTappable)
		if can {
			tappable.DoubleTapped(ev)
		}
		return can
	})
}

// press finds the text in front and hands the press to the nearest thing
// around it that takes it.
func (p *Page) press(text string, button desktop.MouseButton, hand func(fyne.CanvasObject, *fyne.PointEvent) bool) {
	p.t.Helper()
	for _, s := range read(p.layers()[0]) {
		if s.text != text {
			continue
		}
		middle := s.pos.AddXY(s.object.Size().Width/2, s.object.Size().Height/2)
		if placer, knows := s.object.(interface {
			Place(string) (fyne.Position, bool)
		}); knows {
			if within, there := placer.Place(text); there {
				middle = s.pos.Add(within)
			}
		}
		for i := len(s.path) - 1; i >= 0; i-- {
			target := s.path[i]
			ev := &fyne.PointEvent{AbsolutePosition: middle, Position: middle.Subtract(positionOf(s.path[:i+1]))}
			p.mouse(target, ev, button)
			if hand(target, ev) {
				return
			}
		}
	}
	p.t.Fatalf("nothing to press says %q. The page says:\n%s", text, p.Text())
}

// mouse does what the button going down and up does before the tap.
func (p *Page) mouse(target fyne.CanvasObject, at *fyne.PointEvent, button desktop.MouseButton) {
	if focused := p.canvas().Focused(); focused != nil && fyne.CanvasObject(nil) != target {
		if object, is := focused.(fyne.CanvasObject); is && object != target {
			if _, takes := target.(fyne.Tappable); takes {
				p.canvas().Unfocus()
			}
		}
	}
	if mouseable, is := target.(desktop.Mouseable); is {
		ev := &desktop.MouseEvent{PointEvent: *at, Button: button}
		mouseable.MouseDown(ev)
		mouseable.MouseUp(ev)
	}
}

func positionOf(path []fyne.CanvasObject) fyne.Position {
	var pos fyne.Position
	for _, object := range path {
		pos = pos.Add(object.Position())
	}
	return pos
}

// Type writes into the field with this label or placeholder, in place of what
// it holds, and leaves the focus there.
func (p *Page) Type(label, text string) {
	p.t.Helper()
	p.Into(label)
	if takes, can := p.canvas().Focused().(fyne.Shortcutable); can {
		takes.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	p.TypeHere(text)
}

// Into moves the focus into the field with this label or placeholder: the
// thing that says it, or the next that takes the focus.
func (p *Page) Into(label string) {
	p.t.Helper()
	var target fyne.Focusable
	found := false
	walk(p.layers()[0], fyne.Position{}, nil, func(object fyne.CanvasObject, _ fyne.Position, _ []fyne.CanvasObject) bool {
		if target != nil {
			return false
		}
		for _, text := range ownTexts(object) {
			found = found || text == label
		}
		if focusable, can := object.(fyne.Focusable); found && can {
			target = focusable
			return false
		}
		return true
	})
	if target == nil {
		p.t.Fatalf("no field is called %q. The page says:\n%s", label, p.Text())
	}
	p.canvas().Focus(target)
}

// TypeHere writes where the focus is, letter by letter.
func (p *Page) TypeHere(text string) {
	p.t.Helper()
	for _, letter := range text {
		focused := p.canvas().Focused()
		if focused == nil {
			p.t.Fatalf("nothing has the focus to type %q", text)
		}
		focused.TypedRune(letter)
	}
}

// Press presses chords one after the other, on the road the driver takes: the
// focused widget first, else the canvas.
func (p *Page) Press(chords ...string) {
	p.t.Helper()
	for _, chord := range chords {
		p.pressOne(chord)
	}
}

func (p *Page) pressOne(chord string) {
	p.t.Helper()
	bare, shifted := strings.CutPrefix(chord, "Shift+")
	key, mod, err := widgets.ParseChord(bare)
	if err != nil {
		p.t.Fatalf("press: %v", err)
	}
	if shifted && mod != 0 {
		p.t.Fatalf("press: write %q with Ctrl first", chord)
	}
	focused := p.canvas().Focused()
	if keyable, is := focused.(desktop.Keyable); is && shifted {
		keyable.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		defer keyable.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
	switch {
	case key == fyne.KeyTab && mod == 0 && !capturesTab(focused):
		if shifted {
			p.canvas().FocusPrevious()
		} else {
			p.canvas().FocusNext()
		}
	case mod != 0:
		p.shortcut(focused, key, mod)
	default:
		p.typed(focused, key)
	}
}

func capturesTab(focused fyne.Focusable) bool {
	tabbable, is := focused.(fyne.Tabbable)
	return is && tabbable.AcceptsTab()
}

func (p *Page) shortcut(focused fyne.Focusable, key fyne.KeyName, mod fyne.KeyModifier) {
	shortcut := widgets.ShortcutOf(key, mod)
	if takes, can := focused.(fyne.Shortcutable); can {
		takes.TypedShortcut(shortcut)
		return
	}
	widgets.PassShortcut(p.canvas().Content(), shortcut)
}

func (p *Page) typed(focused fyne.Focusable, key fyne.KeyName) {
	ev := &fyne.KeyEvent{Name: key}
	if focused == nil {
		if typed := p.canvas().OnTypedKey(); typed != nil {
			typed(ev)
		}
		return
	}
	focused.TypedKey(ev)
	if still := p.canvas().Focused(); key == fyne.KeySpace && still != nil {
		still.TypedRune(' ')
	}
}

// Focused is what the focused thing says: its text, else its placeholder;
// empty when nothing has the focus.
func (p *Page) Focused() string {
	object, is := p.canvas().Focused().(fyne.CanvasObject)
	if !is {
		return ""
	}
	if texts := ownTexts(object); len(texts) > 0 {
		return texts[0]
	}
	return ""
}

// Focusing is the focused thing itself, or nil.
func (p *Page) Focusing() fyne.Focusable { return p.canvas().Focused() }
