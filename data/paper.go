package data

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"lamplighter/data/sheet"
)

// PapersKept is how long a finished paper stays on this computer. It carries
// personal data and is made again in a moment.
const PapersKept = 7 * 24 * time.Hour

// KeepPaper writes a finished paper into a folder of papers, whole or not at
// all, and answers its path. Papers that lie there longer than PapersKept go.
func KeepPaper(folder, name string, content []byte, now time.Time) (string, error) {
	path := filepath.Join(folder, name)
	sweepPapers(folder, now)
	return path, wrap("keep paper", fileProblem(sheet.WriteWhole(path, content)))
}

// sweepPapers removes old papers and what a killed program left half-written.
// One that a viewer holds open stays until the next time.
func sweepPapers(folder string, now time.Time) {
	removePapers(folder, func(info os.FileInfo) bool { return now.Sub(info.ModTime()) >= PapersKept })
}

// ClearPapers removes all papers: those of a sealed file, which viewers and
// printers read in clear, stay no longer than the program has it open.
func ClearPapers(folder string) { removePapers(folder, func(os.FileInfo) bool { return true }) }

func removePapers(folder string, goes func(os.FileInfo) bool) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return // writing will say what is wrong
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() || !goes(info) {
			continue
		}
		if ours := strings.HasSuffix(entry.Name(), ".pdf") || strings.HasPrefix(entry.Name(), ".lamplighter-"); ours {
			_ = os.Remove(filepath.Join(folder, entry.Name()))
		}
	}
}
