package data_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"lamplighter/app"
	"lamplighter/data/datatest"
)

// listTaken brings a list of training in, its columns as they are understood.
func listTaken(t *testing.T, c *school, job app.ImportJob, text string) app.ImportReport {
	t.Helper()
	r, err := listTried(t, c, job, text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func listTried(t *testing.T, c *school, job app.ImportJob, text string) (app.ImportReport, error) {
	t.Helper()
	job.Path = listOf(t, text)
	view, err := c.s.ReadSheet(t.Context(), c.by, job.Kind, job.Path, "")
	if err != nil {
		t.Fatal(err)
	}
	job.Columns = view.Columns
	return c.s.ImportList(t.Context(), c.by, job, quiet)
}

// told is what an import said of rows: the line, the field and why.
func told(r app.ImportReport) string {
	var out []string
	for _, p := range r.Problems {
		out = append(out, fmt.Sprintf("%d %s %s %s", p.Line, p.Field, p.Reason, p.Text))
	}
	return strings.Join(out, "; ")
}

// leaves has somebody work here until a day.
func (c *school) leaves(t *testing.T, staffNo string, on app.Day) {
	t.Helper()
	all, err := c.s.Staff(t.Context(), c.by)
	if err != nil {
		t.Fatal(err)
	}
	for _, who := range all {
		if left := who; who.StaffNo == staffNo {
			left.ValidTo = on
			if _, err := c.s.SaveStaff(t.Context(), c.by, who, left); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestARosterPutsPeopleInAClass(t *testing.T) {
	c := newSchool(t, 3)
	planned, err := c.s.PlanClass(t.Context(), c.by, c.courses["service"].Class("2026-03-20"))
	if err != nil {
		t.Fatal(err)
	}
	r := listTaken(t, c, app.ImportJob{Kind: app.ImportClassList, Class: planned.ID}, "姓名,工号\n学员01,GY001\n学员03,gy003\n合计,2\n")
	if r.Created != 2 || r.Refused != 0 || r.Skipped != 1 || told(r) != "4   合计" && r.Warned != 0 {
		t.Errorf("%d put in, %d refused, %d passed over: %s", r.Created, r.Refused, r.Skipped, told(r))
	}
	if page := c.page(t, planned.ID); page.In != 2 || page.Noted != 0 {
		t.Errorf("%d are in the class, %d noted", page.In, page.Noted)
	}
	c.leaves(t, "GY002", "2026-03-01")
	left := listTaken(t, c, app.ImportJob{Kind: app.ImportClassList, Class: planned.ID}, "工号\nGY002\n")
	if told(left) != "2 staff_no person_left GY002" {
		t.Errorf("of who left is told %q", told(left))
	}
	again := listTaken(t, c, app.ImportJob{Kind: app.ImportClassList, Class: planned.ID}, "工号\nGY001\nGY003\n")
	if again.Unchanged != 2 || again.Created != 0 {
		t.Errorf("the same roster again: %+v", again)
	}
}

func TestResultsOfAListBringCompletions(t *testing.T) {
	for name, write := range map[string]func(string) []byte{
		"UTF-8":                func(s string) []byte { return []byte(s) },
		"UTF-8 with its mark":  func(s string) []byte { return append([]byte("\ufeff"), s...) },
		"GB18030, as in Excel": func(s string) []byte { b, _ := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s)); return b },
	} {
		t.Run(name, func(t *testing.T) {
			c := newSchool(t, 4)
			page := c.class(t, "service", "2026-03-01", nil)
			path := filepath.Join(t.TempDir(), "成绩.csv")
			if err := os.WriteFile(path, write("工号,姓名,出勤,成绩,备注\nGY001,学员01,出勤,90,\nGY002,学员02,√,59.5,\nGY003,学员03,病假,,\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			r, err := c.s.ImportList(t.Context(), c.by, app.ImportJob{Kind: app.ImportClassList, Path: path, Class: page.ID}, quiet)
			if err != nil || r.Updated != 3 || r.Refused != 0 {
				t.Fatalf("%+v, %v", r, err)
			}
			now := c.page(t, page.ID)
			for i, want := range []app.Outcome{app.OutcomeCompleted, app.OutcomeFailed, app.OutcomeFailed, app.OutcomeOpen} {
				if e := now.Learners[i].Enrolment; e.Outcome != want {
					t.Errorf("%d: %q, want %q: %+v", i, e.Outcome, want, e)
				}
			}
			if e := now.Learners[2].Enrolment; e.Attendance != app.Excused || e.Reason != "病假" {
				t.Errorf("who was ill is %s for %q", e.Attendance, e.Reason)
			}
			if now.Status != app.ClassAssessing {
				t.Errorf("the class stands at %s", now.Status)
			}
		})
	}
}

func TestEachRowThatCannotBeIsToldAndTheOthersAreKept(t *testing.T) {
	for _, tt := range []struct {
		name, rows, want string
	}{
		{"an unknown staff number", "GY009,,出勤,80", "2 staff_no unknown_staff GY009"},
		{"a number of somebody of another name", "GY002,学员01,出勤,80", "2 staff_name other_person GY002"},
		{"a person twice in the file", "GY002,,出勤,80\nGY002,,出勤,90", "3 staff_no twice_in_class 2"},
		{"someone who left", "GY005,,出勤,80", "2 attendance person_left GY005"},
		{"a score above the maximum", "GY002,,出勤,101", "2 points score_too_high 100"},
		{"a score that is no number", "GY002,,出勤,优", "2 class_points amount_unreadable 优"},
		{"a word that tells no attendance", "GY002,,也许,80", "2 attendance attendance_unclear 也许"},
		{"no number at all", ",学员02,出勤,80", "2 staff_no missing "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newSchool(t, 5)
			page := c.class(t, "service", "2026-03-01", nil)
			c.leaves(t, "GY005", "2026-02-01")
			r := listTaken(t, c, app.ImportJob{Kind: app.ImportClassList, Class: page.ID}, "工号,姓名,出勤,成绩\n"+tt.rows+"\nGY001,,出勤,95\n")
			if got := told(r); got != tt.want {
				t.Errorf("told %q, want %q", got, tt.want)
			}
			if e := c.page(t, page.ID).Learners[0].Enrolment; e.Score != 9500 {
				t.Errorf("the row that can be was not kept: %+v", e)
			}
		})
	}
}

func TestResultsBelongToAClassThatIsHeld(t *testing.T) {
	for _, tt := range []struct {
		name, header, row, want string
		on                      app.Day
		cancel                  bool
	}{
		{"attendance before the session", "工号,出勤", "GY001,出勤", "2 results_on not_begun 2027-03-01", "2027-03-01", false},
		{"results of a day before it", "工号,成绩,考试日期", "GY001,80,2026-02-27", "2 results_on not_begun 2026-03-01", "2026-03-01", false},
		{"a day that cannot be read", "工号,成绩,考试日期", "GY001,80,昨天", "2 results_on day_unreadable 昨天", "2026-03-01", false},
		{"a class that is cancelled", "工号,成绩", "GY001,80", "2 class_number class_closed cancelled", "2026-03-01", true},
		{"more hours than the class has", "工号,出勤学时", "GY001,9", "2 attended_minutes more_than_class 8", "2026-03-01", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newSchool(t, 1)
			page := c.class(t, "service", tt.on, func(c *app.Class) { c.Minutes = 480 })
			if tt.cancel {
				if _, err := c.s.CancelClass(t.Context(), c.by, page.Class, "停电"); err != nil {
					t.Fatal(err)
				}
			}
			r := listTaken(t, c, app.ImportJob{Kind: app.ImportClassList, Class: page.ID}, tt.header+"\n"+tt.row+"\n")
			if got := told(r); got != tt.want {
				t.Errorf("told %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAColumnThatIsMissingIsNamed(t *testing.T) {
	c := newSchool(t, 1)
	page := c.class(t, "service", "2026-03-01", nil)
	for _, tt := range []struct {
		text, want string
		job        app.ImportJob
	}{
		{"姓名,成绩\n学员01,80\n", "staff_no", app.ImportJob{Kind: app.ImportClassList, Class: page.ID}},
		{"工号,成绩\nGY001,80\n", "class_number", app.ImportJob{Kind: app.ImportClassList}},
		{"工号,课程\nGY001,service\n", "completed_on", app.ImportJob{Kind: app.ImportCompletions}},
	} {
		_, err := listTried(t, c, tt.job, tt.text)
		if no, is := errors.AsType[*app.Refusal](err); !is || no.Field != tt.want || no.Reason != app.Missing {
			t.Errorf("%q: %v, want %s to be missing", tt.text, err, tt.want)
		}
	}
}

func TestAResultThatDiffersIsReplacedOnlyWhereThatIsAskedFor(t *testing.T) {
	c := newSchool(t, 2)
	page := c.class(t, "service", "2026-03-01", nil)
	if err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[0], 70)}, "2026-03-01"); err != nil {
		t.Fatal(err)
	}
	text := "工号,出勤,成绩\nGY001,出勤,88\nGY002,出勤,77\n"
	r := listTaken(t, c, app.ImportJob{Kind: app.ImportClassList, Class: page.ID}, text)
	if told(r) != "2 class_points result_differs 70" || r.Updated != 1 {
		t.Errorf("told %q, %d updated", told(r), r.Updated)
	}
	if e := c.page(t, page.ID).Learners[0].Enrolment; e.Score != 7000 {
		t.Errorf("the score is %d without being asked for", e.Score)
	}
	r = listTaken(t, c, app.ImportJob{Kind: app.ImportClassList, Class: page.ID, Replace: true}, text)
	if told(r) != "2 class_points result_replaced 70" || r.Updated != 1 || r.Unchanged != 1 {
		t.Errorf("told %q, %d updated, %d unchanged", told(r), r.Updated, r.Unchanged)
	}
	if e := c.page(t, page.ID).Learners[0].Enrolment; e.Score != 8800 {
		t.Errorf("the score is %d", e.Score)
	}
}

func TestWhoIsNotInTheClassIsPutInByHisResultWhileThereAreSeats(t *testing.T) {
	c := newSchool(t, 3)
	draft := c.courses["service"].Class("2026-03-01")
	draft.Seats = 2
	planned, err := c.s.PlanClass(t.Context(), c.by, draft)
	if err != nil {
		t.Fatal(err)
	}
	r := listTaken(t, c, app.ImportJob{Kind: app.ImportClassList}, "班次编号,工号,成绩\n"+planned.Number+",GY001,90\n"+planned.Number+",GY002,80\n"+planned.Number+",GY003,70\nPX-0,GY003,70\n")
	want := "4 seats class_full 2; 5 class_number unknown_class PX-0; 2 staff_no put_in_by_list GY001; 3 staff_no put_in_by_list GY002"
	if told(r) != want || r.Created != 2 {
		t.Errorf("told %q, want %q", told(r), want)
	}
}

const olderSystem = `工号,姓名,课程,完成日期,成绩,学时,考核结果
GY001,学员01,service,2024-05-06,88,8,合格
GY002,学员02,service,2024-05-06,,8,合格
GY001,学员01,service,2024-05-06,88,8,合格
GY001,学员01,优质服务,2025-05-06,,,
GY002,学员02,nothing,2025-05-06,,,
GY002,学员02,service,2030-01-01,,,
GY002,学员02,service,2023-01-01,50,8,不合格
GY003,学员03,service,2019-05-06,,,
`

func TestCompletionsOfAnOlderSystemComeAboutByClasses(t *testing.T) {
	c := newSchool(t, 3)
	name := c.courses["service"].Name
	text := strings.ReplaceAll(olderSystem, "优质服务", name)
	r := listTaken(t, c, app.ImportJob{Kind: app.ImportCompletions}, text)
	want := "4 staff_no twice_in_class 2; 6 course unknown_course nothing; 7 completed_on in_the_future ; 8 outcome not_completed 不合格; 9 completed_on here_only_since 2020-01-01"
	if told(r) != want || r.Created != 4 || r.Classes != 3 {
		t.Errorf("%d made in %d classes, told %q, want %q", r.Created, r.Classes, told(r), want)
	}
	classes, err := c.s.Classes(t.Context(), c.by, app.ClassFilter{})
	if err != nil || len(classes) != 3 {
		t.Fatalf("%d classes: %v", len(classes), err)
	}
	for _, held := range classes {
		if held.Status != app.ClassArchived || held.Completed != held.In {
			t.Errorf("%s of %s is %s, %d of %d completed", held.Number, held.BeginsOn, held.Status, held.Completed, held.In)
		}
	}
	again := listTaken(t, c, app.ImportJob{Kind: app.ImportCompletions}, text)
	if again.Created != 0 || again.Unchanged != 5 {
		t.Errorf("the same list again makes %d and leaves %d", again.Created, again.Unchanged)
	}
}

func TestImportsOfTrainingAreTakenBackWhole(t *testing.T) {
	c := newSchool(t, 3)
	page := c.class(t, "service", "2026-03-01", nil)
	if err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{passed(page.Learners[0], 70)}, "2026-03-01"); err != nil {
		t.Fatal(err)
	}
	before := c.page(t, page.ID)
	past := listTaken(t, c, app.ImportJob{Kind: app.ImportCompletions}, "工号,课程,完成日期\nGY001,service,2024-05-06\nGY002,service,2024-05-06\n")
	r := listTaken(t, c, app.ImportJob{Kind: app.ImportClassList, Class: page.ID, Replace: true}, "工号,出勤,成绩\nGY001,出勤,40\nGY002,出勤,90\nGY003,缺勤,\n")
	if past.Created != 2 || r.Updated != 3 {
		t.Fatalf("%+v %+v", past, r)
	}
	for _, id := range []int64{r.ID, past.ID} {
		if u, err := c.s.UndoImport(t.Context(), c.by, id, quiet); err != nil || u.Kept != 0 {
			t.Fatalf("%+v: %v", u, err)
		}
	}
	after := c.page(t, page.ID)
	if after.Completed != 1 || after.Failed != 0 || after.Noted != before.Noted {
		t.Errorf("%d completed, %d failed, %d noted", after.Completed, after.Failed, after.Noted)
	}
	for i, l := range after.Learners {
		was := before.Learners[i]
		if l.Enrolment.Result() != was.Enrolment.Result() || l.Enrolment.Outcome != was.Enrolment.Outcome || len(l.Had) != len(was.Had) {
			t.Errorf("%s: %+v with %d completions, was %+v with %d", l.Staff.Name, l.Enrolment.Result(), len(l.Had), was.Enrolment.Result(), len(was.Had))
		}
	}
	if classes, _ := c.s.Classes(t.Context(), c.by, app.ClassFilter{}); len(classes) != 1 {
		t.Errorf("%d classes are left, want the one that was there", len(classes))
	}
	if _, err := c.s.UndoImport(t.Context(), c.by, r.ID, quiet); err == nil {
		t.Error("an import is taken back twice")
	}
}

func TestWhatWasChangedSinceAnImportStaysAndIsSettledAnew(t *testing.T) {
	c := newSchool(t, 1)
	planned, err := c.s.PlanClass(t.Context(), c.by, c.courses["service"].Class("2026-03-01"))
	if err != nil {
		t.Fatal(err)
	}
	r := listTaken(t, c, app.ImportJob{Kind: app.ImportClassList, Class: planned.ID}, "工号,出勤,成绩\nGY001,出勤,90\n")
	page := c.page(t, planned.ID)
	result := page.Learners[0].Enrolment.Result()
	result.Assignment = true
	if err := c.s.SaveResults(t.Context(), c.by, page, []app.ClassResult{result}, "2026-03-01"); err != nil {
		t.Fatal(err)
	}
	u, err := c.s.UndoImport(t.Context(), c.by, r.ID, quiet)
	if err != nil || u.Kept == 0 {
		t.Fatalf("%+v: %v", u, err)
	}
	if now := c.page(t, planned.ID); now.In != 1 || now.Completed != 1 || len(now.Learners[0].Had) != 1 {
		t.Errorf("%d in the class, %d completed, %d completions", now.In, now.Completed, len(now.Learners[0].Had))
	}
}

func TestATrainerSeesAndTakesBackTheImportsOfTrainingOnly(t *testing.T) {
	c := newSchool(t, 1)
	took(t, c.s, listOf(t, "户号,户名,用电地址\n5104210000011,甲某某,新村村\n"), nil)
	page := c.class(t, "service", "2026-03-01", nil)
	listTaken(t, c, app.ImportJob{Kind: app.ImportClassList, Class: page.ID}, "工号,成绩\nGY001,90\n")
	text := listOf(t, "题型,题干,选项A,选项B,答案\n单选,一加一等于几？,一,二,B\n")
	if _, err := c.s.ImportQuestions(t.Context(), c.by, app.QuestionImport{Path: text}); err != nil {
		t.Fatal(err)
	}
	trainer := app.Actor{Staff: c.by.Staff, Name: c.by.Name, Unit: c.by.Unit, Area: c.by.Area, Roles: []app.Role{app.Trainer}}
	mine, err := c.s.Imports(t.Context(), trainer)
	if err != nil || len(mine) != 2 || mine[0].Kind != app.ImportQuestions || mine[1].Kind != app.ImportClassList {
		t.Fatalf("%+v: %v", mine, err)
	}
	if u, err := c.s.UndoImport(t.Context(), trainer, mine[0].ID, quiet); err != nil || u.Withdrawn != 1 {
		t.Errorf("questions are taken back: %+v, %v", u, err)
	}
	all, err := c.s.Imports(t.Context(), c.by)
	if err != nil || len(all) != 3 {
		t.Fatalf("%d imports: %v", len(all), err)
	}
	if _, err := c.s.UndoImport(t.Context(), trainer, all[2].ID, quiet); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("a trainer takes back an import of accounts: %v", err)
	}
}

func TestATriedOrStoppedImportOfTrainingKeepsNothing(t *testing.T) {
	c := newSchool(t, 3)
	page := c.class(t, "service", "2026-03-01", nil)
	before := datatest.Dump(t, c.s.Path())
	text := "工号,出勤,成绩\nGY001,出勤,90\nGY002,缺勤,\n"
	listTaken(t, c, app.ImportJob{Kind: app.ImportClassList, Class: page.ID, DryRun: true}, text)
	for table, rows := range datatest.Dump(t, c.s.Path()) {
		if rows != before[table] {
			t.Errorf("a dry run changed %s", table)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := c.s.ImportList(ctx, c.by, app.ImportJob{Kind: app.ImportClassList, Class: page.ID, Path: listOf(t, text)}, quiet); !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped import answers %v", err)
	}
}
