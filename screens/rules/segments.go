package rules

import (
	"context"
	"slices"
	"strconv"
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

// Segments is the page of the rules that place customers in segments: one rule
// for each segment, asked in their order. Beside the conditions stands what
// may be named in them, or where they cannot be read; a rule is tried on all
// customers before it is saved as the next version.
type Segments struct {
	desk  *desk.Desk
	store Store

	all        []app.SegmentRule
	was        app.SegmentRule // the version on view; zero: the segment has none
	loader     *background.Loader[[]app.SegmentRule]
	trial      *background.Loader[app.SegmentTrial]
	later      *background.Later
	segment    *widgets.CodeField
	order      *widgets.Entry
	conditions *widgets.Entry
	remark     *widgets.Entry
	from, to   *widgets.DateField
	form       *widgets.Form
	fault      *widgets.FieldNote
	wrong      *widgets.FieldNote
	history    *fyne.Container
	right      *fyne.Container
	tried      *fyne.Container
	body       fyne.CanvasObject
}

// NewSegments is the page, still empty.
func NewSegments(d *desk.Desk, store Store) *Segments {
	s := &Segments{desk: d, store: store, fault: widgets.NewFieldNote(), wrong: widgets.NewFieldNote(), history: container.NewVBox(), tried: container.NewVBox()}
	s.loader = background.NewLoader(d.Runner, s.show)
	s.trial = background.NewLoader(d.Runner, s.showTrial)
	s.later = background.NewLater(d.Runner, 200*time.Millisecond, s.read)
	s.segment = widgets.NewCodeField(d.CodeOptions("segment"), func(widgets.Option) { s.open() })
	s.order, s.remark = widgets.NewEntry(), widgets.NewEntry()
	s.conditions = widgets.NewMultiLineEntry(4)
	s.conditions.Wrapping = fyne.TextWrapWord
	s.conditions.OnChanged = func(string) { s.later.Call() }
	s.from, s.to = d.DayField(app.DayOf(d.Now())), d.DayField("")
	s.form = widgets.NewForm(
		widgets.NewFormRow("segment", words.Field("segment"), s.segment).Required(),
		widgets.NewFormRow("priority", words.Field("priority"), s.order).Required(),
		widgets.NewFormRow("valid_from", lang.L("Holds from"), s.from).Required(),
		widgets.NewFormRow("valid_to", lang.L("Last day"), s.to),
		widgets.NewFormRow("conditions", words.Field("conditions"), s.conditions).Required().Spanning(),
		widgets.NewFormRow("note", words.Field("note"), s.remark).Spanning(),
	)
	buttons := container.NewHBox(widgets.NewButton(lang.L("Try on all customers")+"  Ctrl+G", s.GoOn),
		widgets.NewPrimaryButton(lang.L("Save as next version")+"  Ctrl+Enter", s.Save))
	left := container.NewVBox(s.form, s.fault, s.wrong, container.NewBorder(nil, nil, nil, buttons), s.tried)
	s.right = container.NewVBox(s.history, s.names())
	hint := widgets.NewMutedText(lang.L("The first rule that holds wins. Customers stay where they are until somebody confirms what is proposed."))
	s.body = container.NewBorder(nil, container.NewPadded(hint), nil, nil, container.New(&widgets.PanesLayout{Share: 0.58},
		container.NewPadded(container.NewVScroll(left)), container.NewPadded(container.NewVScroll(s.right))))
	return s
}

// names lists what may stand in a condition.
func (s *Segments) names() fyne.CanvasObject {
	numbers, codes := app.ConditionNames()
	box := container.NewVBox(widgets.NewSectionHeader(lang.L("Figures: with >=, >, <=, <, =")))
	add := func(names []string) {
		facts := widgets.NewFacts()
		for _, name := range names {
			facts.AddWide(words.ConditionName(name), name)
		}
		box.Add(facts)
	}
	add(numbers)
	box.Add(widgets.NewSectionHeader(lang.L("Words: with is, starts, set")))
	add(codes)
	box.Add(widgets.NewParagraph(lang.L("Join them with and, or, not and brackets; several words stand behind is with commas: class is hv,lv_business. What is not known makes a condition neither hold nor fail.")))
	return box
}

// Content is the page.
func (s *Segments) Content() fyne.CanvasObject { return s.body }

// Shows names what is on view.
func (s *Segments) Shows() app.Changes { return app.Services | app.Reference }

// Reload asks for the rules again; a rule that was changed here stays.
func (s *Segments) Reload() {
	s.loader.Ask(func(ctx context.Context) ([]app.SegmentRule, error) { return s.store.SegmentRules(ctx, s.desk.By) })
}

// Focus puts the keyboard where work goes on.
func (s *Segments) Focus() { widgets.Focus(s.segment) }

func (s *Segments) show(all []app.SegmentRule, err error) {
	s.wrong.SetText(words.Error(err))
	if err != nil {
		return
	}
	s.all = all
	if chosen(s.segment) == "" {
		if rules := app.SegmentRulesOn(all, app.DayOf(s.desk.Now())); len(rules) > 0 {
			s.segment.SetCode(rules[0].Segment)
			s.open()
		}
	}
	s.showHistory()
}

// open shows the newest version of the chosen segment's rule.
func (s *Segments) open() {
	s.was = app.SegmentRule{}
	for _, r := range s.all {
		if r.Segment == chosen(s.segment) && r.Version > s.was.Version {
			s.was = r
		}
	}
	s.order.SetText("")
	if s.was.Priority > 0 {
		s.order.SetText(strconv.FormatInt(s.was.Priority, 10))
	}
	s.conditions.SetText(s.was.Conditions)
	s.remark.SetText(s.was.Note)
	s.from.SetValue(string(max(s.was.ValidFrom, app.DayOf(s.desk.Now()))))
	s.to.SetValue(string(s.was.ValidTo))
	s.tried.RemoveAll()
	s.form.Clear()
	s.later.Now()
	s.showHistory()
}

// showHistory lists the order of the rules in force, and the versions of this.
func (s *Segments) showHistory() {
	s.history.RemoveAll()
	s.history.Add(widgets.NewSectionHeader(lang.L("In the order they are asked")))
	for _, r := range app.SegmentRulesOn(s.all, app.DayOf(s.desk.Now())) {
		name := widgets.NewText(s.desk.Codes.Segment(r.Segment))
		name.Bold = r.Segment == chosen(s.segment)
		said := widgets.NewMutedText(r.Conditions)
		name.Shrinks, said.Shrinks = true, true
		s.history.Add(container.New(&widgets.BarLayout{Widths: []float32{34, 150, 0}}, widgets.NewMutedText(words.Count(r.Priority)), name, said))
	}
	if s.was.Version > 0 {
		s.history.Add(widgets.NewMutedText(strings.Trim(lang.L("Version {{.N}}", map[string]any{"N": s.was.Version})+"  "+s.was.Source+"  "+s.was.Mark, " ")))
	}
	s.right.Refresh() // the names stand below
}

// Write puts conditions in the place of those on view, as typing would.
func (s *Segments) Write(conditions string) {
	s.conditions.SetText(conditions)
	s.later.Now()
}

// read says where the conditions cannot be read.
func (s *Segments) read() {
	s.fault.Clear()
	if _, err := app.ParseConditions(s.conditions.Text); err != nil && strings.TrimSpace(s.conditions.Text) != "" {
		s.fault.Error(words.Error(err))
	}
}

// rule is the rule as the form has it.
func (s *Segments) rule() (app.SegmentRule, error) {
	r := app.SegmentRule{
		Segment: chosen(s.segment), Conditions: strings.TrimSpace(s.conditions.Text), Note: strings.TrimSpace(s.remark.Text), Source: s.was.Source, Mark: s.was.Mark,
	}
	var err error
	if r.ValidFrom, err = desk.ReadDay("valid_from", s.from); err != nil {
		return r, err
	}
	if r.ValidTo, err = desk.ReadDay("valid_to", s.to); err != nil {
		return r, err
	}
	if r.Priority, err = strconv.ParseInt(strings.TrimSpace(s.order.Text), 10, 64); err != nil {
		return r, app.Refuse("priority", app.Malformed)
	}
	return r, r.Check()
}

// GoOn answers Ctrl+G: the rule is tried on all customers; nothing is kept.
func (s *Segments) GoOn() {
	rule, err := s.rule()
	if err != nil {
		desk.ShowRefusal(s.form, s.wrong, err)
		return
	}
	s.form.Clear()
	s.wrong.SetText(lang.L("All customers are being asked…"))
	s.trial.Ask(func(ctx context.Context) (app.SegmentTrial, error) { return s.store.TryRule(ctx, s.desk.By, rule) })
}

func (s *Segments) showTrial(t app.SegmentTrial, err error) {
	s.wrong.SetText(words.Error(err))
	s.tried.RemoveAll()
	if err != nil {
		return
	}
	s.tried.Add(widgets.NewSectionHeader(lang.L("If it is saved")))
	s.tried.Add(widgets.NewText(lang.L("It takes {{.N}} customers.", map[string]any{"N": words.Count(t.Takes)})))
	if t.NotKnown > 0 {
		s.tried.Add(widgets.NewMutedText(lang.L("For {{.N}} it is not known whether it holds.", map[string]any{"N": words.Count(t.NotKnown)})))
	}
	for _, m := range t.Moves {
		s.tried.Add(widgets.NewMutedText(lang.L("{{.N}} go from {{.Was}} to {{.Now}}", map[string]any{
			"N": words.Count(m.N), "Was": s.desk.Codes.Segment(m.Was), "Now": s.desk.Codes.Segment(m.Now),
		})))
	}
	if len(t.Moves) == 0 {
		s.tried.Add(widgets.NewMutedText(lang.L("Nobody would be placed elsewhere than now.")))
	}
	s.tried.Refresh()
}

// Save answers Ctrl+Enter: the rule becomes the next version of its segment's.
func (s *Segments) Save() {
	rule, err := s.rule()
	if err != nil {
		desk.ShowRefusal(s.form, s.wrong, err)
		return
	}
	s.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			rule, err = s.store.SaveSegmentRule(ctx, s.desk.By, rule)
			return err
		},
		Done: func(err error) {
			if err != nil {
				desk.ShowRefusal(s.form, s.wrong, err)
				return
			}
			s.form.Clear()
			s.wrong.Clear()
			s.desk.Say(lang.L("{{.Segment}}: version {{.N}} of the rule holds from {{.Day}}.", map[string]any{
				"Segment": s.desk.Codes.Segment(rule.Segment), "N": rule.Version, "Day": string(rule.ValidFrom),
			}))
			s.was = rule
			s.all = append(slices.Clone(s.all), rule)
			s.Reload()
		},
	})
}
