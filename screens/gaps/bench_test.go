package gaps

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// bigMatrix is 5,000 people and 200 courses, of which a post requires twenty,
// with sixty of a hundred completions there could be.
func bigMatrix() *app.TrainingMatrix {
	const today app.Day = "2026-03-02"
	var courses []app.Course
	var posts []app.CoursePost
	for i := range 200 {
		c := app.Course{ID: app.CourseID{1, byte(i)}, Name: fmt.Sprintf("电力营销服务课程%03d", i), Category: "basic"}
		courses = append(courses, c)
		posts = append(posts, app.CoursePost{Course: c.ID, Post: fmt.Sprint("post", i%10), WithinMonths: 6, FromOn: "2025-01-01"})
	}
	m := app.NewTrainingMatrix(today, courses, posts)
	for i := range 5000 {
		m.Add(app.TrainingPerson{Staff: app.Staff{
			ID: app.StaffID{2, byte(i), byte(i >> 8)}, StaffNo: fmt.Sprintf("S%05d", i), Name: fmt.Sprintf("员工%04d", i), Post: fmt.Sprint("post", i%10), ValidFrom: "2020-01-01",
		}, UnitName: "双沟供电所"})
		for j := range courses {
			if (i*7+j*13)%10 < 6 {
				m.Completed(j, today.AddDays((i*37+j*91)%900-100))
			}
		}
	}
	return m
}

// BenchmarkMatrixScroll moves the view by one cell, down and to the right in
// turn, against the table of the toolkit moved in the same way.
func BenchmarkMatrixScroll(b *testing.B) {
	source := newTable(&desk.Desk{Codes: words.NewCodes(words.Chinese, nil)}, bigMatrix(), map[app.TrainingNeed]bool{})
	size := fyne.NewSize(1366, 620)
	window := test.NewWindow(nil)
	defer window.Close()
	window.SetPadded(false)
	window.Resize(size)

	plain := widget.NewTable(func() (int, int) { return source.Rows(), source.Columns() }, func() fyne.CanvasObject { return widget.NewLabel("剩 100 天") },
		func(id widget.TableCellID, o fyne.CanvasObject) {
			o.(*widget.Label).SetText(source.Cell(id.Row, id.Col).Text)
		})
	window.SetContent(plain)
	window.Resize(size)
	naive := p50(b, 40, func(i int) { plain.ScrollTo(widget.TableCellID{Row: 30 + i, Col: 20 + i%100}) })

	matrix := widgets.NewMatrix(sides(), cellWidth)
	window.SetContent(matrix)
	window.Resize(size)
	matrix.SetSource(source)
	var took []time.Duration
	i := 0
	for b.Loop() {
		start := time.Now()
		matrix.Select(20+i%4900, 10+i/2%180)
		took = append(took, time.Since(start))
		i++
	}
	slices.Sort(took)
	at := func(share int) float64 { return float64(took[(len(took)-1)*share/100]) / float64(time.Microsecond) }
	b.ReportMetric(at(50), "p50-µs")
	b.ReportMetric(at(95), "p95-µs")
	b.ReportMetric(at(50)*float64(time.Microsecond)/float64(naive), "x-of-toolkit")
}

func p50(b *testing.B, runs int, run func(int)) time.Duration {
	b.Helper()
	took := make([]time.Duration, runs)
	for i := range took {
		start := time.Now()
		run(i)
		took[i] = time.Since(start)
	}
	slices.Sort(took)
	return took[runs/2]
}
