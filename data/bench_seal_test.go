package data_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// sealCustomers are so many that their pages do not fit into a connection's cache.
const sealCustomers = 20_000

// sealBench is the same file twice, plain and sealed.
type sealBench struct {
	b     *testing.B
	paths [2]string
	keys  [2][]byte
}

func newSealBench(b *testing.B) *sealBench {
	b.Helper()
	folder := b.TempDir()
	s := &sealBench{b: b, paths: [2]string{filepath.Join(folder, "plain.lamp"), filepath.Join(folder, "sealed.lamp")}, keys: [2][]byte{nil, sealKey}}
	store, by := benchOpen(b, s.paths[0])
	county := sample.New(sealCustomers, 1, datatest.Now())
	county.Quiet, county.Months = true, 0
	if err := store.Fill(b.Context(), by, county, sealCustomers, func(int64, int64) {}); err != nil {
		b.Fatal(err)
	}
	sealClose(b, store)
	if err := data.CopyAs(b.Context(), s.paths[0], s.paths[1], sealKey); err != nil {
		b.Fatal(err)
	}
	sealUnlock(b, s.paths[1], sealKey)
	return s
}

// compare times the same work on both in turn, and reports sealed ÷ plain of the
// middle of each.
func (s *sealBench) compare(name string, rounds int, work func(i int) time.Duration) {
	s.b.Helper()
	var took [2][]time.Duration
	for range rounds {
		for i := range took {
			took[i] = append(took[i], work(i))
		}
	}
	s.b.ReportMetric(float64(share(took[1], 50))/float64(share(took[0], 50)), "x-"+name)
}

// BenchmarkSealed compares a sealed file with a plain one: a scan and lookups by
// key that find nothing in SQLite's cache, a commit, the import of a list, and
// how large file and heap are.
func BenchmarkSealed(b *testing.B) {
	s := newSealBench(b)
	for b.Loop() {
		s.reads()
		s.writes()
	}
	var size [2]int64
	for i, path := range s.paths {
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		size[i] = info.Size()
	}
	b.ReportMetric(float64(size[1])/float64(size[0]), "x-size")
	b.ReportMetric(0, "ns/op")
}

func (s *sealBench) reads() {
	ask := func(ask func(string) (time.Duration, error)) func(i int) time.Duration {
		return func(i int) time.Duration {
			d, err := ask(s.paths[i])
			if err != nil {
				s.b.Fatal(err)
			}
			return d
		}
	}
	ctx := s.b.Context()
	s.compare("scan", 7, ask(func(path string) (time.Duration, error) { return data.ColdScan(ctx, path) }))
	s.compare("lookup", 7, ask(func(path string) (time.Duration, error) { return data.ColdLookups(ctx, path, 2000) }))
}

func (s *sealBench) writes() {
	var stores [2]*data.Store
	var by [2]app.Actor
	var heap [2]float64
	for i := range stores {
		before := heapNow()
		stores[i] = sealOpen(s.b, s.paths[i], s.keys[i])
		by[i] = datatest.Actor(s.b, stores[i])
		heap[i] = heapNow() - before
	}
	n := 0
	s.compare("commit", 60, func(i int) time.Duration {
		n++
		no := fmt.Sprintf("77%011d", n)
		start := time.Now()
		datatest.Customer(s.b, stores[i], "沈秋"+no, no, "")
		return time.Since(start)
	})
	s.compare("import", 5, func(i int) time.Duration {
		n++
		list := [][]string{{"户名", "户号", "用电地址"}}
		for j := range 3000 {
			list = append(list, []string{"名单", fmt.Sprintf("78%06d%05d", n, j), "攀莲镇"})
		}
		start := time.Now()
		if err := sealImport(s.b, stores[i], list); err != nil {
			s.b.Fatal(err)
		}
		return time.Since(start)
	})
	s.compare("backup", 3, func(i int) time.Duration {
		start := time.Now()
		if _, err := stores[i].Backup(s.b.Context(), by[i], s.paths[i]+".copy"); err != nil {
			s.b.Fatal(err)
		}
		return time.Since(start)
	})
	for i := range stores {
		sealClose(s.b, stores[i])
	}
	s.b.ReportMetric((heap[1]-heap[0])/(1<<20), "MiB-more-heap")
}

func heapNow() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}
