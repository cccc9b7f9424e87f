package data

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// previewRows are tried; what comes behind them is counted without a look at
// the records, so that others do not wait for a preview to end.
const previewRows = 50_000

var errTried = errors.New("only tried")

// PreviewChanges tells what Apply would do: it is done, and taken back. Change
// sets behind one that is missing are left out.
func (s *Store) PreviewChanges(ctx context.Context, by app.Actor, changes []Change) (masked app.MergePreview, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.Synchronise); err != nil {
		return app.MergePreview{}, err
	}
	changes, err := s.unknown(ctx, changes)
	if err != nil || len(changes) == 0 {
		return app.MergePreview{}, wrap("preview changes", err)
	}
	told := &preview{rough: map[string]map[app.MergedAs]int64{}}
	var out app.MergePreview
	err = s.writeAs(ctx, &tx{s: s, merging: &merging{told: told}}, func(x *tx) error {
		if err := errorsFirst(x.beginMerging(ctx), x.try(ctx, changes)); err != nil {
			return err
		}
		var err error
		out, err = told.tell(ctx, x, by)
		return errorsFirst(err, errTried)
	})
	if errors.Is(err, errTried) {
		err = nil
	}
	return out, wrap("preview changes", err)
}

func (x *tx) try(ctx context.Context, changes []Change) error {
	broken := map[bundle.Stream]bool{}
	for _, c := range changes {
		of := c.stream()
		if broken[of] {
			continue
		}
		if x.merging.rows >= previewRows {
			if err := x.merging.told.count(x.s, c); err != nil {
				return err
			}
			continue
		}
		err := x.take(ctx, c)
		if broken[of] = errors.Is(err, errGap); err != nil && !broken[of] {
			return err
		}
	}
	return x.flush()
}

// preview gathers what a merge does. That of a merge that is meant is nil.
type preview struct {
	done    []deed
	refused []app.QuarantinedSet
	rough   map[string]map[app.MergedAs]int64
}

// deed is something a merge did to a row.
type deed struct {
	row    rowKey
	by     stamp
	as     app.MergedAs
	column byte // 0 where it is about the row
}

func (x *tx) tell(row rowKey, by stamp, as app.MergedAs, columns ...byte) {
	if x.merging.told == nil || x.s.byNo[row.table] != nil && x.s.byNo[row.table].kinds == app.Audits { // what is noted of the changes is none
		return
	}
	if len(columns) == 0 {
		columns = []byte{wholeRow}
	}
	for _, c := range columns {
		x.merging.told.done = append(x.merging.told.done, deed{row, by, as, c})
	}
}

// tellChanged tells of a row that was merged into; was is when it was withdrawn
// before.
func (x *tx) tellChanged(m *rowMerge, was any) {
	if x.merging.told == nil {
		return
	}
	as := app.MergedChanged
	if m.t.withdrawn >= 0 && was == nil && m.row.fields[m.t.withdrawn].value != nil {
		as = app.MergedWithdrawn
	}
	columns := make([]byte, len(m.changed))
	for i, place := range m.changed {
		columns[i] = m.t.columns[place].no
	}
	x.tell(rowKey{m.t.no, m.row.id}, m.written, as, columns...)
}

func (p *preview) mark() int {
	if p == nil {
		return 0
	}
	return len(p.done)
}

func (p *preview) backTo(mark int) {
	if p != nil {
		p.done = p.done[:mark]
	}
}

func (p *preview) refuse(set changeSet, reason app.QuarantineReason) {
	if p != nil {
		p.refused = append(p.refused, app.QuarantinedSet{Area: app.Area(set.area), Number: set.seq, At: set.hlc >> clockBits, Reason: reason})
	}
}

// count counts the rows of a set that is not tried.
func (p *preview) count(s *Store, c Change) error {
	set := changeSet{dev: c.Dev}
	if err := set.decode(c.Body); err != nil {
		if errors.Is(err, errBody) {
			p.refuse(changeSet{area: c.Area, seq: c.Seq, hlc: c.HLC}, app.Unreadable)
			return nil
		}
		return err
	}
	for _, r := range folded(set.rows, stamp{c.HLC, c.Dev}) {
		name, as := "", app.MergedWaiting
		if t, known := s.byNo[r.table]; known {
			if t.kinds == app.Audits {
				continue
			}
			name, as = t.name, t.roughly(r)
		}
		if p.rough[name] == nil {
			p.rough[name] = map[app.MergedAs]int64{}
		}
		p.rough[name][as]++
	}
	return nil
}

