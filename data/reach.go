package data

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"lamplighter/app"
)

// audience is for whom is read: a pool of connections of its own on which each
// table of customers' records is hidden behind a view of the same name that
// shows the rows this person reaches. So no read can forget to ask, and what
// is counted, joined or searched is counted among these rows.
type audience struct {
	by     app.Actor
	today  app.Day
	asOf   int64 // how often was written what tells reach; guarded by audiences
	reach  map[app.Matter]app.Reach
	areas  []app.Area      // kept by the person's unit and those below it
	units  []app.OrgUnitID // these
	whole  bool            // the file holds no other areas
	held   []app.CustomerID
	people map[app.StaffID]bool // whose training is read; nil: everybody's
	read   *readers
	kept   memory
	sees   map[string]*visible // of the tables whose rows are told once
	wheres map[string]string   // of each table that is narrowed, with {t} for its name
	hinted sync.Map            // queries that name an index, as they are asked here
}

// audiences are those that were read for lately.
type audiences struct {
	mu      sync.Mutex
	all     map[audienceKey]*audience // by who and with which roles
	retired []*audience               // others took their place
	wrote   int64                     // how often something was written that tells who reaches what
}

// audienceKey is who reads, and with which roles.
type audienceKey struct {
	staff app.StaffID
	unit  app.OrgUnitID
	area  app.Area
	roles string
}

// audiencesAtMost is how many people on one computer are kept in mind.
const audiencesAtMost = 6

type forWhom struct{}

// within lets what is read with the context be read for somebody.
func (s *Store) within(ctx context.Context, by app.Actor) context.Context {
	if slices.Contains(by.Roles, app.Sole) {
		return ctx
	}
	return context.WithValue(ctx, forWhom{}, by)
}

// everything lets a question look at all there is: for figures in which no
// record can be told from another, and for what is made for everybody.
func everything(ctx context.Context) context.Context {
	return context.WithValue(ctx, forWhom{}, nil)
}

// audienceOf is for whom is read; nil: for who reaches everything.
func (s *Store) audienceOf(ctx context.Context) (*audience, error) {
	a, err := s.audienceAsLeft(ctx)
	if err != nil || a == nil {
		return nil, err
	}
	return a, wrap("reach", a.lookAgain(ctx))
}

// audienceAsLeft is audienceOf that did not look again at what was written since
// it was last asked for.
func (s *Store) audienceAsLeft(ctx context.Context) (*audience, error) {
	by, narrow := ctx.Value(forWhom{}).(app.Actor)
	if !narrow {
		return nil, nil
	}
	return s.audience(ctx, by)
}

func (s *Store) audience(ctx context.Context, by app.Actor) (*audience, error) {
	key := audienceKey{by.Staff, by.Unit, by.Area, ""}
	for _, role := range by.Roles {
		key.roles += string(role) + " "
	}
	today := app.DayOf(s.now())
	k := &s.audiences
	was, wrote, holds := k.known(key, today)
	if holds {
		return was, nil
	}
	a, err := s.newAudience(everything(context.WithoutCancel(ctx)), by, today)
	if err == nil && was != nil && was.like(a) {
		a = was
	} else if err == nil {
		err = a.open(s)
	}
	if err != nil {
		return nil, wrap("reach", err)
	}
	return k.keep(key, a, wrote), nil
}

// known is who was read for under a key, and whether that holds yet. No question
// is asked of the file while audiences are locked, since a writer waits for them.
func (k *audiences) known(key audienceKey, today app.Day) (was *audience, wrote int64, holds bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	was = k.all[key]
	return was, k.wrote, was != nil && was.today == today && was.asOf == k.wrote
}

// keep remembers an audience as of when it was asked for.
func (k *audiences) keep(key audienceKey, a *audience, wrote int64) *audience {
	k.mu.Lock()
	defer k.mu.Unlock()
	was := k.all[key]
	if was != a {
		if was != nil {
			k.retire(was)
		} else if len(k.all) >= audiencesAtMost {
			k.dropAll()
		}
	}
	if k.all == nil {
		k.all = map[audienceKey]*audience{}
	}
	a.asOf, k.all[key] = wrote, a
	return a
}

// retire closes the connections of an audience some time after it: somebody may
// just be about to ask by them.
func (k *audiences) retire(a *audience) {
	k.retired = append(k.retired, a)
	if len(k.retired) > audiencesAtMost {
		k.retired[0].close()
		k.retired = k.retired[1:]
	}
}

func (k *audiences) dropAll() {
	for key, a := range k.all {
		k.retire(a)
		delete(k.all, key)
	}
}

func (k *audiences) closeAll() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.dropAll()
	for _, a := range k.retired {
		a.close()
	}
	k.retired = nil
}

// each calls with every audience there is.
func (k *audiences) each(do func(*audience)) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, a := range k.all {
		do(a)
	}
}

// tellsReach are the tables that say who reaches what.
var tellsReach = []string{"org_units", "staff", "assignments", "accounts", "record_merges"}

// follow notes what a transaction wrote.
func (k *audiences) follow(x *tx) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if x.wroteTo(tellsReach...) {
		k.wrote++
	}
	for _, a := range k.all {
		for _, v := range a.sees {
			v.follow(x)
		}
		if a.whole && (x.merging != nil || slices.ContainsFunc(x.sets, func(set *openSet) bool {
			return holdsCustomers(app.Area(set.area)) && !slices.Contains(a.areas, app.Area(set.area).Open())
		})) {
			k.wrote++ // an area that was not here before
		}
	}
}

