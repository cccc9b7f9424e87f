package sample

import (
	"math/rand/v2"
	"time"

	"lamplighter/app"
)

// Made is what was promised to a customer and learned of him.
type Made struct {
	At            time.Time // of opportunities and events; zero: two days ago
	Promises      []Promised
	Opportunities []app.Opportunity
	Events        []app.UsageEvent
	Readings      [][]app.Reading // those of one day together
}

// Promised is one promise: when it was made, for how many days, and how it
// ended.
type Promised struct {
	At       time.Time
	Visit    app.VisitID // zero: not in a visit
	Owner    int         // index into Managers
	Content  string
	Days     int
	EndAfter int // days; 0: not yet
	How      app.CommitmentEnding
	Evidence string
}

var (
	promised = []struct{ content, evidence string }{
		{"更换老化表箱", "客户签收单"},
		{"上门讲解峰谷电价", "走访记录签字"},
		{"答复增容供电方案", "方案答复书已签收"},
		{"核实电压偏低并反馈", "测量记录"},
		{"协调线路改造停电时间", "电话通知，客户同意"},
		{"提供近两年用电明细", "邮件已发，客户回复收到"},
		{"处理变压器异响", "抢修单签字"},
		{"协助办理电费分期协议", "协议已签"},
	}
	heard = []app.Opportunity{
		{Kind: "capacity", Note: "计划扩建冷库，需要增容", CapacityVA: 200_000, KWh: 360_000, Stage: "confirmed", NextStep: "提交增容方案"},
		{Kind: "pv", Note: "厂房屋顶想装光伏", CapacityVA: 150_000, Stage: "lead", NextStep: "上门测量屋面"},
		{Kind: "charging", Note: "停车场拟建充电桩", CapacityVA: 120_000, KWh: 90_000, Stage: "contacted", NextStep: "送达报装资料"},
		{Kind: "electrification", Note: "烘干设备改电", CapacityVA: 80_000, KWh: 110_000, Stage: "solution", NextStep: "核算电价"},
		{Kind: "energy_service", Note: "希望做能效诊断", Stage: "lost", Result: "客户已委托其他单位"},
	}
	happens = []app.UsageEvent{
		{Kind: "expansion", KWh: 20_000, Confidence: 70, Reason: "新增分选线，下半年投产"},
		{Kind: "reduction", ChangePermille: -300, Confidence: 60, Reason: "订单减少，改为单班"},
		{Kind: "closure", ChangePermille: -1000, Confidence: 80, Reason: "搬迁新厂，原址停用"},
		{Kind: "holiday", ChangePermille: -800, Confidence: 90, Reason: "春节放假"},
		{Kind: "season", ChangePermille: 450, Confidence: 75, Reason: "芒果采收加工季"},
	}
)

// Made invents what was promised to the customer invented last and learned of
// him; most people have nothing of it.
func (c *County) Made(e Entry) Made {
	var m Made
	r := rand.New(rand.NewPCG(uint64(c.made), 0x2c5d)) // of its own, so that the county stays as it is without this
	organisation := e.Draft.Customer.Kind == app.Organisation
	if c.Quiet || !organisation && r.IntN(100) > 0 {
		return m
	}
	for range r.IntN(3) {
		m.Promises = append(m.Promises, c.promise(r, e.Manager))
	}
	if organisation && r.IntN(3) == 0 {
		o := pick(r, heard)
		o.NextOn, o.ExpectedMonth = app.DayOf(c.now).AddDays(1+r.IntN(30)), 202612
		m.Opportunities = append(m.Opportunities, o)
	}
	if organisation && r.IntN(4) == 0 {
		event := pick(r, happens)
		day := app.DayOf(c.now).AddDays(31 * (1 + r.IntN(3))).Time()
		event.FromMonth = int64(day.Year()*100 + int(day.Month()))
		if event.Kind != "closure" && event.Kind != "expansion" {
			event.ToMonth = event.FromMonth
		}
		m.Events = append(m.Events, event)
	}
	if organisation && r.IntN(2) == 0 {
		m.Readings = c.readings(r)
	}
	return m
}

func (c *County) promise(r *rand.Rand, owner int) Promised {
	what := pick(r, promised)
	ago := r.IntN(60)
	p := Promised{
		At: c.now.Add(-time.Duration(ago) * 24 * time.Hour), Owner: owner, Content: what.content, Days: 5 + r.IntN(25), How: app.CommitmentKept, Evidence: what.evidence,
	}
	switch after := p.Days - 4 + r.IntN(7); { // most in time, some late
	case r.IntN(8) == 0:
		p.EndAfter, p.How, p.Evidence = 2, app.CommitmentReleased, "客户不再需要"
	case r.IntN(6) > 0:
		p.EndAfter = max(1, after)
	}
	if p.EndAfter > ago {
		p.EndAfter = 0
	}
	return p
}

// readings are those of two days, a month apart.
func (c *County) readings(r *rand.Rand) [][]app.Reading {
	var out [][]app.Reading
	peak, valley := int64(100_000+r.IntN(900_000)), int64(80_000+r.IntN(700_000))
	for _, ago := range []int{36, 5} {
		day := app.DayOf(c.now).AddDays(-ago)
		out = append(out, []app.Reading{
			{ReadOn: day, Register: "total", Hundredths: peak + valley}, {ReadOn: day, Register: "peak", Hundredths: peak}, {ReadOn: day, Register: "valley", Hundredths: valley},
		})
		peak, valley = peak+int64(5_000+r.IntN(40_000)), valley+int64(4_000+r.IntN(30_000))
	}
	return out
}
