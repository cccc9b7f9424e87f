package data

import (
	"context"
	"slices"
	"time"

	"lamplighter/app"
)

// Promise tells, before anything is saved, which limits a draft would start
// and when they end, the strictest first; which bounds of the trade it would
// not keep; and which open cases may be about the same matter.
func (s *Store) Promise(ctx context.Context, by app.Actor, draft app.CaseDraft) (masked app.Promise, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.OpenCases); err != nil {
		return app.Promise{}, err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return app.Promise{}, err
	}
	now := s.now()
	today := app.DayOf(now)
	p := app.Promise{Clocks: draft.Begin(book.Rules, now)}
	app.SortClocks(p.Clocks)
	earlier, err := s.earlierSpans(ctx, draft)
	if err != nil {
		return app.Promise{}, wrap("promise", err)
	}
	p.Breaches = book.flowOn(draft.Kind, today).Breaches(draft, today, earlier)
	if p.Alike, err = s.alike(ctx, by, draft); err != nil {
		return app.Promise{}, wrap("promise", err)
	}
	return p, wrap("promise", s.knownAt(ctx, by, draft, &p))
}

// sameOutage is how long ago another report from the same place may have come
// to be of the same outage.
const sameOutage = 6 * time.Hour

// knownAt fills in what is known of the place of a fault.
func (s *Store) knownAt(ctx context.Context, by app.Actor, d app.CaseDraft, p *app.Promise) error {
	if d.Kind != app.Fault || d.Account.IsZero() {
		return nil
	}
	place := app.GridPlace{Account: d.Account}
	var err error
	if p.Outages, err = s.OutagesFor(ctx, by, place); err != nil {
		return err
	}
	p.Faults, err = s.SimilarFaults(ctx, by, place, sameOutage)
	return err
}

// earlierSpans reads from when to when changes of the same sort held on the
// draft's account.
func (s *Store) earlierSpans(ctx context.Context, d app.CaseDraft) ([]app.Span, error) {
	if d.Account.IsZero() || d.Value(app.FromField) == "" {
		return nil, nil
	}
	return collect(ctx, s.reader, func(r scanner) (app.Span, error) {
		var span app.Span
		err := r.Scan(&span.From, &span.To)
		return span, err
	}, `SELECT f.value, t.value FROM cases c JOIN case_fields f ON f.case_id = c.id AND f.name = ?4 JOIN case_fields t ON t.case_id = c.id AND t.name = ?5
		WHERE c.customer_id = ?1 AND c.account_id = ?2 AND c.sub_kind = ?3 AND c.status <> 'cancelled' AND c.withdrawn_at IS NULL`,
		d.Customer[:], d.Account[:], d.SubKind, app.FromField, app.ToField)
}

// alikeDays is how long ago a case may have been accepted to be about the same
// matter as one that is being typed.
const alikeDays = 10

// alike finds cases that may be about the same matter: of the same number
// outside, or of the same customer or telephone and the same kind.
func (s *Store) alike(ctx context.Context, by app.Actor, d app.CaseDraft) ([]app.CaseRow, error) {
	since := app.DayOf(s.now()).AddDays(-alikeDays).Time().UnixMilli()
	phone := app.NormalisePhone(d.ContactPhone)
	var out []app.CaseRow
	for _, like := range []struct {
		holds bool
		where string
		args  []any
	}{
		{d.ExternalNo != "", "c.external_no = ?", []any{d.ExternalNo}},
		{!d.Customer.IsZero(), "c.customer_id = ? AND c.kind = ? AND c.accepted_at >= ? AND c." + openStatuses, []any{d.Customer[:], string(d.Kind), since}},
		{len(phone) > 6, "c.accepted_at >= ? AND c.kind = ? AND c.contact_phone = ? AND c." + openStatuses, []any{since, string(d.Kind), phone}},
	} {
		if !like.holds {
			continue
		}
		found, err := collect(ctx, s.reader, scanCaseRow, "SELECT "+caseRowColumns+caseRowFrom+" WHERE "+like.where+
			" AND c.withdrawn_at IS NULL AND "+seesCasesAs("c")+" ORDER BY c.accepted_at DESC LIMIT 10", append(like.args, by.Staff[:])...)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			if !slices.ContainsFunc(out, func(o app.CaseRow) bool { return o.ID == c.ID }) {
				out = append(out, c)
			}
		}
	}
	return out, nil
}

// LastCase is the draft of the last case of a kind that a person accepted, to
// begin the next one with: what was asked, not of whom.
func (s *Store) LastCase(ctx context.Context, by app.Actor, kind app.CaseKind) (masked app.CaseDraft, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.OpenCases); err != nil {
		return app.CaseDraft{}, err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return app.CaseDraft{}, err
	}
	found, err := collect(ctx, s.reader, scanCase, "SELECT "+caseColumns+" FROM cases WHERE accepted_by = ? AND kind = ? AND withdrawn_at IS NULL AND "+seesCases+
		" ORDER BY accepted_at DESC LIMIT 1", by.Staff[:], string(kind), by.Staff[:])
	if err != nil || len(found) == 0 {
		return app.CaseDraft{}, errorsFirst(wrap("last case", err), app.ErrNotFound)
	}
	file, err := s.fileOf(ctx, s.reader, found[0], book)
	if err != nil {
		return app.CaseDraft{}, wrap("last case", err)
	}
	return file.Again(), nil
}
