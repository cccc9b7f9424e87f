package app

// Course is 课程: what is taught, and what completing it takes. Whoever completed it keeps what he had when any of this changes later.
type Course struct {
	ID             CourseID
	Area           Area
	Code           string
	Name           string
	NameEN         string    // empty: as Name
	Category       string    // code list course_category
	Subject        string    // code list course_subject
	Minutes        int64     // of teaching (学时, shown in hours)
	ValidityMonths int64     // 0: for good
	Mode           ClassMode // how it is usually taught
	Rule           string    // what completing it takes; see ParseCompletionRule
	Full           int64     // the full score, hundredths of a point; 0: 100 points
	About          string    // contents and material
	Source         string
	EndedOn        Day   // offered until; empty: on
	WithdrawnAt    int64 // Unix ms; 0 while in use
	Seen           Seen
}

// CourseID names one.
type CourseID = ID[Course]

// CoursePost says that a post requires a course (岗位必修).
type CoursePost struct {
	ID           CoursePostID
	Area         Area
	Course       CourseID
	Post         string // code list post
	WithinMonths int64  // after coming to the post; 0: at once
	FromOn       Day
	ToOn         Day
	Source       string
	WithdrawnAt  int64 // Unix ms; 0 while in use
	Seen         Seen
}

// CoursePostID names one.
type CoursePostID = ID[CoursePost]
