package exchange_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// counter is a place of work whose messages can be read.
type counter struct {
	*desk.Desk
	store  *data.Store
	said   []string
	opened []string
}

func open(t *testing.T, page *screentest.Page, runner *background.Runner, language string) *counter {
	t.Helper()
	c := &counter{store: datatest.Open(t)}
	by := datatest.Actor(t, c.store)
	codes, err := c.store.Codes(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	c.Desk = &desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Runner: runner, Now: datatest.Now, Keys: page.Keys(), Canvas: page.Window().Canvas(),
		Say: func(text string) { c.said = append(c.said, text) }, Fail: func(err error) { c.said = append(c.said, words.Error(err)) },
		Folder: func() string { return folder }, OpenURL: func(path string) { c.opened = append(c.opened, path) },
	}
	return c
}

func (c *counter) lastSaid() string {
	if len(c.said) == 0 {
		return ""
	}
	return c.said[len(c.said)-1]
}

// A list with a title, a row without number, a repeated one and a short number.
const list = `米易县用电客户清单
户号,户名,用电地址,联系电话,合同容量
5104000000001,示例客户甲,新村村一组,1380000000,8
5104000000002,示例客户乙,新村村二组,,12
,示例客户丙,新村村三组,,8
5104000000002,示例客户丁,新村村四组,,8
`

func writeList(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "客户清单.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAListIsTriedBeforeItIsImported(t *testing.T) {
	page := screentest.New(t)
	c := open(t, page, background.Inline(), "en")
	p := exchange.NewImport(c.Desk, c.store)
	page.Show(p.Content())
	p.Focus()

	page.TypeHere(writeList(t, list))
	page.Press("Enter")
	page.See("米易县用电客户清单")
	page.See("What will happen")
	page.See("Account number 5104000000002 stood in row 4 already.")
	page.See("Account number is empty, and nothing can be kept without it.")
	if got := customers(t, c); got != 0 {
		t.Fatalf("a trial kept %d customers", got)
	}
	if got := page.Focused(); got != "Import  Ctrl+Enter" {
		t.Fatalf("Enter would press %q, want the import", got)
	}

	page.Press("Enter")
	page.See("Imported: 2 new, 0 updated, 0 unchanged. The 2 refused rows lie in")
	if got := customers(t, c); got != 2 {
		t.Errorf("%d customers were kept, want 2", got)
	}
}

func TestTheRefusedRowsLieBesideTheList(t *testing.T) {
	page := screentest.New(t)
	c := open(t, page, background.Inline(), "en")
	p := exchange.NewImport(c.Desk, c.store)
	page.Show(p.Content())
	path := writeList(t, list)
	p.Take(path)
	p.Save()
	page.Tap("Open refused rows")

	want := strings.TrimSuffix(path, ".csv") + ".refused.xlsx"
	if len(c.opened) != 1 || c.opened[0] != want {
		t.Fatalf("opened was %v, want %s", c.opened, want)
	}
	view, err := c.store.ReadSheet(t.Context(), c.By, app.ImportAccounts, want, "")
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprint(view.Header, view.Sample)
	for _, part := range []string{"Reason", "示例客户丙", "示例客户丁", "stood in row 4 already"} {
		if !strings.Contains(text, part) {
			t.Errorf("the refused rows lack %q:\n%s", part, text)
		}
	}
	page.Tap("Open doubts")
	if len(c.opened) != 2 || !strings.HasSuffix(c.opened[1], ".doubtful.xlsx") {
		t.Errorf("opened was %v, want the doubts as well", c.opened)
	}
}

