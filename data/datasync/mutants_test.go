package datasync_test

import (
	"cmp"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var mutate = flag.Bool("mutants", false, "spoil the merge in each known way and see that the simulation tells")

// mutant is a fault somebody could make in the merge, before it is on the disk, or
// in what is let go of.
type mutant struct {
	name, file, right, wrong string
	test                     string // that tells; the simulation when empty
}

const (
	cuts  = "TestAPowerCutCostsNothingThatWasAcknowledged"
	folds = "TestComputersThatFoldBeginAnewAndLetAreasGoAgree"
)

var mutants = []mutant{
	{"equal clocks are not told apart by device", "stamps.go", "s.hlc > t.hlc || s.hlc == t.hlc && s.dev > t.dev", "s.hlc > t.hlc", ""},
	{"the last to arrive holds", "merge.go", "case nobodys || m.written.after(holds):", "case true:", ""},
	{"what arrives and loses is dropped", "merge.go", "return x.lose(m, c.column, m.written, c.value)", "return nil", ""},
	{"what held and loses is dropped", "merge.go", "if !nobodys && !seen {", "if seen && !seen {", ""},
	{"what the author saw is taken to have lost", "merge.go", "if !nobodys && !seen {", "if seen = false; !nobodys && !seen {", ""},
	{"what the author saw among the lost stays there", "heads.go", "if x.merging.lost {", "if false {", ""},
	{"nobody notes that a write to come was seen", "heads.go", "x.merging.superseded = true", "return nil", ""},
	{"nobody looks whether a write that comes was seen", "merge.go", "case m.dead[c.column]:", "case false:", ""},
	{"every write is taken to be here", "heads.go", "at.hlc > head.hlc", "at.hlc > max(at.hlc, head.hlc)", ""},
	{"the set in hand is taken to be missing", "heads.go", "if at == x.merging.inHand {", "if false {", ""},
	{"a row made twice keeps the stamp that came first", "merge.go", "err != nil || !m.written.after(was) {", "err != nil || true {", ""},
	{"columns of a row made twice take the later stamp", "merge.go", "m.row.seen = withStamp(m.row.seen, no, was)", "_ = no", ""},
	{"a column that was left empty wins", "merge.go", "at == m.made() && same(value, m.t.columns[i].zero)", "false", ""},
	{"a column has the stamp of its row twice", "stamps.go", "if s != (stamp{seen.HLC, seen.Device}) {", "if true {", ""},
	{"what waits for a row is forgotten", "merge.go", "if !x.merging.pending {", "if true {", ""},
	{"what waits is merged backwards", "pending.go", "if a.written.after(b.written) {", "if b.written.after(a.written) {", ""},
	{"who decides has seen one value alone", "fold.go", "into.more = append(slices.Clip(into.more), b)", "_ = b", ""},
	{"a change that went with its withdrawn row is not told", "withdrawals.go", "if err := x.lose(m, wholeRow, s, nil); err != nil {", "if false {", ""},
	{"what who withdrew has seen is told too", "withdrawals.go", "slices.Contains(saw, s)", "slices.Contains(saw[:0], s)", ""},
	{"what was told stays though the row is withdrawn anew", "withdrawals.go", "if was != nil {", "if false {", ""},
	{"half of a set that does not fit stays", "apply.go", "ROLLBACK TO received; RELEASE received", "RELEASE received", ""},
	{"a commit does not wait for the disk", "connect.go", "PRAGMA synchronous = FULL", "PRAGMA synchronous = NORMAL", cuts},
	{"the log is folded before all have said that they have it", "foldlog.go", "last = min(last, e.has(c.Device)[of])", "last = max(last, e.has(c.Device)[of])", folds},
	{"what holds is folded", "foldlog.go", "stampOf(r.seen, c.column) == own", "stampOf(r.seen, c.column) == (stamp{})", folds},
	{"what waits for a decision is folded", "foldlog.go", "err != nil || open != 0", "err != nil || open < 0", folds},
	{"what is young is folded", "foldlog.go", "AND hlc < ?5", "AND ?5 > 0", folds},
	{"who keeps all folds too", "foldlog.go", "if keepsAll(e.me) {", "if keepsAll(app.DeviceCertificate{}) {", folds},
	{"an area leaves before what was written there has come to another", "leave.go", "if a.Waits > 0 || a.Nobody {", "if a.Nobody {", folds},
	{"who begins anew leaves behind what was never sent", "restart.go", "lacks(c.Body) || own[c.Dev] == nil &&", "lacks(c.Body) || own[c.Dev] != nil ||", folds},
	{"a package that came before its certificate stays passed over", "exchangetake.go", "passed := p.State == app.PackageRelayed ||", "passed := p.State == app.PackageForeign ||", folds},
}

// TestMutants builds the store anew with one fault each, laid over the source
// by the compiler, and runs ten seeds.
func TestMutants(t *testing.T) {
	if !*mutate {
		t.Skip("make mutants runs this")
	}
	for _, m := range mutants {
		t.Run(m.name, func(t *testing.T) {
			m.test = cmp.Or(m.test, "TestSimulation")
			out, err := m.simulate(t)
			if err == nil {
				t.Fatal("no seed of ten tells this fault")
			}
			if !strings.Contains(out, "--- FAIL: "+m.test) {
				t.Fatalf("%s did not run: %s", m.test, out)
			}
			for line := range strings.Lines(out) {
				if strings.Contains(line, "_test.go:") {
					t.Log("told by", strings.TrimSpace(line))
					break
				}
			}
		})
	}
}

func (m mutant) simulate(t *testing.T) (string, error) {
	t.Helper()
	source, err := filepath.Abs(filepath.Join("..", m.file))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), m.right); n != 1 {
		t.Fatalf("%q stands %d times in %s, want once", m.right, n, m.file)
	}
	spoilt, overlay := filepath.Join(t.TempDir(), m.file), filepath.Join(t.TempDir(), "overlay.json")
	list, err := json.Marshal(map[string]map[string]string{"Replace": {source: spoilt}})
	if err == nil {
		err = os.WriteFile(spoilt, []byte(strings.Replace(string(text), m.right, m.wrong, 1)), 0o600)
	}
	if err == nil {
		err = os.WriteFile(overlay, list, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(t.Context(), "go", "test", "-count=1", "-timeout", "1h", "-failfast", "-vet=off", "-tags", os.Getenv("LAMPLIGHTER_TAGS"),
		"-overlay", overlay, "-run", m.test, ".", "-seeds", "10", "-transactions", "150", "-foldings", "10")
	out, err := run.CombinedOutput()
	return string(out), err
}
