package printing_test

import (
	"os"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
)

func TestAListOnPaperAsksWhatForAndAReceiptDoesNot(t *testing.T) {
	p, c := open(t, background.Inline())
	by := datatest.Actor(t, p.store)
	rows, err := p.store.CaseOrder(t.Context(), by, app.CaseFilter{})
	if err != nil || len(rows) == 0 {
		t.Fatalf("cases %v (%v)", rows, err)
	}
	p.papers.Offer(desk.Printed{Case: c.ID, Kind: c.Kind})
	p.page.DontSee("Purpose")
	p.page.Press("Enter")
	p.papers.Offer(desk.Printed{Cases: rows})
	p.page.See("Purpose")
	if os.Getenv("LAMPLIGHTER_SHOTS") != "" {
		p.page.Shot(screentest.Gallery(t) + "/print-purpose.png")
	}
	p.page.Into("Purpose")
	p.page.TypeHere("Other")
	p.page.Press("Enter")
	p.page.Press("Ctrl+Enter")
	p.page.See("Please fill this in.")
	p.page.Type("Which purpose", "季度核查")
	p.page.Press("Ctrl+Enter")
	if p.kept != 2 {
		t.Fatalf("%d papers were made, want the receipt and the list", p.kept)
	}
	log, err := p.store.AuditLog(t.Context(), by, app.AuditFilter{Kinds: []app.AuditKind{app.AuditExported}})
	if err != nil || len(log.Lines) != 2 || log.Lines[0].Reason != "List of cases · 季度核查" || log.Lines[1].Reason != "Receipt of acceptance" {
		t.Errorf("the audit log says %+v (%v)", log.Lines, err)
	}
}
