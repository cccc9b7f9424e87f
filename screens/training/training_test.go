package training_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/training"
	"lamplighter/screens/widgets"
)

// page is a part that says its name, and what it was shown.
type page struct {
	name    *widgets.Text
	asked   int
	shown   []desk.Route
	stepped int
}

func (p *page) Content() fyne.CanvasObject { return p.name }
func (*page) Shows() app.Changes           { return app.Training }
func (p *page) Reload()                    { p.asked++ }
func (p *page) Show(r desk.Route)          { p.shown = append(p.shown, r) }
func (p *page) GoOn()                      { p.stepped++ }

// parts are three parts, the second for those who may read the training of
// others.
func parts(made map[desk.TrainingPart]*page) []training.Part {
	part := func(of desk.TrainingPart, right app.Right) training.Part {
		return training.Part{Name: "part " + string(of), Part: of, Right: right, Make: func() desk.Screen {
			made[of] = &page{name: widgets.NewText("page " + string(of))}
			return made[of]
		}}
	}
	all := []training.Part{part(desk.Mine, app.LearnHere), part(desk.Classes, app.ReadTraining), part(desk.Quizzes, app.LearnHere)}
	all[2].Takes = func(r desk.Route) bool { return !r.Quiz.IsZero() }
	return all
}

func TestTheTabOpensAtTheClassesAndHandsKeysToThePartOnView(t *testing.T) {
	made := map[desk.TrainingPart]*page{}
	area := training.New(&desk.Desk{By: app.Actor{Roles: []app.Role{app.Trainer}}}, parts(made))
	p := screentest.Open(t, area.Content())
	p.See("page classes")
	p.See("part quizzes  Alt+3")
	area.GoOn()
	area.ChooseView(0)
	p.See("page mine")
	area.ChooseView(1)
	area.ChooseView(7) // there is none
	p.See("page classes")
	if one := made[desk.Classes]; one.stepped != 1 || one.asked != 2 {
		t.Errorf("the classes were stepped %d times and asked %d times", one.stepped, one.asked)
	}
	if one := made[desk.Mine]; one.asked != 1 {
		t.Errorf("a part that was just made was asked %d times for what it shows", one.asked)
	}
}

func TestARouteGoesToThePartItNamesOrThatTakesIt(t *testing.T) {
	made := map[desk.TrainingPart]*page{}
	area := training.New(&desk.Desk{By: app.Actor{Roles: []app.Role{app.Trainer}}}, parts(made))
	p := screentest.Open(t, area.Content())
	area.Show(desk.Route{Training: desk.Mine})
	p.See("page mine")
	area.Show(desk.Route{Quiz: app.QuizID{1}})
	p.See("page quizzes")
	if len(made[desk.Mine].shown) != 1 || len(made[desk.Quizzes].shown) != 1 {
		t.Error("a part was not handed its route")
	}
}

func TestWhoMayNotReadOthersSeesHisOwnParts(t *testing.T) {
	area := training.New(&desk.Desk{By: app.Actor{Roles: []app.Role{app.Counter}}}, parts(map[desk.TrainingPart]*page{}))
	p := screentest.Open(t, area.Content())
	p.See("page mine")
	p.See("part quizzes  Alt+2")
	p.DontSee("part classes")
	area = training.New(&desk.Desk{By: app.Actor{}}, parts(map[desk.TrainingPart]*page{}))
	p.Show(area.Content())
	p.See("Nothing of training is open to your role.")
}
