package trainingreport

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/behind"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// table is one of the tables of the report.
type table struct {
	key     string
	title   string
	first   string // the title of the first column
	columns []widgets.Column
	rows    func(app.TrainingReport) []reportRow
}

// reportRow is a line of a table with what stands behind its numbers.
type reportRow struct {
	key     string
	name    string
	strong  bool
	cells   []widgets.Cell
	entries []behind.Number
}

func number(title string, width float32) widgets.Column {
	return widgets.Column{Title: title, Width: width, Kind: widgets.KindNumber}
}

// before heads the figure of the period before, right of today's.
func before() widgets.Column { return number(lang.X("review.before", "Before"), 92) }

func count(n int64) widgets.Cell       { return widgets.Cell{Text: words.Count(n)} }
func hours(minutes int64) widgets.Cell { return widgets.Cell{Text: words.Hours(minutes)} }
func share(r app.Ratio) widgets.Cell   { return widgets.Cell{Text: words.Share(r), Muted: r.Few()} }
func money(fen int64) widgets.Cell     { return widgets.Cell{Text: words.Money(fen)} }
func each(r app.Ratio) widgets.Cell    { return widgets.Cell{Text: words.FenEach(r)} }

// bad is a number that should be none.
func bad(n int64) widgets.Cell {
	c := count(n)
	if n > 0 {
		c.Tone = widgets.ToneBad
	}
	return c
}

func was(c widgets.Cell) widgets.Cell {
	c.Muted = true
	return c
}

// modeShare is the share of decentralised training, in the colour of the rule.
func modeShare(s app.TrainingSums) widgets.Cell {
	c := widgets.Cell{Text: "–"}
	if r := s.DecentralShare(); r.Known() {
		c.Text, c.Tone = words.Share(app.Ratio{Sum: r.Sum * 10, Of: r.Of * 10}), widgets.ToneGood
	}
	if !s.ModeRuleKept() {
		c.Tone = widgets.ToneBad
	}
	return c
}

// tables are the tables in the order of their chips.
func (r *Report) allTables() []table {
	return []table{r.hoursTable(), r.coursesTable(), r.unitsTable(), r.monthsTable(), r.peopleTable(), r.groupsTable()}
}

func (r *Report) hoursTable() table {
	cells := func(l app.TrainingLine) []widgets.Cell {
		return []widgets.Cell{
			hours(l.Taught.Central), hours(l.Taught.Decentral), hours(l.Attended.Central), hours(l.Attended.Decentral), hours(l.Practice),
			hours(l.Decentral()), modeShare(l.TrainingSums), was(modeShare(l.Before)), hours(l.Study),
		}
	}
	return table{
		"hours", lang.L("Hours by category and mode"), lang.L("Category"), []widgets.Column{
			number(lang.L("Taught centrally"), 96), number(lang.L("Taught at work"), 96), number(lang.L("Attended centrally"), 116), number(lang.L("Attended at work"), 110),
			number(lang.L("Practice confirmed"), 112), number(lang.L("Decentralised in all"), 122), number(lang.L("Its share"), 84), before(), number(lang.L("Self-study"), 84),
		}, func(report app.TrainingReport) []reportRow {
			rows := []reportRow{r.line("all", lang.L("All categories"), true, cells(report.All), report.All, r.period())}
			for _, l := range report.Categories {
				ask := r.period()
				ask.Category, ask.NoCourse = l.Category, l.Category == ""
				rows = append(rows, r.line("c"+l.Category, r.category(l.Category), false, cells(l), l, ask))
			}
			return rows
		},
	}
}

