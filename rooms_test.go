package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rule says what the files of a room must not import, and why.
type rule struct {
	room    string
	code    bool     // holds for the program's code
	tests   bool     // holds for tests
	except  string   // a folder of the room that is free of it
	deny    []string // import paths, with all below them
	allow   []string // but for exactly these
	because string
}

// The rules of ARCHITECTURE.md; .golangci.yml says the same to editors. What
// brings the rooms together, main.go and its neighbours, may import all.
var rules = []rule{
	{
		room: "app", code: true, tests: true,
		deny:    []string{"lamplighter/data", "lamplighter/screens", "lamplighter/assets", "lamplighter/e2e"},
		because: "app says what is true and knows nobody of ours, or a rule could not be read and tested alone",
	},
	{
		room: "app", code: true, tests: true, deny: []string{"fyne.io"},
		because: "a rule holds without a window; what is seen belongs in screens",
	},
	{
		room: "app", code: true, deny: []string{"database/sql", "os", "net"},
		because: "a rule gets values; rows, files and the network belong in data",
	},
	{
		room: "data", code: true, tests: true, deny: []string{"lamplighter/screens", "fyne.io"},
		because: "data is kept and exchanged without a window; it and screens both speak app",
	},
	{
		room: "data", code: true, except: "data/datatest", deny: []string{"lamplighter/assets"},
		because: "main hands the delivered tables to data; only the test room fetches them itself",
	},
	{
		room: "screens", code: true, deny: []string{"lamplighter/data"},
		because: "a screen names the few methods it needs; main hands it the store",
	},
	{
		room: "screens", tests: true, deny: []string{"lamplighter/data"},
		allow:   []string{"lamplighter/data", "lamplighter/data/datatest", "lamplighter/data/sample"},
		because: "a test of a screen takes the real store from datatest and nothing deeper",
	},
	{
		room: "screens", code: true, tests: true, deny: []string{"database/sql"},
		because: "a screen asks its Store; SQL belongs in data",
	},
	{
		room: "assets", code: true, tests: true,
		deny:    []string{"lamplighter/app", "lamplighter/data", "lamplighter/screens", "lamplighter/e2e"},
		because: "assets gives bytes with names and needs nobody of ours for that",
	},
	{
		room: "assets", code: true, deny: []string{"fyne.io/fyne/v2/lang"},
		because: "only screens speak to people; assets hands them the words",
	},
}

const (
	lonelyGo = "starts a goroutine: only screens/background does, so that leaving the program waits for all work"
	lonelyDo = "hops to the window's thread: only screens/background does, so that nothing else needs to know of threads"
)

// breaches lists what a file does that its room forbids.
func breaches(t *testing.T, path string, source any) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rules {
			if r.forbids(path, imported) {
				out = append(out, "imports "+imported+": "+r.because)
			}
		}
	}
	if within(path, "screens") && !within(path, "screens/background") && !isTest(path) {
		out = append(out, threads(file)...)
	}
	if !within(path, "app") && !within(path, "data") && !isTest(path) {
		ast.Inspect(file, func(n ast.Node) bool {
			if called, is := n.(*ast.SelectorExpr); is && called.Sel.Name == "InClear" {
				out = append(out, "asks to read in clear: only the store may, of what it has judged")
			}
			return true
		})
	}
	return out
}

func (r rule) forbids(path, imported string) bool {
	if !within(path, r.room) || r.except != "" && within(path, r.except) {
		return false
	}
	if isTest(path) && !r.tests || !isTest(path) && !r.code {
		return false
	}
	return slices.ContainsFunc(r.deny, func(d string) bool { return within(imported, d) }) && !slices.Contains(r.allow, imported)
}

// threads finds the statements that leave or enter the window's thread.
func threads(file *ast.File) (out []string) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			out = append(out, lonelyGo)
		case *ast.SelectorExpr:
			from, _ := n.X.(*ast.Ident)
			if from != nil && from.Name == "fyne" && (n.Sel.Name == "Do" || n.Sel.Name == "DoAndWait") {
				out = append(out, lonelyDo)
			}
		}
		return true
	})
	return out
}

func within(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

func isTest(path string) bool { return strings.HasSuffix(path, "_test.go") }

func TestEveryFileKeepsToItsRoom(t *testing.T) {
	seen := map[string]int{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		path = filepath.ToSlash(path)
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		room, _, _ := strings.Cut(path, "/")
		seen[room]++
		for _, breach := range breaches(t, path, source) {
			t.Errorf("%s %s", path, breach)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range []string{"app", "assets", "data", "screens"} {
		if seen[room] == 0 {
			t.Errorf("no file of %s was looked at", room)
		}
	}
}

func TestRooms(t *testing.T) {
	tests := []struct {
		name, path, source string
		broken             bool
	}{
		{"a rule cannot read a file", "app/case.go", `import "os"`, true},
		{"a rule's test may read a file", "app/case_test.go", `import "os"`, false},
		{"a rule cannot reach a server", "app/case.go", `import "net/http"`, true},
		{"a rule cannot ask the records", "app/case.go", `import "lamplighter/data"`, true},
		{"a rule's test cannot ask the records either", "app/case_test.go", `import "lamplighter/data/datatest"`, true},
		{"the records cannot draw", "data/cases.go", `import "fyne.io/fyne/v2"`, true},
		{"the records speak the nouns of app", "data/cases.go", `import "lamplighter/app"`, false},
		{"the records are handed the delivered tables", "data/seed.go", `import "lamplighter/assets"`, true},
		{"the test room fetches the delivered tables itself", "data/datatest/datatest.go", `import "lamplighter/assets"`, false},
		{"a screen cannot ask the records by name", "screens/cases/list.go", `import "lamplighter/data"`, true},
		{"a screen's test takes the real store", "screens/cases/cases_test.go", `import "lamplighter/data/datatest"`, false},
		{"a screen's test does not reach into the sheets", "screens/cases/cases_test.go", `import "lamplighter/data/sheet"`, true},
		{"a screen writes no SQL", "screens/cases/list.go", `import "database/sql"`, true},
		{"bytes need nobody", "assets/assets.go", `import "lamplighter/app"`, true},
		{"bytes are not worded", "assets/assets.go", `import "fyne.io/fyne/v2/lang"`, true},
		{"a screen starts no goroutine", "screens/cases/list.go", `func f() { go f() }`, true},
		{"a screen does not hop to the window's thread", "screens/cases/list.go", `func f() { fyne.Do(f) }`, true},
		{"a screen does not ask to read in clear", "screens/cases/list.go", `func f(by app.Actor) { g(by.InClear()) }`, true},
		{"the store reads in clear what may go out so", "data/exportout.go", `func f(by app.Actor) { g(by.InClear()) }`, false},
		{"the background does both", "screens/background/runner.go", `func f() { go fyne.Do(f) }`, false},
		{"main introduces all to each other", "main.go", "import (\n\"lamplighter/data\"\n\"lamplighter/screens\"\n)", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := breaches(t, tt.path, "package p\n"+tt.source)
			if (len(got) > 0) != tt.broken {
				t.Errorf("%s with %s: breaches are %q", tt.path, tt.source, got)
			}
		})
	}
}
