package app

import (
	"cmp"
	"slices"
	"strings"
)

// TrainingEvidence is one thing that speaks for training somebody.
type TrainingEvidence struct {
	Kind    TriggerEvidence
	Staff   StaffID
	On      Day
	Number  string // of the case, the visit, the class or the quiz
	Case    CaseID // where it leads, one of these
	Visit   VisitID
	Class   ClassID
	Quiz    QuizID
	Detail  string   // what a trigger may name: the class of a complaint, the kind of a case, the source of an opinion
	Matter  string   // of a complaint, finer than its class
	Score   int64    // a customer's
	Course  CourseID // that was not passed
	AsOwner bool     // the complaint names nobody, and its inquiry laid it on marketing: whose case it is
}

// key names the evidence: a case, a visit or a class speaks once a day.
func (e TrainingEvidence) key() string { return string(e.On) + " " + e.Number }

// Fits reports whether a trigger looks at such evidence: of its kind, and of its
// detail where it names one. A complaint may be named by its class or by its
// matter.
func (e TrainingEvidence) Fits(t TrainingTrigger) bool {
	return e.Kind == t.Evidence && (t.Detail == "" || t.Detail == e.Detail || e.Matter != "" && t.Detail == e.Matter)
}

// ComplaintFacts is what a complaint says of who is complained of.
type ComplaintFacts struct {
	About          StaffID // named on acceptance or later (被投诉人)
	Owner          StaffID
	Responsibility string // code list responsibility; empty: not found yet
	Conclusion     string // code list conclusion; empty: not found yet
}

// AboutWhom is whom a complaint counts for. One that was found not true, that
// nobody could verify, or that lies with the customer or a partner counts for
// nobody. It counts for whom it names; where it names nobody, for its owner, but
// only once the inquiry laid it on marketing: to own a complaint is to deal with
// it, not to be complained of.
func (f ComplaintFacts) AboutWhom() (who StaffID, asOwner bool) {
	switch {
	case f.unjustified():
		return StaffID{}, false
	case !f.About.IsZero():
		return f.About, false
	case f.Responsibility == "marketing" && !f.Owner.IsZero():
		return f.Owner, true
	}
	return StaffID{}, false
}

func (f ComplaintFacts) unjustified() bool {
	return f.Conclusion == "untrue" || f.Conclusion == "unclear" || f.Responsibility == "customer" || f.Responsibility == "partner"
}

// Nameless reports whether a complaint could count for somebody, but nobody can
// tell for whom.
func (f ComplaintFacts) Nameless() bool {
	who, _ := f.AboutWhom()
	return who.IsZero() && !f.unjustified()
}

// TrainingProposal is that somebody should take a course, and why.
type TrainingProposal struct {
	Trigger  TrainingTrigger
	Course   Course
	Staff    Staff
	UnitName string
	Evidence []TrainingEvidence // the newest first
}

// Key names a proposal on a list.
func (p TrainingProposal) Key() string {
	return p.Staff.ID.String() + " " + p.Trigger.Code + " " + p.Course.Code
}

// EvidenceText is the evidence as a decision keeps it: a line for each, with day,
// number and what it was.
func (p TrainingProposal) EvidenceText() string {
	lines := make([]string, len(p.Evidence))
	for i, e := range p.Evidence {
		lines[i] = e.key() + " " + e.Matter + "/" + e.Detail
	}
	return strings.Join(lines, "\n")
}

// DecidedEvidence reads the evidence of a decision.
func DecidedEvidence(kind TriggerEvidence, text string) []TrainingEvidence {
	var out []TrainingEvidence
	for line := range strings.SplitSeq(text, "\n") {
		on, rest, _ := strings.Cut(line, " ")
		i := strings.LastIndexByte(rest, ' ')
		if !Day(on).Valid() || i < 0 {
			continue
		}
		matter, detail, _ := strings.Cut(rest[i+1:], "/")
		out = append(out, TrainingEvidence{Kind: kind, On: Day(on), Number: rest[:i], Matter: matter, Detail: detail})
	}
	return out
}

// StaffCourse is a person and a course.
type StaffCourse struct {
	Staff  StaffID
	Course CourseID
}

// ProposalFacts is what proposals are drawn from.
type ProposalFacts struct {
	Triggers  []TrainingTrigger // those in force
	Evidence  []TrainingEvidence
	Courses   []Course
	Staff     map[StaffID]Staff
	Completed map[StaffCourse]Day  // the last day each was completed on
	Enrolled  map[StaffCourse]bool // in a class that is not over
	Decided   []TrainingDecision
}

// Propose draws the proposals of a day. Evidence counts that is no older than
// its trigger says, that the course has not answered – it was completed later –
// and that nobody decided on under the same trigger. Who is in a class of the
// course already, or has left, is not proposed.
func (f ProposalFacts) Propose(today Day) []TrainingProposal {
	courses := map[CourseID]Course{}
	byCode := map[string]CourseID{}
	for _, c := range f.Courses {
		if c.Offered(today) {
			courses[c.ID], byCode[c.Code] = c, c.ID
		}
	}
	decided := f.decided()
	var out []TrainingProposal
	for _, t := range f.Triggers {
		since := today.AddMonths(-int(t.Months))
		of := map[StaffCourse][]TrainingEvidence{}
		for _, e := range f.Evidence {
			course := e.Course
			if t.Course != "" {
				course = byCode[t.Course]
			}
			who := StaffCourse{e.Staff, course}
			switch _, offered := courses[course]; {
			case !e.Fits(t), !offered, e.On <= since, e.On > today:
			case e.On <= f.Completed[who], f.Enrolled[who], decided[decidedKey{t.Code, who, e.key()}]:
			default:
				of[who] = append(of[who], e)
			}
		}
		for who, evidence := range of {
			staff := f.Staff[who.Staff]
			if int64(len(evidence)) >= t.Times && !staff.ID.IsZero() && staff.ActiveOn(today) {
				slices.SortFunc(evidence, func(a, b TrainingEvidence) int {
					return cmp.Or(cmp.Compare(b.On, a.On), cmp.Compare(a.Number, b.Number))
				})
				out = append(out, TrainingProposal{Trigger: t, Course: courses[who.Course], Staff: staff, Evidence: evidence})
			}
		}
	}
	slices.SortFunc(out, func(a, b TrainingProposal) int {
		return cmp.Or(cmp.Compare(len(b.Evidence), len(a.Evidence)), cmp.Compare(a.Staff.StaffNo, b.Staff.StaffNo), cmp.Compare(a.Trigger.Code, b.Trigger.Code),
			cmp.Compare(a.Course.Code, b.Course.Code))
	})
	return out
}

type decidedKey struct {
	trigger string
	of      StaffCourse
	key     string
}

func (f ProposalFacts) decided() map[decidedKey]bool {
	out := map[decidedKey]bool{}
	for _, d := range f.Decided {
		if d.WithdrawnAt != 0 {
			continue
		}
		for _, e := range DecidedEvidence("", d.Evidence) {
			out[decidedKey{d.Trigger, StaffCourse{d.Staff, d.Course}, e.key()}] = true
		}
	}
	return out
}
