package data_test

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// profileHall is a hall with profiles of the company's own.
type profileHall struct{ exportHall }

func newProfileHall(t *testing.T) profileHall {
	return profileHall{exportHall{newMaskHall(t).managed(t)}}
}

// save keeps the first version of a name, or the next one.
func (h profileHall) save(t *testing.T, name string, basis app.ExportProfile, shows string) app.OwnProfile {
	t.Helper()
	all, err := h.s.ExportProfileVersions(t.Context(), h.as(app.Admin))
	if err != nil {
		t.Fatal(err)
	}
	p := app.OwnProfile{Name: name, Basis: basis, Shows: shows}
	for _, was := range all {
		if was.Name == name {
			p.ID = was.ID
		}
	}
	if p, err = h.s.SaveExportProfile(t.Context(), h.as(app.Admin), p); err != nil {
		t.Fatal(err)
	}
	return p
}

// sheetText is all that stands in a workbook.
func sheetText(t *testing.T, path string) string {
	t.Helper()
	book, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	var out strings.Builder
	for _, f := range book.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&out, part); err != nil {
			t.Fatal(err)
		}
		_ = part.Close()
	}
	return out.String()
}

func TestAListByAProfileOfTheCompanysOwn(t *testing.T) {
	h := newProfileHall(t)
	h.save(t, "上门核对", app.FieldExport, "phone=hidden id=hidden address=masked meter=masked")
	for _, name := range []string{"清单.csv", "清单.json", "清单.xlsx"} {
		job := h.job(t, name, "上门核对")
		text, err := h.take(t, h.as(app.Manager), job)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch job.Format {
		case app.XLSX:
			text = sheetText(t, job.Path)
		case app.JSON:
			if !json.Valid([]byte(text)) {
				t.Errorf("%s is no JSON", name)
			}
		}
		for _, want := range []string{"欧阳小锋", "5104000000011", "新村村3组**", "**", "上门核对"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q: %s", name, want, text)
			}
		}
		for _, not := range append([]string{"12号", "129****5678", "110105********002X"}, planted...) {
			if strings.Contains(text, not) {
				t.Errorf("%s tells %q", name, not)
			}
		}
		m, err := h.s.ExportOf(t.Context(), h.as(app.Auditor), job.Path)
		if err != nil || m.Profile != "上门核对" || m.Version != 1 {
			t.Errorf("the log says of %s %+v (%v)", name, m, err)
		}
	}
	log, err := h.s.AuditLog(t.Context(), h.sole, app.AuditFilter{Kinds: []app.AuditKind{app.AuditExported}})
	if err != nil || len(log.Lines) == 0 {
		t.Fatal(err, "and the log tells of no list")
	}
	for _, l := range log.Lines { // of two versions made at once, which
		if got := l.Details["shows"]; got != "field address=masked phone=hidden id=hidden meter=masked" {
			t.Errorf("the log says that the profile shows %q", got)
		}
	}
}

