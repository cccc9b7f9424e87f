// Package pairs shows customers who may have been recorded twice: the queue of
// suspected pairs, and the two side by side, to be made one field by field or
// told to be two. How likely a pair is comes from app, the pairs from its Store.
package pairs

import (
	"context"

	"lamplighter/app"
)

// Store is what these screens ask of the records.
type Store interface {
	SuspectedPairs(context.Context, app.Actor, app.PairFilter) (app.SuspectedPairs, error)
	PairOf(ctx context.Context, by app.Actor, one, other app.CustomerID) (app.CustomerPair, error)
	MergeCustomers(context.Context, app.Actor, app.CustomerMerge) (app.RecordMerge, error)
	KeepApart(ctx context.Context, by app.Actor, one, other app.CustomerID, note string) (app.CustomersApart, error)
}
