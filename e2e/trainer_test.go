//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// school is a trainer's week: the class it plans, and the days it speaks of.
type school struct {
	*counted
	class            string // its number
	today, yesterday string
}

// TestATrainersWeek plans a class and fills it by gap, notes one of twenty with
// three exceptions, takes scores from a sheet, confirms practice, puts a quiz
// together, has it taken and marks it, prints certificates, plans classes for
// all gaps, and lets the report go out. Nothing but keys.
func TestATrainersWeek(t *testing.T) {
	c := hall(t, "-customers", "2000")
	now := time.Now().In(time.FixedZone("CST", 8*60*60))
	week := &school{counted: c, today: now.Format(time.DateOnly), yesterday: now.AddDate(0, 0, -1).Format(time.DateOnly)}
	for _, part := range []struct {
		name string
		goal int
		do   func(*school)
	}{
		{"a class is planned and filled by gap", 14, (*school).plan},
		{"12 a class of twenty is noted with three exceptions", 7, (*school).note},
		{"scores are pasted from a sheet", 10, (*school).paste},
		{"the practice that waits is confirmed at once", 4, (*school).confirm},
		{"a quiz is put together and published", 10, (*school).publish},
		{"a learner takes the quiz", 12, (*school).take},
		{"the open answer is marked", 5, (*school).mark},
		{"the certificates of a class are printed", 7, (*school).certify},
		{"classes are planned for all gaps", 4, (*school).close},
		{"the report is opened, exported and printed", 6, (*school).report},
	} {
		if !c.task(t, part.name, part.goal, func(c *counted) {
			now := *week
			now.counted = c
			part.do(&now)
			week.class = now.class
		}) {
			return // the next begins where this one should have ended
		}
	}
	if got := c.ask("SELECT count(*) FROM drafts"); got != "0" {
		t.Errorf("%s drafts are left", got)
	}
	c.run(c.binary, "check", c.file)
}

// part goes to a part of the tab.
func (s *school) part(chords ...string) {
	s.press("ctrl+5")
	s.on("培训")
	s.press(chords...)
	s.still(surely)
}

// tabs goes some fields on, which is no action.
func (s *school) tabs(n int) {
	s.t.Helper()
	s.after("Tab", func() { s.key(slices.Repeat([]string{"Tab"}, n)...) })
}

// fill writes into a field and goes some on.
func (s *school) fill(text string, tabs int) {
	s.t.Helper()
	s.after(text, func() {
		s.typeIn(text)
		s.key(slices.Repeat([]string{"Tab"}, tabs)...)
	})
}

func (s *school) want(want, query string, args ...any) {
	s.t.Helper()
	if got := s.ask(query, args...); got != want {
		s.t.Errorf("%s\nis %q, want %q", query, got, want)
	}
}

const (
	theClass = "(SELECT id FROM classes WHERE number = ?)"
	theQuiz  = "(SELECT id FROM quizzes WHERE title = 'service week')"
)

// plan is Monday: a class next week, with who needs it by his post and the
// trainer himself, and its attendance sheet on paper.
func (s *school) plan() {
	before := s.ask("SELECT count(*) FROM classes")
	s.part()
	s.sheet("ctrl+n")
	s.choose("service")
	s.tabs(2)
	s.write("+7")
	s.shot("trainer-1-class")
	s.press("ctrl+Return")
	s.until("1", "SELECT count(*) - ? FROM classes", before)
	s.closed()
	s.class = s.ask("SELECT number FROM classes ORDER BY n DESC LIMIT 1")
	in := "SELECT count(*) FROM enrolments WHERE class_id = " + theClass

	s.sheet("ctrl+n")
	s.still(surely)
	s.press("ctrl+a")
	s.shot("trainer-2-roster")
	s.press("ctrl+Return")
	await(s.t, "people are in the class", func() bool { return s.ask(in, s.class) != "0" })
	s.closed()
	s.want("0", "SELECT count(*) FROM enrolments e JOIN staff s ON s.id = e.staff_id WHERE e.class_id = "+theClass+
		" AND s.post NOT IN (SELECT p.post FROM course_posts p WHERE p.course_id = e.course_id)", s.class)

	s.sheet("ctrl+n")
	s.still(surely)
	s.tabs(1)
	s.press("Right", "space")
	s.still(surely)
	s.press("ctrl+Return")
	s.closed()
	s.until("1", "SELECT count(*) FROM enrolments e JOIN staff s ON s.id = e.staff_id WHERE s.staff_no = '0001' AND e.class_id = "+theClass, s.class)
	s.print("签到表")
	s.shot("trainer-3-filled")
	s.press("Escape")
}

