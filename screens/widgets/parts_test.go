package widgets_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"lamplighter/screens/background"
	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
)

func TestToastsGoByThemselvesButErrorsStay(t *testing.T) {
	runner := background.Inline()
	toasts := widgets.NewToasts(runner)
	page := screentest.Open(t, toasts.Over(canvas.NewRectangle(nil)))
	toasts.Tell("Saved.")
	runner.Elapse(3 * time.Second)
	toasts.Fail("The disk is full.")
	page.See("Saved.")
	page.See("The disk is full.")
	runner.Elapse(time.Second)
	page.DontSee("Saved.")
	runner.Elapse(time.Hour)
	page.See("The disk is full.")
}

func TestAToastUndoesOnce(t *testing.T) {
	runner := background.Inline()
	toasts := widgets.NewToasts(runner)
	undone := 0
	page := screentest.Open(t, toasts.Over(canvas.NewRectangle(nil)))
	toasts.TellUndo("Withdrawn.", func() { undone++ })
	page.Tap("Undo")
	if undone != 1 {
		t.Errorf("undone %d times, want 1", undone)
	}
	page.DontSee("Withdrawn.")
}

func TestToastsStayFewAndLetPressesThrough(t *testing.T) {
	runner := background.Inline()
	toasts := widgets.NewToasts(runner)
	pressed := false
	page := screentest.Open(t, toasts.Over(container.NewVBox(widgets.NewButton("Below", func() { pressed = true }))))
	toasts.Fail("An error.")
	for _, text := range strings.Fields("one two three four five") {
		toasts.Tell(text)
	}
	page.Tap("Below")
	if !pressed {
		t.Error("what lies below the toasts could not be pressed")
	}
	page.DontSee("two")
	page.See("three")
	page.See("An error.")
}

func TestChipsByKeys(t *testing.T) {
	tests := []struct {
		name string
		many bool
		keys string
		want string
	}{
		{"Space chooses the first", false, "Space", "a"},
		{"Right goes on, Enter chooses", false, "Right Enter", "b"},
		{"the arrows stop at the ends", false, "Left Right Right Right Right Enter", "c"},
		{"one at most", false, "Space Right Space", "b"},
		{"or several, in the order of the row", true, "Right Space Left Space", "a b"},
		{"pressed again lets go", true, "Space Space", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var told []string
			chips := widgets.NewChips([]widgets.Chip{
				{Key: "a", Text: "Mine", Count: 12}, {Key: "b", Text: "Late", Count: 3}, {Key: "c", Text: "All", Count: -1},
			}, func(chosen []string) { told = chosen })
			chips.Many = tt.many
			page := screentest.Open(t, chips)
			page.Press("Tab")
			page.Press(strings.Fields(tt.keys)...)
			if got := strings.Join(chips.Chosen(), " "); got != tt.want || strings.Join(told, " ") != tt.want {
				t.Errorf("chosen is %q and told %q, want %q", got, told, tt.want)
			}
		})
	}
}

func TestChipsByMouse(t *testing.T) {
	chips := widgets.NewChips([]widgets.Chip{{Key: "a", Text: "Mine", Count: 1200}, {Key: "b", Text: "Late", Count: -1}}, nil)
	page := screentest.Open(t, chips)
	page.See("1,200")
	page.Tap("Late")
	if got := chips.Chosen(); len(got) != 1 || got[0] != "b" {
		t.Errorf("chosen is %v, want b", got)
	}
	chips.SetChips([]widgets.Chip{{Key: "b", Text: "Late", Count: 9}})
	if got := chips.Chosen(); len(got) != 1 {
		t.Errorf("after a recount chosen is %v, want b still", got)
	}
}

func TestChipsTakeSecondRowsWhereTheyMust(t *testing.T) {
	chips := widgets.NewChips([]widgets.Chip{{Text: "One filter", Count: -1}, {Text: "Another filter", Count: -1}}, nil)
	screentest.Open(t, container.NewWithoutLayout(chips))
	chips.Resize(fyne.NewSize(400, 30))
	one := chips.MinSize().Height
	chips.Resize(fyne.NewSize(120, 30))
	if two := chips.MinSize().Height; two < 2*one {
		t.Errorf("in a narrow place the chips are %v high, want two rows of %v", two, one)
	}
}

