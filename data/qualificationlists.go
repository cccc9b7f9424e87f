package data

import (
	"context"

	"lamplighter/app"
)

// FreezeQualifications keeps how everybody stands on a day, for the appraisal.
// Nothing changes the list afterwards: there is no verb that does. It lies where
// only trainers carry it, since it tells of everybody.
func (s *Store) FreezeQualifications(ctx context.Context, by app.Actor, title string, day app.Day) (app.QualificationList, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.QualificationList{}, err
	}
	switch {
	case !day.Valid():
		return app.QualificationList{}, app.Refuse("on_day", app.Malformed)
	case day > app.DayOf(s.now()):
		return app.QualificationList{}, app.Refuse("on_day", app.InTheFuture)
	}
	var list app.QualificationList
	err := s.write(ctx, by, app.Why{}, func(x *tx) (err error) {
		list, err = x.freeze(ctx, title, day)
		return err
	})
	return list, wrap("freeze qualifications", err)
}

func (x *tx) freeze(ctx context.Context, title string, day app.Day) (app.QualificationList, error) {
	q, err := x.reads()
	if err != nil {
		return app.QualificationList{}, err
	}
	k, err := qualify(ctx, q, day, nil)
	if err != nil {
		return app.QualificationList{}, err
	}
	type paper struct {
		id     app.CertificateID
		number string
	}
	papers, err := collect(ctx, q, func(r scanner) (paper, error) {
		var p paper
		err := r.Scan(idInto(&p.id), &p.number)
		return p, err
	}, "SELECT id, number FROM certificates WHERE withdrawn_at IS NULL AND qualified_id IS NOT NULL")
	if err != nil {
		return app.QualificationList{}, err
	}
	numbers := make(map[app.CertificateID]string, len(papers))
	for _, p := range papers {
		numbers[p.id] = p.number
	}
	list, err := app.FreezeQualifications(title, k.states(func(app.Staff) bool { return true }), numbers)
	if err != nil {
		return list, err
	}
	list.ID, list.Area, list.By, list.MadeAt = newID[app.QualificationListID](), app.TrainersArea, x.by.Staff, x.now.UnixMilli()
	return list, x.putQualificationList(ctx, app.QualificationList{}, list)
}

// QualificationLists are the frozen lists, the newest first.
func (s *Store) QualificationLists(ctx context.Context, by app.Actor) ([]app.QualificationList, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, scanQualificationList, "SELECT "+qualificationListColumns+
		" FROM qualification_lists WHERE withdrawn_at IS NULL ORDER BY on_day DESC, made_at DESC, n DESC")
	return found, wrap("qualification lists", err)
}
