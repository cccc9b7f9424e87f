package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Condition is one thing that a filter asks for, and how it lets go of it.
type Condition[F any] struct {
	Key   string
	Text  string
	LetGo func(*F)
}

// Asked tells on chips what a filter asks for; pressing one lets it go.
type Asked[F any] struct {
	Row *fyne.Container // hidden while nothing is asked for

	chips *Chips
	all   []Condition[F]
}

// NewAsked is a row that asks for nothing yet; letGo is told how the filter
// changes when a chip is pressed.
func NewAsked[F any](letGo func(change func(*F))) *Asked[F] {
	a := &Asked[F]{}
	a.chips = NewChips(nil, func(pressed []string) {
		a.chips.Choose()
		for _, c := range a.all {
			if len(pressed) > 0 && c.Key == pressed[0] {
				letGo(c.LetGo)
				return
			}
		}
	})
	a.Row = container.NewPadded(a.chips)
	a.Row.Hide()
	return a
}

// Tell shows these conditions.
func (a *Asked[F]) Tell(all []Condition[F]) {
	a.all = all
	chips := make([]Chip, len(all))
	for i, c := range all {
		chips[i] = Chip{Key: c.Key, Text: c.Text + "  ×", Count: -1}
	}
	a.chips.SetChips(chips)
	if len(all) == 0 {
		a.Row.Hide()
	} else {
		a.Row.Show()
	}
}
