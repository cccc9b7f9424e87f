package data_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// mergeHall is a computer of a company whose computers exchange changes.
type mergeHall struct {
	*data.Store
	path string
	by   app.Actor
}

// mergeHalls are some computers with the same records so far.
func mergeHalls(t *testing.T, n int) []mergeHall {
	t.Helper()
	var halls []mergeHall
	for i := range n {
		path := filepath.Join(t.TempDir(), fmt.Sprint(i)+".lamp")
		tick := datatest.Now().Add(time.Duration(i) * time.Hour) // clocks that do not agree
		h := mergeHall{Store: datatest.OpenBy(t, path, func() time.Time { tick = tick.Add(time.Second); return tick }), path: path}
		if i == 0 {
			h.by = datatest.Actor(t, h.Store)
		} else {
			h.by = halls[0].by
			bring(t, halls[0], h)
		}
		halls = append(halls, h)
	}
	return halls
}

// bring takes all changes of one computer to another.
func bring(t *testing.T, from, to mergeHall) {
	t.Helper()
	changes, err := from.Changes(t.Context(), 0, 1<<20)
	if err == nil {
		err = to.Apply(t.Context(), changes)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// bringSome takes changes in any order in which each device's come after each
// other, and not always all of them.
func bringSome(t *testing.T, chance *rand.Rand, from, to mergeHall) {
	t.Helper()
	changes, err := from.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	streams := map[[2]int64][]data.Change{}
	for _, c := range changes {
		of := [2]int64{c.Dev, c.Area}
		streams[of] = append(streams[of], c)
	}
	keys := slices.SortedFunc(maps.Keys(streams), func(a, b [2]int64) int { return bytes.Compare(fmt.Append(nil, a), fmt.Append(nil, b)) })
	var mixed []data.Change
	for len(keys) > 0 {
		i := chance.IntN(len(keys))
		of := streams[keys[i]]
		mixed, streams[keys[i]] = append(mixed, of[0]), of[1:]
		if len(of) == 1 {
			keys = slices.Delete(keys, i, i+1)
		}
	}
	if err := to.Apply(t.Context(), mixed[:len(mixed)-chance.IntN(1+len(mixed)/4)]); err != nil {
		t.Fatal(err)
	}
}

func (h mergeHall) page(t *testing.T, id app.CustomerID) app.CustomerPage {
	t.Helper()
	p, err := h.CustomerPage(t.Context(), h.by, id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (h mergeHall) merge(t *testing.T, stays, gone app.CustomerID, take ...string) app.RecordMerge {
	t.Helper()
	m, err := h.MergeCustomers(t.Context(), h.by, app.CustomerMerge{Stays: h.page(t, stays).Customer, Gone: h.page(t, gone).Customer, Take: take})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (h mergeHall) note(t *testing.T, id app.CustomerID, note string) {
	t.Helper()
	was := h.page(t, id).Customer
	now := was
	now.Note = note
	if err := h.ChangeCustomer(t.Context(), h.by, was, now, app.Why{}); err != nil {
		t.Fatal(err)
	}
}

func (h mergeHall) contact(t *testing.T, id app.CustomerID, name string) {
	t.Helper()
	if err := h.SaveContact(t.Context(), h.by, app.Contact{}, app.Contact{Customer: id, Name: name}, app.Why{}); err != nil {
		t.Fatal(err)
	}
}

func (h mergeHall) person(t *testing.T, name, idNo string) app.CustomerID {
	t.Helper()
	c, err := h.OpenCustomer(t.Context(), h.by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: name, IDNo: idNo}})
	if err != nil {
		t.Fatal(err)
	}
	return c.ID
}

// sameRecords compares all that is shown and all that is kept aside.
func sameRecords(t *testing.T, halls []mergeHall) {
	t.Helper()
	want := datatest.Dump(t, halls[0].path)
	for i, h := range halls[1:] {
		got := datatest.Dump(t, h.path)
		for table := range want {
			if got[table] != want[table] {
				t.Errorf("%s differs on computer %d:\n%s\n%s", table, i+1, want[table], got[table])
			}
		}
		for _, aside := range []string{
			"SELECT tbl, row_id, col, val FROM sy_told ORDER BY 1, 2, 3", "SELECT tbl, row_id, col, hlc, dev, val FROM sy_lost ORDER BY 1, 2, 3, 4, 5",
		} {
			if a, b := mergeAside(t, halls[0].path, aside), mergeAside(t, h.path, aside); a != b {
				t.Errorf("what is kept aside differs on computer %d:\n%s\n%s", i+1, a, b)
			}
		}
	}
}

func mergeAside(t *testing.T, path, query string) string {
	t.Helper()
	var out string
	mergeEach(t, path, query, func(v []any) { out += fmt.Sprintln(v...) })
	return out
}

func mergeEach(t *testing.T, path, query string, row func([]any)) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	names, _ := rows.Columns()
	for rows.Next() {
		values, into := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		row(values)
	}
}

func TestMergedCustomersAreOneWithAllThatBelongsToBoth(t *testing.T) {
	h := mergeHalls(t, 1)[0]
	a := datatest.Customer(t, h.Store, "李娜", "5100000001", "10000000001")
	b := datatest.Customer(t, h.Store, "李那", "5100000002", "10000000002")
	c := datatest.Case(t, h.Store, b, "电表快了")
	h.note(t, b.ID, "养狗")
	m := h.merge(t, a.ID, b.ID, "note")

	p := h.page(t, b.ID) // whoever asks for the record that is gone
	if p.Customer.ID != a.ID || p.Customer.Name != "李娜" || p.Customer.Note != "养狗" || len(p.Accounts) != 2 || len(p.Contacts) != 2 || len(p.Meters) != 2 || len(p.Cases) != 1 {
		t.Errorf("merged: %+v", p)
	}
	if len(p.Others) != 1 || p.Others[0].Gone.Name != "李那" || p.Others[0].Merge.ID != m.ID || len(p.Others[0].Late) != 0 {
		t.Errorf("other records: %+v", p.Others)
	}
	if order, err := h.CustomerOrder(t.Context(), h.by, app.CustomerFilter{}); err != nil || len(order) != 1 {
		t.Errorf("%d customers in the list (%v)", len(order), err)
	}
	h.contact(t, b.ID, "来晚的") // a form that was open meanwhile
	if p := h.page(t, a.ID); len(p.Contacts) != 3 {
		t.Errorf("%d contacts", len(p.Contacts))
	}

	if err := h.UndoMerge(t.Context(), h.by, m.ID); err != nil {
		t.Fatal(err)
	}
	p, q := h.page(t, a.ID), h.page(t, b.ID)
	if p.Customer.Note != "" || len(p.Accounts) != 1 || len(p.Contacts) != 1 || len(p.Cases) != 0 || len(p.Others) != 0 {
		t.Errorf("who stayed: %+v", p)
	}
	if q.Customer.ID != b.ID || q.Customer.WithdrawnAt != 0 || len(q.Accounts) != 1 || len(q.Contacts) != 2 || len(q.Meters) != 1 || len(q.Cases) != 1 || q.Cases[0].ID != c.ID {
		t.Errorf("who was gone: %+v", q)
	}
	if err := h.UndoMerge(t.Context(), h.by, m.ID); err == nil {
		t.Error("a merge is taken back twice")
	}
	if told := mergeAside(t, h.path, "SELECT * FROM sy_told"); told != "" {
		t.Errorf("kept aside: %s", told)
	}
}

func TestWhatIsWrittenElsewhereMeanwhileReachesTheRecordThatStays(t *testing.T) {
	halls := mergeHalls(t, 2)
	here, there := halls[0], halls[1]
	a := datatest.Customer(t, here.Store, "李娜", "5100000001", "10000000001")
	b := datatest.Customer(t, here.Store, "李那", "5100000002", "10000000002")
	bring(t, here, there)
	m := here.merge(t, a.ID, b.ID)
	there.note(t, b.ID, "有光伏")
	there.contact(t, b.ID, "王会计")
	bring(t, here, there)
	bring(t, there, here)
	sameRecords(t, halls)
	for _, h := range halls {
		p := h.page(t, a.ID)
		if len(p.Contacts) != 3 {
			t.Errorf("%d contacts", len(p.Contacts))
		}
		if len(p.Others) != 1 || len(p.Others[0].Late) != 1 || p.Others[0].Late[0].Gone != "有光伏" {
			t.Errorf("late: %+v", p.Others)
		}
	}
	p := there.page(t, a.ID)
	if err := there.SettleLate(t.Context(), there.by, p.Customer, p.Others[0], []string{"note"}); err != nil {
		t.Fatal(err)
	}
	if p := there.page(t, a.ID); p.Customer.Note != "有光伏" || len(p.Others[0].Late) != 0 {
		t.Errorf("settled: %+v", p)
	}
	if err := there.UndoMerge(t.Context(), there.by, m.ID); err != nil { // on the other computer
		t.Fatal(err)
	}
	here.contact(t, a.ID, "新来的") // while the merge is taken back there
	bring(t, here, there)
	bring(t, there, here)
	sameRecords(t, halls)
	if p, q := here.page(t, a.ID), here.page(t, b.ID); len(p.Contacts) != 2 || len(q.Contacts) != 2 || q.Customer.Note != "有光伏" {
		t.Errorf("two again: %+v and %+v", p.Contacts, q.Contacts)
	}
}

func TestCustomersMergedBothWaysAreOne(t *testing.T) {
	halls := mergeHalls(t, 2)
	here, there := halls[0], halls[1]
	a := datatest.Customer(t, here.Store, "李娜", "5100000001", "10000000001")
	b := datatest.Customer(t, here.Store, "李那", "5100000002", "10000000002")
	bring(t, here, there)
	here.merge(t, a.ID, b.ID)
	m := there.merge(t, b.ID, a.ID) // the clock there is an hour ahead
	bring(t, here, there)
	bring(t, there, here)
	sameRecords(t, halls)
	for _, h := range halls {
		if p := h.page(t, a.ID); p.Customer.ID != b.ID || p.Customer.WithdrawnAt != 0 || len(p.Accounts) != 2 {
			t.Errorf("the later merge does not hold: %+v", p)
		}
	}
	if err := here.UndoMerge(t.Context(), here.by, m.ID); err != nil {
		t.Fatal(err)
	}
	bring(t, here, there)
	sameRecords(t, halls)
	for _, h := range halls {
		if p, q := h.page(t, a.ID), h.page(t, b.ID); p.Customer.ID == q.Customer.ID || len(p.Accounts) != 1 || len(q.Accounts) != 1 {
			t.Errorf("two again: %+v and %+v", p.Customer, q.Customer)
		}
	}
}

func TestAccountsAndMetersOfOneNumberBecomeOne(t *testing.T) {
	halls := mergeHalls(t, 2)
	here, there := halls[0], halls[1]
	a := datatest.Customer(t, here.Store, "李娜", "5100000001", "10000000001")
	b := datatest.Customer(t, there.Store, "李娜", "5100000001", "10000000001") // the same account at two counters
	bring(t, here, there)
	bring(t, there, here)
	sameRecords(t, halls)
	m := here.merge(t, a.ID, b.ID)
	bring(t, here, there)
	sameRecords(t, halls)
	for _, h := range halls {
		if p := h.page(t, b.ID); len(p.Accounts) != 1 || len(p.Meters) != 1 {
			t.Errorf("%d accounts, %d meters", len(p.Accounts), len(p.Meters))
		}
	}
	if err := there.UndoMerge(t.Context(), there.by, m.ID); err != nil {
		t.Fatal(err)
	}
	bring(t, there, here)
	sameRecords(t, halls)
	if p := here.page(t, b.ID); p.Customer.ID != b.ID || len(p.Accounts) != 1 || len(p.Meters) != 1 {
		t.Errorf("two again: %+v", p)
	}
}

func TestMergingIsForThoseWhoMayAndForWhatTheySaw(t *testing.T) {
	h := mergeHalls(t, 1)[0]
	a := datatest.Customer(t, h.Store, "李娜", "5100000001", "10000000001")
	b := datatest.Customer(t, h.Store, "李那", "5100000002", "10000000002")
	m := app.CustomerMerge{Stays: h.page(t, a.ID).Customer, Gone: h.page(t, b.ID).Customer}
	h.note(t, b.ID, "养狗")
	if _, err := h.MergeCustomers(t.Context(), h.by, m); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("what was changed meanwhile: %v", err)
	}
	clerk := h.by
	clerk.Roles = []app.Role{app.Counter}
	m.Gone = h.page(t, b.ID).Customer
	if _, err := h.MergeCustomers(t.Context(), clerk, m); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("a clerk merges: %v", err)
	}
}

