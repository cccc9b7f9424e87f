package powercut_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lamplighter/data/powercut"
)

func open(t *testing.T, path, query string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?"+query)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func exec(t *testing.T, db *sql.DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatal(err)
	}
}

// written is a file into which row after row was put, and how much was noted
// when each was acknowledged.
func written(t *testing.T, layer *powercut.Layer, query string, rows int) (log *powercut.Log, acknowledged []int) {
	t.Helper()
	folder := t.TempDir()
	db := open(t, filepath.Join(folder, "a.db"), query)
	exec(t, db, "CREATE TABLE t (n INTEGER PRIMARY KEY, text BLOB)")
	log, err := layer.Record(folder)
	if err != nil {
		t.Fatal(err)
	}
	for n := range rows {
		exec(t, db, "INSERT INTO t VALUES (?, randomblob(700))", n)
		if n%7 == 3 {
			exec(t, db, "UPDATE t SET text = randomblob(900) WHERE n % 5 = 0")
		}
		if n%40 == 39 {
			exec(t, db, "PRAGMA wal_checkpoint")
		}
		acknowledged = append(acknowledged, log.Len())
	}
	return log, acknowledged
}

// cuts cuts the power so many times, and counts the files that cannot be read
// afterwards and those that lack a row that was acknowledged.
func cuts(t *testing.T, log *powercut.Log, acknowledged []int, times int) (damaged, lacking int) {
	t.Helper()
	chance := rand.New(rand.NewPCG(1, 11))
	for range times {
		folder, after := t.TempDir(), chance.IntN(log.Len()+1)
		if err := log.Cut(after, chance, folder); err != nil {
			t.Fatal(err)
		}
		db := open(t, filepath.Join(folder, "a.db"), "")
		var verdict string
		var rows int
		err := db.QueryRow("PRAGMA integrity_check(1)").Scan(&verdict)
		if err == nil {
			err = db.QueryRow("SELECT count(*) FROM t").Scan(&rows)
		}
		must, _ := slices.BinarySearch(acknowledged, after+1)
		switch {
		case err != nil || verdict != "ok":
			damaged++
		case rows < must:
			lacking++
		}
		_ = db.Close()
	}
	return damaged, lacking
}

func lay(t *testing.T, name, over string) *powercut.Layer {
	t.Helper()
	layer, err := powercut.Lay(name, over)
	if err != nil {
		t.Fatal(err)
	}
	return layer
}

// What was acknowledged survives where SQLite waits for the disk, and only there:
// so the cuts are such as hurt.
func TestACutCostsWhatTheDiskWasNotWaitedFor(t *testing.T) {
	lay(t, "cut", "")
	over := lay(t, "cut over cut", "cut")
	for _, is := range []struct {
		name, query      string
		damages, forgets bool
	}{
		{"a log, waited for at each commit", "_journal_mode=WAL&_sync=FULL", false, false},
		{"a log, waited for now and then", "_journal_mode=WAL&_sync=NORMAL", false, true},
		{"a log, never waited for", "_journal_mode=WAL&_sync=OFF", true, true},
		{"a journal, waited for at each commit", "_journal_mode=DELETE&_sync=EXTRA", false, false},
		{"a journal, never waited for", "_journal_mode=DELETE&_sync=OFF", true, true},
	} {
		t.Run(is.name, func(t *testing.T) {
			log, acknowledged := written(t, over, "vfs=cut over cut&"+is.query, 80)
			damaged, lacking := cuts(t, log, acknowledged, 50)
			if (damaged > 0) != is.damages || (damaged+lacking > 0) != is.forgets {
				t.Errorf("of 50 cuts %d damaged the file and %d cost what was acknowledged", damaged, lacking)
			}
		})
	}
}

// The layer may lie over another one and under another one; each notes what
// passes it.
func TestALayerLiesOverAnotherAndUnderOne(t *testing.T) {
	under := lay(t, "under", "")
	over := lay(t, "over", "under")
	folder := t.TempDir()
	logs := []*powercut.Log{}
	for _, layer := range []*powercut.Layer{under, over} {
		log, err := layer.Record(folder)
		if err != nil {
			t.Fatal(err)
		}
		logs = append(logs, log)
	}
	exec(t, open(t, filepath.Join(folder, "a.db"), "vfs=over"), "CREATE TABLE a (x)")
	n := logs[0].Len()
	if n == 0 || logs[1].Len() != n {
		t.Errorf("below %d things were noted, above %d", n, logs[1].Len())
	}
	exec(t, open(t, filepath.Join(folder, "b.db"), ""), "CREATE TABLE b (x)")
	if logs[0].Len() != n {
		t.Error("what goes by another way is noted")
	}
	if _, err := powercut.Lay("more", "nobody"); err == nil {
		t.Error("it lies over a layer that is not there")
	}
}

// The same seed cuts the same way.
func TestACutIsTheSameAgain(t *testing.T) {
	log, _ := written(t, lay(t, "again", ""), "vfs=again&_journal_mode=WAL&_sync=NORMAL", 20)
	for seed := range uint64(20) {
		var found [2]string
		for i := range found {
			folder := t.TempDir()
			if err := log.Cut(log.Len()*int(seed)/20, rand.New(rand.NewPCG(seed, 1)), folder); err != nil {
				t.Fatal(err)
			}
			lying, err := os.ReadDir(folder)
			if err != nil {
				t.Fatal(err)
			}
			var all strings.Builder
			for _, f := range lying {
				text, err := os.ReadFile(filepath.Join(folder, f.Name()))
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(&all, "%s %d %s", f.Name(), len(text), text)
			}
			found[i] = all.String()
		}
		if found[0] != found[1] || found[0] == "" {
			t.Errorf("seed %d cuts twice, to %d bytes and to %d", seed, len(found[0]), len(found[1]))
		}
	}
}
