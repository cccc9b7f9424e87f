package qualified

import (
	"context"
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

// papersShown is the longest list of certificates: the newest of them.
const papersShown = 2000

// Papers lists certificates. Ctrl+P prints the marked ones, or the selected one;
// Ctrl+N issues those of a class. Below the list one is checked by number and
// code.
type Papers struct {
	desk  *desk.Desk
	store Store

	filter app.CertificateFilter
	loader *background.Loader[[]app.CertificateRow]
	typing *background.Later

	search  *widgets.Entry
	note    *widgets.FieldNote
	list    *listing.List[app.CertificateRow]
	number  *widgets.Entry
	code    *widgets.Entry
	verdict *widgets.FieldNote
	body    fyne.CanvasObject
}

// NewPapers is an empty page; Reload fills it.
func NewPapers(d *desk.Desk, store Store) *Papers {
	p := &Papers{desk: d, store: store, note: widgets.NewFieldNote(), verdict: widgets.NewFieldNote(), number: widgets.NewEntry(), code: widgets.NewEntry()}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.typing = background.NewLater(d.Runner, 150*time.Millisecond, p.Reload)
	p.search = widgets.NewEntry()
	p.search.SetPlaceHolder(lang.L("Number, name, staff number, or what it is for"))
	p.search.OnChanged = func(text string) { p.filter.Text, p.filter.Class = text, app.ClassID{}; p.typing.Call() }
	p.search.OnSubmitted = func(string) { p.typing.Now(); p.Focus() }
	p.list = listing.New(d, []widgets.Column{
		{Title: lang.L("Certificate"), Width: 170},
		{Title: lang.X("staff.name", "Name"), Width: 90},
		{Title: words.Field("staff_no"), Width: 84},
		{Title: lang.L("What for"), Width: 200, Weight: 3},
		{Title: lang.L("Issued on"), Width: 100},
		{Title: lang.L("Valid until"), Width: 100},
		{Title: words.Field("status"), Width: 100, Kind: widgets.KindBadge},
		{Title: words.Field("reason"), Width: 120, Weight: 1},
	}, p.row)
	p.list.Table.OnMark = func(int) {} // marks choose what is printed
	p.list.Empty.SetText(lang.L("No certificate yet. Granting a qualification issues one; Ctrl+N issues those of a class."))
	p.list.Table.OnType = func(text string) { widgets.Focus(p.search); p.search.Insert(text) }
	issue := widgets.NewButton(lang.L("Of a class …")+"  Ctrl+N", p.New)
	if d.By.May(app.ChangeTraining) != nil {
		issue.Disable()
	}
	top := container.NewVBox(container.NewPadded(container.NewBorder(nil, nil, nil, issue, p.search)), p.note)
	p.body = container.NewBorder(top, p.checkBox(), nil, nil, p.list.Table)
	return p
}

// checkBox takes a number and a code off a paper.
func (p *Papers) checkBox() fyne.CanvasObject {
	p.code.SetPlaceHolder("XXXX-XXXX-XXXX-XXXX")
	p.number.OnSubmitted = func(string) { widgets.Focus(p.code) }
	p.code.OnSubmitted = func(string) { p.check() }
	line := container.New(&widgets.BarLayout{Widths: []float32{170, 130, 200, 136, 210, 90}}, widgets.NewText(lang.L("Is a certificate genuine?")),
		widgets.NewText(words.Field("certificate_number")), p.number, widgets.NewText(words.Field("certificate_code")), p.code, widgets.NewButton(lang.L("Check"), p.check))
	hint := widgets.NewMutedText(lang.L("Space marks, Ctrl+A marks all, Ctrl+P prints what is marked in one PDF."))
	return container.NewVBox(container.NewPadded(hint), container.NewPadded(line), p.verdict)
}

func (p *Papers) check() {
	var found app.CertificateCheck
	number, code := p.number.Text, p.code.Text
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			found, err = p.store.CheckCertificate(ctx, p.desk.By, number, code)
			return err
		},
		Done: func(err error) {
			switch {
			case err != nil:
				p.verdict.Error(words.Error(err))
			case found.Verdict == app.CertificateGenuine:
				p.verdict.Hint("✓ " + words.CertificateVerdict(found))
			default:
				p.verdict.Error(words.CertificateVerdict(found))
			}
			p.body.Refresh()
		},
	})
}

// Content is the page.
func (p *Papers) Content() fyne.CanvasObject { return p.body }

// Focus puts the keyboard on the table.
func (p *Papers) Focus() { widgets.Focus(p.list.Table) }

// ToFilter answers Ctrl+F.
func (p *Papers) ToFilter() { widgets.Focus(p.search); p.search.SelectAll() }

// Class narrows the list to a class.
func (p *Papers) Class(id app.ClassID) {
	p.filter = app.CertificateFilter{Class: id}
	p.search.Text = ""
	p.search.Refresh()
}

