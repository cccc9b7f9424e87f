package devices

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// enrolling are the fields of a computer: what it may have, and until when.
type enrolling struct {
	page  *Page
	name  *widgets.Entry
	staff *desk.Picker[app.Staff]
	areas *ticks[app.Area]
	more  *ticks[app.Area] // besides the records of units
	roles *ticks[app.Role]
	to    *widgets.DateField
	every bool // it carries whatever there is, and goes on to
}

// roles that those who work on a computer may have.
var roles = app.Roles()

// protectedCases stands for the protected records of each area that is ticked.
const protectedCases app.Area = -1

func (p *Page) enrolling(begin app.DeviceDraft) *enrolling {
	e := &enrolling{page: p, name: widgets.NewEntry(), to: p.desk.DayField(begin.ToOn), every: slices.Contains(begin.Areas, app.EveryArea)}
	e.name.SetText(begin.Name)
	e.staff = desk.PickStaff(p.known.staff, p.today(), begin.Staff)
	var kept []app.Area
	for _, u := range p.known.units {
		if u.Area != 0 && u.WithdrawnAt == 0 {
			kept = append(kept, u.Area)
		}
	}
	e.areas = newTicks(kept, begin.Areas, func(area app.Area) string { return p.areaNames([]app.Area{area}) })
	chosen := begin.Areas
	if slices.ContainsFunc(chosen, func(a app.Area) bool { return a < 0 && a != app.TrainersArea }) {
		chosen = append(slices.Clone(chosen), protectedCases)
	}
	e.more = newTicks([]app.Area{protectedCases, app.TrainersArea}, chosen, func(area app.Area) string { return p.areaNames([]app.Area{area}) })
	e.roles = newTicks(roles, begin.Roles, words.Role)
	return e
}

func (e *enrolling) rows(anew bool) []*widgets.FormRow {
	rows := []*widgets.FormRow{widgets.NewFormRow("device_name", lang.L("Name of the computer"), e.name).Required()}
	if anew {
		rows = append(rows, widgets.NewFormRow("device_staff", lang.L("Who works on it"), e.staff.CodeField).Hinted(lang.L("Empty: as on this computer.")))
	}
	if !e.every {
		rows = append(rows,
			widgets.NewFormRow("device_areas", lang.L("Records it carries"), container.NewVBox(e.areas.grid, e.more.grid)).Required(),
			widgets.NewFormRow("device_roles", lang.L("Roles"), e.roles.grid).Required())
	}
	return append(rows, widgets.NewFormRow("device_to", lang.L("Good until"), e.to).Required())
}

// read takes the fields over.
func (e *enrolling) read(d *app.DeviceDraft) error {
	d.Name = typed(e.name)
	if !e.every {
		d.Areas, d.Roles, d.Staff = e.areas.chosen(), e.roles.chosen(), e.staff.ID()
		for _, more := range e.more.chosen() {
			if more != protectedCases {
				d.Areas = append(d.Areas, more)
				continue
			}
			for _, area := range e.areas.chosen() {
				d.Areas = append(d.Areas, area.Protected())
			}
		}
	}
	var err error
	d.ToOn, err = desk.ReadDay("device_to", e.to)
	return err
}

// New answers Ctrl+N: another computer.
func (p *Page) New() bool {
	if !p.known.state.Main || p.desk.By.May(app.EnrolDevices) != nil {
		return false
	}
	fields := p.enrolling(app.DeviceDraft{Roles: []app.Role{app.Manager}, Areas: []app.Area{p.desk.By.Area}, ToOn: p.today().AddDays(365)})
	folder, into := p.folderRow()
	allows, passphrase := passphraseRow()
	ask := &asking{
		page: p, title: lang.L("Enrol a computer"), rows: append(fields.rows(true), folder, allows),
		deed: widgets.Action{Label: lang.L("Enrol")}, during: lang.L("Writing the records for the computer"),
	}
	var draft app.DeviceDraft
	var secretText string
	var made app.DeviceEnrolment
	ask.read = func() error {
		draft.Folder, secretText = typed(into), passphrase.Text
		if err := fields.read(&draft); err != nil {
			return err
		}
		return draft.Check(p.today())
	}
	ask.do = func(ctx context.Context, report func(int64, int64)) (err error) {
		made, err = p.store.EnrolDevice(ctx, p.desk.By, secretText, draft, report)
		return err
	}
	ask.done = func() { p.tell(made) }
	ask.open()
	return true
}

// renew gives the selected computer its next certificate.
func (p *Page) renew() {
	d, may := p.mayChange(false)
	if !may {
		return
	}
	until := max(d.ToOn, p.today()).AddDays(365)
	fields := p.enrolling(app.DeviceDraft{Name: d.Name, Areas: d.Areas, Roles: d.Roles, ToOn: until})
	allows, passphrase := passphraseRow()
	ask := &asking{
		page: p, title: lang.L("Renew {{.Name}}", map[string]any{"Name": d.Name}), rows: append(fields.rows(false), allows), deed: widgets.Action{Label: lang.L("Renew")},
		text: lang.L("The computer learns of it by its next exchange. Leave an area in until its last packages have come."),
	}
	draft := app.DeviceDraft{Areas: d.Areas, Roles: d.Roles}
	var secretText string
	ask.read = func() error {
		secretText = passphrase.Text
		return fields.read(&draft)
	}
	ask.do = func(ctx context.Context, _ func(int64, int64)) error {
		_, err := p.store.RenewDevice(ctx, p.desk.By, secretText, d.Device, draft)
		return err
	}
	ask.done = func() {
		p.desk.Say(lang.L("Renewed until {{.Day}}: {{.Name}}", map[string]any{"Day": string(draft.ToOn), "Name": draft.Name}))
	}
	ask.open()
}

// ticks are boxes of which several can be ticked.
type ticks[T comparable] struct {
	all   []T
	boxes []*widgets.Check
	grid  *fyne.Container
}

func newTicks[T comparable](all, chosen []T, label func(T) string) *ticks[T] {
	t := &ticks[T]{all: all, grid: container.NewGridWithColumns(3)}
	for _, one := range all {
		box := widgets.NewCheck(label(one), nil)
		box.Checked = slices.Contains(chosen, one)
		t.boxes = append(t.boxes, box)
		t.grid.Add(box)
	}
	return t
}

func (t *ticks[T]) chosen() []T {
	var out []T
	for i, box := range t.boxes {
		if box.Checked {
			out = append(out, t.all[i])
		}
	}
	return out
}