func TestAnImportIsTakenBack(t *testing.T) {
	page := screentest.New(t)
	c := open(t, page, background.Inline(), "en")
	p := exchange.NewImport(c.Desk, c.store)
	page.Show(p.Content())
	p.Take(writeList(t, list))
	p.Save()
	page.Tap("Take back")
	page.See("Take the import back?")
	page.Tap("Take back")
	if want := "Taken back: "; !strings.HasPrefix(c.lastSaid(), want) {
		t.Errorf("said was %q, want %q …", c.lastSaid(), want)
	}
	if got := customers(t, c); got != 0 {
		t.Errorf("%d customers are left, want none", got)
	}
	page.See("Earlier imports")
	page.See("Taken back")
}

func TestAColumnGivenToAnotherFieldIsTriedAgain(t *testing.T) {
	page := screentest.New(t)
	c := open(t, page, background.Inline(), "en")
	p := exchange.NewImport(c.Desk, c.store)
	page.Show(p.Content())
	p.Take(writeList(t, "户号,户名,第三栏\n5104000000001,示例客户甲,新村村一组\n"))
	page.Into("户名")
	page.TypeHere("0") // not imported
	page.Press("Enter")
	page.See("客户清单.csv lacks a column for: Customer name.")
	page.Into("第三栏")
	page.TypeHere("Customer name")
	page.Press("Enter")
	page.DontSee("lacks a column")
	p.Save()
	page.See("Imported: 1 new")
}

func TestAFileThatIsNoListIsRefusedWithASentence(t *testing.T) {
	page := screentest.New(t)
	c := open(t, page, background.Inline(), "en")
	p := exchange.NewImport(c.Desk, c.store)
	page.Show(p.Content())
	p.Take(filepath.Join(t.TempDir(), "missing.xlsx"))
	page.See("There is no file missing.xlsx.")
	p.Take("")
	page.See("Name a file, or choose one.")
}

func TestAnImportThatRunsIsStoppedAndKeepsNothing(t *testing.T) {
	page := screentest.New(t)
	runner, release := background.Held()
	c := open(t, page, runner, "en")
	p := exchange.NewImport(c.Desk, c.store)
	page.Show(p.Content())
	release()
	p.Take(writeList(t, list))
	release()
	p.Save()
	page.See("Importing 客户清单.csv")
	p.Take(writeList(t, list))
	if want := "An import is running."; !strings.HasPrefix(c.lastSaid(), want) {
		t.Errorf("a second list was answered %q, want %q …", c.lastSaid(), want)
	}
	page.Tap("Stop")
	release()
	page.See("Stopped. Nothing was imported.")
	if got := customers(t, c); got != 0 {
		t.Errorf("%d customers were kept, want none", got)
	}
}

func TestWhatWentOutIsUnderstoodWhenItComesIn(t *testing.T) {
	page := screentest.New(t)
	c := open(t, page, background.Inline(), "en")
	datatest.Customer(t, c.store, "示例客户", "5104000000009", "1390000000")
	e := exchange.NewExport(c.Desk, c.store)
	e.Export(what(t, c))
	page.Press("Enter")
	path := filepath.Join(c.Folder(), "Customers-20260302-0930.xlsx")
	view, err := c.store.ReadSheet(t.Context(), c.By, app.ImportAccounts, path, "")
	if err != nil {
		t.Fatal(err)
	}
	for i, field := range view.Columns {
		if field == "" {
			t.Errorf("the column %q of an export is not understood", view.Header[i])
		}
	}
	report, err := c.store.ImportList(t.Context(), c.By, app.ImportJob{Path: path, Columns: view.Columns, DryRun: true}, func(int64, int64) {})
	if err != nil {
		t.Fatal(err)
	}
	if report.Unchanged != 1 || report.Refused+report.Updated+report.Created != 0 {
		t.Errorf("coming back it would be %+v, want one unchanged account", report)
	}
}