func (r *Report) coursesTable() table {
	cells := func(l app.TrainingLine) []widgets.Cell {
		return []widgets.Cell{
			count(l.Held), bad(l.Cancelled), count(l.Times), count(l.Completed), bad(l.Failed), share(l.PassRate()), was(share(l.Before.PassRate())),
			money(l.CostFen), each(l.FenPerClass()), each(l.FenPerTime()), each(l.FenPerHour()),
		}
	}
	return table{
		"courses", lang.L("Results and cost by course"), lang.L("Course"), append(classColumns(),
			number(lang.L("Passed"), 64), number(lang.L("Not passed"), 76), number(lang.L("Pass rate"), 120), number(before().Title, 120),
			number(lang.L("Cost, yuan"), 96), number(lang.L("Per class"), 88), number(lang.L("Per person"), 88), number(lang.L("Per hour"), 80)),
		func(report app.TrainingReport) []reportRow {
			rows := []reportRow{r.line("all", lang.L("All courses"), true, cells(report.All), report.All, r.period())}
			for _, l := range report.Courses {
				if l.Held+l.Cancelled+l.Times+l.Before.Held == 0 {
					continue
				}
				ask := r.period()
				ask.Course = l.Course.ID
				rows = append(rows, r.line(l.Course.ID.String(), r.course(l.Course), false, cells(l), l, ask))
			}
			return rows
		},
	}
}

func classColumns() []widgets.Column {
	return []widgets.Column{number(lang.L("Classes held"), 84), number(lang.X("class.cancelled.column", "Cancelled"), 80), number(lang.L("Attendances"), 92)}
}

func (r *Report) unitsTable() table {
	cells := func(l app.TrainingLine) []widgets.Cell {
		return []widgets.Cell{
			count(l.People), was(count(l.Before.People)), count(l.Held), hours(l.Attended.Central), hours(l.Decentral()), modeShare(l.TrainingSums),
			share(l.PassRate()), money(l.CostFen), each(l.FenPerHour()), share(l.Required),
		}
	}
	return table{
		"units", lang.L("Units"), lang.L("Unit"), []widgets.Column{
			number(lang.L("People reached"), 98), before(), number(lang.L("Classes held"), 84), number(lang.L("Centralised hours"), 112),
			number(lang.L("Decentralised hours"), 122), number(lang.L("Its share"), 84), number(lang.L("Pass rate"), 120),
			number(lang.L("Cost, yuan"), 96), number(lang.L("Per hour"), 80), number(lang.L("Required courses valid"), 138),
		}, func(report app.TrainingReport) []reportRow {
			rows := []reportRow{r.line("all", lang.L("All units"), true, cells(report.All), report.All, r.period())}
			for _, l := range report.Units {
				if l.Unit.ID.IsZero() {
					rows = append(rows, reportRow{key: "none", name: lang.L("Without a unit"), cells: cells(l)})
					continue
				}
				ask := r.period()
				ask.Unit, ask.Alone = l.Unit.ID, true
				rows = append(rows, r.line(l.Unit.ID.String(), l.Unit.Name, false, cells(l), l, ask))
			}
			return rows
		},
	}
}

func (r *Report) monthsTable() table {
	return table{
		"months", lang.L("Twelve months"), lang.L("Month"), append(classColumns(),
			number(lang.L("Centralised hours"), 112), number(lang.L("Attended at work"), 110), number(lang.L("Practice confirmed"), 112),
			number(lang.L("Decentralised in all"), 122), number(lang.L("Its share"), 84), number(lang.L("Pass rate"), 120), number(lang.L("Cost, yuan"), 96)),
		func(report app.TrainingReport) []reportRow {
			var rows []reportRow
			for _, l := range report.Months {
				month := app.PeriodOf(app.PeriodMonth, app.MonthStart(l.Month))
				ask := app.ReportedAsk{From: month.From, To: month.To, Unit: report.Ask.Unit}
				rows = append(rows, r.line(words.Month(l.Month), words.Month(l.Month), false, []widgets.Cell{
					count(l.Held), bad(l.Cancelled), count(l.Times), hours(l.Attended.Central), hours(l.Attended.Decentral), hours(l.Practice),
					hours(l.Decentral()), modeShare(l.TrainingSums), share(l.PassRate()), money(l.CostFen),
				}, l, ask))
			}
			return rows
		},
	}
}

