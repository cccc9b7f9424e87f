package app

import (
	"cmp"
	"slices"
	"strings"
)

// VisitPlace is where a customer lives as far as a route is concerned.
type VisitPlace struct {
	Village string // town and village, of the address
	Area    string // code of the transformer area
	Address string
}

// Village is the town and the village of an address, without the province
// before and the house behind: 攀莲镇新村村. Empty where the address names none.
func Village(address string) string {
	for _, mark := range []string{"县", "市", "州", "区"} {
		if _, after, found := strings.Cut(address, mark); found && strings.ContainsAny(after, "乡镇村") {
			address = after
			break
		}
	}
	for _, mark := range []string{"社区", "村", "街道", "镇", "乡"} {
		if at := strings.LastIndex(address, mark); at > 0 {
			return address[:at+len(mark)]
		}
	}
	return ""
}

// before orders places as a route runs: by village, within it by transformer
// area, then along the addresses.
func (p VisitPlace) before(o VisitPlace) int {
	return cmp.Or(strings.Compare(p.Village, o.Village), strings.Compare(p.Area, o.Area), CompareNatural(p.Address, o.Address))
}

// CompareNatural compares texts with the numbers in them as numbers: 9号 comes
// before 12号.
func CompareNatural(a, b string) int {
	for a != "" && b != "" {
		x, restX := leadingDigits(a)
		y, restY := leadingDigits(b)
		if x != "" && y != "" {
			x, y = strings.TrimLeft(x, "0"), strings.TrimLeft(y, "0")
			if c := cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(x, y)); c != 0 {
				return c
			}
			a, b = restX, restY
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

func leadingDigits(text string) (number, rest string) {
	rest = strings.TrimLeft(text, "0123456789")
	return text[:len(text)-len(rest)], rest
}

// Stop is one visit that is to be given a day.
type Stop struct {
	Customer CustomerID
	Manager  StaffID
	Place    VisitPlace
	Within   DaySpan
}

// Placed is a stop with its day, and its place in that day's route from 1.
type Placed struct {
	Stop
	On      Day
	RouteNo int64
	Basis   string // code list visit_basis
}

// DayMost is how many visits one village or transformer area may bring to one
// day; more are spread over several.
const DayMost = 8

// ManagerDay is one day of one manager.
type ManagerDay struct {
	Manager StaffID
	Day     Day
}

// Spread gives stops their days: working days alone, the customers of one
// village and transformer area on one day, each manager's days as evenly loaded
// as that allows, in view of what is planned already. A span of a single day is
// that day, worked or not. Stops whose span has no working day are left out.
func Spread(stops []Stop, calendar *Calendar, load map[ManagerDay]int64) []Placed {
	s := spreading{calendar: calendar, load: map[ManagerDay]int64{}, days: map[DaySpan][]Day{}}
	for day, n := range load {
		s.load[day] = n
	}
	for _, group := range groupStops(stops) {
		s.place(group)
	}
	slices.SortStableFunc(s.out, func(a, b Placed) int {
		return cmp.Or(strings.Compare(string(a.On), string(b.On)), slices.Compare(a.Manager[:], b.Manager[:]), a.Place.before(b.Place))
	})
	number := map[ManagerDay]int64{}
	for i := range s.out {
		day := ManagerDay{s.out[i].Manager, s.out[i].On}
		number[day]++
		s.out[i].RouteNo = load[day] + number[day]
	}
	return s.out
}

type spreading struct {
	calendar *Calendar
	load     map[ManagerDay]int64
	days     map[DaySpan][]Day
	out      []Placed
}

// batch is the stops of one manager and span, in groups that stay together.
type batch struct {
	manager StaffID
	within  DaySpan
	groups  [][]Stop
}

// groupStops gathers what should lie on one day. Narrow spans come first, since
// wide ones can still go elsewhere.
func groupStops(stops []Stop) []batch {
	sorted := slices.Clone(stops)
	slices.SortStableFunc(sorted, func(a, b Stop) int {
		return cmp.Or(slices.Compare(a.Manager[:], b.Manager[:]), cmp.Compare(a.Within.length(), b.Within.length()),
			strings.Compare(string(a.Within.From), string(b.Within.From)), a.Place.before(b.Place))
	})
	var out []batch
	for i, s := range sorted {
		if i == 0 || s.Manager != sorted[i-1].Manager || s.Within != sorted[i-1].Within {
			out = append(out, batch{manager: s.Manager, within: s.Within})
		}
		b := &out[len(out)-1]
		if n := len(b.groups); n > 0 && s.Place.sameDay(b.groups[n-1][0].Place) && len(b.groups[n-1]) < DayMost {
			b.groups[n-1] = append(b.groups[n-1], s)
		} else {
			b.groups = append(b.groups, []Stop{s})
		}
	}
	return out
}

func (s DaySpan) length() int {
	from, _ := s.From.number()
	to, _ := s.To.number()
	return to - from
}

// sameDay reports whether two places belong to one trip. A place that nothing
// is known of belongs to none.
func (p VisitPlace) sameDay(o VisitPlace) bool {
	return p.Village == o.Village && p.Area == o.Area && p.Village+p.Area != ""
}

// place gives the groups of a batch their days, the largest group first, each
// to the day that has least.
func (s *spreading) place(b batch) {
	days := s.chosen(b)
	if len(days) == 0 {
		return
	}
	groups := slices.Clone(b.groups)
	slices.SortStableFunc(groups, func(x, y []Stop) int { return cmp.Compare(len(y), len(x)) })
	for _, group := range groups {
		on := slices.MinFunc(days, func(x, y Day) int {
			return cmp.Compare(s.load[ManagerDay{b.manager, x}], s.load[ManagerDay{b.manager, y}])
		})
		s.load[ManagerDay{b.manager, on}] += int64(len(group))
		for _, stop := range group {
			s.out = append(s.out, Placed{Stop: stop, On: on})
		}
	}
}

// chosen is the days a batch goes to: as many as it has groups, those with the
// least load, evenly over the span.
func (s *spreading) chosen(b batch) []Day {
	days := s.workingIn(b.within)
	want := min(len(days), len(b.groups))
	levels := map[int64][]Day{}
	for _, day := range days {
		n := s.load[ManagerDay{b.manager, day}]
		levels[n] = append(levels[n], day)
	}
	var out []Day
	for n := int64(0); len(out) < want; n++ {
		level := levels[n]
		take := min(want-len(out), len(level))
		for i := range take {
			out = append(out, level[(2*i+1)*len(level)/(2*take)])
		}
	}
	slices.Sort(out)
	return out
}

func (s *spreading) workingIn(span DaySpan) []Day {
	if span.From == span.To {
		return []Day{span.From}
	}
	days, known := s.days[span]
	if !known {
		days, _ = span.Working(s.calendar)
		s.days[span] = days
	}
	return days
}
