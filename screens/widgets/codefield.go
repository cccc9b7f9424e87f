package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Option is one choice of a CodeField.
type Option struct {
	Code  string // what is stored and may be typed
	Label string // what people read
	Keys  string // further ways to type it, apart by blanks: initials "dlgz", pinyin
}

// CodeField chooses one of many by code, initials or words. The list opens
// while typing, best match first; Up and Down move, Enter and Tab take, Escape
// closes only the list. Three thousand options are searched at once.
type CodeField struct {
	widget.BaseWidget
	OnChosen func(Option) // told when the choice changes; the zero Option: cleared

	entry   *Entry
	options []searchable
	chosen  Option
	list    *codeList // nil: closed
	setting bool      // the text is being set by the program
}

// searchable is an option with its texts ready to compare.
type searchable struct {
	Option
	code, label string
	keys        []string
}

// NewSettledField chooses among options of which one always holds: when the field
// is left empty, it shows again what holds.
func NewSettledField(options []Option, now string, chosen func(code string)) *CodeField {
	var field *CodeField
	field = NewCodeField(options, func(o Option) {
		if o.Code == "" {
			field.SetCode(now)
			return
		}
		now = o.Code
		chosen(now)
	})
	field.SetCode(now)
	return field
}

// NewCodeField chooses among options.
func NewCodeField(options []Option, chosen func(Option)) *CodeField {
	c := &CodeField{entry: NewEntry(), OnChosen: chosen}
	c.SetOptions(options)
	c.entry.OnChanged = c.typed
	c.entry.OnKey = c.key
	c.entry.OnFocus = c.focus
	c.ExtendBaseWidget(c)
	return c
}

// SetOptions replaces the options. The choice stays, even if it is no longer
// among them, since old records keep old codes.
func (c *CodeField) SetOptions(options []Option) {
	c.options = make([]searchable, len(options))
	for i, o := range options {
		c.options[i] = searchable{o, fold(o.Code), fold(o.Label), strings.Fields(fold(o.Keys))}
	}
}

// SetPlaceHolder says in grey what may be typed.
func (c *CodeField) SetPlaceHolder(text string) { c.entry.SetPlaceHolder(text) }

// Chosen is the choice; without one the zero Option.
func (c *CodeField) Chosen() Option { return c.chosen }

// SetCode chooses by code without telling OnChosen. An unknown code is shown
// as it is.
func (c *CodeField) SetCode(code string) {
	c.chosen = Option{Code: code, Label: code}
	for _, o := range c.options {
		if o.Code == code {
			c.chosen = o.Option
		}
	}
	c.show()
}

// Entry is the field itself, for the focus.
func (c *CodeField) Entry() *Entry { return c.entry }

// Enable lets the field be changed.
func (c *CodeField) Enable() { c.entry.Enable() }

// Disable shows the choice only.
func (c *CodeField) Disable() { c.entry.Disable() }

// Disabled reports whether the field only shows.
func (c *CodeField) Disabled() bool { return c.entry.Disabled() }

// CreateRenderer is called by Fyne.
func (c *CodeField) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.entry) }

func (c *CodeField) parts() []fyne.CanvasObject { return []fyne.CanvasObject{c.entry} }

// show writes the choice into the field.
func (c *CodeField) show() {
	c.setting = true
	c.entry.SetText(c.chosen.Label)
	c.setting = false
}

func (c *CodeField) typed(text string) {
	switch {
	case c.setting:
	case strings.TrimSpace(text) == "":
		c.close() // nothing is highlighted, so that Tab takes nothing
	default:
		c.open(c.match(text))
	}
}

// open shows these options under the field; none closes the list.
func (c *CodeField) open(options []Option) {
	if len(options) == 0 {
		c.close()
		return
	}
	if c.list != nil {
		c.list.show(options)
		return
	}
	if canvas := canvasOf(c.entry); canvas != nil {
		c.list = openCodeList(c, canvas, options)
		c.entry.takesTab = true
	}
}

func (c *CodeField) close() {
	if c.list != nil {
		c.list.float.close()
		c.list = nil
		c.entry.takesTab = false
	}
}

// key moves in the list, opens and closes it.
func (c *CodeField) key(ev *fyne.KeyEvent) bool {
	if c.list == nil {
		if ev.Name == fyne.KeyDown && !c.entry.Disabled() {
			c.open(c.match(""))
			return true
		}
		return false
	}
	switch ev.Name {
	case fyne.KeyDown:
		c.list.move(1)
	case fyne.KeyUp:
		c.list.move(-1)
	case fyne.KeyPageDown:
		c.list.move(codeListRows)
	case fyne.KeyPageUp:
		c.list.move(-codeListRows)
	case fyne.KeyEscape:
		c.close()
		c.show()
		c.entry.SelectAll()
	case fyne.KeyReturn, fyne.KeyEnter:
		c.take(c.list.highlighted())
	case fyne.KeyTab:
		canvas := c.list.float.canvas
		c.take(c.list.highlighted())
		canvas.FocusNext()
	default:
		return false
	}
	return true
}

// take makes a choice and closes the list.
func (c *CodeField) take(option Option) {
	c.close()
	changed := option.Code != c.chosen.Code
	c.chosen = option
	c.show()
	c.entry.SelectAll() // typing again chooses again
	if changed && c.OnChosen != nil {
		c.OnChosen(option)
	}
}

// focus settles the text when the field is left: an empty text clears the
// choice, anything else goes back to the choice.
func (c *CodeField) focus(gained bool) {
	switch {
	case gained:
		c.entry.SelectAll()
	case strings.TrimSpace(c.entry.Text) == "" && c.chosen != Option{}:
		c.take(Option{})
	default:
		c.show()
	}
}

// match ranks the options that answer to what was typed: the code itself,
// codes and initials that begin so, labels that begin so, then labels that
// contain it. Nothing typed matches all, in their own order.
func (c *CodeField) match(text string) []Option {
	text = fold(text)
	var ranked [5][]Option
	for _, o := range c.options {
		if rank := o.rank(text); rank < len(ranked) {
			ranked[rank] = append(ranked[rank], o.Option)
		}
	}
	var all []Option
	for _, options := range ranked {
		all = append(all, options...)
	}
	return all
}

// rank says how well an option answers; 5 is not at all.
func (o searchable) rank(text string) int {
	best := 5
	for _, key := range o.keys {
		switch {
		case key == text:
			best = min(best, 1)
		case strings.HasPrefix(key, text):
			best = min(best, 2)
		}
	}
	switch {
	case o.code == text:
		return 0
	case strings.HasPrefix(o.code, text):
		return min(best, 2)
	case strings.HasPrefix(o.label, text):
		return min(best, 3)
	case strings.Contains(o.label, text):
		return min(best, 4)
	}
	return best
}

// fold makes texts comparable: case and outer blanks do not matter.
func fold(text string) string { return strings.ToLower(strings.TrimSpace(text)) }
