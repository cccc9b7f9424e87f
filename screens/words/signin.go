package words

import (
	"errors"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// signInRefusal says why somebody does not come in, or a password or share is
// not taken; "" for other reasons.
func signInRefusal(no *app.Refusal) string {
	switch no.Reason {
	case app.WrongPassword:
		return lang.L("The number or the password is not right. Type the password again.")
	case app.WaitsAfterFailure:
		return lang.L("Too many failed tries. The next one is possible in {{.N}} s.", map[string]any{"N": no.Value})
	case app.IsDisabled:
		return lang.L("This person may not sign in any more. The administrator can let him in again.")
	case app.NotWorkingHere:
		return lang.L("By the list of staff this person does not work here today. The administrator can change that.")
	case app.NotKnownHere:
		return lang.L("This person has not signed in on this computer yet. Let a colleague sign in first, press Ctrl+L, then sign in; or check the number.")
	case app.PasswordElsewhere:
		if day := Day(app.Day(no.Value)); day != "" {
			return lang.L("The password was changed on another computer on {{.Day}}. Type the new one.", map[string]any{"Day": day})
		}
		return lang.L("The password was changed on another computer. Type the new one.")
	case app.KeepingForbidden:
		return KeepingForbidden()
	case app.EasilyGuessed:
		return lang.L("This password would be guessed at once. Take another, a line of verse for instance.")
	case app.SamePassword:
		return lang.L("This is the password of before. Take another.")
	case app.PasswordsDiffer:
		return lang.L("The two passwords are not alike. Type both again.")
	case app.SamePerson:
		return lang.L("This must be somebody else than who works here.")
	case app.ShareMistyped:
		return lang.L("There is a slip in this share. Compare it with the paper, group by group.")
	case app.SameShare:
		return lang.L("This is the same share twice. It takes those of two persons.")
	case app.OldShare:
		return lang.L("These shares do not open this file: they are of another file, or newer ones were made. Take the newest papers.")
	case app.GroupDiffers:
		return lang.L("This is not the group on the paper. Compare it and type it again.")
	case app.LastAdministrator:
		return lang.L("There would be no administrator any more, at once or from a day on. Make another person one first, and let him in.")
	case app.TooShort:
		if no.Field == "password" {
			return lang.L("The password is too short. Take at least eight characters.")
		}
	}
	return ""
}

// signInFault says what is wrong with signing in as a whole; "" for other errors.
func signInFault(err error) string {
	switch {
	case errors.Is(err, app.ErrSignIn):
		return lang.L("People sign in to this file. Give your staff number and password.")
	case errors.Is(err, app.ErrMustChange):
		return lang.L("A password of your own must be chosen first. Sign in on the window.")
	case errors.Is(err, app.ErrNeedsWitness):
		return lang.L("This takes two persons. Nothing was done; let a colleague with the same right agree.")
	case errors.Is(err, app.ErrNoKeyring):
		return NoKeyring()
	case errors.Is(err, app.ErrKeysDamaged):
		return lang.L("The keys beside the file are damaged, both copies. The records were not touched; put the two .keys files of a backup back beside the file, then try again.")
	}
	return ""
}

// SignInState names how somebody stands with signing in.
func SignInState(state app.SignInState) string {
	switch state {
	case app.SignInGood:
		return lang.L("may sign in")
	case app.SignInFresh:
		return lang.L("must choose a password of his own")
	case app.SignInDisabled:
		return lang.L("kept out")
	case app.SignInEnded:
		return lang.L("does not work here today")
	}
	return lang.L("was not let in")
}

// NoKeyring says why a computer cannot keep a file unlocked.
func NoKeyring() string {
	return lang.L("The system of this computer has no keyring that answers. The file opens by people's passwords, as ever.")
}

// KeepingForbidden says why no computer offers to keep a file unlocked.
func KeepingForbidden() string {
	return lang.L("The company does not let its computers keep this file unlocked; an administrator decided that. A key that was kept here is deleted. The file opens by people's passwords, as ever.")
}
