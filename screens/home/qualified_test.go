package home_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

func sampleStore(t *testing.T) (*data.Store, app.Actor) {
	t.Helper()
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	if err := store.Fill(t.Context(), by, sample.New(60, 7, datatest.Now()), 60, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	return store, by
}

func TestQualificationsThatExpireAreCountedAndOpenTheirList(t *testing.T) {
	store, by := sampleStore(t)
	b := open(t, words.English, store, by)
	for _, text := range []string{"Within 7 days: 1", "Within 30 days: 2", "Within 90 days: 3", "May be granted: "} {
		b.See(text)
	}
	b.Tap("Within 30 days: 2")
	if len(b.opened) != 1 || b.opened[0].Qualified != app.ViewWithin30 || b.opened[0].Training != desk.Qualifications {
		t.Errorf("opened %+v", b.opened)
	}
}

func TestALearnerIsWarnedOfHisOwnOnly(t *testing.T) {
	store, by := sampleStore(t)
	all, err := store.QualificationStates(t.Context(), by, app.QualifiedFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all {
		me := app.Actor{Staff: one.Staff.ID, Name: one.Staff.Name, Unit: by.Unit, Area: by.Area, Roles: []app.Role{app.Manager}}
		b := open(t, words.English, store, me)
		if app.ViewWithin90.Takes(one) {
			b.See("Your qualification is to be renewed:")
			b.Tap("Within 90 days: 1")
			if len(b.opened) != 1 || b.opened[0].Training != desk.Mine {
				t.Errorf("opened %+v", b.opened)
			}
			continue
		}
		b.DontSee("Your qualification is to be renewed:")
	}
}

func TestGalleryOfQualifications(t *testing.T) {
	folder := screentest.Gallery(t)
	for language, options := range map[string][]screentest.Option{words.Chinese: {screentest.Chinese()}, words.English: nil} {
		store, by := sampleStore(t)
		b := open(t, language, store, by, append(options, screentest.Size(1180, 650))...)
		b.Shot(filepath.Join(folder, "home-qualified-"+language+".png"))
	}
}
