package customers_test

import (
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/customers"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// twice is a store with a customer who was recorded at two counters.
func twice(t *testing.T) (*data.Store, app.Customer, app.Customer) {
	t.Helper()
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	var made []app.Customer
	for _, d := range []app.CustomerDraft{
		{
			Customer: app.Customer{Kind: app.Person, Name: "李晓明", IDType: "resident_id", IDNo: "510411196001019990", Class: "resident", Preference: "下午联系", ConfirmedOn: "2026-01-05"},
			Contact:  app.Contact{Name: "李晓明", Mobile: "12000000341"},
			Account:  app.Account{AccountNo: "5104000000017", Address: "米易县攀莲镇新村村8组78号", UsageCategory: "202", Voltage: "220V", ContractedVA: 8000}, MeterNo: "5130000000000000000017",
		},
		{
			Customer: app.Customer{Kind: app.Person, Name: "李小明", Class: "resident", Note: "院内有狗，从后门进", ConfirmedOn: "2026-03-02"},
			Contact:  app.Contact{Name: "李小明", Mobile: "12000000341"},
			Account:  app.Account{AccountNo: "5104000000918", Address: "米易县攀莲镇新村村8组78号", UsageCategory: "202", Voltage: "220V", ContractedVA: 8000},
		},
		{Customer: app.Customer{Kind: app.Organisation, Name: "米易县光明超市", USCC: "91510411MA00000000"}},
		{Customer: app.Customer{Kind: app.Organisation, Name: "光明超市", USCC: "91510411MA00000000", LegalRep: "王芳"}},
		{Customer: app.Customer{Kind: app.Person, Name: "王芳"}, Contact: app.Contact{Mobile: "12000000982"}},
	} {
		c, err := store.OpenCustomer(t.Context(), by, d)
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, c)
	}
	if err := store.WarmSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	return store, made[0], made[1]
}

func TestTwoRecordsAreMadeOneByKeyboardAlone(t *testing.T) {
	store, stays, gone := twice(t)
	p := open(t, store, background.Inline())
	p.area.GoOn() // Ctrl+G
	p.See("Suspected pairs: 2")
	p.See("same credit code")
	p.Press("Home", "Down", "Enter")
	p.See("Stays: 李晓明")
	p.See("✓ 院内有狗，从后门进") // said by one of them only
	p.See("✓ 李晓明")
	p.Press("Home", "Enter") // the name
	p.See("✓ 李小明")
	p.Press("Ctrl+Enter")
	if len(p.said) != 1 || p.said[0] != "李小明 is one customer now. Ctrl+Z takes it back." {
		t.Errorf("said %q", p.said)
	}
	p.See("Suspected pairs: 1")
	page := p.kept(t, gone.ID)
	if c := page.Customer; c.ID != stays.ID || c.Name != "李小明" || c.Note == "" || c.Preference == "" || len(page.Accounts) != 2 {
		t.Errorf("merged: %+v", page)
	}

	p.area.Show(desk.Route{Customer: gone.ID})
	p.See("Merged with the record of 李小明")
	p.Tap("Take the merge back")
	p.Tap("Take the merge back") // the question
	if page := p.kept(t, gone.ID); page.Customer.ID != gone.ID || len(page.Accounts) != 1 {
		t.Errorf("taken back: %+v", page)
	}
	p.See("Parted from the record of 李小明 again")
}

func TestTwoWhoLookLikeOneAreToldToBeTwo(t *testing.T) {
	store, _, _ := twice(t)
	p := open(t, store, background.Inline())
	p.area.GoOn()
	p.Press("Home", "Enter", "Ctrl+B")
	p.See("Stays: 光明超市") // the other one
	p.Press("Ctrl+G")
	p.See("Suspected pairs: 1")
	p.DontSee("光明超市")
	p.Tap("same ID number")
	p.See("Suspected pairs: 0")
	p.See("Nobody seems to be recorded twice.")
	p.area.Leave()
	p.See("Suspected pairs: 1")
	p.area.Leave()
	p.See("New customer")
}

