package quiz_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// longest is a quiz of what is hard to show: a long question, ten choices, and
// more questions than fit.
func longest() []app.BankQuestion {
	choices := []string{
		"受理申请时一次性告知所需资料，并在规定时限内答复供电方案", "仅口头告知客户，不留任何记录", "要求客户自行前往其他部门了解办理进度",
		"对证件不齐的客户，在客户承诺的前提下先行受理，并约定补齐资料的时间，由首问负责人全程跟踪直到办结，同时在系统中登记缺件清单和到期提醒",
		"指定设计、施工和设备材料供应单位", "为客户提供绿色通道", "将客户诉求登记后转交有关部门，并按时限回复", "拒绝受理现场咨询", "按三优服务的要求安排上门服务", "以上都不对",
	}
	long := "某县公司营业厅受理一起高压新装业务，客户为食品加工企业，申请容量 630 kVA，双电源供电。客户经理在受理时发现客户提供的营业执照已过有效期，" +
		"但客户表示新执照正在办理，希望先行受理。同时客户提出希望由供电公司推荐一家施工单位，并要求在春节前送电。\n" +
		"请根据《供电监管办法》、供电服务“十项承诺”及“三指定”禁令，选出客户经理在受理环节应当采取的全部做法。"
	all := []app.BankQuestion{
		{Kind: app.MultipleChoice, Text: long, Choices: strings.Join(choices, "\n"), Answers: "1,4,6,7,9"},
	}
	all = append(all, datatest.SampleQuestions()...)
	for i := range 34 {
		all = append(all, app.BankQuestion{Kind: app.TrueFalse, Text: strings.Repeat("供电企业应当公开办电流程。", 1) + strings.Repeat("补", i+1), Answers: "true"})
	}
	return all
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, dress := range map[string]struct {
		language string
		options  []screentest.Option
	}{
		"zh": {words.Chinese, []screentest.Option{screentest.Chinese()}}, "en": {words.English, nil},
		"zh-dark": {words.Chinese, []screentest.Option{screentest.Chinese(), screentest.Dark()}},
		"en-dark": {words.English, []screentest.Option{screentest.Dark()}},
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, dress.language, app.Quiz{PassScore: 48_00, Attempts: 2, LimitMinutes: 30}, longest(), append(dress.options, screentest.Size(1166, 700))...)
			shot := func(what string) { b.Shot(filepath.Join(folder, "quiz-"+what+"-"+name+".png")) }
			shot("cover")
			b.Press("Enter")
			b.TypeHere("adm")
			b.pass(3 * time.Minute)
			shot("many")
			b.Press("Enter")
			b.TypeHere("1")
			shot("single")
			b.Press("Enter", "Enter")
			b.TypeHere("2")
			shot("truefalse")
			b.Press("Enter")
			b.TypeHere("220")
			b.Press("Ctrl+M")
			b.pass(23 * time.Minute)
			shot("fillin-5min")
			b.Press("Ctrl+PageDown")
			b.TypeHere("先向客户致歉，记录停电时间与地址；随后查明原因，按时限回复，并跟踪到恢复供电。")
			b.pass(3*time.Minute + 20*time.Second)
			shot("open-1min")
			b.Press("Ctrl+Enter")
			shot("handin")
			b.Press("Escape")
			b.desk.Runner = background.Inline()
			*b.wall = b.wall.Add(2 * time.Hour)
			b.restart(b.store)
			shot("interrupted")
			b.Press("Enter")
			b.pass(time.Minute)
			shot("waiting")
			b.restart(b.store)
			b.Press("Enter")
			b.TypeHere("1")
			b.Press("Ctrl+Enter")
			b.Tap(map[string]string{words.English: "Hand in", words.Chinese: "交卷"}[dress.language])
			shot("result")
			disk := &full{Store: b.store, disk: true}
			again := open(t, dress.language, app.Quiz{}, datatest.SampleQuestions(), append(dress.options, screentest.Size(1166, 700))...)
			disk.Store = again.store
			again.restart(disk)
			again.Press("Enter")
			again.TypeHere("1")
			again.Shot(filepath.Join(folder, "quiz-diskfull-"+name+".png"))
			late := open(t, dress.language, app.Quiz{OpensAt: datatest.Now().Add(time.Hour).UnixMilli()}, datatest.SampleQuestions(), append(dress.options, screentest.Size(1166, 700))...)
			late.Shot(filepath.Join(folder, "quiz-notopen-"+name+".png"))
		})
	}
}
