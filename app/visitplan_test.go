package app

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"
)

func TestAMonthLaterIsTheSameDayOrTheLastOfTheMonth(t *testing.T) {
	for _, tt := range []struct {
		day  Day
		n    int
		want Day
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2024-01-31", 1, "2024-02-29"},
		{"2026-08-31", 1, "2026-09-30"},
		{"2026-11-30", 3, "2027-02-28"},
		{"2026-12-15", 1, "2027-01-15"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-03-02", 12, "2027-03-02"},
		{"", 1, ""},
	} {
		if got := tt.day.AddMonths(tt.n); got != tt.want {
			t.Errorf("%s and %d months: %s, want %s", tt.day, tt.n, got, tt.want)
		}
	}
}

var (
	plant = CustomerID{1}
	key3  = VisitRhythm{ID: VisitRhythmID{1}, Segment: "hv_industry", Months: 3, OnSite: true, FromOn: "2026-01-01"}
)

func TestWhichRhythmApplies(t *testing.T) {
	newer := VisitRhythm{ID: VisitRhythmID{2}, Segment: "hv_industry", Months: 2, FromOn: "2026-06-01"}
	own := VisitRhythm{ID: VisitRhythmID{3}, Customer: plant, Months: 1, FromOn: "2026-02-01", ToOn: "2026-08-31"}
	never := VisitRhythm{ID: VisitRhythmID{4}, Customer: plant, FromOn: "2026-07-01", ToOn: "2026-07-31"}
	all := []VisitRhythm{newer, key3, own, never}
	for _, tt := range []struct {
		name    string
		of      CustomerID
		segment string
		on      Day
		want    int64
	}{
		{"that of the segment where the customer has none", plant, "hv_industry", "2026-01-15", 3},
		{"the customer's own before that of the segment", plant, "hv_industry", "2026-06-15", 1},
		{"another customer's is not his", CustomerID{2}, "hv_industry", "2026-03-15", 3},
		{"the newer of two", CustomerID{2}, "hv_industry", "2026-06-01", 2},
		{"none before the first begins", CustomerID{2}, "hv_industry", "2025-12-31", 0},
		{"none for a segment without one", CustomerID{2}, "resident", "2026-06-01", 0},
		{"a customer who is not visited by rhythm for a while", plant, "hv_industry", "2026-07-15", 0},
		{"the segment's again after his own has ended", plant, "hv_industry", "2026-09-01", 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, has := RhythmOn(all, tt.of, tt.segment, tt.on)
			if got := r.Months; has != (tt.want > 0) || has && got != tt.want {
				t.Errorf("every %d months (%v), want %d", got, has, tt.want)
			}
		})
	}
}

func TestWhenTheNextVisitIsDue(t *testing.T) {
	anyway := key3
	anyway.OnSite = false
	for _, tt := range []struct {
		name  string
		r     VisitRhythm
		last  LastVisits
		known Day
		want  Day
	}{
		{"an interval after the last", key3, LastVisits{Any: "2026-01-31", OnSite: "2026-01-31"}, "2020-01-01", "2026-04-30"},
		{"a telephone call does not count where one must go", key3, LastVisits{Any: "2026-04-10", OnSite: "2025-11-30"}, "2020-01-01", "2026-02-28"},
		{"a telephone call counts where it may", anyway, LastVisits{Any: "2026-04-10", OnSite: "2025-11-30"}, "2020-01-01", "2026-07-10"},
		{"never visited: an interval after the rhythm began", key3, LastVisits{}, "2020-01-01", "2026-04-01"},
		{"never visited and new: an interval after he became known", key3, LastVisits{}, "2026-02-10", "2026-05-10"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.r.Due(tt.last, tt.known); got != tt.want {
				t.Errorf("due %s, want %s", got, tt.want)
			}
		})
	}
	if late := DaysLate("2026-02-27", "2026-03-02"); late != 3 {
		t.Errorf("%d days late", late)
	}
	if late := DaysLate("2026-03-03", "2026-03-02"); late != 0 {
		t.Errorf("%d days late before the day", late)
	}
}

