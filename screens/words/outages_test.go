package words_test

import (
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/screens/words"
)

func TestAKnownOutageIsToldInOneSentence(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local)
	o := app.OutageRow{Outage: app.Outage{Number: "TD-7QKM-260302-001", Kind: app.PlannedOutage, PlannedTo: now.Add(8 * time.Hour).UnixMilli()}, Scope: "丙谷一线"}
	use(t, words.Chinese)
	if got := words.KnownOutage(o, now); got != "已知停电 TD-7QKM-260302-001：丙谷一线 计划停电，至 17:30" {
		t.Errorf("told as %q", got)
	}
	o.PlannedTo = 0
	if got := words.KnownOutage(o, now); got != "已知停电 TD-7QKM-260302-001：丙谷一线 计划停电，复电时间未定" {
		t.Errorf("without an end told as %q", got)
	}
}

func TestAReplyTellsEveryOutageOfAPlace(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local)
	h := app.PlaceHistory{Name: "丙谷一线", From: "2026-01-01", To: "2026-03-02"}
	use(t, words.Chinese)
	if got := words.OutageHistory(h, now); got != "丙谷一线：2026-01-01 至 2026-03-02 无停电。" {
		t.Errorf("none is told as %q", got)
	}
	begun := time.Date(2026, 2, 3, 8, 0, 0, 0, app.Local)
	h.Count, h.Minutes = 1, 95
	h.Outages = []app.OutageRow{{Outage: app.Outage{
		Kind: app.FaultOutage, Reason: "雷击断线", ActualFrom: begun.UnixMilli(), ActualTo: begun.Add(95 * time.Minute).UnixMilli(),
	}}}
	if got := words.OutageHistory(h, now); got != "丙谷一线：2026-01-01 至 2026-03-02 停电 1 次，共 95 分钟。\n02-03 08:00 – 09:35  故障停电  雷击断线" {
		t.Errorf("told as %q", got)
	}
}
