package data_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
)

// exportHall takes lists of a planted customer out.
type exportHall struct{ maskHall }

func (h exportHall) job(t *testing.T, name string, profile app.ExportProfile) app.ExportJob {
	return app.ExportJob{
		Path: filepath.Join(t.TempDir(), name), Format: app.Format(strings.TrimPrefix(filepath.Ext(name), ".")), Profile: profile, Purpose: "月度核对",
		Title: exportTitle, Label: func(_, code string) string { return code },
		Mark: func(m app.ExportMark) [][2]string {
			return [][2]string{{"说明", "导出"}, {"导出人", m.By + " " + m.StaffNo}, {"用途", m.Purpose}, {"脱敏", string(m.Profile)}}
		},
	}
}

func (h exportHall) take(t *testing.T, by app.Actor, job app.ExportJob) (string, error) {
	t.Helper()
	rows, err := h.s.CustomerOrder(t.Context(), h.sole, app.CustomerFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.s.ExportCustomers(t.Context(), by, rows, job, func(int64, int64) {}); err != nil {
		return "", err
	}
	text, err := os.ReadFile(job.Path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), nil
}

func TestAListThatGoesOutFollowsItsProfile(t *testing.T) {
	h := exportHall{newMaskHall(t).managed(t)}
	tests := []struct {
		name            string
		by              app.Actor
		profile         app.ExportProfile
		has, hides      []string
		mayNot, refused bool
	}{
		{"masked by default", h.as(app.Manager), "", []string{"欧阳**", "51040****0011", "新村村3组**", "129****5678", "110105********002X"}, append(planted, "欧阳小锋", "5104000000011", "12号"), false, false},
		{"for the field", h.as(app.Manager), app.FieldExport, []string{"欧阳小锋", "5104000000011", "新村村3组12号", "129****5678"}, planted, false, false},
		{"in clear", h.as(app.Supervisor), app.FullExport, []string{"欧阳小锋", plantedID, plantedMobile}, nil, false, false},
		{"in clear by a manager", h.as(app.Manager), app.FullExport, nil, nil, false, true},
		{"by the counter", h.as(app.Counter), "", nil, nil, true, false},
		{"by a trainer", h.as(app.Trainer), "", nil, nil, true, false},
		{"by a trainer who works at the counter", h.as(app.Trainer, app.Counter), "", nil, nil, true, false},
		{"by an administrator", h.as(app.Admin), "", nil, nil, true, false},
		{"by an auditor", h.as(app.Auditor), "", nil, nil, true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			job := h.job(t, "清单.csv", tt.profile)
			text, err := h.take(t, tt.by, job)
			if no := errors.Is(err, app.ErrNotAllowed); no != tt.mayNot || isRefused(err, app.NeedsSupervisor) != tt.refused {
				t.Fatalf("answered %v", err)
			}
			if err != nil {
				if _, err := os.Stat(job.Path); err == nil {
					t.Error("a file was written all the same")
				}
				return
			}
			for _, want := range append(tt.has, "导出人: ", "用途: 月度核对") {
				if !strings.Contains(text, want) {
					t.Errorf("%q is not in %s", want, text)
				}
			}
			for _, not := range tt.hides {
				if strings.Contains(text, not) {
					t.Errorf("%q is in %s", not, text)
				}
			}
		})
	}
}

func TestAListInClearTakesAWitnessOrASupervisor(t *testing.T) {
	h := exportHall{newMaskHall(t).managed(t)}
	by := h.as(app.Manager)
	by.Witness = datatest.Colleague(t, h.s, "A0099", "王监督", "").ID
	if text, err := h.take(t, by, h.job(t, "清单.csv", app.FullExport)); err != nil || !strings.Contains(text, plantedMobile) {
		t.Errorf("with a witness: %v", err)
	}
}

func TestAListNeedsAPurposeAndIsKnownByItsHash(t *testing.T) {
	h := exportHall{newMaskHall(t)}
	by := h.as(app.Supervisor)
	job := h.job(t, "清单.xlsx", "")
	job.Purpose = " "
	if _, err := h.take(t, by, job); !isRefused(err, app.Missing) {
		t.Errorf("without a purpose: %v", err)
	}
	job.Purpose = "月度核对"
	if _, err := h.take(t, by, job); err != nil {
		t.Fatal(err)
	}
	m, err := h.s.ExportOf(t.Context(), h.as(app.Auditor), job.Path)
	if err != nil || m.By != by.Name || m.Purpose != "月度核对" || m.Profile != app.MaskedExport || m.Rows != 1 || m.List != "customers" || !strings.Contains(m.Fields, "id_no") || len(m.Hash) != 64 {
		t.Errorf("the log says %+v: %v", m, err)
	}
	all, err := h.s.Exports(t.Context(), h.as(app.Auditor), 10)
	if err != nil || len(all) != 1 || all[0].Hash != m.Hash {
		t.Errorf("the exports are %+v: %v", all, err)
	}
	other := filepath.Join(t.TempDir(), "other.xlsx")
	if err := os.WriteFile(other, []byte("another file"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := h.s.ExportOf(t.Context(), by, other); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("a file nobody took out: %v", err)
	}
	if _, err := h.s.ExportOf(t.Context(), h.as(app.Counter), job.Path); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("asked at the counter: %v", err)
	}
}

