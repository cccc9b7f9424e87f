package forecasterrors_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/forecasterrors"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

type bench struct {
	page   *screentest.Page
	report *forecasterrors.Report
}

func open(t *testing.T, language string, options ...screentest.Option) *bench {
	t.Helper()
	s := datatest.Open(t)
	plants, _ := datatest.Tracked(t, s)
	by := datatest.Actor(t, s)
	adjusted(t, s, by, plants)
	codes, err := s.Codes(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{page: screentest.New(t, options...)}
	b.report = forecasterrors.New(&desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Flows: words.NewFlows(language, nil), Runner: background.Inline(), Now: datatest.Now, Keys: b.page.Keys(),
		Canvas: b.page.Window().Canvas(), Open: func(desk.Route) {}, Say: func(string) {}, Fail: func(err error) { t.Error(err) },
	}, s)
	b.page.Show(b.report.Content())
	b.report.Focus()
	return b
}

// adjusted lets March be adjusted for two plants, once well and once not, and
// come.
func adjusted(t *testing.T, s *data.Store, by app.Actor, plants []datatest.Plant) {
	t.Helper()
	var rows []app.AccountUse
	var frozen []data.FrozenForecast
	for i, kwh := range []int64{5_000, 14_000} {
		p := plants[i]
		if _, err := s.Adjust(t.Context(), by, app.Adjustment{Customer: p.Customer.ID, Month: 202603, Model: p.Usual, KWh: kwh, Reason: "检修"}); err != nil {
			t.Fatal(err)
		}
		frozen = append(frozen, data.FrozenForecast{Customer: p.Customer.ID, Ahead: []app.MonthAhead{datatest.Around(202603, p.Usual)}})
		rows = append(rows, app.AccountUse{Account: p.Account.ID, MonthUse: app.MonthUse{Month: 202603, Total: []int64{5_200, 11_000}[i]}})
	}
	datatest.Freeze(t, s, by.Area, 202602, 1, frozen...)
	if _, err := s.PutUsage(t.Context(), by, app.UsageDraft{Month: 202603, Source: "list", Rows: rows}); err != nil {
		t.Fatal(err)
	}
}

func TestErrorsStandByManagerAndMonthAndTogether(t *testing.T) {
	b := open(t, words.English)
	for _, text := range []string{"Apr 2025 to Mar 2026: All units.", "何晓燕", "罗永红", "All together", "1 of 2 adjustments helped; together they made the error 9.9% of the use smaller.", "Error month by month, weighted by kWh"} {
		b.page.See(text)
	}
	b.report.ToBoard()
	b.page.See("Mar 2026")
	b.page.DontSee("何晓燕")
	b.report.ToBoard()
	b.page.See("何晓燕  Mar 2026")
	b.report.Step(-1)
	b.page.See("No forecast has come true or not yet.")
}

func TestErrorsGoOutWithTheirChart(t *testing.T) {
	b := open(t, words.Chinese, screentest.Chinese())
	p := b.report.Prints()
	if len(p.Figures) != 3 || len(p.Figures[1].Charts) != 1 || len(p.Figures[1].Charts[0].Bars) != 3 || p.Figures[0].Note == "" || p.Title != "预测误差" {
		t.Errorf("%+v", p)
	}
	for _, f := range p.Figures {
		for _, row := range f.Rows {
			if len(row) != len(f.Columns) {
				t.Errorf("%s has rows of %d cells", f.Title, len(row))
			}
		}
	}
}

func TestErrorShots(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "en-light": nil, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en-dark": {screentest.Dark()},
	} {
		b := open(t, name[:2], append(options, screentest.Size(1180, 690))...)
		b.page.Shot(filepath.Join(folder, "forecasterrors-"+name+".png"))
	}
}
