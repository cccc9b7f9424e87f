package classes

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// form is the sheet of a class: planned anew or corrected. The course fills in
// how it is usually held.
type form struct {
	desk  *desk.Desk
	store Store
	was   app.Class
	done  func(app.Class)
	known knownForForm

	course  *desk.Picker[app.Course]
	title   *widgets.Entry
	mode    *widgets.CodeField
	kind    *widgets.CodeField
	own     *desk.Picker[app.Staff]
	hired   *widgets.Entry
	of      *widgets.Entry
	paper   *widgets.Entry
	fee     *widgets.Entry
	place   *widgets.Entry
	unit    *desk.Picker[app.OrgUnit]
	begins  *widgets.DateField
	ends    *widgets.DateField
	from    *widgets.Entry
	to      *widgets.Entry
	hours   *widgets.Entry
	seats   *widgets.Entry
	note    *widgets.Entry
	rule    *widgets.Text
	rows    *widgets.Form
	wrong   *widgets.FieldNote
	sheet   *widgets.Sheet
	touched bool // the course was chosen here
}

type knownForForm struct {
	known
	staff []app.Staff
}

// openForm reads what can be named and shows the sheet.
func openForm(d *desk.Desk, store Store, was app.Class, done func(app.Class)) {
	if err := d.By.May(app.ChangeTraining); err != nil {
		d.Fail(err)
		return
	}
	loader := background.NewLoader(d.Runner, func(k knownForForm, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		(&form{desk: d, store: store, was: was, done: done, known: k}).show()
	})
	loader.Ask(func(ctx context.Context) (k knownForForm, err error) {
		if k.courses, err = store.Courses(ctx, d.By); err != nil {
			return k, err
		}
		if k.units, err = store.Units(ctx, d.By); err != nil {
			return k, err
		}
		k.staff, err = store.Staff(ctx, d.By)
		return k, err
	})
}

func (f *form) show() {
	today := app.DayOf(f.desk.Now())
	f.course = pickCourse(f.desk, f.known.courses, today, f.was.Course)
	f.course.OnChosen = func(widgets.Option) { f.usual() }
	f.mode, f.kind = modeField(f.was.Mode), widgets.NewCodeField(f.desk.CodeOptions("lecturer_kind"), func(widgets.Option) { f.lecturer() })
	if f.was.LecturerKind != "" {
		f.kind.SetCode(f.was.LecturerKind)
	}
	f.own, f.unit = desk.PickStaff(f.known.staff, today, f.was.LecturerStaff), desk.PickUnit(f.known.units, app.OrgUnitID{}, f.was.Unit)
	f.begins, f.ends = f.desk.DayField(f.was.BeginsOn), f.desk.DayField(f.was.EndsOn)
	f.title, f.hired, f.of, f.paper = filled(f.was.Title), filled(f.was.Lecturer), filled(f.was.LecturerUnit), filled(f.was.Contract)
	f.fee, f.seats = filled(amount(f.was.FeeFen)), filled(whole(f.was.Seats))
	f.place, f.note = filled(f.was.Place), filled(f.was.Note)
	f.from, f.to, f.hours = filled(words.Minute(f.was.FromMinute)), filled(words.Minute(f.was.ToMinute)), filled("")
	if f.was.Minutes > 0 {
		f.hours.SetText(app.HoursText(f.was.Minutes))
	}
	f.from.SetPlaceHolder("0900")
	f.to.SetPlaceHolder("1700")
	f.rule = widgets.NewMutedText("")
	f.rule.Shrinks = true
	f.rows = widgets.NewForm(
		widgets.NewFormRow("course", words.Field("course"), f.course.CodeField).Required(), widgets.NewFormRow("class_title", words.Field("class_title"), f.title),
		widgets.NewFormRow("begins_on", words.Field("begins_on"), f.begins).Required(), widgets.NewFormRow("ends_on", words.Field("ends_on"), f.ends).Hinted(lang.L("Empty: one day")),
		widgets.NewFormRow("class_from", words.Field("class_from"), f.from), widgets.NewFormRow("class_to", words.Field("class_to"), f.to),
		widgets.NewFormRow("class_hours", words.Field("class_hours"), f.hours).Required(), widgets.NewFormRow("class_mode", words.Field("class_mode"), f.mode).Required(),
		widgets.NewFormRow("place", words.Field("place"), f.place), widgets.NewFormRow("class_unit", lang.L("Held by"), f.unit.CodeField),
		widgets.NewFormRow("lecturer_kind", words.Field("lecturer_kind"), f.kind), widgets.NewFormRow("lecturer_id", words.Field("lecturer"), f.own.CodeField),
		widgets.NewFormRow("lecturer", words.Field("lecturer"), f.hired), widgets.NewFormRow("lecturer_unit", words.Field("lecturer_unit"), f.of),
		widgets.NewFormRow("contract", words.Field("contract"), f.paper), widgets.NewFormRow("fee", lang.L("Cost in yuan"), f.fee),
		widgets.NewFormRow("seats", words.Field("seats"), f.seats).Hinted(lang.L("Empty: as many as come")), widgets.NewFormRow("note", words.Field("note"), f.note),
	)
	f.wrong = widgets.NewFieldNote()
	name := lang.L("New class")
	if !f.was.ID.IsZero() {
		name = f.was.Number
	}
	f.sheet = widgets.NewSheet(name, container.NewVBox(f.rows, f.rule, f.wrong), widgets.Action{Label: lang.L("Save"), Do: f.save})
	f.sheet.Width = 980
	f.rows.Resize(fyne.NewSize(f.sheet.Width, 1)) // a form knows its rows once it has a width
	f.lecturer()
	f.tell()
	f.sheet.Show(f.desk.Keys)
	f.rows.FocusFirst()
}

