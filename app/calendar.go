package app

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"
)

// DayKind says what the yearly notice makes of a day.
type DayKind string

// A day off, or a weekend day that is worked instead (调休).
const (
	DayOff  DayKind = "off"
	DayWork DayKind = "work"
)

// CalendarDay is one day that differs from the plain week, by name of the
// holiday it belongs to.
type CalendarDay struct {
	Day  Day
	Name string
	Kind DayKind
}

// ParseCalendar reads the list of days as date,name,kind with a header.
func ParseCalendar(r io.Reader) ([]CalendarDay, error) {
	sheet := csv.NewReader(r)
	sheet.FieldsPerRecord = 3
	header, err := sheet.Read()
	if err != nil {
		return nil, lineFault(err)
	}
	header[0] = trimBOM(header[0])
	if !slices.Equal(header, []string{"date", "name", "kind"}) {
		return nil, &LineFault{Line: 1, Err: &Refusal{Field: "header", Reason: Malformed}}
	}
	var days []CalendarDay
	for {
		row, err := sheet.Read()
		if errors.Is(err, io.EOF) {
			return days, nil
		}
		if err != nil {
			return nil, lineFault(err)
		}
		day := CalendarDay{Day: Day(row[0]), Name: row[1], Kind: DayKind(row[2])}
		if err := day.Check(); err != nil {
			line, _ := sheet.FieldPos(0)
			return nil, &LineFault{Line: line, Err: err}
		}
		days = append(days, day)
	}
}

// LineFault is what is wrong with one line of a list that was to be read.
type LineFault struct {
	Line int
	Err  error
}

// Error is for logs; people read package words.
func (f *LineFault) Error() string { return fmt.Sprintf("line %d: %v", f.Line, f.Err) }

// Unwrap gives the cause.
func (f *LineFault) Unwrap() error { return f.Err }

// lineFault is a line that the reader of commas and quotes could not read.
func lineFault(err error) error {
	no := &Refusal{Field: "line", Reason: Malformed}
	if fault, is := errors.AsType[*csv.ParseError](err); is {
		return &LineFault{Line: fault.Line, Err: no}
	}
	return &LineFault{Line: 1, Err: &Refusal{Field: "header", Reason: Missing}}
}

// A calendar holds days of these years; others are slips of the key, and the
// index would reach to them.
const (
	firstCalendarDay Day = "1950-01-01"
	lastCalendarDay  Day = "2100-12-31"
)

// Check refuses what is no day of a calendar.
func (d CalendarDay) Check() error {
	switch {
	case !d.Day.Valid() || d.Day < firstCalendarDay || d.Day > lastCalendarDay:
		return &Refusal{Field: "day", Reason: Impossible, Value: string(d.Day)}
	case d.Kind != DayOff && d.Kind != DayWork:
		return &Refusal{Field: "kind", Reason: Unknown, Value: string(d.Kind)}
	}
	return nil
}

// Calendar knows the working days: Monday to Friday, less the days off, plus
// the weekend days worked instead; and the office day, for limits in working
// hours. It is never changed once made and may be used from any goroutine. The
// zero Calendar is the plain week with the usual office day.
type Calendar struct {
	special map[int]CalendarDay // by day number
	through int                 // the last published year; 0: none
	known   int                 // the number of its last day
	office  OfficeDay           // empty: DefaultOffice

	// The index covers the days first to first+len(upTo)-1. upTo counts the
	// working days from first up to and including each day, working lists them.
	first   int
	upTo    []int32
	working []int32
}

// daysAhead is how far the index reaches beyond the last listed day. What lies
// further off is counted day by day.
const daysAhead = 3 * 366

// NewCalendar makes a calendar of the published days, in any order. It refuses
// a day that stands twice and a year missing between two others, for the due
// dates of such a year would be wrong without a sign.
func NewCalendar(days []CalendarDay) (*Calendar, error) {
	if len(days) == 0 {
		return &Calendar{}, nil
	}
	c := &Calendar{special: make(map[int]CalendarDay, len(days))}
	var first, last int
	published := map[int]bool{}
	for i, day := range days {
		if err := day.Check(); err != nil {
			return nil, err
		}
		n, _ := day.Day.number()
		if _, twice := c.special[n]; twice {
			return nil, &Refusal{Field: "day", Reason: AlreadyThere, Value: string(day.Day)}
		}
		c.special[n] = day
		if i == 0 || n < first {
			first = n
		}
		last = max(last, n)
		if year, ofNotice := noticeYear(day); ofNotice {
			published[year] = true
		}
	}
	for year := range published {
		c.through = max(c.through, year)
	}
	if err := noYearMissing(published, c.through); err != nil {
		return nil, err
	}
	if c.through > 0 {
		c.known = daysFromCivil(c.through, 12, 31)
	}
	c.index(first-31, last+daysAhead)
	return c, nil
}

