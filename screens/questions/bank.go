package questions

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/widgets"
	"lamplighter/screens/witness"
	"lamplighter/screens/words"
)

// Bank is the list of questions, narrowed by filters, with the selected one as a
// learner sees it beside it.
type Bank struct {
	desk  *desk.Desk
	store Store
	give  func(exchange.ExportWhat)

	OnQuiz func(course app.CourseID, picked []app.QuizItem) // a quiz of the marked questions

	search     *widgets.Entry
	course     *widgets.CodeField
	kind       *widgets.CodeField
	topic      *widgets.CodeField
	difficulty *widgets.CodeField
	note       *widgets.FieldNote
	count      *widgets.Text
	table      *widgets.RecordTable
	preview    *fyne.Container
	body       fyne.CanvasObject

	filter  app.BankQuestionFilter
	courses []app.Course
	order   atomic.Pointer[[]int64]
	picked  desk.Picked
	seen    sync.Map // key → app.BankQuestionRow
	loader  *background.Loader[bankAnswer]
	typing  *background.Later
}

type bankAnswer struct {
	order   []int64
	courses []app.Course
	topics  []app.BankTopic
}

// NewBank is the list, still empty.
func NewBank(d *desk.Desk, store Store, give func(exchange.ExportWhat)) *Bank {
	b := &Bank{desk: d, store: store, give: give, OnQuiz: func(app.CourseID, []app.QuizItem) {}}
	b.loader = background.NewLoader(d.Runner, b.show)
	b.typing = background.NewLater(d.Runner, 150*time.Millisecond, b.Reload)
	b.build()
	return b
}

func (b *Bank) build() {
	b.search = widgets.NewEntry()
	b.search.SetPlaceHolder(lang.L("Words of a question or choice"))
	b.search.OnChanged = func(text string) { b.filter.Text = text; b.typing.Call() }
	b.search.OnSubmitted = func(string) { b.typing.Now(); widgets.Focus(b.table) }
	b.course = b.narrowing(func(o widgets.Option) { b.filter.Course, _ = app.ParseID[app.Course](o.Code) })
	b.kind = b.narrowing(func(o widgets.Option) {
		b.filter.Kinds = nil
		if o.Code != every && o.Code != "" {
			b.filter.Kinds = []app.QuizQuestionKind{app.QuizQuestionKind(o.Code)}
		}
	})
	b.topic = b.narrowing(func(o widgets.Option) { b.filter.Topic = chosenOr(o, "") })
	b.difficulty = b.narrowing(func(o widgets.Option) { b.filter.Difficulty, _ = strconv.ParseInt(chosenOr(o, "0"), 10, 64) })
	kinds := []widgets.Option{desk.Option(every, lang.L("All kinds"))}
	for _, k := range app.QuizQuestionKinds() {
		kinds = append(kinds, desk.Option(string(k), words.QuizQuestionKind(k)))
	}
	b.kind.SetOptions(kinds)
	b.kind.SetCode(every)
	b.difficulty.SetOptions(append([]widgets.Option{desk.Option(every, lang.L("Any difficulty"))}, difficultyOptions()...))
	b.difficulty.SetCode(every)
	b.note, b.count = widgets.NewFieldNote(), widgets.NewMutedText("")
	b.table = widgets.NewRecordTable(b.desk.Runner, bankColumns(), b.fetch)
	b.table.OnOpen = b.open
	b.table.OnSelect = func(r widgets.Row) { b.look(r.Key) }
	b.table.OnMark = func(int) { b.tell() }
	b.table.OnError = b.desk.Fail
	b.table.OnType = func(text string) { widgets.Focus(b.search); b.search.Insert(text) }
	b.table.SetEmpty(widgets.NewEmptyState(theme.QuestionIcon(), lang.L("No question here. Enter one with Ctrl+N, or import a sheet or a GIFT text with Ctrl+J."), widgets.Action{}))
	b.preview = container.NewVBox()
	filters := container.New(&widgets.BarLayout{Widths: []float32{0, 200, 130, 150, 130}}, b.search, b.course, b.kind, b.topic, b.difficulty)
	buttons := container.NewHBox(
		widgets.NewPrimaryButton(lang.L("New question")+"  Ctrl+N", func() { b.New() }),
		widgets.NewButton(lang.L("Import…")+"  Ctrl+J", func() { b.Insert() }),
		widgets.NewButton(lang.L("Quiz of these")+"  Ctrl+G", b.GoOn),
		widgets.NewButton(lang.L("As GIFT…"), b.exportGIFT),
		widgets.NewButton(lang.L("Withdraw questions"), b.withdraw),
	)
	top := container.NewVBox(container.NewPadded(filters), container.NewPadded(container.NewBorder(nil, nil, buttons, nil, container.NewHBox(b.count))), b.note)
	side := container.NewVScroll(container.NewPadded(b.preview))
	b.body = container.NewBorder(top, nil, nil, nil, container.New(&widgets.PanesLayout{Share: 0.68}, b.table, side))
}

