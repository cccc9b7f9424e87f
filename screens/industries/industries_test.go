package industries_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/industries"
	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// ranks is the real store but for what a run of the forecast would say.
type ranks struct {
	*data.Store
	run    app.ForecastRun
	groups map[app.ForecastLevel][]app.GroupRow
}

func (r *ranks) ForecastRun(context.Context, app.Actor) (app.ForecastRun, error) { return r.run, nil }

func (r *ranks) GroupForecasts(_ context.Context, _ app.Actor, level app.ForecastLevel) ([]app.GroupRow, error) {
	return r.groups[level], nil
}

// office is where the groups are looked at.
type office struct {
	*desk.Desk
	store *ranks
	page  *screentest.Page
	went  []desk.Route
	said  []string
	of    group
}

// group stands for the page of a group.
type group struct {
	opened []app.ForecastOf
	body   fyne.CanvasObject
}

func (g *group) Content() fyne.CanvasObject {
	if g.body == nil {
		g.body = widgets.NewText("The page of a group")
	}
	return g.body
}
func (g *group) Open(of app.ForecastOf) { g.opened = append(g.opened, of) }
func (g *group) Reload()                {}
func (g *group) Focus()                 {}
func (g *group) ToChart()               {}
func (g *group) Prints() desk.Printed   { return desk.Printed{Use: &app.UseForecast{}} }
func (g *group) Export() bool           { return true }

type screen interface {
	desk.Screen
	desk.Focuser
	desk.Maker
	desk.Printer
	desk.Figurer
}

func newOffice(t *testing.T, language string, role app.Role, options ...screentest.Option) *office {
	t.Helper()
	if language == words.Chinese {
		options = append(options, screentest.Chinese())
	}
	o := &office{store: &ranks{Store: datatest.Open(t), groups: map[app.ForecastLevel][]app.GroupRow{}}, page: screentest.New(t, options...)}
	by := datatest.Actor(t, o.store.Store)
	codes, err := o.store.Codes(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	by.Roles = []app.Role{role}
	o.Desk = &desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Runner: background.Inline(), Now: datatest.Now, Keys: o.page.Keys(), Canvas: o.page.Window().Canvas(),
		Say: func(text string) { o.said = append(o.said, text) }, Fail: func(err error) { t.Errorf("it failed: %v", err) },
		Open: func(r desk.Route) { o.went = append(o.went, r) },
	}
	return o
}

func (o *office) see(texts ...string) {
	for _, text := range texts {
		o.page.See(text)
	}
}

// show puts a part on view with the keys of the window.
func (o *office) show(s screen) {
	o.page.Show(s.Content())
	layer := o.page.Keys().Push("Industries")
	layer.On("Ctrl+N", "", func() { s.New() })
	if a, is := s.(*industries.Area); is {
		layer.On("Ctrl+G", "", a.GoOn)
		layer.On("Ctrl+PageDown", "", func() { a.Step(1) })
	}
	s.Focus()
}

func (o *office) industries() *industries.Area {
	a := industries.New(o.Desk, o.store, []app.ForecastLevel{app.OfSection, app.OfDivision, app.OfGroup}, &o.of)
	a.Reload()
	o.show(a)
	return a
}

func (o *office) factors() *industries.Factors {
	f := industries.NewFactors(o.Desk, o.store)
	f.Reload()
	o.show(f)
	return f
}

// filled is a run with three sections.
func (o *office) filled() {
	o.store.run = app.ForecastRun{Origin: 202601, Customers: 20_000}
	of := func(level app.ForecastLevel, code string) app.ForecastOf {
		return app.ForecastOf{Level: level, Code: code}
	}
	o.store.groups[app.OfSection] = []app.GroupRow{
		{
			Of: of(app.OfSection, "C"), UseSums: app.UseSums{Used: 182_400_000, Before: 163_000_000, Ahead: 191_000_000}, Share: 612,
			Members: app.GroupMembers{Customers: 412, New: 21, Lost: 9, Suspended: 4, Coverage: 971},
		},
		{
			Of: of(app.OfSection, "A"), UseSums: app.UseSums{Used: 41_000_000, Before: 47_000_000, Ahead: 40_000_000}, Share: 137,
			Members: app.GroupMembers{Customers: 1_920, Coverage: 455},
		},
		{
			Of: of(app.OfSection, ""), UseSums: app.UseSums{Used: 74_500_000, Before: 74_000_000, Ahead: 76_000_000}, Share: 251,
			Members: app.GroupMembers{Customers: 17_668, New: 301, Lost: 40, Suspended: 212, Coverage: 903},
		},
	}
}

func TestTheIndustriesAreRankedWithWhatIsExpectedOfThem(t *testing.T) {
	o := newOffice(t, words.English, app.Supervisor)
	o.filled()
	o.industries()
	o.see("Manufacturing", "182,400", "+11.9%", "191,000", "+4.7%", "61.2%", "45.5% weak", "Industry not known", "20,000 customers")
}

func TestEnterOpensAGroupAndCtrlGItsCustomers(t *testing.T) {
	o := newOffice(t, words.English, app.Leader)
	o.filled()
	a := o.industries()
	a.Focus()
	o.page.Press("Enter")
	o.page.See("The page of a group")
	if a.Prints().Use == nil {
		t.Error("the page of the group is not what is printed")
	}
	o.page.Press("Ctrl+PageDown")
	sections := []app.ForecastOf{{Level: app.OfSection, Code: "C"}, {Level: app.OfSection, Code: "A"}}
	if !slices.Equal(o.of.opened, sections) {
		t.Errorf("it opened %+v", o.of.opened)
	}
	if !a.Leave() || a.Leave() {
		t.Error("Esc goes back to the list, once")
	}
	o.page.Press("Ctrl+G")
	if len(o.went) != 1 || o.went[0].Forecast != desk.UseOfCustomers || o.went[0].Use != sections[1] {
		t.Errorf("it went to %+v", o.went)
	}
}

