package app

// TimelineOfMade are the entries of what was promised to a customer and learned
// of him. A promise has two: when it was made, and how it ended; the registers of one
// day are one.
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
	for i, r := range p.Readings {
		if i > 0 && p.Readings[i-1].Account == r.Account && p.Readings[i-1].ReadOn == r.ReadOn {
			last := &out[len(out)-1]
			last.Readings = append([]Reading{r}, last.Readings...)
			continue
		}
		out = append(out, TimelineEntry{At: r.CreatedAt, Kind: TimelineReading, Readings: []Reading{r}})
	}
	return out
}
