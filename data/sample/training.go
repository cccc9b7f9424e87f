package sample

import (
	"math/rand/v2"
	"slices"

	"lamplighter/app"
)

// Lesson is a class of a course: who is in it, and what was written down of
// whom. Its pupils are places among the managers and, behind them, the
// colleagues.
type Lesson struct {
	Course  string // its code
	Class   app.Class
	Days    int // before today it was planned
	Pupils  []int
	Results map[int]app.ClassResult // by pupil
	NotedOn app.Day
}

// teaching is a course as it is taught here.
type teaching struct {
	course, lecturer, unit, place string
	fee                           int64 // yuan
	posts                         []string
}

var teachings = []teaching{
	{"service", "文雅静", "攀枝花市职业技术学校", "公司三楼培训室", 3600, []string{"counter", "account_manager", "area_manager", "repair"}},
	{"policy", "徐明礼", "省电力培训中心", "公司三楼培训室", 4200, []string{"counter", "account_manager", "area_manager", "supervisor", "connection"}},
	{"safety", "", "", "安全教育室", 0, []string{"area_manager", "repair", "meter_fitter"}},
	{"connection", "", "", "业扩班现场", 0, []string{"counter", "account_manager", "connection"}},
	{"usage", "徐明礼", "省电力培训中心", "公司三楼培训室", 4200, []string{"account_manager"}},
	{"reading", "", "", "营业班现场", 0, []string{"account_manager", "area_manager", "reading"}},
	{"writing", "宋知远", "县委党校", "公司三楼培训室", 2400, []string{"account_manager", "supervisor", "counter", "area_manager"}},
	{"marketing", "", "", "营业厅现场", 0, []string{"account_manager"}},
}

// Lessons are the classes of three years and of the coming month, the first
// first. Courses are those of the file, by code.
func (c *County) Lessons(courses map[string]app.Course) []Lesson {
	if c.Quiet {
		return nil
	}
	s := schooling{c: c, r: rand.New(rand.NewPCG(c.seed, 0x7a11)), courses: courses, today: app.DayOf(c.now)}
	for ago := 35; ago > 0; ago-- { // a class a month, of one course after the other
		s.past(ago, teachings[(35-ago)%len(teachings)])
	}
	s.expiring()
	s.present()
	slices.SortStableFunc(s.out, func(a, b Lesson) int { return cmpDays(a.Class.BeginsOn, b.Class.BeginsOn) })
	return s.out
}

func cmpDays(a, b app.Day) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

type schooling struct {
	c       *County
	r       *rand.Rand
	courses map[string]app.Course
	today   app.Day
	out     []Lesson
}

// pupils are up to so many of those a course is for, who worked here on a day.
func (s *schooling) pupils(t teaching, on app.Day, most int) []int {
	var out []int
	add := func(at int, who app.Staff) {
		if slices.Contains(t.posts, who.Post) && who.ActiveOn(on) {
			out = append(out, at)
		}
	}
	for i, m := range s.c.Managers {
		add(i, m)
	}
	for i, m := range s.c.Colleagues {
		add(len(s.c.Managers)+i, m.Staff)
	}
	s.r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	out = out[:min(len(out), most)]
	slices.Sort(out)
	return out
}

// hold adds a class; false when the file has no such course.
func (s *schooling) hold(t teaching, on app.Day, days, most int, status app.ClassStatus) (*Lesson, bool) {
	course, known := s.courses[t.course]
	if !known {
		return nil, false
	}
	class := course.Class(on)
	class.EndsOn, class.Status, class.Place = on.AddDays(days-1), status, t.place
	class.FromMinute, class.ToMinute, class.Seats = 9*60, 17*60, int64(max(20, most))
	if class.Mode == app.Decentral {
		class.FromMinute, class.ToMinute, class.Seats = 0, 0, 0
	}
	class.LecturerKind = "internal"
	if t.lecturer != "" {
		class.LecturerKind, class.Lecturer, class.LecturerUnit, class.FeeFen = app.ExternalLecturer, t.lecturer, t.unit, t.fee*100
		class.Contract = "PXHT-" + string(on[:4]) + "-" + t.course
	}
	s.out = append(s.out, Lesson{Course: t.course, Class: class, Days: 20, Pupils: s.pupils(t, on, most), Results: map[int]app.ClassResult{}, NotedOn: class.EndsOn})
	return &s.out[len(s.out)-1], true
}

