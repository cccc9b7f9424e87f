package data

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"lamplighter/app"
)

// mixed are two halls and a laptop in each of two areas, at which people do all
// that changes where a record stands: change, move, merge and take that back,
// withdraw and take that back.
type mixed struct {
	*moves
	chance    *rand.Rand
	all       []*Store
	customers []app.CustomerID
	done      map[string]int
}

func mixedOf(t *testing.T, seed uint64) *mixed {
	t.Helper()
	m := &mixed{moves: movesIn(t), done: map[string]int{}, chance: rand.New(rand.NewPCG(seed, 41))}
	draft := m.draft(m.areas[0], 77)
	draft.Roles = []app.Role{app.Supervisor}
	second, _ := m.join(draft)
	m.all = []*Store{m.main, second, m.laptops[0], m.laptops[1]}
	for i := range 5 { // some of one account, made at two counters
		m.customers = append(m.customers, m.customer(m.all[i%3], m.by, fmt.Sprint("客户", i), fmt.Sprintf("51040000000%02d", i/2)).ID)
	}
	m.settles()
	return m
}

// acts lets somebody do something at one of the computers.
func (m *mixed) acts(step int) {
	m.t.Helper()
	at, c := m.all[m.chance.IntN(4)], m.customers[m.chance.IntN(len(m.customers))]
	switch m.chance.IntN(9) {
	case 0:
		if page, err := at.CustomerPage(m.t.Context(), m.by, c); err == nil {
			m.renamed(at, page.Customer.ID, fmt.Sprint("客户", step))
		}
	case 1:
		m.withdrawnOrNot(at, c, m.chance.IntN(2) == 0)
	case 2:
		m.contact(at, c, fmt.Sprint("联系人", step))
	case 3:
		m.mergedAt(at, c, m.customers[m.chance.IntN(len(m.customers))])
	case 4:
		m.apartAt(at)
	case 5, 6:
		moved, err := m.all[m.chance.IntN(2)].MoveCustomers(m.t.Context(), m.by, app.CustomersMove{Customers: []app.CustomerID{c}, To: m.areas[m.chance.IntN(2)], Reason: "x"})
		if err != nil {
			m.t.Fatal(err)
		}
		m.done["moved"] += int(moved.Customers)
	default:
		m.exchange(at, m.all[m.chance.IntN(4)])
	}
}

// mergedAt merges two customers at a computer that shows both.
func (m *mixed) mergedAt(s *Store, one, other app.CustomerID) {
	m.t.Helper()
	stays, err := s.CustomerPage(m.t.Context(), m.by, one)
	if err != nil {
		return
	}
	gone, err := s.CustomerPage(m.t.Context(), m.by, other)
	if err != nil || stays.Customer.ID == gone.Customer.ID || stays.Customer.WithdrawnAt+gone.Customer.WithdrawnAt > 0 {
		return
	}
	if _, err := s.MergeCustomers(m.t.Context(), m.by, app.CustomerMerge{Stays: stays.Customer, Gone: gone.Customer, Take: []string{"name", "note"}[:m.chance.IntN(3)]}); err != nil {
		m.t.Fatal(err)
	}
	m.done["merged"]++
}

// apartAt takes a merge back.
func (m *mixed) apartAt(s *Store) {
	m.t.Helper()
	ids, err := collect(m.t.Context(), s.reader, func(r scanner) (app.RecordMergeID, error) {
		var id app.RecordMergeID
		return id, r.Scan(idInto(&id))
	}, "SELECT id FROM record_merges WHERE of_table = 'customers' AND withdrawn_at IS NULL ORDER BY sy_hlc, sy_dev")
	if err != nil {
		m.t.Fatal(err)
	}
	if len(ids) == 0 {
		return
	}
	if err := s.UndoMerge(m.t.Context(), m.by, ids[m.chance.IntN(len(ids))]); err != nil {
		m.t.Fatal(err)
	}
	m.done["taken apart"]++
}

// settles lets all exchange until nobody hears anything new.
func (m *mixed) settles() {
	m.t.Helper()
	for range 4 {
		for _, from := range m.all {
			for _, to := range m.all {
				if from != to {
					m.exchange(from, to)
				}
			}
		}
	}
}

// told is what the log says of all records of an area: with whom they were
// written, whoever they are shown with.
func (o *devOffice) told(s *Store, area app.Area) (out []string) {
	o.t.Helper()
	for _, entry := range travelling {
		t := s.tables[entry.name]
		text := fmt.Sprintf("'%s ' || hex(id) || ' ' || sy_hlc || ' ' || sy_dev || ' ' || coalesce(hex(sy_ovr), '')", t.name)
		for i, c := range t.columns {
			said := "quote(" + c.name + ")"
			if t.follows[i] != "" {
				told := fmt.Sprintf("FROM sy_told WHERE tbl = %d AND row_id = r.id AND col = %d", t.no, c.no)
				said = fmt.Sprintf("CASE WHEN EXISTS (SELECT 1 %[1]s) THEN (SELECT quote(val) %[1]s) ELSE %[2]s END", told, said)
			}
			text += " || '|' || " + said
		}
		out = append(out, texts(o.t, s, fmt.Sprintf("SELECT %s FROM %s r WHERE area = %d ORDER BY id", text, t.name, area))...)
	}
	return append(out, texts(o.t, s, fmt.Sprintf("SELECT 'lost ' || tbl || hex(row_id) || ' ' || col || ' ' || hlc || ' ' || dev || ' ' || quote(val) FROM sy_lost WHERE area = %d ORDER BY 1", area))...)
}