func TestTwoMarkedCustomersAreComparedAndACustomersPageAsksForHisPairs(t *testing.T) {
	store, stays, _ := twice(t)
	p := open(t, store, background.Inline())
	p.Press("Home", "Space", "Down", "Space")
	p.area.GoOn()
	p.See("One customer or two?")
	p.Press("Escape")
	p.area.Show(desk.Route{Customer: stays.ID})
	p.Tap("Recorded twice?")
	p.See("Suspected pairs: 1 · of one customer; Esc shows all")
	p.area.Leave()
	p.See("Suspected pairs: 2")
}

func TestWhatWasWrittenElsewhereIsTakenOverOrLeft(t *testing.T) {
	store, stays, gone := twice(t)
	by := datatest.Actor(t, store)
	laptop := datatest.OpenAt(t, filepath.Join(t.TempDir(), "laptop.lamp"))
	bring(t, store, laptop)
	p := open(t, store, background.Inline(), screentest.Size(1180, 650))
	a, b := p.kept(t, stays.ID).Customer, p.kept(t, gone.ID).Customer
	if _, err := store.MergeCustomers(t.Context(), by, app.CustomerMerge{Stays: a, Gone: b}); err != nil {
		t.Fatal(err)
	}
	now := b
	now.CreditNote = "按时缴费"
	if err := laptop.ChangeCustomer(t.Context(), by, b, now, app.Why{}); err != nil {
		t.Fatal(err)
	}
	bring(t, laptop, store)
	p.area.Show(desk.Route{Customer: stays.ID})
	p.See("Written into it since, on another computer:")
	p.See("(none) → 按时缴费")
	if folder := os.Getenv("LAMPLIGHTER_SHOTS"); folder != "" {
		p.Shot(filepath.Join(folder, "twice-late-en.png"))
	}
	p.Tap("Take it over")
	p.DontSee("Written into it since")
	if c := p.kept(t, stays.ID).Customer; c.CreditNote != "按时缴费" || c.Note != "" {
		t.Errorf("taken over: %+v", c)
	}
}

// bring takes all changes of one file to another.
func bring(t *testing.T, from, to *data.Store) {
	t.Helper()
	changes, err := from.Changes(t.Context(), 0, 1<<20)
	if err == nil {
		err = to.Apply(t.Context(), changes)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestTwiceGallery(t *testing.T) {
	folder := shots(t)
	store, stays, gone := twice(t)
	by := datatest.Actor(t, store)
	inEachDress(t, store, by, func(page *screentest.Page, area *customers.Area, name, language string) {
		area.GoOn()
		page.Press("Home")
		page.Shot(filepath.Join(folder, "twice-queue-"+name+".png"))
		page.Press("Down", "Enter")
		page.Shot(filepath.Join(folder, "twice-compare-"+name+".png"))
		page.Press("Escape")
		a, err := store.CustomerPage(t.Context(), by, stays.ID)
		if err != nil {
			t.Fatal(err)
		}
		b, err := store.CustomerPage(t.Context(), by, gone.ID)
		if err != nil {
			t.Fatal(err)
		}
		m, err := store.MergeCustomers(t.Context(), by, app.CustomerMerge{Stays: a.Customer, Gone: b.Customer, Take: []string{"note"}})
		if err != nil {
			t.Fatal(err)
		}
		area.Show(desk.Route{Customer: gone.ID})
		page.Shot(filepath.Join(folder, "twice-merged-"+name+".png"))
		back := "Take the merge back"
		if language == words.Chinese {
			back = "撤回合并"
		}
		page.Tap(back)
		page.Shot(filepath.Join(folder, "twice-back-"+name+".png"))
		page.Press("Escape")
		if err := store.UndoMerge(t.Context(), by, m.ID); err != nil {
			t.Fatal(err)
		}
	})
}
