package data

import (
	"context"

	"lamplighter/app"
)

// refersTo is the table that a column refers to, by the column's name. Nothing
// in the schema holds these references: received change sets come in any order,
// and some refer to what this device does not carry.
var refersTo = map[string]string{
	"accepted_by": "staff", "account_id": "accounts", "article_id": "articles", "attempt_id": "quiz_attempts", "bank_question_id": "questions",
	"by_id": "staff", "case_id": "cases", "class_id": "classes", "completion_id": "completions", "confirmed_by": "staff", "course_id": "courses", "created_by": "staff",
	"customer_id": "customers", "deputy_id": "staff", "draw_id": "draws", "follows_id": "promises", "granted_by": "staff", "green_by_id": "staff", "handler_id": "staff",
	"issued_by": "staff", "key_id": "certificate_keys", "lecturer_id": "staff", "linked_to_id": "cases", "manager_id": "staff", "marked_by": "staff", "mentor_id": "staff",
	"merged_into_id": "customers", "meter_id": "meters", "new_owner_id": "staff", "one_id": "customers", "opportunity_id": "opportunities", "other_id": "customers",
	"outage_id": "outages", "owner_id": "staff", "parent_id": "org_units", "plan_id": "service_plans", "qualification_id": "qualifications",
	"qualified_id": "qualified", "quiz_id": "quizzes", "quiz_question_id": "quiz_questions", "staff_id": "staff",
	"template_id": "plan_templates", "transformer_area_id": "transformer_areas", "unit_id": "org_units", "visit_id": "visits", "with_id": "record_merges", "witness_id": "staff",
}

// Orphans lists records in use that refer to what is not in this file.
func (s *Store) Orphans(ctx context.Context, by app.Actor, atMost int) (masked app.Orphans, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadHistory); err != nil {
		return app.Orphans{}, err
	}
	found, err := s.orphans(ctx, s.reader, atMost)
	return found, wrap("list orphans", err)
}

// CheckReferences counts the orphans of a file that is only read.
func CheckReferences(ctx context.Context, path string) (app.Orphans, error) {
	r, err := openToRead(ctx, path)
	if err != nil {
		return app.Orphans{}, err
	}
	defer r.close()
	s := &Store{conn: r.conn}
	if err := s.readSchema(ctx); err != nil {
		return app.Orphans{}, wrap("list orphans", plain(err))
	}
	found, err := s.orphans(ctx, r.conn, 0)
	return found, wrap("list orphans", plain(err))
}

func (s *Store) orphans(ctx context.Context, q querier, atMost int) (app.Orphans, error) {
	var out app.Orphans
	for _, entry := range travelling {
		t := s.tables[entry.name]
		for _, c := range t.columns {
			parent := refersTo[c.name]
			if parent == "" || c.kind != "BLOB" || len(s.tables[parent].columns) == 0 { // of an older file
				continue
			}
			where := " FROM " + t.name + " AS r WHERE r." + c.name + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + parent + " AS p WHERE p.id = r." + c.name + ")"
			if t.withdrawn >= 0 {
				where += " AND r.withdrawn_at IS NULL"
			}
			n, err := one(ctx, q, scanInt, "SELECT count(*)"+where)
			if err != nil {
				return out, err
			}
			out.All += n
			if n == 0 || len(out.Some) >= atMost {
				continue
			}
			some, err := collect(ctx, q, func(r scanner) (app.Orphan, error) {
				o := app.Orphan{Record: app.RecordRef{Table: t.name}, Field: c.name, Missing: app.RecordRef{Table: parent}}
				err := r.Scan(idInto(&o.Record.ID), idInto(&o.Missing.ID))
				return o, err
			}, "SELECT r.id, r."+c.name+where+" ORDER BY r.id LIMIT ?", atMost-len(out.Some))
			if err != nil {
				return out, err
			}
			out.Some = append(out.Some, some...)
		}
	}
	return out, nil
}
