package data

import (
	"context"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"lamplighter/app"
)

// trainingTally is the sums of classes while they are counted. The same rows are
// summed by course and month, by person and by unit, so they are read once, a
// class with all who are in it as one row, and summed here: SQL would go through
// them, and sort them, for each of the three.
type trainingTally struct {
	units   map[app.StaffID]app.OrgUnitID // of those asked for
	all     bool                          // everybody is asked for
	sums    map[sumKey]*app.CourseSums
	cost    map[sumKey]float64 // in fen; a share need not be whole
	persons map[app.StaffID]*app.PersonSums
	held    map[heldKey]*heldSum
}

type sumKey struct {
	course app.CourseID
	month  int64
	slot   app.TrainingSlot
}

type heldKey struct {
	unit app.OrgUnitID
	slot app.TrainingSlot
}

type heldSum struct {
	app.ClassCount
	cost float64
}

// begunClass is a class that has begun, with who is in it.
type begunClass struct {
	sumKey
	held, central, year, holds bool
	minutes, fee               int64
	in                         []attended
}

type attended struct {
	who     app.StaffID
	outcome app.Outcome
	minutes int64
}

// there reports whether somebody was in a class, or completed it at work.
func (a attended) there() bool { return a.minutes > 0 || a.outcome != app.OutcomeOpen }

// there is the same as a condition on an enrolment e.
const there = "(e.attended_minutes > 0 OR e.outcome <> '')"

func tallyClasses(ctx context.Context, q querier, of trainedSpan) (*trainingTally, error) {
	t := &trainingTally{
		units: map[app.StaffID]app.OrgUnitID{}, all: of.ask.Unit.IsZero(), sums: map[sumKey]*app.CourseSums{}, cost: map[sumKey]float64{},
		persons: map[app.StaffID]*app.PersonSums{}, held: map[heldKey]*heldSum{},
	}
	type home struct {
		who  app.StaffID
		unit app.OrgUnitID
	}
	people, err := collect(ctx, q, func(r scanner) (home, error) {
		var h home
		err := r.Scan(idInto(&h.who), idInto(&h.unit))
		return h, err
	}, unitTrained+" SELECT w.id, w.unit_id FROM staff w WHERE "+asked, of.args()[:7]...)
	if err != nil {
		return nil, err
	}
	for _, h := range people {
		t.units[h.who] = h.unit
	}
	classes, err := collect(ctx, q, scanBegun, unitTrained+" SELECT c.course_id, "+monthOf("c.begins_on")+", "+slotOf("c.begins_on")+`, c.begins_on >= ?8, c.status <> 'cancelled',
			c.mode = 'central', c.minutes, c.fee_fen, coalesce(c.unit_id IN (SELECT id FROM below), 0),
			coalesce((SELECT group_concat(hex(e.staff_id) || CASE e.outcome WHEN 'completed' THEN 'c' WHEN 'failed' THEN 'f' ELSE '-' END || e.attended_minutes)
				FROM enrolments e WHERE e.class_id = c.id AND e.withdrawn_at IS NULL AND e.attendance <> 'taken_off'), '')
		FROM classes c INDEXED BY classes_by_begin WHERE c.begins_on BETWEEN ?5 AND ?6 AND c.withdrawn_at IS NULL`, of.args()...)
	for _, c := range classes {
		t.add(c)
	}
	return t, err
}

func scanBegun(r scanner) (begunClass, error) {
	var c begunClass
	var in string
	err := r.Scan(idInto(&c.course), &c.month, &c.slot, &c.year, &c.held, &c.central, &c.minutes, &c.fee, &c.holds, &in)
	if err != nil || in == "" {
		return c, err
	}
	c.in = make([]attended, 0, strings.Count(in, ",")+1)
	for text := range strings.SplitSeq(in, ",") {
		a, err := readAttended(text)
		if err != nil {
			return c, err
		}
		c.in = append(c.in, a)
	}
	return c, nil
}

const hexID = 32 // letters of an id

