package review

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/behind"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

func (r *Report) visits(title string, f app.VisitFilter, of []app.StaffID) behind.List {
	return behind.List{Title: title, Columns: []widgets.Column{
		{Title: words.Field("planned_on"), Width: 96},
		{Title: lang.L("Visited on"), Width: 96},
		{Title: lang.L("Customer"), Field: "customer", Width: 150, Weight: 2},
		{Title: lang.L("Account manager"), Width: 110},
		{Title: lang.L("Status"), Width: 92, Kind: widgets.KindBadge},
		{Title: words.Field("visit_channel"), Width: 100},
		number(lang.L("Quality, of 100"), 110), number(lang.L("Facts found"), 96), number(lang.L("Left blank"), 84), number(lang.L("Days late"), 84),
		{Title: lang.L("Reason"), Width: 120, Weight: 1},
	}, Ask: func(ctx context.Context) ([]behind.Line, error) {
		found, err := r.store.ReviewedVisits(ctx, r.desk.By, f, of)
		return behind.Lines(found, err, r.visitLine)
	}}
}

func (r *Report) visitLine(v app.ReviewedVisit) behind.Line {
	quality := count(v.Quality)
	if v.Quality == 0 {
		quality.Text = "–"
	}
	return behind.Line{Open: func() { r.judge(v) }, Cells: []widgets.Cell{
		{Text: string(v.PlannedOn)},
		{Text: string(v.VisitedOn)},
		{Text: v.CustomerName, Strong: true},
		{Text: v.ManagerName},
		r.standing(v.Visit),
		{Text: r.desk.Codes.Label("visit_channel", string(v.Channel))},
		quality, count(v.Facts), count(v.Blanks), bad(v.LateDays),
		{Text: v.Reason},
	}}
}

// judge shows part by part what the record of a visit is worth, before its page.
func (r *Report) judge(v app.ReviewedVisit) {
	background.NewLoader(r.desk.Runner, func(q app.VisitQuality, err error) {
		if err != nil {
			r.desk.Fail(err)
			return
		}
		facts := widgets.NewFacts()
		for _, p := range q.Parts {
			facts.Add(words.QualityPart(p.Name), lang.L("{{.Got}} of {{.Of}}", map[string]any{"Got": p.Got, "Of": p.Of}))
		}
		why := widgets.NewParagraph(lang.L("The record is judged by what one can learn from it, not by how the visit went. What does not apply is left out, and the rest counts for the whole."))
		sheet := widgets.NewSheet(lang.L("Quality of this record: {{.Score}} of 100", map[string]any{"Score": q.Score}), container.NewVBox(facts, why), widgets.Action{})
		sheet.Primary = widgets.Action{Label: lang.L("Open the visit"), Do: func() { sheet.Close(); r.desk.Open(desk.Route{Tab: desk.Visits, Visit: v.ID, Customer: v.Customer}) }}
		sheet.Width = 520
		sheet.Show(r.desk.Keys)
	}).Ask(func(ctx context.Context) (app.VisitQuality, error) {
		return r.store.VisitQuality(ctx, r.desk.By, v.ID)
	})
}

// standing says whether a visit took place.
func (r *Report) standing(v app.Visit) widgets.Cell {
	switch {
	case v.Status == app.VisitCancelled:
		return widgets.Cell{Text: lang.X("visit.cancelled", "Cancelled"), Tone: widgets.ToneNeutral}
	case v.VisitedOn != "":
		return widgets.Cell{Text: lang.X("visit.made", "Made"), Tone: widgets.ToneGood}
	case v.PlannedOn < app.DayOf(r.desk.Now()):
		return widgets.Cell{Text: lang.X("visit.overdue", "Overdue"), Tone: widgets.ToneBad}
	}
	return widgets.Cell{Text: lang.X("review.planned", "Planned"), Tone: widgets.ToneInfo}
}