// note is task 12: Ctrl+5, the class that waits, all, three exceptions, save.
func (s *school) note() {
	waits := "SELECT c.number FROM classes c WHERE c.begins_on = ? AND c.status = 'running'"
	class := s.ask(waits, s.yesterday)
	s.want("20", "SELECT count(*) FROM enrolments WHERE class_id = "+theClass, class)
	s.part()
	s.press("Return")
	s.still(surely)
	s.press("ctrl+a", "space", "space", "space")
	s.shot("task12-1-noted")
	s.press("ctrl+Return")
	s.until("20", "SELECT count(*) FROM enrolments WHERE attendance <> '' AND class_id = "+theClass, class)
	s.still(surely)
	s.shot("task12-2-saved")
	s.want("3", "SELECT count(*) FROM enrolments WHERE attendance = 'absent' AND class_id = "+theClass, class)
	s.want("17", "SELECT count(*) FROM enrolments WHERE attendance = 'present' AND outcome = 'completed' AND class_id = "+theClass, class)
	s.want("17", "SELECT count(*) FROM completions WHERE withdrawn_at IS NULL AND class_id = "+theClass, class)
}

// paste brings the scores of a class of which half is noted out of a sheet, with
// a number nobody has and more points than there are.
func (s *school) paste() {
	class := s.ask("SELECT number FROM classes WHERE status = 'assessing' AND begins_on < ? ORDER BY begins_on DESC LIMIT 1", s.yesterday)
	of := " FROM enrolments e JOIN staff p ON p.id = e.staff_id WHERE e.attendance = '' AND e.class_id = " + theClass + " ORDER BY p.staff_no"
	lines := s.ask("SELECT group_concat(staff_no || char(9) || '7' || at, char(10)) FROM (SELECT p.staff_no, row_number() OVER () % 10 AS at"+of+")", class)
	people := strings.Split(lines, "\n")
	wrong, _, _ := strings.Cut(people[0], "\t")
	s.copied(s.t.(*testing.T), "工号\t成绩\n"+lines+"\nZZ999\t88\n"+wrong+"\t188\n")
	s.part("Escape")
	s.write(class)
	s.press("Return")
	s.still(surely)
	s.press("Return")
	s.still(surely)
	s.press("ctrl+a")
	s.sheet("ctrl+v")
	s.shot("trainer-4-left")
	s.press("Escape")
	s.closed()
	s.shot("trainer-5-pasted")
	s.press("ctrl+Return")
	s.until("0", "SELECT count(*) FROM enrolments WHERE attendance = '' AND class_id = "+theClass, class)
	s.still(surely)
	for _, line := range people {
		who, points, _ := strings.Cut(line, "\t")
		s.want(points+"00present", "SELECT e.score || e.attendance FROM enrolments e JOIN staff p ON p.id = e.staff_id WHERE p.staff_no = ? AND e.class_id = "+theClass, who, class)
	}
	s.press("Escape")
}

// confirm is Wednesday: all that waits is confirmed as it is claimed.
func (s *school) confirm() {
	const waiting = "SELECT count(*) FROM practice WHERE confirmed_at = 0 AND refused_at = 0 AND withdrawn_at IS NULL"
	if s.ask(waiting) == "0" {
		s.t.Fatal("nothing waits")
	}
	s.part("alt+4")
	s.press("ctrl+a")
	s.shot("trainer-6-practice")
	s.press("ctrl+Return")
	s.until("0", waiting)
	s.still(surely)
	s.shot("trainer-7-confirmed")
	s.want("0", "SELECT count(*) FROM practice WHERE refused_at = 0 AND confirmed_minutes <> minutes AND confirmed_by = (SELECT id FROM staff WHERE staff_no = '0001')")
}

// publish puts two drawn questions of one choice and an open one together, for
// the class of Monday.
func (s *school) publish() {
	s.part("alt+5")
	s.sheet("ctrl+n")
	s.fill("service week", 1)
	s.choose("service")
	s.tabs(1)
	s.still(surely)
	s.choose(s.class)
	s.tabs(1)
	s.fill(s.yesterday, 2)
	s.fill("+1", 3)
	s.fill("2", 4) // points to pass
	s.fill("1", 2) // point for each
	s.fill("2", 1)
	s.choose("single")
	s.tabs(3)
	s.fill("1", 1)
	s.choose("open")
	s.shot("trainer-8-quiz")
	s.press("ctrl+Return")
	s.until("draft", "SELECT status FROM quizzes WHERE id = "+theQuiz)
	s.closed()
	s.still(surely)
	s.sheet("ctrl+g")
	s.press("Return")
	s.until("published", "SELECT status FROM quizzes WHERE id = "+theQuiz)
	s.closed()
	s.shot("trainer-9-published")
	s.want("open1,single2", "SELECT group_concat(kind || n) FROM (SELECT kind, count(*) AS n FROM quiz_questions WHERE quiz_id = "+theQuiz+" GROUP BY kind)")
}

