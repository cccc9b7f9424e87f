package app

import (
	"cmp"
	"slices"
)

// TrainingSlot says which of the spans of a report a row of sums belongs to.
type TrainingSlot int64

// The slots; months of the series lie in the period, in the one before, or in
// neither.
const (
	SlotNow TrainingSlot = iota
	SlotBefore
	SlotSeries
)

// CourseSums is the training of one course in one month and slot, or with no
// course that of entries that name none.
type CourseSums struct {
	Course CourseID
	Month  int64
	Slot   TrainingSlot
	TrainingSums
}

// PersonSums is the training of one person: in the period, before, and in the
// last twelve months. Held, taught and cost say nothing here.
type PersonSums struct {
	Staff       StaffID
	Unit        OrgUnitID // whose he is
	Now, Before TrainingSums
	Year        int64 // minutes of the last twelve months
}

// TrainingSources is what a report is made of.
type TrainingSources struct {
	Ask     TrainingAsk
	Before  Period
	On      Day
	Courses []Course
	Units   []OrgUnit
	Sums    []CourseSums
	Persons []PersonSums
	People  []TrainedPerson // those of the units asked for who work here on that day, their training not filled in
	Held    map[OrgUnitID]HeldClasses
}

// HeldClasses is the classes that people of a unit are in, with the unit's share
// of their cost.
type HeldClasses struct{ Now, Before ClassCount }

// ClassCount counts classes.
type ClassCount struct{ Held, Cancelled, CostFen int64 }

// NewTrainingReport brings sums together.
func NewTrainingReport(from TrainingSources) TrainingReport {
	r := TrainingReport{Ask: from.Ask, Before: from.Before, On: from.On, People: from.People}
	courses := map[CourseID]Course{}
	for _, c := range from.Courses {
		courses[c.ID] = c
	}
	r.Courses = linesBy(from.Sums, func(s CourseSums) CourseID { return s.Course }, func(l *TrainingLine, id CourseID) {
		l.Course, l.Category = courses[id], courses[id].Category
	})
	r.Categories = linesBy(from.Sums, func(s CourseSums) string { return courses[s.Course].Category }, func(l *TrainingLine, category string) { l.Category = category })
	order := func(a, b TrainingLine) int {
		return cmp.Or(lastOf(a.Category == "", b.Category == ""), cmp.Compare(a.Category, b.Category), cmp.Compare(a.Course.Code, b.Course.Code))
	}
	slices.SortFunc(r.Courses, order)
	slices.SortFunc(r.Categories, order)
	r.Months = monthLines(from)
	for _, l := range r.Categories {
		r.All.Add(l.TrainingSums)
		r.All.Before.Add(l.Before)
	}
	r.fillPeople(from.Persons)
	r.Units = r.unitLines(from)
	r.compare()
	return r
}

// lastOf puts one that is to stand last behind one that is not.
func lastOf(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// linesBy sums the period and the one before by a key.
func linesBy[K comparable](sums []CourseSums, key func(CourseSums) K, name func(*TrainingLine, K)) []TrainingLine {
	at := map[K]int{}
	var out []TrainingLine
	for _, s := range sums {
		if s.Slot == SlotSeries {
			continue
		}
		k := key(s)
		i, known := at[k]
		if !known {
			i = len(out)
			at[k] = i
			out = append(out, TrainingLine{})
			name(&out[i], k)
		}
		if s.Slot == SlotNow {
			out[i].Add(s.TrainingSums)
		} else {
			out[i].Before.Add(s.TrainingSums)
		}
	}
	return out
}

// TrainingMonths is how many months the series has.
const TrainingMonths = 12

func monthLines(from TrainingSources) []TrainingLine {
	out := make([]TrainingLine, TrainingMonths)
	last := MonthOf(from.Ask.Period.To)
	for i := range out {
		out[i].Month = AddMonths(last, i+1-TrainingMonths)
	}
	for _, s := range from.Sums {
		for i := range out {
			if out[i].Month == s.Month {
				out[i].Add(s.TrainingSums)
			}
		}
	}
	return out
}

// fillPeople counts who was reached, and gives each his hours.
func (r *TrainingReport) fillPeople(persons []PersonSums) {
	at := make(map[StaffID]int, len(r.People))
	for i, p := range r.People {
		at[p.Staff.ID] = i
	}
	for _, p := range persons {
		if p.Now.reached() {
			r.All.People++
		}
		if p.Before.reached() {
			r.All.Before.People++
		}
		if i, here := at[p.Staff]; here {
			r.People[i].Minutes = p.Year
		}
	}
	for _, p := range r.People {
		r.All.Required.add(p.Required)
	}
}

func (s TrainingSums) reached() bool { return s.Times > 0 || s.Practice > 0 || s.Study > 0 }

// unitLines sums by the unit each person is of, the largest number of hours
// first.
func (r *TrainingReport) unitLines(from TrainingSources) []TrainingLine {
	units := map[OrgUnitID]*TrainingLine{}
	for _, u := range from.Units {
		units[u.ID] = &TrainingLine{Unit: u}
	}
	line := func(id OrgUnitID) *TrainingLine {
		if units[id] == nil {
			units[id] = &TrainingLine{}
		}
		return units[id]
	}
	for _, p := range r.People {
		line(p.Staff.Unit).Required.add(p.Required)
	}
	for _, p := range from.Persons {
		l := line(p.Unit)
		l.Add(p.Now)
		l.Before.Add(p.Before)
		if p.Now.reached() {
			l.People++
		}
		if p.Before.reached() {
			l.Before.People++
		}
	}
	for id, held := range from.Held {
		l := line(id)
		l.Held, l.Cancelled, l.CostFen = held.Now.Held, held.Now.Cancelled, held.Now.CostFen
		l.Before.Held, l.Before.Cancelled, l.Before.CostFen = held.Before.Held, held.Before.Cancelled, held.Before.CostFen
	}
	var out []TrainingLine
	for _, l := range units {
		if l.PersonMinutes() > 0 || l.Before.PersonMinutes() > 0 || l.Required.Known() || l.Held > 0 {
			out = append(out, *l)
		}
	}
	slices.SortFunc(out, func(a, b TrainingLine) int {
		return cmp.Or(cmp.Compare(b.PersonMinutes(), a.PersonMinutes()), cmp.Compare(a.Unit.Code, b.Unit.Code))
	})
	return out
}

// compare puts people in the two groups. The weakest stand first in the list.
func (r *TrainingReport) compare() {
	for _, p := range r.People {
		group := &r.Lacking
		switch {
		case !p.Required.Known():
			continue
		case p.AllValid():
			group = &r.Complete
		}
		group.People++
		if p.Said.Known() {
			group.Asked++
		}
		group.Said.add(p.Said)
		group.Complaints += p.Complaints
		group.Overruns += p.Overruns
		group.Minutes += p.Minutes
	}
	slices.SortStableFunc(r.People, func(a, b TrainedPerson) int {
		return cmp.Or(lastOf(!a.Required.Known(), !b.Required.Known()), cmp.Compare(a.Required.Value(), b.Required.Value()), cmp.Compare(b.Complaints, a.Complaints),
			cmp.Compare(a.Staff.StaffNo, b.Staff.StaffNo))
	})
}
