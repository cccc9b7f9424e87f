package paper_test

import (
	"bytes"
	"testing"

	"lamplighter/app"
	"lamplighter/screens/paper"
	"lamplighter/screens/screentest"
)

// sampleForecast is a factory with five years of use, a year ahead, an adjusted
// month and what is known of it.
func sampleForecast() paper.Forecast {
	season := [12]int64{96, 71, 98, 99, 101, 104, 109, 108, 101, 97, 98, 101}
	u := app.UseForecast{
		Of: app.ForecastOf{Level: app.OfCustomer}, Name: "示例机械有限公司", Origin: 202609, Evidence: app.EvidenceGood,
		Events:      []app.UsageEvent{{Kind: "new_line", FromMonth: 202505, KWh: 20000}, {Kind: "maintenance", FromMonth: 202612, ToMonth: 202612}},
		Factors:     []app.MarketFactor{{Title: "工程机械订单回升", FromMonth: 202601, ToMonth: 202706}},
		Adjustments: []app.Adjustment{{Month: 202612, KWh: 110_000, Reason: "年度检修，停一条线十天"}},
	}
	for i := range 57 {
		month := app.AddMonths(202201, i)
		u.Used = append(u.Used, app.MonthUse{Month: month, Total: season[month%100-1] * (1000 + int64(i)*9)})
	}
	for i := range 12 {
		month := app.AddMonths(202610, i)
		point := season[month%100-1] * (1510 + int64(i)*9)
		wide := point * int64(5+i) / 100
		u.Ahead = append(u.Ahead, app.MonthAhead{Month: month, Point: point, Low80: point - wide, High80: point + wide, Low95: point - 2*wide, High95: point + 2*wide, HasAdjusted: month == 202612, Adjusted: 110_000})
	}
	return paper.Forecast{Head: head, Use: u, Label: plainCode}
}

func TestAForecastOnPaperSaysWhatTheScreenSays(t *testing.T) {
	screentest.New(t)
	_, pages := printed(t, sampleForecast().Document())
	if len(pages) != 1 {
		t.Errorf("%d pages, want one", len(pages))
	}
	says(t, pages, "示例机械有限公司", "Known up to Sep 2026", "MWh", "80% band", "Spring Festival", "From 57 months of his own", "Oct 2026", "110,000", "年度检修", "工程机械订单回升")
}

func TestAForecastOnPaperIsTheSameEachTime(t *testing.T) {
	screentest.New(t)
	first, err := sampleForecast().Document().PDF()
	if err != nil {
		t.Fatal(err)
	}
	if second, err := sampleForecast().Document().PDF(); err != nil || !bytes.Equal(first, second) {
		t.Errorf("two printings differ: %v", err)
	}
}

func TestAForecastWithoutFiguresIsPrintedWithoutAChart(t *testing.T) {
	screentest.New(t)
	_, pages := printed(t, paper.Forecast{Head: head, Label: plainCode}.Document())
	says(t, pages, "All customers")
}
