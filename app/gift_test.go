package app

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestGIFTIsReadAsMoodleMeansIt(t *testing.T) {
	tests := []struct {
		name, text string
		want       BankQuestion
	}{
		{
			"a name, a right choice, wrong ones, what is said to one of them", "::时限::居民新装答复供电方案几个工作日？{=3 ~8 ~20#那是高压单电源}",
			BankQuestion{Name: "时限", Kind: SingleChoice, Text: "居民新装答复供电方案几个工作日？", Choices: "3\n8\n20", Answers: "1", Explanation: "20: 那是高压单电源"},
		},
		{"several right ones by their weights", "Which?{~%50%a ~%50%b ~%-100%c}", BankQuestion{Kind: MultipleChoice, Text: "Which?", Choices: "a\nb\nc", Answers: "1,2"}},
		{"thirds", "Which?{~%33.33333%a\n~%33.33333%b\n~%33.33333%c\n~d}", BankQuestion{Kind: MultipleChoice, Text: "Which?", Choices: "a\nb\nc\nd", Answers: "1,2,3"}},
		{"true", "停电须提前7日公告。{T}", BankQuestion{Kind: TrueFalse, Text: "停电须提前7日公告。", Answers: "true"}},
		{"false with feedback for both", "城区抢修90分钟到场。{FALSE#城区45分钟#对}", BankQuestion{Kind: TrueFalse, Text: "城区抢修90分钟到场。", Answers: "false", Explanation: "城区45分钟\n对"}},
		{"a short answer with another", "Who is buried there?{=Grant =U. S. Grant}", BankQuestion{Kind: FillIn, Text: "Who is buried there?____", Answers: "Grant|U. S. Grant"}},
		{"a short answer to a blank that is drawn", "电压为___伏。{=220}", BankQuestion{Kind: FillIn, Text: "电压为____伏。", Answers: "220"}},
		{"a word missing in the middle", "城区 {=45 =四十五} 分钟到场。", BankQuestion{Kind: FillIn, Text: "城区 ____ 分钟到场。", Answers: "45|四十五"}},
		{"a choice in the middle", "Grant is {~buried =entombed ~living} there.", BankQuestion{Kind: SingleChoice, Text: "Grant is ____ there.", Choices: "buried\nentombed\nliving", Answers: "2"}},
		{"an essay", "写一份答复。{}", BankQuestion{Kind: OpenQuestion, Text: "写一份答复。"}},
		{"an essay with what is said to all", "写一份答复。{####先致歉}", BankQuestion{Kind: OpenQuestion, Text: "写一份答复。", Explanation: "先致歉"}},
		{"escapes", `a \= b \{c\} \# \~ \: \\ \n d{=1 \=1 ~2}`, BankQuestion{Kind: SingleChoice, Text: "a = b {c} # ~ : \\ \n d", Choices: "1 =1\n2", Answers: "1"}},
		{"the marks of a format", "[html]<p>一般 <b>诉求</b> &amp; 投诉</p>{=[markdown]24 h ~[html]<i>48 h</i>}", BankQuestion{Kind: SingleChoice, Text: "一般 诉求 & 投诉", Choices: "24 h\n48 h", Answers: "1"}},
		{"lines that the file has broken", "::n\n::多行\n题目 {\n\t= 对的\n\t一个\n\t~ 错的\n}", BankQuestion{Name: "n", Kind: SingleChoice, Text: "多行\n题目", Choices: "对的 一个\n错的", Answers: "1"}},
		{"a formula that is no escape", `\frac{=1}`, BankQuestion{Kind: FillIn, Text: `\frac____`, Answers: "1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.want.Points = OnePoint
			for _, text := range []string{tt.text, "\ufeff" + tt.text + "\n\n", "// 说明\r\n" + strings.ReplaceAll(tt.text, "\n", "\r\n") + "\r\n"} {
				got, refused := ParseGIFT(text)
				if len(refused) > 0 || len(got) != 1 {
					t.Fatalf("%d questions, refused %v", len(got), refused)
				}
				if got[0].BankQuestion != tt.want {
					t.Errorf("got  %+v\nwant %+v", got[0].BankQuestion, tt.want)
				}
			}
		})
	}
}

