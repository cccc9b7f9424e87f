package company

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// Area is the page of the company: one of its three lists at a time.
type Area struct {
	lists  []*list
	now    *list
	chips  *widgets.Chips
	ground *fyne.Container
	body   fyne.CanvasObject
}

// New is the page, with the units on view.
func New(d *desk.Desk, store Store) *Area {
	a := &Area{lists: []*list{newUnits(d, store).list, newStaff(d, store).list, newAreas(d, store).list}}
	a.chips = widgets.NewChips([]widgets.Chip{
		{Key: "0", Text: lang.L("Units"), Count: -1},
		{Key: "1", Text: lang.L("Staff"), Count: -1},
		{Key: "2", Text: lang.L("Transformer areas"), Count: -1},
	}, a.choose)
	a.ground = container.NewStack()
	a.body = container.NewBorder(container.NewPadded(a.chips), nil, nil, nil, a.ground)
	a.turn(0)
	return a
}

// choose follows the chips. Pressing the chosen one again leaves it chosen: a
// page always shows one list.
func (a *Area) choose(chosen []string) {
	if len(chosen) == 0 {
		a.chips.Choose(a.key())
		return
	}
	a.turn(int(chosen[0][0] - '0'))
}

func (a *Area) turn(to int) {
	a.now = a.lists[to]
	a.chips.Choose(a.key())
	a.ground.Objects = []fyne.CanvasObject{a.now.Content()}
	a.ground.Refresh()
	a.now.Reload()
}

func (a *Area) key() string {
	for i, l := range a.lists {
		if l == a.now {
			return string(rune('0' + i))
		}
	}
	return ""
}

// Content is the page.
func (a *Area) Content() fyne.CanvasObject { return a.body }

// Shows names what is on view. Who manages an area is read when it is asked
// for, so assignments are not among it.
func (a *Area) Shows() app.Changes { return app.Company }

// Reload asks for the list on view again; the others are read when one turns
// to them.
func (a *Area) Reload() { a.now.Reload() }

// Focus puts the keyboard on the list.
func (a *Area) Focus() { a.now.Focus() }

// ToFilter answers Ctrl+F.
func (a *Area) ToFilter() { a.now.ToFilter() }

// New answers Ctrl+N: another one of what is on view.
func (a *Area) New() bool { return a.now.New() }

// Leave answers Esc: it takes the filter off, then there is nothing to leave.
func (a *Area) Leave() bool { return a.now.clear() }
