// Package qualified shows how people stand in the qualifications of their posts:
// who lacks what, whom it may be granted, what expires; certificates with the
// check of one; and the lists frozen for the appraisal. What makes somebody
// qualified is told by app; courses, classes and the log of practice have
// packages of their own.
package qualified

import (
	"context"

	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// Store is what these screens ask of the records.
type Store interface {
	QualificationStates(context.Context, app.Actor, app.QualifiedFilter) ([]app.QualificationState, error)
	QualificationsOf(context.Context, app.Actor, app.StaffID) ([]app.QualificationState, error)
	GrantsOf(context.Context, app.Actor, app.QualificationOf) ([]app.Qualified, error)
	Qualifications(context.Context, app.Actor) ([]app.Qualification, error)
	ForeseeGrants(context.Context, app.Actor, []app.QualificationOf) (app.QualificationGrants, error)
	GrantQualifications(context.Context, app.Actor, []app.QualificationOf) (app.QualificationGrants, error)
	WithdrawQualified(ctx context.Context, by app.Actor, was app.Qualified, reason string) error
	IssueCertificates(context.Context, app.Actor, app.CertificatesOf) ([]app.CertificateID, error)
	Certificates(ctx context.Context, by app.Actor, f app.CertificateFilter, most int) ([]app.CertificateRow, error)
	CertifiedClasses(context.Context, app.Actor) ([]app.CertifiedClass, error)
	CheckCertificate(ctx context.Context, by app.Actor, number, code string) (app.CertificateCheck, error)
	FreezeQualifications(ctx context.Context, by app.Actor, title string, day app.Day) (app.QualificationList, error)
	QualificationLists(context.Context, app.Actor) ([]app.QualificationList, error)
	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
}

// tone is how a state is coloured, wherever it stands.
func tone(s app.QualifiedStatus) widgets.Tone {
	switch s {
	case app.QualifiedExpired, app.Unqualified:
		return widgets.ToneBad
	case app.QualifiedExpiring:
		return widgets.ToneWarn
	case app.ReadyToQualify, app.ReadyToRenew:
		return widgets.ToneInfo
	case app.QualifiedToday:
		return widgets.ToneGood
	}
	return widgets.ToneNeutral
}
