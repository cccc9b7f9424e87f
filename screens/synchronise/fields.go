package synchronise

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/screens/words"
)

// fieldName names a column as its form labels it; one that no form has is named
// by what it is of.
func fieldName(column string) string {
	if said := words.Field(column); said != column {
		return said
	}
	for _, ending := range []string{"_id", "_at", "_on", "_by", "_fen", "_va"} {
		stem, cut := strings.CutSuffix(column, ending)
		if said := words.Field(stem); cut && said != stem {
			return said
		}
	}
	return lang.L("Field {{.Name}}", map[string]any{"Name": strings.ReplaceAll(column, "_", " ")})
}

// fieldNames names several; what follows from others is left out.
func fieldNames(columns []string) string {
	var said []string
	for _, c := range columns {
		switch c {
		case "pinyin", "initials", "sort_key":
		default:
			said = append(said, fieldName(c))
		}
	}
	return strings.Join(said, lang.X("list.separator", ", "))
}
