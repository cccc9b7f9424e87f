package charts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// The measures of a chart, beside the height of its text.
const (
	leastHeight = 190
	leastWidth  = 260
	barShare    = 0.58 // of a column
	hatchGap    = 5    // between the lines of an estimated bar
	tickGap     = 6    // between the numbers of the axis and the plot
)

// plot is where things stand.
type plot struct {
	left, top, bottom float32
	column            float32 // the width of a month
	ticks             []int64
}

func caption() float32 { return theme.Size(theme.SizeNameCaptionText) }

func lineHeight() float32 { return fyne.MeasureText("国", caption(), fyne.TextStyle{}).Height }

func textWidth(text string) float32 {
	return fyne.MeasureText(text, caption(), fyne.TextStyle{}).Width
}

// plot sets the months out: the axis to the left, a line for the key above and
// two for months and words below.
func (u *Use) plot(size fyne.Size) plot {
	p := plot{ticks: Ticks(u.points), top: lineHeight() + 8, bottom: size.Height - 2*lineHeight() - 10}
	for _, tick := range p.ticks {
		p.left = max(p.left, textWidth(words.Count(tick))+tickGap)
	}
	p.column = (size.Width - p.left) / float32(max(1, len(u.points)))
	return p
}

// y is how high a number stands.
func (p plot) y(kwh int64) float32 {
	return p.bottom - (p.bottom-p.top)*float32(kwh)/float32(p.ticks[len(p.ticks)-1])
}

// middle is the middle of a month.
func (p plot) middle(i int) float32 { return p.left + p.column*(float32(i)+0.5) }

type useRenderer struct {
	u       *Use
	said    *widgets.Text // the month in words
	objects []fyne.CanvasObject
}

func (r *useRenderer) Destroy() {}

func (r *useRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *useRenderer) MinSize() fyne.Size { return fyne.NewSize(leastWidth, leastHeight) }

func (r *useRenderer) Layout(size fyne.Size) { r.draw(size) }

func (r *useRenderer) Refresh() {
	r.draw(r.u.Size())
	canvas.Refresh(r.u)
}

// draw makes the picture anew: a hundred small things, which is less than
// keeping track of them.
func (r *useRenderer) draw(size fyne.Size) {
	r.objects = r.objects[:0]
	if len(r.u.points) == 0 || size.Width <= 0 {
		return
	}
	p := r.u.plot(size)
	r.cursor(p, size)
	r.axis(p, size)
	for i, point := range r.u.points {
		r.bar(p, i, point)
	}
	r.before(p)
	r.months(p, size)
	r.key(size)
	r.said.SetText(Say(r.u.points[r.u.at]))
	r.said.Move(fyne.NewPos(0, size.Height-lineHeight()-2))
	r.said.Resize(fyne.NewSize(size.Width, lineHeight()))
	r.objects = append(r.objects, r.said)
}

// cursor is the ground of the month that is told, framed when the keys go here.
func (r *useRenderer) cursor(p plot, size fyne.Size) {
	ground := r.rectangle(p.left+p.column*float32(r.u.at), p.top-4, p.column, p.bottom-p.top+4+lineHeight()+4, theme.Color(look.ColorRowUnfocused))
	ground.CornerRadius = 4
	if r.u.focused {
		ground.FillColor = theme.Color(look.ColorRowSelected)
		ground.StrokeColor, ground.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	}
}

func (r *useRenderer) axis(p plot, size fyne.Size) {
	for _, tick := range p.ticks {
		y := p.y(tick)
		r.line(p.left, y, size.Width, y, theme.Color(theme.ColorNameSeparator), 1)
		label := words.Count(tick)
		r.text(label, fyne.NewPos(p.left-tickGap-textWidth(label), y-lineHeight()/2), look.ColorMuted)
	}
}

