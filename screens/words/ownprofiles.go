package words

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// ownProfileRefusal says why a profile of the company's own was not kept; "" for
// another reason.
func ownProfileRefusal(no *app.Refusal) string {
	switch {
	case no.Field == "profile_name" && no.Reason == app.AlreadyThere && no.Value != "":
		return lang.L("“{{.Name}}” is delivered and holds as it is. Choose another name.", map[string]any{"Name": no.Value})
	case no.Field == "profile_name" && no.Reason == app.AlreadyThere:
		return lang.L("There is one of this name already. Open it in the list to change it, or choose another name.")
	case no.Field == "profile_shows" && no.Reason == app.NothingToDo:
		return lang.L("Nothing is other than in the version that holds. Change something first, or cancel.")
	case no.Field == "profile_shows" && no.Reason == app.Unknown:
		return lang.L("This version of the program cannot follow what the profile says. Nothing was saved; install the newer version.")
	}
	return ""
}

// ExportBasis is the short name of a profile that is delivered.
func ExportBasis(p app.ExportProfile) string {
	switch p {
	case app.MaskedExport:
		return lang.X("export.masked", "Masked")
	case app.FieldExport:
		return lang.X("export.field", "For the field")
	case app.FullExport:
		return lang.X("export.full", "All in clear")
	}
	return string(p)
}

// ExportField is what a class of columns holds.
func ExportField(f app.ExportField) string {
	switch f {
	case app.NameField:
		return lang.X("export.names", "Names")
	case app.OfficerField:
		return lang.X("export.officers", "Legal representatives")
	case app.AddressField:
		return lang.X("export.addresses", "Addresses")
	case app.PhoneField:
		return lang.X("export.phones", "Telephones")
	case app.IDField:
		return lang.X("export.ids", "Identity numbers")
	case app.AccountField:
		return lang.X("export.accounts", "Account numbers")
	case app.MeterField:
		return lang.X("export.meters", "Meters")
	case app.EmailField:
		return lang.X("export.mail", "Mail")
	case app.PositionField:
		return lang.X("export.positions", "Positions")
	case app.TextField:
		return lang.X("export.text", "Running text")
	}
	return string(f)
}

// Showing is how a class of columns stands in a list.
func Showing(s app.Showing) string {
	switch s {
	case app.ShownHidden:
		return lang.X("export.hidden", "Hidden")
	case app.ShownMasked:
		return lang.X("export.masked", "Masked")
	case app.ShownClear:
		return lang.X("export.clear", "In clear")
	case app.AsBasis:
		return lang.X("export.as_basis", "As in the basis")
	}
	return string(s)
}

// ShowingOfBasis is what a class is left to, with what the basis says of it.
func ShowingOfBasis(basis app.Showing) string {
	return lang.L("As in the basis: {{.How}}", map[string]any{"How": strings.ToLower(Showing(basis))})
}

// OwnProfileShows says in short what a list by a profile hides and masks.
func OwnProfileShows(p app.OwnProfile) string {
	r, sound := p.Redaction()
	if !sound {
		return lang.L("What it says is of a newer version of the program.")
	}
	var said []string
	for _, how := range []app.Showing{app.ShownHidden, app.ShownMasked} {
		names, word := exportFieldsShown(r, how), Showing(how)
		if names == "" {
			continue
		}
		if len(said) > 0 {
			word = lowerFirst(word)
		}
		said = append(said, lang.X("export.how_what", "{{.How}}: {{.What}}", map[string]any{"How": word, "What": names}))
	}
	if len(said) == 0 {
		return ExportProfile(app.FullExport)
	}
	return strings.Join(said, lang.X("list.semicolon", "; "))
}

func exportFieldsShown(r app.Redaction, how app.Showing) string {
	var names []string
	for _, f := range app.ExportFields() {
		if r.Shows(f) == how {
			names = append(names, lowerFirst(ExportField(f)))
		}
	}
	return strings.Join(names, lang.X("list.comma", ", "))
}

func lowerFirst(text string) string {
	head, rest, _ := strings.Cut(text, " ")
	return strings.TrimSpace(strings.ToLower(head) + " " + rest)
}

// OwnProfileTakes says which right a list by a profile takes; sensitive tells
// that it is a supervisor's.
func OwnProfileTakes(r app.Redaction) (text string, sensitive bool) {
	var names []string
	for _, f := range r.Unmasked() {
		names = append(names, lowerFirst(ExportField(f)))
	}
	if len(names) == 0 {
		return lang.L("Whoever takes lists out may choose it."), false
	}
	return lang.L("It shows in clear what is masked for the field: {{.What}}. A list by it is taken out by a supervisor or the leader, or with one of them as witness.",
		map[string]any{"What": strings.Join(names, lang.X("list.comma", ", "))}), true
}
