package app

import "time"

// VisitPage is a visit with all that its form and its page show.
type VisitPage struct {
	Visit       Visit
	Customer    Customer
	Accounts    []Account
	Contacts    []Contact
	ManagerName string
	Form        VisitForm // it was recorded under; for one still to be made, the one that holds today
	Answers     []VisitAnswer
	Last        Visit   // the customer's newest other visit that was made; zero: none
	LastAnswers Answers // to it
	Known       []Fact  // of the customer, the newest of a name last
	Promises    []Commitment
	Due         []PlanItem // visits that service plans ask for this month, or asked for before
	Made        int64      // what was made in the visit
	Measures    int64      // of it, what is not at its end
	Beside      VisitBeside
}

// Given are the answers by name.
func (p VisitPage) Given() Answers {
	out := Answers{}
	for _, a := range p.Answers {
		out[a.Name] = a.Value
	}
	return out
}

// Copied are the answers that were taken from the last visit and never looked at.
func (p VisitPage) Copied() map[string]bool {
	out := map[string]bool{}
	for _, a := range p.Answers {
		if a.Copied {
			out[a.Name] = true
		}
	}
	return out
}

// Earlier are the values that may be copied into the form: what was answered in
// the last visit, else what is known of the customer. What was said in a visit
// alone – a problem – is not copied, and of the state of things only what the
// form asks for.
func (p VisitPage) Earlier() Answers {
	out := Answers{}
	for _, q := range p.Form.Questions {
		if q.Fact == "" {
			continue
		}
		if value := p.LastAnswers[q.Name]; value != "" {
			out[q.Name] = value
		} else if held, known := factOn(p.Known, q.Name, "9999-12-31"); known {
			out[q.Name] = held.Value
		}
	}
	return out
}

// Record is the page as a record again, to be corrected.
func (p VisitPage) Record() VisitRecord {
	v := p.Visit
	r := VisitRecord{
		Account: v.Account, Channel: v.Channel, Purposes: v.PurposeCodes(), VisitedOn: v.VisitedOn, Met: v.Met, Satisfaction: v.Satisfaction,
		Position: v.Position, SignedBy: v.SignedBy, SignedPaper: v.SignedPaper, FollowUpOn: v.FollowUpOn, Note: v.Note, Form: p.Form, Answers: p.Given(), Copied: p.Copied(),
	}
	if v.BeganAt != 0 {
		r.Began = TimeOfDay(time.UnixMilli(v.BeganAt))
	}
	if v.EndedAt != 0 {
		r.Ended = TimeOfDay(time.UnixMilli(v.EndedAt))
	}
	return r
}

// LikelyPurpose is what a visit planned for this reason is mostly about, of the
// five contents.
func LikelyPurpose(basis string) string {
	switch basis {
	case "request", "promise", "case":
		return "complaints"
	case "deviation", "peak_supply":
		return "advice"
	}
	return "needs"
}
