package learning

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

// courses are what is lacking, what is to be renewed and what is there.
func (p *Page) courses(mine app.MyTraining) []fyne.CanvasObject {
	var lacks, renews, has []Line
	for _, c := range mine.Courses {
		switch line := p.course(c, mine.Today); {
		case c.Lacks():
			lacks = append(lacks, line)
		case c.Renews():
			renews = append(renews, line)
		default:
			has = append(has, line)
		}
	}
	if len(lacks) == 0 {
		lacks = []Line{{Mark: lang.X("mine.complete", "Complete"), Tone: widgets.ToneGood, Text: lang.L("Your post asks for nothing that you lack.")}}
	}
	if len(has) == 0 {
		has = []Line{{Text: lang.L("No completed course yet.")}}
	}
	out := part(lang.L("What I lack"), lacks)
	out = append(out, part(lang.L("To be renewed"), renews)...)
	return append(out, part(lang.L("What I have"), has)...)
}

// course says how somebody stands in a course, with his practice towards it.
func (p *Page) course(c app.MyCourse, today app.Day) Line {
	l := Line{Text: p.name(c.Course)}
	left, known := c.Left(today)
	day := map[string]any{"Day": words.Day(c.Until)}
	var said []string
	switch {
	case c.Standing == app.StandingExpired:
		l.Mark, l.Tone = lang.X("mine.expired", "Expired"), widgets.ToneBad
		said = append(said, lang.L("was valid until {{.Day}}", day))
	case c.Lacks() && known && left >= 0:
		l.Mark, l.Tone = lang.X("mine.lacking", "Lacking"), widgets.ToneWarn
		said = append(said, lang.L("by {{.Day}}, {{.Left}}", map[string]any{"Day": words.Day(c.Due), "Left": words.DaysLeft(left)}))
	case c.Lacks():
		l.Mark, l.Tone = lang.X("mine.overdue", "Overdue"), widgets.ToneBad
		if known {
			said = append(said, lang.L("was due by {{.Day}}", map[string]any{"Day": words.Day(c.Due)}))
		}
	case c.Renews():
		l.Mark, l.Tone = lang.X("mine.renew", "Renew"), renewTone(left)
		said = append(said, lang.L("valid until {{.Day}}", day), words.DaysLeft(left))
	case c.Has() && c.Until == "":
		l.Mark, l.Tone = lang.X("mine.valid", "Valid"), widgets.ToneGood
		said = append(said, lang.L("for good"))
	case c.Has():
		l.Mark, l.Tone = lang.X("mine.valid", "Valid"), widgets.ToneGood
		said = append(said, lang.L("valid until {{.Day}}", day))
	default:
		l.Mark, l.Tone = lang.X("mine.started", "Begun"), widgets.ToneInfo
	}
	if c.Enrolled {
		said = append(said, lang.L("in a class"))
	}
	if !c.Has() || c.Practice > 0 || c.Waiting > 0 {
		said = append(said, practised(c.Practice, c.Needs, c.Waiting))
	}
	l.Detail = together(said)
	return l
}

// renewTone is louder in the last week.
func renewTone(left int) widgets.Tone {
	if left <= int(app.ExpiryMarks[len(app.ExpiryMarks)-1]) {
		return widgets.ToneBad
	}
	return widgets.ToneWarn
}

// practised says the practice towards a course; nothing where none is asked and
// none was done.
func practised(has, needs, waiting int64) string {
	if has == 0 && needs == 0 && waiting == 0 {
		return ""
	}
	said := lang.L("practice {{.Hours}}", map[string]any{"Hours": words.PracticeOfNeeded(has, needs)})
	if waiting > 0 {
		said += lang.L(" and {{.Hours}} not confirmed", map[string]any{"Hours": words.PracticeHours(waiting)})
	}
	return said
}

// beside are quizzes, classes, qualifications, the log and certificates.
func (p *Page) beside(a answer) []fyne.CanvasObject {
	out := part(lang.L("Quizzes to take"), a.quizzes)
	out = append(out, part(lang.L("My classes"), p.classes(a.mine))...)
	var held []Line
	for _, q := range a.mine.Qualifications {
		held = append(held, p.qualification(q, a.mine.Today))
	}
	out = append(out, part(lang.L("My qualification"), held)...)
	out = append(out, part(lang.L("Practice log"), p.logged(a.mine))...)
	return append(out, part(lang.L("My certificates"), a.certificates)...)
}

// classesOver is how many classes that are over are told.
const classesOver = 5

func (p *Page) classes(mine app.MyTraining) []Line {
	var out []Line
	over := 0
	for _, k := range mine.Classes {
		if !k.Ahead(mine.Today) {
			if over++; over > classesOver {
				break
			}
		}
		out = append(out, p.class(k))
	}
	if len(out) == 0 {
		out = []Line{{Text: lang.L("You are in no class.")}}
	}
	return out
}

func (p *Page) class(k app.LearnerClass) Line {
	l := Line{Text: k.Class.Title}
	if l.Text == "" {
		l.Text = p.name(k.Course)
	}
	l.Mark, l.Tone = outcome(k)
	when := words.Day(k.Class.BeginsOn)
	if k.Class.EndsOn != k.Class.BeginsOn {
		when = lang.L("{{.From}} to {{.To}}", map[string]any{"From": string(k.Class.BeginsOn), "To": string(k.Class.EndsOn)})
	}
	said := []string{when, k.Class.Place, k.Class.Lecturer}
	if k.Enrolment.ScoredOn != "" {
		said = append(said, lang.L("{{.Score}} points of {{.Full}}", map[string]any{"Score": points(k.Enrolment.Score), "Full": points(app.FullScore(k.Class.Full))}))
	}
	if k.Enrolment.Outcome == app.OutcomeOpen && (k.Needs > 0 || k.Practice > 0) {
		said = append(said, practised(k.Practice, k.Needs, k.Waiting))
	}
	if k.Mentor && k.Enrolment.MentorOn != "" {
		said = append(said, lang.L("signed off by the mentor"))
	}
	l.Detail = together(said)
	return l
}

