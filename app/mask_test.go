package app

import "testing"

func TestATelephoneNumberIsMasked(t *testing.T) {
	tests := []struct{ name, no, want string }{
		{"a mobile", "12900001234", "129****1234"},
		{"a landline with its area code", "0812-0001234", "081****1234"},
		{"a landline without", "0001234", "****1234"},
		{"two numbers in one field", "12900001234、0812-0005678", "129****1234、081****5678"},
		{"what is no number stays", "转 302", "转 302"},
		{"none", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := MaskPhone(tt.no); got != tt.want {
				t.Errorf("masked to %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPersonalNumbersInTextAreMasked(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a mobile in a sentence", "请打12900001234联系", "请打129****1234联系"},
		{"an identity number in a sentence", "身份证110105194912310021。", "身份证******************。"},
		{"one that ends in X", "11010519491231002X", "******************"},
		{"an account number stays", "户号5104000000011", "户号5104000000011"},
		{"a reading stays", "上月 312 千瓦时", "上月 312 千瓦时"},
		{"eighteen digits without a date stay", "510400000001199999", "510400000001199999"},
		{"a credit code stays", "91510421MA0000000E", "91510421MA0000000E"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := MaskPersonal(tt.text); got != tt.want {
				t.Errorf("masked to %q, want %q", got, tt.want)
			}
		})
	}
}
