package widgets

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

// Progress shows how far a long piece of work is, how long it may still take,
// and lets it be stopped.
type Progress struct {
	widget.BaseWidget
	now    func() time.Time
	cancel func()

	title  *Text
	detail *Text
	track  *canvas.Rectangle
	bar    *canvas.Rectangle
	button *Button

	began       time.Time
	done, total int
}

// NewProgress shows nothing until Begin. Without a clock it tells no time.
func NewProgress(now func() time.Time) *Progress {
	p := &Progress{
		now: now, title: NewText(""), detail: NewMutedText(""),
		track: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil),
	}
	p.title.Shrinks = true
	p.button = NewButton(lang.L("Stop"), p.stop)
	p.ExtendBaseWidget(p)
	p.Hide()
	return p
}

// Begin shows the bar for work that cancel stops; nil: it cannot be stopped.
func (p *Progress) Begin(title string, cancel func()) {
	p.cancel = cancel
	p.done, p.total = 0, 0
	if p.now != nil {
		p.began = p.now()
	}
	p.title.SetText(title)
	p.detail.SetText("")
	p.button.SetText(lang.L("Stop"))
	p.button.Enable()
	p.button.Hidden = cancel == nil
	p.Show()
	p.Refresh()
}

// Set says how much is done of how much; a total of 0 is not yet known.
func (p *Progress) Set(done, total int) {
	p.done, p.total = done, total
	p.detail.SetText(p.wording())
	p.Refresh()
}

// End takes the bar away.
func (p *Progress) End() { p.Hide() }

func (p *Progress) stop() {
	if p.cancel == nil {
		return
	}
	p.button.Disable()
	p.button.SetText(lang.L("Stopping…"))
	p.cancel()
}

func (p *Progress) wording() string {
	if p.total <= 0 {
		return grouped(p.done)
	}
	said := map[string]any{"Done": grouped(p.done), "Total": grouped(p.total), "Left": p.left()}
	if said["Left"] == "" {
		return lang.L("{{.Done}} of {{.Total}}", said)
	}
	return lang.L("{{.Done}} of {{.Total}}, about {{.Left}} left", said)
}

// left words the time still needed, once it can be guessed.
func (p *Progress) left() string {
	if p.now == nil || p.done <= 0 || p.done >= p.total {
		return ""
	}
	spent := p.now().Sub(p.began)
	if spent < 2*time.Second {
		return ""
	}
	left := time.Duration(float64(spent) * float64(p.total-p.done) / float64(p.done))
	if left < 90*time.Second {
		return lang.L("{{.N}} s", map[string]any{"N": int(left.Seconds()) + 1})
	}
	return lang.L("{{.N}} min", map[string]any{"N": int(left.Minutes()) + 1})
}

// grouped writes a number with commas between the thousands.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0 && digits[at-1] != '-'; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

func (p *Progress) parts() []fyne.CanvasObject { return []fyne.CanvasObject{p.button} }

// CreateRenderer is called by Fyne.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	r := &progressRenderer{p}
	r.paint()
	return r
}

type progressRenderer struct{ *Progress }

const (
	progressBar = 6
	progressGap = 5
)

func (r *progressRenderer) Destroy() {}

func (r *progressRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.title, r.detail, r.track, r.bar, r.button}
}

func (r *progressRenderer) MinSize() fyne.Size {
	height := r.title.MinSize().Height + progressGap + progressBar
	return fyne.NewSize(320, max(height, r.button.MinSize().Height))
}

// Layout: words above the bar, figures at its right end, the button after it.
func (r *progressRenderer) Layout(room fyne.Size) {
	width := room.Width
	if !r.button.Hidden {
		button := r.button.MinSize()
		width -= button.Width + 2*progressGap
		place(r.button, fyne.NewPos(width+2*progressGap, (room.Height-button.Height)/2), button)
	}
	line, detail := r.title.MinSize().Height, r.detail.MinSize()
	y := (room.Height - line - progressGap - progressBar) / 2
	place(r.title, fyne.NewPos(0, y), fyne.NewSize(max(0, width-detail.Width-8), line))
	place(r.detail, fyne.NewPos(width-detail.Width, y), detail)
	y += line + progressGap
	place(r.track, fyne.NewPos(0, y), fyne.NewSize(width, progressBar))
	part := float32(0)
	if r.total > 0 {
		part = min(1, float32(r.done)/float32(r.total))
	}
	place(r.bar, fyne.NewPos(0, y), fyne.NewSize(width*part, progressBar))
}

func (r *progressRenderer) Refresh() {
	r.paint()
	r.Layout(r.Size())
	for _, object := range r.Objects() {
		object.Refresh()
	}
}

func (r *progressRenderer) paint() {
	r.track.FillColor = colour(r.Progress, look.ColorNeutralBack)
	r.bar.FillColor = colour(r.Progress, theme.ColorNamePrimary)
	r.track.CornerRadius, r.bar.CornerRadius = progressBar/2, progressBar/2
}
