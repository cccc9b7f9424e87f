package data_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// yearEnd is a store on whose computer it is the end of 2026, the last
// published year, and later whatever now says.
type yearEnd struct {
	*data.Store
	by  app.Actor
	now time.Time
}

func atYearEnd(t testing.TB) *yearEnd {
	t.Helper()
	y := &yearEnd{now: time.Date(2026, 12, 30, 9, 0, 0, 0, app.Local)}
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "test.lamp"), data.Options{
		Create: true, Seed: datatest.Seed(t), Now: func() time.Time { return y.now }, WatchDoor: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	y.Store, y.by = s, datatest.Actor(t, s)
	return y
}

func (y *yearEnd) open(t testing.TB, kind app.CaseKind) app.Case {
	t.Helper()
	c, err := y.OpenCase(t.Context(), y.by, app.CaseDraft{Kind: kind, SubKind: "business", Channel: "counter", ContactName: "李晓明", Content: "诉求"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (y *yearEnd) move(t testing.TB, c app.Case, steps ...app.Progress) app.Case {
	t.Helper()
	for _, p := range steps {
		var err error
		if c, err = y.MoveCase(t.Context(), y.by, c, p); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func (y *yearEnd) page(t testing.TB, c app.Case) app.CasePage {
	t.Helper()
	page, err := y.CasePage(t.Context(), y.by, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// notice2027 is invented; only its shape is that of a notice.
const notice2027 = `date,name,kind
2027-01-01,元旦,off
2027-01-02,元旦,off
2027-01-03,元旦,off
2027-01-04,元旦,off
2027-10-01,国庆节,off
`

func notice(t testing.TB, text string) []app.CalendarDay {
	t.Helper()
	days, err := app.ParseCalendar(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return days
}

func ignore(int64, int64) {}

func TestANewCalendarMovesRunningLimitsAndLeavesTheOthers(t *testing.T) {
	y := atYearEnd(t)
	old := y.open(t, app.Consultation)
	old = y.move(t, old, app.Progress{To: "replied", Answer: "已答复"}, app.Progress{To: "closed", Result: "已答复", Opinion: "satisfied"})
	closed := y.page(t, old)
	running := y.open(t, app.Complaint)
	if !running.Provisional && running.DueStep != "contact" {
		t.Fatalf("accepted as %+v", running)
	}
	waiting := y.open(t, app.Consultation)
	waiting = y.move(t, waiting, app.Progress{To: "assigned", Owner: y.by.Staff}, app.Progress{To: "working"})
	y.now = y.now.Add(2 * time.Hour)
	waiting = y.move(t, waiting, app.Progress{To: "wait_customer", Reason: "待客户资料", Evidence: "已电话告知"})
	y.now = y.now.AddDate(0, 0, 1)
	waiting = y.move(t, waiting, app.Progress{To: "working"})
	if !waiting.Provisional {
		t.Fatal("a limit into 2027 is not provisional")
	}
	before := waiting.DueAt

	try, err := y.ImportCalendar(t.Context(), y.by, notice(t, notice2027), true, ignore)
	if err != nil {
		t.Fatal(err)
	}
	if page := y.page(t, waiting); page.Case.DueAt != before {
		t.Error("a dry run moved a due date")
	}
	var seen [][2]int64
	did, err := y.ImportCalendar(t.Context(), y.by, notice(t, notice2027), false, func(done, total int64) { seen = append(seen, [2]int64{done, total}) })
	if err != nil {
		t.Fatal(err)
	}
	did.DryRun = true
	if did != try || did.Year != 2027 || did.Added != 5 || did.Cases != 2 || did.WorkingDays != 258 {
		t.Errorf("it did %+v, foretold %+v", did, try)
	}
	if !slices.Equal(seen, [][2]int64{{2, 2}}) {
		t.Errorf("progress was told as %v", seen)
	}
	if page := y.page(t, old); !slices.Equal(page.Clocks, closed.Clocks) || page.Case.Seen != closed.Case.Seen {
		t.Error("a closed case was touched")
	}
	page := y.page(t, waiting)
	if page.Case.Provisional || page.Case.DueAt != at("2027-01-12 00:00").UnixMilli() {
		t.Errorf("due %s, provisional %v", time.UnixMilli(page.Case.DueAt).In(app.Local), page.Case.Provisional)
	}
	for _, k := range y.page(t, running).Clocks {
		if k.Provisional {
			t.Errorf("the limit on %s is still provisional", k.Step)
		}
	}
	history, err := y.History(t.Context(), y.by, "cases", waiting.ID)
	if err != nil || history[0].Why.Source != "calendar" || history[0].Why.Note != "2027" {
		t.Errorf("the history does not tell why: %+v, %v", history, err)
	}
}

func at(text string) time.Time {
	moment, err := time.ParseInLocation("2006-01-02 15:04", text, app.Local)
	if err != nil {
		panic(err)
	}
	return moment
}

func TestADayChangedByHandMovesTheLimitsThatSpanIt(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Case(t, s, datatest.Customer(t, s, "李晓明", "5104000000011", ""), "申请校表")
	friday := app.CalendarDay{Day: "2026-03-06", Name: "地方假日", Kind: app.DayOff}
	rep, err := s.SaveCalendarDay(t.Context(), by, app.CalendarDay{Day: friday.Day}, friday, ignore)
	if err != nil || rep.Added != 1 || rep.Cases != 1 || rep.Clocks != 2 {
		t.Fatalf("it did %+v: %v", rep, err)
	}
	page, err := s.CasePage(t.Context(), by, c.ID)
	if err != nil || page.Case.DueAt <= c.DueAt {
		t.Errorf("due %d, was %d: %v", page.Case.DueAt, c.DueAt, err)
	}
	rep, err = s.SaveCalendarDay(t.Context(), by, friday, app.CalendarDay{Day: friday.Day}, ignore)
	if err != nil || rep.Removed != 1 || rep.Cases != 1 {
		t.Fatalf("left to the week again it did %+v: %v", rep, err)
	}
	if page, err = s.CasePage(t.Context(), by, c.ID); err != nil || page.Case.DueAt != c.DueAt {
		t.Errorf("due %d, was %d: %v", page.Case.DueAt, c.DueAt, err)
	}
	far := app.CalendarDay{Day: "2026-11-20", Name: "彝族年", Kind: app.DayOff}
	if rep, err = s.SaveCalendarDay(t.Context(), by, app.CalendarDay{Day: far.Day}, far, ignore); err != nil || rep.Cases != 0 {
		t.Errorf("a day far from every limit moved %d cases: %v", rep.Cases, err)
	}
	if rep, err = s.SaveCalendarDay(t.Context(), by, friday, friday, ignore); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("a day that is not as its author saw it: %+v, %v", rep, err)
	}
	days, err := s.CalendarDays(t.Context(), by)
	if err != nil || !slices.Contains(days, far) || slices.Contains(days, friday) {
		t.Errorf("%v or %v is not as it was left: %v", far, friday, err)
	}
}

func TestACalendarWithAGapIsRefusedAndLeavesNothing(t *testing.T) {
	y := atYearEnd(t)
	before := datatest.Dump(t, y.Path())
	tests := []struct {
		name, text string
		field      string
		want       app.Reason
	}{
		{"a year too far", strings.ReplaceAll(notice2027, "2027", "2028"), "year", app.Missing},
		{"a day off and worked", notice2027 + "2027-10-01,国庆节,work\n", "day", app.Clashes},
		{"without National Day", strings.ReplaceAll(notice2027, "2027-10-01", "2027-10-02"), "year", app.NotWhole},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := y.ImportCalendar(t.Context(), y.by, notice(t, tt.text), false, ignore)
			no, _ := errors.AsType[*app.Refusal](err)
			if no == nil || no.Field != tt.field || no.Reason != tt.want {
				t.Errorf("refused with %v", err)
			}
		})
	}
	middle := app.CalendarDay{Day: "2025-10-01", Name: "国庆节、中秋节", Kind: app.DayOff}
	if _, err := y.SaveCalendarDay(t.Context(), y.by, middle, app.CalendarDay{Day: middle.Day}, ignore); err == nil {
		t.Error("the National Day of a year in the middle was taken out")
	}
	if after := datatest.Dump(t, y.Path()); after["calendar_days"] != before["calendar_days"] {
		t.Error("something was written")
	}
}

// Two computers that list one day, each in its own way, must not leave a
// calendar that cannot be read: the later word holds.
func TestADayThatTwoComputersListedCountsOnce(t *testing.T) {
	first, second := datatest.Open(t), datatest.Open(t)
	saturday := app.CalendarDay{Day: "2026-03-14", Name: "地方调休", Kind: app.DayWork}
	off := app.CalendarDay{Day: "2026-03-14", Name: "火把节", Kind: app.DayOff}
	for _, c := range []struct {
		store *data.Store
		day   app.CalendarDay
	}{{first, saturday}, {second, off}} {
		if _, err := c.store.SaveCalendarDay(t.Context(), datatest.Actor(t, c.store), app.CalendarDay{Day: c.day.Day}, c.day, ignore); err != nil {
			t.Fatal(err)
		}
	}
	changes, err := second.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	days, err := first.CalendarDays(t.Context(), datatest.Actor(t, first))
	if err != nil || slices.Contains(days, saturday) == slices.Contains(days, off) {
		t.Errorf("the day is worked: %v, off: %v: %v", slices.Contains(days, saturday), slices.Contains(days, off), err)
	}
	if _, err := first.Calendar(t.Context()); err != nil {
		t.Errorf("the calendar cannot be read: %v", err)
	}
}

func TestOtherOfficeHoursMoveLimitsInWorkingHours(t *testing.T) {
	y := atYearEnd(t)
	rule := app.LimitRule{
		RuleSet: app.SetCompany, Source: "本所规定", Mark: app.MarkRead, ValidFrom: "2026-01-01", Kind: app.Consultation, Step: "contact", Amount: 4,
		Unit: app.WorkHours, Starts: app.EventAccepted, Stops: app.EventContacted, Severity: app.SeverityLow,
	}
	if _, err := y.SaveLimitRule(t.Context(), y.by, app.LimitRule{}, rule); err != nil {
		t.Fatal(err)
	}
	c := y.open(t, app.Consultation)
	if c.DueAt != at("2026-12-30 15:00").UnixMilli() {
		t.Fatalf("due %s", time.UnixMilli(c.DueAt).In(app.Local))
	}
	office, err := app.ParseOffice("9:00-12:00 13:00-18:00")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time the row is there
		if _, err := y.SaveOffice(t.Context(), y.by, office, ignore); err != nil {
			t.Fatal(err)
		}
	}
	if page := y.page(t, c); page.Case.DueAt != at("2026-12-30 14:00").UnixMilli() {
		t.Errorf("due %s", time.UnixMilli(page.Case.DueAt).In(app.Local))
	}
	days, err := y.Calendar(t.Context())
	if err != nil || days.Office().String() != "09:00-12:00 13:00-18:00" {
		t.Errorf("the office day is %s: %v", days.Office(), err)
	}
	if _, err := y.SaveOffice(t.Context(), y.by, nil, ignore); err == nil {
		t.Error("an office day without hours was taken")
	}
}

func TestACalendarIsReadFromAFile(t *testing.T) {
	y := atYearEnd(t)
	folder := t.TempDir()
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(notice2027)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"utf-8.csv": notice2027, "gb18030.csv": gb, "cut.csv": notice2027 + "2027-13-01,国庆节,off\n"} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		days, err := y.ReadCalendar(t.Context(), y.by, path)
		if name == "cut.csv" {
			if fault, is := errors.AsType[*app.LineFault](err); !is || fault.Line != 7 {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil || !slices.Equal(days, notice(t, notice2027)) {
			t.Errorf("%s was read as %v: %v", name, days, err)
		}
	}
	if _, err := y.ReadCalendar(t.Context(), y.by, filepath.Join(folder, "none.csv")); !errors.Is(err, app.ErrNoFile) {
		t.Errorf("a file that is not there: %v", err)
	}
}

func BenchmarkANewCalendar(b *testing.B) {
	y := atYearEnd(b)
	for range 1000 {
		y.open(b, app.Complaint)
	}
	var rep app.CalendarReport
	var err error
	for b.Loop() {
		if rep, err = y.ImportCalendar(b.Context(), y.by, notice(b, notice2027), true, ignore); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rep.Clocks)*float64(b.N)/b.Elapsed().Seconds(), "clocks/s")
}
