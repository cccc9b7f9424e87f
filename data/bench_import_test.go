//go:build unix

package data_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/data/sheet"
)

// writeList writes the sample county as the list a hall would hand over, in
// the 17 columns of the marketing system, with so much more owed by everybody.
func writeList(b *testing.B, path string, customers int, owed int64) {
	b.Helper()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := csv.NewWriter(f)
	_ = w.Write([]string{
		"用户编号", "用户名称", "用电地址", "用电类别", "供电电压", "合同容量", "运行容量", "行业", "联系人", "联系电话", "证件号码", "抄表段", "台区", "客户经理",
		"立户日期", "欠费(元)", "备注",
	})
	made := sample.New(customers, 1, datatest.Now())
	for e, more := made.Next(); more; e, more = made.Next() {
		d := e.Draft
		_ = w.Write([]string{
			d.Account.AccountNo, d.Customer.Name, d.Account.Address, d.Account.UsageCategory, d.Account.Voltage, fmt.Sprint(d.Account.ContractedVA / 1000),
			fmt.Sprint(d.Account.RunningVA / 1000), d.Customer.Industry, d.Contact.Name, d.Contact.Mobile, d.Customer.IDNo + d.Customer.USCC,
			d.Account.ReadingBook, made.Areas[e.Area].Name, made.Managers[e.Manager].Name, string(d.Account.OpenedOn),
			fmt.Sprintf("%d.%02d", (d.Account.ArrearsFen+owed)/100, (d.Account.ArrearsFen+owed)%100), d.Account.Note,
		})
	}
	w.Flush()
	if err := w.Error(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}

// cost is what something took, and what it had of the processor: on a machine
// that does other work the second tells more.
type cost struct{ took, processor time.Duration }

// keepLeast keeps the less of both, since what comes on top is the work of others.
func (c *cost) keepLeast(of cost) {
	if c.took == 0 {
		*c = of
	}
	c.took, c.processor = min(c.took, of.took), min(c.processor, of.processor)
}

// bareImport lets the sqlite3 shell put the cells of a list into one bare table.
func bareImport(b *testing.B, list string) cost {
	b.Helper()
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		b.Skip("the sqlite3 shell is not here to measure against")
	}
	file := filepath.Join(filepath.Dir(list), "bare.db")
	_ = os.Remove(file)
	start := time.Now()
	run := exec.CommandContext(b.Context(), shell, file, ".mode csv", ".import "+list+" list")
	if out, err := run.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return cost{time.Since(start), run.ProcessState.UserTime() + run.ProcessState.SystemTime()}
}

// BenchmarkImport takes a list in, cleaned, checked, logged and indexed,
// against the sqlite3 shell putting the same cells into one bare table: in
// turns, the least of all turns of either. What it could cost at least stands
// beside it, in the same measure: the reading of the list alone, and the same
// rows put into the same tables by plain statements, without checks and without
// a log. x-of-shell is until the import is answered: its rows, its log and its
// entry are safe in the write-ahead log; x-processor holds against each other
// what both had of all cores. x-settled is until the indexes are made as well,
// and all of it stands in the file itself.
func BenchmarkImport(b *testing.B) {
	customers := benchCustomers(b)
	folder := b.TempDir()
	list := filepath.Join(folder, "list.csv")
	writeList(b, list, customers, 0)
	var bare, imported, settled cost
	path, run := "", 0
	turn := func() {
		b.StopTimer()
		bare.keepLeast(bareImport(b, list))
		run++
		path = filepath.Join(folder, fmt.Sprintf("import-%d.lamp", run))
		s, by := benchOpen(b, path)
		had, start := processor(), time.Now()
		b.StartTimer()
		report, err := s.ImportList(b.Context(), by, app.ImportJob{Path: list}, func(int64, int64) {})
		if err != nil || report.Created != int64(customers) {
			b.Fatalf("%d of %d accounts were made: %v", report.Created, customers, err)
		}
		b.StopTimer()
		imported.keepLeast(cost{time.Since(start), processor() - had})
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		settled.keepLeast(cost{time.Since(start), processor() - had})
		b.StartTimer()
	}
	for range 4 { // the least of a few tells little while others are at work
		turn()
	}
	b.ReportAllocs()
	for b.Loop() {
		turn()
	}
	against := func(took time.Duration, name string) {
		b.ReportMetric(float64(took)/float64(bare.took), name)
	}
	against(imported.took, "x-of-shell")
	b.ReportMetric(float64(imported.processor)/float64(bare.processor), "x-processor")
	against(settled.took, "x-settled")
	against(timed(b, 3, func() { readAlone(b, list, customers) }), "x-read-alone")
	rows := bareRows(b, path, filepath.Join(folder, "rows.lamp"))
	against(rows, "x-bare-rows")
	b.ReportMetric(float64(imported.took)/float64(rows), "x-of-bare-rows")
	b.ReportMetric(float64(customers)/imported.took.Seconds(), "rows/s")
	b.ReportMetric(ms(bare.took), "shell-ms")
	b.ReportMetric(ms(bare.processor), "shell-processor-ms")
	b.ReportMetric(ms(imported.took), "import-ms")
	b.ReportMetric(ms(imported.processor), "import-processor-ms")
}