// outcome says how somebody is in a class.
func outcome(k app.LearnerClass) (string, widgets.Tone) {
	switch {
	case k.Enrolment.Outcome == app.OutcomeCompleted:
		return lang.X("mine.passed", "Passed"), widgets.ToneGood
	case k.Enrolment.Outcome == app.OutcomeFailed:
		return lang.X("mine.failed", "Not passed"), widgets.ToneBad
	case k.Class.Status == app.ClassCancelled:
		return lang.X("mine.cancelled", "Cancelled"), widgets.ToneNeutral
	case k.Enrolment.Attendance == app.TakenOff:
		return lang.X("mine.off", "Taken off"), widgets.ToneNeutral
	case k.Class.Status == app.ClassPlanned:
		return lang.X("mine.planned", "Planned"), widgets.ToneInfo
	}
	return lang.X("mine.open", "Open"), widgets.ToneInfo
}

func (p *Page) qualification(q app.MyQualification, today app.Day) Line {
	l := Line{Text: p.desk.Codes.Named(q.Qualification.Name + " | " + q.Qualification.NameEN)}
	left, known := app.DaysLeft(q.Until, today)
	var said []string
	switch {
	case q.Standing == app.StandingValid:
		l.Mark, l.Tone = lang.X("mine.qualified", "Qualified"), widgets.ToneGood
	case q.Standing == app.StandingExpiring:
		l.Mark, l.Tone = lang.X("mine.renew", "Renew"), renewTone(left)
	case q.Ready():
		l.Mark, l.Tone = lang.X("mine.ready", "Ready"), widgets.ToneInfo
	case q.Standing == app.StandingExpired:
		l.Mark, l.Tone = lang.X("mine.expired", "Expired"), widgets.ToneBad
	default:
		l.Mark, l.Tone = lang.X("mine.unqualified", "Not yet"), widgets.ToneWarn
	}
	if known {
		said = append(said, lang.L("valid until {{.Day}}", map[string]any{"Day": words.Day(q.Until)}))
	}
	if n := len(q.Lacks); n > 0 {
		said = append(said, lang.L("courses lacking: {{.N}}", map[string]any{"N": words.Count(int64(n))}))
	}
	said = append(said,
		lang.L("self-study {{.Hours}}", map[string]any{"Hours": words.PracticeOfNeeded(q.Study, q.StudyNeeds)}),
		lang.L("practice {{.Hours}}", map[string]any{"Hours": words.PracticeOfNeeded(q.Practice, q.PracticeNeeds)}))
	l.Detail = together(said)
	return l
}

// logged tells the log in a line each: what waits, and what others ask.
func (p *Page) logged(mine app.MyTraining) []Line {
	mineText := lang.L("Nothing of yours waits for a mentor.")
	if mine.Waiting > 0 {
		mineText = lang.L("{{.N}} entries of yours wait for a mentor, {{.Hours}}.", map[string]any{"N": words.Count(mine.Waiting), "Hours": words.PracticeHours(mine.WaitingMinutes)})
	}
	out := []Line{{Text: mineText + "  Ctrl+G", Open: p.GoOn}}
	if mine.Asked > 0 {
		out = append(out, Line{
			Mark: lang.X("practice.waiting", "Waiting"), Tone: widgets.ToneWarn,
			Text: lang.L("{{.N}} entries of others ask you to confirm them.", map[string]any{"N": words.Count(mine.Asked)}),
			Open: func() { p.log.Ask(app.PracticeAsked); p.turn(true); p.Focus() },
		})
	}
	return out
}

// name is a course in the language on view.
func (p *Page) name(c app.Course) string { return p.desk.Codes.Named(c.Name + " | " + c.NameEN) }

// points are hundredths of a point as people write them.
func points(hundredths int64) string {
	return strconv.FormatFloat(float64(hundredths)/100, 'f', -1, 64)
}

func together(said []string) string {
	var kept []string
	for _, s := range said {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, " · ")
}

// markWidth has room for the longest badge in both languages.
const markWidth = 96

// part heads some lines; nothing takes no room.
func part(title string, lines []Line) []fyne.CanvasObject {
	if len(lines) == 0 {
		return nil
	}
	out := []fyne.CanvasObject{widgets.NewSectionHeader(title)}
	for _, l := range lines {
		out = append(out, l.content())
	}
	return out
}

func (l Line) content() fyne.CanvasObject {
	mark := fyne.CanvasObject(container.NewWithoutLayout())
	if l.Mark != "" {
		mark = container.NewVBox(container.NewHBox(widgets.NewBadge(l.Mark, l.Tone)))
	}
	text := container.NewVBox()
	if l.Open != nil {
		text.Add(widgets.NewLineButton(l.Text, l.Open))
	} else {
		said := widgets.NewParagraph(l.Text)
		said.Bold = l.Mark != ""
		text.Add(said)
	}
	if l.Detail != "" {
		detail := widgets.NewParagraph(l.Detail)
		detail.Color = look.ColorMuted
		text.Add(detail)
	}
	return container.New(&widgets.BarLayout{Widths: []float32{markWidth, 0}}, mark, text)
}
