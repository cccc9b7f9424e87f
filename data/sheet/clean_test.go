package sheet

import (
	"testing"

	"lamplighter/app"
)

func TestCleaningACell(t *testing.T) {
	text := func(s string) Value { return TextValue(s) }
	tests := []struct {
		name string
		kind Kind
		cell string
		want Value
		odd  Reason
	}{
		{"a plain number", Code, "5104210000011", text("5104210000011"), ""},
		{"leading zeros", Code, "0012", text("0012"), ""},
		{"a wrapped number", Code, `="0012"`, text("0012"), ""},
		{"a number with an apostrophe", Code, "'0012", text("0012"), ""},
		{"a tab behind", Code, "5104210000011\t", text("5104210000011"), ""},
		{"full-width digits and a wide blank", Code, "　５１０４ ", text("5104"), ""},
		{"a destroyed number", Code, "5.14210E+12", Value{}, NumberDestroyed},
		{"a number written with an exponent, all its digits there", Code, "5.104210000011E+12", text("5104210000011"), ""},
		{"a column too narrow to show its number", Code, "########", Value{}, NumberDestroyed},
		{"a dash for none", Code, "－", Value{}, ""},
		{"a failed formula", Code, "#N/A", Value{}, FormulaError},

		{"a mobile number", Phone, "13900000000", text("13900000000"), ""},
		{"blanks and hyphens", Phone, "139-0000 0000", text("13900000000"), ""},
		{"the country code", Phone, "+86 139 0000 0000", text("13900000000"), ""},
		{"a landline", Phone, "0812-8160000", text("08128160000"), ""},
		{"a landline with brackets and extension", Phone, "(0812)8160000-801", text("08128160000-801"), ""},
		{"a number of the own town", Phone, "8160000", text("8160000"), ""},
		{"two numbers with a stroke", Phone, "13900000000/08128160000", text("13900000000"), ""},
		{"two numbers with a blank", Phone, "13900000000 13900000001", text("13900000000"), ""},
		{"a name behind the number", Phone, "13900000000(张三)", text("13900000000"), PhoneMore},
		{"a digit short", Phone, "1390000000", text("1390000000"), PhoneShort},
		{"a digit too many", Phone, "139000000000", text("139000000000"), PhoneOdd},
		{"no phone", Phone, "无", Value{}, ""},
		{"words", Phone, "同上", text("同上"), PhoneOdd},
		{"a destroyed phone", Phone, "1.39E+10", Value{}, NumberDestroyed},

		{"an identity card that fits", IDNo, "11010519491231002x", text("11010519491231002X"), ""},
		{"a wrong check digit", IDNo, "110105194912310020", text("110105194912310020"), NumberLooksWrong},
		{"a credit code that fits", IDNo, "91350100M000100Y43", text("91350100M000100Y43"), ""},
		{"a credit code that does not", IDNo, "91350100M000100Y44", text("91350100M000100Y44"), NumberLooksWrong},
		{"a passport", IDNo, "E12345678", text("E12345678"), ""},

		{"2026-01-05", Day, "2026-01-05", text("2026-01-05"), ""},
		{"2026-1-5", Day, "2026-1-5", text("2026-01-05"), ""},
		{"2026/1/5", Day, "2026/1/5", text("2026-01-05"), ""},
		{"2026.1.5", Day, "2026.1.5", text("2026-01-05"), ""},
		{"20260105", Day, "20260105", text("2026-01-05"), ""},
		{"2026年1月5日", Day, "2026年1月5日", text("2026-01-05"), ""},
		{"the number of a spreadsheet", Day, "46027", text("2026-01-05"), ""},
		{"with the time of day", Day, "2026-01-05 08:30:00", text("2026-01-05"), ""},
		{"a day that is none", Day, "2026-02-30", Value{}, DayUnreadable},
		{"a day that is none, without signs", Day, "20260230", Value{}, DayUnreadable},
		{"words for a day", Day, "去年", Value{}, DayUnreadable},

		{"a capacity", KVA, "8", IntValue(8000), ""},
		{"千伏安", KVA, "16千伏安", IntValue(16000), ""},
		{"kVA", KVA, "10 kVA", IntValue(10000), ""},
		{"kva and full-width digits", KVA, "１０kva", IntValue(10000), ""},
		{"a blank behind", KVA, "10 ", IntValue(10000), ""},
		{"half a kVA", KVA, "0.5", IntValue(500), ""},
		{"兆伏安", KVA, "1.25兆伏安", IntValue(1250000), ""},
		{"less than nothing", KVA, "-8", Value{}, AmountNegative},
		{"no capacity", KVA, "—", Value{}, ""},
		{"words for a capacity", KVA, "八", Value{}, AmountUnreadable},

		{"an amount", Money, "12.5", IntValue(1250), ""},
		{"thousands parted", Money, "1,204.00", IntValue(120400), ""},
		{"thousands parted wrongly", Money, "12,04", Value{}, AmountUnreadable},
		{"negative in brackets", Money, "(35.20)", IntValue(-3520), ""},
		{"negative in wide brackets", Money, "（35.20）", IntValue(-3520), ""},
		{"negative in full width", Money, "－35.20", IntValue(-3520), ""},
		{"with its currency", Money, "￥-1,204.5元", IntValue(-120450), ""},
		{"万元", Money, "1.2万元", IntValue(1200000), ""},
		{"more decimals than fen", Money, "0.105", IntValue(11), ""},
		{"nothing due", Money, "0", IntValue(0), ""},
		{"an amount nobody owes", Money, "99999999999999999999", Value{}, AmountUnreadable},

		{"交流220V", Voltage, "交流220V", text("220V"), ""},
		{"220伏", Voltage, "220伏", text("220V"), ""},
		{"0.4kV", Voltage, "0.4kV", text("380V"), ""},
		{"10千伏", Voltage, "10千伏", text("10kV"), ""},
		{"AC10KV", Voltage, "AC 10KV", text("10kV"), ""},
		{"a bare 35", Voltage, "35", text("35kV"), ""},
		{"a voltage that is none", Voltage, "低压", text("低压"), VoltageUnknown},

		{"乡村居民生活用电", Category, "乡村居民生活用电", text("201"), ""},
		{"大工业用电", Category, "大工业用电", text("100"), ""},
		{"居民", Category, "居民", text("200"), ""},
		{"a category by number", Category, "401", text("401"), ""},
		{"number and words", Category, "401非居民照明", text("401"), ""},
		{"no category", Category, "冰蓄冷", text("冰蓄冷"), CategoryUnknown},

		{"a class", Industry, "Q8421", text("Q8421"), ""},
		{"a class without its letter", Industry, "0111", text("A0111"), ""},
		{"a class with its words", Industry, "Q8421 疾病预防控制中心", text("Q8421"), ""},
		{"a certain word", Industry, "谷物种植", text("A011"), ""},
		{"a letter that contradicts", Industry, "A8421", text("A8421"), IndustryMismatch},
		{"no class", Industry, "居民生活", text("居民生活"), IndustryUnknown},

		{"dots of a name", Name, "阿木•曲比", text("阿木·曲比"), ""},
		{"a padded name", Name, " 李　娜 ", text("李娜"), ""},
		{"rare characters", Name, "高㛃䶮", text("高㛃䶮"), ""},
		{"letters that were lost", Name, "高\ufffd", text("高\ufffd"), LettersLost},

		{"a formula in a remark", Text, "=1+1", text("=1+1"), ""},
		{"a line break", Text, "一\r\n二\r三", text("一\n二\n三"), ""},
		{"a dash in a remark", Text, "-", text("-"), ""},
		{"a person", Holder, "自然人", text("person"), ""},
		{"an organisation", Holder, "企业", text("organisation"), ""},
		{"an unknown holder", Holder, "其它", Value{}, HolderUnknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			record := &Record{}
			c := cleaner{today: "2026-11-23", wrapped: true, known: map[knownWord]codedValue{}, record: record}
			got := c.clean(&Field{Key: "field", Kind: tt.kind}, tt.cell)
			if got != tt.want {
				t.Errorf("%q became %+v, want %+v", tt.cell, got, tt.want)
			}
			var odd Reason
			if len(record.Notes) > 0 {
				odd = record.Notes[0].Reason
			}
			if odd != tt.odd || len(record.Notes) > 1 {
				t.Errorf("%q was noted as %v, want %q", tt.cell, record.Notes, tt.odd)
			}
		})
	}
}

