package datasync_test

import (
	"database/sql"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
)

var foldings = flag.Int64("foldings", 2, "run the years of companies whose computers fold their logs, of the seeds from 1 to this")

// fieldArea is an area besides the hall's own.
const fieldArea app.Area = 77

// post is a computer of a company, and where it stands.
type post struct {
	file
	name  string
	path  string
	store *data.Store
	dev   app.DeviceID
	areas []app.Area    // that its last certificate names
	keeps bool          // all change sets
	shift time.Duration // its clock on the wall is wrong by
	asked int           // it, so that it never says the same twice
	log   map[place]bool
}

// place is that of a change set in all logs.
type place struct{ dev, area, seq int64 }

// years is a company over years. Its computers exchange through sticks now and
// then, fold their logs, let areas go that were taken from them, and begin anew.
type years struct {
	t      *testing.T
	chance *rand.Rand
	now    time.Time
	by     app.Actor
	all    []*post // the hall, an office that keeps all too, laptops
	sticks [3]string
	sets   map[place]data.Change // as they were written

	away          *post // meets nobody for years
	leaves, comes time.Time

	folded, gone, anew int
}

// TestComputersThatFoldBeginAnewAndLetAreasGoAgree lets years pass in companies
// and holds each file against the truth of all that was ever written.
func TestComputersThatFoldBeginAnewAndLetAreasGoAgree(t *testing.T) {
	seeds := seedsTo(*foldings)
	for _, seed := range []int64{95, 211, 371, 468} { // of an area that left, and was given back, before and after the laptop began anew
		if *oneSeed == 0 && seed > *foldings {
			seeds = append(seeds, seed)
		}
	}
	var folded, gone, anew, sets atomic.Int64
	eachSeed(t, seeds, func(t *testing.T, seed int64) {
		y := yearsOf(t, seed)
		for range 110 {
			y.pass()
		}
		y.settle()
		y.agree()
		folded.Add(int64(y.folded))
		gone.Add(int64(y.gone))
		anew.Add(int64(y.anew))
		sets.Add(int64(len(y.sets)))
	})
	t.Logf("of %d change sets %d were folded somewhere; %d areas left, computers began anew %d times", sets.Load(), folded.Load(), gone.Load(), anew.Load())
	if len(seeds) > 1 && (folded.Load() < 20 || gone.Load() == 0 || anew.Load() == 0) {
		t.Error("that is too little to tell anything")
	}
}

func yearsOf(t *testing.T, seed int64) *years {
	t.Helper()
	y := &years{t: t, chance: rand.New(rand.NewPCG(uint64(seed), 41)), now: time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local), sets: map[place]data.Change{}}
	for i := range y.sticks {
		y.sticks[i] = t.TempDir()
	}
	hall := &post{file: file{t: t}, name: "hall", path: filepath.Join(t.TempDir(), "hall.lamp"), keeps: true, areas: []app.Area{app.EveryArea}}
	y.open(hall)
	var err error
	if y.by, err = hall.store.Start(t.Context(), "米易营业厅", "沈丽"); err == nil {
		err = hall.store.MakeCompany(t.Context(), y.by, companyPassphrase)
	}
	if err != nil {
		t.Fatal(err)
	}
	y.knows(hall)
	own := y.by.Area
	for range 3 {
		y.takesOn(hall, own)
		y.takesOn(hall, fieldArea)
	}
	y.joins("office", true, own, own.Protected(), fieldArea)
	y.joins("laptop", false, own, fieldArea)
	y.joins("second laptop", false, own)
	y.away = y.all[y.chance.IntN(len(y.all))]
	y.leaves = y.now.AddDate(0, y.chance.IntN(8), 0)
	y.comes = y.leaves.AddDate(0, 24+y.chance.IntN(30), 0)
	return y
}

// open opens the file of a computer, or makes it.
func (y *years) open(p *post) {
	y.t.Helper()
	var err error
	if p.store, err = data.Open(y.t.Context(), p.path, y.options(p)); err == nil {
		p.db, err = sql.Open("sqlite3", "file:"+p.path+"?mode=ro")
	}
	if err != nil {
		y.t.Fatal(err)
	}
	opened, db := p.store, p.db
	y.t.Cleanup(func() { _, _ = opened.Close(), db.Close() })
}

func (y *years) options(p *post) data.Options {
	return data.Options{Create: true, DeviceName: p.name, Effort: 10, WatchDoor: true, Now: func() time.Time {
		p.asked++
		return y.now.Add(p.shift + time.Duration(p.asked)*time.Millisecond)
	}}
}

