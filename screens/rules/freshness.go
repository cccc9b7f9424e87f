package rules

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Freshness is the page of how long what is known of a customer counts as
// known: for each group of fields, for all customers or for a segment.
type Freshness struct {
	desk  *desk.Desk
	store Store

	limits []app.FreshnessLimit
	shown  atomic.Pointer[[]app.FreshnessLimit]
	loader *background.Loader[[]app.FreshnessLimit]
	table  *widgets.RecordTable
	note   *widgets.FieldNote
	body   fyne.CanvasObject
}

// NewFreshness is the page, still empty.
func NewFreshness(d *desk.Desk, store Store) *Freshness {
	f := &Freshness{desk: d, store: store, note: widgets.NewFieldNote()}
	f.shown.Store(&[]app.FreshnessLimit{})
	f.loader = background.NewLoader(d.Runner, f.show)
	f.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: words.Field("field_group"), Width: 150, Weight: 1},
		{Title: words.Field("segment"), Width: 170, Weight: 1},
		{Title: lang.L("Known for"), Width: 120, Weight: 1},
		{Title: lang.L("Mark"), Width: 60, Align: widgets.AlignCenter},
		{Title: words.Field("source"), Width: 160, Weight: 2},
	}, f.fetch)
	f.table.OnOpen = func(r widgets.Row) { f.open(r.Key) }
	f.table.OnError = d.Fail
	f.table.SetEmpty(widgets.NewEmptyState(theme.HistoryIcon(), lang.L("No limit yet. Nothing is asked again."), widgets.Action{}))
	add := widgets.NewPrimaryButton(lang.L("Add")+"  Ctrl+N", func() { f.edit(app.FreshnessLimit{}) })
	hint := widgets.NewMutedText(lang.L("Enter opens a limit. A limit of a segment goes before the one for all; 0 months: not asked there."))
	f.body = container.NewBorder(container.NewPadded(container.NewBorder(nil, nil, nil, add, f.note)), container.NewPadded(hint), nil, nil, f.table)
	return f
}

// Content is the page.
func (f *Freshness) Content() fyne.CanvasObject { return f.body }

// Shows names what is on view.
func (f *Freshness) Shows() app.Changes { return app.Reference }

// Reload asks for the limits again.
func (f *Freshness) Reload() {
	f.loader.Ask(func(ctx context.Context) ([]app.FreshnessLimit, error) {
		return f.store.FreshnessLimits(ctx, f.desk.By)
	})
}

// Focus puts the keyboard on the table.
func (f *Freshness) Focus() { widgets.Focus(f.table) }

// New answers Ctrl+N: the limit of a segment.
func (f *Freshness) New() bool {
	f.edit(app.FreshnessLimit{})
	return true
}

func (f *Freshness) show(limits []app.FreshnessLimit, err error) {
	f.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	f.limits = slices.Clone(limits)
	groups := app.FieldGroups()
	slices.SortStableFunc(f.limits, func(a, b app.FreshnessLimit) int {
		return slices.Index(groups, a.Group) - slices.Index(groups, b.Group)
	})
	f.shown.Store(&f.limits)
	f.table.SetTotal(len(f.limits))
	f.table.Reload()
}

func (f *Freshness) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	shown := *f.shown.Load()
	var rows []widgets.Row
	for _, l := range shown[min(from, len(shown)):min(from+count, len(shown))] {
		rows = append(rows, f.row(l))
	}
	return rows, nil
}

func (f *Freshness) row(l app.FreshnessLimit) widgets.Row {
	segment, months := f.desk.Codes.Label("segment", l.Segment), lang.L("{{.N}} months", map[string]any{"N": l.Months})
	if l.Segment == "" {
		segment = lang.L("All segments")
	}
	if l.Months == 0 {
		months = lang.L("Never asked")
	}
	return widgets.Row{Key: l.ID.String(), Cells: []widgets.Cell{
		{Text: f.desk.Codes.Label("field_group", l.Group), Strong: true},
		{Text: segment, Muted: l.Segment == ""},
		{Text: months, Muted: l.Months == 0},
		{Text: l.Mark},
		{Text: l.Source},
	}}
}

func (f *Freshness) open(key string) {
	for _, l := range f.limits {
		if l.ID.String() == key {
			f.edit(l)
			return
		}
	}
}

// edit opens the sheet of a limit; the zero limit for a new one.
func (f *Freshness) edit(was app.FreshnessLimit) {
	group := choice(f.desk.CodeOptions("field_group"), was.Group)
	segment := choice(append([]widgets.Option{desk.Option(everySegment, lang.L("All segments"))}, f.desk.CodeOptions("segment")...), was.Segment)
	if was.Segment == "" {
		segment.SetCode(everySegment)
	}
	months, wrong := widgets.NewEntry(), widgets.NewFieldNote()
	title := lang.L("New limit")
	if !was.ID.IsZero() {
		months.SetText(strconv.FormatInt(was.Months, 10))
		title = f.desk.Codes.Label("field_group", was.Group)
		group.Disable()
		segment.Disable()
	}
	form := widgets.NewForm(
		widgets.NewFormRow("field_group", words.Field("field_group"), group).Required(),
		widgets.NewFormRow("segment", words.Field("segment"), segment).Required(),
		widgets.NewFormRow("months", words.Field("months"), months).Required(),
	)
	form.OneColumn = true
	sheet := widgets.NewSheet(title, container.NewVBox(form, wrong), widgets.Action{Label: lang.L("Save")})
	refuse := func(err error) { desk.ShowRefusal(form, wrong, err) }
	sheet.Primary.Do = func() {
		now := was
		now.Group, now.Segment = chosen(group), strings.TrimPrefix(chosen(segment), everySegment)
		n, err := strconv.ParseInt(strings.TrimSpace(months.Text), 10, 64)
		if err != nil {
			refuse(app.Refuse("months", app.Malformed))
			return
		}
		now.Months = n
		f.keep(sheet, refuse, func(ctx context.Context) error {
			_, err := f.store.SaveFreshnessLimit(ctx, f.desk.By, was, now)
			return err
		})
	}
	if !was.ID.IsZero() && was.Segment != "" {
		sheet.Others = []widgets.Action{{Label: lang.L("Withdraw"), Do: func() {
			f.keep(sheet, refuse, func(ctx context.Context) error { return f.store.WithdrawFreshnessLimit(ctx, f.desk.By, was) })
		}}}
	}
	sheet.Show(f.desk.Keys)
}

// everySegment is the choice of a limit for all.
const everySegment = "every"

// keep stores what a sheet says; it stays until that is kept.
func (f *Freshness) keep(sheet *widgets.Sheet, refuse func(error), verb func(context.Context) error) {
	f.desk.StoreSheet(sheet, refuse, verb, f.Reload)
}
