package paper

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// From is what the papers of a case are read off.
type From struct {
	Head     Head
	Page     app.CasePage
	Customer app.CustomerPage // of nobody, where the case names no customer
	Staff    []app.Staff
	Units    []app.OrgUnit
	Label    func(list, code string) string // words a code
}

// HeadOf finds the company and the unit in whose name somebody prints.
func HeadOf(units []app.OrgUnit, by app.Actor, now time.Time) Head {
	h := Head{By: by.Name, At: now}
	unit, known := unitOf(units, by.Unit)
	if !known {
		return h
	}
	top := unit
	for range units { // no more steps than units, should they go in a circle
		above, known := unitOf(units, top.Parent)
		if !known {
			break
		}
		top = above
	}
	h.Company = top.Name
	if top.ID != unit.ID {
		h.Unit = unit.Name
	}
	return h
}

func unitOf(units []app.OrgUnit, id app.OrgUnitID) (app.OrgUnit, bool) {
	i := slices.IndexFunc(units, func(u app.OrgUnit) bool { return u.ID == id })
	if i < 0 {
		return app.OrgUnit{}, false
	}
	return units[i], true
}

// Receipt reads the receipt off the case.
func (f From) Receipt() Receipt {
	c := f.Page.Case
	manager, phone := f.manager()
	return Receipt{
		Head: f.Head, Number: c.Number, Kind: c.Kind, AcceptedAt: at(c.AcceptedAt), AcceptedBy: f.acceptedBy(),
		Customer: f.named(), AccountNo: c.AccountNo, Address: f.address(), Contact: c.ContactName, Phone: c.ContactPhone, Asked: c.Content,
		Promises: f.promised(), Manager: manager, ManagerTel: phone,
	}
}

// Journey reads the journey sheet off the case.
func (f From) Journey() Journey {
	c := f.Page.Case
	manager, phone := f.manager()
	return Journey{
		Head: f.Head, Number: c.Number, Kind: c.Kind, AcceptedAt: at(c.AcceptedAt), Customer: f.named(), AccountNo: c.AccountNo, Address: f.address(),
		Steps: f.stages(), Manager: manager, ManagerTel: phone,
	}
}

// Reply reads the reply sheet off the case. Whoever asked for protection is
// not named on it.
func (f From) Reply() Reply {
	c := f.Page.Case
	r := Reply{
		Head: f.Head, Number: c.Number, Kind: c.Kind, Channel: f.word("channel", c.Channel), ExternalNo: c.ExternalNo, AcceptedAt: at(c.AcceptedAt),
		Customer: customerOf(c), Asked: c.Content, Measures: c.Answer, Result: c.Result, Opinion: f.word("closing_opinion", c.Opinion), HandledBy: c.OwnerName,
	}
	if !protected(c.Case) {
		r.AccountNo, r.Address, r.Phone = c.AccountNo, f.address(), c.ContactPhone
	}
	if unit, known := unitOf(f.Units, c.Unit); known {
		r.Unit = unit.Name
	}
	r.ContactedAt, r.ContactedBy = f.contacted()
	return r
}

// contacted is when the limit of the first contact was met, else when the
// customer was answered, and who did that.
func (f From) contacted() (time.Time, string) {
	ms := f.Page.Case.RepliedAt
	for _, k := range f.Page.Clocks {
		if k.Stops == app.EventContacted && k.StoppedAt != 0 {
			ms = k.StoppedAt
		}
	}
	for _, s := range f.Page.Steps {
		if s.At == ms {
			return at(ms), s.ByName
		}
	}
	return at(ms), f.Page.Case.OwnerName
}

