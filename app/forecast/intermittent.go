package forecast

// Months without use. Logarithms know no 0, so that these rows are forecast by
// means alone; methods made for spare parts (Croston and those after him) did
// worse on such series.

// zerosWindow is how many months back they are counted.
const zerosWindow = 3 * year

// zeros counts months without use among the last of the first n.
func (w *worker) zeros(n int) int {
	count := 0
	for _, v := range w.used[max(0, n-zerosWindow):n] {
		if v == 0 {
			count++
		}
	}
	return count
}

// share is that of the months without use.
func (w *worker) share(n int) float64 { return float64(w.zeros(n)) / float64(min(n, zerosWindow)) }

// trailing counts the months without use at the end of the first n.
func (w *worker) trailing(n int) int {
	count := 0
	for n > count && w.used[n-1-count] == 0 {
		count++
	}
	return count
}

// restsBySeason reports whether use stops and starts in the same months of
// each year, as for irrigation or heating: months a year apart agree far more
// often than by chance, and the rest at the end is no longer than a year ago.
func (w *worker) restsBySeason(n int) bool {
	if n < 2*year {
		return false
	}
	from := max(0, n-zerosWindow)
	var both, agree, zeros float64
	for t := from + year; t < n; t++ {
		now, before := w.used[t] == 0, w.used[t-year] == 0
		both++
		if now == before {
			agree++
		}
	}
	for _, v := range w.used[from:n] {
		if v == 0 {
			zeros++
		}
	}
	p := zeros / float64(n-from)
	chance := p*p + (1-p)*(1-p)
	if p == 0 || chance >= 1 || (agree/both-chance)/(1-chance) < 0.5 {
		return false
	}
	rest := w.trailing(n)
	if rest >= year {
		return false
	}
	late := 0 // months of the rest in which there was use a year ago
	for t := n - rest; t < n; t++ {
		if w.used[t-year] > 0 {
			late++
		}
	}
	return late <= 1
}

// intermittent is the mean of the last twelve months, and by month of the year
// where the rests repeat.
func (w *worker) intermittent(n int, out []float64) {
	used := w.used[:n]
	last := used[max(0, n-year):]
	var mean float64
	for _, v := range last {
		mean += v / float64(len(last))
	}
	for h := range out {
		out[h] = mean
	}
	if !w.restsBySeason(n) {
		return
	}
	var byMonth [year]float64 // the mean of up to three years
	var all float64
	for i := range year {
		count := 0.0
		for t := n - year + i; t >= max(0, n-zerosWindow); t -= year {
			byMonth[i] += used[t]
			count++
		}
		byMonth[i] /= count
		all += byMonth[i] / year
	}
	if all == 0 {
		return
	}
	for h := range out {
		out[h] = mean / all * byMonth[h%year]
	}
}
