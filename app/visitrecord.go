package app

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// VisitPurposes are the five contents of a visit (走访服务规范), codes of the
// list visit_purpose.
func VisitPurposes() []string {
	return []string{"needs", "policy", "promotion", "advice", "complaints"}
}

// VisitRecord is what somebody writes down of a visit.
type VisitRecord struct {
	Account      AccountID
	Channel      VisitChannel
	Purposes     []string
	VisitedOn    Day
	Began, Ended string // time of day as typed
	Met          string
	Satisfaction int64  // 1 to 5; 0: not asked
	Position     string `field:"visits.position"` // as typed
	SignedBy     string
	SignedPaper  bool // it was signed on paper
	FollowUpOn   Day
	Note         string
	Done         []PlanItem // what service plans asked for and this visit did

	Form    VisitForm // as it stands in the file, so that the rules are those of its version
	Answers Answers
	Copied  map[string]bool // answers taken from the last visit that nobody has looked at
}

// Limits of what is typed.
const (
	metMax      = 200
	scoreOfBest = 5
)

// Check refuses what cannot stand; the first of all that are found comes first
// on the form too.
func (r VisitRecord) Check(now time.Time) error {
	if no := r.Refusals(now); len(no) > 0 {
		return no[0]
	}
	return nil
}

// Refusals are all that cannot stand.
func (r VisitRecord) Refusals(now time.Time) []*Refusal {
	var out []*Refusal
	no := func(is bool, field string, reason Reason) {
		if is {
			out = append(out, &Refusal{Field: field, Reason: reason})
		}
	}
	no(!slices.Contains(VisitChannels(), r.Channel), "visit_channel", Missing)
	no(len(r.Purposes) == 0, "purposes", Missing)
	no(slices.ContainsFunc(r.Purposes, func(p string) bool { return !slices.Contains(VisitPurposes(), p) }), "purposes", Unknown)
	no(!r.VisitedOn.Valid(), "visited_on", Missing)
	no(r.VisitedOn > DayOf(now), "visited_on", InTheFuture)
	out = append(out, r.times(now)...)
	no(len([]rune(r.Met)) > metMax, "met", TooLong)
	no(r.Satisfaction < 0 || r.Satisfaction > scoreOfBest, "satisfaction", Malformed)
	if _, err := RoundPosition(r.Position); err != nil {
		out = append(out, &Refusal{Field: "position", Reason: NoPosition})
	}
	no(r.FollowUpOn != "" && r.FollowUpOn <= r.VisitedOn, "follow_up_on", NotLater)
	no(len([]rune(r.Note)) > ContentMax, "note", TooLong)
	refused, _ := r.Form.Check(r.Answers, r.VisitedOn)
	return append(out, refused...)
}

// times refuses times that are none, an end before the beginning, and an end
// that has not come yet.
func (r VisitRecord) times(now time.Time) []*Refusal {
	began, errBegan := r.moment(r.Began)
	ended, errEnded := r.moment(r.Ended)
	switch {
	case errBegan != nil:
		return []*Refusal{{Field: "began_at", Reason: Malformed}}
	case errEnded != nil:
		return []*Refusal{{Field: "ended_at", Reason: Malformed}}
	case began != 0 && ended != 0 && ended < began:
		return []*Refusal{{Field: "ended_at", Reason: EndsBeforeStart}}
	case r.VisitedOn == DayOf(now) && began > now.UnixMilli():
		return []*Refusal{{Field: "began_at", Reason: InTheFuture}}
	}
	return nil
}

// moment is a time of day on the day of the visit; 0 for none.
func (r VisitRecord) moment(text string) (int64, error) {
	if strings.TrimSpace(text) == "" || !r.VisitedOn.Valid() {
		return 0, nil
	}
	at, err := ParseTimeOfDay(text)
	if err != nil {
		return 0, err
	}
	return r.VisitedOn.Time().Add(at).UnixMilli(), nil
}

// RoundPosition reads a position as it is typed – latitude and longitude in
// degrees – and rounds it to hundredths, about a kilometre: enough to know the
// valley, too little to find a house. An empty one stays empty.
func RoundPosition(text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" || LooksMasked(text) { // as whoever writes it was shown it
		return text, nil
	}
	no := Refuse("position", NoPosition)
	parts := strings.FieldsFunc(strings.NewReplacer("N", "", "E", "", "n", "", "e", "", "北纬", "", "东经", "", "°", "").Replace(text), func(r rune) bool {
		return strings.ContainsRune(",，、; ；", r)
	})
	if len(parts) != 2 {
		return "", no
	}
	var at [2]float64
	for i, most := range []float64{90, 180} {
		n, err := strconv.ParseFloat(plain(parts[i]), 64)
		if err != nil || math.IsNaN(n) || math.Abs(n) > most {
			return "", no
		}
		at[i] = math.Round(n*100) / 100
	}
	return fmt.Sprintf("%.2f,%.2f", at[0], at[1]), nil
}

// LateEntry is how many working days too late a visit was written down: on the
// day itself and on the first working day after it is in time. A visit of Friday
// that is entered on Monday is in time, on Tuesday a day late.
func LateEntry(visited, entered Day, days *Calendar) int64 {
	return int64(max(0, days.WorkingDaysBetween(visited, entered)-1))
}

// VisitBeside is what else is known when a visit is written down.
type VisitBeside struct {
	Last        Day   // of the customer's newest other visit; empty: none
	Visited     []Day // all days he was visited on
	SupplySince Day   // the day the first supply of the customer began; empty: not known
	Days        *Calendar
}

