package data

import (
	"context"
	"encoding/hex"
	"encoding/json"

	"lamplighter/app"
)

// reviewed is how many rows a list behind a number has at most.
const reviewed = " LIMIT 2000"

// mayReview asks whether somebody may look behind the numbers of these people:
// of himself, or of others with the right to review.
func mayReview(by app.Actor, of []app.StaffID) error {
	if err := by.May(app.ReadVisits); err != nil {
		return err
	}
	if len(of) == 1 && of[0] == by.Staff {
		return nil
	}
	return by.May(app.ReviewVisits)
}

// people is a list of ids as a query takes it.
func people(of []app.StaffID) string {
	all := make([]string, len(of))
	for i, id := range of {
		all[i] = hex.EncodeToString(id[:])
	}
	text, _ := json.Marshal(all) // texts never fail
	return string(text)
}

const oneOf = " IN (SELECT unhex(value) FROM json_each(?))"

// ReviewedVisits lists the visits behind a number, of some managers; the
// filter's own manager is one more condition.
func (s *Store) ReviewedVisits(ctx context.Context, by app.Actor, f app.VisitFilter, of []app.StaffID) (masked []app.ReviewedVisit, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := mayReview(by, of); err != nil {
		return nil, err
	}
	f = f.For(by)
	q := where{}
	q.add("v.withdrawn_at IS NULL")
	q.add("v.manager_id"+oneOf, people(of))
	if !f.Manager.IsZero() {
		q.add("v.manager_id = ?", f.Manager[:])
	}
	day := "v.visited_on"
	if f.By == app.VisitsByPlan {
		day = "v.planned_on"
		q.add("v.month > 0")
	}
	q.add(day + " <> ''")
	if f.From != "" {
		q.add(day+" >= ?", string(f.From))
	}
	if f.To != "" {
		q.add(day+" <= ?", string(f.To))
	}
	in(&q, "v.status", f.Statuses)
	switch {
	case f.Channel == app.OnSite: // also where nothing was chosen
		q.add("v.channel NOT IN ('telephone', 'online')")
	case f.Channel != "":
		q.add("v.channel = ?", string(f.Channel))
	}
	if f.Overdue {
		q.add("v.status IN ('planned', 'appointed') AND v.planned_on < ?", string(app.DayOf(s.now())))
	}
	if f.Late {
		q.add("v.late_days > 0")
	}
	if f.Moved {
		q.add("v.moves > 0")
	}
	found, err := collect(ctx, s.reader, func(r scanner) (app.ReviewedVisit, error) {
		var v app.ReviewedVisit
		err := r.Scan(append(visitInto(&v.Visit), &v.CustomerName, &v.ManagerName)...)
		return v, err
	}, "SELECT "+prefixed("v", visitColumns)+`, coalesce(k.name, ''), coalesce(t.name, '')
		FROM visits v LEFT JOIN customers k ON k.id = v.customer_id LEFT JOIN staff t ON t.id = v.manager_id`+q.text()+" ORDER BY "+day+" DESC, v.n"+reviewed, q.args...)
	return found, wrap("reviewed visits", err)
}

// ReviewedPromises lists the promises behind a number, the earliest due first.
func (s *Store) ReviewedPromises(ctx context.Context, by app.Actor, f app.ReviewedPromises, of []app.StaffID) (masked []app.ReviewedPromise, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := mayReview(by, of); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, func(r scanner) (app.ReviewedPromise, error) {
		var p app.ReviewedPromise
		err := r.Scan(idInto(&p.ID), idInto(&p.Customer), idInto(&p.Visit), &p.Content, idInto(&p.Owner), &p.MadeOn, &p.DueOn, &p.EndedOn, &p.Ending, &p.Evidence,
			&p.State, &p.CustomerName, &p.OwnerName)
		return p, err
	}, `SELECT p.id, p.customer_id, p.visit_id, content, owner_id, made_on, due_on, ended_on, ending, evidence, state, coalesce(k.name, ''), coalesce(t.name, '')
		FROM (SELECT *, CASE WHEN `+broken+` THEN 'broken' WHEN ended_on = '' THEN 'open' WHEN ending = 'kept' THEN 'kept' ELSE '' END AS state
			FROM promises WHERE withdrawn_at IS NULL AND made_on BETWEEN ?1 AND ?2 AND owner_id IN (SELECT unhex(value) FROM json_each(?3))) p
		LEFT JOIN customers k ON k.id = p.customer_id LEFT JOIN staff t ON t.id = p.owner_id
		WHERE ?4 = '' OR state = ?4 ORDER BY due_on, p.n`+reviewed, string(f.From), string(f.To), people(of), string(f.State), string(app.DayOf(s.now())))
	return found, wrap("reviewed promises", err)
}

// ReviewedAnswers lists the answers behind a mean of satisfaction, the newest
// first; low leaves those of 1 or 2.
func (s *Store) ReviewedAnswers(ctx context.Context, by app.Actor, from, to app.Day, low bool, of []app.StaffID) (masked []app.SurveyAnswer, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := mayReview(by, of); err != nil {
		return nil, err
	}
	least := int64(app.ScoreMax)
	if low {
		least = app.LowScore
	}
	args := append(saidArgs(app.SatisfactionAsk{From: from, To: to}), people(of), least)
	found, err := collect(ctx, s.reader, scanAnswer, answersOf("SELECT * FROM ("+saidBetween+") r WHERE r.score <= ?10 AND "+whose+" IN (SELECT unhex(value) FROM json_each(?9))")+reviewed, args...)
	return found, wrap("reviewed answers", err)
}

// ReviewedChanges lists the recorded changes behind a number, the newest first.
func (s *Store) ReviewedChanges(ctx context.Context, by app.Actor, from, to app.Day, of []app.StaffID) (masked []app.ReviewedChange, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := mayReview(by, of); err != nil {
		return nil, err
	}
	found, err := s.reviewedChanges(ctx, app.Period{From: from, To: to}, of)
	return found, wrap("reviewed changes", err)
}
