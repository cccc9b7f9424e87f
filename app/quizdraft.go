package app

import (
	"cmp"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// QuizItem is a question that a quiz is to ask.
type QuizItem struct {
	Bank   BankQuestionID
	Points int64 // hundredths
}

// QuizPlan is a quiz being put together.
type QuizPlan struct {
	Quiz  Quiz
	Items []QuizItem
}

// Full is what all questions together are worth.
func (d QuizPlan) Full() int64 {
	full := int64(0)
	for _, item := range d.Items {
		full += item.Points
	}
	return full
}

// Check refuses a draft that could not even be kept.
func (d QuizPlan) Check() error {
	q := d.Quiz
	switch {
	case strings.TrimSpace(q.Title) == "":
		return Refuse("quiz_title", Missing)
	case q.Course.IsZero():
		return Refuse("course", Missing)
	case q.Status != QuizDraft:
		return Refuse("status", QuizNotFromHere)
	case q.LimitMinutes < 0 || q.LimitMinutes > 24*60:
		return Refuse("limit_minutes", OutOfRange)
	case q.Attempts < 0 || q.Attempts > 99:
		return Refuse("attempts", OutOfRange)
	case q.PassScore < 0:
		return Refuse("pass_score", OutOfRange)
	}
	seen := map[BankQuestionID]bool{}
	for _, item := range d.Items {
		switch {
		case seen[item.Bank]:
			return Refuse("questions", QuestionTwice)
		case item.Points <= 0 || item.Points > MostPoints:
			return Refuse("points", OutOfRange)
		}
		seen[item.Bank] = true
	}
	return nil
}

// CheckPublish refuses a draft that nobody could take.
func (d QuizPlan) CheckPublish(now int64) error {
	if err := d.Check(); err != nil {
		return err
	}
	q := d.Quiz
	switch {
	case len(d.Items) == 0:
		return Refuse("questions", NoQuestions)
	case q.OpensAt == 0:
		return Refuse("opens_at", Missing)
	case q.ClosesAt == 0:
		return Refuse("closes_at", Missing)
	case q.ClosesAt <= q.OpensAt:
		return Refuse("closes_at", ClosesBeforeOpen)
	case q.ClosesAt <= now:
		return Refuse("closes_at", HasPassed)
	case q.LimitMinutes == 0:
		return Refuse("limit_minutes", Missing)
	case q.ClosesAt-q.OpensAt < q.LimitMinutes*60_000:
		return Refuse("closes_at", ShorterThanLimit)
	case q.PassScore > d.Full():
		return Refuse("pass_score", PassAboveFull)
	}
	return nil
}

// QuestionDraw is how many questions of a sort are to be drawn.
type QuestionDraw struct {
	Count      int64
	Kind       QuizQuestionKind // "": any
	Topic      string           // "": any
	Difficulty int64            // 0: any
}

func (d QuestionDraw) fits(q BankQuestion) bool {
	return (d.Kind == "" || q.Kind == d.Kind) && (d.Topic == "" || q.Topic == d.Topic) && (d.Difficulty == 0 || q.Difficulty == d.Difficulty)
}

// DrawQuestions draws at random, each question once; equal seeds draw alike from
// a bank that is the same. taken are those the quiz asks already.
func DrawQuestions(bank []BankQuestion, draws []QuestionDraw, taken map[BankQuestionID]bool, seed uint64) ([]QuizItem, error) {
	sorted := slices.SortedFunc(slices.Values(bank), func(a, b BankQuestion) int { return cmp.Compare(a.ID.String(), b.ID.String()) })
	dice := rand.New(rand.NewPCG(seed, 0x71a9))
	drawn := map[BankQuestionID]bool{}
	var items []QuizItem
	for i, draw := range draws {
		var from []BankQuestion
		for _, q := range sorted {
			if draw.fits(q) && !taken[q.ID] && !drawn[q.ID] {
				from = append(from, q)
			}
		}
		if int64(len(from)) < draw.Count {
			return nil, &Refusal{Field: "draw", Reason: TooFewQuestions, Value: strconv.Itoa(i+1) + ": " + strconv.Itoa(len(from))}
		}
		dice.Shuffle(len(from), func(a, b int) { from[a], from[b] = from[b], from[a] })
		for _, q := range from[:draw.Count] {
			drawn[q.ID] = true
			items = append(items, QuizItem{q.ID, q.Points})
		}
	}
	return items, nil
}

// Over reports whether nobody takes the quiz any more, so that its answers may
// be told.
func (q Quiz) Over(now int64) bool {
	return q.Status == QuizClosed || q.Status == QuizPublished && q.ClosesAt <= now
}

// OpenFor reports whether the quiz may be taken at a moment.
func (q Quiz) OpenFor(now int64) bool {
	return q.Status == QuizPublished && q.OpensAt <= now && now < q.ClosesAt
}

// Close ends a quiz before its time.
func (q Quiz) Close(now int64) (Quiz, error) {
	if q.Status != QuizPublished || q.Over(now) {
		return q, Refuse("status", QuizNotFromHere)
	}
	q.Status, q.ClosesAt, q.OpensAt = QuizClosed, now, min(q.OpensAt, now)
	return q, nil
}

// Cancel takes a quiz back; what was answered counts for nothing.
func (q Quiz) Cancel(reason string) (Quiz, error) {
	switch {
	case q.Status != QuizDraft && q.Status != QuizPublished:
		return q, Refuse("status", QuizNotFromHere)
	case strings.TrimSpace(reason) == "":
		return q, Refuse("reason", Missing)
	}
	q.Status, q.Note = QuizCancelled, strings.TrimSpace(reason)
	return q, nil
}

// Extend lets a quiz close later. One that is over stays so: its answers may be
// known.
func (q Quiz) Extend(closesAt, now int64) (Quiz, error) {
	switch {
	case q.Over(now):
		return q, Refuse("closes_at", QuizIsOver)
	case q.Status != QuizPublished:
		return q, Refuse("status", QuizNotFromHere)
	case closesAt <= q.ClosesAt:
		return q, Refuse("closes_at", NotLater)
	}
	q.ClosesAt = closesAt
	return q, nil
}

// LetSee lets those who took the quiz look at its answers when it is over, or
// keeps these back. What may have been seen already is not kept back any more.
func (q Quiz) LetSee(may bool, now int64) (Quiz, error) {
	switch {
	case q.Status != QuizPublished && q.Status != QuizClosed:
		return q, Refuse("status", QuizNotFromHere)
	case q.AnswersKept != may:
		return q, Refuse("answers_kept", NothingToDo)
	case !may && q.Over(now):
		return q, Refuse("answers_kept", QuizIsOver)
	}
	q.AnswersKept = !may
	return q, nil
}

// AnswersSeen reports whether a learner may see the answers at a moment.
func (q Quiz) AnswersSeen(now int64) bool { return q.Over(now) && !q.AnswersKept }

// Posed is a question of the bank as a quiz asks it, and its key. With shuffle
// the choices come in an order of the seed's, but for one that speaks of those
// before it, which stays the last.
func (q BankQuestion) Posed(shuffle bool, seed uint64) (QuizQuestion, QuizKey) {
	asked := QuizQuestion{Kind: q.Kind, Text: q.Text, Choices: q.Choices, Blanks: 1, Points: q.Points}
	key := QuizKey{Bank: q.ID, Answers: q.Answers, Explanation: q.Explanation}
	switch q.Kind {
	case FillIn:
		asked.Blanks = int64(BlanksIn(q.Text))
	case OpenQuestion:
		asked.Blanks = 0
	case SingleChoice, MultipleChoice:
		if q.Kind == MultipleChoice {
			asked.Blanks = int64(len(q.ChoiceLines()))
		}
		if shuffle {
			asked.Choices, key.Answers = q.shuffled(seed)
		}
	}
	return asked, key
}

func (q BankQuestion) shuffled(seed uint64) (choices, answers string) {
	lines, right := q.ChoiceLines(), q.RightPlaces()
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	moving := len(lines)
	switch {
	case slices.ContainsFunc(lines, letterNamed.MatchString):
		return q.Choices, q.Answers
	case speaksOfOthers(lines[moving-1]):
		moving--
	}
	rand.New(rand.NewPCG(seed, 0xc401)).Shuffle(moving, func(a, b int) { order[a], order[b] = order[b], order[a] })
	out := make([]string, len(lines))
	var places []int
	for to, from := range order {
		out[to] = lines[from]
		if slices.Contains(right, from+1) {
			places = append(places, to+1)
		}
	}
	return strings.Join(out, "\n"), JoinPlaces(places)
}

// letterNamed recognises a choice that names others by their letters: A和B, both
// A and C. Such choices keep their order.
var letterNamed = regexp.MustCompile(`^(both |Both |选)?[A-F] ?(和|与|及|、|,|，|and|or|或) ?[A-F]\b`)

// speaksOfOthers recognises 以上都对, all of the above.
func speaksOfOthers(choice string) bool {
	choice = strings.ToLower(choice)
	return strings.HasPrefix(choice, "以上") || strings.HasPrefix(choice, "上述") || strings.Contains(choice, "of the above") || strings.Contains(choice, "of these")
}