// mergeSeeds is how often people act at random.
const mergeSeeds = uint64(4)

// Whatever people do on three computers that exchange changes in any order, in
// the end all show the same, and with each record what somebody told of it.
func TestMergesComeToTheSameInAnyOrder(t *testing.T) {
	for seed := range mergeSeeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { mergeAtRandom(t, seed) })
	}
}

func mergeAtRandom(t *testing.T, seed uint64) {
	chance := rand.New(rand.NewPCG(7, seed))
	halls := mergeHalls(t, 3)
	var customers []app.CustomerID
	for i := range 6 { // some of them with one number, made at two counters
		customers = append(customers, datatest.Customer(t, halls[i%3].Store, "李娜", fmt.Sprintf("51000001%02d", i/2), "10000000001").ID)
	}
	for _, from := range halls {
		for _, to := range halls {
			bring(t, from, to)
		}
	}
	told := map[string]app.CustomerID{} // contacts, by their name
	for step := range 40 {
		h := halls[chance.IntN(len(halls))]
		one := customers[chance.IntN(len(customers))]
		other := customers[chance.IntN(len(customers))]
		p, q := h.page(t, one), h.page(t, other)
		switch chance.IntN(8) {
		case 0, 1:
			if p.Customer.ID != q.Customer.ID {
				h.merge(t, p.Customer.ID, q.Customer.ID, []string{"note", "preference"}[:chance.IntN(3)]...)
			}
		case 2:
			if len(p.Others) > 0 {
				if err := h.UndoMerge(t.Context(), h.by, p.Others[chance.IntN(len(p.Others))].Merge.ID); err != nil {
					t.Fatal(err)
				}
			}
		case 3:
			h.note(t, one, fmt.Sprint("note ", step))
		case 4:
			name := fmt.Sprint("contact ", step)
			h.contact(t, one, name)
			told[name] = one
		case 5: // to another customer, maybe on two computers at once
			if len(p.Contacts) == 0 {
				continue
			}
			was := p.Contacts[chance.IntN(len(p.Contacts))]
			now := was
			now.Customer = other
			if err := h.SaveContact(t.Context(), h.by, was, now, app.Why{}); err != nil {
				t.Fatal(err)
			}
			delete(told, was.Name)
		default:
			bringSome(t, chance, h, halls[chance.IntN(len(halls))])
		}
	}
	for range 2 {
		for _, from := range halls {
			for _, to := range halls {
				bring(t, from, to)
			}
		}
	}
	sameRecords(t, halls)
	mergeOracle(t, halls[chance.IntN(len(halls))], told)
}

