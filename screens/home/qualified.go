package home

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Qualifications stand in a line below the numbers while any is to be renewed or
// may be granted: everybody's for who may see those, else one's own. They are
// asked for by themselves, so that the cases do not wait for them.

// qualifiedShown are the lists that have a button, the most urgent first.
var qualifiedShown = []app.QualifiedView{app.ViewWithin7, app.ViewWithin30, app.ViewWithin90, app.ViewReady}

func (p *Page) newQualified() fyne.CanvasObject {
	p.standing = container.NewHBox()
	p.qualified = container.NewPadded(p.standing)
	p.qualified.Hide()
	p.counted = background.NewLoader(p.desk.Runner, p.showQualified)
	return p.qualified
}

func (p *Page) reloadQualified() {
	if p.desk.By.May(app.LearnHere) != nil {
		return
	}
	p.counted.Ask(func(ctx context.Context) (map[app.QualifiedView]int64, error) {
		return p.store.QualificationCounts(ctx, p.desk.By)
	})
}

func (p *Page) showQualified(counts map[app.QualifiedView]int64, err error) {
	if err != nil {
		p.note.SetText(words.Error(err))
		return
	}
	everybody := p.desk.By.May(app.ReadTraining) == nil
	title, shown := lang.L("Qualifications to be renewed or granted:"), qualifiedShown
	if !everybody {
		title, shown = lang.L("Your qualification is to be renewed:"), shown[:3]
	}
	p.standing.Objects = []fyne.CanvasObject{container.NewCenter(widgets.NewMutedText(title))}
	for _, view := range shown {
		if counts[view] == 0 {
			continue
		}
		route := desk.Route{Tab: desk.Training, Training: desk.Mine}
		if everybody {
			route = desk.Route{Tab: desk.Training, Training: desk.Qualifications, Qualified: view}
		}
		text := lang.L("{{.View}}: {{.N}}", map[string]any{"View": words.QualifiedView(view), "N": words.Count(counts[view])})
		p.standing.Add(widgets.NewButton(text, func() { p.desk.Open(route) }))
	}
	if len(p.standing.Objects) > 1 {
		p.qualified.Show()
	} else {
		p.qualified.Hide()
	}
	p.body.Refresh()
}
