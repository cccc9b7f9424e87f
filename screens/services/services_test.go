package services_test

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/container"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/screentest"
	"lamplighter/screens/services"
	"lamplighter/screens/words"
)

// office is where customers are served.
type office struct {
	*desk.Desk
	store  *data.Store
	page   *screentest.Page
	said   []string
	opened []desk.Route
	mill   app.CustomerID
	school app.CustomerID
}

func newOffice(t *testing.T, language string, options ...screentest.Option) *office {
	t.Helper()
	if language == words.Chinese {
		options = append(options, screentest.Chinese())
	}
	o := &office{store: datatest.Open(t), page: screentest.New(t, options...)}
	by := datatest.Actor(t, o.store)
	codes, err := o.store.Codes(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	o.Desk = &desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Runner: background.Inline(), Now: datatest.Now, Keys: o.page.Keys(), Canvas: o.page.Window().Canvas(),
		Say: func(text string) { o.said = append(o.said, text) }, Fail: func(err error) { t.Errorf("it failed: %v", err) },
		Open: func(r desk.Route) { o.opened = append(o.opened, r) },
	}
	return o
}

func (o *office) take(t *testing.T, name, class, industry, no string, va int64) app.CustomerID {
	t.Helper()
	c, err := o.store.OpenCustomer(t.Context(), o.By, app.CustomerDraft{
		Customer: app.Customer{Kind: app.Organisation, Name: name, Class: class, Industry: industry},
		Account:  app.Account{AccountNo: no, ContractedVA: va, Voltage: "10kV"}, Manager: o.By.Staff,
	})
	if err != nil {
		t.Fatal(err)
	}
	return c.ID
}

// two takes on a mill and a school, neither placed.
func (o *office) two(t *testing.T) {
	t.Helper()
	o.mill = o.take(t, "米易县兴隆机制砖厂", "hv", "C3031", "5104000000011", 400_000)
	o.school = o.take(t, "米易县双沟小学", "lv_business", "P8321", "5104000000012", 80_000)
}

func (o *office) proposals() *services.Proposals {
	p := services.NewProposals(o.Desk, o.store)
	o.page.Show(p.Content())
	p.Reload()
	p.Focus()
	layer := o.page.Keys().Push("Segments")
	layer.On("Ctrl+Enter", "", p.Save)
	layer.On("Ctrl+G", "", p.GoOn)
	return p
}

func (o *office) segment(t *testing.T, id app.CustomerID) string {
	t.Helper()
	page, err := o.store.CustomerServices(t.Context(), o.By, id)
	if err != nil {
		t.Fatal(err)
	}
	return page.Customer.Segment
}

func TestProposedSegmentsAreConfirmedByKeys(t *testing.T) {
	o := newOffice(t, words.English)
	o.two(t)
	o.proposals()
	o.page.See("High-voltage industry and trade")
	o.page.See("Class: High voltage")
	o.page.Press("Ctrl+Enter")
	if len(o.said) != 1 || o.said[0] != "Mark customers with Space first." {
		t.Errorf("without a mark is said %q", o.said)
	}
	o.page.Press("Ctrl+A")
	o.page.See("Confirm 2  Ctrl+Enter")
	o.page.Press("Ctrl+Enter")
	if o.segment(t, o.mill) != "hv_industry" || o.segment(t, o.school) != "public" {
		t.Errorf("placed are %s and %s", o.segment(t, o.mill), o.segment(t, o.school))
	}
	o.page.See("Every customer is where the rules put him.")
}

func TestAProposalIsAnsweredByHand(t *testing.T) {
	o := newOffice(t, words.English)
	o.two(t)
	o.proposals()
	o.page.Press("Home", "Enter")
	o.page.See("High-voltage industry and trade, because Class: High voltage")
	o.page.Type("Segment", "key")
	o.page.Press("Enter", "Ctrl+Enter")
	o.page.See("Please fill in Reason.")
	o.page.Type("Reason", "县重点项目")
	o.page.Press("Ctrl+Enter")
	if got := o.segment(t, o.mill); got != "key" {
		t.Errorf("the mill is placed in %q", got)
	}
	o.page.DontSee("米易县兴隆机制砖厂")
}

func TestPlansOfASegmentAreMadeByKeys(t *testing.T) {
	o := newOffice(t, words.English)
	o.two(t)
	o.proposals()
	o.page.Press("Ctrl+A", "Ctrl+Enter", "Ctrl+G")
	o.page.Type("Segment", "public")
	o.page.Press("Enter", "Ctrl+Enter")
	o.page.See("The one of the customer's segment")
	o.page.Press("Ctrl+Enter")
	if last := o.said[len(o.said)-1]; last != "Plans made: 1, with 5 items." {
		t.Errorf("said %q", o.said)
	}
	o.page.Press("Ctrl+G")
	o.page.Type("Segment", "public")
	o.page.Press("Enter", "Ctrl+Enter")
	if last := o.said[len(o.said)-1]; last != "Everybody there has a plan already." {
		t.Errorf("a second time is said %q", o.said)
	}
}

