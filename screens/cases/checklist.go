package cases

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// checklist is the documents a kind asks for, to be ticked off as they are
// handed over the counter.
type checklist struct {
	desk    *desk.Desk
	changed func()
	flow    app.Flow
	shown   string // the documents on view, so that ticks stay while one types
	ticks   map[string]*widgets.Check
	box     *fyne.Container
}

func newChecklist(d *desk.Desk, changed func()) *checklist {
	return &checklist{desk: d, changed: changed, ticks: map[string]*widgets.Check{}, box: container.NewGridWithColumns(2)}
}

func (l *checklist) content() fyne.CanvasObject { return l.box }

// show lists the documents that are asked for a case of these values.
func (l *checklist) show(flow app.Flow, value func(string) string) {
	var rules []app.DocumentRule
	names := string(flow.Kind)
	for _, rule := range flow.Documents {
		if rule.When.Holds(value) {
			rules, names = append(rules, rule), names+" "+rule.Code
		}
	}
	l.flow = flow
	if names == l.shown {
		return
	}
	l.shown, l.box.Objects = names, nil
	ticks := map[string]*widgets.Check{}
	for _, rule := range rules {
		tick := widgets.NewCheck(l.label(rule), func(bool) { l.changed() })
		if before := l.ticks[rule.Code]; before != nil {
			tick.Checked = before.Checked
		}
		ticks[rule.Code] = tick
		l.box.Add(tick)
	}
	l.ticks = ticks
	l.box.Refresh()
}

func (l *checklist) label(rule app.DocumentRule) string {
	name := l.desk.Flows.Name(rule.ZH, rule.EN)
	switch rule.Need {
	case app.DocumentRequired:
		return name + " *"
	case app.DocumentLater:
		return name + lang.L(" (may follow)")
	}
	return name
}

// documents are those that were handed over, today.
func (l *checklist) documents() map[string]app.CaseDocument {
	out := map[string]app.CaseDocument{}
	for code, tick := range l.ticks {
		if tick.Checked {
			out[code] = app.CaseDocument{ReceivedOn: app.DayOf(l.desk.Now())}
		}
	}
	return out
}

// tick marks documents as handed over.
func (l *checklist) tick(codes ...string) {
	for _, code := range codes {
		if tick := l.ticks[code]; tick != nil {
			tick.SetChecked(true)
		}
	}
}

func (l *checklist) clear() { l.shown, l.ticks = "", map[string]*widgets.Check{} }

// named puts a document's name into a refusal.
func (l *checklist) named(err error) error { return nameDocument(l.desk, l.flow, err) }

func nameDocument(d *desk.Desk, flow app.Flow, err error) error {
	no, is := errors.AsType[*app.Refusal](err)
	if !is || no.Reason != app.NeedsDocument {
		return err
	}
	for _, rule := range flow.Documents {
		if rule.Code == no.Value {
			return &app.Refusal{Field: no.Field, Reason: no.Reason, Value: d.Flows.Name(rule.ZH, rule.EN)}
		}
	}
	return err
}
