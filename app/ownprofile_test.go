package app

import (
	"errors"
	"testing"
)

func own(name string, basis ExportProfile, shows string, version int64) OwnProfile {
	return OwnProfile{ID: OwnProfileID{byte(version), name[len(name)-1]}, Name: name, Basis: basis, Shows: shows, Version: version}
}

func TestWhatAProfileOfTheCompanysOwnShows(t *testing.T) {
	tests := []struct {
		name    string
		basis   ExportProfile
		shows   string
		want    map[ExportField]MaskKind
		inClear bool
	}{
		{"masked as it is", MaskedExport, "", map[ExportField]MaskKind{NameField: NameMask, PhoneField: PhoneMask, MeterField: NoMask, TextField: TextMask}, false},
		{"masked, with no telephones at all", MaskedExport, "phone=hidden", map[ExportField]MaskKind{PhoneField: HiddenMask, NameField: NameMask}, false},
		{"names for the field, addresses not", FieldExport, "address=masked id=hidden", map[ExportField]MaskKind{NameField: NoMask, AddressField: AddressMask, IDField: HiddenMask}, false},
		{"names of customers do not clear those who stand for an organisation", MaskedExport, "name=clear", map[ExportField]MaskKind{NameField: NoMask, OfficerField: NameMask}, false},
		{"meters masked", FieldExport, "meter=masked", map[ExportField]MaskKind{MeterField: AccountMask}, false},
		{"telephones in clear", MaskedExport, "phone=clear", map[ExportField]MaskKind{PhoneField: NoMask, NameField: NameMask}, true},
		{"identity numbers in clear", FieldExport, "id=clear", map[ExportField]MaskKind{IDField: NoMask}, true},
		{"who stands for an organisation in clear", FieldExport, "legal_rep=clear", map[ExportField]MaskKind{OfficerField: NoMask}, true},
		{"mail in clear", FieldExport, "email=clear", map[ExportField]MaskKind{EmailField: NoMask}, true},
		{"places in clear", FieldExport, "position=clear", map[ExportField]MaskKind{PositionField: NoMask}, true},
		{"texts in clear", FieldExport, "text=clear", map[ExportField]MaskKind{TextField: NoMask}, true},
		{"everything but names", FullExport, "name=masked", map[ExportField]MaskKind{NameField: NameMask, PhoneField: NoMask}, true},
		{"full with all of it masked again", FullExport, "legal_rep=masked phone=masked id=hidden email=hidden position=masked text=masked", map[ExportField]MaskKind{NameField: NoMask, PhoneField: PhoneMask}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := RedactionOf([]OwnProfile{own("甲", tt.basis, tt.shows, 1)}, "甲")
			if err != nil {
				t.Fatal(err)
			}
			for f, want := range tt.want {
				if got := r.Mask(f, exportFields[f]); got != want {
					t.Errorf("%s is masked as %s, want %s", f, got, want)
				}
			}
			if r.Unmasks() != tt.inClear {
				t.Errorf("in clear: %v, want %v", r.Unmasks(), tt.inClear)
			}
			for _, role := range []Role{Manager, Supervisor, Leader} {
				err := Actor{Roles: []Role{role}}.CheckExport(ExportList{Name: "customers"}, ExportJob{Purpose: "核对"}, r)
				no, refused := errors.AsType[*Refusal](err)
				if may := role == Supervisor || !tt.inClear; may != (err == nil) && role != Leader || refused && no.Reason != NeedsSupervisor {
					t.Errorf("a %s is answered %v", role, err)
				}
			}
		})
	}
}

func TestNoProfileShowsMoreThanItsMasksForAnyColumn(t *testing.T) {
	for column, kind := range fieldTable() {
		for _, basis := range []ExportProfile{MaskedExport, FieldExport} {
			r := Redaction{Profile: "甲", Own: own("甲", basis, "", 1)}
			if got, want := r.Mask(ExportFieldOf(kind), kind), basis.Mask(kind); got != want && want != NoMask {
				t.Errorf("%s is %s under a profile that begins with %s and changes nothing, want %s", column, got, basis, want)
			}
		}
		if f := ExportFieldOf(kind); kind.OnScreens() != NoMask && FieldExport.Mask(exportFields[f]) == NoMask {
			t.Errorf("%s is sensitive and counts as %s, which the field may see", column, f)
		}
	}
}

func TestTheDeliveredProfilesAreFixed(t *testing.T) {
	for _, p := range ExportProfiles() {
		weaker := own(string(p), FullExport, "", 9)
		r, err := RedactionOf([]OwnProfile{weaker}, p)
		if err != nil || !r.Own.ID.IsZero() || r.Mask(PhoneField, exportFields[PhoneField]) != p.Mask(exportFields[PhoneField]) {
			t.Errorf("%s became %+v (%v)", p, r, err)
		}
		for _, name := range []string{string(p), " " + string(p) + " ", "FULL", "Masked"} {
			if _, err := NextOwnProfile(nil, OwnProfile{Name: name, Basis: FullExport}); !refusedAs(err, AlreadyThere) {
				t.Errorf("a profile was named %q: %v", name, err)
			}
		}
	}
}

