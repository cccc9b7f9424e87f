package widgets

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Chord is a key with the keys held down with it, written as people read it:
// "F5", "Escape", "Ctrl+K", "Ctrl+Shift+Enter".
type Chord string

// Modifiers, in the order a chord names them.
var modifiers = []struct {
	name string
	mod  fyne.KeyModifier
}{
	{"Ctrl", fyne.KeyModifierShortcutDefault},
	{"Alt", fyne.KeyModifierAlt},
	{"Shift", fyne.KeyModifierShift},
}

// named are the keys whose name in a chord differs from Fyne's.
var named = map[string]fyne.KeyName{
	"Enter":     fyne.KeyReturn,
	"Esc":       fyne.KeyEscape,
	"PageUp":    fyne.KeyPageUp,
	"PageDown":  fyne.KeyPageDown,
	"Backspace": fyne.KeyBackspace,
}

// told is the other way round, for showing.
var told = map[fyne.KeyName]string{
	fyne.KeyReturn:    "Enter",
	fyne.KeyEnter:     "Enter", // the keypad's Enter is an Enter
	fyne.KeyPageUp:    "PageUp",
	fyne.KeyPageDown:  "PageDown",
	fyne.KeyBackspace: "Backspace",
}

// plain are the keys a chord may name besides letters, digits and F-keys.
var plain = map[fyne.KeyName]bool{
	fyne.KeyEscape: true, fyne.KeyReturn: true, fyne.KeyTab: true, fyne.KeyBackspace: true,
	fyne.KeyInsert: true, fyne.KeyDelete: true, fyne.KeyRight: true, fyne.KeyLeft: true,
	fyne.KeyDown: true, fyne.KeyUp: true, fyne.KeyPageUp: true, fyne.KeyPageDown: true,
	fyne.KeyHome: true, fyne.KeyEnd: true, fyne.KeySpace: true, fyne.KeySlash: true,
	fyne.KeyComma: true, fyne.KeyPeriod: true, fyne.KeyMinus: true, fyne.KeyEqual: true,
}

// ParseChord reads a chord, and refuses what a keyboard cannot deliver: a
// letter without Ctrl or Alt, or Shift alone with a key.
func ParseChord(text string) (fyne.KeyName, fyne.KeyModifier, error) {
	var mod fyne.KeyModifier
	rest := text
	for _, m := range modifiers {
		if after, found := strings.CutPrefix(rest, m.name+"+"); found {
			mod |= m.mod
			rest = after
		}
	}
	key := fyne.KeyName(rest)
	if known, ok := named[rest]; ok {
		key = known
	}
	letter := len(key) == 1 && (key >= "A" && key <= "Z" || key >= "0" && key <= "9")
	switch {
	case !letter && !plain[key] && !isFunctionKey(key):
		return "", 0, fmt.Errorf("chord %q: no key %q", text, rest)
	case mod == fyne.KeyModifierShift && key != fyne.KeyTab:
		return "", 0, fmt.Errorf("chord %q: Shift alone is not told apart", text)
	case mod == 0 && letter:
		return "", 0, fmt.Errorf("chord %q: a letter needs Ctrl or Alt", text)
	}
	return key, mod, nil
}

// chordOf writes a key with its modifiers in the one way chords are compared.
func chordOf(key fyne.KeyName, mod fyne.KeyModifier) Chord {
	var b strings.Builder
	for _, m := range modifiers {
		if mod&m.mod != 0 {
			b.WriteString(m.name + "+")
		}
	}
	if name, ok := told[key]; ok {
		b.WriteString(name)
	} else {
		b.WriteString(string(key))
	}
	return Chord(b.String())
}

// chordOfShortcut names the chord behind a shortcut of the driver; ours is
// false where there is no key to name.
func chordOfShortcut(shortcut fyne.Shortcut) (chord Chord, ours bool) {
	pressed, ours := shortcut.(fyne.KeyboardShortcut)
	if !ours {
		return "", false
	}
	return chordOf(pressed.Key(), pressed.Mod()), true
}

// ShortcutOf is the shortcut the driver makes of a chord.
func ShortcutOf(key fyne.KeyName, mod fyne.KeyModifier) fyne.Shortcut {
	if mod == fyne.KeyModifierShortcutDefault {
		switch key {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		case fyne.KeyC:
			return &fyne.ShortcutCopy{}
		case fyne.KeyX:
			return &fyne.ShortcutCut{}
		case fyne.KeyV:
			return &fyne.ShortcutPaste{}
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		}
	}
	return &desktop.CustomShortcut{KeyName: key, Modifier: mod}
}

func isFunctionKey(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		return true
	}
	return false
}
