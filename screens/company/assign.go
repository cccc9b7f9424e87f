package company

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// assign makes a manager responsible for some areas, from a day on. Who was
// responsible until then is so until the day before. For one area the sheet
// tells who holds it and who held it.
func (a *areas) assign(chosen []app.TransformerArea) {
	if len(chosen) == 0 {
		a.desk.Say(lang.L("Choose a transformer area first; Space marks several."))
		return
	}
	e := editing[app.Assignment]{desk: a.desk, form: a.assignForm}
	e.begin.FromOn = app.DayOf(a.desk.Now())
	e.title = lang.L("Manager of {{.N}} transformer areas", map[string]any{"N": words.Count(int64(len(chosen)))})
	if len(chosen) == 1 {
		e.title = lang.L("Manager of {{.Name}}", map[string]any{"Name": chosen[0].Name})
		e.below = a.holders(chosen[0].ID)
	}
	e.save = func(ctx context.Context, _, now app.Assignment) error { return a.assignAll(ctx, now, chosen) }
	e.saved = func(now app.Assignment) {
		a.table.MarkAll(false)
		a.desk.Say(lang.L("{{.Name}} is responsible from {{.Day}}.", map[string]any{"Name": a.known.staffName(now.Manager), "Day": string(now.FromOn)}))
	}
	e.open()
}

func (a *areas) assignForm(one app.Assignment) (*widgets.Form, reading[app.Assignment]) {
	today := app.DayOf(a.desk.Now())
	manager, deputy := desk.PickStaff(a.known.staff, today, one.Manager), desk.PickStaff(a.known.staff, today, one.Deputy)
	from, reason := a.desk.DayField(one.FromOn), text(one.Reason)
	form := widgets.NewForm(
		widgets.NewFormRow("manager", lang.L("Account manager"), manager.CodeField).Required(), widgets.NewFormRow("deputy", lang.L("Deputy"), deputy.CodeField),
		widgets.NewFormRow("from_on", lang.L("From"), from).Required(), widgets.NewFormRow("reason", lang.L("Reason"), reason),
	)
	return form, func(now app.Assignment) (app.Assignment, error) {
		now.Manager, now.Deputy, now.Reason = manager.ID(), deputy.ID(), typed(reason)
		var err error
		now.FromOn, err = desk.ReadDay("from_on", from)
		switch {
		case now.Manager.IsZero():
			return now, app.Refuse("manager", app.NeedsOwner)
		case err == nil && now.FromOn == "":
			return now, app.Refuse("from_on", app.Missing)
		}
		return now, err
	}
}

// assignAll assigns area after area; each is whole by itself.
func (a *areas) assignAll(ctx context.Context, one app.Assignment, chosen []app.TransformerArea) error {
	for _, area := range chosen {
		one.TransformerArea = area.ID
		err := a.store.Assign(ctx, a.desk.By, one)
		if no, is := errors.AsType[*app.Refusal](err); is && no.Field == "owner" {
			return app.Refuse("manager", no.Reason) // the form calls this person the manager
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// holdersHeight shows about four assignments; older ones are scrolled to.
const holdersHeight = 190

// holders tells who holds an area now, will hold it and held it.
func (a *areas) holders(id app.TransformerAreaID) fyne.CanvasObject {
	note, line := widgets.NewFieldNote(), widgets.NewTimeline()
	scroll := container.NewVScroll(line)
	scroll.SetMinSize(fyne.NewSize(0, holdersHeight))
	loader := background.NewLoader(a.desk.Runner, func(held []app.Assignment, err error) {
		note.SetText(words.Error(err))
		if err == nil && len(held) == 0 {
			note.Hint(lang.L("Nobody was responsible so far."))
		}
		line.SetMoments(a.moments(held))
	})
	loader.Ask(func(ctx context.Context) ([]app.Assignment, error) {
		return a.store.AreaAssignments(ctx, a.desk.By, id)
	})
	return container.NewVBox(widgets.NewSectionHeader(lang.L("Responsible now and before")), note, scroll)
}

func (a *areas) moments(held []app.Assignment) []widgets.Moment {
	today := app.DayOf(a.desk.Now())
	now, someone := app.ManagerOn(held, today)
	moments := make([]widgets.Moment, len(held))
	for i, one := range held {
		m := widgets.Moment{When: span(one.FromOn, one.ToOn), Icon: theme.AccountIcon(), Title: a.known.staffName(one.Manager), Body: one.Reason}
		switch {
		case someone && one.ID == now.ID:
			m.Tone, m.Aside = widgets.ToneGood, lang.L("responsible now")
		case one.FromOn > today:
			m.Tone, m.Aside = widgets.ToneInfo, lang.L("from then on")
		}
		if !one.Deputy.IsZero() {
			m.Title = lang.L("{{.Name}}, deputy {{.Deputy}}", map[string]any{"Name": m.Title, "Deputy": a.known.staffName(one.Deputy)})
		}
		moments[i] = m
	}
	return moments
}

// marked are the marked areas, or else the selected one.
func (a *areas) marked() []app.TransformerArea {
	var keys []string
	if marks := a.table.Marks(); marks.All {
		for _, row := range *a.shown.Load() {
			if !slices.Contains(marks.Keys, row.Key) {
				keys = append(keys, row.Key)
			}
		}
	} else {
		keys = marks.Keys
	}
	if row, selected := a.table.Selected(); len(keys) == 0 && selected {
		keys = []string{row.Key}
	}
	var chosen []app.TransformerArea
	for _, area := range a.known.areas {
		if slices.Contains(keys, area.ID.String()) {
			chosen = append(chosen, area)
		}
	}
	return chosen
}
