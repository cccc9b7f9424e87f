package bundle_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data/bundle"
	"lamplighter/data/bundle/synctest"
)

func TestAFolderKeepsItsPromises(t *testing.T) {
	synctest.Run(t, func(t *testing.T) func() bundle.Transport {
		path, by := t.TempDir(), byte('A')
		return func() bundle.Transport { by++; return bundle.OpenFolder(path, string(by)) }
	})
}

func TestAStickKeepsThemWhileItIsIn(t *testing.T) {
	synctest.Run(t, func(*testing.T) func() bundle.Transport {
		stick, by := synctest.NewStick(1), byte('A')
		return func() bundle.Transport { by++; return stick.Folder(string(by)) }
	})
}

// Pulled out at any moment, a stick holds the file whole or not at all, and what
// stood in its place before.
func TestAStickPulledOutHoldsNoHalfFile(t *testing.T) {
	before, after := bytes.Repeat([]byte("before"), 5000), bytes.Repeat([]byte("after"), 9000)
	for seed := range uint64(8) {
		for cut := range 12 {
			stick := synctest.NewStick(seed)
			stick.Put("have.K7QX", before)
			stick.PullAfter(cut)
			err := stick.Folder("A").Write(t.Context(), "have.K7QX", after)
			out := stick.Pulled()
			stick.PutBack()
			got, read := stick.Folder("B").Read(t.Context(), "have.K7QX", 1<<20)
			switch {
			case read != nil:
				t.Fatalf("cut %d: the file is gone: %v", cut, read)
			case !bytes.Equal(got, before) && !bytes.Equal(got, after):
				t.Fatalf("cut %d: half a file of %d bytes", cut, len(got))
			case err == nil && !bytes.Equal(got, after):
				t.Fatalf("cut %d: what was said to be written is not there", cut)
			case err != nil && (!out || !errors.Is(err, app.ErrFolderGone)):
				t.Fatalf("cut %d is answered %v", cut, err)
			}
		}
	}
}

func TestWhatIsWrongWithAFolderHasAName(t *testing.T) {
	stick := synctest.NewStick(1)
	stick.Room = 1000
	if err := stick.Folder("A").Write(t.Context(), "x", make([]byte, 2000)); !errors.Is(err, app.ErrFolderFull) {
		t.Errorf("a full one is answered %v", err)
	}
	if left := stick.Whole(); len(left) != 0 {
		t.Errorf("%d files are left of what had no room", len(left))
	}
	stick.ReadOnly = true
	if err := stick.Folder("A").Write(t.Context(), "x", nil); !errors.Is(err, app.ErrFolderReadOnly) {
		t.Errorf("a locked one is answered %v", err)
	}
	if _, err := bundle.OpenFolder(filepath.Join(t.TempDir(), "gone"), "A").List(t.Context()); !errors.Is(err, app.ErrFolderGone) {
		t.Errorf("one that is not there is answered %v", err)
	}
	if os.Getuid() != 0 { // who may do everything may write everywhere
		locked := t.TempDir()
		_ = os.Chmod(locked, 0o500)
		if err := bundle.OpenFolder(locked, "A").Write(t.Context(), "x", nil); !errors.Is(err, app.ErrFolderReadOnly) {
			t.Errorf("a folder of others is answered %v", err)
		}
	}
}