// promised are the dates told to the customer: the strictest for each step,
// which comes first, of what the law and public promises say; internal ones
// only where there is nothing else.
func (f From) promised() []Promise {
	var out []Promise
	for _, internal := range []bool{false, true} {
		for _, k := range f.Page.Clocks {
			if (k.RuleSet == app.SetCompany) != internal {
				continue
			}
			if !slices.ContainsFunc(out, func(p Promise) bool { return p.Step == k.Step }) {
				out = append(out, Promise{Step: k.Step, Set: k.RuleSet, DueAt: at(k.DueAt), May: k.Provisional})
			}
		}
		if len(out) > 0 {
			break
		}
	}
	slices.SortStableFunc(out, func(a, b Promise) int { return a.DueAt.Compare(b.DueAt) })
	return out
}

// stages follow the likeliest moves of the kind's flow to the end of the case;
// what comes after, in the archive, is no concern of the customer.
func (f From) stages() []Stage {
	c := f.Page.Case
	flow := app.DefaultFlow(c.Kind)
	out := []Stage{{Name: words.Status(app.Accepted), Who: f.acceptedBy(), DoneAt: at(c.AcceptedAt)}}
	seen := []app.CaseStatus{app.Accepted}
	for {
		moves := flow.From(seen[len(seen)-1])
		if len(moves) == 0 || moves[0].To == app.Archived || slices.Contains(seen, moves[0].To) {
			return out
		}
		seen = append(seen, moves[0].To)
		stage := Stage{Name: words.Status(moves[0].To), Who: c.OwnerName, Until: f.until(moves[0].Raises), DoneAt: f.reached(moves[0].To)}
		if stage.Who == "" {
			stage.Who = f.Head.Unit
		}
		out = append(out, stage)
	}
}

// until words the limits that what happens on a move keeps.
func (f From) until(events []app.Event) string {
	var lines []string
	for _, p := range f.promised() {
		for _, k := range f.Page.Clocks {
			if k.Step == p.Step && k.RuleSet == p.Set && slices.Contains(events, k.Stops) {
				lines = append(lines, lang.L("{{.Step}}: {{.Day}}", map[string]any{"Step": words.LimitStep(k.Step), "Day": due(p.DueAt)}))
				break
			}
		}
	}
	return strings.Join(lines, "\n")
}

// reached is when the case came to a status, the last time.
func (f From) reached(status app.CaseStatus) time.Time {
	var ms int64
	for _, s := range f.Page.Steps {
		if s.To == status && s.From != status {
			ms = s.At
		}
	}
	return at(ms)
}

// manager is whose the case is, else whose the customer is, with the number on
// duty.
func (f From) manager() (name, phone string) {
	id := f.Page.Case.Owner
	if a, found := app.ManagerOn(f.Customer.Assignments, app.DayOf(f.Head.At)); id.IsZero() && found {
		id = a.Manager
	}
	for _, s := range f.Staff {
		if s.ID == id {
			return s.Name, s.Mobile
		}
	}
	return f.Page.Case.OwnerName, ""
}

func (f From) acceptedBy() string {
	if len(f.Page.Steps) > 0 {
		return f.Page.Steps[0].ByName
	}
	return f.Head.By
}

func (f From) address() string {
	for _, a := range f.Customer.Accounts {
		if a.ID == f.Page.Case.Account {
			return a.Address
		}
	}
	return ""
}

// named is the customer on his own papers.
func (f From) named() string {
	if f.Page.Case.Anonymous {
		return lang.L("Anonymous")
	}
	if f.Page.Case.CustomerName != "" {
		return f.Page.Case.CustomerName
	}
	return f.Page.Case.ContactName
}

func (f From) word(list, code string) string {
	if code == "" {
		return ""
	}
	return f.Label(list, code)
}

// customerOf is the customer on papers that others read.
func customerOf(c app.CaseRow) string {
	switch {
	case c.Anonymous:
		return lang.L("Anonymous")
	case protected(c.Case):
		return lang.L("Protected")
	}
	return c.CustomerName
}

// protected reports whether a customer asked not to be named.
func protected(c app.Case) bool { return c.Anonymous || c.Secrecy != "" && c.Secrecy != "open" }

// at is a stored moment as a time; the zero time for none.
func at(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}
