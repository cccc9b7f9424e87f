package widgets_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
)

func TestChordsAreReadAndRefused(t *testing.T) {
	tests := []struct {
		name, text string
		key        fyne.KeyName
		mod        fyne.KeyModifier
		refused    bool
	}{
		{"a function key", "F5", fyne.KeyF5, 0, false},
		{"Escape", "Escape", fyne.KeyEscape, 0, false},
		{"a letter with Ctrl", "Ctrl+K", fyne.KeyK, fyne.KeyModifierControl, false},
		{"save and close", "Ctrl+Shift+Enter", fyne.KeyReturn, fyne.KeyModifierControl | fyne.KeyModifierShift, false},
		{"the key list", "Ctrl+/", fyne.KeySlash, fyne.KeyModifierControl, false},
		{"a tab by number", "Ctrl+1", fyne.Key1, fyne.KeyModifierControl, false},
		{"the next record", "Ctrl+PageDown", fyne.KeyPageDown, fyne.KeyModifierControl, false},
		{"the calendar", "Alt+Down", fyne.KeyDown, fyne.KeyModifierAlt, false},
		{"a letter alone would be typed", "K", "", 0, true},
		{"Shift alone is not told apart by the driver", "Shift+F5", "", 0, true},
		{"an unknown key", "Ctrl+Fn", "", 0, true},
		{"nothing", "", "", 0, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			key, mod, err := widgets.ParseChord(tt.text)
			if (err != nil) != tt.refused {
				t.Fatalf("ParseChord(%q) gave %v, want refused: %v", tt.text, err, tt.refused)
			}
			if key != tt.key || mod != tt.mod {
				t.Errorf("ParseChord(%q) is %q with %v, want %q with %v", tt.text, key, mod, tt.key, tt.mod)
			}
		})
	}
}

// focusables is one of each thing that can have the focus.
func focusables() map[string]fyne.CanvasObject {
	return map[string]fyne.CanvasObject{
		"a field":            widgets.NewEntry(),
		"a field of lines":   widgets.NewMultiLineEntry(3),
		"a button":           widgets.NewButton("Save", nil),
		"a tick box":         widgets.NewCheck("Active", nil),
		"a select":           widgets.NewSelect([]string{"一", "二"}, nil),
		"a field of a code":  widgets.NewCodeField([]widgets.Option{{Code: "1", Label: "一"}}, nil).Entry(),
		"a list":             widgets.NewList(func() int { return 0 }, func() fyne.CanvasObject { return widget.NewLabel("") }, func(int, fyne.CanvasObject) {}),
		"nothing at all":     nil,
		"a field of no use":  disabled(),
		"a table of records": nil, // see table_test.go
	}
}

func disabled() fyne.CanvasObject {
	e := widgets.NewEntry()
	e.Disable()
	return e
}

func TestChordsWorkWhateverHasTheFocus(t *testing.T) {
	chords := []string{
		"F1", "F2", "F5", "F9", "F12", "Escape", "Ctrl+K", "Ctrl+N", "Ctrl+Enter", "Ctrl+Shift+Enter",
		"Ctrl+S", "Ctrl+F", "Ctrl+E", "Ctrl+I", "Ctrl+P", "Ctrl+G", "Ctrl+L", "Ctrl+1", "Ctrl+9",
		"Ctrl+PageUp", "Ctrl+PageDown", "Ctrl+/", "Ctrl+Shift+C", "Ctrl+Shift+P",
	}
	for name, object := range focusables() {
		t.Run(name, func(t *testing.T) {
			if object == nil {
				object = widget.NewLabel("")
			}
			page := screentest.Open(t, container.NewVBox(object))
			pressed := ""
			for _, chord := range chords {
				page.Keys().On(chord, chord, func() { pressed = chord })
			}
			if target, can := object.(fyne.Focusable); can {
				page.Window().Canvas().Focus(target)
			}
			for _, chord := range chords {
				pressed = ""
				if page.Press(chord); pressed != chord {
					t.Errorf("%s did %q", chord, pressed)
				}
			}
		})
	}
}

func TestAFieldKeepsTheKeysItEditsWith(t *testing.T) {
	page := screentest.New(t)
	for _, chord := range []string{"Ctrl+Z", "Ctrl+Left", "Ctrl+Backspace", "Ctrl+A"} {
		page.Keys().On(chord, "", func() { t.Errorf("%s went to the window", chord) })
	}
	entry := widgets.NewEntry()
	page.Show(entry)
	page.Window().Canvas().Focus(entry)
	page.TypeHere("电表箱 冒火花")
	page.Press("Ctrl+Backspace")
	if entry.Text != "电表箱 " {
		t.Errorf("deleting a word left %q", entry.Text)
	}
	page.Press("Ctrl+Z", "Ctrl+Left", "Ctrl+A")
	if entry.Text != "电表箱 冒火花" {
		t.Errorf("undo gave %q", entry.Text)
	}
	if entry.SelectedText() != "电表箱 冒火花" {
		t.Errorf("Ctrl+A selected %q", entry.SelectedText())
	}
}

