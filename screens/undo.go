package screens

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/customers"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/witness"
	"lamplighter/screens/words"
)

// UndoStore is what taking back the last action asks of the records.
type UndoStore interface {
	LastAction(context.Context, app.Actor) (app.LastAction, error)
	UndoLast(ctx context.Context, by app.Actor, token string) (app.UndoReport, error)
	UndoMerge(context.Context, app.Actor, app.RecordMergeID) error
	SuspectAgain(context.Context, app.Actor, app.CustomersApart) error
	UndoImport(ctx context.Context, by app.Actor, id int64, report func(done, total int64)) (app.UndoReport, error)
	witness.Store
}

// undo is what Ctrl+Z does while no text is being edited: it tells what was
// stored last, and takes it back once the person has agreed.
type undo struct {
	desk  *desk.Desk
	store UndoStore
	last  *background.Loader[app.LastAction]
	busy  bool
}

func newUndo(d *desk.Desk, store UndoStore) *undo {
	u := &undo{desk: d, store: store}
	u.last = background.NewLoader(d.Runner, u.tell)
	return u
}

// Ask finds out what was stored last and asks whether to take it back.
func (u *undo) Ask() {
	if u.busy {
		return
	}
	u.last.Ask(func(ctx context.Context) (app.LastAction, error) { return u.store.LastAction(ctx, u.desk.By) })
}

func (u *undo) tell(a app.LastAction, err error) {
	if err != nil {
		u.desk.Fail(err)
		return
	}
	if !a.CanUndo() || a.Kind == app.ImportAction && a.Import.ID == 0 {
		u.cannot(a)
		return
	}
	widgets.Confirm(u.desk.Keys, widgets.Question{
		Title: lang.L("Take back what was stored last?"), Text: u.what(a), Yes: lang.L("Take it back"), Danger: true,
	}, func() { u.run(u.desk.By, a) })
}

// what says what would be taken back.
func (u *undo) what(a app.LastAction) string {
	values := map[string]any{"When": words.Moment(a.At, u.desk.Now()), "Name": a.Customer, "File": a.Import.File, "N": words.Count(a.Import.Created + a.Import.Updated)}
	switch a.Kind {
	case app.ImportAction:
		return lang.L("{{.When}}: the import of {{.File}}, {{.N}} accounts. What it made is withdrawn, what it changed gets its former value. What somebody changed or used since stays as it is.", values)
	case app.MergeAction:
		return lang.L("{{.When}}: the merge {{.Name}}. What belonged to the record that is gone belongs to it again, also what came since.", values)
	case app.ApartAction:
		return lang.L("{{.When}}: {{.Name}} and another customer were told to be two. They will be suspected again.", values)
	case app.MakeAction:
		return lang.L("{{.When}}: what was newly stored for {{.Name}}. It is withdrawn, unless it is used already.", values)
	}
	lines := []string{lang.L("{{.When}}: a change of {{.Name}}. These fields get their former value:", values)}
	for _, c := range a.Changes {
		if said := customers.ChangeBack(u.desk, c); said != "" {
			lines = append(lines, said)
		}
	}
	return strings.Join(lines, "\n")
}

// cannot says why there is nothing to take back, and where to turn.
func (u *undo) cannot(a app.LastAction) {
	said := lang.L("Nothing was stored on this computer yet.")
	switch {
	case a.Kind == app.CaseAction && a.Number == "":
		said = lang.L("The last thing stored was a call-back or a draw of cases. It is not taken back.")
	case a.Kind == app.CaseAction:
		said = lang.L("The last thing stored was a step of case {{.Number}}. Steps are not taken back; where its flow has a way back, Ctrl+G on the case offers it.", map[string]any{"Number": a.Number})
	case a.Kind == app.UndoAction, a.Kind == app.ImportAction:
		said = lang.L("The last thing was taken back already. What was stored before it is changed by hand.")
	case a.Kind == app.ElseAction:
		said = lang.L("The last thing stored on this computer was somebody else's. Only they can take it back.")
	case a.Kind == app.OtherAction:
		said = lang.L("The last thing stored was a setting of the company or a change of manager. It is changed back there by hand.")
	}
	sheet := widgets.NewSheet(lang.L("This cannot be taken back"), widgets.NewParagraph(said), widgets.Action{})
	if !a.Case.IsZero() {
		sheet.Primary = widgets.Action{Label: lang.L("Open the case"), Do: func() {
			sheet.Close()
			u.desk.Open(desk.Route{Tab: desk.Cases, Case: a.Case})
		}}
	}
	sheet.Show(u.desk.Keys)
}

// run takes it back in the name of one person, or of two where it takes two.
func (u *undo) run(by app.Actor, a app.LastAction) {
	var report app.UndoReport
	u.busy = true
	u.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, tell func(done, total int)) error {
			var err error
			switch a.Kind {
			case app.ImportAction:
				report, err = u.store.UndoImport(ctx, by, a.Import.ID, func(done, total int64) { tell(int(done), int(total)) })
			case app.MergeAction:
				err = u.store.UndoMerge(ctx, by, a.Merge)
			case app.ApartAction:
				err = u.store.SuspectAgain(ctx, by, a.Apart)
			default:
				report, err = u.store.UndoLast(ctx, by, a.Token)
			}
			return err
		},
		Done: func(err error) {
			u.busy = false
			act := witness.Act{Desk: u.desk, Store: u.store, What: lang.L("Take back what was stored last"), Agreed: func(with app.Actor) { u.run(with, a) }}
			if act.Needed(err) {
				return
			}
			if err != nil {
				u.desk.Fail(err)
				return
			}
			if a.Kind == app.MergeAction || a.Kind == app.ApartAction {
				u.desk.Say(lang.L("They are two customers again."))
				return
			}
			u.desk.Say(words.TakenBack(report))
		},
	})
}
