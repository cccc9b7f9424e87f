package widgets_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"lamplighter/screens/background"
	"lamplighter/screens/look"
	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
)

// TestGallery draws the parts for a designer to judge, when LAMPLIGHTER_SHOTS
// names a folder to draw into. It fails only where a part cannot be drawn.
func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	dress := map[string][]screentest.Option{
		"light": {screentest.Chinese()},
		"dark":  {screentest.Chinese(), screentest.Dark()},
		"large": {screentest.Chinese(), screentest.TextSize(look.Larger)},
		"en":    {},
	}
	rooms := map[string]func(*screentest.Page) fyne.CanvasObject{
		"list":  galleryList,
		"parts": galleryParts,
	}
	for name, options := range dress {
		for room, make := range rooms {
			t.Run(room+" "+name, func(t *testing.T) {
				page := screentest.New(t, options...)
				page.Show(make(page))
				page.Shot(filepath.Join(folder, room+"-"+name+".png"))
			})
		}
	}
}

// invented rows, too long for their columns now and then
func galleryRows(_ context.Context, from, count int) ([]widgets.Row, error) {
	states := []widgets.Cell{
		{Text: "处理中", Tone: widgets.ToneInfo},
		{Text: "已办结", Tone: widgets.ToneGood},
		{Text: "今日到期", Tone: widgets.ToneWarn},
		{Text: "已超时", Tone: widgets.ToneBad},
		{Text: "已受理"},
	}
	sums := []string{
		"电表箱门损坏，雨天进水，客户要求尽快更换并检查接线是否松动，家中有老人", "咨询分时电价", "停电两小时未恢复",
		"申请增容至 400 kVA", "电费与上月相差较大",
	}
	var rows []widgets.Row
	for i := from; i < from+count; i++ {
		rows = append(rows, widgets.Row{Key: fmt.Sprint(i), Cells: []widgets.Cell{
			{Text: fmt.Sprintf("MY01-1-20261123-%04d", i+1)},
			{Text: []string{"示例客户甲", "示例竹木制品加工厂", "示例乡人民政府"}[i%3], Strong: i%7 == 2},
			{Text: sums[i%5]},
			{Text: fmt.Sprint(i * i * 137 % 99991)},
			{Text: "2026-11-23"},
			states[i%5],
		}})
	}
	return rows, nil
}

func galleryList(page *screentest.Page) fyne.CanvasObject {
	runner := background.Inline()
	table := widgets.NewRecordTable(runner, []widgets.Column{
		{Title: "工单号", Width: 175, Sortable: true},
		{Title: "客户", Width: 150, Weight: 1, Sortable: true},
		{Title: "内容", Width: 200, Weight: 2},
		{Title: "电量（千瓦时）", Width: 125, Kind: widgets.KindNumber, Sortable: true},
		{Title: "受理日期", Width: 100, Kind: widgets.KindDate},
		{Title: "状态", Width: 90, Kind: widgets.KindBadge},
	}, galleryRows)
	table.OnMark = func(int) {}
	table.SetTotal(123_456)
	table.SetSort(3, true)
	alert := widgets.NewHeaderAlert()
	alert.OnClosed = func() {}
	alert.Say(widgets.ToneWarn, "今天有 3 件诉求到期，1 件已超时。", widgets.Action{Label: "查看", Do: func() {}})
	chips := widgets.NewChips([]widgets.Chip{
		{Key: "a", Text: "我的", Count: 12},
		{Key: "b", Text: "今日到期", Count: 3},
		{Key: "c", Text: "已超时", Count: 1},
		{Key: "d", Text: "待回访", Count: 1234},
		{Key: "e", Text: "全部", Count: -1},
	}, nil)
	chips.Choose("b")
	bar := container.NewHBox(
		widgets.NewStatusItem("米易营业厅 · 1 号席", nil), status(widgets.ToneGood, "已同步 10:32"),
		status(widgets.ToneWarn, "3 条待发送"), status(widgets.ToneBad, "磁盘将满"),
	)
	toasts := widgets.NewToasts(runner)
	content := toasts.Over(container.NewBorder(container.NewVBox(alert, container.NewPadded(chips)), bar, nil, nil, table))
	toasts.TellUndo("已受理 MY01-1-20261123-0042，答复期限 11月30日。", func() {})
	toasts.Fail("导出没有成功：磁盘空间不足。文件没有写完，原有数据不受影响。请清理磁盘后再试。")
	page.Show(content)
	table.Select(4)
	page.Keys().Canvas().Focus(table)
	table.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	return content
}

func status(tone widgets.Tone, text string) *widgets.StatusItem {
	item := widgets.NewStatusItem(text, func() {})
	item.Set(tone, text)
	return item
}

func galleryParts(*screentest.Page) fyne.CanvasObject {
	badges := container.NewHBox()
	for tone, text := range []string{"已受理", "处理中", "已办结", "今日到期", "已超时"} {
		badges.Add(widgets.NewBadge(text, widgets.Tone(tone)))
	}
	at := time.Unix(0, 0)
	progress := widgets.NewProgress(func() time.Time { at = at.Add(6 * time.Second); return at })
	progress.Begin("正在导入 用电客户档案清单.xlsx", func() {})
	progress.Set(3_250, 10_000)
	timeline := widgets.NewTimeline(
		widgets.Moment{
			When: "11-23 10:32", Icon: theme.DocumentCreateIcon(), Tone: widgets.ToneInfo, Title: "受理", Aside: "示例柜员",
			Body: "客户来厅反映电表箱门损坏，雨天进水，要求尽快更换。已告知当日内到场。",
		},
		widgets.Moment{When: "11-23 10:40", Icon: theme.MailForwardIcon(), Title: "派单至攀莲供电所", Aside: "示例主管"},
		widgets.Moment{
			When: "11-23 14:05", Icon: theme.ConfirmIcon(), Tone: widgets.ToneGood, Title: "办结", Aside: "示例客户经理",
			Body: "箱门已更换，接线已检查。客户满意。\n更换旧锁一把。",
		},
		widgets.Moment{When: "11-26 09:00", Icon: theme.WarningIcon(), Tone: widgets.ToneWarn, Title: "回访未接通，改日再拨"},
	)
	left := container.NewVBox(widgets.NewSectionHeader("状态"), badges, widgets.NewSectionHeader("进度"), progress,
		widgets.NewSectionHeader("经过"), timeline)
	empty := widgets.NewEmptyState(theme.SearchIcon(), "没有符合条件的诉求。换个条件，或新建一件。", widgets.Action{Label: "新建诉求", Do: func() {}})
	right := container.NewVBox(widgets.NewSectionHeader("没有内容"), empty)
	return container.NewPadded(container.NewGridWithColumns(2, container.NewPadded(left), container.NewPadded(right)))
}
