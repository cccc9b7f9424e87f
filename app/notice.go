package app

import (
	"slices"
	"strconv"
	"time"
)

// DayPlain takes a day out of the list: it is as the week has it.
const DayPlain DayKind = ""

// CalendarReport is what a change of the calendar did, or would do.
type CalendarReport struct {
	DryRun      bool
	Year        int // the last one published then
	Added       int64
	Changed     int64
	Removed     int64
	WorkingDays int   // in that year
	Cases       int64 // whose limits end on another day now
	Clocks      int64
	Confirmed   int64 // limits no longer provisional
}

// CheckNotice refuses a list of days that cannot be a year's notice: a day
// twice or with two meanings, a working day in a holiday, a year without
// National Day. A weekday named as worked changes nothing and is let through:
// the notice of 2020 has one.
func CheckNotice(days []CalendarDay) error {
	listed := map[Day]CalendarDay{}
	for _, d := range days {
		if err := d.Check(); err != nil {
			return err
		}
		before, twice := listed[d.Day]
		switch {
		case twice && before.Kind != d.Kind:
			return &Refusal{Field: "day", Reason: Clashes, Value: string(d.Day)}
		case twice:
			return &Refusal{Field: "day", Reason: AlreadyThere, Value: string(d.Day)}
		case d.Name == "":
			return &Refusal{Field: "name", Reason: Missing, Value: string(d.Day)}
		}
		listed[d.Day] = d
	}
	if err := wholeYears(days); err != nil {
		return err
	}
	return noHole(days, listed)
}

// wholeYears refuses a year of which only some days are listed. Days around
// New Year may stand in the notice of the year before or after.
func wholeYears(days []CalendarDay) error {
	published := map[int]bool{}
	for _, d := range days {
		if year, ofNotice := noticeYear(d); ofNotice {
			published[year] = true
		}
	}
	if len(published) == 0 {
		return Refuse("year", NotWhole)
	}
	for _, d := range days {
		year, _ := digits(string(d.Day[:4]))
		part := d.Day[5:]
		atNewYear := part >= "12-20" && published[year+1] || part <= "01-07" && published[year-1]
		if !published[year] && !atNewYear {
			return &Refusal{Field: "year", Reason: NotWhole, Value: strconv.Itoa(year)}
		}
	}
	return nil
}

// holeAtMost is how many working days between two days off of one name are
// taken for a slip; more lie between the New Years of two notices.
const holeAtMost = 3

// noHole refuses a holiday with a working day in its middle.
func noHole(days []CalendarDay, listed map[Day]CalendarDay) error {
	last := map[string]Day{}
	for _, d := range inOrder(days) {
		if d.Kind != DayOff {
			continue
		}
		var holes []Day
		if before := last[d.Name]; before != "" {
			for day := before.AddDays(1); day < d.Day && len(holes) <= holeAtMost; day = day.AddDays(1) {
				w := day.Weekday()
				if listed[day].Kind == DayWork || listed[day].Kind == DayPlain && w != time.Saturday && w != time.Sunday {
					holes = append(holes, day)
				}
			}
		}
		if len(holes) > 0 && len(holes) <= holeAtMost {
			return &Refusal{Field: "day", Reason: Hole, Value: string(holes[0])}
		}
		last[d.Name] = d.Day
	}
	return nil
}

func inOrder(days []CalendarDay) []CalendarDay {
	out := slices.Clone(days)
	slices.SortStableFunc(out, func(a, b CalendarDay) int {
		switch {
		case a.Day < b.Day:
			return -1
		case a.Day > b.Day:
			return 1
		}
		return 0
	})
	return out
}

// TakeNotice is the list of days after a notice: between its first and its
// last day only what it names, elsewhere what was known.
func TakeNotice(known, notice []CalendarDay) []CalendarDay {
	if len(notice) == 0 {
		return known
	}
	notice = inOrder(notice)
	first, last := notice[0].Day, notice[len(notice)-1].Day
	out := slices.DeleteFunc(slices.Clone(known), func(d CalendarDay) bool { return first <= d.Day && d.Day <= last })
	return inOrder(append(out, notice...))
}

// TakeDay is the list after one day was changed by hand. It refuses when the
// list no longer says of the day what its author saw.
func TakeDay(known []CalendarDay, was, now CalendarDay) ([]CalendarDay, error) {
	kept := CalendarDay{Day: now.Day}
	out := slices.DeleteFunc(slices.Clone(known), func(d CalendarDay) bool {
		if d.Day != now.Day {
			return false
		}
		kept = d
		return true
	})
	w := now.Day.Weekday()
	switch {
	case kept.Kind != was.Kind:
		return nil, ErrChangedMeantime
	case kept.Kind == now.Kind && kept.Name == now.Name:
		return nil, Refuse("day", NothingToDo)
	case now.Kind == DayPlain:
		return out, nil
	case now.Name == "":
		return nil, Refuse("name", Missing)
	case now.Kind == DayWork && w != time.Saturday && w != time.Sunday:
		return nil, &Refusal{Field: "kind", Reason: WorkedAnyway, Value: string(now.Day)}
	}
	return inOrder(append(out, now)), nil
}

// LastYear is the last year a list has the National Day of; 0 for none.
func LastYear(days []CalendarDay) int {
	last := 0
	for _, d := range days {
		if year, ofNotice := noticeYear(d); ofNotice {
			last = max(last, year)
		}
	}
	return last
}

// ChangedDays are the days that two lists do not say the same of, in order.
func ChangedDays(before, after []CalendarDay) []Day {
	kinds := map[Day]DayKind{}
	for _, d := range before {
		kinds[d.Day] = d.Kind
	}
	var out []Day
	for _, d := range after {
		if kinds[d.Day] != d.Kind {
			out = append(out, d.Day)
		}
		delete(kinds, d.Day)
	}
	for day := range kinds {
		out = append(out, day)
	}
	slices.Sort(out)
	return out
}
