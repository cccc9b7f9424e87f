// Package sample invents a county: stations, people, transformer areas,
// customers, three years of cases and five of use, the same for the same seed. All of it is
// made up; telephone, identity and credit numbers are invalid by design. It
// writes nothing: package data puts what it invents.
package sample

import (
	"fmt"
	"math/rand/v2"
	"time"

	"lamplighter/app"
)

// County invents records one after the other.
type County struct {
	r         *rand.Rand
	customers int
	now       time.Time
	made      int
	number    int64 // of the last account
	seed      uint64
	meters    int // whose habits are invented

	Quiet    bool // no cases
	Months   int  // of use; New chooses
	Managers []app.Staff
	Areas    []app.TransformerArea

	Units      []app.OrgUnit // besides the hall
	Colleagues []Colleague
}

// New begins a county of so many customers as it looks at a moment; its records
// depend on the numbers and the day alone.
func New(customers int, seed uint64, now time.Time) *County {
	c := &County{r: rand.New(rand.NewPCG(seed, 0x1a3b)), customers: customers, now: now, seed: seed, Months: monthsFor(customers)}
	for i, name := range []string{"沈丽", "杨国强", "何晓燕", "阿木·曲比", "罗永红", "周明", "吉克·阿牛", "李春梅"} {
		c.Managers = append(c.Managers, app.Staff{
			StaffNo: fmt.Sprintf("MY%03d", i+11), Name: name, Post: "account_manager", Roles: []app.Role{app.Manager}, ValidFrom: "2019-03-01",
		})
	}
	c.Units, c.Colleagues = stations(), c.colleagues()
	count := max(4, customers/90)
	for i := range count {
		town := towns[i%len(towns)]
		c.Areas = append(c.Areas, app.TransformerArea{
			Code: fmt.Sprintf("T%05d", i+1), Name: fmt.Sprintf("%s%02d台区", town.short, i/len(towns)+1), CapacityVA: pick(c.r, []int64{50, 100, 200, 315, 400}) * 1000,
			Grid: town.short + "网格", Substation: town.station, Line: town.short + pick(c.r, []string{"一线", "二线"}), AreaType: town.area,
		})
	}
	return c
}

type town struct{ name, short, station, area string }

var towns = []town{
	{"攀莲镇", "攀莲", "城关变", "urban"},
	{"丙谷镇", "丙谷", "丙谷变", "rural"},
	{"得石镇", "得石", "得石变", "rural"},
	{"撒莲镇", "撒莲", "撒莲变", "rural"},
	{"普威镇", "普威", "普威变", "rural"},
	{"白马镇", "白马", "白马变", "rural"},
	{"草场镇", "草场", "城关变", "rural"},
	{"湾丘彝族乡", "湾丘", "湾丘变", "rural"},
	{"白坡彝族乡", "白坡", "丙谷变", "remote"},
	{"麻陇彝族乡", "麻陇", "普威变", "remote"},
}

