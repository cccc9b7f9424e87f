package gaps

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// filter is the fields that narrow the list and the matrix.
type filter struct {
	f       app.TrainingFilter
	changed func()

	search   *widgets.Entry
	unit     *widgets.CodeField
	post     *widgets.CodeField
	category *widgets.CodeField
	course   *widgets.CodeField
	state    *widgets.CodeField
	only     *widgets.Check
	left     *widgets.Check
	line     *fyne.Container
	units    map[string]app.OrgUnit // by code
}

// every is the choice that narrows nothing.
const every = "all"

func newFilter(d *desk.Desk, changed, typed, entered func()) *filter {
	n := &filter{changed: changed, units: map[string]app.OrgUnit{}}
	n.search = widgets.NewEntry()
	n.search.SetPlaceHolder(lang.L("Name, staff number"))
	n.search.OnChanged = func(text string) { n.f.Text = text; typed() }
	n.search.OnSubmitted = func(string) { entered() }
	n.unit = n.field(nil, lang.L("All units"), func(code string) { n.f.Unit = n.units[code].ID })
	n.post = n.field(d.CodeOptions("post"), lang.L("All posts"), func(code string) { n.f.Post = code })
	n.category = n.field(d.CodeOptions("course_category"), lang.L("All categories"), func(code string) { n.f.Category = code })
	n.course = n.field(nil, lang.L("All courses"), func(code string) { n.f.Course, _ = app.ParseID[app.Course](code) })
	n.state = n.field(states(), lang.L("All states"), func(code string) { n.f.State = app.TrainingState(code) })
	n.only = widgets.NewCheck(lang.L("Only gaps"), func(yes bool) { n.f.OnlyGaps = yes; n.changed() })
	n.left = widgets.NewCheck(lang.L("who left, too"), func(yes bool) { n.f.Left = yes; n.changed() })
	n.line = container.New(&widgets.BarLayout{Widths: []float32{0, 0, 0, 0, 0, 104, 124}}, n.unit, n.post, n.category, n.course, n.state, n.only, n.left)
	return n
}

func states() []widgets.Option {
	var out []widgets.Option
	for _, s := range app.TrainingStates() {
		if s != app.StateNotRequired {
			out = append(out, widgets.Option{Code: string(s), Label: words.TrainingState(s)})
		}
	}
	return out
}

// field narrows to a code; it begins with all of them.
func (n *filter) field(options []widgets.Option, all string, set func(code string)) *widgets.CodeField {
	f := widgets.NewCodeField(append([]widgets.Option{{Code: every, Label: all}}, options...), func(o widgets.Option) {
		if o.Code == every {
			o.Code = ""
		}
		set(o.Code)
		n.changed()
	})
	f.SetCode(every)
	return f
}

// setUnits offers the units there are; what is chosen stays.
func (n *filter) setUnits(units []app.OrgUnit) {
	options := []widgets.Option{{Code: every, Label: lang.L("All units")}}
	chosen := every
	clear(n.units)
	for _, u := range units {
		full, initials := app.Pinyin(u.Name)
		n.units[u.Code] = u
		options = append(options, widgets.Option{Code: u.Code, Label: u.Name, Keys: initials + " " + full})
		if u.ID == n.f.Unit {
			chosen = u.Code
		}
	}
	n.unit.SetOptions(options)
	n.unit.SetCode(chosen)
}

// setCourses offers the courses there are; what is chosen stays.
func (n *filter) setCourses(d *desk.Desk, courses []app.Course) {
	options := []widgets.Option{{Code: every, Label: lang.L("All courses")}}
	chosen := every
	for _, c := range courses {
		full, initials := app.Pinyin(c.Name)
		options = append(options, widgets.Option{Code: c.ID.String(), Label: d.Codes.CourseName(c), Keys: c.Code + " " + initials + " " + full})
		if c.ID == n.f.Course {
			chosen = c.ID.String()
		}
	}
	n.course.SetOptions(options)
	n.course.SetCode(chosen)
}

// set shows another filter; unit and course follow with the answer.
func (n *filter) set(f app.TrainingFilter) {
	n.f = f
	typed := n.search.OnChanged
	n.search.OnChanged = nil // it is asked for at once
	n.search.SetText(f.Text)
	n.search.OnChanged = typed
	n.post.SetCode(either(f.Post))
	n.category.SetCode(either(f.Category))
	n.state.SetCode(either(string(f.State)))
	n.only.Checked, n.left.Checked = f.OnlyGaps, f.Left
	n.only.Refresh()
	n.left.Refresh()
}

func either(code string) string {
	if code == "" {
		return every
	}
	return code
}

// insert goes on with what was begun elsewhere.
func (n *filter) insert(text string) {
	widgets.Focus(n.search)
	n.search.Insert(text)
}

// about is what is chosen, in words.
func (n *filter) about() string {
	said := ""
	for _, f := range []*widgets.CodeField{n.unit, n.post, n.category, n.course, n.state} {
		if o := f.Chosen(); o.Code != "" && o.Code != every {
			said += " · " + o.Label
		}
	}
	if n.f.Text != "" {
		said += " · " + n.f.Text
	}
	return said
}