func TestWhoIsVisitedEachMonthComesEachMonthOfTheQuarter(t *testing.T) {
	monthly := VisitRhythm{Months: 1}
	span := MonthSpan(202611, 3)
	if span != (DaySpan{"2026-11-01", "2027-01-31"}) {
		t.Fatalf("the quarter is %v", span)
	}
	if got := monthly.DueIn("2026-08-15", span); !slices.Equal(got, []Day{"2026-11-01", "2026-12-01", "2027-01-01"}) {
		t.Errorf("overdue: %v", got)
	}
	if got := monthly.DueIn("2026-12-20", span); !slices.Equal(got, []Day{"2026-12-20", "2027-01-20"}) {
		t.Errorf("due in the middle: %v", got)
	}
	if got := monthly.DueIn("2027-03-01", span); len(got) != 0 {
		t.Errorf("due later: %v", got)
	}
	if got := span.Months(); !slices.Equal(got, []int64{202611, 202612, 202701}) {
		t.Errorf("months %v", got)
	}
}

func TestTheVillageOfAnAddress(t *testing.T) {
	for address, want := range map[string]string{
		"四川省攀枝花市米易县攀莲镇新村村8组78号": "攀莲镇新村村",
		"米易县白坡彝族乡核桃村3组":         "白坡彝族乡核桃村",
		"米易县攀莲镇河滨路12号":          "攀莲镇",
		"攀莲镇城北社区4栋":             "攀莲镇城北社区",
		"河滨路12号":                "",
		"":                      "",
	} {
		if got := Village(address); got != want {
			t.Errorf("%q lies in %q, want %q", address, got, want)
		}
	}
}

// springMonth is April 2026: a published month with a holiday, and without any.
var springMonth = DaySpan{"2026-04-01", "2026-04-30"}

