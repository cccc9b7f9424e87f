package data

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"

	"lamplighter/app"
)

// Of the months around the list's own that an account's past is read from.
const (
	pastBefore = 25
	pastAfter  = 13
)

// compareChunk accounts are compared at a time.
const compareChunk = 8000

// compare puts the months of the list beside what is known of their accounts:
// those that say the same are left out, those that are odd are told.
func (in *useImporter) compare(ctx context.Context, x *tx) error {
	if len(in.held) == 0 {
		return nil
	}
	slices.SortFunc(in.held, func(a, b heldUse) int {
		return cmp.Or(cmp.Compare(a.account, b.account), cmp.Compare(a.month, b.month))
	})
	in.rep.From, in.rep.To = int64(in.held[0].month), int64(in.held[0].month)
	for month := range in.months {
		in.rep.From, in.rep.To = min(in.rep.From, month), max(in.rep.To, month)
	}
	q, err := x.reads()
	if err != nil {
		return err
	}
	kept := in.held[:0]
	for rest := in.held; len(rest) > 0; {
		end := chunkEnd(rest)
		c := useChunk{in: in, held: rest[:end], first: app.AddMonths(in.rep.From, -pastBefore)}
		if err := c.read(ctx, q); err != nil {
			return err
		}
		if err := c.judge(); err != nil {
			return err
		}
		kept = append(kept, c.changed...)
		rest = rest[end:]
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	in.held = kept
	return nil
}

// chunkEnd is where the months of some whole accounts end.
func chunkEnd(held []heldUse) int {
	accounts := 0
	for i := range held {
		if i > 0 && held[i].account == held[i-1].account {
			continue
		}
		if accounts == compareChunk {
			return i
		}
		accounts++
	}
	return len(held)
}

// useChunk is some accounts of the list with what is known of them.
type useChunk struct {
	in       *useImporter
	held     []heldUse
	first    int64 // month
	accounts []int64
	span     int                              // months of past an account has
	past     []float64                        // account by account
	stands   map[int64]map[int64]app.MonthUse // by month and account, of the list's months
	changed  []heldUse
}

// read reads the past of the accounts, and their months in the list in full.
func (c *useChunk) read(ctx context.Context, q querier) error {
	for _, h := range c.held {
		if n := len(c.accounts); n == 0 || c.accounts[n-1] != h.account {
			c.accounts = append(c.accounts, h.account)
		}
	}
	c.span = app.MonthsFrom(c.first, c.in.rep.To) + 1 + pastAfter
	c.past = make([]float64, len(c.accounts)*c.span)
	for i := range c.past {
		c.past[i] = math.NaN()
	}
	c.stands = map[int64]map[int64]app.MonthUse{}
	for _, run := range runs(slices.Clone(c.accounts)) {
		for m := range c.span {
			if err := c.readMonth(ctx, q, app.AddMonths(c.first, m), m, run); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *useChunk) readMonth(ctx context.Context, q querier, month int64, m int, run [2]int64) error {
	found := false
	err := monthTexts(ctx, q, month, run, false, func(offset, total, _ int64) {
		if i, is := slices.BinarySearch(c.accounts, run[0]+offset); is {
			c.past[i*c.span+m], found = float64(total), true
		}
	})
	if err != nil || !found || !c.in.months[month] {
		return err
	}
	if c.stands[month] == nil {
		c.stands[month] = map[int64]app.MonthUse{}
	}
	_, err = collect(ctx, q, func(r scanner) (struct{}, error) {
		var n int64
		var u app.MonthUse
		err := r.Scan(append([]any{&n}, useInto(&u)...)...)
		if _, is := slices.BinarySearch(c.accounts, n); is {
			c.stands[month][n] = u
		}
		return struct{}{}, err
	}, "SELECT u.account, "+useColumns+" FROM usage u WHERE u.month = ? AND u.account BETWEEN ? AND ?", month, run[0], run[1])
	return err
}

// judge counts what each month changes and tells what is odd in it.
func (c *useChunk) judge() error {
	for i, from := 0, 0; i < len(c.accounts); i++ {
		to := from
		past := app.UsePast{First: c.first, KWh: c.past[i*c.span : (i+1)*c.span]}
		for ; to < len(c.held) && c.held[to].account == c.accounts[i]; to++ {
			past.KWh[app.MonthsFrom(c.first, int64(c.held[to].month))] = float64(c.held[to].total)
		}
		for _, h := range c.held[from:to] {
			changes := c.count(h)
			if !changes {
				continue
			}
			if err := c.in.doubtRow(c.in.oddities(h, past)); err != nil {
				return err
			}
		}
		from = to
	}
	return nil
}

// count tells a new month from one that is changed and one that says the same.
func (c *useChunk) count(h heldUse) (changes bool) {
	rep := &c.in.rep
	was, stood := c.stands[int64(h.month)][h.account]
	use := h.use()
	if stood {
		use = c.in.given.Over(use, was)
	}
	switch {
	case !stood:
		rep.Created++
	case use == was:
		rep.Unchanged++
		return false
	default:
		rep.Updated++
	}
	if use != (app.MonthUse{Month: use.Month, Total: use.Total}) {
		h.more = &use
	}
	c.changed = append(c.changed, h)
	return true
}

func (h heldUse) use() app.MonthUse {
	if h.more != nil {
		return *h.more
	}
	return app.MonthUse{Month: int64(h.month), Total: h.total}
}

// oddities is what is odd about a month of an account seen from its past.
func (in *useImporter) oddities(h heldUse, past app.UsePast) []app.ImportProblem {
	a, month := in.accounts[h.account], int64(h.month)
	var out []app.ImportProblem
	if odd, usual := past.Judge(month); odd != "" {
		p := in.problem(int(h.line), a, "kwh", odd, month, strconv.FormatInt(h.total, 10))
		p.Figure = usual
		out = append(out, p)
	}
	if gap := past.Gap(month); gap > 0 {
		p := in.problem(int(h.line), a, "kwh", app.UseGap, month, "")
		p.Figure = gap
		out = append(out, p)
	}
	return out
}
