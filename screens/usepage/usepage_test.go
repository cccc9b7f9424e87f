package usepage_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/screentest"
	"lamplighter/screens/usepage"
	"lamplighter/screens/words"
)

// shop is a store whose forecasts are those of the test; what is adjusted, made
// anew and closed is noted.
type shop struct {
	*data.Store
	uses      map[app.CustomerID]app.UseForecast
	rows      []app.UseRow
	run       app.ForecastRun
	runs      int
	closed    []int64
	adjusted  []app.Adjustment
	withdrawn int
	asked     []app.UseFilter
}

func (s *shop) UseForecast(_ context.Context, _ app.Actor, of app.ForecastOf) (app.UseForecast, error) {
	u, known := s.uses[of.Customer]
	if !known {
		return app.UseForecast{}, app.ErrNotFound
	}
	for _, a := range s.adjusted {
		for i := range u.Ahead {
			if u.Ahead[i].Month == a.Month {
				u.Ahead[i].HasAdjusted, u.Ahead[i].Adjusted = true, a.KWh
				u.Adjustments = append([]app.Adjustment{a}, u.Adjustments...)
			}
		}
	}
	u.Of = of
	return u, nil
}

func (s *shop) ForecastRun(context.Context, app.Actor) (app.ForecastRun, error) { return s.run, nil }

func (s *shop) RunForecast(ctx context.Context, _ app.Actor, _ app.ForecastJob, report func(done, total int64)) (app.ForecastRun, error) {
	report(1, 2)
	if err := ctx.Err(); err != nil {
		return app.ForecastRun{}, err
	}
	s.runs++
	s.run = app.ForecastRun{Origin: 202609, MadeAt: datatest.Now().UnixMilli(), Customers: int64(len(s.rows))}
	return s.run, nil
}

func (s *shop) CloseMonth(_ context.Context, _ app.Actor, month int64, _ func(done, total int64)) ([]app.ForecastSheet, error) {
	s.closed = append(s.closed, month)
	return nil, nil
}

func (s *shop) CustomerForecasts(_ context.Context, _ app.Actor, f app.UseFilter) (app.UsePage, error) {
	s.asked = append(s.asked, f)
	page := app.UsePage{}
	for _, r := range s.rows {
		if strings.Contains(r.Name, f.Text) && (f.Standing == "" || f.Standing == r.Standing) && (f.Evidence == "" || f.Evidence == r.Evidence) {
			page.Total++
			page.Of.Used += r.Used
			page.Of.Ahead += r.Ahead
			if page.Total > f.From && (f.Count == 0 || len(page.Rows) < f.Count) {
				page.Rows = append(page.Rows, r)
			}
		}
	}
	return page, nil
}

func (s *shop) GroupForecasts(_ context.Context, _ app.Actor, level app.ForecastLevel) ([]app.GroupRow, error) {
	return map[app.ForecastLevel][]app.GroupRow{
		app.OfSection: {{Of: app.ForecastOf{Level: level, Code: "C"}}},
		app.OfArea:    {{Of: app.ForecastOf{Level: level, Code: "1"}, Name: "城关供电所"}, {Of: app.ForecastOf{Level: level, Code: "2"}, Name: "丙谷供电所"}},
		app.OfSegment: {{Of: app.ForecastOf{Level: level, Code: "hv_industry"}}},
	}[level], nil
}

func (s *shop) Adjust(_ context.Context, _ app.Actor, a app.Adjustment) (app.Adjusted, error) {
	s.adjusted = append(s.adjusted, a)
	return app.Adjusted{Adjustment: a, Leaning: 80}, nil
}

func (s *shop) WithdrawAdjustment(context.Context, app.Actor, app.Adjustment) error {
	s.withdrawn++
	s.adjusted = nil
	return nil
}

var season = [12]int64{96, 71, 98, 99, 101, 104, 109, 108, 101, 97, 98, 101}