func spring(t *testing.T) *Calendar {
	t.Helper()
	c, err := NewCalendar([]CalendarDay{
		{"2026-04-04", "清明节", DayOff},
		{"2026-04-05", "清明节", DayOff},
		{"2026-04-06", "清明节", DayOff},
		{"2026-05-09", "劳动节", DayWork},
		{"2026-10-01", "国庆节", DayOff},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func stopsIn(n int, manager byte, within DaySpan, village func(i int) string) []Stop {
	var out []Stop
	for i := range n {
		out = append(out, Stop{
			Customer: CustomerID{byte(i), byte(i >> 8), manager}, Manager: StaffID{manager}, Within: within,
			Place: VisitPlace{Village: village(i), Address: fmt.Sprintf("%s%d号", village(i), i+1)},
		})
	}
	return out
}

func TestAPlanLiesOnWorkingDaysAndEvenly(t *testing.T) {
	each := func(i int) string { return fmt.Sprintf("第%d村", i) }
	placed := Spread(append(stopsIn(84, 1, springMonth, each), stopsIn(20, 2, springMonth, each)...), spring(t), nil)
	if len(placed) != 104 {
		t.Fatalf("%d of 104 visits have a day", len(placed))
	}
	perDay := map[ManagerDay]int{}
	for _, p := range placed {
		if !spring(t).Working(p.On) || p.On < springMonth.From || p.On > springMonth.To {
			t.Errorf("a visit lies on %s", p.On)
		}
		perDay[ManagerDay{p.Manager, p.On}]++
	}
	for day, n := range perDay {
		if want := 4; day.Manager == (StaffID{1}) && n != want {
			t.Errorf("%d visits on %s, want %d: 84 over 21 days", n, day.Day, want)
		}
		if day.Manager == (StaffID{2}) && n != 1 {
			t.Errorf("%d visits of the other manager on %s", n, day.Day)
		}
	}
}

func TestOneVillageIsVisitedOnOneDayAlongTheRoute(t *testing.T) {
	placed := Spread(stopsIn(24, 1, springMonth, func(i int) string { return fmt.Sprintf("第%d村", i%4) }), spring(t), nil)
	days := map[string]Day{}
	for i, p := range placed {
		if on, known := days[p.Place.Village]; known && on != p.On {
			t.Errorf("%s is visited on %s and on %s", p.Place.Village, on, p.On)
		}
		days[p.Place.Village] = p.On
		if i > 0 && placed[i-1].On == p.On && (p.RouteNo != placed[i-1].RouteNo+1 || CompareNatural(placed[i-1].Place.Address, p.Place.Address) >= 0) {
			t.Errorf("%s (%d) follows %s (%d)", p.Place.Address, p.RouteNo, placed[i-1].Place.Address, placed[i-1].RouteNo)
		}
	}
	if len(days) != 4 || len(slices.Compact(slices.Sorted(maps.Values(days)))) != 4 {
		t.Errorf("four villages on the days %v", days)
	}
}

func TestALargeVillageTakesSeveralDays(t *testing.T) {
	placed := Spread(stopsIn(20, 1, springMonth, func(int) string { return "新村村" }), spring(t), nil)
	perDay := map[Day]int{}
	for _, p := range placed {
		perDay[p.On]++
	}
	for day, n := range perDay {
		if n > DayMost {
			t.Errorf("%d visits on %s", n, day)
		}
	}
	if len(perDay) != 3 {
		t.Errorf("20 visits in one village on %d days", len(perDay))
	}
}

func TestAPlanGoesAroundWhatIsPlannedAlready(t *testing.T) {
	load := map[ManagerDay]int64{}
	days, _ := springMonth.Working(spring(t))
	for _, day := range days[:18] {
		load[ManagerDay{StaffID{1}, day}] = 5
	}
	for _, p := range Spread(stopsIn(9, 1, springMonth, func(i int) string { return fmt.Sprint(i) }), spring(t), load) {
		if p.On < days[18] {
			t.Errorf("a visit on the full day %s", p.On)
		}
	}
}

func TestASingleDayIsTakenAsItIs(t *testing.T) {
	sunday := DaySpan{"2026-04-05", "2026-04-05"}
	placed := Spread(stopsIn(3, 1, sunday, func(int) string { return "新村村" }), spring(t), nil)
	if len(placed) != 3 || placed[0].On != sunday.From {
		t.Errorf("placed %v", placed)
	}
}

func TestAQuarterAcrossTheYearEndIsProvisionalAtItsEnd(t *testing.T) {
	if days, provisional := MonthSpan(202611, 3).Working(spring(t)); !provisional || days[len(days)-1] < "2027-01-25" {
		t.Errorf("until %s, provisional %v", days[len(days)-1], provisional)
	}
	if _, provisional := MonthSpan(202610, 3).Working(spring(t)); provisional {
		t.Error("a quarter of the published year is provisional")
	}
	if _, provisional := MonthSpan(202601, 1).Working(&Calendar{}); !provisional {
		t.Error("without any published calendar a month is certain")
	}
}

var planned = Visit{ID: VisitID{1}, Status: VisitPlanned, PlannedOn: "2026-03-10", FirstOn: "2026-03-10", Month: 202603, RouteNo: 3, Manager: StaffID{1}}

func TestAVisitIsMovedWithItsReason(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, Local)
	made, cancelled, late := planned, planned, planned
	made.Status, cancelled.Status, late.PlannedOn = VisitRecorded, VisitCancelled, "2026-02-20"
	for _, tt := range []struct {
		name  string
		visit Visit
		move  VisitMove
		want  Reason // empty: allowed
	}{
		{"to a later day", planned, VisitMove{On: "2026-03-12", Reason: "客户出差"}, ""},
		{"to today", planned, VisitMove{On: "2026-03-02", Reason: "顺路"}, ""},
		{"an overdue one", late, VisitMove{On: "2026-03-05", Reason: "补访"}, ""},
		{"not into the past", planned, VisitMove{On: "2026-03-01", Reason: "顺路"}, BeforeToday},
		{"not without a reason", planned, VisitMove{On: "2026-03-12", Reason: " "}, NeedsReason},
		{"not to the same day", planned, VisitMove{On: "2026-03-10", Reason: "顺路"}, NothingToDo},
		{"not to no day", planned, VisitMove{Reason: "顺路"}, Missing},
		{"not once it was made", made, VisitMove{On: "2026-03-12", Reason: "顺路"}, VisitNotOpen},
		{"not once it was cancelled", cancelled, VisitMove{On: "2026-03-12", Reason: "顺路"}, VisitNotOpen},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tt.visit.Move(tt.move, now)
			if got := reasonOf(err); got != tt.want {
				t.Errorf("refused with %q, want %q", got, tt.want)
			}
		})
	}
	once, _ := planned.Move(VisitMove{On: "2026-04-01", Reason: "客户出差"}, now)
	twice, err := once.Move(VisitMove{On: "2026-04-02", Reason: "下雨"}, now)
	if err != nil || twice.Moves != 2 || twice.FirstOn != "2026-03-10" || twice.Month != 202604 || twice.RouteNo != 0 || twice.Reason != "下雨" {
		t.Errorf("moved twice: %+v, %v", twice, err)
	}
}

