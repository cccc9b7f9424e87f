// Package training is the tab of training, which knows none of its parts.
package training

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/screens/desk"
	"lamplighter/screens/hosting"
)

// Part is a page of the tab.
type Part = hosting.Part[desk.TrainingPart]

// New builds the tab of the parts that whoever looks may see. It opens at the
// classes for who may read them, else at the first part.
func New(d *desk.Desk, parts []Part) *hosting.Tab[desk.TrainingPart] {
	return hosting.NewTab(d, parts, hosting.About[desk.TrainingPart]{
		Named: func(r desk.Route) desk.TrainingPart { return r.Training }, First: desk.Classes,
		Nothing: lang.L("Nothing of training is open to your role."),
	})
}
