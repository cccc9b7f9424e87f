package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// table opens a file as a list of customers; it is closed with the test.
func table(t testing.TB, path string) *Table {
	t.Helper()
	book, err := Open(path, Options{Today: "2026-11-23"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	found, err := book.Table("", Customers())
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// records reads a list as it is guessed.
func records(t testing.TB, path string) iter.Seq[*Record] {
	t.Helper()
	found := table(t, path)
	return func(yield func(*Record) bool) {
		for r, err := range found.Records(found.Mapping) {
			if err != nil {
				t.Fatal(err)
			}
			if !yield(r) {
				return
			}
		}
	}
}

func wantProblem(t testing.TB, err error, want ProblemKind) {
	t.Helper()
	if got := problemOf(t, err).Kind; got != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func problemOf(t testing.TB, err error) Problem {
	t.Helper()
	problem, ok := errors.AsType[*Problem](err)
	if !ok {
		t.Fatalf("got %v, want a problem of the file", err)
	}
	return *problem
}

func TestFilesThatAreNoSheet(t *testing.T) {
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	docx := zipOf(t, map[string]string{
		"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>",
		"_rels/.rels": relationsPart(`<Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/>`),
	})
	tests := []struct {
		name, text string
		want       ProblemKind
	}{
		{"an empty file", "", Empty},
		{"nothing but blanks", " \r\n\t\r\n", Empty},
		{"nothing but the mark of UTF-8", bom, Empty},
		{"a workbook of Excel 97 or WPS", ole + "W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00", OldFormat},
		{"a workbook behind a password", ole + string(utf16Name("EncryptedPackage")), Encrypted},
		{"a PDF", "%PDF-1.7\n...", NotASheet},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NotASheet},
		{"a web page called a sheet", "\n<html><table><tr><td>户号</td></tr></table></html>", WebPage},
		{"a sheet of Excel 2003 in XML", bom + "<?xml version=\"1.0\"?><Workbook/>", WebPage},
		{"a text document", docx, NotASheet},
		{"an OpenDocument sheet", zipOf(t, map[string]string{"content.xml": "<office/>"}), OtherFormat},
		{"a list packed in an archive", zipOf(t, map[string]string{"list.csv": "a"}), Archive},
		{"a list packed by RAR", "Rar!\x1a\x07\x01\x00list.csv", Archive},
		{"a document of Word 97", ole + string(utf16Name("WordDocument")), NotASheet},
		{"a web page saved with its pictures", "MIME-Version: 1.0\r\nContent-Type: multipart/related;", WebPage},
		{"letters of no known encoding", "a,b\n" + strings.Repeat("\xff\xfd\xff,1\n", 50), WrongEncoding},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Open(written(t, "list.xlsx", tt.text), Options{})
			wantProblem(t, err, tt.want)
		})
	}
	_, err := Open(filepath.Join(t.TempDir(), "none.csv"), Options{})
	wantProblem(t, err, NotFound)
	_, err = Open(t.TempDir(), Options{})
	wantProblem(t, err, Folder)
}

// zipOf is an archive of the given parts.
func zipOf(t testing.TB, parts map[string]string) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range parts {
		to, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(to, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestAListWithoutANeededColumn(t *testing.T) {
	found := table(t, written(t, "list.csv", "用户名称,用电地址,备注\n文兰燕,新村村8组,\n"))
	for _, err := range found.Records(found.Mapping) {
		wantProblem(t, err, NoColumn)
		if problem := problemOf(t, err); !slices.Equal(problem.Fields, []string{"account_no"}) {
			t.Errorf("missing are %q", problem.Fields)
		}
	}
}

func TestAListWithTooManyRows(t *testing.T) {
	path := written(t, "list.csv", "户号,户名\n"+strings.Repeat("5104210000011,文兰燕\n", 400))
	book, err := Open(path, Options{MaxRows: 380})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	found, err := book.Table("", Customers())
	if err != nil {
		t.Fatal(err)
	}
	for _, err = range found.Records(found.Mapping) {
		if err != nil {
			break
		}
	}
	wantProblem(t, err, TooManyRows)
	if problem := problemOf(t, err); problem.Limit != 380 || problem.Line != 381 {
		t.Errorf("refused at line %d with the limit %d", problem.Line, problem.Limit)
	}
}

func TestAListThatIsWrittenToMeanwhile(t *testing.T) {
	path := written(t, "list.csv", "户号,户名,地址\n5104210000011,文兰燕,新村村\n")
	found := table(t, path)
	if err := os.WriteFile(path, []byte("户号,户名,地址\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, err := range found.Records(found.Mapping) {
		wantProblem(t, err, Changed)
	}
}

func TestAListThatIsOpenInExcel(t *testing.T) {
	path := written(t, "list.csv", "户号,户名,地址\n5104210000011,文兰燕,新村村\n")
	book := table(t, path).book
	if book.OpenElsewhere() {
		t.Error("nobody has the list open")
	}
	lock := filepath.Join(filepath.Dir(path), "~$list.csv")
	if err := os.WriteFile(lock, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if !book.OpenElsewhere() {
		t.Error("the lock file was not seen")
	}
}
