package main

import (
	"os"
	"path/filepath"
	"time"

	"lamplighter/data"
	"lamplighter/screens/printing"
)

// office is what this system does with finished papers. view and print are
// those of the system the program was built for.
func office() printing.Office {
	return printing.Office{
		Keep: func(name string, pdf []byte) (string, error) {
			return data.KeepPaper(papersFolder(), name, pdf, time.Now())
		},
		View: view, Print: printer(),
	}
}

// papersFolder is where papers lie for some days. They carry personal data, so
// it is neither the folder of exports, which goes into backups and clouds, nor
// the one for temporary files, which others read.
func papersFolder() string {
	if os.Getenv("LAMPLIGHTER_CONFIG") != "" {
		return filepath.Join(configFolder(), "papers")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = configFolder()
	}
	return filepath.Join(cache, "lamplighter", "papers")
}
