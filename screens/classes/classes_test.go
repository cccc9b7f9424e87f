package classes_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/classes"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// bench is the part of classes on a real store, driven without a display.
type bench struct {
	page  *screentest.Page
	store *data.Store
	by    app.Actor
	area  *classes.Area
	said  string
	fails error
	gave  exchange.ExportWhat
}

func open(t *testing.T, store *data.Store) *bench {
	t.Helper()
	return openAs(t, store, datatest.Actor(t, store))
}

func openAs(t *testing.T, store *data.Store, by app.Actor) *bench {
	t.Helper()
	b := &bench{page: screentest.New(t), store: store, by: by}
	codes, err := store.Codes(t.Context(), datatest.Actor(t, store))
	if err != nil {
		t.Fatal(err)
	}
	keys := b.page.Keys()
	d := &desk.Desk{
		By: by, Codes: words.NewCodes(words.English, codes), Runner: background.Inline(), Now: datatest.Now, Keys: keys,
		Canvas: b.page.Window().Canvas(), Open: func(desk.Route) {}, Back: func() {},
		Say: func(text string) { b.said = text }, Fail: func(err error) { b.fails = err },
	}
	b.area = classes.New(d, store, func(what exchange.ExportWhat) { b.gave = what })
	keys.On("Ctrl+G", "", b.area.GoOn)
	keys.On("Ctrl+B", "", b.area.ToBoard)
	keys.On("Ctrl+F", "", b.area.ToFilter)
	keys.On("Ctrl+N", "", func() { b.area.New() })
	keys.On("Ctrl+Enter", "", b.area.Save)
	keys.On("Escape", "", func() { b.area.Leave() })
	b.page.Show(b.area.Content())
	b.area.Focus()
	return b
}

func (b *bench) class(t *testing.T, id app.ClassID) app.ClassPage {
	t.Helper()
	page, err := b.store.ClassPage(t.Context(), datatest.Actor(t, b.store), id)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// points are the scores of the people in their order; "–" for none.
func points(page app.ClassPage) string {
	out := make([]string, len(page.Learners))
	for i, l := range page.Learners {
		if out[i] = "–"; l.Enrolment.ScoredOn != "" {
			out[i] = app.PointsText(l.Enrolment.Score)
		}
	}
	return strings.Join(out, " ")
}

func TestPointsAreTypedDownAColumnAndSomeAreEnough(t *testing.T) {
	store := datatest.Open(t)
	class := datatest.Class(t, store, "service", "2026-03-01", 4)
	b := open(t, store)
	b.page.Press("Enter", "Ctrl+A")
	b.page.TypeHere("88")
	b.page.Press("Enter")
	b.page.TypeHere("59.5")
	b.page.Press("Enter")
	b.page.TypeHere("7")
	b.page.Press("Backspace", "Ctrl+Enter")
	now := b.class(t, class.ID)
	if got := points(now); got != "88 59.5 – –" || now.Completed != 1 || now.Failed != 1 {
		t.Errorf("the points are %s, %d completed, %d did not", got, now.Completed, now.Failed)
	}
	b.page.See("Completed")
	b.page.See("Not completed")
	b.page.See("a sufficient score")
}

func TestAScoreAboveTheMaximumIsToldAtOnceAndNothingIsLost(t *testing.T) {
	store := datatest.Open(t)
	class := datatest.Class(t, store, "service", "2026-03-01", 2)
	b := open(t, store)
	b.page.Press("Enter", "Ctrl+A")
	b.page.TypeHere("70")
	b.page.Press("Enter")
	b.page.TypeHere("170")
	const sentence = "The full score is 100. Correct the points; the others are kept as you typed them."
	b.page.See(sentence)
	b.page.Press("Ctrl+Enter")
	b.page.See("学员02: " + sentence)
	if now := b.class(t, class.ID); now.Noted != 0 {
		t.Errorf("%d results were stored", now.Noted)
	}
	b.page.TypeHere("71")
	b.page.Press("Ctrl+Enter")
	if got := points(b.class(t, class.ID)); got != "70 71" {
		t.Errorf("the points are %s", got)
	}
}

func TestResultsBeforeTheClassBeginsAreRefused(t *testing.T) {
	store := datatest.Open(t)
	class := datatest.Class(t, store, "service", "2026-03-05", 2)
	b := open(t, store)
	b.page.Press("Enter", "Ctrl+A", "Ctrl+Enter")
	b.page.See("学员01: The class begins on 2026-03-05. Nothing can be noted before; what you typed is kept.")
	if now := b.class(t, class.ID); now.Noted != 0 {
		t.Errorf("%d results were stored", now.Noted)
	}
}

func TestAllDoneIsTakenBackByTheSameKey(t *testing.T) {
	store := datatest.Open(t)
	datatest.Class(t, store, "writing", "2026-03-01", 3)
	b := open(t, store)
	b.page.Press("Enter", "Ctrl+A")
	b.page.See("3 people: present for 8 hours, assignment accepted. Space makes an exception, Ctrl+Enter saves.")
	b.page.Press("Ctrl+A")
	b.page.See("Taken back for 3 people.")
	b.page.DontSee("Present")
	b.page.Press("Ctrl+Enter")
	b.page.See("There is nothing to do here.")
}

func TestAnExcuseNeedsItsReasonAndALateOneHisHours(t *testing.T) {
	store := datatest.Open(t)
	class := datatest.Class(t, store, "writing", "2026-03-01", 2)
	b := open(t, store)
	b.page.Press("Enter", "Enter")
	b.page.TypeHere("excused")
	b.page.Press("Tab", "Ctrl+Enter")
	b.page.See("This step needs a reason.")
	b.page.Type("Reason of the absence", "病假")
	b.page.Press("Ctrl+Enter")
	b.page.Press("Right")
	b.page.TypeHere("7.5")
	b.page.Press("Ctrl+Enter")
	now := b.class(t, class.ID)
	first, second := now.Learners[0].Enrolment, now.Learners[1].Enrolment
	if first.Attendance != app.Excused || first.Reason != "病假" {
		t.Errorf("the first was %s because %q", first.Attendance, first.Reason)
	}
	if second.Attendance != app.Partly || second.AttendedMinutes != 450 {
		t.Errorf("the second was %s for %d minutes", second.Attendance, second.AttendedMinutes)
	}
}

// paste puts a text on the clipboard and presses Ctrl+V.
func (b *bench) paste(text string) {
	clip := clipboard(text)
	b.page.Focusing().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: &clip})
}

