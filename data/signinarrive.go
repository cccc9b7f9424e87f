package data

import (
	"context"
	"fmt"
	"slices"

	"lamplighter/app"
)

// mayOwnPassword takes a password that somebody changed on a computer where
// nobody lets others in: of a person whom that computer's certificate trusts with
// all that he may, and nothing but the password. So nobody gets further by a
// password set on a small computer than that computer gets itself.
func (x *tx) mayOwnPassword(ctx context.Context, t *table, r changedRow, writer app.DeviceID) error {
	refused := fmt.Errorf("%w: %s", errUnauthorised, t.name)
	password := t.together(t.column("verifier"))
	if r.made || slices.ContainsFunc(r.cells, func(c cell) bool {
		return !slices.ContainsFunc(password, func(i int) bool { return t.columns[i].no == c.column })
	}) {
		return refused
	}
	q, err := x.reads()
	if err != nil {
		return err
	}
	found, err := collect(ctx, q, scanStaff, "SELECT "+prefixed("p", staffColumns)+" FROM sign_ins i JOIN staff p ON p.id = i.staff_id WHERE i.id = ?", r.id[:])
	if err != nil {
		return err
	}
	for _, c := range x.merging.trust.ever[writer] {
		if len(found) > 0 && !slices.ContainsFunc(found[0].Roles, func(role app.Role) bool { return !slices.Contains(c.Roles, role) }) {
			return nil
		}
	}
	return refused
}
