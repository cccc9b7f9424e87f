package privacy

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/witness"
	"lamplighter/screens/words"
)

// form is a sheet with fields that is read when it is stored.
type form struct {
	p        *Page
	rows     []*widgets.FormRow
	reads    []func() error
	together func(refused error, again func()) bool // asks a second person, of what may take two
}

func (f *form) row(r *widgets.FormRow, read func() error) *widgets.FormRow {
	f.rows, f.reads = append(f.rows, r), append(f.reads, read)
	return r
}

func (f *form) text(name string, into *string) *widgets.FormRow {
	e := widgets.NewEntry()
	return f.entry(name, e, into)
}

func (f *form) lines(name string, into *string) *widgets.FormRow {
	return f.entry(name, widgets.NewMultiLineEntry(2), into).Spanning()
}

func (f *form) entry(name string, e *widgets.Entry, into *string) *widgets.FormRow {
	e.SetText(*into)
	return f.row(widgets.NewFormRow(name, words.Field(name), e), func() error { *into = strings.TrimSpace(e.Text); return nil })
}

func (f *form) day(name string, into *app.Day) *widgets.FormRow {
	d := f.p.desk.DayField(*into)
	return f.row(widgets.NewFormRow(name, words.Field(name), d), func() (err error) { *into, err = desk.ReadDay(name, d); return err })
}

func (f *form) choice(name string, options []widgets.Option, into *string) *widgets.FormRow {
	c := widgets.NewCodeField(options, func(widgets.Option) {})
	c.SetCode(*into)
	return f.row(widgets.NewFormRow(name, words.Field(name), c), func() error { *into = desk.Chosen(c); return nil })
}

// open shows the sheet; store is called with what was read.
func (f *form) open(title, text string, deed widgets.Action, store func(context.Context) error, said func() string) {
	fields, wrong := widgets.NewForm(f.rows...), widgets.NewFieldNote()
	body := container.NewVBox(fields, wrong)
	if text != "" {
		body = container.NewVBox(widgets.NewParagraph(text), fields, wrong)
	}
	d := f.p.desk
	var sheet *widgets.Sheet
	refuse := func(err error) {
		if f.together == nil || !f.together(err, func() { sheet.Primary.Do() }) {
			desk.ShowRefusal(fields, wrong, err)
		}
	}
	deed.Do = func() {
		for _, read := range f.reads {
			if err := read(); err != nil {
				refuse(err)
				sheet.Refresh()
				return
			}
		}
		d.StoreSheet(sheet, refuse, store, func() {
			d.Say(said())
			f.p.Reload()
		})
	}
	sheet = widgets.NewSheet(title, body, deed)
	sheet.Width = 680
	fields.Resize(body.MinSize()) // asks for its height before the sheet does
	sheet.Show(d.Keys)
}

func kept() string { return lang.L("Kept.") }

func (p *Page) request(was app.DataRequest) {
	now, f := was, &form{p: p}
	kind := string(was.Kind)
	f.text("asker", &now.Asker).Required()
	f.choice("kind", desk.Options(app.DataAsks(), words.DataAsk), &kind).Required()
	f.choice("channel", p.desk.CodeOptions("channel"), &now.Channel)
	f.day("received_on", &now.ReceivedOn).Required()
	f.lines("content", &now.Content)
	f.day("answered_on", &now.AnsweredOn)
	f.choice("refused", desk.Options(app.DataRefusals(), words.DataRefusal), &now.Refused)
	f.lines("answer", &now.Answer)
	if was.ID.IsZero() {
		was = app.DataRequest{}
	}
	f.open(words.Table("data_requests"), "", widgets.Action{Label: lang.L("Save")}, func(ctx context.Context) error {
		now.Kind = app.DataAsk(kind)
		_, err := p.store.SaveDataRequest(ctx, p.desk.By, was, now)
		return err
	}, kept)
}

func (p *Page) assessment(was app.ImpactAssessment) {
	now, f := was, &form{p: p}
	f.text("title", &now.Title).Required()
	f.day("assessed_on", &now.AssessedOn).Required()
	f.lines("purpose", &now.Purpose).Required()
	f.lines("data_scope", &now.Scope)
	f.lines("risks", &now.Risks)
	f.lines("measures", &now.Measures)
	f.text("outcome", &now.Outcome)
	f.day("keep_until", &now.KeepUntil)
	if was.ID.IsZero() {
		was = app.ImpactAssessment{}
	}
	f.open(words.Table("impact_assessments"), "", widgets.Action{Label: lang.L("Save")}, func(ctx context.Context) error {
		_, err := p.store.SaveImpactAssessment(ctx, p.desk.By, was, now)
		return err
	}, kept)
}

