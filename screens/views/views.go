// Package views is the row of ready-made and saved filters over a list: chips
// with their counts, and the sheet that keeps, renames and withdraws one. It
// knows no list: that tells it what is on view and is told what to show.
package views

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// Store is what the row asks of the records.
type Store interface {
	SavedViews(context.Context, app.Actor, app.ViewList) ([]app.SavedView, error)
	SaveView(context.Context, app.Actor, app.SavedView) (app.SavedView, error)
	RenameView(context.Context, app.Actor, app.SavedView, string) error
	WithdrawView(context.Context, app.Actor, app.SavedView) error
}

// Ready is a view that comes with the program.
type Ready struct {
	Key       string
	View      app.SavedView
	Uncounted bool // counting it takes as long as showing it
}

// Bar is the row of views over one list.
type Bar struct {
	Count    func(context.Context, app.SavedView) (app.Bounded, error) // away from the UI thread
	OnView   func() app.SavedView                                      // the filter, order and columns on view
	OnChoose func(app.SavedView)
	OnGrown  func() // the row takes another height

	desk   *desk.Desk
	store  Store
	list   app.ViewList
	ready  []Ready
	saved  []app.SavedView
	counts map[string]app.Bounded
	chips  *widgets.Chips
	last   string // the key of the view chosen last
	loader *background.Loader[answer]
}

type answer struct {
	saved  []app.SavedView
	counts map[string]app.Bounded
}

// NewBar is the row over a list, with these views in front; Reload brings the
// saved ones and the counts.
func NewBar(d *desk.Desk, store Store, list app.ViewList, ready []Ready) *Bar {
	b := &Bar{desk: d, store: store, list: list, ready: ready}
	b.chips = widgets.NewChips(nil, b.choose)
	b.loader = background.NewLoader(d.Runner, b.show)
	b.fill()
	return b
}

// Content is the row.
func (b *Bar) Content() fyne.CanvasObject { return b.chips }

// Reload asks for the views and their counts again.
func (b *Bar) Reload() {
	b.loader.Ask(func(ctx context.Context) (answer, error) {
		saved, err := b.store.SavedViews(ctx, b.desk.By, b.list)
		if err != nil {
			return answer{}, err
		}
		counts := map[string]app.Bounded{}
		for _, r := range b.ready {
			if !r.Uncounted {
				if counts[r.Key], err = b.Count(ctx, r.View); err != nil {
					return answer{}, err
				}
			}
		}
		for _, v := range saved {
			if counts[v.ID.String()], err = b.Count(ctx, v); err != nil {
				return answer{}, err
			}
		}
		return answer{saved, counts}, nil
	})
}

// show keeps the old chips when the new ones could not be had: the list itself
// says what went wrong.
func (b *Bar) show(a answer, err error) {
	if err == nil {
		b.saved, b.counts = a.saved, a.counts
		b.fill()
	}
}

func (b *Bar) fill() {
	var chips []widgets.Chip
	add := func(key, name string) {
		chip := widgets.Chip{Key: key, Text: name, Count: -1}
		if n, known := b.counts[key]; known {
			chip.Count, chip.More = int(n.N), n.More
		}
		chips = append(chips, chip)
	}
	for _, r := range b.ready {
		add(r.Key, r.View.Name)
	}
	for _, v := range b.saved {
		add(v.ID.String(), v.Name)
	}
	before := b.chips.MinSize().Height
	b.chips.SetChips(chips)
	if b.OnGrown != nil && b.chips.MinSize().Height != before {
		b.OnGrown()
	}
}

// Choose is Alt+1 to Alt+9: the view at a place of the row.
func (b *Bar) Choose(at int) {
	if at < len(b.ready)+len(b.saved) {
		b.press(at)
	}
}

func (b *Bar) press(at int) {
	key, view := "", app.SavedView{}
	if at < len(b.ready) {
		key, view = b.ready[at].Key, b.ready[at].View
	} else {
		view = b.saved[at-len(b.ready)]
		key = view.ID.String()
	}
	b.last = key
	b.chips.Choose(key)
	b.OnChoose(view)
}

// choose follows a pressed chip; the chosen one pressed again stays chosen, and
// is shown afresh.
func (b *Bar) choose(chosen []string) {
	key := b.last
	if len(chosen) > 0 {
		key = chosen[0]
	}
	b.press(b.at(key))
}

func (b *Bar) at(key string) int {
	if i := slices.IndexFunc(b.ready, func(r Ready) bool { return r.Key == key }); i >= 0 {
		return i
	}
	return len(b.ready) + slices.IndexFunc(b.saved, func(v app.SavedView) bool { return v.ID.String() == key })
}

// Mark shows which view the list is under, by its key; none when the filter
// was changed by hand.
func (b *Bar) Mark(key string) { b.chips.Choose(key) }

// Name is that of the view the list is under; empty when it is under none.
func (b *Bar) Name() string {
	for _, key := range b.chips.Chosen() {
		for _, r := range b.ready {
			if r.Key == key {
				return r.View.Name
			}
		}
	}
	view, _ := b.chosen()
	return view.Name
}

// chosen is the saved view the list is under.
func (b *Bar) chosen() (app.SavedView, bool) {
	for _, key := range b.chips.Chosen() {
		for _, v := range b.saved {
			if v.ID.String() == key {
				return v, true
			}
		}
	}
	return app.SavedView{}, false
}
