package settings_test

import (
	"context"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/audit"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/privacy"
	"lamplighter/screens/screentest"
	"lamplighter/screens/settings"
	"lamplighter/screens/words"
)

// choices are preferences in memory that count how often they are applied.
type choices struct {
	made    map[string]string
	applied int
}

func (c *choices) Get(name string) string { return c.made[name] }
func (c *choices) Set(name, value string) { c.made[name] = value }
func (c *choices) Apply()                 { c.applied++ }

type office struct {
	*desk.Desk
	store *data.Store
	prefs *choices
	page  *settings.Page
	said  []string
}

func open(t *testing.T, page *screentest.Page, language string) *office {
	t.Helper()
	o := &office{store: datatest.Open(t), prefs: &choices{made: map[string]string{}}}
	by := datatest.Actor(t, o.store)
	codes, err := o.store.Codes(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	o.Desk = &desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Flows: words.NewFlows(language, datatest.Shipped(t).Flows), Runner: background.Inline(), Now: datatest.Now, Keys: page.Keys(), Canvas: page.Window().Canvas(),
		Say: func(text string) { o.said = append(o.said, text) }, Fail: func(err error) { t.Errorf("it failed: %v", err) },
		Folder: func() string { return folder },
	}
	page.Keys().SetTitle("Everywhere")
	page.Keys().On("Ctrl+K", "Find a customer", func() {})
	o.page = settings.New(o.Desk, o.store, o.prefs)
	o.page.Check = data.CheckWhole
	o.page.Computer = "COUNTER-1"
	o.page.Exports = func() settings.Section { return exchange.NewWent(o.Desk, o.store) }
	o.page.Audit = func() settings.Section { return audit.New(o.Desk, o.store, nil) }
	o.page.Privacy = func() settings.Section { return privacy.New(o.Desk, o.store) }
	page.Show(o.page.Content())
	o.page.Focus()
	return o
}

func TestAChoiceAppliesAtOnce(t *testing.T) {
	page := screentest.New(t)
	o := open(t, page, "en")
	page.Type("语言 Language", "en")
	page.Press("Enter")
	page.Type("Brightness", "dark")
	page.Press("Enter")
	page.Type("Text size", "15")
	page.Press("Enter")
	for name, want := range map[string]string{settings.Language: "en", settings.Theme: "dark", settings.TextSize: "15"} {
		if o.prefs.made[name] != want {
			t.Errorf("%s is %q, want %q", name, o.prefs.made[name], want)
		}
	}
	if o.prefs.applied != 3 {
		t.Errorf("changes were put into force %d times, want 3", o.prefs.applied)
	}
}

func TestAChoiceCannotBeEmptied(t *testing.T) {
	page := screentest.New(t)
	o := open(t, page, "en")
	page.Into("Brightness")
	page.Press("Backspace", "Tab")
	page.See("Light")
	if o.prefs.applied != 0 {
		t.Errorf("nothing was chosen, yet %d changes were put into force", o.prefs.applied)
	}
}

func TestTheFolderOfExportsIsKeptWhenItIsLeft(t *testing.T) {
	page := screentest.New(t)
	o := open(t, page, "en")
	page.Type("Folder of exports", "/home/hall/exports")
	page.Press("Tab")
	if got := o.prefs.made[settings.Folder]; got != "/home/hall/exports" {
		t.Errorf("exports go to %q, want the folder that was typed", got)
	}
}

func TestTheUnitIsGivenAnotherName(t *testing.T) {
	page := screentest.New(t)
	o := open(t, page, "en")
	page.Type("Name of the unit", "   ")
	page.Press("Enter")
	page.See("Please fill in Name.")
	page.Type("Name of the unit", "示例营业厅")
	page.Press("Enter")
	units, err := o.store.Units(t.Context(), o.By)
	if err != nil {
		t.Fatal(err)
	}
	if units[0].Name != "示例营业厅" || len(o.said) != 1 {
		t.Errorf("the unit is called %q, and %q was said", units[0].Name, o.said)
	}
}

func TestABackupIsWholeAndSaysWhereItLies(t *testing.T) {
	page := screentest.New(t)
	o := open(t, page, "en")
	o.page.Open(10)
	page.See("COUNTER-1")
	page.See(o.store.DeviceCode())
	page.Press("Enter") // the keyboard is on the button
	want := filepath.Join(o.Folder(), "test-20260302-0930.lamp")
	page.See("Backed up and checked: " + want)
	if err := data.Check(t.Context(), want); err != nil {
		t.Errorf("the copy is not whole: %v", err)
	}
}

func TestABackupThatCannotBeWrittenSaysSo(t *testing.T) {
	page := screentest.New(t)
	o := open(t, page, "en")
	o.page.Open(10)
	page.Type("Folder of the copy", filepath.Join(o.Folder(), "no such folder"))
	page.Tap("Back up now")
	page.DontSee("Backed up")
	page.See("cannot be written.")
}

func TestTheFileIsLookedThrough(t *testing.T) {
	page := screentest.New(t)
	o := open(t, page, "en")
	o.page.Open(10)
	page.Tap("Check the file")
	page.See("The file is whole.")
	o.page = settings.New(o.Desk, o.store, o.prefs)
	o.page.Check = func(context.Context, string) (app.AttachmentCheck, error) {
		return app.AttachmentCheck{}, app.ErrDamagedFile
	}
	page.Show(o.page.Content())
	o.page.Open(10)
	page.Tap("Check the file")
	page.See("This file is damaged.")
}

func TestThePartsAreReachedByKeys(t *testing.T) {
	page := screentest.New(t)
	o := open(t, page, "en")
	for _, want := range []string{"米易营业厅", "Straight way", "Visits that were recorded keep the version they were recorded under.", "Try a date", "Import a year…", "In the order they are asked", "A year of it", "Known for", "Capacity used that makes a lead", "Back up now", "Make this the company's main computer …", "Nothing was exported", "The company has none of its own yet.", "With all changes", "Due for deletion", "Customers: basic data", "Find a customer"} {
		o.page.Step(1)
		page.See(want)
	}
	o.page.Step(1)
	page.See("Find a customer")
	if o.page.New() {
		t.Error("the list of keys made something new")
	}
	o.page.Open(1)
	if !o.page.New() {
		t.Error("no unit can be added")
	}
	page.See("New unit")
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	size := screentest.Size(1180, 650)
	for name, options := range screentest.Dresses(size) {
		t.Run(name, func(t *testing.T) {
			page := screentest.New(t, options...)
			o := open(t, page, name[:2])
			if err := o.store.Set(t.Context(), "export.log", `[{"at":1772415000000,"by":"沈丽","purpose":"核对","title":"客户","file":"客户-20260302-0930.xlsx","rows":1204}]`); err != nil {
				t.Fatal(err)
			}
			o.page.Elsewhere = func() {}
			for i, part := range []string{
				"general", "company", "flows", "forms", "limits", "days", "segments", "plans", "freshness", "watch", "file", "devices", "exports", "profiles", "audit", "privacy", "roles", "keys",
			} {
				o.page.Open(i)
				page.Shot(filepath.Join(folder, "settings-"+part+"-"+name+".png"))
			}
		})
	}
}

func TestCtrlNOpensAFormOfTheRegisterOnView(t *testing.T) {
	page := screentest.New(t, screentest.Size(1180, 700))
	o := open(t, page, "en")
	o.page.Find("Personal data")
	if !o.page.New() {
		t.Error("there is nothing new to make")
	}
	page.See("Who asks")
}
