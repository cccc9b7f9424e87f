package app

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// noCourse is the category of questions that belong to no course.
const noCourse = "-"

// WriteGIFT writes questions in Moodle's GIFT format, those of one course and
// topic under one category. ParseGIFT reads them back as they were: what the
// format has no word for stands in comments. course is the code of a question's
// course; empty: of none.
func WriteGIFT(questions []BankQuestion, course func(BankQuestion) string) string {
	var out strings.Builder
	last := ""
	for _, q := range questions {
		if path := giftCategory(course(q), q.Topic); path != last {
			fmt.Fprintf(&out, "$CATEGORY: %s\n\n", path)
			last = path
		}
		writeGIFT(&out, q)
	}
	return out.String()
}

// giftCategory is the path of a course and a topic.
func giftCategory(course, topic string) string {
	if course == "" {
		course = noCourse
	}
	path := "$course$/" + giftName(course)
	if topic != "" {
		path += "/" + giftName(topic)
	}
	return path
}

func giftName(name string) string { return strings.ReplaceAll(name, "/", "//") }

// CourseAndTopic reads the path of a category as WriteGIFT writes it, and what
// others call their categories: known says whether a course is called so.
func (q GIFTQuestion) CourseAndTopic(known func(name string) (CourseID, bool)) (CourseID, string) {
	path := q.Category
	if len(path) == 0 {
		return CourseID{}, ""
	}
	if path[0] == noCourse {
		return CourseID{}, strings.Join(path[1:], "/")
	}
	if id, is := known(path[0]); is {
		return id, strings.Join(path[1:], "/")
	}
	return CourseID{}, strings.Join(path, "/")
}

func writeGIFT(out *strings.Builder, q BankQuestion) {
	fmt.Fprintf(out, "// [points:%s] [difficulty:%d]", PointsText(q.Points), q.Difficulty)
	comment := func(key, value string) {
		if value != "" {
			fmt.Fprintf(out, " [%s:%s]", key, commentText.Replace(value))
		}
	}
	comment("source", q.Source)
	before, inside, after := q.Text, "", ""
	switch q.Kind {
	case SingleChoice, MultipleChoice:
		inside = "\n" + giftChoices(q)
	case TrueFalse:
		inside = strings.ToUpper(q.Answers)
	case OpenQuestion:
		comment("model", q.Answers)
	case FillIn:
		if q.inOneBlank() {
			before, after, _ = strings.Cut(q.Text, BlankMark)
			inside = "=" + strings.Join(eachGuarded(strings.Split(q.Answers, "|")), " =")
		} else {
			comment("blanks", q.Answers)
		}
	}
	out.WriteString("\n")
	if q.Name != "" {
		fmt.Fprintf(out, "::%s::", giftText.Replace(q.Name))
	}
	if q.Explanation != "" {
		inside += "####" + guarded(q.Explanation)
	}
	fmt.Fprintf(out, "%s{%s}%s\n\n", guarded(before), inside, giftText.Replace(after))
}

// inOneBlank reports whether the format has a form for a question to fill in:
// it knows one blank, and takes an arrow for a pair.
func (q BankQuestion) inOneBlank() bool {
	return BlanksIn(q.Text) == 1 && !strings.Contains(q.Answers, "->") && strings.TrimSpace(strings.Replace(q.Text, BlankMark, "", 1)) != ""
}

func giftChoices(q BankQuestion) string {
	right := q.RightPlaces()
	share := strconv.FormatFloat(100/float64(max(len(right), 1)), 'f', -1, 64)
	if whole, part, broken := strings.Cut(share, "."); broken {
		share = whole + "." + part[:min(len(part), 5)]
	}
	var out strings.Builder
	for i, choice := range q.ChoiceLines() {
		is := slices.Contains(right, i+1)
		mark := "~"
		switch {
		case q.Kind == SingleChoice && is:
			mark = "="
		case q.Kind == MultipleChoice && is:
			mark = "~%" + share + "%"
		case q.Kind == MultipleChoice:
			mark = "~%-100%"
		}
		out.WriteString("\t" + mark + guarded(choice) + "\n")
	}
	return out.String()
}

// giftText takes the meaning off the signs of the format.
var giftText = strings.NewReplacer(`\`, `\\`, "~", `\~`, "=", `\=`, "#", `\#`, "{", `\{`, "}", `\}`, ":", `\:`, "\n", `\n`)

// guarded is a text that begins with nothing the format reads as more than
// text.
func guarded(text string) string {
	out := giftText.Replace(text)
	for _, sign := range []string{"[", "%", "//", "$"} {
		if strings.HasPrefix(out, sign) {
			return "[plain]" + out
		}
	}
	return out
}

func eachGuarded(texts []string) []string {
	for i := range texts {
		texts[i] = guarded(texts[i])
	}
	return texts
}
