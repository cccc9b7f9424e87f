package data_test

import (
	"errors"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// connection is a draft for a new connection of a customer.
func connection(c app.Customer, documents ...string) app.CaseDraft {
	d := app.CaseDraft{
		Kind: app.LVResident, Channel: "counter", Customer: c.ID, Content: "新建住房申请用电", Fields: map[string]string{"capacity": "8000"},
		Documents: map[string]app.CaseDocument{},
	}
	for _, code := range documents {
		d.Documents[code] = app.CaseDocument{ReceivedOn: "2026-03-02"}
	}
	return d
}

func openCase(t *testing.T, s *data.Store, by app.Actor, d app.CaseDraft) app.Case {
	t.Helper()
	c, err := s.OpenCase(t.Context(), by, d)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func move(t *testing.T, s *data.Store, by app.Actor, c app.Case, p app.Progress) app.Case {
	t.Helper()
	c, err := s.MoveCase(t.Context(), by, c, p)
	if err != nil {
		t.Fatalf("move to %s: %v", p.To, err)
	}
	return c
}

func refused(t *testing.T, err error, want app.Reason) {
	t.Helper()
	if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != want {
		t.Errorf("answered %v, want %s", err, want)
	}
}

func TestAConnectionKeepsItsFieldsAndOwesItsDocuments(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := openCase(t, s, by, connection(datatest.Customer(t, s, "李晓明", "5104000000011", ""), "identity"))
	c = move(t, s, by, c, app.Progress{To: "survey"})
	c = move(t, s, by, c, app.Progress{To: "scheme", Fields: map[string]string{"survey": "具备条件"}})
	c = move(t, s, by, c, app.Progress{To: "connect", Fields: map[string]string{"scheme": "单相供电", "signed_on": "2026-03-02"}})
	c = move(t, s, by, c, app.Progress{To: "replied", Fields: map[string]string{"meter_no": "M1", "connected_on": "2026-03-02"}})
	c = move(t, s, by, c, app.Progress{To: "call_back"})
	closing := app.Progress{To: "closed", Result: "已送电", Opinion: "satisfied"}
	_, err := s.MoveCase(t.Context(), by, c, closing)
	refused(t, err, app.NeedsDocument)
	page, err := s.CasePage(t.Context(), by, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if page.File.Fields["capacity"] != "8000" || page.File.Fields["survey"] != "具备条件" || len(page.File.Owed()) != 1 {
		t.Fatalf("kept %v, owed %v", page.File.Fields, page.File.Owed())
	}
	owed := page.File.Owed()[0]
	refused(t, s.ReceiveDocument(t.Context(), by, owed, "2026-03-03", ""), app.InTheFuture)
	if err := s.ReceiveDocument(t.Context(), by, owed, "2026-03-02", ""); err != nil {
		t.Fatal(err)
	}
	if c = move(t, s, by, c, closing); c.Status != app.Closed {
		t.Errorf("stands at %s", c.Stage)
	}
}

func TestAProtectedCaseIsSeenByThoseNamedAlone(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	who, err := s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: "9001", Name: "纪检员", ValidFrom: "2020-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	customer := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	c := openCase(t, s, by, app.CaseDraft{
		Kind: app.Wrongdoing, Channel: "letter", Customer: customer.ID, Content: "反映有人收取好处费", Named: []app.StaffID{who.ID}, ExternalNo: "X-1",
	})
	named := by
	named.Staff = who.ID
	seen := map[string]func(app.Actor) int{
		"lists": func(by app.Actor) int {
			rows, _ := s.CaseOrder(t.Context(), by, app.CaseFilter{})
			return len(rows)
		},
		"its number in the list": func(by app.Actor) int {
			rows, _ := s.CaseOrder(t.Context(), by, app.CaseFilter{Text: c.Number})
			return len(rows)
		},
		"row numbers": func(by app.Actor) int { rows, _ := s.CasesAt(t.Context(), by, []int64{1, 2, 3}); return len(rows) },
		"counts": func(by app.Actor) int {
			counts, _ := s.WorkCounts(t.Context(), by, app.ScopeAll)
			return int(counts[app.WorkUnassigned])
		},
		"the search box": func(by app.Actor) int { found, _, _ := s.Search(t.Context(), by, c.Number, 5); return len(found) },
		"the customer's cases": func(by app.Actor) int {
			p, _ := s.CustomerPage(t.Context(), by, customer.ID)
			return len(p.Cases)
		},
		"the customer's timeline": func(by app.Actor) int {
			p, _ := s.CustomerPage(t.Context(), by, customer.ID)
			n := 0
			for _, e := range p.Timeline {
				if e.Number == c.Number {
					n++
				}
			}
			return n
		},
		"its page": func(by app.Actor) int {
			if _, err := s.CasePage(t.Context(), by, c.ID); err != nil {
				return 0
			}
			return 1
		},
		"its history": func(by app.Actor) int {
			changes, _ := s.History(t.Context(), by, "cases", c.ID)
			return len(changes)
		},
		"the same number outside": func(by app.Actor) int {
			p, _ := s.Promise(t.Context(), by, app.CaseDraft{Kind: app.Wrongdoing, Channel: "letter", ExternalNo: "X-1"})
			return len(p.Alike)
		},
		"the last of its kind": func(by app.Actor) int {
			if _, err := s.LastCase(t.Context(), by, app.Wrongdoing); err != nil {
				return 0
			}
			return 1
		},
	}
	for name, count := range seen {
		if got := count(by); got != 0 {
			t.Errorf("%s tell of it to somebody who is not named", name)
		}
		if got := count(named); got != 1 && name != "the last of its kind" {
			t.Errorf("%s tell the named person %d, want 1", name, got)
		}
	}
	if _, err := s.MoveCase(t.Context(), by, c, app.Progress{To: "assigned", Owner: by.Staff}); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("somebody not named moved it: %v", err)
	}
	if err := s.NoteOnCase(t.Context(), by, c, app.CaseNote{Text: "打听"}); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("somebody not named noted on it: %v", err)
	}
	rows, err := s.CustomersAt(t.Context(), by, []int64{1})
	if err != nil || rows[0].OpenCases != 0 {
		t.Errorf("the list of customers counts it: %+v, %v", rows, err)
	}
	if c.Area >= 0 {
		t.Errorf("it is kept in area %d, where it would travel with the others", c.Area)
	}
	if c = move(t, s, named, c, app.Progress{To: "assigned", Owner: by.Staff}); c.Stage != "assigned" {
		t.Errorf("stands at %s", c.Stage)
	}
	if _, err := s.CasePage(t.Context(), by, c.ID); err != nil {
		t.Errorf("the investigator does not see it: %v", err)
	}
}

