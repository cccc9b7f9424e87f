package data_test

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
)

// fieldsOfAVisit is how many fields the scripted form has.
const fieldsOfAVisit = 24

// TestTypesAVisit is the program that the crash test kills: it opens the file,
// tells what the draft holds, and goes on typing – a field, its save, a line to
// whoever listens. It never ends by itself.
func TestTypesAVisit(t *testing.T) {
	path := os.Getenv("LAMPLIGHTER_TYPING")
	if path == "" {
		t.Skip("started by the crash test alone")
	}
	s := datatest.OpenAt(t, path)
	by := datatest.Actor(t, s)
	d := app.Draft{ID: "visit-1", Form: "visit", Fields: map[string]string{}}
	drafts, err := s.Drafts(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	if len(drafts) > 0 {
		d = drafts[0]
	}
	round, _ := strconv.Atoi(d.Fields["round"])
	fmt.Println("found", round, len(d.Fields), whole(d, round))
	round++
	d.Fields = map[string]string{"round": strconv.Itoa(round)}
	for at := 0; ; at++ {
		d.Fields[fieldName(at%fieldsOfAVisit)] = typedText(round, at%fieldsOfAVisit)
		if err := s.SaveDraft(t.Context(), by, d); err != nil {
			t.Fatal(err)
		}
		fmt.Println("saved", min(at+1, fieldsOfAVisit))
	}
}

func fieldName(at int) string { return fmt.Sprintf("a.question_%02d", at) }

func typedText(round, at int) string {
	return strings.Repeat(fmt.Sprintf("第%d次走访第%d项 ", round, at), 4)
}

// whole reports whether every field of a draft holds the whole of its text.
func whole(d app.Draft, round int) bool {
	for at := range fieldsOfAVisit {
		if text, typed := d.Fields[fieldName(at)]; typed && text != typedText(round, at) {
			return false
		}
	}
	return true
}

// A program that dies at any point of a visit form costs at most the field that
// was being typed.
func TestAKilledProgramLosesAtMostTheFieldBeingTyped(t *testing.T) {
	kills := 100
	if testing.Short() {
		kills = 10
	}
	path := filepath.Join(t.TempDir(), "visit.lamp")
	s := datatest.OpenAt(t, path)
	datatest.Actor(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	chance := rand.New(rand.NewPCG(4, 2026))
	saved := 0
	for kill := range kills {
		saved = typeUntilKilled(t, path, kill, saved, 1+chance.IntN(fieldsOfAVisit), chance.IntN(4))
	}
}

// typeUntilKilled starts the program, checks what it finds of the round before,
// lets it save so many fields and kills it; reading on for a few more lines, or
// none, moves the point within a save.
func typeUntilKilled(t *testing.T, path string, round, before, fields, beyond int) (saved int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestTypesAVisit$")
	cmd.Env = append(os.Environ(), "LAMPLIGHTER_TYPING="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var n, had int
		var sound bool
		switch text := lines.Text(); {
		case strings.HasPrefix(text, "found "):
			if _, err := fmt.Sscanf(text, "found %d %d %t", &n, &had, &sound); err != nil {
				t.Fatal(err)
			}
			if round > 0 && (n != round || had-1 < before || had-1 > fieldsOfAVisit || !sound) {
				t.Errorf("kill %d: %d fields were saved; found round %d with %d, whole: %v", round, before, n, had-1, sound)
			}
		case strings.HasPrefix(text, "saved "):
			if _, err := fmt.Sscanf(text, "saved %d", &n); err != nil {
				t.Fatal(err)
			}
			if saved = n; saved >= fields {
				if beyond--; beyond < 0 {
					_ = cmd.Process.Kill()
				}
			}
		default:
			t.Fatalf("kill %d: %s", round, text)
		}
	}
	_, _ = io.Copy(io.Discard, out)
	_ = cmd.Wait() // killed: always an error
	return saved
}
