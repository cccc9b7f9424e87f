package score

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestACompetitionFileIsRead(t *testing.T) {
	set, err := Read(strings.NewReader("\ufeffid,start,train,test\r\nN1, 1990-11,1 2.5 NA,4\r\n\r\nN2,2216-02,5,6 7\n"))
	if err != nil || set.Panel || len(set.Series) != 2 {
		t.Fatalf("read %+v, %v", set, err)
	}
	s := set.Series[0]
	if s.ID != "N1" || s.Start != 1990_11 || s.Train != 3 || s.Values[1] != 2.5 || !math.IsNaN(s.Values[2]) || s.Values[3] != 4 {
		t.Errorf("read %+v", s)
	}
}

func TestAPanelIsRead(t *testing.T) {
	for _, row := range []string{"TX-RES,TX,RES,2010-01,1 2 3", "TX-RES,TX,RES,2010-01,1,2,3"} {
		set, err := Read(strings.NewReader("id,area,sector,start,values_kwh_or_mwh\n" + row))
		if err != nil || !set.Panel || len(set.Series) != 1 {
			t.Fatalf("%s: read %+v, %v", row, set, err)
		}
		s := set.Series[0]
		if s.Area != "TX" || s.Sector != "RES" || s.Start != 2010_01 || s.Train != 0 || !slices.Equal(s.Values, []float64{1, 2, 3}) {
			t.Errorf("%s: read %+v", row, s)
		}
	}
}

func TestABadLineIsNamedWithItsNumber(t *testing.T) {
	const competition, panel = "id,start,train,test\n", "id,area,sector,start,values\n"
	tests := []struct {
		name, file string
		want       Fault
	}{
		{"an empty file", "", Fault{"", 1, NoHeader, ""}},
		{"another header", "date,gwh\n", Fault{"", 1, NoHeader, "date,gwh"}},
		{"only a header", competition, Fault{"", 1, NoSeries, ""}},
		{"a column missing", competition + "N1,1990-01,1 2\n", Fault{"", 2, Columns, "N1,1990-01,1 2"}},
		{"a column too many", competition + "N1,1990-01,1,2,3\n", Fault{"", 2, Columns, "N1,1990-01,1,2,3"}},
		{"no name", competition + ",1990-01,1,2\n", Fault{"", 2, Columns, ",1990-01,1,2"}},
		{"a month of thirteen", competition + "N1,1990-13,1,2\n", Fault{"", 2, NoMonth, "1990-13"}},
		{"a month in words", panel + "A,B,C,May,1 2\n", Fault{"", 2, NoMonth, "May"}},
		{"a word among numbers", competition + "N1,1990-01,1 x,2\n", Fault{"", 2, NoNumber, "x"}},
		{"use below nothing", competition + "N1,1990-01,1,-2\n", Fault{"", 2, NoNumber, "-2"}},
		{"an infinite value", panel + "A,B,C,2010-01,1 Inf\n", Fault{"", 2, NoNumber, "Inf"}},
		{"no test part", competition + "N1,1990-01,1,\n", Fault{"", 2, NoValues, ""}},
		{"the same name twice", competition + "N1,1990-01,1,2\n\nN1,1990-01,1,2\n", Fault{"", 4, SameName, "N1"}},
		{"an endless line", competition + strings.Repeat("1", longestLine+1), Fault{"", 2, LongLine, ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(strings.NewReader(tt.file))
			fault, is := errors.AsType[*Fault](err)
			if !is || *fault != tt.want {
				t.Errorf("read with %v, want %v", err, &tt.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add("id,start,train,test\nN1,1990-01,1 2,3\n")
	f.Add("id,area,sector,start,values\nA,B,C,2010-01,1 2 NA\n")
	f.Fuzz(func(t *testing.T, file string) {
		set, err := Read(strings.NewReader(file))
		if err != nil {
			return
		}
		for _, s := range set.Series {
			if s.ID == "" || len(s.Values) == 0 || s.Train >= len(s.Values) || !set.Panel && s.Train == 0 {
				t.Errorf("took %+v", s)
			}
		}
	})
}
