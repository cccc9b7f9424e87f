package practice_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/practice"
	"lamplighter/screens/words"
)

// learntOn keeps an entry of the learner out of the case.
func (h *hall) learntOn(t *testing.T) app.Practice {
	t.Helper()
	p, err := h.store.LogPractice(t.Context(), h.learner, app.PracticeDraft{
		Kind: app.OnTheJob, DoneOn: "2026-03-02", Minutes: 90, What: "复核供电方案", Mentor: h.mentor.Staff, Course: h.course(t, "connection").ID, Case: h.deed.ID,
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// used tells somebody who learnt on the case.
func (h *hall) used(by app.Actor) *practice.Used {
	h.By = by
	u := practice.NewUsed(h.Desk, h.store)
	h.page.Show(u.Content())
	u.Of("cases", app.RecordID(h.deed.ID))
	return u
}

func TestThePageOfACaseTellsWhoLearntOnIt(t *testing.T) {
	h := newHall(t, words.English)
	h.used(h.learner)
	h.page.DontSee("Used as practice")
	p := h.learntOn(t)
	u := h.used(h.mentor)
	h.page.See("Used as practice")
	h.page.See("何晓燕 · 2026-03-02 Mon · 1.5 h · waits for 罗永红")
	if _, err := h.store.SettlePractice(t.Context(), h.mentor, []app.Practice{p}, app.PracticeVerdict{Minutes: 60}); err != nil {
		t.Fatal(err)
	}
	u.Of("cases", app.RecordID(h.deed.ID))
	h.page.See("何晓燕 · 2026-03-02 Mon · 1 h / 1.5 h · confirmed by 罗永红")
}

func TestWhoMayNotReadAnEntryIsNotToldOfIt(t *testing.T) {
	h := newHall(t, words.English)
	h.learntOn(t)
	h.used(h.hire(t, "MY024", "刘洋", app.Manager))
	h.page.DontSee("何晓燕")
	h.used(h.trainer)
	h.page.See("何晓燕")
}

func TestAnEntryIsOpenedFromThePageOfItsCaseByKeys(t *testing.T) {
	h := newHall(t, words.English)
	h.learntOn(t)
	h.used(h.mentor)
	h.page.Window().Canvas().FocusNext()
	h.page.Press("Enter")
	if len(h.opened) != 1 || h.opened[0].Tab != desk.Training || h.opened[0].Training != desk.PracticeLog || h.opened[0].Practice == 0 {
		t.Fatalf("opened %+v", h.opened)
	}
	page := h.show(h.mentor, h.store, app.PracticeOfAll)
	page.Show(h.opened[0])
	h.page.See("复核供电方案")
	h.page.See("Confirm")
}
