package trainingreport

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/behind"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// line is a row of sums with the lists behind its numbers.
func (r *Report) line(key, name string, strong bool, cells []widgets.Cell, l app.TrainingLine, ask app.ReportedAsk) reportRow {
	with := func(change func(*app.ReportedAsk)) app.ReportedAsk {
		asked := ask
		change(&asked)
		return asked
	}
	classes := func(what string, n int64, ask app.ReportedAsk) behind.Number {
		return behind.Number{What: what, N: n, List: func() behind.List { return r.classes(what+" · "+name, ask) }}
	}
	learners := func(what string, n int64, ask app.ReportedAsk) behind.Number {
		return behind.Number{What: what, N: n, List: func() behind.List { return r.learners(what+" · "+name, ask) }}
	}
	practice := func(what string, minutes int64, kind app.PracticeKind) behind.Number {
		return behind.Number{What: what, N: minutes / 60, List: func() behind.List {
			return r.practice(what+" · "+name, with(func(a *app.ReportedAsk) { a.Kind = kind }))
		}}
	}
	return reportRow{key: key, name: name, strong: strong, cells: cells, entries: []behind.Number{
		classes(lang.L("Classes held"), l.Held, ask),
		classes(lang.L("Classes cancelled"), l.Cancelled, with(func(a *app.ReportedAsk) { a.Cancelled = true })),
		learners(lang.L("Attendances"), l.Times, ask),
		learners(lang.L("Attended centrally, hours"), l.Attended.Central/60, with(func(a *app.ReportedAsk) { a.Mode = app.Central })),
		learners(lang.L("Attended at work, hours"), l.Attended.Decentral/60, with(func(a *app.ReportedAsk) { a.Mode = app.Decentral })),
		learners(lang.L("Passed"), l.Completed, with(func(a *app.ReportedAsk) { a.Outcome = app.OutcomeCompleted })),
		learners(lang.L("Not passed"), l.Failed, with(func(a *app.ReportedAsk) { a.Outcome = app.OutcomeFailed })),
		practice(lang.L("Practice confirmed, hours"), l.Practice, app.OnTheJob),
		practice(lang.L("Self-study, hours"), l.Study, app.SelfStudy),
	}}
}

func modeName(mode app.ClassMode) string {
	if mode == app.Central {
		return lang.L("Centralised")
	}
	return lang.L("At work")
}

func (r *Report) classes(title string, ask app.ReportedAsk) behind.List {
	return behind.List{Title: title, Columns: []widgets.Column{
		{Title: lang.L("Begins on"), Width: 96},
		{Title: lang.L("Training class"), Width: 140},
		{Title: lang.L("Course"), Width: 150, Weight: 2},
		{Title: lang.L("Mode"), Width: 96},
		{Title: lang.L("Unit"), Width: 130, Weight: 1},
		number(lang.L("Hours taught"), 92), number(lang.L("Attendances"), 84), number(lang.L("Passed"), 64),
		number(lang.L("Not passed"), 76), number(lang.L("Cost, yuan"), 96),
		{Title: lang.L("Reason"), Width: 120, Weight: 1},
	}, Ask: func(ctx context.Context) ([]behind.Line, error) {
		found, err := r.store.ReportedClasses(ctx, r.desk.By, ask)
		return behind.Lines(found, err, func(c app.ReportedClass) behind.Line {
			return behind.Line{To: desk.Route{Tab: desk.Training, Class: c.ID}, Cells: []widgets.Cell{
				{Text: string(c.BeginsOn)},
				{Text: c.Number},
				{Text: courseName(r.desk, c.CourseName, c.CourseEN), Strong: true},
				{Text: modeName(c.Mode)},
				{Text: c.UnitName},
				hours(c.Minutes), count(c.There), count(c.Completed), bad(c.Failed), money(c.FeeFen),
				{Text: c.Reason},
			}}
		})
	}}
}

