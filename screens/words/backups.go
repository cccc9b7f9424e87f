package words

import (
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// backupFault words what can be wrong with backups and with the place of a
// file; "" for any other error.
func backupFault(err error) string {
	switch {
	case errors.Is(err, app.ErrBackupRoom):
		return lang.L("No backup was made: the disk it was to go to is full. The records are as they were; make room there, or choose another folder.")
	case errors.Is(err, app.ErrBackupFolder):
		return lang.L("No backup was made: its folder cannot be reached or written. The records are as they were; choose another folder.")
	case errors.Is(err, app.ErrBackupFalse):
		return lang.L("No backup was made: the copy was not what had been copied. The records are as they were; check the disk the backup goes to, or choose another.")
	case errors.Is(err, app.ErrNetworkPlace):
		return lang.L("This file lies on a network drive, where it could be destroyed. It was not touched; copy it to a disk of this computer and open it there.")
	}
	return ""
}

// FileRisk warns of the place a file lies in; "" where it is safe.
func FileRisk(risk app.FileRisk) string {
	switch risk {
	case app.RiskCloud:
		return lang.L("The file lies in a folder that another program copies into a cloud. It may carry away half a file or bring back an old one: move it to a folder of this computer alone, and let only backups lie here.")
	case app.RiskNetwork:
		return backupFault(app.ErrNetworkPlace)
	case app.RiskNone:
	}
	return ""
}

// BackupAge says how old the newest backup is, in the words of a status bar.
func BackupAge(newest int64, now time.Time) string {
	if newest == 0 {
		return lang.L("no backup yet")
	}
	return lang.L("backed up {{.Ago}}", map[string]any{"Ago": Ago(newest, now)})
}

// Salvaged says how much of a damaged file was saved, and what was lost table by
// table.
func Salvaged(found app.Salvage) string {
	sum := found.Sum()
	said := []string{lang.L("Saved: {{.Saved}} rows. Lost: {{.Lost}}.", map[string]any{"Saved": Count(sum.Saved), "Lost": Count(sum.Lost)})}
	if sum.Log > 0 {
		said = append(said, lang.L("{{.N}} of them were taken out of the change log.", map[string]any{"N": Count(sum.Log)}))
	}
	var lost []string
	for _, t := range found.Tables {
		if t.Lost > 0 {
			lost = append(lost, lang.L("{{.Table}} {{.N}}", map[string]any{"Table": Table(t.Table), "N": Count(t.Lost)}))
		}
	}
	if len(lost) > 0 {
		said = append(said, lang.L("Lost are: {{.Tables}}.", map[string]any{"Tables": strings.Join(lost, lang.X("paper.comma", ", "))}))
	}
	if found.Unsent > 0 {
		said = append(said, lang.L("{{.N}} sets of changes stood behind a gap in the change log; other computers will not be sent them.", map[string]any{"N": Count(found.Unsent)}))
	}
	return strings.Join(said, " ")
}

// Restored says what was put in the place of a file, and where the file is now.
func Restored(done app.Restored) string {
	var said []string
	if len(done.Salvage.Tables) > 0 {
		said = append(said, Salvaged(done.Salvage))
	}
	if done.Added > 0 {
		said = append(said, lang.L("{{.N}} sets of changes that the backup lacked were added.", map[string]any{"N": Count(done.Added)}))
	}
	if done.Kept != "" {
		said = append(said, lang.L("The file as it was is kept as {{.Path}}", map[string]any{"Path": done.Kept}))
	}
	return strings.Join(said, "\n")
}
