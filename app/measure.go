package app

import "time"

// Measures is how much a case asked of the customer and of the company (paper
// 2.1: one-stop service): the fewer persons, trips and steps, the better.
type Measures struct {
	Persons   int           // of the company whom the customer had to deal with
	Trips     int           // of the customer to the hall
	Contacts  int           // times the customer was spoken to
	Steps     int           // moves of the case
	Company   time.Duration // the time the company held the matter
	Customer  time.Duration // the time it waited for the customer
	FirstTime bool          // solved at the first contact
}

// ContactHall is the way of contact that cost the customer a trip.
const ContactHall = "hall"

// Measure counts a case's life, up to now or to its end. Steps are oldest
// first; acceptance at the counter is a trip of its own.
func Measure(c Case, steps []CaseStep, now time.Time) Measures {
	m := Measures{FirstTime: c.FirstContact}
	met := map[StaffID]bool{}
	if c.Channel == "counter" {
		m.Trips, met[c.AcceptedBy] = 1, true
	}
	end := now.UnixMilli()
	for i, s := range steps {
		if s.FromStage != s.ToStage || s.From != s.To {
			m.Steps++
		}
		if s.Contact != "" && s.Contact != ContactNotReached {
			m.Contacts++
			met[s.By] = true
		}
		if s.Contact == ContactHall && s.At != c.AcceptedAt {
			m.Trips++
		}
		until := end
		if i+1 < len(steps) {
			until = steps[i+1].At
		}
		span := time.Duration(max(0, until-s.At)) * time.Millisecond
		switch {
		case !s.To.Open():
		case s.To == WaitCustomer:
			m.Customer += span
		default:
			m.Company += span
		}
	}
	m.Persons = len(met)
	return m
}
