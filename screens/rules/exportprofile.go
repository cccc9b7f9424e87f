package rules

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// profileForm is one of the company's own profiles in a sheet: a new one, or the
// next version of one. A profile keeps its name, which stands in lists.
type profileForm struct {
	page  *ExportProfiles
	was   app.OwnProfileVersion // without an id: a new one
	began app.OwnProfile        // as the form first read

	name  *widgets.Entry
	basis *widgets.CodeField
	shows map[app.ExportField]*widgets.CodeField
	rows  *widgets.Form
	takes *widgets.FieldNote
	wrong *widgets.FieldNote
	sheet *widgets.Sheet
}

const (
	asBasis       = "basis" // the choice of a class of which nothing is said
	profileHeight = 132     // of the versions before they scroll
)

// edit opens the sheet of a profile; who changes no rules only reads it.
func (p *ExportProfiles) edit(was app.OwnProfileVersion) {
	f := &profileForm{page: p, was: was, takes: widgets.NewFieldNote(), wrong: widgets.NewFieldNote()}
	fresh := was.ID.IsZero()
	title := was.Name
	if fresh {
		title = lang.L("New profile of the company's own")
	}
	body := container.NewVBox()
	if p.may() {
		f.build()
		body.Objects = append(body.Objects, f.rows, f.takes, f.wrong)
		f.sheet = widgets.NewSheet(title, body, widgets.Action{Label: lang.L("Save"), Do: f.save})
		f.sheet.Secondary = widgets.Action{Label: lang.L("Cancel"), Do: f.leave}
		if !fresh && was.WithdrawnAt == 0 {
			f.sheet.Others = []widgets.Action{{Label: lang.L("Withdraw") + "  Alt+W", Do: f.withdraw}}
		}
	} else {
		body.Objects = append(body.Objects, widgets.NewParagraph(words.ExportBasis(was.Basis)+" · "+words.OwnProfileShows(was.OwnProfile)), f.takes,
			widgets.NewMutedText(lang.L("The administrator changes these profiles.")))
		f.sheet = widgets.NewSheet(title, body, widgets.Action{})
		f.say(was.OwnProfile)
	}
	if !fresh {
		told := container.NewVScroll(widgets.NewTimeline(p.told(was)...))
		told.SetMinSize(fyne.NewSize(0, profileHeight))
		body.Objects = append(body.Objects, widgets.NewSectionHeader(lang.L("Versions")), told)
	}
	f.sheet.Width = sheetWidth
	body.Resize(fyne.NewSize(sheetWidth, 0)) // asks for its height before the sheet does
	f.sheet.Show(p.desk.Keys)
	if f.rows == nil {
		return
	}
	f.began = f.read()
	if len(f.sheet.Others) > 0 {
		f.sheet.Layer().On("Alt+W", lang.L("Withdraw"), f.withdraw)
	}
}

func (f *profileForm) build() {
	f.name, f.shows = widgets.NewEntry(), map[app.ExportField]*widgets.CodeField{}
	f.name.SetText(f.was.Name)
	if !f.was.ID.IsZero() {
		f.name.Disable()
	}
	f.basis = widgets.NewSettledField(desk.Options(app.ExportProfiles(), words.ExportProfile), string(f.was.Basis), func(string) { f.rebase() })
	rows := []*widgets.FormRow{
		widgets.NewFormRow("profile_name", words.Field("profile_name"), f.name).Required().Spanning(),
		widgets.NewFormRow("profile_basis", words.Field("profile_basis"), f.basis).Required().Spanning(),
		widgets.NewFormSection(words.Field("profile_shows")),
	}
	said, _ := app.ParseShows(f.was.Shows)
	for _, one := range app.ExportFields() {
		f.shows[one] = widgets.NewSettledField(nil, codeOf(said[one]), func(string) { f.say(f.read()) })
		rows = append(rows, widgets.NewFormRow("shows_"+string(one), words.ExportField(one), f.shows[one]))
	}
	f.rows = widgets.NewForm(rows...)
	f.rebase()
}

func codeOf(s app.Showing) string {
	if s == app.AsBasis {
		return asBasis
	}
	return string(s)
}

