package printing_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/printing"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// place is a desk with the sheet, and what came of it.
type place struct {
	store  *data.Store
	page   *screentest.Page
	desk   *desk.Desk
	papers *printing.Papers
	said   string
	kept   int
	viewed int
	name   string // of the last paper
	pdf    []byte
	refuse error // of a note
}

// records are those of the store, whose log can refuse.
type records struct {
	*data.Store
	p *place
}

func (r records) NotePaper(ctx context.Context, by app.Actor, out app.PaperOut) error {
	if r.p.refuse != nil {
		return r.p.refuse
	}
	return r.Store.NotePaper(ctx, by, out)
}

func open(t *testing.T, runner *background.Runner) (*place, app.Case) {
	t.Helper()
	return openIn(t, "en", runner)
}

func openIn(t *testing.T, language string, runner *background.Runner, options ...screentest.Option) (*place, app.Case) {
	t.Helper()
	store := datatest.Open(t)
	c := datatest.Case(t, store, datatest.Customer(t, store, "李晓明", "5104000000011", "12900001234"), "申请校表")
	p := &place{store: store, page: screentest.Open(t, canvas.NewRectangle(theme.Color(theme.ColorNameBackground)), options...)}
	p.desk = &desk.Desk{
		By: datatest.Actor(t, store), Codes: words.NewCodes(language, nil), Flows: words.NewFlows(language, nil), Runner: runner, Now: datatest.Now, Keys: p.page.Keys(), Canvas: p.page.Window().Canvas(),
		Say: func(text string) { p.said = text }, Fail: func(err error) { p.said = words.Error(err) },
	}
	p.again(t)
	return p, c
}

// again is the sheet as the next start of the program has it.
func (p *place) again(t *testing.T) {
	t.Helper()
	p.papers = printing.New(p.desk, records{p.store, p}, printing.Office{
		Keep: func(name string, pdf []byte) (string, error) {
			p.kept, p.name, p.pdf = p.kept+1, name, pdf
			return name, nil
		},
		View: func(string) error { p.viewed++; return nil },
	})
}

func TestAListTooLongForPaperIsNotPrinted(t *testing.T) {
	p, _ := open(t, background.Inline())
	p.papers.Offer(desk.Printed{Cases: make([]int64, printing.MostRows+1)})
	if p.said != "5,001 rows are too many for paper. Narrow the list to 5,000, or export it with Ctrl+E." {
		t.Errorf("said %q", p.said)
	}
	p.page.DontSee("Open in the viewer")
}

func TestAnImpatientSecondEnterMakesOnePaper(t *testing.T) {
	runner, release := background.Held()
	p, c := open(t, runner)
	p.papers.Offer(desk.Printed{Case: c.ID, Kind: c.Kind})
	p.page.Press("Enter", "Enter", "Ctrl+Enter")
	p.page.See("Making the paper …")
	release()
	if p.kept != 1 || p.viewed != 1 {
		t.Errorf("%d papers were made and %d shown, want one", p.kept, p.viewed)
	}
	p.page.DontSee("Open in the viewer")
}

func TestAStoppedPaperIsNotWritten(t *testing.T) {
	runner, release := background.Held()
	p, c := open(t, runner)
	p.papers.Offer(desk.Printed{Case: c.ID})
	p.page.Press("Enter", "Escape")
	release()
	if p.kept != 0 {
		t.Error("a stopped paper was written")
	}
	p.page.See("Stopped. Nothing was printed.")
}

func TestACaseThatIsGoneIsSaid(t *testing.T) {
	p, _ := open(t, background.Inline())
	p.papers.Offer(desk.Printed{Case: app.CaseID{1}})
	p.page.Press("Enter")
	p.page.See("This record is no longer here.")
}

func TestTheRecordOfAVisitIsPrinted(t *testing.T) {
	p, c := open(t, background.Inline())
	by := datatest.Actor(t, p.store)
	v, err := p.store.StartVisit(t.Context(), by, c.Customer, "2026-03-02")
	if err != nil {
		t.Fatal(err)
	}
	p.papers.Offer(desk.Printed{Visit: v.ID})
	p.page.See("Record of a visit")
	p.page.Press("Enter")
	if p.kept != 1 || p.viewed != 1 {
		t.Errorf("%d papers were made and %d shown, want one", p.kept, p.viewed)
	}
}

func TestTheBriefOfACustomerIsPrintedUnderNoName(t *testing.T) {
	p, c := open(t, background.Inline())
	p.papers.Offer(desk.Printed{Customer: c.Customer})
	p.page.See("Visit brief")
	p.page.Press("Enter")
	if p.kept != 1 || p.viewed != 1 || strings.Contains(p.name, "李晓明") || !strings.HasPrefix(p.name, "Visit-brief-20260302") {
		t.Errorf("%d papers were made and %d shown, the last as %q", p.kept, p.viewed, p.name)
	}
}

func TestTheSheetOfADayHasThePackOfItsBriefsBelowIt(t *testing.T) {
	p, _ := open(t, background.Inline())
	p.papers.Offer(desk.Printed{Route: app.ManagerDay{Day: "2026-03-03"}})
	p.page.See("Visits of a day")
	p.page.Press("Down", "Enter")
	if p.kept != 1 || !strings.HasPrefix(p.name, "Briefs-of-the-day") {
		t.Errorf("%d papers were made, the last as %q", p.kept, p.name)
	}
}
