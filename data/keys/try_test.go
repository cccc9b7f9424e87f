package keys

import (
	"bytes"
	"errors"
	"testing"
)

func TestAPasswordThatWasFoundRightIsNotComparedAgain(t *testing.T) {
	const password, other = "三更灯火五更鸡", "正是男儿读书时"
	path, key := ringOf(t)
	ring := reread(t, path)
	verifier := Verifier(password, Cheap)
	try := func(ring *Ring, password string) *Try {
		t.Helper()
		got, err := ring.Try("my021", password)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	first := try(ring, password)
	if _, known := first.Right(verifier); known || !bytes.Equal(first.Key, key) {
		t.Fatalf("known before it was compared: %v, opened: %v", known, first.Key != nil)
	}
	if !ring.NoteRight(first, verifier) {
		t.Fatal("what was found right is not noted")
	}
	if err := ring.Write(); err != nil {
		t.Fatal(err)
	}
	ring = reread(t, path)
	for _, tt := range []struct {
		name         string
		password     string
		verifier     string
		right, known bool
	}{
		{"the same password", password, verifier, true, true},
		{"a wrong one", other, verifier, false, true},
		{"the same password after it was set anew elsewhere", password, Verifier(password, Cheap), false, false},
		{"after another was chosen elsewhere", password, Verifier(other, Cheap), false, false},
		{"nobody's", password, "", false, false},
	} {
		if right, known := try(ring, tt.password).Right(tt.verifier); right != tt.right || known != tt.known {
			t.Errorf("%s: right %v, known %v", tt.name, right, known)
		}
	}
	if ring.NoteRight(try(ring, other), verifier) {
		t.Error("a wrong password is noted as right")
	}
	before := try(ring, password)
	if err := ring.Give(key, "MY021", other); err != nil {
		t.Fatal(err)
	}
	if ring.NoteRight(before, verifier) {
		t.Error("a password is noted as right in the slot of another one")
	}
	if right, known := try(ring, other).Right(verifier); right || known {
		t.Error("a new password is taken for the one that was compared")
	}
	if _, err := ring.Try("MY022", password); !errors.Is(err, ErrNoSlot) {
		t.Errorf("a number nobody has: %v", err)
	}
}

func TestWhoForgesWhatWasFoundRightStaysOutside(t *testing.T) {
	const mine, theirs = "三更灯火五更鸡", "正是男儿读书时"
	path, key := ringOf(t)
	ring := reread(t, path)
	if err := ring.Give(key, "MY022", theirs); err != nil {
		t.Fatal(err)
	}
	verifier := Verifier(theirs, Cheap)
	honest, err := ring.Try("MY022", theirs)
	if err != nil || !ring.NoteRight(honest, verifier) {
		t.Fatal(err)
	}
	for i := range ring.kept.Slots { // what one slot says, put into the other
		ring.kept.Slots[i].Of, ring.kept.Slots[i].Right = ring.kept.Slots[1].Of, ring.kept.Slots[1].Right
	}
	forged, err := ring.Try("MY021", mine)
	if err != nil {
		t.Fatal(err)
	}
	if right, _ := forged.Right(verifier); right {
		t.Error("somebody else's password is taken for right")
	}
}
