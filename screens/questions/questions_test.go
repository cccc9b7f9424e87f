package questions_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/questions"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// bench is the pages of questions on a real store.
type bench struct {
	*screentest.Page
	store *data.Store
	by    app.Actor
	area  *questions.Area
	given []exchange.ExportWhat
	said  []string
}

func open(t *testing.T, language string, store *data.Store, roles []app.Role, options ...screentest.Option) *bench {
	t.Helper()
	b := &bench{Page: screentest.New(t, options...), store: store, by: datatest.Actor(t, store)}
	if roles != nil {
		b.by.Roles = roles
	}
	shipped := datatest.Shipped(t)
	folder := t.TempDir()
	d := &desk.Desk{
		By: b.by, Codes: words.NewCodes(language, shipped.Codes), Flows: words.NewFlows(language, shipped.Flows), Runner: background.Inline(), Now: datatest.Now,
		Keys: b.Keys(), Canvas: b.Window().Canvas(), Open: func(desk.Route) {}, Say: func(text string) { b.said = append(b.said, text) },
		Fail: func(err error) { t.Errorf("the screen failed: %v", err) }, Folder: func() string { return folder },
	}
	b.area = questions.New(d, store, func(what exchange.ExportWhat) { b.given = append(b.given, what) })
	b.Keys().On("Ctrl+N", "", func() { b.area.New() })
	b.Keys().On("Ctrl+J", "", func() { b.area.Insert() })
	b.Keys().On("Ctrl+G", "", b.area.GoOn)
	b.Keys().On("Ctrl+B", "", b.area.ToBoard)
	b.Keys().On("Escape", "", func() { b.area.Leave() })
	b.Show(b.area.Content())
	b.area.Focus()
	return b
}