// shows compares whom records are shown with to what the merges say that are on
// a computer, followed one by one.
func (m *mixed) shows(s *Store) {
	m.t.Helper()
	next, made := map[string]string{}, map[string]string{}
	for _, line := range texts(m.t, s, `SELECT hex(gone_id) || ' ' || hex(stays_id) || printf(' %020d %020d', sy_hlc, sy_dev) FROM record_merges
		WHERE withdrawn_at IS NULL AND stays_id IN (SELECT id FROM customers UNION SELECT id FROM accounts UNION SELECT id FROM meters) ORDER BY sy_hlc, sy_dev`) {
		words := strings.SplitN(line, " ", 3)
		next[words[0]], made[words[0]] = words[1], words[2]
	}
	for _, entry := range travelling {
		t := s.tables[entry.name]
		for i, c := range t.columns {
			if t.follows[i] == "" || t.follows[i] == t.name {
				continue
			}
			for _, line := range texts(m.t, s, fmt.Sprintf(`SELECT hex(id) || ' ' || hex(%s) || ' ' || coalesce((SELECT hex(val) FROM sy_told WHERE tbl = %d AND row_id = r.id AND col = %d), hex(%[1]s)) FROM %[4]s r`, c.name, t.no, c.no, t.name)) {
				words := strings.Split(line, " ")
				if want := mixedStays(next, made, words[2]); words[1] != want {
					m.t.Errorf("%s %s shows %s in %s, want %s of %s", t.name, words[0], words[1], c.name, want, words[2])
				}
			}
		}
	}
	for _, name := range mergedTables {
		into := "''"
		if s.tables[name].column("merged_into_id") >= 0 {
			into = "coalesce(hex(merged_into_id), '')"
		}
		for _, line := range texts(m.t, s, "SELECT hex(id) || ' ' || "+into+" || ' ' || (withdrawn_at IS NOT NULL) FROM "+name) {
			words := strings.Split(line, " ")
			want := mixedStays(next, made, words[0])
			gone := want != words[0]
			if gone && words[2] == "0" || name == "customers" && (words[1] != "") != gone || words[1] != "" && words[1] != want {
				m.t.Errorf("%s %s is merged into %q, want %s", name, words[0], words[1], want)
			}
		}
	}
}

// mixedStays follows merges from a record to the one that stays. In a ring the
// oldest merge does not count.
func mixedStays(next, made map[string]string, id string) string {
	var path []string
	for {
		path = append(path, id)
		on, is := next[id]
		if !is {
			return id
		}
		if at := slices.Index(path, on); at >= 0 {
			return slices.MinFunc(path[at:], func(a, b string) int { return strings.Compare(made[a], made[b]) })
		}
		id = on
	}
}

// Customers are moved, merged, withdrawn and changed at four computers that hear
// of it in any order: in the end all agree on each area, nobody has records of
// an area that is not his, and all are shown as the merges say.
func TestMovesMergesAndWithdrawalsEndAlike(t *testing.T) {
	for seed := uint64(1); seed <= *mixedSeeds; seed++ {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			m := mixedOf(t, seed)
			for step := range 60 {
				m.acts(step)
			}
			t.Log("done:", m.done)
			m.settles()
			for i, s := range m.all[1:] {
				for k, area := range m.areas {
					want := m.told(m.main, area)
					if i > 0 && k != i-1 {
						want = nil // not for this laptop
					}
					if got := m.told(s, area); !slices.Equal(got, want) {
						t.Errorf("computer %d differs in area %d:\n%s", i+1, area, mixedDiffer(got, want))
					}
				}
			}
			for i, s := range m.all {
				m.shows(s)
				for _, aside := range []string{"sy_pending", "sy_superseded", "sy_quarantine"} {
					if n := texts(t, s, "SELECT count(*) FROM "+aside)[0]; n != "0" {
						t.Errorf("computer %d has %s rows in %s", i, n, aside)
					}
				}
				if err := Check(t.Context(), s.path); err != nil {
					t.Errorf("computer %d: %v", i, err)
				}
			}
		})
	}
}

func mixedDiffer(got, want []string) string {
	var out strings.Builder
	for _, line := range got {
		if !slices.Contains(want, line) {
			fmt.Fprintln(&out, "has  ", line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			fmt.Fprintln(&out, "lacks", line)
		}
	}
	return out.String()
}
