package forecast

import "context"

// GroupsThen tells how far off what was forecast for the month behind an earlier
// origin could have been: the bounds of each group by its history up to then,
// around what its customers were expected to use together. Groups come as
// RunGroups gave them, with what was expected of each; those whose history
// begins later are left out.
func GroupsThen(ctx context.Context, groups []Group, expected []int64, o Options) ([]Group, error) {
	then := totals{}
	for i := range groups {
		g := &groups[i]
		n := monthNumber(o.Origin) - monthNumber(g.First) + 1
		if n <= 0 || n > len(g.History) {
			continue
		}
		past := then.of(g.Name)
		past.mixed, past.points = true, []int64{expected[i]}
		past.longest = min(n, mostMonths)
		copy(past.months[mostMonths-past.longest:], g.History[n-past.longest:n])
	}
	o.Horizon = 1
	return then.settle(ctx, o)
}
