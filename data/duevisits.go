package data

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"lamplighter/app"
)

// dueCandidate is a customer with a rhythm, before it is known whether a visit
// is due.
type dueCandidate struct {
	id      app.CustomerID
	segment string
	known   app.Day
	last    app.LastVisits
	planned app.Day
}

// dueCandidatesQuery reads all customers with a rhythm of their own or of their
// segment, with their last visits and the first open one.
const dueCandidatesQuery = `WITH placed AS (SELECT customer_id, segment, max(from_on || printf('%015d', at)) FROM segmentings
		WHERE withdrawn_at IS NULL AND from_on <= ?1 GROUP BY customer_id),
	made AS (SELECT customer_id, max(visited_on) AS last, max(CASE WHEN channel = 'on_site' THEN visited_on ELSE '' END) AS on_site FROM visits
		WHERE withdrawn_at IS NULL AND visited_on <> '' AND ` + madeVisits + ` GROUP BY customer_id),
	ahead AS (SELECT customer_id, min(planned_on) AS planned FROM visits WHERE withdrawn_at IS NULL AND ` + openVisits + ` GROUP BY customer_id)
	SELECT c.id, coalesce(p.segment, c.segment), c.created_at, coalesce(m.last, ''), coalesce(m.on_site, ''), coalesce(h.planned, '')
	FROM customers c LEFT JOIN placed p ON p.customer_id = c.id LEFT JOIN made m ON m.customer_id = c.id LEFT JOIN ahead h ON h.customer_id = c.id
	WHERE c.withdrawn_at IS NULL AND c.merged_into_id IS NULL AND (coalesce(p.segment, c.segment) IN (SELECT value FROM json_each(?2))
		OR c.id IN (SELECT customer_id FROM visit_rhythms WHERE customer_id IS NOT NULL AND withdrawn_at IS NULL))`

func scanDueCandidate(r scanner) (dueCandidate, error) {
	var c dueCandidate
	var known int64
	err := r.Scan(idInto(&c.id), &c.segment, &known, &c.last.Any, &c.last.OnSite, &c.planned)
	c.known = dayAt(known)
	return c, err
}

// DueVisits lists the customers whose next visit is due by a day, what is due
// longest first, within a day along the route.
func (s *Store) DueVisits(ctx context.Context, by app.Actor, f app.DueFilter) (masked []app.DueVisit, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	found, err := s.dueVisits(ctx, f.For(by))
	return found, wrap("due visits", err)
}

func (s *Store) dueVisits(ctx context.Context, f app.DueFilter) ([]app.DueVisit, error) {
	today := app.DayOf(s.now())
	due, err := s.dueByRhythm(ctx, f, today)
	if err != nil {
		return nil, err
	}
	ids := make([]app.CustomerID, len(due))
	for i, d := range due {
		ids[i] = d.Customer
	}
	people, err := visitees(ctx, s.reader, ids, today)
	if err != nil {
		return nil, err
	}
	who, err := readResponsibles(ctx, s.reader, people, app.DaySpan{From: today, To: today})
	if err != nil {
		return nil, err
	}
	wanted, err := s.wantedRows(ctx, f.Text)
	if err != nil {
		return nil, err
	}
	out := due[:0]
	for _, d := range due {
		v := people[d.Customer]
		d.Row, d.Name, d.AccountNo, d.Address, d.AreaCode, d.AreaName = v.row, v.name, v.accountNo, v.address, v.areaCode, v.areaName
		d.Manager = who.on(v, today)
		d.ManagerName = who.names[d.Manager]
		if (f.Manager.IsZero() || d.Manager == f.Manager) && (f.TransformerArea.IsZero() || v.area == f.TransformerArea) && (wanted == nil || wanted[v.row]) {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b app.DueVisit) int {
		x, y := a.Place(), b.Place()
		return cmp.Or(strings.Compare(string(a.Due), string(b.Due)), strings.Compare(x.Village, y.Village), strings.Compare(x.Area, y.Area), cmp.Compare(a.Row, b.Row))
	})
	return out, nil
}

// dueByRhythm is who is due, not yet with name and place.
func (s *Store) dueByRhythm(ctx context.Context, f app.DueFilter, today app.Day) ([]app.DueVisit, error) {
	rhythms, err := rhythmsInUse(ctx, s.reader)
	if err != nil {
		return nil, err
	}
	candidates, err := collect(ctx, s.reader, scanDueCandidate, dueCandidatesQuery, string(today), segmentsOf(rhythms))
	if err != nil {
		return nil, err
	}
	own, shared := map[app.CustomerID][]app.VisitRhythm{}, map[string][]app.VisitRhythm{}
	for _, r := range rhythms {
		if r.Customer.IsZero() {
			shared[r.Segment] = append(shared[r.Segment], r)
		} else {
			own[r.Customer] = append(own[r.Customer], r)
		}
	}
	var out []app.DueVisit
	for _, c := range candidates {
		rhythm, has := app.RhythmOn(append(slices.Clone(own[c.id]), shared[c.segment]...), c.id, c.segment, today)
		if !has || f.Segment != "" && c.segment != f.Segment || c.planned != "" && !f.PlannedToo {
			continue
		}
		due := rhythm.Due(c.last, c.known)
		if f.UpTo != "" && due > f.UpTo || f.Late && due >= today {
			continue
		}
		out = append(out, app.DueVisit{Customer: c.id, Segment: c.segment, Rhythm: rhythm, Last: rhythm.Last(c.last), Due: due, PlannedOn: c.planned})
	}
	return out, nil
}

func segmentsOf(rhythms []app.VisitRhythm) string {
	segments := []string{}
	for _, r := range rhythms {
		if r.Customer.IsZero() && !slices.Contains(segments, r.Segment) {
			segments = append(segments, r.Segment)
		}
	}
	list, err := json.Marshal(segments)
	if err != nil {
		panic(err) // a list of texts is always JSON
	}
	return string(list)
}

// wantedRows are the customers a text finds; nil without a text.
func (s *Store) wantedRows(ctx context.Context, text string) (map[int64]bool, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	rows, err := s.searchRows(ctx, text, 0)
	wanted := make(map[int64]bool, len(rows))
	for _, row := range rows {
		wanted[row] = true
	}
	return wanted, err
}
