package data

import (
	"context"
	"strings"

	"lamplighter/app"
)

var quizRowColumns = prefixed("z", quizColumns) + `, coalesce(c.name, ''), coalesce(k.number, ''),
	(SELECT count(*) FROM quiz_keys WHERE quiz_id = z.id AND withdrawn_at IS NULL), (SELECT coalesce(sum(points), 0) FROM quiz_keys WHERE quiz_id = z.id AND withdrawn_at IS NULL),
	(SELECT count(*) FROM quiz_questions WHERE quiz_id = z.id AND withdrawn_at IS NULL), (SELECT coalesce(sum(points), 0) FROM quiz_questions WHERE quiz_id = z.id AND withdrawn_at IS NULL),
	coalesce(a.taken, 0), coalesce(a.handed, 0), coalesce(a.passed, 0), coalesce(a.mine, 0), coalesce(a.running, 0),
	(SELECT count(*) FROM quiz_attempts t JOIN quiz_answers w ON w.attempt_id = t.id AND w.marked_at = 0 AND w.withdrawn_at IS NULL
		JOIN quiz_questions o ON o.id = w.quiz_question_id AND o.kind = 'open'
		WHERE t.quiz_id = z.id AND t.handed_at > 0 AND t.withdrawn_at IS NULL)`

// quizRowFrom takes who looks.
const quizRowFrom = ` FROM quizzes z LEFT JOIN courses c ON c.id = z.course_id LEFT JOIN classes k ON k.id = z.class_id
	LEFT JOIN (SELECT quiz_id, count(*) AS taken, sum(handed_at > 0) AS handed, sum(marked_at > 0 AND passed) AS passed, sum(staff_id = ?1) AS mine,
		sum(staff_id = ?1 AND handed_at = 0) AS running FROM quiz_attempts WHERE withdrawn_at IS NULL GROUP BY quiz_id) a ON a.quiz_id = z.id`

func scanQuizRow(r scanner) (app.QuizRow, error) {
	var row app.QuizRow
	var picked, worth, running int64
	var err error
	row.Quiz, err = scanQuiz(scannerFunc(func(into ...any) error {
		return r.Scan(append(into, &row.CourseName, &row.ClassNumber, &picked, &worth, &row.Questions, &row.Full, &row.Taken, &row.Handed, &row.Passed, &row.Mine, &running, &row.ToMark)...)
	}))
	if row.Status == app.QuizDraft {
		row.Questions, row.Full = picked, worth
	}
	row.Running = running > 0
	return row, err
}

// Quizzes lists quizzes, those that close last first.
func (s *Store) Quizzes(ctx context.Context, by app.Actor, f app.QuizFilter) ([]app.QuizRow, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	q := where{args: []any{by.Staff[:]}}
	q.add("z.withdrawn_at IS NULL")
	if text := strings.TrimSpace(f.Text); text != "" {
		like := "%" + likeText.Replace(text) + "%"
		q.add(`(z.title LIKE ? ESCAPE '\' OR z.number LIKE ? ESCAPE '\')`, like, like)
	}
	if !f.Course.IsZero() {
		q.add("z.course_id = ?", f.Course[:])
	}
	if !f.Class.IsZero() {
		q.add("z.class_id = ?", f.Class[:])
	}
	in(&q, "z.status", f.Statuses)
	found, err := collect(ctx, s.reader, scanQuizRow, "SELECT "+quizRowColumns+quizRowFrom+q.text()+" ORDER BY z.status <> 'draft', z.closes_at DESC, z.n DESC", q.args...)
	return found, wrap("quizzes", err)
}

// mayTake says that a quiz is for somebody, ?1: one of a class for who is in it,
// else for whoever is in a class of the course or whose post requires it. ?2 is
// today.
const mayTake = `(CASE WHEN z.class_id IS NOT NULL
	THEN EXISTS (SELECT 1 FROM enrolments e WHERE e.staff_id = ?1 AND e.class_id = z.class_id AND e.attendance <> 'taken_off' AND e.withdrawn_at IS NULL)
	ELSE EXISTS (SELECT 1 FROM enrolments e WHERE e.staff_id = ?1 AND e.course_id = z.course_id AND e.attendance <> 'taken_off' AND e.withdrawn_at IS NULL)
		OR EXISTS (SELECT 1 FROM course_posts p JOIN staff f ON f.id = ?1 AND f.post = p.post WHERE p.course_id = z.course_id AND p.withdrawn_at IS NULL
			AND p.from_on <= ?2 AND (p.to_on = '' OR ?2 <= p.to_on)) END)`

