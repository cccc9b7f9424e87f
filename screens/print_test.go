package screens_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/printing"
	"lamplighter/screens/screentest"
)

// bureau is an office whose viewer and printer only write down what they got.
type bureau struct {
	folder         string
	viewed         []string
	printed        []string
	noView, noPaps error // what the viewer and the printer answer
}

func (b *bureau) office() printing.Office {
	return printing.Office{
		Keep: func(name string, pdf []byte) (string, error) {
			return data.KeepPaper(b.folder, name, pdf, datatest.Now())
		},
		View:  func(path string) error { b.viewed = append(b.viewed, path); return b.noView },
		Print: func(_ context.Context, path string) error { b.printed = append(b.printed, path); return b.noPaps },
	}
}

func openBureau(t *testing.T, store *data.Store, by app.Actor, language string, opts ...screentest.Option) (*screentest.Page, *screens.Window, *bureau) {
	t.Helper()
	b := &bureau{folder: filepath.Join(t.TempDir(), "papers")}
	page, w := openWith(t, store, by, b.office(), language, opts...)
	return page, w, b
}

func openWith(t *testing.T, store *data.Store, by app.Actor, office printing.Office, language string, opts ...screentest.Option) (*screentest.Page, *screens.Window) {
	t.Helper()
	page := screentest.New(t, opts...)
	w, err := screens.NewWindow(screens.Setup{
		Window: page.Window(), Store: store, By: by, Unit: sample.Company, File: "hall.lamp", Runner: background.Inline(), Now: datatest.Now,
		Prefs: kept{"language": language}, Folder: t.TempDir, Open: func(string) {}, Office: office,
	})
	if err != nil {
		t.Fatal(err)
	}
	return page, w
}

func ordered(t *testing.T, s *data.Store) app.Case {
	t.Helper()
	return datatest.Case(t, s, datatest.Customer(t, s, "李晓明", "5104000000011", "12900001234"), "申请校表")
}

// Task 10: two actions, Ctrl+P and Enter.
func TestAReceiptIsPrintedInTwoActions(t *testing.T) {
	s := datatest.Open(t)
	c := ordered(t, s)
	page, w, b := openBureau(t, s, datatest.Actor(t, s), "en")
	w.Go(desk.Route{Tab: desk.Cases, Case: c.ID})
	page.Press("Ctrl+P")
	page.Press("Enter")
	if len(b.viewed) != 1 || !strings.HasPrefix(filepath.Base(b.viewed[0]), c.Number+"-Receipt-of-acceptance-") {
		t.Fatalf("opened %v, want the receipt of %s\n%s", b.viewed, c.Number, page.Text())
	}
	if strings.Contains(b.viewed[0], "李晓明") {
		t.Errorf("the file's name tells the customer's: %s", b.viewed[0])
	}
	pdf, err := os.ReadFile(b.viewed[0])
	if err != nil || !strings.HasPrefix(string(pdf), "%PDF-") {
		t.Errorf("no PDF lies there: %v", err)
	}
	page.DontSee("Open in the viewer")
	page.See("Receipt of acceptance: handed on.")
}

func TestAcceptingACaseOffersItsReceipt(t *testing.T) {
	s := datatest.Open(t)
	customer := datatest.Customer(t, s, "李晓明", "5104000000011", "12900001234")
	page, w, b := openBureau(t, s, datatest.Actor(t, s), "en")
	w.Go(desk.Route{Tab: desk.Cases, NewCase: true, Customer: customer.ID})
	page.TypeHere("zx")
	page.Press("Enter")
	page.TypeHere("asks about the second step")
	page.Press("Ctrl+Enter")
	page.See("Ctrl+P, then Enter: the receipt")
	page.Press("Ctrl+P", "Enter")
	if len(b.viewed) != 1 {
		t.Errorf("opened %v, want the receipt", b.viewed)
	}
}

func TestAnotherPaperGoesToThePrinter(t *testing.T) {
	s := datatest.Open(t)
	c := ordered(t, s)
	page, w, b := openBureau(t, s, datatest.Actor(t, s), "en")
	w.Go(desk.Route{Tab: desk.Cases, Case: c.ID})
	page.Press("Ctrl+P", "Down", "Ctrl+P")
	if len(b.printed) != 1 || !strings.Contains(b.printed[0], "Reply-sheet") || len(b.viewed) != 0 {
		t.Errorf("printed %v, opened %v, want the reply sheet printed", b.printed, b.viewed)
	}
}

