package paper_test

import (
	"fmt"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/paper"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// sampleBrief is a brief with so many of each; all of it is invented.
func sampleBrief(n int) app.Brief {
	area := app.TransformerAreaID{1}
	b := app.Brief{
		Day: "2026-03-02", Manager: "李晓明", Deputy: "何晓燕", Visit: app.Visit{Number: "ZF-260303-001", PlannedOn: "2026-03-03"},
		Customer: app.CustomerPage{
			Customer: app.Customer{
				Name: "灯河县杨伟机制砖厂", ImportantGrade: "first", Preference: "上午电话联系，厂长证件 510421199003070011", ConfirmedOn: "2024-11-02", IDNo: "510421199003070011",
			},
			Areas: map[app.TransformerAreaID]app.TransformerArea{area: {Name: "丙谷03台区"}},
			Sheets: app.CustomerSheets{
				Important: []app.ImportantUser{{Grade: "first", FromOn: "2025-01-01", EmergencyKind: "diesel", EmergencyVA: 200_000, DrillOn: "2024-10-18"}},
			},
		},
	}
	c := &b.Customer
	for i := range n {
		c.Accounts = append(c.Accounts, app.Account{AccountNo: fmt.Sprintf("5104%09d", 1464+i), Address: "灯河县丙谷镇新村村8组78号", ContractedVA: 315_000, Status: "active", TransformerArea: area})
		c.Contacts = append(c.Contacts, app.Contact{Name: "杨伟", Role: "electrical", Mobile: fmt.Sprintf("129%08d", 1234+i), Landline: "0812-0000123", Hours: "上午"})
		c.Cases = append(c.Cases, app.CaseRow{Case: app.Case{
			Number: fmt.Sprintf("MY1-260226-%03d", i), Kind: app.Complaint, Status: app.WaitCustomer, AcceptedAt: on(2, 26, 9, 0).UnixMilli(), DueAt: on(3, 1+i, 0, 0).UnixMilli(),
			Content: "反映同一线路一个月内停电四次，要求说明原因并尽快解决，可打 12900001234",
		}})
		c.Sheets.Agreements = append(c.Sheets.Agreements, app.Agreement{Kind: "supply_hv", Number: fmt.Sprintf("GY-2021-%05d", i), Status: app.AgreementInForce, ToOn: "2026-03-31"})
		b.Promises = append(b.Promises, app.BriefPromise{Commitment: app.Commitment{Content: "更换计量箱并清理表箱周围树障，完成后电话告知", DueOn: "2026-02-20"}, OwnerName: "李晓明"})
		b.Visits = append(b.Visits, app.PastVisit{
			VisitedOn: "2025-11-20", Channel: app.OnSite, Manager: "李晓明", Problems: strings.Repeat("夏季电压偏低，制砖机启动困难。", 3), Needs: "希望增容并核对峰谷电价",
		})
		b.Opportunities = append(b.Opportunities, app.Opportunity{Kind: "capacity", Stage: "confirmed", CapacityVA: 400_000, NextStep: "约设计院现场勘查", NextOn: "2026-03-12"})
		b.Gaps = append(b.Gaps, app.Gap{Group: "plans", Field: "stop_plan", KnownOn: "2024-05-20", Limit: 12})
	}
	for i, name := range app.FactNames()[:min(n*3, len(app.FactNames()))] {
		value := "隧道窑一条，搅拌机、制砖机各两台，破碎机一台，空压机两台"
		switch name {
		case "development_va", "emergency_va":
			value = "400000"
		case "development_need":
			value = "yes"
		}
		c.Sheets.Facts = append(c.Sheets.Facts, app.Fact{ID: app.FactID{byte(i)}, Name: name, Value: value, KnownOn: "2025-11-20"})
	}
	for i := range 24 {
		b.Usage = append(b.Usage, app.MonthUse{Month: int64(2024+(i+2)/12)*100 + int64((i+2)%12) + 1, Total: int64(120_000 + i%7*9000), Estimated: i == 23})
	}
	return b
}

func labels(t *testing.T, language string) func(list, code string) string {
	t.Helper()
	return words.NewCodes(language, datatest.Shipped(t).Codes).Label
}

func briefOf(t *testing.T, language string, n int) paper.Brief {
	t.Helper()
	return paper.Brief{Head: head, Brief: sampleBrief(n), Label: labels(t, language)}
}

func TestABriefTellsTheManagerWhatHeNeeds(t *testing.T) {
	screentest.New(t, screentest.Chinese())
	_, pages := printed(t, briefOf(t, words.Chinese, 2).Document())
	says(t, pages, "客户走访简报", "ZF-260303-001", "灯河县杨伟机制砖厂", "5104000001464", "630 kVA", "丙谷03台区", "李晓明 / 何晓燕", "12900001234", "走访要问",
		"承诺 2026-02-20 前办结，尚未兑现：更换计量箱", "最近应急演练 2024-10-18", "高压供用电合同", "GY-2021-00000", "夏季电压偏低", "经营情况", "近 12 个月用电")
}

func TestABriefIsOnePageHoweverMuchThereIs(t *testing.T) {
	for language, options := range map[string][]screentest.Option{words.Chinese: {screentest.Chinese()}, words.English: nil} {
		screentest.New(t, options...)
		for _, n := range []int{0, 1, 4, 12} {
			if _, pages := printed(t, briefOf(t, language, n).Document()); len(pages) != 1 {
				t.Errorf("%s: with %d of each the brief takes %d pages", language, n, len(pages))
			}
		}
	}
}

func TestNoIdentityNumberStandsOnABrief(t *testing.T) {
	screentest.New(t)
	b := briefOf(t, words.English, 3)
	b.Brief.Promises[0].Content = "证件 510421199003070011"
	b.Brief.Visits[0].Problems = "证件 510421199003070011"
	b.Brief.Customer.Sheets.Facts[0].Value = "证件 510421199003070011"
	_, pages := printed(t, b.Document())
	saysNot(t, pages, "510421199003070011")
	says(t, pages, "12900001234")
}

func TestThePackOfADayHasTheRouteBeforeItsBriefs(t *testing.T) {
	screentest.New(t, screentest.Chinese())
	var all []app.Brief
	for i := range 8 {
		b := sampleBrief(3)
		b.Customer.Customer.Name = fmt.Sprintf("第%d户", i+1)
		all = append(all, b)
	}
	_, pages := printed(t, paper.BriefPack(head, all, labels(t, words.Chinese)))
	if len(pages) != 9 {
		t.Fatalf("%d pages, want the route and eight briefs", len(pages))
	}
	says(t, pages[:1], "当日走访简报", "2026-03-03 周二", "第1户", "第8户", "第 1 页 共 9 页")
	for i, page := range pages[1:] {
		says(t, []string{page}, "客户走访简报", fmt.Sprintf("第%d户", i+1), fmt.Sprintf("第 %d 页 共 9 页", i+2))
	}
}
