package company_test

import (
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/company"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

func open(t *testing.T, page *screentest.Page, language string) (*desk.Desk, *data.Store) {
	t.Helper()
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	codes, err := store.Codes(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	return &desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Runner: background.Inline(), Now: datatest.Now, Keys: page.Keys(), Canvas: page.Window().Canvas(),
		Say: func(string) {}, Fail: func(err error) { t.Errorf("it failed: %v", err) },
	}, store
}

func show(page *screentest.Page, s company.Section) company.Section {
	page.Show(s.Content())
	s.Reload()
	s.Focus()
	return s
}

func TestAPersonIsTakenOn(t *testing.T) {
	page := screentest.New(t)
	d, store := open(t, page, "en")
	s := show(page, company.NewStaff(d, store))
	page.See("沈丽")

	s.New()
	page.Tap("Save")
	page.See("Please fill in Name.")
	page.Type("Staff number", "MY012")
	page.Press("Ctrl+Enter")
	page.See("Please fill in Name.")
	page.Type("Name", "示例员工")
	page.Tap("Account manager")
	page.Type("Until", "20260101")
	page.Press("Ctrl+Enter")
	page.See("Until lies before the start.")
	page.Type("Until", "20271231")
	page.Press("Ctrl+Enter")
	page.DontSee("Save")
	page.See("2026-03-02 to 2027-12-31")

	people, err := store.Staff(t.Context(), d.By)
	if err != nil {
		t.Fatal(err)
	}
	got := people[len(people)-1]
	if got.Name != "示例员工" || got.StaffNo != "MY012" || len(got.Roles) != 1 || got.Roles[0] != app.Manager || got.Unit != d.By.Unit {
		t.Errorf("kept was %+v", got)
	}
}

func TestTheSoleUserKeepsHerRoleWhenChanged(t *testing.T) {
	page := screentest.New(t)
	d, store := open(t, page, "en")
	show(page, company.NewStaff(d, store))
	page.Press("Enter")
	page.Type("Mobile", "1380000000")
	page.Press("Ctrl+Enter")
	page.See("1380000000")
	people, err := store.Staff(t.Context(), d.By)
	if err != nil {
		t.Fatal(err)
	}
	if len(people) != 1 || len(people[0].Roles) != 1 || people[0].Roles[0] != app.Sole {
		t.Errorf("kept was %+v, want the sole user with her role", people)
	}
}

func TestAUnitIsAddedUnderAnother(t *testing.T) {
	page := screentest.New(t)
	d, store := open(t, page, "en")
	s := show(page, company.NewUnits(d, store))
	s.New()
	page.Type("Code", "0102")
	page.Type("Name", "示例供电所")
	page.Type("Kind", "station")
	page.Press("Enter")
	page.Type("Belongs to", "01")
	page.Press("Enter", "Ctrl+Enter")
	page.See("示例供电所")
	units, err := store.Units(t.Context(), d.By)
	if err != nil {
		t.Fatal(err)
	}
	if len(units) != 2 || units[1].Kind != "station" || units[1].Parent != units[0].ID {
		t.Errorf("kept was %+v, want a station under the hall", units)
	}
}

func TestATransformerAreaIsAddedAndGivenToAManager(t *testing.T) {
	page := screentest.New(t)
	d, store := open(t, page, "en")
	s := show(page, company.NewAreas(d, store))
	s.New()
	page.Type("Name", "示例01台区")
	page.Type("Capacity (kVA)", "four hundred")
	page.Press("Ctrl+Enter")
	page.See("cannot be read")
	page.Type("Capacity (kVA)", "31.5")
	page.Press("Ctrl+Enter")
	page.See("31.5 kVA")

	s.Focus()
	page.Press("Home")
	page.Tap("Assign manager…")
	page.See("Manager of 示例01台区")
	page.Press("Ctrl+Enter")
	page.See("Name who is to do it.")
	page.Type("Account manager", "sl")
	page.Press("Enter", "Ctrl+Enter")
	page.DontSee("Manager of 示例01台区")
	areas, err := store.TransformerAreas(t.Context(), d.By)
	if err != nil {
		t.Fatal(err)
	}
	if areas[0].CapacityVA != 31500 || areas[0].AreaType != "rural" {
		t.Errorf("kept was %+v", areas[0])
	}
	if got := manager(t, d, store, areas[0]); got != d.By.Staff {
		t.Errorf("responsible is %v, want %v", got, d.By.Staff)
	}
}

// manager is who a customer of the area finds responsible.
func manager(t *testing.T, d *desk.Desk, store *data.Store, area app.TransformerArea) app.StaffID {
	t.Helper()
	c, err := store.OpenCustomer(t.Context(), d.By, app.CustomerDraft{
		Customer: app.Customer{Kind: app.Person, Name: "示例客户"},
		Account:  app.Account{AccountNo: "5104000000009", Address: "新村村一组", TransformerArea: area.ID},
	})
	if err != nil {
		t.Fatal(err)
	}
	page, err := store.CustomerPage(t.Context(), d.By, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := app.ManagerOn(page.Assignments, app.DayOf(datatest.Now()))
	return a.Manager
}

func TestTheFilterNarrowsTheList(t *testing.T) {
	page := screentest.New(t)
	d, store := open(t, page, "en")
	for _, name := range []string{"攀莲01台区", "丙谷01台区"} {
		if _, err := store.SaveTransformerArea(t.Context(), d.By, app.TransformerArea{}, app.TransformerArea{Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	s := show(page, company.NewAreas(d, store))
	s.ToFilter()
	page.TypeHere("bg")
	page.See("丙谷01台区")
	page.DontSee("攀莲01台区")
}

func TestGallery(t *testing.T) {
	folder := os.Getenv("LAMPLIGHTER_SHOTS")
	if folder == "" {
		t.Skip("LAMPLIGHTER_SHOTS names no folder")
	}
	size := screentest.Size(1180, 650)
	for name, options := range map[string][]screentest.Option{"zh": {screentest.Chinese(), size}, "en-dark": {screentest.Dark(), size}} {
		t.Run(name, func(t *testing.T) {
			page := screentest.New(t, options...)
			d, store := open(t, page, name[:2])
			for _, one := range []string{"攀莲01台区", "丙谷01台区"} {
				if _, err := store.SaveTransformerArea(t.Context(), d.By, app.TransformerArea{}, app.TransformerArea{Name: one, CapacityVA: 400_000, AreaType: "rural"}); err != nil {
					t.Fatal(err)
				}
			}
			for what, s := range map[string]company.Section{"units": company.NewUnits(d, store), "staff": company.NewStaff(d, store), "areas": company.NewAreas(d, store)} {
				show(page, s)
				page.Shot(filepath.Join(folder, "company-"+what+"-"+name+".png"))
				s.New()
				page.Shot(filepath.Join(folder, "company-"+what+"-new-"+name+".png"))
				page.Press("Escape")
			}
		})
	}
}
