package app

import "slices"

// ClassStatuses are the statuses in the order of a class's life.
func ClassStatuses() []ClassStatus {
	return []ClassStatus{ClassPlanned, ClassEnrolling, ClassRunning, ClassAssessing, ClassRecognised, ClassArchived, ClassCancelled}
}

// ClassesOpen are the statuses in which something is still to be done.
func ClassesOpen() []ClassStatus {
	return []ClassStatus{ClassPlanned, ClassEnrolling, ClassRunning, ClassAssessing}
}

// classNext lists where a class may go from each status, the usual step first.
var classNext = map[ClassStatus][]ClassStatus{
	ClassPlanned:    {ClassEnrolling, ClassRunning, ClassCancelled},
	ClassEnrolling:  {ClassRunning, ClassPlanned, ClassCancelled},
	ClassRunning:    {ClassAssessing, ClassCancelled},
	ClassAssessing:  {ClassRecognised, ClassRunning, ClassCancelled},
	ClassRecognised: {ClassArchived, ClassAssessing},
}

// Next are the statuses a class may go to, the usual step first.
func (s ClassStatus) Next() []ClassStatus { return slices.Clone(classNext[s]) }

// Move takes a class to a status. To cancel it needs a reason.
func (c Class) Move(to ClassStatus, reason string, today Day) (Class, error) {
	switch {
	case !c.Open():
		return c, &Refusal{Field: "class", Reason: ClassClosed, Value: string(c.Status)}
	case !slices.Contains(classNext[c.Status], to):
		return c, Refuse("status", ClassNotFromHere)
	case to == ClassCancelled && reason == "":
		return c, Refuse("reason", NeedsReason)
	case to == ClassRunning && today < c.BeginsOn:
		return c, &Refusal{Field: "status", Reason: NotBegun, Value: string(c.BeginsOn)}
	}
	c.Status = to
	if to == ClassCancelled {
		c.Reason = reason
	}
	return c, nil
}

// Gone is the status after results were noted on a day: a class with results
// has begun, and once its days are over it is assessed.
func (c Class) Gone(today Day) ClassStatus {
	switch {
	case c.Status != ClassPlanned && c.Status != ClassEnrolling && c.Status != ClassRunning:
		return c.Status
	case c.EndsOn <= today:
		return ClassAssessing
	}
	return ClassRunning
}

// UsualMode is how a course is taught when nothing else is said: professional
// knowledge at work, the rest in one room (论文 2.4).
func (c Course) UsualMode() ClassMode {
	switch {
	case c.Mode != "":
		return c.Mode
	case c.Category == "professional":
		return Decentral
	}
	return Central
}

// Class is a class of the course as it is usually held: what is taught in one
// room for the basics and the skills by somebody hired for it (聘请专业人员
// 集中授课), everything else by one's own people.
func (c Course) Class(on Day) Class {
	class := Class{
		Course: c.ID, Status: ClassPlanned, Mode: c.UsualMode(), LecturerKind: "internal", BeginsOn: on, EndsOn: on, Minutes: c.Minutes,
		Rule: c.Rule, ValidityMonths: c.ValidityMonths, Full: c.Full,
	}
	if class.Mode == Central && c.Category != "professional" {
		class.LecturerKind = ExternalLecturer
	}
	return class
}

// ExternalLecturer is the code of a lecturer who is no one of the company.
const ExternalLecturer = "external"

// seatsMost is the most seats a class has.
const seatsMost = 2000

// Check refuses a class that could not be held.
func (c Class) Check() error {
	switch {
	case c.Course.IsZero():
		return Refuse("course", Missing)
	case !slices.Contains([]ClassMode{Central, Decentral}, c.Mode):
		return Refuse("class_mode", Missing)
	case c.BeginsOn == "":
		return Refuse("begins_on", Missing)
	case !c.BeginsOn.Valid():
		return Refuse("begins_on", Malformed)
	case c.EndsOn != "" && !c.EndsOn.Valid():
		return Refuse("ends_on", Malformed)
	case c.EndsOn < c.BeginsOn:
		return Refuse("ends_on", EndsBeforeStart)
	case c.ToMinute != 0 && c.ToMinute <= c.FromMinute:
		return Refuse("class_to", EndsBeforeStart)
	case c.Minutes <= 0:
		return Refuse("class_hours", Missing)
	case c.Minutes > practiceMost:
		return Refuse("class_hours", Impossible)
	case c.Seats < 0 || c.Seats > seatsMost:
		return Refuse("seats", Impossible)
	case c.FeeFen < 0:
		return Refuse("fee", Impossible)
	}
	return nil
}
