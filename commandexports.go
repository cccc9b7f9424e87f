package main

import (
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/screens/words"
)

// checkExport says who took a list out, by the hash of what stands in it.
func (t *terminal) checkExport(file, list string) error {
	return t.withStore(file, false, func(s *data.Store, by app.Actor) error {
		m, err := s.ExportOf(t.ctx, by, list)
		if errors.Is(err, app.ErrNotFound) {
			t.say(lang.L("The audit log of this file knows nothing of {{.Name}}: it was taken out elsewhere, or changed since.", map[string]any{"Name": filepath.Base(list)}))
		}
		if err != nil {
			return err
		}
		for _, line := range words.ExportMark(m) {
			t.say(line[0] + ": " + line[1])
		}
		return nil
	})
}
