package settings

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/files"
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// general is language, look, the folder of exports and the unit's name.
// Choosing applies at once; the name is saved, since others see it too.
type general struct {
	desk  *desk.Desk
	store Store
	prefs Preferences
	apply func()

	folder *widgets.Entry
	name   *widgets.Entry
	form   *widgets.Form
	body   fyne.CanvasObject

	unit    app.OrgUnit
	loader  *background.Loader[app.OrgUnit]
	saving  bool
	changed bool // the name was typed in: a reload leaves it
}

func newGeneral(p *Page) *general {
	g := &general{desk: p.desk, store: p.store, prefs: p.prefs, apply: p.apply}
	g.loader = background.NewLoader(p.desk.Runner, g.show)
	g.folder, g.name = widgets.NewEntry(), widgets.NewEntry()
	g.folder.SetText(p.prefs.Get(Folder))
	if g.folder.Text == "" {
		g.folder.SetText(p.desk.Folder())
	}
	g.folder.OnFocus = func(gained bool) {
		if !gained {
			g.setFolder(g.folder.Text)
		}
	}
	g.name.OnChanged = func(text string) { g.changed = text != g.unit.Name }
	g.name.OnSubmitted = func(string) { g.save() }
	choose := widgets.NewButton(lang.L("Choose…"), func() { files.Folder(p.desk, g.folder.Text, g.setFolder) })
	save := widgets.NewButton(lang.L("Save"), g.save)
	g.form = widgets.NewForm(
		widgets.NewFormSection(lang.L("Language and look")),
		widgets.NewFormRow("", "语言 Language", g.choice(Language, words.Chinese, languages())),
		widgets.NewFormRow("", lang.L("Brightness"), g.choice(Theme, string(look.Light), variants())),
		widgets.NewFormRow("", lang.L("Text size"), g.choice(TextSize, sizeName(look.Normal), sizes())),
		widgets.NewFormSection(lang.L("Work")),
		widgets.NewFormRow("", lang.L("Folder of exports"), container.NewBorder(nil, nil, nil, choose, g.folder)),
		widgets.NewFormRow("name", lang.L("Name of the unit"), container.NewBorder(nil, nil, nil, save, g.name)).Hinted(lang.L("Stands in the status bar of all who work with these records.")),
	)
	g.form.OneColumn = true
	g.body = calm(g.form)
	g.Reload()
	return g
}

// Content is the part.
func (g *general) Content() fyne.CanvasObject { return g.body }

// Focus puts the keyboard on the first choice.
func (g *general) Focus() { g.form.FocusFirst() }

// Reload asks for the unit again.
func (g *general) Reload() {
	g.loader.Ask(func(ctx context.Context) (app.OrgUnit, error) {
		units, err := g.store.Units(ctx, g.desk.By)
		at := slices.IndexFunc(units, func(u app.OrgUnit) bool { return u.ID == g.desk.By.Unit })
		if err != nil || at < 0 {
			return app.OrgUnit{}, err
		}
		return units[at], nil
	})
}

func (g *general) show(unit app.OrgUnit, err error) {
	if err != nil {
		g.desk.Fail(err)
		return
	}
	g.unit = unit
	if !g.changed {
		g.name.SetText(unit.Name)
	}
}

// choice is a field of a preference; what is chosen applies at once.
func (g *general) choice(name, usual string, options []widgets.Option) *widgets.CodeField {
	now := g.prefs.Get(name)
	if now == "" {
		now = usual
	}
	return widgets.NewSettledField(options, now, func(code string) {
		g.prefs.Set(name, code)
		g.apply()
	})
}

func (g *general) setFolder(folder string) {
	folder = strings.TrimSpace(folder)
	if folder == "" {
		return
	}
	g.folder.SetText(folder)
	if folder != g.prefs.Get(Folder) {
		g.prefs.Set(Folder, folder)
		g.apply()
	}
}

// save keeps the unit's name, for everybody.
func (g *general) save() {
	if g.saving || g.unit.ID.IsZero() || !g.changed {
		return
	}
	was, now := g.unit, g.unit
	now.Name = strings.TrimSpace(g.name.Text)
	g.saving = true
	g.form.Clear()
	g.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			_, err := g.store.SaveUnit(ctx, g.desk.By, was, now)
			return err
		},
		Done: func(err error) {
			g.saving = false
			if err != nil {
				g.form.Refuse("name", words.Error(err))
				return
			}
			g.changed = false
			g.desk.Say(lang.L("Saved: {{.Name}}", map[string]any{"Name": now.Name}))
			g.Reload()
			g.apply()
		},
	})
}

func languages() []widgets.Option {
	return []widgets.Option{{Code: words.Chinese, Label: "中文", Keys: "zhongwen zw chinese"}, {Code: words.English, Label: "English", Keys: "yingwen yw"}}
}

func variants() []widgets.Option {
	return []widgets.Option{
		{Code: string(look.System), Label: lang.L("As the system")}, {Code: string(look.Light), Label: lang.L("Light")}, {Code: string(look.Dark), Label: lang.L("Dark")},
	}
}

func sizes() []widgets.Option {
	return []widgets.Option{
		{Code: sizeName(look.Small), Label: lang.L("Small")},
		{Code: sizeName(look.Normal), Label: lang.X("text.normal", "Normal")},
		{Code: sizeName(look.Large), Label: lang.L("Large")},
		{Code: sizeName(look.Larger), Label: lang.L("Very large")},
	}
}

// sizeName is a size of text as it is kept.
func sizeName(size look.TextSize) string { return strconv.Itoa(int(size)) }