func TestWhatGIFTCannotSayHereIsRefusedWithItsLine(t *testing.T) {
	tests := []struct {
		name, text string
		want       Reason
	}{
		{"a number with a tolerance", "多少？{#3.14:0.01}", GIFTNumerical},
		{"pairs", "配对{=a -> 1 =b -> 2}", GIFTMatching},
		{"no answer", "这是一段说明", GIFTNoAnswer},
		{"a brace that is not closed", "a{=b", GIFTUnclosed},
		{"a brace that is not opened", "a=b}", GIFTUnclosed},
		{"two answers", "a{=b}c{=d}", GIFTTwoAnswers},
		{"an answer within an answer", "a{=b{c}}", GIFTTwoAnswers},
		{"two right ones beside a wrong one", "a{=b =c ~d}", GIFTSeveralRight},
		{"half right beside right", "a{=b ~%50%c}", GIFTWeights},
		{"weights that do not make a whole", "a{~%50%b ~%25%c ~d}", GIFTWeights},
		{"a short answer that is half right", "a{=b =%50%c}", GIFTWeights},
		{"words before the first mark", "a{b =c}", GIFTUnreadable},
		{"a weight that is no number", "a{~%viel%b =c}", GIFTUnreadable},
		{"an answer without text", "a{= ~b}", GIFTUnreadable},
		{"a name that never ends", "::a{=b}", GIFTUnreadable},
		{"nothing right", "a{~b ~c}", NoRightAnswer},
		{"two choices alike", "a{=b ~ b}", ChoicesAlike},
		{"more blanks than answers", "____和____{=a}", BlanksDiffer},
		{"a bar, which parts alternatives here", "a{=b|c}", BarInAnswer},
		{"no text", "{=a ~b}", Missing},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			good := "// one\n一{T}\n\n"
			got, refused := ParseGIFT(good + tt.text + "\n\n" + good)
			if len(got) != 2 || len(refused) != 1 {
				t.Fatalf("%d questions, refused %v", len(got), refused)
			}
			if r := refused[0]; r.Reason != string(tt.want) || r.Line != 4 {
				t.Errorf("refused line %d with %q, want line 4 with %q", r.Line, r.Reason, tt.want)
			}
		})
	}
}

func TestACategoryNamesCourseAndTopic(t *testing.T) {
	service := CourseID{7}
	known := func(name string) (CourseID, bool) { return service, name == "service" }
	tests := []struct {
		name, line string
		course     CourseID
		topic      string
	}{
		{"as we write it", "$CATEGORY: $course$/service/停电", service, "停电"},
		{"of no course", "$CATEGORY: $course$/-/service", CourseID{}, "service"},
		{"of a course that is not here", "$CATEGORY: 安全/高处/作业", CourseID{}, "安全/高处/作业"},
		{"as Moodle heads its own", "$category: $course$/top/service/a//b", service, "a/b"},
		{"of none", "// nothing", CourseID{}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, refused := ParseGIFT(tt.line + "\n\na{T}\n")
			if len(got) != 1 {
				t.Fatalf("%d questions, refused %v", len(got), refused)
			}
			if course, topic := got[0].CourseAndTopic(known); course != tt.course || topic != tt.topic {
				t.Errorf("course %v, topic %q", course, topic)
			}
		})
	}
}

// hardSigns are what makes a text hard to write and to read again.
var hardSigns = []string{
	"供电", "时限", "a", "B", " ", "  ", "=", "~", "#", "####", "{", "}", ":", "::", "\\", "\\n", "\n", "%50%", "[html]", "[plain]", "//", "$CATEGORY: x", "->", "]", "[points:3]",
	"<b>", "&amp;", "T", "TRUE", "/", "____", "（ ）", "\t", "\u00a0", "\ufeff", ",", "|x", "220",
}

