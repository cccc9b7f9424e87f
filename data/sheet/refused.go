package sheet

import "strings"

// RefusedRows is a list of the rows that could not be taken, to be mended and
// imported again: the cells as they stood, and behind them why.
type RefusedRows struct {
	target *target
	out    *csvWriter
	width  int
}

// CreateRefusedRows begins such a list under the header of the original.
func CreateRefusedRows(path string, header []string, reasonTitle string, encoding Encoding) (*RefusedRows, error) {
	t, err := newTarget(path)
	if err != nil {
		return nil, err
	}
	r := &RefusedRows{t, newCSVWriter(t, encoding), len(header)}
	if err := r.row(header, reasonTitle); err != nil {
		t.abandon()
		return nil, err
	}
	return r, nil
}

// Add appends a row; the reason is in the reader's language.
func (r *RefusedRows) Add(rec *Record, reason string) error { return r.row(rec.Cells, reason) }

func (r *RefusedRows) row(cells []string, reason string) error {
	for i := range r.width {
		cell := ""
		if i < len(cells) {
			cell = cells[i]
		}
		r.out.cell(i, safeDigits(cell))
	}
	r.out.text(r.width, reason)
	for i := r.width; i < len(cells); i++ {
		r.out.text(i+1, cells[i])
	}
	return fileProblem(r.target.path, r.out.endRow())
}

// Done puts the list in its place.
func (r *RefusedRows) Done() error {
	if err := r.out.close(); err != nil {
		r.target.abandon()
		return fileProblem(r.target.path, err)
	}
	return r.target.commit()
}

// Abandon leaves no list behind.
func (r *RefusedRows) Abandon() { r.target.abandon() }

// safeDigits writes long numbers, and those with leading zeros, as ="…": the
// list is made to be opened in a spreadsheet, which would destroy them on
// saving.
func safeDigits(cell string) string {
	digits := trim(cell)
	if inner, ok := strings.CutPrefix(digits, `="`); ok {
		digits = strings.TrimSuffix(inner, `"`)
	}
	if digits != "" && countDigits(digits) == len(digits) && (len(digits) > 11 || digits[0] == '0' && len(digits) > 1) {
		return `="` + digits + `"`
	}
	return guarded(cell)
}
