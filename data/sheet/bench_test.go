package sheet

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

const (
	sampleList  = "testdata/用电客户档案清单.csv"
	benchRows   = 100_000
	accountBase = 5_104_300_000_000 // invented numbers no list holds
)

// bigList writes a list of benchRows rows like those of the sample, each with a
// number of its own.
func bigList(t testing.TB, encoding Encoding) string {
	t.Helper()
	raw, err := os.ReadFile(sampleList)
	if err != nil {
		t.Fatal(err)
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(text, []byte("\r\n"))
	header, lines := lines[2], lines[3:len(lines)-4]
	out := bytes.NewBuffer(bytes.Clone(header))
	for i := range benchRows {
		line := lines[i%len(lines)]
		comma := bytes.IndexByte(line, ',')
		out.Write(appendKey(nil, accountBase+i))
		out.Write(line[comma:])
	}
	data := out.Bytes()
	if encoding == GB18030 {
		if data, err = simplifiedchinese.GB18030.NewEncoder().Bytes(data); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func appendKey(dst []byte, n int) []byte { return Number.appendDecimal(dst, int64(n)*1000) }

func BenchmarkReadUTF8(b *testing.B)    { benchmarkRead(b, UTF8) }
func BenchmarkReadGB18030(b *testing.B) { benchmarkRead(b, GB18030) }

// benchmarkRead opens, splits and cleans the whole list each time.
func benchmarkRead(b *testing.B, encoding Encoding) {
	path := bigList(b, encoding)
	b.ReportAllocs()
	for b.Loop() {
		taken := 0
		for r := range records(b, path) {
			if r.Taken() {
				taken++
			}
		}
		if taken != benchRows {
			b.Fatalf("%d rows were taken, want %d", taken, benchRows)
		}
	}
}

// outList is a list of benchRows rows as an export writes them.
func outList() List {
	columns := customerColumns()
	values := make([]Value, len(columns))
	for i, text := range map[int]string{
		CustomerName: "文兰燕", HolderKind: "person", Address: "四川省攀枝花市米易县麻陇彝族乡新村村8组78号", UsageCategory: "乡村居民", SupplyVoltage: "220V",
		IndustryCode: "A0111", ContactName: "文兰燕", ContactPhone: "13900000000", IDNumber: "510421190001010000", ReadingBook: "M034",
		TransformerArea: "麻陇08台区", Manager: "阿木·曲比", OpenedOn: "2011-01-22", Remark: "电采暖,峰谷",
	} {
		values[i] = TextValue(text)
	}
	values[ContractedKVA], values[RunningKVA], values[Arrears] = IntValue(8000), IntValue(8000), IntValue(1250)
	return List{Sheet: "客户", Columns: columns, Rows: func(yield func([]Value, error) bool) {
		for i := range benchRows {
			values[AccountNo] = TextValue(string(appendKey(nil, accountBase+i)))
			if !yield(values, nil) {
				return
			}
		}
	}}
}

func benchmarkWrite(b *testing.B, name string, write func(path string, list List) (int, error)) {
	path := filepath.Join(b.TempDir(), name)
	b.ReportAllocs()
	for b.Loop() {
		if rows, err := write(path, outList()); err != nil || rows != benchRows {
			b.Fatalf("%d rows, %v", rows, err)
		}
	}
}

func BenchmarkWriteXLSX(b *testing.B) {
	benchmarkWrite(b, "list.xlsx", func(path string, list List) (int, error) { return WriteXLSX(b.Context(), path, list) })
}

func BenchmarkWriteCSV(b *testing.B) {
	benchmarkWrite(b, "list.csv", func(path string, list List) (int, error) { return WriteCSV(b.Context(), path, list, UTF8) })
}

func BenchmarkWriteCSVGB18030(b *testing.B) {
	benchmarkWrite(b, "list.csv", func(path string, list List) (int, error) { return WriteCSV(b.Context(), path, list, GB18030) })
}

func BenchmarkWriteJSON(b *testing.B) {
	benchmarkWrite(b, "list.json", func(path string, list List) (int, error) { return WriteJSON(b.Context(), path, list) })
}

// BenchmarkWriteXLSXByLibrary is the measure for BenchmarkWriteXLSX: the same
// list through the stream writer of excelize.
func BenchmarkWriteXLSXByLibrary(b *testing.B) {
	benchmarkWrite(b, "list.xlsx", writeByLibrary)
}

func writeByLibrary(path string, list List) (int, error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	stream, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return 0, err
	}
	rows := 0
	cells := make([]any, len(list.Columns))
	for values, err := range list.Rows {
		if err != nil {
			return rows, err
		}
		for i, v := range values {
			cells[i] = nil
			if _, number := list.Columns[i].Kind.scale(); number && v.Given {
				cells[i] = float64(v.Int) / 1000
			} else if v.Given {
				cells[i] = v.Text
			}
		}
		rows++
		at, err := excelize.CoordinatesToCellName(1, rows)
		if err == nil {
			err = stream.SetRow(at, cells)
		}
		if err != nil {
			return rows, err
		}
	}
	if err := stream.Flush(); err != nil {
		return rows, err
	}
	return rows, f.SaveAs(path)
}

// BenchmarkReadXLSX reads and cleans our own workbook; the library's way to
// its bare cells is the measure.
func BenchmarkReadXLSX(b *testing.B) {
	path := filepath.Join(b.TempDir(), "list.xlsx")
	if _, err := WriteXLSX(b.Context(), path, outList()); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		taken := 0
		for r := range records(b, path) {
			if r.Taken() {
				taken++
			}
		}
		if taken != benchRows {
			b.Fatalf("%d rows were taken", taken)
		}
	}
}
