package company_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/screentest"
)

func addArea(t *testing.T, store *data.Store, name string) app.TransformerArea {
	t.Helper()
	a, err := store.SaveTransformerArea(t.Context(), datatest.Actor(t, store), app.TransformerArea{}, app.TransformerArea{
		Code: "TA", Name: name, CapacityVA: 400_000, AreaType: "rural", Grid: "攀莲网格", Substation: "110kV米易站", Line: "10kV新村线",
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestATransformerAreaIsAddedWithItsCapacity(t *testing.T) {
	b := open(t, "Transformer areas", datatest.Open(t))
	b.area.New()
	b.Type("Name", "示例01台区")
	for typed, said := range map[string]string{"four hundred": "cannot be read", "-5": "cannot be."} {
		b.Type("Capacity (kVA)", typed)
		b.Press("Ctrl+Enter")
		b.See(said)
	}
	b.Type("Capacity (kVA)", "31.5")
	b.Press("Ctrl+Enter")
	b.See("31.5 kVA")
	areas, err := b.store.TransformerAreas(t.Context(), b.by)
	if err != nil {
		t.Fatal(err)
	}
	if len(areas) != 1 || areas[0].CapacityVA != 31500 || areas[0].AreaType != "rural" || areas[0].Unit != b.by.Unit {
		t.Errorf("kept was %+v", areas)
	}
}

// handOver gives an area to one person and then to the next.
func handOver(t *testing.T, store *data.Store, area app.TransformerArea) (first, second app.Staff) {
	t.Helper()
	by := datatest.Actor(t, store)
	for no, name := range map[string]string{"0002": "甲经理", "0003": "乙经理"} {
		if _, err := store.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: no, Name: name, Unit: by.Unit}); err != nil {
			t.Fatal(err)
		}
	}
	people, err := store.Staff(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range []app.Assignment{
		{TransformerArea: area.ID, Manager: people[1].ID, FromOn: "2025-07-01"},
		{TransformerArea: area.ID, Manager: people[2].ID, FromOn: "2026-01-01", Reason: "轮岗"},
	} {
		if err := store.Assign(t.Context(), by, a); err != nil {
			t.Fatal(err)
		}
	}
	return people[1], people[2]
}

func TestAnAreaIsHandedToTheNextManagerFromADayOn(t *testing.T) {
	store := datatest.Open(t)
	area := addArea(t, store, "示例01台区")
	handOver(t, store, area)
	b := open(t, "Transformer areas", store)
	b.Press("Home", "Enter", "Alt+M")
	b.See("Manager of 示例01台区")
	b.See("乙经理")
	b.See("responsible now")
	b.See("2025-07-01 to 2025-12-31")
	b.Press("Ctrl+Enter")
	b.See("Name who is to do it.")
	b.Type("Account manager", "sl")
	b.Press("Enter")
	b.Type("From", "2026-04-01")
	b.Press("Ctrl+Enter")
	b.DontSee("Manager of 示例01台区")
	if want := "沈丽 is responsible from 2026-04-01."; b.said != want {
		t.Errorf("said %q, want %q", b.said, want)
	}
	held, err := store.AreaAssignments(t.Context(), b.by, area.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(held) != 3 || held[0].Manager != b.by.Staff || held[0].FromOn != "2026-04-01" || held[1].ToOn != "2026-03-31" {
		t.Errorf("held by %+v", held)
	}
}

func TestMarkedAreasAreHandedOverTogether(t *testing.T) {
	store := datatest.Open(t)
	areas := []app.TransformerArea{addArea(t, store, "攀莲01台区"), addArea(t, store, "丙谷01台区")}
	b := open(t, "Transformer areas", store)
	b.Press("Ctrl+A")
	b.Tap("Assign manager…")
	b.See("Manager of 2 transformer areas")
	b.Type("Account manager", "0001")
	b.Press("Enter", "Ctrl+Enter")
	for _, area := range areas {
		held, err := store.AreaAssignments(t.Context(), b.by, area.ID)
		if err != nil || len(held) != 1 || held[0].Manager != b.by.Staff || held[0].FromOn != "2026-03-02" {
			t.Errorf("%s is held by %+v: %v", area.Name, held, err)
		}
	}
}

// TestShots draws the pages for a person to judge.
func TestShots(t *testing.T) {
	folder := screentest.Gallery(t)
	store := datatest.Open(t)
	handOver(t, store, addArea(t, store, "攀莲01台区"))
	addArea(t, store, "丙谷01台区")
	lists := map[string][]string{"zh": {"单位", "员工", "台区"}, "en": {"Units", "Staff", "Transformer areas"}}
	for name, opts := range map[string][]screentest.Option{"zh-light": {screentest.Chinese()}, "en-dark": {screentest.Dark()}} {
		b := openIn(t, name[:2], store, append(opts, screentest.Size(1180, 650))...)
		for i, what := range []string{"units", "staff", "areas"} {
			if i > 0 {
				b.Tap(lists[name[:2]][i])
			}
			b.area.Focus()
			b.Press("End")
			b.Shot(filepath.Join(folder, "company-"+what+"-"+name+".png"))
			b.Press("Enter")
			b.Shot(filepath.Join(folder, "company-"+what+"-edit-"+name+".png"))
			if what == "areas" {
				b.Press("Alt+M")
				b.Shot(filepath.Join(folder, "company-assign-"+name+".png"))
				b.Press("Escape")
			}
			b.Press("Escape")
		}
	}
}
