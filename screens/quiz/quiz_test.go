package quiz_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/quiz"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// bench is the page of a quiz on a real store, with a clock on the wall and one
// that counts.
type bench struct {
	*screentest.Page
	store *data.Store
	by    app.Actor
	desk  *desk.Desk
	page  *quiz.Page
	of    app.Quiz
	wall  *time.Time
	said  []string
}

func open(t *testing.T, language string, q app.Quiz, questions []app.BankQuestion, options ...screentest.Option) *bench {
	t.Helper()
	wall := datatest.Now()
	b := &bench{Page: screentest.New(t, options...), wall: &wall}
	b.store = datatest.OpenBy(t, filepath.Join(t.TempDir(), "quiz.lamp"), func() time.Time { return *b.wall })
	b.by = datatest.Learner(t, b.store, "0101")
	b.of = datatest.Quiz(t, b.store, q, questions...)
	b.desk = &desk.Desk{
		By: b.by, Codes: words.NewCodes(language, nil), Runner: background.Inline(), Now: func() time.Time { return *b.wall },
		Keys: b.Keys(), Canvas: b.Window().Canvas(), Open: func(desk.Route) {}, Say: func(text string) { b.said = append(b.said, text) },
		Fail: func(err error) { t.Errorf("the screen failed: %v", err) },
	}
	b.Keys().On("Ctrl+Enter", "", func() { b.page.Save() })
	b.Keys().On("Ctrl+PageUp", "", func() { b.page.Step(-1) })
	b.Keys().On("Ctrl+PageDown", "", func() { b.page.Step(1) })
	b.Keys().On("Ctrl+G", "", func() { b.page.GoOn() })
	b.restart(b.store)
	return b
}

// restart is the program opened anew on a store.
func (b *bench) restart(store quiz.Store) {
	b.page = quiz.New(b.desk, store)
	b.Show(b.page.Content())
	b.page.Show(desk.Route{Tab: desk.Training, Quiz: b.of.ID})
	b.page.Focus()
}

// pass lets time go by, on both clocks.
func (b *bench) pass(d time.Duration) {
	for ; d > 0; d -= time.Second {
		*b.wall = b.wall.Add(time.Second)
		b.desk.Runner.Elapse(time.Second)
	}
}

func (b *bench) attempt(t *testing.T) app.QuizAttempt {
	t.Helper()
	page, err := b.store.QuizToTake(t.Context(), b.by, b.of.ID)
	if err != nil || len(page.Attempts) == 0 {
		t.Fatalf("%d attempts: %v", len(page.Attempts), err)
	}
	return page.Attempts[len(page.Attempts)-1]
}

func TestASampleQuizIsTakenByKeysAlone(t *testing.T) {
	b := open(t, words.English, app.Quiz{PassScore: 600}, datatest.SampleQuestions())
	b.See("Needed to pass")
	b.See("You have 30 min.")
	b.Press("Enter")
	b.See("Question 1 of 5")
	b.See("30 min")
	b.TypeHere("1")
	b.Press("Enter")
	b.TypeHere("ab")
	b.TypeHere("m")
	b.TypeHere("C")
	b.See("Marked for later: 1")
	b.Press("Enter")
	b.TypeHere("2")
	b.Press("Up", "Space", "Ctrl+PageDown")
	b.See("Question 4 of 5")
	b.TypeHere("220")
	b.Press("Enter")
	b.TypeHere("50")
	b.Press("Ctrl+M")
	b.See("Marked for later: 2")
	b.Press("Ctrl+M", "Enter")
	b.See("Question 5 of 5")
	b.TypeHere("先致歉")
	b.Press("Ctrl+PageUp", "Ctrl+PageDown")
	b.See("先致歉")
	b.Press("Ctrl+G")
	b.See("Question 2 of 5")
	b.Press("Ctrl+Enter")
	b.See("All questions are answered.")
	b.Press("Ctrl+Enter")
	b.See("Handed in. The result comes later.")
	b.See("Waits for marks")
	answers, err := b.store.OpenAnswers(t.Context(), datatest.Actor(t, b.store), b.of.ID)
	if err != nil || len(answers) != 1 || answers[0].Answer != "先致歉" {
		t.Fatalf("the trainer has %+v: %v", answers, err)
	}
	if _, err := b.store.MarkAnswer(t.Context(), datatest.Actor(t, b.store), answers[0].ID, app.Marking{Points: 100}); err != nil {
		t.Fatal(err)
	}
	b.page.Reload()
	b.See("8 of 10 points")
	b.See("Passed")
}

