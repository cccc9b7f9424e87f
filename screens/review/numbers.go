package review

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/behind"
	"lamplighter/screens/words"
)

// open offers the lists behind the numbers of the selected line.
func (r *Report) open() {
	row, selected := r.which.Shown(r.which.At()).Selected()
	if !selected {
		return
	}
	if source, is := strings.CutPrefix(row.Key, sourceKey); is {
		r.OnList(r.answers(row.Cells[0].Text, answersAsk{source: app.SurveySource(source)}, r.everybody()))
		return
	}
	line, of := r.review.All, r.everybody()
	for _, m := range r.review.Managers {
		if row.Key == m.Manager.String() {
			line, of = m, []app.StaffID{m.Manager}
		}
	}
	behind.Offer(r.desk, row.Cells[0].Text, r.entries(line, of), r.OnList)
}

func (r *Report) everybody() []app.StaffID {
	of := make([]app.StaffID, len(r.review.Managers))
	for i, m := range r.review.Managers {
		of[i] = m.Manager
	}
	return of
}

// entries are the numbers of the table on view that something stands behind.
func (r *Report) entries(l app.ReviewLine, of []app.StaffID) []behind.Number {
	p := r.review.Ask.Period
	plan := app.VisitFilter{By: app.VisitsByPlan, From: p.From, To: p.To}
	made := app.VisitFilter{By: app.VisitsByVisit, From: p.From, To: p.To, Statuses: app.MadeStatuses()}
	visits := func(what string, n int64, f app.VisitFilter, narrow func(*app.VisitFilter)) behind.Number {
		narrow(&f)
		return behind.Number{What: what, N: n, List: func() behind.List { return r.visits(what, f, of) }}
	}
	all := func(*app.VisitFilter) {}
	channel := func(c app.VisitChannel) func(*app.VisitFilter) { return func(f *app.VisitFilter) { f.Channel = c } }
	promises := func(what string, n int64, state app.PromiseState) behind.Number {
		return behind.Number{What: what, N: n, List: func() behind.List {
			return r.promises(what, app.ReviewedPromises{From: p.From, To: p.To, State: state}, of)
		}}
	}
	switch r.tables[r.which.At()].key {
	case "visits":
		return []behind.Number{
			visits(lang.X("review.planned", "Planned"), l.Planned, plan, all),
			visits(lang.L("Planned visits that were made"), l.Kept, plan, func(f *app.VisitFilter) { f.Statuses = app.MadeStatuses() }),
			visits(lang.L("Visits made"), l.Made(), made, all),
			visits(lang.X("visit.on_site", "On site"), l.OnSite, made, channel(app.OnSite)),
			visits(lang.L("By telephone"), l.Telephone, made, channel(app.ByTelephone)),
			visits(lang.L("Online"), l.Online, made, channel(app.Online)),
			visits(lang.X("visit.overdue", "Overdue"), l.Overdue, plan, func(f *app.VisitFilter) { f.Overdue = true }),
			visits(lang.L("Days moved"), l.Moved, plan, func(f *app.VisitFilter) { f.Moved = true }),
			visits(lang.X("visit.cancelled", "Cancelled"), l.Cancelled, plan, func(f *app.VisitFilter) { f.Statuses = []app.VisitStatus{app.VisitCancelled} }),
		}
	case "quality":
		return []behind.Number{
			visits(lang.L("Visits made"), l.Made(), made, all),
			visits(lang.L("Written late"), l.Late, made, func(f *app.VisitFilter) { f.Late = true }),
		}
	case "promises":
		return []behind.Number{
			promises(lang.L("Promises made"), l.Promises.Made, ""),
			promises(words.PromiseState(app.PromisesKept), l.Promises.Kept, app.PromisesKept),
			promises(words.PromiseState(app.PromisesBroken), l.Promises.Broken, app.PromisesBroken),
			promises(words.PromiseState(app.PromisesOpen), l.Promises.Open, app.PromisesOpen),
			{What: lang.L("Changes recorded"), N: l.Changes.All, List: func() behind.List { return r.changes(lang.L("Changes recorded"), of) }},
		}
	}
	return []behind.Number{
		{What: lang.L("Answers"), N: l.Satisfaction.Of, List: func() behind.List { return r.answers(lang.L("Answers"), answersAsk{}, of) }},
		{What: lang.L("Dissatisfied"), N: l.Low, List: func() behind.List { return r.answers(lang.L("Dissatisfied"), answersAsk{low: true}, of) }},
	}
}
