package usepage

import (
	"cmp"
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/usecharts"
	"lamplighter/screens/words"
)

// Export answers Ctrl+E with the table of months, or the chart as a picture.
func (p *Page) Export() bool {
	if len(p.months()) == 0 {
		return false
	}
	figures, chart := usecharts.Figures(p.use), p.chart.Chart()
	name, customer := p.name(), ""
	if p.of.Level == app.OfCustomer {
		customer = name
	}
	p.give(exchange.ExportWhat{
		Title: lang.L("Forecast of use"), Rows: make([]int64, len(figures.Rows)), Picture: true,
		Run: func(ctx context.Context, _ []int64, job app.ExportJob, _ func(done, total int64)) (int, error) {
			if job.Format != app.Picture {
				return p.store.ExportFigures(ctx, p.desk.By, figures, job)
			}
			draw := func(masked string) ([]byte, error) {
				return chart.PNG(cmp.Or(masked, name) + " · " + lang.L("Forecast of use"))
			}
			return len(figures.Rows), p.store.ExportPicture(ctx, p.desk.By, customer, draw, job)
		},
	})
	return true
}

// mostListed rows of the list go out with all that stands in it; more are
// narrowed first, or go out by month.
const mostListed = 100_000

// Export lets the list go out, or what is forecast of every customer by month.
func (l *List) Export(give Give) {
	list := desk.Deed{Name: lang.L("This list"), Do: func() { l.exportList(give) }}
	months := desk.Deed{Name: lang.L("What is forecast of every customer, month by month"), Do: func() {
		give(exchange.ExportWhat{
			Title: lang.L("Forecast of use"), Rows: make([]int64, l.run.run.Customers),
			Run: func(ctx context.Context, _ []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
				return l.store.ExportForecasts(ctx, l.desk.By, job, report)
			},
		})
	}}
	l.desk.Choose(lang.L("Export"), "", []desk.Deed{list, months})
}

func (l *List) exportList(give Give) {
	if l.shown.Total > mostListed {
		l.desk.Say(lang.L("{{.N}} rows are too many for one list. Narrow it to {{.Most}}, or export the forecast month by month.", map[string]any{
			"N": words.Count(int64(l.shown.Total)), "Most": words.Count(mostListed),
		}))
		return
	}
	filter := *l.asked.Load()
	give(exchange.ExportWhat{
		Title: lang.L("Customers by use"), Rows: make([]int64, l.shown.Total),
		Run: func(ctx context.Context, _ []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
			figures, err := l.figures(ctx, filter, report)
			if err != nil {
				return 0, err
			}
			return l.store.ExportFigures(ctx, l.desk.By, figures, job)
		},
	})
}

// figuresAtOnce rows are read at a time.
const figuresAtOnce = 5000

// figures reads the whole list, as it stands on view.
func (l *List) figures(ctx context.Context, filter app.UseFilter, report func(done, total int64)) (app.Figures, error) {
	f := app.Figures{Title: lang.L("Customers by use")}
	f.Columns = desk.FigureColumns(listColumns(), 20, 13, 17, 13, 9, 13, 10, 10, 13, 9)
	for {
		filter.From, filter.Count = len(f.Rows), figuresAtOnce
		page, err := l.store.CustomerForecasts(ctx, l.desk.By, filter)
		if err != nil {
			return f, err
		}
		for _, r := range page.Rows {
			f.Rows = append(f.Rows, desk.FigureRow(l.cells(r)))
		}
		report(int64(len(f.Rows)), int64(page.Total))
		if len(page.Rows) < figuresAtOnce {
			return f, nil
		}
	}
}

// Prints answers Ctrl+P with the list.
func (l *List) Prints() desk.Printed {
	if l.shown.Total == 0 {
		return desk.Printed{}
	}
	if err := l.desk.By.May(app.ExportRecords); err != nil {
		l.desk.Fail(err)
		return desk.Printed{}
	}
	filter, about := *l.asked.Load(), l.narrow.about()
	if about == "" {
		about = lang.L("All customers")
	}
	return desk.Printed{
		Title: lang.L("Customers by use"), Filter: about + " · " + RunText(l.desk, l.run.run), Rows: l.shown.Total,
		Later: func(ctx context.Context) ([]app.Figures, error) {
			figures, err := l.figures(ctx, filter, func(int64, int64) {})
			return []app.Figures{figures}, err
		},
	}
}
