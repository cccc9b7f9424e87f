package app

import (
	"fmt"
	"slices"
)

// MassWithdrawal is the most records that one person alone withdraws in one act.
const MassWithdrawal = 20

// WitnessPass is what a second person leaves behind for one act.
type WitnessPass [16]byte

// MayTogether refuses what takes two persons with a right unless a second one
// stands beside the actor. The one user of a file without sign-in is alone and
// needs nobody.
func (a Actor) MayTogether(right Right) error {
	if err := a.May(right); err != nil {
		return err
	}
	if slices.Contains(a.Roles, Sole) {
		return nil
	}
	if a.Witness.IsZero() || a.Witness == a.Staff {
		return fmt.Errorf("%w: %s", ErrNeedsWitness, right)
	}
	return nil
}
