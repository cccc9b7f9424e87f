package review

import (
	"context"
	"errors"
	"strconv"
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

// Survey takes in the answers to the yearly survey, one after the other, by
// keys alone: account number or name, score, what was said, Ctrl+Enter.
type Survey struct {
	desk  *desk.Desk
	store Store

	year    *widgets.Entry
	asked   *widgets.DateField
	channel *widgets.CodeField
	who     *widgets.Entry
	found   *widgets.Text
	score   *widgets.CodeField
	opinion *widgets.Entry
	form    *widgets.Form
	note    *widgets.FieldNote
	told    *widgets.Text
	table   *widgets.RecordTable
	body    fyne.CanvasObject

	customer app.Found
	saving   bool
	replace  bool // the answer of that year is to be replaced
	entered  atomic.Pointer[[]widgets.Row]
	finder   *background.Loader[foundWho]
}

type foundWho struct {
	typed string
	hits  []app.Found
	total int
}

// NewSurvey is the page, ready for the first answer.
func NewSurvey(d *desk.Desk, store Store) *Survey {
	s := &Survey{desk: d, store: store, year: widgets.NewEntry(), who: widgets.NewEntry(), opinion: widgets.NewEntry(), found: widgets.NewMutedText(""), note: widgets.NewFieldNote(), told: widgets.NewMutedText("")}
	s.entered.Store(&[]widgets.Row{})
	s.finder = background.NewLoader(d.Runner, s.showWho)
	today := app.DayOf(d.Now())
	s.year.SetText(string(today[:4]))
	s.asked = d.DayField(today)
	s.channel = widgets.NewCodeField(d.CodeOptions("contact_way"), nil)
	s.channel.SetCode("phone")
	s.score = widgets.NewCodeField(scoreOptions(), nil)
	s.who.OnChanged = s.find
	s.who.SetPlaceHolder(lang.L("Account number, name or telephone"))
	s.year.OnChanged = func(string) { s.replace = false }
	s.form = widgets.NewForm(
		widgets.NewFormRow("year", lang.L("Survey of the year"), s.year).Required(),
		widgets.NewFormRow("asked_on", lang.L("Asked on"), s.asked).Required(),
		widgets.NewFormRow("channel", lang.L("Asked by way of"), s.channel),
		widgets.NewFormRow("customer", lang.L("Customer"), s.who).Required(),
		widgets.NewFormRow("score", lang.L("Satisfaction"), s.score).Required(),
		widgets.NewFormRow("opinion", lang.L("What was said"), s.opinion))
	s.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: lang.L("Customer"), Field: "customer", Width: 170, Weight: 1},
		{Title: lang.L("Account number"), Field: "account_no", Width: 140},
		{Title: lang.L("Year"), Width: 70},
		{Title: lang.L("Satisfaction"), Width: 140, Kind: widgets.KindBadge},
		{Title: lang.L("What was said"), Width: 240, Weight: 2},
	}, func(_ context.Context, from, count int) ([]widgets.Row, error) {
		rows := *s.entered.Load()
		return rows[min(from, len(rows)):min(from+count, len(rows))], nil
	})
	s.table.SetEmpty(widgets.NewEmptyState(theme.DocumentCreateIcon(), lang.L("What you enter is listed here. Ctrl+Enter saves an answer and is ready for the next."), widgets.Action{}))
	save := widgets.NewPrimaryButton(lang.L("Save")+"  Ctrl+Enter", s.Save)
	top := container.NewVBox(container.NewBorder(nil, nil, widgets.NewTitle(lang.L("Yearly survey")), save), s.form, container.NewHBox(s.found), s.note, container.NewHBox(s.told))
	s.body = container.NewBorder(container.NewPadded(top), nil, nil, nil, s.table)
	return s
}

// Content is the page.
func (s *Survey) Content() fyne.CanvasObject { return s.body }

// Focus puts the keyboard where the next answer begins.
func (s *Survey) Focus() { widgets.Focus(s.who) }