func TestAnExportAsksWhatFor(t *testing.T) {
	page := screentest.New(t)
	c := open(t, page, background.Inline(), "en")
	datatest.Customer(t, c.store, "示例客户", "5104000000009", "1390000000")
	e := exchange.NewExport(c.Desk, c.store)
	e.Export(what(t, c))
	page.See("1 records of the list “Customers”")
	page.TypeHere("4")
	page.Press("Enter", "Ctrl+Enter")
	page.See("Please fill this in.")
	page.TypeHere("audit of March")
	page.Into("Format")
	page.TypeHere("csv")
	page.Press("Enter", "Ctrl+Enter")
	if want := "1 rows written to " + filepath.Join(c.Folder(), "Customers-20260302-0930.csv"); c.lastSaid() != want {
		t.Errorf("said was %q, want %q", c.lastSaid(), want)
	}
	kept, err := c.store.Setting(t.Context(), "export.log")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"audit of March", "沈丽", "Customers-20260302-0930.csv"} {
		if !strings.Contains(kept, part) {
			t.Errorf("of the export is kept %s, which lacks %q", kept, part)
		}
	}
}

func TestAFileThatIsThereIsNotReplacedUnasked(t *testing.T) {
	page := screentest.New(t)
	c := open(t, page, background.Inline(), "en")
	datatest.Customer(t, c.store, "示例客户", "5104000000009", "1390000000")
	path := filepath.Join(c.Folder(), "Customers-20260302-0930.xlsx")
	if err := os.WriteFile(path, []byte("minutes of a meeting"), 0o600); err != nil {
		t.Fatal(err)
	}
	e := exchange.NewExport(c.Desk, c.store)
	e.Export(what(t, c))
	page.Press("Enter")
	page.See("Replace the file?")
	if text, _ := os.ReadFile(path); string(text) != "minutes of a meeting" {
		t.Fatal("the file was replaced unasked")
	}
	page.Tap("Replace")
	if want := "1 rows written"; !strings.HasPrefix(c.lastSaid(), want) {
		t.Errorf("said was %q, want %q …", c.lastSaid(), want)
	}
}

func what(t *testing.T, c *counter) exchange.ExportWhat {
	t.Helper()
	rows, err := c.store.CustomerOrder(t.Context(), c.By, app.CustomerFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return exchange.ExportWhat{Title: "Customers", Rows: rows, Run: func(ctx context.Context, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
		return c.store.ExportCustomers(ctx, c.By, rows, job, report)
	}}
}

func customers(t *testing.T, c *counter) int {
	t.Helper()
	rows, err := c.store.CustomerOrder(t.Context(), c.By, app.CustomerFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return len(rows)
}

func TestWhatIsOddAboutTheWholeSheetIsSaidBeforeItIsImported(t *testing.T) {
	page := screentest.New(t)
	c := open(t, page, background.Inline(), "en")
	p := exchange.NewImport(c.Desk, c.store)
	page.Show(p.Content())
	p.Take(writeList(t, "户号,户名,用电地址\n白马01台区（共1户）,,\n5104000000001,示例客户甲,新村村一组\n合计,1,\n"))
	page.See("No column names the transformer area. It is taken from the lines between the rows.")
	page.See("3 lines = taken 1 + refused 0 + passed over 2")
	page.See("Passed over: a total, a signature or a page number")
}

func TestAnAddressIsPutTogetherFromSeveralColumns(t *testing.T) {
	page := screentest.New(t)
	c := open(t, page, background.Inline(), "en")
	p := exchange.NewImport(c.Desk, c.store)
	page.Show(p.Content())
	p.Take(writeList(t, "户号,户名,甲栏,乙栏\n5104000000001,示例客户甲,白马镇,新村村\n"))
	for _, column := range []string{"甲栏", "乙栏"} {
		page.Into(column)
		page.TypeHere("Address")
		page.Press("Enter")
	}
	p.Save()
	rows, err := c.store.CustomerOrder(t.Context(), c.By, app.CustomerFilter{})
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}
	got, err := c.store.CustomersAt(t.Context(), c.By, rows)
	if err != nil || got[0].Address != "白马镇新村村" {
		t.Errorf("the address is %+v: %v", got, err)
	}
}