func TestADuplicateGoesOnUnderTheOther(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	customer := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	gripe := app.CaseDraft{Kind: app.Complaint, SubKind: "service", Channel: "counter", Customer: customer.ID, Content: "态度差"}
	first, second := openCase(t, s, by, gripe), openCase(t, s, by, gripe)
	page, err := s.CasePage(t.Context(), by, second.ID)
	if err != nil || len(page.Alike) != 1 || page.Alike[0].ID != first.ID {
		t.Fatalf("alike: %v, %v", page.Alike, err)
	}
	refused(t, s.LinkCase(t.Context(), by, second, "NO-SUCH"), app.Unknown)
	if err := s.LinkCase(t.Context(), by, second, first.Number); err != nil {
		t.Fatal(err)
	}
	page, err = s.CasePage(t.Context(), by, first.ID)
	if err != nil || len(page.Duplicates) != 1 || page.Duplicates[0].Status != app.Linked {
		t.Errorf("under the first stand %v, %v", page.Duplicates, err)
	}
}

func TestAnInternalDemandKeepsItsCaseOpen(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	customer := datatest.Customer(t, s, "李晓明", "5104000000011", "")
	c := openCase(t, s, by, app.CaseDraft{Kind: app.Consultation, Channel: "counter", Customer: customer.ID, Content: "电压低"})
	demand := openCase(t, s, by, app.CaseDraft{
		Kind: app.InternalDemand, Channel: "counter", Parent: c.ID, Content: "请核查台区负荷", Fields: map[string]string{"receiver": "运检班"},
	})
	c = move(t, s, by, c, app.Progress{To: "replied", Answer: "已转运检"})
	_, err := s.MoveCase(t.Context(), by, c, app.Progress{To: "closed", Result: "已转", Opinion: "satisfied"})
	refused(t, err, app.NeedsDemands)
	page, err := s.CasePage(t.Context(), by, c.ID)
	if err != nil || len(page.Demands) != 1 || page.Demands[0].ID != demand.ID {
		t.Errorf("demands: %v, %v", page.Demands, err)
	}
}

