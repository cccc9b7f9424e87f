package screentest

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// said is one text on the page with what stands around it.
type said struct {
	text   string
	object fyne.CanvasObject
	pos    fyne.Position       // on the canvas
	path   []fyne.CanvasObject // from the root to the object
}

// sayer is a widget that tells its texts itself, uncut.
type sayer interface{ Says() []string }

// Text is everything on the page, a line for each text.
func (p *Page) Text() string {
	var lines []string
	for _, s := range p.everything() {
		lines = append(lines, s.text)
	}
	return strings.Join(lines, "\n")
}

// See fails the test unless the page says this somewhere.
func (p *Page) See(text string) {
	p.t.Helper()
	if !p.Sees(text) {
		p.t.Errorf("the page does not say %q. It says:\n%s", text, p.Text())
	}
}

// DontSee fails the test if the page says this anywhere.
func (p *Page) DontSee(text string) {
	p.t.Helper()
	if p.Sees(text) {
		p.t.Errorf("the page says %q. It says:\n%s", text, p.Text())
	}
}

// Sees reports whether any text on the page contains this.
func (p *Page) Sees(text string) bool {
	for _, s := range p.everything() {
		if strings.Contains(s.text, text) {
			return true
		}
	}
	return false
}

func (p *Page) everything() []said {
	var all []said
	for _, layer := range p.layers() {
		all = append(all, read(layer)...)
	}
	return all
}

// read collects the visible texts of a tree in the order of the tree.
func read(root fyne.CanvasObject) []said {
	var all []said
	var visit visitor
	visit = func(object fyne.CanvasObject, pos fyne.Position, path []fyne.CanvasObject) bool {
		own := ownTexts(object)
		for _, text := range own {
			all = append(all, said{text, object, pos, path})
		}
		if len(own) > 0 {
			walk(actionIn(object), pos, path, visit)
		}
		return len(own) == 0
	}
	walk(root, fyne.Position{}, nil, visit)
	return all
}

// actionIn is what stands at the end of a field, if anything does.
func actionIn(object fyne.CanvasObject) fyne.CanvasObject {
	v := reflect.ValueOf(object)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return nil
	}
	f := v.Elem().FieldByName("ActionItem")
	if !f.IsValid() {
		return nil
	}
	action, _ := f.Interface().(fyne.CanvasObject)
	return action
}

// ownTexts is what an object says itself; nothing means: ask what is in it.
func ownTexts(object fyne.CanvasObject) []string {
	switch o := object.(type) {
	case sayer:
		return o.Says()
	case *canvas.Text:
		return nonEmpty(o.Text)
	case *widget.RichText:
		return nonEmpty(o.String())
	case fyne.Widget:
		return nonEmpty(field(o, "Text"), field(o, "Selected"), hintOf(o))
	}
	return nil
}

// hintOf is the placeholder, which is seen while there is no text.
func hintOf(w fyne.Widget) string {
	if field(w, "Text") != "" || field(w, "Selected") != "" {
		return ""
	}
	return field(w, "PlaceHolder")
}

// field is a widget's text field of that name, also one it has by embedding
// one of Fyne's widgets.
func field(w fyne.Widget, name string) string {
	v := reflect.ValueOf(w)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return ""
	}
	f := v.Elem().FieldByName(name)
	if !f.IsValid() || f.Kind() != reflect.String {
		return ""
	}
	return f.String()
}

func nonEmpty(texts ...string) []string {
	var kept []string
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			kept = append(kept, text)
		}
	}
	return kept
}

// visitor is shown an object, its place on the canvas and the way to it, and
// says whether to go deeper.
type visitor func(fyne.CanvasObject, fyne.Position, []fyne.CanvasObject) bool

// walk visits the visible objects of a tree.
func walk(object fyne.CanvasObject, at fyne.Position, path []fyne.CanvasObject,
	visit visitor,
) {
	if object == nil || !object.Visible() {
		return
	}
	pos := at.Add(object.Position())
	path = append(path[:len(path):len(path)], object)
	if !visit(object, pos, path) {
		return
	}
	var inside []fyne.CanvasObject
	switch o := object.(type) {
	case *fyne.Container:
		inside = o.Objects
	case fyne.Widget:
		inside = test.WidgetRenderer(o).Objects()
	}
	for _, part := range inside {
		walk(part, pos, path, visit)
	}
}
