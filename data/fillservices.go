package data

import (
	"context"

	"lamplighter/app"
)

// servedMost is for how many customers a sample tells how they are served.
const servedMost = 20_000

// services places the sample's customers in segments and makes their plans.
func (f *filling) services(ctx context.Context, s *Store, by app.Actor) error {
	if f.county.Quiet {
		return nil
	}
	cond := where{}
	cond.add("c.n <= ?", servedMost)
	found, err := s.proposals(ctx, s.reader, cond, "")
	if err != nil {
		return err
	}
	var placed []app.SegmentProposal
	var plans []app.CustomerID
	for _, p := range found.Proposals {
		served := f.county.Serve(p.Placing.Segment)
		if served.Placed {
			placed = append(placed, p)
		}
		if served.Plan {
			plans = append(plans, p.Customer)
		}
	}
	for from := 0; from < len(placed); from += fillChunk {
		if _, err := s.ConfirmSegments(ctx, by, placed[from:min(from+fillChunk, len(placed))]); err != nil {
			return err
		}
	}
	return s.write(ctx, by, app.Why{Source: sampleSource}, func(x *tx) error { return f.plans(ctx, x, plans) })
}

// plans makes plans that began some months ago and are done in part.
func (f *filling) plans(ctx context.Context, x *tx, of []app.CustomerID) error {
	p, err := x.serving(ctx, of, app.ServicePlanAsk{From: f.county.PlansBegan(), Months: 12, Run: true})
	if err != nil {
		return err
	}
	for _, id := range of {
		plan, items, err := p.forCustomer(p.customers[id])
		if err != nil {
			return err
		}
		for i, item := range items {
			if end, done := f.county.ItemEnd(item); done {
				if items[i], err = item.Done(end, p.today); err != nil {
					return err
				}
			}
		}
		if _, err := x.addPlan(ctx, plan, items); err != nil {
			return err
		}
	}
	return nil
}
