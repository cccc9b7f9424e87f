// Package qualified shows how people stand in the qualifications of their posts:
// who lacks what, whom it may be granted, what expires; certificates with the
// check of one; and the lists frozen for the appraisal. What makes somebody
// qualified is told by app; courses, classes and the log of practice have
// packages of their own.
package qualified

import (
	"context"
	"sync/atomic"

	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/desk"
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

// listed is a table over records that are all at hand.
type listed[T any] struct {
	all     atomic.Pointer[[]T] // read away from the UI thread by fetch
	columns []widgets.Column
	row     func(T) widgets.Row
	table   *widgets.RecordTable
	empty   *widgets.EmptyState
}

func newListed[T any](d *desk.Desk, columns []widgets.Column, row func(T) widgets.Row) *listed[T] {
	l := &listed[T]{columns: columns, row: row, empty: widgets.NewEmptyState(theme.DocumentIcon(), "", widgets.Action{})}
	l.table = widgets.NewRecordTable(d.Runner, columns, func(_ context.Context, from, count int) ([]widgets.Row, error) {
		all := l.records()
		var rows []widgets.Row
		for _, one := range all[min(from, len(all)):min(from+count, len(all))] {
			rows = append(rows, l.row(one))
		}
		return rows, nil
	})
	l.table.OnError = d.Fail
	l.table.SetEmpty(l.empty)
	return l
}

func (l *listed[T]) records() []T {
	if all := l.all.Load(); all != nil {
		return *all
	}
	return nil
}

// set shows other records; with none of them on view before, the first is
// selected.
func (l *listed[T]) set(all []T) {
	l.all.Store(&all)
	l.table.SetTotal(len(all))
	l.table.Reload()
	if l.table.SelectedIndex() < 0 && len(all) > 0 {
		l.table.Select(0)
	}
}

// chosen are the marked records, or the selected one.
func (l *listed[T]) chosen() []T {
	all := l.records()
	if l.table.MarkCount() == 0 {
		if at := l.table.SelectedIndex(); at >= 0 && at < len(all) {
			return all[at : at+1]
		}
		return nil
	}
	marks := l.table.Marks()
	named := make(map[string]bool, len(marks.Keys))
	for _, key := range marks.Keys {
		named[key] = true
	}
	var out []T
	for _, one := range all {
		if named[l.row(one).Key] != marks.All {
			out = append(out, one)
		}
	}
	return out
}

// figures is the table as it goes out as a sheet or on paper.
func (l *listed[T]) figures(title, filter string) app.Figures {
	f := app.Figures{Title: title, Filter: filter}
	for _, c := range l.columns {
		f.Columns = append(f.Columns, app.FigureColumn{Title: c.Title, Number: c.Kind == widgets.KindNumber, Weight: max(c.Weight*70, c.Width)})
	}
	for _, one := range l.records() {
		var texts []string
		for _, cell := range l.row(one).Cells {
			texts = append(texts, cell.Text)
		}
		f.Rows = append(f.Rows, texts)
	}
	return f
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
