package data_test

import (
	"bufio"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"lamplighter/data"
	"lamplighter/data/datatest"
)

// TestWorksAtTheCounter is the program that is killed. It never ends by itself.
func TestWorksAtTheCounter(t *testing.T) {
	path := os.Getenv("LAMPLIGHTER_MIXED")
	if path == "" {
		t.Skip("started by the test that kills it")
	}
	seed, err := strconv.ParseUint(os.Getenv("LAMPLIGHTER_MIXED_SEED"), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	pipe := os.NewFile(3, "told")
	datatest.MixedWork(t, datatest.OpenAt(t, path), seed, pipe)
}

// soaking reports how often a test is repeated: in make test, or in make soak.
func soaking(test, soak int) int {
	if os.Getenv("LAMPLIGHTER_SOAK") != "" {
		return soak
	}
	return test
}

// Killed at any moment, the program loses nothing that it acknowledged.
func TestAKillAtAnyMomentLosesNothingThatWasAcknowledged(t *testing.T) {
	kills := soaking(50, 1000)
	if testing.Short() {
		kills = 5
	}
	path := filepath.Join(t.TempDir(), "hall.lamp")
	chance := rand.New(rand.NewPCG(8, 2026))
	var told datatest.Mixed
	for kill := range kills {
		workUntilKilled(t, path, kill, &told, 1+chance.IntN(40))
		s := datatest.OpenAt(t, path)
		if err := told.Held(t.Context(), s, datatest.Actor(t, s)); err != nil {
			t.Fatalf("after kill %d: %v", kill+1, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if err := data.Check(t.Context(), path); err != nil {
			t.Fatalf("after kill %d: %v", kill+1, err)
		}
		if kill%50 == 49 { // a file for each fifty, or looking through it takes longer than the work
			if err := data.CheckIntegrity(t.Context(), path); err != nil {
				t.Fatalf("after kill %d: %v", kill+1, err)
			}
			path, told = filepath.Join(t.TempDir(), "hall.lamp"), datatest.Mixed{Told: told.Told}
		}
	}
	t.Logf("%d kills, %d acknowledged", kills, told.Told)
}

func workUntilKilled(t *testing.T, path string, kill int, told *datatest.Mixed, enough int) {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestWorksAtTheCounter$")
	cmd.Env = append(os.Environ(), "LAMPLIGHTER_MIXED="+path, "LAMPLIGHTER_MIXED_SEED="+strconv.Itoa(kill))
	cmd.ExtraFiles = []*os.File{write}
	cmd.Stdout, cmd.Stderr = io.Discard, os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = write.Close()
	lines := bufio.NewScanner(read)
	told.Take(t, lines, enough)
	_ = cmd.Process.Kill()
	told.Take(t, lines, 1<<30) // what was told before it died
	_ = cmd.Wait()             // killed: always an error
	_ = read.Close()
	if told.Told == 0 {
		t.Fatal("nothing was told")
	}
}
