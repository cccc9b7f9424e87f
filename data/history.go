package data

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lamplighter/app"
)

// History tells every change of one record, newest first: field, old and new
// value, who, when, on which device and why. It is read from the change log.
func (s *Store) History(ctx context.Context, by app.Actor, tableName string, id [16]byte) (masked []app.FieldChange, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadHistory); err != nil {
		return nil, err
	}
	t, known := s.tables[tableName]
	if !known {
		return nil, fmt.Errorf("history: no table %s", tableName)
	}
	if err := s.mayLookInto(ctx, by, t, id); err != nil {
		return nil, err
	}
	changes, err := s.history(ctx, s.reader, t, id)
	slices.Reverse(changes)
	return changes, wrap("history", err)
}

// mayLookInto asks for training what reading the training of others asks, and
// answers ErrNotFound for a record of a protected case to whom the case is none.
func (s *Store) mayLookInto(ctx context.Context, by app.Actor, t *table, id [16]byte) error {
	if t.kinds&(app.Training|app.Quizzes) != 0 {
		if err := by.May(app.ReadTraining); err != nil {
			return err
		}
	}
	r, err := readRow(ctx, s.reader, t, id)
	if err != nil || r.area >= 0 {
		return err
	}
	if i := t.column("case_id"); i >= 0 {
		raw, _ := r.fields[i].value.([]byte)
		copy(id[:], raw)
	}
	n, err := one(ctx, s.reader, scanInt, "SELECT count(*) FROM cases WHERE id = ? AND "+seesCases, id[:], by.Staff[:])
	if err == nil && n == 0 {
		return app.ErrNotFound
	}
	return err
}

