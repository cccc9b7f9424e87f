package screens

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/hosting"
	"lamplighter/screens/synchronise"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// syncBar is what the window always shows of the exchange with other computers,
// in the status bar and beside the navigation, and the tab it leads to.
type syncBar struct {
	w       *Window
	state   app.SyncState
	unsent  *widgets.StatusItem
	last    *widgets.StatusItem
	decide  *widgets.StatusItem
	alarm   *widgets.StatusItem
	loader  *background.Loader[app.SyncState]
	tab     *hosting.Tab[desk.SyncPart]
	running *synchronise.Exchange
}

func newSyncBar(w *Window) *syncBar {
	b := &syncBar{w: w}
	b.loader = background.NewLoader(w.set.Runner, b.show)
	b.unsent, b.last = widgets.NewStatusItem("", b.open), widgets.NewStatusItem("", b.open)
	b.decide = widgets.NewStatusItem("", func() { b.part(desk.Conflicts) })
	b.alarm = widgets.NewStatusItem("", b.open)
	for _, item := range []*widgets.StatusItem{b.unsent, b.last, b.decide, b.alarm} {
		item.Hide()
	}
	return b
}

// items are its words of the status bar.
func (b *syncBar) items() []fyne.CanvasObject {
	return []fyne.CanvasObject{b.unsent, b.last, b.decide, b.alarm}
}

// open goes to the exchange.
func (b *syncBar) open() { b.part(desk.Exchange) }

func (b *syncBar) part(of desk.SyncPart) { b.w.Go(desk.Route{Tab: desk.Sync, Sync: of}) }

// Ask asks how this file stands.
func (b *syncBar) Ask() {
	if b.w.set.Sync != nil {
		b.loader.Ask(func(ctx context.Context) (app.SyncState, error) { return b.w.set.Sync.SyncState(ctx, b.w.set.By) })
	}
}

// Tick lets "3 hours ago" follow the clock.
func (b *syncBar) Tick() { b.tell() }

func (b *syncBar) show(s app.SyncState, err error) {
	if err != nil {
		return // the page behind F9 says why
	}
	b.state = s
	b.unsent.Show()
	b.last.Show()
	b.tell()
}

// tell words the state.
func (b *syncBar) tell() {
	s := b.state
	b.unsent.Set(widgets.ToneNeutral, synchronise.Unsent(s))
	b.last.Set(widgets.ToneNeutral, synchronise.Last(s, b.w.set.Now()))
	b.decide.Hidden = s.Conflicts == 0
	b.decide.Set(widgets.ToneWarn, lang.L("conflicts: {{.N}}", map[string]any{"N": words.Count(s.Conflicts)}))
	tone, said := alarm(s)
	b.alarm.Hidden = said == ""
	b.alarm.Set(tone, said)
	for _, t := range b.w.tabs {
		if t.name == desk.Sync {
			t.item.wait(s.Conflicts)
		}
	}
	if b.tab != nil {
		b.tab.Count(desk.Conflicts, s.Conflicts)
		b.tab.Count(desk.Quarantine, s.Quarantined)
	}
	b.w.bar.Refresh()
}

// alarm is in a few words what the page behind F9 says whole.
func alarm(s app.SyncState) (widgets.Tone, string) {
	tone, _ := synchronise.Alarm(s)
	switch {
	case s.Cloned:
		return tone, lang.L("a copy of this file is in use")
	case s.Company && !s.Enrolled:
		return tone, lang.L("no certificate")
	case len(s.Missing) > 0:
		return tone, lang.L("packages are missing")
	case len(s.Returning) > 0:
		return tone, lang.L("a snapshot is needed")
	case len(s.Leaving) > 0:
		return tone, lang.L("records are to leave")
	}
	return tone, ""
}

// busy reports whether an exchange runs.
func (b *syncBar) busy() bool { return b.running != nil && b.running.Busy() }

// pages is the tab of exchanges with its parts.
func (b *syncBar) pages() desk.Screen {
	d, store := b.w.desk, b.w.set.Sync
	b.running = synchronise.New(d, store)
	b.running.OnExchanged = b.Ask // one that only sent changes no record
	if b.w.set.Anew != nil {
		b.running.OnAnew = b.w.anew
	}
	b.tab = hosting.NewTab(d, []hosting.Part[desk.SyncPart]{
		{Name: lang.L("Exchange"), Part: desk.Exchange, Right: app.Synchronise, Make: func() desk.Screen { return b.running }},
		{Name: lang.L("Conflicts"), Part: desk.Conflicts, Right: app.ReadCompany, Make: func() desk.Screen { return synchronise.NewInbox(d, store) }},
		{Name: lang.L("Packages"), Part: desk.Packages, Right: app.Synchronise, Make: func() desk.Screen { return synchronise.NewPackages(d, store) }},
		{Name: lang.L("Quarantine"), Part: desk.Quarantine, Right: app.ReadHistory, Make: func() desk.Screen { return synchronise.NewQuarantine(d, store) }},
	}, hosting.About[desk.SyncPart]{
		Named: func(r desk.Route) desk.SyncPart { return r.Sync }, First: desk.Exchange,
		Nothing: lang.L("Nothing of the exchange with other computers is open to your role."),
	})
	b.tell()
	return b.tab
}
