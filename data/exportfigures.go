package data

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// ExportFigures writes a table of figures as it stands on view, as a sheet or
// JSON: a list about customers where one of its columns says so. Plain numbers go
// out as numbers; shares and times, and a cell that has none, as text.
func (s *Store) ExportFigures(ctx context.Context, by app.Actor, f app.Figures, job app.ExportJob) (int, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ExportRecords); err != nil {
		return 0, err
	}
	list, start := sheet.List{Sheet: f.Title}, s.roster
	for i, c := range f.Columns {
		kind := sheet.Text
		if c.Number && numeric(f.Rows, i) {
			kind = sheet.Number
		}
		list.Columns = append(list.Columns, sheet.OutColumn{Key: cmp.Or(c.Field, c.Title), Title: c.Title, Kind: kind})
		if c.Field != "" || c.Fields != nil {
			start = s.out
		}
	}
	out := start(ctx, by, job, "figures")
	list.Rows = func(yield func([]sheet.Value, error) bool) {
		for at, row := range f.Rows {
			values := make([]sheet.Value, len(row))
			for i, text := range row {
				if fields := f.Columns[i].Fields; fields != nil {
					text = out.maskField(fields[at]).Mask(text)
				}
				values[i] = figure(text, list.Columns[i].Kind)
			}
			if !yield(values, nil) {
				return
			}
		}
	}
	n, err := out.write(ctx, list)
	return n, wrap("export figures", fileProblem(err))
}

// numeric reports whether a column holds numbers only.
func numeric(rows [][]string, column int) bool {
	for _, row := range rows {
		if text := row[column]; text != "" {
			if _, is := number(text); !is {
				return false
			}
		}
	}
	return true
}

// number reads a number as figures show it, with groups of three; in
// thousandths.
func number(text string) (int64, bool) {
	v, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
	return int64(math.Round(v * 1000)), err == nil
}

func figure(text string, kind sheet.Kind) sheet.Value {
	if n, is := number(text); kind == sheet.Number && is {
		return sheet.IntValue(n)
	}
	return sheet.TextValue(text)
}

func writeList(ctx context.Context, list sheet.List, job app.ExportJob) (int, error) {
	switch job.Format {
	case app.XLSX:
		return sheet.WriteXLSX(ctx, job.Path, list)
	case app.CSV:
		return sheet.WriteCSV(ctx, job.Path, list, sheet.UTF8)
	case app.JSON:
		return sheet.WriteJSON(ctx, job.Path, list)
	}
	return 0, fmt.Errorf("no format %q", job.Format)
}
