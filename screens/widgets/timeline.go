package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

// Moment is one entry of a timeline.
type Moment struct {
	When  string // as people read it, one line
	Icon  fyne.Resource
	Tone  Tone
	Title string
	Body  string // may be empty, may have lines
	Aside string // who, at the end of the title's line; may be empty
}

// Timeline tells what happened to a record, one moment under the other. Put
// it into a scroll; it is as high as its moments.
type Timeline struct {
	widget.BaseWidget
	moments []Moment
	rows    []*momentRow
}

// NewTimeline tells these moments, in the order given.
func NewTimeline(moments ...Moment) *Timeline {
	t := &Timeline{}
	t.ExtendBaseWidget(t)
	t.SetMoments(moments)
	return t
}

// SetMoments tells other moments.
func (t *Timeline) SetMoments(moments []Moment) {
	t.moments = moments
	t.rows = t.rows[:0]
	for _, m := range moments {
		t.rows = append(t.rows, newMomentRow(m))
	}
	t.Refresh()
}

// CreateRenderer is called by Fyne.
func (t *Timeline) CreateRenderer() fyne.WidgetRenderer {
	r := &timelineRenderer{t: t, rail: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

const (
	momentIcon = 22 // the disc with the icon
	momentGap  = 12 // between the columns, and between moments
)

// momentRow is the objects of one moment.
type momentRow struct {
	tone  Tone
	when  *Text
	disc  *canvas.Circle
	icon  *widget.Icon
	title *Text
	aside *Text
	body  *Paragraph
}

func newMomentRow(m Moment) *momentRow {
	row := &momentRow{
		tone: m.Tone, when: NewMutedText(m.When), disc: canvas.NewCircle(nil), icon: widget.NewIcon(m.Icon),
		title: NewText(m.Title), aside: NewMutedText(m.Aside), body: NewParagraph(m.Body),
	}
	row.title.Bold, row.title.Shrinks = true, true
	row.when.SizeName, row.aside.SizeName = theme.SizeNameCaptionText, theme.SizeNameCaptionText
	row.body.Hidden = m.Body == ""
	return row
}

func (m *momentRow) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{m.when, m.disc, m.icon, m.title, m.aside, m.body}
}

// layout puts the moment at a height; from is where its words begin.
func (m *momentRow) layout(y, from, width float32) (height float32) {
	line := max(momentIcon, m.title.MinSize().Height)
	when := m.when.MinSize()
	place(m.when, fyne.NewPos(from-2*momentGap-momentIcon-when.Width, y+(line-when.Height)/2), when)
	disc := fyne.NewPos(from-momentGap-momentIcon, y+(line-momentIcon)/2)
	place(m.disc, disc, fyne.NewSquareSize(momentIcon))
	place(m.icon, disc.AddXY(4, 4), fyne.NewSquareSize(momentIcon-8))
	aside, title := m.aside.MinSize(), m.title.MinSize()
	place(m.aside, fyne.NewPos(from+width-aside.Width, y+(line-aside.Height)/2), aside)
	place(m.title, fyne.NewPos(from, y+(line-title.Height)/2), fyne.NewSize(max(0, width-aside.Width-momentGap), title.Height))
	if m.body.Hidden {
		return line
	}
	body := m.body.heightFor(width)
	place(m.body, fyne.NewPos(from, y+line), fyne.NewSize(width, body))
	return line + body
}

type timelineRenderer struct {
	t    *Timeline
	rail *canvas.Rectangle
}

func (r *timelineRenderer) Destroy() {}

func (r *timelineRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.rail}
	for _, row := range r.t.rows {
		objects = append(objects, row.objects()...)
	}
	return objects
}

// from is where the words begin: after the widest time and the discs.
func (r *timelineRenderer) from() float32 {
	var widest float32
	for _, row := range r.t.rows {
		widest = max(widest, row.when.MinSize().Width)
	}
	return widest + 2*momentGap + momentIcon
}

// Layout puts the moments under each other along a rail.
func (r *timelineRenderer) Layout(room fyne.Size) { r.arrange(room.Width) }

func (r *timelineRenderer) arrange(width float32) (height float32) {
	from := r.from()
	var y, last float32
	for _, row := range r.t.rows {
		last = y
		y += row.layout(y, from, max(0, width-from)) + momentGap
	}
	place(r.rail, fyne.NewPos(from-momentGap-momentIcon/2-1, momentIcon/2), fyne.NewSize(1, last))
	return max(0, y-momentGap)
}

// MinSize is the height the moments need at the width they have.
func (r *timelineRenderer) MinSize() fyne.Size {
	least := r.from() + 160
	return fyne.NewSize(least, r.arrange(max(least, r.t.Size().Width)))
}

func (r *timelineRenderer) Refresh() {
	r.paint()
	r.Layout(r.t.Size())
	for _, object := range r.Objects() {
		object.Refresh()
	}
	canvas.Refresh(r.t)
}

func (r *timelineRenderer) paint() {
	r.rail.FillColor = colour(r.t, theme.ColorNameSeparator)
	for _, row := range r.t.rows {
		row.disc.FillColor = colour(r.t, row.tone.back())
		row.disc.StrokeColor = colour(r.t, look.ColorSurface)
		row.disc.StrokeWidth = 1
	}
}
