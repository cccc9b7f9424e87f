package exchange_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/exchange"
	"lamplighter/screens/screentest"
)

// wide is a list as halls hand it over: many columns, and rows of every kind.
func wide() string {
	text := "米易县供电公司 用电客户档案清单（2026年2月）\n户号,用户名称,用电地址,用电类别,供电电压,合同容量(kVA),运行容量,行业,联系人,联系电话,证件号码,抄表段,台区,客户经理,立户日期,欠费(元),光伏,备注\n"
	for i := range 60 {
		number, phone, day := fmt.Sprintf("51040000%05d", i), fmt.Sprintf("1990000%04d", i), "2011-01-22"
		switch i % 15 {
		case 4:
			number = "5.10400E+12"
		case 7:
			number = "5104000000001"
		case 9:
			phone = "1990000001/19900000022"
		case 11:
			day = "二月某日"
		}
		text += fmt.Sprintf("%s,示例客户%d号,四川省攀枝花市米易县攀莲镇新村村%d组78号,居民生活用电,交流220V,8,8,Q8421,示例联系人,%s,,M034,攀莲%02d台区,沈丽,%s,12.5,,\n", number, i, i%9+1, phone, i%6+1, day)
	}
	return text
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	size := screentest.Size(1180, 650)
	for name, options := range screentest.Dresses(size) {
		t.Run(name, func(t *testing.T) {
			page := screentest.New(t, options...)
			c := open(t, page, background.Inline(), name[:2])
			shot := func(what string) { page.Shot(filepath.Join(folder, "exchange-"+what+"-"+name+".png")) }
			datatest.Customer(t, c.store, "示例客户2号", "5104000000002", "1390000000")
			p := exchange.NewImport(c.Desk, c.store)
			page.Show(p.Content())
			p.Focus()
			shot("start")
			p.Take(writeList(t, wide()))
			shot("preview")
			p.Save()
			shot("done")
			page.Press("Escape")
			p.Leave()
			page.Show(p.Content())
			shot("past")
			e := exchange.NewExport(c.Desk, c.store)
			e.Export(what(t, c))
			shot("export")
		})
	}
}