// works is a factory: some months of use up to September 2026, a year ahead, and
// the forecasts that were frozen.
func works(name string, months int) app.UseForecast {
	u := app.UseForecast{Name: name, Origin: 202609, Method: "fast", Evidence: app.EvidenceGood, MadeAt: datatest.Now().UnixMilli()}
	for i := range months {
		month := app.AddMonths(202609, i+1-months)
		u.Used = append(u.Used, app.MonthUse{Month: month, Total: season[month%100-1] * (1500 - int64(months-i)*6)})
	}
	for i := range 12 {
		month := app.AddMonths(202610, i)
		point := season[month%100-1] * (1500 + int64(i)*6)
		wide := point * int64(5+i) / 100
		u.Ahead = append(u.Ahead, app.MonthAhead{Month: month, Base: point, Point: point, Low80: point - wide, High80: point + wide, Low95: point - 2*wide, High95: point + 2*wide})
	}
	for i := range min(9, months) {
		month := app.AddMonths(202601, i)
		at := season[month%100-1] * (1290 + int64(i)*9)
		u.Frozen = append(u.Frozen, app.FrozenMonth{Month: month, Ahead: app.MonthAhead{Month: month, Point: at, Low80: at - at/20, High80: at + at/20, Low95: at - at/10, High95: at + at/10}})
	}
	u.Events = []app.UsageEvent{{Kind: "maintenance", FromMonth: 202612, ToMonth: 202612, ChangePermille: -300, Reason: "年度检修"}, {Kind: "new_line", FromMonth: 202505, KWh: 20000}}
	u.Factors = []app.MarketFactor{{Title: "工程机械订单回升", FromMonth: 202601, ToMonth: 202706}}
	return u
}

// page is what a test opens.
type page struct {
	*screentest.Page
	shop  *shop
	area  *usepage.Area
	gone  []desk.Route
	said  []string
	given []exchange.ExportWhat
	ids   []app.CustomerID
}

// open shows the part with three customers: a factory, one with a short history,
// one of whom nothing is known.
func open(t *testing.T, runner *background.Runner, options ...screentest.Option) *page {
	t.Helper()
	store := datatest.Open(t)
	p := &page{shop: &shop{Store: store, uses: map[app.CustomerID]app.UseForecast{}, run: app.ForecastRun{Origin: 202609, MadeAt: datatest.Now().UnixMilli(), Customers: 3}}}
	for i, name := range []string{"示例机械有限公司", "示例冷库", "示例新户"} {
		c := datatest.Customer(t, store, name, fmt.Sprintf("99000000000%d", i), "00000000000")
		p.ids = append(p.ids, c.ID)
		u := works(name, []int{57, 4, 0}[i])
		row := app.UseRow{Customer: c.ID, Name: name, AccountNo: fmt.Sprintf("99000000000%d", i), Industry: "C26", UseSums: app.UseSums{Used: 1_500_000, Before: 1_400_000, Ahead: 1_620_000}, Evidence: app.EvidenceGood}
		row.Last = app.FrozenMonth{Month: 202609, Origin: 202608, Actual: 120_000, HasActual: true, Ahead: app.MonthAhead{Point: 100_000, Low80: 90_000, High80: 110_000, Low95: 85_000, High95: 115_000}}
		switch i {
		case 1:
			u.Evidence, u.Ahead, u.Frozen = app.EvidenceNone, nil, nil
			row.Evidence, row.Standing, row.UseSums = app.EvidenceNone, app.UseNew, app.UseSums{Used: 5200}
		case 2:
			u = app.UseForecast{Name: name}
			row.Evidence, row.UseSums, row.Last = app.EvidenceNone, app.UseSums{}, app.FrozenMonth{Month: 202609, Actual: 100, HasActual: true}
		}
		p.shop.uses[c.ID] = u
		p.shop.rows = append(p.shop.rows, row)
	}
	p.Page = screentest.New(t, options...)
	d := &desk.Desk{
		By: datatest.Actor(t, store), Runner: runner, Now: datatest.Now, Keys: p.Keys(), Canvas: p.Window().Canvas(),
		Codes: codes(t, store, options), Open: func(r desk.Route) { p.gone = append(p.gone, r) }, Say: func(text string) { p.said = append(p.said, text) },
		Fail: func(err error) { t.Errorf("failed: %v", err) },
	}
	p.area = usepage.New(d, p.shop, func(w exchange.ExportWhat) { p.given = append(p.given, w) })
	p.Show(p.area.Content())
	p.area.Reload()
	p.area.Focus()
	return p
}

