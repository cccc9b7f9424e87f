package usepage

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// narrow is what narrows the list: a text, a group, and what is particular about
// the customers.
type narrow struct {
	desk   *desk.Desk
	filter app.UseFilter

	search *widgets.Entry
	group  *widgets.CodeField
	chips  *widgets.Chips
	line   *fyne.Container
	of     map[string]app.ForecastOf // behind the options of group
}

// everybody is the choice that narrows nothing.
const everybody = "all"

func newNarrow(d *desk.Desk, changed, typed, entered func()) *narrow {
	n := &narrow{desk: d}
	n.search = widgets.NewEntry()
	n.search.SetPlaceHolder(lang.L("Account number, name, initials"))
	n.search.OnChanged = func(text string) { n.filter.Text = strings.TrimSpace(text); typed() }
	n.search.OnSubmitted = func(string) { entered() }
	n.group = widgets.NewCodeField(nil, func(o widgets.Option) {
		n.filter.In = n.of[o.Code]
		changed()
	})
	n.chips = widgets.NewChips(kindChips(), func(chosen []string) {
		n.filter.Standing, n.filter.Evidence = "", ""
		if len(chosen) > 0 {
			n.filter.Standing, n.filter.Evidence = kindOf(chosen[0])
		}
		changed()
	})
	n.offer(nil)
	n.line = container.New(&widgets.BarLayout{Widths: []float32{0, 0}}, n.search, n.group)
	return n
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
	if of.Level == "" || of.Level == app.OfAll {
		return everybody
	}
	return string(of.Level) + " " + of.Code
}

// offer offers the groups there are; what is chosen stays.
func (n *narrow) offer(rows []app.GroupRow) {
	options := []widgets.Option{{Code: everybody, Label: lang.L("All customers")}}
	n.of = map[string]app.ForecastOf{groupKey(n.filter.In): n.filter.In, everybody: {}}
	for _, r := range rows {
		label := GroupName(n.desk, r)
		full, initials := app.Pinyin(label)
		n.of[groupKey(r.Of)] = r.Of
		options = append(options, widgets.Option{Code: groupKey(r.Of), Label: label, Keys: r.Of.Code + " " + initials + " " + full})
	}
	n.group.SetOptions(options)
	n.group.SetCode(groupKey(n.filter.In))
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

// in narrows to a group, which may not be offered yet.
func (n *narrow) in(of app.ForecastOf) {
	n.clear()
	n.filter.In = of
	n.of[groupKey(of)] = of
	n.group.SetCode(groupKey(of))
}

// clear narrows to nothing.
func (n *narrow) clear() {
	n.filter = app.UseFilter{Sort: n.filter.Sort, Up: n.filter.Up}
	typed := n.search.OnChanged
	n.search.OnChanged = nil // it is asked for at once
	n.search.SetText("")
	n.search.OnChanged = typed
	n.chips.Choose()
	n.group.SetCode(everybody)
}

// insert goes on with what was begun on the list.
func (n *narrow) insert(text string) {
	widgets.Focus(n.search)
	n.search.Insert(text)
}

// about is what the list is narrowed to, in words; "" for nothing.
func (n *narrow) about() string {
	var said []string
	if n.filter.In.Level != "" && n.filter.In.Level != app.OfAll {
		said = append(said, n.group.Chosen().Label)
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
