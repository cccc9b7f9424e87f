package app

import (
	"slices"
	"strings"
)

// DataRequest is what a person asked about his own data (PIPL 44–50), when it is
// due and what he was answered.
type DataRequest struct {
	ID          DataRequestID
	Area        Area
	Customer    CustomerID // zero: no customer, or none who was found
	Asker       string     `field:"data_requests.asker"` // who asks
	Kind        DataAsk
	Channel     string // code list channel
	ReceivedOn  Day
	DueOn       Day
	Content     string
	AnsweredOn  Day // empty: open
	Answer      string
	Refused     string // code list deletion_refusal; empty: it was not refused
	By          StaffID
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// DataRequestID names a request.
type DataRequestID = ID[DataRequest]

// DataAsk is what a person may ask.
type DataAsk string

// What a person may ask.
const (
	AskKnow     DataAsk = "know"
	AskCopy     DataAsk = "copy"
	AskCorrect  DataAsk = "correct"
	AskDelete   DataAsk = "delete"
	AskWithdraw DataAsk = "withdraw" // his consent
)

// DataAsks are all of them, in the order a reader chooses from.
func DataAsks() []DataAsk { return []DataAsk{AskKnow, AskCopy, AskCorrect, AskDelete, AskWithdraw} }

// The cases in which a wish to delete may be refused: none of the five of PIPL 47
// is given, or a law keeps the data longer, or deleting them cannot be done, when
// they are sealed.
const (
	RefusedNeeded   = "needed"    // what they were taken for goes on: supply, a case, money owed
	RefusedByLaw    = "law"       // a law asks to keep them longer
	RefusedSealed   = "sealed"    // deleting cannot be done: they are sealed
	RefusedNobody   = "nobody"    // nobody of this name is known
	RefusedUnproven = "unproven"  // who asks could not show who he is
	requestDays     = 15          // working days [R]: "in time", says the law; a setting says otherwise
	RequestDaysSet  = "data_days" // the setting
)

// DataRefusals are the reasons to refuse a request.
func DataRefusals() []string {
	return []string{RefusedNeeded, RefusedByLaw, RefusedSealed, RefusedNobody, RefusedUnproven}
}

// RequestDays is how many working days an answer may take: as set, within reason.
func RequestDays(set int) int {
	if set < 1 || set > 60 {
		return requestDays
	}
	return set
}

// Check refuses a request that could not be kept.
func (r DataRequest) Check(today Day) error {
	switch {
	case strings.TrimSpace(r.Asker) == "":
		return Refuse("asker", Missing)
	case !slices.Contains(DataAsks(), r.Kind):
		return Refuse("kind", Missing)
	case !r.ReceivedOn.Valid():
		return Refuse("received_on", Missing)
	case r.ReceivedOn > today:
		return Refuse("received_on", InTheFuture)
	case r.AnsweredOn != "" && r.AnsweredOn < r.ReceivedOn:
		return Refuse("answered_on", EndsBeforeStart)
	case r.AnsweredOn > today:
		return Refuse("answered_on", InTheFuture)
	case r.AnsweredOn != "" && strings.TrimSpace(r.Answer) == "":
		return Refuse("answer", NeedsAnswer)
	case r.Refused != "" && !slices.Contains(DataRefusals(), r.Refused):
		return Refuse("refused", Unknown)
	}
	return nil
}

// ImpactAssessment is what was thought over before personal data were used in a
// way that may hurt (PIPL 55, 56).
type ImpactAssessment struct {
	ID          ImpactAssessmentID
	Area        Area
	Title       string
	Purpose     string
	Scope       string
	Risks       string
	Measures    string
	Outcome     string
	AssessedOn  Day
	KeepUntil   Day // three years at least
	By          StaffID
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// ImpactAssessmentID names an assessment.
type ImpactAssessmentID = ID[ImpactAssessment]

// assessmentYears is how long an assessment is kept at least (PIPL 56) [V].
const assessmentYears = 3

// Kept is the assessment with the day until when it is kept: three years, unless
// it says longer.
func (a ImpactAssessment) Kept() ImpactAssessment {
	if a.KeepUntil == "" && a.AssessedOn.Valid() {
		a.KeepUntil = a.least()
	}
	return a
}

func (a ImpactAssessment) least() Day {
	return DayOf(a.AssessedOn.Time().AddDate(assessmentYears, 0, 0))
}

// Check refuses an assessment that could not be kept.
func (a ImpactAssessment) Check() error {
	switch {
	case strings.TrimSpace(a.Title) == "":
		return Refuse("title", Missing)
	case strings.TrimSpace(a.Purpose) == "":
		return Refuse("purpose", Missing)
	case !a.AssessedOn.Valid():
		return Refuse("assessed_on", Missing)
	case a.KeepUntil < a.least():
		return Refuse("keep_until", KeptTooShort)
	}
	return nil
}

// Incident is a leak, loss or change of personal data (PIPL 57).
type Incident struct {
	ID          IncidentID
	Area        Area
	FoundOn     Day
	What        string
	Scope       string // which data, of whom
	Persons     int64
	Measures    string
	Told        string // who was told, and when
	ToldOn      Day    // the authority; empty: not told
	EndedOn     Day
	By          StaffID
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// IncidentID names an incident.
type IncidentID = ID[Incident]

// Check refuses an incident that could not be kept.
func (i Incident) Check(today Day) error {
	switch {
	case !i.FoundOn.Valid():
		return Refuse("found_on", Missing)
	case i.FoundOn > today:
		return Refuse("found_on", InTheFuture)
	case strings.TrimSpace(i.What) == "":
		return Refuse("incident_what", Missing)
	case i.Persons < 0:
		return Refuse("persons", Impossible)
	case i.ToldOn != "" && i.ToldOn < i.FoundOn:
		return Refuse("told_on", EndsBeforeStart)
	case i.EndedOn != "" && i.EndedOn < i.FoundOn:
		return Refuse("ended_on", EndsBeforeStart)
	}
	return nil
}
