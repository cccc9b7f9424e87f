package charts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
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
func (c *Columns) plot(size fyne.Size) plot {
	p := plot{ticks: Ticks(c.chart.Bars), top: lineHeight() + 8, bottom: size.Height - 2*lineHeight() - 10}
	for _, tick := range p.ticks {
		p.left = max(p.left, textWidth(words.Count(tick))+tickGap)
	}
	p.column = (size.Width - p.left) / float32(max(1, len(c.chart.Bars)))
	return p
}

// y is how high a number stands.
func (p plot) y(kwh int64) float32 {
	return p.bottom - (p.bottom-p.top)*float32(kwh)/float32(p.ticks[len(p.ticks)-1])
}

// middle is the middle of a month.
func (p plot) middle(i int) float32 { return p.left + p.column*(float32(i)+0.5) }

type columnsRenderer struct {
	c       *Columns
	said    *widgets.Text // the month in words
	objects []fyne.CanvasObject
}

func (r *columnsRenderer) Destroy() {}

func (r *columnsRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *columnsRenderer) MinSize() fyne.Size { return fyne.NewSize(leastWidth, leastHeight) }

func (r *columnsRenderer) Layout(size fyne.Size) { r.draw(size) }

func (r *columnsRenderer) Refresh() {
	r.draw(r.c.Size())
	canvas.Refresh(r.c.self)
}

// draw makes the picture anew: a hundred small things, which is less than
// keeping track of them.
func (r *columnsRenderer) draw(size fyne.Size) {
	r.objects = r.objects[:0]
	if len(r.c.chart.Bars) == 0 || size.Width <= 0 {
		return
	}
	p := r.c.plot(size)
	r.cursor(p, size)
	r.axis(p, size)
	for i, point := range r.c.chart.Bars {
		r.bar(p, i, point)
	}
	r.over(p)
	r.names(p, size)
	r.key(size)
	r.said.SetText(r.c.chart.Bars[r.c.at].Says)
	r.said.Move(fyne.NewPos(0, size.Height-lineHeight()-2))
	r.said.Resize(fyne.NewSize(size.Width, lineHeight()))
	r.objects = append(r.objects, r.said)
}

// cursor is the ground of the month that is told, framed when the keys go here.
func (r *columnsRenderer) cursor(p plot, size fyne.Size) {
	ground := r.rectangle(p.left+p.column*float32(r.c.at), p.top-4, p.column, p.bottom-p.top+4+lineHeight()+4, theme.Color(look.ColorRowUnfocused))
	ground.CornerRadius = 4
	if r.c.focused {
		ground.FillColor = theme.Color(look.ColorRowSelected)
		ground.StrokeColor, ground.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	}
}

func (r *columnsRenderer) axis(p plot, size fyne.Size) {
	for _, tick := range p.ticks {
		y := p.y(tick)
		r.line(p.left, y, size.Width, y, theme.Color(theme.ColorNameSeparator), 1)
		label := words.Count(tick)
		r.text(label, fyne.NewPos(p.left-tickGap-textWidth(label), y-lineHeight()/2), look.ColorMuted)
	}
}

// bar is one month; an estimated one is hatched.
func (r *columnsRenderer) bar(p plot, i int, point app.FigureBar) {
	width := p.column * barShare
	left, top := p.middle(i)-width/2, p.y(point.Bar)
	if !point.HasBar || top >= p.bottom {
		return
	}
	full := theme.Color(theme.ColorNamePrimary)
	if !point.Hatched {
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

// over is the line, broken where nothing is known.
func (r *columnsRenderer) over(p plot) {
	ink := theme.Color(look.ColorLamp)
	for i, point := range r.c.chart.Bars {
		if !point.HasLine {
			continue
		}
		x, y := p.middle(i), p.y(point.Line)
		if next := i + 1; next < len(r.c.chart.Bars) && r.c.chart.Bars[next].HasLine {
			r.line(x, y, p.middle(next), p.y(r.c.chart.Bars[next].Line), ink, 2)
		}
		dot := canvas.NewCircle(ink)
		dot.Move(fyne.NewPos(x-2.5, y-2.5))
		dot.Resize(fyne.NewSquareSize(5))
		r.objects = append(r.objects, dot)
	}
}

// months names the months, or every second one where they would touch.
func (r *columnsRenderer) names(p plot, size fyne.Size) {
	step := NameEvery(r.c.chart.Bars, p.column, func(name string) float32 { return textWidth(name) + 4 })
	for i := len(r.c.chart.Bars) - 1; i >= 0; i -= step {
		name, ink := r.c.chart.Bars[i].Name, look.ColorMuted
		if i == r.c.at {
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
func (r *columnsRenderer) key(size fyne.Size) {
	r.text(r.c.chart.Unit, fyne.NewPos(0, 0), look.ColorMuted)
	free, middle, bar := size.Width, lineHeight()/2, theme.Color(theme.ColorNamePrimary)
	put := func(text string, sign func(x float32)) {
		width := keySign + 4 + textWidth(text)
		if free -= width; free > textWidth(r.c.chart.Unit)+keyGap {
			sign(free)
			r.text(text, fyne.NewPos(free+keySign+4, 0), look.ColorMuted)
		}
		free -= keyGap
	}
	if r.c.chart.Line != "" {
		put(r.c.chart.Line, func(x float32) { r.line(x, middle, x+keySign, middle, theme.Color(look.ColorLamp), 2) })
	}
	put(r.c.chart.Bar, func(x float32) { r.rectangle(x+7, middle-4, 9, 9, bar) })
	if Hatched(r.c.chart.Bars) {
		put(r.c.chart.Hatch, func(x float32) {
			frame := r.rectangle(x+7, middle-4, 9, 9, color.Transparent)
			frame.StrokeColor, frame.StrokeWidth = bar, 1
			r.line(x+7, middle+5, x+16, middle-4, bar, 1)
		})
	}
}

func (r *columnsRenderer) rectangle(x, y, width, height float32, fill color.Color) *canvas.Rectangle {
	shape := canvas.NewRectangle(fill)
	shape.Move(fyne.NewPos(x, y))
	shape.Resize(fyne.NewSize(width, height))
	r.objects = append(r.objects, shape)
	return shape
}

func (r *columnsRenderer) line(x1, y1, x2, y2 float32, ink color.Color, width float32) {
	line := canvas.NewLine(ink)
	line.Position1, line.Position2, line.StrokeWidth = fyne.NewPos(x1, y1), fyne.NewPos(x2, y2), width
	r.objects = append(r.objects, line)
}

func (r *columnsRenderer) text(text string, at fyne.Position, ink fyne.ThemeColorName) {
	line := canvas.NewText(text, theme.Color(ink))
	line.TextSize = caption()
	line.Move(at)
	line.Resize(line.MinSize())
	r.objects = append(r.objects, line)
}
