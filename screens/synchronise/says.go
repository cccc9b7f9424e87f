package synchronise

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Alarm is what must not be missed about this device, the gravest first; ""
// when all is well.
func Alarm(s app.SyncState) (widgets.Tone, string) {
	switch {
	case s.Cloned:
		return widgets.ToneBad, lang.L("A copy of this file wrote changes of its own on another computer. Nothing is lost: both go on as devices of their own. Close the copy there, or enrol it as a device of its own.")
	case !s.Company:
		return widgets.ToneWarn, lang.L("This file does not belong to a company yet. In the settings, under Devices, make this the company's main computer, or join it with the file that the main computer wrote.")
	case !s.Enrolled:
		return widgets.ToneWarn, lang.L("This device has no certificate that is good today, so nothing can be exchanged. What is written here is kept. Ask the main computer for a new one, then open it in the settings, under Devices.")
	case len(s.Missing) > 0:
		return widgets.ToneWarn, gaps(s.Missing)
	case len(s.Returning) > 0:
		return widgets.ToneWarn, lang.L("{{.Area}} was given back to this computer. Its records come with a snapshot: exchange once with the main computer, which lays one into the folder, then look at the folder again.", map[string]any{"Area": words.Areas(s.Returning)})
	case len(s.Leaving) > 0:
		return widgets.ToneInfo, words.Leaving(s.Leaving)
	}
	return widgets.ToneNeutral, ""
}

// gaps names what is known to exist and did not come.
func gaps(missing []app.MissingPackages) string {
	const told = 3
	var said []string
	for _, m := range missing[:min(len(missing), told)] {
		said = append(said, words.Missing(m))
	}
	text := strings.Join(said, lang.X("list.semicolon", "; "))
	if more := len(missing) - told; more > 0 {
		text += lang.X("list.semicolon", "; ") + lang.L("and {{.N}} more", map[string]any{"N": words.Count(int64(more))})
	}
	return lang.L("{{.Gaps}}. What came is taken in as far as it goes together; ask for another exchange with that device.", map[string]any{"Gaps": text})
}

// device says in one line how this device stands.
func device(s app.SyncState, now time.Time) string {
	parts := []string{lang.L("This device: {{.Code}}", map[string]any{"Code": s.Code})}
	if s.Enrolled && s.Until != "" {
		parts = append(parts, lang.L("certificate good until {{.Day}}", map[string]any{"Day": words.Day(s.Until)}))
	}
	parts = append(parts, Last(s, now), Unsent(s))
	if s.Awaited > 0 {
		parts = append(parts, lang.L("{{.N}} photos or documents have not come yet", map[string]any{"N": words.Count(s.Awaited)}))
	}
	return strings.Join(parts, " · ")
}

// Last says when something was exchanged last.
func Last(s app.SyncState, now time.Time) string {
	if s.LastAt == 0 {
		return lang.L("never exchanged")
	}
	return lang.L("exchanged {{.Ago}}", map[string]any{"Ago": words.Ago(s.LastAt, now)})
}

// Unsent says how much of what was written here is in no package yet.
func Unsent(s app.SyncState) string {
	if s.Unsent == 0 {
		return lang.L("all is sent")
	}
	return lang.L("not sent: {{.N}}", map[string]any{"N": words.Count(s.Unsent)})
}

// room says how much a disk can still take.
func room(bytes int64) string {
	if bytes < 1_000_000_000 {
		return words.AttachmentSize(bytes)
	}
	return lang.L("{{.N}} GB", map[string]any{"N": bytes / 1_000_000_000})
}

// moved says which files of attachments travel.
func moved(f app.FilesMoved) string {
	if f == (app.FilesMoved{}) {
		return lang.L("No photos or documents travel.")
	}
	said := lang.L("Photos and documents: {{.In}} to come ({{.InSize}}), {{.Out}} to go ({{.OutSize}}).", map[string]any{
		"In": words.Count(f.In), "InSize": words.AttachmentSize(f.InBytes), "Out": words.Count(f.Out), "OutSize": words.AttachmentSize(f.OutBytes),
	})
	if f.Awaited > 0 {
		said += " " + lang.L("{{.N}} are nowhere yet; a placeholder stands for each.", map[string]any{"N": words.Count(f.Awaited)})
	}
	return said
}
