package qualified

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/listing"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// States lists how people stand. Space marks, Ctrl+A marks all, Ctrl+Enter
// grants what is marked after showing what that does.
type States struct {
	desk  *desk.Desk
	store Store

	OnPerson func(app.StaffID)

	filter app.QualifiedFilter // its view is chosen among all that it holds
	found  []app.QualificationState
	loader *background.Loader[states]
	typing *background.Later

	views  *widgets.Chips
	search *widgets.Entry
	what   *widgets.CodeField
	unit   *widgets.CodeField
	post   *widgets.CodeField
	note   *widgets.FieldNote
	grant  *widgets.Button
	list   *listing.List[app.QualificationState]
	body   fyne.CanvasObject
}

// states is what the page asks for.
type states struct {
	found          []app.QualificationState
	qualifications []app.Qualification
	units          []app.OrgUnit
}

// every stands for no condition among the choices of a filter.
const every = "all"

// NewStates is an empty page; Reload fills it.
func NewStates(d *desk.Desk, store Store) *States {
	s := &States{desk: d, store: store, OnPerson: func(app.StaffID) {}, filter: app.QualifiedFilter{View: app.ViewEverybody}, note: widgets.NewFieldNote()}
	s.loader = background.NewLoader(d.Runner, s.show)
	s.typing = background.NewLater(d.Runner, 150*time.Millisecond, s.Reload)
	s.views = widgets.NewChips(widgets.ChipsOf(app.QualifiedViews(), words.QualifiedView, nil), s.chooseView)
	s.search = widgets.NewEntry()
	s.search.SetPlaceHolder(lang.L("Name or staff number"))
	s.search.OnChanged = func(text string) { s.filter.Text = text; s.typing.Call() }
	s.search.OnSubmitted = func(string) { s.typing.Now(); s.Focus() }
	s.what = s.choice(func(code string) { s.filter.Qualification, _ = app.ParseID[app.Qualification](code) })
	s.unit = s.choice(func(code string) { s.filter.Unit, _ = app.ParseID[app.OrgUnit](code) })
	s.post = s.choice(func(code string) { s.filter.Post = code })
	s.list = listing.New(d, []widgets.Column{
		{Title: lang.X("staff.name", "Name"), Width: 84},
		{Title: words.Field("staff_no"), Width: 76},
		{Title: lang.L("Unit"), Width: 96},
		{Title: words.Field("post"), Width: 110},
		{Title: lang.L("Qualification"), Width: 160, Weight: 1},
		{Title: words.Field("status"), Width: 124, Kind: widgets.KindBadge},
		{Title: lang.L("Valid until"), Width: 164},
		{Title: lang.L("Lacking"), Width: 240, Weight: 5},
	}, s.row)
	s.list.Table.OnOpen = func(widgets.Row) { s.open() }
	s.list.Table.OnMark = s.sayMarks
	s.list.Table.OnType = func(text string) { widgets.Focus(s.search); s.search.Insert(text) }
	s.grant = widgets.NewPrimaryButton("", s.Save)
	s.sayMarks(0)
	filters := container.New(&widgets.BarLayout{Widths: []float32{0, 190, 170, 150, 190}}, s.search, s.what, s.unit, s.post, s.grant)
	top := container.NewVBox(container.NewPadded(s.views), container.NewPadded(filters), s.note)
	hint := widgets.NewMutedText(lang.L("Space marks, Ctrl+A marks all. Enter shows one person: each part, and each grant."))
	s.body = container.NewBorder(top, container.NewPadded(hint), nil, nil, s.list.Table)
	return s
}

// choice is one of the filters that is chosen from a list.
func (s *States) choice(take func(code string)) *widgets.CodeField {
	f := widgets.NewCodeField(nil, func(o widgets.Option) {
		if o.Code == every {
			o.Code = ""
		}
		take(o.Code)
		s.Reload()
	})
	return f
}

func (s *States) sayMarks(count int) {
	text := lang.L("Grant …")
	if count > 0 {
		text = lang.L("Grant {{.N}} …", map[string]any{"N": words.Count(int64(count))})
	}
	s.grant.SetText(text + "  Ctrl+Enter")
	if s.desk.By.May(app.ChangeTraining) != nil {
		s.grant.Disable()
	}
}

// Content is the page.
func (s *States) Content() fyne.CanvasObject { return s.body }

// Focus puts the keyboard on the table.
func (s *States) Focus() { widgets.Focus(s.list.Table) }

// ToFilter answers Ctrl+F.
func (s *States) ToFilter() { widgets.Focus(s.search); s.search.SelectAll() }

// Choose goes to one of the views.
func (s *States) Choose(v app.QualifiedView) { s.chooseView([]string{string(v)}) }

