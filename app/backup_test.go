package app

import (
	"slices"
	"testing"
	"time"
)

func backupsAt(moments ...time.Time) []Backup {
	var all []Backup
	for _, at := range moments {
		all = append(all, Backup{MadeAt: at.UnixMilli(), Size: 1})
	}
	return all
}

// backupDiary lets two years go by in a hall that works from eight to six, and
// keeps at each hour what the plan keeps.
func backupDiary(t *testing.T, look func(now time.Time, kept []Backup)) {
	t.Helper()
	var kept []Backup
	for now := time.Date(2026, 3, 2, 8, 10, 0, 0, Local); now.Year() < 2028 || now.Month() < 3; now = now.Add(time.Hour) {
		if now.Hour() < 8 || now.Hour() > 18 {
			continue
		}
		kept = KeptBackups(now, append(kept, backupsAt(now)...), 0)
		look(now, kept)
	}
}

func TestOverTwoYearsThereIsABackupOfEachSpanThatWasPromised(t *testing.T) {
	begun := time.Date(2026, 3, 2, 8, 10, 0, 0, Local)
	most := 0
	backupDiary(t, func(now time.Time, kept []Backup) {
		most = max(most, len(kept))
		within := func(what string, from, to time.Time) {
			if to.Before(begun.Add(24 * time.Hour)) {
				return
			}
			if !slices.ContainsFunc(kept, func(b Backup) bool {
				at := time.UnixMilli(b.MadeAt)
				return !at.Before(from) && at.Before(to)
			}) {
				t.Fatalf("on %s there is no backup of the %s from %s", now.Format(time.DateTime), what, from.Format(time.DateTime))
			}
		}
		day := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, Local)
		for hour := 8; hour <= now.Hour(); hour++ {
			within("hour", day.Add(time.Duration(hour)*time.Hour), day.Add(time.Duration(hour+1)*time.Hour))
		}
		for back := range 8 {
			within("day", day.AddDate(0, 0, -back), day.AddDate(0, 0, -back+1))
		}
		monday := day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
		for back := range 4 {
			within("week", monday.AddDate(0, 0, -7*back), monday.AddDate(0, 0, -7*back+7))
		}
		first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, Local)
		for back := range 12 {
			within("month", first.AddDate(0, -back, 0), first.AddDate(0, -back+1, 0))
		}
	})
	if most > 11+7+4+12 {
		t.Errorf("%d backups were kept at once", most)
	}
}

func TestALongHolidayMakesNoOlderBackupGo(t *testing.T) {
	var days []time.Time
	for day := 1; day <= 7; day++ {
		days = append(days, time.Date(2026, 1, day, 17, 0, 0, 0, Local))
	}
	after := time.Date(2026, 3, 2, 9, 0, 0, 0, Local)
	if kept := KeptBackups(after, backupsAt(append(days, after)...), 0); len(kept) != 8 {
		t.Errorf("%d of 8 are kept after two months away", len(kept))
	}
}

func TestAClockThatStoodYearsAheadCrowdsNothingOut(t *testing.T) {
	now := time.Date(2026, 3, 2, 17, 0, 0, 0, Local)
	var kept []Backup
	for hour := range 40 { // a week with the clock in the year 2036
		ahead := now.AddDate(10, 0, 0).Add(time.Duration(hour) * 4 * time.Hour)
		kept = KeptBackups(ahead, append(kept, backupsAt(ahead)...), 0)
	}
	wrong := len(kept)
	for day := range 10 {
		at := now.AddDate(0, 0, day)
		if !BackupDue(at, kept[0].MadeAt, true) {
			t.Fatal("a backup from 2036 holds up that of today")
		}
		kept = KeptBackups(at, append(kept, backupsAt(at)...), 0)
	}
	right := slices.DeleteFunc(slices.Clone(kept), func(b Backup) bool { return b.MadeAt > now.AddDate(1, 0, 0).UnixMilli() })
	if len(right) < 8 {
		t.Errorf("of ten days %d backups are kept", len(right))
	}
	if len(kept)-len(right) > wrong {
		t.Error("the backups from 2036 became more")
	}
}

func TestWithLittleRoomTheHoursGoBeforeTheDaysAndTheNewestStays(t *testing.T) {
	now := time.Date(2026, 3, 4, 12, 30, 0, 0, Local)
	all := backupsAt(now, now.Add(-time.Hour), now.Add(-2*time.Hour), now.AddDate(0, 0, -1), now.AddDate(0, 0, -2))
	kept := KeptBackups(now, all, 3)
	want := []int64{all[0].MadeAt, all[3].MadeAt, all[4].MadeAt}
	var got []int64
	for _, b := range kept {
		got = append(got, b.MadeAt)
	}
	if !slices.Equal(got, want) {
		t.Errorf("kept are %v, want %v", got, want)
	}
	all[0].Size = 100
	if kept := KeptBackups(now, all, 3); len(kept) != 1 || kept[0].MadeAt != all[0].MadeAt {
		t.Errorf("kept are %v, want the newest alone", kept)
	}
}

func TestABackupIsDueOnceAnHourAndOnlyAfterAChange(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, Local)
	for _, tt := range []struct {
		name    string
		newest  time.Time
		changed bool
		due     bool
		late    bool
	}{
		{"nothing was changed for a week", now.AddDate(0, 0, -7), false, false, false},
		{"changed, the newest is of half an hour ago", now.Add(-30 * time.Minute), true, false, false},
		{"changed, the newest is of an hour ago", now.Add(-time.Hour), true, true, false},
		{"changed, there is none", time.UnixMilli(0), true, true, true},
		{"changed, the newest is of yesterday", now.Add(-25 * time.Hour), true, true, true},
		{"changed, the clock was set back a minute", now.Add(time.Minute), true, false, false},
		{"changed, the clock was set back a year", now.AddDate(1, 0, 0), true, true, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if due := BackupDue(now, tt.newest.UnixMilli(), tt.changed); due != tt.due {
				t.Errorf("due is %t, want %t", due, tt.due)
			}
			if late := BackupOverdue(now, tt.newest.UnixMilli(), tt.changed); late != tt.late {
				t.Errorf("overdue is %t, want %t", late, tt.late)
			}
		})
	}
}
