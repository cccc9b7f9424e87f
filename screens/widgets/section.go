package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// SectionHeader heads a part of a page: bold words, a thin line after them,
// and room for a button at the end.
type SectionHeader struct {
	widget.BaseWidget
	title *Text
	line  *canvas.Rectangle
	tail  fyne.CanvasObject // may be nil
}

// NewSectionHeader heads a part of a page.
func NewSectionHeader(title string) *SectionHeader {
	h := &SectionHeader{title: NewText(title), line: canvas.NewRectangle(color.Transparent)}
	h.title.Bold = true
	h.ExtendBaseWidget(h)
	return h
}

// WithTail puts an object, such as a button, at the end of the line.
func (h *SectionHeader) WithTail(tail fyne.CanvasObject) *SectionHeader {
	h.tail = tail
	return h
}

// SetTitle changes the words.
func (h *SectionHeader) SetTitle(title string) { h.title.SetText(title); h.Refresh() }

// CreateRenderer is called by Fyne.
func (h *SectionHeader) CreateRenderer() fyne.WidgetRenderer {
	r := &sectionRenderer{h}
	r.line.FillColor = theme.Color(theme.ColorNameSeparator)
	return r
}

func (h *SectionHeader) parts() []fyne.CanvasObject {
	if h.tail == nil {
		return nil
	}
	return []fyne.CanvasObject{h.tail}
}

type sectionRenderer struct{ *SectionHeader }

func (r *sectionRenderer) Destroy() {}

func (r *sectionRenderer) Layout(size fyne.Size) {
	text := r.title.MinSize()
	r.title.Move(fyne.NewPos(0, (size.Height-text.Height)/2))
	r.title.Resize(text)
	end := size.Width
	if r.tail != nil {
		tail := r.tail.MinSize()
		end -= tail.Width
		r.tail.Move(fyne.NewPos(end, (size.Height-tail.Height)/2))
		r.tail.Resize(tail)
		end -= theme.Size(theme.SizeNamePadding)
	}
	start := text.Width + theme.Size(theme.SizeNamePadding)*2
	r.line.Move(fyne.NewPos(start, size.Height/2))
	r.line.Resize(fyne.NewSize(fyne.Max(0, end-start), 1))
}

func (r *sectionRenderer) MinSize() fyne.Size {
	size := r.title.MinSize()
	size.Height += theme.Size(theme.SizeNamePadding) * 2
	if r.tail != nil {
		tail := r.tail.MinSize()
		size = fyne.NewSize(size.Width+tail.Width, fyne.Max(size.Height, tail.Height))
	}
	return size
}

func (r *sectionRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.title, r.line}, r.parts()...)
}

func (r *sectionRenderer) Refresh() {
	r.line.FillColor = theme.Color(theme.ColorNameSeparator)
	r.line.Refresh()
	r.title.Refresh()
	r.Layout(r.Size())
}