func (a *audience) like(b *audience) bool {
	return a.today == b.today && a.whole == b.whole && slices.Equal(a.areas, b.areas) && slices.Equal(a.units, b.units) &&
		slices.Equal(a.held, b.held) && (a.people == nil) == (b.people == nil) && maps.Equal(a.people, b.people)
}

// newAudience asks what somebody reaches today.
func (s *Store) newAudience(ctx context.Context, by app.Actor, today app.Day) (*audience, error) {
	a := &audience{by: by, today: today, reach: map[app.Matter]app.Reach{}}
	for _, m := range app.Matters() {
		a.reach[m] = by.Reach(m)
	}
	type kept struct {
		unit app.OrgUnitID
		area app.Area
	}
	below, err := collect(ctx, s.reader, func(r scanner) (kept, error) {
		var k kept
		return k, r.Scan(idInto(&k.unit), &k.area)
	}, unitsBelow, by.Unit[:])
	if err != nil {
		return nil, err
	}
	if by.Area != 0 {
		a.areas = append(a.areas, by.Area)
	}
	for _, k := range below {
		a.units = append(a.units, k.unit)
		if k.area != 0 && !slices.Contains(a.areas, k.area) {
			a.areas = append(a.areas, k.area)
		}
	}
	if a.whole, err = s.noOtherAreas(ctx, a.areas); err != nil {
		return nil, err
	}
	if a.owns() {
		if a.held, err = collect(ctx, s.reader, scanID[app.Customer], heldToday, by.Staff[:], string(today)); err != nil {
			return nil, err
		}
	}
	if err := s.readPeople(ctx, a); err != nil {
		return nil, err
	}
	a.wheres = s.wheresOf(a)
	return a, nil
}

// holdsCustomers reports whether an area may hold what somebody reaches and
// another does not.
func holdsCustomers(area app.Area) bool { return area != 0 && area != app.TrainersArea }

// noOtherAreas reports whether the file holds nothing but some areas, as that of
// a hall by itself does. Then a unit's reach is all there is, and nothing needs
// to be asked of each row.
func (s *Store) noOtherAreas(ctx context.Context, areas []app.Area) (bool, error) {
	here, err := collect(ctx, s.reader, scanInt, "SELECT DISTINCT area FROM sy_have")
	return len(areas) > 0 && !slices.ContainsFunc(here, func(area int64) bool {
		return holdsCustomers(app.Area(area)) && !slices.Contains(areas, app.Area(area).Open())
	}), err
}

// all reports whether a matter is reached without asking of each row.
func (a *audience) all(m app.Matter) bool {
	return a.reach[m][app.ReachAll] || a.whole && a.reach[m][app.ReachUnit]
}

// owns reports whether some matter is reached by who is responsible.
func (a *audience) owns() bool {
	for _, reach := range a.reach {
		if reach[app.ReachOwn] {
			return true
		}
	}
	return false
}

// unitsBelow is a unit and those under it. A team that keeps no area of its own
// works on that of the next unit above which does.
const unitsBelow = `WITH RECURSIVE
	above (id, parent_id, area, far) AS (SELECT id, parent_id, keeps_area, 0 FROM org_units WHERE id = ?1
		UNION SELECT u.id, u.parent_id, u.keeps_area, far + 1 FROM org_units u JOIN above ON u.id = above.parent_id WHERE above.area = 0 AND far < 20),
	below (id, area) AS (SELECT id, keeps_area FROM org_units WHERE id = ?1
		UNION SELECT u.id, u.keeps_area FROM org_units u JOIN below ON u.parent_id = below.id WHERE u.withdrawn_at IS NULL)
	SELECT id, area FROM below
	UNION SELECT id, area FROM (SELECT id, area FROM above WHERE area <> 0 ORDER BY far LIMIT 1) WHERE NOT EXISTS (SELECT 1 FROM below WHERE area <> 0)
	ORDER BY 1`

// heldToday is the customers somebody is responsible for today, or stands in
// for who is, and the records that were merged into theirs.
const heldToday = `WITH mine AS (SELECT customer_id, transformer_area_id FROM assignments
		WHERE (manager_id = ?1 OR deputy_id = ?1) AND withdrawn_at IS NULL AND from_on <= ?2 AND (to_on = '' OR to_on >= ?2)),
	held AS (SELECT customer_id AS id FROM mine WHERE customer_id IS NOT NULL
		UNION SELECT customer_id FROM accounts WHERE withdrawn_at IS NULL AND transformer_area_id IN (SELECT transformer_area_id FROM mine))
	SELECT id FROM held UNION SELECT id FROM customers WHERE merged_into_id IN (SELECT id FROM held) ORDER BY 1`

// blob is an id as SQL.
func blob[T any](id app.ID[T]) string { return fmt.Sprintf("x'%x'", id[:]) }

// among is a list of numbers or ids as SQL.
func among[T any](all []T, as func(T) string) string {
	texts := make([]string, len(all))
	for i, v := range all {
		texts[i] = as(v)
	}
	return "(" + strings.Join(texts, ", ") + ")"
}