// history is oldest first. Making the record is one entry without a field.
func (s *Store) history(ctx context.Context, q querier, t *table, id [16]byte) ([]app.FieldChange, error) {
	all, err := s.histories(ctx, q, []app.RecordRef{{Table: t.name, ID: app.RecordID(id)}})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// telling is a record whose history is being told.
type telling struct {
	t       *table
	values  map[byte]any // as they stood after the sets so far
	changes []app.FieldChange
	told    map[stamp]int // by which set: what came both ways is told once
	moves   map[int64]int // by the clock of each, its place among the changes
}

// histories are those of several records, each in the place of its own. What
// was written together stands in one change set, which is read once for all.
func (s *Store) histories(ctx context.Context, q querier, of []app.RecordRef) ([][]app.FieldChange, error) {
	type key struct {
		table uint64
		id    [16]byte
	}
	records, places := make([]telling, len(of)), map[key]int{}
	var ords []int64
	for i, ref := range of {
		t := s.tables[ref.Table]
		records[i], places[key{t.no, ref.ID}] = telling{t: t, values: map[byte]any{}, told: map[stamp]int{}, moves: map[int64]int{}}, i
		for _, c := range t.columns {
			records[i].values[c.no] = c.zero
		}
		wrote, err := s.ordsOf(ctx, q, t, ref.ID)
		if err != nil {
			return nil, err
		}
		ords = append(ords, wrote...)
	}
	wanted := func(table uint64, id []byte) bool {
		k := key{table: table}
		copy(k.id[:], id) // of a set that was cut short none, as its reader tells
		_, is := places[k]
		return is
	}
	sets, err := setsAt(ctx, q, ords, wanted)
	if err != nil {
		return nil, err
	}
	for i, set := range sets {
		head, err := s.changeHead(ctx, q, set)
		if err != nil {
			return nil, err
		}
		moved := map[*telling]changedRow{}
		for _, r := range set.rows {
			one, at, wrote := &records[places[key{r.table, r.id}]], stamp{set.hlc, set.dev}, head
			if r.movedAt != 0 && one.t.name == "customers" { // what is his goes along
				moved[one] = r
			}
			if r.left != 0 {
				continue
			}
			if r.carried != nil {
				at = r.carried.at
				if wrote, err = s.carriedHead(ctx, q, *r.carried); err != nil {
					return nil, err
				}
			}
			if by, told := one.told[at]; told && by != i {
				continue
			}
			one.told[at] = i
			wrote.Table, wrote.Record = one.t.name, r.id
			one.changes = append(one.changes, one.t.fieldChanges(wrote, r, one.values)...)
		}
		for one, r := range moved {
			if err := s.tellMove(ctx, q, one, set, head, r); err != nil {
				return nil, err
			}
		}
	}
	out := make([][]app.FieldChange, len(of))
	for i := range records {
		out[i] = records[i].changes
	}
	return out, nil
}

// tellMove tells that a record moved to another area: once, though the area that
// it left says so, and the other that it came.
func (s *Store) tellMove(ctx context.Context, q querier, one *telling, set changeSet, head app.FieldChange, r changedRow) error {
	at, told := one.moves[r.movedAt]
	if !told {
		at = len(one.changes)
		one.moves[r.movedAt] = at
		head.Table, head.Record, head.Field = one.t.name, r.id, "area"
		one.changes = append(one.changes, head)
	}
	to := app.Area(set.area)
	var err error
	if r.left != 0 {
		to = r.left
		if one.changes[at].Old, err = areaName(ctx, q, app.Area(set.area)); err != nil {
			return err
		}
	}
	one.changes[at].New, err = areaName(ctx, q, to)
	return err
}

// areaName is the unit that keeps the records of an area.
func areaName(ctx context.Context, q querier, area app.Area) (string, error) {
	names, err := collect(ctx, q, scanText, "SELECT name FROM org_units WHERE keeps_area = ? AND withdrawn_at IS NULL ORDER BY n LIMIT 1", int64(area.Open()))
	return strings.Join(names, ""), err
}

// fieldChanges tells one row of a set, and carries the values on.
func (t *table) fieldChanges(head app.FieldChange, r changedRow, values map[byte]any) []app.FieldChange {
	var out []app.FieldChange
	for _, c := range r.cells {
		i := slices.IndexFunc(t.columns, func(k column) bool { return k.no == c.column })
		if i >= 0 && !r.made && !same(values[c.column], c.value) { // the same again is a decision between values
			change := head
			change.Field, change.Old, change.New = t.columns[i].name, shown(values[c.column]), shown(c.value)
			out = append(out, change)
		}
		values[c.column] = c.value
	}
	if r.made {
		out = append(out, head)
	}
	return out
}

// changeHead says who, when, where and why of a set.
func (s *Store) changeHead(ctx context.Context, q querier, set changeSet) (app.FieldChange, error) {
	head := app.FieldChange{At: set.at, Why: set.why, Write: app.WriteID{HLC: set.hlc, Device: set.dev}}
	names, err := collect(ctx, q, scanText, "SELECT name FROM staff WHERE id = ?1 UNION ALL SELECT '' LIMIT 1", set.who[:])
	if err != nil {
		return head, err
	}
	head.By = names[0]
	codes, err := collect(ctx, q, scanText, "SELECT code FROM sy_devices WHERE dev = ?", set.dev)
	if len(codes) > 0 || err != nil {
		head.Device = strings.Join(codes, "")
		return head, err
	}
	known, err := s.trusts(ctx, q) // one from which nothing came directly
	if c, there := known.CertificateOf(set.dev); there {
		head.Device = c.Code
	}
	return head, err
}

// carriedHead says who, when and where of a write that another device carried.
func (s *Store) carriedHead(ctx context.Context, q querier, of carried) (app.FieldChange, error) {
	return s.changeHead(ctx, q, changeSet{dev: of.at.dev, hlc: of.at.hlc, who: of.who, at: of.at.hlc >> clockBits})
}

// ordsOf names the change sets that wrote a row: the one it was made in is found
// by its stamp, the later ones by the list of edits.
func (s *Store) ordsOf(ctx context.Context, q querier, t *table, id [16]byte) ([]int64, error) {
	made, err := one(ctx, q, func(r scanner) (stamp, error) {
		var at stamp
		err := r.Scan(&at.hlc, &at.dev)
		return at, err
	}, "SELECT sy_hlc, sy_dev FROM "+t.name+" WHERE id = ?", id[:])
	if err != nil {
		return nil, err
	}
	return collect(ctx, q, scanInt, "SELECT ord FROM sy_changes WHERE hlc = ? AND +dev = ? UNION SELECT ord FROM sy_edits WHERE row_id = ?", made.hlc, made.dev, id[:])
}

// setsAt reads change sets in order of arrival, with the wanted rows alone.
func setsAt(ctx context.Context, q querier, ords []int64, wanted func(table uint64, id []byte) bool) ([]changeSet, error) {
	scan := func(r scanner) (changeSet, error) { return scanRows(r, wanted) }
	return collect(ctx, q, scan, "SELECT dev, area, seq, hlc, body FROM sy_changes WHERE ord IN (SELECT value FROM json_each(?)) ORDER BY ord", jsonRows(ords))
}

func scanSet(r scanner) (changeSet, error) {
	return scanRows(r, func(uint64, []byte) bool { return true })
}

func scanRows(r scanner, wanted func(table uint64, id []byte) bool) (changeSet, error) {
	var c changeSet
	var body sql.RawBytes // read before the next row comes
	if err := r.Scan(&c.dev, &c.area, &c.seq, &c.hlc, &body); err != nil {
		return c, err
	}
	err := c.decodeRows(body, wanted)
	if errors.Is(err, errBody) { // in quarantine: it has changed nothing here
		c.rows, err = nil, nil
	}
	return c, err
}

// shown is a value as text; screens give codes and days their words.
func shown(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []byte:
		return hex.EncodeToString(v)
	}
	return ""
}

