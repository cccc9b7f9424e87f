package company_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/company"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

var (
	_ desk.Screen   = (*company.Area)(nil)
	_ desk.Focuser  = (*company.Area)(nil)
	_ desk.Maker    = (*company.Area)(nil)
	_ desk.Leaver   = (*company.Area)(nil)
	_ desk.Narrower = (*company.Area)(nil)
)

// bench is the company's page on a real store, driven without a display.
type bench struct {
	*screentest.Page
	store *data.Store
	by    app.Actor
	area  *company.Area
	said  string
}

// open puts the page on view with the list of this name.
func open(t *testing.T, list string, store *data.Store) *bench {
	t.Helper()
	b := openIn(t, words.English, store)
	b.Tap(list)
	b.area.Focus()
	return b
}

func openIn(t *testing.T, language string, store *data.Store, opts ...screentest.Option) *bench {
	t.Helper()
	b := &bench{Page: screentest.New(t, opts...), store: store, by: datatest.Actor(t, store)}
	codes, err := store.Codes(t.Context(), b.by)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk.Desk{
		By: b.by, Codes: words.NewCodes(language, codes), Runner: background.Inline(), Now: datatest.Now, Keys: b.Keys(), Canvas: b.Window().Canvas(),
		Say: func(text string) { b.said = text }, Fail: func(err error) { t.Errorf("it failed: %v", err) },
	}
	b.area = company.New(d, store)
	b.Show(b.area.Content())
	return b
}

func (b *bench) staff(t *testing.T) []app.Staff {
	t.Helper()
	people, err := b.store.Staff(t.Context(), b.by)
	if err != nil {
		t.Fatal(err)
	}
	return people
}

func TestAPersonIsTakenOn(t *testing.T) {
	b := open(t, "Staff", datatest.Open(t))
	b.See("沈丽")
	b.area.New()
	b.Type("Staff number", "MY012")
	b.Press("Ctrl+Enter")
	b.See("Please fill in Name.")
	b.Type("Name", "示例员工")
	b.Tap("Account manager")
	b.Type("Until", "20260101")
	b.Press("Ctrl+Enter")
	b.See("Until lies before the start.")
	b.Type("Until", "20271231")
	b.Press("Ctrl+Enter")
	b.DontSee("Cancel")
	b.See("2026-03-02 to 2027-12-31")

	people := b.staff(t)
	got := people[len(people)-1]
	if got.Name != "示例员工" || got.StaffNo != "MY012" || len(got.Roles) != 1 || got.Roles[0] != app.Manager || got.Unit != b.by.Unit {
		t.Errorf("kept was %+v", got)
	}
}

func TestAStaffNumberStandsForOnePerson(t *testing.T) {
	b := open(t, "Staff", datatest.Open(t))
	b.area.New()
	b.Type("Staff number", "0001")
	b.Type("Name", "示例员工")
	b.Press("Ctrl+Enter")
	b.See("Staff number is already in the file.")
	if people := b.staff(t); len(people) != 1 {
		t.Errorf("%d people, want the one who had the number", len(people))
	}
}

func TestTheSoleUserKeepsHerRoleWhenChanged(t *testing.T) {
	b := open(t, "Staff", datatest.Open(t))
	b.Press("Enter")
	b.Type("Mobile", "1380000000")
	b.Press("Ctrl+Enter")
	b.See("1380000000")
	if people := b.staff(t); len(people) != 1 || len(people[0].Roles) != 1 || people[0].Roles[0] != app.Sole {
		t.Errorf("kept was %+v, want the sole user with her role", people)
	}
}

func TestWhatSomebodyElseChangedMeantimeIsShownAndTheTextStays(t *testing.T) {
	b := open(t, "Staff", datatest.Open(t))
	b.Press("Enter")
	was := b.staff(t)[0]
	theirs := was
	theirs.Mobile, theirs.Post = "1390000009", "counter"
	if _, err := b.store.SaveStaff(t.Context(), b.by, was, theirs); err != nil {
		t.Fatal(err)
	}
	b.Type("Mobile", "1380000000")
	b.Press("Ctrl+Enter")
	b.See("Someone else changed this meanwhile.")
	b.See("Meanwhile changed to: 1390000009")
	b.See("1380000000")
	b.See("Counter clerk") // not touched here, so it follows
	b.Press("Ctrl+Enter")
	b.DontSee("Cancel")
	if got := b.staff(t)[0]; got.Mobile != "1380000000" || got.Post != "counter" {
		t.Errorf("kept was %+v, want the mobile of the second and the post of the first", got)
	}
}

func TestWhatWasTypedIsNotLostByEscape(t *testing.T) {
	b := open(t, "Staff", datatest.Open(t))
	b.Press("Enter")
	b.Type("Mobile", "1380000000")
	b.Press("Escape")
	b.See("Close without saving?")
	b.Press("Escape")
	b.See("1380000000")
	b.Press("Escape")
	b.Tap("Close without saving")
	b.DontSee("1380000000")
	b.Press("Enter", "Escape")
	b.DontSee("Cancel") // nothing was typed: nothing is asked
}

func TestAUnitIsAddedUnderAnother(t *testing.T) {
	b := open(t, "Units", datatest.Open(t))
	b.area.New()
	b.Press("Ctrl+Enter")
	b.See("Please fill in Name.")
	b.Type("Code", "0102")
	b.Type("Name", "示例供电所")
	b.Type("Kind", "station")
	b.Press("Enter")
	b.Type("Belongs to", "01")
	b.Press("Enter")
	b.Type("Records of its own", "yes")
	b.Press("Enter", "Ctrl+Enter")
	b.See("示例供电所")
	units, err := b.store.Units(t.Context(), b.by)
	if err != nil {
		t.Fatal(err)
	}
	if len(units) != 2 || units[1].Kind != "station" || units[1].Parent != units[0].ID {
		t.Errorf("kept was %+v, want a station under the hall", units)
	}
	if units[1].Area <= 0 || units[1].Area == units[0].Area {
		t.Errorf("it keeps the records of area %d, want one of its own", units[1].Area)
	}
}

func TestTwoUnitsDoNotBelongToEachOther(t *testing.T) {
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	if _, err := store.SaveUnit(t.Context(), by, app.OrgUnit{}, app.OrgUnit{Code: "0102", Name: "示例供电所", Kind: "station", Parent: by.Unit}); err != nil {
		t.Fatal(err)
	}
	b := open(t, "Units", store)
	b.Press("Home", "Enter") // the hall
	b.Type("Belongs to", "0102")
	b.Press("Enter", "Ctrl+Enter")
	b.See("cannot be. Check the value.")
}

func TestTheFilterNarrowsTheListUntilItIsLeft(t *testing.T) {
	store := datatest.Open(t)
	addArea(t, store, "攀莲01台区")
	addArea(t, store, "丙谷01台区")
	b := open(t, "Transformer areas", store)
	b.area.ToFilter()
	b.TypeHere("bg")
	b.See("丙谷01台区")
	b.DontSee("攀莲01台区")
	b.TypeHere("x")
	b.See("Nothing answers to this filter.")
	if !b.area.Leave() {
		t.Error("leaving did not take the filter off")
	}
	b.See("攀莲01台区")
	if b.area.Leave() {
		t.Error("there was still something to leave")
	}
}
