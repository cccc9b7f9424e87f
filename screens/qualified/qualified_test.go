package qualified_test

import (
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/qualified"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// bench is these pages on a real store.
type bench struct {
	*screentest.Page
	store *data.Store
	by    app.Actor
	area  *qualified.Area
	said  []string
}

func open(t *testing.T, language string, store *data.Store, options ...screentest.Option) *bench {
	t.Helper()
	b := &bench{Page: screentest.New(t, options...), store: store, by: datatest.Actor(t, store)}
	shipped := datatest.Shipped(t)
	d := &desk.Desk{
		By: b.by, Codes: words.NewCodes(language, shipped.Codes), Flows: words.NewFlows(language, shipped.Flows), Runner: background.Inline(), Now: datatest.Now,
		Keys: b.Keys(), Canvas: b.Window().Canvas(), Open: func(desk.Route) {}, Say: func(text string) { b.said = append(b.said, text) },
		Fail: func(err error) { b.said = append(b.said, words.Error(err)) },
	}
	b.area = qualified.New(d, store)
	b.Show(b.area.Content())
	b.area.Focus()
	return b
}

// staffed is a store with one who may be granted, one who lacks parts, and two
// whose grants end.
func staffed(t *testing.T) *data.Store {
	t.Helper()
	s := datatest.Open(t)
	ready := datatest.Colleague(t, s, "MY021", "罗永红", "counter")
	datatest.Completed(t, s, ready.ID, "2025-06-01", "2028-06-01", "policy", "connection")
	datatest.Completed(t, s, ready.ID, "2025-06-01", "2027-06-01", "service")
	datatest.Practised(t, s, ready.ID, app.SelfStudy, "2025-07-01", 660)
	datatest.Practised(t, s, ready.ID, app.OnTheJob, "2025-08-01", 1200)
	lacks := datatest.Colleague(t, s, "MY022", "李春梅", "counter")
	datatest.Completed(t, s, lacks.ID, "2023-02-01", "2026-02-01", "policy")
	datatest.Practised(t, s, lacks.ID, app.SelfStudy, "2025-07-01", 330)
	datatest.Colleague(t, s, "MY023", "何晓燕", "account_manager")
	return s
}

func TestTheListTellsWhatEachLacks(t *testing.T) {
	b := open(t, words.English, staffed(t))
	for _, text := range []string{"罗永红", "Ready to grant", "nothing: until 2027-06-01, when Quality service ends", "李春梅", "Not qualified", "State and company policy (expired on 2026-02-01)"} {
		b.See(text)
	}
	b.Tap("May be granted")
	b.See("罗永红")
	b.DontSee("李春梅")
}

func TestThoseReadyAreGrantedInOneActionByKeysAlone(t *testing.T) {
	b := open(t, words.English, staffed(t))
	b.Press("Ctrl+A")
	b.area.Save()
	b.See("1 are granted, each with a certificate. 2 are not.")
	b.See("Qualified counter clerk, until 2027-06-01, when Quality service ends")
	b.See("not granted: Training, study or practice is not complete.")
	b.Press("Ctrl+Enter")
	if len(b.said) != 1 || !strings.HasPrefix(b.said[0], "1 granted.") {
		t.Errorf("said %v", b.said)
	}
	b.area.GoOn()
	b.See("罗永红")
	b.See("Qualified counter clerk")
	if papers := b.area.Prints().Papers; len(papers) != 1 {
		t.Errorf("%d certificates are printed", len(papers))
	}
}

func TestAPersonsPageTellsEachPartAndTakesAGrantBack(t *testing.T) {
	b := open(t, words.English, staffed(t))
	b.Tap("May be granted")
	b.area.Focus()
	b.Press("Enter")
	for _, text := range []string{"罗永红 · MY021", "If granted today", "✓ valid until 2028-06-01", "✓ 11 of 10 h", "✓ 20 of 20 h"} {
		b.See(text)
	}
	b.area.Save()
	b.Press("Ctrl+Enter")
	b.See("Granted: 2026-03-02 to 2027-06-01 · ends with Quality service")
	b.See("Renewal opens")
	b.Tap("Withdraw …")
	b.Press("Ctrl+Enter")
	b.See("reason")
	b.Type("Reason", "学时误记")
	b.Press("Ctrl+Enter")
	b.See("withdrawn: 学时误记")
	if !b.area.Leave() {
		t.Error("there is no way back to the list")
	}
	b.See("Ready to grant")
}

func TestACertificateIsCheckedInTheWindow(t *testing.T) {
	b := open(t, words.English, staffed(t))
	b.Press("Ctrl+A")
	b.area.Save()
	b.Press("Ctrl+Enter")
	b.area.GoOn()
	all, err := b.store.Certificates(t.Context(), b.by, app.CertificateFilter{}, 1)
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	b.Type("Certificate number", all[0].Number)
	b.Type("Code on the paper", strings.ToLower(all[0].Code))
	b.Tap("Check")
	b.See("✓ Genuine, and valid until 2027-06-01: 合格柜员, 罗永红.")
	b.Type("Code on the paper", "AAAA-AAAA-AAAA-AAAA")
	b.Tap("Check")
	b.See("Not genuine")
}

func TestAListIsFrozenOpenedAndPrinted(t *testing.T) {
	b := open(t, words.English, staffed(t))
	b.area.Insert()
	b.See("No list was frozen yet.")
	b.area.New()
	b.Press("Ctrl+Enter")
	b.area.Focus()
	b.Press("Enter")
	b.See("Qualifications for the appraisal of 2026")
	b.See("Ready to grant")
	if p := b.area.Prints(); p.Title != "Qualifications for the appraisal of 2026" || len(p.Figures) != 1 || len(p.Figures[0].Rows) != 3 {
		t.Errorf("prints %+v", p)
	}
	if f, on := b.area.Figures(); !on || len(f.Rows[0]) != len(f.Columns) {
		t.Errorf("exports %+v", f)
	}
	b.area.Leave()
	b.area.New()
	b.Type("As of", "2026-03-09")
	b.Press("Ctrl+Enter")
	b.See("As of")
	if lists, _ := b.store.QualificationLists(t.Context(), b.by); len(lists) != 1 {
		t.Errorf("%d lists, one of a day to come", len(lists))
	}
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, dress := range map[string]struct {
		language string
		options  []screentest.Option
	}{
		"zh": {words.Chinese, []screentest.Option{screentest.Chinese()}}, "en": {words.English, nil},
		"zh-dark": {words.Chinese, []screentest.Option{screentest.Chinese(), screentest.Dark()}},
	} {
		t.Run(name, func(t *testing.T) {
			county := datatest.Open(t)
			if err := county.Fill(t.Context(), datatest.Actor(t, county), sample.New(60, 7, datatest.Now()), 60, func(int64, int64) {}); err != nil {
				t.Fatal(err)
			}
			many := open(t, dress.language, county, append(dress.options, screentest.Size(1180, 650))...)
			many.Shot(filepath.Join(folder, "qualified-county-"+name+".png"))
			many.Press("Down", "Enter")
			many.Shot(filepath.Join(folder, "qualified-manager-"+name+".png"))
			b := open(t, dress.language, staffed(t), append(dress.options, screentest.Size(1180, 650))...)
			shot := func(what string) { b.Shot(filepath.Join(folder, "qualified-"+what+"-"+name+".png")) }
			b.Press("Ctrl+A")
			shot("states")
			b.area.Save()
			shot("grant")
			b.Press("Ctrl+Enter")
			b.area.Focus()
			b.Press("Down", "Enter")
			shot("person")
			b.area.Leave()
			b.area.GoOn()
			shot("papers")
			b.area.Insert()
			shot("no-lists")
			b.area.New()
			shot("freeze")
			b.Press("Ctrl+Enter")
			b.area.Focus()
			b.Press("Enter")
			shot("frozen")
		})
	}
}
