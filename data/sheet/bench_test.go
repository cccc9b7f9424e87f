package sheet

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

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
