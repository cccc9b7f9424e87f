package data

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"

	"lamplighter/app"
)

// newHall is a store without customers, its door watched.
func newHall(t *testing.T) (*Store, app.Actor) {
	t.Helper()
	s := reopened(t, filepath.Join(t.TempDir(), "hall.lamp"))
	by, err := s.Start(t.Context(), "米易营业厅", "沈丽")
	if err != nil {
		t.Fatal(err)
	}
	return s, by
}

func reopened(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, Options{Create: true, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// manyLines are so many that the indexes are made behind the commit.
const manyLines = 1200

func linesOf(t *testing.T, lines int) app.ImportJob {
	t.Helper()
	var text strings.Builder
	text.WriteString("用户编号,用户名称,用电地址,联系电话,台区\n")
	for i := range lines {
		fmt.Fprintf(&text, "51040000%05d,李晓明%d,新村村%d组,100%08d,新村%d台区\n", i, i, i, i, i%7)
	}
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return app.ImportJob{Path: path}
}

func unheard(int64, int64) {}

func takeIn(t *testing.T, s *Store, by app.Actor, lines int) app.ImportReport {
	t.Helper()
	r, err := s.ImportList(t.Context(), by, linesOf(t, lines), unheard)
	if err != nil || r.Created != int64(lines) {
		t.Fatalf("%d of %d accounts were made: %v", r.Created, lines, err)
	}
	return r
}

// onCommit does something right before each commit of the writer from now on,
// the first being number one.
func onCommit(t *testing.T, s *Store, do func(number int)) {
	t.Helper()
	number := 0
	err := s.conn.Raw(func(raw any) error {
		raw.(*sqlite3.SQLiteConn).RegisterCommitHook(func() int {
			number++
			do(number)
			return 0
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// inFile reads a file beside the store that has it open, or without any.
func inFile(t *testing.T, path string) (indexes []index, pages int, owes bool) {
	t.Helper()
	r, err := openRaw(t.Context(), fileURL(path, "mode=ro"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.close()
	indexes, err = collect(t.Context(), r.conn, scanIndex, "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")
	if err == nil {
		err = r.conn.QueryRowContext(t.Context(), "SELECT page_count, (SELECT count(*) FROM settings WHERE name = ?) FROM pragma_page_count", indexesOwed).Scan(&pages, &owes)
	}
	if err != nil {
		t.Fatal(err)
	}
	return indexes, pages, owes
}

// whole fails when the file lacks an index or says so.
func whole(t *testing.T, path string) {
	t.Helper()
	untouched, _ := newHall(t)
	want, _, _ := inFile(t, untouched.path)
	got, _, owes := inFile(t, path)
	if owes || !slices.Equal(got, want) {
		t.Errorf("the file has %d of %d indexes, and says that it lacks some: %t", len(got), len(want), owes)
	}
}

// killed is the file as it lies there when the program is killed after an
// import was answered and before its indexes stand; full is the pages it would
// have had.
func killed(t *testing.T) (path string, full int) {
	t.Helper()
	s, by := newHall(t)
	path = filepath.Join(t.TempDir(), "killed.lamp")
	onCommit(t, s, func(number int) {
		for _, beside := range []string{"", "-wal"} {
			text, err := os.ReadFile(s.path + beside)
			if err == nil && number == 2 {
				err = os.WriteFile(path+beside, text, 0o600)
			}
			if err != nil {
				t.Error(err)
			}
		}
	})
	takeIn(t, s, by, manyLines)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole(t, s.path)
	_, full, _ = inFile(t, s.path)
	return path, full
}

func TestAFileKilledBehindAnImportGetsItsIndexesWhenItIsOpened(t *testing.T) {
	path, _ := killed(t)
	if _, _, owes := inFile(t, path); !owes {
		t.Fatal("the file does not say that it lacks indexes")
	}
	if err := Check(t.Context(), path); err != nil {
		t.Errorf("a file that lacks indexes does not pass the check: %v", err)
	}
	s := reopened(t, path)
	whole(t, path)
	by, err := s.soleActor(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	batches, err := s.Imports(t.Context(), by)
	if err != nil || len(batches) != 1 || batches[0].Created != manyLines {
		t.Fatalf("the import is told as %+v: %v", batches, err)
	}
	job := linesOf(t, manyLines)
	job.DryRun = true
	if again, err := s.ImportList(t.Context(), by, job, unheard); err != nil || again.Unchanged != manyLines {
		t.Errorf("%d of %d accounts are there: %v", again.Unchanged, manyLines, err)
	}
}

func TestACopyOfAFileThatLacksIndexesIsWholeOnceItIsOpened(t *testing.T) {
	path, _ := killed(t)
	copied := filepath.Join(t.TempDir(), "copy.lamp")
	if err := copyFile(t.Context(), path, copied, nothingBeside); err != nil {
		t.Fatal(err)
	}
	reopened(t, copied)
	whole(t, copied)
}

// TestQuestionsWaitForTheIndexesOfAnImport asks with a deadline that a question
// that does not wait would meet.
func TestQuestionsWaitForTheIndexesOfAnImport(t *testing.T) {
	s, by := newHall(t)
	reached, goOn := make(chan struct{}), make(chan struct{})
	onCommit(t, s, func(number int) {
		if number == 2 {
			close(reached)
			<-goOn
		}
	})
	takeIn(t, s, by, manyLines)
	<-reached
	patient, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	if _, err := s.Imports(patient, by); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a question without indexes is answered: %v", err)
	}
	if err := s.Set(patient, "language", "zh"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a write goes before the indexes: %v", err)
	}
	close(goOn)
	if batches, err := s.Imports(t.Context(), by); err != nil || len(batches) != 1 {
		t.Errorf("behind the indexes %d imports are told: %v", len(batches), err)
	}
	whole(t, s.path)
}

func TestAnImportIsUndoneRightAfterItWasAnswered(t *testing.T) {
	s, by := newHall(t)
	r := takeIn(t, s, by, manyLines)
	undone, err := s.UndoImport(t.Context(), by, r.ID, unheard)
	if err != nil || undone.Kept != 0 || undone.Withdrawn < 2*manyLines {
		t.Errorf("undone %+v: %v", undone, err)
	}
	whole(t, s.path)
}

// onAFullDisk takes a list in on a disk that has room for its rows but not for
// their indexes.
func onAFullDisk(t *testing.T) (*Store, app.Actor) {
	t.Helper()
	path, full := killed(t)
	_, rows, _ := inFile(t, path)
	s, by := newHall(t)
	if err := s.LimitPages(t.Context(), (rows+full)/2); err != nil {
		t.Fatal(err)
	}
	takeIn(t, s, by, manyLines)
	if err := s.Set(t.Context(), "language", "zh"); !errors.Is(err, app.ErrDiskFull) {
		t.Fatalf("a write that has no room for the indexes before it answers %v", err)
	}
	if batches, err := s.Imports(t.Context(), by); err != nil || len(batches) != 1 {
		t.Fatalf("on a full disk %d imports are told: %v", len(batches), err)
	}
	return s, by
}

func TestIndexesThatHadNoRoomAreMadeBeforeTheNextWrite(t *testing.T) {
	s, by := onAFullDisk(t)
	if err := s.LimitPages(t.Context(), 1<<30); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveDraft(t.Context(), by, app.Draft{ID: "1", Form: "case"}); err != nil {
		t.Fatal(err)
	}
	whole(t, s.path)
}

func TestIndexesThatHadNoRoomAreMadeWhenTheFileIsOpened(t *testing.T) {
	s, _ := onAFullDisk(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, owes := inFile(t, s.path); !owes {
		t.Fatal("the file does not say that it lacks indexes")
	}
	reopened(t, s.path)
	whole(t, s.path)
}

func TestAnImportThatKeepsNothingKeepsTheIndexes(t *testing.T) {
	for name, take := range map[string]func(*Store, app.Actor) error{
		"a dry run": func(s *Store, by app.Actor) error {
			job := linesOf(t, manyLines)
			job.DryRun = true
			_, err := s.ImportList(t.Context(), by, job, unheard)
			return err
		},
		"a stopped import": func(s *Store, by app.Actor) error {
			ctx, stop := context.WithCancel(t.Context())
			_, err := s.ImportList(ctx, by, linesOf(t, manyLines), func(int64, int64) { stop() })
			if !errors.Is(err, context.Canceled) {
				return fmt.Errorf("stopped, it answers %w", err)
			}
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, by := newHall(t)
			if err := take(s, by); err != nil {
				t.Fatal(err)
			}
			whole(t, s.path)
		})
	}
}

func TestAShortListIsWholeWithItsOneCommit(t *testing.T) {
	s, by := newHall(t)
	commits := 0
	onCommit(t, s, func(number int) { commits = number })
	takeIn(t, s, by, 50)
	s.settling.Wait()
	if commits != 1 {
		t.Errorf("%d commits", commits)
	}
	whole(t, s.path)
}
