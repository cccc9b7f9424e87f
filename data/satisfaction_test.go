package data_test

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

func satisfied(t *testing.T, s *data.Store, by app.Actor, c app.Customer) app.CustomerSatisfaction {
	t.Helper()
	got, err := s.SatisfactionOf(t.Context(), by, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// scores are what was said, the newest first.
func scores(s app.CustomerSatisfaction) string {
	var all []int64
	for _, said := range s.Said {
		all = append(all, said.Score)
	}
	return fmt.Sprint(all)
}

func answered(t *testing.T, s *data.Store, by app.Actor, c app.Customer, opinion string) app.Case {
	t.Helper()
	return openCase(t, s, by, app.CaseDraft{
		Kind: app.Consultation, Channel: "counter", Customer: c.ID, ContactName: c.Name, Content: "询问电价", Close: true, Answer: "已解释", Opinion: opinion,
	})
}

func TestAClosedCaseSaysHowSatisfiedItsCustomerIs(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	answered(t, s, by, c, "mostly_satisfied")
	answered(t, s, by, c, "no_opinion")
	got := satisfied(t, s, by, c)
	if got.All != (app.Ratio{Sum: 4, Of: 1}) || !got.Few() || len(got.Said) != 1 {
		t.Fatalf("said %+v", got)
	}
	said := got.Said[0]
	if said.Source != app.SurveyOfCase || said.Number == "" || said.AskedOn != "2026-03-02" || said.AskedBy != by.Name || said.Channel != "hall" || said.CustomerName != c.Name {
		t.Errorf("said %+v", said)
	}
}

func TestACaseHasOneAnswerThatChangesWithTheOpinion(t *testing.T) {
	s, by, later := serviceStore(t)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	k := openCase(t, s, by, app.CaseDraft{Kind: app.Consultation, Channel: "95598_phone", Customer: c.ID, ContactName: c.Name, Content: "咨询分时电价"})
	k = move(t, s, by, k, app.Progress{To: "assigned", Owner: by.Staff})
	k = move(t, s, by, k, app.Progress{To: "working"})
	k = move(t, s, by, k, app.Progress{To: "replied", Answer: "已答复"})
	if got := satisfied(t, s, by, c); len(got.Said) != 0 {
		t.Fatalf("before it was closed: %+v", got.Said)
	}
	later(time.Hour)
	k = move(t, s, by, k, app.Progress{To: "closed", Result: "已答复", Opinion: "dissatisfied"})
	if got := satisfied(t, s, by, c); scores(got) != "[1]" {
		t.Fatalf("closed: %s", scores(got))
	}
	k = move(t, s, by, k, app.Progress{To: "working", Reason: "客户不认可", Force: true})
	later(48 * time.Hour)
	k = move(t, s, by, k, app.Progress{To: "replied", Answer: "已重新处理"})
	move(t, s, by, k, app.Progress{To: "closed", Result: "已重新处理", Opinion: "satisfied"})
	got := satisfied(t, s, by, c)
	if scores(got) != "[5]" || got.Said[0].AskedOn != "2026-03-04" {
		t.Errorf("closed again: %s on %s", scores(got), got.Newest)
	}
	history, err := s.History(t.Context(), by, "survey_responses", got.Said[0].ID)
	if err != nil || len(history) < 2 {
		t.Errorf("the first answer is not in the history: %+v, %v", history, err)
	}
}

func TestACallBackIsTheNewerWord(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	answered(t, s, by, c, "satisfied")
	d, err := s.DrawCallBacks(t.Context(), by, app.Draw{From: "2026-03-01", To: "2026-03-02", Percent: 100})
	if err != nil {
		t.Fatal(err)
	}
	calls, err := s.CallBacks(t.Context(), by, d.ID)
	if err != nil || len(calls) != 1 {
		t.Fatal(calls, err)
	}
	if err := s.RecordCallBack(t.Context(), by, calls[0], app.OpinionNotReached, ""); err != nil {
		t.Fatal(err)
	}
	if got := satisfied(t, s, by, c); scores(got) != "[5]" {
		t.Errorf("a call nobody answered takes the opinion back: %s", scores(got))
	}
	if calls, err = s.CallBacks(t.Context(), by, d.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.RecordCallBack(t.Context(), by, calls[0], "dissatisfied", "问题又出现"); err != nil {
		t.Fatal(err)
	}
	if got := satisfied(t, s, by, c); scores(got) != "[1]" || got.Said[0].Channel != "phone" {
		t.Errorf("after the call-back: %+v", got.Said)
	}
}

func TestAReportOfWrongdoingIsNoAnswer(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	openCase(t, s, by, app.CaseDraft{Kind: app.Wrongdoing, Channel: "letter", Customer: c.ID, ContactName: c.Name, Content: "反映有人收取好处费", Named: []app.StaffID{by.Staff}, ExternalNo: "X-1"})
	if got := satisfied(t, s, by, c); len(got.Said) != 0 {
		t.Errorf("said %+v", got.Said)
	}
}

// The answers are taken away past the door: so a file stands that was written
// before there were any.
func TestCasesClosedBeforeAnswersWereKeptCountAsWell(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.lamp")
	s := datatest.OpenAt(t, path)
	by := datatest.Actor(t, s)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	answered(t, s, by, c, "satisfied")
	answered(t, s, by, c, "no_opinion")
	called := answered(t, s, by, c, "satisfied")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(t.Context(), `DELETE FROM survey_responses`)
	_, err2 := db.ExecContext(t.Context(), `INSERT INTO call_backs (id, area, draw_id, case_id, called_at, opinion, note, sy_hlc, sy_dev) VALUES (randomblob(16), 1, x'00', ?, 9, 'mostly_satisfied', '', 1, 1)`, called.ID[:])
	if err := errors.Join(err, err2, db.Close()); err != nil {
		t.Fatal(err)
	}
	s = datatest.OpenAt(t, path)
	by = datatest.Actor(t, s)
	if got := satisfied(t, s, by, c); got.All != (app.Ratio{Sum: 9, Of: 2}) || got.Newest != "2026-03-02" {
		t.Errorf("said %+v", got)
	}
	sums, err := s.SatisfactionFigures(t.Context(), by, app.SatisfactionAsk{From: "2026-03-01", To: "2026-03-31"})
	if err != nil || len(sums) != 1 || sums[0].Said != (app.Ratio{Sum: 9, Of: 2}) || sums[0].Manager != by.Staff {
		t.Errorf("figures %+v: %v", sums, err)
	}
}

func TestACustomerAnswersTheSurveyOfAYearOnce(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	answer := app.SurveyResponse{Customer: c.ID, Year: 2025, Score: 2, AskedOn: "2026-01-10", Opinion: "停电太多", Channel: "phone"}
	for _, tt := range []struct {
		name    string
		year    int64
		score   int64
		replace bool
		want    app.Reason
		scores  string
	}{
		{"the first answer", 2025, 2, false, "", "[2]"},
		{"a second one is warned of", 2025, 4, false, app.AlreadyThere, "[2]"},
		{"and replaces the first when that is meant", 2025, 4, true, "", "[4]"},
		{"another year is another answer", 2026, 5, false, "", "[5 4]"},
		{"off the scale", 2024, 7, false, app.Malformed, "[5 4]"},
	} {
		answer.Year, answer.Score = tt.year, tt.score
		if tt.year == 2026 {
			answer.AskedOn = "2026-03-01"
		}
		err := s.AddSurvey(t.Context(), by, answer, tt.replace)
		if tt.want != "" {
			refused(t, err, tt.want)
		} else if err != nil {
			t.Fatal(err)
		}
		if got := satisfied(t, s, by, c); scores(got) != tt.scores {
			t.Errorf("%s: said %s, want %s", tt.name, scores(got), tt.scores)
		}
	}
}

func TestSatisfactionIsSummedByWhoseWorkItWasOf(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	manager, err := s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: "9001", Name: "王强", ValidFrom: "2020-01-01", Unit: by.Unit, Roles: []app.Role{app.Manager}})
	if err != nil {
		t.Fatal(err)
	}
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	if err := s.Assign(t.Context(), by, app.Assignment{Customer: c.ID, Manager: manager.ID, FromOn: "2025-01-01"}); err != nil {
		t.Fatal(err)
	}
	answered(t, s, by, c, "dissatisfied")
	if err := s.AddSurvey(t.Context(), by, app.SurveyResponse{Customer: c.ID, Year: 2026, Score: 4, AskedOn: "2026-03-01"}, false); err != nil {
		t.Fatal(err)
	}
	if err := s.AddSurvey(t.Context(), by, app.SurveyResponse{Customer: c.ID, Year: 2025, Score: 3, AskedOn: "2026-02-10"}, false); err != nil {
		t.Fatal(err)
	}
	sums, err := s.SatisfactionFigures(t.Context(), by, app.SatisfactionAsk{From: "2026-03-01", To: "2026-03-31", BeforeFrom: "2026-02-01", BeforeTo: "2026-02-28"})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]app.SatisfactionSums{}
	for _, sum := range sums {
		got[fmt.Sprint(sum.Source, sum.Earlier)] = sum
	}
	if len(got) != 3 || got["casefalse"].Manager != by.Staff || got["casefalse"].Low != 1 || got["yearfalse"].Manager != manager.ID || got["yearfalse"].Unit != by.Unit || got["yeartrue"].Said != (app.Ratio{Sum: 3, Of: 1}) {
		t.Errorf("sums %+v", sums)
	}
}