func phrase(r *rand.Rand, without ...string) string {
	var out strings.Builder
	for range 1 + r.IntN(6) {
		if s := hardSigns[r.IntN(len(hardSigns))]; !slices.ContainsFunc(without, func(w string) bool { return strings.Contains(s, w) }) {
			out.WriteString(s)
		}
	}
	return out.String()
}

// anyQuestion is a question of any kind that the bank would take.
func anyQuestion(r *rand.Rand) BankQuestion {
	for {
		q := BankQuestion{
			Kind: QuizQuestionKinds()[r.IntN(5)], Text: phrase(r), Points: int64(1 + r.IntN(MostPoints)), Difficulty: int64(r.IntN(6)), Topic: phrase(r),
			Explanation: phrase(r), Name: phrase(r), Source: phrase(r),
		}
		switch q.Kind {
		case SingleChoice, MultipleChoice:
			n := 2 + r.IntN(5)
			var choices []string
			var right []int
			for i := range n {
				choices = append(choices, phrase(r, "\n")+strconv.Itoa(i))
				if q.Kind == MultipleChoice && r.IntN(2) == 0 {
					right = append(right, i+1)
				}
			}
			if q.Kind == SingleChoice {
				right = []int{1 + r.IntN(n)}
			}
			q.Choices, q.Answers = strings.Join(choices, "\n"), JoinPlaces(right)
		case TrueFalse:
			q.Answers = []string{"true", "false"}[r.IntN(2)]
		case FillIn:
			q.Text += BlankMark + phrase(r)
			var lines []string
			for range BlanksIn(evenBlanks(tidyText(q.Text))) {
				lines = append(lines, phrase(r, "\n", "|")+"|"+phrase(r, "\n", "|"))
			}
			q.Answers = strings.Join(lines, "\n")
		case OpenQuestion:
			q.Answers = phrase(r)
		}
		if q = q.Tidied(); q.Check() == nil {
			return q
		}
	}
}

func TestABankWrittenAsGIFTIsReadAsItWas(t *testing.T) {
	service := CourseID{7}
	known := func(name string) (CourseID, bool) { return service, name == "service" }
	code := func(q BankQuestion) string {
		if q.Course == service {
			return "service"
		}
		return ""
	}
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 1))
		var bank []BankQuestion
		for range 10 {
			q := anyQuestion(r)
			if r.IntN(2) == 0 {
				q.Course = service
			}
			bank = append(bank, q)
		}
		text := WriteGIFT(bank, code)
		got, refused := ParseGIFT(text)
		if len(refused) > 0 || len(got) != len(bank) {
			t.Fatalf("seed %d: %d of %d questions, refused %v in\n%s", seed, len(got), len(bank), refused, text)
		}
		for i, g := range got {
			g.Course, g.Topic = g.CourseAndTopic(known)
			if !reflect.DeepEqual(g.BankQuestion, bank[i]) {
				t.Fatalf("seed %d: got\n%+v\nwant\n%+v\nof\n%s", seed, g.BankQuestion, bank[i], WriteGIFT(bank[i:i+1], code))
			}
		}
	}
}

func FuzzParseGIFT(f *testing.F) {
	for _, seed := range []string{
		"::n::a{=b ~c#f####g}", "a{T}", "a{~%50%b ~%50%c}", "$CATEGORY: a/b\n\n// [points:2]\nx{}", "a\\", "[html]<p>a{=1|2}", "{", "}", "::", "a{#1}", "\ufeffa{=b}c",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		questions, _ := ParseGIFT(text)
		var bank []BankQuestion
		for _, q := range questions {
			if err := q.Check(); err != nil {
				t.Fatalf("%+v was taken: %v", q, err)
			}
			bank = append(bank, q.BankQuestion)
		}
		again, refused := ParseGIFT(WriteGIFT(bank, func(BankQuestion) string { return "" }))
		if len(refused) > 0 || len(again) != len(bank) {
			t.Fatalf("%d of %d questions came back, refused %v", len(again), len(bank), refused)
		}
		for i := range again {
			if again[i].BankQuestion != bank[i] {
				t.Fatalf("got  %+v\nwant %+v", again[i].BankQuestion, bank[i])
			}
		}
	})
}
