package app

import (
	"strings"
	"time"
	"unicode/utf8"
)

// The reasons of the log of practice and self-study.
const (
	LongerThanADay  Reason = "longer_than_a_day"  // more minutes than a day has
	DayIsFull       Reason = "day_is_full"        // more than that with the other entries of the day
	OwnMentor       Reason = "own_mentor"         // nobody is his own mentor
	MentorLeft      Reason = "mentor_left"        // the mentor no longer works here
	NotHereThen     Reason = "not_here_then"      // a day before he came or after he left
	EntrySettled    Reason = "entry_settled"      // confirmed or refused entries stay as they are
	MoreThanClaimed Reason = "more_than_claimed"  // a mentor confirms what was claimed, or less
	NothingToSign   Reason = "nothing_to_sign"    // no open class of the course asks for a mentor
	SignedBefore    Reason = "signed_off_already" // the mentor signed the course off before
)

// DayMinutes is how many minutes a day has, and so the most that is logged of
// one.
const DayMinutes = 24 * 60

// PracticeDrafts heads the ids of somebody's half-done entries.
func PracticeDrafts(by StaffID) string { return OwnDrafts(PracticeForm, by) }

// practiceWhatMost is how long the text of an entry may be, in characters.
const practiceWhatMost = 1000

// PracticeState is where an entry of the log stands.
type PracticeState string

// The states of an entry.
const (
	PracticeWaiting   PracticeState = "waiting"   // 待确认
	PracticeConfirmed PracticeState = "confirmed" // 已确认
	PracticeRefused   PracticeState = "refused"   // 已退回
)

// State is where the entry stands.
func (p Practice) State() PracticeState {
	switch {
	case p.ConfirmedAt > 0:
		return PracticeConfirmed
	case p.RefusedAt > 0:
		return PracticeRefused
	}
	return PracticeWaiting
}

// PracticeDraft is an entry as a learner writes it. The learner is whoever
// writes.
type PracticeDraft struct {
	Kind    PracticeKind
	Course  CourseID // zero: practice in general
	DoneOn  Day
	Minutes int64
	What    string
	Case    CaseID
	Visit   VisitID
	Article ArticleID
	Mentor  StaffID // zero: whoever may confirm
}

// PracticeBeside is what an entry is judged by.
type PracticeBeside struct {
	Today         Day
	Learner       Staff
	Mentor        Staff  // the one who is asked; zero: none
	Course        Course // zero: none
	OfDay         int64  // minutes of the learner's other entries of that day that were not refused
	CaseOfOthers  bool   // he neither owned the case nor took a step of it
	VisitOfOthers bool   // the visit was somebody else's
	CaseAgain     bool   // another entry of his names the case for the same course
	VisitAgain    bool   // the same of the visit
	Protected     bool   // the case is; most people may not see it
}

// PracticeWarning is what a mentor should know of an entry that is taken all
// the same.
type PracticeWarning string

// The warnings.
const (
	CaseOfOthers  PracticeWarning = "case_of_others"
	VisitOfOthers PracticeWarning = "visit_of_others"
	CaseAgain     PracticeWarning = "case_again"
	VisitAgain    PracticeWarning = "visit_again"
	CaseShut      PracticeWarning = "case_shut" // the mentor may not be able to open it
)

// Check refuses an entry that cannot be.
func (d PracticeDraft) Check(b PracticeBeside) error {
	switch {
	case d.Kind != OnTheJob && d.Kind != SelfStudy:
		return Refuse("practice_kind", Missing)
	case d.DoneOn == "":
		return Refuse("done_on", Missing)
	case !d.DoneOn.Valid():
		return Refuse("done_on", Malformed)
	case d.DoneOn > b.Today:
		return Refuse("done_on", InTheFuture)
	case !b.Learner.ActiveOn(d.DoneOn) || !b.Learner.ActiveOn(b.Today):
		return Refuse("done_on", NotHereThen)
	}
	switch what := strings.TrimSpace(d.What); {
	case d.Minutes <= 0:
		return Refuse("minutes", Missing)
	case d.Minutes > DayMinutes:
		return Refuse("minutes", LongerThanADay)
	case d.Minutes+b.OfDay > DayMinutes:
		return Refuse("minutes", DayIsFull)
	case what == "":
		return Refuse("practice_what", Missing)
	case utf8.RuneCountInString(what) > practiceWhatMost:
		return Refuse("practice_what", TooLong)
	}
	switch {
	case !d.Course.IsZero() && !b.Course.Offered(d.DoneOn):
		return Refuse("course", NotActive)
	case d.Mentor.IsZero():
		return nil
	case d.Mentor == b.Learner.ID:
		return Refuse("mentor", OwnMentor)
	case !b.Mentor.ActiveOn(b.Today):
		return Refuse("mentor", MentorLeft)
	}
	return nil
}

