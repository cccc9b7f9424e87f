package sheet

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// RowsOut is a file that rows are added to as they are met: the rows of a list
// that could not be taken, to be mended and imported again, and what is doubtful
// in the others. All cells are text, so that what a person types into one stays
// as it was typed.
type RowsOut struct {
	Path string

	target *target
	csv    *csvWriter
	xlsx   *xlsxWriter
}

// CreateRows begins such a file under a header: a workbook, or a CSV in UTF-8
// where the path ends so. What lies there already is left alone, and the new
// file gets a number: it may hold an evening's mending.
func CreateRows(path string, header []string) (*RowsOut, error) {
	path, err := freePath(path)
	if err != nil {
		return nil, err
	}
	t, err := newTarget(path)
	if err != nil {
		return nil, err
	}
	r := &RowsOut{Path: path, target: t}
	if strings.EqualFold(filepath.Ext(path), ".xlsx") {
		err = r.beginWorkbook(header)
	} else {
		r.csv = newCSVWriter(t, UTF8)
		err = r.Add(header)
	}
	if err != nil {
		t.abandon()
		return nil, err
	}
	return r, nil
}

func (r *RowsOut) beginWorkbook(header []string) error {
	list := List{}
	for _, title := range header {
		list.Columns = append(list.Columns, OutColumn{Title: title, Kind: Code, Width: 16})
	}
	r.xlsx = newXLSXWriter(r.target, list)
	return r.xlsx.beginSheet()
}

// freePath is the path, or the first one with a number that is not taken.
func freePath(path string) (string, error) {
	extension := filepath.Ext(path)
	for n := 1; ; n++ {
		free := path
		if n > 1 {
			free = strings.TrimSuffix(path, extension) + "-" + strconv.Itoa(n) + extension
		}
		_, err := os.Lstat(free)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return free, nil
		case err != nil:
			return "", fileProblem(free, err)
		}
	}
}

// Add appends a row.
func (r *RowsOut) Add(cells []string) error {
	if r.xlsx != nil {
		return fileProblem(r.Path, r.xlsx.addTexts(cells))
	}
	for i, cell := range cells {
		r.csv.cell(i, safeDigits(cell))
	}
	return fileProblem(r.Path, r.csv.endRow())
}

// Done puts the file in its place.
func (r *RowsOut) Done() error {
	var err error
	if r.xlsx != nil {
		err = r.xlsx.close()
	} else {
		err = r.csv.close()
	}
	if err != nil {
		r.target.abandon()
		return fileProblem(r.Path, err)
	}
	return r.target.commit()
}

// Abandon leaves no file behind.
func (r *RowsOut) Abandon() { r.target.abandon() }

// WithReason are the cells of a row with the reason why it was not taken behind
// those of the header, and behind it the cells that no header names.
func (r *Record) WithReason(width int, reason string) []string {
	out := make([]string, width, max(width, len(r.Cells))+1)
	copy(out, r.Cells)
	out = append(out, reason)
	if len(r.Cells) > width {
		out = append(out, r.Cells[width:]...)
	}
	return out
}

// safeDigits writes long numbers, and those with leading zeros, as ="…": a
// spreadsheet that opens the CSV would destroy them on saving.
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