// bar is one month; an estimated one is hatched.
func (r *useRenderer) bar(p plot, i int, point Point) {
	width := p.column * barShare
	left, top := p.middle(i)-width/2, p.y(point.Use.Total)
	if !point.Read || top >= p.bottom {
		return
	}
	full := theme.Color(theme.ColorNamePrimary)
	if !point.Use.Estimated {
		bar := r.rectangle(left, top, width, p.bottom-top, full)
		bar.TopLeftCornerRadius, bar.TopRightCornerRadius = 2, 2
		return
	}
	frame := r.rectangle(left, top, width, p.bottom-top, theme.Color(look.ColorSurface))
	frame.StrokeColor, frame.StrokeWidth = full, 1
	for c := left + top; c < left+width+p.bottom; c += hatchGap {
		// The line x + y = c within the bar.
		x1, x2 := max(left, c-p.bottom), min(left+width, c-top)
		if x1 < x2 {
			r.line(x1, c-x1, x2, c-x2, full, 1)
		}
	}
}

// before is the line of the year before, broken where nobody read.
func (r *useRenderer) before(p plot) {
	ink := theme.Color(look.ColorLamp)
	for i, point := range r.u.points {
		if !point.WasRead {
			continue
		}
		x, y := p.middle(i), p.y(point.Before)
		if next := i + 1; next < len(r.u.points) && r.u.points[next].WasRead {
			r.line(x, y, p.middle(next), p.y(r.u.points[next].Before), ink, 2)
		}
		dot := canvas.NewCircle(ink)
		dot.Move(fyne.NewPos(x-2.5, y-2.5))
		dot.Resize(fyne.NewSquareSize(5))
		r.objects = append(r.objects, dot)
	}
}

// months names the months, or every second one where they would touch.
func (r *useRenderer) months(p plot, size fyne.Size) {
	step := NameEvery(r.u.points, p.column, func(name string) float32 { return textWidth(name) + 4 })
	for i := len(r.u.points) - 1; i >= 0; i -= step {
		name, ink := words.MonthShort(r.u.points[i].Use.Month), look.ColorMuted
		if i == r.u.at {
			ink = theme.ColorNameForeground
		}
		width := textWidth(name)
		r.text(name, fyne.NewPos(min(p.middle(i)-width/2, size.Width-width), p.bottom+3), ink)
	}
}

// The key: a sign of this width before each text, and room between them.
const (
	keySign = 16
	keyGap  = 14
)

// key says what bars and line are, from the right, as far as there is room,
// and the unit.
func (r *useRenderer) key(size fyne.Size) {
	r.text("kWh", fyne.NewPos(0, 0), look.ColorMuted)
	free, middle, bar := size.Width, lineHeight()/2, theme.Color(theme.ColorNamePrimary)
	put := func(text string, sign func(x float32)) {
		width := keySign + 4 + textWidth(text)
		if free -= width; free > textWidth("kWh")+keyGap {
			sign(free)
			r.text(text, fyne.NewPos(free+keySign+4, 0), look.ColorMuted)
		}
		free -= keyGap
	}
	put(lang.L("A year before"), func(x float32) { r.line(x, middle, x+keySign, middle, theme.Color(look.ColorLamp), 2) })
	put(lang.L("Last {{.N}} months", map[string]any{"N": len(r.u.points)}), func(x float32) { r.rectangle(x+7, middle-4, 9, 9, bar) })
	if Estimated(r.u.points) {
		put(lang.L("Estimated"), func(x float32) {
			frame := r.rectangle(x+7, middle-4, 9, 9, color.Transparent)
			frame.StrokeColor, frame.StrokeWidth = bar, 1
			r.line(x+7, middle+5, x+16, middle-4, bar, 1)
		})
	}
}

func (r *useRenderer) rectangle(x, y, width, height float32, fill color.Color) *canvas.Rectangle {
	shape := canvas.NewRectangle(fill)
	shape.Move(fyne.NewPos(x, y))
	shape.Resize(fyne.NewSize(width, height))
	r.objects = append(r.objects, shape)
	return shape
}

func (r *useRenderer) line(x1, y1, x2, y2 float32, ink color.Color, width float32) {
	line := canvas.NewLine(ink)
	line.Position1, line.Position2, line.StrokeWidth = fyne.NewPos(x1, y1), fyne.NewPos(x2, y2), width
	r.objects = append(r.objects, line)
}

func (r *useRenderer) text(text string, at fyne.Position, ink fyne.ThemeColorName) {
	line := canvas.NewText(text, theme.Color(ink))
	line.TextSize = caption()
	line.Move(at)
	line.Resize(line.MinSize())
	r.objects = append(r.objects, line)
}
