package paper

import (
	"cmp"
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
	History  app.PlaceHistory // outages of the place of a complaint about outages
	Staff    []app.Staff
	Units    []app.OrgUnit
	Label    func(list, code string) string // words a code
	Name     func(zh, en string) string     // picks the name that is read here
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
		Customer: f.named(), AccountNo: c.AccountNo, Address: f.account().Address, Contact: c.ContactName, Phone: c.ContactPhone, Asked: c.Content,
		Papers: f.papers(), Promises: f.promised(), Manager: manager, ManagerTel: phone,
	}
}

// Journey reads the journey sheet off the case.
func (f From) Journey() Journey {
	c := f.Page.Case
	manager, phone := f.manager()
	return Journey{
		Head: f.Head, Number: c.Number, Kind: c.Kind, AcceptedAt: at(c.AcceptedAt), Customer: f.named(), AccountNo: c.AccountNo, Address: f.account().Address,
		Steps: f.stages(), Papers: f.papers(), Manager: manager, ManagerTel: phone,
	}
}

// Reply reads the reply sheet off the case. Whoever asked for protection is
// not named on it.
func (f From) Reply() Reply {
	c := f.Page.Case
	r := Reply{
		Head: f.Head, Number: c.Number, Kind: c.Kind, Channel: f.word("channel", c.Channel), ExternalNo: c.ExternalNo, AcceptedAt: at(c.AcceptedAt),
		Customer: customerOf(c), Asked: c.Content, Unit: f.Page.File.Value("unit"), Cause: f.Page.File.Value("cause"), Verification: f.Page.File.Value("verification"),
		Measures: cmp.Or(f.Page.File.Value("measures"), c.Answer), Result: c.Result, Opinion: f.word("closing_opinion", c.Opinion), HandledBy: c.OwnerName,
		Frequent: AboutOutages(c.Case), Outages: f.outages(),
	}
	account := f.account()
	r.Line = account.Line
	if !protected(c.Case) {
		r.AccountNo, r.Address, r.Phone = c.AccountNo, account.Address, c.ContactPhone
	}
	if r.Unit == "" {
		unit, _ := unitOf(f.Units, c.Unit)
		r.Unit = unit.Name
	}
	r.ContactedAt, r.ContactedBy = f.contacted()
	return r
}

// AboutOutages reports whether the outages of the place belong to the reply.
func AboutOutages(c app.Case) bool { return c.Kind == app.Complaint && c.SubKind == "outage" }

// HistoryDays is how far back the outages of a place are told.
const HistoryDays = 365

func (f From) outages() []Outage {
	var out []Outage
	for _, o := range f.History.Outages {
		out = append(out, Outage{From: at(o.ActualFrom), Until: at(o.ActualTo), Kind: words.OutageKind(o.Kind), Cause: cmp.Or(f.word("outage_cause", o.Cause), o.Reason)})
	}
	return out
}

// contacted is when somebody wrote down that the customer was spoken to, else
// when the limit of the first contact was met or the answer given; and who.
func (f From) contacted() (when, who string) {
	if written := f.Page.File.Value("contacted_at"); written != "" {
		return written, f.Page.Case.OwnerName
	}
	ms := f.Page.Case.RepliedAt
	for _, k := range f.Page.Clocks {
		if k.Stops == app.EventContacted && k.StoppedAt != 0 {
			ms = k.StoppedAt
		}
	}
	who = f.Page.Case.OwnerName
	for _, s := range f.Page.Steps {
		if s.At == ms {
			who = s.ByName
		}
	}
	return moment(at(ms)), who
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

// stages are the straight way of the kind's flow to the end of the case; what
// comes after, in the archive, is no concern of the customer.
func (f From) stages() []Stage {
	file := f.Page.File
	path := slices.DeleteFunc(file.Flow.Path(file.Value), func(s app.Stage) bool { return s.Status == app.Archived })
	out := make([]Stage, len(path))
	for i, s := range path {
		out[i] = Stage{Name: f.Name(s.ZH, s.EN), Who: f.who(), DoneAt: f.came(s.Code)}
		if i+1 < len(path) { // a stage is done when the case goes on to the next
			out[i].Until, out[i].DoneAt = f.until(s.Code, path[i+1].Code), f.came(path[i+1].Code)
		}
		if s.Status == app.Accepted && i == 0 {
			out[i].Who, out[i].DoneAt = f.acceptedBy(), at(f.Page.Case.AcceptedAt)
		}
	}
	return out
}

// who works on the case: its owner, else the unit.
func (f From) who() string {
	if f.Page.Case.OwnerName != "" {
		return f.Page.Case.OwnerName
	}
	unit, _ := unitOf(f.Units, f.Page.Case.Unit)
	return unit.Name
}

// until words the limits that are kept by going from one stage to the next.
func (f From) until(from, to app.StageCode) string {
	var events []app.Event
	for _, m := range f.Page.File.Flow.From(from, "", f.Page.File.Value) {
		if m.To == to {
			events = m.Raises
			break
		}
	}
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

// came is when the case came to a stage, the last time.
func (f From) came(to app.StageCode) time.Time {
	var ms int64
	for _, s := range f.Page.Steps {
		if s.ToStage == to && s.FromStage != to {
			ms = s.At
		}
	}
	return at(ms)
}

// papers are the documents the case asks for; what is only welcome is listed
// where it was brought.
func (f From) papers() []Handed {
	var out []Handed
	for _, d := range f.Page.File.Documents {
		i := slices.IndexFunc(f.Page.File.Flow.Documents, func(r app.DocumentRule) bool { return r.Code == d.Code })
		if i < 0 || d.ReceivedOn == "" && !d.Owed() {
			continue
		}
		rule := f.Page.File.Flow.Documents[i]
		out = append(out, Handed{Name: f.Name(rule.ZH, rule.EN), Got: d.ReceivedOn != "", OwedOn: d.DueOn})
	}
	return out
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

// account is the one the case is about; none: the zero value.
func (f From) account() app.Account {
	for _, a := range f.Customer.Accounts {
		if a.ID == f.Page.Case.Account {
			return a
		}
	}
	return app.Account{}
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
func protected(c app.Case) bool {
	return c.Protected || c.Anonymous || c.Secrecy != "" && c.Secrecy != "open"
}

// at is a stored moment as a time; the zero time for none.
func at(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}
