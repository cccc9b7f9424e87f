package find_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/find"
	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
)

// place is a window with the box over a form that is being filled in.
type place struct {
	*screentest.Page
	box    *find.Box
	opened []desk.Route
}

func open(t *testing.T, store find.Store, by app.Actor, runner *background.Runner, options ...screentest.Option) *place {
	t.Helper()
	p := &place{Page: screentest.New(t, options...)}
	under := widgets.NewEntry()
	under.SetText("half a sentence")
	p.Show(under)
	p.box = find.New(&desk.Desk{
		By: by, Runner: runner, Keys: p.Keys(), Now: datatest.Now,
		Open: func(r desk.Route) { p.opened = append(p.opened, r) },
	}, store)
	p.Keys().On("Ctrl+K", "Find", p.box.Open)
	p.Into("half a sentence")
	return p
}

// county is a store with three customers whose search index is ready.
func county(t *testing.T) (*data.Store, app.Actor, map[string]app.Customer) {
	t.Helper()
	store := datatest.Open(t)
	made := map[string]app.Customer{}
	for _, c := range []struct{ name, account, mobile string }{
		{"李晓明", "5104000000017", "12000000341"},
		{"李小明", "5104000000025", "12000000982"},
		{"阿木·曲比", "5104000000033", "12000000777"},
	} {
		made[c.name] = datatest.Customer(t, store, c.name, c.account, c.mobile)
	}
	if err := store.WarmSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	return store, datatest.Actor(t, store), made
}

func TestOneEnterOpensTheBestHit(t *testing.T) {
	store, by, customers := county(t)
	tests := []struct{ name, typed, want string }{
		{"by the initials of a Yi name", "amqb", "阿木·曲比"},
		{"by the end of a telephone number", "0982", "李小明"},
		{"by the whole account number", "5104000000017", "李晓明"},
		{"by two things at once", "lxm 0341", "李晓明"},
		{"by the meter number", "M5104000000033", "阿木·曲比"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := open(t, store, by, background.Inline())
			p.Press("Ctrl+K")
			p.TypeHere(tt.typed)
			p.See(tt.want)
			p.Press("Enter")
			if len(p.opened) != 1 || p.opened[0].Tab != desk.Customers || p.opened[0].Customer != customers[tt.want].ID {
				t.Errorf("Enter opened %+v, want the page of %s", p.opened, tt.want)
			}
		})
	}
}

func TestCtrlEnterAcceptsACaseForTheBestHit(t *testing.T) {
	store, by, customers := county(t)
	c := datatest.Case(t, store, customers["李小明"], "申请校验电能表")
	runner, release := background.Held()
	p := open(t, store, by, runner)
	p.Press("Ctrl+K")
	p.See("New case")
	p.TypeHere("0341")
	p.Press("Ctrl+Enter") // before the answer came
	release()
	if len(p.opened) != 1 || p.opened[0] != (desk.Route{Tab: desk.Cases, NewCase: true, Customer: customers["李晓明"].ID}) {
		t.Fatalf("Ctrl+Enter opened %+v, want a new case of 李晓明", p.opened)
	}
	p.Press("Ctrl+K")
	p.TypeHere(c.Number)
	release()
	p.Press("Ctrl+Enter")
	if len(p.opened) != 2 || p.opened[1] != (desk.Route{Tab: desk.Cases, Case: c.ID}) {
		t.Errorf("Ctrl+Enter opened %+v, want the case itself", p.opened[1:])
	}
	p.box.Pick(func(app.Found) {})
	p.DontSee("New case") // a form is being filled in
}

func TestDownChoosesTheNextHitWhileTypingGoesOn(t *testing.T) {
	store, by, customers := county(t)
	p := open(t, store, by, background.Inline())
	p.Press("Ctrl+K")
	p.TypeHere("lxm")
	p.See("2 hits")
	p.Press("Down", "Down", "Up", "Down")
	p.TypeHere(" ")
	p.Press("Down", "Enter")
	if len(p.opened) != 1 || p.opened[0].Customer != customers["李小明"].ID {
		t.Errorf("Enter opened %+v, want the second hit", p.opened)
	}
}

