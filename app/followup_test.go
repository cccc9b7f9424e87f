package app

import (
	"testing"
	"time"
)

func TestAVisitIsFollowedUpByTelephone(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, Local)
	waiting := Visit{Status: VisitFollowUp, FollowUpOn: "2026-03-01", Satisfaction: 2, FollowUp: "2026-02-20 无人接听"}
	for _, tt := range []struct {
		name string
		was  Visit
		call FollowUp
		want Reason
	}{
		{"the measures hold", waiting, FollowUp{Reached: true, Brought: "电压正常", Satisfaction: 5}, ""},
		{"nobody answers: again next week", waiting, FollowUp{Brought: "无人接听", Again: "2026-03-09"}, ""},
		{"tried often enough, it goes to the archive", waiting, FollowUp{Brought: "三次未接通"}, ""},
		{"what was said must be told", waiting, FollowUp{Reached: true, Brought: "  "}, Missing},
		{"who was not reached has no opinion", waiting, FollowUp{Brought: "无人接听", Satisfaction: 5, Again: "2026-03-09"}, ScoreUnasked},
		{"a score of nine", waiting, FollowUp{Reached: true, Brought: "好", Satisfaction: 9}, Malformed},
		{"again today is no later day", waiting, FollowUp{Brought: "无人接听", Again: "2026-03-02"}, AgainNotLater},
		{"a visit that waits for nothing", Visit{Status: VisitRecorded}, FollowUp{Reached: true, Brought: "好"}, NoFollowUp},
		{"an archived visit stays archived", Visit{Status: VisitArchived}, FollowUp{Reached: true, Brought: "好"}, NoFollowUp},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v, err := tt.was.FollowUpBy(tt.call, now)
			if got := reasonOf(err); got != tt.want {
				t.Fatalf("refused with %q, want %q", got, tt.want)
			}
			if tt.want != "" {
				return
			}
			if archived := v.Status == VisitArchived; archived != (tt.call.Again == "") || v.FollowUpOn != tt.call.Again {
				t.Errorf("%s, to call on %q", v.Status, v.FollowUpOn)
			}
			if want := "2026-02-20 无人接听\n2026-03-02 " + tt.call.Brought; v.FollowUp != want || v.FollowedUpAt != now.UnixMilli() {
				t.Errorf("calls %q at %d", v.FollowUp, v.FollowedUpAt)
			}
			if want := max(tt.call.Satisfaction, 2); v.Satisfaction != want {
				t.Errorf("satisfaction %d, want %d", v.Satisfaction, want)
			}
		})
	}
}
