package data

import (
	"context"
	"slices"
	"strings"

	"lamplighter/app"
)

// keptFile is a case file with the rows it was read from.
type keptFile struct {
	app.CaseFile
	clocks []app.CaseClock
	fields []caseField
}

// caseFile reads what decides where a case may go. was is the case as its
// reader saw it; ErrChangedMeantime when somebody moved it since.
func (x *tx) caseFile(ctx context.Context, was app.Case, book *rulebook) (keptFile, error) {
	current, err := x.readCase(ctx, was.ID)
	if err != nil {
		return keptFile{}, err
	}
	if current.Stage != was.Stage {
		return keptFile{}, app.ErrChangedMeantime
	}
	q, err := x.reads()
	if err != nil {
		return keptFile{}, err
	}
	return x.s.fileOf(ctx, q, was, book)
}

// readCase reads a case the actor may see.
func (x *tx) readCase(ctx context.Context, id app.CaseID) (app.Case, error) {
	q, err := x.reads()
	if err != nil {
		return app.Case{}, err
	}
	return one(ctx, q, scanCase, "SELECT "+caseColumns+" FROM cases WHERE id = ? AND "+seesCases, id[:], x.by.Staff[:])
}

// seesCases leaves out the protected cases that a person is not named on; it
// takes the person's id.
const seesCases = "(protected = 0 OR id IN (SELECT case_id FROM case_named WHERE staff_id = ? AND withdrawn_at IS NULL))"

// seesCasesAs is seesCases where the cases go by a short name.
func seesCasesAs(alias string) string {
	return strings.NewReplacer("(protected", "("+alias+".protected", "OR id", "OR "+alias+".id").Replace(seesCases)
}