// mergeOracle tells from the merges alone with whom each contact is to be.
func mergeOracle(t *testing.T, h mergeHall, told map[string]app.CustomerID) {
	t.Helper()
	type edge struct {
		to       string
		hlc, dev int64
	}
	next := map[string]edge{}
	mergeEach(t, h.path, "SELECT gone_id, stays_id, sy_hlc, sy_dev FROM record_merges WHERE withdrawn_at IS NULL AND of_table = 'customers' ORDER BY sy_hlc, sy_dev", func(v []any) {
		next[string(v[0].([]byte))] = edge{string(v[1].([]byte)), v[2].(int64), v[3].(int64)}
	})
	stays := func(id string) string {
		ring, at := map[string]bool{}, id
		for range len(next) + 1 {
			e, is := next[at]
			if !is {
				return at
			}
			at = e.to
		}
		for ; !ring[at]; at = next[at].to { // it goes round
			ring[at] = true
		}
		oldest := at
		for on := range ring {
			a, b := next[on], next[oldest]
			if a.hlc < b.hlc || a.hlc == b.hlc && a.dev < b.dev {
				oldest = on
			}
		}
		return oldest
	}
	mergeEach(t, h.path, "SELECT name, customer_id FROM contacts WHERE name LIKE 'contact %'", func(v []any) {
		of, is := told[v[0].(string)]
		if got, want := string(v[1].([]byte)), stays(string(of[:])); is && got != want {
			t.Errorf("%s is with %x, want %x", v[0], got, want)
		}
	})
	mergeEach(t, h.path, "SELECT id, merged_into_id, withdrawn_at FROM customers", func(v []any) {
		id := string(v[0].([]byte))
		into, gone := v[1].([]byte)
		if want := stays(id); gone != (want != id) || gone != (v[2] != nil) || gone && string(into) != want {
			t.Errorf("%x is merged into %x, want %x", id, into, want)
		}
	})
}

