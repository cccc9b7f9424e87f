package visits

import (
	"context"
	"strconv"
	"strings"
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

// Rhythms is the list of the segments' rhythms; Enter changes one.
type Rhythms struct {
	desk  *desk.Desk
	store Store

	note   *widgets.FieldNote
	table  *widgets.RecordTable
	body   fyne.CanvasObject
	rows   atomic.Pointer[[]segmentRhythm]
	loader *background.Loader[[]app.VisitRhythm]
}

// segmentRhythm is a segment with the rhythm that holds today and the one that
// follows.
type segmentRhythm struct {
	code, name string
	now, next  app.VisitRhythm
}

// NewRhythms is the list.
func NewRhythms(d *desk.Desk, store Store) *Rhythms {
	r := &Rhythms{desk: d, store: store, note: widgets.NewFieldNote()}
	r.loader = background.NewLoader(d.Runner, r.show)
	r.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: words.Field("segment"), Width: 170},
		{Title: lang.L("Rhythm"), Width: 190},
		{Title: words.Field("from_on"), Width: 110},
		{Title: lang.L("Then"), Width: 200},
		{Title: words.Field("reason"), Width: 160, Weight: 1},
	}, r.fetch)
	r.table.OnOpen = func(widgets.Row) { r.Change() }
	r.table.OnError = d.Fail
	r.table.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No segments are known."), widgets.Action{}))
	change := widgets.NewButton(lang.L("Change …")+"  Enter", r.Change)
	about := widgets.NewMutedText(lang.L("How often the customers of a segment are visited. A customer's own rhythm comes before that of his segment."))
	r.body = container.NewBorder(container.NewVBox(container.NewPadded(container.NewBorder(nil, nil, nil, change, about)), r.note), nil, nil, nil, r.table)
	return r
}

// Content is the page.
func (r *Rhythms) Content() fyne.CanvasObject { return r.body }

// Focus puts the keyboard on the table.
func (r *Rhythms) Focus() { widgets.Focus(r.table) }

// Reload asks again.
func (r *Rhythms) Reload() {
	r.loader.Ask(func(ctx context.Context) ([]app.VisitRhythm, error) { return r.store.Rhythms(ctx, r.desk.By) })
}

func (r *Rhythms) show(rhythms []app.VisitRhythm, err error) {
	r.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	today := app.DayOf(r.desk.Now())
	var rows []segmentRhythm
	for _, o := range r.desk.CodeOptions("segment") {
		row := segmentRhythm{code: o.Code, name: o.Label}
		for _, rhythm := range rhythms {
			switch {
			case rhythm.Segment != o.Code:
			case rhythm.CoversDay(today):
				row.now = rhythm
			case rhythm.FromOn > today && row.next.ID.IsZero():
				row.next = rhythm
			}
		}
		rows = append(rows, row)
	}
	r.rows.Store(&rows)
	r.table.SetTotal(len(rows))
	r.table.Reload()
}

func (r *Rhythms) all() []segmentRhythm {
	if rows := r.rows.Load(); rows != nil {
		return *rows
	}
	return nil
}

func (r *Rhythms) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	all := r.all()
	var rows []widgets.Row
	for _, s := range all[min(from, len(all)):min(from+count, len(all))] {
		next := ""
		if !s.next.ID.IsZero() {
			next = lang.L("from {{.Day}} {{.Rhythm}}", map[string]any{"Day": string(s.next.FromOn), "Rhythm": words.Rhythm(s.next)})
		}
		rows = append(rows, widgets.Row{Key: s.code, Cells: []widgets.Cell{
			{Text: s.name, Strong: true}, {Text: words.Rhythm(s.now)}, {Text: string(s.now.FromOn)}, {Text: next}, {Text: s.now.Reason},
		}})
	}
	return rows, nil
}

// Change opens the sheet of the selected segment.
func (r *Rhythms) Change() {
	at := r.table.SelectedIndex()
	if at < 0 || at >= len(r.all()) {
		return
	}
	s := r.all()[at]
	sheet := rhythmSheet{desk: r.desk, store: r.store, rhythm: s.now, done: r.Reload, title: s.name}
	sheet.rhythm.Segment = s.code
	sheet.show()
}

// rhythmSheet sets the rhythm of a segment or of a customer.
type rhythmSheet struct {
	desk   *desk.Desk
	store  Store
	rhythm app.VisitRhythm
	of     app.CustomerRhythm // of a customer
	title  string
	done   func()

	months *widgets.Entry
	onSite *widgets.Check
	from   *widgets.DateField
	reason *widgets.Entry
	form   *widgets.Form
	wrong  *widgets.FieldNote
	sheet  *widgets.Sheet
}