func filled(text string) *widgets.Entry {
	e := widgets.NewEntry()
	e.SetText(text)
	return e
}

func amount(fen int64) string {
	if fen == 0 {
		return ""
	}
	return app.PointsText(fen)
}

func whole(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func (f *form) chosenCourse() app.Course {
	for _, c := range f.known.courses {
		if c.ID == f.course.ID() {
			return c
		}
	}
	return app.Course{}
}

// usual fills in how the chosen course is usually held.
func (f *form) usual() {
	c := f.chosenCourse()
	if c.ID.IsZero() || c.ID == f.was.Course && !f.touched {
		return
	}
	f.touched = true
	usual := c.Class("")
	f.mode.SetCode(string(usual.Mode))
	f.kind.SetCode(usual.LecturerKind)
	f.hours.SetText(app.HoursText(usual.Minutes))
	f.lecturer()
	f.tell()
}

// tell says what completing the class takes.
func (f *form) tell() {
	rule := f.was.Rule
	if c := f.chosenCourse(); c.ID != f.was.Course || f.was.ID.IsZero() {
		rule = c.Rule
	}
	if rule == "" {
		f.rule.SetText("")
		return
	}
	f.rule.SetText(lang.L("Completing it takes: {{.Rule}}", map[string]any{"Rule": words.CompletionText(rule)}))
}

// lecturer shows the fields of one's own or of a hired lecturer.
func (f *form) lecturer() {
	hired := desk.Chosen(f.kind) == app.ExternalLecturer
	for name, shown := range map[string]bool{"lecturer_id": !hired, "lecturer": hired, "lecturer_unit": hired, "contract": hired} {
		if row := f.rows.Row(name); shown {
			row.Show()
		} else {
			row.Hide()
		}
	}
	f.rows.Refresh()
	if f.sheet != nil && f.sheet.Open() {
		f.sheet.Refresh()
	}
}

// read is the class as it is typed.
func (f *form) read() (app.Class, error) {
	c := f.was
	c.Course, c.Title, c.Mode = f.course.ID(), strings.TrimSpace(f.title.Text), app.ClassMode(desk.Chosen(f.mode))
	c.LecturerKind, c.LecturerStaff, c.Lecturer, c.LecturerUnit, c.Contract = desk.Chosen(f.kind), app.StaffID{}, "", "", ""
	if c.LecturerKind == app.ExternalLecturer {
		c.Lecturer, c.LecturerUnit, c.Contract = strings.TrimSpace(f.hired.Text), strings.TrimSpace(f.of.Text), strings.TrimSpace(f.paper.Text)
	} else {
		c.LecturerStaff = f.own.ID()
	}
	c.Place, c.Unit, c.Note = strings.TrimSpace(f.place.Text), f.unit.ID(), strings.TrimSpace(f.note.Text)
	if err := f.readDays(&c); err != nil {
		return c, err
	}
	var ok bool
	if c.Minutes, ok = app.ParseHours(f.hours.Text); !ok && strings.TrimSpace(f.hours.Text) != "" {
		return c, app.Refuse("class_hours", app.Malformed)
	}
	if c.FeeFen, ok = app.ParsePoints(f.fee.Text); !ok && strings.TrimSpace(f.fee.Text) != "" {
		return c, app.Refuse("fee", app.Malformed)
	}
	c.Seats = 0
	if text := strings.TrimSpace(f.seats.Text); text != "" {
		n, err := strconv.ParseInt(app.NormaliseCode(text), 10, 64)
		if err != nil {
			return c, app.Refuse("seats", app.Malformed)
		}
		c.Seats = n
	}
	return c, c.Check()
}

func (f *form) readDays(c *app.Class) (err error) {
	if c.BeginsOn, err = desk.ReadDay("begins_on", f.begins); err != nil {
		return err
	}
	if c.EndsOn, err = desk.ReadDay("ends_on", f.ends); err != nil {
		return err
	}
	if c.EndsOn == "" {
		c.EndsOn = c.BeginsOn
	}
	if c.FromMinute, err = readMinute("class_from", f.from.Text); err != nil {
		return err
	}
	c.ToMinute, err = readMinute("class_to", f.to.Text)
	return err
}

func readMinute(field, text string) (int64, error) {
	if strings.TrimSpace(text) == "" {
		return 0, nil
	}
	at, err := app.ParseTimeOfDay(text)
	if err != nil {
		return 0, app.Refuse(field, app.Malformed)
	}
	return int64(at / time.Minute), nil
}

// save keeps the class; the sheet stays with its text until that is done.
func (f *form) save() {
	now, err := f.read()
	if err != nil {
		f.refuse(err)
		return
	}
	f.sheet.SetBusy(true)
	var kept app.Class
	f.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			var err error
			if f.was.ID.IsZero() {
				kept, err = f.store.PlanClass(ctx, f.desk.By, now)
			} else {
				kept, err = f.store.ChangeClass(ctx, f.desk.By, f.was, now)
			}
			return err
		},
		Done: func(err error) {
			f.sheet.SetBusy(false)
			if err != nil {
				f.refuse(err)
				return
			}
			f.sheet.Close()
			f.done(kept)
		},
	})
}

func (f *form) refuse(err error) {
	desk.ShowRefusal(f.rows, f.wrong, err)
	f.sheet.Refresh()
}