func (s *Store) fileOf(ctx context.Context, q querier, c app.Case, book *rulebook) (keptFile, error) {
	f := keptFile{CaseFile: app.CaseFile{Case: c, Flow: book.flow(c.Kind, c.FlowVersion), Fields: map[string]string{}}}
	var err error
	if f.clocks, err = s.caseClocks(ctx, q, book, c.ID); err != nil {
		return f, err
	}
	for _, k := range f.clocks {
		f.Clocks = append(f.Clocks, k.Clock)
	}
	if f.fields, err = collect(ctx, q, scanCaseField, "SELECT "+caseFieldColumns+" FROM case_fields WHERE case_id = ? AND withdrawn_at IS NULL ORDER BY n", c.ID[:]); err != nil {
		return f, err
	}
	for _, field := range f.fields {
		f.Fields[field.name] = field.value
	}
	if f.Documents, err = collect(ctx, q, scanCaseDocument, "SELECT "+caseDocumentColumns+" FROM case_documents WHERE case_id = ? AND withdrawn_at IS NULL ORDER BY n", c.ID[:]); err != nil {
		return f, err
	}
	err = q.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM case_steps WHERE case_id = ?1 AND contact NOT IN ('', 'not_reached')),
		(SELECT count(*) FROM case_steps WHERE case_id = ?1 AND contact = 'not_reached'),
		(SELECT count(*) FROM cases WHERE parent_id = ?1 AND withdrawn_at IS NULL AND `+openStatuses+`),
		(SELECT count(*) FROM promises WHERE case_id = ?1 AND ended_on = '' AND withdrawn_at IS NULL)`, c.ID[:]).
		Scan(&f.Contacts, &f.Attempts, &f.OpenDemands, &f.Promises)
	return f, err
}

// CasePage is a case with everything its page shows.
func (s *Store) CasePage(ctx context.Context, by app.Actor, id app.CaseID) (masked app.CasePage, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadCases); err != nil {
		return app.CasePage{}, err
	}
	page, err := s.casePage(ctx, by, id)
	return page, wrap("case page", err)
}

func (s *Store) casePage(ctx context.Context, by app.Actor, id app.CaseID) (app.CasePage, error) {
	var p app.CasePage
	found, err := collect(ctx, s.reader, scanCaseRow, "SELECT "+caseRowColumns+caseRowFrom+" WHERE c.id = ? AND "+seesCasesAs("c"), id[:], by.Staff[:])
	if err != nil {
		return p, err
	}
	if len(found) == 0 {
		return p, app.ErrNotFound
	}
	p.Case = found[0]
	book, err := s.rulebook(ctx)
	if err != nil {
		return p, err
	}
	file, err := s.fileOf(ctx, s.reader, p.Case.Case, book)
	if err != nil {
		return p, err
	}
	p.File = file.CaseFile
	p.Clocks = append(p.Clocks, file.Clocks...)
	app.SortClocks(p.Clocks)
	p.Steps, err = collect(ctx, s.reader, scanCaseStep, "SELECT "+caseStepColumns+" WHERE s.case_id = ? ORDER BY s.at, s.n", id[:])
	if err != nil {
		return p, err
	}
	if err := s.casesBeside(ctx, by, &p); err != nil {
		return p, err
	}
	if p.Case.Status.Open() {
		p.Alike, err = s.alike(ctx, by, file.asked())
		p.Alike = slices.DeleteFunc(p.Alike, func(c app.CaseRow) bool { return c.ID == id || !c.Status.Open() })
	}
	return p, err
}

// casesBeside reads the cases that belong to the one on the page: those its
// internal demands are, those it goes on for, and the one it was raised for or
// goes on under.
func (s *Store) casesBeside(ctx context.Context, by app.Actor, p *app.CasePage) error {
	read := func(where string, id app.CaseID) ([]app.CaseRow, error) {
		if id.IsZero() {
			return nil, nil
		}
		return collect(ctx, s.reader, scanCaseRow, "SELECT "+caseRowColumns+caseRowFrom+" WHERE c."+where+" = ? AND c.withdrawn_at IS NULL AND "+
			seesCasesAs("c")+" ORDER BY c.accepted_at LIMIT 100", id[:], by.Staff[:])
	}
	c := p.Case
	var err error
	for _, beside := range []struct {
		into  *[]app.CaseRow
		where string
		id    app.CaseID
	}{{&p.Demands, "parent_id", c.ID}, {&p.Duplicates, "linked_to_id", c.ID}, {&p.Above, "id", c.Parent}, {&p.Main, "id", c.LinkedTo}} {
		if *beside.into, err = read(beside.where, beside.id); err != nil {
			return err
		}
	}
	return nil
}

const caseStepColumns = `s.id, s.area, s.case_id, s.from_status, s.to_status, s.by_id, s.at, s.note, s.reason, s.new_owner_id, s.forced, s.from_stage, s.to_stage,
	s.contact, s.evidence,
	coalesce(b.name, ''), coalesce(o.name, '')
	FROM case_steps s LEFT JOIN staff b ON b.id = s.by_id LEFT JOIN staff o ON o.id = s.new_owner_id`

func scanCaseStep(r scanner) (app.CaseStep, error) {
	var s app.CaseStep
	err := r.Scan(idInto(&s.ID), &s.Area, idInto(&s.Case), &s.From, &s.To, idInto(&s.By), &s.At, &s.Note, &s.Reason, idInto(&s.NewOwner), &s.Forced,
		&s.FromStage, &s.ToStage, &s.Contact, &s.Evidence, &s.ByName, &s.OwnerName)
	return s, err
}

// caseClocks reads a case's clocks and gives each the words of its rule.
func (s *Store) caseClocks(ctx context.Context, q querier, book *rulebook, id app.CaseID) ([]app.CaseClock, error) {
	kept, err := collect(ctx, q, scanCaseClock, "SELECT "+caseClockColumns+" FROM case_clocks WHERE case_id = ? AND withdrawn_at IS NULL ORDER BY n", id[:])
	if err != nil {
		return nil, err
	}
	for i := range kept {
		if rule, known := book.byID[kept[i].Clock.Rule]; known {
			kept[i].Clock = kept[i].Clock.Under(rule)
		}
	}
	return kept, nil
}

// asked is the case as a draft that others may be alike to.
func (f keptFile) asked() app.CaseDraft {
	c := f.Case
	return app.CaseDraft{Kind: c.Kind, Customer: c.Customer, ContactPhone: c.ContactPhone, ExternalNo: c.ExternalNo}
}
