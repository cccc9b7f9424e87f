package synchronise

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/screens/words"
)

// alone are the columns that no form asks for and that people come across when
// records are merged. Functions, because the language is chosen after this table
// is made.
var alone = map[string]func() string{
	"accepted_at":  func() string { return lang.L("Accepted at") },
	"accepted_by":  func() string { return lang.L("Accepted by") },
	"accuracy":     func() string { return lang.L("Accuracy of the meter") },
	"answered_at":  func() string { return lang.L("Answered at") },
	"because":      func() string { return lang.L("Because") },
	"called_at":    func() string { return lang.L("Called at") },
	"closed_at":    func() string { return lang.L("Closed at") },
	"created_at":   func() string { return lang.L("Created at") },
	"created_by":   func() string { return lang.L("Created by") },
	"decided_on":   func() string { return lang.L("Decided on") },
	"deputy_id":    func() string { return lang.L("Deputy") },
	"due_at":       func() string { return lang.L("Due at") },
	"installed_on": func() string { return lang.L("Installed on") },
	"issued_on":    func() string { return lang.L("Issued on") },
	"multiplier":   func() string { return lang.L("Multiplier") },
	"protected":    func() string { return lang.L("Protected") },
	"replied_at":   func() string { return lang.L("Answered at") },
	"text":         func() string { return lang.L("Text") },
	"topics":       func() string { return lang.L("Topic") },
	"type":         func() string { return lang.L("Type of meter") },
	"until_on":     func() string { return lang.L("Valid until") },
	"value":        func() string { return lang.X("sync.value", "Value") },
}

// named is the name of a column as its form labels it, or of what it is of; false
// for one that follows from others or is no matter of people.
func named(column string) (string, bool) {
	if label, known := alone[column]; known {
		return label(), true
	}
	if said := words.Field(column); said != column {
		return said, true
	}
	for _, ending := range []string{"_id", "_at", "_on", "_by", "_fen", "_va"} {
		stem, cut := strings.CutSuffix(column, ending)
		if said := words.Field(stem); cut && said != stem {
			return said, true
		}
	}
	return "", false
}

// fieldName names one column.
func fieldName(column string) string {
	if said, is := named(column); is {
		return said
	}
	return lang.L("Field {{.Name}}", map[string]any{"Name": strings.ReplaceAll(column, "_", " ")})
}

// fieldNames names several; what follows from others is told as such.
func fieldNames(columns []string) string {
	var said []string
	more := false
	for _, c := range columns {
		name, is := named(c)
		switch {
		case !is:
			more = true
		case !slices.Contains(said, name):
			said = append(said, name)
		}
	}
	if more && len(said) == 0 {
		return lang.L("what follows from other fields")
	}
	return strings.Join(said, lang.X("list.separator", ", "))
}
