package sample

import "lamplighter/app"

// Qualifying is how somebody came by what a qualification takes, and when it was
// granted to him.
type Qualifying struct {
	Courses []CourseDone
	Entries []app.Practice
	GrantOn app.Day // empty: not granted
}

// CourseDone is a course completed before this file was kept.
type CourseDone struct {
	Code    string
	On      app.Day
	UntilOn app.Day
}

// managerCourses are the courses of a customer manager's qualification, with the
// months each is valid for.
var managerCourses = []struct {
	code   string
	months int64
}{{"policy", 36}, {"usage", 36}, {"marketing", 0}, {"reading", 36}, {"connection", 36}, {"writing", 0}, {"service", 24}}

// manners are the ways managers stand, one after the other: in how many days the
// grant ends, or where they are on the way to one.
var manners = []struct {
	endsIn  int
	renewed bool // all is there to renew it
	granted bool
	lacking int // so many of the courses are not completed yet
}{
	{endsIn: 400, granted: true},
	{endsIn: 5, granted: true},
	{endsIn: 21, granted: true, renewed: true},
	{endsIn: 70, granted: true},
	{endsIn: 700},
	{endsIn: -12, granted: true},
	{endsIn: 640, lacking: 3},
	{endsIn: 200, granted: true},
}

// Qualify invents how the manager of a place in the list of managers stands.
func (c *County) Qualify(at int) Qualifying {
	m := manners[at%len(manners)]
	today := app.DayOf(c.now)
	service := today.AddDays(m.endsIn).AddMonths(-24) // what ends first, so that the grant ends with it
	var q Qualifying
	for i, k := range managerCourses[m.lacking:] {
		on := service.AddDays(-i % 3)
		if k.code == "service" {
			on = service
		}
		q.Courses = append(q.Courses, CourseDone{k.code, on, app.ValidUntil(on, k.months)})
	}
	q.Entries = logged(service.AddDays(-200), 24, 110)
	if m.granted {
		q.GrantOn = service.AddDays(3)
	}
	if m.renewed {
		for _, k := range managerCourses {
			q.Courses = append(q.Courses, CourseDone{k.code, today.AddDays(-9), app.ValidUntil(today.AddDays(-9), k.months)})
		}
		q.Entries = append(q.Entries, logged(today.AddDays(-120), 14, 100)...)
	}
	return q
}

// logged are so many confirmed entries of practice and study from a day on, one
// a week, each of so many minutes or twice that.
func logged(from app.Day, count int, minutes int64) []app.Practice {
	var out []app.Practice
	for i := range count {
		p := app.Practice{Kind: app.SelfStudy, DoneOn: from.AddDays(7 * i), Minutes: minutes, What: "自学《供电营业规则》及案例"}
		if i%2 == 0 {
			p.Kind, p.Minutes, p.What = app.OnTheJob, 2*minutes, "跟班办理业扩报装，现场勘查与答复方案"
		}
		out = append(out, p)
	}
	return out
}
