package app

// TimelineOfMade are the entries of what was promised to a customer and learned
// of him. A promise has two: when it was made, and how it ended.
func (p CustomerPage) TimelineOfMade() []TimelineEntry {
	var out []TimelineEntry
	for i := range p.Commitments {
		c := &p.Commitments[i]
		out = append(out, TimelineEntry{At: c.CreatedAt, Kind: TimelinePromise, By: c.OwnerName, Commitment: c})
		if !c.Open() {
			out = append(out, TimelineEntry{At: max(c.CreatedAt+1, c.EndedOn.Time().UnixMilli()), Kind: TimelinePromiseEnd, By: c.OwnerName, Commitment: c})
		}
	}
	for i := range p.Opportunities {
		o := &p.Opportunities[i]
		out = append(out, TimelineEntry{At: o.CreatedAt, Kind: TimelineOpportunity, By: o.OwnerName, Opportunity: o})
	}
	for i := range p.UsageEvents {
		out = append(out, TimelineEntry{At: p.UsageEvents[i].CreatedAt, Kind: TimelineUsageEvent, UsageEvent: &p.UsageEvents[i]})
	}
	for i := range p.Readings {
		out = append(out, TimelineEntry{At: p.Readings[i].CreatedAt, Kind: TimelineReading, Reading: &p.Readings[i]})
	}
	return out
}