func (t *table) roughly(r changedRow) app.MergedAs {
	switch {
	case r.made:
		return app.MergedAdded
	case slices.ContainsFunc(r.cells, func(c cell) bool { return t.withdrawn >= 0 && c.column == t.columns[t.withdrawn].no && c.value != nil }):
		return app.MergedWithdrawn
	}
	return app.MergedChanged
}

// weight orders what happened to a row: it is told by what matters most.
var weight = map[app.MergedAs]int{app.MergedChanged: 1, app.MergedAdded: 2, app.MergedWaiting: 3, app.MergedWithdrawn: 4, app.MergedConflict: 5}

// tell brings what was done together, a line for each row.
func (p *preview) tell(ctx context.Context, x *tx, by app.Actor) (app.MergePreview, error) {
	rows := map[rowKey]*app.MergedRecord{}
	var order []rowKey
	for _, d := range p.done {
		r := rows[d.row]
		if r == nil {
			r = &app.MergedRecord{Record: app.RecordRef{ID: d.row.id}}
			rows[d.row] = r
			order = append(order, d.row)
		}
		if weight[d.as] > weight[r.As] {
			r.As, r.Fields = d.as, nil
		}
		if d.as == r.As {
			r.Device, r.At = d.by.dev, max(r.At, d.by.hlc>>clockBits)
			r.Fields = x.s.fieldTold(d, r.Fields)
		}
	}
	tables := map[string]*app.MergedTable{}
	for name, counts := range p.rough {
		tables[name] = &app.MergedTable{Table: name, Counts: maps.Clone(counts)}
	}
	slices.SortStableFunc(order, func(a, b rowKey) int { return cmp.Compare(weight[rows[b].As], weight[rows[a].As]) })
	for _, key := range order {
		if err := x.tellRow(ctx, by, key, *rows[key], tables); err != nil {
			return app.MergePreview{}, err
		}
	}
	out := app.MergePreview{Refused: p.refused, Rough: len(p.rough) > 0}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		out.Tables = append(out.Tables, *tables[name])
	}
	return out, nil
}

// fieldTold adds the name of the column a deed is about.
func (s *Store) fieldTold(d deed, fields []string) []string {
	t, known := s.byNo[d.row.table]
	if !known || d.column == wholeRow {
		return fields
	}
	if name := t.columns[t.place(d.column)].name; !slices.Contains(fields, name) {
		fields = append(fields, name)
	}
	return fields
}

// tellRow counts a row, and names it if it is one of the first of its table.
func (x *tx) tellRow(ctx context.Context, by app.Actor, key rowKey, r app.MergedRecord, tables map[string]*app.MergedTable) error {
	t, known := x.s.byNo[key.table]
	name := ""
	if known {
		name = t.name
	}
	told := tables[name]
	if told == nil {
		told = &app.MergedTable{Table: name, Counts: map[app.MergedAs]int64{}}
		tables[name] = told
	}
	told.Counts[r.As]++
	if len(told.Records) >= app.MergedRecordsMax || !known {
		return nil
	}
	r.Record.Table = name
	if err := x.nameTold(ctx, by, t, &r); err != nil {
		return err
	}
	told.Records = append(told.Records, r)
	return nil
}

// nameTold says what a row is called, where the one who asks may know.
func (x *tx) nameTold(ctx context.Context, by app.Actor, t *table, r *app.MergedRecord) error {
	if t.kinds&(app.Training|app.Quizzes) != 0 && by.May(app.ReadTraining) != nil {
		return nil
	}
	row, err := x.current(ctx, t, r.Record.ID)
	if errors.Is(err, app.ErrNotFound) || err == nil && row.area < 0 {
		return nil // it waits, or only named persons see it
	}
	if err != nil {
		return err
	}
	said, err := nameRow(ctx, x.s.conn, t, row)
	r.Of, r.Customer = said.of, said.customer
	return err
}
