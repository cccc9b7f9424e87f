package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
)

// The drawings of a few settled parts are kept in testdata, so that an upgrade
// of Fyne that moves or recolours them is noticed.
func TestSettledPartsAreDrawnAsBefore(t *testing.T) {
	tests := []struct {
		name, master string
		part         func() fyne.CanvasObject
	}{
		{"a badge", "badge.xml", func() fyne.CanvasObject { return widgets.NewBadge("今日到期", widgets.ToneWarn) }},
		{"a chord", "keyhint.xml", func() fyne.CanvasObject { return widgets.NewKeyHint("Ctrl+Shift+Enter") }},
		{"a paragraph", "paragraph.xml", func() fyne.CanvasObject {
			return widgets.NewParagraph("编号 K7QF2M 的诉求已办结，客户（示例）满意。")
		}},
		{"a row of a form", "formrow.xml", func() fyne.CanvasObject {
			row := widgets.NewFormRow("name", "客户名称", widgets.NewEntry()).Required()
			row.Note.Error("请填写客户名称。")
			return widgets.NewForm(row)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := screentest.New(t, screentest.Chinese(), screentest.Size(220, 120))
			page.Show(container.NewVBox(tt.part()))
			page.Show(page.Window().Content()) // heights follow the width just given
			test.AssertRendersToMarkup(t, tt.master, page.Window().Canvas())
		})
	}
}
