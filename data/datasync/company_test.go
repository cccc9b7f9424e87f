package datasync_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
)

// company is a hall and a laptop of its manager, and a folder that both come by.
// They are the real thing: keys, certificates, packages.
type company struct {
	folder string
	paths  [2]string
	by     app.Actor
}

const companyPassphrase = "correct horse battery"

func companyOf(t *testing.T) company {
	t.Helper()
	c := company{folder: t.TempDir(), paths: [2]string{filepath.Join(t.TempDir(), "hall.lamp"), filepath.Join(t.TempDir(), "laptop.lamp")}}
	hall := companyFile(t, c.paths[0])
	var err error
	if c.by, err = hall.Start(t.Context(), "米易营业厅", "沈丽"); err != nil {
		t.Fatal(err)
	}
	if err := hall.MakeCompany(t.Context(), c.by, companyPassphrase); err != nil {
		t.Fatal(err)
	}
	draft := app.DeviceDraft{Name: "laptop", Areas: []app.Area{c.by.Area, c.by.Area.Protected()}, Roles: []app.Role{app.Sole}, ToOn: "2099-01-01", Folder: t.TempDir()}
	made, err := hall.EnrolDevice(t.Context(), c.by, companyPassphrase, draft, func(int64, int64) {})
	if err == nil {
		err = hall.Close()
	}
	if err == nil {
		err = data.Join(t.Context(), c.paths[1], made.Path, made.Passphrase, func(int64, int64) {})
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// companyFile opens a file of the company.
func companyFile(t *testing.T, path string) *data.Store {
	t.Helper()
	s, err := data.Open(t.Context(), path, data.Options{Create: true, DeviceName: "computer", Effort: 10, Now: rushing()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// rushing is a clock that says another time whenever it is asked.
func rushing() func() time.Time {
	began := time.Now()
	asked := 0
	return func() time.Time {
		asked++
		return began.Add(time.Duration(asked) * time.Millisecond)
	}
}

// worker is somebody who does what comes up at a computer.
type worker struct {
	t      *testing.T
	store  *data.Store
	by     app.Actor
	chance *rand.Rand
	merges []app.RecordMergeID
	done   int
}

// works does one thing.
func (w *worker) works() {
	w.t.Helper()
	w.done++
	var err error
	known := w.customers()
	switch kind := w.chance.IntN(10); {
	case kind < 3 || len(known) < 4:
		err = w.takesOn()
	case kind == 3:
		err = w.store.WithdrawCustomer(w.t.Context(), w.by, known[0], app.Why{})
	case kind == 4:
		var made app.RecordMerge
		made, err = w.store.MergeCustomers(w.t.Context(), w.by, app.CustomerMerge{Stays: known[0], Gone: known[1], Take: []string{"note"}})
		w.merges = append(w.merges, made.ID)
	case kind == 5 && len(w.merges) > 0:
		err = w.store.UndoMerge(w.t.Context(), w.by, w.merges[len(w.merges)-1])
		w.merges = w.merges[:len(w.merges)-1]
	case kind == 6:
		_, err = w.store.ImportList(w.t.Context(), w.by, app.ImportJob{Path: w.list()}, func(int64, int64) {})
	default:
		now := known[0]
		now.Note = fmt.Sprint("第", w.done, "次走访")
		now.Name += "铺"[:3*w.chance.IntN(2)]
		err = w.store.ChangeCustomer(w.t.Context(), w.by, known[0], now, app.Why{})
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *worker) takesOn() error {
	account := fmt.Sprintf("5104%09d", w.chance.IntN(1_000_000_000)) // so many that none comes twice
	_, err := w.store.OpenCustomer(w.t.Context(), w.by, app.CustomerDraft{
		Customer: app.Customer{Kind: app.Person, Name: "李晓明"}, Contact: app.Contact{Name: "李晓明", Mobile: "10000000001"},
		Account: app.Account{AccountNo: account, Address: "米易县攀莲镇新村村8组", UsageCategory: "202", Voltage: "220V", ContractedVA: 8000}, MeterNo: "M" + account,
	})
	return err
}

// customers are some that stand in the lists, in any order.
func (w *worker) customers() []app.Customer {
	w.t.Helper()
	order, err := w.store.CustomerOrder(w.t.Context(), w.by, app.CustomerFilter{})
	if err != nil {
		w.t.Fatal(err)
	}
	w.chance.Shuffle(len(order), func(i, k int) { order[i], order[k] = order[k], order[i] })
	rows, err := w.store.CustomersAt(w.t.Context(), w.by, order[:min(4, len(order))])
	if err != nil {
		w.t.Fatal(err)
	}
	var out []app.Customer
	for _, r := range rows {
		page, err := w.store.CustomerPage(w.t.Context(), w.by, r.ID)
		if err != nil {
			w.t.Fatal(err)
		}
		out = append(out, page.Customer)
	}
	return slices.DeleteFunc(out, func(c app.Customer) bool { return c.WithdrawnAt != 0 })
}

// list is a sheet of customers, some of whom are here.
func (w *worker) list() string {
	text := "户号,户名,用电地址,联系电话\n"
	for range 20 {
		text += fmt.Sprintf("51042199%05d,吉克阿牛,米易县攀莲镇新村村%d组,1000000%04d\n", w.chance.IntN(90), w.chance.IntN(90), w.chance.IntN(10_000))
	}
	path := filepath.Join(w.t.TempDir(), fmt.Sprint("list-", w.done, ".csv"))
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
	return path
}
