package rules

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// VisitForms is the page of what is asked on visits: the text of a form, and
// beside it its questions group by group, or the line that cannot be.
type VisitForms struct {
	*texts
	desk   *desk.Desk
	store  Store
	loader *background.Loader[[]app.VisitForm]
}

// NewVisitForms is the page, still empty.
func NewVisitForms(d *desk.Desk, store Store) *VisitForms {
	f := &VisitForms{desk: d, store: store}
	f.loader = background.NewLoader(d.Runner, f.show)
	f.texts = newTexts(d, lang.L("Visits that were recorded keep the version they were recorded under."), f.Save)
	f.texts.say = f.say
	return f
}

// Reload asks for the forms again; a text that was changed here stays.
func (f *VisitForms) Reload() {
	f.loader.Ask(func(ctx context.Context) ([]app.VisitForm, error) { return f.store.VisitForms(ctx, f.desk.By) })
}

func (f *VisitForms) show(all []app.VisitForm, err error) {
	f.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	out := make([]kept, len(all))
	for i, form := range all {
		out[i] = kept{of: form.Code, label: f.name(form.ZH, form.EN), keys: form.Code, number: form.Version, from: form.ValidFrom, text: form.Text}
	}
	f.texts.show(out)
}

// say shows what a text says.
func (f *VisitForms) say(text string) error {
	form, err := app.ParseVisitForm(text)
	if err != nil {
		return err
	}
	facts := widgets.NewFacts()
	facts.Add(lang.L("Name"), f.name(form.ZH, form.EN))
	facts.Add(lang.L("Mark"), form.Mark)
	facts.AddWide(lang.L("Source"), form.Source)
	f.seen.Objects = []fyne.CanvasObject{facts}
	for _, g := range form.Groups {
		f.seen.Add(widgets.NewSectionHeader(f.name(g.ZH, g.EN)))
		for _, q := range form.In(g.Name) {
			f.seen.Add(f.line(form, q))
		}
	}
	return nil
}

// line says one question: what it is called, how it is answered, when it is
// asked, and whether its answer goes into the profile.
func (f *VisitForms) line(form app.VisitForm, q app.Question) fyne.CanvasObject {
	name := f.name(q.ZH, q.EN)
	if q.Required {
		name += " *"
	}
	said := []string{words.QuestionKind(q.Kind)}
	if unit := f.name(q.UnitZH, q.UnitEN); unit != "" {
		said = append(said, unit)
	}
	if q.When != "" {
		said = append(said, lang.L("Asked only when")+" "+f.when(form, q.When))
	}
	if q.Fact != "" {
		said = append(said, lang.L("Profile")+" "+f.desk.Codes.Label("field_group", q.Fact))
	}
	label, rest := widgets.NewText(name), widgets.NewMutedText(strings.Join(said, " · "))
	label.Shrinks, rest.Shrinks = true, true
	return container.New(&widgets.BarLayout{Widths: []float32{150, 0}}, label, rest)
}

// when says a condition with the names of the questions it looks at.
func (f *VisitForms) when(form app.VisitForm, c app.Cond) string {
	said := string(c)
	for _, q := range form.Questions {
		said = strings.ReplaceAll(said, q.Name, f.name(q.ZH, q.EN))
	}
	return strings.NewReplacer("&", " & ", "="+app.AnswerYes, " = "+words.Answer(app.Question{Kind: app.AskYes}, app.AnswerYes, nil, ""),
		"="+app.AnswerNo, " = "+words.Answer(app.Question{Kind: app.AskYes}, app.AnswerNo, nil, "")).Replace(said)
}

func (f *VisitForms) name(zh, en string) string { return f.desk.Flows.Name(zh, en) }

// Save answers Ctrl+Enter: the text becomes the next version of its form.
func (f *VisitForms) Save() {
	text, from, ok := f.ready()
	if !ok {
		return
	}
	var saved app.VisitForm
	f.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			var err error
			saved, err = f.store.SaveVisitForm(ctx, f.desk.By, text, from)
			return err
		},
		Done: func(err error) {
			f.note.SetText(words.Error(err))
			if err != nil {
				return
			}
			f.desk.Say(lang.L("{{.Form}}: version {{.N}} holds for visits from {{.Day}}.", map[string]any{
				"Form": f.name(saved.ZH, saved.EN), "N": saved.Version, "Day": string(saved.ValidFrom),
			}))
			f.Reload()
		},
	})
}
