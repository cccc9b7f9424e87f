package courses

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// ruleEditor composes what completing a course takes: a line for each way with
// its five needs, and the same as a text. Whichever is changed, the other
// follows, and the words below read out what it means.
type ruleEditor struct {
	OnChange func()
	OnFocus  func() // the keyboard came to one of its fields

	ways  []*wayLine
	lines *fyne.Container
	text  *widgets.Entry
	fault *widgets.FieldNote
	said  *widgets.Paragraph
	trial *wayLine
	tried *widgets.Paragraph
	body  *fyne.Container

	composing bool // the text is being written from the lines
}

// wayLine is the needs of one way as they are typed.
type wayLine struct {
	attendance, score, practice *widgets.Entry
	assignment, mentor          *widgets.Check
}

// wayWidths are those of a line: its name, its needs, its button.
var wayWidths = []float32{86, 0, 0, 0, 170, 170, 110}

func newRuleEditor() *ruleEditor {
	e := &ruleEditor{OnChange: func() {}, OnFocus: func() {}, lines: container.NewVBox(), fault: widgets.NewFieldNote(), said: widgets.NewParagraph(""), tried: widgets.NewParagraph("")}
	e.text = widgets.NewEntry()
	e.text.SetPlaceHolder(lang.L("attendance 80 and score 60 or practice 16 and mentor"))
	e.text.OnChanged = func(string) { e.read() }
	e.text.OnFocus = e.focused
	e.trial = e.newWayLine(e.try)
	e.tried.Color = look.ColorMuted
	head := container.New(&widgets.BarLayout{Widths: wayWidths}, widgets.NewMutedText(""), widgets.NewMutedText(lang.L("Attendance in %")),
		widgets.NewMutedText(lang.L("Score in %")), widgets.NewMutedText(lang.L("Hours of practice")), widgets.NewMutedText(""), widgets.NewMutedText(""), widgets.NewMutedText(""))
	add := widgets.NewButton(lang.L("Another way"), e.add)
	e.body = container.NewVBox(
		head, e.lines, container.NewHBox(add),
		container.New(&widgets.BarLayout{Widths: []float32{86, 0}}, widgets.NewMutedText(lang.L("As text")), e.text), e.fault, e.said,
		widgets.NewSectionHeader(lang.L("Try it: somebody has")), e.line(lang.L("Shown"), e.trial, nil), e.tried,
	)
	return e
}

func (e *ruleEditor) focused(gained bool) {
	if gained {
		e.OnFocus()
	}
}

func (e *ruleEditor) newWayLine(changed func()) *wayLine {
	w := &wayLine{attendance: widgets.NewEntry(), score: widgets.NewEntry(), practice: widgets.NewEntry()}
	for _, entry := range []*widgets.Entry{w.attendance, w.score, w.practice} {
		entry.OnChanged = func(string) { changed() }
		entry.OnFocus = e.focused
	}
	w.assignment = widgets.NewCheck(words.CompletionNeed(app.NeedAssignment), func(bool) { changed() })
	w.mentor = widgets.NewCheck(words.CompletionNeed(app.NeedMentor), func(bool) { changed() })
	return w
}

// Set puts a rule in the place of the one on view.
func (e *ruleEditor) Set(rule string) {
	e.text.SetText(rule)
	e.read()
}

// Rule is the rule as it is typed, tidied where it can be read.
func (e *ruleEditor) Rule() string {
	rule, err := app.ParseCompletionRule(e.text.Text)
	if err != nil {
		return strings.TrimSpace(e.text.Text)
	}
	return rule.String()
}

// read says what the text means, or which word cannot be; then the lines stay
// as they were.
func (e *ruleEditor) read() {
	rule, err := app.ParseCompletionRule(e.text.Text)
	if err != nil {
		e.fault.Error(words.Error(err))
		e.said.SetText("")
	} else {
		e.fault.Clear()
		e.said.SetText(lang.L("It takes: {{.Rule}}.", map[string]any{"Rule": words.CompletionRule(rule)}))
		if !e.composing {
			e.show(rule)
		}
	}
	e.try()
	e.body.Refresh()
	e.OnChange()
}

// show writes a rule into the lines.
func (e *ruleEditor) show(rule app.CompletionRule) {
	e.composing = true
	e.ways = nil
	for _, way := range rule {
		w := e.newWayLine(e.compose)
		w.set(way)
		e.ways = append(e.ways, w)
	}
	e.arrange()
	e.composing = false
}

