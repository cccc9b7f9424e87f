package knowledge

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// page is an article to read. It takes the focus, so that a long one is
// scrolled by the arrows.
type page struct {
	widget.BaseWidget
	desk    *desk.Desk
	text    *fyne.Container
	scroll  *container.Scroll
	edge    *canvas.Rectangle // tells the focus
	focused bool
}

func newPage(d *desk.Desk) *page {
	p := &page{desk: d, text: container.New(&column{}), edge: canvas.NewRectangle(nil)}
	p.scroll = container.NewVScroll(p.text)
	p.ExtendBaseWidget(p)
	return p
}

// show puts an article on the page.
func (p *page) show(a app.Article) {
	p.Show()
	language := p.desk.Codes.Language()
	today := app.DayOf(p.desk.Now())
	title := widgets.NewParagraph(a.Title(language))
	title.Bold, title.SizeName = true, theme.SizeNameSubHeadingText
	p.text.Objects = []fyne.CanvasObject{title, p.badges(a, today)}
	for line := range strings.SplitSeq(a.Body(language), "\n") {
		p.text.Add(widgets.NewParagraph(line))
	}
	p.text.Add(widgets.NewSectionHeader(lang.L("Where this is from")))
	for _, line := range p.origin(a) {
		p.text.Add(line)
	}
	p.scroll.Offset = fyne.Position{}
	p.fit(p.scroll.Size())
}

// clear leaves nothing to read.
func (p *page) clear() { p.Hide() }

// badges say how sure an article is, whether it holds, and whom it helps.
func (p *page) badges(a app.Article, today app.Day) fyne.CanvasObject {
	chips := []fyne.CanvasObject{widgets.NewBadge(words.Mark(a.Mark), markTone(a.Mark))}
	if !a.ValidOn(today) {
		chips = append([]fyne.CanvasObject{widgets.NewBadge(lang.L("Does not hold today"), widgets.ToneBad)}, chips...)
	}
	if len(a.Kinds) == 0 {
		chips = append(chips, widgets.NewBadge(lang.L("Every kind"), widgets.ToneNeutral))
	}
	for _, kind := range a.Kinds {
		chips = append(chips, widgets.NewBadge(words.Kind(kind), widgets.ToneNeutral))
	}
	return container.New(flow{}, chips...)
}

// origin says where an article is from, when it holds and who vouches for it.
func (p *page) origin(a app.Article) []fyne.CanvasObject {
	lines := []string{a.Source}
	if a.ValidFrom != "" {
		lines = append(lines, lang.L("Holds from {{.Day}}", map[string]any{"Day": string(a.ValidFrom)}))
	}
	if a.ValidTo != "" {
		lines = append(lines, lang.L("Holds until {{.Day}}", map[string]any{"Day": string(a.ValidTo)}))
	}
	vouched := lang.L("Nobody of the company has confirmed this yet.")
	if a.ConfirmedBy != "" {
		vouched = lang.L("Confirmed by {{.Name}} on {{.Day}}", map[string]any{"Name": a.ConfirmedBy, "Day": string(a.ConfirmedOn)})
	}
	out := make([]fyne.CanvasObject, 0, len(lines)+1)
	for _, line := range append(lines, vouched) {
		muted := widgets.NewParagraph(line)
		muted.Color = look.ColorMuted
		out = append(out, muted)
	}
	return out
}

// fit breaks the text for the room, before the scroll asks how high it is.
func (p *page) fit(room fyne.Size) {
	p.text.Layout.Layout(p.text.Objects, room)
	p.scroll.Resize(room)
	p.scroll.Refresh()
}

// scrollBy moves the text.
func (p *page) scrollBy(by float32) {
	p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(p.scroll.Offset.Y+by, p.text.MinSize().Height-p.scroll.Size().Height))))
}

// TypedKey scrolls, and passes on the rest.
func (p *page) TypedKey(ev *fyne.KeyEvent) {
	line, view := theme.TextSize()*2, p.scroll.Size().Height*0.9
	switch ev.Name {
	case fyne.KeyUp:
		p.scrollBy(-line)
	case fyne.KeyDown:
		p.scrollBy(line)
	case fyne.KeyPageUp:
		p.scrollBy(-view)
	case fyne.KeyPageDown, fyne.KeySpace:
		p.scrollBy(view)
	case fyne.KeyHome:
		p.scroll.ScrollToTop()
	case fyne.KeyEnd:
		p.scroll.ScrollToBottom()
	default:
		widgets.PassKey(p, ev)
	}
}

// TypedShortcut passes chords on.
func (p *page) TypedShortcut(shortcut fyne.Shortcut) { widgets.PassShortcut(p, shortcut) }

// TypedRune is called by Fyne.
func (p *page) TypedRune(rune) {}

// FocusGained is called by Fyne.
func (p *page) FocusGained() { p.focused = true; p.Refresh() }

// FocusLost is called by Fyne.
func (p *page) FocusLost() { p.focused = false; p.Refresh() }

// CreateRenderer is called by Fyne.
func (p *page) CreateRenderer() fyne.WidgetRenderer {
	r := &pageRenderer{p}
	r.Refresh()
	return r
}

type pageRenderer struct{ *page }

// pageInset is the room beside the text, edgeWidth that of the line that tells
// the focus.
const (
	pageInset = 16
	edgeWidth = 3
)

func (r *pageRenderer) Destroy() {}

func (r *pageRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.edge, r.scroll} }

func (r *pageRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 120) }

func (r *pageRenderer) Layout(size fyne.Size) {
	r.edge.Resize(fyne.NewSize(edgeWidth, size.Height))
	r.scroll.Move(fyne.NewPos(pageInset, 0))
	r.fit(fyne.NewSize(max(0, size.Width-pageInset-theme.Padding()), size.Height))
}

func (r *pageRenderer) Refresh() {
	name := theme.ColorNameSeparator
	if r.focused {
		name = theme.ColorNamePrimary
	}
	r.edge.FillColor = theme.ColorForWidget(name, r.page)
	r.edge.Refresh()
	r.scroll.Refresh()
}
