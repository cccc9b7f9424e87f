package rules

import (
	"cmp"
	"context"
	"math"
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

// Watch is the page of the rules of watching use: what makes a lead, which
// adjustments are warned about, when an industry's forecast is weak. All
// versions stand in it; a change is the next one, from a day on.
type Watch struct {
	desk  *desk.Desk
	store Store

	shown  atomic.Pointer[[]app.WatchRule]
	loader *background.Loader[[]app.WatchRule]
	table  *widgets.RecordTable
	note   *widgets.FieldNote
	body   fyne.CanvasObject
}

// NewWatch is the page, still empty.
func NewWatch(d *desk.Desk, store Store) *Watch {
	w := &Watch{desk: d, store: store, note: widgets.NewFieldNote()}
	w.shown.Store(&[]app.WatchRule{})
	w.loader = background.NewLoader(d.Runner, w.show)
	w.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: lang.L("Rule"), Width: 280, Weight: 2},
		{Title: lang.L("From where on"), Width: 110, Kind: widgets.KindNumber},
		{Title: lang.L("Version"), Width: 70, Kind: widgets.KindNumber},
		{Title: words.Field("valid_from"), Width: 110},
		{Title: words.Field("status"), Width: 100, Kind: widgets.KindBadge},
		{Title: words.Field("source"), Width: 200, Weight: 2},
	}, w.fetch)
	w.table.OnOpen = func(r widgets.Row) { w.open(r.Key) }
	w.table.OnError = d.Fail
	w.table.SetEmpty(widgets.NewEmptyState(theme.ListIcon(), lang.L("No rule yet. Nothing is watched."), widgets.Action{}))
	hint := widgets.NewMutedText(lang.L("Enter makes the next version of a rule. The one before it holds until the day before."))
	w.body = container.NewBorder(container.NewPadded(w.note), container.NewPadded(hint), nil, nil, w.table)
	return w
}

// Content is the page.
func (w *Watch) Content() fyne.CanvasObject { return w.body }

// Shows names what is on view.
func (w *Watch) Shows() app.Changes { return app.Forecasts }

// Reload asks for the rules again.
func (w *Watch) Reload() {
	w.loader.Ask(func(ctx context.Context) ([]app.WatchRule, error) { return w.store.WatchRules(ctx, w.desk.By) })
}

// Focus puts the keyboard on the table.
func (w *Watch) Focus() { widgets.Focus(w.table) }

// show puts the newest version of each rule first.
func (w *Watch) show(rules []app.WatchRule, err error) {
	w.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	rules = slices.Clone(rules)
	slices.SortStableFunc(rules, func(a, b app.WatchRule) int {
		return cmp.Or(cmp.Compare(slices.Index(app.WatchCodes(), a.Code), slices.Index(app.WatchCodes(), b.Code)), cmp.Compare(b.ValidFrom, a.ValidFrom), cmp.Compare(b.Version, a.Version))
	})
	w.shown.Store(&rules)
	w.table.SetTotal(len(rules))
	w.table.Reload()
}

func (w *Watch) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	all := *w.shown.Load()
	today := app.DayOf(w.desk.Now())
	var rows []widgets.Row
	for _, r := range all[min(from, len(all)):min(from+count, len(all))] {
		holds, _ := app.WatchOn(all, r.Code, today)
		status := widgets.Cell{Text: lang.X("rule.over", "Over"), Tone: widgets.ToneNeutral}
		switch {
		case holds.ID == r.ID:
			status = widgets.Cell{Text: lang.X("rule.holds", "Holds"), Tone: widgets.ToneGood}
		case r.ValidFrom > today:
			status = widgets.Cell{Text: lang.X("rule.to_come", "To come"), Tone: widgets.ToneInfo}
		}
		rows = append(rows, widgets.Row{Key: r.ID.String(), Cells: []widgets.Cell{
			{Text: words.WatchRule(r.Code), Strong: holds.ID == r.ID}, {Text: words.PermilleOf(r.Permille, true)}, {Text: strconv.FormatInt(r.Version, 10)}, {Text: string(r.ValidFrom)}, status, {Text: r.Source},
		}})
	}
	return rows, nil
}

func (w *Watch) open(key string) {
	for _, r := range *w.shown.Load() {
		if r.ID.String() == key {
			w.edit(r)
			return
		}
	}
}

// edit asks for the next version of a rule.
func (w *Watch) edit(was app.WatchRule) {
	share, source, from, wrong := widgets.NewEntry(), widgets.NewEntry(), w.desk.DayField(app.DayOf(w.desk.Now())), widgets.NewFieldNote()
	share.SetText(strconv.FormatFloat(float64(was.Permille)/10, 'f', -1, 64))
	form := widgets.NewForm(
		widgets.NewFormRow("permille", words.Field("permille"), share).Required(),
		widgets.NewFormRow("valid_from", words.Field("valid_from"), from).Required(),
		widgets.NewFormRow("source", words.Field("source"), source).Hinted(lang.L("Who decided it, and where it is written.")),
	)
	form.OneColumn = true
	sheet := widgets.NewSheet(words.WatchRule(was.Code), container.NewVBox(form, wrong), widgets.Action{Label: lang.L("Save")})
	refuse := func(err error) { desk.ShowRefusal(form, wrong, err) }
	sheet.Primary.Do = func() {
		now := app.WatchRule{Code: was.Code, Source: strings.TrimSpace(source.Text)}
		percent, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(share.Text), "%"), 64)
		if err != nil || math.IsNaN(percent) || math.Abs(percent) > app.WatchMost {
			refuse(app.Refuse("permille", app.Malformed))
			return
		}
		now.Permille = int64(math.Round(percent * 10))
		if now.ValidFrom, err = desk.ReadDay("valid_from", from); err != nil {
			refuse(err)
			return
		}
		w.desk.StoreSheet(sheet, refuse, func(ctx context.Context) error {
			_, err := w.store.ChangeWatchRule(ctx, w.desk.By, now)
			return err
		}, w.Reload)
	}
	sheet.Show(w.desk.Keys)
}
