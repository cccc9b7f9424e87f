package inside_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2/container"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/inside"
	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// bench is a visit on view over which the sheets open.
type bench struct {
	*screentest.Page
	store  *data.Store
	by     app.Actor
	cust   app.Customer
	visit  app.Visit
	runner *background.Runner
	sheets *inside.Sheets
	said   []string
	done   int
}

func open(t *testing.T, language string, options ...screentest.Option) *bench {
	t.Helper()
	store := datatest.Open(t)
	b := &bench{Page: screentest.New(t, options...), store: store, by: datatest.Actor(t, store), runner: background.Inline()}
	b.cust = datatest.Customer(t, store, "丙谷芒果种植场", "5104000000011", "12900000001")
	b.visit = datatest.Visits(t, store, app.Visit{Customer: b.cust.ID, Status: app.VisitPlanned, PlannedOn: app.DayOf(datatest.Now())})[0]
	b.sheets = inside.New(b.desk(t, language), store)
	b.Show(container.NewVBox(widgets.NewText("visit")))
	return b
}

func (b *bench) desk(t *testing.T, language string) *desk.Desk {
	t.Helper()
	shipped := datatest.Shipped(t)
	return &desk.Desk{
		By: b.by, Codes: words.NewCodes(language, shipped.Codes), Flows: words.NewFlows(language, shipped.Flows), Runner: b.runner, Now: datatest.Now,
		Keys: b.Keys(), Canvas: b.Window().Canvas(), Open: func(desk.Route) {}, Say: func(text string) { b.said = append(b.said, text) },
		Fail: func(err error) { t.Errorf("the screen failed: %v", err) },
	}
}

func (b *bench) open(kind app.VisitLinkKind) { b.sheets.Open(kind, b.visit, func() { b.done++ }) }

