package app

import (
	"reflect"
	"testing"
)

func TestMasksFollowTheRules(t *testing.T) {
	tests := []struct {
		name        string
		kind        MaskKind
		value, want string
	}{
		{"a name of two characters", NameMask, "张三", "张*"},
		{"a name of three", NameMask, "张小三", "张**"},
		{"a double surname", NameMask, "欧阳小锋", "欧阳**"},
		{"a double surname read in its own way", NameMask, "尉迟恭", "尉迟*"},
		{"a name of the Yi", NameMask, "吉克·阿呷", "吉克·**"},
		{"an organisation stays", NameMask, "光明超市有限公司", "光明超市有限公司"},
		{"a name of one character", NameMask, "张", "*"},
		{"a mobile", PhoneMask, "12900005678", "129****5678"},
		{"an identity number", IDMask, "11010519491231002X", "110105********002X"},
		{"a passport", IDMask, "E00000001", "*****0001"},
		{"an account number", AccountMask, "5104000000011", "51040****0011"},
		{"a short account number", AccountMask, "400011", "**0011"},
		{"an address with its village", AddressMask, "米易县攀莲镇新村村3组12号", "米易县攀莲镇新村村3组**"},
		{"an address with its compound", AddressMask, "米易县阳光小区3栋2单元", "米易县阳光小区**"},
		{"an address with a street alone", AddressMask, "米易县府城大街12号", "米易县府城大街**"},
		{"a bank account", BankMask, "6200000000000000000", "***************0000"},
		{"an address of mail", EmailMask, "zhang@example.com", "z***@example.com"},
		{"a place", PositionMask, "26.91,102.12", "26.**,102.**"},
		{"a card in a text", TextMask, "退款至6200000000000000000", "退款至***************0000"},
		{"nothing stays nothing", IDMask, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.kind.Mask(tt.value); got != tt.want {
				t.Errorf("masked to %q, want %q", got, tt.want)
			}
			if got := tt.kind.Mask(tt.want); got != tt.want && tt.kind != NameMask && tt.kind != AddressMask {
				t.Errorf("masked again to %q", got)
			}
		})
	}
}

func TestAMaskWrittenBackMeansWhatStands(t *testing.T) {
	tests := []struct {
		name          string
		kind          MaskKind
		typed, stands string
		want          string
		refused       bool
	}{
		{"left alone", PhoneMask, "129****5678", "12900005678", "12900005678", false},
		{"another number", PhoneMask, "12900009999", "12900005678", "12900009999", false},
		{"the mask of another number", PhoneMask, "129****9999", "12900005678", "", true},
		{"a sign of one's own in a number", PhoneMask, "0812*1234", "12900005678", "0812*1234", false},
		{"the mask of another name", NameMask, "李*", "张三", "", true},
		{"emptied", PhoneMask, "", "12900005678", "", false},
		{"a text with more behind it", TextMask, "打129****5678，下午", "打12900005678", "打12900005678，下午", false},
		{"two numbers in a text", TextMask, "129****5678或129****5678", "12900005678或12911115678", "12900005678或12911115678", false},
		{"stars of one's own in a text", TextMask, "***加急***", "打12900005678", "***加急***", false},
		{"an identity number in a text", TextMask, "证号******************，已核", "证号11010519491231002X", "证号11010519491231002X，已核", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := tt.kind.Unmasked(tt.typed, tt.stands)
			if ok == tt.refused || ok && got != tt.want {
				t.Errorf("got %q (%v), want %q, refused %v", got, ok, tt.want, tt.refused)
			}
		})
	}
}

func TestWhatLeavesTheStoreIsMaskedWhereverItStands(t *testing.T) {
	page := CustomerPage{
		Customer: Customer{Name: "张三", IDNo: "11010519491231002X", LegalRep: "李四", Note: "打12900005678"},
		Contacts: []Contact{{Name: "张三", Mobile: "12900005678"}},
		Accounts: []Account{{AccountNo: "12900005678", Address: "新村村3组12号"}},
	}
	shared := page.Contacts
	got := Masked(page)
	want := page
	want.Customer.IDNo, want.Customer.LegalRep, want.Customer.Note = "110105********002X", "李*", "打129****5678"
	want.Contacts = []Contact{{Name: "张三", Mobile: "129****5678"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("masked to %+v", got)
	}
	if shared[0].Mobile != "12900005678" {
		t.Error("what others share was written to")
	}
}

func TestAChangeIsMaskedAsTheFieldItTellsOf(t *testing.T) {
	got := Masked([]FieldChange{
		{Table: "contacts", Field: "mobile", Old: "0812-0001234", New: "12900005678", Why: Why{Note: "来电12900005678"}},
		{Table: "accounts", Field: "account_no", Old: "12900005678"},
		{Table: "customers", Field: "id_no", New: "11010519491231002X"},
	})
	if got[0].Old != "081****1234" || got[0].New != "129****5678" || got[0].Why.Note != "来电129****5678" || got[1].Old != "12900005678" || got[2].New != "110105********002X" {
		t.Errorf("masked to %+v", got)
	}
	c := Masked(Conflict{Record: RecordRef{Table: "contacts"}, Field: "mobile", Holds: ConflictValue{Value: "0812-0001234"}, Lost: []ConflictValue{{Value: "12900005678"}}})
	if c.Holds.Value != "081****1234" || c.Lost[0].Value != "129****5678" {
		t.Errorf("masked to %+v", c)
	}
}

func BenchmarkMaskingAPageOfRows(b *testing.B) {
	rows := make([]CustomerRow, 100)
	for i := range rows {
		rows[i] = CustomerRow{Name: "张三", AccountNo: "5104000000011", Address: "米易县攀莲镇新村村3组12号", Phone: "12900005678", Area: "新村3号台区", Manager: "王五"}
	}
	for b.Loop() {
		Masked(rows)
	}
}