func TestTheLineOfAListIsAsItsProfileSays(t *testing.T) {
	h := newProfileHall(t)
	h.save(t, "只留户号", app.MaskedExport, "account=clear name=hidden address=hidden phone=hidden id=hidden text=hidden")
	text, err := h.take(t, h.as(app.Manager), h.job(t, "清单.csv", "只留户号"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(text, "\n")
	head, line := strings.Split(strings.TrimPrefix(strings.TrimSpace(lines[0]), "\ufeff"), ","), strings.Split(strings.TrimSpace(lines[1]), ",")
	want := map[string]string{"用户编号": "5104000000011", "用户名称": "**", "用电地址": "**", "联系人": "**", "联系电话": "**", "证件号码": "**"}
	for i, column := range head {
		if w, told := want[strings.Trim(column, `"`)]; told && strings.Trim(line[i], "\"\t'") != w {
			t.Errorf("%s is %q, want %q", column, line[i], w)
		}
		delete(want, strings.Trim(column, `"`))
	}
	if len(want) > 0 {
		t.Errorf("of %v nothing stands in %q", want, lines[0])
	}
}

func TestAProfileThatClearsWhatTheFieldMasksTakesASupervisor(t *testing.T) {
	h := newProfileHall(t)
	h.save(t, "留电话", app.MaskedExport, "phone=clear")
	job := h.job(t, "清单.csv", "留电话")
	if _, err := h.take(t, h.as(app.Manager), job); !isRefused(err, app.NeedsSupervisor) {
		t.Errorf("a manager: %v", err)
	}
	if _, err := os.Stat(job.Path); err == nil {
		t.Error("a file was written all the same")
	}
	text, err := h.take(t, h.as(app.Supervisor), h.job(t, "清单.csv", "留电话"))
	if err != nil || !strings.Contains(text, plantedMobile) || strings.Contains(text, plantedID) || strings.Contains(text, "欧阳小锋") {
		t.Errorf("a supervisor has %s (%v)", text, err)
	}
	by := h.as(app.Manager)
	by.Witness = datatest.Colleague(t, h.s, "A0099", "王监督", "").ID
	if _, err := h.take(t, by, h.job(t, "清单.csv", "留电话")); err != nil {
		t.Errorf("with a witness: %v", err)
	}
}

func TestTheTextsOfCasesAreHiddenOrMaskedButNeverTold(t *testing.T) {
	h := newProfileHall(t)
	h.save(t, "不含正文", app.FieldExport, "text=hidden")
	h.save(t, "留电话", app.MaskedExport, "phone=clear")
	rows, err := h.s.CaseOrder(t.Context(), h.sole, app.CaseFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for profile, asked := range map[app.ExportProfile]bool{"不含正文": false, "留电话": true} {
		job := h.job(t, "工单.json", profile)
		if _, err := h.s.ExportCases(t.Context(), h.as(app.Supervisor), rows, job, func(int64, int64) {}); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(job.Path)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range planted {
			if strings.Contains(string(text), p) {
				t.Errorf("%s: %s… is in the list", profile, p[:3])
			}
		}
		if strings.Contains(string(text), "申请校表") != asked {
			t.Errorf("%s: what was asked stands in it: %v, want %v", profile, !asked, asked)
		}
	}
}

func TestAWithdrawnProfileMasksNoListAnyMore(t *testing.T) {
	h := newProfileHall(t)
	h.save(t, "上门核对", app.FieldExport, "")
	second := h.save(t, "上门核对", app.FieldExport, "phone=hidden")
	if second.Version != 2 {
		t.Errorf("the second version is %d", second.Version)
	}
	if err := h.s.WithdrawExportProfile(t.Context(), h.as(app.Admin), second); err != nil {
		t.Fatal(err)
	}
	job := h.job(t, "清单.csv", "上门核对")
	for _, by := range []app.Actor{h.as(app.Manager), h.as(app.Supervisor), h.sole} {
		if _, err := h.take(t, by, job); !isRefused(err, app.NotActive) {
			t.Errorf("by %v: %v", by.Roles, err)
		}
	}
	if _, err := os.Stat(job.Path); err == nil {
		t.Error("a file was written all the same")
	}
	if _, err := h.take(t, h.sole, h.job(t, "清单.csv", "没有的")); !isRefused(err, app.Unknown) {
		t.Errorf("by a profile nobody made: %v", err)
	}
	if err := h.s.WithdrawExportProfile(t.Context(), h.as(app.Admin), second); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("withdrawn again: %v", err)
	}
}

func TestWhoMakesProfiles(t *testing.T) {
	h := newProfileHall(t)
	p := app.OwnProfile{Name: "甲", Basis: app.MaskedExport}
	for _, role := range []app.Role{app.Counter, app.Manager, app.Supervisor, app.Leader, app.Trainer, app.Auditor} {
		if _, err := h.s.SaveExportProfile(t.Context(), h.as(role), p); !errors.Is(err, app.ErrNotAllowed) {
			t.Errorf("a %s makes one: %v", role, err)
		}
		if err := h.s.WithdrawExportProfile(t.Context(), h.as(role), p); !errors.Is(err, app.ErrNotAllowed) {
			t.Errorf("a %s withdraws one: %v", role, err)
		}
	}
	if _, err := h.s.SaveExportProfile(t.Context(), h.as(app.Admin), app.OwnProfile{Name: "full", Basis: app.MaskedExport}); !isRefused(err, app.AlreadyThere) {
		t.Errorf("in the place of a delivered one: %v", err)
	}
	h.save(t, "甲", app.MaskedExport, "")
	if _, err := h.s.SaveExportProfile(t.Context(), h.as(app.Admin), p); !isRefused(err, app.AlreadyThere) {
		t.Errorf("a second of its name: %v", err)
	}
	log, err := h.s.AuditLog(t.Context(), h.sole, app.AuditFilter{Kinds: []app.AuditKind{app.AuditRule}})
	if err != nil || len(log.Lines) == 0 {
		t.Errorf("the audit log tells of no rule (%v)", err)
	}
}

func TestTheVersionsOfAProfileTellWhoMadeAndWithdrewThem(t *testing.T) {
	h := newProfileHall(t)
	h.save(t, "上门核对", app.FieldExport, "")
	second := h.save(t, "上门核对", app.FieldExport, "phone=hidden")
	if err := h.s.WithdrawExportProfile(t.Context(), h.sole, second); err != nil {
		t.Fatal(err)
	}
	h.save(t, "核对", app.MaskedExport, "")
	all, err := h.s.ExportProfileVersions(t.Context(), h.as(app.Manager))
	if err != nil || len(all) != 3 {
		t.Fatalf("there are %+v (%v)", all, err)
	}
	for _, v := range all {
		if gone := v.Name == "上门核对"; v.ByName == "" || v.At == 0 || (v.WithdrawnAt != 0) != gone || (v.GoneBy != "") != gone {
			t.Errorf("%s version %d: by %q at %d, withdrawn %d by %q", v.Name, v.Version, v.ByName, v.At, v.WithdrawnAt, v.GoneBy)
		}
	}
	if all[0].Version != 2 || all[1].Version != 1 {
		t.Errorf("the versions come as %d, %d", all[0].Version, all[1].Version)
	}
}

func TestProfilesMadeOnTwoComputersAreTheSameOnBoth(t *testing.T) {
	h := newProfileHall(t)
	gone := h.save(t, "旧方式", app.FieldExport, "")
	shared := h.save(t, "上门核对", app.FieldExport, "phone=hidden")
	if err := h.s.WithdrawExportProfile(t.Context(), h.as(app.Admin), gone); err != nil {
		t.Fatal(err)
	}
	other, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "other.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = other.Close() })
	exchange := func(from, to *data.Store) {
		t.Helper()
		changes, err := from.Changes(t.Context(), 0, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // a second time changes nothing
			if err := to.Apply(t.Context(), changes); err != nil {
				t.Fatal(err)
			}
		}
	}
	exchange(h.s, other)
	// Both make the next version before they hear of each other.
	h.save(t, "上门核对", app.FieldExport, "id=hidden")
	if _, err := other.SaveExportProfile(t.Context(), h.as(app.Admin), app.OwnProfile{ID: shared.ID, Name: "上门核对", Basis: app.MaskedExport}); err != nil {
		t.Fatal(err)
	}
	exchange(h.s, other)
	exchange(other, h.s)
	here, there := datatest.Dump(t, h.s.Path())["export_profiles"], datatest.Dump(t, other.Path())["export_profiles"]
	if here == "" || here != there {
		t.Errorf("the profiles differ:\n%s\n%s", here, there)
	}
	var holds [2]app.OwnProfileID
	for i, s := range []*data.Store{h.s, other} {
		all, err := s.ExportProfiles(t.Context(), h.as(app.Admin))
		if err != nil {
			t.Fatal(err)
		}
		if used := app.OwnProfilesInUse(all); len(used) != 1 || used[0].Version != 2 {
			t.Fatalf("in use are %+v", used)
		}
		holds[i] = app.OwnProfilesInUse(all)[0].ID
	}
	if holds[0] != holds[1] {
		t.Error("the computers hold to different versions")
	}
}
