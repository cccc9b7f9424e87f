package data

import (
	"context"
	"errors"
	"slices"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// trainingRow is a row of a list of training, read and not judged yet.
type trainingRow struct {
	record sheet.Record // with its cells and values, its own
	no     string       // the staff number
}

// trainingRows reads the whole list: what its rows name is then asked for at
// once. Lines that are no rows are told.
func (t *intake) trainingRows(l opened) ([]trainingRow, error) {
	var rows []trainingRow
	for r, err := range l.table.Records(l.mapping) {
		if err != nil {
			return nil, err
		}
		if r.Skipped != "" {
			if err := t.pass(passedOver(r)); err != nil {
				return nil, err
			}
			continue
		}
		row := trainingRow{record: *r, no: app.NormaliseCode(r.Values[sheet.StaffNo].Text)}
		row.record.Cells, row.record.Values, row.record.Notes = slices.Clone(r.Cells), slices.Clone(r.Values), slices.Clone(r.Notes)
		rows = append(rows, row)
	}
	return rows, nil
}

func (r *trainingRow) text(field int) string { return r.record.Values[field].Text }

// hundredths is a score, minutes a number of hours.
func (r *trainingRow) hundredths(field int) (int64, bool) {
	v := r.record.Values[field]
	return v.Int / 10, v.Given
}

func (r *trainingRow) minutes(field int) (int64, bool) {
	v := r.record.Values[field]
	return (v.Int*60 + 500) / 1000, v.Given
}

// doubt notes what is odd about a row that is taken all the same.
func (r *trainingRow) doubt(field string, reason app.Reason, text string) {
	r.record.Notes = append(r.record.Notes, sheet.Note{Field: field, Reason: sheet.Reason(reason), Text: text})
}

// each takes the rows one by one: what take refuses is told with its row, and the
// others are kept.
func (t *intake) each(rows []trainingRow, l opened, take func(*trainingRow) error) error {
	for i := range rows {
		r := &rows[i]
		err := t.one(r, take)
		if err != nil {
			return err
		}
		if i%importBatch == 0 || i == len(rows)-1 {
			l.report(int64(i+1), int64(len(rows)))
		}
	}
	return nil
}

func (t *intake) one(r *trainingRow, take func(*trainingRow) error) error {
	if r.record.Refused.Reason != "" {
		return t.refuse(&r.record, problemOf(&r.record, r.record.Refused))
	}
	err := take(r)
	if no, is := errors.AsType[*app.Refusal](err); is {
		return t.refuse(&r.record, problemOf(&r.record, sheet.Note{Field: no.Field, Reason: sheet.Reason(no.Reason), Text: no.Value}))
	}
	if err != nil {
		return err
	}
	return t.warn(&r.record, r.text(sheet.StaffNo), r.text(sheet.StaffName))
}

// colleague is somebody of the company, and the area his training lies in.
type colleague struct {
	app.Staff
	area app.Area
}

// colleaguesByNumber are all people by staff number, those who left too.
func (x *tx) colleaguesByNumber(ctx context.Context) (map[string]colleague, error) {
	all, err := collect(ctx, x.s.conn, func(r scanner) (colleague, error) {
		var c colleague
		var err error
		c.Staff, err = scanStaff(scannerFunc(func(into ...any) error { return r.Scan(append(into, &c.area)...) }))
		return c, err
	}, "SELECT "+prefixed("s", staffColumns)+", coalesce(u.keeps_area, 0) FROM staff s LEFT JOIN org_units u ON u.id = s.unit_id WHERE s.withdrawn_at IS NULL")
	out := make(map[string]colleague, len(all))
	for _, c := range all {
		out[app.NormaliseCode(c.StaffNo)] = c
	}
	return out, err
}

// who finds the person of a row. A name that is not his means a wrong number, or
// a wrong row.
func (r *trainingRow) who(people map[string]colleague) (colleague, error) {
	c, known := people[r.no]
	if !known {
		return c, &app.Refusal{Field: "staff_no", Reason: app.UnknownStaff, Value: r.text(sheet.StaffNo)}
	}
	if name := r.text(sheet.StaffName); name != "" && app.NameLikeness(name, c.Name) < 1 {
		return c, &app.Refusal{Field: "staff_name", Reason: app.OtherPerson, Value: r.text(sheet.StaffNo)}
	}
	return c, nil
}