// openRhythm reads how a customer is visited, then shows the sheet.
func openRhythm(d *desk.Desk, store Store, id app.CustomerID, done func()) {
	background.NewLoader(d.Runner, func(c app.CustomerRhythm, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		s := rhythmSheet{desk: d, store: store, rhythm: c.Holds(), of: c, title: c.Name, done: done}
		s.rhythm.Customer, s.rhythm.Segment = id, ""
		s.show()
	}).Ask(func(ctx context.Context) (app.CustomerRhythm, error) { return store.CustomerRhythm(ctx, d.By, id) })
}

func (s *rhythmSheet) show() {
	s.months, s.reason, s.wrong = widgets.NewEntry(), widgets.NewEntry(), widgets.NewFieldNote()
	s.months.SetText(strconv.FormatInt(s.rhythm.Months, 10))
	s.onSite = widgets.NewCheck(lang.L("only visits on site count"), nil)
	s.onSite.SetChecked(s.rhythm.OnSite)
	s.from = s.desk.DayField(app.DayOf(s.desk.Now()))
	s.form = widgets.NewForm(
		widgets.NewFormRow("months", lang.L("Months between two visits"), s.months).Required(), widgets.NewFormRow("on_site", words.Field("visit_channel"), s.onSite),
		widgets.NewFormRow("from_on", words.Field("from_on"), s.from).Required(), widgets.NewFormRow("reason", words.Field("reason"), s.reason),
	)
	s.form.OneColumn = true
	lines := container.NewVBox()
	if !s.rhythm.Customer.IsZero() {
		lines.Add(widgets.NewParagraph(s.stands()))
	}
	lines.Add(s.form)
	lines.Add(s.wrong)
	s.sheet = widgets.NewSheet(lang.L("Rhythm of {{.Name}}", map[string]any{"Name": s.title}), lines, widgets.Action{Label: lang.L("Save"), Do: s.save})
	if !s.of.Own.ID.IsZero() {
		s.sheet.Others = []widgets.Action{{Label: lang.L("As the segment again"), Do: s.end}}
	}
	s.sheet.Width = 560
	lines.Resize(fyne.NewSize(s.sheet.Width, 1)) // a paragraph knows its height once it has a width
	s.sheet.Show(s.desk.Keys)
	s.form.FocusFirst()
}

// stands says how the customer is visited now.
func (s *rhythmSheet) stands() string {
	values := map[string]any{"Segment": label(s.desk, "segment", s.of.Segment), "Rhythm": words.Rhythm(s.of.Of), "Own": words.Rhythm(s.of.Own), "Due": words.Day(s.of.Due)}
	var said []string
	if s.of.Segment == "" {
		said = append(said, lang.L("In no segment."))
	} else {
		said = append(said, lang.L("Segment {{.Segment}}: {{.Rhythm}}.", values))
	}
	if !s.of.Own.ID.IsZero() {
		said = append(said, lang.L("Of his own: {{.Own}}.", values))
	}
	if s.of.Due != "" {
		said = append(said, lang.L("Next visit due {{.Due}}.", values))
	}
	return strings.Join(append(said, lang.L("0 months: not visited by rhythm.")), " ")
}

func (s *rhythmSheet) save() {
	months, err := strconv.ParseInt(strings.TrimSpace(s.months.Text), 10, 64)
	if err != nil {
		s.refuse(app.Refuse("months", app.Malformed))
		return
	}
	from, err := desk.ReadDay("from_on", s.from)
	if err != nil {
		s.refuse(err)
		return
	}
	r := app.VisitRhythm{Customer: s.rhythm.Customer, Segment: s.rhythm.Segment, Months: months, OnSite: s.onSite.Checked, FromOn: from, Reason: strings.TrimSpace(s.reason.Text)}
	s.keep(func(ctx context.Context) error { return s.store.SetRhythm(ctx, s.desk.By, r) })
}

// end lets the customer go by his segment again.
func (s *rhythmSheet) end() {
	today := app.DayOf(s.desk.Now())
	s.keep(func(ctx context.Context) error { return s.store.EndRhythm(ctx, s.desk.By, s.rhythm.Customer, today) })
}

func (s *rhythmSheet) keep(do func(context.Context) error) {
	s.desk.StoreSheet(s.sheet, s.refuse, do, s.done)
}

func (s *rhythmSheet) refuse(err error) {
	desk.ShowRefusal(s.form, s.wrong, err)
	s.sheet.Refresh()
}
