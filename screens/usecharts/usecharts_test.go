package usecharts_test

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"lamplighter/app"
	"lamplighter/screens/look"
	"lamplighter/screens/screentest"
	"lamplighter/screens/usecharts"
	"lamplighter/screens/widgets"
)

// works is five years of a factory up to September 2026 with a year ahead: it
// rests at the Spring Festival, got a new line in 2025, and its manager knows of
// a stoppage.
func works(factor int64) app.UseForecast {
	season := [12]int64{96, 71, 98, 99, 101, 104, 109, 108, 101, 97, 98, 101}
	u := app.UseForecast{Name: "示例机械有限公司", Origin: 202609, Evidence: app.EvidenceGood}
	for i := range 57 {
		month := app.AddMonths(202201, i)
		kwh := season[month%100-1] * (1000 + int64(i)*6) * factor
		if month >= 202505 {
			kwh += kwh / 5
		}
		if month == 202403 {
			continue
		}
		u.Used = append(u.Used, app.MonthUse{Month: month, Total: kwh, Estimated: month == 202607})
	}
	for i := range 12 {
		month := app.AddMonths(202610, i)
		point := season[month%100-1] * (1350 + int64(i)*6) * factor * 6 / 5
		wide := point * int64(5+i) / 100
		a := app.MonthAhead{Month: month, Base: point, Point: point, Low80: point - wide, High80: point + wide, Low95: point - 2*wide, High95: point + 2*wide}
		if month == 202612 {
			a.HasAdjusted, a.Adjusted = true, point*3/4
		}
		u.Ahead = append(u.Ahead, a)
	}
	for i := range 9 {
		month := app.AddMonths(202601, i)
		at := season[month%100-1] * (1290 + int64(i)*9) * factor * 6 / 5
		u.Frozen = append(u.Frozen, app.FrozenMonth{Month: month, Origin: app.AddMonths(month, -1), Ahead: app.MonthAhead{Month: month, Point: at}})
	}
	return u
}

func notes() []usecharts.Note {
	return append(usecharts.Festivals(202201, 202709, "Spring Festival"),
		usecharts.Note{Kind: usecharts.Event, From: 202505, Text: "New production line"},
		usecharts.Note{Kind: usecharts.Event, From: 202612, To: 202612, Text: "Stoppage"},
		usecharts.Note{Kind: usecharts.Factor, From: 202601, To: 202706, Text: "Order book of building machines"},
	)
}

func chart(factor int64) usecharts.Chart { return usecharts.Chart{Use: works(factor), Notes: notes()} }

// open shows a chart alone.
func open(t *testing.T, c usecharts.Chart, options ...screentest.Option) (*screentest.Page, *usecharts.View) {
	t.Helper()
	page := screentest.New(t, append([]screentest.Option{screentest.Size(960, 380)}, options...)...)
	view := usecharts.NewView()
	page.Show(container.NewStack(widgets.NewCard(view)))
	view.Set(c)
	return page, view
}

func TestTheKeyNamesEachLineAndTheUnit(t *testing.T) {
	page, view := open(t, chart(1))
	for _, want := range []string{"MWh", "Used", "Forecast", "80% band", "95% band", "A year before", "Adjusted", "Known until here"} {
		page.See(want)
	}
	page.DontSee("As forecast then")
	view.ShowFrozen(true)
	page.See("As forecast then")
	page, _ = open(t, chart(1), screentest.Chinese())
	page.See("万千瓦时")
}

func TestTheArrowKeysTellTheFiguresOfAMonth(t *testing.T) {
	page, view := open(t, chart(1))
	page.DontSee("Oct 2026")
	widgets.Focus(view)
	page.See("Oct 2026")
	for _, step := range []struct{ key, want string }{
		{"Left", "Sep 2026"},
		{"Right", "Oct 2026"},
		{"Right", "Nov 2026"},
		{"Right", "Stoppage"},
		{"Home", "Oct 2024"},
		{"End", "Sep 2027"},
		{"Right", "Sep 2027"},
	} {
		page.Press(step.key)
		page.See(step.want)
	}
	page.Press("Home", "Left")
	page.See("Oct 2024")
}