func TestAMergedCustomerIsFoundByWhatHeWasCalled(t *testing.T) {
	h := mergeHalls(t, 1)[0]
	a := datatest.Customer(t, h.Store, "李娜", "5100000001", "10000000001")
	b := datatest.Customer(t, h.Store, "赵那", "5100000002", "10000000002")
	hits := func(text string) int {
		t.Helper()
		order, err := h.CustomerOrder(t.Context(), h.by, app.CustomerFilter{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		return len(order)
	}
	for deadline := time.Now().Add(10 * time.Second); hits("zhaona") != 1; { // the index is being filled
		if time.Now().After(deadline) {
			t.Fatal("the index is not filled")
		}
	}
	m := h.merge(t, a.ID, b.ID, "name")
	for _, text := range []string{"李娜", "lina", "赵那", "zhaona", "5100000002", "10000000002"} {
		if n := hits(text); n != 1 {
			t.Errorf("%s finds %d", text, n)
		}
	}
	if err := h.UndoMerge(t.Context(), h.by, m.ID); err != nil {
		t.Fatal(err)
	}
	if a, b := hits("李娜"), hits("赵那"); a != 1 || b != 1 {
		t.Errorf("two again: %d and %d", a, b)
	}
}

func TestACustomerIsKnownByTheNumbersOfHisOtherRecord(t *testing.T) {
	h := mergeHalls(t, 1)[0]
	const one, other = "510411196001019990", "510411197001019990"
	a, b := h.person(t, "李娜", one), h.person(t, "李那", other)
	h.merge(t, a, b, "id_no", "name")
	for _, idNo := range []string{one, other} {
		suspects, err := h.Suspects(t.Context(), h.by, app.CustomerDraft{Customer: app.Customer{Name: "李某", IDNo: idNo}})
		if err != nil || len(suspects) != 1 || suspects[0].ID != a || !slices.Contains(suspects[0].Reasons, app.SameIDNo) {
			t.Errorf("%s: %+v (%v)", idNo, suspects, err)
		}
	}
}

func TestTheUseOfTwoAccountsThatAreOneIsThatOfOne(t *testing.T) {
	halls := mergeHalls(t, 2)
	here, there := halls[0], halls[1]
	a := datatest.Customer(t, here.Store, "李娜", "5100000001", "10000000001")
	b := datatest.Customer(t, there.Store, "李娜", "5100000001", "10000000001")
	bring(t, there, here)
	x, y := accountOf(t, here.Store, here.by, a), accountOf(t, here.Store, here.by, b)
	putUsage(t, here.Store, here.by, 202601, use(x.ID, 100), use(y.ID, 90))
	putUsage(t, here.Store, here.by, 202602, use(y.ID, 80))
	used := func(h mergeHall, c app.CustomerID) string {
		t.Helper()
		months, err := h.UsageOf(t.Context(), h.by, c, 12)
		if err != nil {
			t.Fatal(err)
		}
		var out string
		for _, m := range months {
			if m.Total != 0 {
				out += fmt.Sprintln(m.Month, m.Total)
			}
		}
		return out
	}
	wantX, wantY := used(here, a.ID), used(here, b.ID)
	m := here.merge(t, a.ID, b.ID)
	bring(t, here, there)
	for _, h := range halls {
		if got := used(h, a.ID); got != "202601 100\n202602 80\n" {
			t.Errorf("used: %s", got)
		}
	}
	if err := there.UndoMerge(t.Context(), there.by, m.ID); err != nil {
		t.Fatal(err)
	}
	bring(t, there, here)
	for _, h := range halls {
		if x, y := used(h, a.ID), used(h, b.ID); x != wantX || y != wantY {
			t.Errorf("two again: %s and %s, want %s and %s", x, y, wantX, wantY)
		}
	}
}

func TestAListKnowsAMergedCustomerByEitherNumber(t *testing.T) {
	h := mergeHalls(t, 1)[0]
	const one, other = "510411196001019990", "510411197001019990"
	a, b := h.person(t, "李娜", one), h.person(t, "李那", other)
	datatest.Customer(t, h.Store, "王芳", "5100000009", "10000000009")
	h.merge(t, a, b, "id_no", "name") // so that the number and name of one are said no more
	path := filepath.Join(t.TempDir(), "list.csv")
	list := "户号,户名,证件号码,用电地址,用电类别\n5100000001,李娜," + one + ",1号,202\n5100000002,李那," + other + ",1号,202\n"
	if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := imported(t, h.Store, path, false); r.Created != 2 {
		t.Errorf("%+v", r)
	}
	if p := h.page(t, a); len(p.Accounts) != 2 {
		t.Errorf("%d accounts", len(p.Accounts))
	}
	if order, err := h.CustomerOrder(t.Context(), h.by, app.CustomerFilter{}); err != nil || len(order) != 2 {
		t.Errorf("%d customers (%v)", len(order), err)
	}
}
