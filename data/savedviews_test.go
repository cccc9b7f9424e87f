package data_test

import (
	"errors"
	"reflect"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// colleague is another person of the company, with a role.
func colleague(t *testing.T, s *data.Store, number string, role app.Role) app.Actor {
	t.Helper()
	by := datatest.Actor(t, s)
	who, err := s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: number, Name: "何晓燕", Unit: by.Unit, Roles: []app.Role{role}})
	if err != nil {
		t.Fatal(err)
	}
	return app.Actor{Staff: who.ID, Name: who.Name, Unit: by.Unit, Area: by.Area, Roles: who.Roles}
}

func caseViews(t *testing.T, s *data.Store, by app.Actor) []app.SavedView {
	t.Helper()
	views, err := s.SavedViews(t.Context(), by, app.CaseViews)
	if err != nil {
		t.Fatal(err)
	}
	return views
}

func TestAViewComesBackAsItWasKept(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	filter := app.CaseFilter{
		Text: "李", Kinds: []app.CaseKind{app.Fault}, Statuses: []app.CaseStatus{app.Working}, OpenOnly: true, Owner: by.Staff, Mine: true, Nobody: true,
		Unit: by.Unit, MyUnit: true, Customer: app.CustomerID{1}, Channel: "counter", Work: app.WorkToday, From: "2026-01-01", To: "2026-01-31", DueFrom: "2026-02-01",
		DueTo: "2026-02-28", Overdue: true, Provisional: true, Sort: app.ByOwner, Descending: true,
	}
	want, err := s.SaveView(t.Context(), by, app.SavedView{List: app.CaseViews, Name: " 我的报修 ", Cases: filter, Columns: []string{"number", "due"}})
	if err != nil {
		t.Fatal(err)
	}
	got := caseViews(t, s, by)
	if len(got) != 1 || got[0].Name != "我的报修" || !reflect.DeepEqual(got[0].Cases, filter) || !reflect.DeepEqual(got[0].Columns, want.Columns) {
		t.Errorf("kept %+v", got)
	}
	customers := app.CustomerFilter{
		Text: "李", Kind: app.Person, Class: "resident", Important: true, TransformerArea: app.TransformerAreaID{2}, Manager: by.Staff,
		Mine: true, OpenCases: true, Arrears: true, Sort: app.ByAddress, Descending: true,
	}
	if _, err := s.SaveView(t.Context(), by, app.SavedView{List: app.CustomerViews, Name: "欠费", Customers: customers}); err != nil {
		t.Fatal(err)
	}
	kept, err := s.SavedViews(t.Context(), by, app.CustomerViews)
	if err != nil || len(kept) != 1 || kept[0].Customers != customers {
		t.Errorf("kept %+v: %v", kept, err)
	}
}

func TestTheSameNameKeepsOneView(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	for _, f := range []app.CaseFilter{{Overdue: true}, {Provisional: true}} {
		if _, err := s.SaveView(t.Context(), by, app.SavedView{List: app.CaseViews, Name: "要紧的", Cases: f}); err != nil {
			t.Fatal(err)
		}
	}
	if got := caseViews(t, s, by); len(got) != 1 || !got[0].Cases.Provisional || got[0].Cases.Overdue {
		t.Errorf("kept %+v", got)
	}
}

func TestASharedViewIsSeenByAllAndChangedByItsMaker(t *testing.T) {
	s := datatest.Open(t)
	clerk, other, supervisor := colleague(t, s, "0007", app.Counter), colleague(t, s, "0008", app.Counter), colleague(t, s, "0009", app.Supervisor)
	own, err := s.SaveView(t.Context(), clerk, app.SavedView{List: app.CaseViews, Name: "自己的"})
	if err != nil {
		t.Fatal(err)
	}
	shared, err := s.SaveView(t.Context(), clerk, app.SavedView{List: app.CaseViews, Name: "大家的", Shared: true})
	if err != nil {
		t.Fatal(err)
	}
	if shared.Area != 0 || own.Area == 0 {
		t.Errorf("areas %d and %d: everybody carries area 0", shared.Area, own.Area)
	}
	if got := caseViews(t, s, other); len(got) != 1 || got[0].ID != shared.ID {
		t.Errorf("a colleague sees %+v", got)
	}
	for name, err := range map[string]error{
		"renaming a colleague's shared view":   s.RenameView(t.Context(), other, shared, "改名"),
		"withdrawing a colleague's own view":   s.WithdrawView(t.Context(), supervisor, own),
		"withdrawing a colleague's as a clerk": s.WithdrawView(t.Context(), other, shared),
	} {
		if !errors.Is(err, app.ErrNotAllowed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.RenameView(t.Context(), clerk, own, ""); err == nil {
		t.Error("a view without a name was kept")
	}
	if err := s.RenameView(t.Context(), clerk, own, "我的"); err != nil {
		t.Error(err)
	}
	if err := s.WithdrawView(t.Context(), supervisor, shared); err != nil {
		t.Error(err)
	}
	if got := caseViews(t, s, clerk); len(got) != 1 || got[0].Name != "我的" {
		t.Errorf("left %+v", got)
	}
}
