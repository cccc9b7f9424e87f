package questions

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/widgets"
)

// Area holds these pages, one on view at a time. It lives within the tab of
// training.
type Area struct {
	desk    *desk.Desk
	store   Store
	bank    *Bank // nil for whoever may not see it
	quizzes *Quizzes
	page    *Page

	now   place
	pages *widgets.Chips
	stack *fyne.Container
	body  *fyne.Container
}

type place string

const (
	onQuizzes place = "quizzes"
	onBank    place = "bank"
	onPage    place = "page"
)

// New builds the pages. give lets a list go out. Who may read training but not
// change it sees the quizzes and their results alone.
func New(d *desk.Desk, store Store, give func(exchange.ExportWhat)) *Area {
	a := &Area{desk: d, store: store, quizzes: NewQuizzes(d, store), page: NewPage(d, store), now: onQuizzes}
	chips := []widgets.Chip{{Key: string(onQuizzes), Text: lang.L("Quizzes"), Count: -1}}
	if d.By.May(app.ChangeTraining) == nil {
		a.bank = NewBank(d, store, give)
		a.bank.OnQuiz = func(course app.CourseID, picked []app.QuizItem) {
			a.put(app.QuizPlan{Quiz: app.Quiz{Course: course}, Items: picked})
		}
		chips = append(chips, widgets.Chip{Key: string(onBank), Text: lang.L("Question bank") + "  Ctrl+B", Count: -1})
	}
	a.quizzes.OnOpen = a.open
	a.quizzes.OnNew = func() { a.put(app.QuizPlan{}) }
	a.page.OnChange = a.put
	a.page.OnMark = func(q app.QuizPage) { newMarking(d, store, q.ID, a.page.Reload).show() }
	a.stack = container.NewStack()
	a.pages = widgets.NewChips(chips, func(chosen []string) {
		to := a.now
		if len(chosen) > 0 {
			to = place(chosen[0])
		}
		a.to(to)
	})
	a.body = container.NewBorder(container.NewPadded(a.pages), nil, nil, nil, a.stack)
	a.to(onQuizzes)
	return a
}

// put opens the sheet that puts a quiz together.
func (a *Area) put(plan app.QuizPlan) {
	newQuizForm(a.desk, a.store, plan, func(q app.Quiz) { a.open(q.ID) }).show()
}

func (a *Area) open(id app.QuizID) {
	a.page.Open(id)
	a.turn(onPage)
}

// to goes to a page as it stands in the file.
func (a *Area) to(p place) {
	switch p {
	case onQuizzes:
		a.quizzes.Reload()
	case onBank:
		a.bank.Reload()
	}
	a.turn(p)
}

func (a *Area) turn(to place) {
	a.now = to
	chip := to
	if to == onPage {
		chip = onQuizzes
	}
	a.pages.Choose(string(chip))
	switch to {
	case onQuizzes:
		a.stack.Objects = []fyne.CanvasObject{a.quizzes.Content()}
	case onBank:
		a.stack.Objects = []fyne.CanvasObject{a.bank.Content()}
	case onPage:
		a.stack.Objects = []fyne.CanvasObject{a.page.Content()}
	}
	a.stack.Refresh()
	a.Focus()
}

// Content is the page on view.
func (a *Area) Content() fyne.CanvasObject { return a.body }

// Shows names what is on view.
func (a *Area) Shows() app.Changes { return app.Quizzes | app.Training | app.Company }

// Reload asks again for what is on view.
func (a *Area) Reload() {
	switch a.now {
	case onQuizzes:
		a.quizzes.Reload()
	case onBank:
		a.bank.Reload()
	case onPage:
		a.page.Reload()
	}
}

// Show goes to a quiz, to the quizzes of a course, or on with a half-done sheet.
func (a *Area) Show(r desk.Route) {
	switch {
	case r.Draft != nil:
		a.openDraft(*r.Draft)
	case !r.Quiz.IsZero():
		a.open(r.Quiz)
	case r.Training == desk.Quizzes:
		a.quizzes.filter.Course = r.Course
		a.to(onQuizzes)
	}
}

// Focus puts the keyboard where work goes on.
func (a *Area) Focus() {
	switch a.now {
	case onQuizzes:
		a.quizzes.Focus()
	case onBank:
		a.bank.Focus()
	case onPage:
		a.page.Focus()
	}
}

// ToBoard answers Ctrl+B: the bank, and back to the quizzes.
func (a *Area) ToBoard() {
	if a.bank == nil || a.now == onBank {
		a.to(onQuizzes)
		return
	}
	a.to(onBank)
}

// New answers Ctrl+N: a question on the bank, else a quiz.
func (a *Area) New() bool {
	switch {
	case a.bank == nil:
		return false
	case a.now == onBank:
		return a.bank.New()
	}
	a.put(app.QuizPlan{})
	return true
}

// Insert answers Ctrl+J on the bank: questions from a file.
func (a *Area) Insert() bool { return a.now == onBank && a.bank.Insert() }

// Catch takes a file that is dropped on the bank.
func (a *Area) Catch(paths []string) bool { return a.now == onBank && a.bank.Catch(paths) }

// GoOn answers Ctrl+G: a quiz of the marked questions, or the next step of the
// quiz on view.
func (a *Area) GoOn() {
	switch a.now {
	case onBank:
		a.bank.GoOn()
	case onPage:
		a.page.GoOn()
	}
}

// Shift answers Alt+Left and Alt+Right on a quiz that is put together.
func (a *Area) Shift(by int) {
	if a.now == onPage {
		a.page.Shift(by)
	}
}

// ToFilter answers Ctrl+F.
func (a *Area) ToFilter() {
	switch a.now {
	case onQuizzes:
		a.quizzes.ToFilter()
	case onBank:
		a.bank.ToFilter()
	}
}

// Export answers Ctrl+E on the bank; elsewhere Figures does.
func (a *Area) Export() bool { return a.now == onBank && a.bank.Export() }

// Figures answers Ctrl+E with the results on view.
func (a *Area) Figures() (app.Figures, bool) {
	if a.now != onPage {
		return app.Figures{}, false
	}
	return a.page.Figures()
}

// Prints answers Ctrl+P with the results on view.
func (a *Area) Prints() desk.Printed {
	if a.now != onPage {
		return desk.Printed{}
	}
	return a.page.Prints()
}

// Leave answers Esc: back to the quizzes; false on them.
func (a *Area) Leave() bool {
	if a.now == onQuizzes {
		return false
	}
	a.to(onQuizzes)
	return true
}