func codes(t *testing.T, store *data.Store, options []screentest.Option) *words.Codes {
	t.Helper()
	all, err := store.Codes(t.Context(), datatest.Actor(t, store))
	if err != nil {
		t.Fatal(err)
	}
	language := words.English
	if len(options) > 0 {
		language = words.Chinese
	}
	return words.NewCodes(language, all)
}

func TestTheListTellsWhoUsesHowMuchAndWillUse(t *testing.T) {
	p := open(t, background.Inline())
	for _, want := range []string{"示例机械有限公司", "1,500,000", "1,620,000", "+7.1%", "+8.0%", "+20.0%", "Two years and more", "Too little history", "New", "Forecast from the use up to Sep 2026", "3 customers"} {
		p.See(want)
	}
	p.TypeHere("冷库")
	p.See("示例冷库")
	p.DontSee("示例机械有限公司")
	if !p.area.Leave() {
		t.Error("Esc does not let the filter go")
	}
	p.See("示例机械有限公司")
	if p.area.Leave() {
		t.Error("Esc stays where nothing is narrowed")
	}
}

func TestTheListIsNarrowedByGroupAndEvidence(t *testing.T) {
	p := open(t, background.Inline())
	p.Tap("Too little history")
	p.DontSee("示例机械有限公司")
	p.See("示例冷库")
	p.area.Leave()
	p.area.Show(desk.Route{Use: app.ForecastOf{Level: app.OfSection, Code: "C"}})
	last := p.shop.asked[len(p.shop.asked)-1]
	if last.Industry != (app.ForecastOf{Level: app.OfSection, Code: "C"}) {
		t.Errorf("asked for %+v", last.Industry)
	}
	p.See("C Manufacturing")
}

func TestIndustryUnitAndSegmentNarrowTheListTogether(t *testing.T) {
	p := open(t, background.Inline())
	p.area.Show(desk.Route{Use: app.ForecastOf{Level: app.OfSection, Code: "C"}}) // from the page of an industry
	p.area.ToFilter()
	p.Press("Tab", "Tab")
	p.TypeHere("丙谷")
	p.Press("Enter", "Tab")
	p.TypeHere("hv_industry")
	p.Press("Enter")
	last := p.shop.asked[len(p.shop.asked)-1]
	want := app.UseFilter{}
	for level, code := range map[app.ForecastLevel]string{app.OfSection: "C", app.OfArea: "2", app.OfSegment: "hv_industry"} {
		want = want.Within(app.ForecastOf{Level: level, Code: code})
	}
	if want.From, want.Count = last.From, last.Count; last != want {
		t.Fatalf("asked for %+v, want %+v", last, want)
	}
	if what := p.area.Prints(); !strings.HasPrefix(what.Filter, "C Manufacturing · 丙谷供电所 · ") {
		t.Errorf("prints %q", what.Filter)
	}
	if !p.area.Leave() {
		t.Fatal("Esc does not let the filter go")
	}
	if last := p.shop.asked[len(p.shop.asked)-1]; !last.Everybody() {
		t.Errorf("after Esc asked for %+v", last)
	}
}

func TestTheForecastIsMadeAnewAndAMonthClosed(t *testing.T) {
	p := open(t, background.Inline())
	p.area.GoOn()
	if p.shop.runs != 1 || len(p.said) != 1 || p.said[0] != "The forecast was made anew." {
		t.Errorf("%d runs, said %q", p.shop.runs, p.said)
	}
	p.Tap("Close month …")
	p.See("Close Sep 2026?")
	p.Tap("Close the month")
	if len(p.shop.closed) != 1 || p.shop.closed[0] != 202609 {
		t.Errorf("closed %v", p.shop.closed)
	}
}

func TestARunningForecastCanBeStopped(t *testing.T) {
	runner, release := background.Held()
	p := open(t, runner)
	release()
	p.area.GoOn()
	p.area.GoOn() // an impatient second press
	p.See("Forecasting")
	p.Tap("Stop")
	release()
	if p.shop.runs != 0 || len(p.said) != 1 || !strings.HasPrefix(p.said[0], "Stopped.") {
		t.Errorf("%d runs, said %q", p.shop.runs, p.said)
	}
}

