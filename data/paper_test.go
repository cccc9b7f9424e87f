package data_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

func TestAPaperIsKeptForItsOwnerAlone(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "papers")
	path, err := data.KeepPaper(folder, "MY1-260302-007.pdf", []byte("%PDF"), datatest.Now())
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []struct {
		path string
		want os.FileMode
	}{{folder, 0o700}, {path, 0o600}} {
		info, err := os.Stat(at.path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); filepath.Separator == '/' && got != at.want {
			t.Errorf("%s may be read by others: %o", at.path, got)
		}
	}
}

func TestPapersGoAfterAWeek(t *testing.T) {
	folder, now := t.TempDir(), datatest.Now()
	ages := map[string]time.Duration{
		"fresh.pdf": 6 * 24 * time.Hour, "old.pdf": 8 * 24 * time.Hour, ".lamplighter-1.tmp": 8 * 24 * time.Hour, "of somebody.txt": 80 * 24 * time.Hour,
	}
	for name, age := range ages {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := data.KeepPaper(folder, "new.pdf", nil, now); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"fresh.pdf": true, "new.pdf": true, "of somebody.txt": true, "old.pdf": false, ".lamplighter-1.tmp": false} {
		if _, err := os.Stat(filepath.Join(folder, name)); (err == nil) != want {
			t.Errorf("%s is there: %v, want %v", name, err == nil, want)
		}
	}
}

func TestThePapersOfASealedFileGoWithIt(t *testing.T) {
	folder := t.TempDir()
	path, err := data.KeepPaper(folder, "MY1-260302-007.pdf", []byte("%PDF"), datatest.Now())
	if err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(folder, "of somebody.txt")
	if err := os.WriteFile(foreign, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	data.ClearPapers(folder)
	if _, err := os.Stat(path); err == nil {
		t.Error("a paper is still there")
	}
	if _, err := os.Stat(foreign); err != nil {
		t.Errorf("what is not ours is gone: %v", err)
	}
}

func TestAPaperThatCannotBeWrittenLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "taken.pdf"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := data.KeepPaper(folder, "taken.pdf", []byte("%PDF"), datatest.Now())
	if problem, is := errors.AsType[*app.FileProblem](err); !is || problem.Kind != "forbidden" {
		t.Errorf("refused with %v, want forbidden", err)
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestAPaperAboutPersonsIsForSomethingWherePeopleSignIn(t *testing.T) {
	h := newSignInHall(t)
	list := app.PaperOut{Kind: app.CustomersPaper, Title: "催费名单", Purpose: " ", Rows: 12, PDF: []byte("%PDF")}
	refusedBecause(t, h.NotePaper(t.Context(), h.admin, list), app.Missing)
	for _, kind := range app.PaperKinds() {
		if kind.Personal() {
			refusedBecause(t, h.NotePaper(t.Context(), h.admin, app.PaperOut{Kind: kind, Title: "某件", PDF: []byte("%PDF")}), app.Missing)
		}
	}
	refusedBecause(t, h.NotePaper(t.Context(), h.admin, app.PaperOut{Title: "某件", Purpose: "走访", PDF: []byte("%PDF")}), app.Unknown)
	noted := func() []app.AuditLine {
		t.Helper()
		log, err := h.AuditLog(t.Context(), h.admin, app.AuditFilter{Kinds: []app.AuditKind{app.AuditExported}})
		if err != nil {
			t.Fatal(err)
		}
		return log.Lines
	}
	if lines := noted(); len(lines) != 0 {
		t.Errorf("what was refused is noted: %+v", lines)
	}
	if err := h.NotePaper(t.Context(), h.admin, app.PaperOut{Kind: app.PlainPaper, Title: "角色与权限", PDF: []byte("%PDF")}); err != nil {
		t.Errorf("a paper that names nobody: %v", err)
	}
	list.Purpose = "三月走访"
	if err := h.NotePaper(t.Context(), h.admin, list); err != nil {
		t.Fatal(err)
	}
	lines := noted()
	if len(lines) != 2 || lines[0].Reason != "催费名单 · 三月走访" || lines[0].Details["rows"] != "12" || lines[0].Details["paper"] != "list" || lines[1].Reason != "角色与权限" {
		t.Errorf("noted are %+v", lines)
	}
	alone := datatest.Open(t)
	list.Purpose = ""
	if err := alone.NotePaper(t.Context(), datatest.Actor(t, alone), list); err != nil {
		t.Errorf("where nobody signs in: %v", err)
	}
}