func TestProgress(t *testing.T) {
	clock := time.Unix(0, 0)
	progress := widgets.NewProgress(func() time.Time { return clock })
	page := screentest.Open(t, progress)
	stopped := 0
	page.DontSee("Stop")

	progress.Begin("Importing customers", func() { stopped++ })
	progress.Set(100, 10_000)
	page.See("Importing customers")
	page.See("100 of 10,000")
	clock = clock.Add(10 * time.Second)
	progress.Set(2_500, 10_000)
	page.See("2,500 of 10,000, about 31 s left")
	clock = clock.Add(10 * time.Minute)
	progress.Set(5_000, 10_000)
	page.See("5,000 of 10,000, about 11 min left")

	page.Tap("Stop")
	page.Tap("Stopping…") // an impatient second press
	if stopped != 1 {
		t.Errorf("stopped %d times, want 1", stopped)
	}
	progress.End()
	page.DontSee("Importing customers")
	progress.Begin("Importing again", func() {})
	page.See("Stop")
}

func TestAHeaderAlertOffersWhatCanBeDone(t *testing.T) {
	alert := widgets.NewHeaderAlert()
	closed, looked := 0, 0
	alert.OnClosed = func() { closed++ }
	page := screentest.Open(t, container.NewVBox(alert))
	if alert.Visible() {
		t.Error("an alert without words takes room")
	}
	alert.Say(widgets.ToneWarn, "3 cases are due today.", widgets.Action{Label: "Look", Do: func() { looked++ }})
	page.See("3 cases are due today.")
	page.Tap("Look")
	if looked != 1 {
		t.Errorf("looked %d times, want 1", looked)
	}
	alert.SetText("The list could not be read.")
	page.See("The list could not be read.")
	page.DontSee("Look")
	alert.Clear()
	page.DontSee("The list could not be read.")
}

func TestStatesSayWhyAndWhatToDo(t *testing.T) {
	made := 0
	empty := widgets.NewEmptyState(theme.SearchIcon(), "No cases.", widgets.Action{Label: "New case", Do: func() { made++ }})
	page := screentest.Open(t, empty)
	page.See("No cases.")
	page.Tap("New case")
	if made != 1 {
		t.Errorf("made %d, want 1", made)
	}
	empty.SetText("No cases of this kind.")
	page.See("No cases of this kind.")
}

func TestALineOfAListNeverWidensItsPane(t *testing.T) {
	line := widgets.NewLineButton("MY1-260302-001  New connection, high voltage, special  Customer's design", func() {})
	page := screentest.Open(t, line, screentest.Size(220, 60))
	page.DontSee("Customer's design")
	page.See("…")
	page.Resize(900, 60)
	page.See("Customer's design")
}

func TestATimelineTellsEveryMoment(t *testing.T) {
	timeline := widgets.NewTimeline(widgets.Moment{When: "11-23 10:32", Title: "Accepted", Body: "The lid is broken.", Aside: "Clerk"})
	page := screentest.Open(t, timeline, screentest.Size(500, 400))
	for _, text := range []string{"11-23 10:32", "Accepted", "The lid is broken.", "Clerk"} {
		page.See(text)
	}
	low := timeline.MinSize().Height
	long := strings.Repeat("电表箱门损坏，雨天进水。", 12)
	timeline.SetMoments([]widgets.Moment{{When: "11-23 10:32", Title: "Accepted", Body: long}})
	page.See(long)
	if high := timeline.MinSize().Height; high < low+40 {
		t.Errorf("a long moment is %v high, a short one %v", high, low)
	}
}

func TestStatusItemsAndBadges(t *testing.T) {
	pressed := 0
	item := widgets.NewStatusItem("Synced", func() { pressed++ })
	badge := widgets.NewBadge("In progress", widgets.ToneInfo)
	page := screentest.Open(t, container.NewHBox(item, badge))
	page.Tap("Synced")
	if pressed != 1 {
		t.Errorf("pressed %d times, want 1", pressed)
	}
	item.Set(widgets.ToneWarn, "3 to send")
	badge.Set("Closed", widgets.ToneGood)
	for _, text := range []string{"3 to send", "Closed"} {
		page.See(text)
	}
	for _, text := range []string{"Synced", "In progress"} {
		page.DontSee(text)
	}
}
