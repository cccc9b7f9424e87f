package data_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
)

func TestClosedCasesAreDrawnAndCalledBack(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	customer := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	for range 10 {
		openCase(t, s, by, app.CaseDraft{
			Kind: app.Consultation, Channel: "counter", Customer: customer.ID, Content: "询问电价", Close: true, Answer: "已解释", Opinion: "satisfied",
		})
	}
	openCase(t, s, by, app.CaseDraft{Kind: app.Consultation, Channel: "counter", Customer: customer.ID, Content: "还没有答复"})
	span := app.Draw{From: "2026-03-01", To: "2026-03-02", Percent: 30}
	_, err := s.DrawCallBacks(t.Context(), by, app.Draw{From: "2026-02-01", To: "2026-02-28", Percent: 30})
	refused(t, err, app.NothingToDo)
	d, err := s.DrawCallBacks(t.Context(), by, span)
	if err != nil || d.Total != 10 || d.Picked != 3 {
		t.Fatalf("drew %d of %d: %v", d.Picked, d.Total, err)
	}
	calls, err := s.CallBacks(t.Context(), by, d.ID)
	if err != nil || len(calls) != 3 {
		t.Fatalf("%d calls: %v", len(calls), err)
	}
	refused(t, s.RecordCallBack(t.Context(), by, calls[0], "", ""), app.NeedsOpinion)
	if err := s.RecordCallBack(t.Context(), by, calls[0], "satisfied", "表示满意"); err != nil {
		t.Fatal(err)
	}
	draws, err := s.Draws(t.Context(), by)
	if err != nil || len(draws) != 1 || draws[0].Called != 1 {
		t.Errorf("draws: %+v, %v", draws, err)
	}
	page, err := s.CasePage(t.Context(), by, calls[0].Case.ID)
	if err != nil || page.Steps[len(page.Steps)-1].Note != "表示满意" {
		t.Errorf("the case's life does not tell of the call: %v", err)
	}
}