func (b *bench) made(t *testing.T) []app.MadeInVisit {
	t.Helper()
	made, err := b.store.MadeInVisit(t.Context(), b.by, b.visit.ID)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func (b *bench) page(t *testing.T) app.CustomerPage {
	t.Helper()
	p, err := b.store.CustomerPage(t.Context(), b.by, b.cust.ID)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// madeOne fails the test unless the visit lists one record of a kind.
func (b *bench) madeOne(t *testing.T, kind app.VisitLinkKind) {
	t.Helper()
	if made := b.made(t); len(made) != 1 || made[0].Kind != kind || b.done != 1 {
		t.Errorf("the visit lists %+v, done was called %d times; the page says:\n%s", made, b.done, b.Text())
	}
}

func TestAPromiseIsMadeByKeysAlone(t *testing.T) {
	b := open(t, words.English)
	b.open(app.LinkCommitment)
	b.TypeHere("月底前装好峰谷表")
	b.Type("Due on", "+10")
	b.Press("Tab")
	b.See("2026-03-12 Thu · 10 days left")
	b.Press("Ctrl+Enter")
	b.madeOne(t, app.LinkCommitment)
	c := b.page(t).Commitments[0]
	if c.DueOn != "2026-03-12" || c.Owner != b.by.Staff || c.Visit != b.visit.ID {
		t.Errorf("kept as %+v", c)
	}
}

func TestAPromiseDueBeforeItWasMadeIsRefusedAtItsField(t *testing.T) {
	b := open(t, words.English)
	b.open(app.LinkCommitment)
	b.TypeHere("x")
	b.Press("Ctrl+Enter")
	b.See("Please fill in Due on.")
	b.Type("Due on", "-1")
	b.Press("Ctrl+Enter")
	b.See("The promise would be due before it was made. Choose a later day.")
	if made := b.made(t); len(made) != 0 {
		t.Errorf("the visit lists %+v", made)
	}
}

func TestWhatWasTypedComesBackInTheSameVisit(t *testing.T) {
	b := open(t, words.English)
	b.open(app.LinkCommitment)
	b.TypeHere("送达停电通知")
	b.Press("Escape")
	b.DontSee("送达停电通知")
	b.open(app.LinkCommitment)
	b.See("送达停电通知")
	b.Type("Due on", "+1")
	b.Press("Ctrl+Enter")
	b.madeOne(t, app.LinkCommitment)
	drafts, err := b.store.Drafts(t.Context(), b.by)
	if err != nil || len(drafts) != 0 {
		t.Errorf("%d drafts are left: %v", len(drafts), err)
	}
}

func TestADraftIsGoneOnWithFromTheStartPage(t *testing.T) {
	b := open(t, words.English)
	b.open(app.LinkOpportunity)
	b.Type("What was heard", "扩建冷库")
	b.Press("Escape")
	drafts, err := b.store.Drafts(t.Context(), b.by)
	if err != nil || len(drafts) != 1 || inside.DraftOf(drafts[0]) != b.cust.ID {
		t.Fatalf("%+v: %v", drafts, err)
	}
	if got := inside.DraftTitle(drafts[0]); got != "Opportunity · 丙谷芒果种植场" {
		t.Errorf("it is called %q", got)
	}
	b.sheets.OpenDraft(drafts[0], func() { b.done++ })
	b.See("扩建冷库")
	b.Type("Kind", "capacity")
	b.Press("Enter", "Ctrl+Enter")
	b.madeOne(t, app.LinkOpportunity)
}

func TestACaseIsAcceptedWithItsDateShownBefore(t *testing.T) {
	b := open(t, words.English)
	b.open(app.LinkCase)
	b.See("left")
	b.TypeHere("询问充电桩报装")
	b.Press("Ctrl+Enter")
	b.madeOne(t, app.LinkCase)
	if c := b.page(t).Cases[0]; c.Kind != app.Consultation || c.Channel != "visit" || c.Content != "询问充电桩报装" {
		t.Errorf("accepted as %+v", c)
	}
}

// Task 6 has no room for a choice of the kind.
func TestACaseOfAVisitBeginsAsAConsultationAndMayBeAnother(t *testing.T) {
	b := open(t, words.English)
	b.open(app.LinkCase)
	b.See("left")
	b.Press("Escape") // nothing was typed, nothing is kept
	if drafts, err := b.store.Drafts(t.Context(), datatest.Actor(t, b.store)); err != nil || len(drafts) != 0 {
		t.Errorf("drafts are %v, %v", drafts, err)
	}
	b.open(app.LinkCase)
	b.TypeHere("电表箱冒火花")
	b.Press("Shift+Tab", "Shift+Tab") // over "anonymous"
	b.TypeHere("bx")
	b.Press("Enter", "Ctrl+Enter")
	b.See("Please fill in")
	b.See("电表箱冒火花")
}

func TestADemandNeedsADepartment(t *testing.T) {
	b := open(t, words.English)
	b.open(app.LinkDemand)
	b.Type("Matter", "线路末端电压偏低")
	b.Press("Ctrl+Enter")
	b.See("Please fill in Receiving department.")
	b.Type("Receiving department", "运检部")
	b.Press("Ctrl+Enter")
	b.madeOne(t, app.LinkDemand)
}

func TestAPutAsideCaseComesBack(t *testing.T) {
	b := open(t, words.English)
	b.open(app.LinkCase)
	b.TypeHere("询问分时电价")
	b.Press("Escape")
	b.open(app.LinkCase)
	b.See("询问分时电价")
	b.Press("Ctrl+Enter")
	b.madeOne(t, app.LinkCase)
}

func TestAUsageEventSaysWhatItMeans(t *testing.T) {
	b := open(t, words.English)
	b.open(app.LinkUsageEvent)
	b.TypeHere("reduction")
	b.Press("Enter")
	b.Type("From month", "5")
	b.Type("More or less in %", "30")
	b.See("= May 2026")
	b.See("Each month −30%")
	b.Type("Until month", "2026-04")
	b.Type("Reason", "订单减少")
	b.Press("Ctrl+Enter")
	b.See("Until month lies before the start. Check both days.")
	b.Type("Until month", "8")
	b.Press("Ctrl+Enter")
	b.madeOne(t, app.LinkUsageEvent)
	if e := b.page(t).UsageEvents[0]; e.ChangePermille != -300 || e.FromMonth != 202605 || e.ToMonth != 202608 {
		t.Errorf("kept as %+v", e)
	}
}

func TestAReadingShowsWhatWasUsed(t *testing.T) {
	b := open(t, words.English)
	account := b.page(t).Accounts[0].ID
	for _, before := range []app.Reading{
		{Account: account, ReadOn: "2026-01-01", Register: "total", Hundredths: 9_900_00}, {Account: account, ReadOn: "2026-01-31", Register: "total", Hundredths: 10_000_00},
	} {
		if _, err := b.store.TakeReadings(t.Context(), b.by, b.cust.ID, []app.Reading{before}); err != nil {
			t.Fatal(err)
		}
	}
	b.open(app.LinkReading)
	b.See("Last 10000.00 on 2026-01-31")
	b.Type("Total", "9999")
	b.Press("Ctrl+Enter")
	b.See("Total is lower than the last reading.")
	b.Type("Total", "10123.5")
	b.See("used 123.50 in 30 days")
	b.DontSee("Far more a day than before.")
	b.Type("Total", "101235")
	b.See("Far more a day than before.")
	b.Type("Total", "10123.5")
	b.Press("Ctrl+Enter")
	b.madeOne(t, app.LinkReading)
}

func TestAChangeShowsWhatIsOnFile(t *testing.T) {
	b := open(t, words.English)
	b.open(app.LinkChange)
	b.TypeHere("mobile")
	b.Press("Enter")
	b.See("12900000001")
	b.Type("New", "12900000009")
	b.Tap("Seen to be so, or called back")
	b.Type("How it was learned", "当面拨打")
	b.Press("Ctrl+Enter")
	b.madeOne(t, app.LinkChange)
	if k := b.page(t).Contacts[0]; k.Mobile != "12900000009" || k.VerifiedOn != "2026-03-02" {
		t.Errorf("kept as %+v", k)
	}
	text, _ := inside.Says(b.desk(t, words.English), b.made(t)[0])
	if text != "Mobile: 12900000001 → 12900000009, Verified on: (none) → 2026-03-02" {
		t.Errorf("the visit says %q", text)
	}
}

func TestAChangeToWhatSomebodyElseChangedKeepsWhatWasTyped(t *testing.T) {
	b := open(t, words.English)
	b.open(app.LinkChange)
	b.TypeHere("mobile")
	b.Press("Enter")
	b.Type("New", "12900000009")
	was := b.page(t).Contacts[0]
	now := was
	now.Mobile = "12900000005"
	if err := b.store.SaveContact(t.Context(), b.by, was, now, app.Why{}); err != nil {
		t.Fatal(err)
	}
	b.Press("Ctrl+Enter")
	b.See("Someone else changed this meanwhile.")
	b.See("12900000005")
	b.See("12900000009")
	b.Press("Ctrl+Enter")
	b.madeOne(t, app.LinkChange)
}

func (b *bench) promise(t *testing.T, due app.Day) app.Commitment {
	t.Helper()
	c, err := b.store.MakeCommitment(t.Context(), b.by, app.CommitmentDraft{Customer: b.cust.ID, Content: "更换老化表箱", Owner: b.by.Staff, MadeOn: "2026-02-20", DueOn: due})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAPromiseIsKeptWithWhatProvesIt(t *testing.T) {
	b := open(t, words.English)
	c := b.promise(t, "2026-03-10")
	b.sheets.Promise(c.ID, app.Visit{}, func() { b.done++ })
	b.See("8 days left")
	b.Press("Ctrl+Enter")
	b.See("Say what proves that the promise was kept: a receipt, a call, a photo.")
	b.Type("Evidence", "客户签收单")
	b.Press("Ctrl+Enter")
	if kept := b.page(t).Commitments[0]; kept.Ending != app.CommitmentKept || kept.Evidence != "客户签收单" || b.done != 1 {
		t.Errorf("kept as %+v", kept)
	}
	b.sheets.Promise(c.ID, app.Visit{}, func() {})
	b.See("Kept · 2026-03-02 Mon")
	b.See("Change history")
}

func TestAnOverduePromiseIsRenewedAndStaysBroken(t *testing.T) {
	b := open(t, words.English)
	c := b.promise(t, "2026-02-28")
	b.sheets.Promise(c.ID, app.Visit{}, func() { b.done++ })
	b.See("Overdue")
	b.Type("Outcome", "renewed")
	b.Press("Enter")
	b.Type("Reason", "表箱未到货")
	b.Type("New day", "+7")
	b.Press("Ctrl+Enter")
	all := b.page(t).Commitments
	if len(all) != 2 || all[0].DueOn != "2026-03-09" || all[1].State("2026-03-02") != app.PromiseBroken {
		t.Errorf("kept as %+v; the page says\n%s", all, b.Text())
	}
}

func TestAPromiseEndedInAnotherWindowIsNotEndedAgain(t *testing.T) {
	b := open(t, words.English)
	c := b.promise(t, "2026-03-10")
	b.sheets.Promise(c.ID, app.Visit{}, func() { b.done++ })
	if _, err := b.store.EndCommitment(t.Context(), b.by, c, app.CommitmentEnd{How: app.CommitmentReleased, Evidence: "客户不再需要"}); err != nil {
		t.Fatal(err)
	}
	b.Type("Evidence", "客户签收单")
	b.Press("Ctrl+Enter")
	b.See("Someone else changed this meanwhile.")
	b.See("客户签收单")
	if b.done != 0 {
		t.Error("it was ended twice")
	}
}

func TestAnImpatientSecondPressStoresOne(t *testing.T) {
	runner, release := background.Held()
	b := open(t, words.English)
	b.runner = runner
	b.sheets = inside.New(b.desk(t, words.English), b.store)
	b.open(app.LinkCommitment)
	release()
	b.TypeHere("x")
	b.Type("Due on", "+1")
	b.Press("Ctrl+Enter", "Ctrl+Enter")
	release()
	b.madeOne(t, app.LinkCommitment)
}

// full answers every promise as a full disk does.
type full struct{ *data.Store }

func (full) MakeCommitment(context.Context, app.Actor, app.CommitmentDraft) (app.Commitment, error) {
	return app.Commitment{}, app.ErrDiskFull
}

func TestAFullDiskKeepsTheSheetWithItsText(t *testing.T) {
	b := open(t, words.English)
	b.sheets = inside.New(b.desk(t, words.English), full{b.store})
	b.open(app.LinkCommitment)
	b.TypeHere("月底前装好峰谷表")
	b.Type("Due on", "+1")
	b.Press("Ctrl+Enter")
	b.See("The disk is full.")
	b.See("月底前装好峰谷表")
}

func TestWithoutAVisitAReadingIsTheCustomersAlone(t *testing.T) {
	b := open(t, words.English)
	b.sheets.Open(app.LinkReading, app.Visit{Customer: b.cust.ID}, func() { b.done++ })
	b.Type("Total", "500")
	b.Press("Ctrl+Enter")
	if len(b.page(t).Readings) != 1 || len(b.made(t)) != 0 || b.done != 1 {
		t.Errorf("%d readings, the visit lists %+v", len(b.page(t).Readings), b.made(t))
	}
}
