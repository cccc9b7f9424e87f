package sheet

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unicode"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

func rowsOf(rows [][]Value) iter.Seq2[[]Value, error] {
	return func(yield func([]Value, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// customerColumns are the columns of a list by the names Customers knows.
func customerColumns() []OutColumn {
	var columns []OutColumn
	for _, f := range Customers().Fields {
		columns = append(columns, OutColumn{Key: f.Key, Title: f.Titles[0], Kind: f.Kind, Width: 14})
	}
	return columns
}

// customerRow draws a row as it stands in the records: already clean.
func customerRow(t *rapid.T, number int) []Value {
	word := func(name string, letters string) Value {
		return TextValue(rapid.StringOfN(rapid.SampledFrom([]rune(letters)), 0, 6, -1).Draw(t, name))
	}
	amount := func(name string, low int64) Value {
		if rapid.Bool().Draw(t, name+" given") {
			return IntValue(rapid.Int64Range(low, 1e9).Draw(t, name))
		}
		return Value{}
	}
	row := make([]Value, len(Customers().Fields))
	row[AccountNo] = TextValue(fmt.Sprintf("%013d", number))
	row[CustomerName] = TextValue("高㛃䶮" + word("name", "文兰燕𠅤").Text)
	row[HolderKind] = TextValue("person")
	row[UsageCategory], row[SupplyVoltage], row[IndustryCode] = TextValue("201"), TextValue("220V"), TextValue("A0111")
	row[ContractedKVA] = IntValue(2e9)
	row[RunningKVA] = amount("running", 0)
	row[Arrears] = amount("arrears", -1e9)
	row[ContactPhone] = TextValue(rapid.SampledFrom([]string{"", "13900000000", "1390000000"}).Draw(t, "phone"))
	row[IDNumber] = TextValue(rapid.SampledFrom([]string{"", "510421190001010018", "51042119000101000X"}).Draw(t, "id"))
	row[OpenedOn] = TextValue(rapid.SampledFrom([]string{"", "1900-01-31", "1949-10-01", "2024-02-29", "2099-12-31"}).Draw(t, "opened"))
	row[MeterNo] = word("meter", "0019A")
	text := word("remark", "=+-@'＝－\t,\";\n备_x<&>").Text
	for strings.Contains(text, `="`) {
		text = strings.ReplaceAll(text, `="`, "")
	}
	if trim(text) == text {
		row[Remark] = TextValue(text)
	}
	return row
}

func TestWhatGoesOutComesInAgain(t *testing.T) {
	folder := t.TempDir()
	ways := map[string]func(path string, list List) (int, error){
		"list.xlsx": func(path string, list List) (int, error) { return WriteXLSX(context.Background(), path, list) },
		"utf8.csv":  func(path string, list List) (int, error) { return WriteCSV(context.Background(), path, list, UTF8) },
		"gb.csv":    func(path string, list List) (int, error) { return WriteCSV(context.Background(), path, list, GB18030) },
	}
	for name, write := range ways {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			var want [][]Value
			for i := range rapid.IntRange(1, 5).Draw(t, "rows") {
				want = append(want, customerRow(t, i*7))
			}
			path := filepath.Join(folder, name)
			if n, err := write(path, List{Sheet: "客户", Columns: customerColumns(), Rows: rowsOf(want)}); err != nil || n != len(want) {
				t.Fatalf("%d rows, %v", n, err)
			}
			book, err := Open(path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = book.Close() }()
			found, err := book.Table("", Customers())
			if err != nil {
				t.Fatal(err)
			}
			var got [][]Value
			for r, err := range found.Records(found.Mapping) {
				if err != nil || !r.Taken() {
					t.Fatalf("line %d: %v, %+v", r.Line, err, r.Refused)
				}
				got = append(got, slices.Clone(r.Values))
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("got  %+v\nwant %+v", got, want)
			}
		}))
	}
}

// storable leaves out what no list holds: the zero byte, by which a binary file
// is known, and the private signs, which the encoder of GB18030 mistakes for
// one another.
func storable(r rune) rune {
	if r == 0 || unicode.Is(unicode.Co, r) {
		return -1
	}
	return r
}

