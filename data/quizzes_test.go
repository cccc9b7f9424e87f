package data_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// hall is a store whose clock a test moves.
type hall struct {
	*data.Store
	now time.Time
}

func openHall(t testing.TB) *hall {
	t.Helper()
	h := &hall{now: datatest.Now()}
	var err error
	h.Store, err = data.Open(t.Context(), filepath.Join(t.TempDir(), "test.lamp"), data.Options{Create: true, Seed: datatest.Seed(t), Now: func() time.Time { return h.now }, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.Close() })
	return h
}

// planned is a quiz of all questions, open from now for two days.
func (h *hall) planned(t testing.TB, course app.CourseID, bank []app.BankQuestion) app.Quiz {
	t.Helper()
	plan := app.QuizPlan{Quiz: app.Quiz{
		Title: "优质服务测验", Course: course, OpensAt: h.now.UnixMilli(), ClosesAt: h.now.Add(48 * time.Hour).UnixMilli(), LimitMinutes: 30, PassScore: 300, Shuffle: true,
	}}
	for _, q := range bank {
		plan.Items = append(plan.Items, app.QuizItem{Bank: q.ID, Points: q.Points})
	}
	quiz, err := h.SaveQuiz(t.Context(), trainer, app.Quiz{}, plan)
	if err != nil {
		t.Fatal(err)
	}
	return quiz
}

func (h *hall) published(t testing.TB) (app.Quiz, []app.BankQuestion) {
	t.Helper()
	course := courseOf(t, h.Store, "service").ID
	bank := fiveKinds(t, h.Store, course)
	quiz, err := h.PublishQuiz(t.Context(), trainer, h.planned(t, course, bank))
	if err != nil {
		t.Fatal(err)
	}
	return quiz, bank
}

func TestAPublishedQuizKeepsItsQuestionsAsTheyWere(t *testing.T) {
	h := openHall(t)
	quiz, bank := h.published(t)
	before, err := h.QuizPage(t.Context(), trainer, quiz.ID)
	if err != nil || len(before.Items) != 5 || before.Full != 500 {
		t.Fatalf("%d questions of %d: %v", len(before.Items), before.Full, err)
	}
	for i, item := range before.Items {
		q := bank[i]
		if item.Text != q.Text || item.Kind != q.Kind || item.Place != int64(i+1) {
			t.Errorf("question %d is %+v", i, item)
		}
		if got, want := chosen(item.Choices, item.Key.Answers), chosen(q.Choices, q.Answers); q.Kind.HasChoices() && !slices.Equal(got, want) {
			t.Errorf("after shuffling %v is right, want %v", got, want)
		}
	}
	changed := bank[0]
	changed.Text, changed.Answers = "完全不同的问题？", "3"
	if _, err := h.SaveQuestion(t.Context(), trainer, bank[0], changed); err != nil {
		t.Fatal(err)
	}
	if err := h.WithdrawQuestions(t.Context(), trainer, []app.BankQuestionID{bank[1].ID}, ""); err != nil {
		t.Fatal(err)
	}
	after, err := h.QuizPage(t.Context(), trainer, quiz.ID)
	if err != nil || !slices.Equal(after.Items, before.Items) {
		t.Errorf("the questions were %+v\nand are %+v (%v)", before.Items, after.Items, err)
	}
	_, err = h.SaveQuiz(t.Context(), trainer, quiz, app.QuizPlan{Quiz: quiz})
	refusedWith(t, err, app.QuizNotFromHere)
	_, err = h.PublishQuiz(t.Context(), trainer, quiz)
	refusedWith(t, err, app.QuizNotFromHere)
}

// chosen are the texts of the right choices.
func chosen(choices, answers string) []string {
	q := app.BankQuestion{Choices: choices, Answers: answers}
	var out []string
	for _, place := range q.RightPlaces() {
		if lines := q.ChoiceLines(); place <= len(lines) {
			out = append(out, lines[place-1])
		}
	}
	slices.Sort(out)
	return out
}

