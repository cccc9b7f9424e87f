package gaps

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Area is the part of the tab: who lacks what, and over it the page of one
// person.
type Area struct {
	desk    *desk.Desk
	store   Store
	others  Others
	page    *Page
	learner *Learner
	over    bool // the page of a person is on view
	stage   *fyne.Container
}

// New builds the part. Who may not read the training of others sees the page of
// a person only, her own.
func New(d *desk.Desk, store Store, others Others) *Area {
	a := &Area{desk: d, store: store, others: others, page: newPage(d, store, others), learner: newLearner(d, store, others)}
	a.page.OnLearner = a.toLearner
	a.stage = container.NewStack(a.page.body)
	if d.By.May(app.ReadTraining) != nil {
		a.learner.id = d.By.Staff
		a.lay(true)
	}
	return a
}

// Content implements desk.Screen.
func (a *Area) Content() fyne.CanvasObject { return a.stage }

// Shows implements desk.Screen.
func (a *Area) Shows() app.Changes { return app.Training | app.Company }

// Reload implements desk.Screen.
func (a *Area) Reload() {
	if a.over {
		a.learner.Reload()
		return
	}
	a.page.Reload()
}

// Focus implements desk.Focuser.
func (a *Area) Focus() {
	if a.over {
		a.learner.Focus()
		return
	}
	a.page.Focus()
}

// Show goes to a person, or to a narrowed list.
func (a *Area) Show(r desk.Route) {
	switch {
	case !r.Learner.IsZero():
		a.toLearner(r.Learner)
	case r.Lacking != nil:
		a.lay(false)
		a.page.Narrow(*r.Lacking)
	case !r.Course.IsZero():
		a.lay(false)
		a.page.Narrow(app.TrainingFilter{Course: r.Course})
	}
}

func (a *Area) toLearner(id app.StaffID) {
	a.lay(true)
	a.learner.open(id)
	a.Focus()
}

func (a *Area) lay(over bool) {
	a.over = over
	a.stage.Objects = []fyne.CanvasObject{a.page.body}
	if over {
		a.stage.Objects[0] = a.learner.body
	}
	a.stage.Refresh()
}

// Leave answers Esc: from a person back to the list.
func (a *Area) Leave() bool {
	if !a.over || a.desk.By.May(app.ReadTraining) != nil {
		return false
	}
	a.lay(false)
	a.page.Reload()
	a.Focus()
	return true
}

// Step answers Ctrl+PgUp and Ctrl+PgDn: the person before or after in the matrix.
func (a *Area) Step(by int) {
	m := a.page.shown
	if !a.over || m == nil {
		return
	}
	rows := make([]app.StaffID, m.Rows())
	for i := range rows {
		rows[i] = m.Person(i).ID
	}
	if at := slices.Index(rows, a.learner.id) + by; at >= 0 && at < len(rows) && at != by-1 {
		a.toLearner(rows[at])
	}
}

// ToFilter answers Ctrl+F.
func (a *Area) ToFilter() {
	if !a.over {
		widgets.Focus(a.page.filter.search)
		a.page.filter.search.SelectAll()
	}
}

// ToBoard answers Ctrl+B: the matrix, and back to the list.
func (a *Area) ToBoard() {
	if !a.over {
		a.page.Toggle()
	}
}

// GoOn answers Ctrl+G: a plan for what is marked; on a person's page for all he
// lacks.
func (a *Area) GoOn() {
	if err := a.desk.By.May(app.ChangeTraining); err != nil {
		a.desk.Fail(err)
		return
	}
	if !a.over {
		a.page.GoOn()
		return
	}
	var needs []app.TrainingNeed
	for _, c := range a.learner.page.Next() {
		needs = append(needs, app.TrainingNeed{Staff: a.learner.id, Course: c.Course.ID})
	}
	if len(needs) == 0 {
		a.desk.Say(words.Error(app.Refuse("learner", app.NobodyToTrain)))
		return
	}
	newPlan(a.desk, a.store, needs, a.learner.Reload).show()
}

// Export answers Ctrl+E with the list or the matrix on view.
func (a *Area) Export() bool {
	if a.over || a.page.shown == nil {
		return false
	}
	what := a.list()
	if a.page.whole {
		what = a.matrix()
	}
	if len(what.Rows) == 0 {
		a.desk.Say(lang.L("There is nothing on this list to export."))
		return true
	}
	a.others.Export(what)
	return true
}

func (a *Area) list() exchange.ExportWhat {
	gaps := a.page.chosen()
	return exchange.ExportWhat{
		Title: lang.L("Training gaps"), Rows: places(len(gaps)),
		Run: func(ctx context.Context, _ []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
			return a.store.ExportTrainingGaps(ctx, a.desk.By, gaps, job, report)
		},
	}
}

func (a *Area) matrix() exchange.ExportWhat {
	m := a.page.shown
	return exchange.ExportWhat{
		Title: lang.L("Training matrix"), Rows: places(m.Rows()),
		Run: func(ctx context.Context, _ []int64, job app.ExportJob, _ func(done, total int64)) (int, error) {
			return a.store.ExportFigures(ctx, a.desk.By, figures(a.desk, m), job)
		},
	}
}

// Prints answers Ctrl+P with the list of gaps.
func (a *Area) Prints() desk.Printed {
	if a.over {
		return desk.Printed{}
	}
	if err := a.desk.By.May(app.ExportRecords); err != nil {
		a.desk.Fail(err)
		return desk.Printed{}
	}
	gaps := a.page.chosen()
	f := app.Figures{Title: lang.L("Gaps: {{.N}}", map[string]any{"N": words.Count(int64(len(gaps)))})}
	f.Columns = desk.FigureColumns(columns(), 12, 8, 9, 9, 11, 13, 20, 12, 14)
	for _, g := range gaps {
		f.Rows = append(f.Rows, desk.FigureRow(row(a.desk, g).Cells))
	}
	if len(f.Rows) == 0 {
		return desk.Printed{}
	}
	return desk.Printed{Figures: []app.Figures{f}, Title: lang.L("Training gaps"), Filter: a.page.about()}
}

func refusalOf(err error) (*app.Refusal, bool) { return errors.AsType[*app.Refusal](err) }