func county(t *testing.T) *data.Store {
	t.Helper()
	store := datatest.Open(t)
	if err := store.Fill(t.Context(), datatest.Actor(t, store), sample.New(30, 7, datatest.Now()), 30, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	return store
}

func bankOf(t *testing.T, b *bench) []app.BankQuestionRow {
	t.Helper()
	order, err := b.store.QuestionOrder(t.Context(), b.by, app.BankQuestionFilter{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := b.store.QuestionsAt(t.Context(), b.by, order)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestAQuestionOfEachKindIsEnteredByKeysAlone(t *testing.T) {
	b := open(t, words.English, datatest.Open(t), nil)
	b.Press("Ctrl+B", "Ctrl+N")
	enter := func(kind app.QuizQuestionKind, text, choices, answer string) {
		t.Helper()
		b.Type("Kind of question", string(kind))
		b.Press("Enter")
		b.Type("Question text", text)
		if choices != "" {
			b.Type("Choices", choices)
		}
		b.Type("Right answer", answer)
		b.Press("Ctrl+Enter")
	}
	enter(app.SingleChoice, "城区抢修几分钟到场", "45\n90", "a")
	enter(app.MultipleChoice, "哪些是业扩环节", "受理\n答复\n巡视", "AB")
	enter(app.TrueFalse, "停电须公告", "", "Right")
	enter(app.FillIn, "电压 ____ 伏", "", "220|二百二")
	enter(app.OpenQuestion, "如何答复投诉", "", "先致歉")
	rows := bankOf(t, b)
	if len(rows) != 5 {
		t.Fatalf("%d questions are kept: %s", len(rows), b.Text())
	}
	for i, want := range []string{"先致歉", "220|二百二", "true", "1,2", "1"} {
		if rows[i].Answers != want {
			t.Errorf("question %d has the answer %q, want %q", i, rows[i].Answers, want)
		}
	}
}

func TestAQuestionThatCannotBeAskedIsRefusedInItsField(t *testing.T) {
	b := open(t, words.English, datatest.Open(t), nil)
	b.Press("Ctrl+B", "Ctrl+N")
	b.Type("Question text", "城区抢修几分钟到场")
	b.Type("Choices", "45")
	b.Type("Right answer", "A")
	b.Press("Ctrl+Enter")
	b.See("A choice needs at least two choices, each on a line of its own.")
	if n := len(bankOf(t, b)); n != 0 {
		t.Errorf("%d questions are kept", n)
	}
}

func TestTheSelectedQuestionIsShownAsALearnerSeesIt(t *testing.T) {
	b := open(t, words.English, county(t), nil)
	b.Press("Ctrl+B", "Down")
	b.See("As a learner sees it")
	b.See("For the trainer")
}

func TestAFileIsTriedBeforeItIsImported(t *testing.T) {
	b := open(t, words.English, datatest.Open(t), nil)
	path := filepath.Join(t.TempDir(), "bank.gift")
	if err := os.WriteFile(path, []byte("停电须公告{T}\n\n多少{#5}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.Press("Ctrl+B", "Ctrl+J")
	b.DontSee("00000000") // no course is no number
	b.TypeHere(path)
	b.Press("Enter")
	b.See("Questions taken: 1, there already: 0, refused: 1.")
	b.See("Line 3: Numbers with a tolerance are not taken.")
	if n := len(bankOf(t, b)); n != 0 {
		t.Fatalf("trying kept %d questions", n)
	}
	b.Press("Enter")
	if n := len(bankOf(t, b)); n != 1 {
		t.Errorf("%d questions are kept", n)
	}
}

func TestAColumnOfASheetIsPutRight(t *testing.T) {
	b := open(t, words.English, datatest.Open(t), nil)
	path := filepath.Join(t.TempDir(), "bank.csv")
	if err := os.WriteFile(path, []byte("题型,题干,结论\n判断,停电须公告,对\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.Press("Ctrl+B")
	b.area.Catch([]string{path})
	b.See("refused: 1")
	b.See("结论")
}

func TestAQuizIsPutTogetherFromADrawAndPublished(t *testing.T) {
	b := open(t, words.English, county(t), nil)
	b.Press("Ctrl+N")
	b.Type("Quiz title", "抽查")
	b.Type("Course", "service")
	b.Press("Enter")
	b.Type("Opens", "2026-03-02")
	b.Type("Closes", "2026-03-04")
	b.Type("Pass mark (points)", "4")
	b.Into("How many")
	b.TypeHere("5")
	b.Press("Ctrl+Enter")
	b.See("Being put together")
	b.Press("Ctrl+G")
	b.See("Nothing of the questions changes afterwards.")
	b.Press("Ctrl+Enter")
	b.See("Published")
	found, err := b.store.Quizzes(t.Context(), b.by, app.QuizFilter{Text: "抽查"})
	if err != nil || len(found) != 1 || found[0].Status != app.QuizPublished || found[0].Questions != 5 {
		t.Errorf("the quizzes are %+v: %v", found, err)
	}
}

func TestTheAnswersOfAQuizAreKeptBackAndLetOut(t *testing.T) {
	b := open(t, words.English, county(t), nil)
	b.Press("Ctrl+N")
	b.Type("Quiz title", "抽查")
	b.Type("Course", "service")
	b.Press("Enter")
	b.Type("Opens", "2026-03-02")
	b.Type("Closes", "2026-03-04")
	b.Type("Pass mark (points)", "4")
	b.Tap("Learners see the answers when it is over")
	b.Into("How many")
	b.TypeHere("5")
	b.Press("Ctrl+Enter")
	b.See("kept back from learners")
	b.Press("Ctrl+G", "Ctrl+Enter")
	b.See("Published")
	b.Tap("Close now")
	b.See("The answers stay kept back until you let learners see them.")
	b.Press("Ctrl+Enter")
	b.See("kept back from learners")
	b.Press("Ctrl+G") // the likeliest step now
	b.See("seen by learners when it is over")
	b.DontSee("Keep the answers back")
}

func TestQuestionsOfADraftAreOrderedSingly(t *testing.T) {
	b := open(t, words.English, county(t), nil)
	b.Press("Ctrl+B", "Space", "Down", "Space", "Down", "Space", "Ctrl+G")
	b.Type("Quiz title", "抽查")
	b.Type("Course", "service")
	b.Press("Enter")
	b.Type("Opens", "2026-03-02")
	b.Type("Closes", "2026-03-04")
	b.Type("Pass mark (points)", "1")
	b.Press("Ctrl+Enter")
	b.See("Alt+← and Alt+→ move the selected question")
	found, err := b.store.Quizzes(t.Context(), b.by, app.QuizFilter{Text: "抽查"})
	if err != nil || len(found) != 1 {
		t.Fatalf("%d quizzes: %v", len(found), err)
	}
	order := func() (out []app.BankQuestionID) {
		plan, err := b.store.QuizPlan(t.Context(), b.by, found[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range plan.Items {
			out = append(out, item.Bank)
		}
		return out
	}
	was := order()
	b.Press("Home")
	b.area.Shift(-1) // it is the first
	b.area.Shift(1)
	b.area.Shift(1)
	b.area.Shift(1) // by now it is the last
	if now := order(); len(was) != 3 || !slices.Equal(now, []app.BankQuestionID{was[1], was[2], was[0]}) {
		t.Errorf("the order is %v, it was %v", now, was)
	}
	b.Press("Ctrl+G", "Ctrl+Enter")
	b.See("Published")
	b.DontSee("Alt+← and Alt+→ move the selected question")
}

func TestOpenAnswersAreMarkedOneAfterTheOther(t *testing.T) {
	b := open(t, words.English, county(t), nil)
	found, err := b.store.Quizzes(t.Context(), b.by, app.QuizFilter{Text: "优质服务"})
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	b.area.Show(desk.Route{Quiz: found[0].ID})
	b.See("To be marked")
	b.Press("Ctrl+G")
	b.See("Your own answer")
	b.TypeHere("99")
	b.Press("Ctrl+Enter")
	b.See("This question is worth 10 points at most.")
	b.Type("Points", "8")
	b.Press("Ctrl+Enter")
	b.DontSee("To be marked")
	if f, has := b.area.Figures(); !has || len(f.Rows) == 0 || len(f.Rows[0]) != len(f.Columns) {
		t.Errorf("the results are %+v", f)
	}
}

func TestWhoOnlyReadsTrainingSeesNoBank(t *testing.T) {
	b := open(t, words.English, county(t), []app.Role{app.Leader})
	b.See("优质服务季度测验")
	b.DontSee("Question bank")
	b.DontSee("New quiz")
	if b.area.New() {
		t.Error("a leader may put a quiz together")
	}
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, dress := range map[string]struct {
		language string
		options  []screentest.Option
	}{
		"zh": {words.Chinese, []screentest.Option{screentest.Chinese()}}, "en": {words.English, nil},
		"zh-dark": {words.Chinese, []screentest.Option{screentest.Chinese(), screentest.Dark()}},
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, dress.language, county(t), nil, append(dress.options, screentest.Size(1180, 650))...)
			shot := func(what string) { b.Shot(filepath.Join(folder, "questions-"+what+"-"+name+".png")) }
			b.Press("Down")
			shot("quizzes")
			found, err := b.store.Quizzes(t.Context(), b.by, app.QuizFilter{Text: "优质服务"})
			if err != nil {
				t.Fatal(err)
			}
			b.area.Show(desk.Route{Quiz: found[0].ID})
			shot("results")
			b.Press("Ctrl+G")
			shot("marking")
			b.Press("Escape")
			b.Press("Ctrl+B")
			b.Press("Down", "Down")
			shot("bank")
			b.Press("Enter")
			shot("edit")
			b.Press("Escape")
			b.Press("Ctrl+N", "Ctrl+Enter")
			shot("refused")
			b.Press("Escape")
			path := filepath.Join(t.TempDir(), "题库.csv")
			if err := os.WriteFile(path, []byte("题型,题干,选项A,选项B,选项C,答案,分值\n判断,停电须提前公告,,,,对,2\n单选,只有一个选项,45,,,A,2\n填空,没有空,,,,220,2\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			b.area.Catch([]string{path})
			shot("import")
			b.Press("Escape")
			b.area.Show(desk.Route{Training: desk.Quizzes})
			b.Press("Ctrl+N")
			shot("form")
		})
	}
}

func draftsOf(t *testing.T, b *bench) []app.Draft {
	t.Helper()
	drafts, err := b.store.Drafts(t.Context(), b.by)
	if err != nil {
		t.Fatal(err)
	}
	return drafts
}

func TestAHalfTypedQuestionComesBackAndIsForgottenOnceSaved(t *testing.T) {
	b := open(t, words.English, datatest.Open(t), []app.Role{app.Trainer})
	b.Press("Ctrl+B", "Ctrl+N")
	b.Type("Question text", "停电公告须提前几天？")
	b.Type("Choices", "3 天\n7 天")
	b.Type("Topic", "停电")
	b.Press("Escape")
	drafts := draftsOf(t, b)
	if len(drafts) != 1 || questions.DraftTitle(drafts[0]) != "New question · 停电公告须提前几天？" {
		t.Fatalf("kept %+v", drafts)
	}
	b.area.Show(desk.Route{Tab: desk.Training, Training: desk.Quizzes, Draft: &drafts[0]})
	b.See("停电公告须提前几天？")
	b.Type("Right answer", "B")
	b.Press("Ctrl+Enter")
	if rows := bankOf(t, b); len(rows) != 1 || rows[0].Topic != "停电" || rows[0].Choices != "3 天\n7 天" {
		t.Fatalf("the bank has %+v", rows)
	}
	b.Press("Escape")
	if drafts = draftsOf(t, b); len(drafts) != 0 {
		t.Errorf("still kept: %+v", drafts)
	}
}

func TestAHalfChangedQuestionComesBackInItsOwnSheet(t *testing.T) {
	b := open(t, words.English, county(t), nil)
	b.Press("Ctrl+B", "Down", "Enter")
	b.Type("Topic", "改到一半")
	b.Press("Escape", "Ctrl+N")
	b.DontSee("改到一半")
	b.Press("Escape")
	drafts := draftsOf(t, b)
	at := slices.IndexFunc(drafts, func(d app.Draft) bool { return d.Form == app.QuestionForm })
	if at < 0 || !strings.HasPrefix(questions.DraftTitle(drafts[at]), "Change the question") {
		t.Fatalf("kept %+v", drafts)
	}
	b.area.Show(desk.Route{Draft: &drafts[at]})
	b.See("改到一半")
	b.Press("Ctrl+Enter")
	if !slices.ContainsFunc(bankOf(t, b), func(q app.BankQuestionRow) bool { return q.Topic == "改到一半" }) {
		t.Error("not changed")
	}
}

func TestAHalfDoneQuizComesBackWithItsQuestions(t *testing.T) {
	b := open(t, words.English, county(t), nil)
	b.Press("Ctrl+B", "Space", "Down", "Space", "Ctrl+G")
	b.See("2 questions picked")
	b.Type("Quiz title", "抽查一半")
	b.Type("Course", "service")
	b.Press("Enter")
	b.Type("Opens", "2026-03-02")
	b.Type("Closes", "2026-03-04")
	b.Tap("Learners see the answers when it is over")
	b.Into("How many")
	b.TypeHere("3")
	b.Press("Escape")
	drafts := draftsOf(t, b)
	at := slices.IndexFunc(drafts, func(d app.Draft) bool { return d.Form == app.QuizForm })
	if at < 0 || questions.DraftTitle(drafts[at]) != "New quiz · 抽查一半" {
		t.Fatalf("kept %+v", drafts)
	}
	b.area.Show(desk.Route{Draft: &drafts[at]})
	b.See("2 questions picked")
	b.Type("Pass mark (points)", "2")
	b.Press("Ctrl+Enter")
	found, err := b.store.Quizzes(t.Context(), b.by, app.QuizFilter{Text: "抽查一半"})
	if err != nil || len(found) != 1 || found[0].Questions != 5 || !found[0].AnswersKept || found[0].OpensAt == 0 || found[0].Course.IsZero() {
		t.Fatalf("put together: %+v, %v", found, err)
	}
	for _, d := range draftsOf(t, b) {
		if d.Form == app.QuizForm {
			t.Errorf("still kept: %+v", d)
		}
	}
}