var (
	surnames  = []string{"李", "王", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "马", "朱", "胡", "林", "郭", "何", "高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "邓", "冯", "韩", "曹", "曾", "彭", "萧", "蔡", "潘", "田", "董", "袁", "于", "余", "叶", "蒋", "杜", "苏", "魏", "程", "吕", "丁", "沈", "任", "欧阳", "上官", "单", "解", "仇", "查", "覃"}
	given     = []string{"伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀", "霞", "平", "刚", "桂", "兰", "英", "华", "建", "国", "文", "春", "晓", "燕", "梅", "海", "波", "龙", "凤", "志", "永", "红", "成", "玉", "云", "飞", "鹏", "乐", "行", "㛃", "䶮"}
	yiClans   = []string{"阿木", "吉克", "沙马", "曲木", "阿尔", "吉木", "马海", "尔古", "俄底", "海来"}
	yiNames   = []string{"曲比", "阿牛", "拉日", "子布", "阿依", "木呷", "伍呷", "日古", "石布", "尔哈"}
	villages  = []string{"新村村", "回龙村", "双沟村", "龙滩村", "挂榜村", "青山村", "红旗村", "小河村", "核桃村", "桥头村", "大坪村", "水井村"}
	trades    = []trade{{"果蔬专业合作社", "A0141", "300"}, {"农家乐", "H6299", "402"}, {"商贸有限责任公司", "F5219", "405"}, {"矿业有限公司", "B0810", "100"}, {"机制砖厂", "C3031", "100"}, {"卫生院", "Q8423", "402"}, {"小学", "P8321", "203"}, {"超市", "F5211", "405"}, {"芒果种植场", "A0159", "300"}, {"汽修厂", "O8111", "402"}, {"污水处理站", "D4620", "402"}, {"村民委员会", "S9620", "402"}}
	remarks   = []string{"", "", "", "", "一户多人口", "电采暖,峰谷", "季节性用电", "光伏并网"}
	questions = []string{"询问阶梯电价第二档从多少度起算", "咨询分布式光伏并网需要哪些材料", "询问上月电费比平时高的原因", "咨询过户需要双方到场吗", "询问峰谷电价时段", "咨询充电桩报装流程", "询问停电计划"}
	faults    = []string{"整户无电，邻居有电", "电表箱有焦糊味", "村口低压线下垂碰树", "雷雨后半个村停电", "表后开关跳闸合不上", "电压低，水泵带不动"}
	gripes    = []string{"反映营业厅排队时间过长，工作人员解释不耐烦", "反映同一线路一个月内停电四次", "反映抄表数据与实际不符且多次询问无人答复", "反映报装后迟迟没有勘查"}
	requests  = []string{"申请校验电能表", "缴清电费后申请复电", "反映家电因电压异常损坏，申请核损", "申请核对抄表示数"}
	connects  = []string{"新建住房申请居民新装 8kVA", "养殖场申请低压新装 40kVA", "果园提灌申请低压新装 30kVA", "门面申请单相改三相"}
	answers   = []string{"已当场解释政策，客户理解。", "已现场处理并恢复，客户签字确认。", "已核实并电话答复客户。", "已完成装表接电并告知安全用电事项。"}
)

type trade struct{ suffix, industry, category string }

// Entry is one customer with what belongs to it.
type Entry struct {
	Draft   app.CustomerDraft
	Area    int // index into Areas
	Manager int // index into Managers
	More    []app.Account
	Cases   []Story
	Surveys []Survey
	Profile Profile
}

// Story is one case: when it was accepted, what was asked, and how long each
// step of its life took. How it lives is told by the flow of its kind.
type Story struct {
	At      time.Time
	Owner   int // index into Managers
	Draft   app.CaseDraft
	Gaps    []time.Duration // between one step and the next
	Waits   bool            // the customer lets the company wait once
	Answer  string
	Opinion string
}

// Next invents one customer more; false when the county is complete.
func (c *County) Next() (Entry, bool) {
	if c.made == c.customers {
		return Entry{}, false
	}
	c.made++
	area := c.r.IntN(len(c.Areas))
	e := Entry{Area: area, Manager: (area / 3) % len(c.Managers)}
	if c.r.IntN(100) < 8 {
		c.organisation(&e)
	} else {
		c.person(&e)
	}
	d := &e.Draft
	d.Customer.Segment = Segment(d.Customer)
	d.Account = c.account(e, d.Account)
	d.MeterNo = fmt.Sprintf("5130%09d", c.made*13+c.r.IntN(9))
	if c.r.IntN(40) == 0 {
		e.More = append(e.More, c.account(e, app.Account{UsageCategory: "402"}))
	}
	if !c.Quiet {
		e.Cases, e.Surveys = c.stories(e), c.surveys(e)
		e.Profile = c.profile(&e)
	}
	return e, true
}

func (c *County) person(e *Entry) {
	name := c.name()
	e.Draft.Customer = app.Customer{
		Kind: app.Person, Name: name, IDType: "resident_id", IDNo: c.idNumber(), Class: "resident", ConfirmedOn: c.day(900),
	}
	if c.r.IntN(60) == 0 {
		e.Draft.Customer.Care = pick(c.r, []string{"独居老人", "家中有呼吸机", "彝语为主，需翻译"})
	}
	e.Draft.Contact = app.Contact{Name: name, Mobile: c.mobile(), Role: "self"}
	e.Draft.Account = app.Account{UsageCategory: pick(c.r, []string{"201", "201", "202"}), Voltage: "220V", ContractedVA: pick(c.r, []int64{4, 8, 8, 10, 16}) * 1000}
}

func (c *County) organisation(e *Entry) {
	t := pick(c.r, trades)
	e.Draft.Customer = app.Customer{
		Kind: app.Organisation, Name: "米易县" + pick(c.r, surnames[:50]) + pick(c.r, given[:40]) + t.suffix, USCC: c.creditCode(), Class: "lv_business",
		Industry: t.industry, LegalRep: c.name(), ConfirmedOn: c.day(600),
	}
	volts, kva := "380V", pick(c.r, []int64{20, 30, 50, 80, 100, 160})
	if c.r.IntN(4) == 0 {
		volts, kva, e.Draft.Customer.Class = "10kV", pick(c.r, []int64{250, 315, 400, 630, 1000}), "hv"
	}
	if t.suffix == "卫生院" {
		e.Draft.Customer.ImportantGrade = "second"
	}
	e.Draft.Contact = app.Contact{Name: c.name(), Mobile: c.mobile(), Role: pick(c.r, []string{"electrical", "billing", "handler"})}
	e.Draft.Account = app.Account{UsageCategory: t.category, Voltage: volts, ContractedVA: kva * 1000}
}

func (c *County) account(e Entry, a app.Account) app.Account {
	area := c.Areas[e.Area]
	town := towns[e.Area%len(towns)]
	c.number += int64(1 + c.r.IntN(9))
	a.AccountNo = fmt.Sprintf("5104%09d", c.number)
	a.Address = fmt.Sprintf("四川省攀枝花市米易县%s%s%d组%d号", town.name, pick(c.r, villages), 1+c.r.IntN(12), 1+c.r.IntN(190))
	a.Division, a.Substation, a.Line, a.Status = "510421", area.Substation, area.Line, "active"
	a.RunningVA, a.Ownership = a.ContractedVA, "public"
	a.ReadingBook = fmt.Sprintf("M%03d", e.Area%60+1)
	a.OpenedOn = c.day(9000)
	a.Note = pick(c.r, remarks)
	if c.r.IntN(25) == 0 {
		a.ArrearsFen = int64(500 + c.r.IntN(90000))
	}
	return a
}

func (c *County) name() string {
	if c.r.IntN(9) == 0 {
		return pick(c.r, yiClans) + "·" + pick(c.r, yiNames)
	}
	// Frequent surnames come first in the list.
	name := surnames[min(c.r.IntN(len(surnames)), c.r.IntN(len(surnames)))]
	for range 1 + c.r.IntN(2) {
		name += pick(c.r, given)
	}
	return name
}

// mobile is no telephone number: no network uses 12.
func (c *County) mobile() string { return fmt.Sprintf("12%09d", c.r.IntN(1e9)) }

// idNumber has a check digit that is wrong on purpose.
func (c *County) idNumber() string {
	n := fmt.Sprintf("510421%04d%02d%02d%03d", 1940+c.r.IntN(66), 1+c.r.IntN(12), 1+c.r.IntN(28), c.r.IntN(1000))
	if _, wrong := app.CheckIDNo(n+"5", app.DayOf(c.now)); wrong {
		return n + "5"
	}
	return n + "6"
}

// creditCode has the letter I, which no genuine code has.
func (c *County) creditCode() string { return fmt.Sprintf("91510421MA%07dI", c.r.IntN(1e7)) }

func (c *County) day(back int) app.Day { return app.DayOf(c.now).AddDays(-c.r.IntN(back)) }

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// stories invents the cases of a customer over three years, the latest still open.
func (c *County) stories(e Entry) []Story {
	var out []Story
	for c.r.IntN(100) < 28 {
		back := time.Duration(c.r.IntN(3*365*24*60)) * time.Minute
		if c.r.IntN(30) == 0 {
			back = time.Duration(c.r.IntN(9*24*60)) * time.Minute
		}
		out = append(out, c.story(e, c.officeHours(c.now.Add(-back))))
	}
	return out
}

// officeHours moves a moment into the hall's day, never past now.
func (c *County) officeHours(at time.Time) time.Time {
	local := at.In(app.Local)
	moved := time.Date(local.Year(), local.Month(), local.Day(), 8+c.r.IntN(9), c.r.IntN(60), c.r.IntN(60), 0, app.Local)
	if moved.After(c.now) {
		moved = moved.AddDate(0, 0, -1)
	}
	return moved
}

func (c *County) story(e Entry, at time.Time) Story {
	s := Story{At: at, Owner: e.Manager, Draft: app.CaseDraft{
		Channel: pick(c.r, []string{"counter", "counter", "95598_phone", "app", "visit"}), ContactName: e.Draft.Contact.Name, ContactPhone: e.Draft.Contact.Mobile, Urgency: "normal",
	}}
	d := &s.Draft
	switch d.Kind = storyKinds[min(c.r.IntN(len(storyKinds)), c.r.IntN(len(storyKinds)))]; d.Kind {
	case app.Consultation:
		d.Content, d.Close, d.Answer, d.Opinion = pick(c.r, questions), true, answers[0], "satisfied"
		return s
	case app.Fault:
		d.Content, d.AreaType = pick(c.r, faults), c.Areas[e.Area].AreaType
		c.life(&s, 35*time.Minute)
	case app.Complaint:
		d.Content, d.SubKind, d.Mood, d.Secrecy = pick(c.r, gripes), pick(c.r, []string{"service", "business", "outage", "quality"}), "calm", "open"
		c.life(&s, 9*time.Hour)
	case app.ServiceRequest:
		i := c.r.IntN(len(requests))
		d.Content, d.SubKind = requests[i], []string{"meter_test", "reconnection", "appliance_damage", "reading_data"}[i]
		c.life(&s, 16*time.Hour)
	case app.ChangeOfUse:
		i := c.r.IntN(len(changes))
		d.Content, d.SubKind = changes[i], []string{"transfer", "suspend", "move_meter", "close"}[i]
		c.life(&s, 20*time.Hour)
	case app.DER:
		d.Content, d.SubKind = "申请安装屋顶光伏并网，装机 20 千瓦", "pv"
		c.life(&s, 40*time.Hour)
	case app.HVOrdinary:
		d.Content, d.SubKind = "加工厂申请新装 315 千伏安专变", "single"
		c.life(&s, 60*time.Hour)
	case app.Opinion, app.Suggestion, app.Praise:
		d.Content = pick(c.r, wishes)
		c.life(&s, 40*time.Hour)
	default:
		d.Content = pick(c.r, connects)
		c.life(&s, 22*time.Hour)
	}
	return s
}

// storyKinds are the kinds a county's people come with, the commonest first.
var storyKinds = []app.CaseKind{
	app.Consultation, app.Fault, app.Complaint, app.LVResident, app.ServiceRequest, app.LVBusiness, app.ChangeOfUse, app.Suggestion, app.DER,
	app.HVOrdinary, app.Praise,
}

// storySteps is more than any flow has on its straight way.
const storySteps = 24

// life gives a case its pace, with spans around the given one.
func (c *County) life(s *Story, step time.Duration) {
	spread := func(d time.Duration) time.Duration { return time.Duration(float64(d) * (0.3 + c.r.ExpFloat64()*0.6)) }
	s.Answer = pick(c.r, answers[1:])
	s.Opinion = pick(c.r, []string{"satisfied", "satisfied", "satisfied", "mostly_satisfied", "dissatisfied"})
	s.Waits = c.r.IntN(12) == 0
	s.Gaps = append(s.Gaps, 10*time.Minute)
	for range storySteps {
		s.Gaps = append(s.Gaps, spread(step))
	}
}

// Company and Clerk are the unit a sample file belongs to and who uses it.
const (
	Company = "米易县供电分公司"
	Clerk   = "沈丽"
)
