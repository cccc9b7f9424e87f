package main

import (
	"errors"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"lamplighter/app"
)

func TestTheKeyringOfTheSystemKeepsAndForgets(t *testing.T) {
	keyring.MockInit()
	var k systemKeyring
	if _, err := k.Get("a"); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("of what it never had it says %v", err)
	}
	if err := k.Set("a", "secret"); err != nil {
		t.Fatal(err)
	}
	if text, err := k.Get("a"); err != nil || text != "secret" {
		t.Errorf("it answers %q: %v", text, err)
	}
	if err := k.Delete("a"); err != nil {
		t.Fatal(err)
	}
	if err := k.Delete("a"); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("of what it has no more it says %v", err)
	}
}

func TestAKeyringThatIsNotThereIsNotTakenForAnEmptyOne(t *testing.T) {
	keyring.MockInitWithError(errors.New("no bus"))
	if _, err := (systemKeyring{}).Get("a"); err == nil || errors.Is(err, app.ErrNotFound) {
		t.Errorf("it says %v", err)
	}
}

func TestAKeyringThatDoesNotAnswerIsNotWaitedForForEver(t *testing.T) {
	never := make(chan struct{})
	defer close(never)
	_, err := inTime(time.Nanosecond, func() (string, error) { <-never; return "", nil })
	if !errors.Is(err, errKeyringSlow) {
		t.Errorf("it says %v", err)
	}
}
