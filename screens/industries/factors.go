package industries

import (
	"context"

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

// Factors is the part that keeps what changes the use of many.
type Factors struct {
	desk   *desk.Desk
	store  Store
	list   *listing.List[app.MarketFactor]
	loader *background.Loader[[]app.MarketFactor]
	body   fyne.CanvasObject
}

// NewFactors is the part; Reload fills it.
func NewFactors(d *desk.Desk, store Store) *Factors {
	f := &Factors{desk: d, store: store}
	f.list = listing.New(d, []widgets.Column{
		{Title: lang.L("Market factor"), Width: 200, Weight: 3},
		{Title: words.Field("industries"), Width: 180, Weight: 3},
		{Title: words.Field("from_month"), Width: 96},
		{Title: words.Field("to_month"), Width: 96},
		{Title: lang.L("Effect"), Width: 112, Kind: widgets.KindNumber},
		{Title: lang.L("Likely"), Width: 74, Kind: widgets.KindNumber},
		{Title: words.Field("source"), Width: 150, Weight: 2},
	}, f.row)
	f.list.Empty.SetText(lang.L("No market factor is entered. One stands on the charts of its industries, and with an effect in their forecasts."))
	f.list.Table.OnOpen = func(widgets.Row) { f.open() }
	f.loader = background.NewLoader(d.Runner, func(all []app.MarketFactor, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		f.list.Set(all)
	})
	hint := lang.L("What is entered here counts from the next run of the forecast on.")
	if mayChange(d) {
		hint = lang.L("Enter opens a factor, Ctrl+N adds one. It counts from the next run of the forecast on.")
	}
	f.body = container.NewBorder(nil, container.NewPadded(widgets.NewMutedText(hint)), nil, nil, f.list.Table)
	return f
}

func (f *Factors) row(m app.MarketFactor) widgets.Row {
	industries := industryNames(f.desk, m.Industries)
	if industries == "" {
		industries = lang.L("All customers")
	}
	until := words.Month(m.ToMonth)
	if until == "" {
		until = lang.L("for good")
	}
	effect, likely := widgets.Cell{Text: lang.L("on charts only"), Muted: true}, "–"
	if m.ChangePermille != 0 {
		effect, likely = widgets.Cell{Text: words.Permille(m.ChangePermille, true), Tone: direction(m.ChangePermille)}, words.Count(m.Confidence)+"%"
	}
	over := m.Over(app.MonthOf(app.DayOf(f.desk.Now())))
	return widgets.Row{Key: m.ID.String(), Cells: []widgets.Cell{
		{Text: m.Title, Strong: !over, Muted: over}, {Text: industries}, {Text: words.Month(m.FromMonth)}, {Text: until}, effect, {Text: likely}, {Text: m.Source},
	}}
}

// open opens the sheet of the selected factor.
func (f *Factors) open() {
	if at, all := f.list.Table.SelectedIndex(), f.list.Records(); at >= 0 && at < len(all) && mayChange(f.desk) {
		f.edit(all[at])
	}
}

func (f *Factors) edit(was app.MarketFactor) {
	s := newFactorSheet(f.desk, was)
	s.sheet.Primary.Do = func() {
		now, err := s.read(was, app.DayOf(f.desk.Now()))
		if err != nil {
			s.refuse(err)
			return
		}
		f.desk.StoreSheet(s.sheet, s.refuse, func(ctx context.Context) error {
			_, err := f.store.SaveMarketFactor(ctx, f.desk.By, was, now)
			return err
		}, f.Reload)
	}
	if !was.ID.IsZero() {
		s.sheet.Others = []widgets.Action{{Label: lang.L("Withdraw"), Do: func() {
			f.desk.StoreSheet(s.sheet, s.refuse, func(ctx context.Context) error { return f.store.WithdrawMarketFactor(ctx, f.desk.By, was) }, f.Reload)
		}}}
	}
	s.sheet.Show(f.desk.Keys)
}

// Content implements desk.Screen.
func (f *Factors) Content() fyne.CanvasObject { return f.body }

// Shows implements desk.Screen.
func (f *Factors) Shows() app.Changes { return app.Forecasts | app.Reference }

// Reload implements desk.Screen.
func (f *Factors) Reload() {
	f.loader.Ask(func(ctx context.Context) ([]app.MarketFactor, error) { return f.store.MarketFactors(ctx, f.desk.By) })
}

// Focus implements desk.Focuser.
func (f *Factors) Focus() { widgets.Focus(f.list.Table) }

// New answers Ctrl+N with another factor.
func (f *Factors) New() bool {
	if !mayChange(f.desk) {
		return false
	}
	f.edit(app.MarketFactor{})
	return true
}

// Figures answers Ctrl+E with the list.
func (f *Factors) Figures() (app.Figures, bool) {
	return f.list.Figures(lang.L("Market factors"), ""), true
}

// Prints answers Ctrl+P with the list.
func (f *Factors) Prints() desk.Printed {
	figures, _ := f.Figures()
	return desk.Printed{Figures: []app.Figures{figures}, Nobody: true}
}
