package words

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// MergedAs names what becomes of a record when received changes are merged.
func MergedAs(as app.MergedAs) string {
	switch as {
	case app.MergedAdded:
		return lang.L("Added")
	case app.MergedChanged:
		return lang.X("merged.changed", "Changed")
	case app.MergedConflict:
		return lang.L("In conflict")
	case app.MergedWithdrawn:
		return lang.X("merged.withdrawn", "Withdrawn")
	case app.MergedRefused:
		return lang.X("merged.refused", "Refused")
	case app.MergedWaiting:
		return lang.X("merged.waiting", "Waiting")
	}
	return string(as)
}

// MergedMeans says what that is for whoever looks.
func MergedMeans(as app.MergedAs) string {
	switch as {
	case app.MergedAdded:
		return lang.L("New here.")
	case app.MergedChanged:
		return lang.L("Fields get the values of the other device. Nobody here changed them meanwhile.")
	case app.MergedConflict:
		return lang.L("The same field was changed here and there. The later value holds, the other is kept until you decide.")
	case app.MergedWithdrawn:
		return lang.L("Withdrawn on the other device. Nothing is erased.")
	case app.MergedRefused:
		return lang.L("These changes cannot be brought into the records. They are kept in quarantine, and told there.")
	case app.MergedWaiting:
		return lang.L("These wait for a record that has not come yet, or for a newer version of Lamplighter.")
	}
	return string(as)
}

// PackageState names what a package is to this device.
func PackageState(state app.PackageState) string {
	switch state {
	case app.PackageNew:
		return lang.X("package.new", "To be taken in")
	case app.PackageKnown:
		return lang.X("package.known", "Taken in before")
	case app.PackageOwn:
		return lang.X("package.own", "Written here")
	case app.PackageRelayed:
		return lang.X("package.relayed", "Carried for others")
	case app.PackageEarly:
		return lang.X("package.early", "One before it is missing")
	case app.PackageDamaged:
		return lang.X("package.damaged", "Damaged")
	case app.PackageForeign:
		return lang.X("package.foreign", "Of another company")
	case app.PackageUncertain:
		return lang.X("package.uncertain", "Sender not known")
	case app.PackageForked:
		return lang.X("package.forked", "Of a copied file")
	case app.PackageNewer:
		return lang.X("package.newer", "Of a newer version")
	}
	return string(state)
}

// PackageAdvice says what is done with a package, and what to do about it.
func PackageAdvice(state app.PackageState) string {
	switch state {
	case app.PackageNew:
		return lang.L("It is taken in with the next exchange.")
	case app.PackageKnown:
		return lang.L("Its changes are in the records already. Nothing is to be done.")
	case app.PackageOwn:
		return lang.L("It was written by this device for the others.")
	case app.PackageRelayed:
		return lang.L("It is for other devices. It is carried on unread, so that it reaches them.")
	case app.PackageEarly:
		return lang.L("A package before it has not come. It is taken in as soon as that one is here; ask its sender to exchange again.")
	case app.PackageDamaged:
		return lang.L("Bytes of it are wrong or missing. It was not taken in and nothing was changed; copy it again, or ask its sender to exchange again.")
	case app.PackageForeign:
		return lang.L("It belongs to another company. It was not touched.")
	case app.PackageUncertain:
		return lang.L("Its sender has no certificate that is good for this area, or it was revoked. It was not taken in; ask whoever looks after the main computer.")
	case app.PackageForked:
		return lang.L("Two copies of one file wrote changes under the same name. It was not taken in and nothing is lost; on both computers close Lamplighter and open it again, then exchange again.")
	case app.PackageNewer:
		return lang.L("A newer version of Lamplighter wrote it. It stays in the folder; install the newer version, then exchange again.")
	}
	return string(state)
}

// SyncStep says what an exchange is doing.
func SyncStep(step app.SyncStep) string {
	switch step {
	case app.SyncReads:
		return lang.L("Reading the packages in the folder")
	case app.SyncMerges:
		return lang.L("Bringing the changes into the records")
	case app.SyncWrites:
		return lang.L("Writing packages for the others")
	case app.SyncFiles:
		return lang.L("Copying photos and documents")
	}
	return string(step)
}

// Quarantine says why changes that came are not in the records.
func Quarantine(reason app.QuarantineReason) string {
	switch reason {
	case app.Unreadable:
		return lang.L("Cannot be read")
	case app.ImpossibleStamp:
		return lang.L("Out of its time")
	case app.ImpossibleValue:
		return lang.L("A value that cannot be")
	case app.Unauthorised:
		return lang.L("Not allowed there")
	}
	return string(reason)
}