func TestTheForecastOfACustomerStandsAsChartAndTable(t *testing.T) {
	p := open(t, background.Inline())
	p.Press("Home", "Enter")
	for _, want := range []string{
		"示例机械有限公司", "Two years and more", "From 57 months of his own up to Sep 2026", "Known changes that count as well: 2.", "Spring Festival",
		"Used", "80% band", "Oct 2026", "145,500", "+9.7%",
	} {
		p.See(want)
	}
	p.area.ToBoard()
	p.Press("Right")
	p.See("Nov 2026")
	p.area.GoOn()
	if len(p.gone) != 1 || p.gone[0].Tab != desk.Customers || p.gone[0].Customer != p.ids[0] {
		t.Errorf("Ctrl+G goes to %+v", p.gone)
	}
	p.area.Step(1)
	p.See("示例冷库")
	p.area.Leave()
	p.See("3 customers")
}

func TestAManagerPutsAFigureBesideTheModels(t *testing.T) {
	p := open(t, background.Inline())
	p.area.Show(desk.Route{Use: app.ForecastOf{Level: app.OfCustomer, Customer: p.ids[0]}})
	p.Press("Enter")
	p.See("Adjust Oct 2026 · 示例机械有限公司")
	p.See("The model says 145,500 kWh")
	p.TypeHere("-2%")
	p.See("142,590 kWh, -2.0%. Below 5.0% an adjustment seldom makes a forecast better")
	p.Press("Ctrl+Enter")
	p.See("Please fill in")
	if len(p.shop.adjusted) > 0 {
		t.Fatal("a figure without a reason was kept")
	}
	p.Type("Your figure", "10万")
	p.See("100,000 kWh, -31.3% of the model's figure")
	p.Type("Reason", "年度检修提前到十月")
	p.Press("Ctrl+Enter")
	p.Press("Ctrl+Enter") // an impatient second press
	if len(p.shop.adjusted) != 1 {
		t.Fatalf("%d figures were kept, want 1", len(p.shop.adjusted))
	}
	got := p.shop.adjusted[0]
	if got.KWh != 100_000 || got.Model != 145_500 || got.Month != 202610 || got.KnownTo != 202609 || got.Customer != p.ids[0] {
		t.Errorf("kept %+v", got)
	}
	p.See("100,000")
	p.See("145,500")
	p.See("年度检修提前到十月")
	if said := p.said[len(p.said)-1]; said != "Kept beside the model's figure. Your figures have been 8.0% too high so far." {
		t.Errorf("said %q", said)
	}
	p.Press("Enter")
	p.Tap("Take your figure back")
	if p.shop.withdrawn != 1 {
		t.Error("the figure was not taken back")
	}
}

func TestAMonthThatIsKnownIsNotAdjusted(t *testing.T) {
	p := open(t, background.Inline())
	p.area.Show(desk.Route{Use: app.ForecastOf{Level: app.OfCustomer, Customer: p.ids[0]}})
	p.Press("Home", "Enter")
	if len(p.said) != 1 || !strings.Contains(p.said[0], "is known already") {
		t.Errorf("said %q", p.said)
	}
}

func TestTooLittleHistoryIsAnAnswer(t *testing.T) {
	p := open(t, background.Inline())
	p.area.Show(desk.Route{Use: app.ForecastOf{Level: app.OfCustomer, Customer: p.ids[1]}})
	p.See("There is too little history for a figure, and none is made up.")
	p.See("Used")
	p.area.Show(desk.Route{Use: app.ForecastOf{Level: app.OfCustomer, Customer: p.ids[2]}})
	p.See("No electricity use is known yet.")
	if what := p.area.Prints(); what.Use != nil {
		t.Error("an empty page can be printed")
	}
}

func TestTableAndPictureGoOut(t *testing.T) {
	p := open(t, background.Inline())
	p.area.Show(desk.Route{Use: app.ForecastOf{Level: app.OfCustomer, Customer: p.ids[0]}})
	if !p.area.Export() || len(p.given) != 1 || !p.given[0].Picture {
		t.Fatalf("given %+v", p.given)
	}
	for format, least := range map[app.Format]int64{app.CSV: 500, app.XLSX: 3000, app.Picture: 20_000} {
		path := filepath.Join(t.TempDir(), "forecast."+string(format))
		n, err := p.given[0].Run(t.Context(), nil, app.ExportJob{Path: path, Format: format, Title: func(s string) string { return s }}, func(int64, int64) {})
		if info, gone := os.Stat(path); err != nil || gone != nil || n != 24 || info.Size() < least {
			t.Errorf("%s: %d rows, %v, %v", format, n, err, gone)
		}
	}
	if what := p.area.Prints(); what.Use == nil || len(what.Use.Ahead) != 12 {
		t.Error("Ctrl+P does not print the forecast")
	}
}

