package inside

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// promise asks what is promised, who keeps it and until when.
type promise struct{ matter }

func (p *promise) title() string { return words.MadeKind(app.LinkCommitment) }

func (p *promise) lay(in *inputs) {
	in.lines("promise", words.Field("promise"), 3).Required()
	in.day("due_on", words.Field("due_on")).Required().Hinted(lang.L("The day never moves. What is not kept by then stays broken."))
	in.choice("owner", lang.L("Who keeps it"), p.people()).Required()
	in.day("made_on", words.Field("made_on"))
	in.choice("case", words.Field("case_id"), p.openCases())
}

// openCases offers the cases a promise may belong to.
func (p *promise) openCases() []widgets.Option {
	var out []widgets.Option
	for _, c := range p.page.Cases {
		if c.Status.Open() {
			out = append(out, desk.Option(c.ID.String(), c.Number+" "+words.Kind(c.Kind), c.Content))
		}
	}
	return out
}

func (p *promise) begin() values {
	return values{"owner": p.desk.By.Staff.String(), "made_on": string(p.today())}
}

// follow counts the days while the last one is being chosen.
func (p *promise) follow(in *inputs, name string) {
	if due := app.Day(in.all["due_on"].read()); due.Valid() && (name == "due_on" || name == "") {
		left := words.DaysLeft(app.Commitment{DueOn: due}.DaysLeft(app.DayOf(p.desk.Now())))
		in.all["due_on"].row.Hinted(words.Day(due) + " · " + left)
	}
}

func (p *promise) store(ctx context.Context, v values) error {
	d := app.CommitmentDraft{
		Customer: p.visit.Customer, Visit: p.visit.ID, Content: v["promise"], MadeOn: app.Day(v["made_on"]), DueOn: app.Day(v["due_on"]),
	}
	d.Owner, _ = app.ParseID[app.Staff](v["owner"])
	d.Case, _ = app.ParseID[app.Case](v["case"])
	_, err := p.matter.store.MakeCommitment(ctx, p.desk.By, d)
	return err
}
