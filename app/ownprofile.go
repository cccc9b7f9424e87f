package app

import (
	"cmp"
	"slices"
	"strings"
)

// ExportField is a class of columns that a profile of the company's own may treat
// in its own way.
type ExportField string

// The classes.
const (
	NameField     ExportField = "name"      // of customers and contacts
	OfficerField  ExportField = "legal_rep" // who stands for an organisation
	AddressField  ExportField = "address"
	PhoneField    ExportField = "phone"
	IDField       ExportField = "id"
	AccountField  ExportField = "account"
	MeterField    ExportField = "meter"
	EmailField    ExportField = "email"
	PositionField ExportField = "position"
	TextField     ExportField = "text" // running text, and whatever is no other
)

// exportFields says of each class what its columns hold.
var exportFields = map[ExportField]FieldKind{
	NameField: {Personal, NameMask}, OfficerField: {Sensitive, NameMask}, AddressField: {Personal, AddressMask}, PhoneField: {Sensitive, PhoneMask}, IDField: {Sensitive, IDMask},
	AccountField: {Personal, AccountMask}, MeterField: {Internal, NoMask}, EmailField: {Sensitive, EmailMask}, PositionField: {Sensitive, PositionMask}, TextField: {Personal, TextMask},
}

// ExportFields are all of them, in the order a reader sees them in.
func ExportFields() []ExportField {
	return []ExportField{NameField, OfficerField, AddressField, PhoneField, IDField, AccountField, MeterField, EmailField, PositionField, TextField}
}

// ExportFieldOf is the class of a column by what it holds.
func ExportFieldOf(k FieldKind) ExportField {
	for _, f := range ExportFields() {
		if kind := exportFields[f]; kind.Mask == k.Mask && k.Mask != NoMask && (k.Mask != NameMask || (kind.Class == Sensitive) == (k.Class == Sensitive)) {
			return f
		}
	}
	return TextField
}

// Showing is how a class of columns stands in a list.
type Showing string

// How columns stand.
const (
	AsBasis     Showing = ""
	ShownHidden Showing = "hidden"
	ShownMasked Showing = "masked"
	ShownClear  Showing = "clear"
)

// Showings are those that a profile may say, in the order a reader chooses from.
func Showings() []Showing { return []Showing{AsBasis, ShownHidden, ShownMasked, ShownClear} }

