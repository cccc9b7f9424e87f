package app

import "testing"

func TestTheRecordOfAVisitIsJudged(t *testing.T) {
	full := VisitEvidence{Channel: OnSite, Asked: 10, Answered: 10, Facts: 3, Purposes: 2, Met: 1, Made: 1, Proof: 1}
	with := func(change func(*VisitEvidence)) VisitEvidence {
		e := full
		change(&e)
		return e
	}
	for _, tt := range []struct {
		name string
		e    VisitEvidence
		want int64
	}{
		{"nothing is missing", full, 100},
		{"more than enough is no better", with(func(e *VisitEvidence) { e.Facts, e.Made, e.Proof = 30, 9, 9 }), 100},
		{"half of the questions are blank", with(func(e *VisitEvidence) { e.Answered = 5 }), 85},
		{"no fact was found", with(func(e *VisitEvidence) { e.Facts = 0 }), 80},
		{"one purpose of two", with(func(e *VisitEvidence) { e.Purposes = 1 }), 95},
		{"nobody is named", with(func(e *VisitEvidence) { e.Met = 0 }), 90},
		{"written down a working day late", with(func(e *VisitEvidence) { e.LateDays = 1 }), 95},
		{"written down two working days late", with(func(e *VisitEvidence) { e.LateDays = 2 }), 90},
		{"a call needs no photo", with(func(e *VisitEvidence) { e.Channel, e.Proof = ByTelephone, 0 }), 100},
		{"a visit without a photo does", with(func(e *VisitEvidence) { e.Proof = 0 }), 90},
		{"a form that asks nothing is judged by the rest", with(func(e *VisitEvidence) { e.Asked, e.Answered = 0, 0 }), 100},
		{"an empty record still was judged", VisitEvidence{Channel: OnSite, Asked: 10, LateDays: 9}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			q := tt.e.Quality()
			var got, of int64
			for _, p := range q.Parts {
				if p.Got < 0 || p.Got > p.Of {
					t.Errorf("%s has %d of %d", p.Name, p.Got, p.Of)
				}
				got, of = got+p.Got, of+p.Of
			}
			if q.Score != tt.want {
				t.Errorf("%d (%d of %d), want %d", q.Score, got, of, tt.want)
			}
		})
	}
	v := Visit{Purposes: "needs,policy", Met: "张三（厂长）、李四"}.Judge(full)
	if v.PurposeCount() != 2 || v.MetCount() != 2 || v.Quality != 100 || v.Blanks != 0 || v.Facts != 3 {
		t.Errorf("judged %+v", v)
	}
}
