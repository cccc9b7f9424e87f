package words_test

import (
	"os"
	"regexp"
	"testing"

	"lamplighter/screens/words"
)

func TestARecordOfEachTableThatTravelsHasAName(t *testing.T) {
	source, err := os.ReadFile("../../data/schema.go")
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for _, found := range regexp.MustCompile(`\{\d+, "(\w+)", app\.`).FindAllStringSubmatch(string(source), -1) {
		if named++; words.Table(found[1]) == found[1] {
			t.Errorf("a record of %s has no name", found[1])
		}
	}
	if named < 77 {
		t.Errorf("%d tables were found", named)
	}
}
