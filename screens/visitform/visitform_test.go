package visitform_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/attach"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/practice"
	"lamplighter/screens/screentest"
	"lamplighter/screens/visitform"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// bench is the form and the page on a real store, driven without a display;
// its keys are those of the window.
type bench struct {
	page  *screentest.Page
	store *data.Store
	by    app.Actor
	area  *visitform.Area
	forms *attach.Signature // of the form
	kept  *attach.Signature // of the page
	maker *maker
	said  []string
	left  int
	now   time.Time
}

// maker stands in for the sheets of what is made from inside a visit.
type maker struct {
	keys *widgets.Keys
	made []visitform.Made
}

func (m *maker) Open(kind app.VisitLinkKind, _ app.Visit, done func()) {
	text := widgets.NewEntry()
	sheet := widgets.NewSheet("sheet of "+string(kind), text, widgets.Action{})
	sheet.Primary = widgets.Action{Label: "Store it", Do: func() {
		m.made = append(m.made, visitform.Made{Kind: kind, Text: text.Text, Status: "open", Due: "2026-03-20"})
		sheet.Close()
		done()
	}}
	sheet.Show(m.keys)
}

func open(t *testing.T, store *data.Store, runner *background.Runner, opts ...screentest.Option) *bench {
	t.Helper()
	return openIn(t, words.English, store, runner, opts...)
}

func openIn(t *testing.T, language string, store *data.Store, runner *background.Runner, opts ...screentest.Option) *bench {
	t.Helper()
	b := &bench{page: screentest.New(t, opts...), store: store, by: datatest.Actor(t, store), now: datatest.Now()}
	codes, err := store.Codes(t.Context(), b.by)
	if err != nil {
		t.Fatal(err)
	}
	b.maker = &maker{keys: b.page.Keys()}
	d := &desk.Desk{
		By: b.by, Codes: words.NewCodes(language, codes), Flows: words.NewFlows(language, nil), Runner: runner, Now: func() time.Time { return b.now },
		Keys: b.page.Keys(), Canvas: b.page.Window().Canvas(), Open: func(desk.Route) {}, Back: func() {},
		Say: func(text string) { b.said = append(b.said, text) }, Fail: func(err error) { t.Error(err) },
	}
	b.forms, b.kept = attach.NewSignature(d, store), attach.NewSignature(d, store)
	b.area = visitform.New(d, store, visitform.Parts{
		Maker: b.maker, Made: func(context.Context, app.VisitID) ([]visitform.Made, error) { return b.maker.made, nil },
		FormSignature: b.forms, PageSignature: b.kept, PageUsed: practice.NewUsed(d, store),
	})
	b.forms.OnPaper, b.kept.OnPaper = b.area.OnPaper, b.area.OnPaper
	b.area.OnLeft = func() { b.left++ }
	keys := b.page.Keys()
	keys.On("Ctrl+Enter", "", b.area.Save)
	keys.On("Ctrl+R", "", b.area.Again)
	keys.On("Ctrl+G", "", b.area.GoOn)
	keys.On("Escape", "", func() { b.area.Leave() })
	keys.On("Ctrl+S", "", func() { b.area.Keep(func() {}) })
	for i := range 9 {
		keys.On("Alt+"+string(rune('1'+i)), "", func() { b.area.ToPart(i) })
	}
	for _, k := range visitform.Kinds() {
		keys.On(k.Chord, "", func() { b.area.Make(k.Kind) })
	}
	b.page.Show(b.area.Content())
	return b
}