// rebase says anew what the basis leaves, and what right the profile would take.
func (f *profileForm) rebase() {
	now := f.read()
	basis, _ := app.OwnProfile{Basis: now.Basis}.Redaction()
	for one, field := range f.shows {
		var options []widgets.Option
		for _, s := range app.Showings() {
			label := words.Showing(s)
			if s == app.AsBasis {
				label = words.ShowingOfBasis(basis.Shows(one))
			}
			options = append(options, widgets.Option{Code: codeOf(s), Label: label})
		}
		field.SetOptions(options)
		field.SetCode(field.Chosen().Code)
	}
	f.say(now)
}

// say tells what right a profile takes.
func (f *profileForm) say(now app.OwnProfile) {
	f.takes.Clear()
	r, sound := now.Redaction()
	if !sound {
		return
	}
	text, sensitive := words.OwnProfileTakes(r)
	kind := widgets.NoteHint
	if sensitive {
		kind = widgets.NoteWarning
	}
	f.takes.Set(kind, text)
	if f.sheet != nil {
		f.sheet.Refresh()
	}
}

// read takes the form over into a profile.
func (f *profileForm) read() app.OwnProfile {
	shows := map[app.ExportField]app.Showing{}
	for one, field := range f.shows {
		if code := field.Chosen().Code; code != asBasis {
			shows[one] = app.Showing(code)
		}
	}
	return app.OwnProfile{ID: f.was.ID, Name: strings.TrimSpace(f.name.Text), Basis: app.ExportProfile(f.basis.Chosen().Code), Shows: app.FormatShows(shows)}
}

func (f *profileForm) save() {
	now, p := f.read(), f.page
	f.keep(func(ctx context.Context) error {
		_, err := p.store.SaveExportProfile(ctx, p.desk.By, now)
		return err
	}, lang.L("Saved: {{.Name}}", map[string]any{"Name": now.Name}))
}

// withdraw asks before a profile goes out of use.
func (f *profileForm) withdraw() {
	p, name := f.page, map[string]any{"Name": f.was.Name}
	widgets.Confirm(p.desk.Keys, widgets.Question{
		Title: lang.L("Withdraw “{{.Name}}”?", name), Text: lang.L("No list goes out by it any more. Lists that went out, and its versions here, stay as they are."),
		Yes: lang.L("Withdraw"), No: lang.L("Keep it"), Danger: true,
	}, func() {
		f.keep(func(ctx context.Context) error {
			return p.store.WithdrawExportProfile(ctx, p.desk.By, f.was.OwnProfile)
		}, lang.L("Out of use: {{.Name}}", name))
	})
}

func (f *profileForm) keep(verb func(context.Context) error, said string) {
	f.page.desk.StoreSheet(f.sheet, f.refuse, verb, func() {
		f.page.desk.Say(said)
		f.page.Reload()
	})
}

func (f *profileForm) refuse(err error) {
	desk.ShowRefusal(f.rows, f.wrong, err)
	f.sheet.Refresh()
}

// leave closes the sheet, after asking if something was typed.
func (f *profileForm) leave() {
	f.page.desk.Leave(f.read() != f.began, f.sheet.Close)
}

// told are the versions of a profile as a timeline, the newest first.
func (p *ExportProfiles) told(of app.OwnProfileVersion) []widgets.Moment {
	holds, _ := app.OwnProfileOf(profiles(p.versions), of.Name)
	var out []widgets.Moment
	for _, v := range p.versions {
		if !v.Names(of.OwnProfile) {
			continue
		}
		m := widgets.Moment{
			When: words.Moment(v.At, p.desk.Now()), Icon: theme.HistoryIcon(), Aside: v.ByName, Body: words.OwnProfileShows(v.OwnProfile),
			Title: lang.L("Version {{.N}}, begins with {{.Basis}}", map[string]any{"N": v.Version, "Basis": words.ExportBasis(v.Basis)}),
		}
		switch {
		case v.ID == holds.ID:
			m.Icon, m.Tone = theme.ConfirmIcon(), widgets.ToneGood
		case v.WithdrawnAt != 0:
			m.Body += "\n" + lang.L("Withdrawn {{.When}}, {{.By}}", map[string]any{"When": words.Moment(v.WithdrawnAt, p.desk.Now()), "By": v.GoneBy})
		}
		out = append(out, m)
	}
	return out
}
