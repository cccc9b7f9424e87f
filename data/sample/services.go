package sample

import "lamplighter/app"

// effects are what came of an item of a service plan.
var effects = map[string]string{
	"visit": "了解近期生产安排，负荷平稳", "telephone": "核对下月用电计划，无异议", "safety_check": "发现一处接头过热，已告知整改", "efficiency": "建议投运无功补偿，客户同意",
	"bulletin": "已发送并确认收到", "agreement": "合同在有效期内", "survey": "总体满意", "profile": "联系人电话已更新", "drill": "柴油机启动正常，联锁可靠",
}

// Served is how far the service of a customer has come.
type Served struct {
	Placed bool // in the segment the rules propose
	Plan   bool
}

// planned are the segments whose customers have a plan, and of how many one does.
var planned = map[string]int{"important": 1, "key": 1, "hv_industry": 2, "public": 2, "care": 2, "agriculture": 4}

// Serve invents how far the service of a customer of a segment has come.
func (c *County) Serve(segment string) Served {
	one := planned[segment]
	s := Served{Placed: c.r.IntN(12) > 0}
	s.Plan = s.Placed && one > 0 && c.r.IntN(one) == 0
	return s
}

// PlansBegan is the first day of the plans: some months ago, so that a part of
// them is done.
func (c *County) PlansBegan() app.Day { return app.DayOf(c.now).AddDays(-130) }

// ItemEnd invents what became of an item that fell due: most were done in time.
func (c *County) ItemEnd(i app.PlanItem) (end app.ItemEnd, done bool) {
	if i.DueOn >= app.DayOf(c.now) || c.r.IntN(6) == 0 {
		return end, false
	}
	return app.ItemEnd{On: i.DueOn.AddDays(-c.r.IntN(6)), Effect: effects[i.Kind]}, true
}
