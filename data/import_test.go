package data_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// theList is a customer list as a hall would hand it over; all of it is invented.
const theList = "sheet/testdata/用电客户档案清单.csv"

func quiet(_, _ int64) {}

func imported(t *testing.T, s *data.Store, path string, dry bool) app.ImportReport {
	t.Helper()
	by := datatest.Actor(t, s)
	view, err := s.ReadSheet(t.Context(), by, app.ImportAccounts, path, "")
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.ImportList(t.Context(), by, app.ImportJob{
		Path: path, Columns: view.Columns, DryRun: dry, RefusedPath: filepath.Join(t.TempDir(), "refused.csv"), ReasonTitle: "原因",
		Say: func(p app.ImportProblem) string { return p.Reason },
	}, quiet)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTheHallsListComesIn(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	dry := imported(t, s, theList, true)
	if order, _ := s.CustomerOrder(t.Context(), by, app.CustomerFilter{}); len(order) != 0 {
		t.Fatalf("a dry run kept %d customers", len(order))
	}
	r := imported(t, s, theList, false)
	if r.Created != dry.Created || r.Refused != dry.Refused || r.Warned != dry.Warned || r.Customers != dry.Customers {
		t.Errorf("the dry run counted %+v, the import %+v", dry, r)
	}
	if r.Created < 2900 || r.Created+r.Refused != 3000 {
		t.Errorf("%d taken, %d refused of 3000: %v", r.Created, r.Refused, r.Refusals)
	}
	if err := s.WarmSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{"wly": "文兰燕", "xugangyan": "徐刚䶮", "5104210000011": "文兰燕", "1003": "文兰燕", "崔国艳": "崔国艳", "麻陇彝族乡新村村8组78号": "文兰燕"} {
		found, total, err := s.Search(t.Context(), by, query, 200)
		if err != nil {
			t.Fatal(err)
		}
		if !containsName(found, want) {
			t.Errorf("%q finds %d, %s not among them", query, total, want)
		}
	}
}

func TestRefusalsAreToldBeforeDoubts(t *testing.T) {
	r := imported(t, datatest.Open(t), theList, true)
	doubtful := false
	for i, p := range r.Problems {
		refused := p.Verdict == app.RowRefused
		if refused && doubtful {
			t.Fatalf("problem %d, %s, is a refusal behind a doubt", i, p.Reason)
		}
		doubtful = doubtful || p.Verdict == app.RowDoubted
	}
	if !doubtful || len(r.Problems) > app.ProblemsShown {
		t.Errorf("%d problems told, want %d at most with doubts among them", len(r.Problems), app.ProblemsShown)
	}
}

func containsName(found []app.Found, name string) bool {
	for _, f := range found {
		if f.Name == name {
			return true
		}
	}
	return false
}

func TestTheSameListAgainChangesNothing(t *testing.T) {
	s := datatest.Open(t)
	first := imported(t, s, theList, false)
	again := imported(t, s, theList, false)
	if again.Created != 0 || again.Updated != 0 || again.Unchanged != first.Created {
		t.Errorf("the second time: %+v", again)
	}
}

func TestAnImportIsUndoneWhole(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	kept := datatest.Customer(t, s, "文兰燕", "5104210000011", "") // on the list too: brought up to date by it
	before, err := s.CustomerPage(t.Context(), by, kept.ID)
	if err != nil {
		t.Fatal(err)
	}
	r := imported(t, s, theList, false)
	if r.Updated != 1 {
		t.Fatalf("%d updated, want 1: %+v", r.Updated, r)
	}
	u, err := s.UndoImport(t.Context(), by, r.ID, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if u.Kept != 0 {
		t.Errorf("%d rows were kept", u.Kept)
	}
	order, err := s.CustomerOrder(t.Context(), by, app.CustomerFilter{})
	if err != nil || len(order) != 1 {
		t.Errorf("%d customers are left, want 1: %v", len(order), err)
	}
	after, err := s.CustomerPage(t.Context(), by, kept.ID)
	if err != nil {
		t.Fatal(err)
	}
	a, b := before.Accounts[0], after.Accounts[0]
	a.Seen, b.Seen = app.Seen{}, app.Seen{}
	if a != b {
		t.Errorf("the account was %+v and is %+v", a, b)
	}
}

func TestUndoKeepsWhatWasUsedSince(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	r := imported(t, s, theList, false)
	found, _, err := s.Search(t.Context(), by, "崔国艳", 1)
	if err != nil || len(found) == 0 {
		t.Fatal(err)
	}
	datatest.Case(t, s, app.Customer{ID: found[0].ID, Name: "崔国艳"}, "咨询")
	u, err := s.UndoImport(t.Context(), by, r.ID, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if u.Kept == 0 {
		t.Error("a customer with a case was withdrawn")
	}
	if page, err := s.CustomerPage(t.Context(), by, found[0].ID); err != nil || page.Customer.WithdrawnAt != 0 {
		t.Errorf("the customer with a case: %v", err)
	}
}

func TestAListChangesNobodyWhoIsSealed(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	list := func(head string, lines ...string) string {
		return fileOf(t, "list.csv", []byte("\xef\xbb\xbf"+head+"\n"+strings.Join(lines, "\n")+"\n"))
	}
	const head = "户名,户号,证件号码,用电地址"
	first := imported(t, s, list(head, "沈秋一,5104999900001,11010519491231002X,新村1组", "沈秋二,5104999900002,,新村2组"), false)
	if first.Created != 2 {
		t.Fatalf("%+v", first)
	}
	found, _, err := s.Search(t.Context(), by, "沈秋一", 1)
	if err != nil || len(found) != 1 {
		t.Fatal(err)
	}
	if err := s.SealCustomer(t.Context(), by, app.CustomerFate{Customer: found[0].ID, Reason: "依法保存"}); err != nil {
		t.Fatal(err)
	}
	before := datatest.Dump(t, s.Path())["accounts"]
	r := imported(t, s, list(head, "沈秋一,5104999900001,11010519491231002X,新村9组", "沈秋一,5104999900003,11010519491231002X,新村9组"), false)
	if r.Refusals[string(app.IsSealed)] != 2 || r.Created != 0 || r.Updated != 0 {
		t.Errorf("%+v", r)
	}
	if after := datatest.Dump(t, s.Path())["accounts"]; after != before {
		t.Errorf("the accounts were\n%s\nand are\n%s", before, after)
	}
	if u, err := s.UndoImport(t.Context(), by, first.ID, quiet); err != nil || u.Kept == 0 {
		t.Errorf("undone, %d rows were kept (%v)", u.Kept, err)
	}
	if page, err := s.CustomerPage(t.Context(), by, found[0].ID); err != nil || page.Customer.WithdrawnAt != 0 || len(page.Accounts) != 1 {
		t.Errorf("of who is sealed %d accounts stay, withdrawn at %d (%v)", len(page.Accounts), page.Customer.WithdrawnAt, err)
	}
}

func TestAListAddsNothingToACustomerWhoWasSealedAfterAnotherBecameHis(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	list := func(lines ...string) string {
		return fileOf(t, "list.csv", []byte("\xef\xbb\xbf户名,户号,证件号码,用电地址\n"+strings.Join(lines, "\n")+"\n"))
	}
	imported(t, s, list("沈秋一,5104999900001,11010519491231002X,新村1组", "沈秋依,5104999900002,,新村1组"), false)
	page := func(name string) app.CustomerPage {
		found, _, err := s.Search(t.Context(), by, name, 1)
		if err != nil || len(found) != 1 {
			t.Fatal(name, err)
		}
		page, err := s.CustomerPage(t.Context(), by, found[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		return page
	}
	stays, gone := page("沈秋依").Customer, page("沈秋一").Customer
	if _, err := s.MergeCustomers(t.Context(), by, app.CustomerMerge{Stays: stays, Gone: gone}); err != nil {
		t.Fatal(err)
	}
	if r := imported(t, s, list("沈秋一,5104999900003,11010519491231002X,新村2组"), false); r.Created != 1 {
		t.Errorf("%+v", r)
	}
	if err := s.SealCustomer(t.Context(), by, app.CustomerFate{Customer: stays.ID, Reason: "依法保存"}); err != nil {
		t.Fatal(err)
	}
	if r := imported(t, s, list("沈秋一,5104999900004,11010519491231002X,新村3组"), false); r.Refusals[string(app.IsSealed)] != 1 || r.Created != 0 {
		t.Errorf("%+v", r)
	}
	if accounts := page("沈秋依").Accounts; len(accounts) != 3 {
		t.Errorf("%d accounts", len(accounts))
	}
}

func TestExportComesInAgainUnchanged(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	imported(t, s, theList, false)
	order, err := s.CustomerOrder(t.Context(), by, app.CustomerFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []app.Format{app.XLSX, app.CSV} {
		path := filepath.Join(t.TempDir(), "out."+string(format))
		job := app.ExportJob{Path: path, Format: format, Title: exportTitle, Label: func(_, code string) string { return code }}
		n, err := s.ExportCustomers(t.Context(), by, order, job, quiet)
		if err != nil {
			t.Fatal(err)
		}
		again := imported(t, s, path, true)
		if again.Created != 0 || again.Updated != 0 || again.Unchanged != int64(n) {
			t.Errorf("%s: %d went out, came back as %+v", format, n, again)
		}
	}
}

func exportTitle(key string) string {
	titles := map[string]string{
		"account_no": "用户编号", "name": "用户名称", "kind": "客户类型", "address": "用电地址", "usage_category": "用电类别", "voltage": "供电电压", "contracted_kva": "合同容量",
		"running_kva": "运行容量", "industry": "行业", "contact": "联系人", "phone": "联系电话", "landline": "座机", "id_no": "证件号码", "uscc": "统一社会信用代码",
		"reading_book": "抄表段", "transformer_area": "台区", "manager": "客户经理", "opened_on": "立户日期", "arrears": "欠费(元)", "meter_no": "表号",
		"substation": "变电站", "line": "线路", "note": "备注", "sheet": "客户",
	}
	return titles[key]
}

func TestABadSheetChangesNothing(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	before := datatest.Dump(t, s.Path())
	for name, path := range map[string]string{
		"no such file": filepath.Join(dir, "none.csv"), "empty": write("empty.csv", ""), "a cut zip": write("cut.xlsx", "PK\x03\x04\x14\x00\x06"),
		"no account numbers": write("lack.csv", "姓名,地址\n李晓明,新村村\n"), "bytes of no encoding": write("bad.csv", "用户编号,用户名称\n\xff\xfe\x80\x81,\x80\x80\n"),
	} {
		t.Run(name, func(t *testing.T) {
			view, err := s.ReadSheet(t.Context(), by, app.ImportAccounts, path, "")
			if err == nil {
				_, err = s.ImportList(t.Context(), by, app.ImportJob{Path: path, Columns: view.Columns, Say: func(app.ImportProblem) string { return "" }}, quiet)
			}
			if err == nil {
				t.Error("was taken in")
			}
		})
	}
	for table, rows := range datatest.Dump(t, s.Path()) {
		if rows != before[table] {
			t.Errorf("%s changed", table)
		}
	}
}

func TestRefusedRowsGoIntoAFileWithTheirReasons(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	view, err := s.ReadSheet(t.Context(), by, app.ImportAccounts, theList, "")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "refused.csv")
	r, err := s.ImportList(t.Context(), by, app.ImportJob{
		Path: theList, Columns: view.Columns, RefusedPath: path, ReasonTitle: "原因", Say: func(p app.ImportProblem) string { return "因为 " + p.Reason },
	}, quiet)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(string(text), "因为 "); int64(got) != r.Refused {
		t.Errorf("%d reasons for %d refused rows", got, r.Refused)
	}
}
