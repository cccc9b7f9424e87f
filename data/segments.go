package data

import (
	"context"
	"encoding/hex"
	"encoding/json"

	"lamplighter/app"
)

// SegmentProposals lists the customers whom the rules in force place elsewhere
// than was confirmed, in the order they were taken on. What a person chose
// against the rules is proposed again only when the rules say something new.
func (s *Store) SegmentProposals(ctx context.Context, by app.Actor, f app.SegmentFilter) (masked app.SegmentProposals, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return app.SegmentProposals{}, err
	}
	f = f.For(by)
	cond := where{}
	s.narrowCustomers(&cond, app.CustomerFilter{Manager: f.Manager})
	if !f.Customer.IsZero() {
		cond.add("c.id = ?", f.Customer[:])
	}
	if f.Was != "" {
		cond.add("c.segment = ?", wordOrNone(f.Was))
	}
	found, err := s.proposals(ctx, s.reader, cond, f.Segment)
	return found, wrap("segment proposals", err)
}

func wordOrNone(segment string) string {
	if segment == app.NoSegment {
		return ""
	}
	return segment
}

func (s *Store) proposals(ctx context.Context, q querier, cond where, segment string) (app.SegmentProposals, error) {
	order, unread, err := s.segmentOrder(ctx, q)
	out := app.SegmentProposals{Unread: unread}
	if err != nil {
		return out, err
	}
	used, err := s.readUse(ctx, order.NeedsUse())
	if err != nil {
		return out, err
	}
	err = s.eachSegmentRow(ctx, q, used, cond, func(r *segmentRow) {
		placing := order.Place(&r.facts)
		switch {
		case placing.Segment == "":
			out.NotTold++
		case placing.Segment == r.proposal.Was || placing.Segment == r.against:
		case segment == "" || segment == placing.Segment:
			r.proposal.Placing = placing
			out.Proposals = append(out.Proposals, r.proposal)
		}
	})
	return out, err
}

// segmentOrder is the rules in force today, and those that cannot be read.
func (s *Store) segmentOrder(ctx context.Context, q querier) (app.SegmentOrder, []app.SegmentRule, error) {
	kept, err := keptSegmentRules(ctx, q)
	if err != nil {
		return app.SegmentOrder{}, nil, err
	}
	order, unread := app.NewSegmentOrder(app.SegmentRulesOn(kept, app.DayOf(s.now())))
	return order, unread, nil
}

// ConfirmSegments places customers where the rules propose, all in one go. The
// rules are asked again: who no longer belongs there is left as he is.
func (s *Store) ConfirmSegments(ctx context.Context, by app.Actor, chosen []app.SegmentProposal) (app.SegmentsConfirmed, error) {
	if err := by.May(app.ChangeVisits); err != nil {
		return app.SegmentsConfirmed{}, err
	}
	var told app.SegmentsConfirmed
	err := s.write(ctx, by, app.Why{Source: "segment rule"}, func(x *tx) error {
		told = app.SegmentsConfirmed{}
		wanted := map[app.CustomerID]string{}
		ids := make([]app.CustomerID, len(chosen))
		for i, p := range chosen {
			wanted[p.Customer], ids[i] = p.Placing.Segment, p.Customer
		}
		cond := where{}
		cond.add("c.id IN (SELECT unhex(value) FROM json_each(?))", hexIDs(ids))
		now, err := s.proposals(ctx, x.s.conn, cond, "")
		if err != nil {
			return err
		}
		customers, err := x.customersByID(ctx, ids)
		if err != nil {
			return err
		}
		for _, p := range now.Proposals {
			if wanted[p.Customer] != p.Placing.Segment {
				continue
			}
			placed := app.Segmenting{Segment: p.Placing.Segment, Rule: p.Placing.Rule, Because: app.WriteHeld(p.Placing.Because)}
			if err := x.placeCustomer(ctx, customers[p.Customer], placed); err != nil {
				return err
			}
			told.Done++
		}
		told.Left = int64(len(wanted)) - told.Done
		return nil
	})
	return told, wrap("confirm segments", err)
}

// placeCustomer puts a customer into a segment and notes why.
func (x *tx) placeCustomer(ctx context.Context, was app.Customer, s app.Segmenting) error {
	now := was
	now.Segment = s.Segment
	if was.Segment != now.Segment {
		if err := x.putCustomer(ctx, was, now); err != nil {
			return err
		}
	}
	s.ID, s.Area, s.Customer = newID[app.SegmentingID](), was.Area, was.ID
	s.FromOn, s.By, s.At = app.DayOf(x.now), x.by.Staff, x.now.UnixMilli()
	return x.putSegmenting(ctx, app.Segmenting{}, s)
}

// SetSegment places a customer by hand, with the reason. It stays until the
// rules say something else than they do now.
func (s *Store) SetSegment(ctx context.Context, by app.Actor, was app.Customer, segment, reason string) error {
	if err := by.May(app.ChangeVisits); err != nil {
		return err
	}
	switch {
	case segment == "":
		return app.Refuse("segment", app.Missing)
	case reason == "":
		return app.Refuse("reason", app.Missing)
	case was.WithdrawnAt != 0 || !was.MergedInto.IsZero():
		return app.Refuse("customer", app.NotActive)
	}
	return wrap("set segment", s.write(ctx, by, app.Why{Source: "segment", Note: reason}, func(x *tx) error {
		if err := errorsFirst(x.refuseKept(ctx, "customers", app.RecordID(was.ID)), x.checkCode(ctx, "segment", segment)); err != nil {
			return err
		}
		order, _, err := s.segmentOrder(ctx, x.s.conn)
		if err != nil {
			return err
		}
		placing, err := s.placeOne(ctx, x.s.conn, by, order, was.ID)
		if err != nil {
			return err
		}
		placed := app.Segmenting{Segment: segment, Because: reason, Against: placing.Segment}
		return x.placeCustomer(ctx, was, placed)
	}))
}

// placeOne asks the rules about one customer.
func (s *Store) placeOne(ctx context.Context, q querier, by app.Actor, order app.SegmentOrder, id app.CustomerID) (app.Placing, error) {
	used := profiles{}
	if order.NeedsUse() {
		profile, err := s.UsageProfile(ctx, by, id)
		if err != nil {
			return app.Placing{}, err
		}
		used[id] = profile
	}
	var placing app.Placing
	cond := where{}
	cond.add("c.id = ?", id[:])
	err := s.eachSegmentRow(ctx, q, used, cond, func(r *segmentRow) { placing = order.Place(&r.facts) })
	return placing, err
}

// hexIDs is a list of ids as json_each takes it, for unhex(value).
func hexIDs[T any](ids []app.ID[T]) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = hex.EncodeToString(id[:])
	}
	text, _ := json.Marshal(texts) // of strings: cannot fail
	return string(text)
}

// customersByID reads customers as they are now.
func (x *tx) customersByID(ctx context.Context, ids []app.CustomerID) (map[app.CustomerID]app.Customer, error) {
	found, err := collect(ctx, x.s.conn, scanCustomer, "SELECT "+customerColumns+" FROM customers WHERE id IN (SELECT unhex(value) FROM json_each(?))", hexIDs(ids))
	out := make(map[app.CustomerID]app.Customer, len(found))
	for _, c := range found {
		out[c.ID] = c
	}
	return out, err
}
