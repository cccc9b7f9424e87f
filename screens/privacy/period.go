package privacy

import (
	"context"
	"errors"
	"strconv"
	"strings"

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

// period is the sheet of for how long a kind of data is kept: the versions, and
// the next one for who changes rules.
type period struct {
	page  *Page
	holds app.RetentionRule
	began app.RetentionRule // as the form first read

	months, source *widgets.Entry
	from           *widgets.DateField
	rows           *widgets.Form
	wrong          *widgets.FieldNote
	sheet          *widgets.Sheet
}

const (
	periodWidth  = 640
	periodsShown = 170 // height of the versions before they scroll
)

// period opens the sheet of a kind.
func (p *Page) period(holds app.RetentionRule, versions []app.RetentionVersion) {
	e := &period{page: p, holds: holds, wrong: widgets.NewFieldNote()}
	told := container.NewVScroll(widgets.NewTimeline(p.told(holds, versions)...))
	told.SetMinSize(fyne.NewSize(0, periodsShown))
	body := container.NewVBox(widgets.NewParagraph(words.RetentionBasis(holds)))
	if holds.Mark == app.MarkDoubtful {
		body.Add(widgets.NewMutedText(lang.L("Doubtful until the company confirms it, with this number or another.")))
	}
	title := words.RetentionKind(holds.Kind)
	if p.desk.By.May(app.ChangeRules) != nil {
		body.Add(widgets.NewMutedText(lang.L("The administrator changes periods.")))
		e.sheet = widgets.NewSheet(title, body, widgets.Action{})
	} else {
		body.Objects = append(body.Objects, e.form(), e.wrong)
		e.sheet = widgets.NewSheet(title, body, widgets.Action{Label: lang.L("Save"), Do: e.foresee})
		e.sheet.Secondary = widgets.Action{Label: lang.L("Cancel"), Do: e.leave}
		e.began, _ = e.read()
		if toCome := versions[0].RetentionRule; toCome.ValidFrom > p.today() {
			e.sheet.Others = []widgets.Action{{Label: lang.L("Withdraw what is to come") + "  Alt+W", Do: func() { e.withdraw(toCome) }}}
		}
	}
	body.Objects = append(body.Objects, widgets.NewSectionHeader(lang.L("Versions")), told)
	e.sheet.Width = periodWidth
	body.Resize(fyne.NewSize(periodWidth, 0)) // asks for its height before the sheet does
	e.sheet.Show(p.desk.Keys)
	for _, other := range e.sheet.Others {
		e.sheet.Layer().On("Alt+W", lang.L("Withdraw what is to come"), other.Do)
	}
}

func (e *period) form() fyne.CanvasObject {
	e.months, e.source, e.from = widgets.NewEntry(), widgets.NewEntry(), e.page.desk.DayField(e.page.today())
	e.months.SetText(strconv.FormatInt(e.holds.Months, 10))
	e.rows = widgets.NewForm(
		widgets.NewFormRow("kept_months", words.Field("kept_months"), e.months).Required(),
		widgets.NewFormRow("valid_from", words.Field("valid_from"), e.from).Required(),
		widgets.NewFormRow("source", words.Field("source"), e.source).Required().Hinted(lang.L("Who decided it, and where it is written.")),
	)
	e.rows.OneColumn = true
	return e.rows
}

// told are the versions as a timeline, the newest first.
func (p *Page) told(holds app.RetentionRule, versions []app.RetentionVersion) []widgets.Moment {
	var out []widgets.Moment
	for _, v := range versions {
		m := widgets.Moment{When: words.Moment(v.At, p.desk.Now()), Icon: theme.HistoryIcon(), Title: words.RetentionVersion(v.RetentionRule), Body: v.Source, Aside: v.ByName}
		if v.ValidFrom == "" {
			m.When, m.Body = lang.L("As delivered"), words.RetentionBasis(v.RetentionRule)
		}
		switch {
		case v.ID == holds.ID:
			m.Icon, m.Tone, m.Aside = theme.ConfirmIcon(), widgets.ToneGood, join(m.Aside, lang.X("rule.holds", "Holds"))
		case v.ValidFrom > p.today():
			m.Tone, m.Aside = widgets.ToneInfo, join(m.Aside, lang.X("rule.to_come", "To come"))
		}
		out = append(out, m)
	}
	return out
}

func join(parts ...string) string {
	return strings.Trim(strings.Join(parts, " · "), " ·")
}

func (e *period) read() (app.RetentionRule, error) {
	now := app.RetentionRule{Kind: e.holds.Kind, Source: strings.TrimSpace(e.source.Text)}
	text := strings.TrimSpace(e.months.Text)
	if text == "" {
		return now, app.Refuse("kept_months", app.Missing)
	}
	var err error
	if now.Months, err = strconv.ParseInt(text, 10, 64); err != nil && !errors.Is(err, strconv.ErrRange) { // which the rule refuses
		return now, app.Refuse("kept_months", app.Malformed)
	}
	now.ValidFrom, err = desk.ReadDay("valid_from", e.from)
	return now, err
}

// foresee asks what the period would make due, and before a shorter one is kept.
func (e *period) foresee() {
	e.rows.Clear()
	e.wrong.Clear()
	now, err := e.read()
	if err != nil {
		e.refuse(err)
		e.sheet.Refresh()
		return
	}
	d, seen := e.page.desk, app.RetentionChange{}
	e.sheet.SetBusy(true)
	d.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			seen, err = e.page.store.ForeseeRetention(ctx, d.By, now)
			return err
		},
		Done: func(err error) {
			e.sheet.SetBusy(false)
			switch {
			case err != nil:
				e.refuse(err)
				e.sheet.Refresh()
			case seen.Shortens():
				widgets.Confirm(d.Keys, widgets.Question{
					Title: lang.L("Keep it for a shorter time?"), Text: words.RetentionChange(seen), Yes: lang.L("Shorten"), No: lang.L("Back"), Danger: true,
				}, func() { e.keep(now) })
			default:
				e.keep(now)
			}
		},
	})
}

func (e *period) keep(now app.RetentionRule) {
	e.store(func(ctx context.Context) error {
		_, err := e.page.store.ChangeRetention(ctx, e.page.desk.By, now)
		return err
	}, kept())
}

// withdraw asks before a version is taken back that is still to come.
func (e *period) withdraw(toCome app.RetentionRule) {
	d, day := e.page.desk, map[string]any{"Day": words.Day(toCome.ValidFrom)}
	widgets.Confirm(d.Keys, widgets.Question{
		Title: lang.L("Withdraw the version that begins on {{.Day}}?", day), Text: lang.L("The period before it goes on. The version stays in the change log."),
		Yes: lang.L("Withdraw"), No: lang.L("Keep it"), Danger: true,
	}, func() {
		e.store(func(ctx context.Context) error { return e.page.store.WithdrawRetention(ctx, d.By, toCome.ID) },
			lang.L("The version that begins on {{.Day}} is withdrawn", day))
	})
}

func (e *period) store(verb func(context.Context) error, said string) {
	e.page.desk.StoreSheet(e.sheet, e.refuse, verb, func() {
		e.page.desk.Say(said)
		e.page.Reload()
	})
}

func (e *period) refuse(err error) { desk.ShowRefusal(e.rows, e.wrong, err) }

// leave closes the sheet, after asking if something was typed.
func (e *period) leave() {
	now, _ := e.read()
	e.page.desk.Leave(now != e.began, e.sheet.Close)
}
