package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// VisitStatus names where a visit stands.
func VisitStatus(status app.VisitStatus) string {
	switch status {
	case app.VisitPlanned:
		return lang.X("visit.planned", "Planned")
	case app.VisitAppointed:
		return lang.L("Appointed")
	case app.VisitRecorded:
		return lang.L("Recorded")
	case app.VisitFollowUp:
		return lang.L("To call back")
	case app.VisitArchived:
		return lang.X("visit.archived", "Archived")
	case app.VisitCancelled:
		return lang.X("visit.cancelled", "Cancelled")
	}
	return string(status)
}
