package app

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// ParseSegmentRules reads delivered rules of segments from CSV: segment,
// priority, conditions, note, source, mark.
func ParseSegmentRules(r io.Reader) ([]SegmentRule, error) {
	var rules []SegmentRule
	err := eachLine(r, []string{"segment", "priority", "conditions", "note", "source", "mark"}, func(cells []string) error {
		priority, err := strconv.ParseInt(cells[1], 10, 64)
		if err != nil {
			return malformed("priority", cells[1])
		}
		rule := SegmentRule{
			Segment: cells[0], Priority: priority, Conditions: cells[2], Note: cells[3], Source: cells[4], Mark: cells[5], Version: 1,
		}
		rules = append(rules, rule)
		return sourced(rule.Check(), rule.Source, rule.Mark)
	})
	return rules, wrapRead("segment rules", err)
}

// ParsePlanTemplates reads delivered templates of service plans from CSV: code,
// segment, zh, en, items (a line each), source, mark.
func ParsePlanTemplates(r io.Reader) ([]PlanTemplate, error) {
	var templates []PlanTemplate
	err := eachLine(r, []string{"code", "segment", "zh", "en", "items", "source", "mark"}, func(cells []string) error {
		t := PlanTemplate{
			Code: cells[0], Segment: cells[1], ZH: cells[2], EN: cells[3], Items: cells[4], Source: cells[5], Mark: cells[6], Version: 1,
		}
		templates = append(templates, t)
		return sourced(t.Check(), t.Source, t.Mark)
	})
	return templates, wrapRead("plan templates", err)
}

// ParseFreshnessLimits reads delivered limits from CSV: field_group, segment,
// months, source, mark.
func ParseFreshnessLimits(r io.Reader) ([]FreshnessLimit, error) {
	var limits []FreshnessLimit
	err := eachLine(r, []string{"field_group", "segment", "months", "source", "mark"}, func(cells []string) error {
		months, err := strconv.ParseInt(cells[2], 10, 64)
		if err != nil {
			return malformed("months", cells[2])
		}
		l := FreshnessLimit{Group: cells[0], Segment: cells[1], Months: months, Source: cells[3], Mark: cells[4]}
		limits = append(limits, l)
		return sourced(l.Check(), l.Source, l.Mark)
	})
	return limits, wrapRead("freshness limits", err)
}

// sourced refuses a delivered row that does not name where it comes from.
func sourced(err error, source, mark string) error {
	switch {
	case err != nil:
		return err
	case source == "":
		return Refuse("source", Missing)
	case !slices.Contains(Marks(), mark):
		return unknown("mark", mark)
	}
	return nil
}

// eachLine hands the rows of a CSV on, after its header.
func eachLine(r io.Reader, columns []string, row func(cells []string) error) error {
	lines := csv.NewReader(r)
	lines.FieldsPerRecord = len(columns)
	all, err := lines.ReadAll()
	switch {
	case err != nil:
		return err
	case len(all) == 0 || !slices.Equal(all[0], columns):
		return fmt.Errorf("the columns are not %q", columns)
	}
	for i, cells := range all[1:] {
		if err := row(cells); err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	return nil
}

func wrapRead(what string, err error) error {
	if err != nil {
		return fmt.Errorf("parse %s: %w", what, err)
	}
	return nil
}
