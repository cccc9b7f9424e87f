package app

import (
	"cmp"
	"slices"
)

// TimelineOf groups the changes of one record, oldest first, into entries: all
// that one person changed at one moment is one entry.
func TimelineOf(changes []FieldChange) []TimelineEntry {
	var out []TimelineEntry
	for _, c := range changes {
		if c.Field == "" {
			out = append(out, TimelineEntry{At: c.At, Kind: TimelineCreated, By: c.By, Why: c.Why, Changes: []FieldChange{c}})
			continue
		}
		if n := len(out); n > 0 && out[n-1].Kind == TimelineChanged && out[n-1].At == c.At && out[n-1].By == c.By {
			out[n-1].Changes = append(out[n-1].Changes, c)
			continue
		}
		out = append(out, TimelineEntry{At: c.At, Kind: TimelineChanged, By: c.By, Why: c.Why, Changes: []FieldChange{c}})
	}
	return out
}

// likelyName is how like two names must be to be called alike.
const likelyName = 0.8

// Suspected says whether a kept customer may be the one being typed, and why.
func Suspected(d CustomerDraft, p CustomerPage) (Suspect, bool) {
	s := Suspect{ID: p.Customer.ID, Name: p.Customer.Name}
	if len(p.Accounts) > 0 {
		s.AccountNo, s.Address = p.Accounts[0].AccountNo, p.Accounts[0].Address
	}
	add := func(is bool, reason SuspectReason, score float64) {
		if is {
			s.Reasons = append(s.Reasons, reason)
			s.Score = 1 - (1-s.Score)*(1-score)
		}
	}
	typed, kept := d.Customer, p.Customer
	add(typed.IDNo != "" && slices.Contains(p.Said("id_no"), NormaliseCode(typed.IDNo)), SameIDNo, 0.95)
	add(typed.USCC != "" && slices.Contains(p.Said("uscc"), NormaliseCode(typed.USCC)), SameUSCC, 0.95)
	add(slices.ContainsFunc(p.Accounts, func(a Account) bool {
		return d.Account.AccountNo != "" && a.AccountNo == NormaliseCode(d.Account.AccountNo)
	}), SameAccountNo, 0.95)
	add(slices.ContainsFunc(p.Contacts, func(c Contact) bool {
		return d.Contact.Mobile != "" && c.Mobile == NormalisePhone(d.Contact.Mobile)
	}), SamePhone, 0.6)
	name := NormaliseName(typed.Name)
	called := name != "" && slices.Contains(p.Said("name"), name)
	add(called, SameName, 0.5)
	add(name != "" && !called && NameLikeness(name, kept.Name) >= likelyName, LikeName, 0.3)
	return s, len(s.Reasons) > 0
}

// SortSuspects puts the likeliest first.
func SortSuspects(s []Suspect) {
	slices.SortStableFunc(s, func(a, b Suspect) int { return cmp.Compare(b.Score, a.Score) })
}
