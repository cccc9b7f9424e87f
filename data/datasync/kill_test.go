package datasync_test

import (
	"bufio"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/bundle"
	"lamplighter/data/datatest"
)

var kills = flag.Int("kills", 20, "how often a program is killed in the middle of work and exchange")

// TestWorksAndExchanges is the program that the test below kills: it works and
// exchanges, and says what is done. It never ends by itself.
func TestWorksAndExchanges(t *testing.T) {
	path := os.Getenv("LAMPLIGHTER_EXCHANGING")
	if path == "" {
		t.Skip("started by the test that kills it alone")
	}
	var seed uint64
	if _, err := fmt.Sscan(os.Getenv("LAMPLIGHTER_SEED"), &seed); err != nil {
		t.Fatal(err)
	}
	s := companyFile(t, path)
	by, err := s.Start(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	w := worker{t: t, store: s, by: by, chance: rand.New(rand.NewPCG(seed, 31))}
	arrived := int64(0)
	for {
		for range 1 + w.chance.IntN(3) {
			w.works()
			arrived = saysArrived(t, s, arrived)
		}
		said := func(step app.SyncStep, done, total int64) { fmt.Println("step", step, done, total) }
		if _, err := s.Exchange(t.Context(), by, os.Getenv("LAMPLIGHTER_FOLDER"), said); err != nil {
			t.Fatal(err)
		}
		arrived = saysArrived(t, s, arrived)
	}
}

// saysArrived says how many change sets are safe.
func saysArrived(t *testing.T, s *data.Store, known int64) int64 {
	t.Helper()
	more, err := s.Changes(t.Context(), known, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	known += int64(len(more))
	fmt.Println("arrived", known)
	return known
}

// TestAKilledProgramLosesNothing kills a hall and a laptop by turns at any
// moment of their work and their exchanges.
func TestAKilledProgramLosesNothing(t *testing.T) {
	seed := uint64(max(*oneSeed, 1))
	chance := rand.New(rand.NewPCG(seed, 32))
	c := companyOf(t)
	steps := map[string]int{}
	for n := range *kills {
		at := n % 2
		arrived, step := c.killed(t, at, chance)
		steps[step]++
		c.whole(t, at, arrived)
		if t.Failed() {
			t.Fatalf("seed %d: after %d kills, the last after %q", seed, n+1, step)
		}
	}
	t.Logf("seed %d: last said when killed: %v", seed, steps)
	c.settled(t)
}

// killed lets the program run on one of the files, kills it after a while and
// answers what it said last.
func (c company) killed(t *testing.T, at int, chance *rand.Rand) (arrived int64, step string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestWorksAndExchanges$")
	cmd.Env = append(os.Environ(), "LAMPLIGHTER_EXCHANGING="+c.paths[at], "LAMPLIGHTER_FOLDER="+c.folder, fmt.Sprint("LAMPLIGHTER_SEED=", chance.Uint64()))
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	patience := time.Duration(chance.IntN(300_000)) * time.Microsecond
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if step == "" { // it is at work: from now on it may die
			time.AfterFunc(patience, func() { _ = cmd.Process.Kill() })
		}
		step, _, _ = strings.Cut(lines.Text(), " ")
		switch step {
		case "arrived":
			_, err = fmt.Sscanf(lines.Text(), "arrived %d", &arrived)
		case "step":
			step = strings.Fields(lines.Text())[1]
		default:
			t.Errorf("it says %s", lines.Text())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	_ = cmd.Wait() // killed: always an error
	return arrived, step
}

// whole looks at what a killed program left: its file, and the packages beside
// it and in the folder.
func (c company) whole(t *testing.T, at int, arrived int64) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+c.paths[at])
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var verdict string
	var n int64
	if err := db.QueryRow("PRAGMA integrity_check(1)").Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("the file is %q, %v", verdict, err)
	}
	if err := db.QueryRow("SELECT count(*) FROM sy_changes").Scan(&n); err != nil || n < arrived {
		t.Errorf("of %d change sets that were safe there are %d, %v", arrived, n, err)
	}
	if err := data.Check(t.Context(), c.paths[at]); err != nil {
		t.Error(err)
	}
	for _, folder := range []string{c.folder, c.paths[0] + ".packages", c.paths[1] + ".packages"} {
		wholePackages(t, folder)
	}
}

func wholePackages(t *testing.T, folder string) {
	t.Helper()
	lying, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return
	}
	for _, f := range lying {
		content, read := os.ReadFile(filepath.Join(folder, f.Name()))
		switch {
		case read != nil:
			err = read
		case bundle.IsHave(f.Name()):
			_, err = bundle.ReadHave(content)
		case strings.HasSuffix(f.Name(), bundle.Ending):
			_, err = bundle.Read(content)
		}
		if err != nil {
			t.Errorf("%s: %v", f.Name(), err)
		}
	}
}

// settled lets both exchange undisturbed and wants their files to be alike.
func (c company) settled(t *testing.T) {
	t.Helper()
	both := [2]*data.Store{companyFile(t, c.paths[0]), companyFile(t, c.paths[1])}
	for range 2 {
		for _, s := range both {
			if r, err := s.Exchange(t.Context(), c.by, c.folder, nil); err != nil || len(r.Missing) > 0 {
				t.Fatalf("missing %v, %v", r.Missing, err)
			}
		}
	}
	var held [2]map[string]string
	for i, s := range both {
		held[i] = datatest.Dump(t, s.Path())
		if state, err := s.CompanyState(t.Context(), c.by); err != nil || state.Alarm.Why != "" {
			t.Errorf("a kill is taken for a copied file: %+v, %v", state.Alarm, err)
		}
	}
	if !maps.Equal(held[0], held[1]) {
		t.Error("hall and laptop differ")
	}
}
