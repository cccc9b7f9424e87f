package data

import (
	"context"
	"errors"
	"path/filepath"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// ReadSheet looks into a file before it is imported: header, first rows, and
// how each column is understood. A mapping that was used for the same header
// before is used again. A list of accounts that turns out to tell what they used
// is taken for one of use.
func (s *Store) ReadSheet(ctx context.Context, by app.Actor, kind app.ImportKind, path, sheetName string) (app.SheetView, error) {
	ctx = s.within(ctx, by)
	if err := by.May(kind.Right()); err != nil {
		return app.SheetView{}, err
	}
	book, err := sheet.Open(path, s.sheetOptions(nil))
	if err != nil {
		return app.SheetView{}, wrap("read sheet", fileProblem(err))
	}
	defer func() { _ = book.Close() }()
	if kind == app.ImportAccounts && tellsUse(book, sheetName) {
		kind = app.ImportUsage
	}
	table, err := tableOf(book, sheetName, kind)
	if err != nil {
		return app.SheetView{}, wrap("read sheet", fileProblem(err))
	}
	profile := table.Profile
	v := app.SheetView{
		Kind: kind, Path: path, Sheets: book.Sheets(), Sheet: table.Sheet, Title: table.Title, Header: table.Header, Sample: table.Sample,
		Locked: book.OpenElsewhere(),
	}
	for _, f := range profile.Fields {
		v.Fields = append(v.Fields, f.Key)
		if f.Required {
			v.Needed = append(v.Needed, f.Key)
		}
		if f.Joins {
			v.Joined = append(v.Joined, f.Key)
		}
	}
	for _, n := range table.Notes {
		v.Notes = append(v.Notes, app.ImportProblem{Line: n.Line, Reason: string(n.Reason), Text: n.Text})
	}
	mapping, err := s.mapping(ctx, profile, table.Mapping, table.Header)
	v.Columns = columnsOf(mapping)
	return v, err
}

// tellsUse reports whether a list names all that one of use needs: lists of
// customers have no months.
func tellsUse(book *sheet.Book, sheetName string) bool {
	used, err := book.UsageTable(sheetName)
	return err == nil && used.Complete()
}

func (s *Store) sheetOptions(lookup func(sheet.Kind, string) (string, bool)) sheet.Options {
	return sheet.Options{Lookup: lookup, Today: app.DayOf(s.now())}
}

func openTable(path, sheetName string, kind app.ImportKind, options sheet.Options) (*sheet.Book, *sheet.Table, error) {
	book, err := sheet.Open(path, options)
	if err != nil {
		return nil, nil, err
	}
	table, err := tableOf(book, sheetName, kind)
	if err != nil {
		return nil, nil, errors.Join(err, book.Close())
	}
	return book, table, nil
}

func columnsOf(m sheet.Mapping) []string {
	out := make([]string, len(m.Columns))
	for i, c := range m.Columns {
		out[i] = c.Field
	}
	return out
}

// codeLookup finds the code a sheet's word stands for, in the file's tables.
func (s *Store) codeLookup(ctx context.Context, by app.Actor) (func(sheet.Kind, string) (string, bool), error) {
	codes, err := s.Codes(ctx, by)
	if err != nil {
		return nil, err
	}
	lists := map[sheet.Kind]string{sheet.Category: "usage_category", sheet.Voltage: "voltage", sheet.Industry: "industry"}
	known := map[[2]string]string{}
	for _, c := range codes {
		for _, word := range []string{c.Code, c.ZH, c.EN} {
			known[[2]string{c.List, word}] = c.Code
		}
	}
	return func(kind sheet.Kind, text string) (string, bool) {
		code, ok := known[[2]string{lists[kind], text}]
		return code, ok
	}, nil
}

// fileProblem gives what is wrong with a sheet the type screens know.
func fileProblem(err error) error {
	p, is := errors.AsType[*sheet.Problem](err)
	if !is {
		return err
	}
	return &app.FileProblem{Kind: string(p.Kind), Name: filepath.Base(p.Path), Line: p.Line, Limit: p.Limit, Fields: p.Fields, Err: p.Err}
}
