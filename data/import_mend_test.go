package data_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// took imports a list as the page does, its columns as they are understood.
func took(t *testing.T, s *data.Store, path string, columns func([]string) []string) app.ImportReport {
	t.Helper()
	by := datatest.Actor(t, s)
	view, err := s.ReadSheet(t.Context(), by, app.ImportAccounts, path, "")
	if err != nil {
		t.Fatal(err)
	}
	if columns != nil {
		view.Columns = columns(view.Columns)
	}
	name := strings.TrimSuffix(path, filepath.Ext(path))
	r, err := s.ImportList(t.Context(), by, app.ImportJob{
		Path: path, Sheet: view.Sheet, Columns: view.Columns, RefusedPath: name + ".refused.xlsx", ReasonTitle: "原因", DoubtsPath: name + ".doubtful.xlsx",
		Say: func(p app.ImportProblem) string { return p.Reason }, Column: func(field string) string { return field },
	}, quiet)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func copied(t *testing.T, from string) string {
	t.Helper()
	text, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	return listOf(t, string(text))
}

func listOf(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "清单.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func rowsOfBook(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestEveryLineOfTheHallsListIsAccountedFor(t *testing.T) {
	s := datatest.Open(t)
	r := took(t, s, copied(t, theList), nil)
	if r.Lines() != 3002 || r.Skipped != 2 || r.Refused+r.Created != 3000 {
		t.Errorf("of 3000 rows, a total and a signature: %d lines, %d passed over, %d refused, %d taken", r.Lines(), r.Skipped, r.Refused, r.Created)
	}
	if got := rowsOfBook(t, r.RefusedPath); int64(len(got)-1) != r.Refused {
		t.Errorf("%d rows lie in the file of refused ones, want %d", len(got)-1, r.Refused)
	}
	doubts := r.Skipped
	for _, n := range r.Warnings {
		doubts += n
	}
	lines := map[string]bool{}
	told := rowsOfBook(t, r.DoubtsPath)
	for _, row := range told[1:] {
		lines[row[0]] = true
		if len(row) < 6 || row[5] == "" {
			t.Fatalf("a doubt without a word: %q", row)
		}
	}
	if int64(len(told)-1) != doubts || int64(len(lines)) != r.Warned+r.Skipped {
		t.Errorf("%d doubts in %d rows are told, want %d in %d", len(told)-1, len(lines), doubts, r.Warned+r.Skipped)
	}
}

func TestRefusedRowsAreMendedInTheirFileAndImported(t *testing.T) {
	s := datatest.Open(t)
	r := took(t, s, copied(t, theList), nil)
	f, err := excelize.OpenFile(r.RefusedPath)
	if err != nil {
		t.Fatal(err)
	}
	sheet := f.GetSheetName(0)
	for i := range int(r.Refused) {
		if err := f.SetCellValue(sheet, fmt.Sprint("A", i+2), fmt.Sprintf("51042199%05d", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	again := took(t, s, r.RefusedPath, nil)
	if again.Created != r.Refused || again.Refused != 0 {
		t.Errorf("of %d mended rows %d came in, %d were refused: %v", r.Refused, again.Created, again.Refused, again.Refusals)
	}
	if again.RefusedPath != "" {
		t.Error("a file of refused rows was written though there are none")
	}
}

func TestColumnsGivenByHandHoldForTheRefusedRowsToo(t *testing.T) {
	s := datatest.Open(t)
	list := listOf(t, "户号,户名,天气\n5104210000011,甲某某,新村村\n,乙某某,挂榜村\n")
	r := took(t, s, list, func([]string) []string { return []string{"account_no", "name", "address"} })
	view, err := s.ReadSheet(t.Context(), datatest.Actor(t, s), app.ImportAccounts, r.RefusedPath, "")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(view.Columns), "[account_no name address ]"; got != want {
		t.Errorf("the columns of the refused rows are understood as %s, want %s", got, want)
	}
	other, err := s.ReadSheet(t.Context(), datatest.Actor(t, s), app.ImportAccounts, listOf(t, "户号,户名,联系电话,天气,台区\n1,,,,\n"), "")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(other.Columns), "[account_no name phone address transformer_area]"; got != want {
		t.Errorf("a longer list is understood as %s, want %s", got, want)
	}
}

func TestAFileOfRefusedRowsIsNeverWrittenOver(t *testing.T) {
	s := datatest.Open(t)
	list := listOf(t, "户号,户名,备注\n,甲某某,\n")
	first, second := took(t, s, list, nil), took(t, s, list, nil)
	if first.RefusedPath == second.RefusedPath {
		t.Errorf("both lie in %s", first.RefusedPath)
	}
	if _, err := os.Stat(first.RefusedPath); err != nil {
		t.Error(err)
	}
}

func TestANameWrittenWithOtherDotsOrBracketsIsTheSameHolder(t *testing.T) {
	s := datatest.Open(t)
	took(t, s, listOf(t, "户号,户名,用电地址\n5104210000011,米易（示例）商贸有限公司,新村村\n5104210000018,阿木·曲比,新村村\n"), nil)
	r := took(t, s, listOf(t, "户号,户名,用电地址\n5104210000011,米易(示例)商贸有限公司,挂榜村\n5104210000018,阿木．曲比,挂榜村\n"), nil)
	if r.Updated != 2 || r.Refused != 0 {
		t.Errorf("%d updated, %d refused: %v", r.Updated, r.Refused, r.Refusals)
	}
}

func TestAnAddressInSeveralColumnsBecomesOne(t *testing.T) {
	s := datatest.Open(t)
	took(t, s, listOf(t, "户号,户名,乡镇,村,组\n5104210000011,甲某某,白马镇,新村村,8\n"), nil)
	by := datatest.Actor(t, s)
	order, err := s.CustomerOrder(t.Context(), by, app.CustomerFilter{})
	if err != nil || len(order) != 1 {
		t.Fatal(order, err)
	}
	rows, err := s.CustomersAt(t.Context(), by, order)
	if err != nil || len(rows) != 1 || rows[0].Address != "白马镇新村村8组" {
		t.Errorf("got %+v, %v", rows, err)
	}
}
