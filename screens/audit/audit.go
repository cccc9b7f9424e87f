// Package audit is the auditor's page: who did what, when, on which computer and
// why, narrowed as he likes; whether the log is whole; and the list as it goes
// out. It changes nothing.
package audit

import (
	"context"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/listing"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Store is what this screen asks of the records.
type Store interface {
	AuditLog(context.Context, app.Actor, app.AuditFilter) (app.AuditList, error)
	CheckAudit(context.Context, app.Actor) (app.AuditVerdict, error)
	ExportAudit(ctx context.Context, by app.Actor, lines []app.AuditLine, job app.ExportJob, report func(done, total int64)) (int, error)
	Staff(context.Context, app.Actor) ([]app.Staff, error)
}

// Page is the log.
type Page struct {
	desk  *desk.Desk
	store Store
	give  func(exchange.ExportWhat)

	staff  *desk.Picker[app.Staff]
	kind   *widgets.CodeField
	from   *widgets.DateField
	to     *widgets.DateField
	views  *widgets.Chips
	count  *widgets.Text
	note   *widgets.FieldNote
	list   *listing.List[app.AuditLine]
	bar    *fyne.Container
	line   *fyne.Container // the chips beside the count
	body   fyne.CanvasObject
	filter app.AuditFilter

	offered bool
	loader  *background.Loader[answer]
	checker *background.Loader[app.AuditVerdict]
}

type answer struct {
	list  app.AuditList
	staff []app.Staff
}

// New is the log without the plain changes; Reload fills it. give lets it go out.
func New(d *desk.Desk, store Store, give func(exchange.ExportWhat)) *Page {
	p := &Page{desk: d, store: store, give: give}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.checker = background.NewLoader(d.Runner, p.checked)
	p.build()
	return p
}

func (p *Page) build() {
	p.kind = widgets.NewCodeField(desk.Options(app.AuditKinds(), words.AuditKind), func(widgets.Option) { p.narrow() })
	p.kind.SetPlaceHolder(lang.L("Whatever was done"))
	p.from, p.to = p.desk.DayField(""), p.desk.DayField("")
	p.from.SetPlaceHolder(lang.L("From this day"))
	p.to.SetPlaceHolder(lang.L("Up to this day"))
	p.from.OnChanged, p.to.OnChanged = func(string) { p.narrow() }, func(string) { p.narrow() }
	p.views = widgets.NewChips([]widgets.Chip{
		{Key: "entries", Text: lang.L("Audit log"), Count: -1},
		{Key: "changes", Text: lang.L("With all changes"), Count: -1},
	}, p.choose)
	p.views.Choose("entries")
	p.count, p.note = widgets.NewMutedText(""), widgets.NewFieldNote()
	p.list = listing.New(p.desk, []widgets.Column{
		{Title: lang.L("When"), Width: 120},
		{Title: lang.L("What"), Width: 140, Weight: 1, Kind: widgets.KindBadge},
		{Title: lang.L("By"), Width: 80},
		{Title: lang.L("Second person"), Width: 80},
		{Title: lang.L("Device"), Width: 64},
		{Title: lang.L("About"), Width: 150, Weight: 2},
		{Title: lang.L("Reason"), Width: 150, Weight: 2},
	}, p.row)
	p.list.Empty.SetText(lang.L("Nothing was noted here."))
	p.list.Table.OnOpen = func(widgets.Row) { p.open() }
	check := widgets.NewButton(lang.L("Is it whole?")+"  Ctrl+G", p.GoOn)
	out := widgets.NewButton(lang.X("export.verb", "Export")+"  Ctrl+E", func() { p.Export() })
	p.bar = container.New(&widgets.BarLayout{Widths: []float32{200, 0, 140, 140}})
	p.line = container.NewBorder(nil, nil, nil, container.NewHBox(p.count, check, out), p.views)
	top := container.NewVBox(container.NewPadded(p.bar), container.NewPadded(p.line), p.note)
	p.body = container.NewBorder(top, nil, nil, nil, p.list.Table)
	p.offer(nil)
}

func (p *Page) offer(staff []app.Staff) {
	p.staff = desk.Offer(staff, func(s app.Staff) (string, string, app.StaffID) { return s.StaffNo, s.Name, s.ID })
	p.staff.SetPlaceHolder(lang.L("Everybody"))
	p.staff.OnChosen = func(widgets.Option) { p.narrow() }
	p.bar.Objects = []fyne.CanvasObject{p.staff, p.kind, p.from, p.to}
	p.bar.Refresh()
}

func (p *Page) choose(chosen []string) {
	if len(chosen) > 0 {
		p.filter.Changes = chosen[0] == "changes"
	}
	p.Reload()
}

// narrow follows the fields; a day that cannot be read narrows nothing yet.
func (p *Page) narrow() {
	from, err := desk.ReadDay("from_on", p.from)
	if err != nil {
		return
	}
	to, err := desk.ReadDay("to_on", p.to)
	if err != nil {
		return
	}
	p.filter.From, p.filter.To, p.filter.Staff, p.filter.Kinds = from, to, p.staff.ID(), nil
	if kind := desk.Chosen(p.kind); kind != "" {
		p.filter.Kinds = []app.AuditKind{app.AuditKind(kind)}
	}
	p.Reload()
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Focus puts the keyboard on the list.
func (p *Page) Focus() { widgets.Focus(p.list.Table) }

// ToFilter answers Ctrl+F.
func (p *Page) ToFilter() { widgets.Focus(p.staff.Entry()) }

// Reload asks for the log again.
func (p *Page) Reload() {
	filter, known := p.filter, p.offered
	p.loader.Ask(func(ctx context.Context) (a answer, err error) {
		if a.list, err = p.store.AuditLog(ctx, p.desk.By, filter); err != nil || known {
			return a, err
		}
		a.staff, err = p.store.Staff(ctx, p.desk.By)
		return a, err
	})
}

func (p *Page) show(a answer, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	if !p.offered {
		p.offered = true
		p.offer(a.staff)
	}
	sentence := lang.L("{{.N}} entries", map[string]any{"N": words.Count(int64(len(a.list.Lines)))})
	if a.list.More {
		sentence = lang.L("The newest {{.N}} entries; choose days to see older ones", map[string]any{"N": words.Count(int64(len(a.list.Lines)))})
	}
	p.count.SetText(sentence)
	p.line.Refresh() // the count has another width
	p.list.Set(a.list.Lines)
}

func (p *Page) row(l app.AuditLine) widgets.Row {
	return widgets.Row{Key: l.Device + "-" + strconv.Itoa(int(l.Area)) + "-" + strconv.FormatInt(l.Number, 10) + string(l.Kind), Cells: []widgets.Cell{
		{Text: words.Moment(l.At, p.desk.Now())},
		{Text: words.AuditKind(l.Kind), Tone: tone(l.Kind)},
		{Text: l.By, Strong: true},
		{Text: l.Second},
		{Text: l.Device},
		{Text: about(l)},
		{Text: l.Reason},
	}}
}

// tone makes stand out what an auditor looks for first.
func tone(kind app.AuditKind) widgets.Tone {
	switch kind {
	case app.AuditSignInFailed, app.AuditForced, app.AuditErased, app.AuditMassWithdrawal, app.AuditUnfrozen, app.AuditRecovered:
		return widgets.ToneBad
	case app.AuditRevealed, app.AuditExported, app.AuditBackedUp, app.AuditRule, app.AuditRestored, app.AuditShares, app.AuditDevice:
		return widgets.ToneWarn
	}
	return widgets.ToneNeutral
}

// about says which record, or how many of which, a line is about.
func about(l app.AuditLine) string {
	var tables, parts []string
	for _, table := range l.WrittenTables() {
		tables = append(tables, words.Table(table))
	}
	for _, text := range []string{strings.TrimSpace(strings.Join(tables, " / ") + " " + l.Subject), words.OutList(l.Details["list"])} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	if what := l.Details["what"]; what != "" {
		parts = append(parts, words.AuditWhat(l.Kind, what))
	}
	if month, err := strconv.ParseInt(l.Details["month"], 10, 64); err == nil {
		parts = append(parts, words.Month(month))
	}
	rows := l.Rows
	if n, err := strconv.ParseInt(l.Details["rows"], 10, 64); err == nil {
		rows = n
	}
	if rows > 1 {
		parts = append(parts, lang.L("{{.N}} records", map[string]any{"N": words.Count(rows)}))
	}
	return strings.Join(parts, " · ")
}

// GoOn answers Ctrl+G: is the log whole?
func (p *Page) GoOn() {
	p.note.SetText("")
	p.checker.Ask(func(ctx context.Context) (app.AuditVerdict, error) { return p.store.CheckAudit(ctx, p.desk.By) })
}

func (p *Page) checked(v app.AuditVerdict, err error) {
	switch {
	case err != nil:
		p.note.Error(words.Error(err))
	case v.Fault != app.AuditWhole:
		p.note.Error(words.AuditVerdict(v))
	default:
		p.note.SetText(words.AuditVerdict(v))
	}
}

// Export answers Ctrl+E: the list on view goes out.
func (p *Page) Export() bool {
	lines := p.list.Records()
	p.give(exchange.ExportWhat{
		Title: lang.L("Audit log"), Rows: make([]int64, len(lines)), Right: app.ReadAudit,
		Run: func(ctx context.Context, _ []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
			return p.store.ExportAudit(ctx, p.desk.By, lines, job, func(done, total int64) { report(done, total) })
		},
	})
	return true
}

// open shows all that an entry says, with the hash that binds it.
func (p *Page) open() {
	chosen := p.list.Chosen()
	if len(chosen) == 0 {
		return
	}
	l := chosen[0]
	facts := widgets.NewFacts()
	facts.Add(lang.L("When"), words.Moment(l.At, p.desk.Now()))
	facts.Add(lang.L("What"), words.AuditKind(l.Kind))
	facts.Add(lang.L("By"), l.By)
	facts.Add(lang.L("Second person"), l.Second)
	facts.Add(lang.L("Device"), l.Device)
	facts.Add(lang.L("Number in its chain"), strconv.FormatInt(l.Number, 10))
	facts.AddWide(lang.L("About"), about(l))
	if !l.Record.IsZero() {
		facts.AddWide(lang.L("Record's id"), l.Record.String())
	}
	for _, said := range words.AuditFacts(l.AuditEntry) {
		facts.AddWide(said[0], said[1])
	}
	facts.AddWide(lang.L("Reason"), l.Reason)
	if len(l.Hash) > 0 {
		facts.AddWide(lang.L("Seal of the entry"), hashText(l.Hash))
	}
	facts.Resize(fyne.NewSize(sheetWidth, 0)) // asks for its height at this width
	sheet := widgets.NewSheet(lang.L("Entry of the audit log"), facts, widgets.Action{})
	sheet.Width = sheetWidth
	sheet.Show(p.desk.Keys)
}

const sheetWidth = 640

// hashText is a hash in groups that the eye can compare.
func hashText(hash []byte) string {
	var groups []string
	for group := range slices.Chunk(hash, 4) {
		groups = append(groups, hex.EncodeToString(group))
	}
	return strings.Join(groups, " ")
}
