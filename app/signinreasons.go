package app

// The reasons of signing in, of passwords and of recovery.
const (
	WrongPassword     Reason = "wrong_password"     // or nobody of that number
	WaitsAfterFailure Reason = "waits_after_failed" // for so many seconds
	IsDisabled        Reason = "is_disabled"        // may not sign in any more
	NotWorkingHere    Reason = "not_working_here"   // before the first or after the last day
	NotKnownHere      Reason = "not_known_here"     // never signed in on this computer
	KeepingForbidden  Reason = "keeping_forbidden"  // no computer of the company keeps a file unlocked
	PasswordElsewhere Reason = "password_elsewhere" // was changed on another computer; Value: on which day
	EasilyGuessed     Reason = "easily_guessed"
	SamePassword      Reason = "same_password" // the new one is the old one
	PasswordsDiffer   Reason = "passwords_differ"
	SamePerson        Reason = "same_person" // one person cannot be two
	ShareMistyped     Reason = "share_mistyped"
	SameShare         Reason = "same_share"    // one share twice
	OldShare          Reason = "old_share"     // of another making
	GroupDiffers      Reason = "group_differs" // what was typed back is not on the paper
	LastAdministrator Reason = "last_administrator"
)
