// Package devices shows the company's computers and how each of them stands,
// and lets the main computer enrol, renew and revoke them. It signs nothing and
// writes no file itself; it hands what was chosen on.
package devices

import (
	"context"
	"slices"
	"strings"

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

// Store is what these screens ask of the records.
type Store interface {
	CompanyState(context.Context, app.Actor) (app.CompanyState, error)
	Devices(context.Context, app.Actor) ([]app.Device, error)
	MakeCompany(ctx context.Context, by app.Actor, passphrase string) error
	EnrolDevice(ctx context.Context, by app.Actor, passphrase string, d app.DeviceDraft, report func(done, total int64)) (app.DeviceEnrolment, error)
	RenewDevice(ctx context.Context, by app.Actor, passphrase string, dev app.DeviceID, d app.DeviceDraft) (app.DeviceCertificate, error)
	RevokeDevice(ctx context.Context, by app.Actor, passphrase string, dev app.DeviceID, reason string) error
	SnapshotFor(ctx context.Context, by app.Actor, dev app.DeviceID, folder string, report func(done, total int64)) (string, error)
	SeeDeviceAlarm(context.Context, app.Actor) error
	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
	Staff(context.Context, app.Actor) ([]app.Staff, error)
}

// known is what the page shows and its sheets refer to.
type known struct {
	state   app.CompanyState
	devices []app.Device
	units   []app.OrgUnit
	staff   []app.Staff
}

// Page is the list of the company's computers.
type Page struct {
	desk  *desk.Desk
	store Store

	known  known
	loader *background.Loader[known]
	list   *listing.List[app.Device]
	facts  *fyne.Container
	alarm  *widgets.FieldNote
	seen   *widgets.Button
	note   *widgets.FieldNote
	bar    *fyne.Container
	line   *fyne.Container // the bar beside the note
	hint   *widgets.Text
	body   fyne.CanvasObject
}

// New is the page.
func New(d *desk.Desk, store Store) *Page {
	p := &Page{desk: d, store: store, note: widgets.NewFieldNote(), alarm: widgets.NewFieldNote(), facts: container.NewStack(), hint: widgets.NewMutedText("")}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.list = listing.New(d, []widgets.Column{
		{Title: lang.X("device.code", "Code"), Width: 70},
		{Title: lang.X("device.name", "Name"), Width: 120, Weight: 1},
		{Title: lang.X("device.state", "State"), Width: 180, Kind: widgets.KindBadge},
		{Title: lang.L("Good until"), Width: 96, Kind: widgets.KindDate},
		{Title: lang.L("Records it carries"), Width: 130, Weight: 1},
		{Title: lang.L("Roles"), Width: 110, Weight: 1},
	}, p.row)
	p.list.Table.OnOpen = func(widgets.Row) { p.renew() }
	p.list.Table.OnSelect = func(widgets.Row) { p.offer() }
	p.list.Table.OnKey = p.onKey
	p.seen = widgets.NewButton(lang.L("Understood"), p.see)
	p.bar = container.NewHBox()
	p.line = container.NewBorder(nil, nil, nil, p.bar, p.note)
	head := container.NewVBox(p.facts, container.NewBorder(nil, nil, nil, p.seen, p.alarm), p.line)
	p.body = container.NewBorder(container.NewPadded(container.NewPadded(head)), container.NewPadded(p.hint), nil, nil, p.list.Table)
	return p
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Focus puts the keyboard on the list, or on the one thing there is to do.
func (p *Page) Focus() {
	if len(p.known.devices) == 0 && len(p.bar.Objects) > 0 {
		widgets.Focus(p.bar.Objects[0].(*widgets.Button))
		return
	}
	widgets.Focus(p.list.Table)
}

// Reload asks again how the computers stand.
func (p *Page) Reload() {
	p.loader.Ask(func(ctx context.Context) (k known, err error) {
		if k.state, err = p.store.CompanyState(ctx, p.desk.By); err != nil {
			return k, err
		}
		if k.devices, err = p.store.Devices(ctx, p.desk.By); err != nil {
			return k, err
		}
		if k.units, err = p.store.Units(ctx, p.desk.By); err != nil {
			return k, err
		}
		k.staff, err = p.store.Staff(ctx, p.desk.By)
		return k, err
	})
}

func (p *Page) show(k known, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.known = k
	facts := widgets.NewFacts()
	facts.Add(lang.L("Device code"), k.state.Code)
	facts.Add(lang.L("Certificate"), p.standing())
	facts.Add(lang.L("Company's fingerprint"), orDash(k.state.Fingerprint))
	facts.Add(lang.L("Company's key"), p.keyLies())
	p.facts.Objects = []fyne.CanvasObject{facts}
	p.alarm.Warn(words.DeviceAlarm(k.state.Alarm, k.state.Code))
	p.seen.Hidden = k.state.Alarm.Why == ""
	p.list.Set(k.devices)
	p.offer()
	p.body.Refresh()
}

func (p *Page) standing() string {
	if p.known.state.State == "" {
		return lang.L("none: this computer exchanges nothing yet")
	}
	return words.DeviceState(p.known.state.Certificate, p.known.state.State, p.today())
}

func (p *Page) keyLies() string {
	switch {
	case p.known.state.Main:
		return lang.L("on this computer")
	case p.known.state.Known:
		return lang.L("on the main computer")
	}
	return "—"
}

func orDash(text string) string {
	if text == "" {
		return "—"
	}
	return text
}

func (p *Page) today() app.Day { return app.DayOf(p.desk.Now()) }

// tones colours the states.
var tones = map[app.DeviceState]widgets.Tone{
	app.DeviceGood: widgets.ToneGood, app.DeviceExpiring: widgets.ToneWarn, app.DeviceExpired: widgets.ToneBad, app.DeviceRevoked: widgets.ToneBad,
}

// row words one computer.
func (p *Page) row(d app.Device) widgets.Row {
	name := d.Name
	if d.This {
		name += " " + lang.L("(this computer)")
	}
	return widgets.Row{Key: d.Code, Cells: []widgets.Cell{
		{Text: d.Code},
		{Text: name, Strong: d.This},
		{Text: words.DeviceState(d.DeviceCertificate, d.State, p.today()), Tone: tones[d.State]},
		{Text: string(d.ToOn)},
		{Text: p.areaNames(d.Areas)},
		{Text: words.Roles(d.Roles)},
	}}
}

// chosen is the selected computer.
func (p *Page) chosen() (app.Device, bool) {
	at := p.list.Table.SelectedIndex()
	if at < 0 || at >= len(p.known.devices) {
		return app.Device{}, false
	}
	return p.known.devices[at], true
}

// offer shows what can be done here: by the main computer to its list, by
// another nothing but to look.
func (p *Page) offer() {
	p.bar.Objects = nil
	switch state := p.known.state; {
	case p.desk.By.May(app.EnrolDevices) != nil:
		p.hint.SetText(lang.L("Computers are enrolled by the administrator."))
	case !state.Known:
		p.bar.Add(widgets.NewPrimaryButton(lang.L("Make this the company's main computer …"), p.makeCompany))
		p.hint.SetText("")
		p.list.Empty.SetText(lang.L("One computer, that of the first hall, keeps the company's key and enrols the others. A computer that is to join an existing company does so on the welcome page, with the enrolment file made for it."))
	case !state.Main:
		p.hint.SetText(lang.L("Computers are enrolled, renewed and revoked on the company's main computer."))
	default:
		p.offerChosen()
	}
	p.line.Refresh() // makes room for what is offered now
}

func (p *Page) offerChosen() {
	p.bar.Add(widgets.NewPrimaryButton(lang.L("Enrol a computer …")+"  Ctrl+N", func() { p.New() }))
	p.hint.SetText(lang.L("Enter renews the computer on the line, Delete revokes it. Records anew are for one that was away for long."))
	d, is := p.chosen()
	if !is || d.State == app.DeviceRevoked {
		return
	}
	p.bar.Add(widgets.NewButton(lang.L("Renew …"), p.renew))
	if !d.This {
		p.bar.Add(widgets.NewButton(lang.L("Records anew …"), p.anew))
		p.bar.Add(widgets.NewButton(lang.L("Revoke …"), p.revoke))
	}
}

// onKey answers the keys of the list.
func (p *Page) onKey(key *fyne.KeyEvent) bool {
	if key.Name != fyne.KeyDelete {
		return false
	}
	p.revoke()
	return true
}

// mayChange reports whether something may be done to the selected computer.
func (p *Page) mayChange(besidesThis bool) (app.Device, bool) {
	d, is := p.chosen()
	may := is && p.known.state.Main && p.desk.By.May(app.EnrolDevices) == nil && d.State != app.DeviceRevoked
	return d, may && (!besidesThis || !d.This)
}

// see lets the alarm go.
func (p *Page) see() {
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return p.store.SeeDeviceAlarm(ctx, p.desk.By) },
		Done: func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			p.Reload()
		},
	})
}

// areaNames names the units whose records a computer carries.
func (p *Page) areaNames(areas []app.Area) string {
	if slices.Contains(areas, app.EveryArea) {
		return lang.L("all")
	}
	var names []string
	protected := false
	for _, area := range areas {
		at := slices.IndexFunc(p.known.units, func(u app.OrgUnit) bool { return u.Area == area })
		switch {
		case at >= 0:
			names = append(names, p.known.units[at].Name)
		case area == app.TrainersArea: // before the protected ones: it is negative, too
			names = append(names, lang.L("questions and keys of training"))
		case area < 0:
			protected = true
		}
	}
	if protected {
		names = append(names, lang.L("protected cases"))
	}
	return strings.Join(names, lang.X("list.separator", ", "))
}
