package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app/forecast/score"
)

// SeriesFault says which line of a file of series cannot be read, and why.
func SeriesFault(e *score.Fault) string {
	v := map[string]any{"File": e.File, "Line": e.Line, "Word": e.Word}
	switch e.Reason {
	case score.NoHeader:
		return lang.L("{{.File}} does not begin with id,start,train,test or with id,area,sector,start,values. Write one of them as its first line.", v)
	case score.NoSeries:
		return lang.L("{{.File}} has no series below its first line.", v)
	case score.Columns:
		return lang.L("{{.File}}, line {{.Line}}: «{{.Word}}» has other columns than the first line says.", v)
	case score.NoMonth:
		return lang.L("{{.File}}, line {{.Line}}: «{{.Word}}» is no month. Write it as 2024-01.", v)
	case score.NoNumber:
		return lang.L("{{.File}}, line {{.Line}}: «{{.Word}}» is no number from 0 on. Write NA for a month nobody read.", v)
	case score.NoValues:
		return lang.L("{{.File}}, line {{.Line}}: the history or the test part is empty.", v)
	case score.SameName:
		return lang.L("{{.File}}, line {{.Line}}: «{{.Word}}» names a series above already.", v)
	case score.LongLine:
		return lang.L("{{.File}}, line {{.Line}} is longer than a line of series can be. Check whether the file is one.", v)
	case score.LookedAhead:
		return lang.L("The forecast of «{{.Word}}» changed with what came after its origin: it looked ahead, and its scores are worth nothing.", v)
	}
	return ""
}
