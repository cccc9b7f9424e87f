package data

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"lamplighter/app"
)

// moves is a hall with two areas and a laptop in each.
type moves struct {
	*devOffice
	laptops [2]*Store
	areas   [2]app.Area
}

func movesIn(t *testing.T) *moves {
	t.Helper()
	m := &moves{devOffice: devMain(t)}
	m.areas = [2]app.Area{m.by.Area, 77}
	for i, area := range m.areas {
		m.laptops[i], _ = m.laptop(area)
	}
	return m
}

// exchange hands over what a device has of the other's areas.
func (m *moves) exchange(from, to *Store) {
	m.t.Helper()
	all, err := from.Changes(m.t.Context(), 0, 1_000_000)
	if err != nil {
		m.t.Fatal(err)
	}
	known := m.trust(m.main)
	all = slices.DeleteFunc(all, func(c Change) bool {
		area := app.Area(c.Area)
		return area != 0 && to != m.main && !known.Carries(to.device.id, area.Open())
	})
	if err := to.Apply(m.t.Context(), all); err != nil {
		m.t.Fatal(err)
	}
}

// everywhere lets all devices hear of everything, by way of the hall.
func (m *moves) everywhere() {
	for range 2 {
		for _, s := range m.laptops {
			m.exchange(s, m.main)
		}
		for _, s := range m.laptops {
			m.exchange(m.main, s)
		}
	}
}

func (m *moves) move(to app.Area, customers ...app.CustomerID) app.CustomersMoved {
	m.t.Helper()
	moved, err := m.main.MoveCustomers(m.t.Context(), m.by, app.CustomersMove{Customers: customers, To: to, Reason: "片区调整"})
	if err != nil {
		m.t.Fatal(err)
	}
	return moved
}

// renamed gives a customer another name, as somebody at a device does.
func (m *moves) renamed(s *Store, id app.CustomerID, name string) {
	m.t.Helper()
	page, err := s.CustomerPage(m.t.Context(), m.by, id)
	if err != nil {
		m.t.Fatal(err)
	}
	now := page.Customer
	now.Name = name
	if err := s.ChangeCustomer(m.t.Context(), m.by, page.Customer, now, app.Why{}); err != nil {
		m.t.Fatal(err)
	}
}

// withdrawnOrNot withdraws a customer's record at a device that has it, or takes
// that back.
func (m *moves) withdrawnOrNot(s *Store, id app.CustomerID, withdrawn bool) {
	m.t.Helper()
	err := s.write(m.t.Context(), m.by, app.Why{}, func(x *tx) error {
		was, err := x.current(m.t.Context(), s.tables["customers"], id)
		if errors.Is(err, app.ErrNotFound) {
			return nil
		}
		now := was
		now.fields = slices.Clone(was.fields)
		if now.fields[s.tables["customers"].withdrawn].value = nil; withdrawn {
			now.fields[s.tables["customers"].withdrawn].value = x.now.UnixMilli()
		}
		return errorsFirst(err, x.put(m.t.Context(), "customers", was, now))
	})
	if err != nil {
		m.t.Fatal(err)
	}
}

// contact adds a person to a customer at a device that has him.
func (m *moves) contact(s *Store, id app.CustomerID, name string) {
	m.t.Helper()
	err := s.write(m.t.Context(), m.by, app.Why{}, func(x *tx) error {
		of, err := x.current(m.t.Context(), s.tables["customers"], id)
		if errors.Is(err, app.ErrNotFound) {
			return nil
		}
		b := &mergeBench{t: s.tables["contacts"], ids: [][16]byte{newID[[16]byte]()}}
		r := b.contact(0)
		r.area = of.area
		r.fields[b.t.column("customer_id")].value, r.fields[b.t.column("name")].value = id[:], name
		return errorsFirst(err, x.put(m.t.Context(), "contacts", row{}, r))
	})
	if err != nil {
		m.t.Fatal(err)
	}
}

