package data_test

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// BenchmarkBackup makes a backup that is checked and counted while a clerk saves
// one thing after the other: x-cp is how many times the time of a plain copy
// with its bytes on the disk that takes, p99-ms what the clerk waits.
// LAMPLIGHTER_BACKUP_CUSTOMERS makes the file larger.
func BenchmarkBackup(b *testing.B) {
	customers := 20_000
	if n, err := strconv.Atoi(os.Getenv("LAMPLIGHTER_BACKUP_CUSTOMERS")); err == nil {
		customers = n
	}
	s, err := data.Open(b.Context(), filepath.Join(b.TempDir(), "hall.lamp"), data.Options{Create: true, Seed: datatest.Seed(b), Now: datatest.Now})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	by := datatest.Actor(b, s)
	if err := s.Fill(b.Context(), by, sample.New(customers, 1, datatest.Now()), int64(customers), func(int64, int64) {}); err != nil {
		b.Fatal(err)
	}
	var copied, backed time.Duration
	var waits []time.Duration
	for b.Loop() {
		folder := b.TempDir()
		began := time.Now()
		plainCopy(b, s.Path(), filepath.Join(folder, "copy"))
		copied += time.Since(began)
		done := make(chan error)
		began = time.Now()
		go func() {
			_, err := s.BackUpDue(b.Context(), app.BackupPlan{Folder: filepath.Join(folder, "backups"), Now: true})
			backed += time.Since(began)
			done <- err
		}()
		for n, going := 0, true; going; n++ {
			select {
			case err := <-done:
				if err != nil {
					b.Fatal(err)
				}
				going = false
			default:
				saved := time.Now()
				if err := s.SaveDraft(b.Context(), by, app.Draft{ID: "form/backup", Form: "case", Fields: map[string]string{"content": strconv.Itoa(n)}}); err != nil {
					b.Fatal(err)
				}
				waits = append(waits, time.Since(saved))
			}
		}
	}
	slices.Sort(waits)
	info, err := os.Stat(s.Path())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(backed.Seconds()/copied.Seconds(), "x-cp")
	b.ReportMetric(backed.Seconds()/float64(b.N), "s-backup")
	b.ReportMetric(waits[len(waits)*99/100].Seconds()*1000, "p99-ms")
	b.ReportMetric(float64(info.Size())/(1<<20), "MiB")
}

func plainCopy(b *testing.B, from, to string) {
	b.Helper()
	source, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = source.Close() }()
	target, err := os.Create(to)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.Copy(target, source); err != nil {
		b.Fatal(err)
	}
	if err := target.Sync(); err != nil {
		b.Fatal(err)
	}
	if err := target.Close(); err != nil {
		b.Fatal(err)
	}
}
