package sample

import "lamplighter/app"

// FrozenMonths is how many of the last months of use were closed in their time.
const FrozenMonths = 6

// Factors invents what bears on whole industries, told from the last month of use.
func Factors(last int64) []app.MarketFactor {
	return []app.MarketFactor{
		{Title: "水泥错峰生产", Industries: "C30", FromMonth: app.AddMonths(last, -2), ToMonth: app.AddMonths(last, 1), ChangePermille: -120, Confidence: 80, Source: "县经信局通知", Note: "枯水期与采暖季错峰"},
		{Title: "芒果丰收季", Industries: "A01", FromMonth: app.AddMonths(last, 5), ToMonth: app.AddMonths(last, 7), ChangePermille: 80, Confidence: 60, Source: "县农业农村局", Note: "分选、冷藏用电增加"},
		{Title: "分时电价调整", FromMonth: app.AddMonths(last, 3), Confidence: 90, Source: "省发改委文件", Note: "只作标注，影响尚不清楚"},
	}
}

// Groups invents what the company looks at together.
func Groups() []app.IndustryGroup {
	return []app.IndustryGroup{
		{Name: "高耗能", Industries: "B,C25,C26,C30,C31,C32,D44", Note: "月度分析会单列"},
		{Name: "农产品产业链", Industries: "A,C13,C14,C15", Note: "种植、加工、冷藏"},
		{Name: "商贸服务", Industries: "F,H", Note: ""},
	}
}

// An adjustment is made when something was heard; it is often right about the
// way and too bold about the size.
var reasons = []struct {
	permille int64
	reason   string
}{
	{1120, "电话了解：接到新订单，下月开两班"},
	{850, "走访得知：一条生产线检修二十天"},
	{1030, "客户估计略有增长"},
	{900, "负责人称库存偏高，拟减产"},
	{1200, "新设备下月试运行"},
	{700, "原料断供，预计停产十天"},
}

// Adjusts invents whether a manager put a figure beside the model's for a
// customer's next month when a month was closed, and why.
func Adjusts(customer int64, closed, model int64) (kwh int64, reason string, yes bool) {
	chance := mixed(uint64(customer)<<20 ^ uint64(closed))
	if chance%9 != 0 {
		return 0, "", false
	}
	r := reasons[chance/9%uint64(len(reasons))]
	return (model*r.permille/1000 + 50) / 100 * 100, r.reason, true
}
