package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"time"

	"lamplighter/app"
)

// DefaultMaxRows is how many rows a file may have unless Options say otherwise.
const DefaultMaxRows = 3_000_000

// Options change how a file is read. The zero value is right for most files.
type Options struct {
	Encoding Encoding // empty: found out
	MaxRows  int      // 0: DefaultMaxRows

	// Lookup knows the code tables kept elsewhere: it turns a word of
	// Voltage, Category or Industry into its code. It is asked once per
	// distinct word, before the built-in tables. It may be nil.
	Lookup func(kind Kind, text string) (code string, ok bool)

	// Today is the day up to which people are born; empty: any day.
	Today app.Day
}

// Book is an opened file. It keeps the file open, so that looking at it and
// taking it in read the same bytes. It is for one reader at a time.
type Book struct {
	Path     string
	Format   Format
	Encoding Encoding // of a CSV

	options   Options
	file      *os.File
	size      int64
	changedAt time.Time
	text      textForm  // of a CSV
	work      *workbook // of an XLSX
	progress  counter
}

// Row is one row as it stands in the file.
type Row struct {
	Line  int      // as a spreadsheet counts, from 1
	Cells []string // valid until the next row; the strings stay valid

	Hidden bool // a filter or a person has it out of view
}

// Open finds out what the file is and prepares to read it.
func Open(path string, options Options) (*Book, error) {
	if options.MaxRows == 0 {
		options.MaxRows = DefaultMaxRows
	}
	if options.Today == "" {
		options.Today = "2100-12-31"
	}
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		return nil, &Problem{Kind: Unreadable, Path: path, Err: err}
	}
	if err != nil {
		return nil, fileProblem(path, err)
	}
	book := &Book{Path: path, options: options, file: file}
	if err := book.recognise(); err != nil {
		_ = file.Close() // only read from
		return nil, err
	}
	return book, nil
}

// Close lets go of the file.
func (b *Book) Close() error { return b.file.Close() }

// OpenElsewhere reports whether Excel, WPS or LibreOffice seems to have the
// file open: what is not saved there yet is not read here.
func (b *Book) OpenElsewhere() bool { return lockedBy(b.Path) != "" }

// Sheets names the sheets of a workbook in their order; a CSV has one without
// a name.
func (b *Book) Sheets() []string {
	if b.work == nil {
		return []string{""}
	}
	names := make([]string, len(b.work.sheets))
	for i, s := range b.work.sheets {
		names[i] = s.name
	}
	return names
}

// Rows reads the rows of a sheet; the empty name is the first sheet that is
// not hidden. Rows without any cell are left out. It may be called again and
// begins anew.
func (b *Book) Rows(sheet string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if err := b.unchanged(); err != nil {
			yield(Row{}, err)
			return
		}
		count := 0
		for row, err := range b.rows(sheet) {
			if count++; err == nil && count > b.options.MaxRows {
				err = &Problem{Kind: TooManyRows, Path: b.Path, Line: row.Line, Limit: int64(b.options.MaxRows)}
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

func (b *Book) rows(sheet string) iter.Seq2[Row, error] {
	b.progress.reset()
	if b.work != nil {
		return b.work.rows(sheet, &b.progress)
	}
	return b.textRows()
}

// unchanged refuses a file that was written to since it was opened.
func (b *Book) unchanged() error {
	info, err := b.file.Stat()
	if err != nil {
		return fileProblem(b.Path, err)
	}
	if info.Size() != b.size || !info.ModTime().Equal(b.changedAt) {
		return &Problem{Kind: Changed, Path: b.Path}
	}
	return nil
}

// recognise looks at the first bytes, not at the name: files are renamed.
func (b *Book) recognise() error {
	info, err := b.file.Stat()
	if err != nil {
		return fileProblem(b.Path, err)
	}
	if info.IsDir() {
		return &Problem{Kind: Folder, Path: b.Path}
	}
	b.size, b.changedAt = info.Size(), info.ModTime()
	head := make([]byte, detectWithin)
	n, err := b.file.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return fileProblem(b.Path, err)
	}
	head = head[:n]
	if kind := b.kindOf(head); kind != "" {
		return &Problem{Kind: kind, Path: b.Path}
	}
	if isZip(head) {
		b.Format = XLSX
		return b.openWorkbook()
	}
	b.Format = CSV
	return b.openText(head)
}

func isZip(head []byte) bool { return bytes.HasPrefix(head, []byte("PK")) }

// kindOf tells the files that cannot be read by their first bytes; it is empty
// for those worth trying.
func (b *Book) kindOf(head []byte) ProblemKind {
	trimmed := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head[:min(len(head), 1024)], []byte(bom)), " \t\r\n"))
	switch {
	case len(trimmed) == 0 && len(head) < 1024:
		return Empty
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return b.compoundKind(head)
	case beginsWith(trimmed, "<html", "<!doctype", "<!--", "<?xml", "<table", "<meta", "<head", "<body", "<div", "mime-version:"):
		return WebPage
	case beginsWith(head, "Rar!", "7z\xbc\xaf", "\x1f\x8b"):
		return Archive
	case isZip(head), isUTF16(head), isUnmarkedUTF16(head, 0), isUnmarkedUTF16(head, 1):
		return ""
	case beginsWith(head, "%PDF", "{\\rtf"), isBinary(head[:min(len(head), 4096)]):
		return NotASheet
	}
	return ""
}

func beginsWith(text []byte, starts ...string) bool {
	for _, start := range starts {
		if bytes.HasPrefix(text, []byte(start)) {
			return true
		}
	}
	return false
}

// compoundKind tells a workbook behind a password and a text document from the
// sheets before 2007: all lie in the same kind of container, and are told by the
// names of its parts, in UTF-16.
func (b *Book) compoundKind(head []byte) ProblemKind {
	tail := make([]byte, min(b.size, detectWithin))
	if _, err := b.file.ReadAt(tail, b.size-int64(len(tail))); err != nil {
		tail = nil
	}
	holds := func(part string) bool {
		name := utf16Name(part)
		return bytes.Contains(head, name) || bytes.Contains(tail, name)
	}
	switch {
	case holds("EncryptedPackage"):
		return Encrypted
	case holds("WordDocument"), holds("PowerPoint Document"):
		return NotASheet
	}
	return OldFormat
}

func utf16Name(name string) []byte {
	wide := make([]byte, 0, 2*len(name))
	for i := range len(name) {
		wide = append(wide, name[i], 0)
	}
	return wide
}

// lockedBy is the lock file Excel, WPS or LibreOffice has put beside the path,
// or empty.
func lockedBy(path string) string {
	folder, name := filepath.Split(path)
	for _, lock := range []string{"~$" + name, ".~lock." + name + "#"} {
		if _, err := os.Stat(folder + lock); err == nil {
			return folder + lock
		}
	}
	return ""
}

// openWorkbook reads the parts that describe a workbook.
func (b *Book) openWorkbook() error {
	archive, err := zip.NewReader(b.file, b.size)
	if err != nil {
		return &Problem{Kind: b.brokenZip(err), Path: b.Path, Err: err}
	}
	b.work, err = openWorkbook(b.Path, archive)
	return err
}

// brokenZip tells a file whose end is missing from one that is wrong inside:
// the table of contents stands at the end.
func (b *Book) brokenZip(err error) ProblemKind {
	tail := make([]byte, min(b.size, 66<<10))
	_, readErr := b.file.ReadAt(tail, b.size-int64(len(tail)))
	if readErr == nil && errors.Is(err, zip.ErrFormat) && !bytes.Contains(tail, []byte("PK\x05\x06")) {
		return Truncated
	}
	return Damaged
}
