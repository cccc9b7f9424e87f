package data_test

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// emptyShelf is a store without the articles that are delivered.
func emptyShelf(t *testing.T) (*data.Store, app.Actor) {
	t.Helper()
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), data.Options{Create: true, Seed: datatest.Seed(t)[:2], Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, datatest.Actor(t, s)
}

func written(t *testing.T, s *data.Store, by app.Actor, title, body string, kinds ...app.CaseKind) app.Article {
	t.Helper()
	a, err := s.SaveArticle(t.Context(), by, app.Article{}, app.Article{TitleZH: title, BodyZH: body, Kinds: kinds, Source: "公司规定", Mark: app.MarkDoubtful}, false)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// titles asks for articles and answers their titles.
func titles(t *testing.T, s *data.Store, by app.Actor, f app.ArticleFilter) (out []string) {
	t.Helper()
	found, total, err := s.Articles(t.Context(), by, f)
	if err != nil || f.AtMost == 0 && total != len(found) {
		t.Fatalf("%d of %d articles: %v", len(found), total, err)
	}
	for _, a := range found {
		out = append(out, a.TitleZH)
	}
	return out
}

func TestAnArticleIsFoundByAnyOfItsWords(t *testing.T) {
	s, by := emptyShelf(t)
	if _, err := s.SaveArticle(t.Context(), by, app.Article{}, app.Article{
		TitleZH: "校验几天出结果", BodyZH: "5 个工作日内出具检测结果。", TitleEN: "How soon a meter test is answered", BodyEN: "Within 5 working days.",
		Keys: "校表 电表快", Source: "十项承诺第7条", Mark: app.MarkRead,
	}, false); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{
		"校验": 1, "验": 1, "检测结果": 1, "电表快": 1, "校验 工作日": 1, "meter": 1, "METER te": 1, "working days": 1, "jyjt": 1, "": 1, "，": 1,
		"校结": 0, "果检测": 0, "eter": 0, "yjt": 0, "光伏": 0,
	} {
		if got := titles(t, s, by, app.ArticleFilter{Text: text}); len(got) != want {
			t.Errorf("%q finds %v, want %d", text, got, want)
		}
	}
}

func TestTitlesComeFirstThenTheKindThenTheText(t *testing.T) {
	s, by := emptyShelf(t)
	written(t, s, by, "文内提到", "复电前关好电器。", app.Fault)
	written(t, s, by, "文内提到，各类", "复电前关好电器。")
	written(t, s, by, "文内提到，同类", "复电前关好电器。", app.ServiceRequest, app.Consultation)
	written(t, s, by, "多久复电", "24 小时内。", app.Fault)
	written(t, s, by, "交费后复电", "24 小时内。", app.ServiceRequest)
	written(t, s, by, "无关", "无关。", app.ServiceRequest)
	if _, err := s.SaveArticle(t.Context(), by, app.Article{}, app.Article{
		TitleZH: "关键词", BodyZH: "无关。", Keys: "复电", Source: "公司规定", Mark: app.MarkDoubtful, Kinds: []app.CaseKind{app.Fault},
	}, false); err != nil {
		t.Fatal(err)
	}
	want := []string{"交费后复电", "多久复电", "文内提到，同类", "文内提到，各类", "关键词", "文内提到"}
	if got := titles(t, s, by, app.ArticleFilter{Text: "复电", Kind: app.ServiceRequest}); !slices.Equal(got, want) {
		t.Errorf("in the order %v, want %v", got, want)
	}
	want = []string{"交费后复电", "文内提到，同类", "文内提到，各类"}
	if got := titles(t, s, by, app.ArticleFilter{Text: "复电", Kind: app.ServiceRequest, OnlyKind: true}); !slices.Equal(got, want) {
		t.Errorf("of the kind %v, want %v", got, want)
	}
	want = []string{"文内提到", "多久复电", "关键词", "文内提到，各类", "文内提到，同类", "交费后复电", "无关"}
	if got := titles(t, s, by, app.ArticleFilter{Kind: app.Fault}); !slices.Equal(got, want) {
		t.Errorf("without a text %v, want %v", got, want)
	}
}

func TestOnlyWhatHoldsTodayIsProposed(t *testing.T) {
	s, by := emptyShelf(t)
	for title, days := range map[string][2]app.Day{
		"现行": {"2026-01-01", ""}, "一直": {"", ""}, "到今天": {"", "2026-03-02"}, "过期": {"2020-01-01", "2026-03-01"}, "未到": {"2026-03-03", ""},
	} {
		a := app.Article{TitleZH: title, BodyZH: "内容", Source: "公司规定", Mark: app.MarkDoubtful, ValidFrom: days[0], ValidTo: days[1]}
		if _, err := s.SaveArticle(t.Context(), by, app.Article{}, a, false); err != nil {
			t.Fatal(err)
		}
	}
	got := titles(t, s, by, app.ArticleFilter{On: "2026-03-02"})
	slices.Sort(got)
	if want := []string{"一直", "到今天", "现行"}; !slices.Equal(got, want) {
		t.Errorf("proposed %v, want %v", got, want)
	}
	if got := titles(t, s, by, app.ArticleFilter{}); len(got) != 5 {
		t.Errorf("listed %v, want all five", got)
	}
}

func TestAChangedArticleIsFoundAsItIsNow(t *testing.T) {
	s, by := emptyShelf(t)
	was := written(t, s, by, "卡表怎样充值", "到营业厅写卡。")
	read, err := s.Article(t.Context(), by, was.ID)
	if err != nil {
		t.Fatal(err)
	}
	now := read
	now.BodyZH = "网上国网充值后自动到账。"
	if now, err = s.SaveArticle(t.Context(), by, read, now, true); err != nil {
		t.Fatal(err)
	}
	if now.ConfirmedBy != "沈丽" || now.ConfirmedOn != "2026-03-02" {
		t.Errorf("vouched for by %q on %q", now.ConfirmedBy, now.ConfirmedOn)
	}
	for text, want := range map[string]int{"自动到账": 1, "写卡": 0} {
		if got := titles(t, s, by, app.ArticleFilter{Text: text}); len(got) != want {
			t.Errorf("%s finds %v, want %d", text, got, want)
		}
	}
	if _, err := s.SaveArticle(t.Context(), by, read, app.Article{ID: read.ID, TitleZH: "卡表怎样充值", BodyZH: "另一种说法。", Source: "公司规定", Mark: app.MarkDoubtful}, false); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("who had read the old text is told %v", err)
	}
	if now, err = s.Article(t.Context(), by, was.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.WithdrawArticle(t.Context(), by, now); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, s, by, app.ArticleFilter{Text: "自动到账"}); len(got) != 0 {
		t.Errorf("withdrawn and still found: %v", got)
	}
}

