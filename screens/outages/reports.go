package outages

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// linkReports offers the open fault reports of the accounts without power:
// those marked, or all of them, become reports of this outage.
func (p *Detail) linkReports() {
	id := p.id
	background.NewLoader(p.desk.Runner, func(reports []app.CaseRow, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.offerReports(id, reports)
	}).Ask(func(ctx context.Context) ([]app.CaseRow, error) { return p.store.UnlinkedFaults(ctx, p.desk.By, id) })
}

func (p *Detail) offerReports(id app.OutageID, reports []app.CaseRow) {
	now := p.desk.Now()
	rows := make([]widgets.Row, len(reports))
	for i, c := range reports {
		rows[i] = widgets.Row{Key: c.ID.String(), Cells: widgets.Texts(c.Number, c.CustomerName, c.Content, words.Moment(c.AcceptedAt, now))}
	}
	table := widgets.NewRecordTable(p.desk.Runner, []widgets.Column{
		{Title: words.Field("number"), Width: 132},
		{Title: words.Field("customer"), Width: 100},
		{Title: words.Field("content"), Width: 150, Weight: 1},
		{Title: lang.X("case.accepted.column", "Accepted on"), Width: 92},
	}, func(_ context.Context, from, count int) ([]widgets.Row, error) {
		return rows[min(from, len(rows)):min(from+count, len(rows))], nil
	})
	table.OnMark = func(int) {}
	table.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("No open fault report comes from here."), widgets.Action{}))
	table.SetTotal(len(rows))
	wrong := widgets.NewFieldNote()
	hint := widgets.NewMutedText(lang.L("Space marks; without a mark all are linked."))
	sheet := widgets.NewSheet(lang.L("Reports of this outage"), container.NewBorder(nil, container.NewVBox(hint, wrong), nil, nil, table), widgets.Action{})
	if len(rows) > 0 {
		sheet.Primary = widgets.Action{Label: lang.L("Link reports") + "  Ctrl+Enter", Do: func() {
			p.link(id, marked(reports, table.Marks()), sheet, wrong)
		}}
	}
	sheet.Width, sheet.Height, sheet.First = 700, 240, table
	sheet.Show(p.desk.Keys)
}

// marked are the reports a person marked; all when none is.
func marked(reports []app.CaseRow, marks widgets.Marks) []app.CaseID {
	named := map[string]bool{}
	for _, key := range marks.Keys {
		named[key] = true
	}
	var out []app.CaseID
	for _, c := range reports {
		if len(named) == 0 || named[c.ID.String()] != marks.All {
			out = append(out, c.ID)
		}
	}
	return out
}

func (p *Detail) link(id app.OutageID, reports []app.CaseID, sheet *widgets.Sheet, wrong *widgets.FieldNote) {
	p.desk.StoreSheet(sheet, func(err error) { wrong.Error(words.Error(err)) }, func(ctx context.Context) error {
		for _, report := range reports {
			if err := p.store.LinkFault(ctx, p.desk.By, report, id); err != nil {
				return err
			}
		}
		return nil
	}, func() {
		p.desk.Say(lang.L("Reports linked: {{.N}}", map[string]any{"N": len(reports)}))
		p.Reload()
	})
}

func (p *Detail) unlink(report app.CaseID) {
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return p.store.UnlinkFault(ctx, p.desk.By, report) },
		Done: func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			p.Reload()
		},
	})
}