func TestAnyTextComesInAgainAsItWas(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"list.xlsx", "utf8.csv", "gb.csv"} {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			texts := rapid.SliceOfN(rapid.String(), 2, 4).Draw(t, "texts")
			texts[0] = "x" + texts[0] // a row that is not blank
			var row []Value
			var columns []OutColumn
			for i, text := range texts {
				texts[i] = strings.Map(storable, text)
				row = append(row, Value{Text: texts[i], Given: true})
				columns = append(columns, OutColumn{Title: fmt.Sprint("列", i)})
			}
			path := filepath.Join(folder, name)
			list := List{Columns: columns, Rows: rowsOf([][]Value{row})}
			var err error
			switch name {
			case "list.xlsx":
				_, err = WriteXLSX(context.Background(), path, list)
			case "utf8.csv":
				_, err = WriteCSV(context.Background(), path, list, UTF8)
			default:
				_, err = WriteCSV(context.Background(), path, list, GB18030)
			}
			if err != nil {
				t.Fatal(err)
			}
			book, err := Open(path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = book.Close() }()
			var got []string
			for r, err := range book.Rows("") {
				if err != nil {
					t.Fatal(err)
				}
				got = slices.Clone(r.Cells)
			}
			for len(got) < len(texts) {
				got = append(got, "")
			}
			if !slices.Equal(got, texts) {
				t.Fatalf("got  %q\nwant %q", got, texts)
			}
		}))
	}
}

func TestOthersReadOurWorkbooks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.xlsx")
	list := List{Sheet: "客户/清单", Columns: []OutColumn{{Title: "户号", Kind: Code}, {Title: "容量", Kind: KVA}, {Title: "欠费", Kind: Money}, {Title: "立户", Kind: Day}, {Title: "备注"}}, Rows: rowsOf([][]Value{
		{TextValue("0005104210000011"), IntValue(8500), IntValue(-3520), TextValue("2011-01-22"), TextValue("=1+1")},
		{TextValue("2"), {}, IntValue(0), TextValue("1899-01-01"), TextValue(strings.Repeat("长", 40000))},
	})}
	if _, err := WriteXLSX(t.Context(), path, list); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := f.GetRows("客户清单")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"0005104210000011", "8.5", "-35.20", "2011-01-22", "=1+1"}
	if !slices.Equal(rows[1], want) {
		t.Errorf("got %q, want %q", rows[1], want)
	}
	if formula, err := f.GetCellFormula("客户清单", "E2"); formula != "" || err != nil {
		t.Errorf("the text is the formula %q, %v", formula, err)
	}
	if kind, err := f.GetCellType("客户清单", "A2"); kind != excelize.CellTypeInlineString || err != nil {
		t.Errorf("the number is a cell of type %v, %v", kind, err)
	}
	if n := len([]rune(rows[2][4])); n != maxCellText {
		t.Errorf("a long text has %d characters, want %d", n, maxCellText)
	}
	panes, err := f.GetPanes("客户清单")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the header is not kept on view: %+v, %v", panes, err)
	}
}

