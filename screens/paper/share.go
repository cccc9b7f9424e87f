package paper

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// Share is the paper of one recovery share: for one person, to be locked away.
func Share(s app.RecoveryShare, file string, at time.Time) Document {
	groups := s.Groups()
	place := map[string]any{"N": s.Place}
	return Document{
		Title: lang.L("Recovery share {{.N}}", place), Size: A5Wide, Head: Head{Company: file, At: at},
		Blocks: []Block{
			Grid{
				{Name: lang.L("File"), Text: file, Wide: true},
				{Name: lang.L("Share {{.N}}", place), Text: strings.Join(groups[:4], "  ") + "\n" + strings.Join(groups[4:], "  "), Wide: true, Lines: 2},
				{Name: lang.L("Kept by"), Lines: 1, Wide: true},
			},
			Paragraph{Text: lang.L("Any two of the three shares open the file when nobody knows a password any more; one alone opens nothing. Keep it locked away and away from the computer; tell the administrator when it is lost.")},
			Signatures{lang.L("Keeper"), lang.L("Administrator")},
		},
	}
}
