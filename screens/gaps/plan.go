package gaps

import (
	"context"
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// plan is the sheet that plans classes for gaps: the months on the left, what
// it would come to on the right. ↓ to a month, Enter.
type plan struct {
	desk  *desk.Desk
	store Store
	done  func()

	ask      app.TrainingPlanAsk
	months   []int64
	list     *widgets.List
	most     *widgets.Entry
	table    *widgets.RecordTable
	who      *widgets.Paragraph
	says     *widgets.Paragraph
	warn     *widgets.FieldNote
	wrong    *widgets.FieldNote
	form     *widgets.Form
	sheet    *widgets.Sheet
	foreseen *background.Loader[app.TrainingPlan]
	classes  []app.PlannedClass
	busy     bool
}

// The sheet offers so many months, and a class takes so many people unless
// another number is written.
const (
	monthsAhead = 6
	monthsWidth = 170
	usualClass  = 30
)

func newPlan(d *desk.Desk, store Store, needs []app.TrainingNeed, done func()) *plan {
	p := &plan{desk: d, store: store, done: done}
	p.ask.Needs, p.ask.Most = needs, usualClass
	month := app.MonthOf(app.DayOf(d.Now()))
	for i := range monthsAhead {
		p.months = append(p.months, app.AddMonths(month, i))
	}
	p.foreseen = background.NewLoader(d.Runner, p.preview)
	return p
}

func (p *plan) show() {
	p.list = widgets.NewList(func() int { return len(p.months) },
		func() fyne.CanvasObject { return widgets.NewText("") },
		func(i int, o fyne.CanvasObject) { o.(*widgets.Text).SetText(p.monthText(i)) })
	highlighted := p.list.OnHighlighted
	p.list.OnHighlighted = func(i int) { highlighted(i); p.choose(i) }
	p.list.OnOpen = func(i int) { p.ask.Month = p.months[i]; p.save() }
	p.most = widgets.NewEntry()
	p.most.SetText(strconv.Itoa(usualClass))
	p.most.OnChanged = func(string) { p.foresee() }
	p.table = widgets.NewRecordTable(p.desk.Runner, []widgets.Column{
		{Title: words.Field("course"), Width: 150, Weight: 2},
		{Title: lang.X("gaps.class.mode", "Mode"), Width: 84, Kind: widgets.KindBadge},
		{Title: lang.X("gaps.class.days", "When"), Width: 166},
		{Title: lang.X("gaps.class.hours", "Hours"), Width: 76, Kind: widgets.KindNumber},
		{Title: lang.X("gaps.class.people", "People"), Width: 70, Kind: widgets.KindNumber},
	}, p.fetch)
	p.table.OnSelect = func(widgets.Row) { p.tellWho() }
	p.who, p.says = widgets.NewParagraph(""), widgets.NewParagraph("")
	p.warn, p.wrong = widgets.NewFieldNote(), widgets.NewFieldNote()
	p.form = widgets.NewForm(widgets.NewFormRow("class_size", words.Field("class_size"), p.most))
	p.form.OneColumn = true
	left := container.NewBorder(widgets.NewSectionHeader(words.Field("month")), nil, nil, nil, p.list)
	right := container.NewBorder(widgets.NewSectionHeader(lang.L("What it comes to")), container.NewVBox(p.who, p.says, p.warn, p.form, p.wrong), nil, nil, p.table)
	room := canvas.NewRectangle(color.Transparent) // a list asks for no width
	room.SetMinSize(fyne.NewSize(monthsWidth, 0))
	body := container.NewBorder(nil, nil, container.NewStack(room, left), nil, container.New(layout.NewCustomPaddedLayout(0, 0, 14, 0), right))
	p.sheet = widgets.NewSheet(lang.L("Plan classes for {{.N}} gaps", map[string]any{"N": words.Count(int64(len(p.ask.Needs)))}), body,
		widgets.Action{Label: lang.X("plan.do", "Plan") + "  Enter", Do: p.save})
	p.sheet.Width, p.sheet.Height, p.sheet.First = 880, 500, p.list
	p.sheet.Show(p.desk.Keys)
	p.choose(0)
}

func (p *plan) monthText(i int) string {
	text := words.Month(p.months[i])
	if i == 0 {
		text = lang.L("{{.Month}}, what is left", map[string]any{"Month": text})
	}
	return text
}

// choose shows what the plan would come to in another month.
func (p *plan) choose(at int) {
	p.ask.Month = p.months[at]
	p.foresee()
}

func (p *plan) foresee() {
	if !p.read() {
		return
	}
	ask := p.ask
	p.foreseen.Ask(func(ctx context.Context) (app.TrainingPlan, error) {
		return p.store.ForeseeTrainingPlan(ctx, p.desk.By, ask)
	})
}

// read takes the size of a class; left empty it has no bound.
func (p *plan) read() bool {
	p.form.Clear()
	text := strings.TrimSpace(p.most.Text)
	if text == "" {
		p.ask.Most = 0
		return true
	}
	most, err := strconv.ParseInt(text, 10, 32)
	if err != nil || most < 1 {
		p.form.Refuse("class_size", lang.L("Write how many people a class takes, or leave it empty."))
		p.sheet.Refresh()
		return false
	}
	p.ask.Most = most
	return true
}

func (p *plan) preview(made app.TrainingPlan, err error) {
	p.form.Clear()
	p.wrong.Clear()
	p.classes = made.Classes
	p.table.Restart(len(p.classes))
	p.who.SetText("")
	if err != nil {
		p.says.SetText("")
		p.warn.Clear()
		desk.ShowRefusal(p.form, p.wrong, err)
		p.sheet.Refresh()
		return
	}
	if len(p.classes) > 0 {
		p.table.Select(0)
	}
	p.tellWho()
	p.says.SetText(told(made))
	p.warn.Clear()
	if made.Hours.TooCentral() {
		p.warn.Warn(lang.L("With this plan the year has {{.Central}} of central training and {{.Decentral}} at work. Training at work is to be the greater part.",
			map[string]any{"Central": hours(made.Hours.Central), "Decentral": hours(made.Hours.Decentral)}))
	}
	p.sheet.Refresh()
}

func (p *plan) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	var rows []widgets.Row
	for i, c := range p.classes[min(from, len(p.classes)):min(from+count, len(p.classes))] {
		tone, days := widgets.ToneInfo, words.Day(c.Class.BeginsOn)
		if c.Class.Mode == app.Central {
			tone = widgets.ToneNeutral
		}
		if c.Class.EndsOn != c.Class.BeginsOn {
			days = string(c.Class.BeginsOn) + " – " + string(c.Class.EndsOn[5:])
		}
		rows = append(rows, widgets.Row{Key: strconv.Itoa(from + i), Cells: []widgets.Cell{
			{Text: p.desk.Codes.CourseName(c.Course), Strong: true},
			{Text: mode(c.Class.Mode), Tone: tone},
			{Text: days},
			{Text: hours(c.Class.Minutes)},
			{Text: words.Count(int64(len(c.People)))},
		}})
	}
	return rows, nil
}

