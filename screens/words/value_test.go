package words_test

import (
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/screens/words"
)

func TestAValueOfAnyColumnIsReadAsAPersonReadsIt(t *testing.T) {
	use(t, words.English)
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local)
	codes := words.NewCodes(words.English, []app.Code{{List: "customer_class", Code: "resident", ZH: "居民", EN: "Resident"}, {List: "channel", Code: "phone", ZH: "电话", EN: "Telephone"}})
	for _, tt := range []struct{ table, column, value, want string }{
		{"customers", "class", "resident", "Resident"},
		{"customers", "kind", string(app.Organisation), "Organisation"},
		{"cases", "channel", "phone", "Telephone"},
		{"cases", "status", string(app.Closed), words.Status(app.Closed)},
		{"accounts", "contracted_va", "8000", words.KVA(8000)},
		{"accounts", "arrears_fen", "12345", words.Money(12345)},
		{"promises", "due_on", "2026-03-09", words.Day("2026-03-09")},
		{"cases", "closed_at", "1772415000000", words.Moment(1772415000000, now)},
		{"cases", "closed_at", "0", ""},
		{"outages", "planned_from", "1772415000000", words.Moment(1772415000000, now)},
		{"opportunities", "expected_month", "202609", words.Month(202609)},
		{"cases", "anonymous", "1", words.YesNo("yes")},
		{"customers", "note", "下午在家", "下午在家"},
		{"contacts", "mobile", "12900001234", "12900001234"},
		{"customers", "note", "", ""},
	} {
		if got := codes.Value(tt.table, tt.column, tt.value, now); got != tt.want {
			t.Errorf("%s.%s %q reads %q, want %q", tt.table, tt.column, tt.value, got, tt.want)
		}
	}
}

func TestAnAreaIsCalledByItsUnitAndADeviceByItsName(t *testing.T) {
	use(t, words.English)
	units := []app.OrgUnit{{Name: "米易营业厅", Area: 7}}
	for area, want := range map[app.Area]string{0: "For all", 7: "米易营业厅", -7: "米易营业厅, protected", 9: "Area 9"} {
		if got := words.Area(area, units); got != want {
			t.Errorf("area %d is called %q, want %q", area, got, want)
		}
	}
	for _, tt := range [][3]string{{"K7QX", "王工的笔记本", "王工的笔记本"}, {"K7QX", "", "Device K7QX"}, {"", "", "A device not known here"}} {
		if got := words.DeviceName(tt[0], tt[1]); got != tt[2] {
			t.Errorf("called %q, want %q", got, tt[2])
		}
	}
}
