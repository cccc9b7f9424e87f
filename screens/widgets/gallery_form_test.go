package widgets_test

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lamplighter/screens/look"
	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
)

// galleryForm is a case form with every kind of field and note.
func galleryForm() (fyne.CanvasObject, *widgets.CodeField, *widgets.DateField) {
	name, phone, note := widgets.NewEntry(), widgets.NewEntry(), widgets.NewMultiLineEntry(3)
	name.SetText("示例竹木制品加工厂")
	phone.SetText("0812-000")
	note.SetText("电表箱门损坏，雨天进水，客户要求尽快更换并检查接线是否松动，家中有老人。\n已告知客户到场时限。")
	kind := widgets.NewCodeField(caseTypes, nil)
	kind.SetPlaceHolder("代码、拼音首字母或名称")
	due := widgets.NewDateField(parseDay, today)
	due.SetValue("2026-11-26")
	channel := widgets.NewSelect([]string{"营业厅", "电话", "走访"}, nil)
	channel.SetSelected("营业厅")
	off := widgets.NewEntry()
	off.SetText("由系统填写")
	off.Disable()
	form := widgets.NewForm(
		widgets.NewFormSection("客户"),
		widgets.NewFormRow("name", "客户名称", name).Required(),
		widgets.NewFormRow("phone", "联系电话", phone).Required(),
		widgets.NewFormSection("诉求"),
		widgets.NewFormRow("kind", "诉求类型", kind).Required(),
		widgets.NewFormRow("channel", "受理渠道", channel),
		widgets.NewFormRow("due", "承诺完成日期", due).Hinted("可输入“+3”“下周五”或“1126”"),
		widgets.NewFormRow("number", "工单编号", off),
		widgets.NewFormRow("note", "诉求内容", note).Spanning(),
		widgets.NewFormRow("secret", "", widgets.NewCheck("客户要求保密", nil)),
	)
	form.Row("phone").Note.Error("号码不完整：固定电话需要区号和七位或八位号码。")
	form.Row("name").Note.Warn("已有同名客户三户，请先核对户号。")
	buttons := container.NewHBox(widgets.NewPrimaryButton("保存", nil), widgets.NewButton("存为草稿", nil), widgets.NewKeyHint("Ctrl+Shift+Enter"))
	return container.NewPadded(container.NewPadded(container.NewVBox(form, buttons))), kind, due
}

func TestGalleryOfForms(t *testing.T) {
	folder := screentest.Gallery(t)
	dress := map[string][]screentest.Option{
		"light":  {screentest.Chinese()},
		"dark":   {screentest.Chinese(), screentest.Dark()},
		"large":  {screentest.Chinese(), screentest.TextSize(look.Larger)},
		"narrow": {screentest.Chinese(), screentest.Size(620, 768)},
	}
	for name, options := range dress {
		t.Run(name, func(t *testing.T) {
			page := screentest.New(t, options...)
			shot := func(what string) { page.Shot(filepath.Join(folder, what+"-"+name+".png")) }
			form, kind, due := galleryForm()
			page.Show(form)
			shot("form")
			page.Window().Canvas().Focus(kind.Entry())
			page.TypeHere("c")
			shot("codes")
			page.Press("Escape")
			page.Window().Canvas().Focus(due.Entry())
			page.Press("Alt+Down")
			shot("calendar")
			page.Press("Escape")
			body, _, _ := galleryForm()
			sheet := widgets.NewSheet("受理客户诉求", body, widgets.Action{Label: "保存"})
			sheet.Others = []widgets.Action{{Label: "作废", Danger: true}}
			sheet.Show(page.Keys())
			shot("sheet")
			sheet.Close()
			widgets.Confirm(page.Keys(), widgets.Question{
				Title: "作废这张工单？", Text: "工单会留在台账里并标为已作废，其他设备同步后也会看到。原因会记入变更日志。",
				Yes: "作废工单", Danger: true,
			}, func() {})
			shot("confirm")
			page.Press("Escape")
			keys := page.Keys()
			keys.SetTitle("随处可用")
			for _, bind := range [][2]string{{"Ctrl+K", "查找客户"}, {"Ctrl+N", "新建"}, {"F2", "我的工作"}, {"F5", "刷新"}, {"F9", "同步"}, {"Ctrl+PageDown", "下一条记录"}, {"Ctrl+Shift+Enter", "保存并办结"}} {
				keys.On(bind[0], bind[1], func() {})
			}
			widgets.NewSheet("快捷键", widgets.NewKeyList(keys.List()), widgets.Action{}).Show(keys)
			shot("keys")
		})
	}
}
