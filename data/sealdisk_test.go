//go:build !windows

package data_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/seal/fulldisk"
)

// sealDisk is a store whose disk is full at the first, the second, the third …
// write of each verb, until the verb finds room for all it writes.
type sealDisk struct {
	t     *testing.T
	s     *data.Store
	path  string
	tries int
}

// eachWrite does a verb again and again, what comes after its commit with it.
// One that fails says why and has changed nothing; the one after it, with room
// again, goes on.
func (d *sealDisk) eachWrite(name string, count func() int64, verb func(try int) error) {
	d.t.Helper()
	for n := 0; ; n++ {
		before := count()
		if err := fulldisk.After(n); err != nil {
			d.t.Fatal(err)
		}
		err := verb(2 * d.tries)
		data.Settled(d.s)
		refused := fulldisk.Free()
		d.tries++
		switch now := count(); {
		case err == nil && now == before:
			d.t.Fatalf("%s went well at write %d and is not there", name, n)
		case err == nil && refused == 0 && n == 0:
			d.t.Fatalf("%s writes nothing", name)
		case err == nil && refused == 0: // room for all, what comes after the commit too
			d.t.Logf("%s: full at each of %d writes", name, n)
			return
		case err != nil && (!errors.Is(err, app.ErrDiskFull) || refused == 0):
			d.t.Fatalf("%s, full at write %d (%d refused): %v", name, n, refused, err)
		case err != nil && now != before:
			d.t.Fatalf("%s, full at write %d: %d rows became %d though it failed", name, n, before, now)
		}
		before = count()
		if err := verb(2*d.tries + 1); err != nil {
			d.t.Fatalf("%s with room again after write %d: %v", name, n, err)
		}
		data.Settled(d.s)
		if count() == before {
			d.t.Fatalf("%s with room again after write %d is not there", name, n)
		}
	}
}

func TestADiskFullAtAnyWriteLeavesNothingHalfWritten(t *testing.T) {
	for name, key := range map[string][]byte{"plain": nil, "sealed": sealKey} {
		path := filepath.Join(t.TempDir(), name+".lamp")
		d := &sealDisk{t: t, s: sealOpen(t, path, key), path: path}
		d.work()
		sealClose(t, d.s)
		if key != nil {
			sealUnlock(t, path, key)
		}
		if err := data.Check(t.Context(), path); err != nil {
			t.Errorf("%s: in the end: %v", name, err)
		}
		if lost, err := data.LostOf(t.Context(), path, nil); err != nil || len(lost) != 0 {
			t.Errorf("%s: in the end: %v", name, err)
		}
		t.Logf("%s: %d tries", name, d.tries)
	}
}

// work is a clerk's morning: a customer, a case, a note, a list, a copy.
func (d *sealDisk) work() {
	ctx, by := d.t.Context(), datatest.Actor(d.t, d.s)
	rows := func(table string) func() int64 {
		return func() int64 {
			n, err := data.CountOf(ctx, d.s, table)
			if err != nil {
				d.t.Fatal(err)
			}
			return n
		}
	}
	no := func(try int) string { return fmt.Sprintf("51049%08d", try) }
	d.eachWrite("a customer", rows("customers"), func(try int) error {
		_, err := d.s.OpenCustomer(ctx, by, app.CustomerDraft{
			Customer: app.Customer{Kind: app.Person, Name: "沈秋" + no(try)},
			Account:  app.Account{AccountNo: no(try), Address: "米易县攀莲镇新村村8组78号", UsageCategory: "202", Voltage: "220V", ContractedVA: 8000},
		})
		return err
	})
	c := datatest.Customer(d.t, d.s, "李晓明", "5104000000011", "")
	d.eachWrite("a case", rows("cases"), func(int) error {
		_, err := d.s.OpenCase(ctx, by, app.CaseDraft{Kind: app.ServiceRequest, SubKind: "meter_test", Channel: "counter", Customer: c.ID, ContactName: c.Name, Content: "申请校表"})
		return err
	})
	d.eachWrite("a list", rows("customers"), func(try int) error {
		list := [][]string{{"户名", "户号", "用电地址"}}
		for i := range 20 {
			list = append(list, []string{"名单", fmt.Sprintf("52%07d%04d", try, i), "攀莲镇"})
		}
		return sealImport(d.t, d.s, list)
	})
}

// A copy that finds no room is not left half-made, and is made once there is.
func TestACopyOnAFullDiskIsMadeWholeOrNotAtAll(t *testing.T) {
	for _, key := range [][]byte{nil, sealKey} {
		s := sealOpen(t, filepath.Join(t.TempDir(), "a.lamp"), key)
		by := datatest.Actor(t, s)
		for n := 0; n < 1000; n = n*2 + 1 {
			to := filepath.Join(t.TempDir(), "copy.lamp")
			if err := fulldisk.After(n); err != nil {
				t.Fatal(err)
			}
			_, err := s.Backup(t.Context(), by, to)
			refused := fulldisk.Free()
			left, _ := filepath.Glob(to + "*")
			if refused > 0 && (!errors.Is(err, app.ErrDiskFull) || len(left) != 0) || refused == 0 && err != nil {
				t.Errorf("full at write %d (%d refused): %v, left are %v", n, refused, err, left)
			}
		}
	}
}
