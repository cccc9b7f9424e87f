package rules

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Flows is the page of the lives of cases: the text of a kind's flow, and
// beside it what the text says – the way through it, its moves, its fields and
// documents – or the line that cannot be. What is saved is the next version.
type Flows struct {
	*texts
	desk   *desk.Desk
	store  Store
	tries  *widgets.Entry
	loader *background.Loader[[]app.Flow]
}

// NewFlows is the page, still empty.
func NewFlows(d *desk.Desk, store Store) *Flows {
	f := &Flows{desk: d, store: store}
	f.loader = background.NewLoader(d.Runner, f.show)
	f.tries = widgets.NewEntry()
	f.tries.SetPlaceHolder("sub_kind=suspend line_works")
	f.texts = newTexts(d, lang.L("Cases that run keep the version they were accepted under."), f.Save, widgets.NewFormRow("values", lang.L("Try with"), f.tries))
	f.tries.OnChanged = func(string) { f.later.Call() }
	f.texts.say = f.say
	return f
}

// Reload asks for the flows again; a text that was changed here stays.
func (f *Flows) Reload() {
	f.loader.Ask(func(ctx context.Context) ([]app.Flow, error) { return f.store.Flows(ctx, f.desk.By) })
}

func (f *Flows) show(all []app.Flow, err error) {
	f.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	out := make([]kept, len(all))
	for i, flow := range all {
		out[i] = kept{of: string(flow.Kind), label: words.Kind(flow.Kind), keys: flow.Code, number: flow.Version, from: flow.ValidFrom, text: flow.Text}
	}
	f.texts.show(out)
}

// Try says with which values the way is shown.
func (f *Flows) Try(values string) {
	f.tries.SetText(values)
	f.later.Now()
}

// say shows what a text says.
func (f *Flows) say(text string) error {
	flow, err := app.ParseFlow(text)
	if err != nil {
		return err
	}
	f.seen.Objects = nil
	f.showSource(flow)
	f.showWay(flow)
	f.showAsked(flow)
	f.showMoves(flow)
	return nil
}

func (f *Flows) showSource(flow app.Flow) {
	facts := widgets.NewFacts()
	facts.Add(lang.L("Name"), flow.Code+"  "+f.name(flow.ZH, flow.EN))
	facts.Add(lang.L("Mark"), flow.Mark)
	facts.AddWide(lang.L("Source"), flow.Source)
	f.seen.Add(facts)
}

// value answers the fields that are tried: "sub_kind=suspend line_works".
func (f *Flows) value(name string) string {
	for _, part := range strings.Fields(f.tries.Text) {
		if key, value, given := strings.Cut(part, "="); key == name {
			if !given {
				return "1"
			}
			return value
		}
	}
	return ""
}

func (f *Flows) showWay(flow app.Flow) {
	f.seen.Add(widgets.NewSectionHeader(lang.L("Straight way")))
	way := container.New(&widgets.WrapLayout{Gap: 4})
	for i, stage := range flow.Path(f.value) {
		if i > 0 {
			way.Add(widgets.NewMutedText("→"))
		}
		way.Add(widgets.NewBadge(f.name(stage.ZH, stage.EN), widgets.ToneInfo))
	}
	f.seen.Add(way)
}

func (f *Flows) showAsked(flow app.Flow) {
	asked := map[string][]string{}
	for _, field := range flow.Fields {
		if field.When.Holds(f.value) {
			asked[field.Ask] = append(asked[field.Ask], f.name(field.ZH, field.EN))
		}
	}
	facts := widgets.NewFacts()
	separator := lang.X("list.separator", ", ")
	facts.AddWide(lang.L("Must be filled in"), strings.Join(asked[app.AskRequired], separator))
	facts.AddWide(lang.L("May be filled in"), strings.Join(asked[app.AskOptional], separator))
	facts.AddWide(lang.L("Asked later"), strings.Join(asked[app.AskLater], separator))
	documents := map[string][]string{}
	for _, d := range flow.Documents {
		if d.When.Holds(f.value) {
			documents[d.Need] = append(documents[d.Need], f.name(d.ZH, d.EN))
		}
	}
	facts.AddWide(lang.L("Documents"), strings.Join(documents[app.DocumentRequired], separator))
	facts.AddWide(lang.L("Documents that may follow"), strings.Join(documents[app.DocumentLater], separator))
	f.seen.Add(widgets.NewSectionHeader(lang.L("What is asked")))
	f.seen.Add(facts)
}

func (f *Flows) showMoves(flow app.Flow) {
	f.seen.Add(widgets.NewSectionHeader(lang.L("Moves")))
	for _, stage := range flow.Stages {
		for _, m := range flow.From(stage.Code, "", f.value) {
			to, _ := flow.Stage(m.To)
			line := widgets.NewText(f.name(stage.ZH, stage.EN) + " → " + f.name(to.ZH, to.EN))
			line.Shrinks = true
			verb := widgets.NewMutedText(words.Verb(m.Verb))
			verb.Shrinks = true
			f.seen.Add(container.New(&widgets.BarLayout{Widths: []float32{0, 170}}, line, verb))
		}
	}
}

func (f *Flows) name(zh, en string) string { return f.desk.Flows.Name(zh, en) }

// Save answers Ctrl+Enter: the text becomes the next version of its kind.
func (f *Flows) Save() {
	text, from, ok := f.ready()
	if !ok {
		return
	}
	var saved app.Flow
	f.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			var err error
			saved, err = f.store.SaveFlow(ctx, f.desk.By, text, from)
			return err
		},
		Done: func(err error) {
			f.note.SetText(words.Error(err))
			if err != nil {
				return
			}
			f.desk.Say(lang.L("{{.Kind}}: version {{.N}} holds for cases accepted from {{.Day}}.", map[string]any{
				"Kind": words.Kind(saved.Kind), "N": saved.Version, "Day": string(saved.ValidFrom),
			}))
			f.Reload()
		},
	})
}
