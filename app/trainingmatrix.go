package app

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"strings"
)

// TrainingFilter narrows what people have of courses. Its first part chooses
// whom and which courses, its second which of their cells.
type TrainingFilter struct {
	Unit     OrgUnitID // with the units below it; zero: all
	Post     string    // code list post
	Category string    // code list course_category
	Course   CourseID
	Text     string // in a name or a staff number
	Left     bool   // those who left, too

	State    TrainingState // cells of one state; "": any
	Due      TrainingDue   // gaps that fall due then; "": any
	OnlyGaps bool          // people and courses without a gap are left out
}

// TrainingDue is when a gap falls due.
type TrainingDue string

// The times, the most urgent first. Those ahead hold one another: what is due
// within a week is so within a month. What is overdue is in none of them.
const (
	DueOverdue TrainingDue = "overdue"
	Due7       TrainingDue = "7"
	Due30      TrainingDue = "30"
	Due90      TrainingDue = "90"
)

// TrainingDues are all there are.
func TrainingDues() []TrainingDue { return []TrainingDue{DueOverdue, Due7, Due30, Due90} }

// days is how far ahead a time looks.
func (d TrainingDue) days() int32 {
	for i, due := range []TrainingDue{Due90, Due30, Due7} {
		if d == due {
			return int32(ExpiryMarks[i])
		}
	}
	return 0
}

// TrainingState is how a course stands with somebody, in one word.
type TrainingState string

// The states, the most urgent first.
const (
	StateExpired     TrainingState = "expired"
	StateLacking     TrainingState = "lacking"
	StateExpiring    TrainingState = "expiring"
	StateEnrolled    TrainingState = "enrolled" // a gap, and in an open class
	StateValid       TrainingState = "valid"
	StateExtra       TrainingState = "extra"        // valid, though the post does not require it
	StateNotRequired TrainingState = "not_required" // and not had
)

// TrainingStates are all there are.
func TrainingStates() []TrainingState {
	return []TrainingState{StateExpired, StateLacking, StateExpiring, StateEnrolled, StateValid, StateExtra, StateNotRequired}
}

// TrainingPerson is somebody as lists of training show him.
type TrainingPerson struct {
	Staff
	UnitName string
	UnitCode string
	Left     bool // no longer works here: nothing is required of him
}

// OpenClass is a class that somebody is in, as far as its outcome is open.
type OpenClass struct {
	ID       ClassID
	Number   string
	BeginsOn Day
}

// Pending reports whether somebody is in the class and its outcome still open.
func (e Enrolment) Pending(class ClassStatus) bool {
	return e.WithdrawnAt == 0 && e.Attendance != TakenOff && e.Outcome == OutcomeOpen &&
		slices.Contains([]ClassStatus{ClassPlanned, ClassEnrolling, ClassRunning, ClassAssessing}, class)
}

// TrainingCell is one person and one course.
type TrainingCell struct {
	Required bool
	Standing Standing
	Until    Day        // the last day of validity; empty: for good, or never completed
	Days     int64      // from today to that day
	Due      Day        // of a gap: by when it is to be closed; empty: at once
	Overdue  bool       // of a gap
	Class    *OpenClass // where it is to be completed next; nil: nowhere
}

// Gap reports whether something required is not valid, or not for long.
func (c TrainingCell) Gap() bool { return c.Required && c.Standing != StandingValid }

// State is the one word for it.
func (c TrainingCell) State() TrainingState {
	switch {
	case c.Class != nil && c.Standing != StandingValid:
		return StateEnrolled
	case !c.Required && (c.Standing == StandingNone || c.Standing == StandingExpired):
		return StateNotRequired
	case !c.Required:
		return StateExtra
	case c.Standing == StandingNone:
		return StateLacking
	}
	return TrainingState(c.Standing)
}

// TrainingMatrix is what people have of courses: a row a person, a column a
// course. It keeps a number for each cell and tells the rest when it is asked.
type TrainingMatrix struct {
	Today Day

	people  []TrainingPerson
	courses []Course            // those no longer offered, too
	places  map[StaffID]int32   // of the people
	untils  []int32             // row by row: the number of the last day; 0: never completed
	byPost  map[string][]uint16 // for each course the place of its requirement + 1; 0: none
	needs   [][]uint16          // those of each person
	posts   []CoursePost
	classes []OpenClass
	pending map[int]int // the cell to the place of its class
	today   int32

	rows, columns []int32 // what is shown, in its order
}

// forGood is the last day of what never expires.
const forGood = math.MaxInt32

