//go:build e2e

package e2e

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"
)

// going is one visit of the manager's day, as the file has it.
type going struct {
	number, customer string
	organisation     bool
}

// round is a customer manager's day: whom to visit, all of one manager.
type round struct {
	*counted
	manager string // the staff number
	visits  []going
	today   string
}

// TestAManagersDay plans the next month, reads and prints the briefs of today,
// records three visits with what comes up in them, and looks at the sheet of
// the day again. Nothing but keys.
func TestAManagersDay(t *testing.T) {
	c := hall(t, "-customers", "2000")
	day := &round{counted: c, today: time.Now().In(time.FixedZone("CST", 8*60*60)).Format(time.DateOnly)}
	for _, part := range []struct {
		name string
		goal int
		do   func(*round)
	}{
		{"7 next month's visits are planned for twenty customers", 5, (*round).plan},
		{"three visits are taken today", 40, (*round).takeToday},
		{"the day is read and printed", 20, (*round).prepare},
		{"6 a visit is recorded with a case and a promise", 7, (*round).caseAndPromise},
		{"a visit brings a change of data", 12, (*round).change},
		{"a call brings a usage event and a reading", 20, (*round).call},
		{"the sheet of the day shows them made", 3, (*round).look},
	} {
		if !c.task(t, part.name, part.goal, func(c *counted) {
			now := *day
			now.counted = c
			part.do(&now)
			day.manager, day.visits = now.manager, now.visits
		}) {
			return // the next begins where this one should have ended
		}
	}
	if got := c.ask("SELECT count(*) FROM drafts"); got != "0" {
		t.Errorf("%s drafts are left", got)
	}
	c.run(c.binary, "check", c.file)
}

// plan is task 7: who is due, all of them, plan, the month, Enter.
func (r *round) plan() {
	last := r.ask("SELECT max(n) FROM visits")
	r.press("ctrl+d")
	r.on("走访")
	r.still(surely)
	r.press("ctrl+a")
	r.sheet("ctrl+g")
	r.press("Down")
	r.still(surely) // what it comes to
	r.shot("task7-1-plan")
	r.press("Return")
	await(r.t, "twenty visits and more are planned", func() bool {
		n, _ := strconv.Atoi(r.ask("SELECT count(*) FROM visits WHERE n > ?", last))
		return n >= 20
	})
	r.closed()
	r.shot("task7-2-planned")
	day, _ := time.Parse(time.DateOnly, r.today)
	next := time.Date(day.Year(), day.Month()+1, 1, 0, 0, 0, 0, time.UTC).Format("200601")
	if got := r.ask("SELECT group_concat(DISTINCT month || status || substr(planned_on, 1, 4) || substr(planned_on, 6, 2)) FROM visits WHERE n > ?", last); got != next+"planned"+next {
		r.t.Errorf("the months and states of what was planned are %q, want all planned in %s", got, next)
	}
}

// takeToday moves three visits of one manager to today: a household and two
// enterprises.
func (r *round) takeToday() {
	const open = " FROM visits v JOIN customers c ON c.id = v.customer_id WHERE v.status = 'planned' AND v.manager_id IS NOT NULL"
	id := r.ask("SELECT hex(v.manager_id)" + open + " GROUP BY 1 ORDER BY min(sum(c.kind = 'person'), 1) DESC, min(sum(c.kind = 'organisation'), 2) DESC, hex(v.manager_id) LIMIT 1")
	r.manager = r.ask("SELECT staff_no FROM staff WHERE hex(id) = ?", id)
	for at, kind := range []string{"person", "organisation", "organisation"} {
		of := " FROM (SELECT v.number, c.name" + open + " AND c.kind = ? AND hex(v.manager_id) = ? AND v.planned_on <> ? ORDER BY v.n LIMIT 1)"
		number := r.ask("SELECT number"+of, kind, id, r.today)
		r.visits = append(r.visits, going{number, r.ask("SELECT name"+of, kind, id, r.today), kind == "organisation"})
		if at == 0 {
			r.press("ctrl+4", "alt+1")
			r.on("走访")
			r.still(surely)
		} else {
			r.write("z") // on the list what is typed goes to the search
			r.key("ctrl+a")
		}
		r.write(number)
		r.key("Return") // the list, by now narrowed to it
		r.still(surely)
		r.sheet("ctrl+g")
		r.press("Return")
		r.write(r.today)
		r.press("Tab")
		r.write("on the way today")
		if at == 0 {
			r.shot("manager-1-move")
		}
		r.press("ctrl+Return")
		r.until(r.today, "SELECT planned_on FROM visits WHERE number = ?", number)
		r.closed()
	}
}