func (r *Report) promises(title string, f app.ReviewedPromises, of []app.StaffID) behind.List {
	return behind.List{Title: title, Columns: []widgets.Column{
		{Title: lang.L("Promised on"), Width: 96},
		{Title: lang.L("Due on"), Width: 96},
		{Title: lang.L("Ended on"), Width: 96},
		{Title: lang.L("Status"), Width: 92, Kind: widgets.KindBadge},
		{Title: lang.L("Customer"), Field: "customer", Width: 130, Weight: 1},
		{Title: lang.L("What was promised"), Width: 180, Weight: 2},
		{Title: lang.L("Evidence"), Width: 120, Weight: 1},
		{Title: lang.L("Account manager"), Width: 110},
	}, Ask: func(ctx context.Context) ([]behind.Line, error) {
		found, err := r.store.ReviewedPromises(ctx, r.desk.By, f, of)
		return behind.Lines(found, err, func(p app.ReviewedPromise) behind.Line {
			tone := map[app.PromiseState]widgets.Tone{app.PromisesKept: widgets.ToneGood, app.PromisesBroken: widgets.ToneBad, app.PromisesOpen: widgets.ToneInfo}[p.State]
			return behind.Line{To: desk.Route{Tab: desk.Customers, Customer: p.Customer}, Cells: []widgets.Cell{
				{Text: string(p.MadeOn)},
				{Text: string(p.DueOn)},
				{Text: string(p.EndedOn)},
				{Text: words.PromiseState(p.State), Tone: tone},
				{Text: p.CustomerName, Strong: true},
				{Text: p.Content},
				{Text: p.Evidence},
				{Text: p.OwnerName},
			}}
		})
	}}
}

// answersAsk narrows answers to those behind a number.
type answersAsk struct {
	low    bool
	source app.SurveySource // empty: all
}

func (r *Report) answers(title string, ask answersAsk, of []app.StaffID) behind.List {
	p := r.review.Ask.Period
	return behind.List{Title: title, Columns: answerColumns(), Ask: func(ctx context.Context) ([]behind.Line, error) {
		found, err := r.store.ReviewedAnswers(ctx, r.desk.By, p.From, p.To, ask.low, of)
		found = slices.DeleteFunc(found, func(a app.SurveyAnswer) bool { return ask.source != "" && a.Source != ask.source })
		return behind.Lines(found, err, func(a app.SurveyAnswer) behind.Line {
			return behind.Line{To: desk.Route{Tab: desk.Customers, Customer: a.Customer}, Cells: []widgets.Cell{
				{Text: string(a.AskedOn)},
				{Text: words.Score(a.Score), Tone: desk.ScoreTone(a.Score)},
				{Text: a.CustomerName, Strong: true},
				{Text: strings.TrimSpace(words.SurveySource(a.Source) + " " + a.Number)},
				{Text: a.Opinion},
				{Text: a.AskedBy},
			}}
		})
	}}
}

func answerColumns() []widgets.Column {
	return []widgets.Column{
		{Title: lang.L("Asked on"), Width: 96},
		{Title: lang.L("Satisfaction"), Width: 130, Kind: widgets.KindBadge},
		{Title: lang.L("Customer"), Field: "customer", Width: 150, Weight: 1},
		{Title: lang.L("Asked in"), Width: 170},
		{Title: lang.L("What was said"), Width: 200, Weight: 2},
		{Title: lang.L("Asked by"), Width: 96},
	}
}

func (r *Report) changes(title string, of []app.StaffID) behind.List {
	p := r.review.Ask.Period
	return behind.List{Title: title, Columns: []widgets.Column{
		{Title: lang.L("Recorded on"), Width: 104},
		{Title: lang.L("True since"), Width: 104},
		{Title: lang.L("Customer"), Field: "customer", Width: 170, Weight: 2},
		{Title: lang.L("What changed"), Width: 120},
		{Title: lang.L("Source"), Width: 110, Weight: 1},
		{Title: lang.L("Verified"), Width: 84},
		{Title: lang.L("Account manager"), Width: 110},
	}, Ask: func(ctx context.Context) ([]behind.Line, error) {
		found, err := r.store.ReviewedChanges(ctx, r.desk.By, p.From, p.To, of)
		return behind.Lines(found, err, func(c app.ReviewedChange) behind.Line {
			verified := ""
			if c.Verified {
				verified = "✓"
			}
			return behind.Line{To: desk.Route{Tab: desk.Customers, Customer: c.Customer}, Cells: []widgets.Cell{
				{Text: string(c.On)},
				{Text: string(c.OccurredOn)},
				{Text: c.CustomerName, Strong: true},
				{Text: words.Table(c.Table)},
				{Text: r.desk.Codes.Label("channel", c.Source)},
				{Text: verified},
				{Text: c.ByName},
			}}
		})
	}}
}