func (r *Report) learners(title string, ask app.ReportedAsk) behind.List {
	return behind.List{Title: title, Columns: []widgets.Column{
		{Title: lang.L("Begins on"), Width: 96},
		{Title: lang.L("Staff member"), Width: 110, Weight: 1},
		{Title: lang.L("Unit"), Width: 130, Weight: 1},
		{Title: lang.L("Course"), Width: 150, Weight: 2},
		{Title: lang.L("Training class"), Width: 140},
		{Title: lang.L("Mode"), Width: 96},
		number(lang.L("Hours attended"), 104),
		{Title: lang.L("Class result"), Width: 92, Kind: widgets.KindBadge},
	}, Ask: func(ctx context.Context) ([]behind.Line, error) {
		found, err := r.store.ReportedLearners(ctx, r.desk.By, ask)
		return behind.Lines(found, err, func(l app.ReportedLearner) behind.Line {
			return behind.Line{To: desk.Route{Tab: desk.Training, Class: l.Class}, Cells: []widgets.Cell{
				{Text: string(l.BeginsOn)},
				{Text: l.Person.Name, Strong: true},
				{Text: l.UnitName},
				{Text: courseName(r.desk, l.CourseName, l.CourseEN)},
				{Text: l.ClassNumber},
				{Text: modeName(l.Mode)},
				hours(l.AttendedMinutes), outcome(l.Outcome),
			}}
		})
	}}
}

func outcome(o app.Outcome) widgets.Cell {
	switch o {
	case app.OutcomeCompleted:
		return widgets.Cell{Text: lang.L("Passed"), Tone: widgets.ToneGood}
	case app.OutcomeFailed:
		return widgets.Cell{Text: lang.L("Not passed"), Tone: widgets.ToneBad}
	}
	return widgets.Cell{Text: lang.L("No result yet"), Tone: widgets.ToneNeutral}
}

func (r *Report) practice(title string, ask app.ReportedAsk) behind.List {
	return behind.List{Title: title, Columns: []widgets.Column{
		{Title: lang.L("Done on"), Width: 96},
		{Title: lang.L("Staff member"), Width: 110, Weight: 1},
		{Title: lang.L("Course"), Width: 150, Weight: 1},
		{Title: lang.L("What was done"), Width: 200, Weight: 3},
		number(lang.L("Hours confirmed"), 110),
		{Title: lang.L("Mentor who confirmed"), Width: 110},
	}, Ask: func(ctx context.Context) ([]behind.Line, error) {
		found, err := r.store.ReportedPractice(ctx, r.desk.By, ask)
		return behind.Lines(found, err, func(p app.ReportedPractice) behind.Line {
			return behind.Line{To: desk.Route{Tab: desk.Training, Training: desk.PracticeLog, Learner: p.Staff}, Cells: []widgets.Cell{
				{Text: string(p.DoneOn)}, {Text: p.Person.Name, Strong: true}, {Text: courseName(r.desk, p.CourseName, p.CourseEN)}, {Text: p.What}, hours(p.ConfirmedMinutes), {Text: p.ConfirmedByName},
			}}
		})
	}}
}

// ofPerson are the lists behind the numbers of a person.
func (r *Report) ofPerson(p app.TrainedPerson) []behind.Number {
	on := r.report.On
	from := on.AddMonths(-app.TrainingMonths).AddDays(1)
	year := app.ReportedAsk{From: from, To: on, Staff: p.Staff.ID}
	name := p.Staff.Name
	evidence := func(what string, n int64, kind app.TriggerEvidence) behind.Number {
		return behind.Number{What: what, N: n, List: func() behind.List { return r.evidence(what+" · "+name, p.Staff.ID, from, on, kind) }}
	}
	practice := year
	practice.Kind = app.OnTheJob
	return []behind.Number{
		{What: lang.L("Required courses valid"), N: p.Required.Sum, List: func() behind.List {
			return r.peopleList(name, func(o app.TrainedPerson) bool { return o.Staff.ID == p.Staff.ID })
		}},
		{What: lang.L("Attendances in 12 months"), N: -1, List: func() behind.List { return r.learners(lang.L("Attendances in 12 months")+" · "+name, year) }},
		{What: lang.L("Practice in 12 months"), N: -1, List: func() behind.List { return r.practice(lang.L("Practice in 12 months")+" · "+name, practice) }},
		{What: lang.L("Answers on satisfaction"), N: p.Said.Of, List: func() behind.List {
			return r.answers(lang.L("Answers on satisfaction")+" · "+name, p.Staff.ID, from, on)
		}},
		evidence(lang.L("Complaints about"), p.Complaints, app.EvidenceComplaints),
		evidence(lang.L("Limits overrun"), p.Overruns, app.EvidenceOverruns),
	}
}

