package data

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"lamplighter/app"
)

// DataSheet tells everything that is kept about a customer, for himself: his
// record and all that belongs to it, in clear. What others reported in confidence
// is none of it. That it was told, by whom and what for, is in the audit log.
func (s *Store) DataSheet(ctx context.Context, by app.Actor, ask app.DataSheetAsk) (app.DataSheet, error) {
	if err := by.May(app.HandlePrivacy); err != nil {
		return app.DataSheet{}, err
	}
	if err := ask.Check(); err != nil {
		return app.DataSheet{}, err
	}
	if err := s.mayDecideFate(ctx, by, ask.Customer); err != nil {
		return app.DataSheet{}, err
	}
	out := app.DataSheet{By: by.Name, Purpose: strings.TrimSpace(ask.Purpose)}
	err := s.write(ctx, by, app.Why{Source: auditSource}, func(x *tx) error {
		customer, err := x.fated(ctx, ask.Customer)
		if err != nil {
			return err
		}
		rows, err := x.customersRows(ctx, customer.ID)
		if err != nil {
			return err
		}
		out.Name, out.At, out.Records = customer.Name, x.now.UnixMilli(), nil
		for _, m := range rows {
			if r := m.told(); m.row.area >= 0 && len(r.Fields) > 0 {
				out.Records = append(out.Records, r)
			}
		}
		slices.SortStableFunc(out.Records, func(a, b app.DataRecord) int { return int(x.s.tables[a.Table].no) - int(x.s.tables[b.Table].no) })
		return x.audit(ctx, app.AuditEntry{
			Kind: app.AuditDataSheet, Area: customer.Area, Table: "customers", Record: app.RecordID(customer.ID), Reason: out.Purpose,
			Details: map[string]string{"rows": strconv.Itoa(len(out.Records))},
		})
	})
	return out, wrap("data sheet", err)
}

// notTold are columns that only help to find and sort, or tell how others are
// bound together.
var notTold = []string{"sort_key", "pinyin", "initials", "keeping", "replaced", "of_table", "body"}

// told are the fields of a row that a person can read.
func (m moving) told() app.DataRecord {
	out := app.DataRecord{Table: m.t.name}
	for i, c := range m.t.columns {
		if slices.Contains(notTold, c.name) {
			continue
		}
		text := ""
		switch v := m.row.fields[i].value.(type) {
		case string:
			text = v
		case int64:
			if v == 0 {
				continue
			}
			text = strconv.FormatInt(v, 10)
			if strings.HasSuffix(c.name, "_at") {
				text = time.UnixMilli(v).In(app.Local).Format("2006-01-02 15:04")
			}
		}
		if text != "" {
			out.Fields = append(out.Fields, app.DataField{Column: c.name, Value: text})
		}
	}
	return out
}

// dataSheetFile is a sheet as JSON has it.
type dataSheetFile struct {
	Name    string           `json:"name"`
	By      string           `json:"by"`
	At      string           `json:"at"`
	Purpose string           `json:"purpose"`
	Records []dataSheetEntry `json:"records"`
}

type dataSheetEntry struct {
	Table  string            `json:"table"`
	Fields map[string]string `json:"fields"`
}

// WriteDataSheet writes a sheet beside each other as the paper it is and as JSON,
// for a person who takes his data elsewhere. Both are known by their hash
// afterwards; neither stays whose note could not be kept.
func (s *Store) WriteDataSheet(ctx context.Context, by app.Actor, sheet app.DataSheet, pdf []byte, path string) error {
	if err := by.May(app.HandlePrivacy); err != nil {
		return err
	}
	out := dataSheetFile{Name: sheet.Name, By: sheet.By, At: time.UnixMilli(sheet.At).In(app.Local).Format("2006-01-02 15:04"), Purpose: sheet.Purpose}
	for _, r := range sheet.Records {
		entry := dataSheetEntry{r.Table, map[string]string{}}
		for _, f := range r.Fields {
			entry.Fields[f.Column] = f.Value
		}
		out.Records = append(out.Records, entry)
	}
	content, err := json.MarshalIndent(out, "", "  ")
	if err == nil {
		err = writeWhole(path+".json", content, 0o600)
	}
	if err == nil {
		err = writeWhole(path+".pdf", pdf, 0o600)
	}
	for _, format := range []string{"json", "pdf"} {
		if err == nil {
			m := app.ExportMark{Purpose: sheet.Purpose, List: "data_sheet", Format: app.Format(format), Profile: app.FullExport, Rows: int64(len(sheet.Records))}
			err = listOut{s: s, by: by}.note(ctx, m, path+"."+format)
		}
	}
	if err != nil {
		_, _ = os.Remove(path+".json"), os.Remove(path+".pdf")
	}
	return wrap("write data sheet", fileProblem(err))
}