func TestEscapeGoesBackToWhatWasBeingTyped(t *testing.T) {
	store, by, _ := county(t)
	p := open(t, store, by, background.Inline())
	p.Press("Ctrl+K")
	p.See("Pinyin initials")
	p.TypeHere("zzzz")
	p.See("Nothing answers to “zzzz”")
	p.Press("Escape")
	p.DontSee("Nothing answers")
	if p.Focused() != "half a sentence" {
		t.Errorf("the focus is on %q, want the field it came from", p.Focused())
	}
	p.Press("Ctrl+K")
	p.DontSee("zzzz")
}

// counting counts what the store is asked, to tell a slow answer from none.
type counting struct {
	find.Store
	asked int
}

func (c *counting) Search(ctx context.Context, by app.Actor, text string, limit int) ([]app.Found, int, error) {
	c.asked++
	return c.Store.Search(ctx, by, text, limit)
}

func TestEnterWaitsForTheAnswerToWhatWasTyped(t *testing.T) {
	store, by, customers := county(t)
	runner, release := background.Held()
	slow := &counting{Store: store}
	p := open(t, slow, by, runner)
	p.Press("Ctrl+K")
	p.TypeHere("amq")
	release()
	p.See("阿木·曲比")
	p.Press("Ctrl+K") // selects the text, so that typing begins afresh
	p.TypeHere("0982")
	p.Press("Enter")
	if len(p.opened) != 0 {
		t.Fatalf("Enter opened %+v before the answer came", p.opened)
	}
	release()
	if len(p.opened) != 1 || p.opened[0].Customer != customers["李小明"].ID {
		t.Errorf("Enter opened %+v, want the best hit of 0982", p.opened)
	}
}

func TestACaseIsFoundByItsNumberButNeverChosenAsACustomer(t *testing.T) {
	store, by, customers := county(t)
	c := datatest.Case(t, store, customers["李晓明"], "申请校验电能表")
	p := open(t, store, by, background.Inline())
	p.Press("Ctrl+K")
	p.TypeHere(c.Number)
	p.Press("Enter")
	if len(p.opened) != 1 || p.opened[0].Tab != desk.Cases || p.opened[0].Case != c.ID {
		t.Errorf("Enter opened %+v, want the case %s", p.opened, c.Number)
	}

	p.box.Pick(func(app.Found) { t.Error("a case was taken for a customer") })
	p.TypeHere(c.Number)
	p.Press("Enter")
	p.See("Nothing answers")
}

func TestAFormGetsTheChosenCustomer(t *testing.T) {
	store, by, customers := county(t)
	p := open(t, store, by, background.Inline())
	var taken []app.Found
	p.box.Pick(func(f app.Found) { taken = append(taken, f) })
	p.TypeHere("阿木")
	p.Tap("阿木·曲比")
	if len(taken) != 1 || taken[0].ID != customers["阿木·曲比"].ID || len(p.opened) != 0 {
		t.Errorf("taken %+v, opened %+v, want 阿木·曲比 taken alone", taken, p.opened)
	}
}

func TestASearchThatFailsSaysSoAndKeepsTheHits(t *testing.T) {
	store, by, _ := county(t)
	p := open(t, &failing{Store: store}, by, background.Inline())
	p.Press("Ctrl+K")
	p.TypeHere("amq")
	p.See("阿木·曲比")
	p.TypeHere("!")
	p.See("This did not work.")
	p.See("阿木·曲比")
}

// failing breaks at an exclamation mark.
type failing struct{ find.Store }

func (f *failing) Search(ctx context.Context, by app.Actor, text string, limit int) ([]app.Found, int, error) {
	if text[len(text)-1] == '!' {
		return nil, 0, os.ErrDeadlineExceeded
	}
	return f.Store.Search(ctx, by, text, limit)
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	store, by, _ := county(t)
	for name, options := range map[string][]screentest.Option{
		"zh": {screentest.Chinese()}, "en": nil, "zh-dark": {screentest.Chinese(), screentest.Dark()},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, store, by, background.Inline(), append(options, screentest.Size(1180, 650))...)
			p.Press("Ctrl+K")
			p.Shot(filepath.Join(folder, "find-help-"+name+".png"))
			p.TypeHere("lxm")
			p.Press("Down")
			p.Shot(filepath.Join(folder, "find-"+name+".png"))
			p.TypeHere("zz")
			p.Shot(filepath.Join(folder, "find-none-"+name+".png"))
		})
	}
}
