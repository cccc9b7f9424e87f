package leads

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/usetasks"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// ready are the marked leads, if they may be decided on.
func (l *List) ready(right app.Right) []app.Lead {
	if err := l.desk.By.May(right); err != nil {
		l.desk.Fail(err)
		return nil
	}
	return l.marked()
}

// Save answers Ctrl+Enter: each of the marked leads becomes an opportunity, with
// its numbers as what it rests on.
func (l *List) Save() {
	chosen := l.ready(app.ChangeVisits)
	if len(chosen) == 0 || !l.decides() {
		return
	}
	proposals := make([]app.LeadProposal, len(chosen))
	for i, lead := range chosen {
		proposals[i] = app.LeadProposal{Customer: lead.Customer, Note: lang.L("Out of the use up to {{.Month}}: {{.Evidence}}", map[string]any{
			"Month": words.Month(l.last.Last), "Evidence": words.LeadEvidence(lead),
		})}
	}
	var done app.LeadsDone
	l.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			done, err = l.store.ProposeLeads(ctx, l.desk.By, proposals)
			return err
		},
		Done: func(err error) {
			if err != nil {
				l.desk.Fail(err)
				return
			}
			l.desk.Say(told(lang.L("Opportunities made: {{.N}}.", map[string]any{"N": done.Done}), done))
			l.Reload()
		},
	})
}

func told(said string, done app.LeadsDone) string {
	if done.Left > 0 {
		said += " " + lang.L("{{.N}} are no lead any more, or have an open opportunity.", map[string]any{"N": done.Left})
	}
	return said
}

// GoOn answers Ctrl+G: the marked leads are dismissed, with a reason.
func (l *List) GoOn() {
	chosen := l.ready(app.AdjustForecasts)
	if len(chosen) == 0 || !l.decides() {
		return
	}
	reason := widgets.NewMultiLineEntry(2)
	form := widgets.NewForm(widgets.NewFormRow("reason", words.Field("reason"), reason).Required().
		Hinted(lang.L("They are leads again when their capacity used or their growth has risen by ten points.")))
	form.OneColumn = true
	note := widgets.NewFieldNote()
	sheet := widgets.NewSheet(lang.L("Dismiss leads: {{.N}}", map[string]any{"N": words.Count(int64(len(chosen)))}), container.NewVBox(form, note), widgets.Action{Label: lang.L("Dismiss")})
	sheet.Primary.Do = func() {
		var done app.LeadsDone
		l.desk.StoreSheet(sheet, func(err error) { desk.ShowRefusal(form, note, err) }, func(ctx context.Context) (err error) {
			done, err = l.store.DismissLeads(ctx, l.desk.By, customers(chosen), reason.Text)
			return err
		}, func() {
			l.desk.Say(told(lang.L("Leads dismissed: {{.N}}.", map[string]any{"N": done.Done}), done))
			l.Reload()
		})
	}
	sheet.Show(l.desk.Keys)
}

func customers(leads []app.Lead) []app.CustomerID {
	out := make([]app.CustomerID, len(leads))
	for i, l := range leads {
		out[i] = l.Customer
	}
	return out
}

// ToBoard answers Ctrl+B: a task for the managers of the marked customers.
func (l *List) ToBoard() {
	chosen := l.ready(app.AdjustForecasts)
	if len(chosen) == 0 {
		return
	}
	draft := app.UseTaskDraft{Customers: customers(chosen), Month: l.last.Last, About: app.AboutLead, Text: lang.L("Find out whether the customer needs more capacity or other services")}
	switch l.filter.State {
	case app.LeadIdle:
		draft.About, draft.Text = app.AboutIdle, lang.L("Find out why nothing is used and whether the customer comes back")
	case app.LeadLost:
		draft.About, draft.Text = app.AboutLost, lang.L("Find out why the customer is no longer supplied or read")
	}
	usetasks.Give(l.desk, l.store, draft, l.Reload)
}
