package deviations

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/words"
)

// Export answers Ctrl+E with the whole list.
func (l *List) Export() bool {
	if l.last.Total == 0 {
		return false
	}
	read := l.reading()
	l.out(exchange.ExportWhat{
		Title: lang.L("Forecast") + " " + lang.L("Used other than forecast"), Rows: make([]int64, l.last.Total),
		Run: func(ctx context.Context, _ []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
			figures, err := read(ctx, report)
			if err != nil {
				return 0, err
			}
			return l.store.ExportFigures(ctx, l.desk.By, figures, job)
		},
	})
	return true
}

// figuresAtOnce rows are read at a time.
const figuresAtOnce = 5000

// reading reads the list as it is on view now, all of it, part by part.
func (l *List) reading() func(context.Context, func(done, total int64)) (app.Figures, error) {
	filter := *l.asked.Load()
	filter.Month, filter.Most = l.last.Month, figuresAtOnce
	head := app.Figures{Title: lang.L("Used other than forecast"), Filter: l.about()}
	head.Columns = desk.FigureColumns(columns(), 130, 70, 74, 74, 54, 54, 90, 200, 60, 90)
	return func(ctx context.Context, report func(done, total int64)) (app.Figures, error) {
		f, filter := head, filter
		for {
			filter.From = len(f.Rows)
			list, err := l.store.Deviations(ctx, l.desk.By, filter)
			if err != nil {
				return f, err
			}
			for _, d := range list.Rows {
				f.Rows = append(f.Rows, desk.FigureRow(l.cells(d)))
			}
			report(int64(len(f.Rows)), int64(list.Total))
			if len(list.Rows) < figuresAtOnce {
				return f, nil
			}
		}
	}
}

// about is what the list is narrowed to, in words.
func (l *List) about() string {
	about := words.Month(l.last.Month) + lang.X("list.separator", ", ") + l.whose.Says()
	if l.last.Of != "" {
		about += lang.X("list.separator", ", ") + l.last.Of
	}
	return about
}

// Prints answers Ctrl+P with the whole list.
func (l *List) Prints() desk.Printed {
	if l.last.Total == 0 {
		return desk.Printed{}
	}
	if err := l.desk.By.May(app.ExportRecords); err != nil {
		l.desk.Fail(err)
		return desk.Printed{}
	}
	read := l.reading()
	return desk.Printed{
		Title: lang.L("Used other than forecast"), Filter: l.about(), Rows: l.last.Total,
		Later: func(ctx context.Context) ([]app.Figures, error) {
			figures, err := read(ctx, func(int64, int64) {})
			return []app.Figures{figures}, err
		},
	}
}
