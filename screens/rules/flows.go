package rules

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
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
	desk  *desk.Desk
	store Store

	all    []app.Flow
	kind   *widgets.CodeField
	which  *widgets.CodeField
	text   *widgets.Entry
	from   *widgets.DateField
	tries  *widgets.Entry
	fault  *widgets.FieldNote
	note   *widgets.FieldNote
	seen   *fyne.Container
	body   fyne.CanvasObject
	loader *background.Loader[[]app.Flow]
	later  *background.Later
}

// NewFlows is the page, still empty.
func NewFlows(d *desk.Desk, store Store) *Flows {
	f := &Flows{desk: d, store: store, fault: widgets.NewFieldNote(), note: widgets.NewFieldNote(), seen: container.NewVBox()}
	f.loader = background.NewLoader(d.Runner, f.show)
	f.later = background.NewLater(d.Runner, 200*time.Millisecond, f.read)
	f.kind = widgets.NewCodeField(nil, func(widgets.Option) { f.versions(); f.open() })
	f.which = widgets.NewCodeField(nil, func(widgets.Option) { f.open() })
	f.text = widgets.NewMultiLineEntry(20)
	f.text.Wrapping = fyne.TextWrapOff
	f.text.OnChanged = func(string) { f.later.Call() }
	f.tries = widgets.NewEntry()
	f.tries.SetPlaceHolder("sub_kind=suspend line_works")
	f.tries.OnChanged = func(string) { f.later.Call() }
	f.from = d.DayField(app.DayOf(d.Now()))
	save := widgets.NewPrimaryButton(lang.L("Save as next version")+"  Ctrl+Enter", f.Save)
	form := widgets.NewForm(
		widgets.NewFormRow("kind", lang.L("Kind"), f.kind),
		widgets.NewFormRow("version", lang.L("Version"), f.which),
		widgets.NewFormRow("valid_from", lang.L("Holds from"), f.from),
		widgets.NewFormRow("values", lang.L("Try with"), f.tries))
	top := container.NewVBox(container.NewBorder(nil, nil, nil, container.NewPadded(container.NewPadded(container.NewCenter(save))), form), f.note)
	hint := widgets.NewMutedText(lang.L("Cases that run keep the version they were accepted under."))
	panes := container.New(&widgets.PanesLayout{Share: 0.55}, container.NewPadded(container.NewBorder(nil, f.fault, nil, nil, f.text)),
		container.NewPadded(container.NewVScroll(f.seen)))
	f.body = container.NewBorder(container.NewPadded(top), container.NewPadded(hint), nil, nil, panes)
	return f
}

// Content is the page.
func (f *Flows) Content() fyne.CanvasObject { return f.body }

// Shows names what is on view.
func (f *Flows) Shows() app.Changes { return app.Reference }

// Reload asks for the flows again; a text that was changed here stays.
func (f *Flows) Reload() {
	f.loader.Ask(func(ctx context.Context) ([]app.Flow, error) { return f.store.Flows(ctx, f.desk.By) })
}

// Focus puts the keyboard where work goes on.
func (f *Flows) Focus() { widgets.Focus(f.kind) }

func (f *Flows) show(all []app.Flow, err error) {
	f.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	f.all = all
	var kinds []widgets.Option
	for _, flow := range all {
		if !slices.ContainsFunc(kinds, func(o widgets.Option) bool { return o.Code == string(flow.Kind) }) {
			label := words.Kind(flow.Kind)
			full, initials := app.Pinyin(label)
			kinds = append(kinds, widgets.Option{Code: string(flow.Kind), Label: label, Keys: flow.Code + " " + initials + " " + full})
		}
	}
	f.kind.SetOptions(kinds)
	if f.kind.Chosen().Code == "" && len(kinds) > 0 {
		f.kind.SetCode(kinds[0].Code)
		f.versions()
		f.open()
	}
}

// versions offers those of the chosen kind, the newest first.
func (f *Flows) versions() {
	var options []widgets.Option
	for _, flow := range f.all {
		if string(flow.Kind) != f.kind.Chosen().Code {
			continue
		}
		label := lang.L("Version {{.N}}", map[string]any{"N": flow.Version})
		if flow.ValidFrom != "" {
			label += "  " + lang.L("from {{.Day}}", map[string]any{"Day": string(flow.ValidFrom)})
		}
		options = append(options, widgets.Option{Code: words.Count(flow.Version), Label: label})
	}
	f.which.SetOptions(options)
	if len(options) > 0 {
		f.which.SetCode(options[0].Code)
	}
}

func (f *Flows) open() {
	for _, flow := range f.all {
		if string(flow.Kind) == f.kind.Chosen().Code && words.Count(flow.Version) == f.which.Chosen().Code {
			f.text.SetText(flow.Text)
			f.read()
		}
	}
}

// Write puts a text in the place of the one on view, as typing would.
func (f *Flows) Write(text string) {
	f.text.SetText(text)
	f.later.Now()
}

// Try says with which values the way is shown.
func (f *Flows) Try(values string) {
	f.tries.SetText(values)
	f.later.Now()
}

// read says what the text means, or which line cannot be.
func (f *Flows) read() {
	flow, err := app.ParseFlow(f.text.Text)
	f.fault.Clear()
	if wrong, is := errors.AsType[*app.FlowError](err); is {
		f.fault.Error(words.FlowFault(wrong))
		return // what was read last stays on view
	}
	f.seen.Objects = nil
	f.showSource(flow)
	f.showWay(flow)
	f.showAsked(flow)
	f.showMoves(flow)
	f.seen.Refresh()
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
	if f.from.Commit() != nil {
		f.note.Error(words.Refusal(&app.Refusal{Field: "valid_from", Reason: app.Malformed}))
		return
	}
	text, from := f.text.Text, app.Day(f.from.Value())
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