func plant(t *testing.T, s *data.Store) app.Customer {
	t.Helper()
	c, err := s.OpenCustomer(t.Context(), datatest.Actor(t, s), app.CustomerDraft{
		Customer: app.Customer{Kind: app.Organisation, Name: "米易县灯火食品厂", Segment: "hv_industry"},
		Contact:  app.Contact{Name: "李晓明", Mobile: "12900000001"},
		Account:  app.Account{AccountNo: "5104000000011", Address: "米易县丙谷镇新村村7组", ContractedVA: 315000, OpenedOn: "2020-05-01"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func start(t *testing.T, s *data.Store, c app.Customer, on app.Day) app.Visit {
	t.Helper()
	v, err := s.StartVisit(t.Context(), datatest.Actor(t, s), c.ID, on)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// recorded is a visit of before.
func recorded(t *testing.T, s *data.Store, c app.Customer, on app.Day, answers app.Answers, change func(*app.VisitRecord)) app.Visit {
	t.Helper()
	v := start(t, s, c, on)
	p, err := s.VisitPage(t.Context(), datatest.Actor(t, s), v.ID)
	if err != nil {
		t.Fatal(err)
	}
	r := app.VisitRecord{
		Channel: app.OnSite, Purposes: []string{"needs"}, VisitedOn: on, Met: "李晓明（厂长）", Satisfaction: 4, Form: p.Form,
		Answers: app.Answers{"present_need": "电压稳定", "development_need": "no"},
	}
	for name, value := range answers {
		r.Answers[name] = value
	}
	if change != nil {
		change(&r)
	}
	if v, err = s.RecordVisit(t.Context(), datatest.Actor(t, s), v, r); err != nil {
		t.Fatal(err)
	}
	return v
}

func (b *bench) form(v app.Visit) {
	b.area.Show(desk.Route{Tab: desk.Visits, Visit: v.ID, Record: true})
}

// holds looks at what stands in a field.
func (b *bench) holds(t *testing.T, label, want string) {
	t.Helper()
	was := b.page.Focusing()
	b.page.Into(label)
	entry, is := b.page.Focusing().(*widgets.Entry)
	if !is {
		t.Fatalf("%s is no text", label)
	}
	if entry.Text != want {
		t.Errorf("%s holds %q, want %q", label, entry.Text, want)
	}
	b.page.Window().Canvas().Focus(was)
}

func (b *bench) visit(t *testing.T, id app.VisitID) app.VisitPage {
	t.Helper()
	p, err := b.store.VisitPage(t.Context(), b.by, id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (b *bench) drafts(t *testing.T) []app.Draft {
	t.Helper()
	all, err := b.store.Drafts(t.Context(), b.by)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// answer fills in what the enterprise form must have.
func (b *bench) answer() {
	b.page.Type("Present needs", "希望电压稳定")
	b.page.Into("Will need more")
	b.page.TypeHere("2")
}

// Task 6 of the users' day, in seven actions: open the planned visit (two, in
// the list of visits), add a case, add a promise, and Ctrl+Enter three times.
// Typing a field and Tab are not counted.
func TestAVisitWithACaseAndAPromiseInSevenActions(t *testing.T) {
	s := datatest.Open(t)
	v := start(t, s, plant(t, s), "2026-03-02")
	b := open(t, s, background.Inline())
	actions := 0
	press := func(chord string) { actions++; b.page.Press(chord) }
	actions += 2 // Ctrl+4 and Enter on the first line of the list
	b.form(v)
	b.page.TypeHere("李晓明（厂长）")
	b.answer()
	press("Ctrl+Shift+C")
	b.page.TypeHere("反映电压偏低")
	press("Ctrl+Enter")
	press("Ctrl+Shift+P")
	b.page.TypeHere("三日内测量电压")
	press("Ctrl+Enter")
	b.page.See("反映电压偏低")
	b.page.See("三日内测量电压")
	press("Ctrl+Enter")
	p := b.visit(t, v.ID)
	if p.Visit.Status != app.VisitRecorded || p.Visit.Met != "李晓明（厂长）" || p.Given()["present_need"] != "希望电压稳定" {
		t.Errorf("recorded as %+v with %v", p.Visit, p.Given())
	}
	if actions != 7 || len(b.maker.made) != 2 {
		t.Errorf("%d actions and %d things made, want 7 and 2", actions, len(b.maker.made))
	}
	if len(b.drafts(t)) != 0 {
		t.Error("the draft of a recorded visit stays")
	}
}

func TestNothingTypedIsLostByEsc(t *testing.T) {
	s := datatest.Open(t)
	v := start(t, s, plant(t, s), "2026-03-02")
	b := open(t, s, background.Inline())
	b.form(v)
	b.page.TypeHere("李晓明")
	b.page.Type("Shifts a day", "2")
	b.page.Type("Employees", "8o") // cannot be read yet, and stays as it is
	b.page.Press("Escape")
	if b.left != 1 || len(b.drafts(t)) != 1 {
		t.Fatalf("left %d times with %d drafts", b.left, len(b.drafts(t)))
	}
	again := open(t, s, background.Inline())
	d := b.drafts(t)[0]
	again.area.Show(desk.Route{Tab: desk.Visits, Draft: &d})
	again.holds(t, "Persons met", "李晓明")
	again.holds(t, "Shifts a day", "2")
	again.holds(t, "Employees", "8o")
	again.page.TypeHere("x") // goes on where one was
	again.holds(t, "Employees", "8ox")
}

func TestEachFieldIsSavedAsItIsTyped(t *testing.T) {
	s := datatest.Open(t)
	v := start(t, s, plant(t, s), "2026-03-02")
	b := open(t, s, background.Inline())
	b.form(v)
	for name, typed := range map[string]string{"Main products": "核桃糕", "Shifts a day": "3", "Employees": "80"} {
		b.page.Type(name, typed)
		found := false
		for _, value := range b.drafts(t)[0].Fields {
			found = found || value == typed
		}
		if !found {
			t.Errorf("%s is not in the draft before the next field is begun", name)
		}
	}
}

func TestTheFormAsksOnlyWhatApplies(t *testing.T) {
	s := datatest.Open(t)
	b := open(t, s, background.Inline())
	b.form(start(t, s, plant(t, s), "2026-03-02"))
	b.page.DontSee("Further capacity")
	b.page.See("2  Needs  0/3")
	b.page.Into("Will need more")
	b.page.TypeHere("1")
	b.page.See("Further capacity")
	b.page.See("2  Needs  1/5")
	b.page.Press("Ctrl+Enter")
	b.page.See("Please fill in Present needs.")
	b.page.See("Please fill in Further capacity.")
}

func TestWhatSeemsOddIsSaidAtItsField(t *testing.T) {
	s := datatest.Open(t)
	c := plant(t, s)
	recorded(t, s, c, "2026-02-27", nil, nil)
	b := open(t, s, background.Inline())
	v := start(t, s, c, "2026-03-02")
	b.form(v)
	tests := []struct {
		name, field, typed, say string
	}{
		{"a visit of tomorrow", "Visited on", "2026-03-03", "Visited on has not come yet. Check the date."},
		{"a visit before the last one", "Visited on", "2026-02-26", "The customer was visited later, on 2026-02-27 Fri. Please check the day; it can be kept as it is. Entered late: the first working day after the visit is over. The record is marked so."},
		{"two visits on one day", "Visited on", "2026-02-27", "The customer was visited on this day already. Was it the same visit, correct that record; a second one can be kept too."},
		{"more shifts than a day has", "Shifts a day", "9", "Shifts a day can be 0–4. Check the number."},
		{"an unusual number of employees", "Employees", "9000", "Usually no more than 5000. Please check; it can be kept as it is."},
		{"a number that is none", "Employees", "many", "Employees cannot be read. Check how it is written."},
		{"no position", "Position", "新村", "A position is latitude and longitude, such as 26.91,102.12."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b.page.Type(tt.field, tt.typed)
			b.page.Press("Tab")
			b.page.See(tt.say)
		})
	}
}

func TestWhatIsCopiedMustBeLookedAt(t *testing.T) {
	s := datatest.Open(t)
	c := plant(t, s)
	recorded(t, s, c, "2026-02-02", app.Answers{"shifts": "2", "employees": "80", "problems": "台区电压低"}, nil)
	b := open(t, s, background.Inline())
	v := start(t, s, c, "2026-03-02")
	b.form(v)
	b.page.See("台区电压低") // beside the form, not in it
	b.page.Type("Employees", "95")
	b.page.Press("Ctrl+R")
	b.holds(t, "Shifts a day", "2")
	b.holds(t, "Employees", "95") // what was typed stays
	b.holds(t, "Problems", "")
	b.page.See("Copied. Look whether it still holds.")
	if len(b.said) == 0 || !strings.Contains(b.said[len(b.said)-1], "copied from 2026-02-02") {
		t.Errorf("said %q", b.said)
	}
	b.page.Into("Shifts a day")
	b.page.Press("Tab")
	b.page.Press("Ctrl+Enter")
	p := b.visit(t, v.ID)
	if p.Visit.Status != app.VisitRecorded {
		t.Fatalf("recorded as %s:\n%s", p.Visit.Status, b.page.Text())
	}
	copied := p.Copied()
	if copied["shifts"] || copied["employees"] || !copied["development_need"] {
		t.Errorf("marked as copied: %v", copied)
	}
	b.page.See("No  (copied, not looked at)")
	for _, f := range p.Known {
		if f.Name == "shifts" && f.VerifiedOn != "2026-03-02" {
			t.Errorf("the shifts were looked at and are verified on %q", f.VerifiedOn)
		}
		if f.Name == "development_need" && f.VerifiedOn != "2026-02-02" {
			t.Errorf("an answer nobody looked at is verified on %q", f.VerifiedOn)
		}
	}
}

func TestSomebodyElseRecordsTheVisitMeanwhile(t *testing.T) {
	s := datatest.Open(t)
	c := plant(t, s)
	v := start(t, s, c, "2026-03-02")
	b := open(t, s, background.Inline())
	b.form(v)
	b.page.TypeHere("李晓明")
	b.answer()
	p := b.visit(t, v.ID)
	_, err := s.RecordVisit(t.Context(), b.by, v, app.VisitRecord{
		Channel: app.ByTelephone, Purposes: []string{"advice"}, VisitedOn: "2026-03-02", Form: p.Form, Answers: app.Answers{"present_need": "无", "development_need": "no"},
	})
	if err != nil {
		t.Fatal(err)
	}
	b.page.Press("Ctrl+Enter")
	b.page.See("Someone else recorded, moved or corrected this visit meanwhile. Your text is kept as a draft; look at theirs, then save again.")
	b.holds(t, "Present needs", "希望电压稳定")
	if len(b.drafts(t)) != 1 {
		t.Error("what was typed is not kept")
	}
	b.form(v) // what the other recorded
	b.page.See("By telephone")
}

func TestAFullDiskKeepsWhatIsTyped(t *testing.T) {
	s := datatest.Open(t)
	v := start(t, s, plant(t, s), "2026-03-02")
	b := open(t, s, background.Inline())
	b.form(v)
	b.answer()
	datatest.FillDisk(t, s)
	b.page.Type("Orders", strings.Repeat("满", 3000))
	b.page.Press("Ctrl+Enter")
	b.page.See("The disk is full. Nothing was half-written and your text is kept; free some space, then save again.")
	b.holds(t, "Present needs", "希望电压稳定")
	datatest.FreeDisk(t, s)
	b.page.Press("Ctrl+Enter")
	if p := b.visit(t, v.ID); p.Visit.Status != app.VisitRecorded {
		t.Errorf("with room again it stands at %s", p.Visit.Status)
	}
}

func TestARecordIsCorrected(t *testing.T) {
	s := datatest.Open(t)
	v := recorded(t, s, plant(t, s), "2026-03-02", app.Answers{"shifts": "2"}, nil)
	b := open(t, s, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Visits, Visit: v.ID})
	b.page.See("2 shifts")
	b.page.Tap("Correct")
	b.holds(t, "Shifts a day", "2")
	b.page.Type("Shifts a day", "3")
	b.page.Press("Ctrl+Enter")
	b.page.See("3 shifts")
	if p := b.visit(t, v.ID); p.Given()["shifts"] != "3" || p.Visit.EnteredAt != v.EnteredAt {
		t.Errorf("corrected to %v", p.Given())
	}
}

func TestARecordedVisitIsFollowedUpAndArchived(t *testing.T) {
	s := datatest.Open(t)
	c := plant(t, s)
	v := recorded(t, s, c, "2026-03-02", nil, func(r *app.VisitRecord) { r.FollowUpOn = "2026-03-16" })
	b := open(t, s, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Visits, Visit: v.ID})
	b.page.See("To call back")
	if got := b.area.Prints(); got.Visit != v.ID {
		t.Errorf("Ctrl+P prints %+v", got)
	}
	if got := b.area.Practised(); got.Visit != v.ID {
		t.Errorf("an entry of the log is written out of %+v", got)
	}
	b.page.Press("Ctrl+G")
	b.page.Press("Ctrl+Enter")
	b.page.See("Please fill in What the call brought.")
	b.page.TypeHere("电压已正常")
	b.page.Press("Ctrl+Enter")
	b.page.See("Archived")
	b.page.See("2026-03-02 电压已正常")
	other := recorded(t, s, c, "2026-03-01", nil, nil)
	b.area.Show(desk.Route{Tab: desk.Visits, Visit: other.ID})
	b.page.Press("Ctrl+G")
	if p := b.visit(t, other.ID); p.Visit.Status != app.VisitArchived {
		t.Errorf("stands at %s", p.Visit.Status)
	}
}

func TestTheRecordTellsWhoLearntOnTheVisit(t *testing.T) {
	store := datatest.Open(t)
	c := plant(t, store)
	v := recorded(t, store, c, "2026-02-10", nil, nil)
	b := open(t, store, background.Inline())
	if _, err := store.LogPractice(t.Context(), b.by, app.PracticeDraft{Kind: app.OnTheJob, DoneOn: "2026-03-02", Minutes: 60, What: "随访", Visit: v.ID}); err != nil {
		t.Fatal(err)
	}
	b.area.Show(desk.Route{Tab: desk.Visits, Visit: v.ID})
	b.page.See("Used as practice")
	b.page.See("2026-03-02 Mon · 1 h")
}

func TestAVisitNobodyPlannedIsStarted(t *testing.T) {
	s := datatest.Open(t)
	c := plant(t, s)
	b := open(t, s, background.Inline())
	b.area.Show(desk.Route{Tab: desk.Visits, Customer: c.ID, Record: true})
	b.answer()
	b.page.Press("Ctrl+Enter")
	b.page.See("Recorded")
}

func TestTheKeyboardGoesToEachGroup(t *testing.T) {
	s := datatest.Open(t)
	b := open(t, s, background.Inline())
	b.form(start(t, s, plant(t, s), "2026-03-02"))
	b.page.Press("Alt+3")
	b.page.TypeHere("核桃糕")
	b.holds(t, "Main products", "核桃糕")
	b.page.Press("Alt+3") // the first that is open is now the next
	b.page.TypeHere("满")
	b.holds(t, "Orders", "满")
}
