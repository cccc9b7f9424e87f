package data

import (
	"fmt"
	"testing"
	"time"

	"filippo.io/age"

	"lamplighter/app"
	"lamplighter/data/bundle"
	"lamplighter/data/bundle/synctest"
	"lamplighter/data/sample"
)

// week is how many changes a manager saves in a week, one at a time.
const week = 2000

// BenchmarkExchange measures a manager's week through a stick: two thousand
// changes, each saved by itself, four of five to two fields of a record and one
// a new one; then the same packages shown again to a computer that has
// forgotten them but for its records, as so many times the speed of the first
// merge; and what a row takes on the stick when many were written together.
func BenchmarkExchange(b *testing.B) {
	for range b.N {
		x := exchangeTestOf(b)
		county := sample.New(2000, 1, x.now)
		county.Quiet = true
		if err := x.hall.Fill(b.Context(), x.hall.by, county, 2000, func(int64, int64) {}); err != nil {
			b.Fatal(err)
		}
		laptop, stick := x.copied(x.hall, "laptop"), synctest.NewStick(1)
		for _, d := range []*exchangeStore{x.hall, laptop, x.hall, laptop} {
			d.goesWell(stick)
		}
		laptop.worksAWeek(b)
		begun := time.Now()
		laptop.goesWell(stick)
		b.ReportMetric(time.Since(begun).Seconds(), "week-written-s")
		var bytes int64
		lay := stick.Whole()
		for name, content := range lay {
			if _, is := bundle.ParseName(name); is {
				bytes += int64(len(content))
			}
		}
		b.ReportMetric(float64(bytes)/1000, "week-kB")
		begun = time.Now()
		x.hall.goesWell(stick)
		first := time.Since(begun)
		b.ReportMetric(first.Seconds(), "week-taken-s")

		if err := x.hall.writeHere(b.Context(), 0, "DELETE FROM sy_packages"); err != nil {
			b.Fatal(err)
		}
		again := synctest.NewStick(1)
		for name, content := range lay {
			again.Put(name, content)
		}
		begun = time.Now()
		x.hall.goesWell(again)
		b.ReportMetric(first.Seconds()/time.Since(begun).Seconds(), "again-x-of-first")
		begun = time.Now()
		x.hall.goesWell(again)
		b.ReportMetric(first.Seconds()/time.Since(begun).Seconds(), "third-x-of-first")
	}
}

// worksAWeek saves what a manager does in a week.
func (d *exchangeStore) worksAWeek(b *testing.B) {
	b.Helper()
	contacts, err := collect(b.Context(), d.reader, scanContact, "SELECT "+contactColumns+" FROM contacts ORDER BY n LIMIT 2000")
	if err != nil {
		b.Fatal(err)
	}
	for i := range week {
		was := contacts[i%len(contacts)]
		now := was
		if i%5 == 0 {
			was, now = app.Contact{}, app.Contact{Customer: now.Customer, Name: fmt.Sprint("阿果", i), Mobile: fmt.Sprintf("100%08d", i)}
		} else {
			now.Mobile, now.VerifiedOn = fmt.Sprintf("101%08d", i), "2026-03-02"
		}
		if err := d.SaveContact(b.Context(), d.by, was, now, app.Why{Source: "visit"}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOnTheStick measures what a row takes there: of a sample county of
// customers, contacts, accounts and meters, and a change of two columns, written
// together.
func BenchmarkOnTheStick(b *testing.B) {
	for range b.N {
		x := exchangeTestOf(b)
		x.copied(x.hall, "laptop")
		county := sample.New(5000, 1, x.now)
		county.Quiet, county.Months = true, 0 // sheets of use are packed rows of their own
		if err := x.hall.Fill(b.Context(), x.hall.by, county, 5000, func(int64, int64) {}); err != nil {
			b.Fatal(err)
		}
		r := x.hall.goesWell(synctest.NewStick(1))
		var rows, bytes int64
		for _, p := range r.Written {
			rows, bytes = rows+p.Rows, bytes+p.Bytes
		}
		b.ReportMetric(float64(bytes)/float64(rows), "B/inserted-row")

		m := &mergeBench{b: b, t: x.hall.tables["contacts"]}
		for range mergeBenchRows {
			m.ids = append(m.ids, newID[[16]byte]())
		}
		identity, err := age.GenerateX25519Identity()
		if err != nil {
			b.Fatal(err)
		}
		var sets []bundle.Set
		for _, c := range m.updates(1001, 1<<31, "2026-03-02") {
			sets = append(sets, bundle.Set{HLC: c.HLC, Body: c.Body})
		}
		_, content, err := bundle.Seal(bundle.Header{First: 1, Prev: []byte{}}, sets, x.hall.device.key, []age.Recipient{identity.Recipient()})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(content))/mergeBenchRows, "B/updated-row")
	}
}
