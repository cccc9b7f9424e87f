package data

import (
	"context"
	"fmt"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// practiceMost is how many entries are read at once where no window of a list
// asks for them.
const practiceMost = 500

// practiceSeen leaves out the entries of others that somebody may not read: he
// reads his own and those that ask him, or all.
func practiceSeen(q *where, by app.Actor) {
	if by.May(app.ReadTraining) != nil {
		q.add("(p.staff_id = ? OR p.mentor_id = ?)", by.Staff[:], by.Staff[:])
	}
}

// narrowPeople narrows rows that have staff_id and course_id to the people and
// the course of a filter.
func narrowPeople(q *where, f app.PracticeFilter, alias string) {
	if !f.Staff.IsZero() {
		q.add(alias+".staff_id = ?", f.Staff[:])
	}
	if !f.Course.IsZero() {
		q.add(alias+".course_id = ?", f.Course[:])
	}
	if !f.Unit.IsZero() {
		q.add(alias+`.staff_id IN (SELECT id FROM staff WHERE unit_id IN (WITH RECURSIVE u(id) AS (SELECT ? UNION
			SELECT o.id FROM org_units o JOIN u ON o.parent_id = u.id) SELECT id FROM u))`, f.Unit[:])
	}
	if f.Text != "" {
		like := "%" + f.Text + "%"
		named := alias + ".staff_id IN (SELECT id FROM staff WHERE name LIKE ? OR staff_no LIKE ?)"
		if alias == "p" {
			q.add("("+named+" OR p.what LIKE ?)", like, like, like)
		} else {
			q.add(named, like, like)
		}
	}
}

func practiceWhere(by app.Actor, f app.PracticeFilter) where {
	q := where{}
	q.add("p.withdrawn_at IS NULL")
	switch f.View {
	case app.ViewWaiting:
		q.add("p.confirmed_at = 0 AND p.refused_at = 0")
	case app.ViewConfirmed:
		q.add("p.confirmed_at > 0")
	case app.ViewRefused:
		q.add("p.refused_at > 0")
	}
	switch f.Whose {
	case app.PracticeOfMine:
		q.add("p.staff_id = ?", by.Staff[:])
	case app.PracticeAsked:
		q.add("p.mentor_id = ?", by.Staff[:])
	default:
		practiceSeen(&q, by)
	}
	if !f.Case.IsZero() {
		q.add("p.case_id = ? AND ? AND p.case_id IN (SELECT id FROM cases WHERE "+seesCases+")", f.Case[:], by.May(app.ReadCases) == nil, by.Staff[:])
	}
	if !f.Visit.IsZero() {
		q.add("p.visit_id = ? AND ?", f.Visit[:], by.May(app.ReadVisits) == nil)
	}
	narrowPeople(&q, f, "p")
	return q
}

// PracticeOrder is the whole answer to a filter, as row numbers in order: what
// waits by its day, the oldest first; the rest the newest first.
func (s *Store) PracticeOrder(ctx context.Context, by app.Actor, f app.PracticeFilter) ([]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.LearnHere); err != nil {
		return nil, err
	}
	order, err := s.practiceOrder(ctx, by, f, 0)
	return order, wrap("order practice", err)
}

func (s *Store) practiceOrder(ctx context.Context, by app.Actor, f app.PracticeFilter, most int) ([]int64, error) {
	q := practiceWhere(by, f)
	query := "SELECT p.n AS n FROM practice p" + q.text()
	if f.View == app.ViewWaiting {
		query += " ORDER BY p.done_on, p.n"
	} else {
		query += " ORDER BY p.done_on DESC, p.n DESC"
	}
	if most > 0 {
		query += fmt.Sprintf(" LIMIT %d", most)
	}
	return s.order(ctx, query, q.args...)
}

// PracticeCounts says how long each list of entries is under a filter.
func (s *Store) PracticeCounts(ctx context.Context, by app.Actor, f app.PracticeFilter) (map[app.PracticeView]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.LearnHere); err != nil {
		return nil, err
	}
	f.View = app.ViewAll
	q := practiceWhere(by, f)
	counts := map[app.PracticeView]int64{}
	type sums struct{ waiting, confirmed, refused int64 }
	got, err := one(ctx, s.reader, func(r scanner) (sums, error) {
		var c sums
		err := r.Scan(&c.waiting, &c.confirmed, &c.refused)
		return c, err
	}, `SELECT coalesce(sum(p.confirmed_at = 0 AND p.refused_at = 0), 0), coalesce(sum(p.confirmed_at > 0), 0), coalesce(sum(p.refused_at > 0), 0)
		FROM practice p`+q.text(), q.args...)
	counts[app.ViewWaiting], counts[app.ViewConfirmed], counts[app.ViewRefused] = got.waiting, got.confirmed, got.refused
	counts[app.ViewAll] = got.waiting + got.confirmed + got.refused
	return counts, wrap("count practice", err)
}

// Practice lists entries, at most some hundreds.
func (s *Store) Practice(ctx context.Context, by app.Actor, f app.PracticeFilter) (masked []app.PracticeRow, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.LearnHere); err != nil {
		return nil, err
	}
	rows, err := s.practiceOrder(ctx, by, f, practiceMost)
	if err != nil {
		return nil, wrap("practice", err)
	}
	return s.PracticeAt(ctx, by, rows)
}

// PracticeAt reads the entries of some row numbers, in their order. Of a case
// or visit that the reader may not see nothing is told.
func (s *Store) PracticeAt(ctx context.Context, by app.Actor, rows []int64) (masked []app.PracticeRow, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.LearnHere); err != nil {
		return nil, err
	}
	q := where{args: []any{by.May(app.ReadCases) == nil, by.Staff[:], by.May(app.ReadVisits) == nil, jsonRows(rows)}}
	q.add("p.withdrawn_at IS NULL")
	practiceSeen(&q, by)
	found, err := collect(ctx, s.reader, scanPracticeRow, "SELECT "+practiceRowColumns+practiceRowFrom+q.text()+" ORDER BY j.key", q.args...)
	return found, wrap("practice at", err)
}

