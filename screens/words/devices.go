package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// deviceRefusal says why a computer cannot join, or cannot be enrolled; "" for
// other reasons.
func deviceRefusal(reason app.Reason) string {
	switch reason {
	case app.TooShort:
		return lang.L("The passphrase is too short to be safe. Take at least ten characters, a sentence for instance.")
	case app.PassphrasesDiffer:
		return lang.L("The two passphrases are not alike. Type both again.")
	case app.WrongPassphrase:
		return lang.L("The passphrase is not the right one. Nothing was changed; type it again.")
	case app.NotMainComputer:
		return lang.L("The company's key does not lie on this computer. Do this on the company's main computer.")
	case app.OtherCompany:
		return lang.L("This is of another company. Nothing was taken in.")
	case app.DeviceWasRevoked:
		return lang.L("This computer was revoked. Enrol it anew under a new name.")
	case app.ThisDevice:
		return lang.L("This is the computer at which you sit. It cannot be revoked here; choose another.")
	case app.NoSnapshot:
		return lang.L("The records that belong to this enrolment do not lie beside it. Copy both files into one folder, then try again.")
	case app.OlderSnapshot:
		return lang.L("These records were made before an area left this computer, and lack what it wrote there. Exchange once more with the main computer, which makes newer ones. Nothing was changed here.")
	case app.OthersSnapshot:
		return lang.L("These records were made for another computer. Have them made for this one on the main computer.")
	case app.FileExists:
		return lang.L("There is a file of this name already. It was not touched; choose another name.")
	}
	return ""
}

// DeviceState names how a computer stands with the company.
func DeviceState(c app.DeviceCertificate, state app.DeviceState, today app.Day) string {
	switch state {
	case app.DeviceGood:
		return lang.L("good until {{.Day}}", map[string]any{"Day": string(c.ToOn)})
	case app.DeviceExpiring:
		return lang.L("expires in {{.N}} days", map[string]any{"N": c.Left(today)})
	case app.DeviceExpired:
		return lang.L("expired on {{.Day}}", map[string]any{"Day": string(c.ToOn)})
	case app.DeviceRevoked:
		return lang.L("taken out")
	case app.DeviceReplaced:
		return lang.L("goes on under another code")
	}
	return ""
}

// DeviceAlarm says why a file went on as another device, and what to do.
func DeviceAlarm(a app.DeviceAlarm, code string) string {
	now := map[string]any{"Was": a.Was, "Code": code, "At": FullMoment(a.AtMs)}
	switch a.Why {
	case app.ClonedRestored:
		return lang.L("An older copy of the file was put back; noticed {{.At}}. Nothing is lost: this computer goes on as {{.Code}} in place of {{.Was}}, and what was written after that copy comes back with the next exchange.", now)
	case app.ClonedCarried:
		return lang.L("The file came here from another computer; noticed {{.At}}. It goes on as {{.Code}} in place of {{.Was}}. If the other computer is still in use, have one of the two enrolled anew.", now)
	case app.ClonedForked:
		return lang.L("A copy of this file was at work elsewhere under the same code {{.Was}}; noticed {{.At}}. Both keep their work: this computer goes on as {{.Code}}. Find out where the copy is.", now)
	}
	return ""
}
