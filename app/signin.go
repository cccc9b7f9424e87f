package app

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// SignIn is how a person gets to the records: whether, and between which days.
// The password is nowhere in it.
type SignIn struct {
	ID          SignInID
	Staff       StaffID
	MustChange  bool  // the password was set by somebody else
	ChangedAt   int64 // Unix ms; when the password was set
	DisabledAt  int64 // Unix ms; 0 while the person may sign in
	WithdrawnAt int64
	Seen        Seen
}

// SignInID names one.
type SignInID = ID[SignIn]

// SignInState is how somebody stands with signing in.
type SignInState string

// The states, as a list shows them.
const (
	SignInNone     SignInState = "none" // was never let in
	SignInGood     SignInState = "good"
	SignInFresh    SignInState = "fresh" // must choose a password of his own
	SignInDisabled SignInState = "disabled"
	SignInEnded    SignInState = "ended" // does not work here today
)

// SignInPerson is one line of the people who sign in.
type SignInPerson struct {
	Staff  Staff
	SignIn SignIn
	Here   bool // has signed in on this computer
}

// State is how the person stands on a day.
func (p SignInPerson) State(today Day) SignInState {
	switch {
	case p.SignIn.ID.IsZero():
		return SignInNone
	case p.SignIn.DisabledAt != 0:
		return SignInDisabled
	case !p.Staff.ActiveOn(today):
		return SignInEnded
	case p.SignIn.MustChange:
		return SignInFresh
	}
	return SignInGood
}

// Forever is the day to which somebody works here whose end is not set.
const Forever Day = "9999-12-31"

// AdministratorsLast is the last day on which one of some people who sign in
// today can let others in; empty when none can.
func AdministratorsLast(people []Staff, today Day) Day {
	var last Day
	for _, p := range people {
		if p.ActiveOn(today) && slices.Contains(p.Roles, Admin) {
			last = max(last, cmp.Or(p.ValidTo, Forever))
		}
	}
	return last
}

// RecoveryShare is one of three papers, any two of which open the file.
type RecoveryShare struct {
	Place int    // 1, 2 or 3
	Text  string // eight groups of four characters
}

// Groups are the parts a share is read out and typed in.
func (s RecoveryShare) Groups() []string { return strings.Split(s.Text, "-") }

// FirstAdministrator is who is let in first.
type FirstAdministrator struct {
	StaffNo  string
	Name     string
	Password string
	Roles    []Role // besides that of an administrator
}

// Check refuses who could not sign in.
func (a FirstAdministrator) Check() error {
	switch {
	case a.StaffNo == "":
		return Refuse("staff_no", Missing)
	case a.Name == "":
		return Refuse("name", Missing)
	}
	return CheckPassword(a.Password, a.StaffNo)
}

// The length of a password, in characters.
const (
	LeastPassword = 8
	mostPassword  = 128
)

// CheckPassword refuses a password that would be guessed first.
func CheckPassword(password, staffNo string) error {
	n := utf8.RuneCountInString(password)
	switch {
	case password == "":
		return Refuse("password", Missing)
	case n < LeastPassword:
		return Refuse("password", TooShort)
	case n > mostPassword:
		return Refuse("password", TooLong)
	case plainPassword(password) || staffNo != "" && strings.Contains(strings.ToUpper(password), strings.ToUpper(staffNo)) && n < utf8.RuneCountInString(staffNo)+LeastPassword:
		return Refuse("password", EasilyGuessed)
	}
	return nil
}

// plainPassword reports whether each character follows from the one before it,
// as in 11111111, 12345678 and hgfedcba, or the whole is among the first tried.
func plainPassword(password string) bool {
	letters := []rune(strings.ToLower(password))
	for _, step := range []rune{-1, 0, 1} {
		runs := true
		for i := 1; i < len(letters) && runs; i++ {
			runs = letters[i]-letters[i-1] == step
		}
		if runs {
			return true
		}
	}
	switch string(letters) {
	case "password", "passw0rd", "password1", "qwertyui", "qwertyuiop", "1qaz2wsx", "1q2w3e4r", "admin123", "abcd1234", "a1234567", "aa123456", "88888888", "woaini1314", "123456789a":
		return true
	}
	return false
}

// longestWait is what a wait after failed sign-ins grows to.
const longestWait = 300 * time.Second

// SignInTries is how often somebody failed to sign in on a computer, one time
// after the other.
type SignInTries struct {
	Failed int   `json:"failed"`
	At     int64 `json:"at"` // Unix ms; the last time
}

// Wait is how long nothing is tried any more: 1, 2, 4 … 300 seconds. A clock set
// back makes it no longer than it was.
func (t SignInTries) Wait(now int64) time.Duration {
	if t.Failed == 0 {
		return 0
	}
	wait := longestWait
	if t.Failed < 10 {
		wait = min(longestWait, time.Second<<(t.Failed-1))
	}
	return max(0, wait-max(0, time.Duration(now-t.At)*time.Millisecond))
}

// Recovery is what two persons type who open a file by their shares.
type Recovery struct {
	One, Other string // the shares
	StaffNo    string // who gets a new password
	Password   string
}