// OpenQuizzes lists the quizzes that whoever asks may take, now or later, those
// that close first first. Those he has taken as often as he may are not among
// them, but for one that still runs.
func (s *Store) OpenQuizzes(ctx context.Context, by app.Actor) ([]app.QuizRow, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.LearnHere); err != nil {
		return nil, err
	}
	now := s.now()
	found, err := collect(ctx, s.reader, scanQuizRow, "SELECT "+quizRowColumns+quizRowFrom+
		` WHERE z.withdrawn_at IS NULL AND z.status = 'published' AND z.closes_at > ?3 AND `+mayTake+
		" AND (coalesce(a.mine, 0) < max(z.attempts, 1) OR a.running > 0) ORDER BY z.closes_at, z.n", by.Staff[:], string(app.DayOf(now)), now.UnixMilli())
	for i := range found {
		found[i].Handed, found[i].Passed, found[i].ToMark, found[i].Taken = 0, 0, 0, found[i].Mine // what others did is not his
	}
	return found, wrap("open quizzes", err)
}

// QuizPage is a quiz with its results. Its questions and keys are read by who
// puts quizzes together, and by others who may read results when it is over and
// its answers are not kept back: they may have to take it themselves.
func (s *Store) QuizPage(ctx context.Context, by app.Actor, id app.QuizID) (app.QuizPage, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return app.QuizPage{}, err
	}
	page, err := s.quizPage(ctx, by, id)
	return page, wrap("quiz", err)
}

func (s *Store) quizPage(ctx context.Context, by app.Actor, id app.QuizID) (app.QuizPage, error) {
	var page app.QuizPage
	var err error
	page.QuizRow, err = one(ctx, s.reader, scanQuizRow, "SELECT "+quizRowColumns+quizRowFrom+" WHERE z.id = ?2 AND z.withdrawn_at IS NULL", by.Staff[:], id[:])
	if err != nil {
		return page, err
	}
	page.Results, err = collect(ctx, s.reader, scanQuizResult, "SELECT "+prefixed("t", quizAttemptColumns)+
		`, coalesce(s.staff_no, ''), coalesce(s.name, ''), coalesce(u.name, '') FROM quiz_attempts t LEFT JOIN staff s ON s.id = t.staff_id
		LEFT JOIN org_units u ON u.id = s.unit_id WHERE t.quiz_id = ? AND t.withdrawn_at IS NULL ORDER BY s.staff_no, t.number, t.n`, id[:])
	if err != nil || by.May(app.ChangeTraining) != nil && !page.AnswersSeen(s.now().UnixMilli()) {
		return page, err
	}
	if page.Status == app.QuizDraft {
		page.Items, err = collect(ctx, s.reader, scanPicked, "SELECT k.place, k.points, "+prefixed("q", questionColumns)+
			" FROM quiz_keys k JOIN questions q ON q.id = k.bank_question_id WHERE k.quiz_id = ? AND k.withdrawn_at IS NULL ORDER BY k.place, k.n", id[:])
		return page, err
	}
	page.Items, err = collect(ctx, s.reader, scanQuizPageItem, "SELECT "+prefixed("o", quizQuestionColumns)+
		`, coalesce(k.answers, ''), coalesce(k.explanation, ''), k.bank_question_id, coalesce(b.topic, ''), coalesce(w.answered, 0), coalesce(w.marked, 0), coalesce(w.correct, 0)
		FROM quiz_questions o LEFT JOIN quiz_keys k ON k.quiz_question_id = o.id AND k.withdrawn_at IS NULL LEFT JOIN questions b ON b.id = k.bank_question_id
		LEFT JOIN (SELECT w.quiz_question_id AS question, count(*) AS answered, sum(w.marked_at > 0) AS marked, sum(w.marked_at > 0 AND w.points = p.points) AS correct
			FROM quiz_attempts t JOIN quiz_answers w ON w.attempt_id = t.id AND w.withdrawn_at IS NULL JOIN quiz_questions p ON p.id = w.quiz_question_id
			WHERE t.quiz_id = ?1 AND t.handed_at > 0 AND t.withdrawn_at IS NULL GROUP BY 1) w ON w.question = o.id
		WHERE o.quiz_id = ?1 AND o.withdrawn_at IS NULL ORDER BY o.place, o.n`, id[:])
	return page, err
}