// place is where a visit stands on the sheet of the day, from 0.
func (r *round) place(number string) int {
	at, _ := strconv.Atoi(r.ask(`SELECT at FROM (SELECT v.number, row_number() OVER (ORDER BY v.route_no = 0, v.route_no, t.code, v.n) - 1 AS at
		FROM visits v JOIN staff m ON m.id = v.manager_id LEFT JOIN accounts a ON a.id = coalesce(v.account_id, (SELECT id FROM accounts WHERE customer_id = v.customer_id ORDER BY n LIMIT 1))
		LEFT JOIN transformer_areas t ON t.id = a.transformer_area_id
		WHERE m.staff_no = ? AND v.planned_on = ? AND v.status <> 'cancelled') WHERE number = ?`, r.manager, r.today, number))
	return at
}

// prepare brings the household to the head of the route, reads its brief, and
// prints the sheet and the briefs of the day.
func (r *round) prepare() {
	r.press("ctrl+4")
	r.on("走访")
	r.press("alt+2")
	r.still(surely)
	r.shot("manager-2-calendar")
	r.press("Return")
	r.still(surely)
	first := r.visits[0].number
	at := r.place(first)
	for range at {
		r.press("Down")
	}
	for left := range at {
		r.press("alt+Up")
		r.until(strconv.Itoa(at-left), "SELECT route_no FROM visits WHERE number = ?", first)
		r.still(surely)
	}
	r.shot("manager-3-day")
	r.press("ctrl+b")
	r.still(surely)
	r.shot("manager-4-brief")
	r.print("客户走访简报")
	r.press("Escape")
	r.still(surely)
	r.print("走访日计划")
	r.print("当日走访简报", "Down")
}

// answer fills in what the form asks first: who was met and what is needed, of
// an enterprise also that it will need no more. The keyboard is on who was met.
func (r *round) answer(v going, met, grade, need string) {
	r.write(met)
	r.press("Tab")
	if grade != "" {
		r.write(grade)
	}
	r.press("Tab", "Tab", "Tab")
	r.write(need)
	if v.organisation {
		r.press("Tab")
		r.write("2")
	}
}

// recorded presses Ctrl+Enter and waits for the record.
func (r *round) recorded(v going, status string) {
	r.press("ctrl+Return")
	r.until(status, "SELECT status FROM visits WHERE number = ?", v.number)
	r.still(surely)
}

// of asks one value that hangs on a visit.
func (r *round) of(v going, query string, args ...any) string {
	return r.ask(query, append([]any{v.number}, args...)...)
}

func (r *round) wants(v going, want map[string]string) {
	r.t.Helper()
	for query, want := range want {
		if got := r.of(v, query); got != want {
			r.t.Errorf("visit %s: %s\nis %q, want %q", v.number, query, got, want)
		}
	}
}

const theVisit = "(SELECT id FROM visits WHERE number = ?)"

// caseAndPromise is task 6; the sheet of the day is where the tab was left, and
// the visit its first.
func (r *round) caseAndPromise() {
	v := r.visits[0]
	// long enough that drafts are written many times while it is typed
	need := strings.TrimSpace(strings.Repeat("the lamps go dim in the evening when the mill runs ", 6))
	r.press("ctrl+4")
	r.on("走访")
	r.still(surely)
	r.press("Return")
	r.still(surely)
	r.shot("task6-1-form")
	r.answer(v, "the owner", "", need)
	r.shot("task6-2-typed")
	r.sheet("ctrl+shift+c")
	r.write("voltage too low at night")
	r.still(surely)
	r.shot("task6-3-case")
	r.press("ctrl+Return")
	r.until("1", "SELECT count(*) FROM visit_links WHERE visit_id = "+theVisit, v.number)
	r.closed()
	r.sheet("ctrl+shift+p")
	r.write("measure the voltage")
	r.press("Tab")
	r.write("+3")
	r.shot("task6-4-promise")
	r.press("ctrl+Return")
	r.until("2", "SELECT count(*) FROM visit_links WHERE visit_id = "+theVisit, v.number)
	r.closed()
	r.still(surely)
	r.shot("task6-5-made")
	r.recorded(v, "follow_up")
	r.shot("task6-6-recorded")
	r.wants(v, map[string]string{
		"SELECT met || channel || visited_on FROM visits WHERE number = ?":                                                           "the owner" + "on_site" + r.today,
		"SELECT value FROM visit_answers WHERE name = 'present_need' AND visit_id = " + theVisit:                                     need,
		"SELECT value FROM customer_facts WHERE name = 'present_need' AND visit_id = " + theVisit:                                    need,
		"SELECT group_concat(kind) FROM (SELECT kind FROM visit_links WHERE visit_id = " + theVisit + " ORDER BY n)":                 "case,promise",
		"SELECT k.kind || k.channel || k.content FROM cases k JOIN visit_links l ON l.record_id = k.id WHERE visit_id = " + theVisit: "consultationvisitvoltage too low at night",
		"SELECT content || (julianday(due_on) - julianday(made_on)) FROM promises WHERE visit_id = " + theVisit:                      "measure the voltage3.0",
	})
}

