package data_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// BenchmarkSnapshot enrols a computer that carries one area of a county with
// three years of history, and joins on it: x-backup is how many times the time
// of a checked copy of the whole file that takes.
func BenchmarkSnapshot(b *testing.B) {
	const customers = 20_000
	s, err := data.Open(b.Context(), filepath.Join(b.TempDir(), "hall.lamp"), data.Options{Create: true, Seed: datatest.Seed(b), Now: datatest.Now, Effort: 10})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	by := datatest.Actor(b, s)
	if err := s.Fill(b.Context(), by, sample.New(customers, 1, datatest.Now()), customers, func(int64, int64) {}); err != nil {
		b.Fatal(err)
	}
	const passphrase = "十里长街送灯人 2026"
	if err := s.MakeCompany(b.Context(), by, passphrase); err != nil {
		b.Fatal(err)
	}
	silent := func(int64, int64) {}
	var written, read, copied time.Duration
	var bytes int64
	for b.Loop() {
		folder := b.TempDir()
		began := time.Now()
		if _, err := s.Backup(b.Context(), by, filepath.Join(folder, "copy.lamp")); err != nil {
			b.Fatal(err)
		}
		copied += time.Since(began)
		began = time.Now()
		made, err := s.EnrolDevice(b.Context(), by, passphrase, app.DeviceDraft{Name: "王工的笔记本", Areas: []app.Area{by.Area}, Roles: []app.Role{app.Manager}, ToOn: "2027-03-01", Folder: folder}, silent)
		if err != nil {
			b.Fatal(err)
		}
		written += time.Since(began)
		began = time.Now()
		if err := data.Join(b.Context(), filepath.Join(folder, "laptop.lamp"), made.Path, made.Passphrase, silent); err != nil {
			b.Fatal(err)
		}
		read += time.Since(began)
		if info, err := os.Stat(made.Snapshot); err == nil {
			bytes = info.Size()
		}
	}
	n := float64(b.N)
	b.ReportMetric(written.Seconds()/n, "s-written")
	b.ReportMetric(read.Seconds()/n, "s-read")
	b.ReportMetric((written+read).Seconds()/copied.Seconds(), "x-backup")
	b.ReportMetric(float64(bytes)/(1<<20), "MiB")
}
