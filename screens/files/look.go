package files

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// entry is something in a folder.
type entry struct {
	path   string
	name   string
	folder bool
	up     bool // the folder above
	size   int64
	at     int64 // Unix ms, last written
}

// look lists a folder: the one above it, folders, then files with one of these
// endings, each by name. What is hidden is left out.
func look(folder string, endings []string) ([]entry, error) {
	found, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var out []entry
	for _, f := range found {
		if e, is := entryOf(folder, f); is && (e.folder || ends(e.name, endings)) {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(a, b entry) int {
		if a.folder != b.folder {
			if a.folder {
				return -1
			}
			return 1
		}
		return cmp.Or(strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), strings.Compare(a.name, b.name))
	})
	if above := filepath.Dir(folder); above != folder {
		out = slices.Insert(out, 0, entry{path: above, folder: true, up: true})
	}
	return out, nil
}

// entryOf follows links; false for what is hidden, gone, or neither file nor folder.
func entryOf(folder string, f fs.DirEntry) (entry, bool) {
	e := entry{path: filepath.Join(folder, f.Name()), name: f.Name()}
	if strings.HasPrefix(e.name, ".") {
		return e, false
	}
	info, err := os.Stat(e.path)
	if err != nil || !info.IsDir() && !info.Mode().IsRegular() {
		return e, false
	}
	e.folder, e.at = info.IsDir(), info.ModTime().UnixMilli()
	if !e.folder {
		e.size = info.Size()
	}
	return e, true
}

func ends(name string, endings []string) bool {
	return slices.Contains(endings, strings.ToLower(filepath.Ext(name)))
}

// nearest is a folder that is there: this one, or the next above it; of a file
// the one it lies in.
func nearest(path string) string {
	path, err := filepath.Abs(path)
	for err == nil {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return path
		}
		above := filepath.Dir(path)
		if above == path {
			break
		}
		path = above
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}

// errOtherKind is of a file whose ending nobody asked for.
var errOtherKind = errors.New("not of the kind that is asked for")

// follow looks where a typed path leads: relative to a folder, with ~ for the
// home; a path in quotes is taken out of them.
func follow(from, text string, endings []string) (looked, error) {
	path := strings.Trim(strings.TrimSpace(text), `"`)
	if rest, home := strings.CutPrefix(path, "~"); home {
		if at, err := os.UserHomeDir(); err == nil {
			path = at + rest
		}
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(from, path)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return looked{}, err
	case info.IsDir():
		found, err := look(filepath.Clean(path), endings)
		return looked{folder: filepath.Clean(path), found: found}, err
	case !ends(path, endings):
		return looked{}, errOtherKind
	}
	return looked{file: path}, nil
}
