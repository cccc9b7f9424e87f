package data

import (
	"context"
	"fmt"
	"slices"

	"lamplighter/app"
)

// parsedForm is a kept text as the form it says.
func parsedForm(kept app.VisitFormText) (app.VisitForm, error) {
	form, err := app.ParseVisitForm(kept.Text)
	form.Code, form.Version, form.ValidFrom = kept.Code, kept.Version, kept.ValidFrom
	return form, err
}

func readForms(ctx context.Context, q querier) ([]app.VisitForm, error) {
	kept, err := collect(ctx, q, scanForm, "SELECT "+formColumns+" FROM visit_forms WHERE withdrawn_at IS NULL ORDER BY code, version DESC, n")
	if err != nil {
		return nil, err
	}
	out := make([]app.VisitForm, len(kept))
	for i, k := range kept {
		if out[i], err = parsedForm(k); err != nil {
			return nil, fmt.Errorf("form %s, version %d: %w", k.Code, k.Version, err)
		}
	}
	return out, nil
}

// VisitForms lists every version of every visit form, the newest of a form
// first.
func (s *Store) VisitForms(ctx context.Context, by app.Actor) ([]app.VisitForm, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	forms, err := readForms(ctx, s.reader)
	return forms, wrap("visit forms", err)
}

// SaveVisitForm keeps a text as the next version of its form, for visits made
// from its first day on. Visits that were recorded keep the version they have.
func (s *Store) SaveVisitForm(ctx context.Context, by app.Actor, text string, from app.Day) (app.VisitForm, error) {
	if err := by.May(app.ChangeRules); err != nil {
		return app.VisitForm{}, err
	}
	form, err := app.ParseVisitForm(text)
	if err != nil {
		return app.VisitForm{}, err
	}
	switch {
	case !from.Valid():
		return app.VisitForm{}, app.Refuse("valid_from", app.Malformed)
	case from < app.DayOf(s.now()):
		return app.VisitForm{}, app.Refuse("valid_from", app.StartsBeforeToday)
	}
	err = s.write(ctx, by, app.Why{}, func(x *tx) error {
		form, err = x.saveForm(ctx, form, from)
		return err
	})
	return form, wrap("save visit form", err)
}

func (x *tx) saveForm(ctx context.Context, form app.VisitForm, from app.Day) (app.VisitForm, error) {
	q, err := x.reads()
	if err != nil {
		return form, err
	}
	forms, err := readForms(ctx, q)
	if err != nil {
		return form, err
	}
	last := slices.IndexFunc(forms, func(f app.VisitForm) bool { return f.Code == form.Code }) // the newest comes first
	switch {
	case last < 0:
		return form, app.Refuse("form", app.Unknown)
	case forms[last].Text == form.Text:
		return form, app.Refuse("body", app.NothingToDo)
	}
	form.Version, form.ValidFrom = forms[last].Version+1, from
	return form, x.putForm(ctx, app.VisitFormText{}, app.VisitFormText{
		ID: newID[app.VisitFormTextID](), Code: form.Code, Version: form.Version, Text: form.Text, ValidFrom: from,
	})
}

// putSeedForms puts the visit forms of an edition.
func (x *tx) putSeedForms(ctx context.Context, forms []app.VisitForm) error {
	for _, f := range forms {
		kept := app.VisitFormText{Code: f.Code, Version: f.Version, Text: f.Text}
		kept.ID = SeedID[app.VisitFormTextID]("visit_forms", f.Code, fmt.Sprint(f.Version))
		if err := x.putForm(ctx, app.VisitFormText{}, kept); err != nil {
			return err
		}
	}
	return nil
}
