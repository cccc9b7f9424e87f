package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data/sample"
)

// county is a sample file, closed, for commands to open.
func county(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "county.lamp")
	s, err := openStore(t.Context(), path, true, nil)
	if err != nil {
		t.Fatal(err)
	}
	by, err := s.Start(t.Context(), sample.Company, "管理员")
	if err == nil {
		err = s.Fill(t.Context(), by, sample.New(40, 1, time.Now()), 40, noReport)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// commanded runs one command in English and answers its exit code and what it
// said, on both ways out.
func commanded(t *testing.T, args ...string) (code int, out, errOut string) {
	t.Helper()
	var said, wrong bytes.Buffer
	prefs := openPreferences()
	prefs.override("language", "en")
	code = runCommand(t.Context(), commands[args[0]], args, prefs, &said, &wrong)
	return code, said.String(), wrong.String()
}

func listed(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEachListGoesOutAtTheCommandLine(t *testing.T) {
	t.Setenv("LAMPLIGHTER_CONFIG", t.TempDir())
	file := county(t)
	for _, list := range []string{"customers", "cases", "usage", "completions"} {
		for _, ending := range []string{".csv", ".xlsx", ".json"} {
			t.Run(list+ending, func(t *testing.T) {
				out := filepath.Join(t.TempDir(), list+ending)
				code, said, wrong := commanded(t, "export", "-file", file, "-list", list, out)
				if code != 0 || !strings.Contains(said, "rows are in "+out) || wrong != "" {
					t.Fatalf("exit %d: %s%s", code, said, wrong)
				}
				if info, err := os.Stat(out); err != nil || info.Size() == 0 {
					t.Errorf("nothing is in %s: %v", out, err)
				}
			})
		}
	}
	out := filepath.Join(t.TempDir(), "learnt.xapi.json")
	if code, said, wrong := commanded(t, "export", "-file", file, "-list", "completions", "-state", "valid", out); code != 0 {
		t.Errorf("statements: exit %d: %s%s", code, said, wrong)
	}
	if text, err := os.ReadFile(out); err != nil || !bytes.Contains(text, []byte("/verbs/completed")) && !bytes.Contains(text, []byte("/verbs/passed")) {
		t.Errorf("the statements are %.200s: %v", text, err)
	}
}

func TestWhoTookAListOutIsToldAtTheCommandLine(t *testing.T) {
	t.Setenv("LAMPLIGHTER_CONFIG", t.TempDir())
	file, out := county(t), filepath.Join(t.TempDir(), "customers.csv")
	if code, said, wrong := commanded(t, "export", "-file", file, "-purpose", "monthly check", "-profile", "masked", out); code != 0 {
		t.Fatalf("exit %d: %s%s", code, said, wrong)
	}
	code, said, wrong := commanded(t, "check", file, "-export", out)
	if code != 0 || !strings.Contains(said, "Purpose: monthly check") || !strings.Contains(said, "What it hides: Masked") {
		t.Errorf("exit %d: %s%s", code, said, wrong)
	}
	if code, said, _ = commanded(t, "check", file, "-export", listed(t, "other.csv", "another list")); code == 0 || !strings.Contains(said, "knows nothing of other.csv") {
		t.Errorf("exit %d: %s", code, said)
	}
}

func TestWhatNoExportCanBeSaysHowItIsAskedFor(t *testing.T) {
	t.Setenv("LAMPLIGHTER_CONFIG", t.TempDir())
	file := filepath.Join(t.TempDir(), "none.lamp")
	for name, args := range map[string][]string{
		"no list of ours":                     {"-list", "meters", "out.csv"},
		"no format of ours":                   {"-list", "cases", "out.pdf"},
		"no ending":                           {"-list", "cases", "out"},
		"statements of cases":                 {"-list", "cases", "out.xapi.json"},
		"no state of ours":                    {"-list", "completions", "-state", "half", "out.csv"},
		"a day that is none":                  {"-list", "completions", "-from", "2026-02-30", "out.csv"},
		"nowhere to go":                       {"-list", "cases"},
		"two places":                          {"-list", "cases", "a.csv", "b.csv"},
		"a flag that is none":                 {"-lists", "cases", "out.csv"},
		"the end of the days before the from": {"-list", "completions", "-from", "2026-02-02", "-to", "2026-02-01", "out.csv"},
	} {
		t.Run(name, func(t *testing.T) {
			code, said, wrong := commanded(t, append([]string{"export", "-file", file}, args...)...)
			if code != 2 || said != "" || !strings.Contains(wrong, "-list customers|cases|usage|completions") {
				t.Errorf("exit %d: %s%s", code, said, wrong)
			}
		})
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a file was made for it")
	}
}

func TestAnExportThatGoesWrongSaysWhy(t *testing.T) {
	t.Setenv("LAMPLIGHTER_CONFIG", t.TempDir())
	file := county(t)
	for name, tt := range map[string]struct {
		args []string
		want string
	}{
		"no such file":         {[]string{"-file", filepath.Join(t.TempDir(), "none.lamp"), "-list", "cases", "out.csv"}, "There is no such file."},
		"another kind of file": {[]string{"-file", listed(t, "note.lamp", strings.Repeat("not a file of ours ", 40)), "-list", "cases", "out.csv"}, "This is not a Lamplighter file."},
		"no such month":        {[]string{"-file", file, "-list", "usage", "-from", "2026-13", filepath.Join(t.TempDir(), "out.csv")}, "month"},
		"no such course":       {[]string{"-file", file, "-list", "completions", "-course", "nowhere", filepath.Join(t.TempDir(), "out.csv")}, "Course is not on the list."},
		"no such unit":         {[]string{"-file", file, "-list", "completions", "-unit", "nowhere", filepath.Join(t.TempDir(), "out.csv")}, "Unit is not on the list."},
		"no folder to go to":   {[]string{"-file", file, "-list", "cases", filepath.Join(t.TempDir(), "no", "out.csv")}, "folder"},
	} {
		t.Run(name, func(t *testing.T) {
			code, said, wrong := commanded(t, append([]string{"export"}, tt.args...)...)
			if code != 1 || said != "" || !strings.Contains(strings.ToLower(wrong), strings.ToLower(tt.want)) {
				t.Errorf("exit %d: %s%s", code, said, wrong)
			}
		})
	}
}

func TestEachListComesInAtTheCommandLine(t *testing.T) {
	t.Setenv("LAMPLIGHTER_CONFIG", t.TempDir())
	file := county(t)
	s, err := openStore(t.Context(), file, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	by, err := s.Start(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	who, err := s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: "NEU1", Name: "何晓燕", Post: "counter", Unit: by.Unit, ValidFrom: "2020-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	classes, err := s.Classes(t.Context(), by, app.ClassFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	no, class := who.StaffNo, ""
	for _, c := range classes {
		if c.Status == app.ClassRunning || c.Status == app.ClassEnrolling || c.Status == app.ClassPlanned {
			class = c.Number
		}
	}
	for _, tt := range []struct {
		list string
		args []string
		text string
	}{
		{"customers", nil, "户号,户名,用电地址\n5104000000981,新来客户,米易县丙谷镇\n"},
		{"usage", nil, "户号,月份,电量\n5104000000981,2026-01,120\n"},
		{"completions", nil, "工号,课程,完成日期,成绩\n" + no + ",service,2024-05-06,88\n"},
		{"class", []string{"-class", class}, "工号\n" + no + "\n"},
	} {
		t.Run(tt.list, func(t *testing.T) {
			list := tt.list
			sheet := listed(t, list+".csv", tt.text)
			ask := append(append([]string{"import", "-file", file, "-list", list}, tt.args...), "-dry-run", sheet)
			code, said, wrong := commanded(t, ask...)
			if code != 0 || !strings.Contains(said, "New: 1 ") || !strings.Contains(said, "Nothing was kept: this was a dry run.") {
				t.Fatalf("dry run: exit %d: %s%s", code, said, wrong)
			}
			keep := append(append([]string{"import", "-file", file, "-list", list}, tt.args...), sheet)
			if code, said, wrong = commanded(t, keep...); code != 0 || !strings.Contains(said, "New: 1 ") || strings.Contains(said, "dry run") {
				t.Fatalf("exit %d: %s%s", code, said, wrong)
			}
			if code, said, _ = commanded(t, keep...); code != 0 || !strings.Contains(said, "New: 0 ") || !strings.Contains(said, "unchanged: 1 ") {
				t.Errorf("once more: exit %d: %s", code, said)
			}
		})
	}
}

func TestRefusedRowsOfAListAreToldAndKept(t *testing.T) {
	t.Setenv("LAMPLIGHTER_CONFIG", t.TempDir())
	file, refused := county(t), filepath.Join(t.TempDir(), "refused.xlsx")
	sheet := listed(t, "learnt.csv", "工号,课程,完成日期,成绩\nNOBODY,service,2024-05-06,88\n")
	code, said, wrong := commanded(t, "import", "-file", file, "-list", "completions", "-refused", refused, sheet)
	if code != 0 || !strings.Contains(said, "refused: 1 ") || !strings.Contains(said, "Line 2: ") || !strings.Contains(said, "The refused rows are in "+refused) {
		t.Errorf("exit %d: %s%s", code, said, wrong)
	}
	if _, err := os.Stat(refused); err != nil {
		t.Error(err)
	}
}

func TestAnImportThatGoesWrongSaysWhy(t *testing.T) {
	t.Setenv("LAMPLIGHTER_CONFIG", t.TempDir())
	file, fresh := county(t), filepath.Join(t.TempDir(), "fresh.lamp")
	good := listed(t, "good.csv", "工号,课程,完成日期\n1,service,2024-05-06\n")
	for name, tt := range map[string]struct {
		code int
		args []string
		want string
	}{
		"no list of ours":        {2, []string{"-file", file, "-list", "questions", good}, "-list customers|usage|class|completions"},
		"no sheet":               {2, []string{"-file", file, "-list", "class"}, "-list customers|usage|class|completions"},
		"a sheet that is gone":   {1, []string{"-file", fresh, "-list", "completions", filepath.Join(t.TempDir(), "gone.csv")}, "There is no file gone.csv."},
		"another kind of file":   {1, []string{"-file", listed(t, "note.lamp", strings.Repeat("not a file of ours ", 40)), "-list", "completions", good}, "This is not a Lamplighter file."},
		"a damaged sheet":        {1, []string{"-file", file, "-list", "completions", listed(t, "bad.xlsx", "PK\x03\x04 cut off")}, "bad.xlsx is damaged or its end is missing."},
		"a class that is none":   {1, []string{"-file", file, "-list", "class", "-class", "PX-NONE", good}, "PX-NONE"},
		"a sheet with no header": {1, []string{"-file", file, "-list", "completions", listed(t, "empty.csv", "")}, "empty.csv is empty."},
	} {
		t.Run(name, func(t *testing.T) {
			code, said, wrong := commanded(t, append([]string{"import"}, tt.args...)...)
			if code != tt.code || !strings.Contains(strings.ToLower(wrong), strings.ToLower(tt.want)) {
				t.Errorf("exit %d: %s%s", code, said, wrong)
			}
		})
	}
	if _, err := os.Stat(fresh); err == nil {
		t.Error("an empty file was made for a sheet that is not there")
	}
}