func TestLettersAreForWritingInATextField(t *testing.T) {
	b := open(t, words.English, app.Quiz{}, datatest.SampleQuestions()[3:])
	b.Press("Enter")
	b.TypeHere("mA1")
	b.See("mA1")
	b.See("Marked for later: 0")
	b.See("Question 1 of 2")
}

func TestTheOtherWidthOfADigitChoosesToo(t *testing.T) {
	ten := app.BankQuestion{Kind: app.SingleChoice, Text: "十个选项", Choices: "一\n二\n三\n四\n五\n六\n七\n八\n九\n十", Answers: "10"}
	b := open(t, words.Chinese, app.Quiz{PassScore: 200}, []app.BankQuestion{ten}, screentest.Chinese())
	b.Press("Enter")
	b.TypeHere("３")
	b.TypeHere("0")
	b.Press("Ctrl+Enter", "Ctrl+Enter")
	b.See("得 2 分，满分 2 分")
}

func TestTheTimeIsToldAndHandsInByItself(t *testing.T) {
	b := open(t, words.English, app.Quiz{}, datatest.SampleQuestions())
	b.Press("Enter")
	b.TypeHere("1")
	b.pass(10 * time.Minute)
	b.See("20 min")
	b.DontSee("Less than")
	b.pass(15*time.Minute + 5*time.Second)
	b.See("4 min 55 s")
	b.See("Less than five minutes are left.")
	b.pass(4*time.Minute + 5*time.Second)
	b.See("50 s")
	b.See("Less than a minute is left.")
	if got := strings.Join(b.said, "|"); strings.Count(got, "Less than") != 2 {
		t.Errorf("said aloud: %s", got)
	}
	b.pass(51 * time.Second)
	b.See("The time is up. What you had answered was handed in.")
	if a := b.attempt(t); !a.ByTime || a.SpentMS != (30*time.Minute).Milliseconds() || a.Score != 200 {
		t.Errorf("handed in as %+v", a)
	}
}

func TestAnEnterThatComesTooLateBeginsNoSecondAttempt(t *testing.T) {
	b := open(t, words.English, app.Quiz{Attempts: 2}, datatest.SampleQuestions()[3:])
	b.Press("Enter")
	b.TypeHere("220")
	b.pass(30 * time.Minute)
	b.Press("Enter")
	b.See("The time is up.")
	if a := b.attempt(t); a.Number != 1 || a.Score != 100 {
		t.Errorf("after the late Enter: %+v", a)
	}
	b.pass(3 * time.Second)
	b.Press("Enter")
	b.See("Question 1 of 2")
}

func TestAClockThatIsSetDoesNotMoveTheTimeOnView(t *testing.T) {
	b := open(t, words.English, app.Quiz{}, datatest.SampleQuestions())
	b.Press("Enter")
	b.pass(10 * time.Minute)
	*b.wall = b.wall.Add(-2 * time.Hour)
	b.pass(time.Minute)
	b.See("19 min")
	b.Press("Ctrl+Enter")
	b.Tap("Hand in")
	b.See("Clock set back by")
}

func TestAnInterruptedQuizGoesOnWhereItWas(t *testing.T) {
	b := open(t, words.English, app.Quiz{}, datatest.SampleQuestions())
	b.Press("Enter")
	b.TypeHere("1")
	b.Press("Enter")
	b.TypeHere("M")
	b.Press("Ctrl+PageDown", "Ctrl+PageDown")
	b.TypeHere("220")
	b.pass(12 * time.Minute)
	*b.wall = b.wall.Add(time.Hour)
	b.desk.Runner = background.Inline() // the old program is gone, its seconds with it
	b.restart(b.store)
	b.See("You were interrupted at question 4.")
	b.Press("Enter")
	b.See("Question 4 of 5")
	b.See("220")
	b.See("18 min")
	b.See("Answered: 2")
	b.See("Marked for later: 1")
	b.Press("Ctrl+Enter")
	b.See("3 of 5 questions are not answered: 2, 3, 5.")
	b.Tap("Hand in")
	b.See("for 1 h")
}

func TestAQuizThatIsCancelledMeanwhileEnds(t *testing.T) {
	b := open(t, words.English, app.Quiz{}, datatest.SampleQuestions())
	b.Press("Enter")
	if _, err := b.store.CancelQuiz(t.Context(), datatest.Actor(t, b.store), b.of, "题目有误"); err != nil {
		t.Fatal(err)
	}
	b.page.Reload()
	b.See("This quiz was cancelled.")
	b.DontSee("Question 1 of 5")
}

