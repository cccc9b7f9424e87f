package visitform_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/visitform"
	"lamplighter/screens/words"
)

// TestGallery draws the form and the page for a person to judge.
func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, opts := range map[string][]screentest.Option{"zh-light": {screentest.Chinese()}, "en-dark": {screentest.Dark()}} {
		store := datatest.Open(t)
		c := plant(t, store)
		recorded(t, store, c, "2026-02-02", app.Answers{
			"products": "核桃糕、坚果礼盒", "shifts": "2", "employees": "80", "emergency_supply": "diesel", "emergency_va": "50000", "orders": "春节后回落，四月起恢复",
			"problems": "晚高峰电压偏低，烘箱跳闸两次。", "equipment": "烘箱 4 台、冷库 2 间、包装线 1 条",
		}, func(r *app.VisitRecord) { r.Note = "厂长希望四月前解决电压问题。" })
		v := start(t, store, c, "2026-03-02")
		b := openIn(t, name[:2], store, background.Inline(), append(opts, screentest.Size(1206, 690))...)
		shot := func(what string) { b.page.Shot(filepath.Join(folder, "visitform-"+what+"-"+name+".png")) }
		b.form(v)
		shot("empty")
		b.page.TypeHere("李晓明（厂长）、王强（电工）")
		b.page.Press("Alt+2")
		b.page.TypeHere("四月起上新线，需要稳定电压。")
		b.page.Press("Tab")
		b.page.TypeHere("1")
		b.page.Press("Tab")
		b.page.TypeHere("5")
		b.maker.made = []visitform.Made{
			{Kind: app.LinkCase, Text: "K7QX-260302-004 反映晚高峰电压偏低", Status: "已受理"}, {Kind: app.LinkCommitment, Text: "三日内到现场测量电压并答复", Status: "未完成", Due: "2026-03-05"},
		}
		b.area.Reload()
		shot("half")
		b.page.Press("Ctrl+R")
		shot("copied")
		b.page.Press("Alt+6")
		b.page.Type(words.Field("position"), "新村")
		b.page.Into(words.Field("visited_on"))
		b.page.TypeHere("2026-02-02")
		b.page.Press("Alt+6")
		shot("end")
		b.page.Press("Alt+1")
		shot("odd")
		b.area.Show(desk.Route{Tab: desk.Visits, Visit: recorded(t, store, c, "2026-02-25", app.Answers{"shifts": "3", "employees": "95", "products": "核桃糕"}, func(r *app.VisitRecord) {
			r.FollowUpOn, r.Began, r.Ended, r.Position, r.SignedBy, r.Copied = "2026-03-16", "930", "1015", "26.913,102.119", "李晓明", map[string]bool{"products": true}
		}).ID})
		shot("page")
		b.page.Press("Ctrl+G")
		shot("call")
	}
}
