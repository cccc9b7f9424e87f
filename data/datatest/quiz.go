package datatest

import (
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
)

// Learner is a counter clerk whose post asks for the course "service".
func Learner(t testing.TB, s *data.Store, staffNo string) app.Actor {
	t.Helper()
	by := Actor(t, s)
	saved, err := s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{
		StaffNo: staffNo, Name: "示例" + staffNo, Post: "counter", Unit: by.Unit, Roles: []app.Role{app.Counter}, ValidFrom: "2020-01-01",
	})
	if err != nil {
		t.Fatal(err)
	}
	return app.Actor{Staff: saved.ID, Name: saved.Name, Unit: by.Unit, Area: by.Area, Roles: saved.Roles}
}

// SampleQuestions are a question of each kind, two points each.
func SampleQuestions() []app.BankQuestion {
	return []app.BankQuestion{
		{Kind: app.SingleChoice, Text: "城区范围内，供电抢修人员到达现场的时限是多少？", Choices: "45分钟\n90分钟\n2小时", Answers: "1", Explanation: "供电服务十项承诺：城区45分钟。"},
		{Kind: app.MultipleChoice, Text: "下列哪些属于三优服务？", Choices: "优先\n优质\n优惠\n优越", Answers: "1,2,3", Explanation: "三优即优先、优质、优惠。"},
		{Kind: app.TrueFalse, Text: "计划检修停电应提前7日公告。", Answers: "true", Explanation: "《供电监管办法》第十三条。"},
		{Kind: app.FillIn, Text: "居民照明电压为____伏，频率为____赫兹。", Answers: "220|二百二十\n五十|50Hz", Explanation: "单相220伏、50赫兹。"},
		{Kind: app.OpenQuestion, Text: "客户来电投诉频繁停电，应怎样答复？", Answers: "先致歉并记录，再查明原因按时限回复", Explanation: "首问负责。"},
	}
}

// Quiz publishes a quiz that asks some questions, of the course "service" unless
// it says otherwise, from the test's morning on.
func Quiz(t testing.TB, s *data.Store, q app.Quiz, questions ...app.BankQuestion) app.Quiz {
	t.Helper()
	by := Actor(t, s)
	if q.Course.IsZero() {
		q.Course = data.SeedID[app.CourseID]("courses", "service")
	}
	if q.Title == "" {
		q.Title = "优质服务测验"
	}
	if q.OpensAt == 0 {
		q.OpensAt = now.Add(-time.Hour).UnixMilli()
	}
	if q.ClosesAt == 0 {
		q.ClosesAt = now.Add(7 * time.Hour).UnixMilli()
	}
	if q.LimitMinutes == 0 {
		q.LimitMinutes = 30
	}
	plan := app.QuizPlan{Quiz: q}
	for _, question := range questions {
		question.Course, question.Points = q.Course, 200
		kept, err := s.SaveQuestion(t.Context(), by, app.BankQuestion{}, question)
		if err != nil {
			t.Fatal(err)
		}
		plan.Items = append(plan.Items, app.QuizItem{Bank: kept.ID, Points: kept.Points})
	}
	saved, err := s.SaveQuiz(t.Context(), by, app.Quiz{}, plan)
	if err != nil {
		t.Fatal(err)
	}
	published, err := s.PublishQuiz(t.Context(), by, saved)
	if err != nil {
		t.Fatal(err)
	}
	return published
}
