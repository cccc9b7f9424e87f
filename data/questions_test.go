package data_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// learner may learn here and no more; trainer may do all of training.
var (
	learner = app.Actor{Staff: app.StaffID{0x11}, Name: "学员", Roles: []app.Role{app.Manager}}
	trainer = app.Actor{Staff: app.StaffID{0x12}, Name: "培训师", Roles: []app.Role{app.Trainer}}
)

// courseOf is a course of the delivered catalogue.
func courseOf(t testing.TB, s *data.Store, code string) app.Course {
	t.Helper()
	courses, err := s.Courses(t.Context(), trainer)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range courses {
		if c.Code == code {
			return c
		}
	}
	t.Fatalf("no course %s", code)
	return app.Course{}
}

func keepQuestion(t testing.TB, s *data.Store, q app.BankQuestion) app.BankQuestion {
	t.Helper()
	kept, err := s.SaveQuestion(t.Context(), trainer, app.BankQuestion{}, q)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

// fiveKinds keeps a question of each kind.
func fiveKinds(t testing.TB, s *data.Store, course app.CourseID) []app.BankQuestion {
	t.Helper()
	var out []app.BankQuestion
	for _, q := range []app.BankQuestion{
		{Kind: app.SingleChoice, Text: "城区抢修人员多少分钟到场？", Choices: "45\n90\n120", Answers: "1", Explanation: "城区45分钟"},
		{Kind: app.MultipleChoice, Text: "哪些是高压客户的环节？", Choices: "受理\n答复方案\n竣工检验", Answers: "1,2,3"},
		{Kind: app.TrueFalse, Text: "计划停电提前7日公告。", Answers: "true"},
		{Kind: app.FillIn, Text: "居民电压 ____ 伏，频率 ____ 赫兹。", Answers: "220|二百二十\n50"},
		{Kind: app.OpenQuestion, Text: "怎样答复停电投诉？", Answers: "先致歉，再说明原因"},
	} {
		q.Course, q.Topic = course, "抢修"
		out = append(out, keepQuestion(t, s, q))
	}
	return out
}

func bankOf(t testing.TB, s *data.Store) []app.BankQuestionRow {
	t.Helper()
	order, err := s.QuestionOrder(t.Context(), trainer, app.BankQuestionFilter{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := s.QuestionsAt(t.Context(), trainer, order)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func refusedWith(t testing.TB, err error, want app.Reason) {
	t.Helper()
	no, is := errors.AsType[*app.Refusal](err)
	if !is || no.Reason != want {
		t.Errorf("got %v, want a refusal with %q", err, want)
	}
}

func TestTheBankIsNarrowedAndSearched(t *testing.T) {
	s := datatest.Open(t)
	service := courseOf(t, s, "service").ID
	fiveKinds(t, s, service)
	keepQuestion(t, s, app.BankQuestion{Kind: app.TrueFalse, Text: "100%_是百分之百", Answers: "true", Difficulty: 5})
	tests := []struct {
		name   string
		filter app.BankQuestionFilter
		want   int
	}{
		{"all", app.BankQuestionFilter{}, 6},
		{"of a course", app.BankQuestionFilter{Course: service}, 5},
		{"of none", app.BankQuestionFilter{NoCourse: true}, 1},
		{"of two kinds", app.BankQuestionFilter{Kinds: []app.QuizQuestionKind{app.TrueFalse, app.FillIn}}, 3},
		{"of a topic", app.BankQuestionFilter{Topic: "抢修"}, 5},
		{"hard ones", app.BankQuestionFilter{Difficulty: 5}, 1},
		{"a word of the question", app.BankQuestionFilter{Text: "停电"}, 2},
		{"a word of a choice", app.BankQuestionFilter{Text: "竣工"}, 1},
		{"signs that mean any sign elsewhere", app.BankQuestionFilter{Text: "0%_"}, 1},
		{"nothing", app.BankQuestionFilter{Text: "5%_"}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			order, err := s.QuestionOrder(t.Context(), trainer, tt.filter)
			if err != nil || len(order) != tt.want {
				t.Errorf("%d questions (%v), want %d", len(order), err, tt.want)
			}
		})
	}
}

func TestAQuestionIsThereOnce(t *testing.T) {
	s := datatest.Open(t)
	was := keepQuestion(t, s, app.BankQuestion{Kind: app.TrueFalse, Text: "停电须公告。", Answers: "true"})
	_, err := s.SaveQuestion(t.Context(), trainer, app.BankQuestion{}, app.BankQuestion{Kind: app.TrueFalse, Text: " 停电须公告 ", Answers: "false"})
	refusedWith(t, err, app.QuestionThere)
	now := was
	now.Answers = "false"
	if now, err = s.SaveQuestion(t.Context(), trainer, was, now); err != nil {
		t.Fatal(err)
	}
	_, err = s.SaveQuestion(t.Context(), trainer, was, app.BankQuestion{Kind: app.TrueFalse, Text: "停电须公告。", Answers: "true", Topic: "停电", Points: 300})
	if err != nil {
		t.Errorf("a question could not be changed: %v", err)
	}
	if err := s.WithdrawQuestions(t.Context(), trainer, []app.BankQuestionID{now.ID}, "过时"); err != nil {
		t.Fatal(err)
	}
	if n := len(bankOf(t, s)); n != 0 {
		t.Errorf("%d questions are left", n)
	}
	keepQuestion(t, s, app.BankQuestion{Kind: app.TrueFalse, Text: "停电须公告。", Answers: "true"})
}

const sheetOfQuestions = `题型,题干,选项A,选项B,选项C,选项D,答案,分值,难度,知识点,解析,课程
单选题,城区抢修几分钟到场,45,90,120,,A,2,易,抢修,承诺第三条,优质服务
多选,业扩环节有哪些,受理,答复,检验,巡视,ABC,3,难,业扩,,
判断题,停电须公告,,,,,对,1,,,,service
填空,电压（ ）伏频率__________赫兹,,,,,220；50,,3,,,
简答题,如何答复投诉,,,,,先致歉,5,,,,
单选题,只有一个选项,45,,,,A,,,,,
单选题,没有答案,45,90,,,,,,,,
单选题,答案不在其中,45,90,,,D,,,,,
单选题,答案两个,45,90,,,AB,,,,,
单选题,选项相同,45,45。,,,A,,,,,
单选题,选项有空,45,,90,,A,,,,,
填空,没有空,,,,,220,,,,,
填空,____和____,,,,,220,,,,,
判断,不知对错,,,,,也许,,,,,
连线,配对,,,,,A,,,,,
判断,没有这门课程,,,,,对,,,,,飞行
判断,停电须公告。,,,,,错,,,,,
判断,难度不明,,,,,错,,9,,,
,没有题型,,,,,错,,,,,
`

func TestQuestionsComeFromASheet(t *testing.T) {
	s := datatest.Open(t)
	utf, gb := filepath.Join(t.TempDir(), "题库.csv"), filepath.Join(t.TempDir(), "题库.csv")
	write(t, utf, "\ufeff"+strings.ReplaceAll(sheetOfQuestions, "\n", "\r\n"))
	encoded, err := simplifiedchinese.GB18030.NewEncoder().String(sheetOfQuestions)
	if err != nil {
		t.Fatal(err)
	}
	write(t, gb, encoded)
	tried, err := s.ImportQuestions(t.Context(), trainer, app.QuestionImport{Path: gb, DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(bankOf(t, s)); n != 0 {
		t.Fatalf("a dry run left %d questions", n)
	}
	done, err := s.ImportQuestions(t.Context(), trainer, app.QuestionImport{Path: utf})
	if err != nil {
		t.Fatal(err)
	}
	done.DryRun = true
	if !reflect.DeepEqual(tried, done) {
		t.Errorf("tried %+v\ndone  %+v", tried, done)
	}
	if done.Made != 5 || done.Refused != 14 || done.There != 0 {
		t.Errorf("made %d, refused %d, there %d: %+v", done.Made, done.Refused, done.There, done.Told)
	}
	want := []app.Reason{
		app.TooFewChoices, app.NoRightAnswer, app.NoRightAnswer, app.OneRightAnswer, app.ChoicesAlike, app.Missing, app.NoBlank, app.BlanksDiffer, app.NoRightAnswer,
		app.UnknownQuestionKind, app.UnknownCourse, app.QuestionTwice, app.OutOfRange, app.Missing,
	}
	for i, p := range done.Told {
		if p.Reason != string(want[i]) || p.Line != 7+i {
			t.Errorf("line %d refused with %q, want line %d with %q", p.Line, p.Reason, 7+i, want[i])
		}
	}
	again, err := s.ImportQuestions(t.Context(), trainer, app.QuestionImport{Path: utf})
	if err != nil || again.Made != 0 || again.There != 6 {
		t.Errorf("the second time %d were made, %d were there: %v", again.Made, again.There, err)
	}
	rows := bankOf(t, s)
	if q := rows[4]; q.Course != courseOf(t, s, "service").ID || q.Points != 200 || q.Difficulty != 1 || q.Answers != "1" || q.Choices != "45\n90\n120" {
		t.Errorf("the first question is %+v", q)
	}
	if q := rows[1]; q.Text != "电压____伏频率____赫兹" || q.Answers != "220\n50" {
		t.Errorf("the one to fill in is %+v", q)
	}
}

func TestASheetMayHaveEnglishTitles(t *testing.T) {
	s := datatest.Open(t)
	path := filepath.Join(t.TempDir(), "bank.csv")
	write(t, path, "Question type,Question,A,B,C,Answer,Points\nSingle choice,Which?,one,two,three,B,1.5\nTrue/False,Is it?,,,,TRUE,\n")
	rep, err := s.ImportQuestions(t.Context(), trainer, app.QuestionImport{Path: path})
	if err != nil || rep.Made != 2 {
		t.Fatalf("%d made, %+v: %v", rep.Made, rep.Told, err)
	}
	if q := bankOf(t, s)[1]; q.Answers != "2" || q.Points != 150 {
		t.Errorf("the first is %+v", q)
	}
}

func TestQuestionsComeFromGIFT(t *testing.T) {
	s := datatest.Open(t)
	writing, path := courseOf(t, s, "writing").ID, filepath.Join(t.TempDir(), "bank.gift")
	text := "$CATEGORY: service/抢修\r\n\r\n城区抢修？{=45分钟 ~90分钟}\r\n\r\n多少？{#5}\r\n\r\n$CATEGORY: 其他\r\n\r\n请写一份函。{}\r\n"
	encoded, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, encoded)
	rep, err := s.ImportQuestions(t.Context(), trainer, app.QuestionImport{Path: path, Course: writing})
	if err != nil || rep.Made != 2 || len(rep.Told) != 1 || rep.Told[0].Line != 5 || rep.Told[0].Reason != string(app.GIFTNumerical) {
		t.Fatalf("report %+v: %v", rep, err)
	}
	rows := bankOf(t, s)
	if rows[1].Course != courseOf(t, s, "service").ID || rows[1].Topic != "抢修" || rows[0].Course != writing || rows[0].Topic != "其他" {
		t.Errorf("the bank is %+v", rows)
	}
}

func TestTheBankGoesOutAndComesInAsItWas(t *testing.T) {
	from := datatest.Open(t)
	service := courseOf(t, from, "service").ID
	r := rand.New(rand.NewPCG(4, 2))
	for i := range 60 {
		q := app.BankQuestion{
			Kind: app.QuizQuestionKinds()[i%5], Text: "题" + strconv.Itoa(i) + " {x} = ~\n第二行", Points: int64(25 * (1 + r.IntN(20))), Difficulty: int64(r.IntN(6)),
			Topic: "话题/" + strconv.Itoa(r.IntN(3)), Explanation: "解析\n#" + strconv.Itoa(i), Name: "n" + strconv.Itoa(i), Source: "[条例]",
		}
		if i%2 == 0 {
			q.Course = service
		}
		switch q.Kind {
		case app.SingleChoice:
			q.Choices, q.Answers = "甲=1\n~乙\n007", "3"
		case app.MultipleChoice:
			q.Choices, q.Answers = "甲\n乙\n丙\n丁", "1,3,4"
		case app.TrueFalse:
			q.Answers = []string{"true", "false"}[r.IntN(2)]
		case app.FillIn:
			q.Text += "____、____"
			q.Answers = "220|二百二\n50"
		case app.OpenQuestion:
			q.Answers = "参考\n答案]"
		}
		keepQuestion(t, from, q)
	}
	order, err := from.QuestionOrder(t.Context(), trainer, app.BankQuestionFilter{})
	if err != nil {
		t.Fatal(err)
	}
	job := app.ExportJob{Purpose: "备份题库", Format: app.XLSX, Title: func(key string) string { return key }, Label: func(_, code string) string { return code }}
	for _, name := range []string{"bank.xlsx", "bank.gift"} {
		t.Run(name, func(t *testing.T) {
			job.Path = filepath.Join(t.TempDir(), name)
			var n int
			if name == "bank.gift" {
				n, err = from.ExportGIFT(t.Context(), trainer, order, job.Path)
			} else {
				n, err = from.ExportQuestions(t.Context(), trainer, order, job, func(int64, int64) {})
			}
			if err != nil || n != 60 {
				t.Fatalf("%d went out: %v", n, err)
			}
			into := datatest.Open(t)
			rep, err := into.ImportQuestions(t.Context(), trainer, app.QuestionImport{Path: job.Path})
			if err != nil || rep.Made != 60 {
				t.Fatalf("%d came in, %+v: %v", rep.Made, rep.Told, err)
			}
			want := map[string]app.BankQuestion{}
			for _, q := range bankOf(t, from) {
				want[q.Text] = said(q.BankQuestion)
			}
			for _, q := range bankOf(t, into) {
				if got := said(q.BankQuestion); got != want[q.Text] {
					t.Errorf("got  %+v\nwant %+v", got, want[q.Text])
				}
			}
		})
	}
}

// said is a question without what each file gives its own.
func said(q app.BankQuestion) app.BankQuestion {
	q.ID, q.Seen, q.CreatedAt, q.CreatedBy = app.BankQuestionID{}, app.Seen{}, 0, app.StaffID{}
	return q
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
