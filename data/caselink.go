package data

import (
	"context"

	"lamplighter/app"
)

// LinkCase ends a case because another one, named by its number, is about the
// same matter. The other one takes over the running limits of the linked one
// that are stricter than its own.
func (s *Store) LinkCase(ctx context.Context, by app.Actor, was app.Case, to string) error {
	if err := by.May(app.ChangeCases); err != nil {
		return err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return err
	}
	err = s.write(ctx, by, app.Why{}, func(x *tx) error { return x.linkCase(ctx, was, to, book) })
	return wrap("link case", err)
}

func (x *tx) linkCase(ctx context.Context, was app.Case, to string, book *rulebook) error {
	file, err := x.caseFile(ctx, was, book)
	if err != nil {
		return err
	}
	q, err := x.reads()
	if err != nil {
		return err
	}
	found, err := collect(ctx, q, scanCase, "SELECT "+caseColumns+" FROM cases WHERE number = ? AND withdrawn_at IS NULL AND "+seesCases,
		app.NormaliseCode(to), x.by.Staff[:])
	switch {
	case err != nil:
		return err
	case len(found) == 0:
		return app.Refuse("number", app.Unknown)
	}
	main, err := x.caseFile(ctx, found[0], book)
	if err != nil {
		return err
	}
	linked, err := file.Link(main.CaseFile, x.by, x.now)
	if err != nil {
		return err
	}
	if err := x.putCase(ctx, was, linked.Case); err != nil {
		return err
	}
	if err := x.putClocks(ctx, linked.Case, file.clocks, linked.Clocks); err != nil {
		return err
	}
	if err := x.putCaseStep(ctx, linked.Step); err != nil {
		return err
	}
	if err := x.putCase(ctx, main.Case, linked.Main); err != nil {
		return err
	}
	if err := x.putNewClocks(ctx, linked.Main, linked.MainClocks); err != nil {
		return err
	}
	return x.putCaseStep(ctx, linked.MainStep)
}
