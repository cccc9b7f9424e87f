package paper

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// PracticeLog is 岗位实践与自学记录: entries of the log with their sums and a line
// for the mentor to sign. Of a case that its reader may not see it tells nothing.
type PracticeLog struct {
	Head   Head
	Filter string // "": all
	Codes  *words.Codes
	Rows   []app.PracticeRow // in the order of the list
}

// Document is the log as a document; that of one person bears his name.
func (l PracticeLog) Document() Document {
	about := lang.L("Filter: {{.Filter}}", map[string]any{"Filter": l.Filter})
	learner := ""
	if name, one := l.learner(); one {
		learner = name
		about = lang.L("{{.Name}}, staff number {{.No}}", map[string]any{"Name": name, "No": l.Rows[0].StaffNo})
	}
	t := Table{Columns: []Column{
		{Title: words.Field("done_on"), Weight: 13},
		{Title: words.Field("learner"), Weight: 10},
		{Title: words.Field("practice_kind"), Weight: 10},
		{Title: words.Field("course"), Weight: 17, Lines: 2},
		{Title: words.Field("practice_what"), Weight: 27, Lines: 3},
		{Title: lang.L("Case or visit"), Weight: 18, Lines: 2},
		{Title: words.Field("practice_hours"), Weight: 9, Number: true},
		{Title: words.Field("confirmed_hours"), Weight: 11, Number: true},
		{Title: words.Field("status"), Weight: 12},
		{Title: words.Field("settled_by"), Weight: 12},
		{Title: words.Field("remark"), Weight: 16, Lines: 2},
	}}
	var claimed, confirmed int64
	for _, r := range l.Rows {
		claimed += r.Minutes
		confirmed += r.ConfirmedMinutes
		done := ""
		if r.ConfirmedAt > 0 {
			done = words.PracticeHours(r.ConfirmedMinutes)
		}
		t.Rows = append(t.Rows, []string{
			string(r.DoneOn), r.Name, words.PracticeKind(r.Kind), l.Codes.Named(r.Course.Name + " | " + r.Course.NameEN), app.MaskPersonal(r.What),
			linkNumber(r), words.PracticeHours(r.Minutes), done, words.PracticeState(r.State()), r.ByName, r.Remark,
		})
	}
	return Document{
		Title: lang.L("Log of practice and self-study"), Size: A4Wide, Head: l.Head, About: about,
		Number: lang.L("{{.N}} entries, {{.Claimed}} claimed, {{.Confirmed}} confirmed", map[string]any{
			"N": words.Count(int64(len(l.Rows))), "Claimed": words.PracticeHours(claimed), "Confirmed": words.PracticeHours(confirmed),
		}),
		Blocks: []Block{t, Signatures{signedBy(words.Field("learner"), learner), signedBy(words.Field("mentor"), ""), signedBy(lang.L("Date"), "")}},
	}
}

// learner is whose log it is, when it is one person's.
func (l PracticeLog) learner() (name string, one bool) {
	for i, r := range l.Rows {
		if i > 0 && r.Staff != l.Rows[0].Staff {
			return "", false
		}
	}
	return l.Rows[0].Name, true
}

func linkNumber(r app.PracticeRow) string {
	if r.CaseNumber != "" {
		return r.CaseNumber
	}
	return r.VisitNo
}
