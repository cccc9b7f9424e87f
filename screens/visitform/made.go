package visitform

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

// made lists what was made in a visit.
type made struct {
	desk   *desk.Desk
	parts  Parts
	loader *background.Loader[[]Made]
	box    *fyne.Container
	grown  func() // the list is longer or shorter by now
}

func newMade(d *desk.Desk, parts Parts, grown func()) *made {
	m := &made{desk: d, parts: parts, box: container.NewVBox(), grown: grown}
	m.loader = background.NewLoader(d.Runner, m.show)
	return m
}

func (m *made) ask(id app.VisitID) {
	if m.parts.Made == nil || id.IsZero() {
		m.show(nil, nil)
		return
	}
	m.loader.Ask(func(ctx context.Context) ([]Made, error) { return m.parts.Made(ctx, id) })
}

func (m *made) show(all []Made, err error) {
	m.box.Objects = nil
	if err != nil {
		note := widgets.NewFieldNote()
		note.Error(words.Error(err))
		m.box.Add(note)
	}
	for _, one := range all {
		m.box.Add(m.line(one))
	}
	if len(all) == 0 && err == nil {
		m.box.Add(widgets.NewMutedText(lang.L("Nothing yet.")))
	}
	m.grown()
}

// line says one thing: what it is, where it stands, until when, and its text.
func (m *made) line(one Made) fyne.CanvasObject {
	head := container.NewHBox(widgets.NewBadge(words.VisitLink(one.Kind), widgets.ToneInfo), widgets.NewMutedText(one.Status), widgets.NewMutedText(words.Day(one.Due)))
	if m.parts.Open == nil {
		return container.NewVBox(head, widgets.NewParagraph(one.Text))
	}
	return container.NewVBox(head, widgets.NewLineButton(one.Text, func() { m.parts.Open(one) }))
}