func TestAnArticleFromAnotherDeviceIsFoundToo(t *testing.T) {
	s, by := emptyShelf(t)
	a := written(t, s, by, "光伏并网", "先申请。")
	read, err := s.Article(t.Context(), by, a.ID)
	if err != nil {
		t.Fatal(err)
	}
	changed := read
	changed.BodyZH = "先勘查。"
	if _, err := s.SaveArticle(t.Context(), by, read, changed, false); err != nil {
		t.Fatal(err)
	}
	changes, err := s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	there, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "there.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = there.Close() })
	if err := there.Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{"光伏": 1, "先勘查": 1, "先申请": 0} {
		if got := titles(t, there, by, app.ArticleFilter{Text: text}); len(got) != want {
			t.Errorf("there %s finds %v, want %d", text, got, want)
		}
	}
}

func TestAListOfArticlesIsBoundedAndSaysHowManyThereAre(t *testing.T) {
	s, by := emptyShelf(t)
	for range 5 {
		written(t, s, by, "停电通知", "提前 7 天。")
	}
	written(t, s, by, "停电后通知", "两个字对隔开。")
	found, total, err := s.Articles(t.Context(), by, app.ArticleFilter{Text: "停电通知", AtMost: 3})
	if err != nil || len(found) != 3 || total < 5 {
		t.Errorf("%d of %d shown: %v", len(found), total, err)
	}
}

func TestArticlesComeWithANewFile(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	for text, want := range map[string]string{
		"三零": "什么是“三零”服务", "meter test": "怀疑电表不准，几天出校验结果", "12398 办结": "12398 投诉多久办结", "过户": "更名、过户怎么办理", "dydssh": "电压多少算合格",
	} {
		if got := titles(t, s, by, app.ArticleFilter{Text: text}); len(got) == 0 || got[0] != want {
			t.Errorf("%s finds %v, want %s first", text, got, want)
		}
	}
}
