package screens_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens"
	"lamplighter/screens/background"
	"lamplighter/screens/screentest"
)

func TestCtrlZOfALargeImportAsksASecondPerson(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.TwoPersons(t, s, app.Supervisor)
	text := strings.Builder{}
	text.WriteString("户号,户名,用电地址\n")
	for i := range app.MassWithdrawal + 1 {
		fmt.Fprintf(&text, "5104%09d,示例客户%d,新村村%d组\n", i, i, i)
	}
	path := filepath.Join(t.TempDir(), "客户清单.csv")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	view, err := s.ReadSheet(t.Context(), by, app.ImportAccounts, path, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.ImportList(t.Context(), by, app.ImportJob{Path: path, Columns: view.Columns}, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	page := screentest.New(t)
	_, err = screens.NewWindow(screens.Setup{
		Window: page.Window(), By: by, Store: s, File: "hall.lamp", Runner: background.Inline(), Now: datatest.Now, Prefs: kept{"language": "en"}, Folder: t.TempDir,
		Open: func(string) {},
	})
	if err != nil {
		t.Fatal(err)
	}
	page.Press("Ctrl+Z")
	page.Tap("Take it back")
	page.See("Take back what was stored last: this takes two persons.")
	page.Type("Staff number", datatest.SecondNo)
	page.Type("Password", datatest.SecondPassword)
	page.Press("Enter")
	page.See("Taken back: ")
	if order, err := s.CustomerOrder(t.Context(), by, app.CustomerFilter{}); err != nil || len(order) != 0 {
		t.Errorf("%d customers are left (%v)", len(order), err)
	}
}