func (m *moves) names(s *Store) []string {
	m.t.Helper()
	names, err := collect(m.t.Context(), s.reader, scanText, "SELECT name || ' ' || CASE area WHEN 77 THEN 77 ELSE 1 END FROM customers ORDER BY name")
	if err != nil {
		m.t.Fatal(err)
	}
	return names
}

// held is a row of each table that a customer is in, with its stamps and area.
func (m *moves) held(s *Store, area app.Area) []string {
	m.t.Helper()
	var out []string
	where := fmt.Sprint(" WHERE area = ", area)
	for _, table := range []string{"customers", "accounts", "contacts", "meters"} {
		out = append(out, texts(m.t, s, "SELECT '"+table+"' || hex(id) || ' ' || area || ' ' || sy_hlc || ' ' || sy_dev || ' ' || coalesce(hex(sy_ovr), '') FROM "+table+where+" ORDER BY id")...)
	}
	out = append(out, texts(m.t, s, "SELECT id || name FROM customers"+where+" ORDER BY id")...)
	return append(out, texts(m.t, s, "SELECT 'lost' || tbl || hex(row_id) || ' ' || col || ' ' || hlc || ' ' || dev || ' ' || quote(val) FROM sy_lost"+where+" ORDER BY 1")...)
}

func TestACustomerMovesToAnotherAreaWithAllThatIsHisAndHisHistory(t *testing.T) {
	m := movesIn(t)
	stays, goes := m.customer(m.main, m.by, "李娜", "5104000000011"), m.customer(m.main, m.by, "吉克阿牛", "5104000000022")
	m.renamed(m.main, goes.ID, "吉克·阿牛")
	account := texts(t, m.main, "SELECT hex(id) FROM accounts WHERE account_no = '5104000000022'")
	m.everywhere()
	if moved := m.move(77, goes.ID); moved.Customers != 1 || moved.Records < 4 {
		t.Errorf("moved %+v", moved)
	}
	m.everywhere()
	for s, want := range map[*Store][]string{m.main: {"吉克·阿牛 77", "李娜 1"}, m.laptops[0]: {"李娜 1"}, m.laptops[1]: {"吉克·阿牛 77"}} {
		if got := m.names(s); !slices.Equal(got, want) {
			t.Errorf("%s has %v, want %v", s.path, got, want)
		}
	}
	if a, b := m.held(m.main, 77), m.held(m.laptops[1], 77); !slices.Equal(a, b) {
		t.Errorf("the hall and the new laptop differ:\n%v\n%v", a, b)
	}
	if got := texts(t, m.laptops[1], "SELECT hex(id) FROM accounts"); !slices.Equal(got, account) {
		t.Errorf("the accounts there are %v, want %v", got, account)
	}
	history, err := m.laptops[1].History(t.Context(), m.by, "customers", goes.ID)
	if err != nil || len(history) < 2 || history[0].Field == "" || history[len(history)-1].By != m.by.Name {
		t.Errorf("its history there reads %+v, %v", history, err)
	}
	if page, err := m.laptops[0].CustomerPage(t.Context(), m.by, stays.ID); err != nil || page.Customer.Name != "李娜" {
		t.Errorf("who stayed is %+v, %v", page.Customer, err)
	}
	for _, s := range append(m.laptops[:], m.main) {
		if err := Check(t.Context(), s.path); err != nil {
			t.Errorf("%s: %v", s.path, err)
		}
	}
}

