package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

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
		return lang.X("package.relayed", "Carried on for others")
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
