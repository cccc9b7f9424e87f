package home_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/desk"
	"lamplighter/screens/words"
)

func TestTasksAboutUseAreWarnedOfAndOpenTheirList(t *testing.T) {
	store := datatest.Open(t)
	plants, _ := datatest.Tracked(t, store)
	by := datatest.Actor(t, store)
	open(t, words.English, store, by).DontSee("Tasks about use")
	if _, err := store.GiveUseTasks(t.Context(), by, app.UseTaskDraft{Customers: []app.CustomerID{plants[0].Customer.ID, plants[1].Customer.ID}, Month: 202602, About: app.AboutDeviation, Text: "了解原因"}); err != nil {
		t.Fatal(err)
	}
	b := open(t, words.English, store, by)
	b.Tap("Tasks about use: 2")
	if len(b.opened) != 1 || b.opened[0].Tab != desk.Forecast || b.opened[0].Forecast != desk.UseTasks {
		t.Errorf("opened %+v", b.opened)
	}
	by.Roles = []app.Role{app.Admin}
	open(t, words.English, store, by).DontSee("Tasks about use")
}
