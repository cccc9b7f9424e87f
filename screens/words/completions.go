package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// CompletionStanding names what a list of completions is narrowed to.
func CompletionStanding(s app.CompletionStanding) string {
	switch s {
	case app.ValidCompletion:
		return lang.L("Still valid")
	case app.ExpiredCompletion:
		return lang.L("No longer valid")
	case app.NotCompleted:
		return lang.X("outcome.failed", "Not completed")
	}
	return lang.L("All completions")
}
