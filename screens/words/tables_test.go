package words_test

import (
	"os"
	"regexp"
	"strconv"
	"testing"

	"lamplighter/screens/words"
)

func TestARecordOfEachTableOfACustomerHasAName(t *testing.T) {
	source, err := os.ReadFile("../../data/schema.go")
	if err != nil {
		t.Fatal(err)
	}
	const firstOfVisits = 28 // those before are told by pages of their own
	named := 0
	for _, found := range regexp.MustCompile(`\{(\d+), "(\w+)", app\.`).FindAllStringSubmatch(string(source), -1) {
		no, _ := strconv.Atoi(found[1])
		if own := map[string]bool{"customers": true, "accounts": true, "contacts": true}[found[2]]; no < firstOfVisits && !own {
			continue
		}
		if named++; words.Table(found[2]) == found[2] {
			t.Errorf("a record of %s has no name", found[2])
		}
	}
	if named < 26 {
		t.Errorf("%d tables were found", named)
	}
}
