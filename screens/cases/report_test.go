package cases_test

import (
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
)

// figures opens the service figures over three consultations answered at once,
// of which one went through the green channel, and an open service request.
func figures(t *testing.T) *bench {
	t.Helper()
	store := datatest.Open(t)
	c := datatest.Customer(t, store, "李晓明", "5104000000011", "12900000001")
	by := datatest.Actor(t, store)
	for i := range 3 {
		d := app.CaseDraft{Kind: app.Consultation, Channel: "counter", Customer: c.ID, Content: "询问电价", Close: true, Answer: "已解释", Opinion: "satisfied"}
		if i == 0 {
			d.GreenReason, d.GreenBy = "hardship", by.Staff
		}
		if _, err := store.OpenCase(t.Context(), by, d); err != nil {
			t.Fatal(err)
		}
	}
	datatest.Case(t, store, c, "申请校表")
	b := open(t, store, background.Inline(), screentest.Size(1206, 690))
	b.area.Show(desk.Route{Tab: desk.Cases, Service: true})
	return b
}

func TestServiceIsToldInFigures(t *testing.T) {
	b := figures(t)
	b.page.See("4 cases accepted 2026-03-01 – 2026-03-02: All.")
	b.page.See("All kinds")
	b.page.See("100.0% (of 3)") // at first contact
	b.area.ChooseView(2)
	b.page.See("Trips to the hall")
	b.page.See("1.0 (of 3)")
	b.area.ChooseView(3)
	b.page.See("Reply")
	b.page.See("Internal")
	b.area.ChooseView(4)
	b.page.See("People in hardship")
	b.page.See("沈丽 1")
	b.page.DontSee("Trips to the hall")
	b.area.ChooseView(7) // there is no eighth
	b.page.See("People in hardship")
}

func TestARowOfFiguresOpensItsCasesAndEscComesBack(t *testing.T) {
	b := figures(t)
	b.page.Press("Home", "Down", "Enter") // all kinds, consultations
	b.page.See("3 cases")
	b.page.See("Accepted 2026-03-01 – 2026-03-02  ×")
	if !b.area.Leave() {
		t.Fatal("Esc leaves the area")
	}
	b.page.See("Service figures")
	b.page.See("Usual spans")
	b.area.Leave()
	b.page.DontSee("Usual spans")
	if b.area.Leave() {
		t.Error("the list still leads back to the figures")
	}
}

func TestARowThatNoFilterLeavesSaysSo(t *testing.T) {
	b := figures(t)
	b.area.ChooseView(4)
	b.page.Press("Home", "Enter")
	if b.said != "The list of cases cannot be narrowed to this row." {
		t.Errorf("said %q", b.said)
	}
}

func TestTheSpanOfFiguresIsChosenByKeysAlone(t *testing.T) {
	b := figures(t)
	b.page.Tap("Last month")
	b.page.See("0 cases accepted 2026-02-01 – 2026-02-28: All.")
	b.page.See("No case was accepted in this span. Choose another span, or everybody's cases.")
	b.page.Into("Accepted until")
	b.page.TypeHere("t")
	b.page.Press("Tab")
	b.page.See("4 cases accepted 2026-02-01 – 2026-03-02: All.")
	b.page.Tap("Mine")
	b.page.See("Mine.")
	b.page.Type("Accepted until", "2026-01-01")
	b.page.Press("Tab")
	b.page.See("lies before")
}

func TestFiguresGoOutAndOnPaper(t *testing.T) {
	b := figures(t)
	f, on := b.area.Figures()
	if !on || f.Title != "Quality" || len(f.Rows) != 3 || f.Rows[1][0] != "Consultation" || len(f.Rows[1]) != len(f.Columns) {
		t.Errorf("figures %+v", f)
	}
	if printed := b.area.Prints(); len(printed.Figures) != 5 || printed.Filter != "4 cases accepted 2026-03-01 – 2026-03-02: All." {
		t.Errorf("printed %+v", printed)
	}
	b.area.Leave()
	if _, on := b.area.Figures(); on {
		t.Error("the list of cases is taken for figures")
	}
}

// TestReportShots draws the service figures for a person to judge.
func TestReportShots(t *testing.T) {
	folder := screentest.Gallery(t)
	now := datatest.Now()
	store, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), data.Options{Create: true, Seed: datatest.Seed(t), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	by := datatest.Actor(t, store)
	if err := store.Fill(t.Context(), by, sample.New(700, 7, datatest.Now()), 700, func(_, _ int64) {}); err != nil {
		t.Fatal(err)
	}
	for i := range 14 {
		d := app.CaseDraft{Kind: app.Consultation, Channel: "counter", ContactName: "李晓明", Content: "询问电价", Close: true, Answer: "已解释", Opinion: "satisfied"}
		if i%5 == 0 {
			d.GreenReason, d.GreenBy = []string{"hardship", "livelihood"}[i%2], by.Staff
		}
		if _, err := store.OpenCase(t.Context(), by, d); err != nil {
			t.Fatal(err)
		}
	}
	for name, opts := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en-light": {}, "en-dark": {screentest.Dark()},
	} {
		b := openIn(t, name[:2], store, background.Inline(), append(opts, screentest.Size(1206, 690))...)
		shot := func(what string) { b.page.Shot(filepath.Join(folder, "report-"+what+"-"+name+".png")) }
		shot("0-list")
		b.area.Show(desk.Route{Tab: desk.Cases, Service: true})
		if name[:2] == "zh" {
			b.page.Tap("今年")
		} else {
			b.page.Tap("This year")
		}
		for i, what := range []string{"1-quality", "2-efficiency", "3-convenience", "4-limits", "5-green"} {
			b.area.ChooseView(i)
			shot(what)
		}
		b.page.Tap(map[string]string{"zh": "本周", "en": "This week"}[name[:2]])
		b.area.ChooseView(1)
		shot("6-week")
	}
}