func TestWhatACustomerUsedMovesWithHim(t *testing.T) {
	m := movesIn(t)
	stays, goes := m.customer(m.main, m.by, "李娜", "5104000000011"), m.customer(m.main, m.by, "吉克阿牛", "5104000000022")
	for month := int64(202510); month <= 202512; month++ {
		d := app.UsageDraft{Month: month, Source: "list"}
		for i, c := range []app.Customer{stays, goes} {
			page, err := m.main.CustomerPage(t.Context(), m.by, c.ID)
			if err != nil {
				t.Fatal(err)
			}
			d.Rows = append(d.Rows, app.AccountUse{Account: page.Accounts[0].ID, MonthUse: app.MonthUse{Month: month, Total: month - 202500 + int64(i)*100}})
		}
		if _, err := m.main.PutUsage(t.Context(), m.by, d); err != nil {
			t.Fatal(err)
		}
	}
	m.everywhere()
	if moved := m.move(77, goes.ID); moved.Months != 3 {
		t.Errorf("moved %+v", moved)
	}
	m.everywhere()
	for s, want := range map[*Store][]string{
		m.main:       {"202510 10", "202510 110", "202511 11", "202511 111", "202512 12", "202512 112"},
		m.laptops[0]: {"202510 10", "202511 11", "202512 12"},
		m.laptops[1]: {"202510 110", "202511 111", "202512 112"},
	} {
		got := texts(t, s, "SELECT u.month || ' ' || u.total FROM usage u JOIN accounts a ON a.n = u.account ORDER BY u.month, u.total")
		if !slices.Equal(got, want) {
			t.Errorf("%s has %v, want %v", s.path, got, want)
		}
	}
}

func TestWhatSomebodyWroteWithoutKnowingOfAMoveReachesTheNewArea(t *testing.T) {
	m := movesIn(t)
	goes := m.customer(m.main, m.by, "李娜", "5104000000011")
	m.everywhere()
	m.renamed(m.laptops[0], goes.ID, "李娜娜")
	m.move(77, goes.ID)
	m.everywhere()
	for _, s := range []*Store{m.main, m.laptops[1]} {
		if got := m.names(s); !slices.Equal(got, []string{"李娜娜 77"}) {
			t.Errorf("%s has %v", s.path, got)
		}
	}
	if got := m.names(m.laptops[0]); len(got) != 0 {
		t.Errorf("the former laptop has %v", got)
	}
	if a, b := m.held(m.main, 77), m.held(m.laptops[1], 77); !slices.Equal(a, b) {
		t.Errorf("the hall and the new laptop differ:\n%v\n%v", a, b)
	}
}

func TestWhatSomebodyAddedWithoutKnowingOfAMoveReachesTheNewArea(t *testing.T) {
	m := movesIn(t)
	goes := m.customer(m.main, m.by, "李娜", "5104000000011")
	m.everywhere()
	m.contact(m.laptops[0], goes.ID, "表妹")
	m.move(77, goes.ID)
	m.everywhere()
	for s, want := range map[*Store]int{m.main: 1, m.laptops[0]: 0, m.laptops[1]: 1} {
		if got := texts(t, s, "SELECT area FROM contacts WHERE name = '表妹'"); len(got) != want || want > 0 && got[0] != "77" {
			t.Errorf("%s has the contact in %v, want it %d times in 77", s.path, got, want)
		}
	}
}

