package data

import (
	"context"
	"fmt"
	"slices"

	"lamplighter/app"
)

// leg is a part of a list of cases: its rows stand together, behind those of
// the leg before. SQLite is told the index a leg goes by, because with or
// without statistics it would now and then sort millions of cases to show a
// hundred; a test holds that each leg goes as it is told.
type leg struct {
	where
	index   string // "": by row number
	orderBy string
}

func (l leg) from() string {
	if l.index == "" {
		return " FROM cases NOT INDEXED" + l.text()
	}
	return " FROM cases INDEXED BY " + l.index + l.text()
}

// with is the leg with one condition more.
func (l leg) with(term string, args ...any) leg {
	l.where = where{terms: append(l.terms[:len(l.terms):len(l.terms)], term), args: append(l.args[:len(l.args):len(l.args)], args...)}
	return l
}

// by is the leg in an order, by an index.
func (l leg) by(index, order string) leg {
	l.index, l.orderBy = index, " ORDER BY "+order
	return l
}

// caseLegs is the list of a filter. The orders that one index cannot give –
// what is due before what is not, statuses in the order of a case's life,
// owners by their numbers – are legs one after the other.
func (s *Store) caseLegs(ctx context.Context, f caseAsk) ([]leg, error) {
	all := s.caseLeg(f)
	desc, newest := "", "accepted_at DESC"
	if f.Descending {
		desc, newest = " DESC", "accepted_at"
	}
	if all.index == "" || all.index == casesByCustomer {
		return []leg{all.by(all.index, fewInOrder(f.Sort, desc, newest))}, nil
	}
	var legs []leg
	switch f.Sort {
	case app.ByNumber:
		return []leg{all.by(numberIndex(all.index, f.CaseFilter), "number"+desc)}, nil
	case app.ByAccepted:
		return []leg{all.by(all.index, "accepted_at"+desc)}, nil
	case app.ByKind:
		return []leg{all.by(sortIndex(all, "cases_by_kind"), "kind"+desc+", "+newest)}, nil
	case app.ByStatus:
		for _, status := range app.CaseStatuses() {
			if asked := len(f.Statuses) == 0 || slices.Contains(f.Statuses, status); asked && (status.Open() || !all.open()) {
				legs = append(legs, all.with("status = ?", string(status)).by(statusIndex(all.index), newest))
			}
		}
	case app.ByOwner:
		var err error
		if legs, err = s.ownerLegs(ctx, all, f.CaseFilter, newest); err != nil {
			return nil, err
		}
	default: // cases without a running clock come last, whichever way
		byDue := casesByDue
		if all.open() {
			byDue = all.index
		}
		return []leg{
			all.with("due_at > 0").by(byDue, "due_at"+desc+", accepted_at"+desc),
			all.with("due_at = 0").by(all.index, newest),
		}, nil
	}
	if f.Descending {
		slices.Reverse(legs)
	}
	return legs, nil
}

// The indexes a list may go by besides those of one order.
const (
	casesByCustomer  = "cases_by_customer"
	casesOpenByDue   = "cases_open_by_due"
	casesOpenByOwner = "cases_open_by_owner"
	casesOpenByState = "cases_open_by_status"
	casesByAccepted  = "cases_by_accepted"
	casesByDue       = "cases_by_due"
)

func (l leg) open() bool {
	return l.index == casesOpenByDue || l.index == casesOpenByOwner || l.index == casesOpenByState
}

// caseLeg is all that answers to a filter, by the index that leaves the fewest
// cases to look at.
func (s *Store) caseLeg(f caseAsk) leg {
	l := leg{}
	s.narrowCases(&l.where, f)
	if f.found != "" {
		l.add("n IN (SELECT value FROM json_each(?))", f.found)
		return l
	}
	owned := !f.Owner.IsZero() || f.Nobody
	switch {
	case !f.Customer.IsZero():
		l.index = casesByCustomer
	case f.OnlyOpen() && owned:
		l.index = casesOpenByOwner
	case f.OnlyOpen() && (len(f.Statuses) == 1 || len(workStatuses[f.Work]) == 1):
		l.index = casesOpenByState
	case f.OnlyOpen():
		l.index = casesOpenByDue
	case owned:
		l.index = "cases_by_owner"
	case len(f.Statuses) == 1:
		l.index = "cases_by_status"
	case len(f.Kinds) == 1:
		l.index = "cases_by_kind"
	default:
		l.index = casesByAccepted
	}
	return l
}

// sortIndex is the index of an order, unless open cases are asked for, which
// are few enough to be sorted.
func sortIndex(all leg, index string) string {
	if all.open() {
		return all.index
	}
	return index
}

// statusIndex is the index of one status among the cases of another index.
func statusIndex(index string) string {
	switch index {
	case casesOpenByOwner:
		return index
	case casesOpenByDue, casesOpenByState:
		return casesOpenByState
	}
	return "cases_by_status"
}

// numberIndex is the index for the order of numbers. Where the filter leaves
// few cases these are sorted; else the numbers are gone through.
func numberIndex(index string, f app.CaseFilter) string {
	if index == casesByAccepted && f.From == "" && f.To == "" || index == "cases_by_kind" || index == "cases_by_status" {
		return "cases_by_number"
	}
	return index
}

// ownerLegs is a leg for each person, in the order of their numbers, and one
// for nobody's cases.
func (s *Store) ownerLegs(ctx context.Context, all leg, f app.CaseFilter, newest string) ([]leg, error) {
	index := "cases_by_owner"
	if all.open() {
		index = casesOpenByOwner
	}
	if !f.Owner.IsZero() || f.Nobody {
		return []leg{all.by(index, newest)}, nil
	}
	people, err := collect(ctx, s.reader, scanID[app.Staff], "SELECT id FROM staff ORDER BY staff_no, n")
	if err != nil {
		return nil, err
	}
	var legs []leg
	for _, id := range people {
		legs = append(legs, all.with("owner_id = ?", id[:]).by(index, newest))
	}
	return append(legs, all.with("owner_id IS NULL").by(index, newest)), nil
}

// fewInOrder is the order of a list short enough to be sorted in one go.
func fewInOrder(sort app.CaseSort, desc, newest string) string {
	switch sort {
	case app.ByNumber:
		return "number" + desc
	case app.ByAccepted:
		return "accepted_at" + desc
	case app.ByKind:
		return "kind" + desc + ", " + newest
	case app.ByStatus:
		rank := "CASE status"
		for i, status := range app.CaseStatuses() {
			rank += fmt.Sprintf(" WHEN '%s' THEN %d", status, i)
		}
		return rank + " END" + desc + ", " + newest
	case app.ByOwner:
		return "owner_id IS NULL" + desc + ", (SELECT staff_no FROM staff WHERE id = owner_id)" + desc + ", " + newest
	}
	return "due_at = 0, due_at" + desc + ", accepted_at" + desc
}
