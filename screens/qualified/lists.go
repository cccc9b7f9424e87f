package qualified

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
	"lamplighter/screens/listing"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Lists are the lists of qualifications frozen for the appraisal. Ctrl+N freezes
// one; nothing changes it afterwards.
type Lists struct {
	desk  *desk.Desk
	store Store

	OnOpen func(app.QualificationList)

	loader *background.Loader[[]app.QualificationList]
	note   *widgets.FieldNote
	list   *listing.List[app.QualificationList]
	body   fyne.CanvasObject
}

// NewLists is an empty page; Reload fills it.
func NewLists(d *desk.Desk, store Store) *Lists {
	l := &Lists{desk: d, store: store, OnOpen: func(app.QualificationList) {}, note: widgets.NewFieldNote()}
	l.loader = background.NewLoader(d.Runner, func(found []app.QualificationList, err error) {
		l.note.SetText(words.Error(err))
		if err == nil {
			l.list.Set(found)
		}
	})
	l.list = listing.New(d, []widgets.Column{
		{Title: words.Field("list_title"), Width: 260, Weight: 2},
		{Title: words.Field("on_day"), Width: 130},
		{Title: lang.L("Frozen at"), Width: 150},
		{Title: lang.L("Lines"), Width: 80, Kind: widgets.KindNumber},
	}, l.row)
	l.list.Empty.SetText(lang.L("No list was frozen yet. Ctrl+N freezes how everybody stands on a day, for the appraisal."))
	l.list.Table.OnOpen = func(widgets.Row) {
		if at := l.list.Table.SelectedIndex(); at >= 0 && at < len(l.list.Records()) {
			l.OnOpen(l.list.Records()[at])
		}
	}
	freeze := widgets.NewButton(lang.L("Freeze a list …")+"  Ctrl+N", l.New)
	if d.By.May(app.ChangeTraining) != nil {
		freeze.Disable()
	}
	about := widgets.NewMutedText(lang.L("A frozen list stays as it was, whatever changes later. Enter opens one."))
	top := container.NewVBox(container.NewPadded(container.NewBorder(nil, nil, nil, freeze, about)), l.note)
	l.body = container.NewBorder(top, nil, nil, nil, l.list.Table)
	return l
}

// Content is the page.
func (l *Lists) Content() fyne.CanvasObject { return l.body }

// Focus puts the keyboard on the table.
func (l *Lists) Focus() { widgets.Focus(l.list.Table) }

// Reload asks again.
func (l *Lists) Reload() {
	l.loader.Ask(func(ctx context.Context) ([]app.QualificationList, error) {
		return l.store.QualificationLists(ctx, l.desk.By)
	})
}

func (l *Lists) row(one app.QualificationList) widgets.Row {
	lines := "–"
	if rows, err := one.Rows(); err == nil {
		lines = words.Count(int64(len(rows)))
	}
	at := time.UnixMilli(one.MadeAt).In(app.Local).Format("2006-01-02 15:04")
	return widgets.Row{Key: one.ID.String(), Cells: []widgets.Cell{{Text: one.Title, Strong: true}, {Text: words.Day(one.OnDay)}, {Text: at}, {Text: lines}}}
}

// New answers Ctrl+N: a list to be frozen.
func (l *Lists) New() {
	if err := l.desk.By.May(app.ChangeTraining); err != nil {
		l.desk.Fail(err)
		return
	}
	today := app.DayOf(l.desk.Now())
	title, day, wrong := widgets.NewEntry(), l.desk.DayField(today), widgets.NewFieldNote()
	title.SetText(lang.L("Qualifications for the appraisal of {{.Year}}", map[string]any{"Year": string(today[:4])}))
	form := widgets.NewForm(widgets.NewFormRow("list_title", words.Field("list_title"), title).Required(), widgets.NewFormRow("on_day", words.Field("on_day"), day).Required())
	form.OneColumn = true
	about := widgets.NewParagraph(lang.L("How everybody stands on that day is kept. It cannot be changed or taken back."))
	sheet := widgets.NewSheet(lang.L("Freeze a list"), container.NewVBox(about, form, wrong), widgets.Action{})
	sheet.Primary = widgets.Action{Label: lang.L("Freeze"), Do: func() {
		on, err := desk.ReadDay("on_day", day)
		if err != nil {
			desk.ShowRefusal(form, wrong, err)
			sheet.Refresh()
			return
		}
		l.freeze(sheet, title.Text, on, func(err error) { desk.ShowRefusal(form, wrong, err); sheet.Refresh() })
	}}
	sheet.Width = 520
	sheet.Show(l.desk.Keys)
	form.FocusFirst()
}