// NewTrainingMatrix is a matrix of these courses without anybody yet; what is no
// longer offered has no column. People are added row by row, before anything is
// asked.
func NewTrainingMatrix(today Day, courses []Course, posts []CoursePost) *TrainingMatrix {
	m := &TrainingMatrix{
		Today: today, courses: courses, places: map[StaffID]int32{}, byPost: map[string][]uint16{}, pending: map[int]int{}, today: dayNumber(today),
	}
	for i, c := range courses {
		if c.Offered(today) {
			m.columns = append(m.columns, int32(i))
		}
	}
	for _, p := range posts {
		if at := m.column(p.Course); at >= 0 && p.RequiredOn(p.Post, today) {
			m.require(p, at)
		}
	}
	return m
}

// require notes a requirement; of two for the same post the shorter holds.
func (m *TrainingMatrix) require(p CoursePost, column int) {
	of := m.byPost[p.Post]
	if of == nil {
		of = make([]uint16, len(m.courses))
		m.byPost[p.Post] = of
	}
	if was := of[column]; was > 0 && m.posts[was-1].WithinMonths <= p.WithinMonths {
		return
	}
	m.posts = append(m.posts, p)
	of[column] = uint16(len(m.posts))
}

func (m *TrainingMatrix) column(id CourseID) int {
	return slices.IndexFunc(m.courses, func(c Course) bool { return c.ID == id })
}

// AllCourses are the courses that somebody may have completed, in the order of
// Completed: those no longer offered, too.
func (m *TrainingMatrix) AllCourses() []Course { return m.courses }

// Add takes a person on as the next row.
func (m *TrainingMatrix) Add(p TrainingPerson) {
	p.Left = p.WithdrawnAt != 0 || p.ValidTo != "" && p.ValidTo < m.Today
	m.places[p.ID] = int32(len(m.people))
	m.rows = append(m.rows, int32(len(m.people)))
	m.people = append(m.people, p)
	var needs []uint16
	if !p.Left {
		needs = m.byPost[p.Post]
	}
	m.needs = append(m.needs, needs)
	m.untils = append(m.untils, make([]int32, len(m.courses))...)
}

// Completed notes that the person added last completed a course, valid until a
// day; no day is for good. The latest of several counts.
func (m *TrainingMatrix) Completed(course int, until Day) {
	cell := &m.untils[(len(m.people)-1)*len(m.courses)+course]
	n := int32(forGood)
	if until != "" {
		n = dayNumber(until)
	}
	*cell = max(*cell, n)
}

// Empty is a matrix of the same courses without anybody.
func (m *TrainingMatrix) Empty() *TrainingMatrix {
	empty := *m
	empty.places, empty.pending = map[StaffID]int32{}, map[int]int{}
	empty.rows, empty.people, empty.needs, empty.untils, empty.classes = nil, nil, nil, nil, nil
	return &empty
}

// Join takes on the people of another matrix of the same courses.
func (m *TrainingMatrix) Join(other *TrainingMatrix) {
	for _, p := range other.people {
		m.places[p.ID] = int32(len(m.people))
		m.rows = append(m.rows, int32(len(m.people)))
		m.people = append(m.people, p)
	}
	m.needs = append(m.needs, other.needs...)
	m.untils = append(m.untils, other.untils...)
}

// Of is the matrix of the people a filter chooses, with no class noted: the rest
// stays shared with the whole. Units are those below the filter's, itself among
// them.
func (m *TrainingMatrix) Of(f TrainingFilter, units []OrgUnitID) *TrainingMatrix {
	some := *m
	some.pending, some.classes = map[int]int{}, nil
	some.rows = slices.DeleteFunc(slices.Clone(m.rows), func(row int32) bool {
		p := &m.people[row]
		return p.Left && !f.Left || f.Post != "" && p.Post != f.Post || !f.Unit.IsZero() && !slices.Contains(units, p.Unit) ||
			!strings.Contains(p.Name, f.Text) && !strings.Contains(p.StaffNo, f.Text)
	})
	return &some
}

// Only is the matrix of some of the people, in their order; of the others it
// knows nothing.
func (m *TrainingMatrix) Only(who map[StaffID]bool) *TrainingMatrix {
	some, width := m.Empty(), len(m.courses)
	for _, row := range m.rows {
		p := m.people[row]
		if !who[p.ID] {
			continue
		}
		some.places[p.ID] = int32(len(some.people))
		some.rows = append(some.rows, int32(len(some.people)))
		some.people, some.needs = append(some.people, p), append(some.needs, m.needs[row])
		some.untils = append(some.untils, m.untils[int(row)*width:int(row+1)*width]...)
	}
	return some
}

