package knowledge

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Area is the knowledge tab: what is typed and the list at the left, the
// article at the right.
type Area struct {
	*shelf
	store Store
	kind  *widgets.CodeField
	body  fyne.CanvasObject
}

// New builds the tab.
func New(d *desk.Desk, store Store) *Area {
	a := &Area{shelf: newShelf(d, store, columns(true)), store: store}
	a.table.OnOpen = func(widgets.Row) { a.change() }
	a.search.OnSubmitted = func(string) { a.typing.Now(); widgets.Focus(a.table) }
	a.kind = widgets.NewCodeField(kindOptions(d), func(o widgets.Option) {
		a.filter.Kind, a.filter.OnlyKind = app.CaseKind(o.Code), o.Code != ""
		a.ask()
	})
	a.kind.SetPlaceHolder(lang.L("All kinds"))
	bar := container.NewBorder(nil, nil, nil, a.count, container.New(&widgets.BarLayout{Widths: []float32{0, 200}}, a.search, a.kind))
	head := container.NewVBox(bar, a.note)
	panes := container.New(&widgets.PanesLayout{Share: 0.55}, a.table, container.NewPadded(a.page))
	foot := container.NewBorder(nil, nil, widgets.NewMutedText(lang.L("Tab goes to the text, Ctrl+C copies it.")), a.buttons())
	a.body = container.NewBorder(container.NewPadded(head), container.NewPadded(foot), nil, nil, panes)
	a.ask()
	return a
}

// buttons are for those who may write articles.
func (a *Area) buttons() fyne.CanvasObject {
	if !a.edits() {
		return nil
	}
	return container.NewHBox(widgets.NewButton(lang.L("Edit")+"  Enter", a.change), widgets.NewPrimaryButton(lang.L("New article")+"  Ctrl+N", func() { a.New() }))
}

func (a *Area) edits() bool { return a.desk.By.May(app.EditArticles) == nil }

// kindOptions offers the kinds of cases by their letters, initials and names.
func kindOptions(d *desk.Desk) []widgets.Option {
	out := make([]widgets.Option, 0, len(app.CaseKinds()))
	for _, kind := range app.CaseKinds() {
		out = append(out, desk.Option(string(kind), words.Kind(kind), d.Codes.Label("case_kind_code", string(kind))))
	}
	return out
}

// change opens the chosen article in a sheet.
func (a *Area) change() {
	if one, there := a.article(); there && a.edits() {
		newEditor(a, one).open()
	}
}

// saved shows the list anew with an article that was just kept.
func (a *Area) saved(one app.Article) {
	a.desk.Say(lang.L("Saved: {{.Name}}", map[string]any{"Name": one.Title(a.desk.Codes.Language())}))
	a.chosen = one.ID
	a.ask()
}

// Content is the tab.
func (a *Area) Content() fyne.CanvasObject { return a.body }

// Shows names what is on view.
func (a *Area) Shows() app.Changes { return app.Articles }

// Reload asks for the list again; what is read stays on view.
func (a *Area) Reload() { a.ask() }

// Focus puts the keyboard where one begins to look something up.
func (a *Area) Focus() { a.ToFilter() }

// ToFilter answers Ctrl+F.
func (a *Area) ToFilter() { widgets.Focus(a.search); a.search.SelectAll() }

// New answers Ctrl+N for those who may write; the others accept a case.
func (a *Area) New() bool {
	if !a.edits() {
		return false
	}
	newEditor(a, app.Article{}).open()
	return true
}

// Step answers Ctrl+PgUp and Ctrl+PgDn: the article before or after.
func (a *Area) Step(by int) { a.choose(a.table.SelectedIndex() + by) }

// Leave answers Esc: it takes the filter off, then there is nothing to leave.
func (a *Area) Leave() bool {
	if a.search.Text == "" && a.filter.Kind == "" {
		return false
	}
	a.search.SetText("")
	a.kind.SetCode("")
	a.filter = app.ArticleFilter{}
	a.ask()
	return true
}
