package synchronise

import (
	"context"
	"encoding/hex"

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

// Packages is the proof: every package that came or went, with its numbers and
// its hash, and beside it each device and the last exchange with it.
type Packages struct {
	desk  *desk.Desk
	store Store

	all      []app.Package
	units    []app.OrgUnit
	partner  app.DeviceID // whose are on view; 0: all
	told     *widgets.Text
	alert    *widgets.HeaderAlert
	note     *widgets.FieldNote
	partners *listing.List[app.SyncPartner]
	list     *listing.List[app.Package]
	body     *fyne.Container
	loader   *background.Loader[proof]
}

// proof is what one question brings.
type proof struct {
	state    app.SyncState
	packages []app.Package
	units    []app.OrgUnit
}

// packagesListed is how many packages are asked for, the newest first.
const packagesListed = 2000

// NewPackages builds the page, still empty.
func NewPackages(d *desk.Desk, store Store) *Packages {
	p := &Packages{desk: d, store: store, told: widgets.NewMutedText(""), alert: widgets.NewHeaderAlert(), note: widgets.NewFieldNote()}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.told.Shrinks = true
	p.partners = listing.New(d, []widgets.Column{
		{Title: lang.L("Device"), Width: 110, Weight: 1}, {Title: lang.L("Last received"), Width: 104}, {Title: lang.L("Has ours"), Width: 90, Kind: widgets.KindBadge},
	}, func(one app.SyncPartner) widgets.Row {
		if one.Device == 0 {
			return widgets.Row{Key: "0", Cells: []widgets.Cell{{Text: lang.L("All devices"), Strong: true}, {}, {}}}
		}
		return partnerRow(d, one)
	})
	p.partners.Table.OnSelect = func(widgets.Row) { p.narrow() }
	p.partners.Table.OnOpen = func(widgets.Row) { p.Focus() }
	p.list = listing.New(d, []widgets.Column{
		{Title: lang.L("Written on"), Width: 104},
		{Title: lang.L("Device"), Width: 104, Weight: 2},
		{Title: lang.L("Area"), Width: 84, Weight: 1},
		{Title: lang.L("Packages"), Width: 80},
		{Title: lang.L("Changes"), Width: 66, Kind: widgets.KindNumber},
		{Title: lang.X("package.size", "Size"), Width: 66, Kind: widgets.KindNumber},
		{Title: lang.X("sync.hash", "Hash"), Width: 104},
		{Title: "", Width: 150, Kind: widgets.KindBadge},
	}, p.row)
	p.list.Empty.SetText(lang.L("No packages came or went yet. F9 exchanges through a folder."))
	p.list.Table.OnOpen = func(widgets.Row) { showPackage(d, p.units, p.list.Chosen(), p.takeBack) }
	left := container.NewBorder(widgets.NewSectionHeader(lang.L("With whom")), nil, nil, nil, p.partners.Table)
	right := container.NewBorder(widgets.NewSectionHeader(lang.L("Packages")), nil, nil, nil, p.list.Table)
	hint := widgets.NewMutedText(lang.L("Enter shows a package with its whole hash, to be compared with what another device shows."))
	hint.Shrinks = true
	split := container.New(&widgets.PanesLayout{Share: 0.29}, left, right)
	p.body = container.NewBorder(container.NewVBox(container.NewPadded(container.NewVBox(widgets.NewTitle(lang.L("What came and went")), p.told, p.note)), p.alert),
		container.NewPadded(hint), nil, nil, container.NewPadded(split))
	return p
}

func (p *Packages) row(one app.Package) widgets.Row {
	return widgets.Row{Key: one.File, Cells: []widgets.Cell{
		{Text: words.Moment(one.WrittenAt, p.desk.Now())},
		{Text: words.DeviceName(one.Code, one.Name), Strong: true},
		{Text: words.Area(one.Area, p.units)},
		{Text: span(one.First, one.Last)},
		{Text: words.Count(one.Rows)},
		{Text: words.AttachmentSize(one.Bytes)},
		{Text: shortHash(one.Hash), Muted: true},
		{Text: words.PackageState(one.State), Tone: packageTone(one.State)},
	}}
}

// Content is the page.
func (p *Packages) Content() fyne.CanvasObject { return p.body }

// Shows names what is on view: whatever is written here waits for a package.
func (p *Packages) Shows() app.Changes { return app.Everything &^ app.Drafts }

// Focus puts the keyboard on the packages.
func (p *Packages) Focus() { widgets.Focus(p.list.Table) }

// Reload asks for the packages again.
func (p *Packages) Reload() {
	p.loader.Ask(func(ctx context.Context) (proof, error) {
		var a proof
		var err error
		if a.state, err = p.store.SyncState(ctx, p.desk.By); err != nil {
			return a, err
		}
		if a.packages, err = p.store.Packages(ctx, p.desk.By, 0, packagesListed); err != nil {
			return a, err
		}
		a.units, err = p.store.Units(ctx, p.desk.By)
		return a, err
	})
}

func (p *Packages) show(a proof, err error) {
	p.note.SetText(words.Error(err))
	if err == nil {
		p.all, p.units = a.packages, a.units
		p.told.SetText(device(a.state, p.desk.Now()))
		p.alert.Clear()
		if len(a.state.Missing) > 0 {
			p.alert.Say(widgets.ToneWarn, gaps(a.state.Missing))
		}
		p.partners.Set(append([]app.SyncPartner{{}}, a.state.Partners...))
		p.narrow()
	}
	p.body.Refresh()
}

// narrow shows the packages of the selected device.
func (p *Packages) narrow() {
	p.partner = 0
	if chosen := p.partners.Chosen(); len(chosen) > 0 {
		p.partner = chosen[0].Device
	}
	var shown []app.Package
	for _, one := range p.all {
		if p.partner == 0 || p.partner == one.Device {
			shown = append(shown, one)
		}
	}
	p.list.Set(shown)
}

func (p *Packages) takeBack(packages ...app.Package) {
	takeBack(p.desk, p.store, packages, p.Reload)
}

// Figures answers Ctrl+E with the packages on view.
func (p *Packages) Figures() (app.Figures, bool) {
	return p.list.Figures(lang.L("What came and went"), p.told.Text), true
}

// Prints answers Ctrl+P with them.
func (p *Packages) Prints() desk.Printed {
	f, _ := p.Figures()
	return desk.Printed{Figures: []app.Figures{f}, Title: f.Title, Filter: f.Filter}
}

// showPackage is a sheet with all that is known of a package. What it brought
// can be taken back there; back nil: not offered.
func showPackage(d *desk.Desk, units []app.OrgUnit, chosen []app.Package, back func(...app.Package)) {
	if len(chosen) == 0 {
		return
	}
	one := chosen[0]
	facts := widgets.NewFacts()
	facts.AddWide(lang.L("File"), one.File)
	facts.Add(lang.L("Device"), words.DeviceName(one.Code, one.Name))
	facts.Add(lang.L("Area"), words.Area(one.Area, units))
	facts.Add(lang.L("Packages"), span(one.First, one.Last))
	facts.Add(lang.L("Changes"), words.Count(one.Rows))
	facts.Add(lang.X("package.size", "Size"), words.AttachmentSize(one.Bytes))
	if one.WrittenAt != 0 {
		facts.Add(lang.L("Written on"), words.Moment(one.WrittenAt, d.Now()))
	}
	facts.AddWide("SHA-256", hex.EncodeToString(one.Hash))
	facts.AddWide(words.PackageState(one.State), words.PackageAdvice(one.State))
	sheet := widgets.NewSheet(lang.L("Package of {{.Device}}", map[string]any{"Device": words.DeviceName(one.Code, one.Name)}), facts, widgets.Action{})
	sheet.Width = 620
	if back != nil && one.State == app.PackageKnown && d.By.May(app.ImportRecords) == nil {
		sheet.Others = []widgets.Action{{Label: lang.L("Take back…"), Do: func() { sheet.Close(); back(one) }}}
	}
	sheet.Show(d.Keys)
}