func TestCodeTablesKeptElsewhereComeFirst(t *testing.T) {
	asked := 0
	c := cleaner{known: map[knownWord]codedValue{}, record: &Record{}, lookup: func(kind Kind, text string) (string, bool) {
		asked++
		return "999", kind == Category && text == "趸售"
	}}
	for range 3 {
		if got := c.clean(&Field{Kind: Category}, "趸售"); got.Text != "999" {
			t.Errorf("got %q", got.Text)
		}
	}
	if asked != 1 {
		t.Errorf("the table was asked %d times, want once", asked)
	}
}

func TestPlainDaysAreReadAsOthers(t *testing.T) {
	for _, cell := range []string{
		"2026-1-5", "2026/01/5", "2026.10.15", "2026年1月5日", "2026年10月15日", "20261015", "2026年1月5", "1999-12-31",
		"2026-02-29", "2024-02-29", "2026-13-01", "2026/1-5", "2026年1-5", "2026-1-5日", "2026.1", "2026-1-", "20261315",
	} {
		want, ok := app.ParseSheetDay(cell)
		if got, plain := plainDay(cell); plain && (got != want || !ok) {
			t.Errorf("%s became %s, want %s, %v", cell, got, want, ok)
		}
	}
}

func TestWritingAmountsAndReadingThemAgain(t *testing.T) {
	for _, kind := range []Kind{Number, KVA, Money} {
		for _, n := range []int64{0, 1, 5, 10, 99, 100, 101, 1000, 12345, -1, -3520, 120400, 999999999999} {
			text := string(kind.appendDecimal(nil, n))
			if got, ok := parseAmount(text, kind); !ok || got != n {
				t.Errorf("%d was written as %s and read as %d, %v", n, text, got, ok)
			}
		}
	}
}
