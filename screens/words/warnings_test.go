package words_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// The names are those data/sheet gives.
func TestEveryProblemOfASheetHasItsOwnWords(t *testing.T) {
	unknown := words.FileProblem(&app.FileProblem{Kind: "?", Name: "清单.xlsx"})
	for _, kind := range []string{
		"not_a_sheet", "old_format", "web_page", "encrypted", "truncated", "damaged", "too_big", "empty", "no_header", "no_column", "wrong_encoding",
		"too_many_rows", "no_such_sheet", "changed", "not_found", "forbidden", "in_use", "read_only", "disk_full",
	} {
		if words.FileProblem(&app.FileProblem{Kind: kind, Name: "清单.xlsx"}) == unknown {
			t.Errorf("%s has no words of its own", kind)
		}
	}
}

func TestEveryReasonOfARowHasItsOwnWords(t *testing.T) {
	unknown := words.ImportReason("?")
	sentence := words.ImportProblem(app.ImportProblem{Field: "phone", Reason: "?"})
	for _, reason := range []string{
		"missing", "number_destroyed", "not_a_code", "duplicate", "columns_shifted", "phone_second", "phone_short", "phone_odd", "day_unreadable",
		"amount_unreadable", "amount_negative", "voltage_unknown", "category_unknown", "industry_unknown", "industry_mismatch", "holder_unknown",
		"formula_error", "letters_lost", "number_looks_wrong", "running_above_contracted", "other_holder", "is_sealed", "too_long", "impossible",
	} {
		if words.ImportReason(reason) == unknown {
			t.Errorf("%s has no short name", reason)
		}
		if words.ImportProblem(app.ImportProblem{Field: "phone", Reason: reason}) == sentence {
			t.Errorf("%s has no sentence", reason)
		}
	}
}

func TestARowSaysWhichLineItRepeats(t *testing.T) {
	got := words.ImportProblem(app.ImportProblem{Line: 40, Field: "account_no", Reason: "duplicate", Text: "0012", Refers: 7})
	if want := "Account number 0012 stood in row 7 already. Keep one of the two, or correct the number."; got != want {
		t.Errorf("a repeated row reads %q, want %q", got, want)
	}
}
