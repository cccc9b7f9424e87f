package sheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// sheetRows fills a sheet, made if need be, from its first row on.
func sheetRows(t testing.TB, f *excelize.File, name string, rows ...[]any) {
	t.Helper()
	if _, err := f.NewSheet(name); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if err := f.SetSheetRow(name, fmt.Sprint("A", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
}

func header(titles ...any) []any { return titles }

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// format gives cells a number format.
func format(t testing.TB, f *excelize.File, from, to, code string) {
	t.Helper()
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	must(t, err, f.SetCellStyle("Sheet1", from, to, style))
}

func reasonsOf(notes []Note) []Reason {
	var out []Reason
	for _, n := range notes {
		out = append(out, n.Reason)
	}
	return out
}

func TestTheListIsFoundAmongTheSheets(t *testing.T) {
	path := workbookOf(t, func(f *excelize.File) {
		sheetRows(t, f, "Sheet1", header("填表说明"), header("请勿改动", "本表", "格式"), header("一", "二", "三"))
		sheetRows(t, f, "旧表", header("户号", "户名", "用电地址"), []any{"5104210000099", "旧某某", "旧村"})
		sheetRows(t, f, "攀莲镇", header("户号", "户名", "用电地址"), []any{"5104210000011", "甲某某", "新村村"})
		sheetRows(t, f, "白马镇", header("户号", "户名", "用电地址"), []any{"5104210000018", "乙某某", "挂榜村"})
		must(t, f.SetSheetVisible("旧表", false))
	})
	sameFates(t, told(t, path, "account_no"), []string{"2 5104210000011"})
	found := table(t, path)
	if found.Sheet != "攀莲镇" || len(found.Notes) != 1 || found.Notes[0].Reason != OtherSheets || found.Notes[0].Text != "白马镇" {
		t.Errorf("read was %s with %+v, want a word about 白马镇", found.Sheet, found.Notes)
	}
}

func TestRowsAndColumnsOutOfViewAreTakenAndSaid(t *testing.T) {
	path := workbookOf(t, func(f *excelize.File) {
		sheetRows(t, f, "Sheet1", header("户号", "户名", "用电地址", "联系电话"), []any{"5104210000011", "甲某某", "新村村", "13900000000"}, []any{"5104210000018", "乙某某", "挂榜村", "13900000001"})
		must(t, f.SetRowVisible("Sheet1", 3, false), f.SetColVisible("Sheet1", "D", false))
	})
	sameFates(t, told(t, path, "account_no phone"), []string{"2 5104210000011|13900000000", "3 5104210000018|13900000001 ?row_hidden"})
}

func TestTitlesGroupsAndMergedCells(t *testing.T) {
	path := workbookOf(t, func(f *excelize.File) {
		sheetRows(t, f, "Sheet1",
			header("米易县供电分公司用电客户档案清单"),
			header("户号", "户名", "用电地址", nil, nil, "联系信息", nil, "台区"),
			header(nil, nil, "乡镇", "村", "组", "联系人", "电话"),
			[]any{"5104210000011", "甲某某", "白马镇", "新村村", 8, "甲某某", "13900000000", "白马01台区"},
			[]any{"5104210000018", "乙某某", nil, "挂榜村", "三", nil, "13900000001", nil},
			[]any{"5104210000025", "丙某某", nil, "挂榜村", "3组", nil, nil, nil},
			[]any{"合计", nil, nil, nil, nil, nil, nil, 3},
		)
		for _, area := range []string{"A1:H1", "A2:A3", "B2:B3", "C2:E2", "F2:G2", "H2:H3", "C4:C6", "H4:H6", "A7:G7"} {
			from, to, _ := strings.Cut(area, ":")
			must(t, f.MergeCell("Sheet1", from, to))
		}
	})
	sameFates(t, told(t, path, "account_no address contact phone transformer_area"), []string{
		"4 5104210000011|白马镇新村村8组|甲某某|13900000000|白马01台区", "5 5104210000018|白马镇挂榜村三组||13900000001|白马01台区",
		"6 5104210000025|白马镇挂榜村3组|||白马01台区", "7 passed: footer",
	})
	if got := table(t, path); got.Title != "米易县供电分公司用电客户档案清单" || !slices.Equal(reasonsOf(got.Notes), []Reason{HeaderJoined, MergedCells}) {
		t.Errorf("under %q, noted %v", got.Title, reasonsOf(got.Notes))
	}
}

func TestNumbersOfAWorkbook(t *testing.T) {
	path := workbookOf(t, func(f *excelize.File) {
		sheetRows(t, f, "Sheet1", header("户号", "户名", "用电地址", "证件号码", "联系电话", "合同容量", "抄表段"),
			[]any{5104210000011, "甲某某", "村", "510421199906156053", 13900000000, 8, 34},
			[]any{"5104210000018", "乙某某", "村", 510421199906156053, "13900000001", "16", 7},
			[]any{5104210000012345, "丙某某", "村", nil, nil, 0.1 + 0.2, nil},
			[]any{421000002, "丁某某", "村", nil, nil, nil, nil},
			[]any{true, "戊某某", "村", nil, nil, nil, nil},
			[]any{5.1421e12, "己某某", "村", nil, nil, nil, nil},
		)
		format(t, f, "G2", "G3", "000")
		format(t, f, "A5", "A5", "0000000000000")
	})
	sameFates(t, told(t, path, "account_no id_no phone contracted_kva reading_book"), []string{
		"2 5104210000011|510421199906156053|13900000000|8|034 ?id_no/number_looks_wrong",
		"3 5104210000018||13900000001|16|007 ?id_no/number_destroyed",
		"4 refused: account_no number_destroyed",
		"5 0000421000002||||",
		"6 refused: account_no not_a_code",
		"7 5142100000000|||| ?account_no/ends_in_zeros",
	})
}

func TestDaysOfAWorkbook(t *testing.T) {
	day := time.Date(2021, 3, 5, 0, 0, 0, 0, time.UTC)
	for _, from1904 := range []bool{false, true} {
		path := workbookOf(t, func(f *excelize.File) {
			serial := 44260
			if from1904 {
				must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}))
				serial -= 1462
			}
			sheetRows(t, f, "Sheet1", header("户号", "户名", "用电地址", "立户日期"),
				[]any{"5104210000011", "甲某某", "村", serial}, []any{"5104210000018", "乙某某", "村", serial}, []any{"5104210000025", "丙某某", "村", serial},
				[]any{"5104210000032", "丁某某", "村", "2021年3月5日"}, []any{"5104210000039", "戊某某", "村", 20210305}, []any{"5104210000046", "己某某", "村", day.Format("06-1-2")})
			format(t, f, "D2", "D2", `yyyy"年"m"月"d"日"`)
			format(t, f, "D3", "D3", `[$-804]yyyy/m/d;@`)
			format(t, f, "D4", "D4", `[DBNum1][$-804]yyyy"年"m"月"`)
		})
		sameFates(t, told(t, path, "opened_on"), []string{
			"2 2021-03-05", "3 2021-03-05", "4 2021-03-05", "5 2021-03-05", "6 2021-03-05", "7 2021-03-05 ?opened_on/day_short",
		})
	}
}