func TestWhatCannotBeBegunSaysWhy(t *testing.T) {
	b := open(t, words.English, app.Quiz{OpensAt: datatest.Now().Add(time.Hour).UnixMilli()}, datatest.SampleQuestions())
	b.See("This quiz is not open yet.")
	b.DontSee("Begin  Enter")
}

func TestAQuizIsNotLeftByASlip(t *testing.T) {
	b := open(t, words.English, app.Quiz{}, datatest.SampleQuestions())
	if b.page.Leave() {
		t.Error("Esc does not leave the cover")
	}
	b.Press("Enter")
	if !b.page.Leave() || len(b.said) == 0 {
		t.Error("Esc leaves a quiz that runs")
	}
	other := datatest.Quiz(t, b.store, app.Quiz{Title: "另一测验"}, app.BankQuestion{Kind: app.TrueFalse, Text: "另一题", Answers: "true"})
	b.page.Show(desk.Route{Quiz: other.ID})
	b.See("Question 1 of 5")
}

// full is a store whose disk is full for a while.
type full struct {
	*data.Store
	disk bool
}

func (f *full) SaveAnswer(ctx context.Context, by app.Actor, a app.AnswerGiven) error {
	if f.disk {
		return app.ErrDiskFull
	}
	return f.Store.SaveAnswer(ctx, by, a)
}

func (f *full) KeepStand(ctx context.Context, by app.Actor, s app.AttemptStand) error {
	if f.disk {
		return errors.Join(app.ErrDiskFull)
	}
	return f.Store.KeepStand(ctx, by, s)
}

func TestAnAnswerThatCouldNotBeSavedIsTriedAgain(t *testing.T) {
	b := open(t, words.English, app.Quiz{}, datatest.SampleQuestions())
	disk := &full{Store: b.store}
	b.restart(disk)
	b.Press("Enter")
	disk.disk = true
	b.TypeHere("1")
	b.See("The last answer is not saved yet")
	b.Press("Ctrl+Enter")
	b.Tap("Hand in")
	b.See("The last answer is not saved yet")
	disk.disk = false
	b.pass(6 * time.Second)
	b.DontSee("The last answer is not saved yet")
	b.Press("Ctrl+Enter")
	b.Tap("Hand in")
	if a := b.attempt(t); a.HandedAt == 0 || a.Score != 200 {
		t.Errorf("handed in as %+v", a)
	}
}

func TestAnswersThatAreKeptBackAreSaidToBe(t *testing.T) {
	b := open(t, words.English, app.Quiz{AnswersKept: true}, datatest.SampleQuestions())
	b.Press("Enter")
	b.TypeHere("1")
	b.page.Save()
	b.Tap("Hand in")
	b.DontSee("has not let the answers of this quiz be seen")
	*b.wall = time.UnixMilli(b.of.ClosesAt).Add(time.Minute)
	b.restart(b.store)
	b.See("The trainer has not let the answers of this quiz be seen yet. Your result stands on its page.")
	b.DontSee("Look at the answers")
	if folder := os.Getenv("LAMPLIGHTER_SHOTS"); folder != "" {
		b.Shot(filepath.Join(folder, "quiz-kept-en.png"))
	}
	kept, err := b.store.QuizToTake(t.Context(), b.by, b.of.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.store.LetSeeAnswers(t.Context(), datatest.Actor(t, b.store), kept.Quiz, true); err != nil {
		t.Fatal(err)
	}
	b.page.Reload()
	b.Tap("Look at the answers")
	b.See("Your answer")
}

func TestTheAnswersAreSeenWhenTheQuizIsOverAlsoWithAClockSetBack(t *testing.T) {
	b := open(t, words.English, app.Quiz{}, datatest.SampleQuestions())
	b.Press("Enter")
	b.TypeHere("1")
	b.page.Save()
	b.DontSee("Look at the answers")
	*b.wall = time.UnixMilli(b.of.ClosesAt).Add(time.Minute)
	b.Tap("Hand in")
	*b.wall = time.UnixMilli(b.of.ClosesAt).Add(-time.Hour)
	b.page.Reload()
	b.Tap("Look at the answers")
	b.See("Your best attempt, with the right answers.")
	b.See("Your answer")
	b.See("no answer")
	b.See("首问负责。")
	if folder := os.Getenv("LAMPLIGHTER_SHOTS"); folder != "" {
		b.Shot(filepath.Join(folder, "quiz-review-en.png"))
	}
	if !b.page.Leave() {
		t.Error("Esc leaves the quiz, not its answers")
	}
	b.See("Your attempts")
	if b.page.Leave() {
		t.Error("Esc goes nowhere from the cover")
	}
}
