package app

import (
	"strings"
	"testing"
)

func TestAnIndustryBelongsToTheCodesItBeginsWith(t *testing.T) {
	for _, c := range []struct {
		industries, code string
		in               bool
	}{
		{"C", "C26", true},
		{"C13, C14", "C14", true},
		{"C13,C14", "C15", false},
		{"C", "B06", false},
		{"", "C26", false},
		{" , ", "C26", false},
		{"C26", "C", false}, // a section is not in one of its divisions
		{"C", "", false},
	} {
		if in := IndustryIn(c.industries, c.code); in != c.in {
			t.Errorf("%q in %q: %t", c.code, c.industries, in)
		}
	}
}

func TestAGroupOfIndustriesNeedsANameAndIndustries(t *testing.T) {
	for _, c := range []struct {
		about string
		group IndustryGroup
		field string
	}{
		{"whole", IndustryGroup{Name: "食品", Industries: "C13,C14"}, ""},
		{"no name", IndustryGroup{Name: " ", Industries: "C13"}, "name"},
		{"a name too long", IndustryGroup{Name: strings.Repeat("食", 61), Industries: "C13"}, "name"},
		{"no industries", IndustryGroup{Name: "食品", Industries: " ,"}, "industries"},
		{"a note too long", IndustryGroup{Name: "食品", Industries: "C13", Note: strings.Repeat("长", ContentMax+1)}, "note"},
	} {
		t.Run(c.about, func(t *testing.T) {
			if field, _ := refusedWith(c.group.Check()); field != c.field {
				t.Errorf("refused in %q", field)
			}
		})
	}
}

func TestAMarketFactorThatCannotBeIsRefused(t *testing.T) {
	whole := MarketFactor{Title: "煤价上涨", FromMonth: 202610, ToMonth: 202703, ChangePermille: -50, Confidence: 60, Source: "行业协会"}
	for _, c := range []struct {
		about string
		spoil func(*MarketFactor)
		field string
	}{
		{"whole", func(*MarketFactor) {}, ""},
		{"for the chart only", func(f *MarketFactor) { f.ChangePermille, f.Confidence = 0, 0 }, ""},
		{"for good", func(f *MarketFactor) { f.ToMonth = 0 }, ""},
		{"no title", func(f *MarketFactor) { f.Title = "" }, "title"},
		{"no first month", func(f *MarketFactor) { f.FromMonth = 0 }, "from_month"},
		{"a thirteenth month", func(f *MarketFactor) { f.FromMonth = 202613 }, "from_month"},
		{"far ahead", func(f *MarketFactor) { f.FromMonth = 210001 }, "from_month"},
		{"an end before its begin", func(f *MarketFactor) { f.ToMonth = 202609 }, "to_month"},
		{"less than nothing left", func(f *MarketFactor) { f.ChangePermille = -1001 }, "change_permille"},
		{"more than certain", func(f *MarketFactor) { f.Confidence = 101 }, "confidence"},
		{"an effect without a chance", func(f *MarketFactor) { f.Confidence = 0 }, "confidence"},
		{"no source", func(f *MarketFactor) { f.Source = "  " }, "source"},
	} {
		t.Run(c.about, func(t *testing.T) {
			f := whole
			c.spoil(&f)
			if field, _ := refusedWith(f.Check("2026-10-01")); field != c.field {
				t.Errorf("refused in %q", field)
			}
		})
	}
	if !whole.Over(202704) || whole.Over(202703) {
		t.Error("it is over after its last month")
	}
}
