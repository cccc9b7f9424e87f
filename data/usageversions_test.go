package data_test

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"lamplighter/app"
)

func TestAMonthIsPutRightAndItsVersionsStay(t *testing.T) {
	s, by, a, b := usePair(t)
	r := useImport(t, s, by, useList(t, "二月.csv", useLong), false)
	right := app.UseCorrection{Account: a.ID, MonthUse: app.MonthUse{Month: 202602, Total: 320, ReadDay: 6, Source: app.UseCorrected}, Reason: "抄错一位"}
	if err := s.CorrectUsage(t.Context(), by, right); err != nil {
		t.Fatal(err)
	}
	if got, _ := s.UsageOfAccount(t.Context(), by, a.ID, 1); len(got) != 1 || got[0] != right.MonthUse {
		t.Errorf("%+v", got)
	}
	if got, _ := s.UsageOfAccount(t.Context(), by, b.ID, 1); len(got) != 1 || got[0].Total != 50 {
		t.Errorf("the other account changed: %+v", got)
	}
	versions, err := s.UsageVersions(t.Context(), by, a.ID, 202602)
	if err != nil || len(versions) != 2 {
		t.Fatalf("%+v: %v", versions, err)
	}
	if v := versions[0]; !v.Holds || v.Total != 320 || v.Reason != "抄错一位" || v.Source != "correction" || v.By != "沈丽" {
		t.Errorf("%+v", v)
	}
	if v := versions[1]; v.Holds || v.Total != 300 || v.Reason != "二月.csv" {
		t.Errorf("%+v", v)
	}
	if _, err := s.UndoImport(t.Context(), by, r.ID, quiet); err != nil {
		t.Fatal(err)
	}
	versions, _ = s.UsageVersions(t.Context(), by, a.ID, 202602)
	if !versions[0].Holds || versions[1].WithdrawnAt == 0 {
		t.Errorf("%+v", versions)
	}
}

func TestACorrectionThatCannotBeIsRefused(t *testing.T) {
	s, by, a, _ := usePair(t)
	useImport(t, s, by, useList(t, "二月.csv", useLong), false)
	for name, tt := range map[string]struct {
		use    app.MonthUse
		reason string
		want   app.Reason
	}{
		"without a reason": {app.MonthUse{Month: 202602, Total: 1}, " ", app.Missing},
		"of no month":      {app.MonthUse{Month: 202613, Total: 1}, "x", app.Malformed},
		"of a month ahead": {app.MonthUse{Month: 202604, Total: 1}, "x", app.InTheFuture},
		"below nothing":    {app.MonthUse{Month: 202602, Total: -1}, "x", app.Impossible},
		"beyond all":       {app.MonthUse{Month: 202602, Total: 1_000_000_000_000}, "x", app.Impossible},
		"parts":            {app.MonthUse{Month: 202602, Total: 100, Peak: 200}, "x", app.PartsDiffer},
		"the same": {
			app.MonthUse{Month: 202602, Total: 300, Sharp: 10, Peak: 90, Flat: 120, Valley: 80, DemandW: 5500, PFPermille: 930, ReadDay: 5, Source: app.UseRemote}, "x", app.NothingToDo,
		},
	} {
		err := s.CorrectUsage(t.Context(), by, app.UseCorrection{Account: a.ID, MonthUse: tt.use, Reason: tt.reason})
		if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != tt.want {
			t.Errorf("%s: %v, want %s", name, err, tt.want)
		}
	}
}

func TestUseThatWentOutComesInAgainAsItWent(t *testing.T) {
	for _, wide := range []bool{false, true} {
		for _, format := range []app.Format{app.XLSX, app.CSV, app.JSON} {
			s, by, a, _ := usePair(t)
			useImport(t, s, by, useList(t, "二月.csv", useLong), false)
			was, _ := s.UsageOfAccount(t.Context(), by, a.ID, 3)
			o := app.UsageOut{From: 202601, To: 202602, Wide: wide}
			rows, err := s.UsageOrder(t.Context(), by, o)
			if err != nil || len(rows) != 2 {
				t.Fatalf("%d accounts: %v", len(rows), err)
			}
			path := filepath.Join(t.TempDir(), "out."+string(format))
			n, err := s.ExportUsage(t.Context(), by, o, rows, app.ExportJob{
				Path: path, Format: format, Title: useTitle, Label: func(_, code string) string { return code },
			}, quiet)
			if err != nil || n != 2 {
				t.Fatalf("%d rows: %v", n, err)
			}
			if format == app.JSON {
				continue
			}
			r := useImport(t, s, by, path, false)
			if useCounts(r) != "0 new 0 changed 2 same 0 refused" {
				t.Errorf("wide %v as %s: %s", wide, format, useCounts(r))
			}
			if got, _ := s.UsageOfAccount(t.Context(), by, a.ID, 3); !slices.Equal(got, was) {
				t.Errorf("wide %v as %s: %+v, want %+v", wide, format, got, was)
			}
		}
	}
}

// useTitle names a column as the lists of halls do.
func useTitle(key string) string {
	titles := map[string]string{
		"account_no": "户号", "name": "户名", "month": "月份", "kwh": "用电量（kWh）", "sharp_kwh": "尖段电量（kWh）", "peak_kwh": "峰段电量（kWh）",
		"flat_kwh": "平段电量（kWh）", "valley_kwh": "谷段电量（kWh）", "demand_kw": "最大需量（kW）", "power_factor": "功率因数", "read_on": "抄表日期", "estimated": "估算", "use_source": "来源",
	}
	if title := titles[key]; title != "" {
		return title
	}
	if len(key) == len("kwh_202601") {
		return key[4:8] + "-" + key[8:] + " (kWh)"
	}
	return key
}
