package app

// TrainingAsk is what the report of training is asked of: a period, and the
// people of a unit with those of the units below it; no unit: everybody.
type TrainingAsk struct {
	Period Period
	Unit   OrgUnitID
}

// TrainingSums is the training of some people, or the classes of some courses. A class counts
// for the period and the month it begins in, an entry of the log for its day.
// All times are minutes.
type TrainingSums struct {
	Held      int64 // classes that have begun
	Cancelled int64
	Taught    ByMode // minutes of those classes, however many were there
	Attended  ByMode // by all who were there together
	Practice  int64  // confirmed on the job: decentralised too
	Study     int64  // confirmed self-study: nobody teaches, so it is in no share
	People    int64  // who were in a class or had an entry confirmed, each once
	Times     int64  // somebody was in a class
	Completed int64  // of these, with what came of it
	Failed    int64
	CostFen   int64 // of a class with people of several units, each unit's share by heads
}

// ByMode is minutes of the two modes.
type ByMode struct{ Central, Decentral int64 }

// Sum is both together.
func (m ByMode) Sum() int64 { return m.Central + m.Decentral }

func (m *ByMode) add(o ByMode) {
	m.Central += o.Central
	m.Decentral += o.Decentral
}

// Add sums up. People are left out: who was there twice is one person.
func (s *TrainingSums) Add(o TrainingSums) {
	s.Held += o.Held
	s.Cancelled += o.Cancelled
	s.Taught.add(o.Taught)
	s.Attended.add(o.Attended)
	s.Practice += o.Practice
	s.Study += o.Study
	s.Times += o.Times
	s.Completed += o.Completed
	s.Failed += o.Failed
	s.CostFen += o.CostFen
}

// Decentral is the person-minutes of decentralised training: classes at work and
// confirmed practice.
func (s TrainingSums) Decentral() int64 { return s.Attended.Decentral + s.Practice }

// PersonMinutes is all training by people.
func (s TrainingSums) PersonMinutes() int64 { return s.Attended.Sum() + s.Practice }

// DecentralShare is the share of decentralised training.
func (s TrainingSums) DecentralShare() Ratio { return Ratio{s.Decentral(), s.PersonMinutes()} }

// ModeRuleKept reports whether decentralised training exceeds centralised
// (分散培训为主，集中培训为辅). Where there was none at all, nothing was broken.
func (s TrainingSums) ModeRuleKept() bool {
	return s.PersonMinutes() == 0 || s.Decentral() > s.Attended.Central
}

// PassRate is the share of those who passed among those whose class came to an
// outcome for them.
func (s TrainingSums) PassRate() Ratio { return Ratio{s.Completed, s.Completed + s.Failed} }

// FenPerClass is the mean cost of a class that was held.
func (s TrainingSums) FenPerClass() Ratio { return Ratio{s.CostFen, s.Held} }

// FenPerTime is the mean cost of somebody in a class.
func (s TrainingSums) FenPerTime() Ratio { return Ratio{s.CostFen, s.Times} }

// FenPerHour is the mean cost of an hour that somebody attended, in hours of
// sixty minutes; practice costs nothing and is left out.
func (s TrainingSums) FenPerHour() Ratio {
	return Ratio{Sum: s.CostFen * 60, Of: s.Attended.Sum()}
}

// TrainingLine is the sums of a category, a course, a unit or a month, with those
// of the period before.
type TrainingLine struct {
	Category string
	Course   Course
	Unit     OrgUnit
	Month    int64 // 202603
	TrainingSums
	Before   TrainingSums
	Required Ratio // required courses that are valid, of all that are required by then
}

// TrainedPerson is what somebody has of training beside what customers say.
type TrainedPerson struct {
	Staff      Staff
	UnitName   string
	Required   Ratio // required courses that are valid, of all that his post requires by then
	Minutes    int64 // attended, practised and studied in the last twelve months
	Qualified  bool  // holds a qualification on that day
	Until      Day   // of it, the last that ends; empty: for good, or none
	Lapsed     bool  // held one once, and none today
	Said       Ratio // satisfaction with his visits and cases in the last twelve months
	Complaints int64 // about him, in the same months
	Overruns   int64 // cases of his that ran over a limit, in the same months
}

// AllValid reports whether nothing that the post requires is lacking. Who need
// not have anything yet is in neither group.
func (p TrainedPerson) AllValid() bool { return p.Required.Known() && p.Required.Sum == p.Required.Of }

// TrainedGroup is people taken together.
type TrainedGroup struct {
	People     int64
	Asked      int64 // of these, those of whose work somebody spoke
	Said       Ratio
	Complaints int64
	Overruns   int64
	Minutes    int64
}

// PerPerson is the mean of a number over the people of the group, in hundredths.
func (g TrainedGroup) PerPerson(n int64) Ratio { return Ratio{n, g.People} }

// FewPeople is below how many people in a group nothing is concluded.
const FewPeople = 20

// TrainingReport is training in figures (paper 2.4, 3.2): what was given to whom
// and what it cost, and what those who have it all are spoken of beside those
// who do not.
type TrainingReport struct {
	Ask        TrainingAsk
	Before     Period
	On         Day // the day that validity is told of: the last of the period, today while it runs
	All        TrainingLine
	Categories []TrainingLine // in the order of the catalogue; training without a course last
	Courses    []TrainingLine
	Units      []TrainingLine
	Months     []TrainingLine // twelve, the period's last month last
	People     []TrainedPerson
	Complete   TrainedGroup // nothing required is lacking
	Lacking    TrainedGroup
}

// Conclusive reports whether both groups are large enough to be compared at all.
func (r TrainingReport) Conclusive() bool {
	return r.Complete.People >= FewPeople && r.Lacking.People >= FewPeople
}
