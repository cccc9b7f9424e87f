package app

import (
	"fmt"
	"slices"
)

// TrainingPlanAsk is what a plan is made of: who is to complete what, in which
// month, and how many fit into one class.
type TrainingPlanAsk struct {
	Needs []TrainingNeed
	Month int64 // YYYYMM
	Most  int64 // people in a class; 0: as many as there are
}

// TrainingPlan is classes to be held and who goes where.
type TrainingPlan struct {
	Classes []PlannedClass
	Left    []NotTrained
	Before  TrainingHours // of all classes of the year
	Hours   TrainingHours // the same with this plan
}

// PlannedClass is a class to be opened and who is to be in it.
type PlannedClass struct {
	Class  Class
	Course Course
	People []TrainingPerson
}

// NotTrained is somebody for whom nothing is planned, and why.
type NotTrained struct {
	Name   string
	Course string
	Why    error
}

// TrainingHours are minutes of people in classes, by mode.
type TrainingHours struct{ Central, Decentral int64 }

// Add counts a class and how many are in it.
func (h *TrainingHours) Add(mode ClassMode, minutes int64) {
	if mode == Central {
		h.Central += minutes
	} else {
		h.Decentral += minutes
	}
}

// TooCentral reports whether training at work is not the greater part, as it is
// to be (分散培训为主，集中培训为辅).
func (h TrainingHours) TooCentral() bool { return h.Central > 0 && h.Central >= h.Decentral }

// PlannedMode is how a course is to be taught: as it says; else what belongs to
// the profession at work, all else in one room.
func (c Course) PlannedMode() ClassMode {
	switch {
	case c.Mode != "":
		return c.Mode
	case c.Category == "professional":
		return Decentral
	}
	return Central
}

// NumberOfClasses is the most classes that one plan opens.
const NumberOfClasses = 500

// classDay is how long a class lasts on one day.
const classDay = 8 * 60

// Plan makes a plan of what the matrix tells of the people asked for: classes
// per course, central ones on working days one after the other, those at work
// over the whole month. Who is in an open class of the course, has it, or left
// is left out.
func (m *TrainingMatrix) Plan(ask TrainingPlanAsk, calendar *Calendar) (TrainingPlan, error) {
	if len(ask.Needs) == 0 {
		return TrainingPlan{}, Refuse("learner", NobodyToTrain)
	}
	span := MonthSpan(ask.Month, 1)
	if span.From == "" || span.To < m.Today {
		return TrainingPlan{}, &Refusal{Field: "planned_on", Reason: BeforeToday, Value: string(span.To)}
	}
	if ask.Most < 0 {
		return TrainingPlan{}, Refuse("class_size", Impossible)
	}
	span.From = max(span.From, m.Today)
	days, _ := span.Working(calendar)
	if len(days) == 0 {
		return TrainingPlan{}, Refuse("planned_on", NoWorkingDay)
	}
	p := planningClasses{m: m, ask: ask, days: days}
	p.sort()
	for _, column := range m.columns {
		p.course(int(column))
	}
	if len(p.plan.Classes) > NumberOfClasses {
		return TrainingPlan{}, &Refusal{Field: "class_size", Reason: TooManyClasses, Value: fmt.Sprint(len(p.plan.Classes))}
	}
	return p.plan, nil
}

type planningClasses struct {
	m    *TrainingMatrix
	ask  TrainingPlanAsk
	days []Day         // the working days there are
	next int           // the first of them without a central class
	who  map[int][]int // of a course, the people
	at   map[int]int   // of a person, the place in the list
	plan TrainingPlan
}

// sort puts each need to its course and leaves out those that need no class.
func (p *planningClasses) sort() {
	m := p.m
	columns := make(map[CourseID]int, len(m.columns))
	for _, column := range m.columns {
		columns[m.courses[column].ID] = int(column)
	}
	seen := map[TrainingNeed]bool{}
	p.who, p.at = map[int][]int{}, make(map[int]int, len(m.rows))
	for i, row := range m.rows {
		p.at[int(row)] = i
	}
	for _, need := range p.ask.Needs {
		if seen[need] {
			continue
		}
		seen[need] = true
		at, known := m.places[need.Staff]
		row := int(at)
		column, offered := columns[need.Course]
		switch {
		case !known:
			p.plan.Left = append(p.plan.Left, NotTrained{Why: ErrNotFound})
		case !offered:
			p.leave(row, "", Refuse("course", NotActive))
		default:
			p.place(row, column)
		}
	}
}

func (p *planningClasses) place(row, column int) {
	m, course := p.m, p.m.courses[column]
	at, in := m.pending[row*len(m.courses)+column]
	switch {
	case m.people[row].Left:
		p.leave(row, course.Name, Refuse("learner", NotActive))
	case in:
		p.leave(row, course.Name, &Refusal{Field: "class", Reason: EnrolledAlready, Value: m.classes[at].Number})
	case m.lean(row, column).standing == StandingValid:
		p.leave(row, course.Name, Refuse("course", NothingLacking))
	default:
		p.who[column] = append(p.who[column], row)
	}
}

func (p *planningClasses) leave(row int, course string, why error) {
	p.plan.Left = append(p.plan.Left, NotTrained{Name: p.m.people[row].Name, Course: course, Why: why})
}

// course opens as many classes of a course as its people fill. Neighbours of the
// list stay together.
func (p *planningClasses) course(column int) {
	rows := p.who[column]
	slices.SortFunc(rows, func(a, b int) int { return p.at[a] - p.at[b] })
	classes := 1
	if most := int(p.ask.Most); most > 0 {
		classes = (len(rows) + most - 1) / most
	}
	for i := range classes {
		if part := rows[i*len(rows)/classes : (i+1)*len(rows)/classes]; len(part) > 0 {
			p.open(p.m.courses[column], part)
		}
	}
}

// open plans one class. Who will have left by its first day is not in it.
func (p *planningClasses) open(course Course, rows []int) {
	class := Class{
		Course: course.ID, Status: ClassPlanned, Mode: course.PlannedMode(), Minutes: course.Minutes, Seats: p.ask.Most,
		BeginsOn: p.days[0], EndsOn: p.days[len(p.days)-1],
	}
	if class.Mode == Central {
		lasts := max(1, int((course.Minutes+classDay-1)/classDay))
		from := p.next
		if from+lasts > len(p.days) {
			from = 0
		}
		class.BeginsOn, class.EndsOn = p.days[from], p.days[min(from+lasts, len(p.days))-1]
		p.next = from + lasts
	}
	planned := PlannedClass{Class: class, Course: course}
	for _, row := range rows {
		person := p.m.people[row]
		if !person.ActiveOn(class.BeginsOn) {
			p.leave(row, course.Name, Refuse("learner", NotActive))
			continue
		}
		planned.People = append(planned.People, person)
	}
	if len(planned.People) > 0 {
		p.plan.Classes = append(p.plan.Classes, planned)
		p.plan.Hours.Add(class.Mode, class.Minutes*int64(len(planned.People)))
	}
}
