package forecast

// Pools is what customers have in common: the season of each class, how its
// customers keep the Spring Festival, how often idle ones start again, and how
// wrong forecasts like these have been. It is never changed once learned, and
// may be kept and used by several goroutines.
type Pools struct {
	classes map[string]*class
	all     *class // of all customers together, for classes with few
	maps    *indexMaps
	bands   calibration

	lifted   map[string][]float64 // of RunGroups, by class: what each month after the origin was multiplied by
	liftedAt int64                // that origin
}

// class is what is pooled over the customers of a class.
type class struct {
	profile    [year]float64 // ln of a month's use / the mean, from January on
	spread     spread        // of the customers' own seasons around it
	festival   festive       // how much of the built-in curve they show
	loadFactor float64
	restart    float64 // the chance a month that an idle one starts again
}

const usualRestart = 0.07

// few is how many customers the mean of all weighs against those of a class.
const few = 5

// newPools knows only what is told beforehand.
func newPools(kinds map[string]Kind) *Pools {
	p := &Pools{classes: map[string]*class{}, maps: new(indexMaps)}
	p.all = newClass(kinds[""])
	for name, kind := range kinds {
		p.classes[name] = newClass(kind)
	}
	return p
}

func newClass(k Kind) *class {
	return &class{spread: usualSpread, festival: festive{k.Festival, k.Festival}, loadFactor: k.LoadFactor, restart: usualRestart}
}

// class is that of a name, or of everybody.
func (p *Pools) class(name string) *class {
	if c := p.classes[name]; c != nil {
		return c
	}
	return p.all
}

// sums are what one worker adds up for a class, in whole numbers, so that it
// does not matter who adds what, and when.
type sums struct {
	profile  [year]int64 // ln of a month / the mean of its year, in billionths
	drift    [year]int64 // how far from the middle of that year, in billionths of a year
	donors   int64
	spread   spreadSums
	growth   int64 // ln of year on year, in billionths
	grown    int64 // pairs of months
	idle     int64 // months after three without use
	restarts int64 // of these with use
	festive  map[int]*festiveYear
}

const whole = 1e9 // billionths

func fixed(x float64) int64 { return int64(x*whole + copysignHalf(x)) }

func copysignHalf(x float64) float64 {
	if x < 0 {
		return -0.5
	}
	return 0.5
}

func (s *sums) add(o *sums) {
	for m := range year {
		s.profile[m] += o.profile[m]
		s.drift[m] += o.drift[m]
	}
	s.donors += o.donors
	s.spread.add(&o.spread)
	s.growth += o.growth
	s.grown += o.grown
	s.idle += o.idle
	s.restarts += o.restarts
	for y, f := range o.festive {
		s.festiveOf(y).add(f)
	}
}

// ledger is the sums of one worker, by class.
type ledger map[string]*sums

func (l ledger) of(class string) *sums {
	s := l[class]
	if s == nil {
		s = &sums{festive: map[int]*festiveYear{}}
		l[class] = s
	}
	return s
}

// settle turns the sums of all workers into classes.
func (p *Pools) settle(ledgers []ledger, kinds map[string]Kind) {
	total := ledger{}
	everybody := &sums{festive: map[int]*festiveYear{}}
	for _, l := range ledgers {
		for name, s := range l {
			total.of(name).add(s)
			everybody.add(s)
		}
	}
	p.all = everybody.settle(newClass(kinds[""]), nil)
	p.all.festival = p.all.festival.onlyIf(kinds[""].Festival > 0) // a mixture shows nobody's festival
	for name := range kinds {
		p.classes[name] = (&sums{}).settle(newClass(kinds[name]), p.all)
	}
	for name, s := range total {
		p.classes[name] = s.settle(newClass(kinds[name]), p.all)
	}
}

// settle turns sums into a class; all lends what a small class lacks.
func (s *sums) settle(c, all *class) *class {
	n := float64(s.donors)
	var growth float64
	if s.grown > 0 {
		growth = float64(s.growth) / whole / float64(s.grown)
	}
	for m := range year {
		var lent float64
		if all != nil {
			lent = few * all.profile[m]
		}
		c.profile[m] = (float64(s.profile[m])/whole - growth*float64(s.drift[m])/whole + lent) / (n + few)
	}
	centre(&c.profile)
	c.spread = s.spread.settle(nil)
	lent := few * 10 * usualRestart
	if all != nil {
		c.spread = s.spread.settle(&all.spread)
		lent = few * 10 * all.restart
	}
	c.restart = (float64(s.restarts) + lent) / (float64(s.idle) + few*10)
	c.festival = s.festival(c.festival)
	return c
}

func (f festive) onlyIf(yes bool) festive {
	if yes {
		return f
	}
	return festive{}
}

// learn adds up what the prepared row tells of its class.
func (w *worker) learn() {
	n := len(w.y)
	if n == 0 {
		return
	}
	s := w.ledger.of(w.h.Class)
	w.learnRestarts(s)
	if n < year || w.share(n) > someZeros || w.unread > n/4 {
		return
	}
	w.learnGrowth(s)
	s.spread.take(w.y, w.first)
	if !w.o.NoCalendar {
		w.learnFestival(s)
	}
	if n >= fastMonths {
		w.models.season.fit(w.models.maps.get(n), w.y)
		for i, x := range w.models.season.raw {
			s.profile[(w.first+i)%year] += fixed(clip(x, 1.5))
		}
		s.donors++
		return
	}
	var mean float64
	last := w.y[n-year:]
	for _, y := range last {
		mean += y / year
	}
	for i, y := range last {
		m := (w.first + n - year + i) % year
		s.profile[m] += fixed(clip(y-mean, 1.5))
		s.drift[m] += fixed((float64(i) - (year-1)/2.0) / year)
	}
	s.donors++
}

func (w *worker) learnGrowth(s *sums) {
	for t := year; t < len(w.y); t++ {
		s.growth += fixed(clip(w.y[t]-w.y[t-year], 0.5))
		s.grown++
	}
}

func (w *worker) learnRestarts(s *sums) {
	empty := 0
	for _, v := range w.used {
		if empty >= idleMonths {
			s.idle++
			if v > 0 {
				s.restarts++
			}
		}
		if v > 0 {
			empty = 0
		} else {
			empty++
		}
	}
}

func clip(x, most float64) float64 { return min(most, max(-most, x)) }
