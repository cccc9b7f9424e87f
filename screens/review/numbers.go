package review

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// entry is one number of a line and the list behind it.
type entry struct {
	what string
	n    int64
	list func() behind
}

// open offers the lists behind the numbers of the selected line.
func (r *Report) open() {
	row, selected := r.shown[r.at].Selected()
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
	entries := r.entries(line, of)
	rows := make([]widgets.Row, len(entries))
	for i, e := range entries {
		rows[i] = widgets.Row{Key: e.what, Cells: []widgets.Cell{{Text: e.what}, count(e.n)}}
	}
	list := widgets.NewRecordTable(r.desk.Runner, []widgets.Column{{Title: lang.L("Which number"), Width: 200, Weight: 1}, number(lang.L("Count"), 90)},
		func(_ context.Context, from, count int) ([]widgets.Row, error) {
			return rows[min(from, len(rows)):min(from+count, len(rows))], nil
		})
	sheet := widgets.NewSheet(lang.L("The lists behind {{.Name}}", map[string]any{"Name": row.Cells[0].Text}), list, widgets.Action{})
	list.OnOpen = func(opened widgets.Row) {
		for _, e := range entries {
			if e.what == opened.Key {
				sheet.Close()
				r.OnList(e.list())
			}
		}
	}
	sheet.Width, sheet.Height, sheet.First = 420, 380, list
	sheet.OnClosed = list.Stop
	list.SetTotal(len(rows))
	list.Select(0)
	sheet.Show(r.desk.Keys)
}

func (r *Report) everybody() []app.StaffID {
	of := make([]app.StaffID, len(r.review.Managers))
	for i, m := range r.review.Managers {
		of[i] = m.Manager
	}
	return of
}

// entries are the numbers of the table on view that something stands behind.
func (r *Report) entries(l app.ReviewLine, of []app.StaffID) []entry {
	p := r.review.Ask.Period
	plan := app.VisitFilter{By: app.VisitsByPlan, From: p.From, To: p.To}
	made := app.VisitFilter{By: app.VisitsByVisit, From: p.From, To: p.To, Statuses: app.MadeStatuses()}
	visits := func(what string, n int64, f app.VisitFilter, narrow func(*app.VisitFilter)) entry {
		narrow(&f)
		return entry{what, n, func() behind { return r.visits(what, f, of) }}
	}
	all := func(*app.VisitFilter) {}
	channel := func(c app.VisitChannel) func(*app.VisitFilter) { return func(f *app.VisitFilter) { f.Channel = c } }
	promises := func(what string, n int64, state app.PromiseState) entry {
		return entry{what, n, func() behind {
			return r.promises(what, app.ReviewedPromises{From: p.From, To: p.To, State: state}, of)
		}}
	}
	switch r.tables[r.at].key {
	case "visits":
		return []entry{
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
		return []entry{
			visits(lang.L("Visits made"), l.Made(), made, all),
			visits(lang.L("Written late"), l.Late, made, func(f *app.VisitFilter) { f.Late = true }),
		}
	case "promises":
		return []entry{
			promises(lang.L("Promises made"), l.Promises.Made, ""),
			promises(words.PromiseState(app.PromisesKept), l.Promises.Kept, app.PromisesKept),
			promises(words.PromiseState(app.PromisesBroken), l.Promises.Broken, app.PromisesBroken),
			promises(words.PromiseState(app.PromisesOpen), l.Promises.Open, app.PromisesOpen),
			{lang.L("Changes recorded"), l.Changes.All, func() behind { return r.changes(lang.L("Changes recorded"), of) }},
		}
	}
	return []entry{
		{lang.L("Answers"), l.Satisfaction.Of, func() behind { return r.answers(lang.L("Answers"), answersAsk{}, of) }},
		{lang.L("Dissatisfied"), l.Low, func() behind { return r.answers(lang.L("Dissatisfied"), answersAsk{low: true}, of) }},
	}
}
