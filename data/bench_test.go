package data_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// benchCustomers is how many customers the benchmarks work on: those of a
// county, or as many as LAMPLIGHTER_BENCH_CUSTOMERS says.
func benchCustomers(b *testing.B) int {
	b.Helper()
	text := os.Getenv("LAMPLIGHTER_BENCH_CUSTOMERS")
	if text == "" {
		return 100_000
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1000 {
		b.Fatalf("LAMPLIGHTER_BENCH_CUSTOMERS=%q is no number from 1000 on", text)
	}
	return n
}

// benchOpen opens or makes a file as the program does, without the watch that
// tests put on the door.
func benchOpen(b *testing.B, path string) (*data.Store, app.Actor) {
	b.Helper()
	s := justOpen(b, path)
	b.Cleanup(func() { _ = s.Close() })
	by, err := s.Start(b.Context(), "米易营业厅", "沈丽")
	if err != nil {
		b.Fatal(err)
	}
	return s, by
}

// justOpen leaves the closing to its caller.
func justOpen(b *testing.B, path string) *data.Store {
	b.Helper()
	s, err := data.Open(b.Context(), path, data.Options{Create: true, Seed: datatest.Seed(b), Now: datatest.Now})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// county opens the file of the sample county.
func county(b *testing.B) (*data.Store, app.Actor) {
	b.Helper()
	return benchOpen(b, countyFile(b))
}

// countyFile is a file of the sample county, kept between runs because making
// it takes longer than any benchmark on it. Delete its folder when the schema
// has changed.
func countyFile(b *testing.B) string {
	b.Helper()
	n := benchCustomers(b)
	folder := filepath.Join(os.TempDir(), "lamplighter-bench")
	path := filepath.Join(folder, fmt.Sprintf("county-%d.lamp", n))
	if _, err := os.Stat(path); err != nil {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			b.Fatal(err)
		}
		makeCounty(b, path, n)
	}
	return path
}

// withCases is the largest county that gets three years of cases: making them
// for a million customers takes half an hour.
const withCases = 200_000

// makeCounty fills a file beside the path and moves it there when it is whole.
func makeCounty(b *testing.B, path string, n int) {
	b.Helper()
	part := path + ".part"
	for _, old := range []string{"", "-wal", "-shm", ".device"} {
		_ = os.Remove(part + old)
	}
	s := justOpen(b, part)
	start := time.Now()
	by, err := s.Start(b.Context(), "米易营业厅", "沈丽")
	if err == nil {
		invented := sample.New(n, 1, datatest.Now())
		invented.Quiet, invented.Months = n > withCases, 0 // use has a file of its own
		err = s.Fill(b.Context(), by, invented, int64(n), func(int64, int64) {})
	}
	if err != nil {
		b.Fatal(err)
	}
	filled := time.Since(start)
	if err := s.WarmSearch(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Logf("%d customers put in %s, searchable the first time after %s", n, filled, time.Since(start)-filled)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	if err := os.Rename(part, path); err != nil {
		b.Fatal(err)
	}
}

// timed is how long the middle of so many runs took, so that one hiccup of the
// machine does not make a ratio.
func timed(b *testing.B, runs int, run func()) time.Duration {
	b.Helper()
	took := make([]time.Duration, runs)
	for i := range took {
		start := time.Now()
		run()
		took[i] = time.Since(start)
	}
	return share(took, 50)
}

// share is the duration that so many of a hundred do not exceed.
func share(took []time.Duration, percent int) time.Duration {
	slices.Sort(took)
	return took[(len(took)-1)*percent/100]
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// mean is the time of one iteration so far.
func mean(b *testing.B) time.Duration { return b.Elapsed() / time.Duration(b.N) }

// BenchmarkExportXLSX writes the list of customers out of the file, against
// excelize streaming cells that are ready in memory.
func BenchmarkExportXLSX(b *testing.B) {
	s, by := county(b)
	rows, err := s.CustomerOrder(b.Context(), by, app.CustomerFilter{Sort: app.ByCreated})
	if err != nil {
		b.Fatal(err)
	}
	rows = rows[:min(len(rows), 100_000)]
	path := filepath.Join(b.TempDir(), "list.xlsx")
	job := app.ExportJob{Path: path, Format: app.XLSX, Title: func(key string) string { return key }, Label: func(_, code string) string { return code }}
	written := 0
	for b.Loop() {
		if written, err = s.ExportCustomers(b.Context(), by, rows, job, func(int64, int64) {}); err != nil {
			b.Fatal(err)
		}
	}
	cells := sheetCells(b, path)
	if len(cells) != written+1 {
		b.Fatalf("%d rows can be read back, want %d and a header", len(cells), written)
	}
	bare := timed(b, 1, func() { streamCells(b, path, cells) })
	b.ReportMetric(float64(mean(b))/float64(bare), "x-of-excelize")
	b.ReportMetric(float64(written)/mean(b).Seconds(), "rows/s")
}

// sheetCells reads a sheet back as the cells it was written with.
func sheetCells(b *testing.B, path string) [][]any {
	b.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	text, err := f.GetRows(f.GetSheetName(0), excelize.Options{RawCellValue: true})
	if err != nil {
		b.Fatal(err)
	}
	const number = 6 // the columns of capacities and arrears hold numbers
	out := make([][]any, len(text))
	for i, row := range text {
		out[i] = make([]any, len(row))
		for k, cell := range row {
			if out[i][k] = cell; i > 0 && (k == number || k == number+1 || k == 18) {
				if n, err := strconv.ParseFloat(cell, 64); err == nil {
					out[i][k] = n
				}
			}
		}
	}
	return out
}

func streamCells(b *testing.B, path string, cells [][]any) {
	b.Helper()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for i, row := range cells {
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.SaveAs(path); err != nil {
		b.Fatal(err)
	}
}
