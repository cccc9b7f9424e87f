package synctest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"testing"

	"lamplighter/data/bundle"
)

// Run holds a transport to its promises. Open answers a place that is empty at
// first, each time the same one, as two devices would come to it.
func Run(t *testing.T, place func(t *testing.T) (open func() bundle.Transport)) {
	t.Helper()
	for _, is := range []struct {
		name string
		run  func(t *testing.T, one, other bundle.Transport)
	}{
		{"what one leaves the other finds", found},
		{"a second write replaces the first", replaced},
		{"what is not there is told as such", absent},
		{"what is too long is not read", tooLong},
		{"what was taken away is gone, also the second time", removed},
		{"who was stopped leaves nothing", stopped},
		{"many write at once and every file is whole", atOnce},
	} {
		t.Run(is.name, func(t *testing.T) {
			open := place(t)
			is.run(t, open(), open())
		})
	}
}

const name = "12345678-7-K7QX-1-2-9abcdef0" + bundle.Ending

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func names(t *testing.T, at bundle.Transport) []string {
	t.Helper()
	lying, err := at.List(t.Context())
	must(t, err)
	var out []string
	for _, f := range lying {
		out = append(out, fmt.Sprint(f.Name, " ", f.Bytes))
	}
	slices.Sort(out)
	return out
}

func found(t *testing.T, one, other bundle.Transport) {
	long := bytes.Repeat([]byte("走访"), 300_000)
	must(t, one.Write(t.Context(), name, long))
	must(t, one.Write(t.Context(), "have.K7QX", nil))
	if got := names(t, other); len(got) != 2 || got[0] != fmt.Sprint(name, " ", len(long)) || got[1] != "have.K7QX 0" {
		t.Errorf("the other finds %v", got)
	}
	if got, err := other.Read(t.Context(), name, bundle.MostBytes); err != nil || !bytes.Equal(got, long) {
		t.Errorf("the other reads %d bytes, %v", len(got), err)
	}
}

func replaced(t *testing.T, one, other bundle.Transport) {
	must(t, one.Write(t.Context(), "have.K7QX", []byte("a long first word")))
	must(t, other.Write(t.Context(), "have.K7QX", []byte("second")))
	if got, err := one.Read(t.Context(), "have.K7QX", 100); err != nil || string(got) != "second" {
		t.Errorf("it reads %q, %v", got, err)
	}
	if got := names(t, one); len(got) != 1 {
		t.Errorf("there are %v", got)
	}
}

func absent(t *testing.T, one, _ bundle.Transport) {
	if _, err := one.Read(t.Context(), name, 100); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it answers %v", err)
	}
}

func tooLong(t *testing.T, one, other bundle.Transport) {
	must(t, one.Write(t.Context(), name, make([]byte, 101)))
	if _, err := other.Read(t.Context(), name, 100); !errors.Is(err, bundle.ErrDamaged) {
		t.Errorf("101 bytes where 100 may be are answered %v", err)
	}
}

func removed(t *testing.T, one, other bundle.Transport) {
	must(t, one.Write(t.Context(), name, []byte("x")))
	must(t, other.Remove(t.Context(), name))
	must(t, one.Remove(t.Context(), name))
	if got := names(t, one); len(got) != 0 {
		t.Errorf("there are still %v", got)
	}
}

func stopped(t *testing.T, one, other bundle.Transport) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for what, err := range map[string]error{"a write": one.Write(ctx, name, []byte("x")), "taking away": one.Remove(ctx, name)} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s that was stopped answers %v", what, err)
		}
	}
	if got := names(t, other); len(got) != 0 {
		t.Errorf("it left %v", got)
	}
}

func atOnce(t *testing.T, one, other bundle.Transport) {
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			at := []bundle.Transport{one, other}[i%2]
			for n := range 8 {
				if err := at.Write(t.Context(), fmt.Sprint("file", i, "-", n), bytes.Repeat([]byte{byte(i)}, 10_000+n)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	lying, err := one.List(t.Context())
	must(t, err)
	if len(lying) != 16*8 {
		t.Errorf("of %d files there are %d", 16*8, len(lying))
	}
	for _, f := range lying {
		var i, n int
		_, _ = fmt.Sscanf(f.Name, "file%d-%d", &i, &n)
		if got, err := other.Read(t.Context(), f.Name, 1<<20); err != nil || !bytes.Equal(got, bytes.Repeat([]byte{byte(i)}, 10_000+n)) {
			t.Errorf("%s reads as %d bytes, %v", f.Name, len(got), err)
		}
	}
}
