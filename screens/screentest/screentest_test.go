package screentest_test

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
)

func TestAPageIsReadAsAPersonReadsIt(t *testing.T) {
	hidden := widget.NewLabel("被隐藏的字")
	hidden.Hide()
	narrow := widgets.NewText("一句放不下的很长很长的话")
	narrow.Shrinks = true
	search := widgets.NewEntry()
	search.SetPlaceHolder("查找客户")
	page := screentest.Open(t, container.NewVBox(
		hidden, widget.NewLabel("米易营业厅"), widgets.NewButton("保存", nil), search,
		container.NewGridWrap(fyne.NewSize(40, 20), narrow), widget.NewRichTextFromMarkdown("今日到期"),
	))
	for _, text := range []string{"米易", "保存", "查找客户", "一句放不下的很长很长的话", "今日到期"} {
		page.See(text)
	}
	page.DontSee("被隐藏的字")
	page.Type("查找客户", "示例")
	page.See("示例")
	page.DontSee("查找客户")
}

func TestADialogCoversWhatIsBelow(t *testing.T) {
	page := screentest.New(t)
	below, inside := 0, 0
	page.Show(container.NewVBox(widgets.NewButton("Save", func() { below++ })))
	sheet := widgets.NewSheet("Question", widget.NewLabel("Sure?"), widgets.Action{Label: "Save", Do: func() { inside++ }})
	sheet.Show(page.Keys())
	page.Tap("Save")
	page.See("Sure?")
	sheet.Close()
	page.Tap("Save")
	page.DontSee("Sure?")
	if below != 1 || inside != 1 {
		t.Errorf("pressed %d below and %d inside, want 1 each", below, inside)
	}
}

func TestTheLanguageIsThatOfThePage(t *testing.T) {
	for _, tt := range []struct {
		name    string
		options []screentest.Option
		want    string
	}{
		{"in Chinese", []screentest.Option{screentest.Chinese()}, "取消"},
		{"in English", nil, "Cancel"},
		{"in Chinese again", []screentest.Option{screentest.Chinese(), screentest.Dark()}, "取消"},
		{"in English again", []screentest.Option{screentest.TextSize(look.Larger)}, "Cancel"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := screentest.New(t, tt.options...)
			page.Show(container.NewVBox())
			widgets.Confirm(page.Keys(), widgets.Question{Title: "?", Yes: "!"}, func() {})
			page.See(tt.want)
		})
	}
}

func TestTheFocusIsToldByWhatItSays(t *testing.T) {
	name, phone := widgets.NewEntry(), widgets.NewEntry()
	page := screentest.Open(t, widgets.NewForm(
		widgets.NewFormRow("name", "Name", name), widgets.NewFormRow("phone", "Phone", phone)))
	page.Into("Phone")
	if page.Focusing() != fyne.Focusable(phone) {
		t.Error("the focus is not in the field after its label")
	}
	page.TypeHere("000")
	if got := page.Focused(); got != "000" {
		t.Errorf("the focus says %q", got)
	}
	page.Type("Phone", "111")
	if phone.Text != "111" {
		t.Errorf("typing into a field left %q", phone.Text)
	}
}

func TestAShotIsAPictureOfThePage(t *testing.T) {
	page := screentest.Open(t, widget.NewLabel("米易营业厅"), screentest.Size(300, 200))
	path := filepath.Join(t.TempDir(), "shots", "page.png")
	page.Shot(path)
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	picture, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size.X != 300 || size.Y != 200 {
		t.Errorf("the picture is %v", size)
	}
}