func TestACaseKeepsTheFlowItWasAcceptedUnder(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	customer := datatest.Customer(t, s, "李晓明", "5104000000011", "")
	draft := app.CaseDraft{Kind: app.Praise, Channel: "counter", Customer: customer.ID, Content: "服务好"}
	before := openCase(t, s, by, draft)
	var text string
	for _, f := range datatest.Shipped(t).Flows {
		if f.Kind == app.Praise {
			text = f.Text
		}
	}
	_, err := s.SaveFlow(t.Context(), by, text, "2026-03-02")
	refused(t, err, app.NothingToDo)
	changed := text + "\nstage read working : 通报 | Read out\nmove telling read go_on\nmove read closed close needs result raises answered,closed\n"
	_, err = s.SaveFlow(t.Context(), by, changed, "2026-03-01")
	refused(t, err, app.StartsBeforeToday)
	flow, err := s.SaveFlow(t.Context(), by, changed, "2026-03-02")
	if err != nil || flow.Version != 3 {
		t.Fatalf("version %d: %v", flow.Version, err)
	}
	after := openCase(t, s, by, draft)
	for c, want := range map[app.CaseID]int64{before.ID: 2, after.ID: 3} {
		if page, err := s.CasePage(t.Context(), by, c); err != nil || page.Case.FlowVersion != want || page.File.Flow.Version != want {
			t.Errorf("lives by version %d of the flow, want %d: %v", page.File.Flow.Version, want, err)
		}
	}
	if _, err := s.SaveFlow(t.Context(), by, "kind praise PRAISE : 表扬 | Praise\nversion 9\nmove x y z", "2026-03-02"); err == nil {
		t.Error("a flow that cannot be was kept")
	}
}

func TestALaterEditionOfTheSeedComesToAnOldFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.lamp")
	editions := datatest.Seed(t)
	open := func(seed []data.Edition) *data.Store {
		s, err := data.Open(t.Context(), path, data.Options{Create: true, Seed: seed, Now: datatest.Now, WatchDoor: true})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := open(editions[:1])
	by, err := s.Start(t.Context(), "米易营业厅", "沈丽")
	if err != nil {
		t.Fatal(err)
	}
	if flows, err := s.Flows(t.Context(), by); err != nil || len(flows) != 0 {
		t.Fatalf("%d flows in the first edition: %v", len(flows), err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time nothing more comes
		s = open(editions)
		flows, err := s.Flows(t.Context(), by)
		if err != nil || len(flows) != len(datatest.Shipped(t).Flows) {
			t.Errorf("%d flows, want %d: %v", len(flows), len(datatest.Shipped(t).Flows), err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestASuspensionIsHeldAgainstThoseBefore(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	customer := datatest.Customer(t, s, "米易米厂", "5104000000011", "")
	page, err := s.CustomerPage(t.Context(), by, customer.ID)
	if err != nil {
		t.Fatal(err)
	}
	suspension := func(from, to app.Day) app.CaseDraft {
		return app.CaseDraft{
			Kind: app.ChangeOfUse, SubKind: "suspend", Channel: "counter", Customer: customer.ID, Account: page.Accounts[0].ID, Content: "暂停",
			Fields: map[string]string{"from_on": string(from), "to_on": string(to)}, Documents: map[string]app.CaseDocument{"identity": {ReceivedOn: "2026-03-02"}},
		}
	}
	openCase(t, s, by, suspension("2026-03-20", "2026-05-20"))
	openCase(t, s, by, suspension("2026-06-01", "2026-06-20"))
	p, err := s.Promise(t.Context(), by, suspension("2026-08-01", "2026-08-20"))
	if err != nil || len(p.Breaches) != 1 || p.Breaches[0].Bound.Name != app.BoundPerYear || p.Breaches[0].Found != 3 {
		t.Errorf("the third of a year: %+v, %v", p.Breaches, err)
	}
}

func TestTheLastCaseOfAKindIsCopiedWithoutItsCustomer(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	_, err := s.LastCase(t.Context(), by, app.LVResident)
	if !errors.Is(err, app.ErrNotFound) {
		t.Errorf("with no case before: %v", err)
	}
	openCase(t, s, by, connection(datatest.Customer(t, s, "李晓明", "5104000000011", ""), "identity"))
	d, err := s.LastCase(t.Context(), by, app.LVResident)
	if err != nil || d.Content != "新建住房申请用电" || d.Fields["capacity"] != "8000" || !d.Customer.IsZero() || d.ContactName != "" {
		t.Errorf("copied %+v: %v", d, err)
	}
}
