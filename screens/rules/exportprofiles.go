package rules

import (
	"cmp"
	"context"
	"slices"
	"strconv"

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

// ExportProfiles is the page of the company's own ways to mask lists that go out:
// one line for each name, with those in use on top. Who changes rules makes,
// follows and withdraws them; others read.
type ExportProfiles struct {
	desk  *desk.Desk
	store Store

	versions []app.OwnProfileVersion
	loader   *background.Loader[[]app.OwnProfileVersion]
	list     *listing.List[app.OwnProfileVersion]
	note     *widgets.FieldNote
	body     fyne.CanvasObject
}

// NewExportProfiles is the page, still empty.
func NewExportProfiles(d *desk.Desk, store Store) *ExportProfiles {
	p := &ExportProfiles{desk: d, store: store, note: widgets.NewFieldNote()}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.list = listing.New(d, []widgets.Column{
		{Title: words.Field("profile_name"), Width: 130, Weight: 1},
		{Title: words.Field("profile_basis"), Width: 90},
		{Title: words.Field("export_profile"), Width: 260, Weight: 4},
		{Title: lang.L("Version"), Width: 66, Kind: widgets.KindNumber},
		{Title: lang.X("profile.by", "Made by"), Width: 90},
		{Title: lang.L("When"), Width: 96},
		{Title: words.Field("status"), Width: 100, Kind: widgets.KindBadge},
	}, p.row)
	p.list.Empty.SetText(lang.L("The company has none of its own yet. The three that are delivered – masked, for the field, nothing hidden – are always there."))
	p.list.Table.OnOpen = func(widgets.Row) { p.open() }
	hint := lang.L("Enter shows a profile and its versions. The administrator changes them.")
	head := container.NewBorder(nil, nil, nil, nil, p.note)
	if p.may() {
		hint = lang.L("Enter opens a profile: its next version, or its withdrawal. Lists that went out keep the version they went out by.")
		head = container.NewBorder(nil, nil, nil, widgets.NewPrimaryButton(lang.L("Add")+"  Ctrl+N", func() { p.New() }), p.note)
	}
	p.body = container.NewBorder(container.NewPadded(head), container.NewPadded(widgets.NewMutedText(hint)), nil, nil, p.list.Table)
	return p
}

func (p *ExportProfiles) may() bool { return p.desk.By.May(app.ChangeRules) == nil }

// Content is the page.
func (p *ExportProfiles) Content() fyne.CanvasObject { return p.body }

// Shows names what is on view.
func (p *ExportProfiles) Shows() app.Changes { return app.Reference }

// Reload asks for the profiles again.
func (p *ExportProfiles) Reload() {
	p.loader.Ask(func(ctx context.Context) ([]app.OwnProfileVersion, error) {
		return p.store.ExportProfileVersions(ctx, p.desk.By)
	})
}

// Focus puts the keyboard on the table.
func (p *ExportProfiles) Focus() { widgets.Focus(p.list.Table) }

// New answers Ctrl+N: a profile that the company has not yet.
func (p *ExportProfiles) New() bool {
	if !p.may() {
		return false
	}
	p.edit(app.OwnProfileVersion{OwnProfile: app.OwnProfile{Basis: app.MaskedExport}})
	return true
}

func (p *ExportProfiles) show(versions []app.OwnProfileVersion, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.versions = versions
	p.list.Set(heads(versions))
}

// heads are one version of each name: the one that holds, of a withdrawn profile
// its last. They stand below those in use.
func heads(versions []app.OwnProfileVersion) []app.OwnProfileVersion {
	kept := profiles(versions)
	var out []app.OwnProfileVersion
	for _, v := range versions { // by name, the newest first
		holds, any := app.OwnProfileOf(kept, v.Name)
		told := slices.ContainsFunc(out, func(o app.OwnProfileVersion) bool { return o.Names(v.OwnProfile) })
		if any && holds.ID == v.ID || !any && !told {
			out = append(out, v)
		}
	}
	slices.SortStableFunc(out, func(a, b app.OwnProfileVersion) int {
		return cmp.Compare(min(a.WithdrawnAt, 1), min(b.WithdrawnAt, 1))
	})
	return out
}

func profiles(versions []app.OwnProfileVersion) []app.OwnProfile {
	var out []app.OwnProfile
	for _, v := range versions {
		out = append(out, v.OwnProfile)
	}
	return out
}

func (p *ExportProfiles) row(v app.OwnProfileVersion) widgets.Row {
	state := widgets.Cell{Text: lang.X("rule.holds", "Holds"), Tone: widgets.ToneGood}
	if v.WithdrawnAt != 0 {
		state = widgets.Cell{Text: lang.X("profile.withdrawn", "Withdrawn"), Tone: widgets.ToneNeutral}
	}
	return widgets.Row{Key: v.ID.String(), Cells: []widgets.Cell{
		{Text: v.Name, Strong: v.WithdrawnAt == 0},
		{Text: words.ExportBasis(v.Basis)},
		{Text: words.OwnProfileShows(v.OwnProfile)},
		{Text: strconv.FormatInt(v.Version, 10)},
		{Text: v.ByName},
		{Text: words.Moment(v.At, p.desk.Now())},
		state,
	}}
}

func (p *ExportProfiles) open() {
	if chosen := p.list.Chosen(); len(chosen) == 1 {
		p.edit(chosen[0])
	}
}