type clipboard string

func (c *clipboard) Content() string        { return string(*c) }
func (c *clipboard) SetContent(text string) { *c = clipboard(text) }

func TestPointsArePastedFromASheetAndWhatCannotBeIsToldLineByLine(t *testing.T) {
	store := datatest.Open(t)
	class := datatest.Class(t, store, "service", "2026-03-01", 4)
	b := open(t, store)
	b.page.Press("Enter", "Ctrl+A")
	b.paste("工号\t成绩\nYY003\t77\nYY009\t80\nYY001\t130\nYY003\t12\n")
	b.page.See("3 lines were not taken")
	b.page.See("YY009 is not in this class. Put the person in first, or correct the number.")
	b.page.See("The full score is 100. Correct the points; the others are kept as you typed them.")
	b.page.See("Is in this class already. A person counts once.")
	b.page.Press("Escape", "Home", "Down")
	b.paste("61\n\n90")
	b.page.Press("Ctrl+Enter")
	if got := points(b.class(t, class.ID)); got != "– 61 77 90" {
		t.Errorf("the points are %s", got)
	}
}

func TestWhatWasTypedComesBackWithoutBeingSaved(t *testing.T) {
	store := datatest.Open(t)
	class := datatest.Class(t, store, "service", "2026-03-01", 3)
	b := open(t, store)
	b.page.Press("Enter", "Ctrl+A", "Space")
	b.page.TypeHere("66")
	b.page.Press("Escape") // to the list
	drafts, err := store.Drafts(t.Context(), b.by)
	if err != nil || len(drafts) != 1 || strings.Contains(drafts[0].Title, "学员") {
		t.Fatalf("the drafts are %+v (%v)", drafts, err)
	}
	again := open(t, store)
	again.area.Show(desk.Route{Tab: desk.Training, Draft: &drafts[0]})
	again.page.See("What you typed the last time is back, and not saved yet.")
	again.page.See("66")
	again.page.Press("Ctrl+Enter")
	now := again.class(t, class.ID)
	if got := points(now); got != "– 66 –" || now.Learners[0].Enrolment.Attendance != app.Absent || now.Noted != 3 {
		t.Errorf("%s, the first %s", got, now.Learners[0].Enrolment.Attendance)
	}
	if drafts, _ = store.Drafts(t.Context(), b.by); len(drafts) != 0 {
		t.Errorf("%d drafts are left", len(drafts))
	}
}

