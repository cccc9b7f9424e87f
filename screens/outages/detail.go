package outages

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
	"lamplighter/screens/exchange"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Detail is the page of one outage: what it is on the left, whom it takes the
// power from on the right.
type Detail struct {
	desk  *desk.Desk
	store Store

	OnChange func(app.OutagePage) // the form, with this outage

	id     app.OutageID
	page   app.OutagePage
	loader *background.Loader[app.OutagePage]
	hit    *affected

	running []*widgets.Countdown // on view

	head    *fyne.Container
	facts   *fyne.Container
	shares  *fyne.Container
	reports *fyne.Container
	history *fyne.Container
	column  *fyne.Container // holds all of them
	change  *widgets.Button
	tell    *widgets.Button
	goOn    *widgets.Button
	note    *widgets.FieldNote
	body    fyne.CanvasObject
}

// NewDetail is an empty page; Open fills it.
func NewDetail(d *desk.Desk, store Store) *Detail {
	p := &Detail{desk: d, store: store, OnChange: func(app.OutagePage) {}, note: widgets.NewFieldNote()}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.hit = newAffected(d, store)
	p.head, p.facts, p.shares = container.NewHBox(), container.NewVBox(), container.NewVBox()
	p.reports, p.history = container.NewVBox(), container.NewVBox()
	p.change = widgets.NewButton(lang.L("Change"), func() { p.OnChange(p.page) })
	p.tell = widgets.NewButton(lang.L("Record notice")+"  Ctrl+Enter", p.Tell)
	p.goOn = widgets.NewPrimaryButton(lang.L("Go on")+"  Ctrl+G", p.GoOn)
	top := container.NewBorder(nil, nil, p.head, container.NewHBox(p.change, p.tell, p.goOn))
	link := widgets.NewButton(lang.L("Link reports…"), p.linkReports)
	p.column = container.NewVBox(p.facts, widgets.NewSectionHeader(lang.L("Notice")), p.shares,
		widgets.NewSectionHeader(lang.L("Fault reports")).WithTail(link), p.reports,
		widgets.NewSectionHeader(lang.L("Outages here within a year")), p.history)
	panes := container.New(&widgets.PanesLayout{Share: 0.34}, container.NewPadded(container.NewVScroll(p.column)), p.hit.box)
	p.body = container.NewBorder(container.NewVBox(container.NewPadded(top), p.note), nil, nil, nil, panes)
	return p
}

// Content is the page.
func (p *Detail) Content() fyne.CanvasObject { return p.body }

// Open shows an outage.
func (p *Detail) Open(id app.OutageID) {
	if p.id != id {
		p.hit.reset()
	}
	p.id = id
	p.Reload()
}

// Reload reads the outage again.
func (p *Detail) Reload() {
	id := p.id
	if id.IsZero() {
		return
	}
	p.loader.Ask(func(ctx context.Context) (app.OutagePage, error) { return p.store.OutagePage(ctx, p.desk.By, id) })
	p.hit.ask(id)
}

func (p *Detail) show(page app.OutagePage, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.page = page
	o, now := page.Outage, p.desk.Now()
	p.head.Objects = []fyne.CanvasObject{
		widgets.NewTitle(o.Number), widgets.NewText(words.OutageKind(o.Kind)), widgets.NewBadge(words.OutageStatus(o.Status), StatusTone(o.Status)),
	}
	p.running = nil
	if d := o.Deadline(); d.At != 0 {
		p.running = append(p.running, widgets.NewCountdown(d.From, d.At, now))
		p.head.Add(widgets.NewMutedText(words.Deadline(d.Step)))
		p.head.Add(p.running[0])
	}
	p.head.Refresh()
	p.showFacts(o, now)
	p.showNotice(page, now)
	p.showReports(page.Cases)
	p.showHistory(page.History, now)
	p.hit.counted(page.Counts)
	able(p.goOn, len(o.Moves()) > 0)
	able(p.change, !o.Status.Over())
	able(p.tell, !o.Status.Over())
	p.column.Refresh()
}

func able(b *widgets.Button, is bool) {
	if is {
		b.Enable()
	} else {
		b.Disable()
	}
}

func (p *Detail) showFacts(o app.OutageRow, now time.Time) {
	facts := widgets.NewFacts()
	facts.AddWide(words.Field("scope"), o.Scope)
	facts.AddWide(words.Field("outage_reason"), o.Reason)
	if o.Kind == app.FaultOutage {
		facts.AddWide(lang.L("Expected back by"), words.Moment(o.PlannedTo, now))
	} else {
		facts.AddWide(lang.L("Planned for"), words.OutagePlan(o.Outage, now))
	}
	facts.AddWide(lang.L("Power was off"), words.OutageFact(o.Outage, now))
	facts.Add(words.Field("cause"), p.desk.Codes.Label("outage_cause", o.Cause))
	facts.Add(words.Field("handler_id"), o.Handler)
	facts.Add(words.Field("notified_at"), words.Moment(o.NotifiedAt, now))
	facts.AddWide(words.Field("cancel_reason"), o.CancelReason)
	facts.AddWide(words.Field("note"), o.Note)
	p.facts.Objects = []fyne.CanvasObject{facts}
}