func TestUndoReachesTheWindowWhenNoTextIsEdited(t *testing.T) {
	page := screentest.New(t)
	undone := 0
	page.Keys().On("Ctrl+Z", "Undo", func() { undone++ })
	button := widgets.NewButton("Save", nil)
	page.Show(button)
	page.Press("Ctrl+Z")
	page.Window().Canvas().Focus(button)
	page.Press("Ctrl+Z")
	if undone != 2 {
		t.Errorf("undone %d times, want 2", undone)
	}
}

func TestTabLeavesAFieldOfSeveralLines(t *testing.T) {
	note, next := widgets.NewMultiLineEntry(3), widgets.NewEntry()
	page := screentest.Open(t, container.NewVBox(note, next))
	page.Window().Canvas().Focus(note)
	page.TypeHere("一")
	page.Press("Enter")
	page.TypeHere("二")
	page.Press("Tab")
	page.TypeHere("三")
	if note.Text != "一\n二" || next.Text != "三" {
		t.Errorf("the fields hold %q and %q", note.Text, next.Text)
	}
	page.Press("Shift+Tab")
	if page.Focusing() != fyne.Focusable(note) {
		t.Error("Shift+Tab does not go back")
	}
}

func TestTheKeypadsEnterIsAnEnter(t *testing.T) {
	entry := widgets.NewEntry()
	page := screentest.Open(t, entry)
	pressed := 0
	page.Keys().On("Enter", "Open", func() { pressed++ })
	page.Keys().On("Ctrl+Enter", "Save", func() { pressed++ })
	page.Window().Canvas().Focus(entry)
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnter})
	entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyEnter, Modifier: fyne.KeyModifierControl})
	if pressed != 2 {
		t.Errorf("pressed %d times, want 2", pressed)
	}
}

func TestTheFrontLayerAnswersFirst(t *testing.T) {
	page := screentest.New(t)
	keys := page.Keys()
	var did []string
	say := func(what string) func() { return func() { did = append(did, what) } }
	keys.On("Ctrl+S", "save draft", say("window"))
	keys.On("Ctrl+K", "find", say("find"))
	screen := keys.Push("Case")
	screen.On("Ctrl+S", "save case", say("case"))
	page.Press("Ctrl+S", "Ctrl+K")
	dialog := keys.PushModal("Question")
	dialog.On("Escape", "close", say("close"))
	page.Press("Ctrl+S", "Ctrl+K", "Escape")
	dialog.Close()
	dialog.Close()
	screen.Close()
	page.Press("Ctrl+S", "Escape")
	if want := []string{"case", "find", "close", "window"}; !slices.Equal(did, want) {
		t.Errorf("did %v, want %v", did, want)
	}
}

func TestTheKeyListTellsWhatWorksNow(t *testing.T) {
	page := screentest.New(t)
	keys := page.Keys()
	keys.SetTitle("Everywhere")
	keys.On("Ctrl+K", "find a customer", func() {})
	keys.On("Ctrl+S", "save draft", func() {})
	keys.On("Ctrl+0", "", func() {})
	screen := keys.Push("Case")
	screen.On("Ctrl+S", "save case", func() {})
	got := ""
	for _, section := range keys.List() {
		got += section.Title + ":"
		for _, bind := range section.Bindings {
			got += fmt.Sprintf(" %s=%s", bind.Chord, bind.Label)
		}
		got += "\n"
	}
	want := "Case: Ctrl+S=save case\nEverywhere: Ctrl+K=find a customer\n"
	if got != want {
		t.Errorf("the list is\n%swant\n%s", got, want)
	}
	page.Show(widgets.NewKeyList(keys.List()))
	page.See("find a customer")
	page.See("Ctrl+K")
}

func TestAChordThatNoKeyboardDeliversIsASlip(t *testing.T) {
	page := screentest.New(t)
	defer func() {
		if recover() == nil {
			t.Error("Shift+F5 was bound")
		}
	}()
	page.Keys().On("Shift+F5", "", func() {})
}

func TestAButtonIsPressedByEnterAndKeepsTheFocus(t *testing.T) {
	pressed := 0
	button := widgets.NewButton("Save", func() { pressed++ })
	page := screentest.Open(t, button)
	page.Window().Canvas().Focus(button)
	page.Press("Enter", "Space")
	if pressed != 2 {
		t.Errorf("pressed %d times, want 2", pressed)
	}
	if page.Focused() != "Save" {
		t.Error("the button lost the focus")
	}
	button.Disable()
	page.Tap("Save")
	if pressed != 2 {
		t.Error("a grey button was pressed")
	}
}
