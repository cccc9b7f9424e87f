package completions_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/completions"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// records is the page over a class of three, two of whom completed it.
func records(t *testing.T, page *screentest.Page, language string) (*completions.Page, *data.Store, *[]exchange.ExportWhat) {
	t.Helper()
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	class := datatest.Class(t, s, "service", "2026-03-01", 3)
	var results []app.ClassResult
	for i, l := range class.Learners {
		r := l.Enrolment.Result()
		r.Attendance, r.Score, r.Scored = app.Present, []int64{9000, 8550, 3000}[i], true
		results = append(results, r)
	}
	if err := s.SaveResults(t.Context(), by, class, results, "2026-03-01"); err != nil {
		t.Fatal(err)
	}
	codes, err := s.Codes(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	var given []exchange.ExportWhat
	d := &desk.Desk{By: by, Codes: words.NewCodes(language, codes), Runner: background.Inline(), Now: datatest.Now, Keys: page.Keys(), Canvas: page.Window().Canvas(), Fail: func(err error) { t.Error(err) }}
	p := completions.New(d, s, func(what exchange.ExportWhat) { given = append(given, what) })
	page.Show(p.Content())
	p.Focus()
	return p, s, &given
}

func TestCompletionsAreSeenAndNarrowed(t *testing.T) {
	page := screentest.New(t)
	p, _, _ := records(t, page, "en")
	page.See("2 records")
	page.See("85.5")
	page.Tap("Not completed")
	page.See("1 records")
	page.Tap("All completions")
	p.ToFilter()
	page.TypeHere("nobody")
	page.Press("Enter")
	page.See("No completion here.")
}

func TestTheListOnViewGoesOutAsStatements(t *testing.T) {
	page := screentest.New(t)
	p, _, given := records(t, page, "en")
	if !p.Export() || len(*given) != 1 || !(*given)[0].Statements || len((*given)[0].Rows) != 2 {
		t.Fatalf("%+v", *given)
	}
	path := filepath.Join(t.TempDir(), "out.xapi.json")
	n, err := (*given)[0].Run(context.Background(), nil, app.ExportJob{Path: path, Format: app.XAPI}, func(int64, int64) {})
	text, _ := os.ReadFile(path)
	if err != nil || n != 2 || !strings.Contains(string(text), "verbs/passed") {
		t.Errorf("%d: %v", n, err)
	}
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	size := screentest.Size(1180, 560)
	for name, options := range map[string][]screentest.Option{"zh": {screentest.Chinese(), size}, "en-dark": {screentest.Dark(), size}} {
		t.Run(name, func(t *testing.T) {
			page := screentest.New(t, options...)
			records(t, page, name[:2])
			page.Shot(filepath.Join(folder, "completions-"+name+".png"))
		})
	}
}
