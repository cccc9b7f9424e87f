package score

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"lamplighter/app"
)

// Series is one line of a file.
type Series struct {
	ID, Area, Sector string
	Start            int64     // YYYYMM of the first value
	Values           []float64 // NaN: nobody read it
	Train            int       // how many come before the test part; 0: the file has none, origins roll
}

// Set is a file of monthly series: a competition, each series with its test
// part, or a panel, to be cut by rolling origins.
type Set struct {
	Panel  bool
	Series []Series
}

// Reason is why a file cannot be judged.
type Reason string

// The reasons. Package words has a sentence for each.
const (
	NoHeader Reason = "no_header" // the first line is neither id,start,train,test nor id,area,sector,start,values…
	NoSeries Reason = "no_series" // nothing follows the header
	Columns  Reason = "columns"   // other columns than the header says
	NoMonth  Reason = "no_month"  // Word is no month such as 2024-01
	NoNumber Reason = "no_number" // Word is no number from 0 on
	NoValues Reason = "no_values" // an empty history or test part
	SameName Reason = "same_name" // Word named a series before
	LongLine Reason = "long_line" // more than is read of a line

	LookedAhead Reason = "looked_ahead" // Word was forecast with a look at what came after
)

// Fault says which line of a file cannot be read, and why.
type Fault struct {
	File   string // if somebody knows it
	Line   int    // counted from 1
	Reason Reason
	Word   string // the culprit, short
}

func (f *Fault) Error() string { return fmt.Sprintf("line %d: %s %q", f.Line, f.Reason, f.Word) }

const longestLine = 1 << 20

const (
	competitionHeader = "id,start,train,test"
	panelHeader       = "id,area,sector,start,values"
)

// Read reads a competition or a panel: its header tells which.
func Read(r io.Reader) (Set, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longestLine)
	var set Set
	seen := map[string]bool{}
	at := 0
	for lines.Scan() {
		at++
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if at == 1 {
			if set.Panel = strings.HasPrefix(line, panelHeader); !set.Panel && line != competitionHeader {
				return Set{}, &Fault{Line: 1, Reason: NoHeader, Word: short(line)}
			}
			continue
		}
		if line == "" {
			continue
		}
		s, fault := set.parse(line)
		if fault == nil && seen[s.ID] {
			fault = &Fault{Reason: SameName, Word: short(s.ID)}
		}
		if fault != nil {
			fault.Line = at
			return Set{}, fault
		}
		seen[s.ID] = true
		set.Series = append(set.Series, s)
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return Set{}, &Fault{Line: at + 1, Reason: LongLine}
	case err != nil:
		return Set{}, fmt.Errorf("read series: %w", err)
	case at == 0:
		return Set{}, &Fault{Line: 1, Reason: NoHeader}
	case len(set.Series) == 0:
		return Set{}, &Fault{Line: at, Reason: NoSeries}
	}
	return set, nil
}

func (set Set) parse(line string) (Series, *Fault) {
	cells := strings.Split(line, ",")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	want := 4
	if set.Panel {
		want = 5
	}
	if len(cells) < want || !set.Panel && len(cells) > want || cells[0] == "" {
		return Series{}, &Fault{Reason: Columns, Word: short(line)}
	}
	s := Series{ID: cells[0]}
	if !set.Panel {
		train, fault := numbers(cells[2])
		if fault != nil {
			return s, fault
		}
		test, fault := numbers(cells[3])
		if fault != nil {
			return s, fault
		}
		s.Values, s.Train = append(train, test...), len(train)
		return s, s.from(cells[1])
	}
	s.Area, s.Sector = cells[1], cells[2]
	values, fault := numbers(strings.Join(cells[4:], " "))
	if fault != nil {
		return s, fault
	}
	s.Values = values
	return s, s.from(cells[3])
}

// from reads the month of the first value, as 2024-01.
func (s *Series) from(text string) *Fault {
	year, month, ok := strings.Cut(text, "-")
	y, errYear := strconv.ParseInt(year, 10, 64)
	m, errMonth := strconv.ParseInt(month, 10, 64)
	if s.Start = y*100 + m; !ok || errYear != nil || errMonth != nil || m < 1 || m > 12 || !app.ValidMonth(s.Start) || app.AddMonths(s.Start, len(s.Values)) == 0 {
		return &Fault{Reason: NoMonth, Word: short(text)}
	}
	return nil
}

// numbers reads values with blanks between them; NA is a month nobody read.
func numbers(text string) ([]float64, *Fault) {
	words := strings.Fields(text)
	if len(words) == 0 {
		return nil, &Fault{Reason: NoValues}
	}
	out := make([]float64, len(words))
	for i, word := range words {
		if word == "NA" {
			out[i] = math.NaN()
			continue
		}
		v, err := strconv.ParseFloat(word, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || v < 0 {
			return nil, &Fault{Reason: NoNumber, Word: short(word)}
		}
		out[i] = v
	}
	return out, nil
}

// short keeps what is quoted of a file readable.
func short(text string) string {
	const most = 40
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
