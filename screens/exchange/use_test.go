package exchange_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/exchange"
	"lamplighter/screens/screentest"
)

// A month sheet with an unknown account, a repeated one and parts that do not add up.
const useSheet = `2026年2月电量清单
户号,户名,电费年月,总电量,尖,峰,平,谷,抄表日期,抄表方式
5104000000001,示例客户甲,202602,1200,100,400,400,300,2026-02-05,采集
5104000000001,示例客户甲,202602,1300,100,400,400,300,2026-02-05,采集
5104000000002,示例客户乙,202602,900,100,100,100,100,2026-02-05,采集
5104000000099,示例客户丙,202602,30,,,,,,
`

func TestAMonthSheetIsTriedAndImported(t *testing.T) {
	page := screentest.New(t)
	c := open(t, page, background.Inline(), "en")
	datatest.Customer(t, c.store, "示例客户甲", "5104000000001", "")
	datatest.Customer(t, c.store, "示例客户乙", "5104000000002", "")
	p := exchange.NewImport(c.Desk, c.store)
	page.Show(p.Content())
	p.Take(writeList(t, useSheet))
	page.See("Feb 2026 of this account stood in row 3 already. Keep one of the two.")
	page.See("No account here has the number 5104000000099. Import the customer first, or correct the number.")
	page.See("4 months of accounts = taken 2 + refused 2; lines passed over: 0")
	page.See("parts that do not add up")
	if first, _, _ := c.store.UsageMonths(t.Context(), c.By); first != 0 {
		t.Fatal("a trial kept use")
	}
	p.Save()
	page.See("Imported: 2 new, 0 updated, 0 unchanged.")
	if first, last, _ := c.store.UsageMonths(t.Context(), c.By); first != 202602 || last != 202602 {
		t.Fatalf("from %d to %d", first, last)
	}
	p.Leave()
	page.See("Use by month")
}

func TestUseGoesOutAsAList(t *testing.T) {
	page := screentest.New(t)
	c := open(t, page, background.Inline(), "en")
	p := exchange.NewImport(c.Desk, c.store)
	page.Show(p.Content())
	p.Export()
	if c.lastSaid() != "No electricity use is known yet. There is nothing to export." {
		t.Fatalf("said %q", c.lastSaid())
	}
	datatest.Customer(t, c.store, "示例客户甲", "5104000000001", "")
	p.Take(writeList(t, useSheet))
	p.Save()
	p.Leave()
	var what exchange.ExportWhat
	p.OnExport = func(w exchange.ExportWhat) { what = w }
	if !p.Export() {
		t.Fatal("Ctrl+E does nothing")
	}
	page.See("Export electricity use")
	page.Press("Ctrl+Enter")
	if what.Title != "Electricity use Mar 2025 to Feb 2026" || len(what.Rows) != 1 {
		t.Fatalf("%q of %d accounts", what.Title, len(what.Rows))
	}
	path := filepath.Join(t.TempDir(), "out.csv")
	n, err := what.Run(context.Background(), what.Rows, app.ExportJob{Path: path, Format: app.CSV, Title: func(k string) string { return k }, Label: func(_, k string) string { return k }}, func(int64, int64) {})
	text, _ := os.ReadFile(path)
	if err != nil || n != 1 || !strings.Contains(string(text), "2026-02,1200,100,400,400,300") {
		t.Errorf("%d rows: %s %v", n, text, err)
	}
}

func TestGalleryOfUse(t *testing.T) {
	folder := screentest.Gallery(t)
	size := screentest.Size(1180, 650)
	for name, options := range screentest.Dresses(size) {
		t.Run(name, func(t *testing.T) {
			page := screentest.New(t, options...)
			c := open(t, page, background.Inline(), name[:2])
			shot := func(what string) { page.Shot(filepath.Join(folder, "exchange-use-"+what+"-"+name+".png")) }
			datatest.Customer(t, c.store, "示例客户甲", "5104000000001", "")
			datatest.Customer(t, c.store, "示例客户乙", "5104000000002", "")
			p := exchange.NewImport(c.Desk, c.store)
			page.Show(p.Content())
			p.Take(writeList(t, useSheet))
			shot("preview")
			p.Save()
			shot("done")
			p.Leave()
			shot("past")
			p.Export()
			shot("export")
		})
	}
}
