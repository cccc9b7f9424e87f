package printing_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
)

// noted are what the audit log says of papers, the newest first.
func (p *place) noted(t *testing.T) []app.AuditLine {
	t.Helper()
	log, err := p.store.AuditLog(t.Context(), datatest.Actor(t, p.store), app.AuditFilter{Kinds: []app.AuditKind{app.AuditExported}})
	if err != nil {
		t.Fatal(err)
	}
	return log.Lines
}

func (p *place) reasons(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, l := range p.noted(t) {
		out = append(out, l.Reason)
	}
	return out
}

func TestAPaperAboutPersonsAsksWhatForAndAPlainOneDoesNot(t *testing.T) {
	p, _ := open(t, background.Inline())
	plain := app.Figures{Columns: []app.FigureColumn{{Title: "Matter"}}, Rows: [][]string{{"Cases"}}}
	p.papers.Offer(desk.Printed{Figures: []app.Figures{plain}, Title: "Roles and permissions", Nobody: true})
	p.page.DontSee("Purpose")
	p.page.Press("Enter")
	p.papers.Offer(desk.Printed{Figures: []app.Figures{plain}, Title: "Leads"})
	p.page.See("Purpose")
	p.page.Into("Purpose")
	p.page.TypeHere("Other")
	p.page.Press("Enter")
	p.page.Press("Ctrl+Enter")
	p.page.See("Please fill this in.")
	p.page.Type("Which purpose", "季度核查")
	if os.Getenv("LAMPLIGHTER_SHOTS") != "" {
		p.page.Shot(screentest.Gallery(t) + "/print-purpose.png")
	}
	p.page.Press("Ctrl+Enter")
	if p.kept != 2 {
		t.Fatalf("%d papers were made, want two", p.kept)
	}
	if got := p.reasons(t); !slices.Equal(got, []string{"Leads · 季度核查", "Roles and permissions"}) {
		t.Errorf("the audit log says %q", got)
	}
}

func TestTheLastPurposeIsOfferedAgainAndEnterGoesOn(t *testing.T) {
	p, c := open(t, background.Inline())
	day := desk.Printed{Route: app.ManagerDay{Day: "2026-03-03"}}
	p.papers.Offer(day)
	p.page.Into("Purpose")
	p.page.TypeHere("Other")
	p.page.Press("Enter")
	p.page.Type("Which purpose", "巡视")
	p.page.Press("Ctrl+Enter")
	p.papers.Offer(day)
	p.page.See("巡视")
	p.page.Press("Enter") // and no other key
	p.again(t)
	p.papers.Offer(day)
	p.page.Press("Enter")
	p.papers.Offer(desk.Printed{Case: c.ID, Kind: c.Kind})
	p.page.Press("Enter")
	p.papers.Offer(desk.Printed{Customer: c.Customer})
	p.page.Press("Enter")
	want := []string{
		"Visit brief · Needed for work", "Receipt of acceptance · Handed to the person it is about", "Visits of a day · 巡视", "Visits of a day · 巡视", "Visits of a day · 巡视",
	}
	if got := p.reasons(t); !slices.Equal(got, want) {
		t.Errorf("the audit log says %q, want %q", got, want)
	}
}

func TestNoPaperIsKeptThatIsNotNoted(t *testing.T) {
	p, c := open(t, background.Inline())
	p.refuse = errors.New("the disk went away")
	p.papers.Offer(desk.Printed{Customer: c.Customer})
	p.page.Press("Enter")
	if p.kept != 0 || p.viewed != 0 {
		t.Errorf("%d papers were kept and %d shown without a note", p.kept, p.viewed)
	}
}

func TestWhatIsKnownOfAPaperStandsInTheLogAndOnIt(t *testing.T) {
	p, c := open(t, background.Inline())
	p.papers.Offer(desk.Printed{Customer: c.Customer})
	p.page.Press("Enter")
	lines := p.noted(t)
	hash := sha256.Sum256(p.pdf)
	if len(lines) != 1 || lines[0].Details["hash"] != hex.EncodeToString(hash[:]) || lines[0].Details["paper"] != string(app.BriefPaper) {
		t.Fatalf("the log says %+v", lines)
	}
	path := filepath.Join(t.TempDir(), "brief.pdf")
	if err := os.WriteFile(path, p.pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if m, err := p.store.ExportOf(t.Context(), datatest.Actor(t, p.store), path); err != nil || m.Purpose != "Visit brief · Needed for work" {
		t.Errorf("by its hash it is %+v (%v)", m, err)
	}
}

func TestPicturesOfPurposes(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range screentest.Dresses(screentest.Size(1366, 768)) {
		p, c := openIn(t, name[:2], background.Inline(), options...)
		p.papers.Offer(desk.Printed{Route: app.ManagerDay{Day: "2026-03-03"}})
		p.page.Shot(filepath.Join(folder, "print-day-"+name+".png"))
		p.page.Press("Escape")
		p.papers.Offer(desk.Printed{Case: c.ID, Kind: c.Kind})
		p.page.Shot(filepath.Join(folder, "print-receipt-"+name+".png"))
	}
}
