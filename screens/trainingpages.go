package screens

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/classes"
	"lamplighter/screens/completions"
	"lamplighter/screens/courses"
	"lamplighter/screens/desk"
	"lamplighter/screens/gaps"
	"lamplighter/screens/learning"
	"lamplighter/screens/practice"
	"lamplighter/screens/proposals"
	"lamplighter/screens/qualified"
	"lamplighter/screens/questions"
	"lamplighter/screens/quiz"
	"lamplighter/screens/training"
	"lamplighter/screens/trainingreport"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// training is the tab of training with its parts.
func (w *Window) training() desk.Screen {
	store, give := w.set.Store, w.give.Export
	w.markWaiting()
	return training.New(w.desk, []training.Part{
		{
			Name: lang.L("Classes"), Part: desk.Classes, Right: app.ReadTraining,
			Takes: func(r desk.Route) bool {
				return !r.Class.IsZero() || r.Draft != nil && r.Draft.Form == classes.DraftForm
			},
			Make: func() desk.Screen { return classes.New(w.desk, store, give) },
		},
		{
			Name: lang.L("Gaps"), Part: desk.Gaps, Right: app.ReadTraining,
			Takes: func(r desk.Route) bool { return r.Lacking != nil || !r.Learner.IsZero() },
			Make: func() desk.Screen {
				return gaps.New(w.desk, store, gaps.Others{Export: give, Qualified: w.qualifiedIn})
			},
		},
		{
			Name: lang.L("Courses"), Part: desk.Courses, Right: app.LearnHere,
			Takes: func(r desk.Route) bool { return !r.Course.IsZero() },
			Make:  func() desk.Screen { return courses.New(w.desk, store, give) },
		},
		{
			Name: lang.L("Practice log"), Part: desk.PracticeLog, Right: app.LearnHere,
			Make: func() desk.Screen { return practice.New(w.desk, store, give, app.PracticeOfAll) },
		},
		{
			Name: lang.L("Quizzes"), Part: desk.Quizzes, Right: app.ReadTraining,
			Make: func() desk.Screen { return questions.New(w.desk, store, give) },
		},
		{
			Name: lang.L("Qualifications"), Part: desk.Qualifications, Right: app.ReadTraining,
			Takes: func(r desk.Route) bool { return r.Qualified != "" },
			Make:  func() desk.Screen { return qualified.New(w.desk, store) },
		},
		{
			Name: lang.L("Proposals"), Part: desk.Proposals, Right: app.ReadTraining,
			Make: func() desk.Screen { return proposals.New(w.desk, store) },
		},
		{
			Name: lang.L("Figures"), Part: desk.TrainingReport, Right: app.ReadTraining,
			Make: func() desk.Screen { return trainingreport.New(w.desk, store) },
		},
		{
			Name: lang.L("My training"), Part: desk.Mine, Right: app.LearnHere,
			Make: func() desk.Screen {
				return learning.New(w.desk, store, give, learning.Slots{Quizzes: w.openQuizzes, Certificates: w.ownCertificates})
			},
		},
		{
			Name: lang.L("Records"), Part: desk.Completions, Right: app.ReadTraining,
			Make: func() desk.Screen { return completions.New(w.desk, store, give) },
		},
		{
			Right: app.LearnHere, Over: true,
			Takes: func(r desk.Route) bool { return !r.Quiz.IsZero() },
			Make:  func() desk.Screen { return quiz.New(w.desk, store) },
		},
	})
}

// markWaiting marks what was handed in on computers that have no keys, for who
// may.
func (w *Window) markWaiting() {
	if w.set.By.May(app.ChangeTraining) != nil {
		return
	}
	w.set.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(done, total int)) error {
			_, err := w.set.Store.MarkWaiting(ctx, w.set.By)
			return err
		},
		Done: func(err error) {
			if err != nil {
				w.desk.Fail(err)
			}
		},
	})
}

// qualifiedIn tells on a person's page how he stands in his qualifications.
func (w *Window) qualifiedIn(ctx context.Context, id app.StaffID) ([]gaps.Qualified, error) {
	states, err := w.set.Store.QualificationsOf(ctx, w.set.By, id)
	out := make([]gaps.Qualified, len(states))
	for i, s := range states {
		out[i] = gaps.Qualified{Name: w.desk.Codes.QualificationName(*s.Qualification), State: words.QualifiedStatus(s.Status), Until: s.Last.UntilOn}
		if s.Status == app.QualifiedExpired || s.Status == app.Unqualified {
			out[i].Tone = widgets.ToneBad
		}
	}
	return out, err
}

// openQuizzes are the quizzes that whoever looks may take now or later.
func (w *Window) openQuizzes(ctx context.Context) ([]learning.Line, error) {
	rows, err := w.set.Store.OpenQuizzes(ctx, w.set.By)
	lines, now := make([]learning.Line, len(rows)), w.set.Now()
	for i, r := range rows {
		lines[i] = learning.Line{
			Mark: words.QuizStatus(r.Status, r.ClosesAt <= now.UnixMilli()), Tone: widgets.ToneInfo, Text: r.Title,
			Detail: words.Moment(r.OpensAt, now) + " – " + words.Moment(r.ClosesAt, now),
			Open:   func() { w.Go(desk.Route{Tab: desk.Training, Quiz: r.ID}) },
		}
	}
	return lines, err
}

// ownCertificates are those of whoever looks.
func (w *Window) ownCertificates(ctx context.Context) ([]learning.Line, error) {
	rows, err := w.set.Store.Certificates(ctx, w.set.By, app.CertificateFilter{Staff: w.set.By.Staff}, ownMost)
	var lines []learning.Line
	for _, r := range rows {
		if !r.Gone {
			lines = append(lines, learning.Line{Mark: r.Number, Text: r.Title, Detail: string(r.UntilOn)})
		}
	}
	return lines, err
}

// ownMost certificates of one's own are shown.
const ownMost = 50
