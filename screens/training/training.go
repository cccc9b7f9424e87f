// Package training is the tab of training: it shows one of its parts at a time,
// by Alt and a number, and knows none of them. A part that whoever looks may not
// see is not offered.
package training

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/hosting"
	"lamplighter/screens/widgets"
)

// Part is a page of the tab.
type Part struct {
	Name  string
	Part  desk.TrainingPart
	Right app.Right // who has it sees the part
	Make  func() desk.Screen
	Takes func(desk.Route) bool // routes it answers besides those that name it; nil: none
	Over  bool                  // it comes by a route alone, over the part that was on view
}

// Area is the tab.
type Area struct {
	hosting.Host

	desk  *desk.Desk
	parts []part
	at    int
	chips *widgets.Chips
	stage *fyne.Container
	body  fyne.CanvasObject
}

type part struct {
	Part
	made desk.Screen
}

// New builds the tab of the parts that whoever looks may see. It opens at the
// classes for who may read them, else at the first part.
func New(d *desk.Desk, parts []Part) *Area {
	a := &Area{desk: d}
	a.Host = hosting.Host{Now: func() desk.Screen { return a.parts[a.at].made }}
	for _, p := range parts {
		if d.By.May(p.Right) == nil {
			a.parts = append(a.parts, part{Part: p})
		}
	}
	if len(a.parts) == 0 {
		a.parts = []part{{made: &nothing{widgets.NewEmptyState(theme.InfoIcon(), lang.L("Nothing of training is open to your role."), widgets.Action{})}}}
	}
	var chips []widgets.Chip
	for i, p := range a.parts {
		if p.Over {
			continue
		}
		chips = append(chips, widgets.Chip{Key: strconv.Itoa(i), Text: p.Name + "  Alt+" + strconv.Itoa(i+1), Count: -1})
	}
	a.chips = widgets.NewChips(chips, func(chosen []string) {
		at := a.at
		if len(chosen) > 0 {
			at, _ = strconv.Atoi(chosen[0])
		}
		a.turn(at)
	})
	a.stage = container.NewStack()
	a.body = container.NewBorder(container.NewPadded(container.NewPadded(a.chips)), nil, nil, nil, a.stage)
	if a.parts[0].Make == nil {
		a.chips.Hide()
	}
	a.put(max(0, a.place(desk.Classes)))
	return a
}

// nothing is the page of who may see no part.
type nothing struct{ state *widgets.EmptyState }

// Content is the page.
func (n *nothing) Content() fyne.CanvasObject { return n.state }

// Shows implements desk.Screen.
func (*nothing) Shows() app.Changes { return 0 }

// Reload implements desk.Screen.
func (*nothing) Reload() {}

func (a *Area) place(of desk.TrainingPart) int {
	return slices.IndexFunc(a.parts, func(p part) bool { return p.Part.Part == of })
}

// Content is the tab.
func (a *Area) Content() fyne.CanvasObject { return a.body }

// Shows names what is on view.
func (a *Area) Shows() app.Changes { return a.Now().Shows() }

func (a *Area) turn(at int) {
	a.put(at)
	a.Focus()
}

func (a *Area) put(at int) {
	p := &a.parts[at]
	fresh := p.made == nil
	if fresh {
		p.made = p.Make()
	}
	if fresh || at != a.at {
		p.made.Reload()
	}
	a.at = at
	a.chips.Choose(strconv.Itoa(at))
	a.stage.Objects = []fyne.CanvasObject{p.made.Content()}
	a.stage.Refresh()
}

// Show goes to the part that a route names, or that takes it.
func (a *Area) Show(r desk.Route) {
	at := a.place(r.Training)
	if at < 0 || r.Training == "" {
		at = slices.IndexFunc(a.parts, func(p part) bool { return p.Takes != nil && p.Takes(r) })
	}
	if at < 0 {
		return
	}
	a.put(at)
	hosting.Pass(a.Host, func(s desk.Shower) { s.Show(r) })
	a.Focus()
}

// ChooseView answers Alt+1 to Alt+9 with a place of the form on view, else with
// a part.
func (a *Area) ChooseView(at int) {
	parted := false
	hosting.Pass(a.Host, func(p desk.Parted) { parted = p.ToPart(at) })
	if !parted && at < len(a.parts) && !a.parts[at].Over {
		a.turn(at)
	}
}

// KeepView is part of desk.Viewer; a part that keeps views has a way of its own.
func (a *Area) KeepView() {
	if kept := hosting.Pass(a.Host, func(v interface{ KeepView() }) { v.KeepView() }); !kept {
		a.desk.Say(lang.L("There is no half-done form to keep."))
	}
}