// noticeYear tells which year's notice a day proves. Days around New Year may
// stand in either of two notices; National Day stands in its own year's alone.
func noticeYear(d CalendarDay) (int, bool) {
	year, _ := digits(string(d.Day[:4]))
	return year, d.Kind == DayOff && d.Day[5:] == "10-01"
}

func noYearMissing(published map[int]bool, last int) error {
	for left, year := len(published), last; left > 0; left, year = left-1, year-1 {
		if !published[year] {
			return &Refusal{Field: "year", Reason: Missing, Value: strconv.Itoa(year)}
		}
	}
	return nil
}

func (c *Calendar) index(first, last int) {
	c.first = first
	c.upTo = make([]int32, 0, last-first+1)
	for n := first; n <= last; n++ {
		if c.worked(n) {
			c.working = append(c.working, int32(n))
		}
		c.upTo = append(c.upTo, int32(len(c.working)))
	}
}

func (c *Calendar) worked(n int) bool {
	switch c.special[n].Kind {
	case DayOff:
		return false
	case DayWork:
		return true
	}
	w := weekday(n)
	return w != time.Saturday && w != time.Sunday
}

// Working reports whether the day is a working day.
func (c *Calendar) Working(day Day) bool {
	n, ok := day.number()
	return ok && c.worked(n)
}

// Listed is what the yearly notice says of a day, if it names it.
func (c *Calendar) Listed(day Day) (CalendarDay, bool) {
	n, _ := day.number()
	listed, ok := c.special[n]
	return listed, ok && day != ""
}

// PublishedThrough is the last year whose days off are known; 0 for none.
func (c *Calendar) PublishedThrough() int { return c.through }

// Published reports whether the day lies in no later year than the known ones.
func (c *Calendar) Published(day Day) bool {
	n, ok := day.number()
	return ok && c.published(n)
}

func (c *Calendar) published(n int) bool { return c.through > 0 && n <= c.known }

// AddWorkingDays is the n-th working day after from, which itself is not
// counted. The result is provisional when it lies beyond the last published
// year: its days off are not known yet. No day stays no day.
func (c *Calendar) AddWorkingDays(from Day, n int) (due Day, provisional bool) {
	start, ok := from.number()
	if !ok {
		return "", false
	}
	last := c.nthAfter(start, n)
	return dayNumbered(last), !c.published(last)
}

// nthAfter is AddWorkingDays by day numbers: due dates are computed for whole
// lists at once.
func (c *Calendar) nthAfter(start, n int) int {
	if n <= 0 {
		return start
	}
	if i := start - c.first; i >= 0 && i < len(c.upTo) {
		if later := c.working[c.upTo[i]:]; n <= len(later) {
			return int(later[n-1])
		}
	}
	for start < lastDayNumber && n > 0 {
		start++
		if c.worked(start) {
			n--
		}
	}
	return start
}

const lastDayNumber = 2932896 // 9999-12-31

// nextWorking is the day itself if it is worked, else the next one that is.
func (c *Calendar) nextWorking(day int) int {
	if c.worked(day) {
		return day
	}
	return c.nthAfter(day, 1)
}

// WorkingDaysBetween counts the working days after from up to and including
// to: how many are left, seen from from. 0 when to is not after from.
func (c *Calendar) WorkingDaysBetween(from, to Day) int {
	start, okFrom := from.number()
	end, okTo := to.number()
	if !okFrom || !okTo {
		return 0
	}
	return c.workingBetween(start, end)
}

func (c *Calendar) workingBetween(start, end int) int {
	if i, j := start-c.first, end-c.first; i >= 0 && j < len(c.upTo) && i < j {
		return int(c.upTo[j] - c.upTo[i])
	}
	count := 0
	for n := start + 1; n <= end; n++ {
		if c.worked(n) {
			count++
		}
	}
	return count
}

// WorkingDaysIn counts the working days of a year.
func (c *Calendar) WorkingDaysIn(year int) int {
	return c.workingBetween(daysFromCivil(year, 1, 1)-1, daysFromCivil(year, 12, 31))
}

// trimBOM drops the mark spreadsheets put before UTF-8.
func trimBOM(text string) string {
	if len(text) >= 3 && text[:3] == "\xef\xbb\xbf" {
		return text[3:]
	}
	return text
}