func TestALongListGoesOnInTheNextSheet(t *testing.T) {
	var rows [][]Value
	for i := range 7 {
		rows = append(rows, []Value{TextValue(fmt.Sprint("r", i))})
	}
	var out bytes.Buffer
	n, err := writeWorkbook(t.Context(), &out, List{Sheet: "表", Columns: []OutColumn{{Title: "列"}}, Rows: rowsOf(rows)}, 4)
	if err != nil || n != 7 {
		t.Fatalf("%d rows, %v", n, err)
	}
	book, err := Open(written(t, "list.xlsx", out.String()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	if got := book.Sheets(); !slices.Equal(got, []string{"表", "表 (2)", "表 (3)"}) {
		t.Errorf("sheets %q", got)
	}
	var got []string
	for row, err := range book.Rows("表 (3)") {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, row.Cells[0])
	}
	if !slices.Equal(got, []string{"列", "r6"}) {
		t.Errorf("the last sheet holds %q", got)
	}
}

func TestJSONIsReadByOthers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.json")
	list := List{Columns: []OutColumn{{Key: "no", Kind: Code}, {Key: "kva", Kind: KVA}, {Key: "due", Kind: Money}, {Key: "note"}}, Rows: rowsOf([][]Value{
		{TextValue("0012"), IntValue(8500), IntValue(-3520), TextValue("一\n\"二\"\\\x01\xff=")},
		{TextValue("2"), {}, IntValue(5), {}},
	})}
	if n, err := WriteJSON(t.Context(), path, list); err != nil || n != 2 {
		t.Fatalf("%d rows, %v", n, err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	want := []map[string]any{
		{"no": "0012", "kva": 8.5, "due": -35.2, "note": "一\n\"二\"\\\x01\ufffd="},
		{"no": "2", "kva": nil, "due": 0.05, "note": nil},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestFormulasAreGuarded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.csv")
	texts := []string{"=1+1", "+86", "-", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠a", "'=1", "a=1", "'a"}
	var rows [][]Value
	for _, text := range texts {
		rows = append(rows, []Value{TextValue(text), IntValue(-5)})
	}
	if _, err := WriteCSV(t.Context(), path, List{Columns: []OutColumn{{Title: "备注"}, {Title: "欠费", Kind: Money}}, Rows: rowsOf(rows)}, UTF8); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimPrefix(string(raw), bom), "\r\n") {
		if needsGuard(strings.TrimPrefix(line, `"`)) && line[0] != '\'' && !strings.HasPrefix(line, `"'`) {
			t.Errorf("unguarded: %q", line)
		}
		if line != "" && !strings.HasPrefix(line, "备注") && !strings.HasSuffix(line, ",-0.05") {
			t.Errorf("the amount is not a number in %q", line)
		}
	}
	for i, row := range allRows(t, path)[1:] {
		if row[0] != texts[i] {
			t.Errorf("%q came in as %q", texts[i], row[0])
		}
	}
}

func TestAFailedExportLeavesTheOldFile(t *testing.T) {
	stopped, stop := context.WithCancel(t.Context())
	stop()
	broken := errors.New("broken")
	failing := func(yield func([]Value, error) bool) { _ = yield([]Value{TextValue("a")}, nil) && yield(nil, broken) }
	path := written(t, "list.csv", "old")
	columns := []OutColumn{{Title: "列"}}
	if _, err := WriteCSV(t.Context(), path, List{Columns: columns, Rows: failing}, UTF8); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if _, err := WriteXLSX(stopped, path, List{Columns: columns, Rows: rowsOf([][]Value{{}})}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	_, err := writeFile(path, func(io.Writer) (int, error) {
		return 0, &os.PathError{Op: "write", Path: path, Err: syscall.ENOSPC}
	})
	wantProblem(t, err, DiskFull)
	if raw, err := os.ReadFile(path); err != nil || string(raw) != "old" {
		t.Errorf("the file now holds %q, %v", raw, err)
	}
	if files, err := os.ReadDir(filepath.Dir(path)); err != nil || len(files) != 1 {
		t.Errorf("%d files are left, %v", len(files), err)
	}
}

func TestTargetsThatMustNotBeWritten(t *testing.T) {
	list := List{Columns: []OutColumn{{Title: "列"}}, Rows: rowsOf(nil)}
	write := func(path string) error { _, err := WriteJSON(t.Context(), path, list); return err }

	marked := written(t, "list.json", "old")
	if err := os.Chmod(marked, 0o400); err != nil {
		t.Fatal(err)
	}
	wantProblem(t, write(marked), ReadOnly)

	shown := written(t, "list.json", "old")
	if err := os.WriteFile(filepath.Join(filepath.Dir(shown), "~$list.json"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	wantProblem(t, write(shown), InUse)

	wantProblem(t, write(filepath.Join(t.TempDir(), "none", "list.json")), NotFound)
	wantProblem(t, write(t.TempDir()), Forbidden)
}

func TestRefusedRowsAreMendedAndComeBack(t *testing.T) {
	text := "户号,户名,用电地址,备注\n5.14210E+12,崔国艳,回龙村,=1+1\n5104210000011,,新村村,\"一\n二\"\n0012,,新村村,,多\n"
	found := table(t, written(t, "list.csv", text))
	path := filepath.Join(t.TempDir(), "refused.csv")
	refused, err := CreateRows(path, append(slices.Clone(found.Header), "原因"))
	if err != nil {
		t.Fatal(err)
	}
	for r, err := range found.Records(found.Mapping) {
		if err != nil {
			t.Fatal(err)
		}
		if err := refused.Add(r.WithReason(len(found.Header), "因为："+string(r.Refused.Reason))); err != nil {
			t.Fatal(err)
		}
	}
	if err := refused.Done(); err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"户号", "户名", "用电地址", "备注", "原因"},
		{"5.14210E+12", "崔国艳", "回龙村", "=1+1", "因为：number_destroyed"},
		{`="5104210000011"`, "", "新村村", "一\n二", "因为：missing"},
		{`="0012"`, "", "新村村", "", "因为：columns_shifted", "多"},
	}
	if got := allRows(t, path); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	mended := bytes.Replace(raw, []byte(`"=""5104210000011""",,`), []byte(`"=""5104210000011""",文兰燕,`), 1)
	taken := 0
	for r := range records(t, written(t, "mended.csv", string(mended))) {
		if r.Taken() {
			taken++
			if r.Values[AccountNo].Text != "5104210000011" || r.Values[Remark].Text != "一\n二" {
				t.Errorf("came back as %+v", r.Values)
			}
		}
	}
	if taken != 1 {
		t.Errorf("%d rows came back, want 1", taken)
	}
}

func TestAbandonedRefusedRowsLeaveNothing(t *testing.T) {
	folder := t.TempDir()
	refused, err := CreateRows(filepath.Join(folder, "refused.xlsx"), []string{"户号", "原因"})
	if err != nil {
		t.Fatal(err)
	}
	refused.Abandon()
	if files, err := os.ReadDir(folder); err != nil || len(files) != 0 {
		t.Errorf("%d files are left, %v", len(files), err)
	}
}
