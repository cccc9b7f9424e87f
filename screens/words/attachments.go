package words

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// AttachmentKind is what an attachment is of.
func AttachmentKind(kind app.AttachmentKind) string {
	switch kind {
	case app.Photo:
		return lang.L("Photo")
	case app.Signature:
		return lang.L("Signature")
	case app.Evidence:
		return lang.X("attachment.evidence", "Evidence")
	case app.Scan:
		return lang.L("Scanned paper")
	}
	return string(kind)
}

// AttachmentSize is how much a file takes.
func AttachmentSize(bytes int64) string {
	if bytes < 1_000_000 {
		return lang.L("{{.N}} KB", map[string]any{"N": (bytes + 999) / 1000})
	}
	return lang.L("{{.N}} MB", map[string]any{"N": (bytes + 999_999) / 1_000_000})
}

// AttachmentCheck says which files are not as they were attached; "" when all
// are.
func AttachmentCheck(found app.AttachmentCheck) string {
	var said []string
	for _, part := range []struct {
		names []string
		say   func(values map[string]any) string
	}{
		{found.Absent, func(v map[string]any) string {
			return lang.L("{{.N}} attached files are not on this computer: {{.Names}}. Their records are kept; the files may lie on another computer or in a backup.", v)
		}},
		{found.Damaged, func(v map[string]any) string {
			return lang.L("{{.N}} attached files are damaged: {{.Names}}. Their records are kept; bring the files from a backup.", v)
		}},
	} {
		if n := len(part.names); n > 0 {
			said = append(said, part.say(map[string]any{"N": n, "Names": firstFew(part.names)}))
		}
	}
	return strings.Join(said, "\n")
}

// firstFew names some of many.
func firstFew(names []string) string {
	const few = 5
	if len(names) > few {
		names = append(names[:few:few], "…")
	}
	return strings.Join(names, lang.X("list.comma", ", "))
}

// attachmentRefusal says why a file is not attached; "" for other reasons.
func attachmentRefusal(no *app.Refusal) string {
	switch no.Reason {
	case app.NotAttachable:
		return lang.L("This kind of file cannot be attached here. Nothing was attached.")
	case app.RecordEnded:
		return lang.L("This record is closed. Nothing more can be attached to it or taken off it.")
	case app.EmptyFile:
		return lang.L("The file is empty. Nothing was attached; copy it from the telephone or camera again.")
	case app.FileTooLarge:
		return lang.L("The file is too large. Nothing was attached; a scanned paper may have 10 MB, so scan fewer pages or less finely.")
	case app.NotAPicture:
		return lang.L("This is not a photo that can be read here. Nothing was attached; choose a JPEG, PNG, WebP or BMP picture.")
	case app.ApplePicture:
		return lang.L("This photo has Apple's own format (HEIC). Nothing was attached; send it as JPEG, or set the telephone's camera to «most compatible».")
	case app.BrokenPicture:
		return lang.L("The photo is damaged or its end is missing. Nothing was attached; copy it from the telephone or camera again.")
	case app.TooManyPixels:
		return lang.L("The photo has too many pixels to be opened here. Nothing was attached; set the camera to 50 million pixels or fewer, or crop the photo.")
	case app.NotAScan:
		return lang.L("This is neither a PDF nor a picture. Nothing was attached; scan the paper as PDF or JPEG.")
	case app.NothingDrawn:
		return lang.L("Nothing is drawn yet. Sign in the field, or choose «signed on paper».")
	}
	return ""
}

// attachmentFault says why the file of an attachment cannot be shown; "" for
// other errors.
func attachmentFault(err error) string {
	switch {
	case errors.Is(err, app.ErrFileAbsent):
		return lang.L("The file is not on this computer. Its record is kept; the file may lie on another computer or in a backup.")
	case errors.Is(err, app.ErrFileDamaged):
		return lang.L("The file is damaged. Its record is kept; bring the file from a backup, or attach the picture again.")
	}
	return ""
}
