package data

import (
	"context"
	"fmt"
	"slices"

	"lamplighter/app"
	"lamplighter/data/sample"
)

// visits puts the visits to a customer, each with a number of the day it was
// planned on, what was written down of those that were made, and the facts they
// brought to light beside those of his profile. What was made in them says so
// from then on.
func (f *filling) visits(ctx context.Context, x *tx, e sample.Entry, c app.Customer, made *sample.Made) error {
	if err := f.learnForms(ctx, x); err != nil {
		return err
	}
	all := f.planned(x, e, c)
	made.Meet(all, x.now)
	facts := slices.Clone(e.Profile.Facts)
	for i := range facts {
		facts[i].ID, facts[i].Area, facts[i].Customer = newID[app.FactID](), c.Area, c.ID
	}
	recorder := f.county.Recorder(e)
	for _, v := range all {
		if v.VisitedOn != "" {
			var err error
			if v, facts, err = f.recorded(ctx, x, c, v, recorder, made, facts); err != nil {
				return err
			}
		}
		if err := x.putVisit(ctx, app.Visit{}, v); err != nil {
			return err
		}
	}
	for _, fact := range facts {
		if err := x.putFact(ctx, app.Fact{}, fact); err != nil {
			return err
		}
	}
	return nil
}

// planned are the visits before anything is written down.
func (f *filling) planned(x *tx, e sample.Entry, c app.Customer) []app.Visit {
	manager := f.county.Managers[e.Manager].ID
	var out []app.Visit
	for _, g := range f.county.Visits(e, f.book.Days.Working) {
		day := g.Planned.In(app.Local).Format("060102")
		f.numbers[day]++
		v := g.Visit
		v.ID, v.Area, v.Number = newID[app.VisitID](), x.by.Area, fmt.Sprintf("%s%s-%s-%03d", visitNumbers, x.s.device.code, day, 500+f.numbers[day])
		v.Customer, v.Manager, v.CreatedBy, v.CreatedAt = c.ID, manager, manager, g.Planned.UnixMilli()
		out = append(out, v)
	}
	return out
}

// learnForms reads the visit forms once.
func (f *filling) learnForms(ctx context.Context, x *tx) error {
	if f.numbers != nil {
		return nil
	}
	f.numbers = map[string]int{}
	var err error
	f.forms, err = readForms(ctx, x.s.conn)
	return err
}

// recorded writes a visit down by the rule of the form, judges it and keeps what
// the customer said. It asks nothing of the file, as RecordVisit does: all there
// is of the customer is at hand.
func (f *filling) recorded(
	ctx context.Context, x *tx, c app.Customer, v app.Visit, recorder *sample.Recorder, all *sample.Made, facts []app.Fact,
) (app.Visit, []app.Fact, error) {
	form, _ := app.FormFor(f.forms, c.Kind, v.VisitedOn)
	r, at := recorder.Write(v, form)
	made, open := all.In(v.ID)
	v.Status = app.VisitPlanned
	v, err := v.Record(r, open, at, f.book.Days)
	if err != nil {
		return v, facts, err
	}
	if err := x.putAnswers(ctx, v, nil, r); err != nil {
		return v, facts, err
	}
	fresh, confirmed := v.FactsFrom(r, nil, facts)
	for _, known := range confirmed {
		facts[slices.IndexFunc(facts, func(was app.Fact) bool { return was.ID == known.ID })] = known
	}
	for _, found := range fresh {
		found.ID = newID[app.FactID]()
		facts = append(facts, found)
	}
	e := app.VisitEvidence{
		Channel: v.Channel, Asked: int64(len(form.Shown(r.Answers))), Answered: int64(len(form.Kept(r.Answers))), Facts: int64(len(fresh)),
		Purposes: v.PurposeCount(), Met: v.MetCount(), Made: made, LateDays: v.LateDays,
	}
	if v.SignedBy != "" || v.SignedPaper {
		e.Proof++
	}
	v = v.Judge(e)
	if v.Status == app.VisitRecorded && recorder.Closed(v.VisitedOn) {
		v.Status = app.VisitArchived
	}
	return v, facts, f.said(ctx, x, v)
}

// said keeps what a customer said of a visit.
func (f *filling) said(ctx context.Context, x *tx, v app.Visit) error {
	if v.Satisfaction == 0 {
		return nil
	}
	r := app.SaidInVisit(v)
	r.ID, r.Channel, r.By, r.CreatedAt = newID[app.SurveyResponseID](), contactWays[v.Channel], v.Manager, v.EnteredAt
	return x.putSurveyResponse(ctx, app.SurveyResponse{}, r)
}
