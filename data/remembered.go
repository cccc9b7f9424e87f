package data

import "sync"

// remembered is an answer that takes the reading of all there is and is asked
// for again and again, by the start page at each change of anything. It holds for
// what it was asked of, a day or a month, and until what it is told from changes.
type remembered[K comparable, T any] struct {
	mu     sync.Mutex
	on     K // the zero value: nothing is kept
	answer T
	forgot int
}

// or answers from what is kept, or asks and keeps it. An answer that was asked
// for before what it is told from changed is given, not kept.
func (r *remembered[K, T]) or(of K, ask func() (T, error)) (T, error) {
	r.mu.Lock()
	answer, known, forgot := r.answer, r.on == of, r.forgot
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
		r.on, r.answer = of, answer
	}
	return answer, nil
}

func (r *remembered[K, T]) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	var nothing K
	r.on = nothing
	r.forgot++
}
