package data

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
)

// salvagedWhole saves a file that is not damaged, of which therefore nothing may
// be lost.
func salvagedWhole(t *testing.T, path string) {
	t.Helper()
	saved := filepath.Join(t.TempDir(), "saved.lamp")
	done, err := Salvage(t.Context(), path, saved, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if sum := done.Sum(); sum.Lost != 0 || done.Unsent != 0 {
		t.Errorf("of a whole file are lost %d rows and %d change sets", sum.Lost, done.Unsent)
	}
	if err := Check(t.Context(), saved); err != nil {
		t.Errorf("the new file: %v", err)
	}
}

func TestAFoldedLogIsSavedAsFarAsItGoes(t *testing.T) {
	f := foldTestOf(t)
	f.now = f.now.AddDate(0, 2, 0)
	f.round()
	if f.emptied(f.laptop) == 0 {
		t.Fatal("nothing is folded")
	}
	if err := f.laptop.Close(); err != nil {
		t.Fatal(err)
	}
	salvagedWhole(t, f.laptop.path)
}

func TestTheLogOfWhoWasErasedIsSavedAsFarAsItGoes(t *testing.T) {
	s, by := newHall(t)
	c, err := s.OpenCustomer(t.Context(), by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: privacyName}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.EraseCustomer(t.Context(), by, app.CustomerFate{Customer: c.ID, Reason: "本人申请"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.OpenCustomer(t.Context(), by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "李晓明"}}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	salvagedWhole(t, s.path)
}
