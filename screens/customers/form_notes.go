package customers

import (
	"errors"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// What the form shows by itself: the fields of a kind, and what is wrong or
// looks wrong.

// guessKind tells a company from a person by its name, until somebody chooses.
func (f *Form) guessKind() {
	kind := app.Person
	if app.LooksLikeOrganisation(f.fields.get("name")) {
		kind = app.Organisation
	}
	if f.fields.get("kind") != string(kind) {
		f.fields.set("kind", string(kind))
		f.setKind()
	}
}

// setKind shows the fields of the kind and fills in what nearly all of it
// have, unless somebody chose otherwise.
func (f *Form) setKind() {
	volts, class := "220V", "resident"
	if f.fields.get("kind") == string(app.Organisation) {
		volts, class = "", "lv_business"
	}
	if f.fields.get("voltage") == f.volts {
		f.fields.set("voltage", volts)
		f.volts = volts
	}
	if f.fields.get("class") == f.class {
		f.fields.set("class", class)
		f.class = class
	}
	f.showKind()
}

// showKind shows the fields of a person or of an organisation.
func (f *Form) showKind() {
	person := f.fields.get("kind") != string(app.Organisation)
	for name, show := range map[string]bool{"id_type": person, "id_no": person, "uscc": !person, "legal_rep": !person, "important_grade": !person} {
		if show {
			f.form.Row(name).Show()
		} else {
			f.form.Row(name).Hide()
		}
	}
	f.form.Refresh()
}

// showWarnings says under each number what looks wrong with it.
func (f *Form) showWarnings() {
	d, _ := draftFrom(f.fields.values(), f.lists)
	warnings := map[string]string{}
	for _, w := range d.Warnings(app.DefaultAccountPattern, app.DayOf(f.desk.Now())) {
		warnings[w.Field] = words.Warning(w)
	}
	showWarnings(f.form, warnings)
}

// showWarnings puts sentences under their fields and takes old ones away;
// errors stay until the next save.
func showWarnings(form *widgets.Form, warnings map[string]string) {
	for _, row := range form.Rows() {
		switch {
		case row.Note == nil || row.Note.Kind() == widgets.NoteError:
		case warnings[row.Name] != "":
			row.Note.Warn(warnings[row.Name])
		default:
			row.Clear()
		}
	}
	form.Refresh()
}

// refuse says a rule's no under its field, anything else under the form.
func refuse(form *widgets.Form, note *widgets.FieldNote, err error) {
	form.Clear()
	note.Clear()
	if no, is := errors.AsType[*app.Refusal](err); is && form.Refuse(rowOf(no.Field), words.Refusal(no)) {
		return
	}
	note.Error(words.Error(err))
}

// rowOf is the row that shows a field a rule names.
func rowOf(field string) string {
	if field == "contact" {
		return "contact_name"
	}
	return field
}
