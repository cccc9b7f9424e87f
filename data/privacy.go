package data

import (
	"context"
	"strconv"

	"lamplighter/app"
)

// The registers of personal data: what persons asked, what was assessed, what
// went wrong. Whoever handles them writes, and some others look into them.

// SaveDataRequest adds a request, or changes it when was is given. Until when it
// is to be answered is reckoned from the day it came.
func (s *Store) SaveDataRequest(ctx context.Context, by app.Actor, was, now app.DataRequest) (masked app.DataRequest, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.HandlePrivacy); err != nil {
		return app.DataRequest{}, err
	}
	if err := now.Check(app.DayOf(s.now())); err != nil {
		return app.DataRequest{}, err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return app.DataRequest{}, wrap("save data request", err)
	}
	set, _ := s.Setting(ctx, app.RequestDaysSet) // the usual span where it cannot be read
	days, _ := strconv.Atoi(set)
	if now.ReceivedOn != was.ReceivedOn {
		now.DueOn, _ = book.Days.AddWorkingDays(now.ReceivedOn, app.RequestDays(days))
	}
	err = s.write(ctx, by, app.Why{}, func(x *tx) error {
		if was.ID.IsZero() {
			now.ID, now.Area, now.By = newID[app.DataRequestID](), by.Area, by.Staff
		}
		err := x.putDataRequest(ctx, was, now)
		now.Seen = x.wrote
		return err
	})
	return now, wrap("save data request", err)
}

// DataRequests lists the requests: the open ones first, the earliest due day first.
func (s *Store) DataRequests(ctx context.Context, by app.Actor) (masked []app.DataRequest, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ReadPrivacy); err != nil {
		return nil, err
	}
	ctx = s.within(ctx, by)
	all, err := collect(ctx, s.reader, scanDataRequest, "SELECT "+dataRequestColumns+" FROM data_requests WHERE withdrawn_at IS NULL ORDER BY answered_on <> '', CASE answered_on WHEN '' THEN due_on END, received_on DESC, n DESC")
	return all, wrap("list data requests", err)
}

// SaveImpactAssessment adds an assessment, or changes it when was is given.
func (s *Store) SaveImpactAssessment(ctx context.Context, by app.Actor, was, now app.ImpactAssessment) (masked app.ImpactAssessment, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.HandlePrivacy); err != nil {
		return app.ImpactAssessment{}, err
	}
	now = now.Kept()
	if err := now.Check(); err != nil {
		return app.ImpactAssessment{}, err
	}
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		if was.ID.IsZero() {
			now.ID, now.Area, now.By = newID[app.ImpactAssessmentID](), by.Area, by.Staff
		}
		err := x.putImpactAssessment(ctx, was, now)
		now.Seen = x.wrote
		return err
	})
	return now, wrap("save impact assessment", err)
}

// ImpactAssessments lists the assessments, the newest first.
func (s *Store) ImpactAssessments(ctx context.Context, by app.Actor) (masked []app.ImpactAssessment, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ReadPrivacy); err != nil {
		return nil, err
	}
	ctx = s.within(ctx, by)
	all, err := collect(ctx, s.reader, scanImpactAssessment, "SELECT "+impactAssessmentColumns+" FROM impact_assessments WHERE withdrawn_at IS NULL ORDER BY assessed_on DESC, n DESC")
	return all, wrap("list impact assessments", err)
}

// SaveIncident adds an incident, or changes it when was is given.
func (s *Store) SaveIncident(ctx context.Context, by app.Actor, was, now app.Incident) (masked app.Incident, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.HandlePrivacy); err != nil {
		return app.Incident{}, err
	}
	if err := now.Check(app.DayOf(s.now())); err != nil {
		return app.Incident{}, err
	}
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		if was.ID.IsZero() {
			now.ID, now.Area, now.By = newID[app.IncidentID](), by.Area, by.Staff
		}
		err := x.putIncident(ctx, was, now)
		now.Seen = x.wrote
		return err
	})
	return now, wrap("save incident", err)
}

// Incidents lists the incidents, the newest first.
func (s *Store) Incidents(ctx context.Context, by app.Actor) (masked []app.Incident, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ReadPrivacy); err != nil {
		return nil, err
	}
	ctx = s.within(ctx, by)
	all, err := collect(ctx, s.reader, scanIncident, "SELECT "+incidentColumns+" FROM incidents WHERE withdrawn_at IS NULL ORDER BY found_on DESC, n DESC")
	return all, wrap("list incidents", err)
}
