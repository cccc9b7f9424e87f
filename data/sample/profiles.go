package sample

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"lamplighter/app"
)

// Profile is what is known of a customer beyond his accounts: of a business how
// it works, of some that they are important or cared for, what was agreed and
// what each side had from it. The customer it belongs to is not named yet.
type Profile struct {
	Facts      []app.Fact
	Important  []app.ImportantUser
	Cares      []app.SpecialCare
	Relations  []app.Relation
	Agreements []app.Agreement
}

// profiler invents profiles from a chance of its own, so that the other records
// of a county stay what they are.
type profiler struct {
	r     *rand.Rand
	today app.Day
	made  int
}

// profile invents one, and lets the customer say what its sheets say.
func (c *County) profile(e *Entry) Profile {
	p := profiler{r: rand.New(rand.NewPCG(uint64(c.made), 0x9a0f)), today: app.DayOf(c.now), made: c.made}
	customer := &e.Draft.Customer
	if customer.Kind == app.Person {
		return Profile{Cares: p.cares(customer)}
	}
	high := customer.Class == "hv"
	if high && strings.HasSuffix(customer.Name, "矿业有限公司") {
		customer.ImportantGrade = "first"
	}
	out := Profile{Facts: p.facts(*customer), Agreements: p.agreements(*customer, high)}
	if customer.ImportantGrade != "" {
		out.Important = p.important(customer.ImportantGrade)
	}
	if high {
		out.Relations = p.relations()
	}
	return out
}

// careKinds are the kinds of special care by what the county says of people.
var careKinds = map[string]struct{ code, name, basis string }{
	"独居老人":     {"elderly_alone", "独居老人", "村民委员会证明"},
	"家中有呼吸机":   {"life_support", "生命支持设备", "县医院证明"},
	"彝语为主，需翻译": {"minority_language", "少数民族语言", "客户本人说明"},
}

func (p profiler) cares(customer *app.Customer) []app.SpecialCare {
	kind, known := careKinds[customer.Care]
	if !known {
		return nil
	}
	note := customer.Care
	customer.Care = kind.name
	from := p.today.AddDays(-365 + p.r.IntN(140)) // so that some end soon, and none has ended
	return []app.SpecialCare{{Kind: kind.code, Basis: kind.basis, FromOn: from, ToOn: from.AddDays(365 + p.r.IntN(200)), Note: note}}
}

// businesses are what trades make and work with, by the end of their names.
var businesses = map[string]struct{ products, equipment, plan, stop string }{
	"果蔬专业合作社": {"枇杷、芒果、早春蔬菜", "冷库两座，分选线一条，提灌站两处", "拟扩建冷库一座", "六至八月为淡季"},
	"矿业有限公司":  {"钒钛磁铁矿精矿", "球磨机四台，磁选机六台，空压机三台", "二期选矿线筹建中", "春节前后检修十五天"},
	"机制砖厂":    {"页岩机制砖", "隧道窑一条，搅拌机、制砖机各两台", "", "雨季七月停窑一个月"},
	"卫生院":     {"基本医疗与公共卫生服务", "DR一台，中央空调，疫苗冷库", "拟建住院楼", ""},
	"小学":      {"义务教育", "食堂电炊，多媒体教室", "", "寒暑假停课"},
	"农家乐":     {"餐饮住宿", "电炊具，空调十二台，充电桩一台", "拟增加充电车位四个", ""},
}