// namesShown is how many people of a class the preview names.
const namesShown = 24

// tellWho names who goes into the selected class.
func (p *plan) tellWho() {
	at := p.table.SelectedIndex()
	if at < 0 || at >= len(p.classes) {
		return
	}
	var names []string
	for _, person := range p.classes[at].People {
		if len(names) == namesShown {
			names = append(names, lang.X("gaps.more_people", "and {{.N}} more", map[string]any{"N": len(p.classes[at].People) - namesShown}))
			break
		}
		names = append(names, person.Name)
	}
	p.who.SetText(lang.L("In it: {{.Names}}", map[string]any{"Names": strings.Join(names, lang.X("list.comma", ", "))}))
	if p.sheet.Open() {
		p.sheet.Refresh()
	}
}

// told says what a plan comes to.
func told(made app.TrainingPlan) string {
	people := int64(0)
	for _, c := range made.Classes {
		people += int64(len(c.People))
	}
	said := lang.L("{{.N}} classes with {{.P}} places.", map[string]any{"N": words.Count(int64(len(made.Classes))), "P": words.Count(people)})
	if n := len(made.Left); n > 0 {
		said += " " + lang.L("{{.N}} are left out: in an open class already, left, or complete meanwhile.", map[string]any{"N": words.Count(int64(n))})
	}
	return said
}

// save makes the plan; the sheet stays until it is kept.
func (p *plan) save() {
	if p.busy || !p.read() {
		return
	}
	p.busy = true
	p.sheet.SetBusy(true)
	ask := p.ask
	var made app.TrainingPlan
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			made, err = p.store.PlanTraining(ctx, p.desk.By, ask)
			return err
		},
		Done: func(err error) {
			p.busy = false
			p.sheet.SetBusy(false)
			if err != nil {
				desk.ShowRefusal(p.form, p.wrong, err)
				p.sheet.Refresh()
				return
			}
			p.foreseen.Stop()
			p.sheet.Close()
			p.done()
			p.tell(made)
		},
	})
}

// tell says what was planned, and of those left out who and why.
func (p *plan) tell(made app.TrainingPlan) {
	if len(made.Left) == 0 {
		p.desk.Say(told(made))
		return
	}
	lines := container.NewVBox(widgets.NewParagraph(told(made)))
	for _, l := range made.Left[:min(len(made.Left), leftShown)] {
		lines.Add(widgets.NewMutedText(l.Name + "  " + l.Course + "  " + why(l.Why)))
	}
	if more := len(made.Left) - leftShown; more > 0 {
		lines.Add(widgets.NewMutedText(lang.X("gaps.more", "and {{.N}} more", map[string]any{"N": more})))
	}
	sheet := widgets.NewSheet(lang.L("What was planned"), lines, widgets.Action{})
	sheet.Width = 620
	sheet.Show(p.desk.Keys)
}

// leftShown is how many of those left out are named.
const leftShown = 12

func why(err error) string {
	if no, is := refusalOf(err); is && no.Reason == app.NotActive {
		if no.Field == "course" {
			return lang.L("the course is no longer offered")
		}
		return lang.L("does not work here then")
	}
	return words.Error(err)
}