// showNotice tells by when people had to know, and how many do.
func (p *Detail) showNotice(page app.OutagePage, now time.Time) {
	p.shares.Objects = nil
	for _, limit := range page.Outage.Limits {
		line, left := limitLine(limit, now)
		if left != nil {
			p.running = append(p.running, left)
		}
		p.shares.Add(line)
	}
	c := page.Counts
	if c.Important > 0 {
		important := widgets.NewShare(lang.L("Important users told"))
		important.Set(c.ImportantTold, c.Important)
		p.shares.Add(important)
	}
	all := widgets.NewShare(lang.L("Accounts told"))
	all.Set(c.Told, c.Accounts)
	p.shares.Add(all)
	if c.NotReached > 0 {
		p.shares.Add(widgets.NewMutedText(lang.L("Tried and not reached: {{.N}}", map[string]any{"N": words.Count(c.NotReached)})))
	}
}

func (p *Detail) showReports(reports []app.CaseRow) {
	p.reports.Objects = nil
	for _, c := range reports {
		open := widgets.NewLineButton(c.Number+"  "+c.CustomerName+"  "+words.Status(c.Status), func() { p.desk.Open(desk.Route{Tab: desk.Cases, Case: c.ID}) })
		off := widgets.NewButton(lang.L("Take off"), func() { p.unlink(c.ID) })
		p.reports.Add(container.NewBorder(nil, nil, nil, off, open))
	}
	if len(reports) == 0 {
		p.reports.Add(widgets.NewMutedText(lang.L("No report is linked.")))
	}
}

// showHistory says how often each place was without power; the whole text of
// one goes to the clipboard for a reply.
func (p *Detail) showHistory(history []app.PlaceHistory, now time.Time) {
	p.history.Objects = nil
	for _, h := range history {
		text := widgets.NewText(lang.L("{{.Place}}: outages {{.N}}, minutes {{.Minutes}}", map[string]any{
			"Place": h.Name, "N": words.Count(h.Count), "Minutes": words.Count(h.Minutes),
		}))
		text.Shrinks = true
		take := widgets.NewButton(lang.L("Copy for a reply"), func() {
			fyne.CurrentApp().Clipboard().SetContent(words.OutageHistory(h, now))
			p.desk.Say(lang.L("Copied. Paste it into the reply."))
		})
		p.history.Add(container.NewBorder(nil, nil, nil, take, text))
	}
}

// Tick lets the time left follow the clock.
func (p *Detail) Tick(now time.Time) {
	for _, left := range p.running {
		left.Tick(now)
	}
	p.head.Refresh()
}

// Focus puts the keyboard on the accounts.
func (p *Detail) Focus() { widgets.Focus(p.hit.table) }

// Tell records that customers were told: those marked, or all on the list.
func (p *Detail) Tell() {
	if p.page.Outage.ID != p.id || p.page.Outage.Status.Over() {
		return
	}
	rows := p.hit.rows()
	if len(rows) == 0 {
		p.desk.Say(lang.L("Nobody is on this list. Choose another list first."))
		return
	}
	newTeller(p.desk, p.store, p.page.Outage.Outage, rows, func(n int) {
		p.desk.Say(lang.L("Notice recorded. Accounts: {{.N}}", map[string]any{"N": words.Count(int64(n))}))
		p.hit.table.MarkAll(false)
		p.Reload()
	}).open()
}

// GoOn offers the next steps.
func (p *Detail) GoOn() {
	if p.page.Outage.ID == p.id && !p.id.IsZero() {
		newStepper(p.desk, p.store, p.page.Outage.Outage, func(o app.Outage, open int) {
			text := said(o)
			if open > 0 {
				text += "  " + lang.L("Linked reports still open: {{.N}}. Record their restoration.", map[string]any{"N": open})
			}
			p.desk.Say(text)
			p.Reload()
		}).offer()
	}
}

// ExportWhat is the list of accounts as Ctrl+E takes it.
func (p *Detail) ExportWhat() exchange.ExportWhat {
	id := p.id
	return exchange.ExportWhat{
		Title: strings.TrimSpace(lang.L("Accounts of outage {{.Number}}", map[string]any{"Number": p.page.Outage.Number})), Rows: p.hit.rows(),
		Run: func(ctx context.Context, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
			return p.store.ExportAffected(ctx, p.desk.By, id, rows, job, report)
		},
	}
}
