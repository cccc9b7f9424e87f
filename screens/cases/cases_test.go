package cases_test

import (
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/cases"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// bench is a cases tab on a real store, driven without a display.
type bench struct {
	page  *screentest.Page
	store *data.Store
	by    app.Actor
	area  *cases.Area
	said  string
}

func open(t *testing.T, store *data.Store, runner *background.Runner, opts ...screentest.Option) *bench {
	t.Helper()
	return openIn(t, words.English, store, runner, opts...)
}

func openIn(t *testing.T, language string, store *data.Store, runner *background.Runner, opts ...screentest.Option) *bench {
	t.Helper()
	return openOn(t, language, store, store, runner, opts...)
}

// openOn lets the screens ask another than the store itself.
func openOn(t *testing.T, language string, store *data.Store, asked cases.Store, runner *background.Runner, opts ...screentest.Option) *bench {
	t.Helper()
	b := &bench{page: screentest.New(t, opts...), store: store, by: datatest.Actor(t, store)}
	codes, err := store.Codes(t.Context(), b.by)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk.Desk{
		By: b.by, Codes: words.NewCodes(language, codes), Flows: words.NewFlows(language, datatest.Shipped(t).Flows), Runner: runner, Now: datatest.Now, Keys: b.page.Keys(), Canvas: b.page.Window().Canvas(),
		Open: func(r desk.Route) { b.area.Show(r) }, Back: func() {}, Say: func(text string) { b.said = text }, Fail: func(err error) { t.Error(err) },
	}
	b.area = cases.New(d, asked, func(func(app.Found)) {})
	b.page.Show(b.area.Content())
	return b
}

func (b *bench) cases(t *testing.T, f app.CaseFilter) []app.CaseRow {
	t.Helper()
	order, err := b.store.CaseOrder(t.Context(), b.by, f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := b.store.CasesAt(t.Context(), b.by, order)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestAConsultationIsAnsweredAndClosedInOneForm(t *testing.T) {
	store := datatest.Open(t)
	c := datatest.Customer(t, store, "李晓明", "5104000000011", "12900000001")
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Cases, NewCase: true, Customer: c.ID})
	b.page.See("李晓明")
	b.page.TypeHere("zx")
	b.page.Press("Tab")
	b.page.See("Consultation")
	b.page.Type("Matter", "询问阶梯电价")
	b.page.Type("Answer", "已解释")
	b.area.SaveAndClose()
	got := b.cases(t, app.CaseFilter{})
	if len(got) != 1 || got[0].Status != app.Closed || !got[0].FirstContact || got[0].Customer != c.ID {
		t.Fatalf("kept %+v", got)
	}
}

func TestTheCaseOnViewMayBeLoggedAsPractice(t *testing.T) {
	store := datatest.Open(t)
	c := datatest.Case(t, store, datatest.Customer(t, store, "李晓明", "5104000000011", ""), "申请校表")
	b := open(t, store, background.Inline())
	if of := b.area.Practised(); !of.IsZero() {
		t.Errorf("out of the list: %+v", of)
	}
	b.area.Show(desk.Route{Tab: desk.Cases, Case: c.ID})
	if of := b.area.Practised(); of.Case != c.ID {
		t.Errorf("out of the page: %+v", of)
	}
}

func TestTheCaseOnViewTellsWhoLearntOnIt(t *testing.T) {
	store := datatest.Open(t)
	c := datatest.Case(t, store, datatest.Customer(t, store, "李晓明", "5104000000011", ""), "申请校表")
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Cases, Case: c.ID})
	b.page.DontSee("Used as practice")
	if b.area.Shows()&app.Training == 0 {
		t.Error("an entry written meanwhile is not asked for")
	}
	if _, err := store.LogPractice(t.Context(), b.by, app.PracticeDraft{Kind: app.OnTheJob, DoneOn: "2026-03-02", Minutes: 60, What: "校表", Case: c.ID}); err != nil {
		t.Fatal(err)
	}
	b.area.Reload()
	b.page.See("Used as practice")
	b.page.See("2026-03-02 Mon · 1 h")
}

func TestThePromisedDateIsToldBeforeSaving(t *testing.T) {
	b := open(t, datatest.Open(t), background.Inline())
	b.area.Show(desk.Route{Tab: desk.Cases, NewCase: true})
	b.page.See("Choose the kind first.")
	b.page.TypeHere("ts")
	b.page.Press("Tab")
	b.page.See("First contact")
	b.page.See("03-09 Mon") // five working days after Monday 2026-03-02
	if got := b.cases(t, app.CaseFilter{}); len(got) != 0 {
		t.Errorf("%d cases before anything was saved", len(got))
	}
}

