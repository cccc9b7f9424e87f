package app

// PastCompletion is a completion that an older system knows of.
type PastCompletion struct {
	Staff   Staff
	Course  Course
	On      Day
	Score   int64 // hundredths of a point
	Scored  bool
	Minutes int64     // 0: as the course has them
	Mode    ClassMode // empty: as the course is usually taught
}

// pastRule is what it took, as far as we can know: the older system says that it
// is done.
const pastRule = "attendance 100"

// leastMinutes is how long a class lasts of which nobody knows.
const leastMinutes = 60

// Held is the class the completion came of: one of a day, open no more.
func (p PastCompletion) Held() (Course, Class) {
	course := p.Course
	course.Rule = pastRule
	c := course.Class(p.On)
	c.Status = ClassArchived
	if p.Mode != "" {
		c.Mode = p.Mode
	}
	if c.Minutes = p.Minutes; c.Minutes == 0 {
		c.Minutes = max(course.Minutes, leastMinutes)
	}
	return course, c
}

// Check refuses what cannot have been.
func (p PastCompletion) Check(today Day) error {
	switch {
	case p.On > today:
		return Refuse("completed_on", InTheFuture)
	case p.Staff.ValidTo != "" && p.On > p.Staff.ValidTo:
		return &Refusal{Field: "staff_no", Reason: PersonLeft, Value: p.Staff.StaffNo}
	case p.Scored && (p.Score < 0 || p.Score > FullScore(p.Course.Full)):
		return &Refusal{Field: "class_points", Reason: ScoreTooHigh, Value: PointsText(FullScore(p.Course.Full))}
	case p.Minutes < 0 || p.Minutes > practiceMost:
		return Refuse("class_hours", Impossible)
	}
	return nil
}

// Enrolled is somebody in that class with his result. The day he came here may be
// later than the course: what he brought with him counts.
func (p PastCompletion) Enrolled(c Class, e Enrolment, by StaffID) (Enrolment, error) {
	c.Status = ClassAssessing
	who := p.Staff
	who.ValidFrom = ""
	r := ClassResult{Enrolment: e.ID, Attendance: Present, Score: p.Score, Scored: p.Scored}
	return c.TakeDown(e, r, who, Noting{By: by, On: p.On, Today: p.On})
}

// ParseClassMode reads how something was taught; ok is false for other words.
func ParseClassMode(text string) (mode ClassMode, ok bool) {
	if wordForm(text) == "" {
		return "", true
	}
	mode, ok = classModeWords()[wordForm(text)]
	return mode, ok
}

var classModeWords = words(map[ClassMode]string{
	Central:   "central centralised centralized 集中 集中培训 集中授课 集中办班",
	Decentral: "decentral decentralised decentralized 分散 分散培训 自学 岗位培训",
})