// take answers as whoever is at the desk, who is in the class.
func (s *school) take() {
	s.part("alt+9")
	s.press("shift+Tab", "shift+Tab")
	s.press("Return")
	s.still(surely)
	s.shot("trainer-10-cover")
	s.press("Return")
	s.until("1", "SELECT count(*) FROM quiz_attempts WHERE quiz_id = "+theQuiz)
	s.still(surely)
	right := "SELECT k.answers FROM quiz_keys k JOIN quiz_questions q ON q.id = k.quiz_question_id WHERE q.kind = 'single' AND k.quiz_id = " + theQuiz + " ORDER BY q.place LIMIT 1 OFFSET "
	for i := range 2 {
		s.write(s.ask(right + strconv.Itoa(i)))
		s.press("Return")
	}
	s.write("we are sorry")
	s.shot("trainer-11-answered")
	s.sheet("ctrl+Return")
	s.press("Return")
	s.until("0", "SELECT count(*) FROM quiz_attempts WHERE handed_at = 0 AND quiz_id = "+theQuiz)
	s.closed()
	s.shot("trainer-12-handed-in")
	s.want("we are sorry", "SELECT a.answer FROM quiz_answers a JOIN quiz_questions q ON q.id = a.quiz_question_id WHERE q.kind = 'open' AND q.quiz_id = "+theQuiz)
	s.want("0", "SELECT marked_at FROM quiz_attempts WHERE quiz_id = "+theQuiz)
}

func (s *school) mark() {
	s.part("alt+5")
	s.sheet("ctrl+g")
	s.still(surely)
	s.write("1")
	s.press("Return")
	s.write("polite")
	s.shot("trainer-13-marking")
	s.press("Return")
	s.until("3001", "SELECT score || passed FROM quiz_attempts WHERE marked_at > 0 AND quiz_id = "+theQuiz)
	s.closed()
	s.shot("trainer-14-marked")
	s.want("10000", "SELECT e.score FROM enrolments e JOIN staff p ON p.id = e.staff_id WHERE p.staff_no = '0001' AND e.class_id = "+theClass, s.class)
}

// certify issues those of the class that is offered first.
func (s *school) certify() {
	last := s.ask("SELECT coalesce(max(n), 0) FROM certificates")
	s.part("alt+6", "ctrl+g")
	s.sheet("ctrl+n")
	s.shot("trainer-15-certificates")
	s.press("ctrl+Return")
	issued := "SELECT count(*) FROM certificates WHERE n > ?"
	await(s.t, "certificates are issued", func() bool { return s.ask(issued, last) != "0" })
	s.closed()
	s.print("证书")
	s.shot("trainer-16-printed")
	s.want("0", "SELECT count(*) FROM certificates c JOIN completions d ON d.id = c.completion_id WHERE c.n > ? AND (c.staff_id <> d.staff_id OR d.withdrawn_at IS NOT NULL)", last)
}

// close is the plan that leaves no gap without a class.
func (s *school) close() {
	last := s.ask("SELECT max(n) FROM classes")
	s.part("alt+2")
	s.shot("trainer-17-gaps")
	s.sheet("ctrl+g")
	s.still(surely)
	s.shot("trainer-18-plan")
	s.press("Return")
	await(s.t, "classes are planned", func() bool { return s.ask("SELECT count(*) FROM classes WHERE n > ?", last) != "0" })
	s.still(surely)
	s.shot("trainer-19-planned")
	s.key("Escape") // what was left out, if anybody was
	s.closed()
	lacks := `SELECT count(*) FROM staff s JOIN course_posts p ON p.post = s.post AND p.withdrawn_at IS NULL AND p.from_on <= ?1 AND (p.to_on = '' OR p.to_on >= ?1)
		JOIN courses c ON c.id = p.course_id AND (c.ended_on = '' OR c.ended_on >= ?1)
		WHERE s.withdrawn_at IS NULL AND (s.valid_to = '' OR s.valid_to >= ?1)
		AND NOT EXISTS (SELECT 1 FROM completions d WHERE d.staff_id = s.id AND d.course_id = c.id AND d.withdrawn_at IS NULL)
		AND NOT EXISTS (SELECT 1 FROM enrolments e JOIN classes k ON k.id = e.class_id WHERE e.staff_id = s.id AND e.course_id = c.id AND e.outcome = ''
			AND k.status IN ('planned', 'enrolling', 'running', 'assessing'))`
	s.want("0", lacks, s.today)
}

func (s *school) report() {
	s.part("alt+8")
	s.shot("trainer-20-report")
	s.sheet("ctrl+e")
	s.shot("trainer-21-export")
	s.press("Return")
	log := "SELECT json_extract(value, '$[0].' || ?) FROM settings WHERE name = 'export.log'"
	s.until("1", "SELECT json_array_length(value) FROM settings WHERE name = 'export.log'")
	s.closed()
	sheet := filepath.Join(s.exports, s.ask(log, "file"))
	if at, err := os.Stat(sheet); err != nil || at.Size() == 0 || !strings.HasPrefix(filepath.Base(sheet), "培训 ") {
		s.t.Error(fmt.Sprint(sheet, ": ", err))
	}
	s.print("培训统计")
	s.shot("trainer-22-printed")
}