// narrowing is a field that narrows the list.
func (b *Bank) narrowing(set func(widgets.Option)) *widgets.CodeField {
	return widgets.NewCodeField(nil, func(o widgets.Option) { set(o); b.Reload() })
}

// chosenOr is the code of a choice, or another when it narrows nothing.
func chosenOr(o widgets.Option, otherwise string) string {
	if o.Code == every || o.Code == "" {
		return otherwise
	}
	return o.Code
}

func difficultyOptions() []widgets.Option {
	out := []widgets.Option{}
	for n := 1; n <= app.MostDifficulty; n++ {
		out = append(out, widgets.Option{Code: strconv.Itoa(n), Label: strconv.Itoa(n)})
	}
	return out
}

func bankColumns() []widgets.Column {
	return []widgets.Column{
		{Title: words.Field("question_text"), Width: 260, Weight: 4},
		{Title: words.Field("question_kind"), Width: 110},
		{Title: words.Field("topic"), Width: 100, Weight: 1},
		{Title: words.Field("difficulty"), Width: 60, Kind: widgets.KindNumber},
		{Title: words.Field("points"), Width: 60, Kind: widgets.KindNumber},
		{Title: lang.L("Used"), Width: 60, Kind: widgets.KindNumber},
		{Title: lang.L("Right, %"), Width: 70, Kind: widgets.KindNumber},
	}
}

// Content is the list.
func (b *Bank) Content() fyne.CanvasObject { return b.body }

// Focus puts the keyboard on the list.
func (b *Bank) Focus() { widgets.Focus(b.table) }

// ToFilter answers Ctrl+F.
func (b *Bank) ToFilter() { widgets.Focus(b.search); b.search.SelectAll() }

// Reload asks for the list again.
func (b *Bank) Reload() {
	filter := b.filter
	b.loader.Ask(func(ctx context.Context) (bankAnswer, error) {
		var a bankAnswer
		var err error
		if a.order, err = b.store.QuestionOrder(ctx, b.desk.By, filter); err != nil {
			return a, err
		}
		if a.courses, err = b.store.Courses(ctx, b.desk.By); err != nil {
			return a, err
		}
		a.topics, err = b.store.BankTopics(ctx, b.desk.By)
		return a, err
	})
}

func (b *Bank) show(a bankAnswer, err error) {
	b.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	b.courses = a.courses
	offer(b.course, append([]widgets.Option{desk.Option(every, lang.L("All courses"))}, b.desk.CourseOptions(a.courses)...))
	topics, named := []widgets.Option{desk.Option(every, lang.L("All topics"))}, map[string]bool{"": true}
	for _, t := range a.topics {
		if !named[t.Topic] {
			named[t.Topic] = true
			topics = append(topics, desk.Option(t.Topic, t.Topic))
		}
	}
	offer(b.topic, topics)
	b.order.Store(&a.order)
	b.table.SetTotal(len(a.order))
	b.table.Reload()
	if len(a.order) == 0 {
		b.preview.Objects = nil
		b.preview.Refresh()
	}
	b.tell()
}

