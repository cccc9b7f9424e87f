package data

import (
	"testing"

	"lamplighter/app"
)

func TestTheHistoryOfACustomerTellsWhenWhereAndWhyHeMoved(t *testing.T) {
	m := movesIn(t)
	if _, err := m.main.SaveUnit(t.Context(), m.by, app.OrgUnit{}, app.OrgUnit{Code: "02", Name: "普威供电所", Area: 77}); err != nil {
		t.Fatal(err)
	}
	goes := m.customer(m.main, m.by, "李娜", "5104000000011")
	m.everywhere()
	m.renamed(m.laptops[0], goes.ID, "李娜娜")
	m.everywhere()
	m.move(77, goes.ID)
	m.everywhere()
	for name, s := range map[string]*Store{"the hall": m.main, "the laptop of the new area": m.laptops[1]} {
		history, err := s.History(t.Context(), m.by, "customers", goes.ID)
		if err != nil {
			t.Fatal(err)
		}
		var moves []app.FieldChange
		made, named := 0, 0
		for _, c := range history {
			switch c.Field {
			case "area":
				moves = append(moves, c)
			case "":
				made++
			case "name":
				named++
			}
		}
		if made != 1 || named != 1 {
			t.Errorf("%s tells %d times that he was taken on and %d times of his name", name, made, named)
		}
		if len(moves) != 1 {
			t.Errorf("%s tells %d moves", name, len(moves))
			continue
		}
		want := "米易营业厅"
		if s != m.main {
			want = "" // the area he left says nothing here
		}
		if c := moves[0]; c.New != "普威供电所" || c.Old != want || c.Why.Note != "片区调整" || c.Why.Source != moveSource || c.By != "沈丽" {
			t.Errorf("%s tells %+v", name, c)
		}
		page, err := s.CustomerPage(t.Context(), m.by, goes.ID)
		if err != nil {
			t.Fatal(err)
		}
		told := 0
		for _, e := range page.Timeline {
			for _, c := range e.Changes {
				if c.Field == "area" {
					told++
				}
			}
		}
		if told != 1 {
			t.Errorf("the timeline of %s tells the move %d times", name, told)
		}
	}
}

func TestAConflictThatMovedWithItsCustomerTellsWhoWroteBoth(t *testing.T) {
	m := movesIn(t)
	goes := m.customer(m.main, m.by, "李娜", "5104000000011")
	m.everywhere()
	m.renamed(m.laptops[0], goes.ID, "李娜娜")
	m.renamed(m.main, goes.ID, "李娜丽")
	m.exchange(m.laptops[0], m.main)
	m.move(77, goes.ID)
	m.everywhere()
	for name, s := range map[string]*Store{"the hall": m.main, "the laptop of the new area": m.laptops[1]} {
		found, err := s.Conflicts(t.Context(), m.by, 10)
		if err != nil || len(found.Open) != 1 || len(found.Open[0].Lost) != 1 {
			t.Fatalf("%s has the conflicts %+v: %v", name, found.Open, err)
		}
		open := found.Open[0]
		for _, v := range []app.ConflictValue{open.Holds, open.Lost[0]} {
			if v.By != "沈丽" || v.Who != m.by.Staff || v.Device == "" {
				t.Errorf("%s does not tell who wrote %q: %+v", name, v.Value, v)
			}
		}
		if open.Holds.Device == open.Lost[0].Device {
			t.Errorf("%s tells one device for both", name)
		}
	}
}
