package synchronise

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/listing"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Quarantine lists the changes that came and could not be brought into the
// records: why, and what to do. Nothing of them is thrown away.
type Quarantine struct {
	desk  *desk.Desk
	store Store

	units  []app.OrgUnit
	note   *widgets.FieldNote
	list   *listing.List[app.QuarantinedSet]
	alert  *widgets.HeaderAlert
	body   *fyne.Container
	loader *background.Loader[[]app.QuarantinedSet]
}

// NewQuarantine builds the page, still empty.
func NewQuarantine(d *desk.Desk, store Store) *Quarantine {
	q := &Quarantine{desk: d, store: store, note: widgets.NewFieldNote(), alert: widgets.NewHeaderAlert()}
	q.loader = background.NewLoader(d.Runner, q.show)
	q.list = listing.New(d, []widgets.Column{
		{Title: lang.L("Came"), Width: 120},
		{Title: lang.L("Device"), Width: 150, Weight: 2},
		{Title: lang.L("Area"), Width: 130, Weight: 1},
		{Title: lang.L("Package"), Width: 80, Kind: widgets.KindNumber},
		{Title: lang.L("Why"), Width: 170, Kind: widgets.KindBadge},
		{Title: lang.X("package.size", "Size"), Width: 80, Kind: widgets.KindNumber},
	}, q.row)
	q.list.Empty = widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Everything that came is in the records."), widgets.Action{})
	q.list.Table.SetEmpty(q.list.Empty)
	q.list.Table.OnSelect = func(widgets.Row) { q.advise() }
	loadUnits(d, store, func(units []app.OrgUnit) { q.units = units; q.list.Table.Reload() })
	told := widgets.NewMutedText(lang.L("What came and could not be brought into the records. It is kept whole; no record was changed by it."))
	told.Shrinks = true
	head := container.NewVBox(widgets.NewTitle(lang.L("Quarantine")), told, q.note)
	q.body = container.NewBorder(container.NewPadded(head), q.alert, nil, nil, container.NewPadded(q.list.Table))
	return q
}

func (q *Quarantine) row(s app.QuarantinedSet) widgets.Row {
	tone := widgets.ToneWarn
	if s.Reason == app.ImpossibleStamp { // never tried again
		tone = widgets.ToneBad
	}
	return widgets.Row{Key: s.Device + "/" + strconv.FormatInt(int64(s.Area), 10) + "/" + strconv.FormatInt(s.Number, 10), Cells: []widgets.Cell{
		{Text: words.Moment(s.At, q.desk.Now())},
		{Text: words.DeviceName(s.Device, s.DeviceName), Strong: true},
		{Text: words.Area(s.Area, q.units)},
		{Text: words.Count(s.Number)},
		{Text: words.Quarantine(s.Reason), Tone: tone},
		{Text: words.AttachmentSize(s.Bytes)},
	}}
}

// Content is the page.
func (q *Quarantine) Content() fyne.CanvasObject { return q.body }

// Shows names what is on view: sets of any records.
func (q *Quarantine) Shows() app.Changes { return app.Everything &^ app.Drafts }

// Focus puts the keyboard on the list.
func (q *Quarantine) Focus() { widgets.Focus(q.list.Table) }

// Reload asks for the list again.
func (q *Quarantine) Reload() {
	q.loader.Ask(func(ctx context.Context) ([]app.QuarantinedSet, error) { return q.store.Quarantine(ctx, q.desk.By) })
}

func (q *Quarantine) show(all []app.QuarantinedSet, err error) {
	q.note.SetText(words.Error(err))
	if err == nil {
		q.list.Set(all)
		q.advise()
	}
	q.body.Refresh()
}

// advise says what the reason of the selected one means and what to do.
func (q *Quarantine) advise() {
	q.alert.Clear()
	if chosen := q.list.Chosen(); len(chosen) > 0 {
		q.alert.Say(widgets.ToneInfo, words.QuarantineAdvice(chosen[0].Reason))
	}
	q.body.Refresh()
}

// Figures answers Ctrl+E with the list.
func (q *Quarantine) Figures() (app.Figures, bool) {
	return q.list.Figures(lang.L("Quarantine"), ""), true
}

// Prints answers Ctrl+P with it.
func (q *Quarantine) Prints() desk.Printed {
	f, _ := q.Figures()
	return desk.Printed{Figures: []app.Figures{f}, Title: f.Title}
}
