package app

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// limitColumns is the header a file of limit rules must have.
var limitColumns = []string{
	"rule_set", "version", "source", "mark", "valid_from", "valid_to", "kind", "step", "class",
	"amount", "unit", "starts", "stops", "pauses", "severity",
}

// ParseLimitRules reads limit rules from CSV, columns as limitColumns has them.
// Ids are given where the rules are kept.
func ParseLimitRules(r io.Reader) ([]LimitRule, error) {
	lines := csv.NewReader(r)
	lines.FieldsPerRecord = len(limitColumns)
	header, err := lines.Read()
	if err != nil {
		return nil, fmt.Errorf("parse limit rules: %w", err)
	}
	if !slices.Equal(header, limitColumns) {
		return nil, fmt.Errorf("parse limit rules: the columns are %q, not %q", header, limitColumns)
	}
	var rules []LimitRule
	seen := make(map[string]bool)
	for {
		cells, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return rules, nil
		}
		if err != nil {
			return nil, fmt.Errorf("parse limit rules: %w", err)
		}
		rule, err := parseLimitRule(cells)
		if err == nil {
			err = rule.once(seen)
		}
		if err != nil {
			line, _ := lines.FieldPos(0)
			return nil, fmt.Errorf("parse limit rules: line %d: %w", line, err)
		}
		rules = append(rules, rule)
	}
}

func parseLimitRule(cells []string) (LimitRule, error) {
	version, errVersion := strconv.ParseInt(cells[1], 10, 64)
	amount, errAmount := strconv.ParseInt(cells[9], 10, 64)
	switch {
	case errVersion != nil:
		return LimitRule{}, malformed("version", cells[1])
	case errAmount != nil:
		return LimitRule{}, malformed("amount", cells[9])
	}
	rule := LimitRule{
		RuleSet: RuleSet(cells[0]), Version: version, Source: cells[2], Mark: cells[3],
		ValidFrom: Day(cells[4]), ValidTo: Day(cells[5]), Kind: CaseKind(cells[6]), Step: cells[7], Class: cells[8],
		Amount: amount, Unit: LimitUnit(cells[10]), Starts: Event(cells[11]), Stops: Event(cells[12]),
		Pauses: cells[13], Severity: cells[14],
	}
	return rule, rule.Check()
}

// Check refuses a rule that could not be counted or traced to its source.
func (r LimitRule) Check() error {
	switch {
	case !slices.Contains([]RuleSet{SetLaw, SetPromise, SetCompany}, r.RuleSet):
		return unknown("rule_set", string(r.RuleSet))
	case r.Version < 1:
		return Refuse("version", Impossible)
	case r.Source == "":
		return Refuse("source", Missing)
	case !slices.Contains(Marks(), r.Mark):
		return unknown("mark", r.Mark)
	case !r.ValidFrom.Valid():
		return malformed("valid_from", string(r.ValidFrom))
	case r.ValidTo != "" && !r.ValidTo.Valid():
		return malformed("valid_to", string(r.ValidTo))
	case r.ValidTo != "" && r.ValidTo < r.ValidFrom:
		return Refuse("valid_to", EndsBeforeStart)
	case !slices.Contains(CaseKinds(), r.Kind) && r.Kind != outageLimits:
		return unknown("kind", string(r.Kind))
	case r.Step == "":
		return Refuse("step", Missing)
	}
	return r.checkCounting()
}

// amountMax keeps a slip of the finger from becoming a limit of centuries.
const amountMax = 10_000

func (r LimitRule) checkCounting() error {
	switch {
	case r.Amount < 1 || r.Amount > amountMax:
		return &Refusal{Field: "amount", Reason: Impossible, Value: strconv.FormatInt(r.Amount, 10)}
	case !slices.Contains(LimitUnits(), r.Unit):
		return unknown("unit", string(r.Unit))
	case r.Kind == outageLimits && (r.Unit == WorkingDays || r.Unit == WorkHours): // no rule counts these backwards
		return unknown("unit", string(r.Unit))
	case !slices.Contains(Events(), r.Starts):
		return unknown("starts", string(r.Starts))
	case !slices.Contains(Events(), r.Stops):
		return unknown("stops", string(r.Stops))
	case r.Starts == r.Stops:
		return &Refusal{Field: "stops", Reason: Impossible, Value: string(r.Stops)}
	case r.Pauses != "" && r.Pauses != string(WaitCustomer):
		return unknown("pauses", r.Pauses)
	case !slices.Contains([]string{SeverityHigh, SeverityMedium, SeverityLow}, r.Severity):
		return unknown("severity", r.Severity)
	}
	return nil
}

// once refuses a second row for the same version of the same limit.
func (r LimitRule) once(seen map[string]bool) error {
	version := strconv.FormatInt(r.Version, 10)
	key := strings.Join([]string{string(r.RuleSet), string(r.Kind), r.Step, r.Class, version}, "\x00")
	if seen[key] {
		return &Refusal{Field: "version", Reason: AlreadyThere, Value: version}
	}
	seen[key] = true
	return nil
}

func malformed(field, value string) error {
	return &Refusal{Field: field, Reason: Malformed, Value: value}
}

func unknown(field, value string) error {
	return &Refusal{Field: field, Reason: Unknown, Value: value}
}
