package company

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/screens/widgets"
)

// rebase brings a form up to date with what somebody else kept meanwhile: what
// was not touched here follows, beside what was typed theirs is told. The next
// save decides. opened and theirs are the same form with other values.
func rebase(form, opened, theirs *widgets.Form) {
	form.Clear()
	for i, row := range form.Rows() {
		was, now := said(opened.Rows()[i].Field), said(theirs.Rows()[i].Field)
		switch typed := said(row.Field); typed {
		case now:
		case was:
			follow(row.Field, theirs.Rows()[i].Field)
		default:
			if now != was {
				row.Note.Warn(lang.L("Meanwhile changed to: {{.Value}}", map[string]any{"Value": orDash(now)}))
			}
		}
	}
	form.Refresh()
}

func orDash(text string) string {
	if text == "" {
		return "—"
	}
	return text
}

// differs reports whether two of the same form show different things.
func differs(one, other *widgets.Form) bool {
	for i, row := range one.Rows() {
		if said(row.Field) != said(other.Rows()[i].Field) {
			return true
		}
	}
	return false
}

// said is what a field shows; of tick boxes, what is ticked.
func said(field fyne.CanvasObject) string {
	switch f := field.(type) {
	case *widgets.Entry:
		return typed(f)
	case *widgets.CodeField:
		return typed(f.Entry())
	case *widgets.DateField:
		return typed(f.Entry())
	case *fyne.Container:
		var ticked []string
		for _, box := range f.Objects {
			if b := box.(*widgets.Check); b.Checked {
				ticked = append(ticked, b.Text)
			}
		}
		return strings.Join(ticked, lang.X("list.separator", ", "))
	}
	return ""
}

// follow lets a field show what another of its kind shows.
func follow(field, other fyne.CanvasObject) {
	switch f := field.(type) {
	case *widgets.Entry:
		f.SetText(other.(*widgets.Entry).Text)
	case *widgets.CodeField:
		f.SetCode(other.(*widgets.CodeField).Chosen().Code)
	case *widgets.DateField:
		f.SetValue(other.(*widgets.DateField).Value())
	case *fyne.Container:
		for i, box := range other.(*fyne.Container).Objects {
			f.Objects[i].(*widgets.Check).SetChecked(box.(*widgets.Check).Checked)
		}
	}
}
