package data

import (
	"bytes"
	"context"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"lamplighter/app"
)

// usageFile is a store with some accounts in area 1 and one in area 2.
func usageFile(t *testing.T) (*Store, []app.AccountID) {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), Options{Create: true, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	var ids []app.AccountID
	err = s.write(t.Context(), app.Actor{}, app.Why{}, func(x *tx) error {
		for i := range 6 {
			a := app.Account{ID: newID[app.AccountID](), Customer: app.CustomerID{1}, Area: 1, AccountNo: string(rune('0' + i))}
			if i == 5 {
				a.Area = 2
			}
			ids = append(ids, a.ID)
			if err := x.putAccount(t.Context(), app.Account{}, a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, ids
}

// standing is what the table says of a month, by account.
func standing(t rapid.TB, s *Store, month int64) map[app.AccountID]app.MonthUse {
	t.Helper()
	type row struct {
		id app.AccountID
		u  app.MonthUse
	}
	rows, err := collect(context.Background(), s.reader, func(r scanner) (row, error) {
		var one row
		err := r.Scan(append([]any{idInto(&one.id)}, useInto(&one.u)...)...)
		return one, err
	}, "SELECT a.id, "+useColumns+" FROM usage u JOIN accounts a ON a.n = u.account WHERE u.month = ?", month)
	if err != nil {
		t.Fatal(err)
	}
	out := map[app.AccountID]app.MonthUse{}
	for _, r := range rows {
		r.u.Month = 0
		out[r.id] = r.u
	}
	return out
}

// sheetOf is a sheet of another device, as it arrives.
type sheetOf struct {
	stamp stamp
	whole bool
	gone  bool // withdrawn
	rows  []app.AccountUse
}

// change is the sheet as a change set of its own device.
func (o sheetOf) change(t *table, month, dev int64) Change {
	sheet := usageSheetRow(app.UsageSheet{Month: month, Whole: o.whole, Rows: int64(len(o.rows)), Body: encodeUsage(o.rows)})
	if o.gone {
		sheet.fields[t.column("withdrawn_at")].value = int64(1)
	}
	set := changeSet{dev: dev, area: 1, hlc: o.stamp.hlc, last: true}
	made := changedRow{table: t.no, id: newID[app.UsageSheetID](), made: true}
	for i, f := range sheet.fields {
		if !same(f.value, t.columns[i].zero) {
			made.cells = append(made.cells, cell{column: t.columns[i].no, value: f.value})
		}
	}
	return Change{Dev: dev, Area: 1, Seq: 1, HLC: o.stamp.hlc, PrevHash: []byte{}, Body: appendRow(set.bodyHead(), made, dev)}
}

// TestAMonthIsTheSameInAnyOrderOfArrival lets the same sheets arrive in two
// orders, and holds both against the plain rule.
func TestAMonthIsTheSameInAnyOrderOfArrival(t *testing.T) {
	s, ids := usageFile(t)
	table := s.tables["usage_sheets"]
	dev, month := int64(1000), int64(100101)
	rapid.Check(t, func(t *rapid.T) {
		sheets := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) sheetOf {
			o := sheetOf{whole: rapid.Bool().Draw(t, "whole"), gone: rapid.IntRange(0, 4).Draw(t, "gone") == 0}
			o.stamp.hlc = rapid.Int64Range(1, 1000).Draw(t, "stamp")
			for _, id := range ids {
				if rapid.Bool().Draw(t, "named") {
					o.rows = append(o.rows, app.AccountUse{Account: id, MonthUse: app.MonthUse{Total: rapid.Int64Range(0, 9).Draw(t, "kwh")}})
				}
			}
			return o
		}), 1, 6).Draw(t, "sheets")
		first := dev
		dev += int64(len(sheets))
		for i := range sheets {
			sheets[i].stamp.dev = first + int64(i)
		}
		arrivals := [][]sheetOf{sheets, rapid.Permutation(sheets).Draw(t, "order")}
		want := plainly(sheets, ids[:5])
		for turn, order := range arrivals {
			month = app.AddMonths(month, 1)
			for _, o := range order {
				// A device numbers its sets by area and sends each once: the second
				// turn is another device with the same place in the order.
				from := o.stamp.dev + int64(turn)<<32
				if err := s.Apply(context.Background(), []Change{o.change(table, month, from)}); err != nil {
					t.Fatal(err)
				}
			}
			if got := standing(t, s, month); !maps.Equal(got, want) {
				t.Fatalf("order %d: %v, want %v", turn, got, want)
			}
		}
	})
}

// plainly is what sheets say of accounts: the later word of each, and nothing
// that stood before the last whole one.
func plainly(sheets []sheetOf, of []app.AccountID) map[app.AccountID]app.MonthUse {
	out := map[app.AccountID]app.MonthUse{}
	inOrder := slices.SortedFunc(slices.Values(sheets), func(a, b sheetOf) int {
		if b.stamp.after(a.stamp) {
			return -1
		}
		return 1
	})
	for _, o := range inOrder {
		if o.gone {
			continue
		}
		if o.whole {
			clear(out)
		}
		for _, r := range o.rows {
			if slices.Contains(of, r.Account) {
				out[r.Account] = r.MonthUse
			}
		}
	}
	return out
}

func TestAWithdrawnSheetGivesTheOneBeforeItsPlaceBack(t *testing.T) {
	s, ids := usageFile(t)
	put := func(kwh int64, whole bool, of ...app.AccountID) {
		t.Helper()
		var rows []app.AccountUse
		for _, id := range of {
			rows = append(rows, app.AccountUse{Account: id, MonthUse: app.MonthUse{Total: kwh}})
		}
		err := s.write(t.Context(), app.Actor{}, app.Why{}, func(x *tx) error {
			return x.putUse(t.Context(), app.UsageSheet{Area: 1, Month: 202602, Whole: whole}, rows)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	says := func(want map[app.AccountID]app.MonthUse) {
		t.Helper()
		if got := standing(t, s, 202602); !maps.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
	put(10, true, ids[0], ids[1])
	put(20, false, ids[1], ids[2])
	says(map[app.AccountID]app.MonthUse{ids[0]: {Total: 10}, ids[1]: {Total: 20}, ids[2]: {Total: 20}})
	put(30, true, ids[1])
	says(map[app.AccountID]app.MonthUse{ids[1]: {Total: 30}})
	sheets, err := collect(t.Context(), s.reader, scanUsageSheet, "SELECT "+usageSheetColumns+" FROM usage_sheets ORDER BY n DESC LIMIT 1")
	if err != nil {
		t.Fatal(err)
	}
	err = s.write(t.Context(), app.Actor{}, app.Why{}, func(x *tx) error {
		now := sheets[0]
		now.WithdrawnAt = 1
		return x.putUsageSheet(t.Context(), sheets[0], now)
	})
	if err != nil {
		t.Fatal(err)
	}
	says(map[app.AccountID]app.MonthUse{ids[0]: {Total: 10}, ids[1]: {Total: 20}, ids[2]: {Total: 20}})
}

func TestASheetReadsAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kwh := rapid.OneOf(rapid.Just(int64(0)), rapid.Int64Range(0, app.MostUse))
		rows := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) app.AccountUse {
			u := app.MonthUse{
				Month: 202603, PFPermille: rapid.Int64Range(0, 1000).Draw(t, "pf"), Estimated: rapid.Bool().Draw(t, "estimated"),
				ReadDay: rapid.Int64Range(0, app.MostReadDay).Draw(t, "read"), Source: rapid.SampledFrom(useSources).Draw(t, "source"),
			}
			numbers := usageColumns(&u)
			for _, at := range numbers[:6] {
				*at = kwh.Draw(t, "kwh")
			}
			return app.AccountUse{Account: app.AccountID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id")), MonthUse: u}
		}), 0, 20, func(r app.AccountUse) app.AccountID { return r.Account }).Draw(t, "rows")
		body := encodeUsage(rows)
		got, err := decodeUsage(body, 202603)
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(rows, func(a, b app.AccountUse) int { return bytes.Compare(a.Account[:], b.Account[:]) })
		if !slices.Equal(got, rows) {
			t.Fatalf("read %v, want %v", got, rows)
		}
		slices.Reverse(rows)
		if !bytes.Equal(encodeUsage(rows), body) {
			t.Fatal("another order of rows gives another body")
		}
	})
}

