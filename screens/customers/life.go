package customers

import (
	"context"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/cases"
	"lamplighter/screens/desk"
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// The right half of the page: the customer's cases and what happened.

// caseTable is the customer's cases, open ones first.
type caseTable struct {
	desk  *desk.Desk
	table *widgets.RecordTable
	head  *widgets.SectionHeader
	frame *fyne.Container
	box   *fyne.Container
	rows  atomic.Pointer[[]widgets.Row] // read by the table away from the UI thread
}

func newCaseTable(d *desk.Desk) *caseTable {
	t := &caseTable{desk: d, head: widgets.NewSectionHeader(lang.L("Cases"))}
	t.rows.Store(&[]widgets.Row{})
	t.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: words.Field("number"), Width: 142},
		{Title: words.Field("kind"), Width: 76, Weight: 1},
		{Title: words.Field("status"), Width: 96, Kind: widgets.KindBadge},
		{Title: lang.X("time.left", "Left"), Width: 112, Kind: widgets.KindBadge},
	}, t.fetch)
	t.table.OnOpen = t.open
	t.frame = container.New(&tall{}, t.table)
	t.box = container.NewVBox(t.head, t.frame)
	return t
}

// tall gives its one object a height; the width is what there is.
type tall struct{ height float32 }

// MinSize implements fyne.Layout.
func (l *tall) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, l.height)
}

// Layout implements fyne.Layout.
func (l *tall) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}

// casesOnView is how many cases are shown before the table scrolls.
const casesOnView = 5

func (t *caseTable) set(all []app.CaseRow) {
	now := t.desk.Now()
	var rows []widgets.Row
	for _, open := range []bool{true, false} {
		for _, c := range all {
			if c.Status.Open() == open {
				rows = append(rows, t.row(c, now))
			}
		}
	}
	t.rows.Store(&rows)
	t.head.SetTitle(lang.L("Cases ({{.N}})", map[string]any{"N": len(rows)}))
	t.frame.Hidden = len(rows) == 0
	lines := float32(min(len(rows), casesOnView) + 1)
	t.frame.Layout = &tall{lines*theme.Size(look.SizeRow) + 6}
	t.table.SetTotal(len(rows))
	t.table.Reload()
	t.box.Refresh()
}

func (t *caseTable) row(c app.CaseRow, now time.Time) widgets.Row {
	full := cases.Row(t.desk, c, now)
	left := full.Cells[6]
	if !c.Status.Open() {
		left = widgets.Cell{}
	}
	return widgets.Row{Key: full.Key, Cells: []widgets.Cell{full.Cells[0], full.Cells[1], full.Cells[4], left}}
}

func (t *caseTable) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	rows := *t.rows.Load()
	return rows[min(from, len(rows)):min(from+count, len(rows))], nil
}

func (t *caseTable) open(r widgets.Row) {
	if id, err := app.ParseID[app.Case](r.Key); err == nil {
		t.desk.Open(desk.Route{Tab: desk.Cases, Case: id})
	}
}

// moments is the customer's timeline, newest first.
func (p *Detail) moments() []widgets.Moment {
	now := p.desk.Now()
	var out []widgets.Moment
	for _, e := range p.page.Timeline {
		switch e.Kind {
		case app.TimelineCase, app.TimelineStep:
			out = append(out, p.stepMoment(e, now))
		case app.TimelineMerged, app.TimelineParted:
			out = append(out, p.mergeMoment(e))
		case app.TimelineVisit:
			out = append(out, p.visitMoment(e))
		case app.TimelineCreated:
			out = append(out, widgets.Moment{
				When: words.Moment(e.At, now), Icon: theme.ContentAddIcon(), Title: lang.L("Taken on: {{.What}}", map[string]any{"What": words.Table(table(e))}),
				Body: p.source(e.Why), Aside: e.By,
			})
		case app.TimelineChanged:
			if body := p.changeLines(e.Changes); body != "" {
				out = append(out, widgets.Moment{
					When: words.Moment(e.At, now), Icon: theme.DocumentCreateIcon(), Title: lang.L("Changed: {{.What}}", map[string]any{"What": words.Table(table(e))}),
					Body: strings.TrimSpace(body + "\n" + p.source(e.Why)), Aside: e.By,
				})
			}
		default:
			out = append(out, p.madeMoment(e, now)...)
		}
	}
	return out
}

func (p *Detail) stepMoment(e app.TimelineEntry, now time.Time) widgets.Moment {
	m := cases.StepMoment(p.desk, e.CaseOf, e.Flow, e.Step, now)
	m.Icon = theme.DocumentIcon()
	m.Title += " · " + e.Number
	if e.Kind == app.TimelineCase {
		m.Title = words.Kind(e.CaseOf) + " · " + e.Number
	}
	return m
}

// visitMoment tells a visit on its day; what it brought to light stands among
// the facts of the customer.
func (p *Detail) visitMoment(e app.TimelineEntry) widgets.Moment {
	v := e.Visit
	body := words.Purposes(p.desk.Codes, v)
	if v.Met != "" {
		body += "\n" + words.Field("met") + "  " + v.Met
	}
	if v.Note != "" {
		body += "\n" + v.Note
	}
	when := string(v.VisitedOn)
	if v.BeganAt != 0 {
		when = words.Moment(v.BeganAt, p.desk.Now())
	}
	return widgets.Moment{
		When: when, Icon: theme.AccountIcon(), Body: body, Aside: e.By,
		Title: lang.L("Visit") + " · " + words.VisitChannel(v.Channel) + " · " + e.Number,
	}
}

func table(e app.TimelineEntry) string {
	if len(e.Changes) == 0 {
		return ""
	}
	return e.Changes[0].Table
}

// changeLines tells each field before and after, a line each.
func (p *Detail) changeLines(changes []app.FieldChange) string {
	var lines []string
	for _, c := range changes {
		was, now := changed(p.desk, p.lists, c, c.Old), changed(p.desk, p.lists, c, c.New)
		switch {
		case derived[c.Field]:
		case was == now:
			lines = append(lines, lang.L("Still true: {{.What}}", map[string]any{"What": columnLabel(c)}))
		default:
			lines = append(lines, columnLabel(c)+"  "+orNone(was)+" → "+orNone(now))
		}
	}
	return strings.Join(lines, "\n")
}

func orNone(text string) string {
	if text == "" {
		return lang.L("(none)")
	}
	return text
}

// source says how something was learned and what was noted with it.
func (p *Detail) source(why app.Why) string {
	var parts []string
	if why.Source != "" {
		parts = append(parts, lang.L("Source: {{.Source}}", map[string]any{"Source": sourceLabel(p.desk, why.Source)}))
	}
	if why.OccurredOn != "" {
		parts = append(parts, string(why.OccurredOn))
	}
	if why.Note != "" {
		parts = append(parts, why.Note)
	}
	return strings.Join(parts, " · ")
}