func TestAClassIsPlannedAsItsCourseIsUsuallyHeldAndFilledByGap(t *testing.T) {
	store := datatest.Open(t)
	datatest.Class(t, store, "service", "2026-03-01", 3)
	b := open(t, store)
	b.page.Press("Ctrl+N")
	b.page.TypeHere("writing")
	b.page.Press("Enter")
	b.page.See("Completing it takes: attended at least 80 %, and the assignment accepted")
	b.page.Type("First day", "2026-03-20")
	b.page.Press("Tab", "Ctrl+Enter")
	rows, err := store.Classes(t.Context(), b.by, app.ClassFilter{From: "2026-03-20"})
	if err != nil || len(rows) != 1 {
		t.Fatalf("%d classes were planned (%v)", len(rows), err)
	}
	if c := rows[0]; c.Mode != app.Central || c.LecturerKind != app.ExternalLecturer || c.Minutes != 480 || c.EndsOn != "2026-03-20" {
		t.Errorf("it is %s, %s, %d minutes, until %s", c.Mode, c.LecturerKind, c.Minutes, c.EndsOn)
	}
	b.page.Press("Ctrl+N") // counter clerks need no writing: nobody by post
	b.page.See("Nobody here. Everybody whose post requires the course has it; look at “Everybody” for others.")
	b.page.Tap("Everybody")
	b.page.Press("Ctrl+A", "Ctrl+Enter")
	if now := b.class(t, rows[0].ID); now.In != 4 {
		t.Errorf("%d people are in the class, want all four", now.In)
	}
}

func TestAClassIsCalledOffWithItsReasonAndThenStays(t *testing.T) {
	store := datatest.Open(t)
	class := datatest.Class(t, store, "service", "2026-03-20", 2)
	b := open(t, store)
	b.page.Press("Ctrl+G")
	b.page.Tap("Cancel the class")
	b.page.Press("Ctrl+Enter")
	b.page.See("This step needs a reason.")
	b.page.TypeHere("讲师因病")
	b.page.Press("Ctrl+Enter")
	if now := b.class(t, class.ID); now.Status != app.ClassCancelled || now.Reason != "讲师因病" {
		t.Fatalf("the class is %s because %q", now.Status, now.Reason)
	}
	b.area.Show(desk.Route{Class: class.ID})
	b.page.Press("Ctrl+A", "Ctrl+Enter")
	b.page.See("This class is over: Cancelled. It stays as it is; plan another if it is held again.")
	b.page.Press("Ctrl+G")
	b.page.See("This class is over. Nothing changes in it any more.")
}

func TestTheListIsNarrowedByMonthAndMode(t *testing.T) {
	store := datatest.Open(t)
	datatest.Class(t, store, "service", "2026-03-20", 1)
	b := open(t, store)
	b.page.Press("Ctrl+F")
	b.page.Type("2026-03", "2026-04")
	b.page.Press("Ctrl+Enter")
	b.page.See("0 classes")
	b.page.Press("Ctrl+F")
	b.page.Type("Month", "2026-03")
	b.page.Press("Ctrl+Enter")
	b.page.See("1 classes")
	b.page.See("2026-03-01 – 2026-03-31  ×")
	if !b.area.Export() || len(b.gave.Rows) != 1 {
		t.Errorf("%d rows go out", len(b.gave.Rows))
	}
	if what := b.area.Prints(); len(what.Classes) != 1 || what.Filter == "" {
		t.Errorf("on paper go %d classes of %q", len(what.Classes), what.Filter)
	}
	b.page.Press("Ctrl+B", "Home", "Enter")
	if b.said != "No class on 2026-03-02 Mon. Ctrl+N plans one." {
		t.Errorf("said %q", b.said)
	}
}

func TestWhoOnlyReadsChangesNothing(t *testing.T) {
	store := datatest.Open(t)
	class := datatest.Class(t, store, "writing", "2026-03-01", 2)
	b := openAs(t, store, app.Actor{Staff: class.Learners[0].Staff.ID, Roles: []app.Role{app.Supervisor}})
	b.page.Press("Enter", "Ctrl+A", "Space")
	b.page.See("Your role does not allow this. Nothing was changed; ask your supervisor.")
	b.page.DontSee("rows not saved yet")
	b.page.Press("Ctrl+G")
	b.page.See("Your role reads classes and does not change them.")
}