// knows reads which device a computer is.
func (y *years) knows(p *post) {
	y.t.Helper()
	state, err := p.store.CompanyState(y.t.Context(), y.by)
	if err != nil {
		y.t.Fatal(err)
	}
	p.dev = state.Device
	y.all = append(y.all, p)
	y.noted(p)
}

// joins makes a computer one of the company's.
func (y *years) joins(name string, keeps bool, areas ...app.Area) {
	y.t.Helper()
	p := &post{file: file{t: y.t}, name: name, path: filepath.Join(y.t.TempDir(), name+".lamp"), keeps: keeps, areas: areas, shift: time.Duration(y.chance.IntN(240)-120) * time.Minute}
	draft := y.draft(p)
	draft.Folder = y.t.TempDir()
	made, err := y.all[0].store.EnrolDevice(y.t.Context(), y.by, companyPassphrase, draft, unheard)
	if err == nil {
		err = data.Join(y.t.Context(), p.path, made.Path, made.Passphrase, unheard)
	}
	if err != nil {
		y.t.Fatal(err)
	}
	y.open(p)
	y.knows(p)
}

func (y *years) draft(p *post) app.DeviceDraft {
	d := app.DeviceDraft{Name: p.name, Areas: p.areas, Roles: []app.Role{app.Manager}, ToOn: "2099-01-01"}
	if p.keeps {
		d.Roles = []app.Role{app.Sole}
	}
	return d
}

func unheard(int64, int64) {}

// pass is some weeks, in which one computer is worked on.
func (y *years) pass() {
	y.t.Helper()
	y.now = y.now.Add(time.Duration(y.chance.IntN(34*24)) * time.Hour)
	p := y.all[y.chance.IntN(len(y.all))]
	for range 1 + y.chance.IntN(3) {
		y.works(p)
	}
	absent := p == y.away && y.now.After(y.leaves) && y.now.Before(y.comes)
	if y.chance.IntN(3) > 0 && !absent {
		y.exchanges(p, y.sticks[y.chance.IntN(len(y.sticks))])
	}
	switch y.chance.IntN(12) {
	case 0:
		y.certifies(y.all[2+y.chance.IntN(len(y.all)-2)])
	case 1:
		y.loses(y.sticks[y.chance.IntN(len(y.sticks))])
	}
}

// certifies gives a laptop another certificate, by which areas go and come.
func (y *years) certifies(p *post) {
	y.t.Helper()
	p.areas = [][]app.Area{{y.by.Area}, {fieldArea}, {y.by.Area, fieldArea}}[y.chance.IntN(3)]
	if _, err := y.all[0].store.RenewDevice(y.t.Context(), y.by, companyPassphrase, p.dev, y.draft(p)); err != nil {
		y.t.Fatal(err)
	}
	y.noted(y.all[0])
}

// loses leaves an empty stick.
func (y *years) loses(stick string) {
	y.t.Helper()
	if err := os.RemoveAll(stick); err != nil {
		y.t.Fatal(err)
	}
	if err := os.Mkdir(stick, 0o700); err != nil {
		y.t.Fatal(err)
	}
}

// exchanges goes through a stick. Where a snapshot lies on it the computer may
// begin anew from that first.
func (y *years) exchanges(p *post, stick string) {
	y.t.Helper()
	look, err := p.store.LookAt(y.t.Context(), y.by, stick, nil)
	y.must(err)
	if look.Anew.Path != "" && (look.Anew.Needed || y.chance.IntN(2) == 0) {
		y.must(p.db.Close())
		y.must(p.store.Close())
		err := data.Restart(y.t.Context(), p.path, look.Anew.Path, y.options(p), unheard)
		if no, is := errors.AsType[*app.Refusal](err); is && no.Reason == app.OlderSnapshot { // it lay there for long, and the hall lays another
			err = nil
		} else {
			y.anew++
		}
		y.must(err)
		y.open(p)
	}
	result, err := p.store.Exchange(y.t.Context(), y.by, stick, nil)
	y.must(err)
	y.gone += len(result.Gone)
	y.noted(p)
	y.watches(p)
}

// settle lets everything arrive.
func (y *years) settle() {
	y.t.Helper()
	y.loses(y.sticks[0])
	for range 6 {
		for _, p := range y.all {
			y.exchanges(p, y.sticks[0])
		}
	}
}