func (r *Report) peopleTable() table {
	return table{
		"people", lang.L("Completion and satisfaction"), lang.L("Staff member"), []widgets.Column{
			{Title: lang.L("Unit"), Width: 130, Weight: 1},
			{Title: words.Field("post"), Width: 110, Weight: 1},
			number(lang.L("Required courses valid"), 138), number(lang.L("Hours in 12 months"), 124),
			{Title: lang.L("Qualification"), Width: 148},
			number(lang.L("Satisfaction, of 5"), 124), number(lang.L("Answers"), 70), number(lang.L("Complaints about"), 112), number(lang.L("Limits overrun"), 98),
		}, func(report app.TrainingReport) []reportRow {
			rows := make([]reportRow, len(report.People))
			for i, p := range report.People {
				rows[i] = reportRow{key: p.Staff.ID.String(), name: p.Staff.Name, cells: []widgets.Cell{
					{Text: p.UnitName},
					{Text: r.desk.Codes.Label("post", p.Staff.Post)},
					required(p), hours(p.Minutes),
					{Text: words.QualifiedText(p), Muted: !p.Qualified},
					{Text: words.MeanScore(p.Said), Muted: app.FewAnswers(p.Said)},
					count(p.Said.Of), bad(p.Complaints), bad(p.Overruns),
				}, entries: r.ofPerson(p)}
			}
			return rows
		},
	}
}

// required says how many of the required courses are valid.
func required(p app.TrainedPerson) widgets.Cell {
	if !p.Required.Known() {
		return widgets.Cell{Text: "–", Muted: true}
	}
	c := widgets.Cell{Text: words.Count(p.Required.Sum) + " / " + words.Count(p.Required.Of), Tone: widgets.ToneGood}
	if !p.AllValid() {
		c.Tone = widgets.ToneBad
	}
	return c
}

func (r *Report) groupsTable() table {
	return table{
		"groups", lang.L("Compared"), lang.L("Group"), []widgets.Column{
			number(lang.L("People"), 84), number(lang.L("Of them spoken of"), 122), number(lang.L("Satisfaction, of 5"), 140), number(lang.L("Answers"), 84),
			number(lang.L("Complaints per person"), 146), number(lang.L("Overruns per person"), 136), number(lang.L("Hours per person"), 124),
		}, func(report app.TrainingReport) []reportRow {
			row := func(key, name string, g app.TrainedGroup, takes func(app.TrainedPerson) bool) reportRow {
				return reportRow{key: key, name: name, cells: []widgets.Cell{
					count(g.People), count(g.Asked),
					{Text: words.MeanScore(g.Said), Muted: app.FewAnswers(g.Said)},
					count(g.Said.Of),
					{Text: words.PerPerson(g.PerPerson(g.Complaints)), Muted: g.People < app.FewPeople},
					{Text: words.PerPerson(g.PerPerson(g.Overruns)), Muted: g.People < app.FewPeople},
					hours(g.Minutes / max(1, g.People)),
				}, entries: []behind.Number{{What: lang.L("People"), N: g.People, List: func() behind.List { return r.peopleList(name, takes) }}}}
			}
			return []reportRow{
				row("complete", lang.L("All required courses valid"), report.Complete, func(p app.TrainedPerson) bool { return p.AllValid() }),
				row("lacking", lang.L("Something required is lacking"), report.Lacking, func(p app.TrainedPerson) bool { return p.Required.Known() && !p.AllValid() }),
			}
		},
	}
}

// all are the columns of a table, with what each line is of before them.
func (t table) all() []widgets.Column {
	return append([]widgets.Column{{Title: t.first, Width: 128, Weight: 1}}, t.columns...)
}

func (r *Report) category(code string) string {
	if code == "" {
		return lang.L("Without a course")
	}
	return r.desk.Codes.Label("course_category", code)
}

func (r *Report) course(c app.Course) string { return courseName(r.desk, c.Name, c.NameEN) }

// courseName is a course in the language of the reader.
func courseName(d *desk.Desk, zh, en string) string {
	if en == "" {
		return zh
	}
	return d.Flows.Name(zh, en)
}