func TestTheNextVersionOfAProfile(t *testing.T) {
	gone := own("乙", FieldExport, "phone=hidden", 2)
	gone.WithdrawnAt = 1
	kept := []OwnProfile{own("甲", MaskedExport, "", 1), own("甲", MaskedExport, "name=hidden", 2), own("乙", FieldExport, "", 1), gone}
	kept[2].WithdrawnAt = 1
	first, withdrawn := kept[0].ID, gone.ID
	tests := []struct {
		name    string
		p       OwnProfile
		version int64
		want    Reason
	}{
		{"another", OwnProfile{Name: "丙", Basis: FieldExport}, 1, ""},
		{"another of a name that holds", OwnProfile{Name: " 甲", Basis: FullExport}, 0, AlreadyThere},
		{"another of a name that held", OwnProfile{Name: "乙 ", Basis: FullExport}, 0, AlreadyThere},
		{"the next", OwnProfile{ID: first, Name: " 甲 ", Basis: FieldExport, Shows: "phone=masked"}, 3, ""},
		{"as before the last", OwnProfile{ID: first, Name: "甲", Basis: MaskedExport}, 3, ""},
		{"nothing new", OwnProfile{ID: first, Name: "甲", Basis: MaskedExport, Shows: "name=hidden"}, 0, NothingToDo},
		{"one that was withdrawn", OwnProfile{ID: withdrawn, Name: "乙", Basis: FieldExport, Shows: "phone=hidden"}, 3, ""},
		{"without a name", OwnProfile{Name: " ", Basis: FieldExport}, 0, Missing},
		{"without a basis", OwnProfile{Name: "丙"}, 0, Missing},
		{"on one of its like", OwnProfile{Name: "丙", Basis: "甲"}, 0, Missing},
		{"of classes nobody knows", OwnProfile{Name: "丙", Basis: FieldExport, Shows: "shoes=clear"}, 0, Unknown},
		{"in ways nobody knows", OwnProfile{Name: "丙", Basis: FieldExport, Shows: "name=loud"}, 0, Unknown},
		{"twice of a class", OwnProfile{Name: "丙", Basis: FieldExport, Shows: "name=clear name=hidden"}, 0, Unknown},
	}
	for _, tt := range tests {
		got, err := NextOwnProfile(kept, tt.p)
		if tt.want != "" && !refusedAs(err, tt.want) || tt.want == "" && (err != nil || got.Version != tt.version) {
			t.Errorf("%s: version %d, %v; want %d, %q", tt.name, got.Version, err, tt.version, tt.want)
		}
	}
	for name, p := range map[string]OwnProfile{"nobody's": {ID: OwnProfileID{9, 9}, Name: "甲", Basis: FieldExport}, "another's": {ID: withdrawn, Name: "甲", Basis: FieldExport}} {
		if _, err := NextOwnProfile(kept, p); !errors.Is(err, ErrNotFound) {
			t.Errorf("the next version of %s: %v", name, err)
		}
	}
	if _, err := RedactionOf(kept, "乙"); !refusedAs(err, NotActive) {
		t.Errorf("a withdrawn profile: %v", err)
	}
	if _, err := RedactionOf(kept, "丁"); !refusedAs(err, Unknown) {
		t.Errorf("a profile nobody made: %v", err)
	}
	if _, err := RedactionOf([]OwnProfile{own("新", FieldExport, "name=veiled", 1)}, "新"); !refusedAs(err, Unknown) {
		t.Errorf("a profile of a later program: %v", err)
	}
	if r, err := RedactionOf(kept, "甲"); err != nil || r.Own.Version != 2 || len(OwnProfilesInUse(kept)) != 1 {
		t.Errorf("what holds is %+v (%v)", r, err)
	}
}

func refusedAs(err error, reason Reason) bool {
	no, is := errors.AsType[*Refusal](err)
	return is && no.Reason == reason
}

func TestWhatAProfileUnmasksIsToldBeforeItIsKept(t *testing.T) {
	r, sound := OwnProfile{Name: "甲", Basis: FieldExport, Shows: "phone=clear meter=masked"}.Redaction()
	if got := r.Unmasked(); !sound || len(got) != 1 || got[0] != PhoneField {
		t.Errorf("it unmasks %v", got)
	}
	if got := r.Shows(NameField); got != ShownClear {
		t.Errorf("names are %q, want as the field sees them", got)
	}
}
