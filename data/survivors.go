package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// A record that was merged into another keeps what it says, and the log keeps
// whom people meant by what they wrote. Tables show the record that stays: each
// device tells from the merges that hold which one that is, and turns what
// refers to the one that is gone over to it. So it is the same in any order of
// arrival, what comes late finds its way, and taking a merge back is to withdraw
// its row. What the log says of a cell that shows something else is kept aside
// (sy_told), for the merge and for the day the merge is taken back.

// survivor is the record that stays for one that is gone, and since when.
type survivor struct {
	id [16]byte
	at int64 // Unix ms
}

// survivors are those of all records that are gone.
type survivors map[[16]byte]survivor

// mergeEdge is a merge that holds.
type mergeEdge struct {
	gone, stays [16]byte
	made        stamp
	at          int64
}

// survivorsOf follows the merges to the records that stay. Of two merges of one
// record the later counts. Where people merged records with each other in a
// ring, the oldest of these merges does not count.
func survivorsOf(edges []mergeEdge) survivors {
	next := map[[16]byte]mergeEdge{}
	for _, e := range edges {
		if was, is := next[e.gone]; e.gone != e.stays && (!is || e.made.after(was.made)) {
			next[e.gone] = e
		}
	}
	for gone := range next {
		breakRing(next, gone)
	}
	out := survivors{}
	for gone, e := range next {
		end := e.stays
		for on, is := next[end]; is; on, is = next[end] {
			end = on.stays
		}
		out[gone] = survivor{end, e.at}
	}
	return out
}

// breakRing drops the oldest merge of a ring that a record leads into.
func breakRing(next map[[16]byte]mergeEdge, from [16]byte) {
	var path [][16]byte
	for {
		e, is := next[from]
		if !is {
			return
		}
		if at := slices.Index(path, from); at >= 0 {
			oldest := slices.MinFunc(path[at:], func(a, b [16]byte) int {
				if next[b].made.after(next[a].made) {
					return -1
				}
				return 1
			})
			delete(next, oldest)
			return
		}
		path = append(path, from)
		from = e.stays
	}
}

// mergedTables are the tables whose records are merged.
var mergedTables = []string{"customers", "accounts", "meters"}

// readSurvivors tells who stays from the merges that hold. One whose record that
// stays is not here yet, or is none of this device's, does not count; it is
// answered among the awaited.
func readSurvivors(ctx context.Context, q querier) (survivors, map[[16]byte]bool, error) {
	type found struct {
		mergeEdge
		here bool
	}
	all, err := collect(ctx, q, func(r scanner) (found, error) {
		var f found
		var gone, stays app.RecordID
		err := r.Scan(idInto(&gone), idInto(&stays), &f.made.hlc, &f.made.dev, &f.at, &f.here)
		f.gone, f.stays = gone, stays
		return f, err
	}, `SELECT gone_id, stays_id, sy_hlc, sy_dev, made_at, CASE of_table WHEN 'customers' THEN EXISTS (SELECT 1 FROM customers WHERE id = stays_id)
		WHEN 'accounts' THEN EXISTS (SELECT 1 FROM accounts WHERE id = stays_id) ELSE EXISTS (SELECT 1 FROM meters WHERE id = stays_id) END
		FROM record_merges WHERE withdrawn_at IS NULL`)
	edges, awaited := make([]mergeEdge, 0, len(all)), map[[16]byte]bool{}
	for _, f := range all {
		if f.here {
			edges = append(edges, f.mergeEdge)
		} else {
			awaited[f.stays] = true
		}
	}
	return survivorsOf(edges), awaited, err
}

// anyRecord is what a column follows that may name a record of any table.
const anyRecord = "any"

// following are the columns that name a record which may be merged, by table of
// that record.
var following = map[string]string{"customer_id": "customers", "one_id": "customers", "other_id": "customers", "account_id": "accounts", "meter_id": "meters"}

// readFollowing learns which columns of a table show the record that stays.
func (t *table) readFollowing() {
	t.follows = make([]string, len(t.columns))
	for i, c := range t.columns {
		switch t.follows[i] = following[c.name]; {
		case t.name == "attachments" && c.name == "of_id":
			t.follows[i] = anyRecord
		case slices.Contains(mergedTables, t.name) && (c.name == "withdrawn_at" || c.name == "merged_into_id"):
			t.follows[i] = t.name // a record itself shows that it is gone
		}
	}
}

// setSurvivors takes over who stays.
func (s *Store) setSurvivors(now survivors, awaited map[[16]byte]bool) {
	s.survivors, s.awaited, s.staying = now, awaited, make(map[[16]byte]bool, len(now))
	for _, of := range now {
		s.staying[of.id] = true
	}
}

// mayShow reports whether a row may show something else than was told of it: it
// is gone itself, or a column names a record that stays for another. Any other
// row need not be asked for.
func (s *Store) mayShow(t *table, r *row) bool {
	if len(s.survivors) == 0 {
		return false
	}
	if _, gone := s.survivors[r.id]; gone {
		return true
	}
	for i, of := range t.follows {
		if raw, _ := r.fields[i].value.([]byte); of != "" && len(raw) == 16 && s.staying[[16]byte(raw)] {
			return true
		}
	}
	return false
}

// shown is what a cell shows of which the log tells a value.
func (s survivors) shown(t *table, id [16]byte, i int, told any) any {
	switch t.columns[i].name {
	case "withdrawn_at":
		if own, gone := s[id]; gone && told == nil {
			return own.at
		}
	case "merged_into_id":
		if own, gone := s[id]; gone {
			return own.id[:]
		}
	default:
		if raw, _ := told.([]byte); len(raw) == 16 {
			if of, gone := s[[16]byte(raw)]; gone {
				return of.id[:]
			}
		}
	}
	return told
}
