package qualified

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Person shows how one person stands in his qualifications, part by part, with
// every grant. Ctrl+Enter grants what may be granted.
type Person struct {
	desk  *desk.Desk
	store Store

	of     app.StaffID
	got    []ofPerson
	loader *background.Loader[[]ofPerson]
	title  *widgets.Text
	note   *widgets.FieldNote
	grant  *widgets.Button
	parts  *fyne.Container
	body   fyne.CanvasObject
}

// ofPerson is a state with its grants.
type ofPerson struct {
	state  app.QualificationState
	grants []app.Qualified
}

// NewPerson is the page of nobody yet.
func NewPerson(d *desk.Desk, store Store) *Person {
	p := &Person{desk: d, store: store, title: widgets.NewTitle(""), note: widgets.NewFieldNote(), parts: container.NewVBox()}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.grant = widgets.NewPrimaryButton(lang.L("Grant …")+"  Ctrl+Enter", p.Save)
	p.grant.Disable()
	head := container.NewVBox(container.NewPadded(container.NewBorder(nil, nil, nil, p.grant, p.title)), p.note)
	p.body = container.NewBorder(head, nil, nil, nil, container.NewVScroll(container.NewPadded(p.parts)))
	return p
}

// Of turns to a person.
func (p *Person) Of(id app.StaffID) {
	p.of = id
	p.Reload()
}

// Content is the page.
func (p *Person) Content() fyne.CanvasObject { return p.body }

// Focus puts the keyboard on what may be done.
func (p *Person) Focus() {
	if !p.grant.Disabled() {
		widgets.Focus(p.grant)
	}
}

// Reload asks again.
func (p *Person) Reload() {
	id := p.of
	p.loader.Ask(func(ctx context.Context) ([]ofPerson, error) {
		states, err := p.store.QualificationsOf(ctx, p.desk.By, id)
		if err != nil {
			return nil, err
		}
		out := make([]ofPerson, len(states))
		for i, s := range states {
			out[i].state = s
			if out[i].grants, err = p.store.GrantsOf(ctx, p.desk.By, app.QualificationOf{Staff: id, Qualification: s.Qualification.ID}); err != nil {
				return nil, err
			}
		}
		return out, nil
	})
}

func (p *Person) show(got []ofPerson, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.got = got
	p.parts.Objects = nil
	p.grant.Disable()
	if len(got) == 0 {
		p.title.SetText("")
		p.parts.Add(widgets.NewParagraph(lang.L("The post of this person asks for no qualification, and none is held.")))
	}
	for _, one := range got {
		s := one.state
		p.title.SetText(strings.Join([]string{s.Staff.Name, s.Staff.StaffNo, p.desk.Codes.Label("post", s.Staff.Post), s.UnitName}, " · "))
		if s.Grantable() && p.desk.By.May(app.ChangeTraining) == nil {
			p.grant.Enable()
		}
		p.parts.Add(widgets.NewSectionHeader(p.desk.Codes.QualificationName(*s.Qualification)))
		p.parts.Add(p.stands(s))
		p.parts.Add(p.grants(one))
	}
	p.parts.Refresh()
}

// stands tells the state and each part.
func (p *Person) stands(s app.QualificationState) fyne.CanvasObject {
	codes, facts := p.desk.Codes, widgets.NewFacts()
	status := words.QualifiedStatus(s.Status)
	if s.Renews() {
		status += " · " + words.GrantSpan(s.Last.FromOn, s.Last.UntilOn)
	}
	facts.AddWide(words.Field("status"), status)
	switch {
	case s.Grantable():
		facts.AddWide(lang.L("If granted today"), codes.GrantEnds(s))
	case s.Status == app.QualifiedToday && s.Last.UntilOn != "":
		facts.AddWide(lang.L("Renewal opens"), lang.L("{{.Day}}, 90 days before the end; what is renewed then loses no day", map[string]any{"Day": s.Last.UntilOn.AddDays(-app.RenewalDays)}))
	case s.Status == app.QualifiedToday:
	default:
		facts.AddWide(lang.L("Lacking"), codes.Lacking(s))
	}
	for _, c := range s.Courses {
		facts.Add(codes.CourseName(*c.Course), mark(c.Met || s.Status == app.QualifiedToday && c.Standing != app.StandingExpired && c.Standing != app.StandingNone)+words.CourseStanding(c))
	}
	since := ""
	if s.Renews() {
		since = lang.L(" since {{.Day}}", map[string]any{"Day": s.Last.FromOn})
	}
	facts.Add(lang.L("Self-study")+since, mark(s.Study.Met())+words.HoursPart(s.Study))
	facts.Add(lang.L("Practice")+since, mark(s.Practice.Met())+words.HoursPart(s.Practice))
	return facts
}

// mark heads a part: met, or not.
func mark(met bool) string {
	if met {
		return "✓ "
	}
	return "✗ "
}

// grants lists what was granted, with the way to take it back.
func (p *Person) grants(one ofPerson) fyne.CanvasObject {
	lines := container.NewVBox()
	for _, g := range one.grants {
		text := lang.L("Granted: {{.Span}}", map[string]any{"Span": words.GrantSpan(g.FromOn, g.UntilOn)})
		for _, c := range one.state.Courses {
			if c.Course.Code == g.Basis().EndsBy {
				text += " · " + lang.L("ends with {{.Course}}", map[string]any{"Course": p.desk.Codes.CourseName(*c.Course)})
			}
		}
		if g.WithdrawnAt != 0 {
			lines.Add(widgets.NewMutedText(text + " · " + lang.L("withdrawn: {{.Reason}}", map[string]any{"Reason": g.Reason})))
			continue
		}
		row := container.NewHBox(container.NewCenter(widgets.NewText(text)))
		if p.desk.By.May(app.ChangeTraining) == nil {
			row.Add(widgets.NewButton(lang.L("Withdraw …"), func() { p.withdraw(one.state, g) }))
		}
		lines.Add(row)
	}
	return lines
}

// withdraw asks for the reason.
func (p *Person) withdraw(s app.QualificationState, g app.Qualified) {
	reason, wrong := widgets.NewEntry(), widgets.NewFieldNote()
	form := widgets.NewForm(widgets.NewFormRow("reason", words.Field("reason"), reason).Required())
	form.OneColumn = true
	about := widgets.NewParagraph(lang.L("{{.Qualification}} of {{.Name}} no longer holds, and its certificate is withdrawn. Both stay on record.",
		map[string]any{"Qualification": p.desk.Codes.QualificationName(*s.Qualification), "Name": s.Staff.Name}))
	sheet := widgets.NewSheet(lang.L("Withdraw the grant"), container.NewVBox(about, form, wrong), widgets.Action{})
	sheet.Primary = widgets.Action{Label: lang.L("Withdraw"), Danger: true, Do: func() {
		p.desk.StoreSheet(sheet, func(err error) { desk.ShowRefusal(form, wrong, err) }, func(ctx context.Context) error {
			return p.store.WithdrawQualified(ctx, p.desk.By, g, reason.Text)
		}, p.Reload)
	}}
	sheet.Width = 520
	sheet.Show(p.desk.Keys)
	form.FocusFirst()
}

// Save answers Ctrl+Enter: what may be granted is.
func (p *Person) Save() {
	var of []app.QualificationOf
	for _, one := range p.got {
		if one.state.Grantable() {
			of = append(of, app.QualificationOf{Staff: p.of, Qualification: one.state.Qualification.ID})
		}
	}
	if len(of) == 0 {
		p.desk.Say(lang.L("Nothing may be granted to this person today."))
		return
	}
	granting(p.desk, p.store, of, p.Reload)
}
