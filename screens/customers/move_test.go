package customers_test

import (
	"context"
	"path/filepath"
	"strings"
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

// station keeps an area of its own, beside the hall that the county has.
func station(t *testing.T, store *data.Store, name, code string, area app.Area) app.OrgUnit {
	t.Helper()
	u, err := store.SaveUnit(t.Context(), datatest.Actor(t, store), app.OrgUnit{}, app.OrgUnit{Code: code, Name: name, Kind: "station", Area: area})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestACustomerIsMovedToAnotherUnitByKeys(t *testing.T) {
	store, made := county(t)
	to := station(t, store, "丙谷供电所", "0101", 77)
	station(t, store, "装表抢修班", "05", 0)
	p := open(t, store, background.Inline(), screentest.Size(1180, 650))
	id := made["李晓明"].ID
	useUp(t, store, made["李晓明"], func(u *app.MonthUse) { u.Total = 200 })
	p.area.Show(desk.Route{Customer: id})
	p.See("Move  Alt+8")
	p.area.ChooseView(7)
	p.See("Move to another unit · 李晓明")
	p.See("let them go at the next exchange")
	p.Press("Ctrl+Enter")
	p.See("Please fill in " + words.Field("area") + ".")
	p.Press("Down") // all that can be chosen
	p.See("丙谷供电所")
	p.DontSee("装表抢修班")
	p.DontSee("米易营业厅")
	p.TypeHere("bg")
	p.Press("Enter", "Ctrl+Enter")
	p.See("Please fill in Reason.")
	p.DontSee("Please fill in " + words.Field("area") + ".")
	if got := p.kept(t, id).Customer.Area; got == to.Area {
		t.Fatal("he moved without a reason")
	}
	p.Type("Reason", "片区调整")
	p.Press("Ctrl+Enter")
	p.DontSee("Move to another unit · 李晓明")
	if got := p.kept(t, id).Customer.Area; got != to.Area {
		t.Errorf("he belongs to area %d", got)
	}
	if got := strings.Join(p.said, "\n"); !strings.Contains(got, "李晓明 now belongs to 丙谷供电所. Moved: records 4, months of use") || strings.Contains(got, "use 0.") {
		t.Errorf("said %q", got)
	}
	p.See("Move  Alt+8")
	p.Tap("Change history")
	p.See("4 changes") // his history came along
	p.See("丙谷供电所")
	p.See("Move to another unit: 片区调整")
	p.Tap("Put back…") // the newest is selected
	p.See("A move to another unit is not put back here.")
}

func TestOnlyUnitsWithAnotherAreaAreOfferedForAMove(t *testing.T) {
	store, made := county(t)
	station(t, store, "装表抢修班", "05", 0)
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{Customer: made["李晓明"].ID})
	p.Tap("Move  Alt+8")
	p.See("No other unit keeps records of its own")
	p.Press("Escape")
	p.DontSee("Move to another unit")
	if len(p.said) != 0 {
		t.Errorf("said %q", p.said)
	}
}

// answering moves nobody, and says what the test says.
type answering struct {
	*data.Store
	asked []app.CustomersMove
	moved app.CustomersMoved
	err   error
}

func (a *answering) MoveCustomers(_ context.Context, _ app.Actor, m app.CustomersMove) (app.CustomersMoved, error) {
	a.asked = append(a.asked, m)
	return a.moved, a.err
}

func TestAMoveThatIsRefusedKeepsTheSheetWithWhatWasTyped(t *testing.T) {
	store, made := county(t)
	station(t, store, "丙谷供电所", "0101", 77)
	between := &answering{Store: store, err: app.Refuse("area", app.NotCarried)}
	p := openWith(t, store, between, background.Inline())
	p.area.Show(desk.Route{Customer: made["李晓明"].ID})
	p.area.ChooseView(7)
	p.TypeHere("bg")
	p.Press("Enter")
	p.Type("Reason", "片区调整")
	p.Press("Ctrl+Enter")
	p.See(words.Error(between.err))
	p.See("Move to another unit · 李晓明")
	between.err = nil // and somebody else was faster
	p.Press("Ctrl+Enter")
	p.DontSee("Move to another unit")
	if len(between.asked) != 2 || between.asked[1].To != 77 || between.asked[1].Reason != "片区调整" || between.asked[1].Customers[0] != made["李晓明"].ID {
		t.Errorf("asked for %+v", between.asked)
	}
	if len(p.said) != 1 || p.said[0] != "李晓明 belongs to 丙谷供电所 already. Nothing was moved." {
		t.Errorf("said %q", p.said)
	}
}

func TestWhoMayNotMoveCustomersIsNotOfferedIt(t *testing.T) {
	store, made := county(t)
	page, area := pageAs(t, store, app.Manager, made["王芳"].ID)
	page.See("Brief  Alt+7")
	page.DontSee("Alt+8")
	area.ChooseView(7)
	page.DontSee("Move to another unit")
}

func TestTheGalleryOfMoves(t *testing.T) {
	folder := shots(t)
	store, made := county(t)
	station(t, store, "丙谷供电所", "0101", 77)
	station(t, store, "得石供电所", "0102", 78)
	inEachDress(t, store, datatest.Actor(t, store), func(page *screentest.Page, area *customers.Area, name, language string) {
		area.Show(desk.Route{Customer: made["李晓明"].ID})
		page.Shot(filepath.Join(folder, "move-page-"+name+".png"))
		area.ChooseView(7)
		page.Shot(filepath.Join(folder, "move-empty-"+name+".png"))
		page.Press("Ctrl+Enter")
		page.TypeHere("bg")
		page.Press("Enter")
		page.Shot(filepath.Join(folder, "move-sheet-"+name+".png"))
	})
}
