package sample

import (
	"math/rand/v2"
	"time"

	"lamplighter/app"
)

// Worked is a visit or case of a manager that he may log as practice; neither
// is a day of study.
type Worked struct {
	On    app.Day
	Visit app.VisitID
	Case  app.CaseID
}

// Logged is one entry of the log: for which course, asked of whom, and what the
// mentor said of it.
type Logged struct {
	Draft   app.PracticeDraft // without course and mentor
	Course  string            // code; "": practice in general
	Mentor  int               // index into Managers
	Settled bool
	Verdict app.PracticeVerdict
	After   time.Duration // from the day to the mentor's word
}

var (
	learnedOnVisits = []struct{ course, what string }{
		{"usage", "走访中了解生产工序、班次与负荷特点，整理用电特性"},
		{"marketing", "与客户梳理用电需求，草拟服务建议"},
		{"marketing", "分析客户所处行业与用能趋势，形成走访小结"},
		{"", "练习走访开场、倾听与记录，带教人现场点评"},
	}
	learnedOnCases = []struct{ course, what string }{
		{"connection", "跟办受理：核对资料清单、告知时限并录入工单"},
		{"connection", "参加现场勘查，草拟供电方案并说明“三不指定”"},
		{"reading", "核对抄表示数与电费，查明差错原因"},
		{"service", "回复客户诉求，练习解释政策与安抚情绪"},
	}
	studied     = []string{"学习《供电营业规则》相关章节，整理笔记", "学习《供电服务规范》，对照本所案例", "学习客户信息保密与脱敏要求", "学习分时电价政策并做测算练习"}
	mentorsSaid = []string{"", "", "", "记录清楚", "下次写明客户反馈", "路上时间不计入"}
)

// Log invents entries for what a manager worked on, the same for the same
// manager; most are confirmed, the latest wait.
func (c *County) Log(manager int, worked []Worked) []Logged {
	r := rand.New(rand.NewPCG(c.seed+uint64(manager), 0x77c3))
	var out []Logged
	for _, w := range worked {
		if r.IntN(3) == 0 {
			continue
		}
		out = append(out, c.logged(r, manager, w))
	}
	for range 6 {
		out = append(out, c.logged(r, manager, Worked{On: app.DayOf(c.now).AddDays(-1 - r.IntN(120))}))
	}
	return out
}

func (c *County) logged(r *rand.Rand, manager int, w Worked) Logged {
	l := Logged{Mentor: (manager + 1 + r.IntN(len(c.Managers)-1)) % len(c.Managers), After: time.Duration(1+r.IntN(6)) * 24 * time.Hour}
	l.Draft = app.PracticeDraft{Kind: app.OnTheJob, DoneOn: w.On, Minutes: int64(30 * (1 + r.IntN(5))), Visit: w.Visit, Case: w.Case}
	switch {
	case !w.Visit.IsZero():
		one := pick(r, learnedOnVisits)
		l.Course, l.Draft.What = one.course, one.what
	case !w.Case.IsZero():
		one := pick(r, learnedOnCases)
		l.Course, l.Draft.What = one.course, one.what
	default:
		l.Draft.Kind, l.Draft.What = app.SelfStudy, pick(r, studied)
	}
	l.Settled = w.On.Time().Add(l.After).Before(c.now) && r.IntN(10) > 0
	switch l.Verdict.Remark = pick(r, mentorsSaid); {
	case r.IntN(20) == 0:
		l.Verdict = app.PracticeVerdict{Refused: true, Remark: "未写明做了什么，请补充后重新填写"}
	case r.IntN(6) == 0 && l.Draft.Minutes > 60:
		l.Verdict.Minutes = l.Draft.Minutes - 30
	}
	return l
}