// offer gives a field other choices; what was chosen stays.
func offer(field *widgets.CodeField, options []widgets.Option) {
	code := field.Chosen().Code
	if code == "" {
		code = every
	}
	field.SetOptions(options)
	field.SetCode(code)
}

// tell says how many questions are listed and marked.
func (b *Bank) tell() {
	values := map[string]any{"N": words.Count(int64(len(b.Order()))), "Marked": words.Count(int64(b.table.MarkCount()))}
	if b.table.MarkCount() > 0 {
		b.count.SetText(lang.L("{{.N}} questions, {{.Marked}} marked", values))
		return
	}
	b.count.SetText(lang.L("{{.N}} questions", values))
}

// Order is the list on view.
func (b *Bank) Order() []int64 {
	if order := b.order.Load(); order != nil {
		return *order
	}
	return nil
}

func (b *Bank) fetch(ctx context.Context, from, count int) ([]widgets.Row, error) {
	order := b.Order()
	if from >= len(order) {
		return nil, nil
	}
	found, err := b.store.QuestionsAt(ctx, b.desk.By, order[from:min(from+count, len(order))])
	if err != nil {
		return nil, err
	}
	rows := make([]widgets.Row, len(found))
	for i, q := range found {
		key := q.ID.String()
		b.picked.Saw(key, q.Row)
		b.seen.Store(key, q)
		rows[i] = bankRow(key, q)
	}
	return rows, nil
}

func bankRow(key string, q app.BankQuestionRow) widgets.Row {
	right, difficulty := "–", "–"
	if q.Answered > 0 {
		right = strconv.FormatInt((q.Right*100+q.Answered/2)/q.Answered, 10)
	}
	if q.Difficulty > 0 {
		difficulty = strconv.FormatInt(q.Difficulty, 10)
	}
	return widgets.Row{Key: key, Cells: []widgets.Cell{
		{Text: onLine(q.Text), Strong: true},
		{Text: words.QuizQuestionKind(q.Kind)},
		{Text: q.Topic},
		{Text: difficulty},
		{Text: app.PointsText(q.Points)},
		{Text: words.Count(q.Used)},
		{Text: right},
	}}
}

func (b *Bank) row(key string) (app.BankQuestionRow, bool) {
	q, known := b.seen.Load(key)
	if !known {
		return app.BankQuestionRow{}, false
	}
	return q.(app.BankQuestionRow), true
}

// look shows the selected question beside the list.
func (b *Bank) look(key string) {
	if q, known := b.row(key); known {
		b.preview.Objects = seenBy(q)
		b.preview.Refresh()
	}
}

func (b *Bank) open(r widgets.Row) {
	if q, known := b.row(r.Key); known {
		b.edit(q.BankQuestion)
	}
}

// New answers Ctrl+N.
func (b *Bank) New() bool {
	b.edit(app.BankQuestion{Course: b.filter.Course, Topic: b.filter.Topic})
	return true
}

func (b *Bank) edit(q app.BankQuestion) {
	newEdit(b.desk, b.store, b.courses, q, b.Reload).show()
}

// Insert answers Ctrl+J: questions from a file.
func (b *Bank) Insert() bool {
	newTake(b.desk, b.store, b.courses, b.filter.Course, b.Reload).show("")
	return true
}

// Catch takes a dropped file.
func (b *Bank) Catch(paths []string) bool {
	if len(paths) != 1 {
		return false
	}
	newTake(b.desk, b.store, b.courses, b.filter.Course, b.Reload).show(paths[0])
	return true
}