// scanPicked shows a question of the bank as the quiz is going to ask it.
func scanPicked(r scanner) (app.QuizPageItem, error) {
	var place, points int64
	q, err := scanQuestion(scannerFunc(func(into ...any) error { return r.Scan(append([]any{&place, &points}, into...)...) }))
	q.Points = points
	item := app.QuizPageItem{Topic: q.Topic}
	item.QuizQuestion, item.Key = q.Posed(false, 0)
	item.Place = place
	return item, err
}

func scanQuizPageItem(r scanner) (app.QuizPageItem, error) {
	var i app.QuizPageItem
	var err error
	i.QuizQuestion, err = scanQuizQuestion(scannerFunc(func(into ...any) error {
		return r.Scan(append(into, &i.Key.Answers, &i.Key.Explanation, idInto(&i.Key.Bank), &i.Topic, &i.Answered, &i.Marked, &i.Right)...)
	}))
	return i, err
}

func scanQuizResult(r scanner) (app.QuizResult, error) {
	var q app.QuizResult
	var err error
	q.QuizAttempt, err = scanQuizAttempt(scannerFunc(func(into ...any) error {
		return r.Scan(append(into, &q.StaffNo, &q.StaffName, &q.UnitName)...)
	}))
	return q, err
}

// QuizReview shows somebody the right answers of a quiz he took beside his own,
// when it is over and not before, unless they are kept back.
func (s *Store) QuizReview(ctx context.Context, by app.Actor, id app.QuizID) (app.QuizReview, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.LearnHere); err != nil {
		return app.QuizReview{}, err
	}
	review, err := s.quizReview(ctx, by, id)
	return review, wrap("review quiz", err)
}

func (s *Store) quizReview(ctx context.Context, by app.Actor, id app.QuizID) (app.QuizReview, error) {
	var r app.QuizReview
	quiz, err := one(ctx, s.reader, scanQuiz, "SELECT "+quizColumns+" FROM quizzes WHERE id = ? AND withdrawn_at IS NULL", id[:])
	if err != nil {
		return r, err
	}
	mine, err := collect(ctx, s.reader, scanQuizAttempt, "SELECT "+quizAttemptColumns+
		" FROM quiz_attempts WHERE quiz_id = ? AND staff_id = ? AND withdrawn_at IS NULL ORDER BY passed DESC, score DESC, n DESC", id[:], by.Staff[:])
	if err != nil {
		return r, err
	}
	// A clock that was set back does not make it run again.
	if !quiz.Over(app.QuizToTake{Attempts: mine}.Moment(s.now().UnixMilli())) {
		return r, app.Refuse("status", app.QuizNotOver)
	}
	if len(mine) == 0 {
		return r, app.Refuse("status", app.QuizNotTaken)
	}
	if quiz.AnswersKept {
		return r, app.Refuse("status", app.QuizAnswersKept)
	}
	r.Quiz, r.Attempt = quiz, mine[0]
	items, err := collect(ctx, s.reader, scanQuizPageItem, "SELECT "+prefixed("o", quizQuestionColumns)+
		`, coalesce(k.answers, ''), coalesce(k.explanation, ''), NULL, '', 0, 0, 0 FROM quiz_questions o LEFT JOIN quiz_keys k ON k.quiz_question_id = o.id AND k.withdrawn_at IS NULL
		WHERE o.quiz_id = ? AND o.withdrawn_at IS NULL ORDER BY o.place, o.n`, id[:])
	if err != nil {
		return r, err
	}
	answers, err := collect(ctx, s.reader, scanQuizAnswer, "SELECT "+quizAnswerColumns+" FROM quiz_answers WHERE attempt_id = ? AND withdrawn_at IS NULL", r.Attempt.ID[:])
	given := make(map[app.QuizQuestionID]app.QuizAnswer, len(answers))
	for _, a := range answers {
		given[a.Question] = a
	}
	for _, i := range items {
		r.Items = append(r.Items, app.QuizReviewItem{QuizQuestion: i.QuizQuestion, Right: i.Key.Answers, Explanation: i.Key.Explanation, Answer: given[i.ID]})
	}
	return r, err
}
