package data_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
)

// recordsToGo are three people: one completed a course long ago, one lately with a
// score, one did not.
func recordsToGo(t *testing.T) (*school, app.ClassPage) {
	t.Helper()
	c := newSchool(t, 3)
	listTaken(t, c, app.ImportJob{Kind: app.ImportCompletions}, "工号,课程,完成日期\nGY001,service,2021-05-06\n")
	page := c.class(t, "service", "2026-03-01", nil)
	if err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[1], 85), passed(page.Learners[2], 30)}, "2026-03-01"); err != nil {
		t.Fatal(err)
	}
	return c, page
}

func TestCompletionsAreNarrowed(t *testing.T) {
	c, page := recordsToGo(t)
	for _, tt := range []struct {
		name string
		ask  app.CompletionFilter
		want string
	}{
		{"all, the newest first", app.CompletionFilter{}, "GY002 GY001"},
		{"of one learner", app.CompletionFilter{Staff: c.people[0].ID}, "GY001"},
		{"of a name", app.CompletionFilter{Text: "学员02"}, "GY002"},
		{"of the course", app.CompletionFilter{Course: c.courses["service"].ID}, "GY002 GY001"},
		{"of another course", app.CompletionFilter{Course: c.courses["safety"].ID, Text: "GY"}, ""},
		{"of another unit", app.CompletionFilter{Unit: app.OrgUnitID{1}}, ""},
		{"of a year", app.CompletionFilter{From: "2021-01-01", To: "2021-12-31"}, "GY001"},
		{"still valid", app.CompletionFilter{Standing: app.ValidCompletion}, "GY002"},
		{"expired", app.CompletionFilter{Standing: app.ExpiredCompletion}, "GY001"},
		{"not completed", app.CompletionFilter{Standing: app.NotCompleted}, "GY003"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.name == "of another course" && tt.ask.Course.IsZero() {
				tt.ask.Course = app.CourseID{1}
			}
			found, err := c.s.Completions(t.Context(), c.by, tt.ask)
			var got []string
			for _, r := range found {
				got = append(got, r.StaffNo)
			}
			if err != nil || strings.Join(got, " ") != tt.want {
				t.Errorf("%v, want %s: %v", got, tt.want, err)
			}
		})
	}
	found, _ := c.s.Completions(t.Context(), c.by, app.CompletionFilter{Standing: app.ValidCompletion})
	if r := found[0]; r.ClassNumber != page.Number || r.Score != 8500 || r.CourseCode != "service" || r.Full != page.Full {
		t.Errorf("the record is %+v", r)
	}
}

func TestCompletionsGoOutAndComeInAgain(t *testing.T) {
	c, _ := recordsToGo(t)
	path := filepath.Join(t.TempDir(), "完成记录.csv")
	titles := map[string]string{"staff_no": "工号", "staff_name": "姓名", "course_code": "课程代码", "course": "课程名称", "completed_on": "完成日期", "class_points": "成绩"}
	job := app.ExportJob{Path: path, Format: app.CSV, Title: func(key string) string {
		if title := titles[key]; title != "" {
			return title
		}
		return key
	}, Label: func(_, code string) string { return code }}
	if n, err := c.s.ExportCompletions(t.Context(), c.by, app.CompletionFilter{}, job, quiet); err != nil || n != 2 {
		t.Fatal(n, err)
	}
	again := newSchool(t, 3)
	r, err := again.s.ImportList(t.Context(), again.by, app.ImportJob{Kind: app.ImportCompletions, Path: path}, quiet)
	if err != nil || r.Created != 2 || r.Refused != 0 {
		t.Errorf("%+v: %v", r, err)
	}
}

func TestStatementsAreOneArrayAndNameNobody(t *testing.T) {
	c, _ := recordsToGo(t)
	path := filepath.Join(t.TempDir(), "records.xapi.json")
	n, err := c.s.ExportCompletions(t.Context(), c.by, app.CompletionFilter{}, app.ExportJob{Path: path, Format: app.XAPI}, quiet)
	text, readErr := os.ReadFile(path)
	if err != nil || readErr != nil || n != 2 {
		t.Fatal(n, err, readErr)
	}
	var all []app.XAPIStatement
	if err := json.Unmarshal(text, &all); err != nil || len(all) != 2 {
		t.Fatalf("%d statements: %v", len(all), err)
	}
	if strings.Contains(string(text), "学员") {
		t.Error("a learner is named")
	}
	if s := all[0]; s.Actor.Account.Name != "GY002" || s.Result.Score == nil || s.Result.Score.Scaled != 0.85 || !strings.HasPrefix(s.Timestamp, "2026-03-01T") {
		t.Errorf("the statement is %+v", s)
	}
}