func TestAnIncompleteFormSaysWhatIsMissing(t *testing.T) {
	b := open(t, datatest.Open(t), background.Inline())
	b.area.Show(desk.Route{Tab: desk.Cases, NewCase: true})
	b.area.Save()
	b.page.See("Please fill in Kind.")
	b.page.TypeHere("bx")
	b.page.Press("Tab")
	b.area.Save()
	b.page.See("Please fill in Matter.")
}

func TestSavingTwiceOpensOneCase(t *testing.T) {
	store := datatest.Open(t)
	runner, release := background.Held()
	b := open(t, store, runner)
	b.area.Show(desk.Route{Tab: desk.Cases, NewCase: true})
	release()
	b.page.TypeHere("zx")
	b.page.Press("Tab")
	b.page.Type("Contact", "王强")
	b.page.Type("Matter", "电表箱冒火花")
	b.area.Save()
	b.area.Save() // an impatient second press
	release()
	if got := b.cases(t, app.CaseFilter{}); len(got) != 1 {
		t.Fatalf("%d cases were opened, want 1", len(got))
	}
}

func TestLeavingAFormKeepsItAsADraft(t *testing.T) {
	store := datatest.Open(t)
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Cases, NewCase: true})
	b.page.TypeHere("zx")
	b.page.Press("Tab")
	b.page.Type("Matter", "说到一半")
	if !b.area.Leave() {
		t.Fatal("Esc did not leave the form")
	}
	drafts, err := store.Drafts(t.Context(), b.by)
	if err != nil || len(drafts) != 1 || drafts[0].Fields["content"] != "说到一半" {
		t.Fatalf("kept %+v: %v", drafts, err)
	}
	b.area.Show(desk.Route{Tab: desk.Cases, Draft: &drafts[0]})
	b.page.See("说到一半")
	b.page.Type("Contact", "王强")
	b.area.Save()
	if drafts, _ = store.Drafts(t.Context(), b.by); len(drafts) != 0 {
		t.Errorf("%d drafts after saving", len(drafts))
	}
}

func TestADraftIsNamedInTheLanguageOnView(t *testing.T) {
	store := datatest.Open(t)
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Cases, NewCase: true})
	b.page.TypeHere("zx")
	b.page.Press("Enter")
	b.page.TypeHere("询问电价")
	b.area.Leave()
	zh := openIn(t, words.Chinese, store, background.Inline(), screentest.Chinese())
	zh.area.Show(desk.Route{Tab: desk.Cases, NewCase: true})
	zh.page.See("业务咨询 · 未选客户")
}

func TestACaseGoesOnByKeys(t *testing.T) {
	store := datatest.Open(t)
	c := datatest.Case(t, store, datatest.Customer(t, store, "李晓明", "5104000000011", ""), "申请校表")
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Cases, Case: c.ID})
	b.page.See(c.Number)
	b.area.GoOn()
	b.page.See("Assign")
	b.page.Press("Enter")
	b.page.Press("Ctrl+Enter")
	b.page.See("Name who is to do it.")
	b.page.Type("Owner", "沈丽")
	b.page.Press("Enter")
	b.page.Press("Ctrl+Enter")
	if got := b.cases(t, app.CaseFilter{}); got[0].Status != app.Assigned || got[0].Owner != b.by.Staff {
		t.Errorf("the case is %s", got[0].Status)
	}
	b.page.See("Assigned")
}

func TestTheListNarrows(t *testing.T) {
	store := datatest.Open(t)
	c := datatest.Customer(t, store, "李晓明", "5104000000011", "")
	datatest.Case(t, store, c, "申请校表")
	if _, err := store.OpenCase(t.Context(), datatest.Actor(t, store), app.CaseDraft{
		Kind: app.Consultation, Channel: "counter", Customer: c.ID, Content: "咨询电价", Close: true, Answer: "已解释", Opinion: "satisfied",
	}); err != nil {
		t.Fatal(err)
	}
	b := open(t, store, background.Inline())
	b.page.See("申请校表")
	b.page.DontSee("咨询电价")
	b.area.Show(desk.Route{Tab: desk.Cases, Filter: &app.CaseFilter{Statuses: []app.CaseStatus{app.Closed}}})
	b.page.See("咨询电价")
	b.page.DontSee("申请校表")
}

