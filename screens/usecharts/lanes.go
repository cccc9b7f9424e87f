package usecharts

import (
	"cmp"
	"slices"

	"lamplighter/app"
)

// Notes stand in lanes over the plot: a bar along their months, their words over
// it. Where two would touch, the later goes a lane up; where no lane has room for
// its words it keeps its bar, and the card of its months tells it.

const (
	lanesMost = 3
	noteMost  = 12 // characters of a note
)

// placed is a note with its place.
type placed struct {
	note     Note
	from, to float32 // the bar
	text     string
	at       float32 // the text; from at to at+width nothing else stands
	until    float32
}

// lane is how high one is.
func (d *artist) lane() float32 { return d.Line + 4*d.Hair }

// place gives each note its lane, the lowest first.
func (d *artist) place() [][]placed {
	var lanes [][]placed
	notes := slices.Clone(d.chart.Notes)
	slices.SortStableFunc(notes, func(a, b Note) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Kind, b.Kind)) })
	for _, n := range notes {
		p, on := d.over(n)
		if !on {
			continue
		}
		if lane := slices.IndexFunc(lanes, func(l []placed) bool { return free(l, p) }); lane >= 0 {
			lanes[lane] = append(lanes[lane], p)
			continue
		}
		if len(lanes) < lanesMost {
			lanes = append(lanes, []placed{p})
			continue
		}
		p.text, p.at, p.until = "", p.from, p.to
		if lane := slices.IndexFunc(lanes, func(l []placed) bool { return free(l, p) }); lane >= 0 {
			lanes[lane] = append(lanes[lane], p)
		}
	}
	return lanes
}

func free(lane []placed, p placed) bool {
	return !slices.ContainsFunc(lane, func(o placed) bool {
		return min(p.from, p.at) < max(o.to, o.until) && min(o.from, o.at) < max(p.to, p.until)
	})
}

// over says where a note would stand; false when none of its months is on view.
func (d *artist) over(n Note) (placed, bool) {
	first, last := d.months[0].Month, d.months[len(d.months)-1].Month
	if n.To == 0 {
		n.To = last
	}
	if n.From > last || n.To < first {
		return placed{}, false
	}
	p := placed{note: n, text: shorten(n.Text)}
	p.from = d.Frame.Left + d.Frame.column*float32(app.MonthsFrom(first, max(first, n.From)))
	p.to = d.Frame.Left + d.Frame.column*float32(app.MonthsFrom(first, min(last, n.To))+1)
	wide := d.Width(p.text)
	p.at = p.from
	if n.Kind == Festival {
		p.at = (p.from+p.to)/2 - wide/2
	}
	p.at = max(d.Frame.Left, min(p.at, d.width-wide))
	p.until = p.at + wide + 8*d.Hair
	return p, true
}

func shorten(text string) string {
	signs := []rune(text)
	if len(signs) <= noteMost {
		return text
	}
	return string(signs[:noteMost-1]) + "…"
}

func (k NoteKind) ink() Ink {
	return [...]Ink{InkFestival, InkEvent, InkFactor}[k]
}

// mark draws the notes, the lowest lane next to the plot.
func (d *artist) mark(lanes [][]placed) {
	for i, lane := range lanes {
		bottom := d.Frame.Top - 4*d.Hair - float32(i)*d.lane()
		for _, p := range lane {
			ink := p.note.Kind.ink()
			y := bottom - 2*d.Hair
			from, to := p.from+d.Hair, p.to-d.Hair
			d.area(ink, Point{from, y - d.Hair}, Point{to, y - d.Hair}, Point{to, y + d.Hair}, Point{from, y + d.Hair})
			if p.text != "" {
				d.text(ink, Point{p.at, y - d.Line}, p.text)
			}
		}
	}
}
