package pairs

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// compare is a sheet with two customers side by side. Enter on a field in which
// they differ takes the other value; Ctrl+Enter makes them one.
type compare struct {
	desk  *desk.Desk
	store Store
	pair  app.CustomerPair // One stays
	done  func()

	fields []app.MergeField
	rows   []widgets.Row
	table  *widgets.RecordTable
	note   *widgets.FieldNote
	sheet  *widgets.Sheet
}

// Compare puts the two of a pair side by side. done is called when they have
// been merged or told to be two.
func Compare(d *desk.Desk, store Store, pair app.CustomerPair, done func()) {
	c := &compare{desk: d, store: store, pair: pair, done: done, note: widgets.NewFieldNote(), fields: app.MergeFields(pair.One.Customer, pair.Other.Customer)}
	c.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: lang.L("Field"), Width: 120},
		{Title: lang.L("Stays: {{.Name}}", map[string]any{"Name": pair.One.Customer.Name}), Width: 250, Weight: 1},
		{Title: lang.L("Becomes part of it: {{.Name}}", map[string]any{"Name": pair.Other.Customer.Name}), Width: 250, Weight: 1},
	}, func(_ context.Context, from, count int) ([]widgets.Row, error) {
		return c.rows[min(from, len(c.rows)):min(from+count, len(c.rows))], nil
	})
	c.table.OnOpen = func(r widgets.Row) { c.turn(r.Key) }
	c.fill()
	hint := container.NewVBox(widgets.NewMutedText(lang.L("Enter takes the other value of a field. Accounts, contacts, cases, visits and all else of both are kept.")),
		widgets.NewMutedText(lang.L("The other record stays on file: it is found by its name and numbers, and the merge can be taken back.")))
	c.sheet = widgets.NewSheet(lang.L("One customer or two?"), container.NewBorder(container.NewVBox(c.signs(), hint), c.note, nil, nil, c.table), widgets.Action{Label: lang.L("Make them one"), Do: c.merge})
	c.sheet.Others = []widgets.Action{{Label: lang.L("They are two") + "  Ctrl+G", Do: c.keepApart}, {Label: lang.L("The other stays") + "  Ctrl+B", Do: c.swap}}
	c.sheet.Width, c.sheet.Height, c.sheet.First = 860, 430, c.table
	c.sheet.OnClosed = c.table.Stop
	c.sheet.Show(d.Keys)
	c.sheet.Layer().On("Ctrl+G", lang.L("They are two"), c.keepApart)
	c.sheet.Layer().On("Ctrl+B", lang.L("The other stays"), c.swap)
}

// signs tells how likely the two are one, and why.
func (c *compare) signs() fyne.CanvasObject {
	speaks := widgets.NewText(words.Suspicion(c.pair.For))
	speaks.Bold = true
	line := container.NewHBox(widgets.NewBadge(likely(c.pair.Score), tone(c.pair.Score)), speaks)
	if len(c.pair.Against) > 0 {
		line.Add(widgets.NewMutedText(lang.L("but {{.Against}}", map[string]any{"Against": words.Suspicion(c.pair.Against)})))
	}
	return line
}

