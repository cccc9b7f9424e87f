package brief_test

import (
	"time"

	"lamplighter/app"
	"lamplighter/data/datatest"
)

// full is a brief with as much as there may be; all of it is invented.
func full() app.Brief {
	area := app.TransformerAreaID{1}
	at := func(days int) int64 { return datatest.Now().Add(time.Duration(days) * 24 * time.Hour).UnixMilli() }
	one := func(number string, kind app.CaseKind, status app.CaseStatus, due int, content string) app.CaseRow {
		return app.CaseRow{Case: app.Case{Number: number, Kind: kind, Status: status, Content: content, AcceptedAt: at(-9), DueAt: at(due)}}
	}
	b := app.Brief{Day: "2026-03-02", Manager: "李晓明", Deputy: "何晓燕", Customer: app.CustomerPage{
		Customer: app.Customer{Kind: app.Organisation, ImportantGrade: "first", Preference: "上午电话联系，厂长在时再去", ConfirmedOn: "2024-11-02"},
		Accounts: []app.Account{
			{AccountNo: "5104000001464", Address: "四川省攀枝花市米易县丙谷镇新村村8组78号", ContractedVA: 630_000, Status: "active", TransformerArea: area},
			{AccountNo: "5104000001465", Address: "四川省攀枝花市米易县丙谷镇新村村8组79号", ContractedVA: 80_000, Status: "active", TransformerArea: area},
		},
		Contacts: []app.Contact{
			{Name: "杨伟", Role: "legal_rep", Mobile: "12900001234", Hours: "上午"}, {Name: "周国强", Role: "electrical", Mobile: "12900005678", Landline: "0812-0000123"},
		},
		Areas: map[app.TransformerAreaID]app.TransformerArea{area: {Name: "丙谷03台区"}},
		Cases: []app.CaseRow{
			one("MY1-260226-003", app.Complaint, app.Working, -1, "反映同一线路一个月内停电四次"), one("MY1-260221-011", app.ServiceRequest, app.WaitCustomer, 3, "申请核对抄表示数，等客户提供照片"),
			one("MY1-260220-002", app.ChangeOfUse, app.Assigned, 6, "淡季停产，申请暂停用电"),
		},
		Sheets: app.CustomerSheets{
			Important:  []app.ImportantUser{{Grade: "first", FromOn: "2025-01-01", EmergencyKind: "diesel", EmergencyVA: 200_000, DrillOn: "2024-10-18"}},
			Agreements: []app.Agreement{{Kind: "supply_hv", Number: "GY-2021-00017", Status: app.AgreementInForce, ToOn: "2026-03-31"}, {Kind: "orderly_use", Number: "YX-2025-00017", Status: app.AgreementInForce, ToOn: "2026-12-31"}},
		},
	}}
	for i, f := range [][2]string{
		{"products", "页岩机制砖、多孔砖"},
		{"shifts", "3"},
		{"equipment", "隧道窑一条，搅拌机、制砖机各两台，破碎机一台"},
		{"orders", "饱满，排到下季度"},
		{"employees", "46"},
		{"energy_share", "22"},
		{"expansion_plan", "二期生产线年内立项"},
		{"present_need", "希望提前告知计划停电，避开装窑"},
		{"development_need", "yes"},
		{"development_va", "400000"},
		{"development_month", "2026-09"},
	} {
		b.Customer.Sheets.Facts = append(b.Customer.Sheets.Facts, app.Fact{ID: app.FactID{byte(i)}, Name: f[0], Value: f[1], KnownOn: "2025-11-20"})
	}
	b.Gaps = []app.Gap{{Group: "plans", Field: "stop_plan", Limit: 12}, {Group: "business", Field: "output", KnownOn: "2024-05-20", Limit: 12}, {Group: "safety", Field: "emergency_supply", KnownOn: "2024-10-18", Limit: 12}}
	b.Promises = []app.BriefPromise{
		{Commitment: app.Commitment{Content: "更换计量箱", DueOn: "2026-02-20"}, OwnerName: "李晓明"},
		{Commitment: app.Commitment{Content: "提供峰谷用电分析", DueOn: "2026-03-10"}, OwnerName: "沈丽"},
		{Commitment: app.Commitment{Content: "协调树障清理", DueOn: "2025-12-20", EndedOn: "2025-12-28", Ending: app.CommitmentKept}, OwnerName: "李晓明"},
	}
	b.Visits = []app.PastVisit{
		{VisitedOn: "2025-11-20", Channel: app.OnSite, Manager: "李晓明", Problems: "夏季电压偏低，制砖机启动困难", Needs: "希望增容"},
		{VisitedOn: "2025-08-14", Channel: app.ByTelephone, Manager: "何晓燕", Needs: "核对电费"},
		{VisitedOn: "2025-05-09", Channel: app.OnSite, Manager: "李晓明", Problems: "计量箱锈蚀"},
	}
	b.Opportunities = []app.Opportunity{{Kind: "capacity", Stage: "confirmed", CapacityVA: 400_000, NextStep: "约设计院现场勘查", NextOn: "2026-03-12"}, {Kind: "pv", Stage: "lead", Note: "屋顶约 3000 平方米"}}
	for i := range 24 {
		month := int64(202403 + i)
		if i >= 10 {
			month = int64(202501 + i - 10)
		}
		if i >= 22 {
			month = int64(202601 + i - 22)
		}
		total := int64(125_000)
		if i >= 12 {
			total = 130_000
		}
		b.Usage = append(b.Usage, app.MonthUse{Month: month, Total: total + int64(i%3-1)*9000, Estimated: i == 23})
	}
	return b
}
