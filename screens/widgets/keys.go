package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Keys answers the chords of one window: whatever has the focus, Ctrl+K finds
// a customer. The topmost layer that knows a chord answers it; a modal layer
// keeps chords from those below. It belongs to the UI thread.
//
// Fyne gives a chord to the focused widget alone, and a key without Ctrl or
// Alt to the canvas only when nothing has the focus. So every widget of this
// package passes on what it does not use (PassKey, PassShortcut), through the
// canvas' key hook, which Keys holds.
type Keys struct {
	canvas fyne.Canvas
	layers []*KeyLayer // bottom first; the first is the window's own
	joined map[Chord]bool
}

// KeyLayer is the chords of one screen or dialog while it is in front.
type KeyLayer struct {
	Title string // heads its part of the key list
	keys  *Keys
	modal bool
	cover bool // of a Cover: nothing comes above it
	binds []KeyBinding
}

// KeyBinding is one chord and what it does, in the reader's language.
type KeyBinding struct {
	Chord Chord
	Label string // empty: not told in the key list
	Do    func()
}

// KeySection is one part of the key list.
type KeySection struct {
	Title    string
	Bindings []KeyBinding
}

// NewKeys takes over the key hook of the canvas.
func NewKeys(canvas fyne.Canvas) *Keys {
	k := &Keys{canvas: canvas, joined: map[Chord]bool{}}
	k.layers = []*KeyLayer{{keys: k}}
	canvas.SetOnTypedKey(func(ev *fyne.KeyEvent) { k.Press(chordOf(ev.Name, 0)) })
	return k
}

// Canvas is the canvas whose keys these are.
func (k *Keys) Canvas() fyne.Canvas { return k.canvas }

// On binds a chord in the window's own layer, see KeyLayer.On.
func (k *Keys) On(chord, label string, do func()) { k.layers[0].On(chord, label, do) }

// SetTitle names the window's own layer in the key list.
func (k *Keys) SetTitle(title string) { k.layers[0].Title = title }

// Push puts a layer on top. Close it when its screen goes.
func (k *Keys) Push(title string) *KeyLayer {
	layer := &KeyLayer{Title: title, keys: k}
	at := len(k.layers)
	for k.layers[at-1].cover {
		at--
	}
	k.layers = slices.Insert(k.layers, at, layer)
	return layer
}

// PushModal puts a layer on top that keeps chords from the layers below.
func (k *Keys) PushModal(title string) *KeyLayer {
	layer := k.Push(title)
	layer.modal = true
	return layer
}

// Press does what the chord is bound to and reports whether anything was.
func (k *Keys) Press(chord Chord) bool {
	for i := len(k.layers) - 1; i >= 0; i-- {
		if bind := k.layers[i].find(chord); bind != nil {
			bind.Do()
			return true
		}
		if k.layers[i].modal {
			return false
		}
	}
	return false
}

// List tells the chords that work now, the front layer first, those hidden by
// a layer above left out.
func (k *Keys) List() []KeySection {
	var sections []KeySection
	told := map[Chord]bool{}
	for i := len(k.layers) - 1; i >= 0; i-- {
		section := KeySection{Title: k.layers[i].Title}
		for _, bind := range k.layers[i].binds {
			if bind.Label != "" && !told[bind.Chord] {
				section.Bindings = append(section.Bindings, bind)
			}
			told[bind.Chord] = true
		}
		if len(section.Bindings) > 0 {
			sections = append(sections, section)
		}
		if k.layers[i].modal {
			break
		}
	}
	return sections
}

// On binds a chord such as "Ctrl+Shift+Enter". It panics on a chord no
// keyboard can deliver, since that is a slip in the program. A second binding
// of a chord replaces the first.
func (l *KeyLayer) On(chord, label string, do func()) {
	key, mod, err := ParseChord(chord)
	if err != nil {
		panic("widgets: " + err.Error())
	}
	bind := KeyBinding{Chord: chordOf(key, mod), Label: label, Do: do}
	l.keys.join(bind.Chord, key, mod)
	if old := l.find(bind.Chord); old != nil {
		*old = bind
		return
	}
	l.binds = append(l.binds, bind)
}

// Close takes the layer away, wherever it stands. Closing twice is harmless.
func (l *KeyLayer) Close() {
	for i, layer := range l.keys.layers {
		if layer == l && i > 0 {
			l.keys.layers = append(l.keys.layers[:i:i], l.keys.layers[i+1:]...)
			return
		}
	}
}

func (l *KeyLayer) find(chord Chord) *KeyBinding {
	for i := range l.binds {
		if l.binds[i].Chord == chord {
			return &l.binds[i]
		}
	}
	return nil
}

// join asks the canvas for a chord, for when nothing has the focus or what has
// it takes no shortcuts. A chord stays joined; without a binding it does
// nothing.
func (k *Keys) join(chord Chord, key fyne.KeyName, mod fyne.KeyModifier) {
	if mod == 0 || k.joined[chord] {
		return
	}
	k.joined[chord] = true
	press := func(fyne.Shortcut) { k.Press(chord) }
	k.canvas.AddShortcut(ShortcutOf(key, mod), press)
	if key == fyne.KeyReturn {
		k.canvas.AddShortcut(ShortcutOf(fyne.KeyEnter, mod), press)
	}
}

// PassKey hands a key that a focused widget does not use to its canvas.
func PassKey(from fyne.CanvasObject, ev *fyne.KeyEvent) {
	canvas := canvasOf(from)
	if canvas == nil {
		return
	}
	if typed := canvas.OnTypedKey(); typed != nil {
		typed(ev)
	}
}

// PassShortcut hands a shortcut that a focused widget does not use to its
// canvas. It goes as a key named after the chord: the key hook is the one
// door every kind of canvas has.
func PassShortcut(from fyne.CanvasObject, shortcut fyne.Shortcut) {
	if chord, ours := chordOfShortcut(shortcut); ours {
		PassKey(from, &fyne.KeyEvent{Name: fyne.KeyName(chord)})
	}
}

// canvasOf is the canvas an object is on. Fyne knows it only once the object
// was painted; before, it is that of the program's one window.
func canvasOf(object fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if canvas := driver.CanvasForObject(object); canvas != nil {
		return canvas
	}
	if windows := driver.AllWindows(); len(windows) > 0 {
		return windows[0].Canvas()
	}
	return nil
}