// customerTimeline gathers what happened with a customer, newest first: its
// cases and their steps, and the changes of its data.
func (s *Store) customerTimeline(ctx context.Context, by app.Actor, p app.CustomerPage) ([]app.TimelineEntry, error) {
	var out []app.TimelineEntry
	steps, err := collect(ctx, s.reader, scanTimelineStep, "SELECT c.number, c.kind, c.flow_version, "+caseStepColumns+
		" JOIN cases c ON c.id = s.case_id WHERE c.customer_id = ? AND "+seesCasesAs("c")+" ORDER BY s.at DESC LIMIT 200", p.Customer.ID[:], by.Staff[:])
	if err != nil {
		return nil, err
	}
	out = append(out, steps...)
	visits, err := collect(ctx, s.reader, scanTimelineVisit, "SELECT "+prefixed("v", visitColumns)+", coalesce(m.name, '') FROM visits v "+
		"LEFT JOIN staff m ON m.id = v.manager_id WHERE v.customer_id = ? AND v.withdrawn_at IS NULL AND v."+madeStatuses+
		" ORDER BY v.visited_on DESC LIMIT 200", p.Customer.ID[:])
	if err != nil {
		return nil, err
	}
	out = append(out, visits...)
	records := []app.RecordRef{{Table: "customers", ID: app.RecordID(p.Customer.ID)}}
	for _, a := range p.Accounts {
		records = append(records, app.RecordRef{Table: "accounts", ID: app.RecordID(a.ID)})
	}
	for _, c := range p.Contacts {
		records = append(records, app.RecordRef{Table: "contacts", ID: app.RecordID(c.ID)})
	}
	records = append(records, p.Sheets.Records()...)
	facts := p.Sheets.Facts[:min(len(p.Sheets.Facts), factsTold)]
	for _, f := range facts {
		records = append(records, app.RecordRef{Table: "customer_facts", ID: app.RecordID(f.ID)})
	}
	histories, err := s.histories(ctx, s.reader, records)
	if err != nil {
		return nil, err
	}
	ofFacts := len(records) - len(facts)
	for _, changes := range histories[:ofFacts] {
		out = append(out, app.TimelineOf(changes)...)
	}
	merged, err := s.mergeMoments(ctx, p.Customer)
	if err != nil {
		return nil, err
	}
	out = append(out, merged...)
	out = append(out, p.TimelineOfMade()...)
	out = append(out, app.TimelineOf(learned(p.Sheets.Facts, histories[ofFacts:]))...)
	slices.SortStableFunc(out, func(a, b app.TimelineEntry) int { return int(min(max(b.At-a.At, -1), 1)) })
	return out, nil
}

// scanTimelineVisit places a visit at the time it took place, not at that of
// its record.
func scanTimelineVisit(r scanner) (app.TimelineEntry, error) {
	e := app.TimelineEntry{Kind: app.TimelineVisit}
	v := &e.Visit
	err := r.Scan(append(visitInto(v), &e.By)...)
	e.Number = v.Number
	if e.At = v.BeganAt; e.At == 0 {
		e.At = v.VisitedOn.Time().UnixMilli()
	}
	return e, err
}

func scanTimelineStep(r scanner) (app.TimelineEntry, error) {
	e := app.TimelineEntry{Kind: app.TimelineStep}
	s := &e.Step
	err := r.Scan(&e.Number, &e.CaseOf, &e.Flow, idInto(&s.ID), &s.Area, idInto(&s.Case), &s.From, &s.To, idInto(&s.By), &s.At, &s.Note, &s.Reason,
		idInto(&s.NewOwner), &s.Forced, &s.FromStage, &s.ToStage, &s.Contact, &s.Evidence, &s.ByName, &s.OwnerName)
	e.At, e.By, e.Case = s.At, s.ByName, s.Case
	if s.From == "" {
		e.Kind = app.TimelineCase
	}
	return e, err
}