func (p profiler) facts(customer app.Customer) []app.Fact {
	if p.r.IntN(10) == 0 {
		return nil // nobody was there yet
	}
	learned := p.today.AddDays(-20 - p.r.IntN(700))
	var out []app.Fact
	add := func(on app.Day, name, value string) {
		if value != "" {
			out = append(out, app.Fact{Name: name, Value: value, KnownOn: on, Source: "visit"})
		}
	}
	for suffix, b := range businesses {
		if strings.HasSuffix(customer.Name, suffix) {
			add(learned, "products", b.products)
			add(learned, "equipment", b.equipment)
			add(learned, "expansion_plan", b.plan)
			add(learned, "stop_plan", b.stop)
		}
	}
	people := 4 + p.r.IntN(120)
	add(learned.AddDays(-340), "employees", fmt.Sprint(people+p.r.IntN(9)))
	add(learned, "employees", fmt.Sprint(people))
	add(learned, "shifts", fmt.Sprint(1+p.r.IntN(3)))
	add(learned, "orders", pick(p.r, []string{"饱满，排到下季度", "平稳", "较去年减少两成", "随季节"}))
	add(learned, "energy_share", fmt.Sprint(3+p.r.IntN(28)))
	add(learned, "present_need", pick(p.r, []string{"希望提前告知计划停电", "希望核对峰谷分时电价", "对供电质量满意", "希望提供能效诊断"}))
	if p.r.IntN(4) == 0 {
		add(learned, "development_need", "yes")
		add(learned, "development_va", fmt.Sprint(pick(p.r, []int{50_000, 100_000, 250_000, 400_000})))
		add(learned, "development_month", string(p.today.AddDays(60 + p.r.IntN(400))[:7]))
	}
	if p.r.IntN(3) == 0 {
		for i := range out {
			out[i].VerifiedOn = learned.AddDays(p.r.IntN(19))
		}
	}
	return out
}

func (p profiler) important(grade string) []app.ImportantUser {
	u := app.ImportantUser{
		Grade: grade, Authority: "米易县经济和信息化局", Basis: "重要电力用户名单（县经信发）", ListYear: 2025, Sources: 1 + int64(p.r.IntN(2)),
		FromOn: "2025-01-01", SafetyW: int64(10+p.r.IntN(80)) * 1000,
	}
	if p.r.IntN(4) > 0 {
		u.EmergencyKind, u.EmergencyVA, u.Interlock = "diesel", pick(p.r, []int64{100, 150, 200, 300})*1000, p.r.IntN(5) > 0
		u.DrillOn = p.today.AddDays(-30 - p.r.IntN(500))
	}
	return []app.ImportantUser{u}
}

// agreements are the contract, of large customers also one on orderly use. Of
// those that run out most have some years to go, a few only weeks.
func (p profiler) agreements(customer app.Customer, high bool) []app.Agreement {
	if !high && p.r.IntN(10) < 4 {
		return nil
	}
	kind, years := "supply_lv", 3
	if high {
		kind, years = "supply_hv", 5
	}
	out := []app.Agreement{p.agreement(kind, "GY", years, customer.LegalRep)}
	if high && p.r.IntN(2) == 0 {
		out = append(out, p.agreement("orderly_use", "YX", 1, customer.LegalRep))
	}
	return out
}

func (p profiler) agreement(kind, letters string, years int, signer string) app.Agreement {
	left := 100 + p.r.IntN(years*365-100)
	if p.r.IntN(6) == 0 {
		left = p.r.IntN(95) - 4
	}
	to := p.today.AddDays(left)
	from := to.AddDays(1 - years*365)
	signed := from.AddDays(-3 - p.r.IntN(20))
	return app.Agreement{
		Kind: kind, Number: fmt.Sprintf("%s-%s-%05d", letters, string(signed[:4]), p.made), SignedBy: signer, SignedOn: signed, FromOn: from, ToOn: to,
		Status: app.AgreementInForce,
	}
}

func (p profiler) relations() []app.Relation {
	var out []app.Relation
	add := func(kind, content string, yuan int64) {
		out = append(out, app.Relation{Kind: kind, Content: content, AmountFen: yuan * 100, FromOn: p.today.AddDays(-p.r.IntN(600))})
	}
	if p.r.IntN(8) == 0 {
		add("committee_seat", "客户方委员", 0)
	}
	if p.r.IntN(5) == 0 {
		add("memorandum", "能效提升合作备忘录", 0)
	}
	if p.r.IntN(3) == 0 {
		add(app.BenefitToCustomer, pick(p.r, []string{"优化基本电费计收方式", "功率因数改善", "峰谷用电调整"}), int64(2+p.r.IntN(60))*1000)
		add(app.BenefitToCompany, pick(p.r, []string{"错峰让电", "电能替代新增电量", "提前预存电费"}), int64(1+p.r.IntN(40))*1000)
	}
	return out
}
