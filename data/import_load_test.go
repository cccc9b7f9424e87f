package data_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

func TestAnImportReplaysIntoAnEqualFile(t *testing.T) {
	s := datatest.Open(t)
	imported(t, s, theList, false)
	changes, err := s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "copy.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() })
	if err := copied.Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	want, got := datatest.Dump(t, s.Path()), datatest.Dump(t, copied.Path())
	for table := range want {
		if want[table] != got[table] {
			t.Errorf("%s differs after replay", table)
		}
	}
	if err := data.Check(t.Context(), s.Path()); err != nil {
		t.Errorf("the log of the import is not whole: %v", err)
	}
}

// accountsWithNotes is a list in which only some lines have a remark.
func accountsWithNotes(t *testing.T, lines int, notes map[int]string) string {
	t.Helper()
	var text strings.Builder
	text.WriteString("用户编号,用户名称,用电地址,备注\n")
	for i := range lines {
		fmt.Fprintf(&text, "51040000%05d,李晓明,新村村%d组,%s\n", i, i, notes[i])
	}
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestARemarkThatOnlyLateRowsHaveIsKept(t *testing.T) {
	s := datatest.Open(t)
	notes := map[int]string{120: "钥匙在门卫", 233: "狗咬人"}
	imported(t, s, accountsWithNotes(t, 310, notes), false)
	for i := range 310 {
		found, _, err := s.Search(t.Context(), datatest.Actor(t, s), fmt.Sprintf("51040000%05d", i), 1)
		if err != nil || len(found) != 1 {
			t.Fatalf("account %d is not found: %v", i, err)
		}
		page, err := s.CustomerPage(t.Context(), datatest.Actor(t, s), found[0].ID)
		if err != nil || len(page.Accounts) != 1 || page.Accounts[0].Note != notes[i] {
			t.Fatalf("account %d has the remark %q, want %q: %v", i, page.Accounts[0].Note, notes[i], err)
		}
	}
}

func TestAStoppedImportLeavesNothing(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	before := datatest.Dump(t, s.Path())
	ctx, stop := context.WithCancel(t.Context())
	_, err := s.ImportList(ctx, by, app.ImportJob{Path: theList}, func(int64, int64) { stop() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped import answers %v", err)
	}
	for table, rows := range datatest.Dump(t, s.Path()) {
		if rows != before[table] {
			t.Errorf("%s changed", table)
		}
	}
	if r := imported(t, s, theList, false); r.Created == 0 {
		t.Error("the list cannot be taken in after an import was stopped")
	}
}

func TestAnImportIsInTheFileOnceItIsClosed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "office.lamp")
	s := datatest.OpenAt(t, path)
	r := imported(t, s, theList, false)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	alone := filepath.Join(t.TempDir(), "alone.lamp") // without what may lie beside it
	text, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(alone, text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	copied := datatest.OpenAt(t, alone)
	if again := imported(t, copied, theList, true); again.Unchanged != r.Created {
		t.Errorf("%d of %d accounts are in the file", again.Unchanged, r.Created)
	}
}