func (l *Lists) freeze(sheet *widgets.Sheet, title string, on app.Day, refuse func(error)) {
	l.desk.StoreSheet(sheet, refuse, func(ctx context.Context) error {
		_, err := l.store.FreezeQualifications(ctx, l.desk.By, title, on)
		return err
	}, l.Reload)
}

// Frozen shows one frozen list.
type Frozen struct {
	desk  *desk.Desk
	of    app.QualificationList
	title *widgets.Text
	about *widgets.Text
	list  *listing.List[app.QualificationListRow]
	body  fyne.CanvasObject
}

// NewFrozen is the page of no list yet.
func NewFrozen(d *desk.Desk) *Frozen {
	f := &Frozen{desk: d, title: widgets.NewTitle(""), about: widgets.NewMutedText("")}
	f.list = listing.New(d, []widgets.Column{
		{Title: words.Field("staff_no"), Width: 80},
		{Title: lang.X("staff.name", "Name"), Width: 84},
		{Title: lang.L("Unit"), Width: 90},
		{Title: words.Field("post"), Width: 110},
		{Title: lang.L("Qualification"), Width: 160, Weight: 1},
		{Title: words.Field("status"), Width: 124, Kind: widgets.KindBadge},
		{Title: lang.L("Granted on"), Width: 96},
		{Title: lang.L("Valid until"), Width: 96},
		{Title: lang.L("Certificate"), Width: 150},
		{Title: lang.L("Lacking"), Width: 160, Weight: 3},
	}, f.row)
	f.body = container.NewBorder(container.NewPadded(container.NewVBox(f.title, f.about)), nil, nil, nil, f.list.Table)
	return f
}

// Of turns to a list; false, with a message, when it is not what was frozen.
func (f *Frozen) Of(l app.QualificationList) bool {
	rows, err := l.Rows()
	if err != nil {
		f.desk.Fail(err)
		return false
	}
	f.of = l
	f.title.SetText(l.Title)
	f.about.SetText(f.says())
	f.list.Table.Restart(0)
	f.list.Set(rows)
	return true
}

func (f *Frozen) says() string {
	return lang.L("As of {{.Day}} · seal {{.Hash}}", map[string]any{"Day": words.Day(f.of.OnDay), "Hash": words.Seal(f.of.Hash)})
}

// Content is the page.
func (f *Frozen) Content() fyne.CanvasObject { return f.body }

// Focus puts the keyboard on the table.
func (f *Frozen) Focus() { widgets.Focus(f.list.Table) }

// Reload does nothing: a frozen list does not change.
func (f *Frozen) Reload() {}

func (f *Frozen) row(r app.QualificationListRow) widgets.Row {
	codes, until := f.desk.Codes, string(r.UntilOn)
	if r.FromOn != "" && until == "" {
		until = lang.L("for good")
	}
	name := codes.QualificationName(app.Qualification{Name: r.Qualification, NameEN: r.QualificationEN})
	lacking := append([]string(nil), r.Lacking...)
	if r.Status != app.QualifiedToday {
		lacking = append(lacking, words.LackingHours(r.Study, r.Practice)...)
	}
	return widgets.Row{Key: r.StaffNo + r.Code, Cells: []widgets.Cell{
		{Text: r.StaffNo},
		{Text: r.Name, Strong: true},
		{Text: r.Unit},
		{Text: codes.Label("post", r.Post)},
		{Text: name},
		{Text: words.QualifiedStatus(r.Status), Tone: tone(r.Status)},
		{Text: string(r.FromOn)},
		{Text: until},
		{Text: r.Certificate},
		{Text: strings.Join(lacking, lang.X("list.separator", ", "))},
	}}
}

// Figures is the list.
func (f *Frozen) Figures() app.Figures { return f.list.Figures(f.of.Title, f.says()) }
