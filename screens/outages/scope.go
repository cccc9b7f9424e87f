package outages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// scopeField chooses what loses power: one transformer area or line after the
// other. What was chosen stands below, each with a button that takes it off.
type scopeField struct {
	field   *widgets.CodeField
	chosen  *fyne.Container
	box     *fyne.Container
	changed func()

	offered map[string]app.GridPlace // by the code of its option
	names   map[app.GridPlace]string
	places  []app.GridPlace
}

func newScopeField(changed func()) *scopeField {
	s := &scopeField{changed: changed, offered: map[string]app.GridPlace{}, names: map[app.GridPlace]string{}}
	s.field = widgets.NewCodeField(nil, s.take)
	s.field.SetPlaceHolder(lang.L("Code, name or initials of a transformer area or line"))
	s.chosen = container.New(&wrapLayout{})
	s.box = container.New(&underLayout{}, s.field, s.chosen)
	return s
}

// offer lets choose among lines and transformer areas.
func (s *scopeField) offer(lines []app.GridLine, areas []app.TransformerArea) {
	var options []widgets.Option
	add := func(code, label, keys string, place app.GridPlace) {
		o := desk.Option(code, label)
		o.Keys += " " + keys
		options = append(options, o)
		s.offered[code], s.names[place] = place, label
	}
	for _, l := range lines {
		label := lang.L("Line {{.Line}} ({{.N}} areas)", map[string]any{"Line": l.Line, "N": l.Areas})
		add("10kV "+l.Substation+" "+l.Line, label, initials(l.Line)+" "+l.Line, app.GridPlace{Substation: l.Substation, Line: l.Line})
	}
	for _, a := range areas {
		code := a.Code
		if _, twice := s.offered[code]; twice || code == "" {
			code = a.ID.String()
		}
		add(code, a.Name, initials(a.Line), app.GridPlace{TransformerArea: a.ID})
	}
	s.field.SetOptions(options)
	s.show()
}

func initials(name string) string {
	_, short := app.Pinyin(name)
	return short
}

// take adds what was chosen and empties the field for the next.
func (s *scopeField) take(o widgets.Option) {
	place, known := s.offered[o.Code]
	// What was chosen is selected; the selection would outlive its text and
	// swallow the first letter of the next.
	s.field.Entry().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	s.field.SetCode("")
	if !known || slices.Contains(s.places, place) {
		return
	}
	s.set(append(s.places, place))
	s.changed()
}

func (s *scopeField) set(places []app.GridPlace) {
	s.places = slices.Clone(places)
	s.show()
}

func (s *scopeField) show() {
	s.chosen.Objects = nil
	for _, place := range s.places {
		off := widgets.NewIconButton(s.name(place), theme.CancelIcon(), func() { s.drop(place) })
		off.IconPlacement = widget.ButtonIconTrailingText
		s.chosen.Add(off)
	}
	s.box.Refresh()
}

// name is what a place is called; a line has its name itself.
func (s *scopeField) name(place app.GridPlace) string {
	if name := s.names[place]; name != "" {
		return name
	}
	return place.Line
}

func (s *scopeField) drop(place app.GridPlace) {
	s.set(slices.DeleteFunc(slices.Clone(s.places), func(p app.GridPlace) bool { return p == place }))
	widgets.Focus(s.field)
	s.changed()
}

// wrapLayout sets objects one after the other, in as many lines as they need.
type wrapLayout struct{ width float32 }

const wrapGap = 4

func (l *wrapLayout) place(objects []fyne.CanvasObject, width float32, move bool) float32 {
	x, y, line := float32(0), float32(0), float32(0)
	for _, o := range objects {
		size := o.MinSize()
		if x > 0 && x+size.Width > width {
			x, y, line = 0, y+line+wrapGap, 0
		}
		if move {
			o.Move(fyne.NewPos(x, y))
			o.Resize(size)
		}
		x, line = x+size.Width+wrapGap, max(line, size.Height)
	}
	return y + line
}

// Layout implements fyne.Layout.
func (l *wrapLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(objects, size.Width, true)
}

// MinSize implements fyne.Layout; the height is that at the width at hand.
func (l *wrapLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, l.place(objects, max(l.width, 120), false))
}

// underLayout sets the second object under the first, with a gap where it has
// anything to show.
type underLayout struct{}

// Layout implements fyne.Layout.
func (l *underLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first := objects[0].MinSize().Height
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(size.Width, first))
	objects[1].Move(fyne.NewPos(0, first+wrapGap))
	objects[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-first-wrapGap)))
}

// MinSize implements fyne.Layout.
func (l *underLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	if below := objects[1].MinSize().Height; below > 0 {
		size.Height += wrapGap + below
	}
	return size
}
