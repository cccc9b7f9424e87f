package data

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"lamplighter/app"
)

// running are the columns of lists that hold running text; a profile that hides
// it hides them.
var running = strings.Fields(`answer content contract effect evidence explanation note notice_result outcome place practice_what promise question_name question_text reason
	remark result right_answer source what`)

func TestEachColumnOfAListIsDecided(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || strings.HasPrefix(file, "auditlog") { // who reads that sees it in clear
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\{"(\w+)", sheet\.(Text|Phone|IDNo),`).FindAllStringSubmatch(string(source), -1) {
			found++
			_, personal := outFields[m[1]]
			if !personal && !slices.Contains(plainOut, m[1]) && !slices.Contains(running, m[1]) {
				t.Errorf("%s: nobody decided what the column %s holds", file, m[1])
			}
			if m[2] != "Text" && !personal {
				t.Errorf("%s: the numbers in %s are of no class", file, m[1])
			}
		}
	}
	if found < 40 {
		t.Errorf("only %d columns were found", found)
	}
	for key, column := range outFields {
		if _, known := app.FieldOf(column); !known {
			t.Errorf("the column %s of %s is none", column, key)
		}
	}
}
