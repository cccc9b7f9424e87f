package sheet

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// fieldsOf is what each column was taken for.
func fieldsOf(m Mapping) []string {
	var out []string
	for _, c := range m.Columns {
		out = append(out, c.Field)
	}
	return out
}

func TestColumnsAreUnderstood(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"other words for the same", "户 号,户名,装表地址,报装容量（kVA）,手机号码,身份证号\n1,,,,,\n", []string{"account_no", "name", "address", "contracted_kva", "phone", "id_no"}},
		{"English titles", "Account number,Customer,Address,Contracted kVA,Phone,Opened on\n1,,,,,\n", []string{"account_no", "name", "address", "contracted_kva", "phone", "opened_on"}},
		{"titles nearly like ours", "用户编号*,用户名称(全称),详细用电地址,欠费总额,备注栏\n1,,,,\n", []string{"account_no", "name", "address", "arrears", "note"}},
		{
			"a strange title over telling contents", "用户名称,用电地址,A,B,C\n" +
				"文兰燕,新村村8组,5104210000011,13900000000,2011-01-22\n徐刚,新村村7组,5104210000018,13900000001,2000-04-23\n",
			[]string{"name", "address", "account_no", "phone", "opened_on"},
		},
		{
			"two columns of the same name", "户号,户名,联系电话,联系电话,备注\n5104210000011,文兰燕,13900000000,13900000001,\n",
			[]string{"account_no", "name", "phone", "phone_other", "note"},
		},
		{
			"the name of a person and of a manager", "户号,户名,客户经理,联系人\n5104210000011,文兰燕,沈丽,文兰燕\n",
			[]string{"account_no", "name", "manager", "contact"},
		},
		{"a column nobody knows", "户号,户名,用电地址,天气\n5104210000011,文兰燕,新村村,晴\n", []string{"account_no", "name", "address", ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fieldsOf(table(t, written(t, "list.csv", tt.text)).Mapping); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAMappingIsKeptAndUsedAgain(t *testing.T) {
	profile := Customers()
	m := Guess(profile, []string{"户号", "户名", "甲", "电话"}, nil).With([]string{"account_no", "name", "note", ""})
	raw, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var kept Mapping
	if err := json.Unmarshal(raw, &kept); err != nil {
		t.Fatal(err)
	}
	header := []string{"甲", "户名(全)", "用电地址", "户号"}
	if got, want := fieldsOf(kept.For(Guess(profile, header, nil))), []string{"note", "name", "address", "account_no"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if !kept.Fits(header) || kept.Fits([]string{"户号", "户名"}) {
		t.Error("a mapping fits where all its columns stand, and nowhere else")
	}
	if got := kept.With([]string{""}).Missing(profile); !slices.Equal(got, []string{"account_no"}) {
		t.Errorf("missing are %q", got)
	}
}

func TestTheHeaderIsFound(t *testing.T) {
	tests := []struct {
		name, text string
		line       int
		title      string
		notes      []Reason
	}{
		{"at once", "户号,户名,地址\n1,2,3\n", 1, "", nil},
		{"below a title and a date", "用电客户清单,,\n打印日期：2026-11-02,,\n户号,户名,地址\n1,2,3\n", 3, "用电客户清单", nil},
		{"with known names though another row is wider", "a,b,c,d,e\n户号,户名,地址\n1,2,3\n", 2, "a", nil},
		{"by its width where no name is known", "清单\n甲,乙,丙\n1,2,3\n", 2, "清单", []Reason{HeaderGuessed}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := table(t, written(t, "list.csv", tt.text))
			var notes []Reason
			for _, n := range got.Notes {
				notes = append(notes, n.Reason)
			}
			if got.HeaderLine != tt.line || got.Title != tt.title || !slices.Equal(notes, tt.notes) {
				t.Errorf("header in line %d under %q, %v", got.HeaderLine, got.Title, notes)
			}
		})
	}
	book, err := Open(written(t, "list.csv", "1,2,3\n4,5,6\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	_, err = book.Table("", Customers())
	wantProblem(t, err, NoHeader)
}

func TestAHeaderOfMergedCells(t *testing.T) {
	path := workbookOf(t, func(f *excelize.File) {
		setCells(t, f, map[string]any{
			"A1": "客户清单", "A2": "户号", "B2": "户名", "C2": "用电地址", "D2": "联系", "F2": "备注",
			"D3": "联系人", "E3": "联系电话",
			"A4": "5104210000011", "B4": "文兰燕", "C4": "新村村", "D4": "文兰燕", "E4": "13900000000", "F4": "一",
			"A5": "5104210000018", "B5": "徐刚",
		})
		for _, area := range [][2]string{{"A1", "F1"}, {"A2", "A3"}, {"B2", "B3"}, {"C2", "C3"}, {"D2", "E2"}, {"F2", "F3"}, {"C4", "C5"}} {
			if err := f.MergeCell("Sheet1", area[0], area[1]); err != nil {
				t.Fatal(err)
			}
		}
	})
	found := table(t, path)
	want := []string{"account_no", "name", "address", "contact", "phone", "note"}
	if got := fieldsOf(found.Mapping); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	taken := 0
	for r, err := range found.Records(found.Mapping) {
		if err != nil {
			t.Fatal(err)
		}
		if taken++; taken == 1 && r.Values[ContactPhone].Text != "13900000000" {
			t.Errorf("the phone is %+v", r.Values[ContactPhone])
		}
	}
	if taken != 2 {
		t.Errorf("%d rows, want 2", taken)
	}
	if want := []Note{{Reason: HeaderJoined, Line: 2}, {Reason: MergedCells, Line: 1}}; !reflect.DeepEqual(found.Notes, want) {
		t.Errorf("noted %+v, want %+v", found.Notes, want)
	}
}

func TestRowsThatAreRefusedOrPassedOver(t *testing.T) {
	text := strings.Join([]string{
		"用电客户清单", "户号,户名,用电地址,欠费,备注,表号",
		"5104210000011,文兰燕,新村村8组,0,,0012",
		"5104210000018,徐刚,新村村7组,0,一,二,三",
		",雷兰燕,挂榜村4组,0,,",
		"5104210000025,,挂榜村4组,0,,",
		"5.14210E+12,崔国艳,回龙村4组,0,,",
		"待定,杨霞建,回龙村10组,0,,",
		"5104210000011\t,吴芳晓,新村村2组,0,,",
		"A-12,江海勇,龙滩村,0,,",
		"A-12,江海勇,龙滩村,0,,",
		"小计,,,12.5,,",
		"第1页 共2页",
		"用电客户清单",
		"户号,户名,用电地址,欠费,备注,表号",
		"0005104210000011,段云英,新村村5组,0,合计,",
		"总 计：,,,25.0,,",
		"制表：营业班,,审核：,,,",
	}, "\n")
	type fate struct {
		reason, field string
		line          int
	}
	got := map[int]fate{}
	for r := range records(t, written(t, "list.csv", text)) {
		got[r.Line] = fate{string(r.Skipped) + string(r.Refused.Reason), r.Refused.Field, r.Refused.Line}
	}
	want := map[int]fate{
		3: {}, 4: {"columns_shifted", "", 0}, 5: {"missing", "account_no", 0}, 6: {"missing", "name", 0},
		7: {"number_destroyed", "account_no", 0}, 8: {"not_a_code", "account_no", 0}, 9: {"duplicate", "account_no", 3},
		10: {}, 11: {"duplicate", "account_no", 10}, 12: {"footer", "", 0}, 13: {"footer", "", 0}, 14: {"footer", "", 0},
		15: {"repeated_header", "", 0}, 16: {}, 17: {"footer", "", 0}, 18: {"footer", "", 0},
	}
	if !maps.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}
