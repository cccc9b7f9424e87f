package words

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// AuditFacts are what an entry of the audit log says besides whom and what it is
// about: a label and a value each.
func AuditFacts(e app.AuditEntry) (facts [][2]string) {
	add := func(label, value string) {
		if value != "" {
			facts = append(facts, [2]string{label, value})
		}
	}
	add(lang.L("Format"), strings.ToUpper(e.Details["format"]))
	add(lang.L("What it hides"), auditRedaction(e))
	add(lang.L("Which fields"), auditFields(e))
	add(lang.L("File"), e.Details["file"])
	add(lang.L("Records that were lost"), strings.TrimPrefix(e.Details["lost"], "0"))
	add(lang.L("Of which period"), RetentionKind(app.RetentionKind(e.Details["retention_kind"])))
	add(lang.L("Attempts in vain"), e.Details["times"])
	add(lang.L("Hash of the file"), e.Details["hash"])
	return facts
}

// auditRedaction says what a list hid that went out: of the company's own
// profiles what that version said.
func auditRedaction(e app.AuditEntry) string {
	version, _ := strconv.ParseInt(e.Details["version"], 10, 64) // none of those that are delivered
	name := exportProfileOf(app.ExportMark{Profile: app.ExportProfile(e.Details["profile"]), Version: version})
	basis, shows, _ := strings.Cut(e.Details["shows"], " ")
	if basis == "" {
		return name
	}
	said := OwnProfileShows(app.OwnProfile{Basis: app.ExportProfile(basis), Shows: shows})
	return lang.X("export.how_what", "{{.How}}: {{.What}}", map[string]any{"How": name, "What": said})
}

// auditFields names the columns of a list that went out, or the fields of a
// record that were seen or put back.
func auditFields(e app.AuditEntry) string {
	if e.Details["field"] != "" {
		return Field(e.Details["field"])
	}
	var names []string
	for key := range strings.SplitSeq(e.Details["fields"], ",") {
		if _, column, is := strings.Cut(key, "."); is {
			key = column
		}
		if key != "" {
			names = append(names, Column(key))
		}
	}
	return strings.Join(names, lang.X("list.comma", ", "))
}

// OutList names a list that goes out.
func OutList(name string) string {
	switch name {
	case "affected":
		return lang.L("Accounts of an outage")
	case "audit_log":
		return lang.L("Audit log")
	case "cases":
		return lang.L("Cases")
	case "class_results":
		return lang.L("Results of a class")
	case "classes":
		return lang.L("Classes")
	case "completions":
		return lang.L("Completion records")
	case "customers":
		return lang.L("Customers")
	case "figures":
		return lang.L("Figures")
	case "forecasts":
		return lang.L("Forecast of use")
	case "paper":
		return lang.L("Paper")
	case "picture":
		return lang.L("Picture")
	case "plan_items":
		return lang.L("Service plan items")
	case "practice":
		return lang.L("Practice log")
	case "promises":
		return lang.L("Promises")
	case "questions":
		return lang.L("Question bank")
	case "training_gaps":
		return lang.L("Training gaps")
	case "usage":
		return lang.L("Use by month")
	case "visits":
		return lang.L("Visits")
	}
	return name
}
