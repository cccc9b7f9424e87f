package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"lamplighter/screens/background"
)

func TestMarks(t *testing.T) {
	tests := []struct {
		name      string
		do        func(*RecordTable)
		wantCount int
		wantAll   bool
		wantKeys  string
	}{
		{"Space marks and goes on", func(table *RecordTable) {
			press(table, fyne.KeySpace, fyne.KeySpace)
		}, 2, false, "k0 k1"},
		{"Space again unmarks", func(table *RecordTable) {
			press(table, fyne.KeySpace, fyne.KeyUp, fyne.KeySpace)
		}, 0, false, ""},
		{"Ctrl+A marks rows never fetched", func(table *RecordTable) {
			table.TypedShortcut(&fyne.ShortcutSelectAll{})
		}, 5000, true, ""},
		{"all but one", func(table *RecordTable) {
			table.TypedShortcut(&fyne.ShortcutSelectAll{})
			press(table, fyne.KeySpace)
		}, 4999, true, "k0"},
		{"Ctrl+A twice marks none", func(table *RecordTable) {
			table.TypedShortcut(&fyne.ShortcutSelectAll{})
			table.TypedShortcut(&fyne.ShortcutSelectAll{})
		}, 0, false, ""},
		{"a click on the box", func(table *RecordTable) {
			table.body.MouseDown(&desktop.MouseEvent{
				PointEvent: fyne.PointEvent{Position: fyne.NewPos(10, 3*table.rowHeight()+5)}, Button: desktop.MouseButtonPrimary,
			})
		}, 1, false, "k3"},
		{"a click with Ctrl", func(table *RecordTable) {
			table.body.MouseDown(&desktop.MouseEvent{
				PointEvent: fyne.PointEvent{Position: fyne.NewPos(100, 2*table.rowHeight()+5)},
				Button:     desktop.MouseButtonPrimary, Modifier: fyne.KeyModifierShortcutDefault,
			})
		}, 1, false, "k2"},
		{"the box in the header", func(table *RecordTable) {
			table.header.Tapped(&fyne.PointEvent{Position: fyne.NewPos(10, 5)})
		}, 5000, true, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			table, window := showTable(t, background.Inline(), &register{}, 5000)
			told := 0
			table.OnMark = func(count int) { told = count }
			table.Refresh()
			window.Canvas().Focus(table)
			tt.do(table)
			marks := table.Marks()
			if table.MarkCount() != tt.wantCount || told != tt.wantCount {
				t.Errorf("%d are marked and %d told, want %d", table.MarkCount(), told, tt.wantCount)
			}
			if marks.All != tt.wantAll || strings.Join(marks.Keys, " ") != tt.wantKeys {
				t.Errorf("marks are %+v, want all %v and keys %q", marks, tt.wantAll, tt.wantKeys)
			}
		})
	}
}

func TestCopyingRows(t *testing.T) {
	table, window := showTable(t, background.Inline(), &register{}, 50)
	table.OnMark = func(int) {}
	window.Canvas().Focus(table)
	clipboard := test.NewClipboard()
	copied := func() string {
		table.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard})
		return clipboard.Content()
	}
	if got, want := copied(), "k0\t测试客户k0\t0\t在办"; got != want {
		t.Errorf("the selected row is copied as %q, want %q", got, want)
	}
	press(table, fyne.KeySpace, fyne.KeySpace)
	if got := copied(); strings.Count(got, "\n") != 1 || !strings.HasPrefix(got, "k0\t") {
		t.Errorf("two marked rows are copied as %q", got)
	}
	table.CopyText = func(rows []Row) string { return fmt.Sprint(len(rows), " masked") }
	if got := copied(); got != "2 masked" {
		t.Errorf("with a wording of its own it is %q", got)
	}
}
