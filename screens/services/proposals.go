package services

import (
	"context"
	"slices"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Proposals is the page of the customers whom the rules would place in another
// segment than was confirmed, each with the reason. Space marks, Ctrl+A marks
// all, Ctrl+Enter confirms the marked ones.
type Proposals struct {
	desk  *desk.Desk
	store Store

	all     app.SegmentProposals
	shown   atomic.Pointer[[]app.SegmentProposal]
	loader  *background.Loader[app.SegmentProposals]
	segment string // proposed; "" for all
	filter  app.SegmentFilter

	chips *widgets.Chips
	mine  *widgets.Check
	note  *widgets.FieldNote
	table *widgets.RecordTable
	yes   *widgets.Button
	empty *widgets.EmptyState
	body  fyne.CanvasObject
}

// NewProposals is an empty page; Reload fills it. A manager begins with her
// own customers.
func NewProposals(d *desk.Desk, store Store) *Proposals {
	p := &Proposals{desk: d, store: store, note: widgets.NewFieldNote()}
	p.shown.Store(&[]app.SegmentProposal{})
	p.loader = background.NewLoader(d.Runner, p.show)
	p.filter.Mine = app.ScopeFor(d.By) == app.ScopeMine
	p.build()
	return p
}

func (p *Proposals) build() {
	p.chips = widgets.NewChips([]widgets.Chip{{Key: every, Text: lang.L("All segments"), Count: -1}}, func(chosen []string) { p.choose(chosen) })
	p.mine = widgets.NewCheck(lang.L("Mine"), nil)
	p.mine.Checked = p.filter.Mine
	p.mine.OnChanged = func(on bool) { p.filter.Mine = on; p.Reload() }
	p.table = widgets.NewRecordTable(p.desk.Runner, []widgets.Column{
		{Title: words.Field("customer"), Width: 150, Weight: 2},
		{Title: words.Field("account_no"), Width: 128},
		{Title: lang.L("Segment now"), Width: 146},
		{Title: lang.L("Proposed segment"), Width: 182, Kind: widgets.KindBadge},
		{Title: lang.L("Because"), Width: 240, Weight: 5},
		{Title: lang.L("Not known"), Width: 130, Weight: 1},
	}, p.fetch)
	p.table.OnMark = func(count int) { p.sayMarks(count) }
	p.table.OnOpen = func(r widgets.Row) { p.open(r.Key) }
	p.table.OnError = p.desk.Fail
	p.empty = widgets.NewEmptyState(theme.ConfirmIcon(), "", widgets.Action{})
	p.table.SetEmpty(p.empty)
	p.yes = widgets.NewPrimaryButton("", p.Save)
	p.sayMarks(0)
	buttons := container.NewHBox(widgets.NewButton(lang.L("Plans for a segment…")+"  Ctrl+G", p.GoOn), p.yes)
	hint := widgets.NewMutedText(lang.L("Space marks a customer, Ctrl+A all. Enter opens one: why, and another segment by hand."))
	head := container.NewVBox(container.NewPadded(container.NewBorder(nil, nil, nil, buttons, p.mine)), container.NewPadded(p.chips), p.note)
	p.body = container.NewBorder(head, container.NewPadded(hint), nil, nil, p.table)
}

func (p *Proposals) sayMarks(count int) {
	p.yes.SetText(lang.L("Confirm {{.N}}", map[string]any{"N": words.Count(int64(count))}) + "  Ctrl+Enter")
	if count == 0 {
		p.yes.Disable()
		return
	}
	p.yes.Enable()
}

// Content is the page.
func (p *Proposals) Content() fyne.CanvasObject { return p.body }

// Shows names what is on view.
func (p *Proposals) Shows() app.Changes { return app.Services | app.Customers | app.Profiles }

// Reload asks the rules about all customers again.
func (p *Proposals) Reload() {
	filter := p.filter
	p.empty.SetText(lang.L("The rules are being asked…"))
	p.loader.Ask(func(ctx context.Context) (app.SegmentProposals, error) {
		return p.store.SegmentProposals(ctx, p.desk.By, filter)
	})
}

func (p *Proposals) show(all app.SegmentProposals, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.all = all
	p.empty.SetText(lang.L("Every customer is where the rules put him."))
	switch {
	case len(all.Unread) > 0:
		p.note.Error(lang.L("The rule of «{{.Segment}}» has an error and was not asked. An administrator mends it under Settings.",
			map[string]any{"Segment": p.desk.Codes.Segment(all.Unread[0].Segment)}))
	case all.NotTold > 0:
		p.note.SetText(lang.L("For {{.N}} customers no rule can be decided: their class is not filled in.", map[string]any{"N": words.Count(all.NotTold)}))
	}
	p.narrow()
}

// choose follows the chips: one segment, or all.
func (p *Proposals) choose(chosen []string) {
	p.segment = ""
	if len(chosen) > 0 && chosen[0] != every {
		p.segment = chosen[0]
	}
	p.narrow()
}

// narrow shows the proposals of the chosen segment.
func (p *Proposals) narrow() {
	counts := map[string]int{}
	var shown []app.SegmentProposal
	for _, one := range p.all.Proposals {
		counts[one.Placing.Segment]++
		if p.segment == "" || p.segment == one.Placing.Segment {
			shown = append(shown, one)
		}
	}
	chips := []widgets.Chip{{Key: every, Text: lang.L("All segments"), Count: len(p.all.Proposals)}}
	for _, o := range p.desk.CodeOptions("segment") {
		if counts[o.Code] > 0 {
			chips = append(chips, widgets.Chip{Key: o.Code, Text: o.Label, Count: counts[o.Code]})
		}
	}
	if p.segment != "" && counts[p.segment] == 0 {
		p.segment = ""
		shown = p.all.Proposals
	}
	p.chips.SetChips(chips)
	p.chips.Choose(either(p.segment, every))
	p.body.Refresh() // more chips may need another line
	p.shown.Store(&shown)
	p.table.MarkAll(false)
	p.sayMarks(0)
	p.table.SetTotal(len(shown))
	p.table.Reload()
}

func either(first, second string) string {
	if first != "" {
		return first
	}
	return second
}

func (p *Proposals) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	shown := *p.shown.Load()
	var rows []widgets.Row
	for _, one := range shown[min(from, len(shown)):min(from+count, len(shown))] {
		rows = append(rows, p.row(one))
	}
	return rows, nil
}

