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

	book *Book
}

// Table looks at the beginning of a sheet; the empty name is the first sheet on
// view.
func (b *Book) Table(sheet string, profile Profile) (*Table, error) {
	rows, err := b.firstRows(sheet, headerWithin+sampleRows)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, &Problem{Kind: Empty, Path: b.Path}
	}
	h, ok := findHeading(rows, profile.byTitle())
	if !ok {
		return nil, &Problem{Kind: NoHeader, Path: b.Path}
	}
	t := &Table{
		Profile: profile, Sheet: sheet, HeaderLine: rows[h.last].Line, Header: tidyTitles(h.titles),
		Title: titleAbove(rows[:h.first]), book: b,
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
	return t, nil
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