func TestAGroupOfIndustriesIsPutTogetherByKeys(t *testing.T) {
	o := newOffice(t, words.English, app.Supervisor)
	o.industries()
	o.page.Press("Ctrl+N")
	o.page.TypeHere("Food")
	o.page.Press("Tab")
	o.page.TypeHere("C13")
	o.page.Press("Enter")
	o.page.TypeHere("C14")
	o.page.Press("Enter", "Ctrl+Enter")
	groups, err := o.store.IndustryGroups(t.Context(), o.By)
	if err != nil || len(groups) != 1 || groups[0].Name != "Food" || groups[0].Industries != "C13,C14" {
		t.Fatalf("groups: %+v, %v", groups, err)
	}
	o.store.run = app.ForecastRun{Origin: 202601}
	o.store.groups[app.OfGroup] = []app.GroupRow{{Of: app.ForecastOf{Level: app.OfGroup, Code: groups[0].ID.String()}, Name: "Food"}}
	o.page.Press("Ctrl+PageDown", "Ctrl+PageDown", "Ctrl+PageDown") // round to the own groups again
	o.see("Food")
	o.page.Press("Ctrl+G", "Down", "Enter")
	o.page.TypeHere(" and drink")
	o.page.Press("Ctrl+Enter")
	if groups, err = o.store.IndustryGroups(t.Context(), o.By); err != nil || len(groups) != 1 || groups[0].Industries != "C13,C14" || groups[0].Name == "Food" {
		t.Errorf("after the change: %+v, %v", groups, err)
	}
}

func TestWhoOnlyReadsMakesNoGroup(t *testing.T) {
	o := newOffice(t, words.English, app.Leader)
	if a := o.industries(); a.New() {
		t.Error("a leader was given the form of a group")
	}
	if f := o.factors(); f.New() {
		t.Error("a leader was given the form of a factor")
	}
}

func TestAMarketFactorIsRefusedWithoutASourceAndKeptWithOne(t *testing.T) {
	o := newOffice(t, words.English, app.Supervisor)
	f := o.factors()
	o.page.Press("Ctrl+N")
	o.page.TypeHere("Coal gets dearer")
	o.page.Press("Tab", "Tab")
	o.page.TypeHere("2026-04")
	o.page.Press("Tab", "Tab")
	o.page.TypeHere("-5")
	o.page.Press("Tab")
	o.page.TypeHere("60")
	o.page.Press("Ctrl+Enter")
	if factors, _ := o.store.MarketFactors(t.Context(), o.By); len(factors) != 0 {
		t.Fatal("a factor without a source was kept")
	}
	o.page.TypeHere("Trade association") // the field that was refused has the keyboard
	o.page.Press("Ctrl+Enter")
	factors, err := o.store.MarketFactors(t.Context(), o.By)
	if err != nil || len(factors) != 1 || factors[0].ChangePermille != -50 || factors[0].Confidence != 60 || factors[0].FromMonth != 202604 {
		t.Fatalf("factors: %+v, %v", factors, err)
	}
	o.see("Coal gets dearer", "All customers", "−5.0%", "60%")
	if figures, on := f.Figures(); !on || len(figures.Rows) != 1 {
		t.Errorf("given: %+v", figures)
	}
}

func TestShots(t *testing.T) {
	folder := screentest.Gallery(t)
	for _, language := range []string{words.Chinese, words.English} {
		for _, dark := range []bool{false, true} {
			options, name := []screentest.Option{screentest.Size(1366, 768)}, language+"-light"
			if dark {
				options, name = append(options, screentest.Dark()), language+"-dark"
			}
			shoot := func(what string, prepare func(*office)) {
				o := newOffice(t, language, app.Supervisor, options...)
				prepare(o)
				o.page.Shot(filepath.Join(folder, "industries-"+what+"-"+name+".png"))
			}
			shoot("ranking", func(o *office) { o.filled(); o.industries() })
			shoot("empty", func(o *office) { o.industries() })
			shoot("group", func(o *office) {
				o.filled()
				o.industries()
				o.page.Press("Ctrl+N")
				o.page.TypeHere("C")
				o.page.Press("Tab")
				o.page.TypeHere("C13")
				o.page.Press("Enter")
			})
			shoot("factors", func(o *office) {
				for _, f := range []app.MarketFactor{
					{Title: "煤价上涨，高耗能企业压产", Industries: "C30,C31", FromMonth: 202610, ToMonth: 202703, ChangePermille: -80, Confidence: 70, Source: "行业协会月报"},
					{Title: "工业园二期投产", Industries: "C", FromMonth: 202701, ChangePermille: 60, Confidence: 60, Source: "县发改局"},
					{Title: "线路检修", FromMonth: 202608, ToMonth: 202608, Source: "检修计划"},
				} {
					if _, err := o.store.SaveMarketFactor(t.Context(), o.By, app.MarketFactor{}, f); err != nil {
						t.Fatal(err)
					}
				}
				o.factors()
			})
		}
	}
}
