package usecharts

// Picture is a chart laid out, from the back to the front. Its measures are those
// of whatever it is laid out for: pixels of the window, points of paper.
type Picture struct {
	Shapes []Shape
	Texts  []Text
	Frame  Frame
	months []Month
}

// Shape is an area that is filled, or a line.
type Shape struct {
	Ink    Ink
	Points []Point
	Width  float32 // of a line; 0: an area
}

// Point is a place, from the top left.
type Point struct{ X, Y float32 }

// Text is one line, its top left corner at a place.
type Text struct {
	At   Point
	Text string
	Ink  Ink
}

// Ink says what something is drawn in; each medium has colours of its own.
type Ink int

// The inks.
const (
	InkGrid   Ink = iota
	InkAxis       // numbers and months
	InkText       // what is read
	InkBand95     // nineteen times in twenty
	InkBand80     // four times in five
	InkBefore     // the year before
	InkUsed       // what was used, and in a thinner line what is expected
	InkHollow     // the inside of points
	InkAdjusted
	InkFrozen
	InkBorder // between what is known and what is expected
	InkFestival
	InkEvent
	InkFactor
)

// Frame is where the months stand.
type Frame struct {
	Left, Right, Top, Bottom float32
	column                   float32
	most                     int64 // at the top
}

// middle is the middle of a month.
func (f Frame) middle(i int) float32 { return f.Left + f.column*(float32(i)+0.5) }

// height is how high a figure stands; what is over the axis stands at its end.
func (f Frame) height(kwh int64) float32 {
	return f.Bottom - (f.Bottom-f.Top)*float32(min(kwh, f.most))/float32(max(1, f.most))
}

func (p *Picture) line(ink Ink, width float32, points ...Point) {
	p.Shapes = append(p.Shapes, Shape{Ink: ink, Points: points, Width: width})
}

func (p *Picture) area(ink Ink, points ...Point) {
	p.Shapes = append(p.Shapes, Shape{Ink: ink, Points: points})
}

func (p *Picture) text(ink Ink, at Point, text string) {
	p.Texts = append(p.Texts, Text{at, text, ink})
}

// dashed is a line of strokes so long with as much room between.
func (p *Picture) dashed(ink Ink, width, dash float32, points ...Point) {
	on, left := true, dash
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		for long := distance(a, b); long > 0; long = distance(a, b) {
			step := min(left, long)
			next := Point{a.X + (b.X-a.X)*step/long, a.Y + (b.Y-a.Y)*step/long}
			if on {
				p.line(ink, width, a, next)
			}
			if left -= step; left <= 0 {
				on, left = !on, dash
			}
			if step == long {
				break
			}
			a = next
		}
	}
}

// dot is a filled circle.
func (p *Picture) dot(ink Ink, at Point, radius float32) {
	p.area(ink, circle(at, radius)...)
}

// diamond is a square on its corner.
func (p *Picture) diamond(ink Ink, at Point, radius float32) {
	p.area(ink, Point{at.X, at.Y - radius}, Point{at.X + radius, at.Y}, Point{at.X, at.Y + radius}, Point{at.X - radius, at.Y})
}