func TestAQuizIsPublishedWholeOrNotAtAll(t *testing.T) {
	h := openHall(t)
	course := courseOf(t, h.Store, "service").ID
	bank := fiveKinds(t, h.Store, course)
	tests := []struct {
		name  string
		spoil func(*app.Quiz)
		want  app.Reason
	}{
		{"it closes before it opens", func(q *app.Quiz) { q.ClosesAt = q.OpensAt - 1 }, app.ClosesBeforeOpen},
		{"it has closed", func(q *app.Quiz) { q.OpensAt, q.ClosesAt = q.OpensAt-7200_000, q.OpensAt-1 }, app.HasPassed},
		{"it never opens", func(q *app.Quiz) { q.OpensAt = 0 }, app.Missing},
		{"no time to take it", func(q *app.Quiz) { q.LimitMinutes = 0 }, app.Missing},
		{"it closes before its time is up", func(q *app.Quiz) { q.LimitMinutes = 60 * 24 * 3 / 3; q.ClosesAt = q.OpensAt + 60_000 }, app.ShorterThanLimit},
		{"nobody could pass it", func(q *app.Quiz) { q.PassScore = 501 }, app.PassAboveFull},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			was := h.planned(t, course, bank)
			plan, err := h.QuizPlan(t.Context(), trainer, was.ID)
			if err != nil {
				t.Fatal(err)
			}
			tt.spoil(&plan.Quiz)
			saved, err := h.SaveQuiz(t.Context(), trainer, was, plan)
			if err != nil {
				t.Fatal(err)
			}
			_, err = h.PublishQuiz(t.Context(), trainer, saved)
			refusedWith(t, err, tt.want)
			if page, _ := h.QuizPage(t.Context(), trainer, was.ID); page.Status != app.QuizDraft {
				t.Errorf("it is %s", page.Status)
			}
		})
	}
	empty := h.planned(t, course, nil)
	_, err := h.PublishQuiz(t.Context(), trainer, empty)
	refusedWith(t, err, app.NoQuestions)
	twice := app.QuizPlan{Quiz: app.Quiz{Title: "a", Course: course}, Items: []app.QuizItem{{Bank: bank[0].ID, Points: 1}, {Bank: bank[0].ID, Points: 1}}}
	_, err = h.SaveQuiz(t.Context(), trainer, app.Quiz{}, twice)
	refusedWith(t, err, app.QuestionTwice)
}

func TestAWithdrawnQuestionLeavesTheQuizBeingPutTogether(t *testing.T) {
	h := openHall(t)
	course := courseOf(t, h.Store, "service").ID
	bank := fiveKinds(t, h.Store, course)
	quiz := h.planned(t, course, bank)
	if err := h.WithdrawQuestions(t.Context(), trainer, []app.BankQuestionID{bank[4].ID}, ""); err != nil {
		t.Fatal(err)
	}
	if plan, err := h.QuizPlan(t.Context(), trainer, quiz.ID); err != nil || len(plan.Items) != 4 {
		t.Errorf("%d questions are picked: %v", len(plan.Items), err)
	}
}

func TestAQuizEndsEarlyLaterOrNever(t *testing.T) {
	h := openHall(t)
	quiz, _ := h.published(t)
	_, err := h.ExtendQuiz(t.Context(), trainer, quiz, quiz.ClosesAt)
	refusedWith(t, err, app.NotLater)
	later, err := h.ExtendQuiz(t.Context(), trainer, quiz, quiz.ClosesAt+3_600_000)
	if err != nil || later.ClosesAt != quiz.ClosesAt+3_600_000 {
		t.Fatalf("it closes at %d: %v", later.ClosesAt, err)
	}
	if _, err := h.CloseQuiz(t.Context(), trainer, quiz); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("a quiz that was changed meantime was closed: %v", err)
	}
	h.now = h.now.Add(time.Hour)
	closed, err := h.CloseQuiz(t.Context(), trainer, later)
	if err != nil || closed.Status != app.QuizClosed || closed.ClosesAt != h.now.UnixMilli() {
		t.Fatalf("it is %+v: %v", closed, err)
	}
	_, err = h.ExtendQuiz(t.Context(), trainer, closed, h.now.UnixMilli()+1000)
	refusedWith(t, err, app.QuizIsOver)
	_, err = h.CancelQuiz(t.Context(), trainer, closed, "误发")
	refusedWith(t, err, app.QuizNotFromHere)

	other := h.planned(t, quiz.Course, nil)
	_, err = h.CancelQuiz(t.Context(), trainer, other, " ")
	refusedWith(t, err, app.Missing)
	gone, err := h.CancelQuiz(t.Context(), trainer, other, "改期")
	if err != nil || gone.Status != app.QuizCancelled || gone.Note != "改期" {
		t.Errorf("it is %+v: %v", gone, err)
	}
}