// chooseView follows the chips; one of them is always chosen.
func (s *States) chooseView(chosen []string) {
	if len(chosen) > 0 {
		s.filter.View = app.QualifiedView(chosen[0])
	}
	s.list.Table.MarkAll(false)
	s.narrow()
}

// Reload asks again for all that the other filters leave, so that every view has
// its number.
func (s *States) Reload() {
	filter := s.filter
	filter.View = ""
	if s.found == nil {
		s.list.Empty.SetText(lang.L("Reading how people stand…"))
	}
	s.loader.Ask(func(ctx context.Context) (states, error) {
		var got states
		var err error
		if got.found, err = s.store.QualificationStates(ctx, s.desk.By, filter); err != nil {
			return got, err
		}
		if got.qualifications, err = s.store.Qualifications(ctx, s.desk.By); err != nil {
			return got, err
		}
		got.units, err = s.store.Units(ctx, s.desk.By)
		return got, err
	})
}

func (s *States) show(got states, err error) {
	s.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	s.found = got.found
	what := []widgets.Option{{Code: every, Label: lang.L("All qualifications")}}
	for _, q := range got.qualifications {
		what = append(what, widgets.Option{Code: q.ID.String(), Label: s.desk.Codes.QualificationName(q), Keys: q.Code})
	}
	units := []widgets.Option{{Code: every, Label: lang.L("All units")}}
	for _, u := range got.units {
		full, initials := app.Pinyin(u.Name)
		units = append(units, widgets.Option{Code: u.ID.String(), Label: u.Name, Keys: u.Code + " " + initials + " " + full})
	}
	posts := append([]widgets.Option{{Code: every, Label: lang.L("All posts")}}, s.desk.CodeOptions("post")...)
	for field, options := range map[*widgets.CodeField][]widgets.Option{s.what: what, s.unit: units, s.post: posts} {
		chosen := field.Chosen().Code
		field.SetOptions(options)
		if chosen == "" {
			chosen = every
		}
		field.SetCode(chosen)
	}
	s.list.Empty.SetText(lang.L("Nobody on this list. A qualification is asked for by the posts it names; the catalogue of courses tells which."))
	s.narrow()
}

// narrow shows the chosen view of what was found.
func (s *States) narrow() {
	s.views.SetChips(widgets.ChipsOf(app.QualifiedViews(), words.QualifiedView, app.CountQualified(s.found)))
	s.views.Choose(string(s.filter.View))
	var shown []app.QualificationState
	for _, one := range s.found {
		if s.filter.View.Takes(one) {
			shown = append(shown, one)
		}
	}
	s.list.Set(shown)
}

func (s *States) row(one app.QualificationState) widgets.Row {
	codes, until := s.desk.Codes, string(one.Last.UntilOn)
	switch {
	case one.Renews() && until == "":
		until = lang.L("for good")
	case one.Renews() && one.Status != app.QualifiedToday:
		until += " · " + words.QualifiedLeft(one.DaysLeft())
	}
	lacking := codes.Lacking(one)
	if one.Grantable() {
		lacking = lang.L("nothing: {{.Until}}", map[string]any{"Until": codes.GrantEnds(one)})
	}
	post := codes.Label("post", one.Staff.Post)
	return widgets.Row{Key: one.Staff.ID.String() + one.Qualification.Code, Cells: []widgets.Cell{
		{Text: one.Staff.Name, Strong: true},
		{Text: one.Staff.StaffNo},
		{Text: one.UnitName},
		{Text: post, Muted: !one.Asked},
		{Text: codes.QualificationName(*one.Qualification)},
		{Text: words.QualifiedStatus(one.Status), Tone: tone(one.Status)},
		{Text: until},
		{Text: lacking, Muted: one.Grantable()},
	}}
}

func (s *States) open() {
	if at := s.list.Table.SelectedIndex(); at >= 0 && at < len(s.list.Records()) {
		s.OnPerson(s.list.Records()[at].Staff.ID)
	}
}

// Save answers Ctrl+Enter: the marked ones, or the selected one, are granted.
func (s *States) Save() {
	var of []app.QualificationOf
	for _, one := range s.list.Chosen() {
		of = append(of, app.QualificationOf{Staff: one.Staff.ID, Qualification: one.Qualification.ID})
	}
	if len(of) == 0 {
		s.desk.Say(lang.L("Mark people with Space first."))
		return
	}
	granting(s.desk, s.store, of, func() { s.list.Table.MarkAll(false); s.Reload() })
}

// Figures is the list on view.
func (s *States) Figures() app.Figures {
	return s.list.Figures(lang.L("Qualifications"), words.QualifiedView(s.filter.View))
}
