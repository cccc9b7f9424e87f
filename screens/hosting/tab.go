package hosting

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// Part is a page of a tab.
type Part[K ~string] struct {
	Name  string
	Part  K
	Right app.Right // who has it sees the part
	Make  func() desk.Screen
	Takes func(desk.Route) bool // routes it answers besides those that name it; nil: none
	Over  bool                  // it comes by a route alone, over the part that was on view
}

// About says of a tab what its parts do not.
type About[K ~string] struct {
	Named   func(desk.Route) K // the part that a route names
	First   K                  // is opened, for who may see it
	Nothing string             // said to who may see no part
}

// Tab shows one of its parts at a time, by Alt and a number, and knows none of
// them. A part that whoever looks may not see is not offered.
type Tab[K ~string] struct {
	Host

	desk  *desk.Desk
	about About[K]
	parts []part[K]
	at    int
	chips *widgets.Chips
	stage *fyne.Container
	body  fyne.CanvasObject
}

type part[K ~string] struct {
	Part[K]
	made  desk.Screen
	count int // on its chip; 0: none
}

// NewTab builds a tab of the parts that whoever looks may see.
func NewTab[K ~string](d *desk.Desk, parts []Part[K], about About[K]) *Tab[K] {
	t := &Tab[K]{desk: d, about: about}
	t.Host = Host{Now: func() desk.Screen { return t.parts[t.at].made }}
	for _, p := range parts {
		if d.By.May(p.Right) == nil {
			t.parts = append(t.parts, part[K]{Part: p})
		}
	}
	if len(t.parts) == 0 {
		t.parts = []part[K]{{made: &nothing{widgets.NewEmptyState(theme.InfoIcon(), about.Nothing, widgets.Action{})}}}
	}
	t.chips = widgets.NewChips(t.names(), func(chosen []string) {
		at := t.at
		if len(chosen) > 0 {
			at, _ = strconv.Atoi(chosen[0])
		}
		t.turn(at)
	})
	t.stage = container.NewStack()
	t.body = container.NewBorder(container.NewPadded(container.NewPadded(t.chips)), nil, nil, nil, t.stage)
	if t.parts[0].Make == nil {
		t.chips.Hide()
	}
	t.put(max(0, t.place(about.First)))
	return t
}

// names are the parts as chips.
func (t *Tab[K]) names() []widgets.Chip {
	var chips []widgets.Chip
	for i, p := range t.parts {
		if p.Over {
			continue
		}
		chip := widgets.Chip{Key: strconv.Itoa(i), Text: p.Name + "  Alt+" + strconv.Itoa(i+1), Count: -1}
		if p.count > 0 {
			chip.Count = p.count
		}
		chips = append(chips, chip)
	}
	return chips
}

// Count says beside the name of a part how much waits there.
func (t *Tab[K]) Count(of K, n int64) {
	if at := t.place(of); at >= 0 && t.parts[at].count != int(n) {
		t.parts[at].count = int(n)
		t.chips.SetChips(t.names())
	}
}

// nothing is the page of who may see no part.
type nothing struct{ state *widgets.EmptyState }

// Content is the page.
func (n *nothing) Content() fyne.CanvasObject { return n.state }

// Shows implements desk.Screen.
func (*nothing) Shows() app.Changes { return 0 }

// Reload implements desk.Screen.
func (*nothing) Reload() {}

func (t *Tab[K]) place(of K) int {
	return slices.IndexFunc(t.parts, func(p part[K]) bool { return p.Part.Part == of })
}

// Content is the tab.
func (t *Tab[K]) Content() fyne.CanvasObject { return t.body }

// Shows names what is on view.
func (t *Tab[K]) Shows() app.Changes { return t.Now().Shows() }

func (t *Tab[K]) turn(at int) {
	t.put(at)
	t.Focus()
}

func (t *Tab[K]) put(at int) {
	p := &t.parts[at]
	fresh := p.made == nil
	if fresh {
		p.made = p.Make()
	}
	if fresh || at != t.at {
		p.made.Reload()
	}
	t.at = at
	t.chips.Choose(strconv.Itoa(at))
	t.stage.Objects = []fyne.CanvasObject{p.made.Content()}
	t.stage.Refresh()
}

// Show goes to the part that a route names, or that takes it.
func (t *Tab[K]) Show(r desk.Route) {
	named := t.about.Named(r)
	at := t.place(named)
	if at < 0 || named == "" {
		at = slices.IndexFunc(t.parts, func(p part[K]) bool { return p.Takes != nil && p.Takes(r) })
	}
	if at < 0 {
		return
	}
	t.put(at)
	Pass(t.Host, func(s desk.Shower) { s.Show(r) })
	t.Focus()
}

// ChooseView answers Alt+1 to Alt+9 with a place of the form on view, else with
// a part.
func (t *Tab[K]) ChooseView(at int) {
	parted := false
	Pass(t.Host, func(p desk.Parted) { parted = p.ToPart(at) })
	if !parted && at < len(t.parts) && !t.parts[at].Over {
		t.turn(at)
	}
}

// KeepView is part of desk.Viewer; a part that keeps views has a way of its own.
func (t *Tab[K]) KeepView() {
	if kept := Pass(t.Host, func(v interface{ KeepView() }) { v.KeepView() }); !kept {
		t.desk.Say(lang.L("There is no half-done form to keep."))
	}
}
