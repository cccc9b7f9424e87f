package quiz

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// input takes the answer to one question.
type input interface {
	object() fyne.CanvasObject
	focus(fyne.Canvas)
	onwardKey() string // goes to the next question
	markKey() string   // marks it for later
}

func newInput(r *run, q app.QuizQuestion, answer string) input {
	switch q.Kind {
	case app.SingleChoice, app.MultipleChoice:
		return newChoices(r, q.Offered(), q.Kind == app.MultipleChoice, answer)
	case app.TrueFalse:
		return newTrueFalse(r, answer)
	case app.FillIn:
		return newBlanks(r, int(max(q.Blanks, 1)), answer)
	}
	return newEssay(r, answer)
}

// newChoices offers some choices, and answers with their numbers.
func newChoices(r *run, offered []string, many bool, answer string) *choices {
	chosen, _ := app.Chosen(answer)
	c := newChoiceList(offered, many, chosen)
	c.changed = func(chosen []int) { r.answered(app.JoinPlaces(slices.Clone(chosen))) }
	c.onward, c.mark = r.onward, r.toggleLater
	return c
}

// newTrueFalse offers two, and answers with "true" or "false".
func newTrueFalse(r *run, answer string) *choices {
	values := []string{"true", "false"}
	var chosen []int
	if at := slices.Index(values, answer); at >= 0 {
		chosen = []int{at + 1}
	}
	c := newChoiceList([]string{lang.L("True"), lang.L("False")}, false, chosen)
	c.changed = func(chosen []int) {
		if len(chosen) == 0 {
			r.answered("")
			return
		}
		r.answered(values[chosen[0]-1])
	}
	c.onward, c.mark = r.onward, r.toggleLater
	return c
}

// blanks is a field for each blank of a question.
type blanks struct {
	run    *run
	fields []*widgets.Entry
	box    *fyne.Container
}

// The most characters of a blank and of an open answer, as the rules have them.
const (
	blankMost = 200
	essayMost = 10_000
)

func newBlanks(r *run, count int, answer string) *blanks {
	b := &blanks{run: r, box: container.New(&downLayout{gap: 8})}
	given := strings.Split(answer, "\n")
	for i := range count {
		e := widgets.NewEntry()
		if i < len(given) {
			e.SetText(given[i])
		}
		e.SetPlaceHolder(lang.L("Blank {{.N}}", map[string]any{"N": i + 1}))
		e.OnChanged = func(text string) { bounded(e, text, blankMost, b.changed) }
		e.OnSubmitted = func(string) { b.enter(i) }
		e.OnChord = r.chord
		b.fields = append(b.fields, e)
		b.box.Add(e)
	}
	return b
}

func (b *blanks) changed() {
	texts := make([]string, len(b.fields))
	for i, f := range b.fields {
		texts[i] = f.Text
	}
	b.run.typed(strings.TrimRight(strings.Join(texts, "\n"), "\n"))
}

// enter goes to the next blank; from the last, on.
func (b *blanks) enter(at int) {
	if at+1 < len(b.fields) {
		widgets.Focus(b.fields[at+1])
		return
	}
	b.run.onward()
}

func (b *blanks) object() fyne.CanvasObject { return b.box }

func (b *blanks) focus(c fyne.Canvas) { c.Focus(b.fields[0]) }

func (b *blanks) onwardKey() string { return "Enter" }

func (b *blanks) markKey() string { return "Ctrl+M" }

// essay is a field for an answer in one's own words.
type essay struct {
	field *widgets.Entry
	box   *fyne.Container
}

func newEssay(r *run, answer string) *essay {
	e := &essay{field: widgets.NewMultiLineEntry(9)}
	e.field.SetText(answer)
	e.field.SetPlaceHolder(lang.L("Your answer"))
	e.field.OnChanged = func(text string) { bounded(e.field, text, essayMost, func() { r.typed(e.field.Text) }) }
	e.field.OnChord = r.chord
	e.box = container.NewStack(e.field)
	return e
}

func (e *essay) object() fyne.CanvasObject { return e.box }

func (e *essay) focus(c fyne.Canvas) { c.Focus(e.field) }

func (e *essay) onwardKey() string { return "Ctrl+PgDn" }

func (e *essay) markKey() string { return "Ctrl+M" }

// bounded takes off what is too long, so that what is kept is what is seen.
func bounded(e *widgets.Entry, text string, most int, changed func()) {
	if utf8.RuneCountInString(text) > most {
		e.SetText(string([]rune(text)[:most])) // calls OnChanged again
		return
	}
	changed()
}

// chord answers the chords of a text field: letters are for writing.
func (r *run) chord(c widgets.Chord) bool {
	if c == "Ctrl+M" {
		r.toggleLater()
		return true
	}
	return false
}
