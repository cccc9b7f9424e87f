package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"
)

// written puts a text into a file of its own.
func written(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// allRows reads a sheet as it stands.
func allRows(t testing.TB, path string) [][]string {
	t.Helper()
	book, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	var rows [][]string
	for row, err := range book.Rows("") {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, append([]string{}, row.Cells...))
	}
	return rows
}

func TestSplittingText(t *testing.T) {
	tests := []struct {
		name, text string
		want       [][]string
	}{
		{"commas", "a,b\nc,d\n", [][]string{{"a", "b"}, {"c", "d"}}},
		{"no end of the last line", "a,b\r\nc,d", [][]string{{"a", "b"}, {"c", "d"}}},
		{"an empty cell at the end", "a,\nb,", [][]string{{"a", ""}, {"b", ""}}},
		{"an empty cell at the end behind quotes", "\"a\",", [][]string{{"a", ""}}},
		{"a line break in quotes", "a,\"b\r\nc\"\r\nd,e", [][]string{{"a", "b\r\nc"}, {"d", "e"}}},
		{"doubled quotes", "a,\"b\"\"c\"\"\"\n", [][]string{{"a", `b"c"`}}},
		{"a quote inside a cell", "a,b\"c\nd,e", [][]string{{"a", `b"c`}, {"d", "e"}}},
		{"quotes within quotes", "a,\"b \"x\" c\"\nd,e", [][]string{{"a", `b "x" c`}, {"d", "e"}}},
		{"a quoted word before others", "a,\"b\"c,\"d\"\ne,f,g", [][]string{{"a", `"b"c`, "d"}, {"e", "f", "g"}}},
		{"a quote that never closes", "a,\"b\nc,d", [][]string{{"a", `"b`}, {"c", "d"}}},
		{"tabs", "a\tb\nc\td,e\n", [][]string{{"a", "b"}, {"c", "d,e"}}},
		{"semicolons", "a;b;c\nd;e,5;f\n", [][]string{{"a", "b", "c"}, {"d", "e,5", "f"}}},
		{"a named delimiter", "sep=|\na|b\n", [][]string{{"a", "b"}}},
		{"lines of an old Macintosh", "a,b\rc,d\r", [][]string{{"a", "b"}, {"c", "d"}}},
		{"empty lines are left out", "a,b\n\n\r\nc,d\n", [][]string{{"a", "b"}, {"c", "d"}}},
		{"a mark before UTF-8", bom + "户号,户名\n", [][]string{{"户号", "户名"}}},
		{"the guard is taken off", "'=1,'+86\n''-,'a\n", [][]string{{"=1", "+86"}, {"'-", "'a"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := allRows(t, written(t, "list.csv", tt.text)); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRowsAreCountedAsASpreadsheetDoes(t *testing.T) {
	book, err := Open(written(t, "list.csv", "a,b\n\nc,\"d\ne\nf\"\ng,h\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	var lines []int
	for row, err := range book.Rows("") {
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, row.Line)
	}
	if want := []int{1, 3, 4}; !reflect.DeepEqual(lines, want) {
		t.Errorf("rows begin in lines %v, want %v", lines, want)
	}
}

func TestEncodingIsFoundOut(t *testing.T) {
	text := "户号,户名\n5104210000011,高㛃𠅤\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.ReplaceAll(text, ",", "\t"))
	if err != nil {
		t.Fatal(err)
	}
	digits := strings.Repeat("5104210000011,1\n", detectWithin/16+100)
	tests := []struct {
		name, text string
		want       Encoding
	}{
		{"UTF-8", text, UTF8},
		{"UTF-8 with its mark", bom + text, UTF8},
		{"GB18030", gb, GB18030},
		{"Unicode text of Excel", wide, UTF16},
		{"one broken byte in UTF-8", strings.Repeat(text, 20) + "\xff\n", UTF8},
		{"Chinese far down the list", digits + gb, GB18030},
		{"digits only", "1,2\n3,4\n", UTF8},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			book, err := Open(written(t, "list.csv", tt.text), Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = book.Close() }()
			if book.Encoding != tt.want {
				t.Errorf("read as %s, want %s", book.Encoding, tt.want)
			}
			last := ""
			for row, err := range book.Rows("") {
				if err != nil {
					t.Fatal(err)
				}
				last = row.Cells[len(row.Cells)-1]
			}
			if tt.want != UTF8 && last != "高㛃𠅤" {
				t.Errorf("the last cell is %q", last)
			}
		})
	}
}

func TestWellFormedTextReadsAsInTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringOf(rapid.SampledFrom([]rune("ab ,;\t\"\n户=é𠅤")))
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, 2, 5), 1, 6).Draw(t, "rows")
		var text strings.Builder
		w := csv.NewWriter(&text)
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		r := newTextReader(io.Reader(strings.NewReader(text.String())), textForm{delimiter: ',', lineEnd: '\n'})
		for _, want := range rows {
			row, err := r.next()
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(row.Cells, want) {
				t.Fatalf("got %q, want %q", row.Cells, want)
			}
		}
		if _, err := r.next(); err != io.EOF {
			t.Fatalf("then %v, want the end", err)
		}
	})
}

func TestALongListIsReadInLittleMemory(t *testing.T) {
	pipe, feed := io.Pipe()
	const rows = 2_000_000
	go func() {
		block := strings.Repeat("5104210000011,文兰燕,8\n", 1000)
		for range rows / 1000 {
			if _, err := io.WriteString(feed, block); err != nil {
				return
			}
		}
		_ = feed.Close()
	}()
	r := newTextReader(pipe, textForm{delimiter: ',', lineEnd: '\n'})
	n := 0
	for {
		_, err := r.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != rows || len(r.buffer) > 1<<20 {
		t.Errorf("%d rows through a buffer of %d bytes", n, len(r.buffer))
	}
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{"a,b\n\"c\",d", "\"", "a\"b,\"\"\"\r\n", "'=1\t\r", "sep=;\na;b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := newTextReader(strings.NewReader(text), textForm{delimiter: ',', lineEnd: '\n'})
		for lines := 0; ; lines++ {
			row, err := r.next()
			if err != nil {
				break
			}
			if lines > len(text) {
				t.Fatal(fmt.Sprint("more rows than letters: ", row.Line))
			}
		}
	})
}
