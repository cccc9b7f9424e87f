package data

import (
	"testing"

	"lamplighter/app"
)

// A month of an area is one sheet that is never changed, so it stays where it is.
func TestWhatWasFrozenOfACustomerIsShownAfterHeMovedWhereItIs(t *testing.T) {
	m := movesIn(t)
	goes, stays := m.customer(m.main, m.by, "李娜", "5104000000011"), m.customer(m.main, m.by, "王强", "5104000000022")
	freeze := func(area app.Area, month, kwh int64, who ...app.CustomerID) {
		t.Helper()
		err := m.main.write(t.Context(), m.by, app.Why{}, func(x *tx) error {
			rows := &frozenRows{}
			for _, id := range who {
				rows.add(FrozenForecast{id, app.EvidenceGood, []app.MonthAhead{{Month: app.AddMonths(month, 1), Point: kwh, Base: kwh, Low80: kwh, High80: kwh, Low95: kwh, High95: kwh}}})
			}
			return x.putForecastSheet(t.Context(), app.ForecastSheet{}, x.frozenSheet(area, month, rows))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	freeze(m.areas[0], 202601, 100, goes.ID)
	freeze(m.areas[0], 202602, 200, goes.ID)
	m.everywhere()
	m.move(77, goes.ID)
	freeze(77, 202602, 250, goes.ID)
	freeze(77, 202603, 300, goes.ID)
	m.everywhere()
	for _, tt := range []struct {
		name      string
		at        *Store
		who       app.CustomerID
		want      []int64
		elsewhere bool
	}{
		{"the hall has the sheets of both areas, his own first", m.main, goes.ID, []int64{100, 250, 300}, false},
		{"the laptop of the new area has only that one's, and says so", m.laptops[1], goes.ID, []int64{250, 300}, true},
		{"who did not move lacks nothing", m.laptops[0], stays.ID, nil, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			use, err := tt.at.UseForecast(t.Context(), m.by, app.ForecastOf{Level: app.OfCustomer, Customer: tt.who})
			if err != nil {
				t.Fatal(err)
			}
			var got []int64
			for _, f := range use.Frozen {
				got = append(got, f.Ahead.Point)
			}
			if len(got) != len(tt.want) || use.FrozenElsewhere != tt.elsewhere {
				t.Fatalf("frozen are %v, elsewhere %v; want %v, %v", got, use.FrozenElsewhere, tt.want, tt.elsewhere)
			}
			for i := range got {
				if got[i] != tt.want[i] {
					t.Errorf("frozen are %v, want %v", got, tt.want)
				}
			}
		})
	}
}

func TestAUnitKeepsAnAreaOfItsOwnAndGoesOnOnceRecordsAreThere(t *testing.T) {
	s, by := newHall(t)
	unit, err := s.SaveUnit(t.Context(), by, app.OrgUnit{}, app.OrgUnit{Code: "02", Name: "普威供电所", Area: app.OwnArea})
	if err != nil || unit.Area <= 0 || unit.Area == by.Area {
		t.Fatalf("it keeps area %d: %v", unit.Area, err)
	}
	save := func(area app.Area) error {
		t.Helper()
		was, err := one(t.Context(), s.reader, scanUnit, "SELECT "+unitColumns+" FROM org_units WHERE id = ?", unit.ID[:])
		if err != nil {
			t.Fatal(err)
		}
		now := was
		now.Area = area
		_, err = s.SaveUnit(t.Context(), by, was, now)
		return err
	}
	if err := save(0); err != nil {
		t.Errorf("with no record there it may not give it up: %v", err)
	}
	if err := save(app.OwnArea); err != nil {
		t.Fatal(err)
	}
	in := by
	in.Area = unit.Area
	if _, err := s.OpenCustomer(t.Context(), in, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "罗建军"}, Contact: app.Contact{Name: "罗建军", Mobile: "10000000001"}}); err != nil {
		t.Fatal(err)
	}
	if err := save(0); refusedFor(err) != app.KeepsRecords {
		t.Errorf("it gives the area up with a customer in it: %v", err)
	}
	by.Roles = []app.Role{app.Manager}
	if _, err := s.SaveUnit(t.Context(), by, app.OrgUnit{}, app.OrgUnit{Name: "x", Area: app.OwnArea}); err == nil {
		t.Error("a manager gives units areas")
	}
}