func TestFormulasAndRichTextOfAWorkbook(t *testing.T) {
	sheet := `<worksheet xmlns="` + mainSpace + `"><sheetData>` +
		`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>用电地址</t></is></c><c r="D1" t="inlineStr"><is><t>欠费</t></is></c></row>` +
		`<row r="2"><c r="A2" t="str"><f>TEXT(1,"0")</f><v>5104210000011</v></c><c r="B2" t="s"><v>2</v></c><c r="C2" t="str"><f>A1&amp;B1</f><v>新村村</v></c><c r="D2"><f>SUM(1,2)</f><v>12.5</v></c></row>` +
		`<row r="3"><c r="A3" t="e"><f>VLOOKUP(1,A:B,2)</f><v>#N/A</v></c><c r="B3" t="s"><v>3</v></c><c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>` +
		`<row r="4"><c r="A4"><v>5104210000018</v></c><c r="B4" t="s"><v>3</v></c><c r="D4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F4" t="inlineStr"><is><t>旁注</t></is></c></row>` +
		`</sheetData></worksheet>`
	shared := `<sst><si><t>户号</t></si><si><r><t>户</t></r><r><rPr><b/></rPr><t>名</t></r></si>` +
		`<si><r><t>文兰</t></r><r><t>燕</t></r><rPh sb="0" eb="1"><t>wén</t></rPh><phoneticPr fontId="1"/></si><si><t>徐刚</t></si></sst>`
	sameFates(t, told(t, rawWorkbook(t, "", sheet, shared), "account_no name address arrears"), []string{
		"2 5104210000011|文兰燕|新村村|12.50", "3 refused: account_no formula_error", "4 5104210000018|徐刚|| ?arrears/formula_error ?cells_beyond",
	})
}

func TestPagesSectionsAndNumberedColumnsOfAWorkbook(t *testing.T) {
	path := workbookOf(t, func(f *excelize.File) {
		top := [][]any{header("客户清单"), header("户号", "户名", "电话1", "电话2", "合同容量"), header(nil, nil, nil, nil, "(kVA)"), header(1, 2, 3, 4, 5)}
		rows := slices.Concat(top, [][]any{{"白马01台区"}, {"5104210000011", "甲某某", "13900000000", nil, 8}, {"小计", nil, nil, nil, 8}}, top, [][]any{{"5104210000018", "乙某某", nil, 13900000001, 8}})
		sheetRows(t, f, "Sheet1", rows...)
		must(t, f.MergeCell("Sheet1", "A5", "E5"))
	})
	sameFates(t, told(t, path, "account_no phone phone_other contracted_kva transformer_area"), []string{
		"4 passed: repeated_header", "5 passed: section", "6 5104210000011|13900000000||8|白马01台区", "7 passed: footer", "8 passed: footer",
		"9 passed: repeated_header", "10 passed: repeated_header", "11 passed: repeated_header", "12 5104210000018||13900000001|8|白马01台区",
	})
}
