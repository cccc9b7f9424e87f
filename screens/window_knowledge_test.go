package screens_test

import (
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
)

func TestAConsultationIsAnsweredFromTheKnowledgeBase(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900001234")
	page, w := open(t, s, "en")
	w.Go(desk.Route{Tab: desk.Customers, Customer: c.ID})
	page.Press("Ctrl+N")
	page.TypeHere("zx")
	page.Press("Enter")
	page.TypeHere("asks how soon a meter is tested")
	page.Press("Ctrl+J") // from the matter: the answer is what is written into
	page.TypeHere("meter test")
	page.Press("Enter")
	page.TypeHere(" Told by telephone.")
	page.Press("Ctrl+Shift+Enter")
	order, err := s.CaseOrder(t.Context(), by, app.CaseFilter{Statuses: []app.CaseStatus{app.Closed}, Customer: c.ID})
	if err != nil || len(order) != 1 {
		t.Fatalf("%d closed cases of the customer, want 1: %v", len(order), err)
	}
	rows, err := s.CasesAt(t.Context(), by, order)
	if err != nil {
		t.Fatal(err)
	}
	if got := rows[0].Answer; !strings.HasPrefix(got, "The result is given within 5 working days") || !strings.HasSuffix(got, " Told by telephone.") {
		t.Errorf("answered %q", got)
	}
}

func TestAStepIsAnsweredFromTheKnowledgeBase(t *testing.T) {
	s := datatest.Open(t)
	c := datatest.Case(t, s, datatest.Customer(t, s, "李晓明", "5104000000011", ""), "申请校表")
	page, w := open(t, s, "en")
	w.Go(desk.Route{Tab: desk.Cases, Case: c.ID})
	page.Press("Ctrl+G")
	page.Tap("Answer  →  Answered")
	page.TypeHere("So far. ")
	page.Press("Ctrl+J")
	page.See("How soon a meter test is answered") // the case's kind comes first
	page.Press("Escape")
	page.See("So far. ") // the step is still there
	page.Press("Ctrl+J")
	page.TypeHere("meter test")
	page.Press("Enter", "Ctrl+Enter")
	got, err := s.CasePage(t.Context(), datatest.Actor(t, s), c.ID)
	if err != nil || got.Case.Status != app.Replied || !strings.HasPrefix(got.Case.Answer, "So far. The result is given") {
		t.Errorf("the case is %s, answered %q: %v", got.Case.Status, got.Case.Answer, err)
	}
}

func TestWithoutAnAnswerTheKnowledgeBaseItselfIsOpened(t *testing.T) {
	s := datatest.Open(t)
	page, w := open(t, s, "en")
	page.Press("Ctrl+J")
	page.TypeHere("frequency")
	page.See("In systems of 3 GW and more 50 Hz ±0.2 Hz")
	page.Press("Escape", "Escape") // the filter, then back
	page.DontSee("How much the frequency may differ")
	w.Go(desk.Route{Tab: desk.Cases, NewCase: true})
	page.TypeHere("bx") // a fault is not answered in its form
	page.Press("Enter", "Ctrl+J")
	page.See("How soon a resident gets a new connection")
	page.Press("Escape")
	page.See("Accept a case")
}

func TestTheKnowledgeBaseHasItsDigit(t *testing.T) {
	page, w := open(t, datatest.Open(t), "en")
	page.Press("Ctrl+8")
	if built := w.Built(); len(built) != 2 || built[1] != desk.Knowledge {
		t.Errorf("built %v", built)
	}
}

// TestKnowledgeShots draws the knowledge base in its window for a person to
// judge.
func TestKnowledgeShots(t *testing.T) {
	folder := screentest.Gallery(t)
	s := datatest.Open(t)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900001234")
	request := datatest.Case(t, s, c, "申请校表")
	for name, opts := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en-light": {}, "en-dark": {screentest.Dark()},
	} {
		page, w := open(t, s, name[:2], append(opts, screentest.Size(1366, 768))...)
		shot := func(what string) {
			page.Shot(filepath.Join(folder, "window-knowledge-"+what+"-"+name+".png"))
		}
		w.Go(desk.Route{Tab: desk.Knowledge})
		shot("1-list")
		w.Go(desk.Route{Tab: desk.Cases, NewCase: true, Customer: c.ID})
		page.TypeHere("zx")
		page.Press("Enter", "Ctrl+J")
		page.TypeHere("电价")
		shot("2-picker")
		page.Press("Enter")
		shot("3-inserted")
		w.Go(desk.Route{Tab: desk.Cases, Case: request.ID})
		page.Press("Ctrl+G", "Down", "Enter")
		shot("4-step")
		page.Press("Ctrl+J")
		shot("5-step-picker")
	}
}
