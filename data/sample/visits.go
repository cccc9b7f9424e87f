package sample

import (
	"math/rand/v2"
	"time"

	"lamplighter/app"
)

// Segment is where a customer of the county belongs: organisations by what they
// are, and the few people in special care; empty for the others.
func Segment(c app.Customer) string {
	switch {
	case c.ImportantGrade != "":
		return "important"
	case c.Class == "hv":
		return "hv_industry"
	case c.Industry == "":
		if c.Care != "" {
			return "care"
		}
		return ""
	}
	switch c.Industry[0] {
	case 'A':
		return "agriculture"
	case 'P', 'Q', 'S', 'D':
		return "public"
	}
	return "lv_business"
}

// segmentMonths is how many months lie between two visits to a customer.
var segmentMonths = map[string]int{"important": 3, "hv_industry": 3, "public": 6, "agriculture": 6, "care": 6, "lv_business": 12}

// Going is one visit of the county, planned or made.
type Going struct {
	Visit   app.Visit // without ids
	Planned time.Time // when it was put into the plan
}

// visitDays is how far back the visits of the county go.
const visitDays = 730

// Visits invents two years of visits to a customer in the rhythm of his
// segment, the next of which may be planned, late or still to be planned. They
// do not take from the chance that the other records are made of.
func (c *County) Visits(e Entry, working func(app.Day) bool) []Going {
	months := segmentMonths[e.Draft.Customer.Segment]
	if c.Quiet || months == 0 {
		return nil
	}
	r := rand.New(rand.NewPCG(uint64(c.made), 0x5a1f))
	today := app.DayOf(c.now)
	day := today.AddDays(-visitDays + r.IntN(30*months))
	var out []Going
	for ; day < today; day = day.AddMonths(months).AddDays(r.IntN(21) - 10) {
		on, status := workingFrom(r, day, working), app.VisitArchived
		if on >= today { // the holidays before today put it off
			status = app.VisitPlanned
		}
		out = append(out, going(r, on, e, status))
	}
	if n := len(out); n > 0 && r.IntN(6) == 0 {
		out = out[:n-1] // nobody came the last time
	}
	switch chance := r.IntN(20); {
	case chance < 9 && day < today.AddDays(35):
		out = append(out, going(r, workingFrom(r, day, working), e, app.VisitPlanned))
	case chance == 9:
		out = append(out, going(r, workingFrom(r, today.AddDays(-2-r.IntN(12)), working), e, app.VisitPlanned))
	}
	return out
}

// workingFrom is the day, or one of the next that are worked.
func workingFrom(r *rand.Rand, day app.Day, working func(app.Day) bool) app.Day {
	for !working(day) {
		day = day.AddDays(1 + r.IntN(5))
	}
	return day
}

func going(r *rand.Rand, on app.Day, e Entry, status app.VisitStatus) Going {
	v := app.Visit{
		Month: app.MonthOf(on), PlannedOn: on, FirstOn: on, Basis: "rhythm", Status: status, Channel: app.OnSite,
		Purposes: pick(r, []string{"needs", "needs,policy", "needs,advice", "policy,promotion", "complaints", "needs,promotion"}),
	}
	if r.IntN(7) == 0 {
		v.FirstOn, v.Moves, v.Reason = on.AddDays(-7), 1, pick(r, []string{"客户出差，改期", "暴雨道路中断", "客户检修设备，约定延后", "抢修任务冲突"})
	}
	if e.Draft.Customer.Segment == "lv_business" || e.Draft.Customer.Segment == "agriculture" {
		v.Channel = pick(r, []app.VisitChannel{app.OnSite, app.OnSite, app.ByTelephone, app.Online})
	}
	if status != app.VisitPlanned {
		v.VisitedOn, v.Met = on, e.Draft.Contact.Name
		began := on.Time().Add(time.Duration(8*60+30+r.IntN(7*60)) * time.Minute)
		v.BeganAt, v.EndedAt = began.UnixMilli(), began.Add(time.Duration(20+r.IntN(40))*time.Minute).UnixMilli()
		v.EnteredAt = v.EndedAt
		v.Satisfaction = pick(r, []int64{0, 3, 4, 4, 5, 5, 5})
	}
	return Going{Visit: v, Planned: on.AddDays(-10 - r.IntN(15)).Time().Add(10 * time.Hour)}
}
