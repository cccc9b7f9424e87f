package screens

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/classes"
	"lamplighter/screens/desk"
	"lamplighter/screens/training"
)

// training is the tab of training with its parts.
func (w *Window) training() desk.Screen {
	return training.New(w.desk, []training.Part{
		{
			Name: lang.L("Classes"), Part: desk.Classes, Right: app.ReadTraining,
			Takes: func(r desk.Route) bool {
				return !r.Class.IsZero() || r.Draft != nil && r.Draft.Form == classes.DraftForm
			},
			Make: func() desk.Screen { return classes.New(w.desk, w.set.Store, w.give.Export) },
		},
	})
}
