package app

import (
	"errors"
	"strings"
	"testing"
)

// article is one that may be kept.
func article() Article {
	return Article{
		TitleZH: "校验几天出结果", BodyZH: "5 个工作日内。", TitleEN: "How soon a meter test is answered", BodyEN: "Within 5 working days.",
		Kinds: []CaseKind{ServiceRequest}, Source: "十项承诺第7条", Mark: MarkRead,
	}
}

func TestAnArticleThatNobodyCouldUseIsRefused(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*Article)
		field  string
		reason Reason
	}{
		{"a whole one", func(*Article) {}, "", ""},
		{"in Chinese only", func(a *Article) { a.TitleEN, a.BodyEN = "", "" }, "", ""},
		{"in English only", func(a *Article) { a.TitleZH, a.BodyZH = "", "" }, "", ""},
		{"for every kind of case", func(a *Article) { a.Kinds = nil }, "", ""},
		{"without a title", func(a *Article) { a.TitleZH, a.TitleEN, a.BodyEN = "", "", "" }, "title_zh", Missing},
		{"with nothing at all", func(a *Article) { *a = Article{} }, "title_zh", Missing},
		{"an English text without its title", func(a *Article) { a.TitleEN = "" }, "title_en", Missing},
		{"a Chinese title without its text", func(a *Article) { a.BodyZH = "" }, "body_zh", Missing},
		{"an English title without its text", func(a *Article) { a.BodyEN = "" }, "body_en", Missing},
		{"a title as long as a text", func(a *Article) { a.TitleZH = strings.Repeat("长", titleMax+1) }, "title_zh", TooLong},
		{"a text nobody reads at the counter", func(a *Article) { a.BodyZH = strings.Repeat("长", bodyMax+1) }, "body_zh", TooLong},
		{"for a kind nobody knows", func(a *Article) { a.Kinds = []CaseKind{"gossip"} }, "kinds", Unknown},
		{"from nowhere", func(a *Article) { a.Source = "" }, "source", Missing},
		{"with a mark nobody knows", func(a *Article) { a.Mark = "X" }, "mark", Unknown},
		{"from a day that is none", func(a *Article) { a.ValidFrom = "2026-02-30" }, "valid_from", Malformed},
		{"to a day that is none", func(a *Article) { a.ValidTo = "soon" }, "valid_to", Malformed},
		{"ended before it began", func(a *Article) { a.ValidFrom, a.ValidTo = "2026-03-02", "2026-03-01" }, "valid_to", EndsBeforeStart},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := article()
			tt.change(&a)
			no, _ := errors.AsType[*Refusal](a.Check())
			if no == nil {
				no = &Refusal{}
			}
			if no.Field != tt.field || no.Reason != tt.reason {
				t.Errorf("refused %s with %q, want %s with %q", no.Field, no.Reason, tt.field, tt.reason)
			}
		})
	}
}

func TestAnArticleSpeaksTheReadersLanguageIfItCan(t *testing.T) {
	both, zh, en := article(), article(), article()
	zh.TitleEN, zh.BodyEN = "", ""
	en.TitleZH, en.BodyZH = "", ""
	for _, tt := range []struct {
		name, language string
		a              Article
		title, body    string
	}{
		{"both, to a Chinese reader", "zh", both, both.TitleZH, both.BodyZH},
		{"both, to an English reader", "en", both, both.TitleEN, both.BodyEN},
		{"Chinese only, to an English reader", "en", zh, both.TitleZH, both.BodyZH},
		{"English only, to a Chinese reader", "zh", en, both.TitleEN, both.BodyEN},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if title, body := tt.a.Title(tt.language), tt.a.Body(tt.language); title != tt.title || body != tt.body {
				t.Errorf("says %q and %q", title, body)
			}
		})
	}
}

func TestAnArticleHoldsFromItsFirstToItsLastDay(t *testing.T) {
	a := article()
	if !a.ValidOn("2026-03-02") {
		t.Error("one without days does not hold")
	}
	a.ValidFrom, a.ValidTo = "2026-03-01", "2026-03-31"
	for day, want := range map[Day]bool{"2026-02-28": false, "2026-03-01": true, "2026-03-31": true, "2026-04-01": false} {
		if a.ValidOn(day) != want {
			t.Errorf("on %s it holds: %v", day, !want)
		}
	}
}

func TestWhatWasVouchedForHoldsNoLongerOnceTheTextIsAnother(t *testing.T) {
	was := article()
	was.ConfirmedBy, was.ConfirmedOn = "沈丽", "2026-01-05"
	for _, tt := range []struct {
		name    string
		change  func(*Article)
		vouches bool
		by      string
		on      Day
	}{
		{"other key words leave it alone", func(a *Article) { a.Keys = "校表" }, false, "沈丽", "2026-01-05"},
		{"blanks leave it alone", func(a *Article) { a.BodyZH = "\n 5 个工作日内。 \n\n" }, false, "沈丽", "2026-01-05"},
		{"another text takes it away", func(a *Article) { a.BodyZH = "7 个工作日内。" }, false, "", ""},
		{"another source takes it away", func(a *Article) { a.Source = "公司规定" }, false, "", ""},
		{"another mark takes it away", func(a *Article) { a.Mark = MarkDoubtful }, false, "", ""},
		{"who changes it may vouch for it", func(a *Article) { a.BodyZH = "7 个工作日内。" }, true, "罗永红", "2026-03-02"},
		{"who changes nothing may vouch for it", func(*Article) {}, true, "罗永红", "2026-03-02"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			now := was
			tt.change(&now)
			got := now.Revise(was, tt.vouches, "罗永红", "2026-03-02")
			if got.ConfirmedBy != tt.by || got.ConfirmedOn != tt.on {
				t.Errorf("vouched for by %q on %q, want %q on %q", got.ConfirmedBy, got.ConfirmedOn, tt.by, tt.on)
			}
		})
	}
}

func TestAnArticleIsKeptAParagraphALine(t *testing.T) {
	a := Article{TitleZH: " 校验  几天 ", BodyZH: "第一段。\r\n\r\n\n  第二段。\t\n"}.Revise(Article{}, false, "", "")
	if a.TitleZH != "校验 几天" || a.BodyZH != "第一段。\n第二段。" {
		t.Errorf("kept %q and %q", a.TitleZH, a.BodyZH)
	}
}
