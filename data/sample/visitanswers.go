package sample

import (
	"fmt"
	"math/rand/v2"

	"lamplighter/app"
)

// made is what an enterprise of a trade makes, and with what.
type made struct{ products, equipment, market string }

// makes is by the first letter of the industry.
var makes = map[byte]made{
	'A': {"芒果、早春枇杷、冬春蔬菜", "提灌水泵 3 台、冷库 1 间、分拣线 1 条", "外地客商三月起收购，价格高于去年"},
	'B': {"铁精矿", "破碎机 2 台、球磨机 3 台、浮选机 6 台", "矿价下行，按订单生产"},
	'C': {"页岩砖、多孔砖", "挤砖机 2 台、风机 4 台、隧道窑 1 座", "在建项目减少，雨季销量低"},
	'D': {"污水处理", "提升泵 6 台、鼓风机 4 台、脱水机 2 台", "处理量随城区人口增加"},
	'F': {"日用百货、农资", "冷藏柜 8 台、空调 6 台", "网购分流，节前销量大"},
	'H': {"餐饮、住宿", "电热水器 6 台、空调 12 台、冷藏柜 4 台", "冬季阳光康养客人多"},
	'P': {"教学", "教学终端、食堂电炊具、空调 40 台", "秋季学期扩招两个班"},
	'Q': {"门诊、住院", "CT 1 台、手术室净化机组、冷藏药柜", "门诊量逐年增加"},
}

var (
	needs    = []string{"电压基本稳定，希望少停电", "希望停电前提前通知", "晚高峰电压偏低，请核查", "咨询峰谷分时电价", "希望了解光伏并网手续", "无新增需求"}
	troubles = []string{"", "", "", "线路老化，雨季跳闸两次", "晚高峰电压偏低", "电费账单看不明白", "树枝靠近接户线"}
	services = []string{"停电信息及时", "抢修快", "办事不跑第二趟", "有人讲得清电费", "客户经理常来"}
	orders   = []string{"订单平稳", "订单比上年同期多两成", "订单回落，减一个班", "春节前集中出货"}
	expands  = []string{"", "", "下半年增加一条生产线", "计划建冷库一间", "计划安装充电桩两台"}
	stops    = []string{"", "", "春节放假十五天", "七月检修一周", "雨季停窑一个月"}
	homes    = []string{"电热水器、空调 1 台、电磁炉", "水泵、冰箱、电视", "空调 2 台、电烤火炉", "打米机、冰箱、水泵"}
)

// Answered invents what was written down of a visit to a customer on a day,
// under a form. It takes from no other chance than the one it is given, so that
// it can be asked for any visit, whenever that was invented.
func Answered(r *rand.Rand, c app.Customer, on app.Day, form app.VisitForm) app.VisitRecord {
	record := app.VisitRecord{
		Channel: app.OnSite, Purposes: []string{"needs"}, VisitedOn: on, Began: fmt.Sprintf("%d:%02d", 9+r.IntN(7), 10*r.IntN(6)), Form: form,
		Satisfaction: pick(r, []int64{0, 3, 4, 4, 5, 5}),
	}
	if r.IntN(6) == 0 {
		record.Channel, record.Began = pick(r, []app.VisitChannel{app.ByTelephone, app.Online}), ""
	}
	if more := pick(r, []string{"", "policy", "advice", "promotion", "complaints"}); more != "" {
		record.Purposes = append(record.Purposes, more)
	}
	record.Met = c.Name
	if c.Kind == app.Organisation {
		record.Met = pick(r, surnames) + pick(r, []string{"厂长", "经理", "电工", "会计", "主任"})
	}
	record.Answers = app.Answers{
		"present_need": pick(r, needs), "problems": pick(r, troubles), "satisfaction_with": pick(r, services), "development_need": app.AnswerNo,
	}
	if r.IntN(5) == 0 {
		record.Answers["development_need"] = app.AnswerYes
		record.Answers["development_va"] = fmt.Sprint(pick(r, []int64{30, 50, 80, 160, 250}) * 1000)
		record.Answers["development_month"] = string(on.AddDays(60 + r.IntN(300))[:7])
	}
	if c.Kind == app.Organisation {
		enterprise(r, c, record.Answers)
	} else {
		record.Answers["equipment"] = pick(r, homes)
	}
	return record
}

// enterprise answers what only enterprises are asked.
func enterprise(r *rand.Rand, c app.Customer, a app.Answers) {
	trade := made{"综合服务", "照明、空调、办公设备", "平稳"}
	if c.Industry != "" {
		if known, is := makes[c.Industry[0]]; is {
			trade = known
		}
	}
	a["products"], a["equipment"], a["market_factors"] = trade.products, trade.equipment, trade.market
	a["orders"], a["expansion_plan"], a["stop_plan"] = pick(r, orders), pick(r, expands), pick(r, stops)
	a["employees"] = fmt.Sprint(4 + r.IntN(120))
	a["shifts"] = fmt.Sprint(1 + r.IntN(3))
	a["energy_share"] = fmt.Sprint(3 + r.IntN(25))
	a["emergency_supply"] = pick(r, []string{"absent", "absent", "diesel", "ups"})
	if a["emergency_supply"] == "diesel" {
		a["emergency_va"] = fmt.Sprint(pick(r, []int64{30, 50, 100, 200}) * 1000)
	}
}