// open goes to the form of a visit from the sheet of the day, on which the
// visit before is still chosen.
func (r *round) open(at int) {
	r.press("ctrl+4")
	r.on("走访")
	r.press("Escape") // from the record to the sheet
	r.still(surely)
	for range r.place(r.visits[at].number) - r.place(r.visits[at-1].number) {
		r.press("Down")
	}
	for range r.place(r.visits[at-1].number) - r.place(r.visits[at].number) {
		r.press("Up")
	}
	r.press("Return")
	r.still(surely)
}

func (r *round) change() {
	v := r.visits[1]
	r.open(1)
	r.answer(v, "the director", "4", "two more shifts from spring on")
	r.sheet("ctrl+shift+h")
	r.choose("mobile")
	r.press("Tab")
	r.write("12900000077")
	r.press("Tab", "Tab", "space", "Tab")
	r.write("told at the gate")
	r.shot("manager-5-change")
	r.press("ctrl+Return")
	r.until("1", "SELECT count(*) FROM visit_links WHERE visit_id = "+theVisit, v.number)
	r.closed()
	r.recorded(v, "recorded")
	r.shot("manager-6-changed")
	r.wants(v, map[string]string{
		"SELECT value FROM visit_answers WHERE name = 'present_need' AND visit_id = " + theVisit:                                 "two more shifts from spring on",
		"SELECT value FROM visit_answers WHERE name = 'development_need' AND visit_id = " + theVisit:                             "no",
		"SELECT kind || verified_on FROM visit_links WHERE visit_id = " + theVisit:                                               "change" + r.today,
		"SELECT k.mobile || k.verified_on FROM contacts k JOIN visit_links l ON l.record_id = k.id WHERE visit_id = " + theVisit: "12900000077" + r.today,
		"SELECT source || score FROM survey_responses WHERE source_id = " + theVisit:                                             "visit4",
	})
	// the log says where the change came from, and how it was learned
	said := "SELECT count(*) FROM sy_changes WHERE instr(body, CAST(? AS BLOB)) AND instr(body, CAST('visit' AS BLOB)) AND instr(body, CAST('12900000077' AS BLOB))"
	if got := r.ask(said, "told at the gate"); got != "1" {
		r.t.Errorf("%s change sets tell of the change, want 1", got)
	}
}

func (r *round) call() {
	v := r.visits[2]
	r.open(2)
	r.press("shift+Tab", "shift+Tab")
	r.write("2")
	r.press("Tab", "Tab")
	r.answer(v, "the electrician", "5", "stands still over the new year")
	r.sheet("ctrl+shift+u")
	r.choose("reduction")
	r.press("Tab", "Tab")
	r.write("+1")
	r.press("Tab")
	r.write("+2")
	r.press("Tab")
	r.write("1200")
	r.press("Tab", "Tab", "Tab")
	r.write("stands still")
	r.shot("manager-7-usage")
	r.press("ctrl+Return")
	r.until("1", "SELECT count(*) FROM usage_events WHERE visit_id = "+theVisit, v.number)
	r.closed()
	r.sheet("ctrl+shift+m")
	r.press("Tab", "Tab")
	r.write("987654.5")
	r.still(surely)
	r.shot("manager-8-reading")
	r.press("ctrl+Return")
	r.until("1", "SELECT count(*) FROM readings WHERE visit_id = "+theVisit, v.number)
	r.closed()
	r.recorded(v, "recorded")
	r.shot("manager-9-called")
	r.wants(v, map[string]string{
		"SELECT channel || met FROM visits WHERE number = ?":                                                         "telephonethe electrician",
		"SELECT group_concat(kind) FROM (SELECT kind FROM visit_links WHERE visit_id = " + theVisit + " ORDER BY n)": "usage_event,reading",
		"SELECT kind || kwh || reason FROM usage_events WHERE visit_id = " + theVisit:                                "reduction-1200stands still",
		"SELECT register || hundredths || read_on FROM readings WHERE visit_id = " + theVisit:                        "total98765450" + r.today,
		"SELECT source || score FROM survey_responses WHERE source_id = " + theVisit:                                 "visit5",
	})
}

// look goes back to the sheet of the day.
func (r *round) look() {
	r.press("ctrl+4")
	r.on("走访")
	r.press("Escape")
	r.still(surely)
	r.shot("manager-10-day")
	made := fmt.Sprintf("SELECT count(*) FROM visits WHERE planned_on = '%s' AND visited_on = '%s' AND entered_at > 0 AND number = ?", r.today, r.today)
	for _, v := range r.visits {
		r.wants(v, map[string]string{made: "1"})
	}
}