func (p *Page) incident(was app.Incident) {
	now, f := was, &form{p: p}
	persons := strconv.FormatInt(was.Persons, 10)
	f.day("found_on", &now.FoundOn).Required()
	f.text("persons", &persons)
	f.lines("incident_what", &now.What).Required()
	f.lines("data_scope", &now.Scope)
	f.lines("measures", &now.Measures)
	f.lines("told", &now.Told)
	f.day("told_on", &now.ToldOn)
	f.day("ended_on", &now.EndedOn)
	if was.ID.IsZero() {
		was = app.Incident{}
	}
	f.open(words.Table("incidents"), "", widgets.Action{Label: lang.L("Save")}, func(ctx context.Context) (err error) {
		if now.Persons, err = strconv.ParseInt(persons, 10, 64); err != nil {
			return app.Refuse("persons", app.Malformed)
		}
		_, err = p.store.SaveIncident(ctx, p.desk.By, was, now)
		return err
	}, kept)
}

// GoOn answers Ctrl+G: the marked customers are erased, when somebody confirms it.
func (p *Page) GoOn() {
	if p.now == kinds {
		p.eraseKind()
		return
	}
	var chosen []app.CustomerID
	for _, e := range p.list.Chosen() {
		if !e.due.IsZero() {
			chosen = append(chosen, e.due)
		}
	}
	if len(chosen) == 0 || p.desk.By.May(app.HandlePrivacy) != nil {
		return
	}
	f, by, reason, gone := &form{p: p}, p.desk.By, "", app.Erased{}
	f.lines("reason", &reason).Required()
	number := map[string]any{"N": words.Count(int64(len(chosen)))}
	f.byTwo(lang.L("Erase {{.N}} customers for ever", number), &by)
	f.open(lang.L("Customers to be erased: {{.N}}", number), lang.L("Name, numbers, addresses, contacts and notes go, here and on all computers, and do not come back."), widgets.Action{Label: lang.L("Erase for ever"), Danger: true}, func(ctx context.Context) (err error) {
		gone, err = p.store.EraseDue(ctx, by, chosen, reason)
		return err
	}, func() string {
		p.list.Table.MarkAll(false)
		return words.Erased(gone)
	})
}

// byTwo asks for a second person when what the form does takes two, and does it
// again in the name of both.
func (f *form) byTwo(what string, by *app.Actor) {
	f.together = func(refused error, again func()) bool {
		return witness.Act{Desk: f.p.desk, Store: f.p.store, What: what, Agreed: func(with app.Actor) {
			*by = with
			again()
		}}.Needed(refused)
	}
}

// eraseKind asks why, and erases what is due of the kind that is chosen; of
// customers the list is shown, for they are looked at one by one.
func (p *Page) eraseKind() {
	chosen := p.list.Chosen()
	if len(chosen) != 1 || chosen[0].kind.Records == 0 || p.desk.By.May(app.HandlePrivacy) != nil {
		return
	}
	kind := chosen[0].kind
	if kind.Kind.OfCustomers() {
		p.views.Choose(due)
		p.choose([]string{due})
		return
	}
	f, by, reason, gone := &form{p: p}, p.desk.By, "", app.Erased{}
	f.lines("reason", &reason).Required()
	title := map[string]any{"Kind": words.RetentionKind(kind.Kind), "N": words.Count(kind.Records)}
	f.byTwo(lang.L("Erase {{.N}} of {{.Kind}} for ever", title), &by)
	about := lang.L("What is due goes, with its files, here and on all computers, and does not come back. What is not due stays.")
	f.open(lang.L("{{.Kind}}: {{.N}} to be erased", title), about, widgets.Action{Label: lang.L("Erase for ever"), Danger: true}, func(ctx context.Context) (err error) {
		gone, err = p.store.EraseKind(ctx, by, kind.Kind, reason)
		return err
	}, func() string { return words.Erased(gone) })
}