func readAttended(text string) (attended, error) {
	var a attended
	if len(text) <= hexID+1 {
		return a, fmt.Errorf("an enrolment of %d letters", len(text))
	}
	if _, err := hex.Decode(a.who[:], []byte(text[:hexID])); err != nil {
		return a, err
	}
	a.outcome = map[byte]app.Outcome{'c': app.OutcomeCompleted, 'f': app.OutcomeFailed}[text[hexID]]
	var err error
	a.minutes, err = strconv.ParseInt(text[hexID+1:], 10, 64)
	return a, err
}

// add counts a class. Of people of some units alone, it counts when one of them
// is in it, or one of the units holds it; its cost counts by heads.
func (t *trainingTally) add(c begunClass) {
	var own app.TrainingSums
	mine := map[app.OrgUnitID]int{}
	for _, a := range c.in {
		unit, asked := t.units[a.who]
		if !asked {
			continue
		}
		mine[unit]++
		if c.held {
			one := c.sumsOf(a)
			own.Add(one)
			t.attend(t.person(a.who, unit), c, one)
		}
	}
	if !t.all && len(mine) == 0 && !c.holds {
		return
	}
	key := c.sumKey
	sums := t.sums[key]
	if sums == nil {
		sums = &app.CourseSums{Course: key.course, Month: key.month, Slot: key.slot}
		t.sums[key] = sums
	}
	sums.Add(own)
	sums.Held, sums.Cancelled = sums.Held+flagOf(c.held), sums.Cancelled+flagOf(!c.held)
	if c.held {
		sums.Taught.Central += c.minutes * flagOf(c.central)
		sums.Taught.Decentral += c.minutes * flagOf(!c.central)
	}
	t.share(c, mine)
}

func (c begunClass) sumsOf(a attended) app.TrainingSums {
	return app.TrainingSums{
		Attended: app.ByMode{Central: a.minutes * flagOf(c.central), Decentral: a.minutes * flagOf(!c.central)}, Times: flagOf(a.there()),
		Completed: flagOf(a.outcome == app.OutcomeCompleted), Failed: flagOf(a.outcome == app.OutcomeFailed),
	}
}

// share gives each unit its count of the class, and its part of the cost.
func (t *trainingTally) share(c begunClass, mine map[app.OrgUnitID]int) {
	heads, here := float64(max(1, len(c.in))), 0
	for unit, n := range mine {
		here += n
		key := heldKey{unit, c.slot}
		h := t.held[key]
		if h == nil {
			h = &heldSum{}
			t.held[key] = h
		}
		h.Held, h.Cancelled = h.Held+flagOf(c.held), h.Cancelled+flagOf(!c.held)
		if c.held {
			h.cost += float64(c.fee) * float64(n) / heads
		}
	}
	switch {
	case !c.held:
	case t.all || len(c.in) == 0:
		t.cost[c.sumKey] += float64(c.fee)
	default:
		t.cost[c.sumKey] += float64(c.fee) * float64(here) / heads
	}
}

func (t *trainingTally) person(who app.StaffID, unit app.OrgUnitID) *app.PersonSums {
	p := t.persons[who]
	if p == nil {
		p = &app.PersonSums{Staff: who, Unit: unit}
		t.persons[who] = p
	}
	return p
}

func (t *trainingTally) attend(p *app.PersonSums, c begunClass, one app.TrainingSums) {
	switch c.slot {
	case app.SlotNow:
		p.Now.Add(one)
	case app.SlotBefore:
		p.Before.Add(one)
	}
	if c.year {
		p.Year += one.Attended.Sum()
	}
}

// into hands the sums on.
func (t *trainingTally) into(from *app.TrainingSources) {
	for key, s := range t.sums {
		s.CostFen = int64(t.cost[key] + 0.5)
		from.Sums = append(from.Sums, *s)
	}
	for _, p := range t.persons {
		from.Persons = append(from.Persons, *p)
	}
	from.Held = map[app.OrgUnitID]app.HeldClasses{}
	for key, h := range t.held {
		h.CostFen = int64(h.cost + 0.5)
		counts := from.Held[key.unit]
		switch key.slot {
		case app.SlotNow:
			counts.Now = h.ClassCount
		case app.SlotBefore:
			counts.Before = h.ClassCount
		}
		from.Held[key.unit] = counts
	}
}