func TestAnItemIsDoneWithItsEffect(t *testing.T) {
	o := newOffice(t, words.English)
	o.two(t)
	o.proposals()
	o.page.Press("Ctrl+A", "Ctrl+Enter")
	if _, err := o.store.MakePlans(t.Context(), o.By, []app.CustomerID{o.mill}, app.ServicePlanAsk{From: "2026-01-05", Months: 12, Run: true}); err != nil {
		t.Fatal(err)
	}
	var out exchange.ExportWhat
	l := services.NewItems(o.Desk, o.store, func(what exchange.ExportWhat) { out = what })
	o.page.Show(l.Content())
	l.Reload()
	l.Focus()
	o.page.See("Call: plans to expand or stop") // due in the middle of this month
	o.page.Press("Home", "Enter", "Ctrl+Enter")
	o.page.See("Please fill in Effect.")
	o.page.Type("What came of it, or why not", "联系人电话已更新")
	o.page.Type("Done on", "2026-03-09")
	o.page.Press("Ctrl+Enter")
	o.page.See("Done on has not come yet. Check the date.")
	o.page.Type("Done on", "2026-03-02")
	o.page.Press("Ctrl+Enter")
	o.page.DontSee("Call: plans to expand or stop")
	o.page.Tap("Done and dropped")
	o.page.See("联系人电话已更新")
	if l.Export(); len(out.Rows) != 1 {
		t.Errorf("%d rows would go out, one is on view", len(out.Rows))
	}
	o.page.Tap("Later")
	l.Focus()
	o.page.Press("Home", "Enter", "Alt+D")
	o.page.See("This step needs a reason.")
	o.page.Type("What came of it, or why not", "客户已停产")
	o.page.Press("Alt+D")
	counts, err := o.store.PlanItemCounts(t.Context(), o.By, app.PlanItemFilter{})
	if err != nil || counts[app.ItemsEnded] != 2 {
		t.Errorf("counted %v: %v", counts, err)
	}
}

func (o *office) customer(id app.CustomerID) *services.Customer {
	c := services.NewCustomer(o.Desk, o.store)
	o.page.Show(container.NewVScroll(c.Content()))
	c.Open(id)
	return c
}

func TestACustomersPageTellsSegmentPlanAndGaps(t *testing.T) {
	o := newOffice(t, words.English)
	o.two(t)
	o.customer(o.mill)
	o.page.See("No segment")
	o.page.See("High-voltage industry and trade, because Class: High voltage")
	o.page.See("No plan yet.")
	o.page.See("Whom do we call, and is the number right?")
	o.page.Tap("Make plan")
	o.page.Press("Ctrl+Enter")
	o.page.See("The customer is in no segment yet. Confirm one first, or choose a template.")
	o.page.Press("Escape")
	o.page.Tap("Change segment")
	o.page.Type("Reason", "与规则一致")
	o.page.Press("Ctrl+Enter")
	o.page.See("by hand on 2026-03-02, 沈丽")
	o.page.Tap("Make plan")
	o.page.Press("Ctrl+Enter")
	o.page.See("0 / 8")
	o.page.Tap("Add item")
	o.page.Type("Kind of item", "bulletin")
	o.page.Press("Enter")
	o.page.Type("What is to be done", "送安全用电宣传册")
	o.page.Type("Due on", "2026-03-05")
	o.page.Press("Ctrl+Enter")
	o.page.See("送安全用电宣传册")
	o.page.Tap("End plan")
	o.page.Type("Reason", "客户销户")
	o.page.Press("Ctrl+Enter")
	o.page.See("Ended")
	o.page.DontSee("送安全用电宣传册")
}

func TestTheCounterReadsAndChangesNothing(t *testing.T) {
	o := newOffice(t, words.English)
	o.two(t)
	o.By.Roles = []app.Role{app.Counter}
	o.customer(o.mill)
	o.page.See("No plan yet.")
	o.page.DontSee("Make plan")
}

func TestServiceShots(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{"zh-light": nil, "zh-dark": {screentest.Dark()}, "en-light": nil, "en-dark": {screentest.Dark()}} {
		o := newOffice(t, name[:2], append(options, screentest.Size(1180, 690))...)
		if err := o.store.Fill(t.Context(), o.By, sample.New(600, 7, datatest.Now()), 600, func(int64, int64) {}); err != nil {
			t.Fatal(err)
		}
		shot := func(what string) { o.page.Shot(filepath.Join(folder, "services-"+what+"-"+name+".png")) }
		l := services.NewItems(o.Desk, o.store, func(exchange.ExportWhat) {})
		o.page.Show(l.Content())
		l.Reload()
		l.Focus()
		shot("items")
		o.page.Press("Home", "Enter")
		shot("item")
		o.page.Press("Escape")
		p := o.proposals()
		o.page.Press("Space", "Down", "Space")
		shot("proposals")
		o.page.Press("Enter")
		shot("segment")
		o.page.Press("Escape")
		p.GoOn()
		o.page.Type(words.Field("segment"), "resident")
		o.page.Press("Enter", "Ctrl+Enter")
		shot("plan")
		o.page.Press("Escape")
		order, err := o.store.PlanItemOrder(t.Context(), o.By, app.PlanItemFilter{Segment: "key"})
		if err != nil {
			t.Fatal(err)
		}
		rows, err := o.store.PlanItemsAt(t.Context(), o.By, order[:1])
		if err != nil {
			t.Fatal(err)
		}
		o.page.Resize(640, 690)
		o.customer(rows[0].Customer)
		shot("customer")
	}
}
