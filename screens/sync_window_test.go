package screens_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
)

// hall is a window over a file that exchanges with one other.
func hall(t *testing.T, language string, opts ...screentest.Option) (*datatest.ExchangeHall, app.Customer, *screentest.Page, *screens.Window) {
	t.Helper()
	h, c := datatest.NewExchangeHall(t)
	page := screentest.New(t, opts...)
	w := over(t, page, screens.Setup{Store: h.Store, Sync: h, Runner: background.Inline(), Prefs: kept{"language": language}, Folder: t.TempDir})
	return h, c, page, w
}

func noteDiffers(c *app.Customer, whose string) {
	c.Note = map[string]string{"here": "下午在家", "there": "周末再来"}[whose]
}

// Task 11 of the twelve: F9, the folder, take in and send, a digit for the one
// conflict, send the decision: four actions and one for each conflict.
func TestSynchronisingTakesFourActionsAndOneForEachConflict(t *testing.T) {
	for _, in := range tongues() {
		h, c, page, _ := hall(t, in.language, in.opts...)
		h.Differ(t, c, noteDiffers)
		actions := 0
		press := func(chord string) { actions++; page.Press(chord) }
		press("F9")
		press("Enter") // the folder of last time
		press("Enter") // what was seen is taken in, and mine is sent
		open, err := h.Conflicts(t.Context(), h.Me, 10)
		if err != nil || len(open.Open) != 1 {
			t.Fatalf("%s: %d conflicts: %v", in.language, len(open.Open), err)
		}
		actions++
		page.TypeHere("2") // the value that did not hold
		press("Enter")     // and the decision is sent
		mine, err := h.CustomerPage(t.Context(), h.Me, c.ID)
		theirs, err2 := h.There.CustomerPage(t.Context(), h.Colleague, c.ID)
		if want := open.Open[0].Lost[0].Value; err != nil || err2 != nil || mine.Customer.Note != want || theirs.Customer.Note != want {
			t.Errorf("%s: the note is %q here and %q there, want %q: %v, %v", in.language, mine.Customer.Note, theirs.Customer.Note, want, err, err2)
		}
		if len(h.Through) != 2 || actions != 4+1 {
			t.Errorf("%s: %d exchanges in %d actions", in.language, len(h.Through), actions)
		}
	}
}

func TestTheStatusBarSaysHowTheFileStandsWithTheOthers(t *testing.T) {
	h, c, page, w := hall(t, "en")
	page.See("exchanged 3 h ago")
	page.See("all is sent")
	page.DontSee("conflicts:")
	h.State.Unsent = 31
	h.State.Missing = []app.MissingPackages{{Code: "T8MM", Name: "李姐的笔记本", First: 7, Last: 9}}
	h.Differ(t, c, noteDiffers)
	page.Press("F9", "Enter", "Enter")
	w.Changed(app.Customers)
	page.See("not sent: 31")
	page.See("conflicts: 1")
	page.Press("F2")
	page.Tap("packages are missing")
	page.See("Packages 7 to 9 of 李姐的笔记本 are missing.")
	page.Press("F2")
	page.Tap("conflicts: 1")
	page.See("下午在家")
	page.See("周末再来")
	h.State.Cloned = true
	w.Changed(app.Customers)
	page.See("a copy of this file is in use")
}

func TestF9FromARecordOfThePreviewGoesBackToThePreview(t *testing.T) {
	h, c, page, w := hall(t, "en")
	h.Found.Merge.Tables = []app.MergedTable{{Table: "customers", Counts: map[app.MergedAs]int64{app.MergedChanged: 1}, Records: []app.MergedRecord{
		{Record: app.RecordRef{Table: "customers", ID: app.RecordID(c.ID)}, As: app.MergedChanged, Of: c.Name, Customer: c.ID, Fields: []string{"legal_rep"}, At: datatest.Now().UnixMilli()},
	}}}
	page.Press("F9", "Enter")
	page.DoubleTap("Legal representative")
	page.See("Change history")
	page.Press("F9")
	page.See("Take in and send  Ctrl+Enter")
	page.Press("Enter")
	if len(h.Through) != 1 {
		t.Errorf("exchanged %d times", len(h.Through))
	}
	page.Press("F9")
	page.See("Through which folder?")
	w.Go(desk.Route{Tab: desk.Sync, Sync: desk.Quarantine})
	page.See("Everything that came is in the records.")
}

func TestTheKeysTellOfF9(t *testing.T) {
	_, _, page, _ := hall(t, "en")
	page.Press("Ctrl+/")
	page.See("Synchronise with other computers")
	page.See("F9")
}

func TestAFileThatExchangesWithNobodyHasNoF9(t *testing.T) {
	page, _ := open(t, datatest.Open(t), "en")
	page.Press("F9")
	page.DontSee("Through which folder?")
}

func TestSyncWindowShots(t *testing.T) {
	folder := screentest.Gallery(t)
	size := screentest.Size(1366, 768)
	for name, opts := range map[string][]screentest.Option{"zh": {screentest.Chinese(), size}, "en-dark": {screentest.Dark(), size}} {
		t.Run(name, func(t *testing.T) {
			h, c, page, w := hall(t, name[:2], opts...)
			h.State.Unsent, h.State.Missing = 31, []app.MissingPackages{{Code: "T8MM", Name: "李姐的笔记本", First: 7, Last: 9}}
			h.Differ(t, c, noteDiffers)
			page.Press("F9")
			page.Shot(filepath.Join(folder, "window-sync-"+name+".png"))
			page.Press("Enter", "Enter")
			w.Changed(app.Customers)
			page.Shot(filepath.Join(folder, "window-sync-done-"+name+".png"))
		})
	}
}
