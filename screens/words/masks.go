package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// maskRefusal says why a masked value, a look at one or a list that goes out was
// refused; "" for another reason.
func maskRefusal(no *app.Refusal) string {
	if no.Reason == app.StillMasked {
		return lang.L("{{.Field}} holds stars where a number belongs. Leave it as it was shown to keep the number, or type the whole new one.", map[string]any{"Field": Field(no.Field)})
	}
	return ""
}
