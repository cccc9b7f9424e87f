package paper_test

import (
	"fmt"
	"time"

	"lamplighter/app"
	"lamplighter/screens/paper"
)

// The people, places and numbers of these samples are invented.

func on(month time.Month, day, hour, minute int) time.Time {
	return time.Date(2026, month, day, hour, minute, 0, 0, app.Local)
}

var head = paper.Head{Company: "灯河县供电公司", Unit: "攀莲供电营业厅", By: "沈丽", At: on(3, 2, 10, 30)}

var handed = []paper.Handed{
	{Name: "居民身份证", Got: true},
	{Name: "房屋产权证明", OwedOn: "2026-03-09"},
	{Name: "用电设备清单"},
}

func sampleReceipt() paper.Receipt {
	return paper.Receipt{
		Head: head, Number: "MY1-260302-007", Kind: app.LVResident, AcceptedAt: on(3, 2, 10, 28), AcceptedBy: "沈丽",
		Customer: "阿木·曲比石一", AccountNo: "5104000000011", Address: "灯河县攀莲镇新村村8组78号", Contact: "阿木·曲比石一", Phone: "12900001234",
		Asked: "新建住房申请居民新装用电，容量 8 kVA，单相 220 V。房屋产权证明正在办理，先凭身份证受理，其余资料随后补交。", Papers: handed,
		Promises: []paper.Promise{
			{Step: "plan", Set: app.SetLaw, DueAt: on(3, 6, 0, 0)},
			{Step: "whole", Set: app.SetPromise, DueAt: on(3, 10, 0, 0)},
		},
		Manager: "李晓明", ManagerTel: "12900005678",
	}
}

func sampleJourney() paper.Journey {
	return paper.Journey{
		Head: head, Number: "MY1-260302-007", Kind: app.LVResident, AcceptedAt: on(3, 2, 10, 28), Customer: "阿木·曲比石一", AccountNo: "5104000000011",
		Address: "灯河县攀莲镇新村村8组78号", Papers: handed, Manager: "李晓明", ManagerTel: "12900005678",
		Steps: []paper.Stage{
			{Name: "受理申请", Who: "攀莲供电营业厅 沈丽", DoneAt: on(3, 2, 10, 28)},
			{Name: "现场勘查", Who: "李晓明", Until: "2026-03-04 周三"},
			{Name: "供电方案答复", Who: "李晓明", Until: "2026-03-05 周四"},
			{Name: "客户内部工程", Who: "客户自主选择的施工单位", Until: "由客户安排，期间时限暂停"},
			{Name: "装表接电", Who: "计量班", Until: "2026-03-09 周一"},
			{Name: "回访", Who: "客户服务中心"},
		},
	}
}

func sampleReply() paper.Reply {
	return paper.Reply{
		Head: head, Number: "MY1-260226-003", Kind: app.Complaint, Channel: "95598 电话", ExternalNo: "2602260000031", AcceptedAt: on(2, 26, 9, 12),
		Customer: "杨𫖯喆", AccountNo: "5104000000012", Address: "灯河县白马镇黄草坪村3组12号", Phone: "12900009876",
		Asked:       "客户反映近两个月频繁停电，本月已停四次，家中冰箱损坏，要求说明原因并尽快解决。联系电话 12900009876。",
		ContactedAt: "2026-02-26 14:05", ContactedBy: "王强", Unit: "白马供电所",
		Cause:        "10 kV 黄草线 27 号杆附近树障放电，雷雨大风天气引起线路跳闸。",
		Verification: "经查阅调度记录，该线路 1 月至 2 月共停电 4 次，其中故障停电 3 次、计划停电 1 次，计划停电已提前 7 日公告。客户反映属实。",
		Measures:     "已于 2 月 28 日清理树障 42 处，更换 27 号杆绝缘子，并将该线路列入本年度大修计划。冰箱损坏一事已告知客户理赔流程。",
		Result:       "线路恢复正常供电，至今未再跳闸。", Opinion: "基本满意", Frequent: true, Line: "10 kV 黄草线", HandledBy: "王强",
		Outages: []paper.Outage{
			{From: on(1, 8, 15, 20), Until: on(1, 8, 17, 5), Kind: "故障", Cause: "雷击跳闸"},
			{From: on(1, 19, 8, 0), Until: on(1, 19, 16, 0), Kind: "计划", Cause: "更换配电变压器"},
			{From: on(2, 11, 20, 41), Until: on(2, 11, 22, 10), Kind: "故障", Cause: "树障放电"},
			{From: on(2, 25, 19, 3), Until: on(2, 25, 19, 50), Kind: "故障", Cause: "树障放电"},
		},
	}
}

func sampleCases(n int) []app.CaseRow {
	kinds, statuses := app.CaseKinds(), app.CaseStatuses()
	names := []string{"阿木·曲比", "李晓明", "灯河县新村果蔬种植专业合作社", "杨𫖯喆", "王强"}
	matters := []string{
		"申请校表，反映电能表转得比以前快。", "停电报修。",
		"反映上月电量比平时多一倍，要求核实抄表数据并书面答复；客户留言可打 12900001234，其家中近期没有新增大功率电器，邻居家电量也没有明显变化。",
	}
	rows := make([]app.CaseRow, n)
	for i := range rows {
		accepted := on(3, 2, 8, 0).Add(time.Duration(i) * 7 * time.Minute)
		rows[i] = app.CaseRow{Case: app.Case{
			Number: fmt.Sprintf("MY1-260302-%03d", i+1), Kind: kinds[i%len(kinds)], Status: statuses[i%len(statuses)], Content: matters[i%len(matters)],
			AcceptedAt: accepted.UnixMilli(), DueAt: on(3, 6+i%20, 0, 0).UnixMilli(),
		}, CustomerName: names[i%len(names)], AccountNo: fmt.Sprintf("5104000%06d", i), OwnerName: "李晓明"}
	}
	return rows
}

func sampleCustomers(n int) []app.CustomerRow {
	rows := make([]app.CustomerRow, n)
	for i, c := range sampleCases(n) {
		rows[i] = app.CustomerRow{
			Name: c.CustomerName, AccountNo: c.AccountNo, Accounts: int64(1 + i%7/6), Category: "202", ContractVA: int64(8000 + i%5*92000), Area: "攀莲03台区",
			Phone: fmt.Sprintf("129%08d", i), Address: fmt.Sprintf("灯河县攀莲镇新村村%d组%d号", i%9+1, i+11), Manager: "李晓明", OpenCases: int64(i % 3), ArrearsFen: int64(i%4) * 1234567,
		}
	}
	return rows
}
