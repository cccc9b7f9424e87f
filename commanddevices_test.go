package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// devicesSaid runs a command and answers what it said.
func devicesSaid(t *testing.T, status int, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if got := run(append([]string{args[0], "-lang", "en"}, args[1:]...), &out, &out); got != status {
		t.Fatalf("%v ended with %d:\n%s", args, got, out.String())
	}
	return out.String()
}

func TestALaptopJoinsTheCompanyByTheCommandLine(t *testing.T) {
	t.Setenv("LAMPLIGHTER_CONFIG", t.TempDir())
	t.Setenv(passphraseVariable, "十里长街送灯人 2026")
	folder, stick := t.TempDir(), t.TempDir()
	hall, laptop := filepath.Join(folder, "hall.lamp"), filepath.Join(folder, "laptop.lamp")
	devicesSaid(t, 0, "sample", "-customers", "20", "-cases=false", hall)
	devicesSaid(t, 0, "enrol", "-file", hall, "-company")
	if said := devicesSaid(t, 1, "enrol", "-file", hall, "-name", "Laptop", "-areas", "99", stick); !strings.Contains(said, "Records it carries is not on the list") {
		t.Errorf("a unit that is not there: %s", said)
	}
	said := devicesSaid(t, 0, "enrol", "-file", hall, "-name", "Laptop", "-areas", "01", stick)
	found := regexp.MustCompile(`shown this once: (\S+)`).FindStringSubmatch(said)
	code := regexp.MustCompile(`Enrolled: (\S+)`).FindStringSubmatch(said)
	if found == nil || code == nil {
		t.Fatal(said)
	}
	enrolment := filepath.Join(stick, "lamplighter-"+code[1]+".lampjoin")
	devicesSaid(t, 1, "join", "-file", laptop, enrolment) // the company's passphrase is another
	t.Setenv(passphraseVariable, found[1])
	if said := devicesSaid(t, 0, "join", "-file", laptop, enrolment); !strings.Contains(said, "joined as "+code[1]) {
		t.Error(said)
	}
	devicesSaid(t, 0, "check", laptop)
	t.Setenv(passphraseVariable, "十里长街送灯人 2026")
	devicesSaid(t, 0, "enrol", "-file", hall, "-anew", code[1], stick)
	devicesSaid(t, 0, "join", "-file", laptop, "-anew", filepath.Join(stick, "lamplighter-"+code[1]+".lampsnap"))
	if kept, err := filepath.Glob(laptop + ".before-*"); err != nil || len(kept) != 1 {
		t.Errorf("the file as it was: %v, %v", kept, err)
	}
	devicesSaid(t, 0, "enrol", "-file", hall, "-renew", code[1], "-until", "2035-01-01")
	devicesSaid(t, 1, "enrol", "-file", hall, "-revoke", code[1])
	devicesSaid(t, 0, "enrol", "-file", hall, "-revoke", code[1], "-reason", "lost")
	if said := devicesSaid(t, 0, "enrol", "-file", hall); !strings.Contains(said, code[1]+"  Laptop  taken out") {
		t.Error(said)
	}
	if _, err := os.Stat(hall + ".company"); err != nil {
		t.Error(err)
	}
}
