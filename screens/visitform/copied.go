package visitform

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Again answers Ctrl+R: empty fields take what was answered the last time, or
// what is known of the customer. Each is marked until somebody has stood on it.
func (f *Form) Again() {
	if f.saving || f.correcting || f.page.Visit.ID.IsZero() {
		return
	}
	earlier := f.page.Earlier()
	if f.page.Last.Met != "" {
		earlier["met"] = f.page.Last.Met
	}
	copied := 0
	var first *input
	f.loading = true
	for range f.inputs { // one answer may make another question be asked
		before := copied
		for _, i := range f.inputs {
			if value := earlier[i.name()]; value != "" && i.shown() && !i.done() {
				i.fill(value)
				i.copied = true
				copied++
				if first == nil {
					first = i
				}
			}
		}
		f.narrow()
		if copied == before {
			break
		}
	}
	f.loading = false
	if copied == 0 {
		f.desk.Say(lang.L("There is nothing to copy: nothing is known from earlier, or all of it is filled in."))
		return
	}
	f.tell()
	f.keepDraft()
	f.sayCopied(copied)
	widgets.Focus(first.row.Field)
}

func (f *Form) sayCopied(n int) {
	v := map[string]any{"N": n, "Day": words.Day(f.page.Last.VisitedOn)}
	if f.page.Last.ID.IsZero() {
		f.desk.Say(lang.L("{{.N}} fields filled from what is known of the customer. Look at each with Tab.", v))
		return
	}
	f.desk.Say(lang.L("{{.N}} fields copied from {{.Day}}. Look at each with Tab.", v))
}
