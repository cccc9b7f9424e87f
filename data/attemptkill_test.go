package data_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
)

// quizLength is how many questions the quiz of the crash test has.
const quizLength = 40

// TestTakesAQuiz is the program that the crash test kills: it goes on with the
// attempt where it finds it, and answers question after question, a tenth of a second each.
// It never ends by itself.
func TestTakesAQuiz(t *testing.T) {
	path := os.Getenv("LAMPLIGHTER_TAKING")
	if path == "" {
		t.Skip("started by the crash test alone")
	}
	s := datatest.OpenAt(t, path)
	by := datatest.Actor(t, s)
	quiz, err := app.ParseID[app.Quiz](os.Getenv("LAMPLIGHTER_QUIZ"))
	if err != nil {
		t.Fatal(err)
	}
	page, err := s.QuizToTake(t.Context(), by, quiz)
	if err != nil {
		t.Fatal(err)
	}
	running, _ := page.Running()
	taking, err := s.Resume(t.Context(), by, running.ID)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("found", len(taking.Answers), taking.Pulse.Place, taking.Pulse.SpentMS, len(taking.Attempt.Interrupted()))
	stand := taking.Pulse.AttemptStand
	for at := 0; ; at = (at + 1) % quizLength {
		stand.Place, stand.SpentMS = int64(at+1), stand.SpentMS+100
		value := "true"
		if taking.Answers[taking.Questions[at].ID] == value {
			value = "false"
		}
		if err := s.SaveAnswer(t.Context(), by, app.AnswerGiven{Stand: stand, Question: taking.Questions[at].ID, Answer: value}); err != nil {
			t.Fatal(err)
		}
		taking.Answers[taking.Questions[at].ID] = value
		fmt.Println("saved", len(taking.Answers), stand.Place, stand.SpentMS)
	}
}

// A power cut at any moment costs no answer that was given, and no more time than
// since the last.
func TestAPowerCutCostsNoAnswer(t *testing.T) {
	kills := 12
	if testing.Short() {
		kills = 3
	}
	path := filepath.Join(t.TempDir(), "quiz.lamp")
	s := datatest.OpenAt(t, path)
	by := datatest.Actor(t, s)
	staff, err := s.Staff(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	clerk := staff[0]
	clerk.Post = "counter"
	if _, err := s.SaveStaff(t.Context(), by, staff[0], clerk); err != nil {
		t.Fatal(err)
	}
	var questions []app.BankQuestion
	for i := range quizLength {
		questions = append(questions, app.BankQuestion{Kind: app.TrueFalse, Text: fmt.Sprintf("第%d题", i+1), Answers: "true"})
	}
	quiz := datatest.Quiz(t, s, app.Quiz{LimitMinutes: 400}, questions...)
	if _, err := s.StartQuiz(t.Context(), by, quiz.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	chance := rand.New(rand.NewPCG(5, 2026))
	saved := [3]int64{0, 1, 0}
	for kill := range kills {
		saved = takeUntilKilled(t, path, quiz.ID, kill, saved, 1+chance.IntN(30))
	}
}

// takeUntilKilled starts the program, compares what it finds with what was last
// told to be saved, lets it save so many answers and kills it. The answer on its
// way when it dies may be there or not.
func takeUntilKilled(t *testing.T, path string, quiz app.QuizID, kill int, was [3]int64, answers int) (saved [3]int64) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestTakesAQuiz$")
	cmd.Env = append(os.Environ(), "LAMPLIGHTER_TAKING="+path, "LAMPLIGHTER_QUIZ="+quiz.String())
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	saved = was
	for lines.Scan() {
		var now [3]int64
		var interruptions int
		switch text := lines.Text(); {
		case strings.HasPrefix(text, "found "):
			if _, err := fmt.Sscanf(text, "found %d %d %d %d", &now[0], &now[1], &now[2], &interruptions); err != nil {
				t.Fatal(err)
			}
			if now[0] < was[0] || now[0] > was[0]+1 || now[2] < was[2] || now[2] > was[2]+100 || interruptions != kill+1 {
				t.Errorf("kill %d: saved were %d answers at question %d after %d ms; found %d, %d, %d with %d interruptions",
					kill, was[0], was[1], was[2], now[0], now[1], now[2], interruptions)
			}
		case strings.HasPrefix(text, "saved "):
			if _, err := fmt.Sscanf(text, "saved %d %d %d", &saved[0], &saved[1], &saved[2]); err != nil {
				t.Fatal(err)
			}
			if answers--; answers == 0 {
				_ = cmd.Process.Kill()
			}
		default:
			t.Fatalf("kill %d: %s", kill, text)
		}
	}
	_ = cmd.Wait() // killed: always an error
	return saved
}
