package charts_test

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"lamplighter/app"
	"lamplighter/screens/charts"
	"lamplighter/screens/look"
	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
)

// home is three years of a home up to February 2026, the last month estimated
// and December not read.
func home(factor int64) []app.MonthUse {
	season := [12]int64{142, 131, 118, 104, 109, 126, 151, 160, 128, 102, 101, 130}
	var out []app.MonthUse
	for i := range 36 {
		month := app.AddMonths(202303, i)
		if month == 202512 {
			continue
		}
		kwh := season[month%100-1] * (100 + int64(i)) / 100 * factor
		out = append(out, app.MonthUse{Month: month, Total: kwh, Estimated: month == 202602 || month == 202507})
	}
	return out
}

func TestTheAxisHasRoundNumbers(t *testing.T) {
	for most, want := range map[int64][]int64{
		0:          {0, 1},
		1:          {0, 1},
		4:          {0, 1, 2, 3, 4},
		160:        {0, 50, 100, 150, 200},
		200:        {0, 50, 100, 150, 200},
		201:        {0, 100, 200, 300},
		19_999:     {0, 5000, 10_000, 15_000, 20_000},
		12_345_678: {0, 5_000_000, 10_000_000, 15_000_000},
	} {
		got := charts.Ticks(charts.OfUse([]app.MonthUse{{Month: 202602, Total: most}}, 12).Bars)
		if !slices.Equal(got, want) {
			t.Errorf("up to %d the axis says %v, want %v", most, got, want)
		}
	}
}

func TestTheAxisHoldsTheGreatestNumber(t *testing.T) {
	for most := int64(1); most <= app.MostUse; most = most*3/2 + 1 {
		ticks := charts.Ticks(charts.OfUse([]app.MonthUse{{Month: 202602, Total: most}}, 12).Bars)
		if last := ticks[len(ticks)-1]; last < most || len(ticks) < 2 || len(ticks) > 6 {
			t.Errorf("up to %d the axis says %v", most, ticks)
		}
	}
}

func TestAMonthThatNobodyReadKeepsItsPlace(t *testing.T) {
	points := charts.Points(home(1), 12)
	if len(points) != 12 || points[0].Use.Month != 202503 || points[9].Use.Month != 202512 || points[9].Read || !points[9].WasRead {
		t.Errorf("%+v", points)
	}
	if charts.Points(nil, 12) != nil {
		t.Error("no use is drawn")
	}
}

// open shows a chart alone.
func open(t *testing.T, used []app.MonthUse, options ...screentest.Option) (*screentest.Page, *charts.Use) {
	t.Helper()
	page := screentest.New(t, append(options, screentest.Size(560, 230))...)
	chart := charts.NewUse()
	page.Show(container.NewStack(widgets.NewCard(chart)))
	chart.Set(used)
	return page, chart
}

func TestTheArrowKeysTellMonthAfterMonth(t *testing.T) {
	page, chart := open(t, home(1))
	page.See("Feb 2026: 176 kWh, 9% more than the 161 kWh a year before (estimated)")
	widgets.Focus(chart)
	for _, step := range []struct{ key, want string }{
		{"Left", "Jan 2026: 190 kWh, 10% more than the 173 kWh a year before"},
		{"Left", "Dec 2025: not read; 157 kWh a year before"},
		{"Home", "Mar 2025"},
		{"Left", "Mar 2025"},
		{"Right", "Apr 2025"},
		{"End", "Feb 2026"},
		{"Right", "Feb 2026"},
	} {
		page.Press(step.key)
		page.See(step.want)
	}
}

func TestTheMouseTellsTheMonthUnderIt(t *testing.T) {
	page, chart := open(t, home(1))
	size := chart.Size()
	chart.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(size.Width-2, 60)}})
	page.See("Feb 2026")
	chart.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(size.Width*0.55, 60)}})
	page.DontSee("Feb 2026")
	chart.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(size.Width+400, 60)}})
	page.See("Feb 2026")
	chart.Tapped(&fyne.PointEvent{Position: fyne.NewPos(size.Width*0.55, 60)})
	if page.Focusing() != fyne.Focusable(chart) {
		t.Error("a press does not put the keys on the chart")
	}
}

func TestLessThanBeforeIsSaid(t *testing.T) {
	page, _ := open(t, []app.MonthUse{{Month: 202502, Total: 200}, {Month: 202602, Total: 150}})
	page.See("Feb 2026: 150 kWh, 25% less than the 200 kWh a year before")
	page, _ = open(t, []app.MonthUse{{Month: 202602, Total: 150}}, screentest.Chinese())
	page.See("2026年2月：150 kWh")
	page, _ = open(t, nil)
	if got := page.Text(); got != "" {
		t.Errorf("an empty chart says %q", got)
	}
}

// TestEverythingStaysInside holds for small and large numbers, and a narrow
// chart.
func TestEverythingStaysInside(t *testing.T) {
	for _, factor := range []int64{0, 1, 1000, 100_000_000} {
		for _, width := range []float32{260, 560, 1200} {
			page, chart := open(t, home(factor))
			page.Resize(width+40, 230)
			size := chart.Size()
			for _, o := range test.WidgetRenderer(chart).Objects() {
				at, end := o.Position(), o.Position().Add(o.Size())
				if line, is := o.(*canvas.Line); is {
					at = fyne.NewPos(min(line.Position1.X, line.Position2.X), min(line.Position1.Y, line.Position2.Y))
					end = fyne.NewPos(max(line.Position1.X, line.Position2.X), max(line.Position1.Y, line.Position2.Y))
				}
				if at.X < -0.6 || at.Y < -0.6 || end.X > size.Width+0.6 || end.Y > size.Height+0.6 {
					t.Errorf("× %d at %v: %T from %v to %v leaves %v", factor, width, o, at, end, size)
				}
			}
		}
	}
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{
		"zh": {screentest.Chinese()}, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en": nil, "en-dark": {screentest.Dark()},
		"zh-larger": {screentest.Chinese(), screentest.TextSize(look.Larger)},
	} {
		page, chart := open(t, home(1), options...)
		widgets.Focus(chart)
		page.Press("Left", "Left", "Left")
		page.Shot(filepath.Join(folder, "chart-use-"+name+".png"))
	}
	page, chart := open(t, home(31_000))
	page.Shot(filepath.Join(folder, "chart-use-large.png"))
	chart.Months = 24
	chart.Set(home(31_000))
	page.Shot(filepath.Join(folder, "chart-use-24.png"))
}

// BenchmarkUse draws the chart, and draws and paints it in software, which is
// slower than any screen does it; sixteen milliseconds are one frame.
func BenchmarkUse(b *testing.B) {
	chart := charts.NewUse()
	chart.Set(home(31_000))
	window := test.NewTempWindow(b, chart)
	window.Resize(fyne.NewSize(560, 200))
	for name, draw := range map[string]func(){
		"draw":  chart.Refresh,
		"paint": func() { chart.Refresh(); window.Canvas().Capture() },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				draw()
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/16, "x-of-16ms")
		})
	}
}