func TestWhoMayNotMoveCustomersMovesNoneByHisKey(t *testing.T) {
	m := movesIn(t)
	goes := m.customer(m.main, m.by, "李娜", "5104000000011")
	m.everywhere()
	thief := m.laptops[0] // a manager's
	err := thief.write(t.Context(), m.by, app.Why{}, func(x *tx) error {
		x.set(m.areas[0]).add(changedRow{table: thief.tables["customers"].no, id: goes.ID, left: 77, movedAt: x.stamp()}, x.dev)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	m.exchange(thief, m.main)
	sets, err := m.main.Quarantine(t.Context(), m.by)
	if err != nil || len(sets) != 1 || sets[0].Reason != app.Unauthorised {
		t.Errorf("in quarantine are %+v, %v", sets, err)
	}
	if got := m.names(m.main); !slices.Equal(got, []string{"李娜 1"}) {
		t.Errorf("the hall has %v", got)
	}
}

func TestACustomerComesBackToAnAreaWithWhatWasWrittenMeanwhile(t *testing.T) {
	m := movesIn(t)
	goes := m.customer(m.main, m.by, "李娜", "5104000000011")
	m.everywhere()
	m.move(77, goes.ID)
	m.everywhere()
	m.renamed(m.laptops[1], goes.ID, "李娜娜")
	m.everywhere()
	m.move(m.areas[0], goes.ID)
	m.everywhere()
	for s, want := range map[*Store][]string{m.main: {"李娜娜 1"}, m.laptops[0]: {"李娜娜 1"}, m.laptops[1]: nil} {
		if got := m.names(s); !slices.Equal(got, want) {
			t.Errorf("%s has %v, want %v", s.path, got, want)
		}
	}
}

// TestMovesInAnyOrderEndAlike lets two halls and a laptop in each area change,
// move and exchange as it comes.
func TestMovesInAnyOrderEndAlike(t *testing.T) {
	for seed := uint64(1); seed <= 24; seed++ {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			chance := rand.New(rand.NewPCG(seed, 3))
			m := movesIn(t)
			draft := m.draft(m.areas[0], 77)
			draft.Roles = []app.Role{app.Supervisor}
			second, _ := m.join(draft)
			var customers []app.CustomerID
			for i := range 4 {
				customers = append(customers, m.customer(m.main, m.by, fmt.Sprint("客户", i), fmt.Sprintf("51040000000%02d", i)).ID)
			}
			m.everywhere()
			m.exchange(m.main, second)
			all := []*Store{m.main, second, m.laptops[0], m.laptops[1]}
			for step := range 40 {
				at, c := all[chance.IntN(4)], customers[chance.IntN(4)]
				switch chance.IntN(6) {
				case 0, 1:
					if _, err := at.CustomerPage(t.Context(), m.by, c); err == nil {
						m.renamed(at, c, fmt.Sprint("客户", step))
					}
				case 4:
					m.withdrawnOrNot(at, c, chance.IntN(2) == 0)
				case 5:
					m.contact(at, c, fmt.Sprint("联系人", step))
				case 2:
					_, err := all[chance.IntN(2)].MoveCustomers(t.Context(), m.by, app.CustomersMove{Customers: []app.CustomerID{c}, To: m.areas[chance.IntN(2)], Reason: "x"})
					if err != nil {
						t.Fatal(err)
					}
				case 3:
					m.exchange(at, all[chance.IntN(2)])
				}
			}
			for range 3 {
				for _, from := range all {
					for _, to := range all {
						if from != to {
							m.exchange(from, to)
						}
					}
				}
			}
			for i, s := range append(m.laptops[:], second) {
				for k, area := range m.areas {
					want := m.held(m.main, area)
					if i < 2 && k != i {
						want = nil // not for this laptop
					}
					if got := m.held(s, area); !slices.Equal(got, want) {
						t.Errorf("%d of area %d differs:\n%q\n%q", i, area, got, want)
					}
				}
			}
		})
	}
}

func TestWhoMayMoveAndWhatAMoveNeeds(t *testing.T) {
	m := movesIn(t)
	goes := m.customer(m.main, m.by, "李娜", "5104000000011")
	for name, move := range map[string]app.CustomersMove{
		"nobody":    {To: 77, Reason: "x"},
		"nowhere":   {Customers: []app.CustomerID{goes.ID}, Reason: "x"},
		"no reason": {Customers: []app.CustomerID{goes.ID}, To: 77, Reason: " "},
	} {
		if _, err := m.main.MoveCustomers(t.Context(), m.by, move); refusedFor(err) != app.Missing {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := m.laptops[0].MoveCustomers(t.Context(), m.by, app.CustomersMove{Customers: []app.CustomerID{goes.ID}, To: 77, Reason: "x"})
	if refusedFor(err) != app.NotCarried {
		t.Errorf("a laptop that does not carry the area: %v", err)
	}
}

// refusedFor is why something was refused.
func refusedFor(err error) app.Reason {
	if refusal, is := errors.AsType[*app.Refusal](err); is {
		return refusal.Reason
	}
	return ""
}
