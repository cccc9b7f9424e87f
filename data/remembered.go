package data

import (
	"sync"

	"lamplighter/app"
)

// remembered is an answer that takes the reading of all there is and is asked
// for again and again, by the start page at each change of anything. It holds for
// a day, and until what it is told from changes.
type remembered[T any] struct {
	mu     sync.Mutex
	on     app.Day // no day: nothing is kept
	answer T
	forgot int
}

// or answers from what is kept, or asks and keeps it. An answer that was asked
// for before what it is told from changed is given, not kept.
func (r *remembered[T]) or(day app.Day, ask func() (T, error)) (T, error) {
	r.mu.Lock()
	answer, known, forgot := r.answer, r.on == day, r.forgot
	r.mu.Unlock()
	if known {
		return answer, nil
	}
	answer, err := ask()
	if err != nil {
		return answer, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.forgot == forgot {
		r.on, r.answer = day, answer
	}
	return answer, nil
}

func (r *remembered[T]) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.on = ""
	r.forgot++
}
