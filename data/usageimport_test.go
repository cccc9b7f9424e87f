package data_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// useList writes a list and gives its path.
func useList(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// useImport reads a list as it is understood and takes it in, or tries to.
func useImport(t *testing.T, s *data.Store, by app.Actor, path string, dry bool) app.ImportReport {
	t.Helper()
	view, err := s.ReadSheet(t.Context(), by, app.ImportAccounts, path, "")
	if err != nil {
		t.Fatal(err)
	}
	if view.Kind != app.ImportUsage {
		t.Fatalf("taken for a list of %q", view.Kind)
	}
	r, err := s.ImportList(t.Context(), by, app.ImportJob{
		Kind: app.ImportUsage,
		Path: path, Columns: view.Columns, DryRun: dry, RefusedPath: filepath.Join(t.TempDir(), "refused.csv"), ReasonTitle: "原因",
		Say: func(p app.ImportProblem) string { return p.Reason },
	}, quiet)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// usePair is a file with two customers of one account each.
func usePair(t *testing.T) (s *data.Store, by app.Actor, a, b app.Account) {
	t.Helper()
	s = datatest.Open(t)
	by = datatest.Actor(t, s)
	a = accountOf(t, s, by, datatest.Customer(t, s, "李晓明", "5104000000011", ""))
	b = accountOf(t, s, by, datatest.Customer(t, s, "王芳", "5104000000012", ""))
	return s, by, a, b
}

// useCounts is a report in short: what was taken, what was not and why.
func useCounts(r app.ImportReport) string {
	out := fmt.Sprintf("%d new %d changed %d same %d refused", r.Created, r.Updated, r.Unchanged, r.Refused)
	for _, reasons := range []map[string]int64{r.Refusals, r.Warnings} {
		for _, key := range slices.Sorted(maps.Keys(reasons)) {
			out += fmt.Sprintf(" %s:%d", key, reasons[key])
		}
	}
	return out
}

const useLong = "户号,户名,电费年月,总电量,尖,峰,平,谷,最大需量,功率因数,抄表日期,是否估抄,抄表方式\n" +
	"5104000000011,李晓明,202602,300,10,90,120,80,5.5,0.93,2026-02-05,否,采集\n" +
	"5104000000012,王芳,202602,50,,,,,,,2026-02-06,是,现场\n"

func TestAMonthSheetComesInAndGoesOutAgain(t *testing.T) {
	s, by, a, b := usePair(t)
	path := useList(t, "二月.csv", useLong)
	dry := useImport(t, s, by, path, true)
	if used, _ := s.UsageOfAccount(t.Context(), by, a.ID, 3); len(used) != 0 {
		t.Fatalf("a dry run kept %+v", used)
	}
	r := useImport(t, s, by, path, false)
	if want := "2 new 0 changed 0 same 0 refused"; useCounts(r) != want || useCounts(dry) != want || r.Sheets != 1 || r.From != 202602 {
		t.Errorf("%s, dry %s, want %s", useCounts(r), useCounts(dry), want)
	}
	want := app.MonthUse{Month: 202602, Total: 300, Sharp: 10, Peak: 90, Flat: 120, Valley: 80, DemandW: 5500, PFPermille: 930, ReadDay: 5, Source: app.UseRemote}
	if got, err := s.UsageOfAccount(t.Context(), by, a.ID, 3); err != nil || !slices.Equal(got, []app.MonthUse{want}) {
		t.Errorf("%+v, want %+v: %v", got, want, err)
	}
	if got, _ := s.UsageOfAccount(t.Context(), by, b.ID, 3); len(got) != 1 || !got[0].Estimated || got[0].Source != app.UseOnSite {
		t.Errorf("%+v", got)
	}
	if again := useImport(t, s, by, path, false); useCounts(again) != "0 new 0 changed 2 same 0 refused" || again.Sheets != 0 {
		t.Errorf("a second time %s, %d sheets", useCounts(again), again.Sheets)
	}
	past, err := s.Imports(t.Context(), by)
	if err != nil || len(past) != 2 || past[1].Kind != app.ImportUsage || past[1].Created != 2 {
		t.Fatalf("%+v: %v", past, err)
	}
	undone, err := s.UndoImport(t.Context(), by, r.ID, quiet)
	if err != nil || undone.Withdrawn != 1 {
		t.Fatalf("%+v: %v", undone, err)
	}
	if got, _ := s.UsageOfAccount(t.Context(), by, a.ID, 3); len(got) != 0 {
		t.Errorf("after it was taken back: %+v", got)
	}
}

func TestATakenBackListGivesTheOneBeforeItsPlaceBack(t *testing.T) {
	s, by, a, b := usePair(t)
	useImport(t, s, by, useList(t, "first.csv", useLong), false)
	wide := useList(t, "wide.csv", "户号,2026-01,2026年2月\n5104000000011,280,310\n5104000000012,,50\n")
	r := useImport(t, s, by, wide, false)
	if want := "1 new 1 changed 1 same 0 refused"; useCounts(r) != want {
		t.Errorf("%s, want %s", useCounts(r), want)
	}
	got, _ := s.UsageOfAccount(t.Context(), by, a.ID, 3)
	want := []app.MonthUse{{Month: 202601, Total: 280}, {Month: 202602, Total: 310, ReadDay: 5, Source: app.UseRemote}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got, _ := s.UsageOfAccount(t.Context(), by, b.ID, 3); len(got) != 1 || got[0].ReadDay != 6 {
		t.Errorf("what the list says the same of lost its reading: %+v", got)
	}
	if _, err := s.UndoImport(t.Context(), by, r.ID, quiet); err != nil {
		t.Fatal(err)
	}
	if got, _ := s.UsageOfAccount(t.Context(), by, a.ID, 3); len(got) != 1 || got[0].Total != 300 || got[0].Peak != 90 {
		t.Errorf("after it was taken back: %+v", got)
	}
}

func TestListsComeInAnyEncodingAndAsWorkbooks(t *testing.T) {
	text, err := simplifiedchinese.GB18030.NewEncoder().String(useLong)
	if err != nil {
		t.Fatal(err)
	}
	for name, list := range map[string]string{"plain": useLong, "bom": "\xef\xbb\xbf" + useLong, "gb18030": text} {
		s, by, _, _ := usePair(t)
		if got := useCounts(useImport(t, s, by, useList(t, name+".csv", list), false)); got != "2 new 0 changed 0 same 0 refused" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestWhatCannotBeOrIsOddIsTold(t *testing.T) {
	for _, tt := range []struct{ name, list, want string }{
		{"an account nobody has", "户号,年月,电量\n5104000000099,202602,5\n5104000000011,202602,5\n", "1 new 0 changed 0 same 1 refused unknown_account:1"},
		{"an account twice in a month", "户号,年月,电量\n5104000000011,202602,5\n5104000000011,2026-02,6\n", "1 new 0 changed 0 same 1 refused month_twice:1"},
		{"a month to come", "户号,年月,电量\n5104000000011,202604,5\n", "0 new 0 changed 0 same 1 refused month_ahead:1"},
		{"a negative value", "户号,202601,202602\n5104000000011,-5,7\n", "1 new 0 changed 0 same 1 refused use_negative:1"},
		{"a million million kWh", "户号,年月,电量\n5104000000011,202602,1000000000000\n", "0 new 0 changed 0 same 1 refused use_beyond:1"},
		{"more than a number holds", "户号,年月,电量\n5104000000011,202602,99999999999999999999\n", "0 new 0 changed 0 same 1 refused amount_unreadable:1"},
		{"no amount", "户号,年月,电量\n5104000000011,202602,多\n", "0 new 0 changed 0 same 1 refused amount_unreadable:1"},
		{"a gap", "户号,202510,202511,202512,202601,202602\n5104000000011,5,,,7,8\n", "3 new 0 changed 0 same 0 refused /area_months:1 /use_gap:1"},
		{"parts that do not add up", "户号,年月,电量,峰,谷\n5104000000011,202602,100,30,30\n", "1 new 0 changed 0 same 0 refused /parts_differ:1"},
		{"a register that ran backwards", "户号,年月,电量,上次示数,本次示数\n5104000000011,202602,100,5000,100\n", "0 new 0 changed 0 same 1 refused register_back:1"},
		{"a register that passed its end", "户号,年月,电量,上次示数,本次示数,倍率\n5104000000011,202602,2000,9950,50,20\n", "1 new 0 changed 0 same 0 refused /register_rolled:1"},
		{"a reading long after", "户号,年月,电量,抄表日期\n5104000000011,202510,100,2026-02-05\n", "1 new 0 changed 0 same 0 refused /read_outside:1"},
		{"a name that is another's", "户号,户名,年月,电量\n5104000000011,赵六,202602,100\n", "1 new 0 changed 0 same 0 refused name/use_other_name:1"},
		{"a month column twice", "户号,202602,2026-02\n5104000000011,5,6\n", "1 new 0 changed 0 same 0 refused"},
		{
			"a jump and a zero", "户号,202505,202506,202507,202508,202509,202510,202511,202512,202601,202602\n" +
				"5104000000011,100,100,100,100,100,100,100,100,100,900\n5104000000012,100,100,100,100,100,100,100,100,100,0\n",
			"20 new 0 changed 0 same 0 refused /use_jump:1 /use_zero:1",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, by, _, _ := usePair(t)
			path := useList(t, "list.csv", tt.list)
			dry := useImport(t, s, by, path, true)
			if r := useImport(t, s, by, path, false); useCounts(r) != tt.want || useCounts(dry) != tt.want {
				t.Errorf("got %s\ndry %s\nwant %s", useCounts(r), useCounts(dry), tt.want)
			}
			past, err := s.Imports(t.Context(), by)
			if err != nil || len(past) != 1 || len(past[0].Told.Warnings)+len(past[0].Told.Refusals) != strings.Count(tt.want, ":") {
				t.Errorf("kept %+v: %v", past, err)
			}
		})
	}
}

func TestUseOutsideOfItsSupplyIsRefused(t *testing.T) {
	s, by, a, b := usePair(t)
	begun, ended := a, b
	begun.OpenedOn, ended.Status = "2026-02-10", app.AccountClosed
	for was, now := range map[*app.Account]*app.Account{&a: &begun, &b: &ended} {
		if _, err := s.SaveAccount(t.Context(), by, *was, *now, app.Why{}); err != nil {
			t.Fatal(err)
		}
	}
	r := useImport(t, s, by, useList(t, "list.csv", "户号,202601,202602,202603\n5104000000011,5,6,7\n5104000000012,5,6,7\n"), false)
	if want := "5 new 0 changed 0 same 1 refused before_supply:1"; useCounts(r) != want {
		t.Errorf("%s, want %s", useCounts(r), want)
	}
}

func TestANewMeterMayShowLess(t *testing.T) {
	s, by, a, _ := usePair(t)
	if err := s.SaveMeter(t.Context(), by, app.Meter{}, app.Meter{Account: a.ID, AssetNo: "990000000001", Multiplier: 1, InstalledOn: "2026-02-15"}, app.Why{}); err != nil {
		t.Fatal(err)
	}
	r := useImport(t, s, by, useList(t, "list.csv", "户号,年月,电量,上次示数,本次示数\n5104000000011,202602,100,5000,60\n"), false)
	if want := "1 new 0 changed 0 same 0 refused /meter_changed:1"; useCounts(r) != want {
		t.Errorf("%s, want %s", useCounts(r), want)
	}
}

func TestRefusedMonthsOfARowStandInTheFileOnce(t *testing.T) {
	s, by, _, _ := usePair(t)
	r := useImport(t, s, by, useList(t, "list.csv", "户号,202512,202601,202602\n5104000000011,-1,-2,5\n"), false)
	text, err := os.ReadFile(r.RefusedPath)
	if err != nil || strings.Count(string(text), "5104000000011") != 1 || r.Refused != 2 || r.Lines() != 3 {
		t.Errorf("%d refused of %d: %s %v", r.Refused, r.Lines(), text, err)
	}
}

func TestAnImportOfUseCanBeStopped(t *testing.T) {
	s, by, a, _ := usePair(t)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.ImportList(ctx, by, app.ImportJob{Kind: app.ImportUsage, Path: useList(t, "list.csv", useLong)}, func(int64, int64) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("stopped with %v", err)
	}
	if got, _ := s.UsageOfAccount(t.Context(), by, a.ID, 3); len(got) != 0 {
		t.Errorf("kept %+v", got)
	}
	_, err = s.ImportList(t.Context(), by, app.ImportJob{Kind: app.ImportUsage, Path: useList(t, "none.csv", useLong), Columns: []string{"account_no"}}, quiet)
	if err != nil {
		t.Errorf("columns that are not named keep their guess: %v", err)
	}
}

func TestAListOfCustomersIsNotTakenForUse(t *testing.T) {
	s, by, _, _ := usePair(t)
	view, err := s.ReadSheet(t.Context(), by, app.ImportAccounts, theList, "")
	if err != nil || view.Kind != app.ImportAccounts {
		t.Errorf("%q: %v", view.Kind, err)
	}
	view, err = s.ReadSheet(t.Context(), by, app.ImportUsage, theList, "")
	if err != nil || view.Kind != app.ImportUsage || !slices.Contains(view.Needed, "kwh") {
		t.Errorf("%q needs %v: %v", view.Kind, view.Needed, err)
	}
}