// BenchmarkImportAgain brings a file up to date by a list of the accounts it
// has: one that says what is known, and one in which everybody owes more.
func BenchmarkImportAgain(b *testing.B) {
	customers := benchCustomers(b)
	folder := b.TempDir()
	list := filepath.Join(folder, "list.csv")
	writeList(b, list, customers, 0)
	var bare cost
	for range 3 {
		bare.keepLeast(bareImport(b, list))
	}
	s, by := benchOpen(b, filepath.Join(folder, "again.lamp"))
	take := func(b *testing.B, changed bool) {
		report, err := s.ImportList(b.Context(), by, app.ImportJob{Path: list}, func(int64, int64) {})
		done := report.Unchanged
		if changed {
			done = report.Updated
		}
		if err != nil || done != int64(customers) {
			b.Fatalf("%d of %d accounts came out as expected: %v", done, customers, err)
		}
	}
	if _, err := s.ImportList(b.Context(), by, app.ImportJob{Path: list}, func(int64, int64) {}); err != nil {
		b.Fatal(err)
	}
	owed := int64(0)
	for _, changed := range []bool{false, true} {
		b.Run(map[bool]string{false: "unchanged", true: "changed"}[changed], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if changed {
					b.StopTimer()
					owed++
					writeList(b, list, customers, owed)
					b.StartTimer()
				}
				take(b, changed)
			}
			b.ReportMetric(float64(mean(b))/float64(bare.took), "x-of-shell")
			b.ReportMetric(float64(customers)/mean(b).Seconds(), "rows/s")
		})
	}
}

// readAlone reads and cleans a list and keeps nothing.
func readAlone(b *testing.B, list string, customers int) {
	b.Helper()
	book, err := sheet.Open(list, sheet.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	table, err := book.Table("", sheet.Customers())
	if err != nil {
		b.Fatal(err)
	}
	taken := 0
	for r, err := range table.Records(table.Mapping) {
		if err != nil {
			b.Fatal(err)
		}
		if r.Taken() {
			taken++
		}
	}
	if taken != customers {
		b.Fatalf("%d of %d rows can be taken", taken, customers)
	}
}

// bareRows is how long the rows that an import made take to be put into the
// same tables of a new file by statements of fifty rows, on a bare connection,
// as one transaction with the indexes sorted at the end.
func bareRows(b *testing.B, imported, path string) time.Duration {
	b.Helper()
	if err := justOpen(b, path).Close(); err != nil {
		b.Fatal(err)
	}
	from, err := sql.Open("sqlite3", "file:"+imported+"?mode=ro")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = from.Close() }()
	opened, err := (&sqlite3.SQLiteDriver{}).Open("file:" + path + "?_sync=FULL&_mutex=no&_cache_size=-65536&_stmt_cache_size=64")
	if err != nil {
		b.Fatal(err)
	}
	into := opened.(*sqlite3.SQLiteConn)
	defer func() { _ = into.Close() }()
	took := time.Duration(0)
	do := func(statements ...string) {
		start := time.Now()
		for _, statement := range statements {
			if _, err := into.Exec(statement, nil); err != nil {
				b.Fatalf("%s: %v", statement, err)
			}
		}
		took += time.Since(start)
	}
	tables := []string{"customers", "contacts", "accounts", "assignments"}
	drop, make := indexesOf(b, from, tables)
	do("PRAGMA wal_autocheckpoint = 0", "PRAGMA temp_store = MEMORY", "BEGIN IMMEDIATE")
	do(drop...)
	for _, table := range tables {
		rows := rowsOf(b, from, table)
		start := time.Now()
		for len(rows) > 0 {
			n := min(len(rows), 50)
			if err := insertRows(into, table, rows[:n]); err != nil {
				b.Fatal(err)
			}
			rows = rows[n:]
		}
		took += time.Since(start)
	}
	do(make...)
	do("COMMIT")
	return took
}

func indexesOf(b *testing.B, db *sql.DB, tables []string) (drop, make []string) {
	b.Helper()
	for _, table := range tables {
		rows, err := db.QueryContext(b.Context(), "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?", table)
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() {
			var name, statement string
			if err := rows.Scan(&name, &statement); err != nil {
				b.Fatal(err)
			}
			drop, make = append(drop, "DROP INDEX "+name), append(make, statement)
		}
		if err := rows.Close(); err != nil {
			b.Fatal(err)
		}
	}
	return drop, make
}

func rowsOf(b *testing.B, db *sql.DB, table string) [][]any {
	b.Helper()
	rows, err := db.QueryContext(b.Context(), "SELECT * FROM "+table+" ORDER BY n")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	names, err := rows.Columns()
	if err != nil {
		b.Fatal(err)
	}
	var out [][]any
	for rows.Next() {
		values, into := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			b.Fatal(err)
		}
		out = append(out, values)
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
	return out
}

func insertRows(c *sqlite3.SQLiteConn, table string, rows [][]any) error {
	one := "(" + strings.TrimSuffix(strings.Repeat("?,", len(rows[0])), ",") + ")"
	statement := "INSERT INTO " + table + " VALUES " + strings.TrimSuffix(strings.Repeat(one+",", len(rows)), ",")
	args := make([]driver.NamedValue, 0, len(rows)*len(rows[0]))
	for _, row := range rows {
		for _, v := range row {
			args = append(args, driver.NamedValue{Ordinal: len(args) + 1, Value: v})
		}
	}
	done, err := c.QueryContext(context.Background(), statement, args)
	if err != nil {
		return err
	}
	return done.Close()
}
