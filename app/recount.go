package app

// Recount counts a running clock anew from its start and the pauses of its
// case, for when the calendar has changed. A stopped clock stays as it is, and
// so does one that no calendar touches or whose rule is not known here.
func (c Clock) Recount(pauses []Pause, days *Calendar) Clock {
	if c.StoppedAt != 0 || c.Unit == Hours || c.Unit == Minutes || c.Unit == "" {
		return c
	}
	anew := c
	anew.PausedAt, anew.PausedMs = 0, 0
	anew.DueAt, anew.Provisional = c.rule().due(c.StartAt, days)
	for _, p := range c.stoodIn(pauses) {
		if p.To != 0 {
			anew.PausedAt = p.From
			anew = anew.resume(p.To, days)
		}
	}
	anew.PausedAt, anew.PausedMs = c.PausedAt, c.PausedMs
	return anew
}

// rule is what a clock counts by.
func (c Clock) rule() LimitRule {
	return LimitRule{RuleSet: c.RuleSet, Amount: c.Amount, Unit: c.Unit, Pauses: c.PausedBy}
}

// stoodIn are the pauses of a case in which the clock stood: none for a clock
// that the customer does not hold or that never stood, none before it started
// and none after it stopped. One it stopped in has no end.
func (c Clock) stoodIn(pauses []Pause) []Pause {
	if c.PausedBy != string(WaitCustomer) || c.PausedAt == 0 && c.PausedMs == 0 {
		return nil
	}
	var out []Pause
	for _, p := range pauses {
		if p.To != 0 && p.To <= c.StartAt || c.StoppedAt != 0 && p.From >= c.StoppedAt {
			continue
		}
		if c.StoppedAt != 0 && p.To > c.StoppedAt {
			p.To = 0
		}
		p.From = max(p.From, c.StartAt)
		out = append(out, p)
	}
	return out
}

// Recount counts the clocks of an open case anew; the case's own due date
// follows. They come back in their order.
func (c Case) Recount(clocks []Clock, pauses []Pause, days *Calendar) (Case, []Clock) {
	anew := make([]Clock, len(clocks))
	for i, k := range clocks {
		anew[i] = k.Recount(pauses, days)
	}
	return c.due(anew), anew
}