// GoOn answers Ctrl+G: a quiz of the marked questions, or of the selected one.
func (b *Bank) GoOn() {
	rows := b.marked()
	course := b.filter.Course
	var items []app.QuizItem
	for _, q := range rows {
		items = append(items, app.QuizItem{Bank: q.ID, Points: q.Points})
		if course.IsZero() {
			course = q.Course
		}
	}
	b.OnQuiz(course, items)
}

// marked are the marked questions that were on view, in the order of the list.
func (b *Bank) marked() []app.BankQuestionRow {
	if b.table.MarkCount() == 0 {
		return nil
	}
	byRow := map[int64]app.BankQuestionRow{}
	b.seen.Range(func(_, q any) bool {
		row := q.(app.BankQuestionRow)
		byRow[row.Row] = row
		return true
	})
	var out []app.BankQuestionRow
	for _, n := range b.picked.Rows(b.Order(), b.table) {
		if q, known := byRow[n]; known {
			out = append(out, q)
		}
	}
	return out
}

// withdraw takes the marked questions out of the bank, or the selected one.
func (b *Bank) withdraw() {
	rows := b.marked()
	if len(rows) == 0 {
		if r, is := b.table.Selected(); is {
			if q, known := b.row(r.Key); known {
				rows = append(rows, q)
			}
		}
	}
	if len(rows) == 0 {
		return
	}
	ids := make([]app.BankQuestionID, len(rows))
	for i, q := range rows {
		ids[i] = q.ID
	}
	widgets.Confirm(b.desk.Keys, widgets.Question{
		Title: lang.L("Withdraw {{.N}} questions?", map[string]any{"N": len(ids)}),
		Text:  lang.L("Quizzes being put together lose them. Quizzes that were published keep their copies."),
		Yes:   lang.L("Withdraw questions"), Danger: true,
	}, func() { b.withdrawAs(b.desk.By, ids) })
}

// withdrawAs withdraws in the name of one person, or of two where it takes two.
func (b *Bank) withdrawAs(by app.Actor, ids []app.BankQuestionID) {
	b.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return b.store.WithdrawQuestions(ctx, by, ids, "") },
		Done: func(err error) {
			switch {
			case errors.Is(err, app.ErrNeedsWitness):
				witness.Act{
					Desk: b.desk, Store: b.store, What: lang.L("Withdraw {{.N}} questions", map[string]any{"N": len(ids)}),
					Agreed: func(with app.Actor) { b.withdrawAs(with, ids) },
				}.Ask()
			case err != nil:
				b.desk.Fail(err)
			default:
				b.table.MarkAll(false)
				b.Reload()
			}
		},
	})
}

// Export answers Ctrl+E with the list, or what is marked of it.
func (b *Bank) Export() bool {
	rows := b.picked.Rows(b.Order(), b.table)
	if len(rows) == 0 {
		b.desk.Say(lang.L("There is nothing on this list to export."))
		return true
	}
	b.give(exchange.ExportWhat{Title: lang.L("Question bank"), Rows: rows, Run: func(ctx context.Context, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
		return b.store.ExportQuestions(ctx, b.desk.By, rows, job, report)
	}})
	return true
}

// exportGIFT writes the list, or what is marked of it, as a text for Moodle.
func (b *Bank) exportGIFT() {
	rows := b.picked.Rows(b.Order(), b.table)
	if len(rows) == 0 {
		b.desk.Say(lang.L("There is nothing on this list to export."))
		return
	}
	path := filepath.Join(b.desk.Folder(), lang.L("Question bank")+b.desk.Now().In(app.Local).Format("-20060102-150405")+".gift")
	var n int
	b.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			n, err = b.store.ExportGIFT(ctx, b.desk.By, rows, path)
			return err
		},
		Done: func(err error) {
			if err != nil {
				b.desk.Fail(err)
				return
			}
			b.desk.Say(lang.L("{{.N}} questions written to {{.Path}}", map[string]any{"N": words.Count(int64(n)), "Path": path}))
		},
	})
}
