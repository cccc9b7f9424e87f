package paper

import (
	"strconv"

	"lamplighter/app"
)

// UseBars is the electricity used month by month, as bars: a reckoned one is
// paler.
type UseBars []app.MonthUse

const barsHeight = 52 // points, of the tallest

func (u UseBars) lay(l *layout) {
	size := l.body * 0.8
	l.y += 4
	l.need(barsHeight + size*leading)
	var most int64 = 1
	for _, m := range u {
		most = max(most, m.Total)
	}
	step := l.room() / float32(max(len(u), 12))
	for i, m := range u {
		x := l.left() + float32(i)*step
		height := barsHeight * float32(m.Total) / float32(most)
		if height > 0 {
			l.add(mark{kind: lineMark, x: x + step/2, y: l.y + barsHeight - height, h: height, size: step * 0.62, faint: m.Estimated})
		}
		if month := m.Month % 100; month == 1 || i == 0 || month == 7 {
			l.add(mark{x: x, y: l.y + barsHeight + baseline(size), text: monthText(m.Month), size: size, faint: true})
		}
	}
	l.add(mark{kind: lineMark, x: l.left(), y: l.y + barsHeight, w: l.room(), size: hair})
	l.y += barsHeight + size*leading
}

func monthText(month int64) string {
	return strconv.FormatInt(month/100, 10) + "-" + strconv.FormatInt(month%100/10, 10) + strconv.FormatInt(month%10, 10)
}

// gap leaves so many points between two blocks.
type gap float32

func (g gap) lay(l *layout) { l.y += float32(g) }
