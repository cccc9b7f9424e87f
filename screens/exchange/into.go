package exchange

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// into says what the list that is going to be chosen holds, and which class it is
// of if it names none.
type into struct {
	kind  app.ImportKind
	of    app.ClassID
	kinds []app.ImportKind

	changed func()
	field   *widgets.CodeField
	named   *widgets.Text
	any     *widgets.Button
	whole   *fyne.Container
	body    *fyne.Container
	loader  *background.Loader[app.ClassPage]
	ask     func(app.ClassID)
}

// newInto offers the kinds that whoever works here may bring in.
func newInto(d *desk.Desk, store Store, changed func()) *into {
	i := &into{changed: changed, named: widgets.NewText("")}
	i.named.Shrinks = true
	for _, k := range app.ImportKinds() {
		if d.By.May(k.Right()) == nil {
			i.kinds = append(i.kinds, k)
		}
	}
	var options []widgets.Option
	for at, k := range i.kinds {
		options = append(options, desk.Option(strconv.Itoa(at+1), words.ImportKind(k)))
	}
	i.field = widgets.NewCodeField(options, func(o widgets.Option) {
		if at, err := strconv.Atoi(o.Code); err == nil && at <= len(i.kinds) {
			i.turn(i.kinds[at-1], app.ClassID{})
		}
	})
	i.any = widgets.NewButton(lang.L("Classes as the list says"), func() { i.turn(app.ImportClassList, app.ClassID{}) })
	i.whole = container.NewBorder(nil, nil, nil, i.any, i.named)
	i.body = container.New(&widgets.BarLayout{Widths: []float32{90, 260, 0}}, widgets.NewMutedText(lang.L("Kind of list")), i.field, i.whole)
	i.loader = background.NewLoader(d.Runner, func(c app.ClassPage, err error) {
		if err != nil {
			i.named.SetText(words.Error(err))
			return
		}
		i.named.SetText(lang.L("Into class {{.Number}}, {{.Name}}", map[string]any{"Number": c.Number, "Name": d.Codes.Course(c.Course.Name, c.Course.NameEN)}))
	})
	i.ask = func(id app.ClassID) {
		i.loader.Ask(func(ctx context.Context) (app.ClassPage, error) { return store.ClassPage(ctx, d.By, id) })
	}
	if len(i.kinds) > 0 {
		i.field.SetCode("1")
		i.kind = i.kinds[0]
	}
	i.tell()
	return i
}

// Content is the choice.
func (i *into) Content() fyne.CanvasObject { return i.body }

// job is what is known of the import before its file is.
func (i *into) job() app.ImportJob { return app.ImportJob{Kind: i.kind, Class: i.of} }

// class has the next list be of a class.
func (i *into) class(id app.ClassID) {
	for at, k := range i.kinds {
		if k == app.ImportClassList {
			i.field.SetCode(strconv.Itoa(at + 1))
		}
	}
	i.turn(app.ImportClassList, id)
	i.ask(id)
}

func (i *into) turn(kind app.ImportKind, of app.ClassID) {
	i.kind, i.of = kind, of
	i.tell()
	i.changed()
}

// tell says what else the list must name.
func (i *into) tell() {
	i.any.Hidden = i.of.IsZero()
	i.named.SetText("")
	switch {
	case !i.of.IsZero():
	case i.kind == app.ImportClassList:
		i.named.SetText(lang.L("Staff number and class number, with attendance and points as far as there are any. On the page of a class Ctrl+J takes one without class numbers."))
	case i.kind == app.ImportCompletions:
		i.named.SetText(lang.L("Staff number, course by code or name, and the day; points and hours if they are known."))
	}
	i.body.Refresh()
}
