package trainingreport

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// charts are what of a table is better seen than read.
func (r *Report) charts(key string) []app.FigureChart {
	switch key {
	case "hours", "months":
		return some(r.modes())
	case "courses":
		return some(r.passed())
	case "units":
		return some(r.valid())
	}
	return nil
}

// some is a chart that has anything to show.
func some(c app.FigureChart) []app.FigureChart {
	for _, b := range c.Bars {
		if b.Bar > 0 || b.Line > 0 {
			return []app.FigureChart{c}
		}
	}
	return nil
}

// modes is decentralised training month by month, with the line of the rule over
// it: the centralised hours, which it is to exceed.
func (r *Report) modes() app.FigureChart {
	c := app.FigureChart{
		Title: lang.L("Decentralised hours, and the centralised ones that they are to exceed"), Unit: lang.L("person-hours"),
		Bar: lang.L("Decentralised"), Line: lang.L("Centralised: to be exceeded"), Hatch: lang.L("Rule not kept"),
	}
	for _, m := range r.report.Months {
		says := lang.L("{{.Month}}: {{.Decentral}} person-hours decentralised ({{.Practice}} of them practice), {{.Central}} centralised", map[string]any{
			"Month": words.Month(m.Month), "Decentral": words.Hours(m.Decentral()), "Practice": words.Hours(m.Practice), "Central": words.Hours(m.Attended.Central),
		})
		if !m.ModeRuleKept() {
			says += " – " + lang.L("rule not kept")
		}
		c.Bars = append(c.Bars, app.FigureBar{
			Name: words.MonthShort(m.Month), Bar: m.Decentral() / 60, HasBar: true, Hatched: !m.ModeRuleKept(), Line: m.Attended.Central / 60, HasLine: true, Says: says,
		})
	}
	return c
}

// passed is the pass rate of each course.
func (r *Report) passed() app.FigureChart {
	c := app.FigureChart{Title: lang.L("Pass rate by course"), Across: true}
	for _, l := range r.report.Courses {
		if rate := l.PassRate(); rate.Known() {
			c.Bars = append(c.Bars, part(r.course(l.Course), rate))
		}
	}
	return c
}

// valid is how much of what is required is valid in each unit.
func (r *Report) valid() app.FigureChart {
	c := app.FigureChart{Title: lang.L("Required courses valid by unit"), Across: true}
	for _, l := range r.report.Units {
		if l.Required.Known() {
			c.Bars = append(c.Bars, part(l.Unit.Name, l.Required))
		}
	}
	return c
}

// part is a bar across that shows a share of a hundred.
func part(name string, of app.Ratio) app.FigureBar {
	return app.FigureBar{
		Name: name, Bar: int64(of.Value()*1000 + 0.5), HasBar: true, Line: 1000, HasLine: true,
		Says: words.Count(of.Sum) + " / " + words.Count(of.Of) + "  " + words.Share(app.Ratio{Sum: of.Sum * 10, Of: of.Of * 10}),
	}
}

// warns reports whether what is remarked of a table is a rule not kept.
func (t table) warns() bool { return t.key == "hours" || t.key == "months" }

// remark is what must not be overlooked of a table: that the rule of modes is
// not kept, or how little the comparison proves.
func (r *Report) remark(key string) string {
	switch key {
	case "hours", "months":
		return words.ModeWarning(r.report.All.TrainingSums)
	case "people":
		return lang.L("Figures of few answers say little about a person; each is there to be talked over, not to be ranked by.")
	case "groups":
		if !r.report.Conclusive() {
			return lang.L("Fewer than {{.N}} people in a group ({{.Complete}} and {{.Lacking}}): the difference between the groups proves nothing. Nothing is concluded from it here.", map[string]any{
				"N": app.FewPeople, "Complete": r.report.Complete.People, "Lacking": r.report.Lacking.People,
			})
		}
		return lang.L("The groups differ in posts and units too: what stands here goes together with training, it need not come from it.")
	}
	return ""
}
