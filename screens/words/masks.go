package words

import (
	"cmp"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// maskRefusal says why a masked value, a look at one or a list that goes out was
// refused; "" for another reason.
func maskRefusal(no *app.Refusal) string {
	switch no.Reason {
	case app.StillMasked:
		return lang.L("{{.Field}} holds stars where a number belongs. Leave it as it was shown to keep the number, or type the whole new one.", map[string]any{"Field": Field(no.Field)})
	case app.NotActive:
		if no.Field == "export_profile" {
			return lang.L("“{{.Name}}” was withdrawn and masks no list any more. Choose another; nothing was written.", map[string]any{"Name": no.Value})
		}
	case app.Unknown:
		if no.Field == "export_profile" {
			return lang.L("This file knows nothing called “{{.Name}}” for what an export hides. Choose masked, field, full or one of the company's own; nothing was written.", map[string]any{"Name": no.Value})
		}
	case app.NeedsSupervisor:
		return lang.L("A list that hides nothing is taken out by a supervisor or the leader. Choose one with masks, or ask one of them. Nothing was written.")
	}
	return ""
}

// ExportProfile says what a list that goes out hides.
func ExportProfile(p app.ExportProfile) string {
	switch p {
	case app.MaskedExport:
		return lang.L("Masked: names, addresses and numbers")
	case app.FieldExport:
		return lang.L("For the field: names and addresses shown, numbers of persons masked")
	case app.FullExport:
		return lang.L("Nothing: all in clear")
	}
	return string(p)
}

// exportProfileOf says what a list hid that went out: of the company's own
// profiles with its version.
func exportProfileOf(m app.ExportMark) string {
	if m.Version == 0 {
		return ExportProfile(m.Profile)
	}
	return lang.L("{{.Name}}, version {{.N}}", map[string]any{"Name": string(m.Profile), "N": m.Version})
}

// ExportMark says in a list who took it out, when and what for.
func ExportMark(m app.ExportMark) [][2]string {
	by := cmp.Or(m.By, lang.L("nobody who is known"))
	if m.StaffNo != "" {
		by = lang.L("{{.Name}}, staff number {{.No}}", map[string]any{"Name": m.By, "No": m.StaffNo})
	}
	return [][2]string{
		{lang.L("Prepared by"), by},
		{lang.L("Taken out at"), time.UnixMilli(m.At).In(app.Local).Format("2006-01-02 15:04")},
		{lang.L("Purpose"), strings.TrimSpace(m.Purpose)},
		{lang.L("What it hides"), exportProfileOf(m)},
		{lang.L("Rows"), Count(m.Rows)},
		{lang.L("Take care"), lang.L("It may hold personal data. Do not pass it on; delete it when it is no longer needed.")},
	}
}
