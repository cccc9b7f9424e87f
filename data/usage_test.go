package data_test

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// accountOf is the first account of a customer.
func accountOf(t *testing.T, s *data.Store, by app.Actor, c app.Customer) app.Account {
	t.Helper()
	page, err := s.CustomerPage(t.Context(), by, c.ID)
	if err != nil || len(page.Accounts) == 0 {
		t.Fatalf("%d accounts: %v", len(page.Accounts), err)
	}
	return page.Accounts[0]
}

func use(id app.AccountID, kwh int64) app.AccountUse {
	return app.AccountUse{Account: id, MonthUse: app.MonthUse{Total: kwh}}
}

func putUsage(t *testing.T, s *data.Store, by app.Actor, month int64, rows ...app.AccountUse) app.UsageReport {
	t.Helper()
	rep, err := s.PutUsage(t.Context(), by, app.UsageDraft{Month: month, Source: "list", Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

func TestTheUseOfACustomerIsThatOfHisAccounts(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "")
	other := datatest.Customer(t, s, "王芳", "5104000000012", "")
	first := accountOf(t, s, by, c)
	second, err := s.SaveAccount(t.Context(), by, app.Account{}, app.Account{Customer: c.ID, AccountNo: "5104000000013", ContractedVA: 20_000}, app.Why{})
	if err != nil {
		t.Fatal(err)
	}
	read := app.AccountUse{Account: second.ID, MonthUse: app.MonthUse{Total: 300, Sharp: 10, Peak: 90, Flat: 120, Valley: 80, DemandW: 5500, PFPermille: 930, Estimated: true}}
	putUsage(t, s, by, 202602, use(first.ID, 100), read, use(accountOf(t, s, by, other).ID, 7))
	putUsage(t, s, by, 202512, use(first.ID, 50))
	got, err := s.UsageOf(t.Context(), by, c.ID, 24)
	want := []app.MonthUse{
		{Month: 202512, Total: 50},
		{Month: 202602, Total: 400, Sharp: 10, Peak: 90, Flat: 120, Valley: 80, DemandW: 5500, PFPermille: 930, Estimated: true},
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v: %v", got, want, err)
	}
	one, err := s.UsageOfAccount(t.Context(), by, first.ID, 2)
	if err != nil || !slices.Equal(one, []app.MonthUse{{Month: 202602, Total: 100}}) {
		t.Errorf("of one account in two months %+v: %v", one, err)
	}
}

func TestRowsThatCannotBeAreLeftOutAndTold(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	good := accountOf(t, s, by, datatest.Customer(t, s, "李晓明", "5104000000011", ""))
	was := accountOf(t, s, by, datatest.Customer(t, s, "王芳", "5104000000012", ""))
	closed := was
	closed.Status = app.AccountClosed
	if _, err := s.SaveAccount(t.Context(), by, was, closed, app.Why{}); err != nil {
		t.Fatal(err)
	}
	rep := putUsage(t, s, by, 202602, use(good.ID, 100), use(good.ID, 200), use(app.AccountID{9}, 1), use(closed.ID, 30))
	for i, want := range []struct {
		id     app.AccountID
		reason app.Reason
	}{{good.ID, app.AlreadyThere}, {app.AccountID{9}, app.Unknown}} {
		no, _ := errors.AsType[*app.Refusal](rep.Refused[i].Err)
		if rep.Refused[i].Account != want.id || no == nil || no.Reason != want.reason {
			t.Errorf("refused %+v, want %s", rep.Refused[i], want.reason)
		}
	}
	if rep.Stored != 2 {
		t.Errorf("%d rows stored, want 2: the months up to the closing still come in", rep.Stored)
	}
	rep = putUsage(t, s, by, 202602, use(good.ID, -5))
	if no, _ := errors.AsType[*app.Refusal](rep.Refused[0].Err); no == nil || no.Reason != app.Impossible {
		t.Errorf("a negative use: %+v", rep)
	}
	for name, tt := range map[string]struct {
		month int64
		rows  []app.AccountUse
		want  app.Reason
	}{
		"a month to come": {202604, []app.AccountUse{use(good.ID, 1)}, app.InTheFuture},
		"no month":        {202613, []app.AccountUse{use(good.ID, 1)}, app.Malformed},
		"no rows":         {202602, nil, app.Missing},
	} {
		_, err := s.PutUsage(t.Context(), by, app.UsageDraft{Month: tt.month, Rows: tt.rows})
		if no, ok := errors.AsType[*app.Refusal](err); !ok || no.Reason != tt.want {
			t.Errorf("%s: %v, want %s", name, err, tt.want)
		}
	}
	if got, err := s.UsageOf(t.Context(), by, good.Customer, 12); err != nil || !slices.Equal(got, []app.MonthUse{{Month: 202602, Total: 100}}) {
		t.Errorf("%+v: %v", got, err)
	}
}

func TestAClosedAccountUsesNothingAfterItsMonth(t *testing.T) {
	now := datatest.Now()
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), data.Options{Create: true, Now: func() time.Time { return now }, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	by := datatest.Actor(t, s)
	was := accountOf(t, s, by, datatest.Customer(t, s, "王芳", "5104000000012", ""))
	closed := was
	closed.Status = app.AccountClosed
	if _, err := s.SaveAccount(t.Context(), by, was, closed, app.Why{}); err != nil {
		t.Fatal(err)
	}
	now = now.AddDate(0, 2, 0)
	for month, want := range map[int64]int{202602: 1, 202603: 1, 202604: 0, 202605: 0} {
		if rep := putUsage(t, s, by, month, use(was.ID, 10)); rep.Stored != want {
			t.Errorf("of %d %d rows stored, want %d: %+v", month, rep.Stored, want, rep)
		}
	}
}

// usageDump is the table of use by the ids of accounts, which are the same in
// all files.
func usageDump(t *testing.T, path string) map[string]int64 {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	rows, err := db.Query("SELECT hex(a.id) || ' ' || u.month, u.total FROM usage u JOIN accounts a ON a.n = u.account")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	out := map[string]int64{}
	for rows.Next() {
		var key string
		var kwh int64
		if err := rows.Scan(&key, &kwh); err != nil {
			t.Fatal(err)
		}
		out[key] = kwh
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestUseThatArrivesBeforeItsAccountsComesWithThem(t *testing.T) {
	here := datatest.Open(t)
	by := datatest.Actor(t, here)
	var rows []app.AccountUse
	for i := range 3 {
		c := datatest.Customer(t, here, "李晓明", fmt.Sprintf("51040000000%d", i), "")
		rows = append(rows, use(accountOf(t, here, by, c).ID, int64(100+i)))
	}
	accounts, err := here.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	// A colleague's computer has all of it and puts the sheets.
	colleague := bare(t)
	if err := colleague.Apply(t.Context(), accounts); err != nil {
		t.Fatal(err)
	}
	before := len(changesOf(t, colleague))
	putUsage(t, colleague, by, 202601, rows...)
	putUsage(t, colleague, by, 202602, rows[0], use(rows[1].Account, 7))
	sheets := changesOf(t, colleague)[before:]
	want := usageDump(t, colleague.Path())
	if len(want) != 5 {
		t.Fatalf("%d rows at the colleague's, want 5", len(want))
	}
	late := bare(t)
	if err := late.Apply(t.Context(), sheets); err != nil {
		t.Fatal(err)
	}
	if got := usageDump(t, late.Path()); len(got) != 0 {
		t.Errorf("use of accounts that are not here: %v", got)
	}
	for range 2 { // a second time changes nothing
		if err := late.Apply(t.Context(), accounts); err != nil {
			t.Fatal(err)
		}
	}
	if got := usageDump(t, late.Path()); !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	early := bare(t)
	if err := early.Apply(t.Context(), append(accounts, sheets...)); err != nil {
		t.Fatal(err)
	}
	if got := usageDump(t, early.Path()); !maps.Equal(got, want) {
		t.Errorf("accounts first: %v, want %v", got, want)
	}
	wanted, got := datatest.Dump(t, colleague.Path()), datatest.Dump(t, early.Path())
	if wanted["usage_sheets"] == "" || wanted["usage_sheets"] != got["usage_sheets"] {
		t.Error("the sheets differ after replay")
	}
}

// bare is a store without any seed, as one that receives.
func bare(t *testing.T) *data.Store {
	t.Helper()
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func changesOf(t *testing.T, s *data.Store) []data.Change {
	t.Helper()
	all, err := s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestUseIsAnnounced(t *testing.T) {
	var told app.Changes
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), data.Options{
		Create: true, Now: datatest.Now, WatchDoor: true, OnChange: func(kinds app.Changes) { told = kinds },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	by := datatest.Actor(t, s)
	a := accountOf(t, s, by, datatest.Customer(t, s, "李晓明", "5104000000011", ""))
	putUsage(t, s, by, 202602, use(a.ID, 1))
	if told != app.Usage {
		t.Errorf("announced %b, want use alone", told)
	}
}

func TestTheProfileOfEachCustomerIsTheSameAloneAndAmongAll(t *testing.T) {
	s, by, made := usedCounty(t, 60)
	seen := 0
	err := s.UsageProfiles(t.Context(), by, func(id app.CustomerID, p app.UsageProfile) error {
		seen++
		alone, err := s.UsageProfile(t.Context(), by, id)
		if err != nil || alone != p {
			t.Errorf("alone %+v, among all %+v: %v", alone, p, err)
		}
		return err
	})
	if err != nil || seen != made {
		t.Errorf("%d profiles of %d customers: %v", seen, made, err)
	}
	stop := errors.New("stop")
	if err := s.UsageProfiles(t.Context(), by, func(app.CustomerID, app.UsageProfile) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("stopped with %v", err)
	}
}

// usedCounty is a store of a sample county with its use.
func usedCounty(t *testing.T, customers int) (s *data.Store, by app.Actor, made int) {
	t.Helper()
	s = datatest.Open(t)
	by = datatest.Actor(t, s)
	if err := s.Fill(t.Context(), by, sample.New(customers, 1, datatest.Now()), int64(customers), func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	return s, by, customers
}
