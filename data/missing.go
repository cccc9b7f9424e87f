package data

import (
	"cmp"
	"slices"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// missing names what is known to exist and has not come: somebody said that he
// has it, or what follows it is here already.
func (e *exchange) missing() []app.MissingPackages {
	upTo, early := bundle.Vector{}, bundle.Vector{}
	for _, p := range e.peers {
		for of, last := range p.has {
			upTo[of] = max(upTo[of], last)
		}
	}
	for _, p := range e.waiting() {
		upTo[p.stream()] = max(upTo[p.stream()], p.Last)
		if first, is := early[p.stream()]; p.First > e.have[p.stream()] && (!is || p.First < first) {
			early[p.stream()] = p.First
		}
	}
	var out []app.MissingPackages
	for of, last := range upTo {
		if first, is := early[of]; is {
			last = first - 1
		}
		if of.Device == e.me.Device || of.Device == seedDevice || !e.carries(of.Area) || last <= e.have[of] {
			continue
		}
		c, _ := e.trust.CertificateOf(of.Device)
		out = append(out, app.MissingPackages{Device: of.Device, Code: c.Code, Name: c.Name, Area: of.Area, First: e.have[of] + 1, Last: last})
	}
	slices.SortFunc(out, func(a, b app.MissingPackages) int {
		return cmp.Or(cmp.Compare(a.Device, b.Device), cmp.Compare(a.Area, b.Area))
	})
	return out
}
