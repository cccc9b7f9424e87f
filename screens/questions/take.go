package questions

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/files"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// take brings questions in from a file: first it is tried and what it would do
// is shown, then it is kept.
type take struct {
	desk  *desk.Desk
	store Store
	done  func()

	path    *widgets.Entry
	course  *widgets.CodeField
	note    *widgets.FieldNote
	columns *fyne.Container
	told    *widgets.Paragraph
	sheet   *widgets.Sheet

	tried  bool
	fields []string // the field of each column, as chosen
}

func newTake(d *desk.Desk, store Store, courses []app.Course, course app.CourseID, done func()) *take {
	t := &take{desk: d, store: store, done: done, path: widgets.NewEntry(), note: widgets.NewFieldNote(), told: widgets.NewParagraph(""), columns: container.NewGridWithColumns(3)}
	t.path.SetPlaceHolder(lang.L("Path of a sheet or GIFT text"))
	t.path.OnChanged = func(string) { t.fields = nil; t.forget() }
	t.path.OnSubmitted = func(string) { t.next() }
	t.course = widgets.NewCodeField(d.CourseOptions(courses), func(widgets.Option) { t.forget() })
	t.course.SetCode(codeOf(course))
	return t
}

const takeWidth = 820

func (t *take) show(path string) {
	choose := widgets.NewButton(lang.L("Choose…"), func() {
		files.Open(t.desk, t.desk.Folder(), []string{".gift", ".txt", ".xlsx", ".csv", ".tsv"}, func(path string) { t.path.SetText(path); t.next() })
	})
	form := widgets.NewForm(
		widgets.NewFormRow("file", lang.L("File"), container.NewBorder(nil, nil, nil, choose, t.path)).Required(),
		widgets.NewFormRow("course", lang.L("Course of those that name none"), t.course),
	)
	form.OneColumn = true
	t.note.Hint(lang.L("XLSX and CSV with columns, or Moodle's GIFT text. Enter tries it, nothing is kept yet."))
	told := container.NewVScroll(t.told)
	told.SetMinSize(fyne.NewSize(takeWidth, 180))
	t.sheet = widgets.NewSheet(lang.L("Import questions"), container.NewVBox(form, t.note, t.columns, told), widgets.Action{Label: lang.L("Import"), Do: t.next})
	t.sheet.Width = takeWidth
	t.sheet.Show(t.desk.Keys)
	widgets.Focus(t.path)
	if path != "" {
		t.path.SetText(path)
		t.next()
	}
}

// forget takes what was tried back: something else is chosen.
func (t *take) forget() {
	t.tried = false
	t.note.Clear()
	t.told.SetText("")
	if t.fields == nil {
		t.columns.Objects = nil
		t.columns.Refresh()
	}
}

// next tries the file, or keeps what was tried.
func (t *take) next() {
	path := strings.Trim(strings.TrimSpace(t.path.Text), `"`)
	if path == "" {
		t.note.Error(lang.L("Name a file, or choose one."))
		t.sheet.Refresh()
		return
	}
	job := app.QuestionImport{Path: path, Columns: t.fields, DryRun: !t.tried}
	job.Course, _ = app.ParseID[app.Course](t.course.Chosen().Code)
	var rep app.QuestionReport
	t.sheet.SetBusy(true)
	t.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			rep, err = t.store.ImportQuestions(ctx, t.desk.By, job)
			return err
		},
		Done: func(err error) {
			t.sheet.SetBusy(false)
			t.outcome(rep, err)
		},
	})
}

func (t *take) outcome(rep app.QuestionReport, err error) {
	switch {
	case err != nil:
		t.forget()
		t.note.Error(words.Error(err))
		t.offer(rep)
	case rep.DryRun:
		t.tried = rep.Made > 0
		if t.tried {
			t.note.Set(widgets.NoteGood, lang.L("Nothing is kept yet: Enter imports what can be taken."))
		} else {
			t.note.Warn(lang.L("Nothing in this file can be taken. Mend it, then try again."))
		}
		t.told.SetText(told(rep))
		t.offer(rep)
	default:
		t.sheet.Close()
		t.desk.Say(counted(rep))
		t.done()
		return
	}
	t.sheet.Refresh()
}

// offer shows what each column of a sheet is taken for, to be put right.
func (t *take) offer(rep app.QuestionReport) {
	t.columns.Objects = nil
	for i, title := range rep.Header {
		options := []widgets.Option{desk.Option(every, lang.L("Left out"))}
		for _, f := range rep.Fields {
			options = append(options, desk.Option(f, words.Field(f)))
		}
		field := widgets.NewCodeField(options, nil)
		field.SetCode(rep.Columns[i])
		if rep.Columns[i] == "" {
			field.SetCode(every)
		}
		columns := rep.Columns
		field.OnChosen = func(o widgets.Option) {
			t.fields = append([]string(nil), columns...)
			t.fields[i] = chosenOr(o, "")
			t.forget()
			t.next()
		}
		t.columns.Add(container.NewBorder(nil, nil, widgets.NewMutedText(title), nil, field))
	}
	t.columns.Refresh()
}

// counted says how many questions were taken, or would be.
func counted(rep app.QuestionReport) string {
	return lang.L("Questions taken: {{.Made}}, there already: {{.There}}, refused: {{.Refused}}.",
		map[string]any{"Made": words.Count(rep.Made), "There": words.Count(rep.There), "Refused": words.Count(rep.Refused)})
}

func told(rep app.QuestionReport) string {
	lines := []string{counted(rep)}
	var kinds []string
	for _, k := range app.QuizQuestionKinds() {
		if n := rep.Kinds[k]; n > 0 {
			kinds = append(kinds, words.QuizQuestionKind(k)+" "+words.Count(n))
		}
	}
	if len(kinds) > 0 {
		lines = append(lines, strings.Join(kinds, " · "))
	}
	for _, p := range rep.Told {
		lines = append(lines, lang.L("Line {{.Line}}: {{.Why}}", map[string]any{"Line": p.Line, "Why": words.QuestionProblem(p)}))
	}
	return strings.Join(lines, "\n")
}