func (p *Proposals) row(one app.SegmentProposal) widgets.Row {
	codes := p.desk.Codes
	return widgets.Row{Key: one.Customer.String(), Cells: []widgets.Cell{
		{Text: one.Name, Strong: true},
		{Text: one.AccountNo},
		{Text: codes.Segment(one.Was), Muted: one.Was == ""},
		{Text: codes.Segment(one.Placing.Segment), Tone: widgets.ToneInfo},
		{Text: codes.Because(one.Placing.Because)},
		{Text: words.ConditionNamesOf(one.Placing.NotKnown), Muted: true},
	}}
}

// Save answers Ctrl+Enter: the marked customers are placed as proposed.
func (p *Proposals) Save() {
	marks := p.table.Marks()
	var chosen []app.SegmentProposal
	for _, one := range *p.shown.Load() {
		if slices.Contains(marks.Keys, one.Customer.String()) != marks.All {
			chosen = append(chosen, one)
		}
	}
	if len(chosen) == 0 {
		p.desk.Say(lang.L("Mark customers with Space first."))
		return
	}
	var told app.SegmentsConfirmed
	p.yes.Disable()
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			told, err = p.store.ConfirmSegments(ctx, p.desk.By, chosen)
			return err
		},
		Done: func(err error) {
			if err != nil {
				p.yes.Enable()
				p.desk.Fail(err)
				return
			}
			said := lang.L("{{.N}} customers placed.", map[string]any{"N": words.Count(told.Done)})
			if told.Left > 0 {
				said += " " + lang.L("{{.N}} changed meanwhile and were left.", map[string]any{"N": words.Count(told.Left)})
			}
			p.desk.Say(said)
			p.Reload()
		},
	})
}

// open shows one proposal: why, and the choice of another segment.
func (p *Proposals) open(key string) {
	id, err := app.ParseID[app.Customer](key)
	if err != nil {
		return
	}
	var page app.CustomerServices
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			page, err = p.store.CustomerServices(ctx, p.desk.By, id)
			return err
		},
		Done: func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			setSegment(p.desk, p.store, page, p.Reload)
		},
	})
}

// GoOn answers Ctrl+G: it makes plans for everybody of a segment who has none: of the
// segment chosen above, or one that is asked for.
func (p *Proposals) GoOn() {
	if p.segment != "" {
		p.planFor(p.segment)
		return
	}
	which := widgets.NewCodeField(p.desk.CodeOptions("segment"), nil)
	form := widgets.NewForm(widgets.NewFormRow("segment", words.Field("segment"), which).Required())
	form.OneColumn = true
	sheet := widgets.NewSheet(lang.L("Plans for a segment"), form, widgets.Action{Label: lang.L("Go on")})
	sheet.Primary.Do = func() {
		if which.Chosen().Code == "" {
			form.Refuse("segment", words.Refusal(&app.Refusal{Field: "segment", Reason: app.Missing}))
			return
		}
		sheet.Close()
		p.planFor(which.Chosen().Code)
	}
	sheet.Show(p.desk.Keys)
}

func (p *Proposals) planFor(segment string) {
	filter := p.filter
	filter.Segment = segment
	var ids []app.CustomerID
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			ids, err = p.store.CustomersWithoutPlan(ctx, p.desk.By, filter)
			return err
		},
		Done: func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			MakePlans(p.desk, p.store, ids, p.Reload)
		},
	})
}

// Focus puts the keyboard on the table.
func (p *Proposals) Focus() { widgets.Focus(p.table) }
