package app

import (
	"slices"
	"strings"
	"testing"
	"time"
)

var visitedAt = time.Date(2026, 3, 2, 15, 0, 0, 0, Local) // a Monday

func goodRecord(t testing.TB) VisitRecord {
	return VisitRecord{
		Channel: OnSite, Purposes: []string{"needs"}, VisitedOn: "2026-03-02", Form: mustForm(t, plainForm), Answers: Answers{"development_need": "no"},
	}
}

func TestARecordIsChecked(t *testing.T) {
	tests := []struct {
		name   string
		change func(*VisitRecord)
		want   string // field and reason; empty: kept
	}{
		{"all is well", func(*VisitRecord) {}, ""},
		{"yesterday", func(r *VisitRecord) { r.VisitedOn = "2026-03-01" }, ""},
		{"tomorrow", func(r *VisitRecord) { r.VisitedOn = "2026-03-03" }, "visited_on in_the_future"},
		{"no day", func(r *VisitRecord) { r.VisitedOn = "" }, "visited_on missing"},
		{"no purpose", func(r *VisitRecord) { r.Purposes = nil }, "purposes missing"},
		{"a purpose of no standard", func(r *VisitRecord) { r.Purposes = []string{"chat"} }, "purposes unknown"},
		{"no channel", func(r *VisitRecord) { r.Channel = "" }, "visit_channel missing"},
		{"a time that is none", func(r *VisitRecord) { r.Began = "noon" }, "began_at malformed"},
		{"ended before it began", func(r *VisitRecord) { r.Began, r.Ended = "1030", "930" }, "ended_at ends_before_start"},
		{"began later today", func(r *VisitRecord) { r.Began = "16:00" }, "began_at in_the_future"},
		{"a sixth grade of satisfaction", func(r *VisitRecord) { r.Satisfaction = 6 }, "satisfaction malformed"},
		{"a village in place of a position", func(r *VisitRecord) { r.Position = "新村" }, "position no_position"},
		{"a follow-up on the day itself", func(r *VisitRecord) { r.FollowUpOn = "2026-03-02" }, "follow_up_on not_later"},
		{"an answer that is missing", func(r *VisitRecord) { r.Answers = Answers{} }, "development_need missing"},
		{"too many persons met", func(r *VisitRecord) { r.Met = strings.Repeat("李", metMax+1) }, "met too_long"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := goodRecord(t)
			tt.change(&r)
			got := ""
			if no := r.Refusals(visitedAt); len(no) > 0 {
				got = no[0].Field + " " + string(no[0].Reason)
			}
			if got != tt.want {
				t.Errorf("refused with %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAPositionIsRounded(t *testing.T) {
	for typed, want := range map[string]string{
		"26.9137, 102.1189": "26.91,102.12", "26.9137 102.1189": "26.91,102.12", "N26.915°，E102.1": "26.92,102.10", "北纬26.9、东经102.1": "26.90,102.10", "": "",
		"26.9": "no", "91,102": "no", "26.9,181": "no", "a,b": "no", "26.9,102.1,3": "no", "NaN,1": "no",
	} {
		got, err := RoundPosition(typed)
		if err != nil {
			got = "no"
		}
		if got != want {
			t.Errorf("%q becomes %q, want %q", typed, got, want)
		}
	}
}

func TestWhenAnEntryIsLate(t *testing.T) {
	days, err := NewCalendar(nil)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name             string
		visited, entered Day
		late             int64
	}{
		{"on the day itself", "2026-03-02", "2026-03-02", 0},
		{"on the next day", "2026-03-02", "2026-03-03", 0},
		{"on the second working day", "2026-03-02", "2026-03-04", 1},
		{"of Friday on Sunday", "2026-03-06", "2026-03-08", 0},
		{"of Friday on Monday", "2026-03-06", "2026-03-09", 0},
		{"of Friday on Tuesday", "2026-03-06", "2026-03-10", 1},
		{"of Saturday on Monday", "2026-03-07", "2026-03-09", 0},
		{"a week later", "2026-03-02", "2026-03-09", 4},
		{"by a clock that went wrong", "2026-03-02", "2026-03-01", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := LateEntry(tt.visited, tt.entered, days); got != tt.late {
				t.Errorf("%d days late, want %d", got, tt.late)
			}
		})
	}
}

func TestWhatSeemsOddAboutAVisit(t *testing.T) {
	days, _ := NewCalendar(nil)
	b := VisitBeside{Last: "2026-02-20", Visited: []Day{"2026-02-02", "2026-02-20"}, SupplySince: "2020-05-01", Days: days}
	tests := []struct {
		name string
		on   Day
		want []FormWarningReason
	}{
		{"the day itself", "2026-03-02", nil},
		{"a visit written down too late", "2026-02-25", []FormWarningReason{EnteredLate}},
		{"before the last visit", "2026-02-10", []FormWarningReason{BeforeLast, EnteredLate}},
		{"a second visit on one day", "2026-02-20", []FormWarningReason{SameDay, EnteredLate}},
		{"before there was a supply", "2019-01-01", []FormWarningReason{BeforeLast, BeforeSupply, EnteredLate}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := goodRecord(t)
			r.VisitedOn = tt.on
			var got []FormWarningReason
			for _, w := range r.Warnings(b, "2026-03-02") {
				got = append(got, w.Reason)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("warned of %v, want %v", got, tt.want)
			}
		})
	}
}

func TestTheLifeOfAVisit(t *testing.T) {
	planned := Visit{ID: VisitID{1}, Status: VisitPlanned}
	days, _ := NewCalendar(nil)
	record := func(measures int64, followUp Day) Visit {
		r := goodRecord(t)
		r.FollowUpOn = followUp
		v, err := planned.Record(r, measures, visitedAt, days)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	if v := record(0, ""); v.Status != VisitRecorded || v.EnteredAt != visitedAt.UnixMilli() || v.Form != "enterprise" || v.FormVersion != 3 {
		t.Errorf("recorded as %+v", v)
	}
	waiting := record(0, "2026-03-20")
	if waiting.Status != VisitFollowUp || record(1, "").Status != VisitFollowUp {
		t.Error("a visit with open measures or a day to call again does not wait for its follow-up")
	}
	if _, err := record(0, "").Record(goodRecord(t), 0, visitedAt, days); err == nil {
		t.Error("a visit is recorded twice")
	}
	if _, err := waiting.Archive(0); err == nil {
		t.Error("a visit is archived before its call was made")
	}
	called, err := waiting.FollowUpBy(FollowUp{Reached: true, Brought: "电压已正常", Satisfaction: 5}, visitedAt)
	if err != nil || called.Status != VisitArchived || called.Satisfaction != 5 || !strings.Contains(called.FollowUp, "电压已正常") {
		t.Errorf("after the call %+v: %v", called, err)
	}
	if _, err := record(1, "").Archive(1); err == nil {
		t.Error("a visit is archived with a measure open")
	}
	if v, err := record(1, "").Archive(0); err != nil || v.Status != VisitArchived {
		t.Errorf("archived as %s: %v", v.Status, err)
	}
	late, err := record(0, "").Correct(goodRecord(t), visitedAt.AddDate(0, 0, 9))
	if err != nil || late.EnteredAt != visitedAt.UnixMilli() || late.LateDays != 0 {
		t.Errorf("a correction changes when a visit was written down: %v", err)
	}
	if late, err = planned.Record(goodRecord(t), 0, visitedAt.AddDate(0, 0, 9), days); err != nil || late.LateDays == 0 {
		t.Fatalf("written down nine days later it is %d days late: %v", late.LateDays, err)
	}
	if corrected, err := late.Correct(goodRecord(t), visitedAt.AddDate(0, 0, 20)); err != nil || corrected.LateDays != late.LateDays {
		t.Errorf("a correction makes %d days late of %d: %v", corrected.LateDays, late.LateDays, err)
	}
	if _, err := planned.Correct(goodRecord(t), visitedAt); err == nil {
		t.Error("a visit that was not recorded is corrected")
	}
}

func TestWhatAVisitBringsToLight(t *testing.T) {
	v := Visit{ID: VisitID{1}, Customer: CustomerID{2}}
	known := []Fact{{ID: FactID{1}, Name: "shifts", Value: "2", KnownOn: "2025-06-01"}}
	record := func(shifts string, copied bool) ([]Fact, []Fact) {
		r := goodRecord(t)
		r.Answers = Answers{"development_need": "no", "shifts": shifts}
		r.Copied = map[string]bool{"shifts": copied, "development_need": true}
		return v.FactsFrom(r, nil, known)
	}
	if fresh, confirmed := record("3", false); len(fresh) != 1 || fresh[0].Value != "3" || fresh[0].KnownOn != "2026-03-02" || len(confirmed) != 0 {
		t.Errorf("something new gives %+v and %+v", fresh, confirmed)
	}
	if fresh, confirmed := record("2", false); len(fresh) != 0 || len(confirmed) != 1 || confirmed[0].VerifiedOn != "2026-03-02" || confirmed[0].KnownOn != "2025-06-01" {
		t.Errorf("the same again gives %+v and %+v", fresh, confirmed)
	}
	if fresh, confirmed := record("2", true); len(fresh)+len(confirmed) != 0 {
		t.Errorf("a copied answer nobody looked at gives %+v and %+v", fresh, confirmed)
	}
	known = append(known, Fact{ID: FactID{2}, Name: "shifts", Value: "1", KnownOn: "2026-06-01"})
	if fresh, _ := record("2", false); len(fresh) != 0 {
		t.Errorf("a visit entered after something newer was learned gives %+v", fresh)
	}
	known = []Fact{{ID: FactID{3}, Name: "shifts", Value: "4", KnownOn: "2026-03-02", Visit: v.ID}}
	if fresh, changed := record("3", false); len(fresh) != 0 || len(changed) != 1 || changed[0].Value != "3" {
		t.Errorf("a slip put right gives %+v and %+v", fresh, changed)
	}
}
