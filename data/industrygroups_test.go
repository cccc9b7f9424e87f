package data_test

import (
	"errors"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
)

func TestAGroupOfIndustriesIsMadeChangedAndWithdrawn(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	made, err := s.SaveIndustryGroup(t.Context(), by, app.IndustryGroup{}, app.IndustryGroup{Name: " 食品 ", Industries: "C13,C14"})
	if err != nil {
		t.Fatal(err)
	}
	now := made
	now.Industries = "C13,C14,C15"
	if _, err := s.SaveIndustryGroup(t.Context(), by, made, now); err != nil {
		t.Fatal(err)
	}
	groups, err := s.IndustryGroups(t.Context(), by)
	if err != nil || len(groups) != 1 || groups[0].Name != "食品" || groups[0].Industries != "C13,C14,C15" {
		t.Fatalf("groups: %v, %v", groups, err)
	}
	if err := s.WithdrawIndustryGroup(t.Context(), by, groups[0]); err != nil {
		t.Fatal(err)
	}
	if groups, err = s.IndustryGroups(t.Context(), by); err != nil || len(groups) != 0 {
		t.Fatalf("after it was withdrawn: %v, %v", groups, err)
	}
}

func TestAGroupOfIndustriesIsRefusedWhenItsNameIsTakenOrACodeIsNone(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	if _, err := s.SaveIndustryGroup(t.Context(), by, app.IndustryGroup{}, app.IndustryGroup{Name: "食品", Industries: "C13"}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		group  app.IndustryGroup
		field  string
		reason app.Reason
	}{
		{app.IndustryGroup{Name: "食品", Industries: "C14"}, "name", app.AlreadyThere},
		{app.IndustryGroup{Name: "化工", Industries: "C26,X99"}, "industries", app.Unknown},
		{app.IndustryGroup{Name: "引号", Industries: `C26","C13`}, "industries", app.Unknown},
	} {
		_, err := s.SaveIndustryGroup(t.Context(), by, app.IndustryGroup{}, c.group)
		if no, is := errors.AsType[*app.Refusal](err); !is || no.Field != c.field || no.Reason != c.reason {
			t.Errorf("%v: %v", c.group, err)
		}
	}
}

func TestMarketFactorsAreListedFromTheLatestOn(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	for _, month := range []int64{202609, 202611, 202610} {
		f := app.MarketFactor{Title: "煤价上涨", FromMonth: month, Source: "行业协会", Industries: "B06"}
		if _, err := s.SaveMarketFactor(t.Context(), by, app.MarketFactor{}, f); err != nil {
			t.Fatal(err)
		}
	}
	factors, err := s.MarketFactors(t.Context(), by)
	if err != nil || len(factors) != 3 || factors[0].FromMonth != 202611 || factors[2].FromMonth != 202609 {
		t.Fatalf("factors: %v, %v", factors, err)
	}
	now := factors[0]
	now.ChangePermille, now.Confidence = -30, 70
	if now, err = s.SaveMarketFactor(t.Context(), by, factors[0], now); err != nil {
		t.Fatal(err)
	}
	if err := s.WithdrawMarketFactor(t.Context(), by, now); err != nil {
		t.Fatal(err)
	}
	if factors, err = s.MarketFactors(t.Context(), by); err != nil || len(factors) != 2 {
		t.Fatalf("after one was withdrawn: %v, %v", factors, err)
	}
	if _, err := s.SaveMarketFactor(t.Context(), by, app.MarketFactor{}, app.MarketFactor{Title: "无来源", FromMonth: 202611}); err == nil {
		t.Error("a factor without a source was taken")
	}
}
