package sample

import (
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"lamplighter/app"
)

// Recorder writes down the visits to one customer, one after the other: mostly
// what was known of him still holds.
type Recorder struct {
	r    *rand.Rand
	of   app.Customer
	now  time.Time
	held app.Answers
}

// lasting are the questions whose answers seldom change.
var lasting = []string{"products", "equipment", "employees", "shifts", "energy_share"}

// Recorder begins with what the profile of the customer invented last says. Its
// chance is of its own, so that the county stays as it is without it.
func (c *County) Recorder(e Entry) *Recorder {
	r := &Recorder{r: rand.New(rand.NewPCG(uint64(c.made), 0x7e11)), of: e.Draft.Customer, now: c.now, held: app.Answers{}}
	for _, f := range e.Profile.Facts {
		r.held[f.Name] = f.Value
	}
	return r
}

// recent is for how many days a visit may still be waiting for its call, and
// until when it is not in the archive.
const recent = 30

// Write is the record of a visit that was made, and when it was written down:
// most on the day itself.
func (p *Recorder) Write(v app.Visit, form app.VisitForm) (app.VisitRecord, time.Time) {
	r := Answered(p.r, p.of, v.VisitedOn, form)
	r.Channel, r.Purposes, r.Met, r.Satisfaction = v.Channel, v.PurposeCodes(), v.Met, v.Satisfaction
	r.Began, r.Ended = app.TimeOfDay(time.UnixMilli(v.BeganAt)), app.TimeOfDay(time.UnixMilli(v.EndedAt))
	for _, name := range lasting {
		if was := p.held[name]; was != "" && r.Answers[name] != "" && p.r.IntN(8) > 0 {
			r.Answers[name] = was
		}
		p.held[name] = r.Answers[name]
	}
	p.blanks(&r)
	if v.Channel == app.OnSite && p.r.IntN(3) > 0 {
		r.SignedBy, r.SignedPaper = v.Met, p.r.IntN(2) == 0
	}
	if v.VisitedOn > app.DayOf(p.now).AddDays(-recent) && p.r.IntN(3) == 0 {
		r.FollowUpOn = v.VisitedOn.AddDays(5 + p.r.IntN(20))
	}
	at := time.UnixMilli(v.EndedAt).Add(time.Duration(1+p.r.IntN(90)) * time.Minute)
	if p.r.IntN(9) == 0 { // not in time
		at = at.AddDate(0, 0, 2+p.r.IntN(5))
	}
	if at.After(p.now) {
		at = p.now
	}
	return r, at
}

// blanks leaves out some of what need not be answered.
func (p *Recorder) blanks(r *app.VisitRecord) {
	for _, name := range slices.Sorted(maps.Keys(r.Answers)) {
		if q, asked := r.Form.Question(name); asked && !q.Required && q.Fact == "" && p.r.IntN(4) == 0 || p.r.IntN(12) == 0 && !q.Required {
			delete(r.Answers, name)
		}
	}
}

// Closed reports whether a visit of a day has gone into the archive.
func (p *Recorder) Closed(on app.Day) bool { return on < app.DayOf(p.now).AddDays(-recent) }

// meets is within how many days of a visit a meter was rather read at it.
const meets = 10

// promisedWithin is how far back what was made lies at the most.
const promisedWithin = 60

// Meet lets what was promised and learned come from the customer's newest visit
// that was made, and readings from the visit nearest to their day.
func (m *Made) Meet(visits []app.Visit, now time.Time) {
	today := app.DayOf(now)
	for _, v := range visits {
		if v.VisitedOn < today.AddDays(-promisedWithin) || v.VisitedOn == "" {
			continue
		}
		m.comeFrom(v, today)
	}
}

func (m *Made) comeFrom(v app.Visit, today app.Day) {
	m.At = time.UnixMilli(v.EndedAt)
	for i := range m.Promises {
		p := &m.Promises[i]
		p.At, p.Visit = m.At, v.ID
		if v.VisitedOn.AddDays(p.EndAfter) > today {
			p.EndAfter = 0
		}
	}
	for i := range m.Opportunities {
		m.Opportunities[i].Visit = v.ID
	}
	for i := range m.Events {
		m.Events[i].Visit = v.ID
	}
	for _, day := range m.Readings {
		if on := day[0].ReadOn; v.VisitedOn < on.AddDays(-meets) || v.VisitedOn > on.AddDays(meets) {
			continue
		}
		for i := range day {
			day[i].ReadOn, day[i].Visit = v.VisitedOn, v.ID
		}
	}
}

// In counts what was made in a visit, and of it the promises that are open.
func (m *Made) In(visit app.VisitID) (made, open int64) {
	for _, p := range m.Promises {
		if p.Visit == visit {
			made++
			if p.EndAfter == 0 {
				open++
			}
		}
	}
	for _, o := range m.Opportunities {
		if o.Visit == visit {
			made++
		}
	}
	for _, e := range m.Events {
		if e.Visit == visit {
			made++
		}
	}
	for _, day := range m.Readings {
		if day[0].Visit == visit {
			made += int64(len(day))
		}
	}
	return made, open
}
