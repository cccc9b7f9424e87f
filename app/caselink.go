package app

import (
	"slices"
	"time"
)

// LinkedCases is a case that goes on under another, and the other with what it took
// over.
type LinkedCases struct {
	Case       Case
	Clocks     []Clock
	Step       CaseStep
	Main       Case
	MainClocks []Clock // the limits it takes over
	MainStep   CaseStep
}

// Link ends the case because the main one is about the same matter (product
// CA10). The strictest limit is kept: a limit of the linked case that is not
// on the main one, or ends sooner there, runs on at the main one.
func (f CaseFile) Link(main CaseFile, by Actor, now time.Time) (LinkedCases, error) {
	stage, known := f.Flow.First(Linked)
	switch {
	case !known, !f.Case.Status.Open():
		return LinkedCases{}, Refuse("status", NotFromHere)
	case f.Case.ID == main.Case.ID:
		return LinkedCases{}, Refuse("number", Impossible)
	case !main.Case.Status.Open():
		return LinkedCases{}, Refuse("number", NotActive)
	case f.Case.Protected != main.Case.Protected:
		return LinkedCases{}, Refuse("number", Impossible)
	}
	out := LinkedCases{Case: f.Case, Main: main.Case, Clocks: StopClocks(f.Clocks, []Event{EventClosed}, now)}
	out.Case.Status, out.Case.Stage, out.Case.Held, out.Case.LinkedTo = Linked, stage.Code, "", main.Case.ID
	out.Case = out.Case.due(out.Clocks)
	for _, k := range f.Clocks {
		if k.StoppedAt == 0 && !main.hasStricter(k) {
			out.MainClocks = append(out.MainClocks, k)
		}
	}
	out.Main = out.Main.due(append(slices.Clone(main.Clocks), out.MainClocks...))
	out.Step = CaseStep{
		Area: f.Case.Area, Case: f.Case.ID, From: f.Case.Status, To: Linked, FromStage: f.Case.Stage, ToStage: stage.Code, By: by.Staff, At: now.UnixMilli(),
		Note: main.Case.Number,
	}
	out.MainStep = CaseStep{
		Area: main.Case.Area, Case: main.Case.ID, From: main.Case.Status, To: main.Case.Status, FromStage: main.Case.Stage, ToStage: main.Case.Stage,
		By: by.Staff, At: now.UnixMilli(), Note: f.Case.Number,
	}
	return out, nil
}

func (f CaseFile) hasStricter(k Clock) bool {
	return slices.ContainsFunc(f.Clocks, func(own Clock) bool {
		return own.RuleSet == k.RuleSet && own.Step == k.Step && own.StoppedAt == 0 && own.DueAt <= k.DueAt
	})
}