// InClass notes that somebody is in an open class; of several the first.
func (m *TrainingMatrix) InClass(who StaffID, course CourseID, c OpenClass) {
	row, asked := m.places[who]
	at := m.column(course)
	if !asked || at < 0 {
		return
	}
	cell := int(row)*len(m.courses) + at
	if was, there := m.pending[cell]; there && m.classes[was].BeginsOn <= c.BeginsOn {
		return
	}
	if n := len(m.classes); n == 0 || m.classes[n-1] != c {
		m.classes = append(m.classes, c)
	}
	m.pending[cell] = len(m.classes) - 1
}

// Sort puts the people of a unit together, by staff number; whoever has the same,
// in the order in which they were taken down.
func (m *TrainingMatrix) Sort() {
	slices.SortFunc(m.rows, func(a, b int32) int {
		x, y := &m.people[a], &m.people[b]
		return cmp.Or(cmp.Compare(x.UnitCode, y.UnitCode), cmp.Compare(x.StaffNo, y.StaffNo), bytes.Compare(x.ID[:], y.ID[:]))
	})
}

// Rows is how many people are shown.
func (m *TrainingMatrix) Rows() int { return len(m.rows) }

// Columns is how many courses are shown.
func (m *TrainingMatrix) Columns() int { return len(m.columns) }

// Person is who stands in a row.
func (m *TrainingMatrix) Person(row int) *TrainingPerson { return &m.people[m.rows[row]] }

// Course is what stands over a column.
func (m *TrainingMatrix) Course(column int) *Course { return &m.courses[m.columns[column]] }

// Cell is one person and one course.
func (m *TrainingMatrix) Cell(row, column int) TrainingCell {
	person, course := int(m.rows[row]), int(m.columns[column])
	l := m.lean(person, course)
	c := TrainingCell{Required: l.need > 0, Standing: l.standing}
	if at, in := m.pending[person*len(m.courses)+course]; in {
		c.Class = &m.classes[at]
	}
	if l.until > 0 && l.until < forGood {
		c.Until, c.Days = dayNumbered(int(l.until)), int64(l.until-m.today)
	}
	if c.Gap() {
		due := m.due(person, l)
		c.Due, c.Overdue = dayOfNumber(due), due < m.today
	}
	return c
}

// Holders counts for each course who of those at work has completed it.
func (m *TrainingMatrix) Holders() map[CourseID]CourseHolders {
	counts := make([]CourseHolders, len(m.courses))
	for person, p := range m.people {
		if p.Left || p.ValidFrom > m.Today {
			continue
		}
		for course := range counts {
			counts[course].add(standingOf(m.untils[person*len(m.courses)+course], m.today))
		}
	}
	holders := make(map[CourseID]CourseHolders, len(counts))
	for i, n := range counts {
		if n != (CourseHolders{}) {
			holders[m.courses[i].ID] = n
		}
	}
	return holders
}

// leanCell is a cell in numbers, for going through all of them.
type leanCell struct {
	need     uint16 // the place of the requirement + 1; 0: not required
	standing Standing
	until    int32
}

func (m *TrainingMatrix) lean(person, course int) leanCell {
	l := leanCell{until: m.untils[person*len(m.courses)+course]}
	if needs := m.needs[person]; needs != nil {
		l.need = needs[course]
	}
	l.standing = standingOf(l.until, m.today)
	return l
}

func (l leanCell) gap() bool { return l.need > 0 && l.standing != StandingValid }

// standingOf is StandingOn in numbers of days.
func standingOf(until, today int32) Standing {
	switch {
	case until == 0:
		return StandingNone
	case until < today:
		return StandingExpired
	case until-today <= RenewalDays:
		return StandingExpiring
	}
	return StandingValid
}

// due is the day a gap is to be closed by: the last of its validity, for
// somebody new in the post the end of the time he is given; 0: at once.
func (m *TrainingMatrix) due(person int, l leanCell) int32 {
	return max(l.until, dayNumber(m.posts[l.need-1].DueFor(m.people[person].Staff)))
}

// dayNumber counts a day from 1970 on; 0 for no day.
func dayNumber(d Day) int32 {
	n, _ := d.number()
	return int32(n)
}

func dayOfNumber(n int32) Day {
	if n == 0 {
		return ""
	}
	return dayNumbered(int(n))
}