// TestShots draws the pages for a person to judge.
func TestShots(t *testing.T) {
	folder := screentest.Gallery(t)
	store := datatest.Open(t)
	c := datatest.Customer(t, store, "阿木·曲比", "5104000000011", "12900000001")
	opened := datatest.Case(t, store, c, "反映电能表转得比以前快，申请校表。上月电量 312 千瓦时，比平时多一倍。")
	for name, opts := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "en-dark": {screentest.Dark()},
	} {
		opts = append(opts, screentest.Size(1180, 650))
		b := openIn(t, name[:2], store, background.Inline(), opts...)
		b.page.Shot(filepath.Join(folder, "cases-list-"+name+".png"))
		b.area.Show(desk.Route{Tab: desk.Cases, Case: opened.ID})
		b.page.Shot(filepath.Join(folder, "cases-detail-"+name+".png"))
		b.area.GoOn()
		b.page.Shot(filepath.Join(folder, "cases-steps-"+name+".png"))
	}
}

func TestAConnectionAsksForItsFieldsAndDocuments(t *testing.T) {
	store := datatest.Open(t)
	c := datatest.Customer(t, store, "李晓明", "5104000000011", "12900000001")
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Cases, NewCase: true, Customer: c.ID})
	b.page.DontSee("Capacity applied for")
	b.page.TypeHere("jm")
	b.page.Press("Enter")
	b.page.See("Capacity applied for")
	b.page.TypeHere("8.5") // the first field that must be filled in has the keyboard
	b.page.Type("Matter", "新建住房")
	b.area.Save()
	b.page.See("The document «Proof of identity» is owed. Enter the day it came in, or leave the case open.")
	b.page.Into("Proof of identity *")
	b.page.TypeHere(" ")
	b.area.Save()
	got := b.cases(t, app.CaseFilter{})
	if len(got) != 1 {
		t.Fatalf("%d cases were accepted", len(got))
	}
	page, err := store.CasePage(t.Context(), b.by, got[0].ID)
	if err != nil || page.File.Fields["capacity"] != "8500" || len(page.File.Owed()) != 1 {
		t.Errorf("kept %v, owed %v: %v", page.File.Fields, page.File.Owed(), err)
	}
	b.page.See("owed until 03-16")
	b.page.Tap("Received")
	b.page.See("received 03-02")
}

func TestAFieldIsAskedOnlyWhereItsConditionHolds(t *testing.T) {
	store := datatest.Open(t)
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Cases, NewCase: true})
	b.page.TypeHere("bg")
	b.page.Press("Enter")
	b.page.TypeHere("suspend")
	b.page.Press("Enter")
	b.page.See("From")
	b.page.DontSee("New name")
	b.page.Type("Kind of change", "rename")
	b.page.Press("Enter")
	b.page.See("New name")
	b.page.DontSee("Until")
}

func TestAHalfDoneConnectionComesBackWithItsFields(t *testing.T) {
	store := datatest.Open(t)
	c := datatest.Customer(t, store, "李晓明", "5104000000011", "12900000001")
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Cases, NewCase: true, Customer: c.ID})
	b.page.TypeHere("jm")
	b.page.Press("Enter")
	b.page.TypeHere("8")
	b.page.Into("Proof of identity *")
	b.page.TypeHere(" ")
	b.area.Leave()
	drafts, err := store.Drafts(t.Context(), b.by)
	if err != nil || len(drafts) != 1 {
		t.Fatalf("%d drafts: %v", len(drafts), err)
	}
	b.area.Show(desk.Route{Tab: desk.Cases, Draft: &drafts[0]})
	b.page.Type("Matter", "新建住房")
	b.area.Save()
	if got := b.cases(t, app.CaseFilter{}); len(got) != 1 {
		t.Fatalf("%d cases were accepted from the draft", len(got))
	}
	if drafts, err = store.Drafts(t.Context(), b.by); err != nil || len(drafts) != 0 {
		t.Errorf("%d drafts are left: %v", len(drafts), err)
	}
}

func TestHalfDoneFormsStandSideBySide(t *testing.T) {
	store := datatest.Open(t)
	b := open(t, store, background.Inline())
	for _, matter := range []string{"询问电价", "询问过户"} {
		b.area.Show(desk.Route{Tab: desk.Cases, NewCase: true})
		b.page.TypeHere("zx")
		b.page.Press("Enter")
		b.page.TypeHere(matter)
		b.area.Leave()
	}
	b.area.Show(desk.Route{Tab: desk.Cases, NewCase: true})
	b.page.DontSee("询问电价")
	b.area.Step(1)
	first := b.page.Sees("询问电价")
	b.area.Step(1)
	if second := b.page.Sees("询问电价"); first == second {
		t.Error("the second step shows the same form")
	}
}

