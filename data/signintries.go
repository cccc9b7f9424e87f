package data

import (
	"encoding/json"
	"os"
	"strconv"
	"time"

	"lamplighter/app"
)

// How often somebody failed to sign in lies beside the file: it must be known
// before the file is open, and a restart must not begin anew. It counts for a
// person on this computer; a number that nobody has counts like one.

// signInTries are the tries at one file.
type signInTries struct {
	path string
	now  func() time.Time
}

func triesOf(path string, now func() time.Time) signInTries {
	if now == nil {
		now = time.Now
	}
	return signInTries{path + ".tries", now}
}

// begin counts a try before it is made, so that a program that is ended in its
// midst has failed; it refuses while the person waits.
func (t signInTries) begin(staffNo string) error {
	all, now := t.read(), t.now().UnixMilli()
	one := all[numberOf(staffNo)]
	if wait := one.Wait(now); wait > 0 {
		left := int64((wait + time.Second - 1) / time.Second)
		return &app.Refusal{Field: "password", Reason: app.WaitsAfterFailure, Value: strconv.FormatInt(left, 10)}
	}
	all[numberOf(staffNo)] = app.SignInTries{Failed: one.Failed + 1, At: now}
	return t.write(all)
}

// good forgets the tries of a person who knew his password, and answers how many
// had failed before this one.
func (t signInTries) good(staffNo string) int {
	all := t.read()
	failed := all[numberOf(staffNo)].Failed - 1
	delete(all, numberOf(staffNo))
	_ = t.write(all) // else the next failure waits longer than it would
	return max(0, failed)
}

// read answers none where they cannot be read: nobody is locked out by a
// damaged file.
func (t signInTries) read() map[string]app.SignInTries {
	all := map[string]app.SignInTries{}
	if text, err := os.ReadFile(t.path); err == nil && json.Unmarshal(text, &all) != nil {
		all = map[string]app.SignInTries{}
	}
	return all
}

func (t signInTries) write(all map[string]app.SignInTries) error {
	if len(all) == 0 {
		removeQuietly(t.path)
		return nil
	}
	text, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return writeWhole(t.path, text, 0o600)
}
