package audit_test

import (
	"context"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/audit"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// logged is the store of a hall with a rule that was changed, a step that was
// forced and a person who could not sign in.
type logged struct {
	lines   []app.AuditLine
	asked   []app.AuditFilter
	verdict app.AuditVerdict
	out     []app.AuditLine
}

func (l *logged) AuditLog(_ context.Context, _ app.Actor, f app.AuditFilter) (app.AuditList, error) {
	l.asked = append(l.asked, f)
	return app.AuditList{Lines: l.lines}, nil
}

func (l *logged) CheckAudit(context.Context, app.Actor) (app.AuditVerdict, error) {
	return l.verdict, nil
}

func (l *logged) ExportAudit(_ context.Context, _ app.Actor, lines []app.AuditLine, _ app.ExportJob, _ func(int64, int64)) (int, error) {
	l.out = lines
	return len(lines), nil
}

func (*logged) Staff(context.Context, app.Actor) ([]app.Staff, error) {
	return []app.Staff{{ID: app.StaffID{1}, StaffNo: "0001", Name: "沈丽"}, {ID: app.StaffID{2}, StaffNo: "0002", Name: "阿库"}}, nil
}

func sampleLog() *logged {
	at := datatest.Now().UnixMilli()
	line := func(minutes int64, kind app.AuditKind, by string, l app.AuditLine) app.AuditLine {
		l.Kind, l.By, l.At, l.Number, l.Device, l.Area = kind, by, at-minutes*60_000, 100-minutes, "TKPG", 7
		l.Hash = []byte{0x9f, 0x3a, 0x11, 0xc0, 0x77}
		return l
	}
	entry := func(e app.AuditEntry) app.AuditLine { return app.AuditLine{AuditEntry: e} }
	forced := entry(app.AuditEntry{Table: "cases", Record: app.RecordID{1}, Reason: "客户已到现场,先行派单"})
	forced.Subject, forced.Second = "TKPG-260302-004", "曲比"
	return &logged{lines: []app.AuditLine{
		line(1, app.AuditSignedIn, "沈丽", app.AuditLine{}),
		line(4, app.AuditRevealed, "沈丽", entry(app.AuditEntry{Table: "customers", Record: app.RecordID{9}, Reason: "电话核对停电通知"})),
		line(9, app.AuditForced, "沈丽", forced),
		line(15, app.AuditRule, "马秀英", entry(app.AuditEntry{Table: "limit_rules", Record: app.RecordID{3}, Reason: "川电营销〔2026〕12 号", Details: map[string]string{"what": "changed"}})),
		line(22, app.AuditSignInFailed, "", app.AuditLine{}),
		line(26, app.AuditExported, "沈丽", entry(app.AuditEntry{Reason: "上门核对", Details: map[string]string{
			"list": "customers", "format": "csv", "profile": "上门核对", "version": "2", "shows": "field phone=hidden id=hidden", "rows": "12",
			"fields": "name,mobile,address,account_no,meter_no,contracted_kva,transformer_area", "hash": "4f1c9b22e07d5a3387c1b6f04d9e2a1180c3e5f7a94b6d21c8e07f539ab1d240",
		}})),
		line(31, app.AuditImportUndone, "马秀英", entry(app.AuditEntry{Details: map[string]string{"rows": "1842"}})),
		line(40, app.AuditMerged, "马秀英", entry(app.AuditEntry{Table: "record_merges", Details: map[string]string{"what": "made"}, Reason: "同一人"})),
		line(55, app.AuditChange, "阿库", app.AuditLine{Tables: "visits,visit_answers", Rows: 7}),
	}}
}

func open(t *testing.T, page *screentest.Page, language string, store *logged) (*audit.Page, *[]exchange.ExportWhat) {
	t.Helper()
	var given []exchange.ExportWhat
	d := &desk.Desk{Codes: words.NewCodes(language, nil), Runner: background.Inline(), Now: datatest.Now, Keys: page.Keys(), Canvas: page.Window().Canvas(), Fail: func(err error) { t.Error(err) }}
	p := audit.New(d, store, func(what exchange.ExportWhat) { given = append(given, what) })
	page.Show(p.Content())
	p.Reload()
	p.Focus()
	return p, &given
}

func TestTheAuditLogIsReadNarrowedAndOpened(t *testing.T) {
	page := screentest.New(t)
	store := sampleLog()
	p, _ := open(t, page, "en", store)
	page.See("Forced step")
	page.See("9 entries")
	page.Tap("With all changes")
	if last := store.asked[len(store.asked)-1]; !last.Changes {
		t.Errorf("asked for %+v", last)
	}
	p.ToFilter()
	page.TypeHere("0002")
	page.Press("Enter")
	if last := store.asked[len(store.asked)-1]; last.Staff != (app.StaffID{2}) {
		t.Errorf("asked for %+v", last)
	}
	p.Focus()
	page.Press("Down")
	page.Press("Enter")
	page.See("Protected field seen")
	page.See("9f3a11c0 77")
}

func TestAReopenedMonthIsNamedInTheList(t *testing.T) {
	page := screentest.New(t)
	store := &logged{lines: []app.AuditLine{{AuditEntry: app.AuditEntry{Kind: app.AuditUnfrozen, Table: "forecast_sheets", Reason: "抄表数据更正", Details: map[string]string{"month": "202602"}}}}}
	open(t, page, "en", store)
	page.See(words.Month(202602))
}

func TestAnEntryOfAListSaysWhichAndWhatItHid(t *testing.T) {
	for language, want := range map[string][]string{
		"en": {"Customers · 12 records", "CSV", "上门核对, version 2: Hidden: telephones, identity numbers; masked: legal representatives, mail, positions, running text", "Customer name, Mobile", "ab12"},
		"zh": {"客户 · 12 条记录", "上门核对（第 2 版）：隐去：电话、证件号码；脱敏：法定代表人、邮箱、位置、正文", "客户名称、手机", "ab12"},
	} {
		var options []screentest.Option
		if language == "zh" {
			options = append(options, screentest.Chinese())
		}
		page := screentest.New(t, options...)
		store := &logged{lines: []app.AuditLine{{By: "沈丽", AuditEntry: app.AuditEntry{Kind: app.AuditExported, Reason: "上门核对", Details: map[string]string{
			"list": "customers", "format": "csv", "profile": "上门核对", "version": "2", "shows": "field phone=hidden id=hidden", "rows": "12", "fields": "name,mobile", "hash": "ab12",
		}}}}}
		open(t, page, language, store)
		page.Press("Down")
		page.Press("Enter")
		for _, text := range want {
			page.See(text)
		}
	}
}

func TestWhatWasDoneIsWorded(t *testing.T) {
	for _, what := range []string{"made", "changed", "sealed", "open", "unsealed", "withdrawn", "on", "off", "added", "reset", "disabled"} {
		if words.AuditWhat(app.AuditPerson, what) == what {
			t.Errorf("%s has no words", what)
		}
	}
	if a, b := words.AuditWhat(app.AuditBackedUp, "sealed"), words.AuditWhat(app.AuditSealed, "sealed"); a == b {
		t.Errorf("a backup is told of as a customer is: %s", a)
	}
}

func TestTheAuditorAsksWhetherTheLogIsWhole(t *testing.T) {
	page := screentest.New(t)
	store := sampleLog()
	store.verdict = app.AuditVerdict{Entries: 812, Chains: 3}
	p, _ := open(t, page, "en", store)
	p.GoOn()
	page.See("The audit log is whole: 812 entries in 3 chains.")
	store.verdict = app.AuditVerdict{Entries: 812, Chains: 3, Fault: app.AuditMissing, Device: "TKPG", Number: 41}
	p.GoOn()
	page.See("entry 41 of computer TKPG is not there")
}

func TestTheListOnViewGoesOut(t *testing.T) {
	page := screentest.New(t)
	store := sampleLog()
	p, given := open(t, page, "en", store)
	p.Export()
	if len(*given) != 1 {
		t.Fatalf("%d lists were given out", len(*given))
	}
	n, err := (*given)[0].Run(t.Context(), nil, app.ExportJob{}, func(int64, int64) {})
	if err != nil || n != 9 || len(store.out) != 9 {
		t.Errorf("%d lines went out: %v", n, err)
	}
}

func TestPicturesOfTheAuditLog(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range screentest.Dresses(screentest.Size(1180, 560)) {
		t.Run(name, func(t *testing.T) {
			page := screentest.New(t, options...)
			open(t, page, name[:2], sampleLog())
			page.Shot(filepath.Join(folder, "audit-"+name+".png"))
			page.Press("Down")
			page.Press("Enter")
			page.Shot(filepath.Join(folder, "audit-entry-"+name+".png"))
			page.Press("Escape")
			for range 4 {
				page.Press("Down")
			}
			page.Press("Enter")
			page.Shot(filepath.Join(folder, "audit-list-"+name+".png"))
		})
	}
}