// past is a class that was held, noted and archived.
func (s *schooling) past(monthsAgo int, t teaching) {
	on := workday(s.today.AddMonths(-monthsAgo).AddDays(s.r.IntN(9)))
	length := 1
	if s.courses[t.course].Minutes > 480 {
		length = 10
	}
	if on.AddDays(length) >= s.today {
		return
	}
	status := app.ClassArchived
	if monthsAgo < 3 {
		status = app.ClassRecognised
	}
	if l, is := s.hold(t, on, length, 6+s.r.IntN(7), status); is {
		s.note(l, l.Pupils)
	}
}

// workday is a day or, for one of a weekend, the Monday behind it.
func workday(day app.Day) app.Day {
	for day.Weekday() == 0 || day.Weekday() == 6 {
		day = day.AddDays(1)
	}
	return day
}

// note writes down what came of people: most were there, most of these passed.
func (s *schooling) note(l *Lesson, who []int) {
	rule, err := app.ParseCompletionRule(l.Class.Rule)
	if err != nil {
		return
	}
	full := app.FullScore(l.Class.Full) / 100
	for _, pupil := range who {
		r := app.ClassResult{Attendance: app.Present}
		switch s.r.IntN(14) {
		case 0:
			r = app.ClassResult{Attendance: app.Absent, Reason: pick(s.r, []string{"", "抢修任务", "值班"})}
		case 1:
			r = app.ClassResult{Attendance: app.Excused, Reason: pick(s.r, []string{"病假", "年休假", "产假"})}
		case 2:
			r = app.ClassResult{Attendance: app.Partly, Minutes: l.Class.Minutes * int64(5+s.r.IntN(4)) / 10}
		}
		if rule.Asks(app.NeedScore) && r.Attendance != app.Absent && r.Attendance != app.Excused {
			points := 62 + s.r.Int64N(37)
			if s.r.IntN(9) == 0 {
				points = 38 + s.r.Int64N(20)
			}
			r.Score, r.Scored = points*full, true
		}
		r.Assignment = r.Attendance == app.Present && rule.Asks(app.NeedAssignment) && s.r.IntN(12) > 0
		l.Results[pupil] = r
	}
}

// expiring are classes whose validity ends in the next 7, 30 and 90 days, and
// some that ended lately, for people who were not taught the same since.
func (s *schooling) expiring() {
	for _, t := range []teaching{teachings[0], teachings[1], teachings[2]} {
		for i, left := range []int{4, 22, 75, -30} {
			on := s.today.AddDays(left + i).AddMonths(-int(s.courses[t.course].ValidityMonths))
			l, is := s.hold(t, on, 1, 99, app.ClassArchived)
			if !is {
				continue
			}
			since := s.taughtSince(t.course, on)
			l.Pupils = slices.DeleteFunc(l.Pupils, func(pupil int) bool { return since[pupil] })
			if len(l.Pupils) == 0 {
				s.out = s.out[:len(s.out)-1]
				continue
			}
			l.Pupils = l.Pupils[:min(len(l.Pupils), 3)]
			l.Class.Seats = 20
			s.note(l, l.Pupils)
		}
	}
}

// taughtSince are those in a class of a course after a day, and in any that is
// told here already.
func (s *schooling) taughtSince(course string, on app.Day) map[int]bool {
	since := map[int]bool{}
	for _, l := range s.out[:len(s.out)-1] {
		if l.Course == course && (l.Class.BeginsOn > on || l.Class.BeginsOn.AddDays(120) > on) {
			for _, pupil := range l.Pupils {
				since[pupil] = true
			}
		}
	}
	return since
}

// present is what is under way: a class of yesterday that nobody marked yet, one
// with half of its scores, one at work, some that come and one that was called
// off.
func (s *schooling) present() {
	writing, service, connection := teachings[6], teachings[0], teachings[3]
	s.hold(writing, s.today.AddDays(-1), 1, 20, app.ClassRunning)
	if l, is := s.hold(service, workday(s.today.AddDays(-6)), 1, 14, app.ClassAssessing); is {
		s.note(l, l.Pupils[:len(l.Pupils)/2])
	}
	s.hold(connection, workday(s.today.AddDays(-12)), 30, 8, app.ClassRunning)
	s.hold(service, workday(s.today.AddDays(9)), 1, 12, app.ClassEnrolling)
	s.hold(teachings[2], workday(s.today.AddDays(16)), 1, 15, app.ClassPlanned)
	s.hold(teachings[1], workday(s.today.AddDays(26)), 1, 10, app.ClassPlanned)
	if l, is := s.hold(teachings[4], workday(s.today.AddDays(-20)), 1, 8, app.ClassCancelled); is {
		l.Class.Reason = "讲师因公出差，改期"
	}
}
