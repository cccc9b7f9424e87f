package promises_test

import (
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/promises"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// bench is the list of promises on a real store.
type bench struct {
	*screentest.Page
	store *data.Store
	by    app.Actor
	list  *promises.Page
	given []exchange.ExportWhat
	said  []string
}

func open(t *testing.T, language string, store *data.Store, options ...screentest.Option) *bench {
	t.Helper()
	b := &bench{Page: screentest.New(t, options...), store: store, by: datatest.Actor(t, store)}
	shipped := datatest.Shipped(t)
	d := &desk.Desk{
		By: b.by, Codes: words.NewCodes(language, shipped.Codes), Flows: words.NewFlows(language, shipped.Flows), Runner: background.Inline(), Now: datatest.Now,
		Keys: b.Keys(), Canvas: b.Window().Canvas(), Open: func(desk.Route) {}, Say: func(text string) { b.said = append(b.said, text) },
		Fail: func(err error) { t.Errorf("the screen failed: %v", err) },
	}
	b.list = promises.New(d, store, func(what exchange.ExportWhat) { b.given = append(b.given, what) })
	b.Show(b.list.Content())
	b.list.Focus()
	return b
}

// owed is a store with a promise overdue, one due this week and one far off.
func owed(t *testing.T) *data.Store {
	t.Helper()
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	c := datatest.Customer(t, store, "丙谷芒果种植场", "5104000000011", "12900000001")
	for content, due := range map[string]app.Day{"更换老化表箱": "2026-02-27", "送达停电通知": "2026-03-04", "答复增容方案": "2026-04-20"} {
		if _, err := store.MakeCommitment(t.Context(), by, app.CommitmentDraft{Customer: c.ID, Content: content, Owner: by.Staff, MadeOn: "2026-02-20", DueOn: due}); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

func TestTheListBeginsWithWhatIsOverdue(t *testing.T) {
	b := open(t, words.English, owed(t))
	b.See("更换老化表箱")
	b.See("over by 3 days")
	b.DontSee("答复增容方案")
	b.Tap("All open")
	for _, content := range []string{"更换老化表箱", "送达停电通知", "答复增容方案"} {
		b.See(content)
	}
}

func TestAPromiseIsOpenedAndKeptByKeysAlone(t *testing.T) {
	b := open(t, words.English, owed(t))
	b.Press("Down", "Enter")
	b.Type("Evidence", "客户签收单")
	b.Press("Ctrl+Enter")
	b.Tap("Broken")
	b.See("Kept late 2026-03-02")
}

func TestTheStartPagesListIsShown(t *testing.T) {
	b := open(t, words.English, owed(t))
	b.list.Show(desk.Route{Promises: app.CommitmentsWeek, Mine: true})
	b.See("送达停电通知")
	b.DontSee("更换老化表箱")
	if got := len(b.list.Order()); got != 1 {
		t.Errorf("%d promises are listed, want 1", got)
	}
}

func TestPromisesAreFoundByAWord(t *testing.T) {
	b := open(t, words.English, owed(t))
	b.Tap("All open")
	b.list.ToFilter()
	b.TypeHere("增容")
	b.Press("Enter")
	b.See("答复增容方案")
	b.DontSee("送达停电通知")
}

func TestTheListOnViewGoesOut(t *testing.T) {
	b := open(t, words.English, owed(t))
	b.list.Export()
	if len(b.given) != 1 {
		t.Fatalf("%d lists are given", len(b.given))
	}
	path := filepath.Join(t.TempDir(), "promises.csv")
	job := app.ExportJob{Path: path, Format: app.CSV, Title: words.Column, Label: words.NewCodes(words.English, nil).Word}
	if n, err := b.given[0].Run(t.Context(), b.given[0].Rows, job, func(int64, int64) {}); err != nil || n != 1 {
		t.Fatalf("%d rows went out: %v", n, err)
	}
	if text, err := os.ReadFile(path); err != nil || len(text) == 0 {
		t.Errorf("the file holds %q: %v", text, err)
	}
	b.list.Show(desk.Route{Promises: app.CommitmentsKept})
	b.list.Export()
	if len(b.given) != 1 || len(b.said) != 1 {
		t.Errorf("an empty list was given out: %v", b.said)
	}
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	if err := store.Fill(t.Context(), by, sample.New(800, 7, datatest.Now()), 800, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	for name, dress := range map[string]struct {
		language string
		options  []screentest.Option
	}{
		"zh": {words.Chinese, []screentest.Option{screentest.Chinese()}}, "en": {words.English, nil},
		"zh-dark": {words.Chinese, []screentest.Option{screentest.Chinese(), screentest.Dark()}},
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, dress.language, store, append(dress.options, screentest.Size(1180, 650))...)
			b.Press("Down")
			b.Shot(filepath.Join(folder, "promises-list-"+name+".png"))
			b.list.Show(desk.Route{Promises: app.CommitmentsBroken})
			b.Shot(filepath.Join(folder, "promises-broken-"+name+".png"))
			b.list.Show(desk.Route{Promises: app.CommitmentsEver, Mine: true})
			b.Shot(filepath.Join(folder, "promises-none-"+name+".png"))
		})
	}
}
