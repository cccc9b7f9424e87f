package sheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// told reads a list as it is guessed and says in a line what became of each
// row: its values by the given fields and what is doubtful, or why it was
// refused or passed over.
func told(t testing.TB, path, fields string) []string {
	t.Helper()
	found := table(t, path)
	var out []string
	for r, err := range found.Records(found.Mapping) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprint(r.Line, " ", fate(found.Profile, r, strings.Fields(fields))))
	}
	return out
}

func fate(p Profile, r *Record, fields []string) string {
	switch {
	case r.Skipped != "":
		return "passed: " + string(r.Skipped)
	case !r.Taken():
		return strings.TrimSuffix(fmt.Sprint("refused: ", r.Refused.Field, " ", r.Refused.Reason, " ", r.Refused.Line), " 0")
	}
	var values []string
	for _, key := range fields {
		v := r.Values[p.Index(key)]
		text := v.Text
		if _, number := p.Fields[p.Index(key)].Kind.scale(); number && v.Given {
			text = string(p.Fields[p.Index(key)].Kind.appendDecimal(nil, v.Int))
		}
		values = append(values, text)
	}
	out := strings.Join(values, "|")
	for _, n := range r.Notes {
		out += " ?" + strings.TrimPrefix(n.Field+"/"+string(n.Reason), "/")
	}
	return out
}