// Reload asks again.
func (p *Papers) Reload() {
	filter := p.filter
	p.loader.Ask(func(ctx context.Context) ([]app.CertificateRow, error) {
		return p.store.Certificates(ctx, p.desk.By, filter, papersShown)
	})
}

func (p *Papers) show(found []app.CertificateRow, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	if len(found) == papersShown {
		p.note.SetText(lang.L("The newest {{.N}} are shown. Narrow the list to see older ones.", map[string]any{"N": words.Count(papersShown)}))
	}
	p.list.Set(found)
}

func (p *Papers) row(c app.CertificateRow) widgets.Row {
	until := string(c.UntilOn)
	if until == "" {
		until = lang.L("for good")
	}
	status, t, why := lang.X("certificate.valid", "Valid"), widgets.ToneGood, ""
	switch {
	case c.Gone:
		status, t, why = lang.X("certificate.withdrawn", "Withdrawn"), widgets.ToneBad, words.CertificateReason(c.Because)
	case c.UntilOn != "" && c.UntilOn < app.DayOf(p.desk.Now()):
		status, t = lang.X("qualified.expired", "Expired"), widgets.ToneWarn
	}
	title := c.Title
	if p.desk.Codes.English() && c.TitleEN != "" {
		title = c.TitleEN
	}
	return widgets.Row{Key: c.ID.String(), Cells: []widgets.Cell{
		{Text: c.Number},
		{Text: c.Holder, Strong: true},
		{Text: c.StaffNo},
		{Text: title},
		{Text: string(c.IssuedOn)},
		{Text: until},
		{Text: status, Tone: t},
		{Text: why},
	}}
}

// New answers Ctrl+N: certificates of all who completed a class.
func (p *Papers) New() {
	if err := p.desk.By.May(app.ChangeTraining); err != nil {
		p.desk.Fail(err)
		return
	}
	var classes []app.CertifiedClass
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			classes, err = p.store.CertifiedClasses(ctx, p.desk.By)
			return err
		},
		Done: func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			p.ask(classes)
		},
	})
}

func (p *Papers) ask(classes []app.CertifiedClass) {
	var options []widgets.Option
	for _, c := range classes {
		name := p.desk.Codes.CourseName(app.Course{Name: c.CourseName, NameEN: c.CourseNameEN})
		told := map[string]any{"Course": name, "Day": c.EndsOn, "N": words.Count(c.Completed), "Certified": words.Count(c.Certified)}
		options = append(options, widgets.Option{Code: c.ID.String(), Label: lang.L("{{.Course}}, {{.Day}}: {{.Certified}} of {{.N}} have one", told), Keys: c.Number})
	}
	which, wrong := widgets.NewCodeField(options, nil), widgets.NewFieldNote()
	if len(options) > 0 {
		which.SetCode(options[0].Code)
	}
	form := widgets.NewForm(widgets.NewFormRow("class_id", words.Field("class_id"), which).Required())
	form.OneColumn = true
	about := widgets.NewParagraph(lang.L("Everybody who completed the class gets a certificate. Who has one keeps it, with its number."))
	sheet := widgets.NewSheet(lang.L("Certificates of a class"), container.NewVBox(about, form, wrong), widgets.Action{})
	sheet.Primary = widgets.Action{Label: lang.L("Issue"), Do: func() {
		id, err := app.ParseID[app.Class](which.Chosen().Code)
		if err != nil {
			desk.ShowRefusal(form, wrong, app.Refuse("class_id", app.Missing))
			sheet.Refresh()
			return
		}
		p.issue(sheet, id, func(err error) { desk.ShowRefusal(form, wrong, err); sheet.Refresh() })
	}}
	sheet.Width = 560
	sheet.Show(p.desk.Keys)
	form.FocusFirst()
}

// issue gives the certificates and shows them marked, ready for Ctrl+P.
func (p *Papers) issue(sheet *widgets.Sheet, class app.ClassID, refuse func(error)) {
	var issued []app.CertificateID
	p.desk.StoreSheet(sheet, refuse, func(ctx context.Context) (err error) {
		issued, err = p.store.IssueCertificates(ctx, p.desk.By, app.CertificatesOf{Class: class})
		return err
	}, func() {
		p.Class(class)
		p.list.Table.MarkAll(true)
		p.Reload()
		p.desk.Say(lang.L("{{.N}} certificates. Ctrl+P prints them.", map[string]any{"N": words.Count(int64(len(issued)))}))
	})
}

// Prints answers Ctrl+P with the certificates themselves.
func (p *Papers) Prints() desk.Printed {
	var ids []app.CertificateID
	for _, c := range p.list.Chosen() {
		if !c.Gone {
			ids = append(ids, c.ID)
		}
	}
	return desk.Printed{Papers: ids}
}

// Figures is the list on view.
func (p *Papers) Figures() app.Figures { return p.list.Figures(lang.L("Certificates"), p.filter.Text) }