// QuarantineAdvice says what that means, what is safe and what to do.
func QuarantineAdvice(reason app.QuarantineReason) string {
	switch reason {
	case app.Unreadable:
		return lang.L("These changes are damaged, or a newer version of Lamplighter wrote them. They are kept and no record was changed. Install the newest version, they are tried again by themselves; if they stay, tell whoever looks after the program.")
	case app.ImpossibleStamp:
		return lang.L("These changes claim to have been written before what they follow. They are kept and never brought in. Check the clock of that device; what was entered there must be entered again.")
	case app.ImpossibleValue:
		return lang.L("A field of theirs cannot hold its value. They are kept and no record was changed. They are tried again by a newer version; until then look at the record on that device, correct it there, and exchange again.")
	case app.Unauthorised:
		return lang.L("Nobody on that device may write these changes, or their signature is not what it says. They are kept and no record was changed. Ask whoever looks after the main computer whether that device is still the company's.")
	}
	return string(reason)
}

// ConflictRule names a rule that decides many conflicts.
func ConflictRule(rule app.ConflictRule) string {
	switch rule {
	case app.KeepWhatHolds:
		return lang.L("Keep what holds now")
	case app.TakeMine:
		return lang.L("Take what I wrote")
	case app.TakeTheirs:
		return lang.L("Take what others wrote")
	}
	return string(rule)
}

// ConflictRuleMeans says what a rule does.
func ConflictRuleMeans(rule app.ConflictRule) string {
	switch rule {
	case app.KeepWhatHolds:
		return lang.L("The values on view as “holds now” stay, all others are dropped.")
	case app.TakeMine:
		return lang.L("Where one of the values is yours it holds from now on; the other conflicts stay open.")
	case app.TakeTheirs:
		return lang.L("Where somebody else wrote one of the values, his newest holds from now on; the other conflicts stay open.")
	}
	return string(rule)
}

// Missing says which packages are known to exist and have not come.
func Missing(m app.MissingPackages) string {
	values := map[string]any{"From": Count(m.First), "To": Count(m.Last), "Device": DeviceName(m.Code, m.Name)}
	if m.First == m.Last {
		return lang.L("Package {{.From}} of {{.Device}} is missing", values)
	}
	return lang.L("Packages {{.From}} to {{.To}} of {{.Device}} are missing", values)
}

// DeviceName is what people call a device: its name, or the code that heads the
// numbers it gives.
func DeviceName(code, name string) string {
	switch {
	case name != "":
		return name
	case code != "":
		return lang.L("Device {{.Code}}", map[string]any{"Code": code})
	}
	return lang.L("A device not known here")
}

// Area names an area by the unit whose records it keeps.
func Area(area app.Area, units []app.OrgUnit) string {
	if area == 0 {
		return lang.L("For all")
	}
	for _, u := range units {
		switch u.Area {
		case area:
			return u.Name
		case -area:
			return lang.L("{{.Unit}}, protected", map[string]any{"Unit": u.Name})
		}
	}
	return lang.L("Area {{.N}}", map[string]any{"N": int64(area)})
}

// Areas names areas by the units that keep their records.
func Areas(all []app.AreaLeaving) string {
	names := make([]string, len(all))
	for i, a := range all {
		var units []app.OrgUnit
		if a.Unit != "" {
			units = []app.OrgUnit{{Name: a.Unit, Area: a.Area.Open()}}
		}
		names[i] = Area(a.Area, units)
	}
	return strings.Join(names, lang.X("list.separator", ", "))
}

// Leaving says what keeps records here that are to leave this computer.
func Leaving(all []app.AreaLeaving) string {
	var waits int64
	for _, a := range all {
		if a.Nobody {
			return lang.L("{{.Area}} was taken from this computer, and no main computer carries it. Its records stay here until one does and has all of them.", map[string]any{"Area": Areas(all)})
		}
		waits += a.Waits
	}
	return lang.L("{{.Area}} was taken from this computer. Its records stay here until a main computer says that it has all; of {{.N}} changes that is not known yet.", map[string]any{"Area": Areas(all), "N": Count(waits)})
}

// Gone says that an area's records have left this computer.
func Gone(a app.AreaLeaving) string {
	return lang.L("{{.Area}} was taken from this computer, and all that was written there has arrived: its records have left, {{.N}} of them.", map[string]any{"Area": Areas([]app.AreaLeaving{a}), "N": Count(a.Records)})
}

// ChangeSource says how a change came about that nobody entered by hand; "" for
// the others.
func ChangeSource(source string) string {
	switch source {
	case "conflict":
		return lang.L("Decided between values")
	case "undo received":
		return lang.L("Package taken back")
	}
	return ""
}
