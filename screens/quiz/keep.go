package quiz

import (
	"context"
	"errors"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
)

// keeper writes what was answered, one after the other in the order it was given,
// and where somebody stands between two answers. What could not be written stays
// and is tried again with what comes next.
type keeper struct {
	desk    *desk.Desk
	store   Store
	refused func(error) // a rule's no: it will not be tried again
	failed  func(error) // nil: all is written

	busy    bool
	answers []app.AnswerGiven
	stand   *app.AttemptStand // the newest of those that wait
	after   []func()          // once nothing waits
}

// answer keeps an answer; of one that waits for the same question, only the later.
func (k *keeper) answer(a app.AnswerGiven) {
	for i := range k.answers {
		if k.answers[i].Question == a.Question && (i > 0 || !k.busy) {
			k.answers = append(k.answers[:i], k.answers[i+1:]...)
			break
		}
	}
	k.answers = append(k.answers, a)
	k.next()
}

// at keeps a stand.
func (k *keeper) at(s app.AttemptStand) {
	k.stand = &s
	k.next()
}

// settle does something once all is written. It is not done while something
// cannot be.
func (k *keeper) settle(do func()) {
	k.after = append(k.after, do)
	k.next()
}

func (k *keeper) next() {
	switch {
	case k.busy:
	case len(k.answers) > 0:
		first := k.answers[0]
		k.write(func(ctx context.Context) error { return k.store.SaveAnswer(ctx, k.desk.By, first) }, func() { k.answers = k.answers[1:] })
	case k.stand != nil:
		stand := *k.stand
		k.stand = nil
		k.write(func(ctx context.Context) error { return k.store.KeepStand(ctx, k.desk.By, stand) }, func() {})
	default:
		after := k.after
		k.after = nil
		for _, do := range after {
			do()
		}
	}
}

func (k *keeper) write(do func(context.Context) error, done func()) {
	k.busy = true
	k.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return do(ctx) },
		Done: func(err error) {
			k.busy = false
			if _, no := errors.AsType[*app.Refusal](err); no || errors.Is(err, app.ErrNotAllowed) || errors.Is(err, app.ErrNotFound) {
				k.answers, k.stand, k.after = nil, nil, nil
				k.refused(err)
				return
			}
			k.failed(err)
			if err != nil {
				k.after = nil
				return
			}
			done()
			k.next()
		},
	})
}
