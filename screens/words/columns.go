package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// Word is a code's word: from its table, or ours for kinds and statuses.
func (c *Codes) Word(list, code string) string {
	switch list {
	case "case_kind":
		return Kind(app.CaseKind(code))
	case "case_status":
		return Status(app.CaseStatus(code))
	case "notice_result":
		return NoticeResult(app.NoticeResult(code))
	case "plan_item":
		return c.Named(code)
	case "plan_item_status":
		return PlanItemStatus(app.PlanItemStatus(code))
	case "practice_kind":
		return PracticeKind(app.PracticeKind(code))
	case "practice_state":
		return PracticeState(app.PracticeState(code))
	case "promise_state":
		return CommitmentState(app.CommitmentState(code))
	case "question_kind":
		return QuizQuestionKind(app.QuizQuestionKind(code))
	case "class_status":
		return ClassStatus(app.ClassStatus(code))
	case "class_mode":
		return ClassMode(app.ClassMode(code))
	case "attendance":
		return Attendance(app.Attendance(code))
	case "class_outcome":
		return Outcome(app.Outcome(code))
	case "use_evidence":
		return UseEvidence(app.UseEvidence(code))
	case "training_state":
		return TrainingState(app.TrainingState(code))
	case "use_source":
		return UseSource(app.UseSource(code))
	case "customer_kind":
		return CustomerKind(app.CustomerKind(code))
	case "audit_kind":
		return AuditKind(app.AuditKind(code))
	case "table":
		return Table(code)
	}
	return c.Label(list, code)
}

// CustomerKind tells a person from an organisation.
func CustomerKind(kind app.CustomerKind) string {
	if kind == app.Organisation {
		return lang.L("Organisation")
	}
	return lang.L("Person")
}
