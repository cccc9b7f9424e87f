package exchange

import (
	"strconv"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// profilesFor are what somebody may choose to hide: what is delivered, then the
// company's own by name.
func profilesFor(by app.Actor, own []app.OwnProfile) []app.ExportProfile {
	clear := by.May(app.ExportInClear) == nil
	var out []app.ExportProfile
	for _, p := range app.ExportProfiles() {
		if p != app.FullExport || clear {
			out = append(out, p)
		}
	}
	for _, p := range app.OwnProfilesInUse(own) {
		if r, sound := p.Redaction(); sound && (clear || !r.Unmasks()) {
			out = append(out, app.ExportProfile(p.Name))
		}
	}
	return out
}

// profileOptions are profiles by the digit of their place.
func profileOptions(all []app.ExportProfile) []widgets.Option {
	var out []widgets.Option
	for i, p := range all {
		out = append(out, desk.Option(strconv.Itoa(i+1), words.ExportProfile(p)))
	}
	return out
}

// takeOwn offers the company's own profiles as they stand now.
func (e *Export) takeOwn(own []app.OwnProfile, err error) {
	if err != nil || e.profile == nil {
		return // those that are delivered are always there
	}
	e.profiles = profilesFor(e.desk.By, own)
	e.profile.SetOptions(profileOptions(e.profiles))
}

// chosenProfile is what the list is to hide.
func (e *Export) chosenProfile() app.ExportProfile {
	if at, err := strconv.Atoi(e.profile.Chosen().Code); err == nil && at >= 1 && at <= len(e.profiles) {
		return e.profiles[at-1]
	}
	return app.MaskedExport
}
