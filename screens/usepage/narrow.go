package usepage

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// narrow is what narrows the list: a text, an industry, a unit, a segment, and
// what is particular about the customers. All of them hold together.
type narrow struct {
	desk   *desk.Desk
	filter app.UseFilter

	search *widgets.Entry
	groups []*groupField
	chips  *widgets.Chips
	line   *fyne.Container
}

// groupField narrows to a group of one kind.
type groupField struct {
	*widgets.CodeField
	levels []app.ForecastLevel
	all    string
	in     func(*app.UseFilter) *app.ForecastOf
	of     map[string]app.ForecastOf // behind the options
}

// everybody is the choice that narrows nothing.
const everybody = "all"

func newNarrow(d *desk.Desk, changed, typed, entered func()) *narrow {
	n := &narrow{desk: d}
	n.search = widgets.NewEntry()
	n.search.SetPlaceHolder(lang.L("Account number, name, initials"))
	n.search.OnChanged = func(text string) { n.filter.Text = strings.TrimSpace(text); typed() }
	n.search.OnSubmitted = func(string) { entered() }
	n.groups = []*groupField{
		{levels: []app.ForecastLevel{app.OfSection, app.OfDivision, app.OfGroup}, all: lang.L("All industries"), in: func(f *app.UseFilter) *app.ForecastOf { return &f.Industry }},
		{levels: []app.ForecastLevel{app.OfArea}, all: lang.L("All units"), in: func(f *app.UseFilter) *app.ForecastOf { return &f.Area }},
		{levels: []app.ForecastLevel{app.OfSegment}, all: lang.L("All segments"), in: func(f *app.UseFilter) *app.ForecastOf { return &f.Segment }},
	}
	for _, g := range n.groups {
		g.CodeField = widgets.NewCodeField(nil, func(o widgets.Option) {
			*g.in(&n.filter) = g.of[o.Code]
			changed()
		})
	}
	n.chips = widgets.NewChips(kindChips(), func(chosen []string) {
		n.filter.Standing, n.filter.Evidence = "", ""
		if len(chosen) > 0 {
			n.filter.Standing, n.filter.Evidence = kindOf(chosen[0])
		}
		changed()
	})
	n.offer(nil)
	n.line = container.New(&widgets.BarLayout{Widths: []float32{0, 0, 0, 0}}, n.search, n.groups[0], n.groups[1], n.groups[2])
	return n
}

// groupLevels are those that the list can be narrowed to.
func (n *narrow) groupLevels() []app.ForecastLevel {
	var all []app.ForecastLevel
	for _, g := range n.groups {
		all = append(all, g.levels...)
	}
	return all
}

// kindChips are the ready-made filters: by standing, and by evidence.
func kindChips() []widgets.Chip {
	var out []widgets.Chip
	for _, s := range []app.UseStanding{app.UseNew, app.UseSuspended, app.UseLost} {
		out = append(out, widgets.Chip{Key: standingKey + string(s), Text: words.UseStanding(s), Count: -1})
	}
	for _, e := range []app.UseEvidence{app.EvidenceGood, app.EvidenceShort, app.EvidenceLow, app.EvidenceNone, app.EvidenceIdle, app.EvidenceSparse} {
		out = append(out, widgets.Chip{Key: string(e), Text: words.UseEvidence(e), Count: -1})
	}
	return out
}

// standingKey tells standings from evidence.
const standingKey = "standing-"

func kindOf(key string) (app.UseStanding, app.UseEvidence) {
	if standing, is := strings.CutPrefix(key, standingKey); is {
		return app.UseStanding(standing), ""
	}
	return "", app.UseEvidence(key)
}

func groupKey(of app.ForecastOf) string {
	if of.Level == "" {
		return everybody
	}
	return string(of.Level) + " " + of.Code
}

// offer offers the groups there are; what is chosen stays.
func (n *narrow) offer(rows []app.GroupRow) {
	for _, g := range n.groups {
		options := []widgets.Option{{Code: everybody, Label: g.all}}
		chosen := *g.in(&n.filter)
		g.of = map[string]app.ForecastOf{groupKey(chosen): chosen}
		for _, r := range rows {
			if !slices.Contains(g.levels, r.Of.Level) {
				continue
			}
			label := GroupName(n.desk, r)
			full, initials := app.Pinyin(label)
			g.of[groupKey(r.Of)] = r.Of
			options = append(options, widgets.Option{Code: groupKey(r.Of), Label: label, Keys: r.Of.Code + " " + initials + " " + full})
		}
		g.SetOptions(options)
		g.SetCode(groupKey(chosen))
	}
}

// GroupName is what a group is called.
func GroupName(d *desk.Desk, r app.GroupRow) string {
	switch {
	case r.Name != "":
		return r.Name
	case r.Of.Level == app.OfAll:
		return lang.L("All customers")
	case r.Of.Code == "":
		return lang.L("Not known")
	case r.Of.Level == app.OfSegment:
		return d.Codes.Label("segment", r.Of.Code)
	}
	return r.Of.Code + " " + d.Codes.Label("industry", r.Of.Code)
}

// in narrows to a group alone, which may not be offered yet.
func (n *narrow) in(of app.ForecastOf) {
	n.clear()
	n.filter = n.filter.Within(of)
	for _, g := range n.groups {
		chosen := *g.in(&n.filter)
		g.of[groupKey(chosen)] = chosen
		g.SetCode(groupKey(chosen))
	}
}

// clear narrows to nothing.
func (n *narrow) clear() {
	n.filter = app.UseFilter{Sort: n.filter.Sort, Up: n.filter.Up}
	typed := n.search.OnChanged
	n.search.OnChanged = nil // it is asked for at once
	n.search.SetText("")
	n.search.OnChanged = typed
	n.chips.Choose()
	for _, g := range n.groups {
		g.SetCode(everybody)
	}
}

// insert goes on with what was begun on the list.
func (n *narrow) insert(text string) {
	widgets.Focus(n.search)
	n.search.Insert(text)
}

// about is what the list is narrowed to, in words; "" for nothing.
func (n *narrow) about() string {
	var said []string
	for _, g := range n.groups {
		if g.in(&n.filter).Level != "" {
			said = append(said, g.Chosen().Label)
		}
	}
	if n.filter.Standing != "" {
		said = append(said, words.UseStanding(n.filter.Standing))
	}
	if n.filter.Evidence != "" {
		said = append(said, words.UseEvidence(n.filter.Evidence))
	}
	if n.filter.Text != "" {
		said = append(said, "“"+n.filter.Text+"”")
	}
	return strings.Join(said, " · ")
}
