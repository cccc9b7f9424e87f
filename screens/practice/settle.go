package practice

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// reading is the sheet of one entry, or of many marked ones: what it says, and
// for its mentor the confirming and refusing.
type reading struct {
	page    *Page
	entries []app.PracticeRow

	minutes *widgets.Entry // of one entry
	remark  *widgets.Entry
	form    *widgets.Form
	wrong   *widgets.FieldNote
	sheet   *widgets.Sheet
	busy    bool
}

// readingWidth has room for two columns.
const readingWidth = 720

// openOne shows one entry: to its mentor with the fields to settle it, to its
// learner with what he may still do, to others as it stands.
func (p *Page) openOne(row app.PracticeRow) {
	r := &reading{page: p, entries: []app.PracticeRow{row}}
	told := r.told(row)
	told.Resize(fyne.NewSize(readingWidth, 0)) // it breaks into columns by its width
	body := container.NewVBox(told)
	if len(row.Warnings) > 0 {
		note := widgets.NewFieldNote()
		note.Warn(warned(row.Warnings))
		body.Add(note)
	}
	title := words.PracticeKind(row.Kind) + " · " + row.Name
	waits := row.State() == app.PracticeWaiting
	switch {
	case waits && row.MaySettle(p.desk.By) == nil:
		r.ask(true)
		body.Add(r.form)
		body.Add(r.wrong)
		r.sheet = widgets.NewSheet(title, body, widgets.Action{Label: lang.L("Confirm"), Do: r.confirm})
		r.sheet.Others = []widgets.Action{r.refusing()}
		r.sheet.First = r.minutes
	case waits && row.Staff == p.desk.By.Staff:
		r.sheet = widgets.NewSheet(title, body, widgets.Action{Label: lang.X("practice.change", "Change"), Do: func() { r.sheet.Close(); p.sheets.Change(row.Practice, p.Reload) }})
		r.sheet.Others = []widgets.Action{{Label: lang.X("practice.drop", "Take back") + "  Alt+X", Do: r.drop, Danger: true}}
	case row.Staff == p.desk.By.Staff:
		r.sheet = widgets.NewSheet(title, body, widgets.Action{Label: lang.L("New entry like this"), Do: func() { r.sheet.Close(); p.sheets.Again(row.Practice, p.Reload) }})
	default:
		r.sheet = widgets.NewSheet(title, body, widgets.Action{})
	}
	r.show(row)
}

// show opens the sheet with the ways to what the entry names.
func (r *reading) show(row app.PracticeRow) {
	if !row.Case.IsZero() {
		r.sheet.Others = append(r.sheet.Others, widgets.Action{Label: lang.L("Open the case") + "  Alt+C", Do: r.toCase})
	}
	if !row.Visit.IsZero() {
		r.sheet.Others = append(r.sheet.Others, widgets.Action{Label: lang.L("Open the visit") + "  Alt+V", Do: r.toVisit})
	}
	r.sheet.Width = readingWidth
	r.sheet.Show(r.page.desk.Keys)
	layer := r.sheet.Layer()
	if !row.Case.IsZero() {
		layer.On("Alt+C", lang.L("Open the case"), r.toCase)
	}
	if !row.Visit.IsZero() {
		layer.On("Alt+V", lang.L("Open the visit"), r.toVisit)
	}
	if r.form != nil {
		layer.On("Alt+R", lang.X("practice.refuse", "Refuse"), r.refuse)
	} else if row.State() == app.PracticeWaiting && row.Staff == r.page.desk.By.Staff {
		layer.On("Alt+X", lang.X("practice.drop", "Take back"), r.drop)
	}
}

// settleMany asks about all marked entries at once.
func (p *Page) settleMany(rows []app.PracticeRow) {
	r := &reading{page: p, entries: rows}
	var minutes int64
	people := map[app.StaffID]bool{}
	odd := 0
	for _, row := range rows {
		minutes += row.Minutes
		people[row.Staff] = true
		if len(row.Warnings) > 0 {
			odd++
		}
	}
	told := widgets.NewFacts()
	told.Add(lang.L("Entries"), words.Count(int64(len(rows))))
	told.Add(lang.L("Learners"), words.Count(int64(len(people))))
	told.Add(words.Field("practice_hours"), words.PracticeHours(minutes))
	if odd > 0 {
		told.Add(lang.L("With a mark"), words.Count(int64(odd)))
	}
	told.Resize(fyne.NewSize(readingWidth, 0))
	r.ask(false)
	r.sheet = widgets.NewSheet(lang.L("Confirm {{.N}} entries", map[string]any{"N": words.Count(int64(len(rows)))}),
		container.NewVBox(told, r.form, r.wrong), widgets.Action{Label: lang.L("Confirm all as claimed"), Do: r.confirm})
	r.sheet.Others = []widgets.Action{r.refusing()}
	r.sheet.Width, r.sheet.First = readingWidth, r.remark
	r.sheet.Show(p.desk.Keys)
	r.sheet.Layer().On("Alt+R", lang.X("practice.refuse", "Refuse"), r.refuse)
}

