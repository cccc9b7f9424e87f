package main

import (
	"crypto/sha256"
	"os"
	"strconv"
	"strings"
	"testing"

	"lamplighter/assets"
)

func TestFontsAreTheSameAfterTheirMemoryWasLetGo(t *testing.T) {
	font := assets.FontRegular()
	before := sha256.Sum256(font)
	letGo(font)
	letGo(font[:10]) // less than a page
	letGo(nil)
	if sha256.Sum256(font) != before {
		t.Error("the font has changed")
	}
}

func TestTheProgramRunsOnWhenItsCodeWasLetGo(t *testing.T) {
	before := codeInMemory(t)
	letCodeGo()
	if after := codeInMemory(t); after >= before {
		t.Errorf("%d kB of code lie in memory, before it were %d", after, before)
	}
}

// codeInMemory is how much of the program's own code lies in memory, in kB.
func codeInMemory(t *testing.T) int {
	t.Helper()
	program, err := os.Readlink("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	sum, code := 0, false
	for line := range strings.Lines(string(maps)) {
		words := strings.Fields(line)
		switch {
		case strings.HasPrefix(line, "Rss:") && code:
			kb, err := strconv.Atoi(words[1])
			if err != nil {
				t.Fatal(err)
			}
			sum += kb
		case !strings.HasSuffix(words[0], ":"):
			code = words[1] == "r-xp" && words[len(words)-1] == program
		}
	}
	return sum
}