func TestAGraveComplaintIsNotAssignedBeforeTheLeaderKnows(t *testing.T) {
	store := datatest.Open(t)
	c := datatest.Customer(t, store, "李晓明", "5104000000011", "")
	b := open(t, store, background.Inline())
	opened, err := store.OpenCase(t.Context(), b.by, app.CaseDraft{Kind: app.Complaint, SubKind: "service", Channel: "counter", Customer: c.ID, Content: "态度差"})
	if err != nil {
		t.Fatal(err)
	}
	b.area.Show(desk.Route{Tab: desk.Cases, Case: opened.ID})
	b.area.GoOn()
	b.page.Press("Enter")
	b.page.TypeHere("major")
	b.page.Press("Enter")
	b.page.Press("Ctrl+Enter")
	b.page.See("Graded")
	b.area.GoOn()
	b.page.Press("Enter")
	b.page.See("Leader told")
}

func TestTheNextDemandOfACase(t *testing.T) {
	store := datatest.Open(t)
	opened := datatest.Case(t, store, datatest.Customer(t, store, "李晓明", "5104000000011", ""), "电压低")
	b := open(t, store, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Cases, Case: opened.ID})
	b.page.Tap("Internal demand")
	b.page.Type("Receiving department", "运检班")
	b.page.Type("Matter", "请核查台区负荷")
	b.area.Save()
	b.page.See("Raised for")
	b.area.Show(desk.Route{Tab: desk.Cases, Case: opened.ID})
	b.page.See("Internal demands")
}

func TestTheCourseOfACaseTellsWhatItTookOver(t *testing.T) {
	store := datatest.Open(t)
	c := datatest.Customer(t, store, "李晓明", "5104000000011", "")
	first, again := datatest.Case(t, store, c, "电压低"), datatest.Case(t, store, c, "又问电压低")
	b := open(t, store, background.Inline())
	if err := store.LinkCase(t.Context(), b.by, again, first.Number); err != nil {
		t.Fatal(err)
	}
	b.area.Show(desk.Route{Tab: desk.Cases, Case: first.ID})
	b.page.See("Took over " + again.Number)
}

// A quick hand asks for the next step before the page has read the last one.
func TestTheNextStepIsOfferedFromWhereTheCaseStandsNow(t *testing.T) {
	store := datatest.Open(t)
	opened := datatest.Case(t, store, datatest.Customer(t, store, "李晓明", "5104000000011", ""), "申请校表")
	runner, release := background.Held()
	b := open(t, store, runner)
	b.area.Show(desk.Route{Tab: desk.Cases, Case: opened.ID})
	release()
	if _, err := store.MoveCase(t.Context(), b.by, opened, app.Progress{To: "assigned", Owner: b.by.Staff}); err != nil {
		t.Fatal(err)
	}
	b.area.Reload()
	b.area.GoOn()
	b.page.DontSee("Begin work  →  On site")
	release()
	b.page.See("Begin work  →  On site")
}

func TestClosedCasesAreDrawnAndCalledBack(t *testing.T) {
	store := datatest.Open(t)
	c := datatest.Customer(t, store, "李晓明", "5104000000011", "12900000001")
	b := open(t, store, background.Inline())
	for range 4 {
		_, err := store.OpenCase(t.Context(), b.by, app.CaseDraft{
			Kind: app.Consultation, Channel: "counter", Customer: c.ID, Content: "询问电价", Close: true, Answer: "已解释", Opinion: "satisfied",
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	b.area.Show(desk.Route{Tab: desk.Cases, CallBacks: true})
	b.page.See("Nothing is drawn yet. Choose a span, then draw.")
	b.area.Save()
	b.page.See("There is nothing to do here.") // nothing was closed before today
	b.page.Type("Closed until", "2026-03-02")
	b.page.Press("Tab")
	b.page.Type("At least", "2")
	b.area.Save()
	b.page.See("to call")
	b.page.See("02-23 – 03-02") // the new draw by its span
	b.page.Into("Case number")
	b.area.Focus()
	b.page.Press("Enter")
	b.page.TypeHere("satisfied")
	b.page.Press("Enter")
	b.page.Press("Ctrl+Enter")
	b.page.See("Satisfied")
}

func TestTheArrivalAtAFaultCountsDown(t *testing.T) {
	store := datatest.Open(t)
	c := datatest.Customer(t, store, "李晓明", "5104000000011", "")
	b := open(t, store, background.Inline())
	opened, err := store.OpenCase(t.Context(), b.by, app.CaseDraft{Kind: app.Fault, AreaType: "urban", Channel: "counter", Customer: c.ID, Content: "无电"})
	if err != nil {
		t.Fatal(err)
	}
	b.area.Show(desk.Route{Tab: desk.Cases, Case: opened.ID})
	b.page.See("45 min left")
	b.area.Tick(datatest.Now().Add(35 * time.Minute))
	b.page.See("10 min left")
	b.area.Tick(datatest.Now().Add(50*time.Minute - time.Second))
	b.page.See("over by 5 min")
}
