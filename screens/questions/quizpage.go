package questions

import (
	"context"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Page is one quiz: what it is, its questions, and who took it with what result.
type Page struct {
	desk  *desk.Desk
	store Store

	OnChange func(app.QuizPlan) // to be put together further
	OnMark   func(app.QuizPage)

	title   *widgets.Text
	facts   *fyne.Container
	note    *widgets.FieldNote
	steps   *fyne.Container
	views   *widgets.Chips
	hint    *widgets.Text
	results *widgets.RecordTable
	asked   *widgets.RecordTable
	preview *fyne.Container
	lower   *fyne.Container
	body    fyne.CanvasObject

	id     app.QuizID
	page   atomic.Pointer[app.QuizPage]
	view   string
	loader *background.Loader[app.QuizPage]
}

// The two lists of the page.
const (
	viewResults   = "results"
	viewQuestions = "questions"
)

// NewPage is the page, still empty.
func NewPage(d *desk.Desk, store Store) *Page {
	p := &Page{desk: d, store: store, OnChange: func(app.QuizPlan) {}, OnMark: func(app.QuizPage) {}, view: viewResults}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.title, p.note = widgets.NewTitle(""), widgets.NewFieldNote()
	p.facts, p.steps, p.preview = container.NewVBox(), container.NewHBox(), container.NewVBox()
	p.views = widgets.NewChips([]widgets.Chip{{Key: viewResults, Text: lang.L("Results"), Count: -1}, {Key: viewQuestions, Text: words.Field("questions"), Count: -1}}, func(chosen []string) {
		if len(chosen) > 0 {
			p.view = chosen[0]
		}
		p.turn()
	})
	p.hint = widgets.NewMutedText(lang.L("Alt+← and Alt+→ move the selected question"))
	p.results = widgets.NewRecordTable(d.Runner, resultColumns(), p.fetchResults)
	p.results.SetEmpty(widgets.NewEmptyState(theme.AccountIcon(), lang.L("Nobody has taken this quiz yet."), widgets.Action{}))
	p.asked = widgets.NewRecordTable(d.Runner, askedColumns(), p.fetchAsked)
	p.asked.OnSelect = func(r widgets.Row) { p.look(r.Key) }
	p.asked.SetEmpty(widgets.NewEmptyState(theme.QuestionIcon(), lang.L("No questions to show. Others than the trainer see them when the quiz is over."), widgets.Action{}))
	for _, t := range []*widgets.RecordTable{p.results, p.asked} {
		t.OnError = d.Fail
	}
	p.lower = container.NewStack(p.results)
	head := container.NewVBox(container.NewBorder(nil, nil, p.title, p.steps), p.facts, p.note, container.NewBorder(nil, nil, nil, p.hint, p.views))
	p.body = container.NewBorder(container.NewPadded(head), nil, nil, nil, p.lower)
	return p
}

func resultColumns() []widgets.Column {
	return []widgets.Column{
		{Title: lang.L("Staff number"), Width: 100},
		{Title: lang.L("Learner"), Width: 110, Weight: 1},
		{Title: lang.L("Unit"), Width: 130, Weight: 1},
		{Title: lang.L("Attempt"), Width: 80, Kind: widgets.KindNumber},
		{Title: lang.L("Began"), Width: 130},
		{Title: lang.L("Time taken"), Width: 90, Kind: widgets.KindNumber},
		{Title: lang.L("Result (points)"), Width: 110, Kind: widgets.KindNumber},
		{Title: words.Field("status"), Width: 120, Kind: widgets.KindBadge},
		{Title: lang.L("Interruptions"), Width: 130, Weight: 2},
	}
}

func askedColumns() []widgets.Column {
	return []widgets.Column{
		{Title: lang.L("No."), Width: 50, Kind: widgets.KindNumber},
		{Title: words.Field("question_text"), Width: 180, Weight: 3},
		{Title: words.Field("question_kind"), Width: 104},
		{Title: words.Field("points"), Width: 60, Kind: widgets.KindNumber},
		{Title: lang.L("Answered"), Width: 78, Kind: widgets.KindNumber},
		{Title: lang.L("All points"), Width: 84, Kind: widgets.KindNumber},
		{Title: lang.L("Right, %"), Width: 70, Kind: widgets.KindNumber},
	}
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Focus puts the keyboard on the list on view.
func (p *Page) Focus() {
	if p.view == viewQuestions {
		widgets.Focus(p.asked)
		return
	}
	widgets.Focus(p.results)
}

// Open shows a quiz.
func (p *Page) Open(id app.QuizID) {
	p.id, p.view = id, viewResults
	p.Reload()
}

// Reload asks for the quiz again.
func (p *Page) Reload() {
	id := p.id
	p.loader.Ask(func(ctx context.Context) (app.QuizPage, error) { return p.store.QuizPage(ctx, p.desk.By, id) })
}

func (p *Page) show(page app.QuizPage, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.page.Store(&page)
	if page.Status == app.QuizDraft {
		p.view = viewQuestions
	}
	if p.hint.Hide(); p.mayOrder(page) {
		p.hint.Show()
	}
	p.title.SetText(page.Title)
	p.facts.Objects = []fyne.CanvasObject{p.told(page)}
	p.facts.Refresh()
	p.steps.Objects = p.buttons(page)
	p.steps.Refresh()
	p.preview.Objects = nil
	p.preview.Refresh()
	p.results.SetTotal(len(page.Results))
	p.results.Reload()
	p.asked.SetTotal(len(page.Items))
	p.asked.Reload()
	if at := p.asked.SelectedIndex(); at >= 0 {
		p.look(strconv.Itoa(at))
	}
	p.turn()
}

func (p *Page) told(q app.QuizPage) fyne.CanvasObject {
	now := p.desk.Now()
	facts := widgets.NewFacts()
	yes := lang.L("in their order")
	if q.Shuffle {
		yes = lang.L("in another order")
	}
	seen := lang.L("seen by learners when it is over")
	if q.AnswersKept {
		seen = lang.L("kept back from learners")
	}
	for _, f := range [][2]string{
		{lang.L("Quiz number"), q.Number},
		{words.Field("status"), words.QuizStatus(q.Status, q.Over(now.UnixMilli()))},
		{words.Field("course"), q.CourseName},
		{words.Field("class_id"), q.ClassNumber},
		{words.Field("opens_at"), words.Moment(q.OpensAt, now)},
		{words.Field("closes_at"), words.Moment(q.ClosesAt, now)},
		{words.Field("limit_minutes"), strconv.FormatInt(q.LimitMinutes, 10)},
		{words.Field("pass_score"), lang.L("{{.Pass}} of {{.Full}}", map[string]any{"Pass": app.PointsText(q.PassScore), "Full": app.PointsText(q.Full)})},
		{words.Field("attempts"), strconv.FormatInt(q.AttemptsAllowed(), 10)},
		{words.Field("choices"), yes},
		{words.Field("answers_kept"), seen},
		{words.Field("note"), q.Note},
	} {
		if f[1] != "" {
			facts.Add(f[0], f[1])
		}
	}
	return facts
}

func (p *Page) turn() {
	p.views.Choose(p.view)
	p.lower.Objects = []fyne.CanvasObject{p.results}
	if p.view == viewQuestions {
		p.lower.Objects = []fyne.CanvasObject{container.New(&widgets.PanesLayout{Share: 0.62}, p.asked, container.NewVScroll(container.NewPadded(p.preview)))}
	}
	p.lower.Refresh()
	p.Focus()
}

func (p *Page) fetchResults(_ context.Context, from, count int) ([]widgets.Row, error) {
	page := p.page.Load()
	if page == nil || from >= len(page.Results) {
		return nil, nil
	}
	var rows []widgets.Row
	for _, r := range page.Results[from:min(from+count, len(page.Results))] {
		state, tone, score := resultState(r.QuizAttempt)
		rows = append(rows, widgets.Row{Key: r.ID.String(), Cells: []widgets.Cell{
			{Text: r.StaffNo},
			{Text: r.StaffName, Strong: true},
			{Text: r.UnitName},
			{Text: words.Count(r.Number)},
			{Text: words.Moment(r.StartedAt, p.desk.Now())},
			{Text: words.Spent(r.SpentMS)},
			{Text: score},
			{Text: state, Tone: tone},
			{Text: interruptions(r.QuizAttempt, p.desk.Now())},
		}})
	}
	return rows, nil
}

// interruptions says what interrupted an attempt, for the trainer to judge: how
// often alone would not tell a power cut from a clock set back.
func interruptions(a app.QuizAttempt, now time.Time) string {
	var said []string
	for _, i := range a.Interrupted() {
		said = append(said, words.Interruption(i, now))
	}
	return strings.Join(said, " · ")
}

// resultState says where an attempt stands, and its score when it has one.
func resultState(a app.QuizAttempt) (state string, tone widgets.Tone, score string) {
	switch {
	case a.HandedAt == 0:
		return lang.L("Being taken"), widgets.ToneInfo, "–"
	case a.MarkedAt == 0:
		return lang.L("To be marked"), widgets.ToneWarn, "–"
	case a.Passed:
		return lang.L("Passed"), widgets.ToneGood, app.PointsText(a.Score)
	}
	return lang.L("Not passed"), widgets.ToneBad, app.PointsText(a.Score)
}

func (p *Page) fetchAsked(_ context.Context, from, count int) ([]widgets.Row, error) {
	page := p.page.Load()
	if page == nil || from >= len(page.Items) {
		return nil, nil
	}
	var rows []widgets.Row
	for i, q := range page.Items[from:min(from+count, len(page.Items))] {
		rows = append(rows, widgets.Row{Key: strconv.Itoa(from + i), Cells: []widgets.Cell{
			{Text: words.Count(q.Place)},
			{Text: onLine(q.Text), Strong: true},
			{Text: words.QuizQuestionKind(q.Kind)},
			{Text: app.PointsText(q.Points)},
			{Text: words.Count(q.Answered)},
			{Text: words.Count(q.Right)},
			{Text: percent(q.Right, q.Marked)},
		}})
	}
	return rows, nil
}

func percent(part, whole int64) string {
	if whole == 0 {
		return "–"
	}
	return strconv.FormatInt((part*100+whole/2)/whole, 10)
}

// look shows a question as a learner sees it, with its answer.
func (p *Page) look(key string) {
	page := p.page.Load()
	at, err := strconv.Atoi(key)
	if err != nil || page == nil || at >= len(page.Items) {
		return
	}
	q := page.Items[at]
	facts := widgets.NewFacts()
	facts.AddWide(words.Field("right_answer"), words.RightAnswer(q.Kind, q.Key.Answers))
	if q.Key.Explanation != "" {
		facts.AddWide(words.Field("explanation"), q.Key.Explanation)
	}
	p.preview.Objects = append(asLearner(q.Kind, q.Text, q.Choices, q.Points), widgets.NewSectionHeader(lang.L("For the trainer")), facts)
	p.preview.Refresh()
}

// Figures are the results as they go out or on paper.
func (p *Page) Figures() (app.Figures, bool) {
	page := p.page.Load()
	if page == nil || page.Status == app.QuizDraft {
		return app.Figures{}, false
	}
	f := app.Figures{Title: lang.L("Results of {{.Title}}", map[string]any{"Title": page.Title}), Filter: page.Number + " · " + page.CourseName}
	f.Columns = desk.FigureColumns(resultColumns())
	for _, r := range page.Results {
		state, _, score := resultState(r.QuizAttempt)
		f.Rows = append(f.Rows, []string{
			r.StaffNo, r.StaffName, r.UnitName, words.Count(r.Number), words.Moment(r.StartedAt, p.desk.Now()), words.Spent(r.SpentMS), score, state,
			interruptions(r.QuizAttempt, p.desk.Now()),
		})
	}
	return f, true
}

// Prints is the paper of results.
func (p *Page) Prints() desk.Printed {
	f, has := p.Figures()
	if !has {
		return desk.Printed{}
	}
	return desk.Printed{Figures: []app.Figures{f}, Filter: f.Filter}
}
