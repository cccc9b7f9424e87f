package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// workbook is an XLSX file: a zip of XML parts. Only what a list needs is read:
// values, shared texts, which numbers are dates, and what is merged. Formulas
// give the value stored with them; nothing is calculated or fetched.
type workbook struct {
	path    string
	archive *zip.Reader
	sheets  []worksheet
	strings []string
	read    bool   // whether strings and dates have been read
	dates   []bool // by style: the number is shown as a date
	zeros   []int  // by style: how many digits are shown at least
	from    int    // the year serial numbers count from, if it is not 1900

	mergedIn map[string]merges // by part
}

type worksheet struct {
	name   string
	part   string
	hidden bool
}

func openWorkbook(path string, archive *zip.Reader) (*workbook, error) {
	w := &workbook{path: path, archive: archive}
	if w.file("[Content_Types].xml") == nil {
		return nil, w.problem(w.otherZip(), nil)
	}
	targets, err := w.targets("_rels/.rels", "")
	if err != nil {
		return nil, err
	}
	book := "xl/workbook.xml"
	for _, target := range targets {
		if strings.HasSuffix(target.kind, "/officeDocument") {
			book = target.part
		}
	}
	return w, w.readBook(book)
}

// otherZip tells what else a zip may be: an OpenDocument sheet, or files packed
// together, a list among them perhaps.
func (w *workbook) otherZip() ProblemKind {
	if w.file("content.xml") != nil {
		return OtherFormat
	}
	return Archive
}

func (w *workbook) problem(kind ProblemKind, err error) error {
	return &Problem{Kind: kind, Path: w.path, Err: err}
}

// fault turns an error met inside the archive into a problem of the file.
func (w *workbook) fault(part string, err error) error {
	if problem, ok := errors.AsType[*Problem](err); ok {
		return problem
	}
	if errors.Is(err, errUnpacked) {
		return &Problem{Kind: TooBig, Path: w.path, Limit: maxUnpacked, Err: err}
	}
	return w.problem(Damaged, fmt.Errorf("%s: %w", part, err))
}

// file finds a part, ignoring case as Windows would.
func (w *workbook) file(name string) *zip.File {
	name = strings.TrimPrefix(name, "/")
	for _, f := range w.archive.File {
		if strings.EqualFold(strings.ReplaceAll(f.Name, "\\", "/"), name) {
			return f
		}
	}
	return nil
}

type relation struct {
	id, kind, part string
}

// targets reads the list of parts another part refers to.
func (w *workbook) targets(name, folder string) ([]relation, error) {
	f := w.file(name)
	if f == nil {
		return nil, w.problem(Damaged, fmt.Errorf("no part %s", name))
	}
	var list struct {
		Relations []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := w.decode(f, &list); err != nil {
		return nil, err
	}
	var out []relation
	for _, r := range list.Relations {
		part := r.Target
		if !strings.HasPrefix(part, "/") {
			part = path.Join(folder, part)
		}
		out = append(out, relation{r.ID, r.Type, part})
	}
	return out, nil
}

// decode reads a small part as a whole.
func (w *workbook) decode(f *zip.File, into any) error {
	in, err := f.Open()
	if err != nil {
		return w.fault(f.Name, err)
	}
	defer func() { _ = in.Close() }() // only read from
	decoder := xml.NewDecoder(&limited{in, 64 << 20})
	if err := decoder.Decode(into); err != nil {
		return w.fault(f.Name, err)
	}
	return nil
}

// readBook reads which sheets there are, and the files they lie in.
func (w *workbook) readBook(name string) error {
	f := w.file(name)
	switch {
	case strings.HasSuffix(name, ".bin"):
		return w.problem(OtherFormat, nil) // .xlsb
	case f == nil || strings.HasPrefix(name, "word/") || strings.HasPrefix(name, "ppt/"):
		return w.problem(NotASheet, nil)
	}
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			State string     `xml:"state,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := w.decode(f, &book); err != nil {
		return err
	}
	folder, file := path.Split(name)
	targets, err := w.targets(folder+"_rels/"+file+".rels", folder)
	if err != nil {
		return err
	}
	if book.Properties.Date1904 == "1" || book.Properties.Date1904 == "true" {
		w.from = 1904
	}
	for _, s := range book.Sheets {
		for _, a := range s.Attrs {
			if a.Name.Local != "id" {
				continue
			}
			for _, t := range targets {
				if t.id == a.Value && strings.HasSuffix(t.kind, "/worksheet") {
					w.sheets = append(w.sheets, worksheet{s.Name, t.part, s.State != "" && s.State != "visible"})
				}
			}
		}
	}
	if len(w.sheets) == 0 {
		return w.problem(Empty, nil)
	}
	return nil
}

// sheet finds a sheet by name; the empty name is the first one on view.
func (w *workbook) sheet(name string) (worksheet, error) {
	for _, s := range w.sheets {
		if s.name == name || name == "" && !s.hidden {
			return s, nil
		}
	}
	if name == "" {
		return w.sheets[0], nil
	}
	return worksheet{}, w.problem(NoSuchSheet, nil)
}

var errUnpacked = errors.New("unpacks to more than any list")

// limited stops a part that unpacks to more than it may.
type limited struct {
	from io.Reader
	left int64
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errUnpacked
	}
	n, err := l.from.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
}

// numberFormats reads from the styles which cells show their number as a date,
// or with zeros before it.
func (w *workbook) numberFormats(f *zip.File) error {
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := w.decode(f, &styles); err != nil {
		return err
	}
	custom := map[int]string{}
	for _, format := range styles.Formats {
		custom[format.ID] = format.Code
	}
	w.dates, w.zeros = make([]bool, len(styles.Cells)), make([]int, len(styles.Cells))
	for i, cell := range styles.Cells {
		code, known := custom[cell.Format]
		w.dates[i] = isDateFormat(code) || !known && builtInDate(cell.Format)
		if len(code) > 1 && strings.Trim(code, "0") == "" {
			w.zeros[i] = len(code)
		}
	}
	return nil
}

// builtInDate knows the numbers the format reserves for dates, the East Asian
// ones included; those for a mere time of day are left out.
func builtInDate(id int) bool {
	return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id == 57 || id == 58
}

// isDateFormat looks for a year or a day outside of quotes and brackets.
func isDateFormat(code string) bool {
	quoted, bracket := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\':
			i++
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case !bracket && (c == 'y' || c == 'Y' || c == 'd' || c == 'D'):
			return true
		}
	}
	return false
}

// shown writes the number of a date cell as a day, with the time if it has one.
func (w *workbook) shown(number string) string {
	serial, err := strconv.ParseFloat(number, 64)
	if err != nil || serial < 1 || serial > 80000 {
		return number
	}
	return serialText(serial, w.from == 1904)
}
