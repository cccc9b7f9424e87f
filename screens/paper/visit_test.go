package paper_test

import (
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/assets"
	"lamplighter/screens/paper"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// sampleVisit is the record of a visit to an enterprise that does not exist.
func sampleVisit(t *testing.T, language string) paper.Visit {
	t.Helper()
	v := paper.Visit{Head: head, Name: words.NewFlows(language, nil).Name}
	codes, err := app.ParseCodes(strings.NewReader(string(assets.Codes(4))))
	if err != nil {
		t.Fatal(err)
	}
	v.Codes = words.NewCodes(language, codes)
	p := &v.Page
	for _, text := range assets.VisitForms() {
		if form, err := app.ParseVisitForm(text); err == nil && form.Code == "enterprise" {
			p.Form = form
		}
	}
	p.Customer, p.ManagerName = app.Customer{Name: "米易县灯火食品厂"}, "王强"
	p.Accounts = []app.Account{{AccountNo: "5104000000011", Address: "米易县丙谷镇新村村7组"}}
	began := on(3, 2, 9, 30)
	p.Visit = app.Visit{
		Number: "K7QX-260302-003", Channel: app.OnSite, Purposes: "needs,policy", VisitedOn: "2026-03-02", BeganAt: began.UnixMilli(), EndedAt: began.UnixMilli() + 45*60*1000,
		Met: "李晓明（厂长）、王强（电工）", Satisfaction: 4, FollowUpOn: "2026-03-16", SignedBy: "李晓明", SignedPaper: true, Note: "三日内到现场测量电压；四月前答复增容方案。",
	}
	for name, value := range map[string]string{
		"present_need": "四月起上新线，需要稳定电压。", "development_need": "yes", "development_va": "250000", "development_month": "2026-09", "problems": "晚高峰电压偏低，烘箱跳闸两次。",
		"products": "核桃糕、坚果礼盒", "shifts": "2", "employees": "80", "energy_share": "12.5", "emergency_supply": "diesel", "emergency_va": "50000", "equipment": "烘箱 4 台、冷库 2 间",
	} {
		p.Answers = append(p.Answers, app.VisitAnswer{Name: name, Value: value, Copied: name == "equipment"})
	}
	return v
}

func TestTheRecordOfAVisitSaysWhatWasAnswered(t *testing.T) {
	for language, want := range map[string][]string{
		"en": {"Record of a visit", "Further capacity 250 kVA", "Shifts a day 2 shifts", "Own emergency supply Diesel generator", "(copied, not looked at)", "Needs, Policies", "李晓明  Signed on paper"},
		"zh": {"走访记录单", "新增容量 250 kVA", "生产班次 2 班", "自备应急电源 柴油发电机", "（复制上次，未核对）", "沟通需求、宣传政策", "李晓明  已在纸上签名"},
	} {
		var options []screentest.Option
		if language == "zh" {
			options = append(options, screentest.Chinese())
		}
		screentest.New(t, options...)
		d := sampleVisit(t, language).Document()
		said := d.Title
		for _, block := range d.Blocks {
			if grid, is := block.(paper.Grid); is {
				for _, f := range grid {
					said += "\n" + f.Name + " " + f.Text
				}
			}
		}
		for _, text := range want {
			if !strings.Contains(said, text) {
				t.Errorf("in %s the record does not say %q:\n%s", language, text, said)
			}
		}
		if strings.Contains(said, "Plans to expand") || strings.Contains(said, "扩建计划") {
			t.Error("a question nobody answered takes room")
		}
		if _, err := d.PDF(); err != nil {
			t.Error(err)
		}
	}
}
