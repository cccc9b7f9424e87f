//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// task runs one of the twelve tasks from the start page and holds it to its
// goal of actions.
func (c *counted) task(t *testing.T, name string, goal int, do func(*counted)) bool {
	t.Helper()
	return t.Run(name, func(t *testing.T) {
		d := *c.desk
		d.t = t
		from := &counted{desk: &d, screen: c.screen, exports: c.exports, viewed: c.viewed, plain: c.plain}
		if !strings.HasPrefix(from.title(), "首页 ") {
			from.home()
		}
		from.pressed = nil
		defer func() {
			if t.Failed() {
				from.shot("failed")
			}
		}()
		do(from)
		t.Logf("%d actions of %d: %s", len(from.pressed), goal, strings.Join(from.pressed, ", "))
		if len(from.pressed) > goal {
			t.Errorf("%d actions, the goal is %d: %s", len(from.pressed), goal, strings.Join(from.pressed, ", "))
		}
	})
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
	c.sheet("ctrl+k")
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
	c.accepted()
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
	c.sheet("ctrl+k")
	c.press("ctrl+n")
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
	c.accepted()
	c.sheet("ctrl+p")
	c.shot("task3-4-print")
	c.press("Return")
	number := c.ask("SELECT number FROM cases WHERE kind = 'lv_resident'")
	await(c.t, "the receipt lies in the folder of papers", func() bool { return len(c.papers(number)) == 1 })
	c.closed()
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
	c.home()
	c.shot("task4-2-f2")
	pressed := c.pressed
	c.press("Return")
	c.on("工单")
	c.pressed = pressed
}

func goOn(c *counted) {
	c.sheet("ctrl+g")
	c.press("Return")
	c.choose("my011") // it is given to somebody first: that is no part of the task
	c.press("ctrl+Return")
	c.until("assigned", "SELECT status FROM cases WHERE kind = 'lv_resident'")
	c.closed()
	c.home()
	c.pressed = nil

	c.sheet("ctrl+g")
	c.shot("task5-1-offered")
	c.press("Return")
	c.write("goes there on monday")
	c.shot("task5-2-note")
	c.press("ctrl+Return")
	c.until("survey", "SELECT stage FROM cases WHERE kind = 'lv_resident'")
	c.closed()
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

	c.sheet("ctrl+p")
	c.press("Return")
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
	c.closed()
	c.shot("task10-1-receipt")
}

func export(c *counted) {
	c.press("ctrl+2")
	c.on("客户")
	c.still(surely)
	c.write("zhou")
	c.still(surely)
	c.shot("task10-2-filtered")
	c.sheet("ctrl+e")
	c.shot("task10-3-export")
	c.press("Return")
	log := "SELECT json_extract(value, '$[0].' || ?) FROM settings WHERE name = 'export.log'"
	c.until("1", "SELECT json_array_length(value) FROM settings WHERE name = 'export.log'")
	c.closed()
	c.shot("task10-4-written")
	want := c.ask("SELECT count(*) FROM customers c JOIN accounts a ON a.customer_id = c.id WHERE c.pinyin LIKE '%zhou%'")
	if got := c.ask(log, "rows"); got != want || got == "0" {
		c.t.Errorf("%s rows went out, want the %s that the filter shows", got, want)
	}
	if _, err := os.Stat(filepath.Join(c.exports, c.ask(log, "file"))); err != nil {
		c.t.Error(err)
	}
}