// Warnings are what seems odd about the record; it can be kept all the same.
func (r VisitRecord) Warnings(b VisitBeside, today Day) []FormWarning {
	var out []FormWarning
	warn := func(is bool, reason FormWarningReason, bound Day) {
		if is && r.VisitedOn.Valid() {
			out = append(out, FormWarning{"visited_on", reason, string(bound)})
		}
	}
	warn(slices.Contains(b.Visited, r.VisitedOn), SameDay, r.VisitedOn)
	warn(b.Last != "" && r.VisitedOn < b.Last, BeforeLast, b.Last)
	warn(b.SupplySince != "" && r.VisitedOn < b.SupplySince, BeforeSupply, b.SupplySince)
	warn(b.Days != nil && r.VisitedOn <= today && LateEntry(r.VisitedOn, today, b.Days) > 0, EnteredLate, r.VisitedOn)
	_, odd := r.Form.Check(r.Answers, r.VisitedOn)
	return append(out, odd...)
}

// Record writes down a visit that was planned, or one that was started without
// a plan. measures counts what was made in it and is not at its end: with some,
// or with a day to call again, the visit waits for its follow-up.
func (v Visit) Record(r VisitRecord, measures int64, now time.Time, days *Calendar) (Visit, error) {
	if !v.Status.Open() {
		return v, Refuse("visit_status", VisitNotOpen)
	}
	if err := r.Check(now); err != nil {
		return v, err
	}
	v = v.with(r)
	v.EnteredAt, v.LateDays = now.UnixMilli(), LateEntry(v.VisitedOn, DayOf(now), days)
	v.Status = VisitRecorded
	if v.FollowUpOn != "" || measures > 0 {
		v.Status = VisitFollowUp
	}
	return v, nil
}

// Correct changes the record of a visit. When it was first written down, and how
// late that was, stays, so that a correction hides no late entry; a new day to call again opens a
// recorded visit for its follow-up.
func (v Visit) Correct(r VisitRecord, now time.Time) (Visit, error) {
	if !v.Status.Made() {
		return v, Refuse("visit_status", VisitNotRecorded)
	}
	if err := r.Check(now); err != nil {
		return v, err
	}
	again := r.FollowUpOn != "" && r.FollowUpOn != v.FollowUpOn
	v = v.with(r)
	if again {
		v.Status = VisitFollowUp
	}
	return v, nil
}

func (v Visit) with(r VisitRecord) Visit {
	if !r.Account.IsZero() {
		v.Account = r.Account
	}
	v.Channel, v.VisitedOn, v.Satisfaction, v.FollowUpOn = r.Channel, r.VisitedOn, r.Satisfaction, r.FollowUpOn
	v.Purposes = strings.Join(r.Purposes, ",")
	v.Form, v.FormVersion = r.Form.Code, r.Form.Version
	v.BeganAt, _ = r.moment(r.Began) // was checked
	v.EndedAt, _ = r.moment(r.Ended)
	v.Position, _ = RoundPosition(r.Position)
	v.SignedPaper = r.SignedPaper
	v.Met, v.SignedBy, v.Note = strings.TrimSpace(r.Met), strings.TrimSpace(r.SignedBy), strings.TrimSpace(r.Note)
	return v
}

// PurposeCodes are the purposes of a visit as codes.
func (v Visit) PurposeCodes() []string {
	if v.Purposes == "" {
		return nil
	}
	return strings.Split(v.Purposes, ",")
}

// Archive closes a visit: nothing made in it is open any more, and a call that
// was to follow has been made.
func (v Visit) Archive(measures int64) (Visit, error) {
	switch {
	case v.Status != VisitRecorded && v.Status != VisitFollowUp:
		return v, Refuse("visit_status", VisitNotRecorded)
	case measures > 0:
		return v, Refuse("visit_status", MeasuresOpen)
	case v.FollowUpOn != "" && v.FollowedUpAt == 0:
		return v, Refuse("visit_status", NeedsFollowUp)
	}
	v.Status = VisitArchived
	return v, nil
}

// FactsFrom is what a record brings to light about the customer: new facts for
// the profile questions that were answered otherwise than known by then, and
// facts that were confirmed. An answer copied from the last visit that nobody
// has looked at is no news and confirms nothing; neither does one that a
// correction left as it stood before. known are the facts of the customer, the
// newest of a name last.
func (v Visit) FactsFrom(r VisitRecord, before []VisitAnswer, known []Fact) (fresh []Fact, confirmed []Fact) {
	for _, q := range r.Form.Shown(r.Answers) {
		value := strings.TrimSpace(r.Answers[q.Name])
		stood := slices.ContainsFunc(before, func(a VisitAnswer) bool { return a.Name == q.Name && a.Value == value && !a.Copied })
		if q.Fact == "" || value == "" || r.Copied[q.Name] || stood {
			continue
		}
		held, found := factOn(known, q.Name, r.VisitedOn)
		switch {
		case found && held.Value == value && held.VerifiedOn < r.VisitedOn:
			held.VerifiedOn = r.VisitedOn
			confirmed = append(confirmed, held)
		case found && held.Value == value:
		case found && held.Visit == v.ID: // of the same visit: a slip that is put right
			held.Value, held.KnownOn, held.VerifiedOn = value, r.VisitedOn, r.VisitedOn
			confirmed = append(confirmed, held)
		default:
			fresh = append(fresh, Fact{
				Area: v.Area, Customer: v.Customer, Name: q.Name, Value: value, KnownOn: r.VisitedOn, Source: "visit", Visit: v.ID, VerifiedOn: r.VisitedOn,
			})
		}
	}
	return fresh, confirmed
}

// factOn is what was known under a name by a day.
func factOn(known []Fact, name string, on Day) (Fact, bool) {
	held := NewestFact(slices.DeleteFunc(slices.Clone(known), func(f Fact) bool { return f.KnownOn > on }), name)
	return held, held.Name != ""
}
