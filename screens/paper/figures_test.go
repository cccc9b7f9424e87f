package paper_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/screens/paper"
	"lamplighter/screens/screentest"
)

func sampleFigures() paper.Figures {
	columns := []app.FigureColumn{{Title: "类型", Weight: 170}, {Title: "受理", Number: true, Weight: 90}, {Title: "一次解决率", Number: true, Weight: 150}}
	return paper.Figures{Head: head, Title: "服务指标", About: "受理 34 件，2026-01-01 – 2026-03-02，全部。", Tables: []app.Figures{
		{Title: "优质", Columns: columns, Rows: [][]string{{"全部类型", "34", "51.7%"}, {"业务咨询", "15", "100.0%"}, {"投诉", "3", "0.0%（共 2）"}}},
		{Title: "方便", Columns: columns, Rows: [][]string{{"全部类型", "34", "0.8"}}},
	}}
}

func TestFiguresStandOnPaperTableByTable(t *testing.T) {
	screentest.New(t)
	_, pages := printed(t, sampleFigures().Document())
	if len(pages) != 1 {
		t.Errorf("%d pages, want one", len(pages))
	}
	says(t, pages, "服务指标", "受理 34 件", "优质", "业务咨询", "100.0%", "方便", "0.8")
}
