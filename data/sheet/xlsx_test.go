package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// workbookOf saves a workbook made by the library most others use.
func workbookOf(t testing.TB, fill func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	path := filepath.Join(t.TempDir(), "list.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func setCells(t testing.TB, f *excelize.File, cells map[string]any) {
	t.Helper()
	for at, value := range cells {
		if err := f.SetCellValue("Sheet1", at, value); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCellsOfAWorkbook(t *testing.T) {
	path := workbookOf(t, func(f *excelize.File) {
		setCells(t, f, map[string]any{
			"A1": "0012", "B1": 5104210000011, "C1": 12.5, "D1": true, "E1": " 高㛃 & <b> ", "G1": 35.2,
			"A2": time.Date(2011, 1, 22, 0, 0, 0, 0, time.UTC), "B2": "多行\n备注", "C2": 0.1 + 0.2, "D2": 510421199906156053,
			"A4": "after a gap", "B4": time.Date(2024, 2, 29, 13, 30, 0, 0, time.UTC),
		})
		if err := f.SetCellFormula("Sheet1", "E2", "=1+1"); err != nil {
			t.Fatal(err)
		}
	})
	want := [][]string{
		{"0012", "5104210000011", "12.5", "TRUE", " 高㛃 & <b> ", "", "35.2"},
		{"2011-01-22", "多行\n备注", "0.3", "5.10421199906156E+17"},
		{"after a gap", "2024-02-29 13:30:00"},
	}
	got := allRows(t, path)
	for i := range got {
		for len(got[i]) > 0 && got[i][len(got[i])-1] == "" {
			got[i] = got[i][:len(got[i])-1]
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestSheetsOfAWorkbook(t *testing.T) {
	path := workbookOf(t, func(f *excelize.File) {
		setCells(t, f, map[string]any{"A1": "hidden"})
		if _, err := f.NewSheet("客户"); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellValue("客户", "A1", "on view"); err != nil {
			t.Fatal(err)
		}
		f.SetActiveSheet(1)
		if err := f.SetSheetVisible("Sheet1", false); err != nil {
			t.Fatal(err)
		}
	})
	book, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	if got := book.Sheets(); !reflect.DeepEqual(got, []string{"Sheet1", "客户"}) {
		t.Errorf("sheets %q", got)
	}
	for name, want := range map[string]string{"": "on view", "Sheet1": "hidden", "客户": "on view"} {
		for row, err := range book.Rows(name) {
			if err != nil || row.Cells[0] != want {
				t.Errorf("sheet %q begins with %q, %v, want %q", name, row.Cells, err, want)
			}
		}
	}
	for _, err := range book.Rows("无") {
		wantProblem(t, err, NoSuchSheet)
	}
}

// rawWorkbook is a workbook with the given parts beside the usual ones.
func rawWorkbook(t testing.TB, book, sheet, shared string) string {
	t.Helper()
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		{"_rels/.rels", relationsPart(`<Relationship Id="a" Type="` + officeSpace + `/officeDocument" Target="/xl/workbook.xml"/>`)},
		{"xl/workbook.xml", `<x:workbook xmlns:x="` + mainSpace + `" xmlns:r="` + officeSpace + `">` + book + `<x:sheets><x:sheet name="s" sheetId="1" r:id="b"/></x:sheets></x:workbook>`},
		{"xl/_rels/workbook.xml.rels", relationsPart(`<Relationship Id="b" Type="` + officeSpace + `/worksheet" Target="worksheets/sheet1.xml"/>`)},
		{"xl/worksheets/sheet1.xml", sheet},
		{"xl/sharedStrings.xml", shared},
		{"xl/styles.xml", stylesPart},
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range parts {
		to, err := w.Create(part.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(to, part.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return written(t, "raw.xlsx", out.String())
}

func TestUnusualXMLOfAWorkbook(t *testing.T) {
	sheet := `<?xml version="1.0"?><!-- a > b --><x:worksheet xmlns:x="` + mainSpace + `"><x:sheetData>` +
		`<x:row r="2"><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t>两</x:t></x:r><x:r><x:t xml:space="preserve"> 段</x:t></x:r></x:is></x:c>` +
		`<x:c r="D2" t="str"><x:f>A1&amp;"&gt;"</x:f><x:v>a&#x5b57;&#10;&lt;</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c></x:row>` +
		`<x:row><x:c s="3"><x:v>0</x:v></x:c><x:c r="B3" s="3"><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t><![CDATA[<&>]]></x:t></x:is></x:c><x:c/><x:c t="b"><x:v>0</x:v></x:c></x:row>` +
		`<x:row r="9"><x:c r="A9" t="inlineStr"><x:is><x:t>_x000D__x005F_x000D_</x:t></x:is></x:c><x:c t="s"><x:v>99</x:v></x:c><x:c><x:v>1.2E3</x:v></x:c></x:row>` +
		`</x:sheetData><x:mergeCells count="1"><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>`
	shared := `<sst><si><t>读</t><rPh sb="0" eb="1"><t>du</t></rPh></si><si/></sst>`
	path := rawWorkbook(t, `<x:workbookPr date1904="1"/>`, sheet, shared)
	want := [][]string{
		{"读", "两 段", "", "a字\n<", "#N/A"},
		{"0", "1904-01-02", "<&>", "", "FALSE"},
		{"\r_x000D_", "", "1200"},
	}
	if got := allRows(t, path); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestAHugePartIsNotUnpacked(t *testing.T) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"} {
		to, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		text := map[string]string{
			"_rels/.rels":                relationsPart(`<Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/>`),
			"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="s" r:id="b"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": relationsPart(`<Relationship Id="b" Type="x/worksheet" Target="sheet1.xml"/>`),
		}[name]
		if _, err := io.WriteString(to, text); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.CreateRaw(&zip.FileHeader{Name: "xl/sheet1.xml", UncompressedSize64: maxUnpacked + 1, Method: zip.Deflate}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	book, err := Open(written(t, "bomb.xlsx", out.String()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	_, err = book.Table("", Customers())
	wantProblem(t, err, TooBig)
	if _, err := io.ReadAll(&limited{strings.NewReader("abcdef"), 3}); err != errUnpacked {
		t.Errorf("a part that lies about its size ended with %v", err)
	}
}

func TestATruncatedWorkbook(t *testing.T) {
	path := workbookOf(t, func(f *excelize.File) { setCells(t, f, map[string]any{"A1": "户号", "B1": "户名"}) })
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, share := range []int{10, 50, 90, 99} {
		_, err := Open(written(t, "half.xlsx", string(whole[:len(whole)*share/100])), Options{})
		wantProblem(t, err, Truncated)
	}
	broken := bytes.Clone(whole)
	for i := range 200 {
		broken[len(broken)/2+i] ^= 0x55
	}
	book, err := Open(written(t, "broken.xlsx", string(broken)), Options{})
	if err == nil {
		_, err = book.Table("", Customers())
		_ = book.Close()
	}
	wantProblem(t, err, Damaged)
}

func FuzzWorksheet(f *testing.F) {
	for _, seed := range []string{
		`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`, `<row><c t="inlineStr"><is><t>&#x5b57;_x000D_</t></is></c></row>`,
		`<row r='2'><c r='ZZZZZ9'><v>1E5</v></c></row>`, `<!-- > --><a b=">"/>`, `<row><c><v><![CDATA[>]]></v></c></row>`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := rowReader{book: &workbook{strings: []string{"a"}, dates: []bool{false, true}}, scan: newXMLScanner(strings.NewReader(text))}
		for {
			row, err := r.next()
			if err != nil {
				return
			}
			if len(row.Cells) > maxColumns {
				t.Fatalf("a row of %d cells", len(row.Cells))
			}
		}
	})
}