func (w *wayLine) set(way app.CompletionWay) {
	number := func(n int64) string {
		if n == 0 {
			return ""
		}
		return strconv.FormatInt(n, 10)
	}
	w.attendance.SetText(number(way.Attendance))
	w.score.SetText(number(way.Score))
	if way.Practice > 0 {
		w.practice.SetText(strconv.FormatFloat(float64(way.Practice)/60, 'f', -1, 64))
	}
	w.assignment.SetChecked(way.Assignment)
	w.mentor.SetChecked(way.Mentor)
}

// arrange sets out a line for each way.
func (e *ruleEditor) arrange() {
	e.lines.RemoveAll()
	for i, w := range e.ways {
		name := lang.L("Way {{.N}}", map[string]any{"N": i + 1})
		if i > 0 {
			name = lang.L("or way {{.N}}", map[string]any{"N": i + 1})
		}
		var remove func()
		if len(e.ways) > 1 {
			remove = func() { e.remove(w) }
		}
		e.lines.Add(e.line(name, w, remove))
	}
	e.body.Refresh()
}

// line sets out the needs of one way; remove nil: it cannot be taken away.
func (e *ruleEditor) line(name string, w *wayLine, remove func()) fyne.CanvasObject {
	var last fyne.CanvasObject = widgets.NewMutedText("")
	if remove != nil {
		last = widgets.NewButton(lang.X("rule.remove", "Remove"), remove)
	}
	return container.New(&widgets.BarLayout{Widths: wayWidths}, widgets.NewText(name), w.attendance, w.score, w.practice, w.assignment, w.mentor, last)
}

func (e *ruleEditor) add() {
	w := e.newWayLine(e.compose)
	e.ways = append(e.ways, w)
	e.arrange()
	e.compose()
	widgets.Focus(w.attendance)
}

func (e *ruleEditor) remove(gone *wayLine) {
	var rest []*wayLine
	for _, w := range e.ways {
		if w != gone {
			rest = append(rest, w)
		}
	}
	e.ways = rest
	e.arrange()
	e.compose()
	widgets.Focus(e.ways[0].attendance)
}

// compose writes the lines as text, which then says what it means.
func (e *ruleEditor) compose() {
	if e.composing {
		return
	}
	e.composing = true
	ways := make([]string, len(e.ways))
	for i, w := range e.ways {
		ways[i] = w.String()
	}
	e.text.SetText(strings.Join(ways, " or "))
	e.read()
	e.composing = false
}

// String is a way as the text has it, right or wrong.
func (w *wayLine) String() string {
	var needs []string
	amount := func(need app.CompletionNeed, e *widgets.Entry) {
		if text := strings.TrimSpace(e.Text); text != "" {
			needs = append(needs, string(need)+" "+text)
		}
	}
	amount(app.NeedAttendance, w.attendance)
	amount(app.NeedScore, w.score)
	if w.assignment.Checked {
		needs = append(needs, string(app.NeedAssignment))
	}
	amount(app.NeedPractice, w.practice)
	if w.mentor.Checked {
		needs = append(needs, string(app.NeedMentor))
	}
	return strings.Join(needs, " and ")
}

// evidence is what somebody has who shows what a line says.
func (w *wayLine) evidence() app.CompletionEvidence {
	number := func(e *widgets.Entry, times float64) (int64, bool) {
		n, err := strconv.ParseFloat(strings.TrimSpace(e.Text), 64)
		return int64(n * times), err == nil && n >= 0 && n <= 1e6
	}
	has := app.CompletionEvidence{ClassMinutes: 100 * 100, Assignment: w.assignment.Checked, Mentor: w.mentor.Checked}
	has.AttendedMinutes, has.Noted = number(w.attendance, 100)
	has.Score, has.Scored = number(w.score, 100)
	has.PracticeMinutes, _ = number(w.practice, 60)
	return has
}

// try says whether what is shown meets the rule, or what it lacks.
func (e *ruleEditor) try() {
	rule, err := app.ParseCompletionRule(e.text.Text)
	if err != nil {
		e.tried.SetText("")
		return
	}
	met, way, lacks := rule.Met(e.trial.evidence())
	if met {
		e.tried.SetText(lang.L("Completed: {{.Way}}.", map[string]any{"Way": words.CompletionWay(way)}))
		return
	}
	e.tried.SetText(lang.L("Not completed. The nearest way lacks: {{.Needs}}.", map[string]any{"Needs": words.Lacks(lacks...)}))
}