// fill lists first what is to be chosen, then what the two have.
func (c *compare) fill() {
	c.rows = nil
	for _, f := range c.fields {
		here, there := widgets.Cell{Text: c.says(f.Name, f.Stays)}, widgets.Cell{Text: c.says(f.Name, f.Gone)}
		taken, left := &here, &there
		if f.Take {
			taken, left = &there, &here
		}
		taken.Text, taken.Strong, taken.Tone, left.Muted = "✓ "+taken.Text, true, widgets.ToneGood, true
		c.rows = append(c.rows, widgets.Row{Key: f.Name, Cells: []widgets.Cell{{Text: words.Field(f.Name)}, here, there}})
	}
	count := func(n int64) string {
		if n == 0 {
			return ""
		}
		return words.Count(n)
	}
	same := func(one, other string) string {
		if one != other {
			return "" // stands among what is to be chosen
		}
		return one
	}
	a, b := c.pair.One.Customer, c.pair.Other.Customer
	for _, has := range []struct {
		name string
		of   func(app.PairSide) string
	}{
		{words.Field("name"), func(app.PairSide) string { return same(a.Name, b.Name) }},
		{words.Field("id_no"), func(app.PairSide) string { return same(a.IDNo, b.IDNo) }},
		{words.Field("uscc"), func(app.PairSide) string { return same(a.USCC, b.USCC) }},
		{lang.L("Accounts"), func(s app.PairSide) string {
			return each(s.Accounts, func(a app.Account) string { return a.AccountNo })
		}},
		{words.Field("address"), func(s app.PairSide) string { return each(s.Accounts, func(a app.Account) string { return a.Address }) }},
		{words.Field("asset_no"), func(s app.PairSide) string { return each(s.Meters, func(m app.Meter) string { return m.AssetNo }) }},
		{lang.L("Contacts"), func(s app.PairSide) string {
			return each(s.Contacts, func(k app.Contact) string { return strings.TrimSpace(k.Name + " " + k.Mobile) })
		}},
		{lang.L("Cases"), func(s app.PairSide) string { return count(s.Cases) }},
		{lang.L("Visits"), func(s app.PairSide) string { return count(s.Visits) }},
		{lang.L("Taken on"), func(s app.PairSide) string { return string(app.DayOf(time.UnixMilli(s.Customer.CreatedAt))) }},
	} {
		one, other := has.of(c.pair.One), has.of(c.pair.Other)
		if one != "" || other != "" {
			c.rows = append(c.rows, widgets.Row{Key: "has " + strconv.Itoa(len(c.rows)), Cells: []widgets.Cell{{Text: has.name, Muted: true}, {Text: one}, {Text: other}}})
		}
	}
	c.table.SetTotal(len(c.rows))
	c.table.Reload()
}

// each lists what stands on some records.
func each[T any](all []T, of func(T) string) string {
	var parts []string
	for _, v := range all {
		if text := of(v); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, lang.X("list.separator", ", "))
}

// codeLists says which code table words a field.
var codeLists = map[string]string{"id_type": "id_type", "class": "customer_class", "segment": "segment", "important_grade": "important_grade", "industry": "industry"}

// says is a value in words. Numbers are shown in full: where they differ is what
// tells the two apart.
func (c *compare) says(field, value string) string {
	list, coded := codeLists[field]
	switch {
	case value == "":
		return lang.L("(none)")
	case coded:
		return c.desk.Codes.Label(list, value)
	case value == string(app.Person):
		return lang.L("Person")
	case value == string(app.Organisation):
		return lang.L("Organisation")
	}
	return value
}

func (c *compare) turn(field string) {
	for i := range c.fields {
		if c.fields[i].Name == field {
			c.fields[i].Take = !c.fields[i].Take
		}
	}
	c.fill()
}

func (c *compare) swap() {
	c.sheet.Close()
	c.pair.One, c.pair.Other = c.pair.Other, c.pair.One
	Compare(c.desk, c.store, c.pair, c.done)
}

func (c *compare) merge() {
	m := app.CustomerMerge{Stays: c.pair.One.Customer, Gone: c.pair.Other.Customer}
	for _, f := range c.fields {
		if f.Take {
			m.Take = append(m.Take, f.Name)
		}
	}
	now, _ := m.Merged()
	c.desk.StoreSheet(c.sheet, func(err error) { c.note.SetText(words.Error(err)) }, func(ctx context.Context) error {
		_, err := c.store.MergeCustomers(ctx, c.desk.By, m)
		return err
	}, func() {
		c.desk.Say(lang.L("{{.Name}} is one customer now. Ctrl+Z takes it back.", map[string]any{"Name": now.Name}))
		c.done()
	})
}

func (c *compare) keepApart() {
	c.desk.StoreSheet(c.sheet, func(err error) { c.note.SetText(words.Error(err)) }, func(ctx context.Context) error {
		_, err := c.store.KeepApart(ctx, c.desk.By, c.pair.One.Customer.ID, c.pair.Other.Customer.ID, "")
		return err
	}, func() {
		c.desk.Say(lang.L("They are two customers, and not suspected again. Ctrl+Z takes it back."))
		c.done()
	})
}
