package privacy

import (
	"cmp"
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// read asks for one of the lists.
func (p *Page) read(ctx context.Context, list string) ([]entry, error) {
	switch list {
	case assessments:
		all, err := p.store.ImpactAssessments(ctx, p.desk.By)
		return lines(all, p.ofAssessment), err
	case incidents:
		all, err := p.store.Incidents(ctx, p.desk.By)
		return lines(all, p.ofIncident), err
	case due:
		all, err := p.store.DueForErasing(ctx, p.desk.By)
		return lines(all, p.ofDue), err
	case kinds:
		versions, err := p.store.RetentionRules(ctx, p.desk.By)
		if err != nil {
			return nil, err
		}
		all, err := p.store.DueKinds(ctx, p.desk.By)
		slices.SortStableFunc(all, func(a, b app.DueKind) int { return cmp.Compare(min(b.Records, 1), min(a.Records, 1)) }) // what is due on top
		return lines(all, func(k app.DueKind) entry { return p.ofKind(k, versions) }), err
	}
	all, err := p.store.DataRequests(ctx, p.desk.By)
	return lines(all, p.ofRequest), err
}

func lines[T any](all []T, line func(T) entry) []entry {
	var out []entry
	for _, one := range all {
		out = append(out, line(one))
	}
	return out
}

func cells(day app.Day, what string, tone widgets.Tone, whom string, until app.Day, state string) []widgets.Cell {
	return []widgets.Cell{{Text: string(day)}, {Text: what, Tone: tone}, {Text: whom, Strong: true}, {Text: string(until)}, {Text: state}}
}

func (p *Page) ofRequest(r app.DataRequest) entry {
	state, tone := lang.L("Not settled"), widgets.ToneNeutral
	switch {
	case r.AnsweredOn != "" && r.Refused != "":
		state = words.DataRefusal(r.Refused)
	case r.AnsweredOn != "":
		state = lang.L("Answered on {{.Day}}", map[string]any{"Day": words.Day(r.AnsweredOn)})
	case r.DueOn < p.today():
		state, tone = lang.L("Overdue"), widgets.ToneBad
	}
	return entry{key: r.ID.String(), cells: cells(r.ReceivedOn, words.DataAsk(r.Kind), tone, r.Asker, r.DueOn, state), open: func() { p.request(r) }}
}

func (p *Page) ofAssessment(a app.ImpactAssessment) entry {
	return entry{key: a.ID.String(), cells: cells(a.AssessedOn, a.Title, widgets.ToneNeutral, a.Scope, a.KeepUntil, a.Outcome), open: func() { p.assessment(a) }}
}

func (p *Page) ofIncident(i app.Incident) entry {
	state, tone := lang.L("Not settled"), widgets.ToneBad
	if i.EndedOn != "" {
		state, tone = lang.L("Ended"), widgets.ToneNeutral
	}
	return entry{key: i.ID.String(), cells: cells(i.FoundOn, i.What, tone, i.Scope, i.EndedOn, state), open: func() { p.incident(i) }}
}

func (p *Page) ofDue(d app.DueErasure) entry {
	goes := lang.L("with {{.Cases}} cases and {{.Visits}} visits", map[string]any{"Cases": words.Count(d.Cases), "Visits": words.Count(d.Visits)})
	return entry{
		key: d.Customer.String(), due: d.Customer,
		cells: cells(app.DayOf(time.UnixMilli(d.LastTrace)), words.Retention(d.Class), widgets.ToneWarn, d.Name, "", goes),
	}
}

func (p *Page) ofKind(k app.DueKind, versions []app.RetentionVersion) entry {
	versions = slices.DeleteFunc(slices.Clone(versions), func(v app.RetentionVersion) bool { return v.Kind != k.Kind })
	how, tone := lang.L("nothing is due"), widgets.ToneNeutral
	if k.Records > 0 {
		how, tone = lang.L("{{.N}} are due", map[string]any{"N": words.Count(k.Records)}), widgets.ToneWarn
	}
	return entry{
		key: string(k.Kind), kind: k, open: func() { p.period(k.RetentionRule, versions) },
		cells: cells(k.Oldest, words.RetentionKind(k.Kind), tone, how, "", words.RetentionBasis(k.RetentionRule)),
	}
}
