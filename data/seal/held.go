package seal

import (
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
)

// held are the keys of the files that are worked with, by their paths.
var held = struct {
	sync.Mutex
	files map[string]*holding
}{files: map[string]*holding{}}

type holding struct {
	key    *Key
	number uint64
	times  int
}

// Hold lets a file be opened with a key until it is let go. Another key than the
// one it is held with already is refused.
func Hold(path string, key *Key) (letGo func(), err error) {
	if err := register(); err != nil {
		return nil, err
	}
	path = whole(path)
	held.Lock()
	defer held.Unlock()
	h := held.files[path]
	switch {
	case h == nil:
		h = &holding{key: key, number: numbered.add(key)}
		held.files[path] = h
	case !h.key.Same(key):
		return nil, ErrWrongKey
	}
	h.times++
	return sync.OnceFunc(func() { h.release(path) }), nil
}

func (h *holding) release(path string) {
	held.Lock()
	defer held.Unlock()
	if h.times--; h.times == 0 {
		delete(held.files, path)
		numbered.forget(h.number)
	}
}

// Of is the key a file is held with; nil: it is plain, or nobody has opened it.
func Of(path string) *Key {
	if h := find(path); h != nil {
		return h.key
	}
	return nil
}

// Known is the key of some file that is held and by which what begins so was
// sealed; nil: there is none.
func Known(head []byte) *Key {
	held.Lock()
	defer held.Unlock()
	for _, h := range held.files {
		if h.key.Made(head) {
			return h.key
		}
	}
	return nil
}

// Parameters are what the connection string of a file says besides; "" for a
// plain one.
func Parameters(path string) string {
	if h := find(path); h != nil {
		return "vfs=" + vfsName + "&seal=" + strconv.FormatUint(h.number, 10)
	}
	return ""
}

func find(path string) *holding {
	held.Lock()
	defer held.Unlock()
	return held.files[whole(path)]
}

func whole(path string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		return absolute
	}
	return path
}

// numbered are the keys as vfs.c names them. One stays until its file is let go
// and the last connection to it is closed.
var numbered keyNumbers

type keyNumbers struct {
	mu   sync.Mutex
	list atomic.Pointer[[]*numberedKey] // replaced, never changed: reading waits for nobody
}

type numberedKey struct {
	key  *Key
	uses int
}

func (n *keyNumbers) all() []*numberedKey {
	if list := n.list.Load(); list != nil {
		return *list
	}
	return nil
}

func (n *keyNumbers) add(key *Key) uint64 {
	n.mu.Lock()
	defer n.mu.Unlock()
	now := append(append([]*numberedKey{}, n.all()...), &numberedKey{key: key, uses: 1})
	n.list.Store(&now)
	return uint64(len(now) - 1)
}

func (n *keyNumbers) take(number uint64) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	all := n.all()
	if number >= uint64(len(all)) || all[number] == nil {
		return false
	}
	all[number].uses++
	return true
}

func (n *keyNumbers) forget(number uint64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	now := append([]*numberedKey{}, n.all()...)
	if now[number].uses--; now[number].uses == 0 {
		now[number] = nil
		n.list.Store(&now)
	}
}

func (n *keyNumbers) key(number uint64) *Key {
	if all := n.all(); number < uint64(len(all)) && all[number] != nil {
		return all[number].key
	}
	return nil
}
