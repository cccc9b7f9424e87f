//go:build e2e

package e2e

import (
	"encoding/json"
	"hash/maphash"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// counted is a desk that counts what a clerk does: a chord, a key that moves
// or opens, a value chosen. Typing a text and going on with Tab do not count.
type counted struct {
	*desk
	screen  *xgb.Conn
	exports string // the folder exports go to
	viewed  string // a file that tells which papers the viewer was given
	pressed []string
}

// hall is a county's file with the program over it, on its start page.
func hall(t *testing.T, sample ...string) *counted {
	t.Helper()
	d := open(t)
	c := &counted{desk: d, exports: t.TempDir(), viewed: filepath.Join(t.TempDir(), "viewed")}
	c.settle()
	d.run(d.binary, append(append([]string{"sample"}, sample...), d.file)...)
	d.launch()
	x, err := xgb.NewConnDisplay(d.display)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(x.Close)
	c.screen = x
	c.still()
	return c
}

// settle names the folder of exports, and puts a viewer before the system's
// that only writes down what it is given.
func (c *counted) settle() {
	c.t.Helper()
	if err := os.MkdirAll(c.config, 0o700); err != nil {
		c.t.Fatal(err)
	}
	choices, _ := json.Marshal(map[string]string{"folder": c.exports}) // a plain map always marshals
	bin := c.t.TempDir()
	viewer := "#!/bin/sh\necho \"$1\" >>" + c.viewed + "\n"
	for path, text := range map[string]string{filepath.Join(c.config, "settings.json"): string(choices), filepath.Join(bin, "xdg-open"): viewer} {
		if err := os.WriteFile(path, []byte(text), 0o700); err != nil { //nolint:gosec // the viewer is run
			c.t.Fatal(err)
		}
	}
	c.t.(*testing.T).Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
}

var seed = maphash.MakeSeed()

// picture is what the screen shows, as a number to compare; without the corner
// of the messages that go by themselves.
func (c *counted) picture() uint64 {
	c.t.Helper()
	var sum maphash.Hash
	sum.SetSeed(seed)
	for _, part := range []xproto.Rectangle{{Width: 1366, Height: 540}, {Y: 540, Width: 940, Height: 228}} {
		shown, err := xproto.GetImage(c.screen, xproto.ImageFormatZPixmap, xproto.Drawable(xproto.Setup(c.screen).DefaultScreen(c.screen).Root),
			part.X, part.Y, part.Width, part.Height, 0xffffffff).Reply()
		if err != nil {
			c.t.Fatal(err)
		}
		_, _ = sum.Write(shown.Data)
	}
	return sum.Sum64()
}

// still waits until the screen shows the same for a while.
func (c *counted) still() {
	c.t.Helper()
	same, last := 0, uint64(0)
	await(c.t, "the screen is still", func() bool {
		now := c.picture()
		if same++; now != last {
			same, last = 0, now
		}
		return same == 3
	})
}

// after waits until the screen shows the effect of what is done.
func (c *counted) after(what string, do func()) {
	c.t.Helper()
	before := c.picture()
	do()
	await(c.t, what+" is seen", func() bool { return c.picture() != before })
	c.still()
}

// press presses chords, each once the effect of the one before is seen.
func (c *counted) press(chords ...string) {
	c.t.Helper()
	for _, chord := range chords {
		c.after(chord, func() { c.key(chord) })
		if chord != "Tab" {
			c.pressed = append(c.pressed, chord)
		}
	}
}

// write types a text where the keyboard is.
func (c *counted) write(text string) {
	c.t.Helper()
	c.after(text, func() { c.typeIn(text) })
}

// choose takes the value a code stands for: one action.
func (c *counted) choose(code string) {
	c.t.Helper()
	c.write(code)
	c.press("Return")
}

// title is what the window says it shows.
func (c *counted) title() string {
	c.t.Helper()
	window, _, _ := strings.Cut(c.run("xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(c.program.Process.Pid)), "\n")
	return c.run("xdotool", "getwindowname", window)
}

// on waits for an area of the window.
func (c *counted) on(area string) {
	c.t.Helper()
	await(c.t, area+" is on view", func() bool { return strings.HasPrefix(c.title(), area+" ") })
}

// task runs one of the twelve tasks from the start page and holds it to its
// goal of actions.
func (c *counted) task(t *testing.T, name string, goal int, do func(*counted)) bool {
	t.Helper()
	return t.Run(name, func(t *testing.T) {
		d := *c.desk
		d.t = t
		from := &counted{desk: &d, screen: c.screen, exports: c.exports, viewed: c.viewed}
		if !strings.HasPrefix(from.title(), "首页 ") {
			from.press("F2")
			from.on("首页")
		}
		from.pressed = nil
		do(from)
		t.Logf("%d actions of %d: %s", len(from.pressed), goal, strings.Join(from.pressed, ", "))
		if len(from.pressed) > goal {
			t.Errorf("%d actions, the goal is %d: %s", len(from.pressed), goal, strings.Join(from.pressed, ", "))
		}
	})
}

// papers are the files in the folder of papers whose names hold a word.
func (c *counted) papers(word string) []string {
	c.t.Helper()
	found, err := filepath.Glob(filepath.Join(c.config, "papers", "*"+word+"*.pdf"))
	if err != nil {
		c.t.Fatal(err)
	}
	return found
}

// TestTheTasksOfTheCounter does the counter's tasks of the twelve most frequent
// ones by keys alone, and holds each to its goal of actions.
func TestTheTasksOfTheCounter(t *testing.T) {
	c := hall(t, "-customers", "300", "-cases=false")
	for _, task := range []struct {
		name string
		goal int
		do   func(*counted)
	}{
		{"2 a consultation of a known customer is recorded and closed", 4, consultation},
		{"10 a filtered list goes out", 3, export},
		{"3 a connection is accepted for a new customer, with its receipt", 8, connection},
		{"4 what is due stands on the start page", 0, due},
		{"4 what is due is one key away", 1, dueFromElsewhere},
		{"5 a case goes on with a note", 3, goOn},
		{"10 a receipt is printed", 2, receipt},
	} {
		if !c.task(t, task.name, task.goal, task.do) {
			return // the next begins where this one should have ended
		}
	}
	c.run(c.binary, "check", c.file)
}

func consultation(c *counted) {
	account := c.ask("SELECT account_no FROM accounts ORDER BY n LIMIT 1 OFFSET 7")
	c.press("ctrl+k")
	c.write(account)
	c.shot("task2-1-found")
	c.press("ctrl+Return")
	c.on("工单")
	c.choose("zx")
	c.write("asks about the price of the second step")
	c.press("Tab")
	c.write("explained at the counter")
	c.shot("task2-2-form")
	c.press("ctrl+shift+Return")
	c.until("closed", "SELECT status FROM cases")
	c.shot("task2-3-closed")
	of := "SELECT a.account_no FROM cases k JOIN accounts a ON a.customer_id = k.customer_id WHERE k.kind = 'consultation'"
	if got := c.ask(of); got != account {
		c.t.Errorf("the case is of account %s, want %s", got, account)
	}
	for column, want := range map[string]string{"content": "asks about the price of the second step", "answer": "explained at the counter", "opinion": "satisfied"} {
		if got := c.ask("SELECT " + column + " FROM cases WHERE kind = 'consultation'"); got != want {
			c.t.Errorf("%s is %q, want %q", column, got, want)
		}
	}
	if got := c.ask("SELECT count(*) FROM drafts"); got != "0" {
		c.t.Errorf("%s drafts are left", got)
	}
}

func connection(c *counted) {
	before := c.ask("SELECT count(*) FROM customers")
	known := c.ask("SELECT mobile FROM contacts WHERE mobile <> '' ORDER BY n LIMIT 1")
	c.press("ctrl+k", "ctrl+n")
	c.on("客户")
	c.write("zhou xiaomei")
	c.press("Tab", "Tab", "Tab", "Tab", "Tab")
	c.write(known) // the telephone of the family: who may be here already is shown
	c.press("Tab", "Tab", "Tab", "Tab")
	c.write("5104999999990")
	c.press("Tab", "Tab")
	c.write("xincun 8-12")
	c.shot("task3-1-customer")
	c.press("ctrl+shift+Return")
	c.on("工单")
	c.shot("task3-2-form")
	c.choose("jm")
	c.write("8")
	c.press("Tab", "Tab", "Tab")
	c.write("new house")
	c.press("Tab", "space")
	c.shot("task3-3-ready")
	c.press("ctrl+Return")
	c.until("accepted", "SELECT status FROM cases WHERE kind = 'lv_resident'")
	c.press("ctrl+p")
	c.shot("task3-4-print")
	c.press("Return")
	number := c.ask("SELECT number FROM cases WHERE kind = 'lv_resident'")
	await(c.t, "the receipt lies in the folder of papers", func() bool { return len(c.papers(number)) == 1 })
	c.shot("task3-5-end")
	if got := c.ask("SELECT count(*) - ? FROM customers", before); got != "1" {
		c.t.Errorf("%s customers more, want 1", got)
	}
	who := " FROM cases k JOIN customers c ON c.id = k.customer_id JOIN accounts a ON a.id = k.account_id WHERE k.kind = 'lv_resident'"
	for column, want := range map[string]string{
		"c.name": "zhou xiaomei", "a.account_no": "5104999999990", "a.address": "xincun 8-12", "k.content": "new house", "k.contact_phone": known,
	} {
		if got := c.ask("SELECT " + column + who); got != want {
			c.t.Errorf("%s is %q, want %q", column, got, want)
		}
	}
	of := " WHERE case_id = (SELECT id FROM cases WHERE kind = 'lv_resident')"
	if got := c.ask("SELECT value FROM case_fields" + of + " AND name = 'capacity'"); got != "8000" {
		c.t.Errorf("the capacity is %q VA, want 8000", got)
	}
	if got := c.ask("SELECT group_concat(code || iif(received_on = '', ' owed', ' received')) FROM (SELECT * FROM case_documents" + of + " AND need <> 'optional' ORDER BY code)"); got != "identity received,property owed" {
		c.t.Errorf("the documents are %q", got)
	}
	if got := c.ask("SELECT count(*) FROM drafts"); got != "0" {
		c.t.Errorf("%s drafts are left", got)
	}
}

func due(c *counted) {
	if got := c.ask("SELECT count(*) FROM cases WHERE status = 'accepted'"); got != "1" {
		c.t.Fatalf("%s cases are open, want 1", got)
	}
	c.shot("task4-1-start")
}

// dueFromElsewhere comes from another area, and sees by what Enter opens that
// the most urgent case stands on the page.
func dueFromElsewhere(c *counted) {
	c.press("ctrl+2")
	c.on("客户")
	c.pressed = nil
	c.press("F2")
	c.on("首页")
	c.shot("task4-2-f2")
	pressed := c.pressed
	c.press("Return")
	c.on("工单")
	c.pressed = pressed
}

func goOn(c *counted) {
	c.press("ctrl+g", "Return")
	c.choose("my011") // it is given to somebody first: that is no part of the task
	c.press("ctrl+Return")
	c.until("assigned", "SELECT status FROM cases WHERE kind = 'lv_resident'")
	c.press("F2")
	c.on("首页")
	c.pressed = nil

	c.press("ctrl+g")
	c.shot("task5-1-offered")
	c.press("Return")
	c.write("goes there on monday")
	c.shot("task5-2-note")
	c.press("ctrl+Return")
	c.until("survey", "SELECT stage FROM cases WHERE kind = 'lv_resident'")
	c.shot("task5-3-moved")
	if got := c.ask("SELECT note FROM case_steps WHERE to_stage = 'survey'"); got != "goes there on monday" {
		c.t.Errorf("the step says %q", got)
	}
}

// receipt begins on the page of the case, where a clerk is when it is asked for.
func receipt(c *counted) {
	before := len(c.papers(""))
	c.press("Return")
	c.on("工单")
	c.pressed = nil

	c.press("ctrl+p", "Return")
	number := c.ask("SELECT number FROM cases WHERE kind = 'lv_resident'")
	await(c.t, "one more receipt lies in the folder of papers", func() bool { return len(c.papers("")) == before+1 && len(c.papers(number)) == 2 })
	paper := c.papers(number)[1]
	await(c.t, "the viewer shows it", func() bool {
		told, _ := os.ReadFile(c.viewed)
		return strings.Contains(string(told), paper)
	})
	if pdf, err := os.ReadFile(paper); err != nil || !strings.HasPrefix(string(pdf), "%PDF-") {
		c.t.Errorf("%s is no PDF: %v", paper, err)
	}
	c.shot("task10-1-receipt")
}

func export(c *counted) {
	c.press("ctrl+2")
	c.on("客户")
	c.write("zhou")
	c.shot("task10-2-filtered")
	c.press("ctrl+e")
	c.shot("task10-3-export")
	c.press("Return")
	log := "SELECT json_extract(value, '$[0].' || ?) FROM settings WHERE name = 'export.log'"
	c.until("1", "SELECT json_array_length(value) FROM settings WHERE name = 'export.log'")
	c.shot("task10-4-written")
	want := c.ask("SELECT count(*) FROM customers c JOIN accounts a ON a.customer_id = c.id WHERE c.pinyin LIKE '%zhou%'")
	if got := c.ask(log, "rows"); got != want || got == "0" {
		c.t.Errorf("%s rows went out, want the %s that the filter shows", got, want)
	}
	if _, err := os.Stat(filepath.Join(c.exports, c.ask(log, "file"))); err != nil {
		c.t.Error(err)
	}
}

// begin accepts a case of a kind, by its two letters, for the customer of an
// account, up to the first field that needs an answer.
func (c *counted) begin(account, letters string) {
	c.press("ctrl+k")
	c.write(account)
	c.press("ctrl+Return")
	c.on("工单")
	c.choose(letters)
}

// step takes the case on view one step on, to a stage that is offered first.
func (c *counted) step(stage string, fill func()) {
	c.press("ctrl+g", "Return")
	fill()
	c.shot("complaint-" + stage)
	c.press("ctrl+Return")
	c.until(stage, "SELECT stage FROM cases WHERE kind = 'complaint'")
	c.still()
}

// TestAComplaintGoesItsWayByKeys takes a complaint from the counter to its end.
func TestAComplaintGoesItsWayByKeys(t *testing.T) {
	c := hall(t, "-customers", "50", "-cases=false")
	c.begin(c.ask("SELECT account_no FROM accounts ORDER BY n LIMIT 1"), "ts")
	c.choose("service")
	c.press("Tab", "Tab", "Tab", "Tab", "Tab")
	c.write("waited two hours")
	c.shot("complaint-accepted")
	c.press("ctrl+Return")
	c.until("accepted", "SELECT stage FROM cases WHERE kind = 'complaint'")
	c.still()

	c.step("grading", func() { c.choose("general") })
	c.step("assigned", func() { c.choose("my011") })
	c.step("contact", func() {})
	c.step("inquiry", func() {
		c.write("monday 9 h")
		c.press("Tab")
		c.choose("phone")
	})
	c.step("drafting", func() {
		c.write("hall")
		c.press("Tab")
		c.choose("marketing")
		c.press("Tab")
		c.write("one window open")
		c.press("Tab")
		c.write("the queue list says so")
	})
	c.step("review", func() {
		c.write("second window from 9 to 11")
		c.press("Tab")
		c.write("we are sorry and opened a window")
	})
	c.step("answering", func() { c.choose("my012") })
	c.step("replied", func() { c.choose("phone") })
	c.step("call_back", func() {})
	c.step("closed", func() {})
	c.shot("complaint-end")

	way := "accepted grading assigned contact inquiry drafting review answering replied call_back closed"
	if got := c.ask("SELECT group_concat(to_stage, ' ') FROM (SELECT to_stage FROM case_steps ORDER BY n)"); got != way {
		t.Errorf("it went %q, want %q", got, way)
	}
	for name, want := range map[string]string{
		"contacted_at": "monday 9 h", "unit": "hall", "responsibility": "marketing", "cause": "one window open", "measures": "second window from 9 to 11",
	} {
		if got := c.ask("SELECT value FROM case_fields WHERE name = ?", name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for column, want := range map[string]string{
		"status": "closed", "sub_kind": "service", "content": "waited two hours", "grade": "general", "opinion": "satisfied",
		"answer": "we are sorry and opened a window", "result": "we are sorry and opened a window",
	} {
		if got := c.ask("SELECT " + column + " FROM cases"); got != want {
			t.Errorf("%s is %q, want %q", column, got, want)
		}
	}
	if got := c.ask("SELECT s.staff_no FROM cases k JOIN staff s ON s.id = k.owner_id"); got != "MY011" {
		t.Errorf("the owner is %q", got)
	}
	c.run(c.binary, "check", c.file)
}

// TestAFaultAtAKnownOutageBecomesPartOfIt accepts a report from a place where
// power is known to be off.
func TestAFaultAtAKnownOutageBecomesPartOfIt(t *testing.T) {
	c := hall(t, "-customers", "300")
	outage := "SELECT o.number FROM outages o JOIN outage_scopes s ON s.outage_id = o.id WHERE o.kind = 'fault' AND o.actual_to = 0"
	c.begin(c.ask(`SELECT a.account_no FROM accounts a JOIN outage_scopes s ON s.transformer_area_id = a.transformer_area_id
		JOIN outages o ON o.id = s.outage_id WHERE o.kind = 'fault' AND o.actual_to = 0 ORDER BY a.n LIMIT 1`), "bx")
	c.write("whole house dark")
	c.shot("fault-known")
	c.press("ctrl+Return")
	c.until("accepted", "SELECT status FROM cases WHERE content = 'whole house dark'")
	c.shot("fault-accepted")
	known := c.ask(outage)
	if got := c.ask("SELECT o.number FROM outage_cases l JOIN outages o ON o.id = l.outage_id JOIN cases k ON k.id = l.case_id WHERE k.content = 'whole house dark'"); got != known || got == "" {
		t.Errorf("the report is part of outage %q, want %q", got, known)
	}
	if got := c.ask("SELECT area_type FROM cases WHERE content = 'whole house dark'"); got == "" {
		t.Error("the area type was not taken from the customer's transformer area")
	}
	c.run(c.binary, "check", c.file)
}