func (r *Report) evidence(title string, of app.StaffID, from, to app.Day, kind app.TriggerEvidence) behind.List {
	return behind.List{Title: title, Columns: []widgets.Column{
		{Title: lang.L("Day"), Width: 104}, {Title: lang.L("Number"), Width: 170}, {Title: lang.L("About what"), Width: 180, Weight: 1},
	}, Ask: func(ctx context.Context) ([]behind.Line, error) {
		found, err := r.store.ReportedEvidence(ctx, r.desk.By, of, from, to)
		var of []app.TrainingEvidence
		for _, e := range found {
			if e.Kind == kind {
				of = append(of, e)
			}
		}
		return behind.Lines(of, err, func(e app.TrainingEvidence) behind.Line {
			return behind.Line{To: desk.Route{Tab: desk.Cases, Case: e.Case}, Cells: []widgets.Cell{{Text: string(e.On)}, {Text: e.Number, Strong: true}, {Text: r.desk.Codes.EvidenceAbout(e)}}}
		})
	}}
}

func (r *Report) answers(title string, of app.StaffID, from, to app.Day) behind.List {
	return behind.List{Title: title, Columns: []widgets.Column{
		{Title: lang.L("Asked on"), Width: 96},
		{Title: lang.L("Satisfaction"), Width: 130, Kind: widgets.KindBadge},
		{Title: lang.L("Customer"), Field: "customer", Width: 150, Weight: 1},
		{Title: lang.L("Asked in"), Width: 170},
		{Title: lang.L("What was said"), Width: 200, Weight: 2},
	}, Ask: func(ctx context.Context) ([]behind.Line, error) {
		found, err := r.store.ReportedAnswers(ctx, r.desk.By, of, from, to)
		return behind.Lines(found, err, func(a app.SurveyAnswer) behind.Line {
			to := desk.Route{Tab: desk.Cases, Case: app.CaseID(a.Of)}
			if a.Source == app.SurveyOfVisit {
				to = desk.Route{Tab: desk.Visits, Visit: app.VisitID(a.Of)}
			}
			return behind.Line{To: to, Cells: []widgets.Cell{
				{Text: string(a.AskedOn)},
				{Text: words.Score(a.Score), Tone: desk.ScoreTone(a.Score)},
				{Text: a.CustomerName, Strong: true},
				{Text: words.SurveySource(a.Source) + " " + a.Number},
				{Text: a.Opinion},
			}}
		})
	}}
}

// peopleList is the people of a group.
func (r *Report) peopleList(title string, takes func(app.TrainedPerson) bool) behind.List {
	return behind.List{Title: title, Columns: r.peopleTable().all(), Ask: func(context.Context) ([]behind.Line, error) {
		var out []behind.Line
		for i, row := range r.peopleTable().rows(r.report) {
			if takes(r.report.People[i]) {
				out = append(out, behind.Line{Cells: append([]widgets.Cell{{Text: row.name, Strong: true}}, row.cells...), To: desk.Route{Tab: desk.Training, Learner: r.report.People[i].Staff.ID}})
			}
		}
		return out, nil
	}}
}