// Warnings are what is odd about an entry without being wrong.
func (b PracticeBeside) Warnings() []PracticeWarning {
	var out []PracticeWarning
	for _, w := range []struct {
		holds bool
		what  PracticeWarning
	}{
		{b.CaseOfOthers, CaseOfOthers}, {b.VisitOfOthers, VisitOfOthers}, {b.CaseAgain, CaseAgain}, {b.VisitAgain, VisitAgain}, {b.Protected, CaseShut},
	} {
		if w.holds {
			out = append(out, w.what)
		}
	}
	return out
}

// Write puts a draft into the entry: a new one, or one that still waits.
func (p Practice) Write(d PracticeDraft, b PracticeBeside) (Practice, error) {
	if p.State() != PracticeWaiting {
		return p, Refuse("practice", EntrySettled)
	}
	if err := d.Check(b); err != nil {
		return p, err
	}
	p.Staff, p.Course, p.Kind, p.DoneOn, p.Minutes = b.Learner.ID, d.Course, d.Kind, d.DoneOn, d.Minutes
	p.What, p.Case, p.Visit, p.Article, p.Mentor = strings.TrimSpace(d.What), d.Case, d.Visit, d.Article, d.Mentor
	return p, nil
}

// Draft is the entry as it was written, to be changed or written anew.
func (p Practice) Draft() PracticeDraft {
	return PracticeDraft{
		Kind: p.Kind, Course: p.Course, DoneOn: p.DoneOn, Minutes: p.Minutes, What: p.What, Case: p.Case, Visit: p.Visit, Article: p.Article, Mentor: p.Mentor,
	}
}

// ClaimsAs reports whether two readings of an entry claim the same. A case that
// one reader may not see makes no difference.
func (p Practice) ClaimsAs(o Practice) bool {
	return p.Staff == o.Staff && p.Kind == o.Kind && p.Course == o.Course && p.DoneOn == o.DoneOn && p.Minutes == o.Minutes && p.What == o.What
}

// Drop takes back an entry that still waits.
func (p Practice) Drop(now time.Time) (Practice, error) {
	if p.State() != PracticeWaiting {
		return p, Refuse("practice", EntrySettled)
	}
	p.WithdrawnAt = now.UnixMilli()
	return p, nil
}

// MaySettle refuses whoever may not confirm or refuse the entry: the learner
// himself, and whoever is neither the mentor it asks nor has the right over all.
func (p Practice) MaySettle(by Actor) error {
	if by.Staff == p.Staff {
		return Refuse("practice", OwnWork)
	}
	if p.Mentor == by.Staff && !p.Mentor.IsZero() {
		return by.May(LearnHere)
	}
	return by.May(ConfirmPractice)
}

// PracticeVerdict is what a mentor says of one entry or of many.
type PracticeVerdict struct {
	Refused bool
	Minutes int64 // confirmed of one entry; 0: as claimed
	Remark  string
}

// Settle confirms the entry or refuses it.
func (p Practice) Settle(by Actor, v PracticeVerdict, now time.Time) (Practice, error) {
	if err := p.MaySettle(by); err != nil {
		return p, err
	}
	v.Remark = strings.TrimSpace(v.Remark)
	switch {
	case p.State() != PracticeWaiting:
		return p, Refuse("practice", EntrySettled)
	case v.Refused && v.Remark == "":
		return p, Refuse("remark", NeedsReason)
	case v.Minutes < 0:
		return p, Refuse("minutes", Impossible)
	case v.Minutes > p.Minutes:
		return p, Refuse("minutes", MoreThanClaimed)
	}
	p.ConfirmedBy, p.Remark = by.Staff, v.Remark
	if v.Refused {
		p.RefusedAt = now.UnixMilli()
		return p, nil
	}
	p.ConfirmedAt, p.ConfirmedMinutes = now.UnixMilli(), v.Minutes
	if v.Minutes == 0 {
		p.ConfirmedMinutes = p.Minutes
	}
	return p, nil
}

// PracticeSettled is what came of settling many entries.
type PracticeSettled struct {
	Done      int64 // entries
	Left      int64 // settled or changed by others meanwhile, or not this person's to settle
	Minutes   int64 // confirmed
	Completed int64 // enrolments that this completed
}

// SignOffAsk is a mentor's word that somebody masters a course.
type SignOffAsk struct {
	Staff  StaffID
	Course CourseID
	On     Day
}

// SignOff notes the mentor's word in the enrolment.
func (e Enrolment) SignOff(by StaffID, on, today Day) (Enrolment, error) {
	switch {
	case by == e.Staff:
		return e, Refuse("mentor", OwnWork)
	case e.MentorOn != "":
		return e, Refuse("mentor", SignedBefore)
	case !on.Valid():
		return e, Refuse("mentor_on", Missing)
	case on > today:
		return e, Refuse("mentor_on", InTheFuture)
	}
	e.MentorOn, e.Mentor = on, by
	return e, nil
}
