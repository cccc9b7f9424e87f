package powercut

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// sector is what a disk writes whole or not at all.
const sector = 512

// done is one thing that was done to a file.
type done struct {
	what  int
	name  string
	at    int64 // where; of a truncation the size, of a removal 1 when its folder was synced
	bytes []byte
}

// Log is what was done to the files of a folder, in its order.
type Log struct {
	folder string
	before map[string][]byte // what they held at first

	mu  sync.Mutex
	all []done
}

// logOf starts with what lies in a folder. The memory that SQLite shares between
// processes is no file to a disk.
func logOf(folder string) (*Log, error) {
	folder, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return nil, err
	}
	l := &Log{folder: folder, before: map[string][]byte{}}
	lying, err := os.ReadDir(folder)
	for _, f := range lying {
		if !f.Type().IsRegular() || strings.HasSuffix(f.Name(), ".lock") || strings.HasSuffix(f.Name(), "-shm") {
			continue
		}
		if l.before[f.Name()], err = os.ReadFile(filepath.Join(folder, f.Name())); err != nil {
			return nil, err
		}
	}
	return l, err
}

func (l *Log) note(d done) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, d)
}

// Len is how much was noted so far. What was acknowledged at a moment must be in
// the files after every cut from this length on.
func (l *Log) Len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.all)
}

// Cut lays into a folder what the files may hold when the power is cut after so
// much was done. Chance decides what became of what was not synced.
func (l *Log) Cut(after int, chance *rand.Rand, into string) error {
	l.mu.Lock()
	all := l.all[:after]
	l.mu.Unlock()
	for name, content := range found(l.before, all, chance) {
		if err := os.WriteFile(filepath.Join(into, name), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// found are the files after a cut.
func found(before map[string][]byte, all []done, chance *rand.Rand) map[string][]byte {
	files := map[string][]byte{}
	for name, content := range before {
		files[name] = slices.Clone(content)
	}
	lasts, fate := lasting(all), fateOf(chance)
	older := map[string]bool{} // files whose removal was lost, and with it what came under their name
	for i, d := range all {
		if !lasts[i] {
			kept := false
			if d, kept = fate(d); !kept || older[d.name] {
				older[d.name] = older[d.name] || d.what == removed
				continue
			}
		}
		switch d.what {
		case wrote:
			files[d.name] = grown(files[d.name], d.at+int64(len(d.bytes)))
			copy(files[d.name][d.at:], d.bytes)
		case cutOff:
			files[d.name] = grown(files[d.name], d.at)[:d.at]
		case removed:
			delete(files, d.name)
		}
	}
	return files
}

// lasting tells what was on the disk for certain: what was done to a file before
// it was synced. Names are written with the next sync of any file.
func lasting(all []done) []bool {
	lasts, files, names := make([]bool, len(all)), map[string]bool{}, false
	for i, d := range slices.Backward(all) {
		switch d.what {
		case synced:
			files[d.name], names = true, true
		case removed:
			lasts[i] = names || d.at != 0
			names = lasts[i]
		default:
			lasts[i] = files[d.name]
		}
	}
	return lasts
}

// fateOf is what becomes of what was not synced: all of it is lost, or some, or
// some and of what was being written the end.
func fateOf(chance *rand.Rand) func(done) (done, bool) {
	how := chance.IntN(3)
	return func(d done) (done, bool) {
		if how == 0 || chance.IntN(2) == 0 {
			return d, false
		}
		if how == 2 && d.what == wrote {
			d.bytes = d.bytes[:min(len(d.bytes), sector*chance.IntN(len(d.bytes)/sector+2))]
		}
		return d, len(d.bytes) > 0 || d.what != wrote
	}
}

func grown(b []byte, size int64) []byte {
	if int64(len(b)) >= size {
		return b
	}
	return append(b, make([]byte, size-int64(len(b)))...)
}
