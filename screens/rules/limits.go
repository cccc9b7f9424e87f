package rules

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// Limits is the page of the limits: the rules, or the box to try them.
type Limits struct {
	list   *list
	box    *box
	tries  bool
	chips  *widgets.Chips
	ground *fyne.Container
	body   fyne.CanvasObject
}

// NewLimits is the page, with the rules on view.
func NewLimits(d *desk.Desk, store Store) *Limits {
	l := &Limits{list: newList(d, store), box: newBox(d, store), ground: container.NewStack()}
	l.chips = widgets.NewChips([]widgets.Chip{
		{Key: "rules", Text: lang.L("Rules"), Count: -1},
		{Key: "box", Text: lang.L("Try a date"), Count: -1},
	}, l.choose)
	l.body = container.NewBorder(container.NewPadded(l.chips), nil, nil, nil, l.ground)
	l.turn(false)
	return l
}

// choose follows the chips; the chosen one stays chosen when pressed again.
func (l *Limits) choose(chosen []string) {
	if len(chosen) > 0 {
		l.tries = chosen[0] == "box"
	}
	l.turn(l.tries)
}

func (l *Limits) turn(tries bool) {
	l.tries = tries
	on, key := l.list.Content(), "rules"
	if tries {
		on, key = l.box.Content(), "box"
	}
	l.chips.Choose(key)
	l.ground.Objects = []fyne.CanvasObject{on}
	l.ground.Refresh()
	l.Reload()
}

// Content is the page.
func (l *Limits) Content() fyne.CanvasObject { return l.body }

// Shows names what is on view.
func (l *Limits) Shows() app.Changes { return app.Reference }

// Reload asks again for what is on view.
func (l *Limits) Reload() {
	if l.tries {
		l.box.Reload()
		return
	}
	l.list.Reload()
}

// Focus puts the keyboard into what is on view.
func (l *Limits) Focus() {
	if l.tries {
		l.box.Focus()
		return
	}
	l.list.Focus()
}

// ToFilter answers Ctrl+F.
func (l *Limits) ToFilter() {
	l.turn(false)
	l.list.ToFilter()
}

// New answers Ctrl+N: a new limit.
func (l *Limits) New() bool {
	l.turn(false)
	l.list.edit(app.LimitRule{})
	return true
}

// Leave answers Esc: from the box to the rules, then off with the filter.
func (l *Limits) Leave() bool {
	if l.tries {
		l.turn(false)
		l.Focus()
		return true
	}
	return l.list.clear()
}