func TestTheListGoesOutAsItIsNarrowed(t *testing.T) {
	p := open(t, background.Inline())
	p.TypeHere("示例冷")
	p.area.Export()
	p.See("This list")
	p.Press("Enter")
	if len(p.given) != 1 || len(p.given[0].Rows) != 1 {
		t.Fatalf("given %+v", p.given)
	}
	what := p.area.Prints()
	figures, err := what.Later(t.Context())
	if err != nil || len(figures) != 1 || len(figures[0].Rows) != 1 || what.Rows != 1 || figures[0].Rows[0][0] != "示例冷库" {
		t.Errorf("prints %+v, %v", figures, err)
	}
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{
		"zh": {screentest.Chinese()}, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en": nil,
	} {
		p := open(t, background.Inline(), append(options, screentest.Size(1216, 640))...)
		p.Shot(filepath.Join(folder, "usepage-list-"+name+".png"))
		p.area.Show(desk.Route{Use: app.ForecastOf{Level: app.OfCustomer, Customer: p.ids[0]}})
		p.Shot(filepath.Join(folder, "usepage-"+name+".png"))
		p.area.ToBoard()
		p.Press("Right", "Right")
		p.Shot(filepath.Join(folder, "usepage-chart-"+name+".png"))
		p.Press("Enter")
		p.TypeHere("-2%")
		p.Shot(filepath.Join(folder, "usepage-adjust-"+name+".png"))
		p.Press("Escape")
		p.area.Show(desk.Route{Use: app.ForecastOf{Level: app.OfCustomer, Customer: p.ids[1]}})
		p.Shot(filepath.Join(folder, "usepage-short-"+name+".png"))
		p.area.Show(desk.Route{Use: app.ForecastOf{Level: app.OfCustomer, Customer: p.ids[2]}})
		p.Shot(filepath.Join(folder, "usepage-none-"+name+".png"))
	}
}

// BenchmarkPage opens the page of a customer; opens it and draws the image of its
// chart, which is all that a screen waits for; and has the whole window painted in
// software, where two thirds of the time go into grounds that a screen fills by
// itself. Fifty milliseconds are what it may take.
func BenchmarkPage(b *testing.B) {
	keep := &shop{uses: map[app.CustomerID]app.UseForecast{{1}: works("示例机械有限公司", 57)}}
	d := &desk.Desk{Runner: background.Inline(), Now: datatest.Now, Codes: words.NewCodes(words.English, nil), By: app.Actor{Roles: []app.Role{app.Manager}}}
	window := test.NewTempWindow(b, nil)
	d.Canvas = window.Canvas()
	store := benchStore{keep}
	shown := usepage.NewPage(d, store, func(exchange.ExportWhat) {})
	window.SetContent(shown.Content())
	window.Resize(fyne.NewSize(1216, 640))
	for name, draw := range map[string]func(){
		"open":  func() { shown.Reload() },
		"chart": func() { shown.Reload(); drawImages(window.Canvas().Content()) },
		"paint": func() { shown.Reload(); window.Canvas().Capture() },
	} {
		shown.Open(app.ForecastOf{Level: app.OfCustomer, Customer: app.CustomerID{1}})
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				draw()
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/50_000, "x-of-50ms")
		})
	}
}

// drawImages has the images made that a screen would show.
func drawImages(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *canvas.Raster:
		o.Generator(int(o.Size().Width), int(o.Size().Height))
	case *fyne.Container:
		for _, part := range o.Objects {
			drawImages(part)
		}
	case fyne.Widget:
		for _, part := range test.WidgetRenderer(o).Objects() {
			drawImages(part)
		}
	}
}

// benchStore has no rules to read.
type benchStore struct{ *shop }

func (benchStore) WatchRules(context.Context, app.Actor) ([]app.WatchRule, error) { return nil, nil }