func (r *reading) refusing() widgets.Action {
	return widgets.Action{Label: lang.X("practice.refuse", "Refuse") + "  Alt+R", Do: r.refuse, Danger: true}
}

// ask lays the fields of a mentor.
func (r *reading) ask(one bool) {
	r.minutes, r.remark, r.wrong = widgets.NewEntry(), widgets.NewMultiLineEntry(2), widgets.NewFieldNote()
	var rows []*widgets.FormRow
	if one {
		r.minutes.SetText(typedHours(r.entries[0].Minutes))
		rows = append(rows, widgets.NewFormRow("minutes", words.Field("confirmed_hours"), r.minutes).Hinted(lang.L("As claimed, or fewer: 1.5h or 90.")))
	}
	rows = append(rows, widgets.NewFormRow("remark", words.Field("remark"), r.remark).Spanning().Hinted(lang.L("A refusal needs it: what is to be done otherwise.")))
	r.form = widgets.NewForm(rows...)
	r.form.Resize(fyne.NewSize(readingWidth, 0))
}

// told is what an entry says.
func (r *reading) told(row app.PracticeRow) *widgets.Facts {
	d := r.page.desk
	facts := widgets.NewFacts()
	facts.Add(words.Field("learner"), joined(row.Name, row.StaffNo))
	facts.Add(words.Field("course"), courseName(d, row.Course))
	facts.Add(words.Field("done_on"), words.Day(row.DoneOn))
	facts.Add(words.Field("practice_hours"), words.PracticeHours(row.Minutes))
	facts.AddWide(words.Field("practice_what"), row.What)
	facts.Add(lang.X("practice.case", "Case"), caseText(row))
	facts.Add(words.Field("visit"), visitText(row))
	facts.Add(words.Field("article"), articleName(d, row.Article))
	facts.Add(words.Field("mentor"), row.MentorName)
	if row.State() != app.PracticeWaiting {
		facts.Add(words.Field("status"), joined(words.PracticeState(row.State()), row.ByName, words.Day(settledOn(row.Practice))))
		if row.ConfirmedAt > 0 {
			facts.Add(words.Field("confirmed_hours"), words.PracticeHours(row.ConfirmedMinutes))
		}
		facts.AddWide(words.Field("remark"), row.Remark)
	}
	return facts
}

func (r *reading) toCase() {
	r.sheet.Close()
	r.page.desk.Open(desk.Route{Tab: desk.Cases, Case: r.entries[0].Case})
}

func (r *reading) toVisit() {
	r.sheet.Close()
	r.page.desk.Open(desk.Route{Tab: desk.Visits, Visit: r.entries[0].Visit})
}

// confirm stores what is confirmed. Of one entry no time at all is no
// confirmation.
func (r *reading) confirm() {
	v := app.PracticeVerdict{Remark: r.remark.Text}
	if len(r.entries) == 1 {
		minutes, err := app.ParseMinutes(r.minutes.Text)
		if err == nil && minutes == 0 {
			err = app.Refuse("minutes", app.Missing)
		}
		if err != nil {
			r.refused(err)
			return
		}
		v.Minutes = minutes
	}
	r.settle(v)
}

func (r *reading) refuse() { r.settle(app.PracticeVerdict{Refused: true, Remark: r.remark.Text}) }

func (r *reading) settle(v app.PracticeVerdict) {
	if r.busy {
		return
	}
	r.setBusy(true)
	r.page.settle(r.entries, v, func(err error) {
		r.setBusy(false)
		if err != nil {
			r.refused(err)
			return
		}
		r.sheet.Close()
	})
}

func (r *reading) drop() {
	r.sheet.Close()
	was := r.entries[0].Practice
	r.page.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			return r.page.store.DropPractice(ctx, r.page.desk.By, was)
		},
		Done: func(err error) {
			if err != nil {
				r.page.desk.Fail(err)
				return
			}
			r.page.desk.Say(lang.L("The entry is taken back."))
			r.page.Reload()
		},
	})
}

func (r *reading) refused(err error) {
	desk.ShowRefusal(r.form, r.wrong, err)
	r.sheet.Refresh()
}

func (r *reading) setBusy(busy bool) {
	r.busy = busy
	r.sheet.SetBusy(busy)
}
