package practice

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// open shows the selected entry, as it is now.
func (p *Page) open() {
	order, at := p.Order(), p.table.SelectedIndex()
	if at < 0 || at >= len(order) {
		return
	}
	p.read(order[at:at+1], func(rows []app.PracticeRow) { p.openOne(rows[0]) })
}

// read reads entries and goes on with them.
func (p *Page) read(rows []int64, next func([]app.PracticeRow)) {
	var found []app.PracticeRow
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			found, err = p.store.PracticeAt(ctx, p.desk.By, rows)
			return err
		},
		Done: func(err error) {
			if err == nil && len(found) == 0 {
				err = app.ErrNotFound
			}
			if err != nil {
				p.desk.Fail(err)
				return
			}
			next(found)
		},
	})
}

// marked is what Ctrl+Enter and Ctrl+G are about: the marked entries, else none.
func (p *Page) marked() []int64 {
	if p.signs.on || p.table.MarkCount() == 0 {
		return nil
	}
	return p.picked.Rows(p.Order(), p.table)
}

// Save answers Ctrl+Enter: the marked entries are confirmed as claimed.
func (p *Page) Save() {
	if p.signs.on {
		p.signs.ask()
		return
	}
	rows := p.marked()
	if len(rows) == 0 {
		p.desk.Say(lang.L("Mark entries with Space first."))
		return
	}
	p.read(rows, func(found []app.PracticeRow) {
		p.settle(found, app.PracticeVerdict{}, func(err error) {
			if err != nil {
				p.desk.Fail(err)
			}
		})
	})
}

// GoOn answers Ctrl+G: it asks for a remark on the marked entries, or opens the
// selected one.
func (p *Page) GoOn() {
	switch rows := p.marked(); {
	case p.signs.on:
		p.signs.ask()
	case len(rows) == 0:
		p.open()
	default:
		p.read(rows, func(found []app.PracticeRow) {
			if len(found) == 1 {
				p.openOne(found[0])
				return
			}
			p.settleMany(found)
		})
	}
}

// settle stores a verdict on some entries and tells what came of it; done hears
// how it went.
func (p *Page) settle(rows []app.PracticeRow, v app.PracticeVerdict, done func(error)) {
	seen := make([]app.Practice, len(rows))
	for i, r := range rows {
		seen[i] = r.Practice
	}
	var told app.PracticeSettled
	p.yes.Disable()
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			told, err = p.store.SettlePractice(ctx, p.desk.By, seen, v)
			return err
		},
		Done: func(err error) {
			p.sayMarks(p.table.MarkCount())
			done(err)
			if err != nil {
				return
			}
			p.desk.Say(settledText(told, v))
			p.another()
		},
	})
}

func settledText(told app.PracticeSettled, v app.PracticeVerdict) string {
	said := lang.L("{{.N}} entries confirmed, {{.Hours}}.", map[string]any{"N": words.Count(told.Done), "Hours": words.PracticeHours(told.Minutes)})
	if v.Refused {
		said = lang.L("{{.N}} entries refused.", map[string]any{"N": words.Count(told.Done)})
	}
	if told.Completed > 0 {
		said += " " + lang.L("Courses completed by it: {{.N}}.", map[string]any{"N": words.Count(told.Completed)})
	}
	if told.Left > 0 {
		said += " " + lang.L("{{.N}} were left: settled or changed meanwhile, or your own.", map[string]any{"N": words.Count(told.Left)})
	}
	return said
}

// Export answers Ctrl+E with what is marked, else the list on view.
func (p *Page) Export() bool {
	p.give(exchange.ExportWhat{
		Title: lang.L("Practice log"), Rows: p.picked.Rows(p.Order(), p.table),
		Run: func(ctx context.Context, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
			return p.store.ExportPractice(ctx, p.desk.By, rows, job, report)
		},
	})
	return true
}

// Prints answers Ctrl+P with the same. His own log anybody prints, that of
// others who may let lists go out.
func (p *Page) Prints() desk.Printed {
	if p.filter.Whose != app.PracticeOfMine && p.desk.By.May(app.ExportRecords) != nil {
		return desk.Printed{}
	}
	return desk.Printed{Practice: p.picked.Rows(p.Order(), p.table), Filter: p.narrowed()}
}

// narrowed says the filter in words.
func (p *Page) narrowed() string {
	said := []string{words.PracticeWhose(p.filter.Whose), words.PracticeView(p.filter.View), p.filter.Text}
	for _, f := range []*widgets.CodeField{p.course, p.unit} {
		if o := f.Chosen(); o.Code != every {
			said = append(said, o.Label)
		}
	}
	return joined(said...)
}
