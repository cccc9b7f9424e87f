package app

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// PlanLine is one line of a template: what is done, and in which months.
type PlanLine struct {
	Kind   string // code list plan_item_kind
	Every  int64  // months; 0: in Months
	After  int64  // months from the first of the plan to the first time
	Months []int64
	By     int64 // the day of the month; 0: its end
	ZH, EN string
}

// PlanError says which line of a template cannot be, and why.
type PlanError struct {
	Line   int // 1 for the first; 0 when the text as a whole is meant
	Reason Reason
	Word   string
}

// Error is for logs; people read words.Error.
func (e *PlanError) Error() string {
	return fmt.Sprintf("plan items, line %d: %s %q", e.Line, e.Reason, e.Word)
}

// ParsePlanItems reads the items of a template as they are kept and edited: a
// line each, "#" before remarks.
//
//	visit every 3 : 走访 | Visit
//	telephone every 6 after 1 by 10 : 电话回访 | Call
//	safety_check in 4,9 : 用电安全检查 | Safety check
//
// "every 3" is the third month and each third after it; "after 1" puts the
// first time into the second month. What cannot be is a PlanError.
func ParsePlanItems(text string) ([]PlanLine, error) {
	var out []PlanLine
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		l, bad, reason := readPlanLine(line)
		if reason != "" {
			return nil, &PlanError{Line: i + 1, Reason: reason, Word: bad}
		}
		out = append(out, l)
	}
	if len(out) == 0 {
		return nil, &PlanError{Reason: Missing}
	}
	return out, nil
}

func readPlanLine(line string) (l PlanLine, bad string, reason Reason) {
	facts, names, _ := strings.Cut(line, " : ")
	l.ZH, l.EN = TwoNames(names)
	w := strings.Fields(facts)
	switch {
	case l.ZH == "" || l.EN == "":
		return l, strings.TrimSpace(line), Missing
	case len(w) < 3 || len(w)%2 == 0:
		return l, strings.Join(w, " "), Malformed
	case !word.MatchString(w[0]):
		return l, w[0], Malformed
	}
	l.Kind, l.After = w[0], -1
	for i := 1; i < len(w); i += 2 {
		if reason := l.clause(w[i], w[i+1]); reason == Unknown {
			return l, w[i], reason
		} else if reason != "" {
			return l, w[i] + " " + w[i+1], reason
		}
	}
	switch {
	case (l.Every == 0) == (l.Months == nil), l.Months != nil && l.After >= 0:
		return l, strings.Join(w[1:], " "), Impossible
	case l.After < 0:
		l.After = max(l.Every-1, 0)
	}
	return l, "", ""
}

// clause reads "every 3", "in 4,9", "after 1" or "by 10".
func (l *PlanLine) clause(name, value string) Reason {
	var numbers []int64
	for text := range strings.SplitSeq(value, ",") {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return Malformed
		}
		numbers = append(numbers, n)
	}
	n, one := numbers[0], len(numbers) == 1
	switch {
	case name == "in" && l.Months == nil:
		slices.Sort(numbers)
		l.Months = slices.Compact(numbers)
		if numbers[0] < 1 || numbers[len(numbers)-1] > 12 {
			return Impossible
		}
	case name == "every" && one && l.Every == 0:
		if l.Every = n; n < 1 || n > planMonthsMost {
			return Impossible
		}
	case name == "after" && one && l.After < 0:
		if l.After = n; n < 0 || n > planMonthsMost {
			return Impossible
		}
	case name == "by" && one && l.By == 0:
		if l.By = n; n < 1 || n > 31 {
			return Impossible
		}
	case slices.Contains([]string{"in", "every", "after", "by"}, name):
		return Malformed
	default:
		return Unknown
	}
	return ""
}

// planMonthsMost is the longest a plan runs.
const planMonthsMost = 60

// TwoNames reads a name that is kept in both languages, "走访 | Visit"; a name
// in one language is the same in both.
func TwoNames(text string) (zh, en string) {
	zh, en, both := strings.Cut(text, "|")
	if zh, en = strings.TrimSpace(zh), strings.TrimSpace(en); !both {
		en = zh
	}
	return zh, en
}

// bothWords writes what TwoNames reads.
func bothWords(zh, en string) string {
	if zh == en {
		return zh
	}
	return zh + " | " + en
}

// ServicePlanAsk is a plan as it is ordered, for one customer or for many.
type ServicePlanAsk struct {
	Template PlanTemplateID // zero: the one of each customer's segment
	From     Day
	Months   int64
	Run      bool // confirmed at once
}

// Check refuses a plan without a sensible span.
func (a ServicePlanAsk) Check() error {
	switch {
	case !a.From.Valid():
		return Refuse("from_on", Missing)
	case a.Months < 1 || a.Months > planMonthsMost:
		return Refuse("months", Impossible)
	}
	return nil
}

// To is the last day of the plan.
func (a ServicePlanAsk) To() Day { return a.From.AddMonths(int(a.Months)).AddDays(-1) }

// ServicePlanFor dates a template: the plan and its items in the order they fall due,
// on working days. Whose they are is not yet said.
func ServicePlanFor(t PlanTemplate, a ServicePlanAsk, days *Calendar) (ServicePlan, []PlanItem, error) {
	lines, err := ParsePlanItems(t.Items)
	if err != nil {
		return ServicePlan{}, nil, err
	}
	p := ServicePlan{Template: t.ID, Title: bothWords(t.ZH, t.EN), FromOn: a.From, ToOn: a.To(), Status: PlanProposed}
	if a.Run {
		p.Status = PlanRunning
	}
	var items []PlanItem
	for _, l := range lines {
		for _, due := range l.dates(p.FromOn, p.ToOn, days) {
			items = append(items, PlanItem{What: bothWords(l.ZH, l.EN), Kind: l.Kind, DueOn: due, Status: ItemOpen})
		}
	}
	slices.SortStableFunc(items, func(a, b PlanItem) int { return strings.Compare(string(a.DueOn), string(b.DueOn)) })
	return p, items, nil
}

// dates are the days on which a line falls due in a span. A day off gives way
// to the working day before it, and one before the span is left out.
func (l PlanLine) dates(from, to Day, days *Calendar) []Day {
	var out []Day
	first := Day(from[:8] + "01")
	for m := 0; ; m++ {
		month := first.AddMonths(m)
		if month == "" || month > to {
			return out
		}
		if !l.falls(int64(m), month) {
			continue
		}
		due := month.AddMonths(1).AddDays(-1)
		if by := month.AddDays(int(l.By) - 1); l.By > 0 && by < due {
			due = by
		}
		for back := 0; back < 14 && !days.Working(due); back++ {
			due = due.AddDays(-1)
		}
		if due >= from && due <= to {
			out = append(out, due)
		}
	}
}

// falls reports whether a line has something to do in the m-th month of a plan.
func (l PlanLine) falls(m int64, month Day) bool {
	if l.Every > 0 {
		return m >= l.After && (m-l.After)%l.Every == 0
	}
	n, _ := digits(string(month[5:7]))
	return slices.Contains(l.Months, int64(n))
}
