package words

import (
	"errors"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// exchangeFault words what can be wrong with the folder of an exchange; "" for
// any other error.
func exchangeFault(err error) string {
	switch {
	case errors.Is(err, app.ErrNotEnrolled):
		return lang.L("This computer is not one of the company's, or no longer. Its records are untouched; let it join with an enrolment file from the main computer.")
	case errors.Is(err, app.ErrForked):
		return lang.L("A copy of this file wrote changes on another computer under the same name. Nothing is lost; close Lamplighter, open it again, then exchange again.")
	case errors.Is(err, app.ErrFolderGone):
		return lang.L("The stick or folder cannot be reached. What had been taken in is kept, nothing is half done; put it back in, then exchange again.")
	case errors.Is(err, app.ErrFolderFull):
		return lang.L("The stick or folder is full. What was on it has been taken in, and what you wrote waits here; make room on it or take another, then exchange again.")
	case errors.Is(err, app.ErrFolderReadOnly):
		return lang.L("The stick or folder cannot be written to. What was on it has been taken in, and what you wrote waits here; take off its write protection or take another, then exchange again.")
	}
	return ""
}