func TestOnlyPapersThatFitAreOffered(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	request := ordered(t, s)
	connection, err := s.OpenCase(t.Context(), by, app.CaseDraft{
		Kind: app.LVResident, Channel: "counter", Customer: request.Customer, Content: "新装用电",
		Fields: map[string]string{"capacity": "8000"}, Documents: map[string]app.CaseDocument{"identity": {ReceivedOn: "2026-03-02"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	page, w, _ := openBureau(t, s, by, "en")
	for _, tt := range []struct {
		id       app.CaseID
		yes, not string
	}{{request.ID, "Reply sheet", "How your application goes"}, {connection.ID, "How your application goes", "Reply sheet"}} {
		w.Go(desk.Route{Tab: desk.Cases, Case: tt.id})
		page.Press("Ctrl+P")
		page.See("Receipt of acceptance")
		page.See(tt.yes)
		page.DontSee(tt.not)
		page.Press("Escape")
	}
}

func TestTheListsOnViewArePrinted(t *testing.T) {
	s := datatest.Open(t)
	ordered(t, s)
	page, w, b := openBureau(t, s, datatest.Actor(t, s), "en")
	for _, tab := range []desk.Tab{desk.Cases, desk.Customers, desk.Home} {
		w.Go(desk.Route{Tab: tab})
		page.Press("Ctrl+P", "Enter")
	}
	if len(b.viewed) != 3 || !strings.Contains(b.viewed[0], "List-of-cases") || !strings.Contains(b.viewed[1], "List-of-customers") {
		t.Errorf("opened %v, want the three lists", b.viewed)
	}
}

func TestWhereThereIsNothingToPrintItSaysSo(t *testing.T) {
	s := datatest.Open(t)
	page, w, _ := openBureau(t, s, datatest.Actor(t, s), "en")
	for _, r := range []desk.Route{{Tab: desk.Settings}, {Tab: desk.Customers, NewCust: true}} {
		w.Go(r)
		page.Press("Ctrl+P")
		page.See("There is nothing on view to print.")
	}
}

func TestWhoMayNotExportPrintsNoList(t *testing.T) {
	s := datatest.Open(t)
	ordered(t, s)
	by := datatest.Actor(t, s)
	by.Roles = []app.Role{app.Counter}
	page, w, b := openBureau(t, s, by, "en")
	w.Go(desk.Route{Tab: desk.Customers})
	page.Press("Ctrl+P")
	page.See("Your role does not allow this.")
	if len(b.viewed) != 0 {
		t.Errorf("opened %v", b.viewed)
	}
}

func TestWhatWentWrongWithAPaperIsSaid(t *testing.T) {
	problem := func(kind string) error { return &app.FileProblem{Kind: kind, Name: "x.pdf"} }
	tests := []struct {
		name   string
		office func(*bureau) printing.Office
		chord  string
		want   string
	}{
		{"the disk is full", keeping(problem("disk_full")), "Enter", "The disk is full. No paper was written"},
		{"the folder is closed", keeping(problem("forbidden")), "Enter", "The folder of papers cannot be written to."},
		{"no viewer", func(b *bureau) printing.Office { b.noView = errors.New("exit 3"); return b.office() }, "Enter", "No program of this computer shows PDF files. The paper lies in "},
		{"no printer", func(b *bureau) printing.Office { b.noPaps = errors.New("exit 1"); return b.office() }, "Ctrl+P", "No printer took the paper."},
		{"a system that cannot print", func(b *bureau) printing.Office { o := b.office(); o.Print = nil; return o }, "Ctrl+P", "Open in the viewer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := datatest.Open(t)
			c := ordered(t, s)
			page, w := openWith(t, s, datatest.Actor(t, s), tt.office(&bureau{folder: t.TempDir()}), "en")
			w.Go(desk.Route{Tab: desk.Cases, Case: c.ID})
			page.Press("Ctrl+P", tt.chord)
			page.See(tt.want)
			page.See("Receipt of acceptance") // the sheet stays, for another try
		})
	}
}

// keeping is an office whose disk answers with an error.
func keeping(err error) func(*bureau) printing.Office {
	return func(b *bureau) printing.Office {
		o := b.office()
		o.Keep = func(string, []byte) (string, error) { return "", err }
		return o
	}
}

// TestPrintShots draws the sheet for a person to judge.
func TestPrintShots(t *testing.T) {
	folder := screentest.Gallery(t)
	s := datatest.Open(t)
	c := ordered(t, s)
	for name, opts := range map[string][]screentest.Option{"zh-light": {screentest.Chinese()}, "en-dark": {screentest.Dark()}} {
		page, w, b := openBureau(t, s, datatest.Actor(t, s), name[:2], opts...)
		w.Go(desk.Route{Tab: desk.Cases, Case: c.ID})
		page.Press("Ctrl+P")
		page.Shot(filepath.Join(folder, "print-"+name+".png"))
		b.noView = errors.New("exit 3")
		page.Press("Enter")
		page.Shot(filepath.Join(folder, "print-wrong-"+name+".png"))
	}
}