var practiceRowColumns = prefixed("p", practiceColumns) + `, p.n, s.name, s.staff_no, coalesce(m.name, ''), coalesce(b.name, ''),
	coalesce(co.code, ''), coalesce(co.name, ''), coalesce(co.name_en, ''), coalesce(c.number, ''), coalesce(c.kind, ''),
	coalesce(v.number, ''), coalesce(u.name, ''), coalesce(a.title_zh, ''), coalesce(a.title_en, ''),
	p.case_id IS NOT NULL AND c.id IS NULL, p.visit_id IS NOT NULL AND v.id IS NULL,
	p.case_id IS NOT NULL AND NOT ` + hisCase("p.case_id", "p.staff_id") + `,
	p.visit_id IS NOT NULL AND EXISTS (SELECT 1 FROM visits h WHERE h.id = p.visit_id AND h.manager_id IS NOT p.staff_id),
	p.case_id IS NOT NULL AND ` + namedAgain("case_id", "p.case_id", "p.staff_id", "p.course_id", "p.id") + `,
	p.visit_id IS NOT NULL AND ` + namedAgain("visit_id", "p.visit_id", "p.staff_id", "p.course_id", "p.id")

// practiceRowFrom takes whether the reader reads cases, who he is, whether he
// reads visits, and the row numbers.
var practiceRowFrom = ` FROM practice p JOIN staff s ON s.id = p.staff_id LEFT JOIN staff m ON m.id = p.mentor_id LEFT JOIN staff b ON b.id = p.confirmed_by
	LEFT JOIN courses co ON co.id = p.course_id
	LEFT JOIN cases c ON c.id = p.case_id AND ? AND ` + seesCasesAs("c") + `
	LEFT JOIN visits v ON v.id = p.visit_id AND ? LEFT JOIN customers u ON u.id = v.customer_id
	LEFT JOIN articles a ON a.id = p.article_id JOIN json_each(?) j ON j.value = p.n`

func scanPracticeRow(r scanner) (app.PracticeRow, error) {
	var row app.PracticeRow
	var b app.PracticeBeside
	var err error
	row.Practice, err = scanPractice(scannerFunc(func(into ...any) error {
		return r.Scan(append(into, &row.N, &row.Name, &row.StaffNo, &row.MentorName, &row.ByName, &row.Course.Code, &row.Course.Name, &row.Course.NameEN,
			&row.CaseNumber, &row.CaseKind, &row.VisitNo, &row.VisitTo, &row.Article.TitleZH, &row.Article.TitleEN, &row.CaseShut, &row.VisitShut,
			&b.CaseOfOthers, &b.VisitOfOthers, &b.CaseAgain, &b.VisitAgain)...)
	}))
	if row.CaseShut {
		row.Case = app.CaseID{}
	}
	if row.VisitShut {
		row.Visit = app.VisitID{}
	}
	row.Course.ID, row.Article.ID = row.Practice.Course, row.Practice.Article
	row.Warnings = b.Warnings()
	return row, err
}

func practiceColumnsOut() []exportColumn[app.PracticeRow] {
	return []exportColumn[app.PracticeRow]{
		{"staff_no", sheet.Code, 12, text(func(p app.PracticeRow) string { return p.StaffNo })},
		{"learner", sheet.Name, 12, text(func(p app.PracticeRow) string { return p.Name })},
		{"practice_kind", sheet.Text, 10, code("practice_kind", func(p app.PracticeRow) string { return string(p.Kind) })},
		{"done_on", sheet.Day, 12, text(func(p app.PracticeRow) string { return string(p.DoneOn) })},
		{"practice_hours", sheet.Number, 10, amount(func(p app.PracticeRow) int64 { return thousandths(p.Minutes) })},
		{"course", sheet.Text, 24, text(func(p app.PracticeRow) string { return p.Course.Name })},
		{"practice_what", sheet.Text, 44, text(func(p app.PracticeRow) string { return p.What })},
		{"number", sheet.Code, 18, text(func(p app.PracticeRow) string { return p.CaseNumber })},
		{"visit", sheet.Code, 18, text(func(p app.PracticeRow) string { return p.VisitNo })},
		{"mentor", sheet.Name, 12, text(func(p app.PracticeRow) string { return p.MentorName })},
		{"status", sheet.Text, 10, code("practice_state", func(p app.PracticeRow) string { return string(p.State()) })},
		{"confirmed_hours", sheet.Number, 10, amount(func(p app.PracticeRow) int64 { return thousandths(p.ConfirmedMinutes) })},
		{"settled_by", sheet.Name, 12, text(func(p app.PracticeRow) string { return p.ByName })},
		{"remark", sheet.Text, 30, text(func(p app.PracticeRow) string { return p.Remark })},
	}
}

// ExportPractice writes some entries, in their order, as a sheet or JSON.
func (s *Store) ExportPractice(ctx context.Context, by app.Actor, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ExportRecords); err != nil {
		return 0, err
	}
	o := s.roster(ctx, by, job, "practice")
	read := func(ctx context.Context, rows []int64) ([]app.PracticeRow, error) {
		return s.PracticeAt(ctx, o.reads, rows)
	}
	n, err := export(ctx, o, rows, practiceColumnsOut(), read, report)
	return n, wrap("export practice", fileProblem(err))
}

// thousandths are minutes as hours, as sheets keep numbers.
func thousandths(minutes int64) int64 { return minutes * 1000 / 60 }
