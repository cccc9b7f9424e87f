package exchange_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/exchange"
	"lamplighter/screens/screentest"
)

// signedIn is the counter with somebody at it who has a role.
func signedIn(t *testing.T, page *screentest.Page, role app.Role, language string) *counter {
	t.Helper()
	c := open(t, page, background.Inline(), language)
	his := datatest.Customer(t, c.store, "李晓明", "5104000000009", "12900005678")
	if err := c.store.Assign(t.Context(), c.By, app.Assignment{Customer: his.ID, Manager: c.By.Staff, FromOn: app.DayOf(datatest.Now())}); err != nil {
		t.Fatal(err)
	}
	c.By.Roles = []app.Role{role}
	return c
}

func TestAListGoesOutMaskedUnlessMoreIsAskedFor(t *testing.T) {
	page := screentest.New(t)
	c := signedIn(t, page, app.Manager, "en")
	e := exchange.NewExport(c.Desk, c.store)
	e.Export(what(t, c))
	page.See("What it hides")
	page.DontSee("Nothing: all in clear")
	page.Into("Format")
	page.TypeHere("csv")
	page.Press("Enter", "Ctrl+Enter")
	text, err := os.ReadFile(filepath.Join(c.Folder(), "Customers-20260302-0930.csv"))
	if err != nil {
		t.Fatalf("%v; said was %q", err, c.lastSaid())
	}
	for _, want := range []string{"李**", "129****5678", "Prepared by: ", "Purpose: Needed for work", "What it hides: Masked: names, addresses and numbers"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in %s", want, text)
		}
	}
	if strings.Contains(string(text), "12900005678") || strings.Contains(string(text), "李晓明") {
		t.Errorf("the list tells %s", text)
	}
}

func TestASupervisorMayHideNothing(t *testing.T) {
	page := screentest.New(t)
	c := signedIn(t, page, app.Supervisor, "en")
	e := exchange.NewExport(c.Desk, c.store)
	e.Export(what(t, c))
	page.Into("What it hides")
	page.TypeHere("3")
	page.Press("Enter")
	page.Into("Format")
	page.TypeHere("csv")
	page.Press("Enter", "Ctrl+Enter")
	text, err := os.ReadFile(filepath.Join(c.Folder(), "Customers-20260302-0930.csv"))
	if err != nil || !strings.Contains(string(text), "12900005678") {
		t.Errorf("%v: the list says %s", err, text)
	}
}

func TestAListGoesOutByAProfileOfTheCompanysOwn(t *testing.T) {
	page := screentest.New(t)
	c := signedIn(t, page, app.Manager, "en")
	admin := c.By
	admin.Roles = []app.Role{app.Admin}
	for _, p := range []app.OwnProfile{{Name: "Without numbers", Basis: app.FieldExport, Shows: "phone=hidden"}, {Name: "With numbers", Basis: app.FieldExport, Shows: "phone=clear"}} {
		if _, err := c.store.SaveExportProfile(t.Context(), admin, p); err != nil {
			t.Fatal(err)
		}
	}
	e := exchange.NewExport(c.Desk, c.store)
	e.Export(what(t, c))
	page.Into("What it hides")
	page.TypeHere("Wi")
	page.DontSee("With numbers")
	page.TypeHere("thout")
	page.Press("Enter")
	page.Into("Format")
	page.TypeHere("csv")
	page.Press("Enter", "Ctrl+Enter")
	text, err := os.ReadFile(filepath.Join(c.Folder(), "Customers-20260302-0930.csv"))
	if err != nil {
		t.Fatalf("%v; said was %q", err, c.lastSaid())
	}
	if !strings.Contains(string(text), "李晓明") || strings.Contains(string(text), "129") || !strings.Contains(string(text), "What it hides: Without numbers, version 1") {
		t.Errorf("the list tells %s", text)
	}
}

func TestPicturesOfAnExportWithMasks(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range screentest.Dresses(screentest.Size(1366, 768)) {
		page := screentest.New(t, options...)
		c := signedIn(t, page, app.Supervisor, name[:2])
		e := exchange.NewExport(c.Desk, c.store)
		e.Export(what(t, c))
		page.Shot(filepath.Join(folder, "export-masked-"+name+".png"))
	}
}