func TestADrawCanBeMadeAgain(t *testing.T) {
	h := openHall(t)
	course := courseOf(t, h.Store, "service").ID
	for i := range 30 {
		keepQuestion(t, h.Store, app.BankQuestion{Kind: app.TrueFalse, Course: course, Text: "题" + strings.Repeat("一", i+1), Answers: "true", Difficulty: int64(1 + i%2), Topic: []string{"甲", "乙", "丙"}[i%3]})
	}
	draws := []app.QuestionDraw{{Count: 3, Topic: "甲"}, {Count: 5, Difficulty: 2}, {Count: 2, Kind: app.TrueFalse}}
	draw := func(seed uint64) []app.QuizItem {
		items, err := h.DrawQuestions(t.Context(), trainer, course, draws, nil, seed)
		if err != nil || len(items) != 10 {
			t.Fatalf("%d were drawn: %v", len(items), err)
		}
		return items
	}
	first := draw(1)
	if !slices.Equal(first, draw(1)) {
		t.Error("the same number drew others")
	}
	if slices.Equal(first, draw(2)) {
		t.Error("another number drew the same")
	}
	seen := map[app.BankQuestionID]bool{}
	for _, item := range first {
		seen[item.Bank] = true
	}
	if len(seen) != 10 {
		t.Errorf("%d different questions were drawn", len(seen))
	}
	_, err := h.DrawQuestions(t.Context(), trainer, course, []app.QuestionDraw{{Count: 11, Topic: "甲"}}, nil, 1)
	refusedWith(t, err, app.TooFewQuestions)
}

