package inside

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/attach"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// ending shows a promise with what became of it, and ends one that is open: as
// kept with what proves it, as released with the reason, or by a new one.
type ending struct {
	matter
	was     app.CommitmentRow
	history []app.FieldChange
}

// Promise shows a promise; a visit without an id is a customer without one.
func (s *Sheets) Promise(id app.CommitmentID, visit app.Visit, done func()) {
	e := &ending{}
	s.open(app.LinkCommitment, visit, func(m matter) {
		e.matter = m
		newSheet(m, e, done).show()
	}, func(ctx context.Context, m *matter) error {
		var err error
		if e.was, err = s.store.Commitment(ctx, s.desk.By, id); err != nil {
			return err
		}
		m.record, m.visit.Customer = id.String(), e.was.Customer
		if s.desk.By.May(app.ReadHistory) == nil {
			e.history, err = s.store.History(ctx, s.desk.By, "promises", id)
		}
		return err
	})
}

func (e *ending) title() string { return words.MadeKind(app.LinkCommitment) }

// head is the promise itself, over the fields that end it.
func (e *ending) head() fyne.CanvasObject {
	today := app.DayOf(e.desk.Now())
	c := e.was
	state := c.State(today)
	badges := container.NewHBox(widgets.NewBadge(words.CommitmentState(state), PromiseTone(state)))
	if c.Open() {
		badges.Add(widgets.NewMutedText(words.DaysLeft(c.DaysLeft(today))))
	}
	facts := widgets.NewFacts()
	facts.AddWide(words.Field("promise"), c.Content)
	facts.Add(words.Field("made_on"), words.Day(c.MadeOn))
	facts.Add(words.Field("due_on"), words.Day(c.DueOn))
	facts.Add(words.Field("owner_id"), c.OwnerName)
	facts.Add(words.Field("case_id"), c.CaseNumber)
	if !c.Open() {
		facts.Add(words.Field("ending"), words.CommitmentEnding(c.Commitment)+" · "+words.Day(c.EndedOn))
	}
	facts.AddWide(words.Field("evidence"), c.Evidence)
	for _, other := range e.page.Commitments {
		switch {
		case other.ID == c.Follows:
			facts.AddWide(lang.L("Renews the promise of"), words.Day(other.MadeOn)+" · "+words.CommitmentEnding(other.Commitment))
		case other.Follows == c.ID:
			facts.AddWide(lang.L("Goes on as"), words.Day(other.DueOn)+" · "+words.CommitmentState(other.State(today)))
		}
	}
	facts.Resize(fyne.NewSize(sheetWidth, 0)) // decides on two columns before the sheet asks for its height
	return container.NewVBox(badges, facts)
}

// foot is what proves the promise, and what became of it.
func (e *ending) foot() fyne.CanvasObject {
	strip := attach.NewStrip(e.desk, e.matter.store)
	strip.Kind = app.Evidence
	box := container.NewVBox(strip.Content())
	strip.Grown = box.Refresh
	strip.Of("promises", app.RecordID(e.was.ID))
	if moments := e.moments(); len(moments) > 0 {
		box.Add(widgets.NewSectionHeader(lang.L("Change history")))
		box.Add(widgets.NewTimeline(moments...))
	}
	return box
}

// moments are the changes of the promise, the newest first.
func (e *ending) moments() []widgets.Moment {
	changes := slices.Clone(e.history)
	slices.Reverse(changes)
	var out []widgets.Moment
	for _, entry := range app.TimelineOf(changes) {
		m := widgets.Moment{When: words.Moment(entry.At, e.desk.Now()), Icon: theme.DocumentCreateIcon(), Title: lang.L("Ended"), Aside: entry.By}
		if entry.Kind == app.TimelineCreated {
			m.Icon, m.Title = theme.ContentAddIcon(), lang.L("Promised")
		}
		for _, c := range entry.Changes {
			if c.Field != "" {
				m.Body += words.Field(c.Field) + "  " + orNone(e.worded(c.Field, c.Old)) + " → " + orNone(e.worded(c.Field, c.New)) + "\n"
			}
		}
		m.Body = strings.TrimSpace(m.Body)
		out = append([]widgets.Moment{m}, out...)
	}
	return out
}

// worded is a value of a promise as people read it.
func (e *ending) worded(field, value string) string {
	switch {
	case value == "":
		return ""
	case field == "ending":
		return words.CommitmentEnding(app.Commitment{Ending: app.CommitmentEnding(value)})
	case field == "owner_id":
		raw, _ := hex.DecodeString(value)
		for _, s := range e.staff {
			if slices.Equal(raw, s.ID[:]) {
				return s.Name
			}
		}
	}
	return value
}

// ends reports whether there is anything left to do.
func (e *ending) ends() bool { return e.was.Open() && e.desk.By.May(app.ChangeVisits) == nil }

func (e *ending) lay(in *inputs) {
	if !e.ends() {
		return
	}
	in.choice("ending", words.Field("ending"), []widgets.Option{
		desk.Option(string(app.CommitmentKept), words.CommitmentEnding(app.Commitment{Ending: app.CommitmentKept}), "1"),
		desk.Option(string(app.CommitmentReleased), words.CommitmentEnding(app.Commitment{Ending: app.CommitmentReleased}), "2"),
		desk.Option(string(app.CommitmentRenewed), words.CommitmentEnding(app.Commitment{Ending: app.CommitmentRenewed}), "3"),
	}).Required()
	in.day("due_on", lang.L("New day")).Required()
	in.choice("owner", lang.L("Who keeps it"), e.people()).Required()
	in.lines("evidence", words.Field("evidence"), 2).Required().Hinted(lang.L("A receipt, a call, what was seen."))
	in.lines("reason", words.Field("reason"), 2).Required()
}

func (e *ending) begin() values {
	if !e.ends() {
		return nil
	}
	return values{"ending": string(app.CommitmentKept), "owner": e.was.Owner.String()}
}

func (e *ending) follow(in *inputs, _ string) {
	if !e.ends() {
		return
	}
	how := app.CommitmentEnding(in.all["ending"].read())
	in.show("evidence", how == app.CommitmentKept)
	in.show("reason", how != app.CommitmentKept)
	in.show("due_on", how == app.CommitmentRenewed)
	in.show("owner", how == app.CommitmentRenewed)
}

func (e *ending) store(ctx context.Context, v values) error {
	how := app.CommitmentEnding(v["ending"])
	if how == app.CommitmentRenewed {
		r := app.CommitmentRenewal{DueOn: app.Day(v["due_on"]), Reason: v["reason"], Visit: e.visit.ID}
		r.Owner, _ = app.ParseID[app.Staff](v["owner"])
		_, err := e.matter.store.RenewCommitment(ctx, e.desk.By, e.was.Commitment, r)
		return err
	}
	end := app.CommitmentEnd{How: how, Evidence: v["evidence"]}
	if how == app.CommitmentReleased {
		end.Evidence = v["reason"]
	}
	_, err := e.matter.store.EndCommitment(ctx, e.desk.By, e.was.Commitment, end)
	return err
}

// refresh takes over how somebody else ended it meanwhile; what was typed stays.
func (e *ending) refresh(page app.CustomerPage) {
	for _, c := range page.Commitments {
		if c.ID == e.was.ID && e.was.Open() == c.Open() {
			e.was = c
		}
	}
}