func TestPlusAndMinusChangeHowManyMonthsAreOnView(t *testing.T) {
	page, view := open(t, chart(1))
	widgets.Focus(view)
	var told []int
	view.OnRange = func(n int) { told = append(told, n) }
	page.TypeHere("---")
	page.Press("Home")
	page.See("Oct 2022")
	page.TypeHere("+++")
	page.Press("Home")
	page.See("Oct 2025")
	if len(told) != 3 || told[0] != 60 || told[2] != 24 {
		t.Errorf("the ranges were %v", told)
	}
}

func TestTheMouseTellsTheMonthUnderIt(t *testing.T) {
	page, view := open(t, chart(1))
	size := view.Size()
	view.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(size.Width-4, 100)}})
	page.See("Sep 2027")
	view.MouseOut()
	page.DontSee("Sep 2027")
	view.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(-40, 100)}})
	page.See("Oct 2024")
}

func TestAnEmptyChartSaysNothing(t *testing.T) {
	page, view := open(t, usecharts.Chart{})
	if got := page.Text(); got != "" {
		t.Errorf("an empty chart says %q", got)
	}
	widgets.Focus(view)
	page.Press("Left", "Right", "Home", "End")
	page.TypeHere("+-")
}

func TestAShortHistoryTakesNoEmptyYears(t *testing.T) {
	u := works(1)
	u.Used = u.Used[len(u.Used)-7:]
	page, view := open(t, usecharts.Chart{Use: u})
	view.SetMonths(60)
	widgets.Focus(view)
	page.Press("Home")
	page.See("Oct 2025") // two years at least
}

// TestEverythingStaysInside holds for small and large figures, narrow and wide
// charts, on the screen and on paper.
func TestEverythingStaysInside(t *testing.T) {
	screentest.New(t)
	style := usecharts.Style{Line: 16, Hair: 1, Width: func(s string) float32 { return float32(len([]rune(s))) * 7 }}
	for _, factor := range []int64{0, 1, 1000, 1_000_000} {
		for _, width := range []float32{340, 700, 1400} {
			for _, months := range usecharts.Ranges() {
				c := chart(factor)
				c.Months, c.Frozen = months, true
				p := c.Lay(width, 320, style)
				for _, s := range p.Shapes {
					for _, at := range s.Points {
						if at.X < -6 || at.Y < -6 || at.X > width+6 || at.Y > 326 {
							t.Errorf("× %d, %v wide, %d months: a shape of ink %d leaves at %v", factor, width, months, s.Ink, at)
						}
					}
				}
				for _, text := range p.Texts {
					if end := text.At.X + style.Width(text.Text); text.At.X < -0.5 || text.At.Y < -0.5 || text.At.Y > 320-16 || end > width+0.5 && text.Ink != usecharts.InkAxis {
						t.Errorf("× %d, %v wide, %d months: %q leaves at %v", factor, width, months, text.Text, text.At)
					}
				}
			}
		}
	}
}

func TestNoTextLiesOnAnother(t *testing.T) {
	screentest.New(t)
	style := usecharts.Style{Line: 16, Hair: 1, Width: func(s string) float32 { return float32(len([]rune(s))) * 7 }}
	for _, width := range []float32{420, 700, 1400} {
		for _, months := range usecharts.Ranges() {
			c := chart(100)
			c.Months = months
			texts := c.Lay(width, 320, style).Texts
			for i, a := range texts {
				for _, b := range texts[:i] {
					if a.At.X < b.At.X+style.Width(b.Text) && b.At.X < a.At.X+style.Width(a.Text) && a.At.Y < b.At.Y+14 && b.At.Y < a.At.Y+14 {
						t.Errorf("%v wide, %d months: %q lies on %q", width, months, a.Text, b.Text)
					}
				}
			}
		}
	}
}

