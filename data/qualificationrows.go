package data

import (
	"context"

	"lamplighter/app"
)

// The rows of qualifications: for each noun its select list, its scan and its row
// for put.

const qualificationColumns = "id, area, sy_hlc, sy_dev, sy_ovr, code, name, name_en, posts, courses, study_minutes, practice_minutes, " +
	"renew_study_minutes, renew_practice_minutes, validity_months, from_on, to_on, source, withdrawn_at"

func scanQualification(s scanner) (app.Qualification, error) {
	var r app.Qualification
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Code, &r.Name, &r.NameEN, &r.Posts, &r.Courses,
		&r.StudyMinutes, &r.PracticeMinutes, &r.RenewStudyMinutes, &r.RenewPracticeMinutes, &r.ValidityMonths, &r.FromOn, &r.ToOn,
		&r.Source, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func qualificationRow(r app.Qualification) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"code", r.Code},
		{"name", r.Name},
		{"name_en", r.NameEN},
		{"posts", r.Posts},
		{"courses", r.Courses},
		{"study_minutes", r.StudyMinutes},
		{"practice_minutes", r.PracticeMinutes},
		{"renew_study_minutes", r.RenewStudyMinutes},
		{"renew_practice_minutes", r.RenewPracticeMinutes},
		{"validity_months", r.ValidityMonths},
		{"from_on", string(r.FromOn)},
		{"to_on", string(r.ToOn)},
		{"source", r.Source},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putQualification(ctx context.Context, was, now app.Qualification) error {
	return x.put(ctx, "qualifications", before(was.ID.IsZero(), was, qualificationRow), qualificationRow(now))
}

const qualifiedColumns = "id, area, sy_hlc, sy_dev, sy_ovr, staff_id, qualification_id, from_on, until_on, because, granted_by, " +
	"granted_at, reason, withdrawn_at"

func scanQualified(s scanner) (app.Qualified, error) {
	var r app.Qualified
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Staff), idInto(&r.Qualification),
		&r.FromOn, &r.UntilOn, &r.Because, idInto(&r.GrantedBy), &r.GrantedAt, &r.Reason, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func qualifiedRow(r app.Qualified) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"staff_id", idOf(r.Staff)},
		{"qualification_id", idOf(r.Qualification)},
		{"from_on", string(r.FromOn)},
		{"until_on", string(r.UntilOn)},
		{"because", r.Because},
		{"granted_by", idOf(r.GrantedBy)},
		{"granted_at", r.GrantedAt},
		{"reason", r.Reason},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putQualified(ctx context.Context, was, now app.Qualified) error {
	return x.put(ctx, "qualified", before(was.ID.IsZero(), was, qualifiedRow), qualifiedRow(now))
}

const qualificationListColumns = "id, area, sy_hlc, sy_dev, sy_ovr, title, on_day, body, hash, by_id, made_at, withdrawn_at"

func scanQualificationList(s scanner) (app.QualificationList, error) {
	var r app.QualificationList
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Title, &r.OnDay, &r.Body, &r.Hash, idInto(&r.By),
		&r.MadeAt, orZero(&r.WithdrawnAt),
	)
	r.Body = unpackList(r.Body)
	return r, err
}

func qualificationListRow(r app.QualificationList) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"title", r.Title},
		{"on_day", string(r.OnDay)},
		{"body", packList(r.Body)},
		{"hash", r.Hash},
		{"by_id", idOf(r.By)},
		{"made_at", r.MadeAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putQualificationList(ctx context.Context, was, now app.QualificationList) error {
	return x.put(ctx, "qualification_lists", before(was.ID.IsZero(), was, qualificationListRow), qualificationListRow(now))
}
