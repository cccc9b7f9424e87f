package app

import (
	"errors"
	"slices"
	"testing"
)

func TestATemplateIsDatedOnWorkingDays(t *testing.T) {
	days, err := NewCalendar([]CalendarDay{{Day: "2026-04-30", Kind: DayOff, Name: "劳动节"}, {Day: "2026-10-01", Kind: DayOff, Name: "国庆节"}})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, items string
		from        Day
		months      int64
		want        []Day
	}{
		{"each third month, at its end", "visit every 3 : 走访", "2026-01-01", 12, []Day{"2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"}},
		{"an end on a Sunday falls on the Friday before", "visit every 2 after 0 : 走访", "2026-05-01", 3, []Day{"2026-05-29", "2026-07-31"}},
		{"a holiday gives way", "visit in 4 : 走访", "2026-01-01", 12, []Day{"2026-04-29"}},
		{"by the tenth of the second month", "telephone every 6 after 1 by 10 : 电话", "2026-01-01", 12, []Day{"2026-02-10", "2026-08-10"}},
		{"months of the year", "safety_check in 9,4 : 检查", "2026-06-15", 12, []Day{"2026-09-30", "2027-04-30"}},
		{"what would have been due before the plan is left out", "telephone every 1 by 10 : 电话", "2026-01-20", 2, []Day{"2026-02-10", "2026-03-10"}},
		{"the thirty-first of a short month is its end", "visit in 2 by 31 : 走访", "2026-01-01", 12, []Day{"2026-02-27"}},
		{"what falls due behind the end is left out", "visit every 1 : 走访", "2026-01-15", 1, []Day{"2026-01-30"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, items, err := ServicePlanFor(PlanTemplate{ZH: "年度计划", EN: "Yearly plan", Items: tt.items}, ServicePlanAsk{From: tt.from, Months: tt.months}, days)
			if err != nil {
				t.Fatal(err)
			}
			var got []Day
			for _, i := range items {
				got = append(got, i.DueOn)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("due on %v, want %v", got, tt.want)
			}
		})
	}
}

func TestATemplateThatCannotBeIsShownByItsLine(t *testing.T) {
	tests := []struct {
		name, items string
		line        int
		reason      Reason
		word        string
	}{
		{"nothing", "# later\n", 0, Missing, ""},
		{"an item without a name", "visit every 3", 1, Missing, "visit every 3"},
		{"no word for when", "visit every 3 : 走访\ntelephone : 电话", 2, Malformed, "telephone"},
		{"a word nobody knows", "visit each 3 : 走访", 1, Unknown, "each"},
		{"a month that is none", "visit in 4,13 : 走访", 1, Impossible, "in 4,13"},
		{"no month at all", "visit every 0 : 走访", 1, Impossible, "every 0"},
		{"every and in at once", "visit every 3 in 4 : 走访", 1, Impossible, "every 3 in 4"},
		{"neither every nor in", "visit by 10 : 走访", 1, Impossible, "by 10"},
		{"twice every", "visit every 3 every 4 : 走访", 1, Malformed, "every 4"},
		{"a number that is none", "visit every third : 走访", 1, Malformed, "every third"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ParsePlanItems(tt.items)
			no, is := errors.AsType[*PlanError](err)
			if !is || no.Line != tt.line || no.Reason != tt.reason || no.Word != tt.word {
				t.Errorf("got %v, want line %d: %s %q", err, tt.line, tt.reason, tt.word)
			}
		})
	}
}

func TestANameIsKeptInBothLanguages(t *testing.T) {
	for text, want := range map[string][2]string{"走访 | Visit": {"走访", "Visit"}, "送锦旗": {"送锦旗", "送锦旗"}, "走访 |": {"走访", ""}} {
		if zh, en := TwoNames(text); zh != want[0] || en != want[1] {
			t.Errorf("%q is read as %q and %q", text, zh, en)
		}
	}
}

func TestAnItemEndsOnceAndWithItsReason(t *testing.T) {
	open := PlanItem{Status: ItemOpen}
	done, err := open.Done(ItemEnd{On: "2026-03-01", Effect: "已更换老化线路"}, "2026-03-02")
	if err != nil || done.Status != ItemDone || done.DoneOn != "2026-03-01" {
		t.Fatalf("done is %+v: %v", done, err)
	}
	for name, try := range map[string]func() error{
		"it was done already":       func() error { _, err := done.Done(ItemEnd{On: "2026-03-02", Effect: "x"}, "2026-03-02"); return err },
		"it is dropped when done":   func() error { _, err := done.Dropped("x", "2026-03-02"); return err },
		"it is done tomorrow":       func() error { _, err := open.Done(ItemEnd{On: "2026-03-03", Effect: "x"}, "2026-03-02"); return err },
		"nothing came of it":        func() error { _, err := open.Done(ItemEnd{On: "2026-03-02"}, "2026-03-02"); return err },
		"dropped without a reason":  func() error { _, err := open.Dropped("", "2026-03-02"); return err },
		"an ended plan begins anew": func() error { _, err := ServicePlan{Status: PlanEnded}.Move(PlanRunning); return err },
	} {
		if _, refused := errors.AsType[*Refusal](try()); !refused {
			t.Errorf("%s, and nobody minds", name)
		}
	}
	p := ProgressOf([]PlanItem{done, {Status: ItemOpen, DueOn: "2026-03-01"}, {Status: ItemOpen, DueOn: "2026-03-02"}, {Status: ItemDropped}}, "2026-03-02")
	if p != (PlanProgress{Done: 1, Dropped: 1, Open: 2, Overdue: 1}) || p.Asked() != 3 {
		t.Errorf("progress is %+v", p)
	}
}
