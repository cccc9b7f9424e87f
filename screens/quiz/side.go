package quiz

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// side is what is beside the question: the time that is left, all questions at a
// glance, and handing in.
type side struct {
	run   *run
	time  *widgets.Text
	soon  *widgets.Paragraph
	cells *cells
	done  *widgets.Text
	later *widgets.Text
	open  *widgets.Text
	sheet *widgets.Sheet // the question whether to hand in; nil: none
	top   *fyne.Container
	body  *fyne.Container
}

// sideWidth is the room of the side.
const sideWidth = 286

func newSide(r *run) *side {
	s := &side{run: r, time: widgets.NewTitle(""), soon: muted(""), done: widgets.NewText(""), later: widgets.NewText(""), open: widgets.NewText("")}
	s.cells = newCells(len(r.t.Questions), r.toQuestion)
	legend := container.NewVBox(legendOf(cellDone, s.done), legendOf(cellLater, s.later), legendOf(cellOpen, s.open))
	all := container.New(scrollLayout{}, container.NewVScroll(s.cells))
	s.soon.Hide()
	s.top = container.New(&downLayout{gap: 4}, muted(lang.L("Time left")), s.time, s.soon, widgets.NewSectionHeader(lang.L("All questions")))
	handIn := widgets.NewButton(lang.X("quiz.hand_in", "Hand in")+"  Ctrl+Enter", r.askHandIn)
	below := container.New(&downLayout{gap: 10}, legend, handIn)
	card := widgets.NewCard(container.NewBorder(s.top, container.New(layout.NewCustomPaddedLayout(8, 0, 0, 0), below), nil, nil, all))
	s.body = container.New(layout.NewCustomPaddedLayout(12, 12, 0, 16), card)
	return s
}

// tell says how much time is left: to the minute while there is enough.
func (s *side) tell(left int64, limited bool) {
	said, soon, ink := lang.L("no limit"), "", theme.ColorNameForeground
	if limited {
		said = words.Stretch((left + 999) / 1000 * 1000)
		if left > leftLittle {
			said = words.Stretch((left + 59_999) / 60_000 * 60_000)
		}
		switch {
		case left <= leftLast:
			soon, ink = lang.L("Less than a minute is left. Then it is handed in by itself."), theme.ColorNameError
		case left <= leftLittle:
			soon, ink = lang.L("Less than five minutes are left."), theme.ColorNameWarning
		}
	}
	if said == s.time.Text && soon == s.soon.Text {
		return
	}
	s.time.Color, s.soon.Color = ink, ink
	s.time.Text = said
	s.time.Refresh()
	if soon != s.soon.Text {
		s.soon.SetText(soon)
		shown(s.soon, soon != "")
		for range 2 { // its height follows from its width
			s.body.Refresh()
		}
	}
}

// counts is how many questions are answered, and how many marked for later.
func (s *side) counts() (answered, later int) {
	for _, q := range s.run.t.Questions {
		if app.Answered(s.run.t.Answers[q.ID]) {
			answered++
		}
	}
	return answered, len(s.run.late)
}

func (s *side) show() {
	for i, q := range s.run.t.Questions {
		s.cells.states[i] = cellState{answered: app.Answered(s.run.t.Answers[q.ID]), later: s.run.late[q.Place]}
	}
	s.cells.at = s.run.at
	s.cells.Refresh()
	answered, later := s.counts()
	s.done.SetText(lang.L("Answered: {{.N}}", map[string]any{"N": answered}))
	s.later.SetText(lang.L("Marked for later: {{.N}}", map[string]any{"N": later}))
	s.open.SetText(lang.L("Open: {{.N}}", map[string]any{"N": len(s.run.t.Questions) - answered}))
}

func (s *side) closeSheet() {
	if s.sheet != nil {
		s.sheet.Close()
		s.sheet = nil
	}
}

// legendOf explains how a cell looks.
func legendOf(kind cellKind, said fyne.CanvasObject) fyne.CanvasObject {
	swatch := canvas.NewRectangle(theme.Color(look.ColorSurface))
	swatch.CornerRadius, swatch.StrokeWidth, swatch.StrokeColor = 3, 1, theme.Color(theme.ColorNameInputBorder)
	part := canvas.NewRectangle(color.Transparent)
	size := fyne.NewSize(18, 14)
	switch kind {
	case cellDone:
		swatch.FillColor, swatch.StrokeColor = theme.Color(theme.ColorNamePrimary), theme.Color(theme.ColorNamePrimary)
	case cellLater:
		part.FillColor = theme.Color(look.ColorLamp)
	}
	mark := container.New(layout.NewCustomPaddedLayout(10, 0, 0, 0), part)
	return container.NewHBox(container.NewCenter(container.NewGridWrap(size, container.NewStack(swatch, mark))), said)
}

// sideLayout gives the second of two objects its width and the first the rest.
type sideLayout struct{ width float32 }

// Layout implements fyne.Layout.
func (l *sideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	put(objects[0], 0, 0, size.Width-l.width, size.Height)
	put(objects[1], size.Width-l.width, 0, l.width, size.Height)
}

// MinSize implements fyne.Layout.
func (l *sideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	first, second := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(first.Width+l.width, max(first.Height, second.Height))
}