func TestThePictureOfAFileIsWholeAndTheSameEachTime(t *testing.T) {
	screentest.New(t)
	c := chart(1)
	c.Months = 36
	first, err := c.PNG("示例机械有限公司 用电预测")
	if err != nil {
		t.Fatal(err)
	}
	second, err := c.PNG("示例机械有限公司 用电预测")
	if err != nil || !bytes.Equal(first, second) {
		t.Errorf("two pictures of the same differ: %v", err)
	}
	config, err := png.DecodeConfig(bytes.NewReader(first))
	if err != nil || config.Width != 2200 || config.Height != 1040 {
		t.Errorf("the picture is %d × %d, %v", config.Width, config.Height, err)
	}
}

// TestBandsAndLinesAreDrawn looks at the pixels: the window's colours must be
// there, and the ground between.
func TestBandsAndLinesAreDrawn(t *testing.T) {
	page, _ := open(t, chart(1))
	picture := page.Window().Canvas().Capture()
	seen := map[[3]uint8]int{}
	for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y++ {
		for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X; x++ {
			r, g, b, _ := picture.At(x, y).RGBA()
			seen[[3]uint8{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8)}]++
		}
	}
	if n := seen[[3]uint8{0x0b, 0x66, 0x70}]; n < 500 {
		t.Errorf("%d pixels have the colour of the line", n)
	}
	if len(seen) < 50 {
		t.Errorf("%d colours: the lines are not smooth", len(seen))
	}
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{
		"zh": {screentest.Chinese()}, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en": nil, "en-dark": {screentest.Dark()},
		"zh-larger": {screentest.Chinese(), screentest.TextSize(look.Larger)},
	} {
		c := chart(1)
		if name[:2] == "zh" {
			c.Notes = append(usecharts.Festivals(202201, 202709, "春节"), usecharts.Note{Kind: usecharts.Event, From: 202505, Text: "新增生产线"},
				usecharts.Note{Kind: usecharts.Event, From: 202612, To: 202612, Text: "停产检修"}, usecharts.Note{Kind: usecharts.Factor, From: 202601, To: 202706, Text: "工程机械订单回升"})
		}
		page, view := open(t, c, options...)
		page.Shot(filepath.Join(folder, "usecharts-"+name+".png"))
		view.ShowFrozen(true)
		view.SetMonths(60)
		widgets.Focus(view)
		page.Press("Right", "Right")
		page.Shot(filepath.Join(folder, "usecharts-60-"+name+".png"))
	}
	page, view := open(t, chart(1000))
	view.SetMonths(24)
	page.Resize(420, 300)
	page.Shot(filepath.Join(folder, "usecharts-narrow.png"))
	c := chart(1)
	c.Months = 36
	file, err := c.PNG("示例机械有限公司 · 用电预测")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "usecharts-file.png"), file, 0o600); err != nil {
		t.Fatal(err)
	}
}

// BenchmarkView lays the chart out, and lays it out and paints it in software,
// which is slower than a screen does it; sixteen milliseconds are one frame.
func BenchmarkView(b *testing.B) {
	view := usecharts.NewView()
	view.Set(chart(31))
	view.SetMonths(60)
	window := test.NewTempWindow(b, view)
	window.Resize(fyne.NewSize(960, 420))
	for name, draw := range map[string]func(){
		"draw":  view.Refresh,
		"paint": func() { view.Refresh(); window.Canvas().Capture() },
		"file": func() {
			if _, err := view.Chart().PNG("示例"); err != nil {
				b.Fatal(err)
			}
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				draw()
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/16, "x-of-16ms")
		})
	}
}

func TestAFrozenMonthOfAGroupHasNoBoundsToShow(t *testing.T) {
	u := app.UseForecast{
		Of: app.ForecastOf{Level: app.OfSection, Code: "C"}, Used: []app.MonthUse{{Month: 202601, Total: 900}},
		Frozen: []app.FrozenMonth{{Month: 202601, Origin: 202512, Ahead: app.MonthAhead{Month: 202601, Point: 1000}, Actual: 900, HasActual: true}},
	}
	for _, row := range usecharts.Figures(u).Rows {
		if row[3] == "1,000" && (row[4] != "" || row[5] != "") {
			t.Errorf("bounds of nothing: %q", row)
		}
	}
}
