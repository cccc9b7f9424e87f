package data

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// ReadSheet looks into a file before it is imported: header, first rows, and
// how each column is understood. A mapping that was used for the same header
// before is used again.
func (s *Store) ReadSheet(ctx context.Context, by app.Actor, path, sheetName string) (app.SheetView, error) {
	if err := by.May(app.ImportRecords); err != nil {
		return app.SheetView{}, err
	}
	book, table, err := openTable(path, sheetName, nil)
	if err != nil {
		return app.SheetView{}, wrap("read sheet", fileProblem(err))
	}
	defer func() { _ = book.Close() }()
	profile := sheet.Customers()
	v := app.SheetView{
		Path: path, Sheets: book.Sheets(), Sheet: table.Sheet, Title: table.Title, Header: table.Header, Sample: table.Sample,
		Columns: columnsOf(table.Mapping), Locked: book.OpenElsewhere(),
	}
	for _, f := range profile.Fields {
		v.Fields = append(v.Fields, f.Key)
		if f.Required {
			v.Needed = append(v.Needed, f.Key)
		}
	}
	kept, err := s.mapping(ctx, table.Header)
	if err == nil && len(kept) == len(v.Columns) {
		v.Columns = kept
	}
	return v, err
}

func openTable(path, sheetName string, lookup func(sheet.Kind, string) (string, bool)) (*sheet.Book, *sheet.Table, error) {
	book, err := sheet.Open(path, sheet.Options{Lookup: lookup})
	if err != nil {
		return nil, nil, err
	}
	table, err := book.Table(sheetName, sheet.Customers())
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

// mapping reads the columns that were last used for a header.
func (s *Store) mapping(ctx context.Context, header []string) ([]string, error) {
	kept, err := collect(ctx, s.reader, scanText, "SELECT mapping FROM mappings WHERE name = ?", headerName(header))
	if err != nil || len(kept) == 0 {
		return nil, err
	}
	var columns []string
	return columns, json.Unmarshal([]byte(kept[0]), &columns)
}

func headerName(header []string) string {
	text, _ := json.Marshal(header) // strings always marshal
	return string(text)
}

// keepMapping remembers what the columns under a header were taken for.
func (x *tx) keepMapping(ctx context.Context, header, columns []string) error {
	text, err := json.Marshal(columns)
	if err != nil {
		return err
	}
	return x.exec(ctx, "INSERT INTO mappings (name, mapping) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET mapping = ?2", headerName(header), string(text))
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
