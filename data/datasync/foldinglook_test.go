package datasync_test

import (
	"bytes"
	"cmp"
	"maps"
	"slices"

	"lamplighter/app"
	"lamplighter/data"
)

// noted keeps what a computer has written since, before anybody can fold it.
func (y *years) noted(p *post) {
	y.t.Helper()
	p.each("SELECT dev, area, seq, hlc, body FROM sy_changes WHERE length(body) > 0", func(v []any) {
		at := placeOf(v)
		if _, known := y.sets[at]; !known && at.dev == p.dev {
			y.sets[at] = data.Change{Dev: at.dev, Area: at.area, Seq: at.seq, HLC: v[3].(int64), Body: bytes.Clone(v[4].([]byte))}
		}
	})
}

func placeOf(v []any) place { return place{v[0].(int64), v[1].(int64), v[2].(int64)} }

// watches looks at what an exchange left of a computer's log: what holds or waits
// for a decision is in it, and what is not there any more others have.
func (y *years) watches(p *post) {
	y.t.Helper()
	went := map[place]bool{}
	p.each("SELECT dev, area, went FROM sy_folded", func(v []any) { went[place{v[0].(int64), v[1].(int64), 0}] = v[2].(int64) == 1 })
	p.log = map[place]bool{}
	written := map[stamp]bool{}
	var folded []place
	p.each("SELECT dev, area, seq, hlc, length(body) > 0 FROM sy_changes", func(v []any) {
		at := placeOf(v)
		if v[4].(int64) == 1 {
			p.log[at], written[stamp{v[3].(int64), at.dev}] = true, true
		} else {
			folded = append(folded, at)
		}
	})
	for _, at := range folded {
		has := func(other *post) bool { return other.log[at] }
		switch set := y.sets[at]; {
		case went[place{at.dev, at.area, 0}]:
			if !slices.ContainsFunc(y.all, has) {
				y.t.Errorf("%s let %v go, which nobody else has", p.name, at)
			}
		case p.keeps || !has(y.all[0]) || !has(y.all[1]):
			y.t.Errorf("%s folded %v, which the hall has: %v, the office: %v", p.name, at, has(y.all[0]), has(y.all[1]))
		case set.HLC>>16 > y.now.Add(p.shift-app.LogKept).UnixMilli()+1000:
			y.t.Errorf("%s folded %v too early", p.name, at)
		default:
			y.folded++
		}
	}
	y.stands(p, written)
}

// stands looks that whatever holds in a row, and whatever waits for a decision,
// is in the log.
func (y *years) stands(p *post, written map[stamp]bool) {
	y.t.Helper()
	p.each("SELECT sy_hlc, sy_dev, sy_ovr FROM customers", func(v []any) {
		held := append(slices.Collect(maps.Values(laterOf(v[2]))), stamp{v[0].(int64), v[1].(int64)})
		for _, at := range held {
			if !written[at] {
				y.t.Errorf("%s no longer has what wrote %v, which holds", p.name, at)
			}
		}
	})
	p.each("SELECT hlc, dev FROM sy_lost", func(v []any) {
		if at := (stamp{v[0].(int64), v[1].(int64)}); !written[at] {
			y.t.Errorf("%s no longer has what wrote %v, which waits for a decision", p.name, at)
		}
	})
}

// agree holds every file against the truth of what was written in its areas.
func (y *years) agree() {
	y.t.Helper()
	all := slices.SortedFunc(maps.Values(y.sets), func(a, b data.Change) int { return cmp.Or(cmp.Compare(a.HLC, b.HLC), cmp.Compare(a.Dev, b.Dev)) })
	books := schema{4: bookOf(y.all[0].file, "customers")}
	for _, p := range y.all {
		carries := app.DeviceCertificate{Areas: p.areas}
		rows, lost := books.truth(slices.DeleteFunc(slices.Clone(all), func(c data.Change) bool { return !carries.Carries(app.Area(c.Area)) }))
		gotRows, gotLost := p.held(books)
		differ(y.t, "rows of the "+p.name, gotRows, rows)
		differ(y.t, "losing values of the "+p.name, gotLost, lost)
		for _, table := range []string{"sy_pending", "sy_superseded", "sy_quarantine"} {
			if n := p.count(table); n != 0 {
				y.t.Errorf("the %s has %d rows in %s", p.name, n, table)
			}
		}
		if state, err := p.store.CompanyState(y.t.Context(), y.by); err != nil || state.Alarm.Why != "" || state.Device != p.dev {
			y.t.Errorf("the %s says %+v, %v", p.name, state.Alarm, err)
		}
		if err := data.Check(y.t.Context(), p.path); err != nil {
			y.t.Errorf("the %s: %v", p.name, err)
		}
		for _, set := range all {
			if at := (place{set.Dev, set.Area, set.Seq}); p.keeps && !p.log[at] && carries.Carries(app.Area(set.Area)) {
				y.t.Errorf("the %s has lost %v", p.name, at)
			}
		}
	}
}

// bookOf is what the oracle must know of a table.
func bookOf(f file, name string) synced {
	t := synced{name: name, columns: map[byte]column{}}
	f.each("SELECT cid, name, type, \"notnull\" FROM pragma_table_info('"+name+"') WHERE cid > 2 AND name NOT LIKE 'sy^_%' ESCAPE '^'", func(v []any) {
		c := column{name: v[1].(string), like: map[string]any{"TEXT": "", "INTEGER": int64(0), "BLOB": []byte{}}[v[2].(string)]}
		if v[3].(int64) == 1 {
			c.zero = c.like
		}
		no := byte(v[0].(int64))
		t.columns[no] = c
		if c.name == "withdrawn_at" {
			t.withdrawn = no
		}
	})
	return t
}
