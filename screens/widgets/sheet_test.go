package widgets_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
)

func TestASheetIsWorkedByKeyboard(t *testing.T) {
	tests := []struct {
		name  string
		press string
		want  string
		open  bool
	}{
		{"Ctrl+Enter does what it is for, and leaves closing to that", "Ctrl+Enter", "save", true},
		{"Escape leaves", "Escape", "", false},
		{"the window's chords are kept away", "Ctrl+K", "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			below, inside := widgets.NewEntry(), widgets.NewEntry()
			page := screentest.Open(t, container.NewVBox(below))
			did := ""
			page.Keys().On("Ctrl+K", "Find", func() { did = "find" })
			page.Keys().On("Escape", "Back", func() { did = "back" })
			page.Window().Canvas().Focus(below)
			sheet := widgets.NewSheet("New case", inside, widgets.Action{Label: "Save", Do: func() { did = "save" }})
			sheet.Show(page.Keys())
			sheet.Show(page.Keys())
			if page.Focusing() != fyne.Focusable(inside) {
				t.Fatal("the first field has not the focus")
			}
			page.Press(tt.press)
			if did != tt.want || sheet.Open() != tt.open {
				t.Errorf("did %q, open: %v; want %q, open: %v", did, sheet.Open(), tt.want, tt.open)
			}
			sheet.Close()
			if page.Focusing() != fyne.Focusable(below) {
				t.Error("the focus did not come back")
			}
			page.Press("Ctrl+K")
			if did != "find" {
				t.Error("the window's chords do not work again")
			}
		})
	}
}

func TestABusySheetIsNotSavedTwice(t *testing.T) {
	page := screentest.Open(t, container.NewVBox())
	saved := 0
	var sheet *widgets.Sheet
	sheet = widgets.NewSheet("New case", widgets.NewEntry(), widgets.Action{Label: "Save", Do: func() {
		saved++
		sheet.SetBusy(true)
	}})
	closed := 0
	sheet.OnClosed = func() { closed++ }
	sheet.Show(page.Keys())
	page.Press("Ctrl+Enter", "Ctrl+Enter")
	page.Tap("Save")
	if saved != 1 {
		t.Errorf("saved %d times, want 1", saved)
	}
	sheet.SetBusy(false)
	page.Tap("Save")
	if saved != 2 {
		t.Errorf("saved %d times, want 2", saved)
	}
	page.Tap("Cancel")
	sheet.Close()
	if closed != 1 {
		t.Errorf("closed %d times, want 1", closed)
	}
}

func TestASheetHoldsOtherActions(t *testing.T) {
	page := screentest.Open(t, container.NewVBox())
	did := []string{}
	say := func(what string) func() { return func() { did = append(did, what) } }
	sheet := widgets.NewSheet("Case", widgets.NewEntry(), widgets.Action{Label: "Save", Do: say("save")})
	sheet.Secondary = widgets.Action{Label: "Keep as draft", Do: say("draft")}
	sheet.Others = []widgets.Action{{Label: "Withdraw", Do: say("withdraw"), Danger: true}}
	sheet.Show(page.Keys())
	page.Press("Escape")
	page.Tap("Withdraw")
	page.Tap("Save")
	if want := []string{"draft", "withdraw", "save"}; !slices.Equal(did, want) {
		t.Errorf("did %v, want %v", did, want)
	}
	if !sheet.Open() {
		t.Error("an action closed the sheet by itself")
	}
}

func TestAQuestionIsAskedBeforeSomethingIsTakenAway(t *testing.T) {
	tests := []struct {
		name   string
		danger bool
		press  []string
		want   bool
	}{
		{"Enter says yes to a harmless question", false, []string{"Enter"}, true},
		{"Enter says no to a dangerous one", true, []string{"Enter"}, false},
		{"Ctrl+Enter says yes", true, []string{"Ctrl+Enter"}, true},
		{"Escape says no", false, []string{"Escape"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := screentest.Open(t, container.NewVBox())
			done := false
			sheet := widgets.Confirm(page.Keys(), widgets.Question{
				Title: "Withdraw the case?", Text: "It stays in the register, marked as withdrawn.",
				Yes: "Withdraw", Danger: tt.danger,
			}, func() { done = true })
			page.See("It stays in the register")
			page.Press(tt.press...)
			if done != tt.want {
				t.Errorf("done: %v, want %v", done, tt.want)
			}
			if sheet.Open() {
				t.Error("the question is still asked")
			}
		})
	}
}

func TestAChoiceInASheetClosesOnlyItsList(t *testing.T) {
	field := widgets.NewCodeField(caseTypes, nil)
	page := screentest.Open(t, container.NewVBox())
	sheet := widgets.NewSheet("New case", container.NewVBox(field), widgets.Action{Label: "Save"})
	sheet.Show(page.Keys())
	page.TypeHere("t")
	page.See("投诉")
	page.Press("Escape")
	if !sheet.Open() {
		t.Fatal("Escape closed the sheet with the list")
	}
	page.Press("Escape")
	if sheet.Open() {
		t.Error("a second Escape did not close the sheet")
	}
}

func TestASheetIsAsHighAsItsWordsOnceTheyAreBroken(t *testing.T) {
	page := screentest.New(t)
	chips := widgets.NewChips([]widgets.Chip{{Key: "1", Text: "1 Dissatisfied", Count: -1}, {Key: "2", Text: "2 Rather dissatisfied", Count: -1}, {Key: "3", Text: "3 Neither", Count: -1}}, nil)
	below := widgets.NewEntry()
	sheet := widgets.NewSheet("Call", container.NewVBox(chips, below), widgets.Action{Label: "Save"})
	sheet.Width = 260
	sheet.Show(page.Keys())
	if lines := chips.MinSize().Height; chips.Size().Height < lines || below.Position().Y < lines {
		t.Errorf("the chips are %v high and have %v, the field below them begins at %v", lines, chips.Size().Height, below.Position().Y)
	}
}
