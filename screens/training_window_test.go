package screens_test

import (
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/screentest"
)

// Task 12 of the twelve, from the start page: Ctrl+5, Enter on the class that
// waits, Ctrl+A, Space three times, Ctrl+Enter: seven actions.
func TestAClassOfTwentyWithThreeExceptionsIsMarkedInSevenActions(t *testing.T) {
	for _, in := range tongues() {
		s := datatest.Open(t)
		class := datatest.Class(t, s, "writing", "2026-03-01", 20)
		page, _ := open(t, s, in.language, in.opts...)
		keys := []string{"Ctrl+5", "Enter", "Ctrl+A", "Space", "Space", "Space", "Ctrl+Enter"}
		if len(keys) != 7 {
			t.Fatal("not seven actions")
		}
		page.Press(keys...)
		now, err := s.ClassPage(t.Context(), datatest.Actor(t, s), class.ID)
		if err != nil {
			t.Fatal(err)
		}
		if now.Completed != 17 || now.Noted != 20 || now.Status != app.ClassAssessing {
			t.Errorf("%s: %d completed, %d noted, the class is %s", in.language, now.Completed, now.Noted, now.Status)
		}
		for i, l := range now.Learners {
			if absent := l.Enrolment.Attendance == app.Absent; absent != (i < 3) {
				t.Errorf("%s: %s is %s", in.language, l.Staff.Name, l.Enrolment.Attendance)
			}
		}
	}
}

func TestTheTabOfTrainingStandsBehindTheVisits(t *testing.T) {
	s := county(t, 30)
	page, w := open(t, s, "en")
	page.Press("Ctrl+5")
	page.See("Classes  Alt+1")
	page.See("Official writing")
	page.Press("Ctrl+B")
	page.See("As a list  Ctrl+B")
	page.Press("Ctrl+B", "Enter", "Ctrl+P")
	page.See("Attendance sheet")
	if built := w.Built(); built[len(built)-1] != "training" {
		t.Errorf("on view is %s", built[len(built)-1])
	}
}

func TestShotsOfTraining(t *testing.T) {
	folder := os.Getenv("LAMPLIGHTER_SHOTS")
	if folder == "" {
		t.Skip("no folder for shots")
	}
	for name, opts := range map[string][]screentest.Option{"en": nil, "zh": {screentest.Chinese()}, "zh-dark": {screentest.Chinese(), screentest.Dark()}} {
		page, _ := open(t, county(t, 300), name[:2], opts...)
		shot := func(what string) { page.Shot(filepath.Join(folder, "training-"+what+"-"+name+".png")) }
		page.Press("Ctrl+5")
		shot("1-list")
		page.Press("Ctrl+B")
		shot("2-calendar")
		page.Press("Ctrl+B", "Enter")
		shot("3-class")
		page.Press("Ctrl+A", "Space", "Down", "Space")
		shot("4-marked")
		page.Press("Ctrl+N")
		shot("5-roster")
		page.Press("Escape", "Ctrl+G")
		shot("6-step")
		page.Press("Escape", "Home", "Enter")
		shot("7-exception")
		page.Press("Escape", "Escape", "Down", "Enter")
		shot("8-scores")
		page.Press("Escape", "Ctrl+N")
		shot("9-form")
		page.Press("Escape", "Ctrl+F")
		shot("a-filter")
		page.Press("Escape")
	}
}