// OwnProfile is 自定义脱敏方式: a way of the company's own to mask what goes out.
// It begins with one that is delivered and says of some classes otherwise. It is
// never changed but followed by its next version, or withdrawn.
type OwnProfile struct {
	ID          OwnProfileID
	Area        Area
	Name        string
	Basis       ExportProfile
	Shows       string // as ParseShows reads it
	Version     int64
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// OwnProfileID names one version.
type OwnProfileID = ID[OwnProfile]

// OwnProfileVersion is a profile with who made it and when, as the change log
// still tells.
type OwnProfileVersion struct {
	OwnProfile
	ByName string
	At     int64  // Unix ms
	GoneBy string // who withdrew it
}

// ParseShows reads what a profile says of classes: name=clear id=hidden. False
// where it says anything that this program does not know.
func ParseShows(text string) (map[ExportField]Showing, bool) {
	out := map[ExportField]Showing{}
	for _, one := range strings.Fields(text) {
		field, showing, _ := strings.Cut(one, "=")
		f, s := ExportField(field), Showing(showing)
		_, twice := out[f]
		if _, known := exportFields[f]; !known || twice || s == AsBasis || !slices.Contains(Showings(), s) {
			return nil, false
		}
		out[f] = s
	}
	return out, true
}

// FormatShows writes what ParseShows reads, always in the same order.
func FormatShows(shows map[ExportField]Showing) string {
	var parts []string
	for _, f := range ExportFields() {
		if s := shows[f]; s != AsBasis {
			parts = append(parts, string(f)+"="+string(s))
		}
	}
	return strings.Join(parts, " ")
}

// NextOwnProfile is a profile as it is to be kept, kept being all there are:
// with an id the next version of that one, without one the first of its name,
// which no other profile may have, in use or withdrawn. No profile takes the name
// of one that is delivered.
func NextOwnProfile(kept []OwnProfile, now OwnProfile) (OwnProfile, error) {
	now.Name = oneSpaced(now.Name)
	shows, sound := ParseShows(now.Shows)
	now.Shows = FormatShows(shows)
	switch {
	case now.Name == "":
		return now, Refuse("profile_name", Missing)
	case len([]rune(now.Name)) > ownProfileMost:
		return now, Refuse("profile_name", TooLong)
	case slices.ContainsFunc(ExportProfiles(), func(p ExportProfile) bool { return sameProfile(string(p), now.Name) }):
		return now, &Refusal{Field: "profile_name", Reason: AlreadyThere, Value: now.Name}
	case !slices.Contains(ExportProfiles(), now.Basis):
		return now, Refuse("profile_basis", Missing)
	case !sound:
		return now, Refuse("profile_shows", Unknown)
	}
	follows := now.ID
	now.ID, now.Seen, now.Version, now.WithdrawnAt = OwnProfileID{}, Seen{}, 1, 0
	found := false
	for _, p := range kept {
		if p.Names(now) {
			found = found || p.ID == follows
			now.Version = max(now.Version, p.Version+1)
		}
	}
	switch holds, any := OwnProfileOf(kept, now.Name); {
	case follows.IsZero() && now.Version > 1:
		return now, Refuse("profile_name", AlreadyThere)
	case !follows.IsZero() && !found:
		return now, ErrNotFound
	case any && holds.Name == now.Name && holds.Basis == now.Basis && holds.Shows == now.Shows:
		return now, Refuse("profile_shows", NothingToDo)
	}
	return now, nil
}

const ownProfileMost = 40

func oneSpaced(name string) string { return strings.Join(strings.Fields(name), " ") }

// Names reports whether two are versions of one profile.
func (p OwnProfile) Names(other OwnProfile) bool { return sameProfile(p.Name, other.Name) }

func sameProfile(a, b string) bool { return strings.EqualFold(a, b) }

// OwnProfileOf is the version of a profile that holds: the last that is in use,
// of two that computers made at once the later one.
func OwnProfileOf(kept []OwnProfile, name string) (OwnProfile, bool) {
	var holds OwnProfile
	for _, p := range kept {
		if p.WithdrawnAt == 0 && sameProfile(p.Name, name) && (holds.ID.IsZero() || p.follows(holds)) {
			holds = p
		}
	}
	return holds, !holds.ID.IsZero()
}

func (p OwnProfile) follows(was OwnProfile) bool {
	return cmp.Or(cmp.Compare(p.Version, was.Version), strings.Compare(p.ID.String(), was.ID.String())) > 0
}

// OwnProfilesInUse are the versions that hold, by name.
func OwnProfilesInUse(kept []OwnProfile) []OwnProfile {
	var out []OwnProfile
	for _, p := range kept {
		if holds, any := OwnProfileOf(kept, p.Name); any && holds.ID == p.ID {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b OwnProfile) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// Redaction is a profile as it is applied to a list.
type Redaction struct {
	Profile ExportProfile // its name
	Own     OwnProfile    // zero: one that is delivered

	shows map[ExportField]Showing
}

// RedactionOf finds a profile by name. It refuses one that nobody knows, that is
// withdrawn, or that says what this program cannot follow.
func RedactionOf(kept []OwnProfile, name ExportProfile) (Redaction, error) {
	if slices.Contains(ExportProfiles(), name) {
		return Redaction{Profile: name}, nil
	}
	own, any := OwnProfileOf(kept, string(name))
	if !any {
		if slices.ContainsFunc(kept, func(p OwnProfile) bool { return sameProfile(p.Name, string(name)) }) {
			return Redaction{}, &Refusal{Field: "export_profile", Reason: NotActive, Value: string(name)}
		}
		return Redaction{}, &Refusal{Field: "export_profile", Reason: Unknown, Value: string(name)}
	}
	r, sound := own.Redaction()
	if !sound {
		return Redaction{}, &Refusal{Field: "export_profile", Reason: Unknown, Value: string(name)}
	}
	return r, nil
}

// Redaction is the profile as it would be applied; false where it says what this
// program cannot follow.
func (p OwnProfile) Redaction() (Redaction, bool) {
	shows, sound := ParseShows(p.Shows)
	return Redaction{ExportProfile(p.Name), p, shows}, sound && slices.Contains(ExportProfiles(), p.Basis)
}

// Shows is how a class of columns stands.
func (r Redaction) Shows(f ExportField) Showing {
	if s := r.shows[f]; s != AsBasis {
		return s
	}
	if cmp.Or(r.Own.Basis, r.Profile).Mask(exportFields[f]) == NoMask {
		return ShownClear
	}
	return ShownMasked
}

// Mask is how a column of a class reads that holds such a thing.
func (r Redaction) Mask(f ExportField, k FieldKind) MaskKind {
	if r.Own.Basis == "" {
		return r.Profile.Mask(k)
	}
	switch r.Shows(f) {
	case ShownClear:
		return NoMask
	case ShownHidden:
		return HiddenMask
	}
	if f == MeterField {
		return AccountMask
	}
	return k.Mask
}

// Unmasked are the classes that a list shows in clear and the one for the field
// masks.
func (r Redaction) Unmasked() []ExportField {
	return slices.DeleteFunc(ExportFields(), func(f ExportField) bool {
		return r.Shows(f) != ShownClear || FieldExport.Mask(exportFields[f]) == NoMask
	})
}

// Unmasks reports whether there are any: it takes the right that a list takes
// which hides nothing.
func (r Redaction) Unmasks() bool { return len(r.Unmasked()) > 0 }