// find looks for whom is meant while it is typed.
func (s *Survey) find(text string) {
	s.customer, s.replace = app.Found{}, false
	s.found.SetText("")
	if text == "" {
		s.finder.Stop()
		return
	}
	s.finder.Ask(func(ctx context.Context) (foundWho, error) {
		hits, total, err := s.store.Search(ctx, s.desk.By, text, 1)
		return foundWho{text, hits, total}, err
	})
}

// showWho takes the best hit, and says whom else it might be.
func (s *Survey) showWho(f foundWho, err error) {
	switch {
	case err != nil:
		s.note.Error(words.Error(err))
	case f.typed != s.who.Text:
	case len(f.hits) == 0:
		s.found.SetText(lang.L("Nobody is found like this."))
	default:
		s.customer = f.hits[0]
		said := map[string]any{"Name": s.customer.Name, "Account": s.customer.AccountNo, "Place": s.customer.Address, "N": words.Count(int64(f.total))}
		if s.found.SetText(lang.L("Answer of {{.Name}}, {{.Account}}, {{.Place}}", said)); f.total > 1 {
			s.found.SetText(lang.L("Answer of {{.Name}}, {{.Account}}, {{.Place}} – the best of {{.N}} that match; type on if it is another.", said))
		}
	}
}

// Save keeps the answer and makes ready for the next.
func (s *Survey) Save() {
	if s.saving {
		return
	}
	r, err := s.answer()
	if err != nil {
		s.refuse(err)
		return
	}
	who, replace := s.customer, s.replace
	s.saving = true
	s.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			return s.store.AddSurvey(ctx, s.desk.By, r, replace)
		},
		Done: func(err error) {
			s.saving = false
			if no, is := errors.AsType[*app.Refusal](err); is && no.Reason == app.AlreadyThere {
				s.warn(who, r.Year, no.Value)
				return
			}
			if err != nil {
				s.refuse(err)
				return
			}
			s.next(who, r)
		},
	})
}

func (s *Survey) refuse(err error) {
	desk.ShowRefusal(s.form, s.note, err)
	s.body.Refresh() // a sentence takes room
}

func (s *Survey) answer() (app.SurveyResponse, error) {
	asked, err := desk.ReadDay("asked_on", s.asked)
	if err != nil {
		return app.SurveyResponse{}, err
	}
	year, err := strconv.ParseInt(app.NormaliseCode(s.year.Text), 10, 64)
	if err != nil {
		return app.SurveyResponse{}, app.Refuse("year", app.Malformed)
	}
	return app.SurveyResponse{
		Customer: s.customer.ID, Year: year, Score: scoreOf(s.score), AskedOn: asked, Channel: s.channel.Chosen().Code, Opinion: s.opinion.Text,
	}, nil
}

// warn tells of the answer that is there; saving again replaces it.
func (s *Survey) warn(who app.Found, year int64, score string) {
	s.replace = true
	was, _ := strconv.ParseInt(score, 10, 64)
	s.form.Clear()
	s.note.Set(widgets.NoteWarning, lang.L("{{.Name}} has answered for {{.Year}} already: {{.Score}}. Ctrl+Enter again replaces that answer; the old one stays in the change history.", map[string]any{
		"Name": who.Name, "Year": year, "Score": words.Score(was),
	}))
	s.body.Refresh()
}

func (s *Survey) next(who app.Found, r app.SurveyResponse) {
	rows := *s.entered.Load()
	row := widgets.Row{Key: strconv.Itoa(len(rows)), Cells: []widgets.Cell{
		{Text: who.Name, Strong: true}, {Text: who.AccountNo}, {Text: strconv.FormatInt(r.Year, 10)}, {Text: words.Score(r.Score), Tone: desk.ScoreTone(r.Score)}, {Text: r.Opinion},
	}}
	rows = append([]widgets.Row{row}, rows...)
	s.entered.Store(&rows)
	s.table.SetTotal(len(rows))
	s.table.Reload()
	s.told.SetText(lang.L("{{.N}} answers entered.", map[string]any{"N": words.Count(int64(len(rows)))}))
	s.form.Clear()
	s.note.Clear()
	s.who.SetText("")
	s.score.SetCode("")
	s.opinion.SetText("")
	s.body.Refresh()
	s.Focus()
}