func TestAVisitIsCancelledAppointedAndHandedOn(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, Local)
	made := planned
	made.Status = VisitArchived
	if _, err := planned.Cancel(" "); reasonOf(err) != NeedsReason {
		t.Errorf("cancelled without a reason: %v", err)
	}
	if _, err := made.Cancel("停产"); reasonOf(err) != VisitNotOpen {
		t.Errorf("a made visit was cancelled: %v", err)
	}
	if v, err := planned.Cancel("停产"); err != nil || v.Status != VisitCancelled || v.Reason != "停产" {
		t.Errorf("cancelled: %+v, %v", v, err)
	}
	if v, err := planned.Appoint(Appointment{On: "2026-03-10", Channel: OnSite}, now); err != nil || v.Status != VisitAppointed || v.Moves != 0 {
		t.Errorf("appointed on its day: %+v, %v", v, err)
	}
	if _, err := planned.Appoint(Appointment{On: "2026-03-11", Channel: OnSite}, now); reasonOf(err) != NeedsReason {
		t.Errorf("moved by an appointment without a word: %v", err)
	}
	if v, err := planned.Appoint(Appointment{On: "2026-03-11", Channel: ByTelephone, Note: "张工周三在厂"}, now); err != nil || v.Moves != 1 || v.Channel != ByTelephone {
		t.Errorf("appointed for another day: %+v, %v", v, err)
	}
	if _, err := planned.Appoint(Appointment{On: "2026-03-01", Channel: OnSite}, now); reasonOf(err) != BeforeToday {
		t.Errorf("appointed for yesterday: %v", err)
	}
	if v, err := planned.HandTo(StaffID{2}, "病假"); err != nil || v.Manager != (StaffID{2}) || v.RouteNo != 0 {
		t.Errorf("handed on: %+v, %v", v, err)
	}
	if _, err := made.HandTo(StaffID{2}, ""); reasonOf(err) != VisitNotOpen {
		t.Errorf("a made visit was handed on: %v", err)
	}
}

func TestManagersAreBroughtToOneLevel(t *testing.T) {
	load := func(manager byte, open int64) VisitLoad { return VisitLoad{Manager: StaffID{manager}, Open: open} }
	after := func(loads []VisitLoad) (most, least int64) {
		open := map[StaffID]int64{}
		for _, l := range loads {
			open[l.Manager] = l.Open
		}
		for _, h := range LevelVisits(loads) {
			open[h.From] -= h.Visits
			open[h.To] += h.Visits
		}
		most, least = 0, 1<<30
		for _, n := range open {
			most, least = max(most, n), min(least, n)
		}
		return most, least
	}
	if most, least := after([]VisitLoad{load(1, 90), load(2, 30), load(3, 0), load(4, 40)}); most-least > 10 {
		t.Errorf("between %d and %d", least, most)
	}
	if got := LevelVisits([]VisitLoad{load(1, 41), load(2, 38), load(3, 40)}); len(got) != 0 {
		t.Errorf("small differences are moved: %v", got)
	}
	if got := LevelVisits([]VisitLoad{load(1, 41)}); len(got) != 0 {
		t.Errorf("one manager hands to himself: %v", got)
	}
}

func TestWholeTripsAreHandedOn(t *testing.T) {
	var visits []VisitRow
	for i, village := range []string{"新村村", "回龙村", "新村村", "新村村", "双沟村"} {
		v := VisitRow{Visit: planned, Address: "米易县攀莲镇" + village + "1组"}
		v.ID = VisitID{byte(i + 1)}
		visits = append(visits, v)
	}
	got := ChooseToHand(visits, 4)
	villages := map[string]int{}
	for _, v := range got {
		villages[v.Place().Village]++
	}
	if len(got) != 4 || villages["攀莲镇新村村"] != 3 {
		t.Errorf("handed on %v", villages)
	}
	if got := ChooseToHand(visits, 2); len(got) != 2 {
		t.Errorf("%d of 2 handed on", len(got))
	}
}

func TestAPlanIsAskedForCompletely(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, Local)
	some := []PlanFor{{Customer: plant}}
	for name, tt := range map[string]struct {
		ask  PlanAsk
		want Reason
	}{
		"nobody chosen":           {PlanAsk{Span: springMonth, Basis: "rhythm"}, NobodyChosen},
		"a month that has passed": {PlanAsk{Customers: some, Span: MonthSpan(202602, 1), Basis: "rhythm"}, BeforeToday},
		"no month":                {PlanAsk{Customers: some, Basis: "rhythm"}, Missing},
		"no basis":                {PlanAsk{Customers: some, Span: springMonth}, Missing},
		"this month goes":         {PlanAsk{Customers: some, Span: MonthSpan(202603, 1), Basis: "rhythm"}, ""},
	} {
		if got := reasonOf(tt.ask.Check(now)); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
