package brief_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/brief"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// day is a store of three briefs on one day.
type day struct {
	briefs []app.Brief
	err    error
}

func (d *day) Brief(_ context.Context, _ app.Actor, of app.BriefOf) (app.Brief, error) {
	for _, b := range d.briefs {
		if b.Visit.ID == of.Visit || of.Visit.IsZero() && b.Customer.Customer.ID == of.Customer {
			return b, d.err
		}
	}
	return app.Brief{}, app.ErrNotFound
}

func (d *day) VisitsBeside(context.Context, app.Actor, app.VisitID) ([]app.VisitID, error) {
	var out []app.VisitID
	for _, b := range d.briefs {
		out = append(out, b.Visit.ID)
	}
	return out, nil
}

type place struct {
	*screentest.Page
	brief  *brief.Page
	opened []desk.Route
}

func open(t *testing.T, store brief.Store, roles []app.Role, options ...screentest.Option) *place {
	t.Helper()
	p := &place{Page: screentest.New(t, options...)}
	language := words.English
	for range options {
		language = words.Chinese
	}
	p.brief = brief.New(&desk.Desk{
		By: app.Actor{Name: "沈丽", Roles: roles}, Codes: words.NewCodes(language, datatest.Shipped(t).Codes), Runner: background.Inline(), Now: datatest.Now, Keys: p.Keys(),
		Open: func(r desk.Route) { p.opened = append(p.opened, r) },
	}, store)
	p.Show(p.brief.Content())
	return p
}

func three() *day {
	d := &day{}
	for i, name := range []string{"米易县杨伟机制砖厂", "米易县周静卫生院", "米易县罗刚果蔬专业合作社"} {
		b := full()
		b.Customer.Customer.Name, b.Customer.Customer.ID = name, app.CustomerID{byte(i + 1)}
		b.Visit = app.Visit{ID: app.VisitID{byte(i + 1)}, Number: "ZF-260303-00" + string(rune('1'+i)), Customer: b.Customer.Customer.ID, PlannedOn: "2026-03-03", RouteNo: int64(i + 1)}
		d.briefs = append(d.briefs, b)
	}
	return d
}

func TestABriefSaysWhatToAskFirst(t *testing.T) {
	d := three()
	p := open(t, d, []app.Role{app.Manager})
	p.brief.Open(app.BriefOf{Visit: d.briefs[0].Visit.ID})
	for _, want := range []string{
		"米易县杨伟机制砖厂", "2026-03-03 Tue, visit 1 of 3", "What to ask", "Promised by 2026-02-20 and not done: 更换计量箱",
		"High-voltage supply contract ends on 2026-03-31 (29 days): renew it?", "Is a stop planned, and when?", "12900001234", "页岩机制砖", "GY-2021-00017",
		"Used in 12 months: 1,560,000 kWh, +4.0 % to the year before",
	} {
		p.See(want)
	}
}

func TestEnterRecordsTheVisitOfTheBrief(t *testing.T) {
	d := three()
	p := open(t, d, []app.Role{app.Manager})
	p.brief.Show(desk.Route{Tab: desk.Visits, Visit: d.briefs[1].Visit.ID, Customer: d.briefs[1].Customer.Customer.ID, Brief: true})
	p.brief.Focus()
	p.Press("Enter")
	want := desk.Route{Tab: desk.Visits, Visit: d.briefs[1].Visit.ID, Customer: d.briefs[1].Customer.Customer.ID, Record: true}
	if len(p.opened) != 1 || p.opened[0] != want {
		t.Errorf("Enter opened %+v", p.opened)
	}
	if got := p.brief.Prints(); got.Visit != want.Visit || got.Customer != want.Customer {
		t.Errorf("Ctrl+P prints %+v", got)
	}
}

func TestABriefStepsToTheNextVisitOfTheDay(t *testing.T) {
	d := three()
	p := open(t, d, []app.Role{app.Manager})
	p.brief.Open(app.BriefOf{Visit: d.briefs[0].Visit.ID})
	p.brief.Step(-1) // there is none before the first
	p.See("visit 1 of 3")
	p.brief.Step(1)
	p.See("米易县周静卫生院")
	p.brief.Step(1)
	p.brief.Step(1)
	p.See("visit 3 of 3")
}

func TestABriefOfACustomerWithoutAVisitSaysSo(t *testing.T) {
	d := &day{briefs: []app.Brief{{Day: "2026-03-02", Customer: app.CustomerPage{Customer: app.Customer{ID: app.CustomerID{1}, Name: "李晓明", ConfirmedOn: "2026-01-01"}}}}}
	p := open(t, d, []app.Role{app.Counter})
	p.brief.Show(desk.Route{Customer: app.CustomerID{1}, Brief: true})
	p.See("No visit is planned")
	p.See("Nothing in particular: ask how things are going.")
	p.DontSee("Record the visit") // the counter records none
	p.DontSee("Promises")
}

func TestABriefThatCannotBeReadKeepsTheOneOnView(t *testing.T) {
	d := three()
	p := open(t, d, []app.Role{app.Manager})
	p.brief.Open(app.BriefOf{Visit: d.briefs[0].Visit.ID})
	d.err = errors.New("torn")
	p.brief.Reload()
	p.See("This did not work.")
	p.See("米易县杨伟机制砖厂")
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{
		"zh": {screentest.Chinese()}, "en": nil, "zh-dark": {screentest.Chinese(), screentest.Dark()},
	} {
		d := three()
		p := open(t, d, []app.Role{app.Manager}, options...)
		p.Resize(1180, 650) // what the window of 1366 by 768 leaves
		p.brief.Open(app.BriefOf{Visit: d.briefs[0].Visit.ID})
		p.brief.Focus()
		p.Shot(filepath.Join(folder, "brief-"+name+".png"))
	}
}
