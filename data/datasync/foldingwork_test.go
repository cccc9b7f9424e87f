package datasync_test

import (
	"fmt"

	"lamplighter/app"
)

// works does one thing at a computer.
func (y *years) works(p *post) {
	y.t.Helper()
	known := y.customers(p)
	switch kind := y.chance.IntN(24); {
	case len(known) == 0:
	case kind == 0:
		y.takesOn(y.all[0], known[0].Area)
	case kind == 1 && len(known) > 2:
		y.must(p.store.WithdrawCustomer(y.t.Context(), y.at(known[0].Area), known[0], app.Why{}))
	case kind < 4:
		y.decides(p)
	default:
		now := known[0]
		now.CreditNote = fmt.Sprint("第", y.chance.IntN(1000), "次走访")
		if y.chance.IntN(4) == 0 {
			now.Name += "铺"
		}
		y.must(p.store.ChangeCustomer(y.t.Context(), y.at(now.Area), known[0], now, app.Why{}))
	}
	y.noted(p)
}

func (y *years) must(err error) {
	y.t.Helper()
	if err != nil {
		y.t.Fatal(err)
	}
}

// at is whoever works, in an area.
func (y *years) at(area app.Area) app.Actor {
	by := y.by
	by.Area = area
	return by
}

func (y *years) takesOn(p *post, area app.Area) {
	y.t.Helper()
	_, err := p.store.OpenCustomer(y.t.Context(), y.at(area), app.CustomerDraft{
		Customer: app.Customer{Kind: app.Person, Name: "李晓明"}, Contact: app.Contact{Name: "李晓明", Mobile: "10000000001"},
	})
	y.must(err)
	y.noted(p)
}

// customers are some that a computer has, in any order.
func (y *years) customers(p *post) (out []app.Customer) {
	y.t.Helper()
	var ids []app.CustomerID
	p.each("SELECT id FROM customers WHERE withdrawn_at IS NULL ORDER BY id", func(v []any) { ids = append(ids, app.CustomerID(v[0].([]byte))) })
	y.chance.Shuffle(len(ids), func(i, k int) { ids[i], ids[k] = ids[k], ids[i] })
	for _, id := range ids[:min(3, len(ids))] {
		page, err := p.store.CustomerPage(y.t.Context(), y.by, id)
		y.must(err)
		out = append(out, page.Customer)
	}
	return out
}

// decides takes any of the values of each conflict that a computer knows.
func (y *years) decides(p *post) {
	y.t.Helper()
	open, err := p.store.Conflicts(y.t.Context(), y.by, 1000)
	y.must(err)
	var decisions []app.Decision
	for _, c := range open.Open {
		values := append([]app.ConflictValue{c.Holds}, c.Lost...)
		decisions = append(decisions, c.Decide(values[y.chance.IntN(len(values))].Write))
	}
	if len(decisions) > 0 {
		y.must(p.store.ResolveConflicts(y.t.Context(), y.by, decisions))
	}
}
