package rules

import (
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

// kept is one version of a rule that is kept as a text.
type kept struct {
	of     string // which rule
	label  string // what people call it
	keys   string // what else it is found by
	number int64
	from   app.Day
	text   string
}

// texts edits rules that are kept as texts: which one and which version, the
// text, and beside it what the text says, or the line that cannot be. What is
// saved is the next version.
type texts struct {
	all   []kept
	kind  *widgets.CodeField
	which *widgets.CodeField
	text  *widgets.Entry
	from  *widgets.DateField
	fault *widgets.FieldNote
	note  *widgets.FieldNote
	seen  *fyne.Container
	later *background.Later
	say   func(text string) error // shows in seen what a text says
	body  fyne.CanvasObject
}

// newTexts is the page, still empty. more are rows for the head.
func newTexts(d *desk.Desk, hint string, save func(), more ...*widgets.FormRow) *texts {
	t := &texts{fault: widgets.NewFieldNote(), note: widgets.NewFieldNote(), seen: container.NewVBox()}
	t.later = background.NewLater(d.Runner, 200*time.Millisecond, t.read)
	t.kind = widgets.NewCodeField(nil, func(widgets.Option) { t.versions(); t.open() })
	t.which = widgets.NewCodeField(nil, func(widgets.Option) { t.open() })
	t.text = widgets.NewMultiLineEntry(20)
	t.text.Wrapping = fyne.TextWrapOff
	t.text.OnChanged = func(string) { t.later.Call() }
	t.from = d.DayField(app.DayOf(d.Now()))
	button := widgets.NewPrimaryButton(lang.L("Save as next version")+"  Ctrl+Enter", save)
	form := widgets.NewForm(append([]*widgets.FormRow{
		widgets.NewFormRow("kind", lang.L("Kind"), t.kind),
		widgets.NewFormRow("version", lang.L("Version"), t.which),
		widgets.NewFormRow("valid_from", lang.L("Holds from"), t.from),
	}, more...)...)
	top := container.NewVBox(container.NewBorder(nil, nil, nil, container.NewPadded(container.NewPadded(container.NewCenter(button))), form), t.note)
	panes := container.New(&widgets.PanesLayout{Share: 0.55}, container.NewPadded(container.NewBorder(nil, t.fault, nil, nil, t.text)),
		container.NewPadded(container.NewVScroll(t.seen)))
	t.body = container.NewBorder(container.NewPadded(top), container.NewPadded(widgets.NewMutedText(hint)), nil, nil, panes)
	return t
}

// Content is the page.
func (t *texts) Content() fyne.CanvasObject { return t.body }

// Shows names what is on view.
func (t *texts) Shows() app.Changes { return app.Reference }

// Focus puts the keyboard where work goes on.
func (t *texts) Focus() { widgets.Focus(t.kind) }

// show offers what is kept, the newest version of each first; a text that was
// changed here stays.
func (t *texts) show(all []kept) {
	t.all = all
	var kinds []widgets.Option
	for _, k := range all {
		if !slices.ContainsFunc(kinds, func(o widgets.Option) bool { return o.Code == k.of }) {
			full, initials := app.Pinyin(k.label)
			kinds = append(kinds, widgets.Option{Code: k.of, Label: k.label, Keys: strings.TrimSpace(k.keys + " " + initials + " " + full)})
		}
	}
	t.kind.SetOptions(kinds)
	if t.kind.Chosen().Code == "" && len(kinds) > 0 {
		t.kind.SetCode(kinds[0].Code)
		t.versions()
		t.open()
	}
}

// versions offers those of the chosen rule, the newest first.
func (t *texts) versions() {
	var options []widgets.Option
	for _, k := range t.all {
		if k.of != t.kind.Chosen().Code {
			continue
		}
		label := lang.L("Version {{.N}}", map[string]any{"N": k.number})
		if k.from != "" {
			label += "  " + lang.L("from {{.Day}}", map[string]any{"Day": string(k.from)})
		}
		options = append(options, widgets.Option{Code: words.Count(k.number), Label: label})
	}
	t.which.SetOptions(options)
	if len(options) > 0 {
		t.which.SetCode(options[0].Code)
	}
}

func (t *texts) open() {
	for _, k := range t.all {
		if k.of == t.kind.Chosen().Code && words.Count(k.number) == t.which.Chosen().Code {
			t.text.SetText(k.text)
			t.read()
		}
	}
}

// Write puts a text in the place of the one on view, as typing would.
func (t *texts) Write(text string) {
	t.text.SetText(text)
	t.later.Now()
}

// read says what the text means, or which line cannot be; then what was read
// last stays on view.
func (t *texts) read() {
	t.fault.Clear()
	if err := t.say(t.text.Text); err != nil {
		t.fault.Error(words.Error(err))
		return
	}
	t.seen.Refresh()
}

// ready is the text and its first day, unless that cannot be read.
func (t *texts) ready() (text string, from app.Day, ok bool) {
	if t.from.Commit() != nil {
		t.note.Error(words.Refusal(&app.Refusal{Field: "valid_from", Reason: app.Malformed}))
		return "", "", false
	}
	return t.text.Text, app.Day(t.from.Value()), true
}
