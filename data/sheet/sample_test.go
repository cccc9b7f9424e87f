package sheet

import (
	"maps"
	"slices"
	"testing"
)

// The list is as a hall handed it over: GB18030, a title above, a total and a
// signature below, and every quirk real lists have.
func TestTheListOfTheHallIsTakenInAsFarAsItCanBe(t *testing.T) {
	found := table(t, sampleList)
	if found.book.Encoding != GB18030 || found.HeaderLine != 3 || found.Title != "米易县供电分公司 用电客户档案清单" {
		t.Errorf("read as %s, header in line %d under %q", found.book.Encoding, found.HeaderLine, found.Title)
	}
	for _, column := range found.Mapping.Columns {
		if column.Field == "" {
			t.Errorf("column %q was not understood", column.Title)
		}
	}
	got := map[string]int{}
	for r, err := range found.Records(found.Mapping) {
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case r.Skipped != "":
			got["skipped/"+string(r.Skipped)]++
		case !r.Taken():
			got["refused/"+string(r.Refused.Reason)]++
		default:
			got["taken"]++
			for _, n := range r.Notes {
				got[n.Field+"/"+string(n.Reason)]++
			}
		}
	}
	want := map[string]int{
		"taken": 2928, "refused/duplicate": 57, "refused/number_destroyed": 15, "skipped/footer": 2,
		"phone/phone_second": 53, "phone/phone_short": 67, "industry/industry_unknown": 357,
		"id_no/number_looks_wrong": 1969, "id_no/number_destroyed": 2, "opened_on/day_ahead": 7, "uscc/number_looks_wrong": 282,
	}
	if !maps.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestLookingAndTakingGiveTheSame(t *testing.T) {
	found := table(t, sampleList)
	count := func() (taken, refused int) {
		for r, err := range found.Records(found.Mapping) {
			if err != nil {
				t.Fatal(err)
			}
			if r.Taken() {
				taken++
			} else if r.Skipped == "" {
				refused++
			}
		}
		return taken, refused
	}
	taken, refused := count()
	if again, refusedAgain := count(); taken != again || refused != refusedAgain {
		t.Errorf("first %d and %d, then %d and %d", taken, refused, again, refusedAgain)
	}
	if done, total := found.Progress(); done != total || total == 0 {
		t.Errorf("%d of %d bytes were read", done, total)
	}
}

// rowOf reads the one row of the sample with that number.
func rowOf(t *testing.T, account string) (values []Value, notes []Note) {
	t.Helper()
	for r := range records(t, sampleList) {
		if r.Values[AccountNo].Text == account {
			return append(values, r.Values...), append(notes, r.Notes...)
		}
	}
	t.Fatalf("no row %s", account)
	return nil, nil
}

func TestRowsOfTheListOfTheHall(t *testing.T) {
	tests := []struct {
		name    string
		account string
		field   int
		want    Value
	}{
		{"a number kept from the spreadsheet by an equals sign", "5104210000018", CustomerName, TextValue("徐刚䶮")},
		{"an amount with its thousands parted", "5104210000025", Arrears, IntValue(120400)},
		{"a line break in a remark", "5104210000025", Remark, TextValue("多行\n备注")},
		{"a negative amount in brackets", "5104210000137", Arrears, IntValue(-3520)},
		{"a formula in a remark stays a text", "5104210000039", Remark, TextValue("=1+1")},
		{"the second number of a cell", "5104210000039", OtherPhone, TextValue("13800000000")},
		{"a full-width number", "5104210000221", ContactPhone, TextValue("18145462576")},
		{"blanks in a number", "5104210000228", ContactPhone, TextValue("19912433248")},
		{"a number one digit short is kept", "5104210000368", ContactPhone, TextValue("1871672055")},
		{"a landline finds its own field", "5104210020955", OtherPhone, TextValue("08128167752")},
		{"no amount at all", "5104210000158", Arrears, Value{}},
		{"a capacity with its unit", "5104210000102", ContractedKVA, IntValue(315000)},
		{"an industry without its letter", "5104210000032", IndustryCode, TextValue("A0111")},
		{"an industry in words", "5104210000235", IndustryCode, TextValue("A011")},
		{"a small x of an identity card", "5104210000249", IDNumber, TextValue("51042119471211581X")},
		{"a credit code among the identity cards", "5104210000102", USCC, TextValue("9151042WK178YYM9A6")},
		{"a cooperative is an organisation", "5104210000102", HolderKind, TextValue("organisation")},
		{"a day without signs", "5104210000025", OpenedOn, TextValue("1996-10-12")},
		{"a day in Chinese", "5104210000074", OpenedOn, TextValue("2013-10-04")},
		{"quotes in a remark", "5104210000116", Remark, TextValue(`引号"内"`)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			values, _ := rowOf(t, tt.account)
			if got := values[tt.field]; got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
	_, notes := rowOf(t, "5104210000368")
	if !slices.ContainsFunc(notes, func(n Note) bool { return n.Field == "phone" && n.Reason == PhoneShort }) {
		t.Errorf("the short number was not noted: %v", notes)
	}
}
