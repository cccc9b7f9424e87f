package visitform

import (
	"slices"
	"strconv"

	"lamplighter/screens/widgets"
)

// groups are the parts of the form: a row of chips that tells how much of each
// is done and leads there, and the heading over each.
type groups struct {
	chips *widgets.Chips
	names [][2]string
	heads []*widgets.FormRow
	said  []string
}

func newGroups(to func(name string)) *groups {
	g := &groups{}
	g.chips = widgets.NewChips(nil, func(chosen []string) {
		if len(chosen) == 1 {
			to(chosen[0])
		}
	})
	return g
}

// head gives the groups their headings and answers all rows of the form.
func (g *groups) head(names [][2]string, inputs []*input) []*widgets.FormRow {
	g.names, g.heads, g.said = names, nil, nil
	var rows []*widgets.FormRow
	for _, name := range names {
		head := widgets.NewFormSection(name[1])
		g.heads = append(g.heads, head)
		rows = append(rows, head)
		for _, i := range inputs {
			if i.group == name[0] {
				rows = append(rows, i.row)
			}
		}
	}
	return rows
}

// count says in each heading how many fields are done of those that are asked;
// it reports whether anything changed.
func (g *groups) count(inputs []*input) bool {
	var said []string
	chips := make([]widgets.Chip, len(g.names))
	for at, name := range g.names {
		done, asked := 0, 0
		for _, i := range inputs {
			if i.group != name[0] || !i.shown() {
				continue
			}
			asked++
			if i.done() {
				done++
			}
		}
		text := strconv.Itoa(at+1) + "  " + name[1] + "  " + strconv.Itoa(done) + "/" + strconv.Itoa(asked)
		said = append(said, text)
		chips[at] = widgets.Chip{Key: name[0], Text: text, Count: -1}
	}
	if slices.Equal(said, g.said) {
		return false
	}
	g.said = said
	for at, text := range said {
		g.heads[at].SetLabel(text)
	}
	g.chips.SetChips(chips)
	return true
}

// choose shows in which group the keyboard is.
func (g *groups) choose(name string) { g.chips.Choose(name) }

// at is the name of the group of that place, from 0; "" when there is none.
func (g *groups) at(place int) string {
	if place < 0 || place >= len(g.names) {
		return ""
	}
	return g.names[place][0]
}
