package desk

import (
	"errors"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// ShowRefusal says a rule's no under its field of a form, anything else in the
// note below it.
func ShowRefusal(form *widgets.Form, note *widgets.FieldNote, err error) {
	form.Clear()
	note.Clear()
	if no, is := errors.AsType[*app.Refusal](err); is && form.Refuse(no.Field, words.Refusal(no)) {
		return
	}
	note.Error(words.Error(err))
}
