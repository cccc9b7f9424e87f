package cases_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// waiting opens the page of a case that waits for its customer.
func waiting(t *testing.T, language string, opts ...screentest.Option) *bench {
	t.Helper()
	b := openIn(t, language, datatest.Open(t), background.Inline(), opts...)
	c, err := b.store.OpenCase(t.Context(), b.by, app.CaseDraft{Kind: app.Consultation, Channel: "counter", ContactName: "李晓明", Content: "咨询分时电价"})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []app.Progress{
		{To: "assigned", Owner: b.by.Staff}, {To: "working"}, {To: "wait_customer", Reason: "待客户补充资料", Evidence: "短信告知"},
	} {
		if c, err = b.store.MoveCase(t.Context(), b.by, c, p); err != nil {
			t.Fatal(err)
		}
	}
	b.area.Show(desk.Route{Tab: desk.Cases, Case: c.ID})
	return b
}

func TestACaseTellsHowItsLimitsAreCounted(t *testing.T) {
	b := waiting(t, words.English, screentest.Size(1180, 650))
	b.page.See("Waiting for the customer for 0 min")
	b.page.Tap("How it is counted")
	b.page.See("Internal · Reply · 5 working days")
	b.page.See("2026-03-02 Mon 09:30: start, a day that does not count")
	b.page.See("waits for the customer (待客户补充资料, 短信告知), 5 working days left")
	b.page.See("The limit stands until the case goes on")
	b.page.Press("Escape")
	b.page.DontSee("The limit stands")
}

func TestGalleryOfCounting(t *testing.T) {
	folder := screentest.Gallery(t)
	b := waiting(t, words.Chinese, screentest.Chinese(), screentest.Size(1180, 650))
	b.page.Shot(filepath.Join(folder, "case-clocks-zh.png"))
	b.page.Tap("计算过程")
	b.page.Shot(filepath.Join(folder, "case-counting-zh.png"))
}