func TestAMarkedListComesInAgainWithoutItsMark(t *testing.T) {
	h := exportHall{newMaskHall(t)}
	for _, name := range []string{"清单.csv", "清单.xlsx"} {
		job := h.job(t, name, app.FullExport)
		if _, err := h.take(t, h.sole, job); err != nil {
			t.Fatal(err)
		}
		view, err := h.s.ReadSheet(t.Context(), h.sole, app.ImportAccounts, job.Path, "")
		if err != nil {
			t.Fatal(err)
		}
		r, err := h.s.ImportList(t.Context(), h.sole, app.ImportJob{Kind: app.ImportAccounts, Path: job.Path, Columns: view.Columns, DryRun: true}, func(int64, int64) {})
		if err != nil || r.Refused != 0 || r.Created != 0 {
			t.Errorf("%s comes in as %+v: %v", name, r, err)
		}
	}
}

func TestACaseListIsMaskedInItsTexts(t *testing.T) {
	h := exportHall{newMaskHall(t)}
	rows, err := h.s.CaseOrder(t.Context(), h.sole, app.CaseFilter{})
	if err != nil {
		t.Fatal(err)
	}
	job := h.job(t, "工单.json", "")
	if _, err := h.s.ExportCases(t.Context(), h.as(app.Manager), rows, job, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(job.Path)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range append(planted, "欧阳小锋") {
		if strings.Contains(string(text), p) {
			t.Errorf("%s… is in the list", p[:3])
		}
	}
	if !strings.Contains(string(text), "申请校表") {
		t.Error("what was asked is not in the list")
	}
}

// figures is a table as it stands in the file of a manager who took it out.
func (h exportHall) figures(t *testing.T, f app.Figures, profile app.ExportProfile) string {
	t.Helper()
	job := h.job(t, "清单.csv", profile)
	if _, err := h.s.ExportFigures(t.Context(), h.as(app.Manager), f, job); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(job.Path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestATableAboutCustomersGoesOutByItsProfile(t *testing.T) {
	h := exportHall{newMaskHall(t).managed(t)}
	f := app.Figures{
		Title: "用电客户", Columns: []app.FigureColumn{{Title: "客户", Field: "name"}, {Title: "户号", Field: "account_no"}, {Title: "电量", Number: true}, {Title: "经理"}},
		Rows: [][]string{{"欧阳小锋", "5104000000011", "1,234", "沈丽"}},
	}
	for profile, want := range map[app.ExportProfile][]string{app.MaskedExport: {"欧阳**", "51040****0011", "1234", "沈丽"}, app.FieldExport: {"欧阳小锋", "5104000000011", "1234", "沈丽"}} {
		text := h.figures(t, f, profile)
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q is not in %s", profile, w, text)
			}
		}
	}
	if _, err := h.s.ExportFigures(t.Context(), h.as(app.Trainer), f, h.job(t, "清单.csv", "")); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("by a trainer, who reads no customers: %v", err)
	}
	f.Columns[0].Field, f.Columns[1].Field = "", ""
	if _, err := h.s.ExportFigures(t.Context(), h.as(app.Trainer), f, h.job(t, "清单.csv", "")); err != nil {
		t.Errorf("a table about nobody by a trainer: %v", err)
	}
}

func TestAColumnThatHoldsOtherThingsRowByRowIsMaskedRowByRow(t *testing.T) {
	h := exportHall{newMaskHall(t).managed(t)}
	f := app.Figures{
		Title: "冲突", Columns: []app.FigureColumn{{Title: "字段"}, {Title: "值", Fields: []string{"customers.name", "contacts.mobile", "accounts.address", "accounts.voltage", "no_such.column"}}},
		Rows: [][]string{{"名称", "欧阳小锋"}, {"手机", "12912345678"}, {"地址", "白马镇新村3组12号"}, {"电压", "交流10kV"}, {"其他", "无"}},
	}
	for profile, want := range map[app.ExportProfile][]string{
		app.MaskedExport: {"名称,欧阳**", "手机,129****5678", "电压,交流10kV", "其他,无"},
		app.FieldExport:  {"名称,欧阳小锋", "手机,129****5678", "地址,白马镇新村3组12号", "电压,交流10kV", "其他,无"},
	} {
		text := h.figures(t, f, profile)
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q is not in %s", profile, w, text)
			}
		}
		if masked := !strings.Contains(text, "12号"); masked != (profile == app.MaskedExport) {
			t.Errorf("%s: of the address stands %s", profile, text)
		}
	}
	if _, err := h.s.ExportFigures(t.Context(), h.as(app.Trainer), f, h.job(t, "清单.csv", "")); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("by a trainer, who reads no customers: %v", err)
	}
}

func TestAPictureIsDrawnWithTheNameAsItsProfileShowsIt(t *testing.T) {
	h := exportHall{newMaskHall(t).managed(t)}
	for profile, want := range map[app.ExportProfile]string{app.MaskedExport: "欧阳**", app.FieldExport: "欧阳小锋"} {
		job, under := h.job(t, "图.png", profile), ""
		draw := func(customer string) ([]byte, error) { under = customer; return []byte("drawn"), nil }
		if err := h.s.ExportPicture(t.Context(), h.as(app.Manager), "欧阳小锋", draw, job); err != nil || under != want {
			t.Errorf("%s: drawn with %q (%v)", profile, under, err)
		}
	}
	job := h.job(t, "图.png", app.MaskedExport)
	broken := func(string) ([]byte, error) { return nil, os.ErrInvalid }
	if err := h.s.ExportPicture(t.Context(), h.as(app.Manager), "欧阳小锋", broken, job); !errors.Is(err, os.ErrInvalid) {
		t.Errorf("one that cannot be drawn: %v", err)
	}
	if _, err := os.Stat(job.Path); err == nil {
		t.Error("a file was written all the same")
	}
}
