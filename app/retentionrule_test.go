package app

import "testing"

func retentionNo(err error) string {
	if no, is := err.(*Refusal); is { //nolint:errorlint // a rule answers it bare
		return no.Field + " " + string(no.Reason)
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func TestAPeriodIsFollowedByItsNextVersion(t *testing.T) {
	const today = Day("2026-03-02")
	kept := []RetentionRule{{ID: RetentionRuleID{1}, Kind: KeptPhotos, Months: 24, Version: 2, ValidFrom: "2026-02-01", Source: "公司通知"}}
	next := RetentionRule{Kind: KeptPhotos, Months: 18, ValidFrom: "2026-04-01", Source: " 会议纪要 ", Mark: MarkDoubtful, Version: 9}
	got, err := NextRetention(kept, next, today)
	if err != nil || got.Version != 3 || got.Mark != "" || got.Source != "会议纪要" {
		t.Errorf("the next version is %+v: %v", got, err)
	}
	got.ID = RetentionRuleID{2}
	kept = append(kept, got)
	for day, want := range map[Day]int64{"2026-01-31": 36, "2026-02-01": 24, "2026-03-31": 24, "2026-04-01": 18} {
		if on, err := RetentionOn(kept, KeptPhotos, day); err != nil || on.Months != want {
			t.Errorf("on %s %d months hold, want %d: %v", day, on.Months, want, err)
		}
	}
	if all := RetentionVersions(kept, KeptPhotos); len(all) != 3 || all[0].Months != 18 || all[2].Version != 1 || all[2].Mark != MarkRecalled {
		t.Errorf("the versions are %+v", all)
	}
}

func TestWhatCouldNotBeKeptByIsRefused(t *testing.T) {
	kept := []RetentionRule{{ID: RetentionRuleID{1}, Kind: KeptPhotos, Months: 24, Version: 2, ValidFrom: "2026-04-01", Source: "公司通知"}}
	for name, tt := range map[string]struct {
		change func(*RetentionRule)
		want   string
	}{
		"a kind nobody knows":         {func(r *RetentionRule) { r.Kind = "shoes" }, "retention_kind unknown"},
		"no months":                   {func(r *RetentionRule) { r.Months = 0 }, "kept_months period_impossible"},
		"fewer than none":             {func(r *RetentionRule) { r.Months = -12 }, "kept_months period_impossible"},
		"a century":                   {func(r *RetentionRule) { r.Months = 1200 }, "kept_months period_impossible"},
		"more than a number holds":    {func(r *RetentionRule) { r.Months = 1 << 62 }, "kept_months period_impossible"},
		"thirty years":                {func(r *RetentionRule) { r.Months = 360 }, ""},
		"an audit log of 35 months":   {func(r *RetentionRule) { r.Kind, r.Months = KeptAudit, 35 }, "kept_months below_the_law"},
		"an audit log of 36 months":   {func(r *RetentionRule) { r.Kind, r.Months = KeptAudit, 36 }, ""},
		"no first day":                {func(r *RetentionRule) { r.ValidFrom = "" }, "valid_from missing"},
		"no reason":                   {func(r *RetentionRule) { r.Source = "  " }, "source missing"},
		"before the one it follows":   {func(r *RetentionRule) { r.ValidFrom = "2026-03-15" }, "valid_from not_later"},
		"before today":                {func(r *RetentionRule) { r.Kind, r.ValidFrom = KeptScans, "2026-03-01" }, "valid_from starts_before_today"},
		"the same again":              {func(r *RetentionRule) { r.Months = 24 }, "kept_months nothing_to_do"},
		"the delivered one confirmed": {func(r *RetentionRule) { r.Kind, r.Months = KeptScans, 12 }, ""},
	} {
		r := RetentionRule{Kind: KeptPhotos, Months: 18, ValidFrom: "2026-04-02", Source: "公司通知"}
		tt.change(&r)
		if _, err := NextRetention(kept, r, "2026-03-02"); retentionNo(err) != tt.want {
			t.Errorf("%s: refused %q, want %q", name, retentionNo(err), tt.want)
		}
	}
}

func TestOfTwoPeriodsWrittenApartTheLongerHolds(t *testing.T) {
	short := RetentionRule{ID: RetentionRuleID{9}, Kind: KeptScans, Months: 6, Version: 2, ValidFrom: "2026-03-02", Source: "甲"}
	long := RetentionRule{ID: RetentionRuleID{1}, Kind: KeptScans, Months: 18, Version: 2, ValidFrom: "2026-03-02", Source: "乙"}
	for _, kept := range [][]RetentionRule{{short, long}, {long, short}} {
		if on, err := RetentionOn(kept, KeptScans, "2026-03-02"); err != nil || on.Months != 18 {
			t.Errorf("%d months hold: %v", on.Months, err)
		}
	}
	next, err := NextRetention([]RetentionRule{short, long}, RetentionRule{Kind: KeptScans, Months: 6, ValidFrom: "2026-03-02", Source: "丙"}, "2026-03-02")
	if err != nil || next.Version != 3 {
		t.Errorf("settled by %+v: %v", next, err)
	}
}

func TestARowThatCouldNotBeWrittenHereDoesNotHold(t *testing.T) {
	for name, r := range map[string]RetentionRule{
		"below the law": {ID: RetentionRuleID{1}, Kind: KeptAudit, Months: 1, Version: 2, ValidFrom: "2026-01-01", Source: "x"},
		"at once":       {ID: RetentionRuleID{1}, Kind: KeptPhotos, Version: 2, ValidFrom: "2026-01-01", Source: "x"},
		"withdrawn":     {ID: RetentionRuleID{1}, Kind: KeptPhotos, Months: 1, Version: 2, ValidFrom: "2026-01-01", Source: "x", WithdrawnAt: 1},
	} {
		if on, err := RetentionOn([]RetentionRule{r}, r.Kind, "2026-03-02"); err != nil || on.Version != 1 {
			t.Errorf("%s: %+v holds, %v", name, on, err)
		}
	}
}

func TestEachKindIsDeliveredWithAPeriodThatCouldBeKept(t *testing.T) {
	for _, r := range DeliveredRetention() {
		r.ValidFrom = "2026-03-02"
		if err := r.check(); err != nil || r.Version != 1 {
			t.Errorf("%s is delivered as version %d: %v", r.Kind, r.Version, err)
		}
	}
}
