package sheet

import (
	"slices"
	"strings"
)

// Table is the list found in a sheet: its header, some of its rows, and a guess
// at what the columns mean.
type Table struct {
	Profile    Profile
	Sheet      string
	Title      string // what stands above the header, if anything
	HeaderLine int    // the last line of the header
	Header     []string
	Sample     [][]string // the first rows below the header
	Mapping    Mapping    // the guess; Records takes this or a changed one
	Notes      []Note     // about the table as a whole

	book    *Book
	headers [][]string // the rows the header was taken from
}

// Table looks at the beginning of a sheet; the empty name is the first sheet on
// view with a list of the kind, or the first one on view.
func (b *Book) Table(sheet string, profile Profile) (*Table, error) {
	return b.table(sheet, func(string) Profile { return profile })
}

// table is Table for a kind of list whose fields hang on the sheet.
func (b *Book) table(sheet string, profile func(sheet string) Profile) (*Table, error) {
	if sheet != "" || b.work == nil {
		t, _, err := b.look(sheet, profile(sheet))
		return t, err
	}
	var found *Table
	var failed error
	var others []string
	for _, s := range b.work.sheets {
		if s.hidden {
			continue
		}
		t, complete, err := b.look(s.name, profile(s.name))
		switch {
		case err != nil && failed == nil:
			failed = err
		case err != nil:
		case found == nil || complete && !found.Complete():
			found = t
		case complete:
			others = append(others, s.name)
		}
	}
	switch {
	case found == nil && failed == nil: // all are hidden
		t, _, err := b.look(b.work.sheets[0].name, profile(b.work.sheets[0].name))
		return t, err
	case found == nil:
		return nil, failed
	case len(others) > 0:
		found.Notes = append(found.Notes, Note{Reason: OtherSheets, Text: strings.Join(others, "、")})
	}
	return found, nil
}

// Complete reports whether all needed fields have a column.
func (t *Table) Complete() bool { return len(t.Mapping.Missing(t.Profile)) == 0 }

// look finds the header of a sheet; complete says that it names all the list
// needs.
func (b *Book) look(sheet string, profile Profile) (t *Table, complete bool, err error) {
	rows, err := b.firstRows(sheet, headerWithin+sampleRows)
	if err != nil {
		return nil, false, err
	}
	if len(rows) == 0 {
		return nil, false, &Problem{Kind: Empty, Path: b.Path}
	}
	h, ok := findHeading(rows, profile, b.across(sheet))
	if !ok {
		return nil, false, &Problem{Kind: NoHeader, Path: b.Path}
	}
	if h.last == len(rows)-1 {
		return nil, false, &Problem{Kind: NoRows, Path: b.Path, Line: rows[h.last].Line}
	}
	t = &Table{
		Profile: profile, Sheet: sheet, HeaderLine: rows[h.last].Line, Header: tidyTitles(h.titles),
		Title: titleAbove(rows[:h.first]), book: b,
	}
	for _, row := range rows[h.first : h.last+1] {
		t.headers = append(t.headers, row.Cells)
	}
	for _, row := range rows[h.last+1:] {
		t.Sample = append(t.Sample, row.Cells)
	}
	t.Mapping = Guess(profile, t.Header, t.Sample)
	if h.joined {
		t.Notes = append(t.Notes, Note{Reason: HeaderJoined, Line: rows[h.first].Line})
	}
	if h.guessed {
		t.Notes = append(t.Notes, Note{Reason: HeaderGuessed, Line: t.HeaderLine})
	}
	if n := b.mergedDown(sheet, t.HeaderLine); n > 0 {
		t.Notes = append(t.Notes, Note{Reason: MergedCells, Line: n})
	}
	if t.namesAreas() {
		t.Notes = append(t.Notes, Note{Reason: AreaFromTitle})
	}
	return t, h.complete, nil
}

// firstRows copies the first rows of a sheet.
func (b *Book) firstRows(sheet string, count int) ([]Row, error) {
	var rows []Row
	for row, err := range b.Rows(sheet) {
		if err != nil {
			return nil, err
		}
		rows = append(rows, Row{Line: row.Line, Cells: slices.Clone(row.Cells)})
		if len(rows) == count {
			break
		}
	}
	return rows, nil
}

// Progress is how many bytes of the file have been taken, of how many. It may
// be asked from another goroutine.
func (t *Table) Progress() (done, total int64) {
	return t.book.progress.done.Load(), t.book.progress.total.Load()
}

func tidyTitles(titles []string) []string {
	out := make([]string, len(titles))
	for i, title := range titles {
		out[i] = strings.Join(strings.Fields(trim(title)), " ")
	}
	return out
}

// titleAbove is the first text above the header.
func titleAbove(rows []Row) string {
	for _, row := range rows {
		for _, cell := range row.Cells {
			if text := trim(cell); text != "" {
				return text
			}
		}
	}
	return ""
}
