package app

// Qualification is 岗位资格: what makes somebody qualified for posts – training, study and practice (培训、学习、实践).
type Qualification struct {
	ID                   QualificationID
	Area                 Area
	Code                 string
	Name                 string
	NameEN               string
	Posts                string // code list post, with commas between
	Courses              string // codes of courses to be valid, with commas between
	StudyMinutes         int64  // of confirmed self-study
	PracticeMinutes      int64  // of confirmed practice
	RenewStudyMinutes    int64  // since it was last granted, to be granted again
	RenewPracticeMinutes int64
	ValidityMonths       int64 // 0: for good
	FromOn               Day
	ToOn                 Day
	Source               string
	WithdrawnAt          int64 // Unix ms; 0 while in use
	Seen                 Seen
}

// QualificationID names one.
type QualificationID = ID[Qualification]

// Qualified is that a qualification was granted to somebody (认定). It is never changed, only withdrawn.
type Qualified struct {
	ID            QualifiedID
	Area          Area
	Staff         StaffID
	Qualification QualificationID
	FromOn        Day
	UntilOn       Day    // the last day of validity; empty: for good
	Because       string // the parts as they stood, for the record
	GrantedBy     StaffID
	GrantedAt     int64
	Reason        string // why it was withdrawn
	WithdrawnAt   int64  // Unix ms; 0 while in use
	Seen          Seen
}

// QualifiedID names one.
type QualifiedID = ID[Qualified]

// QualificationList is the list of qualifications of a day, frozen for the appraisal (考评).
type QualificationList struct {
	ID          QualificationListID
	Area        Area
	Title       string
	OnDay       Day
	Body        string // JSON; see QualificationListRow
	Hash        []byte // SHA-256 of the body
	By          StaffID
	MadeAt      int64
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// QualificationListID names one.
type QualificationListID = ID[QualificationList]
