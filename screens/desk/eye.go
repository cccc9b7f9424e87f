package desk

import (
	"slices"

	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// Eye is a button that shows what of the record on view is masked, as its chord
// does. It is there where one of the texts is masked and somebody may look.
func (d *Desk) Eye(shown ...string) (*widgets.Button, bool) {
	if d.Reveal == nil || d.By.May(app.RevealFields) != nil || !slices.ContainsFunc(shown, app.LooksMasked) {
		return nil, false
	}
	b := widgets.NewIconButton(lang.L("Show what is masked")+"  Ctrl+Shift+R", theme.VisibilityIcon(), d.Reveal)
	b.Importance = widget.LowImportance
	return b, true
}
