package paper_test

import (
	"bytes"
	"testing"

	"lamplighter/app"
	"lamplighter/screens/paper"
	"lamplighter/screens/screentest"
)

// sampleUse is two charts: of a home, and of works in two years with a month
// that nobody read.
func sampleUse() paper.Document {
	var home, works []app.MonthUse
	for i := range 36 {
		month := app.AddMonths(202303, i)
		kwh := []int64{142, 131, 118, 104, 109, 126, 151, 160, 128, 102, 101, 130}[month%100-1] + int64(i)
		home = append(home, app.MonthUse{Month: month, Total: kwh, Estimated: month == 202507})
		if month != 202512 {
			works = append(works, app.MonthUse{Month: month, Total: kwh * 2310})
		}
	}
	return paper.Document{Title: "用电量", Head: head, Blocks: []paper.Block{
		paper.Heading("居民"), paper.UseChart{Used: home}, paper.Paragraph{Text: "第二张图。"}, paper.UseChart{Used: works, Months: 24}, paper.UseChart{},
	}}
}

func TestTheChartOnPaperIsTheSameEachTime(t *testing.T) {
	screentest.New(t)
	first, err := sampleUse().PDF()
	if err != nil {
		t.Fatal(err)
	}
	second, err := sampleUse().PDF()
	if err != nil || !bytes.Equal(first, second) {
		t.Errorf("two printings differ: %v", err)
	}
}

func TestTheChartOnPaperSaysItsMonthsAndUnit(t *testing.T) {
	screentest.New(t)
	_, pages := printed(t, sampleUse())
	says(t, pages, "kWh", "Feb", "Mar", "Last 12 months", "Last 24 months", "A year before", "Estimated", "200", "400,000", "No electricity use is known yet.")
}