func sameFates(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// cellCase is a cell and what becomes of it.
type cellCase struct{ cell, want string }

// cellsBecome reads a list with a row for each cell.
func cellsBecome(t *testing.T, title, fields string, cells []cellCase) {
	t.Helper()
	list, want := "户号,户名,用电地址,"+title+"\n", []string(nil)
	for i, c := range cells {
		list += fmt.Sprintf("51042100001%02d,示例客户,新村村一组,%s\n", i, c.cell)
		want = append(want, fmt.Sprint(i+2, " ", c.want))
	}
	sameFates(t, told(t, written(t, "list.csv", list), fields), want)
}

// handed is a list as a hall handed it over; all people in it are invented.
type handed struct {
	name   string
	list   string
	fields string
	want   []string
}

func handedOver(t *testing.T, lists []handed) {
	for _, l := range lists {
		t.Run(l.name, func(t *testing.T) {
			sameFates(t, told(t, written(t, "list.csv", l.list), l.fields), l.want)
		})
	}
}

const plainList = "户号,户名,用电地址,联系电话\n5104210000011,文兰燕,新村村八组七十八号,13900000000\n5104210000018,徐刚䶮,新村村七组二十八号,13900000001\n"

func encoded(t *testing.T, encoder interface{ String(string) (string, error) }, text string) string {
	t.Helper()
	out, err := encoder.String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestOneListInEveryEncodingIsTakenAlike(t *testing.T) {
	le, be := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	bare := func(e unicode.Endianness) string {
		return encoded(t, unicode.UTF16(e, unicode.IgnoreBOM).NewEncoder(), plainList)
	}
	for name, text := range map[string]string{
		"UTF-8":                               plainList,
		"UTF-8 with its mark":                 bom + plainList,
		"GB18030":                             encoded(t, simplifiedchinese.GB18030.NewEncoder(), plainList),
		"UTF-16, the small end first":         encoded(t, le.NewEncoder(), plainList),
		"UTF-16, the big end first":           encoded(t, be.NewEncoder(), plainList),
		"UTF-16 without a mark":               bare(unicode.LittleEndian),
		"UTF-16 the other way, without one":   bare(unicode.BigEndian),
		"semicolons":                          strings.ReplaceAll(plainList, ",", ";"),
		"tabs":                                strings.ReplaceAll(plainList, ",", "\t"),
		"strokes":                             strings.ReplaceAll(plainList, ",", "|"),
		"lines of Windows":                    strings.ReplaceAll(plainList, "\n", "\r\n"),
		"lines of an old Macintosh":           strings.ReplaceAll(plainList, "\n", "\r"),
		"lines of two systems":                strings.Replace(plainList, "\n", "\r", 1),
		"lines of three systems":              strings.Replace(strings.Replace(plainList, "\n", "\r\n", 1), "0\n", "0\r", 1),
		"padded with zero bytes":              strings.ReplaceAll(plainList, "文兰燕", "文兰燕\x00\x00\x00"),
		"empty columns at the end":            strings.ReplaceAll(plainList, "\n", ",,,\n"),
		"a comma behind each row, none above": strings.Replace(strings.ReplaceAll(plainList, "\n", ",\n"), ",\n", "\n", 1),
		"the delimiter named":                 "sep=;\n" + strings.ReplaceAll(plainList, ",", ";"),
		"all in quotes":                       `"` + strings.TrimSuffix(strings.ReplaceAll(strings.ReplaceAll(plainList, ",", `","`), "\n", "\"\n\""), `"`),
	} {
		t.Run(name, func(t *testing.T) {
			sameFates(t, told(t, written(t, "list.csv", text), "account_no name address phone"), []string{
				"2 5104210000011|文兰燕|新村村八组七十八号|13900000000", "3 5104210000018|徐刚䶮|新村村七组二十八号|13900000001",
			})
		})
	}
}

// All digits are there, or the row is refused: a key is never mended by guessing.
func TestNumbersASpreadsheetHasTouched(t *testing.T) {
	rounded := "户号,户名,用电地址,备注\n"
	for i := range 4 {
		rounded += fmt.Sprintf("51042100000%02d0000,示例客户,新村村一组,\n", i)
	}
	handedOver(t, []handed{
		{
			"account numbers", "户号,户名,地址,表号\n5.1421E+12,甲某某,村,\n5104210000011.0,乙某某,村,0012.0\n5.104210000018E12,丙某某,村,\n5.104210000025E+12,丁某某,村,1.2E+05\n########,戊某某,村,\n" +
				"51042100000110000.0,己某某,村,\n", "account_no name meter_no",
			[]string{
				"2 refused: account_no number_destroyed", "3 5104210000011|乙某某|0012", "4 5104210000018|丙某某|", "5 5104210000025|丁某某| ?meter_no/number_destroyed",
				"6 refused: account_no number_destroyed", "7 refused: account_no number_destroyed",
			},
		},
		{
			"long numbers that all end in zeros", rounded, "account_no",
			[]string{"2 refused: account_no number_destroyed", "3 refused: account_no number_destroyed", "4 refused: account_no number_destroyed", "5 refused: account_no number_destroyed"},
		},
		{
			"numbers destroyed and then saved as numbers", "户号,户名,地址,备注\n" + strings.Repeat("5142100000000,示例客户,村,\n", 3) + "5104210000018,乙某某,村,\n", "account_no",
			[]string{"2 refused: account_no number_destroyed", "3 refused: account_no number_destroyed", "4 refused: account_no number_destroyed", "5 5104210000018"},
		},
		{
			"identity cards", "户号,户名,地址,身份证号\n5104210000011,甲某某,村,510421199906156000\n5104210000018,乙某某,村,51042119471211581x\n5104210000025,丙某某,村,5.10421E+17\n" +
				"5104210000032,丁某某,村,510421********6053\n5104210000039,戊某某,村,51042119990615605\n5104210000046,己某某,村,510421199906156053、510421197406033185\n", "account_no id_no",
			[]string{
				"2 5104210000011| ?id_no/number_destroyed", "3 5104210000018|51042119471211581X ?id_no/number_looks_wrong", "4 5104210000025| ?id_no/number_destroyed",
				"5 5104210000032| ?id_no/masked", "6 5104210000039|51042119990615605 ?id_no/number_looks_wrong", "7 5104210000046| ?id_no/several",
			},
		},
		{
			"keys that are none", "户号,户名,地址,备注\nTRUE,甲某某,村,\n#N/A,乙某某,村,\n5104210000011/5104210000018,丙某某,村,\n51042100***11,丁某某,村,\n\"5104210000011\n5104210000018\",戊某某,村,\n待定,己某某,村,\n", "account_no",
			[]string{
				"2 refused: account_no not_a_code", "3 refused: account_no formula_error", "4 refused: account_no several", "5 refused: account_no masked",
				"6 refused: account_no several", "7 refused: account_no not_a_code",
			},
		},
	})
}

func TestANumberShorterThanItsNeighboursIsDoubtful(t *testing.T) {
	list := "户号,户名,用电地址\n"
	for i := range 12 {
		list += fmt.Sprintf("01042100000%02d,示例客户,新村村一组\n", i)
	}
	got := told(t, written(t, "list.csv", list+"104210000099,示例客户,新村村一组\n"), "account_no")
	if want := "14 104210000099 ?account_no/number_looks_wrong"; got[len(got)-1] != want {
		t.Errorf("the number without its leading zero: %q, want %q", got[len(got)-1], want)
	}
}

func TestTelephoneCellsAsPeopleFillThem(t *testing.T) {
	cells := []cellCase{
		{"13900000000/13900000001", "13900000000|13900000001 ?phone/phone_second"},
		{"13900000000、0812-8160000", "13900000000|08128160000 ?phone/phone_second"},
		{"13900000000；13900000001；13900000002", "13900000000|13900000001 ?phone/phone_more ?phone/phone_second"},
		{"\"13900000000\n13900000001\"", "13900000000|13900000001 ?phone/phone_second"},
		{"13900000000 13900000001", "13900000000|13900000001 ?phone/phone_second"},
		{"13900000000(儿子)", "13900000000| ?phone/phone_more"},
		{"儿子13900000000", "13900000000| ?phone/phone_more"},
		{"+86 139 0000 0000", "13900000000|"},
		{"0086-13900000000", "13900000000|"},
		{"013900000000", "13900000000|"},
		{"13900000000.0", "13900000000|"},
		{"08128160000", "|08128160000"},
		{"+86-0812-8160000", "|08128160000"},
		{"(0812)8160000转801", "|08128160000-801"},
		{"8160000转801", "8160000-801|"},
		{"139****0000", "| ?phone/masked"},
		{"1.39E+10", "| ?phone/number_destroyed"},
		{"1390000000", "1390000000| ?phone/phone_short"},
		{"139000000001", "139000000001| ?phone/phone_odd"},
		{"同上", "同上| ?phone/phone_odd"},
		{"无", "|"},
		{"１３９００００００００", "13900000000|"},
	}
	cellsBecome(t, "联系方式", "phone phone_other", cells)
}

func TestASecondNumberDoesNotPushOutTheOtherPhone(t *testing.T) {
	handedOver(t, []handed{{
		"", "户号,户名,电话1,电话2\n5104210000011,文兰燕,13900000000/13900000001,13900000002\n5104210000018,徐刚,13900000000/13900000001,\n5104210000025,崔国,13900000000/13900000001,13900000001\n",
		"phone phone_other",
		[]string{"2 13900000000|13900000002 ?phone/phone_more", "3 13900000000|13900000001 ?phone/phone_second", "4 13900000000|13900000001"},
	}})
}

func TestDaysInEveryForm(t *testing.T) {
	cells := []cellCase{
		{"2021.3.5", "2021-03-05"},
		{"20210305", "2021-03-05"},
		{"44260", "2021-03-05"},
		{"2021年3月5日", "2021-03-05"},
		{"二〇二一年三月五日", "2021-03-05"},
		{"二○二一年十二月三十一日", "2021-12-31"},
		{"一九九八年十月二十日", "1998-10-20"},
		{"2021/3/5 0:00", "2021-03-05"},
		{"２０２１－３－５", "2021-03-05"},
		{"21/3/5", "2021-03-05 ?opened_on/day_short"},
		{"98.12.1", "1998-12-01 ?opened_on/day_short"},
		{"2021年3月", " ?opened_on/day_unreadable"},
		{"3/25/2021", " ?opened_on/day_unreadable"},
		{"2021-02-30", " ?opened_on/day_unreadable"},
		{"2099-01-01", "2099-01-01 ?opened_on/day_ahead"},
		{"不详", " ?opened_on/day_unreadable"},
		{"-", ""},
	}
	cellsBecome(t, "立户日期", "opened_on", cells)
}

func TestNamesAsTheyStandInLists(t *testing.T) {
	cells := []cellCase{
		{"张　三", "张三"},
		{"阿木·曲比", "阿木·曲比"},
		{"阿木•曲比", "阿木·曲比"},
		{"阿木．曲比", "阿木·曲比"},
		{"阿木.曲比", "阿木·曲比"},
		{"阿木・曲比", "阿木·曲比"},
		{"阿木﹒曲比", "阿木·曲比"},
		{"阿木●曲比", "阿木·曲比"},
		{"阿木 · 曲比", "阿木·曲比"},
		{"张三（已故）", "张三（已故） ?contact/name_more"},
		{"张三、李四", "张三、李四 ?contact/name_more"},
		{"米易（示例）商贸有限公司", "米易（示例）商贸有限公司"},
		{"张*", "张* ?contact/masked"},
		{"12345", "12345 ?contact/name_odd"},
	}
	cellsBecome(t, "联系人", "contact", cells)
}

func TestAmountsWithTheirUnits(t *testing.T) {
	handedOver(t, []handed{
		{
			"behind the number", "户号,户名,装见容量,电压等级,欠费金额\n" +
				"5104210000011,甲某某,10kVA,0.38千伏,\"8,000.00元\"\n5104210000018,乙某某,10千伏安,380V,-12.5\n5104210000025,丙某某,1.25MVA,三相380V,（12.50）\n" +
				"5104210000032,丁某某,500VA,单相220V,－12.5\n5104210000039,戊某某,13900000000,低压,￥1.2万元\n5104210000046,己某某,-8,0.22kV,\"12,5\"\n", "contracted_kva voltage arrears",
			[]string{
				"2 10|380V|8000.00", "3 10|380V|-12.50", "4 1250|380V|-12.50", "5 0.5|220V|-12.50",
				"6 13900000000|低压|12000.00 ?contracted_kva/amount_large ?voltage/voltage_unknown", "7 |220V| ?contracted_kva/amount_negative ?arrears/amount_unreadable",
			},
		},
		{
			"in the name of the column", "户号,户名,报装容量(MVA),供电电压（kV）,欠费（万元）,备注\n5104210000011,甲某某,1.25,10,1.2,\n5104210000018,乙某某,800kVA,0.38,(0.5),\n",
			"contracted_kva voltage arrears",
			[]string{"2 1250|10kV|12000.00", "3 800|380V|-5000.00"},
		},
	})
}

// The columns of lists that use other words, or the same ones for other things.
func TestColumnsByOtherNames(t *testing.T) {
	tests := []struct {
		name, header string
		want         []string
	}{
		{"the words of a township", "户号,用户姓名,联系方式,装见容量,所属台区,抄表员", []string{"account_no", "name", "phone", "contracted_kva", "transformer_area", "manager"}},
		{"the words of another one", "供电台区,责任人,手机号码,客户名称,报装容量,用户编号", []string{"transformer_area", "manager", "phone", "name", "contracted_kva", "account_no"}},
		{"traditional characters", "戶號,戶名,用電地址,聯絡電話,證件號碼,備註", []string{"account_no", "name", "address", "phone", "id_no", "note"}},
		{"English", "Account No.,Customer Name,Supply Address,Mobile No,Contract Capacity,Meter No.", []string{"account_no", "name", "address", "phone", "contracted_kva", "meter_no"}},
		{"the telephone of the manager", "户号,户名,客户经理,客户经理电话,抄表员电话", []string{"account_no", "name", "manager", "", ""}},
		{"the capacity of the transformer", "户号,户名,台区名称,台区容量,变压器容量,台区编号", []string{"account_no", "name", "transformer_area", "", "", ""}},
		{"months owed are no money", "户号,户名,欠费月数,欠费起始年月,欠费金额", []string{"account_no", "name", "", "", "arrears"}},
		{"former numbers", "旧户号,原户名,户号,户名,合同编号", []string{"", "", "account_no", "name", ""}},
		{"days of other things", "户号,户名,抄表日期,打印日期,出生日期", []string{"account_no", "name", "", "", ""}},
		{"the address of the card", "户号,户名,身份证地址,身份证号", []string{"account_no", "name", "", "id_no"}},
		{"two telephones", "户号,户名,电话1,电话2", []string{"account_no", "name", "phone", "phone_other"}},
		{"the address in parts", "户号,户名,乡镇,村,组,联系电话", []string{"account_no", "name", "address", "address", "address", "phone"}},
		{"the address as a whole, and its parts again", "户号,户名,乡镇,村,用电地址", []string{"account_no", "name", "", "", "address"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			header := strings.Split(tt.header, ",")
			cells := map[string]string{
				"欠费月数": "3", "欠费起始年月": "202601", "抄表日期": "2026-01-05", "打印日期": "2026-01-05", "出生日期": "1999-06-15", "客户经理电话": "13900000000", "抄表员电话": "13900000000",
				"台区容量": "315", "变压器容量": "315", "旧户号": "5104210000011", "户号": "5104210000018", "合同编号": "5104210000", "身份证地址": "新村村八组七十八号", "乡镇": "白马镇", "用电地址": "白马镇新村村八组",
			}
			row := make([]string, len(header))
			for i, title := range header {
				row[i] = cells[title]
			}
			if got := fieldsOf(Guess(Customers(), header, [][]string{row, row})); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLinesThatAreNoRecords(t *testing.T) {
	handedOver(t, []handed{
		{
			"pages, totals and signatures", strings.Join([]string{
				"米易县用电客户清单", "户号,户名,用电地址,合同容量,欠费", "1,2,3,4,5", "5104210000011,甲某某,新村村一组,8,0", "小计,,,8,0", "第1页 共2页",
				"米易县用电客户清单", "户号,户名,用电地址,合同容量,欠费", "5104210000018,乙某某,新村村一组,8,0", "3000,合计,,16,0", "（合计）,2户,,16,0", ",总 计,共2户,16,0", "制表：营业班,,审核：,,", "打印日期：2026-11-02",
			}, "\n"), "account_no name",
			[]string{
				"3 passed: repeated_header", "4 5104210000011|甲某某", "5 passed: footer", "6 passed: footer", "7 passed: footer", "8 passed: repeated_header",
				"9 5104210000018|乙某某", "10 passed: footer", "11 passed: footer", "12 passed: footer", "13 passed: footer", "14 passed: footer",
			},
		},
		{
			"titles that name the transformer area", strings.Join([]string{
				"户号,户名,用电地址", "白马01台区（共2户）,,", "5104210000011,甲某某,新村村一组", "5104210000018,乙某某,新村村一组", "小计,2,", "台区：白马02公变 2026年11月 共1户 00001,,", "5104210000025,丙某某,新村村一组",
			}, "\n"), "account_no transformer_area",
			[]string{"2 passed: section", "3 5104210000011|白马01台区", "4 5104210000018|白马01台区", "5 passed: footer", "6 passed: section", "7 5104210000025|白马02公变"},
		},
		{
			"a second list below, its columns in another order", strings.Join([]string{
				"户号,户名,用电地址,联系电话", "5104210000011,甲某某,新村村一组,13900000000", "户名,户号,联系电话,用电地址", "乙某某,5104210000018,13900000001,新村村一组", "户号,户名,用电地址,联系电话", "5104210000025,丙某某,新村村一组,13900000002",
			}, "\n"), "account_no name phone",
			[]string{"2 5104210000011|甲某某|13900000000", "3 passed: new_header", "4 refused:  other_header 3", "5 passed: repeated_header", "6 5104210000025|丙某某|13900000002"},
		},
	})
}

// A row that has slipped must not fill the file with phones for addresses.
func TestRowsThatHaveSlipped(t *testing.T) {
	handedOver(t, []handed{
		{
			"a comma that was not quoted, the last cell empty", "户号,户名,用电地址,联系电话,备注\n5104210000011,甲某某,白马镇,新村村,13900000000,\n5104210000018,乙某某,新村村一组,13900000001,\n",
			"account_no",
			[]string{"2 refused:  columns_shifted", "3 5104210000018"},
		},
		{
			"a cell that is missing", "户号,户名,用电地址,供电电压,合同容量,联系电话,立户日期,欠费\n5104210000011,甲某某,220V,8,13900000000,2011-01-22,0\n5104210000018,乙某某,新村村一组,220V,8,13900000001,2011-01-22,0\n",
			"account_no",
			[]string{"2 refused:  looks_shifted", "3 5104210000018"},
		},
	})
}

func TestAHeaderFarBelowAndOneWithoutRows(t *testing.T) {
	above := strings.Repeat("填表说明：请勿改动本表格式\n", 60)
	sameFates(t, told(t, written(t, "list.csv", above+plainList), "account_no"), []string{"62 5104210000011", "63 5104210000018"})
	book, err := Open(written(t, "list.csv", "清单\n户号,户名,用电地址\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	_, err = book.Table("", Customers())
	wantProblem(t, err, NoRows)
}

func TestATwoRowHeaderOfAText(t *testing.T) {
	handedOver(t, []handed{
		{
			"an address in parts under one name", "户号,户名,用电地址,,,客户经理,,欠费\n,,乡镇,村,组,姓名,电话,(万元)\n5104210000011,甲某某,白马镇,新村村,8,沈某,13900000009,0.1\n5104210000018,乙某某,白马镇,挂榜村,三,沈某,13900000009,0\n",
			"account_no address manager phone arrears",
			[]string{"3 5104210000011|白马镇新村村8组|沈某||1000.00", "4 5104210000018|白马镇挂榜村三组|沈某||0.00"},
		},
		{
			"an address in columns of their own", "户号,户名,乡镇,行政村,村民小组,门牌号\n5104210000011,甲某某,白马镇,新村村,8,78\n", "address", []string{"2 白马镇新村村8组78号"},
		},
	})
}
