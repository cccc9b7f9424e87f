// Package reveal is the sheet behind Ctrl+Shift+R: it asks what for, shows the
// protected fields of the record on view in clear and hides them again when the
// time is over, the window loses the focus or somebody goes elsewhere. That it was
// asked for is noted by the store; nothing is kept here.
package reveal

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Chord opens the sheet.
const Chord = "Ctrl+Shift+R"

// Store is what the sheet asks of the records.
type Store interface {
	Reveal(context.Context, app.Actor, app.RevealAsk) (app.Revealed, error)
	RevealReasons(context.Context, app.Actor) ([]string, error)
}

// Sheets asks for a reason and shows what was revealed.
type Sheets struct {
	desk    *desk.Desk
	store   Store
	reasons *background.Loader[[]string]

	of     app.RevealAsk
	busy   bool
	reason *widgets.Entry
	offers *fyne.Container // the last reasons
	wrong  *widgets.FieldNote
	asks   *widgets.Sheet
	shows  *widgets.Sheet

	left   int64 // seconds
	stop   func()
	copied string
}

// New prepares the sheets.
func New(d *desk.Desk, store Store) *Sheets {
	s := &Sheets{desk: d, store: store}
	s.reasons = background.NewLoader(d.Runner, s.offer)
	return s
}

// Ask asks what the protected fields of what is on view are needed for.
func (s *Sheets) Ask(on desk.Printed) {
	of, is := recordOf(on)
	switch {
	case !is:
		s.desk.Say(lang.L("Open a customer, a case or a visit first. Then what is masked in it can be shown."))
		return
	case s.desk.By.May(app.RevealFields) != nil:
		s.desk.Fail(s.desk.By.May(app.RevealFields))
		return
	}
	s.Hide()
	s.of = of
	s.reason, s.offers, s.wrong = widgets.NewEntry(), container.NewHBox(), widgets.NewFieldNote()
	s.reason.SetPlaceHolder(lang.L("Why you need it: call the customer back, check who stands here"))
	s.reason.OnSubmitted = func(string) { s.show() }
	text := widgets.NewMutedText(lang.L("It is noted who looked, when and why. The values stay on view for a moment only."))
	s.asks = widgets.NewSheet(lang.L("Show what is masked"), container.NewVBox(text, s.reason, s.offers, s.wrong), widgets.Action{Label: lang.L("Show"), Do: s.show})
	s.asks.Width = 560
	s.asks.Show(s.desk.Keys)
	s.reasons.Ask(func(ctx context.Context) ([]string, error) { return s.store.RevealReasons(ctx, s.desk.By) })
}

// recordOf is the record that a page has on view.
func recordOf(on desk.Printed) (app.RevealAsk, bool) {
	switch {
	case !on.Case.IsZero():
		return app.RevealAsk{Table: "cases", Record: app.RecordID(on.Case)}, true
	case !on.Customer.IsZero():
		return app.RevealAsk{Table: "customers", Record: app.RecordID(on.Customer)}, true
	case !on.Visit.IsZero():
		return app.RevealAsk{Table: "visits", Record: app.RecordID(on.Visit)}, true
	}
	return app.RevealAsk{}, false
}

// offer shows the reasons somebody gave last, each a press.
func (s *Sheets) offer(reasons []string, err error) {
	if err != nil || s.asks == nil || !s.asks.Open() {
		return
	}
	for _, r := range reasons[:min(len(reasons), 3)] {
		s.offers.Add(widgets.NewButton(shortened(r), func() { s.reason.SetText(r); widgets.Focus(s.reason) }))
	}
	s.asks.Refresh()
}

// shortened is a reason as a button holds it.
func shortened(reason string) string {
	if runes := []rune(reason); len(runes) > 12 {
		return string(runes[:12]) + "…"
	}
	return reason
}

func (s *Sheets) show() {
	if s.busy {
		return
	}
	s.wrong.Clear()
	s.of.Reason = strings.TrimSpace(s.reason.Text)
	if err := s.of.Check(); err != nil {
		s.wrong.Error(words.Error(err))
		s.asks.Refresh()
		return
	}
	of, found := s.of, app.Revealed{}
	s.setBusy(true)
	s.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(done, total int)) (err error) {
			found, err = s.store.Reveal(ctx, s.desk.By, of)
			return err
		},
		Done: func(err error) {
			s.setBusy(false)
			if err != nil {
				s.wrong.Error(words.Error(err))
				s.asks.Refresh()
				return
			}
			s.asks.Close()
			s.reveal(found)
		},
	})
}

func (s *Sheets) setBusy(busy bool) {
	s.busy = busy
	s.asks.SetBusy(busy)
}

// second is how long one step of the countdown takes.
const second = time.Second
