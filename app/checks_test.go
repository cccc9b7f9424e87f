package app

import (
	"testing"

	"pgregory.net/rapid"
)

const checksToday Day = "2026-11-23"

func TestCheckIDNo(t *testing.T) {
	tests := []struct {
		name, no string
		want     Warning // zero: nothing to warn of
	}{
		{"the specimen with X", "11010519491231002X", Warning{}},
		{"the specimen with a digit", "440524188001010014", Warning{}},
		{"a lower-case x", "11010519491231002x", Warning{}},
		{"full-width digits and blanks", "１１０１０５ １９４９１２３１ ００２Ｘ", Warning{}},
		{"a wrong check character", "110105194912310021", Warning{Reason: WrongCheckDigit, At: 18, Got: "1", Want: "X"}},
		{"two digits exchanged", "11010519491213002X", Warning{Reason: WrongCheckDigit, At: 18, Got: "X", Want: "9"}},
		{"a digit short", "11010519491231002", Warning{Reason: WrongLength, Got: "17", Want: "18"}},
		{"an old number of 15 digits", "110105491231002", Warning{Reason: WrongLength, Got: "15", Want: "18"}},
		{"a letter O for a zero", "11O10519491231002X", Warning{Reason: WrongCharacter, At: 3, Got: "O"}},
		{"X in the middle", "1101051949123100X2", Warning{Reason: WrongCharacter, At: 17, Got: "X"}},
		{"a Han character", "1101051949123100二X", Warning{Reason: WrongCharacter, At: 17, Got: "二"}},
		{"30 February", "11010519490230002X", Warning{Reason: NoSuchDate, At: 7}},
		{"month 13", "11010519491331002X", Warning{Reason: NoSuchDate, At: 7}},
		{"born tomorrow", "110105202611240027", Warning{Reason: DateAhead, At: 7}},
		{"no such province", "99010519491231002X", Warning{Reason: NoSuchDivision, At: 1, Got: "99"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { expectWarning(t, "id_no", tt.want)(CheckIDNo(tt.no, checksToday)) })
	}
}

// expectWarning compares a check's answer with a warning of the field.
func expectWarning(t *testing.T, field string, want Warning) func(Warning, bool) {
	t.Helper()
	return func(got Warning, warned bool) {
		t.Helper()
		if want.Reason != "" {
			want.Field = field
		}
		if got != want || warned != (want.Reason != "") {
			t.Errorf("got %+v, %v, want %+v", got, warned, want)
		}
	}
}

func TestCheckUSCC(t *testing.T) {
	tests := []struct {
		name, code string
		want       Warning
	}{
		{"the specimen of the standard", "91350100M000100Y43", Warning{}},
		{"a computed one", "91510421MA0000000E", Warning{}},
		{"in lower case", "91510421ma0000000e", Warning{}},
		{"a wrong check character", "91350100M000100Y44", Warning{Reason: WrongCheckDigit, At: 18, Got: "4", Want: "3"}},
		{"a letter I", "9135010OM000100Y43", Warning{Reason: WrongCharacter, At: 8, Got: "O"}},
		{"a sign short", "91350100M000100Y4", Warning{Reason: WrongLength, Got: "17", Want: "18"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { expectWarning(t, "uscc", tt.want)(CheckUSCC(tt.code)) })
	}
}

func TestCheckPhones(t *testing.T) {
	mobile, landline := Warning{Field: "mobile", Reason: NotAMobile}, Warning{Field: "landline", Reason: NotALandline}
	tests := []struct {
		name  string
		check func(string) (Warning, bool)
		phone string
		want  Warning
	}{
		{"a mobile number", CheckMobile, "13800000000", Warning{}},
		{"a mobile number in groups", CheckMobile, "+86 138-0000-0000", Warning{}},
		{"a digit short", CheckMobile, "1380000000", mobile},
		{"beginning 12", CheckMobile, "12800000000", mobile},
		{"two in one field", CheckMobile, "13800000000/13900000000", mobile},
		{"no number", CheckMobile, "无", mobile},
		{"Panzhihua", CheckLandline, "0812-3000000", Warning{}},
		{"Panzhihua with an extension", CheckLandline, "0812-3000000-801", Warning{}},
		{"Beijing", CheckLandline, "010 80000000", Warning{}},
		{"without the area code", CheckLandline, "3000000", landline},
		{"too long an extension", CheckLandline, "0812-3000000-8012345", landline},
		{"either: a mobile number", CheckPhone, "13800000000", Warning{}},
		{"either: a landline number", CheckPhone, "0812-3000000", Warning{}},
		{"either: neither", CheckPhone, "95598", mobile},
		{"either: half a landline number", CheckPhone, "0812-30", landline},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { expectWarning(t, tt.want.Field, tt.want)(tt.check(tt.phone)) })
	}
}

func TestCheckAccountNo(t *testing.T) {
	unusual := func(got, want string) Warning {
		return Warning{Reason: UnusualAccountNo, Got: got, Want: want}
	}
	const both = "5104#########|##########"
	tests := []struct {
		name, no, pattern string
		want              Warning
	}{
		{"thirteen digits", "0104210000001", DefaultAccountPattern, Warning{}},
		{"full-width digits", "０１０４２１０００００１２", DefaultAccountPattern, Warning{}},
		{"twelve digits", "010421000001", DefaultAccountPattern, unusual("12", DefaultAccountPattern)},
		{"a letter", "010421000000A", DefaultAccountPattern, unusual("13", DefaultAccountPattern)},
		{"the company's prefix", "5104210000001", both, Warning{}},
		{"the old ten digits", "0421000001", both, Warning{}},
		{"another company's prefix", "3304210000001", both, unusual("13", both)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { expectWarning(t, "account_no", tt.want)(CheckAccountNo(tt.no, tt.pattern)) })
	}
}

func TestCheckDivision(t *testing.T) {
	tests := []struct {
		name, code string
		want       Warning
	}{
		{"Miyi county", "510421", Warning{}},
		{"with township and village", "510421100201", Warning{}},
		{"eight digits", "51042110", Warning{Reason: WrongLength, Got: "8", Want: "12"}},
		{"four digits", "5104", Warning{Reason: WrongLength, Got: "4", Want: "6"}},
		{"no such province", "990421", Warning{Reason: NoSuchDivision, At: 1, Got: "99"}},
		{"a letter", "51O421", Warning{Reason: WrongCharacter, At: 3, Got: "O"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { expectWarning(t, "division", tt.want)(CheckDivision(tt.code)) })
	}
}

func TestWarningsOfADraft(t *testing.T) {
	draft := CustomerDraft{
		Customer: Customer{IDNo: "110105194912310021", USCC: "91350100M000100Y44"},
		Contact:  Contact{Mobile: "1380000000", Landline: "3000000"},
		Account:  Account{AccountNo: "12", Division: "99"},
	}
	var fields []string
	for _, w := range draft.Warnings(DefaultAccountPattern, checksToday) {
		fields = append(fields, w.Field)
	}
	if got, want := len(fields), 6; got != want {
		t.Errorf("%d fields warned: %v, want all %d", got, fields, want)
	}
	draft.Customer.IDType = "passport"
	for _, w := range draft.Warnings(DefaultAccountPattern, checksToday) {
		if w.Field == "id_no" {
			t.Error("a passport's number is not an identity card's")
		}
	}
	if got := (CustomerDraft{}).Warnings(DefaultAccountPattern, checksToday); got != nil {
		t.Errorf("empty fields warn: %v", got)
	}
}

// The check character finds every single wrong digit: that is what it is for.
func TestIDNoFindsAnyWrongDigit(t *testing.T) {
	const good = "11010519491231002X"
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, 16).Draw(t, "at")
		digit := byte(rapid.IntRange('0', '9').Draw(t, "digit"))
		_, warned := CheckIDNo(good[:at]+string(rune(digit))+good[at+1:], checksToday)
		if warned == (good[at] == digit) {
			t.Fatalf("%c at %d: warned %v", digit, at+1, warned)
		}
	})
}

func FuzzChecks(f *testing.F) {
	for _, no := range []string{"", "11010519491231002X", "91350100M000100Y43", "0812-3000000-1", "510421", "１１０１０５", "\xff"} {
		f.Add(no)
	}
	f.Fuzz(func(t *testing.T, no string) {
		for field, check := range map[string]func(string) (Warning, bool){
			"id_no": func(s string) (Warning, bool) { return CheckIDNo(s, checksToday) },
			"uscc":  CheckUSCC, "mobile": CheckMobile, "landline": CheckLandline, "division": CheckDivision,
			"account_no": func(s string) (Warning, bool) { return CheckAccountNo(s, DefaultAccountPattern) },
		} {
			w, warned := check(no)
			if warned != (w != Warning{}) || warned && (w.Field != field || w.Reason == "" || w.At > 18) {
				t.Fatalf("the check of %s says %+v, %v about %q", field, w, warned, no)
			}
			if again, warnedAgain := check(NormaliseCode(no)); field != "mobile" && field != "landline" && (again != w || warnedAgain != warned) {
				t.Fatalf("the check of %s changes its mind about %q", field, no)
			}
		}
	})
}