// usageFirstFormat writes rows as the first format had them.
func usageFirstFormat(t *testing.T, rows []app.AccountUse) []byte {
	t.Helper()
	text, err := unpacker().DecodeAll(encodeUsage(rows)[1:], nil)
	if err != nil {
		t.Fatal(err)
	}
	n := len(rows)
	return squeezer().EncodeAll(slices.Delete(text, len(text)-2*n, len(text)-n), []byte{1})
}

func TestASheetOfTheFirstFormatIsStillRead(t *testing.T) {
	rows := []app.AccountUse{
		{Account: app.AccountID{1}, MonthUse: app.MonthUse{Month: 202603, Total: 5, Estimated: true}},
		{Account: app.AccountID{2}, MonthUse: app.MonthUse{Month: 202603, Total: 1 << 39, PFPermille: 930}},
	}
	got, err := decodeUsage(usageFirstFormat(t, rows), 202603)
	if err != nil || !slices.Equal(got, rows) {
		t.Errorf("%+v, want %+v: %v", got, rows, err)
	}
	if _, err := decodeUsage(append([]byte{usageFormat + 1}, encodeUsage(rows)[1:]...), 202603); err == nil {
		t.Error("a format of a later program was read")
	}
}

func FuzzDecodeUsage(f *testing.F) {
	f.Add(encodeUsage([]app.AccountUse{{Account: app.AccountID{1}, MonthUse: app.MonthUse{Total: 5}}, {Account: app.AccountID{2}}}))
	f.Fuzz(func(t *testing.T, body []byte) {
		rows, err := decodeUsage(body, 202603)
		if err == nil && slices.ContainsFunc(rows, func(r app.AccountUse) bool { return r.Check() != nil }) {
			t.Error("a number that cannot be was read") // and no panic, whatever comes
		}
	})
}
