//go:build e2e

package e2e

import (
	"testing"
)

// begin accepts a case of a kind, by its two letters, for the customer of an
// account, up to the first field that needs an answer.
func (c *counted) begin(account, letters string) {
	c.sheet("ctrl+k")
	c.write(account)
	c.press("ctrl+Return")
	c.on("工单")
	c.choose(letters)
}

// step takes the case on view one step on, to a stage that is offered first.
func (c *counted) step(stage string, fill func()) {
	c.sheet("ctrl+g")
	c.press("Return")
	fill()
	c.shot("complaint-" + stage)
	c.press("ctrl+Return")
	c.until(stage, "SELECT stage FROM cases WHERE kind = 'complaint'")
	c.closed()
}

// TestAComplaintGoesItsWayByKeys takes a complaint from the counter to its end.
func TestAComplaintGoesItsWayByKeys(t *testing.T) {
	c := hall(t, "-customers", "50", "-cases=false")
	c.begin(c.ask("SELECT account_no FROM accounts ORDER BY n LIMIT 1"), "ts")
	c.choose("service")
	c.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab") // past mood to about whom and about what
	c.write("waited two hours")
	c.shot("complaint-accepted")
	c.press("ctrl+Return")
	c.until("accepted", "SELECT stage FROM cases WHERE kind = 'complaint'")
	c.accepted()

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
		c.press("Tab")
		c.choose("true")
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
	c.still(surely) // the outages of the place are looked up meanwhile
	c.shot("fault-known")
	c.press("ctrl+Return")
	c.until("accepted", "SELECT status FROM cases WHERE content = 'whole house dark'")
	c.accepted()
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
