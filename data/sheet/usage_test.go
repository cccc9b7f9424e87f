package sheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// useTold reads a list of use as it is guessed: the fields of its columns, and
// what became of each row.
func useTold(t *testing.T, path string) (columns, rows []string) {
	t.Helper()
	book, err := Open(path, Options{Today: "2026-03-02"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	found, err := book.UsageTable("")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, c := range found.Mapping.Columns {
		columns = append(columns, c.Field)
		if c.Field != "" {
			keys = append(keys, c.Field)
		}
	}
	for _, n := range found.Notes {
		rows = append(rows, fmt.Sprint("note ", n.Reason, " ", n.Text))
	}
	for r, err := range found.Records(found.Mapping) {
		if err != nil {
			t.Fatal(err)
		}
		fates := fate(found.Profile, r, keys)
		if i := slices.Index(keys, "month"); i >= 0 && r.Taken() {
			values := strings.Split(fates, "|")
			values[i] = fmt.Sprint(r.Values[UsageMonth].Int)
			fates = strings.Join(values, "|")
		}
		rows = append(rows, fmt.Sprint(r.Line, " ", fates))
	}
	return columns, rows
}

func TestMonthSheetsAreUnderstood(t *testing.T) {
	for _, tt := range []struct {
		name, list string
		columns    string
		rows       []string
	}{
		{
			"a long list as the marketing system prints it",
			"2026年2月电量清单\n序号,户号,户名,电费年月,抄表日期,总电量,尖,峰,平,谷,最大需量,功率因数,上次示数,本次示数,倍率,是否估抄,抄表方式\n" +
				"1,5104000000001,示例客户甲,202602,2026-02-05,1200,100,400,400,300,5.5,0.93,100,220,10,否,采集\n" +
				"2,5104000000001,示例客户甲,2026-01,2026/1/5,\"1,100\",,,,,,,,,,是,\n合计,,,,,2300,,,,,,,,,,,\n",
			" account_no name month read_on kwh sharp_kwh peak_kwh flat_kwh valley_kwh demand_kw power_factor previous_reading current_reading multiplier estimated use_source",
			[]string{
				"3 5104000000001|示例客户甲|202602|2026-02-05|1200|100|400|400|300|5.5|0.93|100|220|10|否|采集",
				"4 5104000000001|示例客户甲|202601|2026-01-05|1100||||||||||是|",
				"5 passed: footer",
			},
		},
		{
			"a wide list with months in three ways",
			"户号,用户名称,202511,2025-12,2026年1月,202601\n5104000000001,示例客户甲,10,20.5,30,31\n5104000000002,示例客户乙,,x,-5,\n",
			"account_no name kwh_202511 kwh_202512 kwh_202601 ",
			[]string{
				"note month_column_twice 202601",
				"2 5104000000001|示例客户甲|10|20.5|30",
				"3 5104000000002|示例客户乙|||-5 ?kwh_202512/amount_unreadable",
			},
		},
		{
			"months under a common heading, in ten thousands of kWh",
			"户号,户名,电量(万千瓦时),\n,,2026-01(万千瓦时),2026-02(万千瓦时)\n5104000000001,示例客户甲,1.2,0.5\n",
			"account_no name kwh_202601 kwh_202602",
			[]string{"note header_joined ", "3 5104000000001|示例客户甲|12000|5000"},
		},
		{
			"without a month the row is refused",
			"户号,月份,用电量(kWh)\n5104000000001,,10\n5104000000001,十三月,10\n5104000000002,2026年13月,10\n",
			"account_no month kwh",
			[]string{"2 refused: month missing", "3 refused: month month_unreadable", "4 refused: month month_unreadable"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			columns, rows := useTold(t, written(t, "list.csv", tt.list))
			if got := strings.Join(columns, " "); got != tt.columns {
				t.Errorf("columns %q, want %q", got, tt.columns)
			}
			sameFates(t, rows, tt.rows)
			text, err := simplifiedchinese.GB18030.NewEncoder().String(tt.list)
			if err != nil {
				t.Fatal(err)
			}
			_, again := useTold(t, written(t, "gb.csv", text))
			sameFates(t, again, tt.rows)
			_, marked := useTold(t, written(t, "bom.csv", bom+tt.list))
			sameFates(t, marked, tt.rows)
		})
	}
}

func TestAMonthIsReadAsSheetsWriteIt(t *testing.T) {
	for text, want := range map[string]int64{
		"202401": 202401, "2024-01": 202401, "2024-1": 202401, "2024/01": 202401, "2024.1": 202401, "2024年1月": 202401, "2024年01月": 202401, "２０２４年１月": 202401,
		"2024-01-01": 202401, "2024-01-31": 202401, "20240105": 202401, "2024-01-01 00:00:00": 202401,
		"202413": 0, "2024": 0, "1": 0, "24-01": 0, "189901": 0, "": 0, "合计": 0, "2024年": 0, "1月": 0, "12345": 0, "210001": 0,
	} {
		if got, ok := readMonth(text); ok != (want > 0) || ok && got != want {
			t.Errorf("%q is %d, %v, want %d", text, got, ok, want)
		}
	}
	for title, want := range map[string]int64{"2024年1月电量(kWh)": 202401, "电量/2024.1": 202401, "202401": 202401, "合同容量": 0, "电量": 0, "5104000000001": 0} {
		if got, ok := titleMonth(title); ok != (want > 0) || ok && got != want {
			t.Errorf("the title %q is %d, %v, want %d", title, got, ok, want)
		}
	}
}
