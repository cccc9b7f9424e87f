package data

import (
	"errors"
	"os"
	"strings"
	"testing"

	"lamplighter/app"
)

// kindsLongAgo is a day after which all that is kept for a time was kept too long.
const kindsLongAgo = "2020-05-06"

// kindsVisited lets a visit of the hall's customer be written as if it had been
// recorded long ago where it took place.
func (p *privacyTest) kindsVisited(d *exchangeStore, position string) app.VisitID {
	p.t.Helper()
	v, err := d.StartVisit(p.t.Context(), d.by, p.customer.ID, app.DayOf(d.now()))
	if err != nil {
		p.t.Fatal(err)
	}
	p.kindsSays(d, v.ID, "position", position)
	p.kindsSays(d, v.ID, "visited_on", kindsLongAgo)
	return v.ID
}

// kindsSays writes one field of a visit.
func (p *privacyTest) kindsSays(d *exchangeStore, id app.VisitID, name, value string) {
	p.t.Helper()
	if err := d.write(p.t.Context(), d.by, app.Why{}, func(x *tx) error {
		t := d.tables["visits"]
		was, err := x.current(p.t.Context(), t, id)
		if err != nil {
			return err
		}
		now := was
		now.fields = append([]field(nil), was.fields...)
		now.fields[t.column(name)].value = value
		return x.put(p.t.Context(), "visits", was, now)
	}); err != nil {
		p.t.Fatal(err)
	}
}

func (p *privacyTest) kindsErased(d *exchangeStore, by app.Actor, kind app.RetentionKind) app.Erased {
	p.t.Helper()
	out, err := d.EraseKind(p.t.Context(), by, kind, "到期清理")
	if err != nil {
		p.t.Fatalf("%s on %s: %v", kind, d.name, err)
	}
	return out
}

func TestOnePersonAloneErasesNotManyOfAKind(t *testing.T) {
	p := privacyTestOf(t)
	d := p.hall
	for range app.MassWithdrawal + 1 {
		p.kindsVisited(d, "26.91,102.12")
	}
	by := app.Actor{Staff: d.by.Staff, Area: d.by.Area, Unit: d.by.Unit, Roles: []app.Role{app.Supervisor}}
	if _, err := d.EraseKind(t.Context(), by, app.KeptPositions, "到期清理"); !errors.Is(err, app.ErrNeedsWitness) {
		t.Fatalf("by one person: %v", err)
	}
	if !p.rowsHold(d, "26.91,102.12") {
		t.Fatal("what was refused was done")
	}
	forged := by
	forged.Witness = newID[app.StaffID]()
	if _, err := d.EraseKind(t.Context(), forged, app.KeptPositions, "到期清理"); !errors.Is(err, app.ErrNeedsWitness) {
		t.Errorf("by two of whom one was not there: %v", err)
	}
}

func TestWhatIsErasedByKindIsGoneOnAllComputersAndStaysSo(t *testing.T) {
	const position, late = "26.91,102.12", "26.55,102.77"
	for name, edited := range map[string]bool{"nobody edits": false, "the other edits before he hears of it": true} {
		t.Run(name, func(t *testing.T) {
			p := privacyTestOf(t)
			visit := p.kindsVisited(p.hall, position)
			laptop, stick := p.copied(p.hall, "laptop"), t.TempDir()
			meet := func(times int) {
				for range times {
					p.hall.exchanges(stick)
					laptop.exchanges(stick)
				}
			}
			meet(2)
			if out := p.kindsErased(p.hall, p.hall.by, app.KeptPositions); out.Records != 1 || out.Waits == 0 {
				t.Errorf("erased %+v: the laptop has not heard", out)
			}
			if edited {
				p.kindsSays(laptop, visit, "note", "补记：谈到扩建")
				p.kindsSays(laptop, visit, "position", late)
			}
			meet(4)
			p.agree(p.hall, laptop)
			for _, d := range []*exchangeStore{p.hall, laptop} {
				if p.rowsHold(d, position) || p.logHolds(d, position) {
					t.Errorf("%s still tells where the visit was recorded", d.name)
				}
				if edited && !p.rowsHold(d, "补记：谈到扩建") {
					t.Errorf("%s lost what was written of the visit meanwhile", d.name)
				}
				if err := checkChain(t.Context(), d.conn); err != nil {
					t.Errorf("%s: %v", d.name, err)
				}
			}
			if edited { // of a moment that the hall did not know, and due like any
				if _, err := p.hall.EraseKind(t.Context(), p.hall.by, app.KeptPositions, "又有人写了"); err != nil && !privacyRefused(err, app.NothingToDo) {
					t.Fatal(err)
				}
				meet(4)
				p.agree(p.hall, laptop)
			}
			for _, d := range []*exchangeStore{p.hall, laptop} {
				if p.rowsHold(d, late) || p.logHolds(d, late) {
					t.Errorf("%s holds the position that came late", d.name)
				}
			}
		})
	}
}

func TestAPhotoErasedByKindLeavesAllComputers(t *testing.T) {
	p, visit, photo := kindsTest(t)
	p.kindsSays(p.hall, visit, "visited_on", kindsLongAgo)
	laptop, stick := p.copied(p.hall, "laptop"), t.TempDir()
	for range 2 {
		p.hall.exchanges(stick)
		laptop.exchanges(stick)
	}
	copied := strings.Replace(photo, p.hall.files.folder, laptop.files.folder, 1)
	if _, err := os.Stat(copied); err != nil {
		t.Fatalf("the laptop has no photo: %v", err)
	}
	p.kindsErased(p.hall, p.hall.by, app.KeptPhotos)
	for range 4 {
		p.hall.exchanges(stick)
		laptop.exchanges(stick)
	}
	p.agree(p.hall, laptop)
	for of, path := range map[string]string{"the hall": photo, "the laptop": copied} {
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s keeps the photo: %v", of, err)
		}
	}
}