// filled is the sample county with its bank and its quizzes.
func filled(t testing.TB) *hall {
	t.Helper()
	h := openHall(t)
	if err := h.Fill(t.Context(), datatest.Actor(t, h.Store), sample.New(20, 7, h.now), 20, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	return h
}

func TestTheSampleBankFollowsTheRules(t *testing.T) {
	questions := sample.Bank()
	if len(questions) < 40 {
		t.Fatalf("the bank has %d questions", len(questions))
	}
	for _, q := range questions {
		if q.Source == "" || len(q.Category) != 2 || q.Difficulty == 0 {
			t.Errorf("%s has no source, topic or difficulty", q.Text)
		}
	}
	h := filled(t)
	quizzes, err := h.Quizzes(t.Context(), trainer, app.QuizFilter{})
	if err != nil || len(quizzes) != 2 {
		t.Fatalf("%d quizzes: %v", len(quizzes), err)
	}
	over := quizzes[1]
	if !over.Over(h.now.UnixMilli()) || over.Handed == 0 || over.ToMark != 1 || over.Passed == 0 || quizzes[0].Over(h.now.UnixMilli()) {
		t.Errorf("the quizzes are %+v", quizzes)
	}
}

func TestOpenAnswersAreMarkedWithoutANameAndGiveTheScore(t *testing.T) {
	h := filled(t)
	quizzes, err := h.Quizzes(t.Context(), trainer, app.QuizFilter{})
	if err != nil {
		t.Fatal(err)
	}
	quiz := quizzes[1].ID
	waiting, err := h.OpenAnswers(t.Context(), trainer, quiz)
	if err != nil || len(waiting) != 1 {
		t.Fatalf("%d answers wait: %v", len(waiting), err)
	}
	a := waiting[0]
	if a.Attempt != (app.QuizAttemptID{}) || a.Model == "" {
		t.Errorf("the answer tells %+v", a)
	}
	_, err = h.MarkAnswer(t.Context(), trainer, a.ID, app.Marking{Points: a.Full + 1})
	refusedWith(t, err, app.PointsAboveFull)
	before := unmarked(t, h, quiz)
	if _, err := h.MarkAnswer(t.Context(), trainer, a.ID, app.Marking{Points: a.Full, Remark: "很好"}); err != nil {
		t.Fatal(err)
	}
	after, err := h.QuizPage(t.Context(), trainer, quiz)
	if err != nil || after.ToMark != 0 || len(before) != 1 || len(unmarked(t, h, quiz)) != 0 {
		t.Fatalf("%d wait, %v before: %v", after.ToMark, before, err)
	}
	for _, r := range after.Results {
		if r.ID == before[0] && (r.Score < a.Full || r.Passed != (r.Score >= after.PassScore)) {
			t.Errorf("the score is %d", r.Score)
		}
	}
}

func unmarked(t testing.TB, h *hall, id app.QuizID) (out []app.QuizAttemptID) {
	t.Helper()
	page, err := h.QuizPage(t.Context(), trainer, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range page.Results {
		if r.MarkedAt == 0 {
			out = append(out, r.ID)
		}
	}
	return out
}

func TestTheBankTellsHowAQuestionFared(t *testing.T) {
	h := filled(t)
	used, answered := 0, 0
	for _, q := range bankOf(t, h.Store) {
		if q.Used > 0 {
			used++
		}
		if q.Right > q.Answered {
			t.Errorf("%d of %d are right", q.Right, q.Answered)
		}
		answered += int(q.Answered)
	}
	if used == 0 || answered == 0 {
		t.Errorf("%d questions are used, %d answers told", used, answered)
	}
}

func TestALearnerGetsNeitherTheBankNorTheKeys(t *testing.T) {
	h := openHall(t)
	quiz, bank := h.published(t)
	ctx := t.Context()
	verbs := map[string]func() error{
		"QuestionOrder":     func() error { _, err := h.QuestionOrder(ctx, learner, app.BankQuestionFilter{}); return err },
		"QuestionsAt":       func() error { _, err := h.QuestionsAt(ctx, learner, []int64{1}); return err },
		"Question":          func() error { _, err := h.Question(ctx, learner, bank[0].ID); return err },
		"BankTopics":        func() error { _, err := h.BankTopics(ctx, learner); return err },
		"SaveQuestion":      func() error { _, err := h.SaveQuestion(ctx, learner, bank[0], bank[0]); return err },
		"WithdrawQuestions": func() error { return h.WithdrawQuestions(ctx, learner, nil, "") },
		"ImportQuestions":   func() error { _, err := h.ImportQuestions(ctx, learner, app.QuestionImport{}); return err },
		"ExportQuestions": func() error {
			_, err := h.ExportQuestions(ctx, learner, []int64{1}, app.ExportJob{}, func(int64, int64) {})
			return err
		},
		"ExportGIFT":      func() error { _, err := h.ExportGIFT(ctx, learner, []int64{1}, ""); return err },
		"QuizPlan":        func() error { _, err := h.QuizPlan(ctx, learner, quiz.ID); return err },
		"SaveQuiz":        func() error { _, err := h.SaveQuiz(ctx, learner, quiz, app.QuizPlan{}); return err },
		"PublishQuiz":     func() error { _, err := h.PublishQuiz(ctx, learner, quiz); return err },
		"CloseQuiz":       func() error { _, err := h.CloseQuiz(ctx, learner, quiz); return err },
		"CancelQuiz":      func() error { _, err := h.CancelQuiz(ctx, learner, quiz, "x"); return err },
		"ExtendQuiz":      func() error { _, err := h.ExtendQuiz(ctx, learner, quiz, 1); return err },
		"LetSeeAnswers":   func() error { _, err := h.LetSeeAnswers(ctx, learner, quiz, false); return err },
		"DrawQuestions":   func() error { _, err := h.DrawQuestions(ctx, learner, quiz.Course, nil, nil, 1); return err },
		"Quizzes":         func() error { _, err := h.Quizzes(ctx, learner, app.QuizFilter{}); return err },
		"QuizPage":        func() error { _, err := h.QuizPage(ctx, learner, quiz.ID); return err },
		"OpenAnswers":     func() error { _, err := h.OpenAnswers(ctx, learner, quiz.ID); return err },
		"MarkAnswer":      func() error { _, err := h.MarkAnswer(ctx, learner, app.QuizAnswerID{}, app.Marking{}); return err },
		"ClassesOfCourse": func() error { _, err := h.ClassesOfCourse(ctx, learner, quiz.Course); return err },
	}
	for name, verb := range verbs {
		if err := verb(); !errors.Is(err, app.ErrNotAllowed) {
			t.Errorf("%s answers a learner with %v", name, err)
		}
	}
}

func TestWhoReadsResultsSeesTheQuestionsWhenTheQuizIsOver(t *testing.T) {
	h := openHall(t)
	quiz, _ := h.published(t)
	leader := app.Actor{Staff: app.StaffID{0x13}, Roles: []app.Role{app.Leader}}
	page, err := h.QuizPage(t.Context(), leader, quiz.ID)
	if err != nil || len(page.Items) != 0 {
		t.Fatalf("%d questions are shown before: %v", len(page.Items), err)
	}
	h.now = time.UnixMilli(quiz.ClosesAt)
	if page, err = h.QuizPage(t.Context(), leader, quiz.ID); err != nil || len(page.Items) != 5 {
		t.Errorf("%d questions are shown afterwards: %v", len(page.Items), err)
	}
}

func TestAnswersKeptBackAreToldWhenTheTrainerAllowsIt(t *testing.T) {
	h := filled(t)
	ctx := t.Context()
	quizzes, err := h.Quizzes(ctx, trainer, app.QuizFilter{})
	if err != nil {
		t.Fatal(err)
	}
	quiz := quizzes[1].Quiz
	ends := h.now
	h.now = time.UnixMilli(quiz.ClosesAt - 1)
	kept, err := h.LetSeeAnswers(ctx, trainer, quizzes[1].Quiz, false)
	if err != nil {
		t.Fatal(err)
	}
	h.now = ends
	page, err := h.QuizPage(ctx, trainer, quiz.ID)
	if err != nil || !page.AnswersKept || len(page.Items) == 0 {
		t.Fatalf("the trainer sees %+v: %v", page.Quiz, err)
	}
	who := app.Actor{Staff: page.Results[0].Staff, Roles: []app.Role{app.Manager}}
	review, err := h.QuizReview(ctx, who, quiz.ID)
	refusedWith(t, err, app.QuizAnswersKept)
	if len(review.Items) > 0 {
		t.Errorf("told all the same: %+v", review.Items)
	}
	leader := app.Actor{Staff: app.StaffID{0x13}, Roles: []app.Role{app.Leader}}
	if page, err = h.QuizPage(ctx, leader, quiz.ID); err != nil || len(page.Items) > 0 {
		t.Errorf("who only reads training sees %d answers: %v", len(page.Items), err)
	}
	seen, err := h.LetSeeAnswers(ctx, trainer, kept, true)
	if err != nil {
		t.Fatal(err)
	}
	if review, err = h.QuizReview(ctx, who, quiz.ID); err != nil || len(review.Items) == 0 {
		t.Errorf("%d answers are told: %v", len(review.Items), err)
	}
	_, err = h.LetSeeAnswers(ctx, trainer, seen, false)
	refusedWith(t, err, app.QuizIsOver)
	_, err = h.LetSeeAnswers(ctx, trainer, seen, true)
	refusedWith(t, err, app.NothingToDo)
}

func TestTheRightAnswersAreToldWhenTheQuizIsOver(t *testing.T) {
	h := filled(t)
	ctx := t.Context()
	quizzes, err := h.Quizzes(ctx, trainer, app.QuizFilter{})
	if err != nil {
		t.Fatal(err)
	}
	page, err := h.QuizPage(ctx, trainer, quizzes[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	who := app.Actor{Staff: page.Results[0].Staff, Roles: []app.Role{app.Manager}}
	review, err := h.QuizReview(ctx, who, page.ID)
	if err != nil || len(review.Items) != int(page.Questions) || review.Attempt.Staff != who.Staff {
		t.Fatalf("%d questions reviewed: %v", len(review.Items), err)
	}
	for _, i := range review.Items {
		if i.Right == "" || i.Answer.Answer == "" {
			t.Errorf("%s has the answer %q, given was %q", i.Text, i.Right, i.Answer.Answer)
		}
	}
	_, err = h.QuizReview(ctx, learner, page.ID)
	refusedWith(t, err, app.QuizNotTaken)
	h.now = time.UnixMilli(page.ClosesAt - 1)
	_, err = h.QuizReview(ctx, who, page.ID)
	refusedWith(t, err, app.QuizNotOver)
}

func TestAQuizIsOpenToWhomItIsFor(t *testing.T) {
	h := filled(t)
	ctx := t.Context()
	managers, err := h.Staff(ctx, trainer)
	if err != nil {
		t.Fatal(err)
	}
	var manager app.Staff
	for _, s := range managers {
		if s.Post == "account_manager" {
			manager = s
		}
	}
	by := app.Actor{Staff: manager.ID, Roles: []app.Role{app.Manager}}
	open, err := h.OpenQuizzes(ctx, by)
	if err != nil || len(open) != 1 || open[0].Title != "业扩时限测验" || open[0].Mine != 0 {
		t.Fatalf("open to a manager, whose post requires the course: %+v (%v)", open, err)
	}
	if open, err = h.OpenQuizzes(ctx, learner); err != nil || len(open) != 0 {
		t.Errorf("open to somebody of no post: %d (%v)", len(open), err)
	}
}

func TestTheLogOfQuizzesReplaysIntoAnEqualFile(t *testing.T) {
	h := filled(t)
	changes, err := h.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "copy.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() })
	for range 2 { // a second time changes nothing
		if err := copied.Apply(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
	}
	want, got := datatest.Dump(t, h.Path()), datatest.Dump(t, copied.Path())
	for _, table := range []string{"questions", "quizzes", "quiz_questions", "quiz_keys", "quiz_attempts", "quiz_answers"} {
		if want[table] == "" || want[table] != got[table] {
			t.Errorf("%s differs after replay", table)
		}
	}
}
