package synchronise

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// values shows all values of one conflict side by side: which holds, who wrote
// each, when and on which device, and what can be done.
type values struct {
	inbox *Inbox
	head  *widgets.SectionHeader
	note  *widgets.Paragraph
	cards *fyne.Container
	both  *widgets.Button
	write *widgets.Button
	body  *fyne.Container
}

func newValues(i *Inbox) *values {
	v := &values{inbox: i, head: widgets.NewSectionHeader(""), note: widgets.NewParagraph(""), cards: container.NewVBox()}
	v.note.Color = look.ColorMuted
	v.both = widgets.NewButton(lang.L("Keep all, one behind the other")+"  0", i.both)
	v.write = widgets.NewButton(lang.L("Another value…")+"  Ctrl+N", func() { i.New() })
	page := widgets.NewButton(lang.L("Open the record")+"  Enter", i.openRecord)
	v.body = container.NewBorder(container.NewVBox(v.head, v.note), container.NewHBox(v.both, v.write, page), nil, nil, container.NewVScroll(v.cards))
	v.body.Hide()
	return v
}

// Content is the values.
func (v *values) Content() fyne.CanvasObject { return v.body }

// Show shows a conflict, or nothing.
func (v *values) Show(c app.Conflict, is bool) {
	v.body.Hidden = !is
	if !is {
		v.cards.Objects = nil
		v.body.Refresh()
		return
	}
	v.head.SetTitle(lang.L("{{.Whose}}: {{.Field}}", map[string]any{"Whose": whose(c), "Field": fieldName(c.Field)}))
	v.note.SetText(v.says(c))
	all := append([]app.ConflictValue{c.Holds}, c.Lost...)
	grid := container.NewGridWithColumns(min(len(all), 3))
	for at, value := range all {
		grid.Add(container.NewPadded(v.card(c, value, at)))
	}
	v.cards.Objects = []fyne.CanvasObject{grid}
	_, joins := c.Both()
	v.both.Hidden, v.write.Hidden = !joins, !c.Written()
	v.cards.Refresh()
	v.body.Refresh()
}

// says tells what a decision does.
func (*values) says(c app.Conflict) string {
	if c.Field == "withdrawn_at" {
		return lang.L("One withdrew this record, another went on with it meanwhile. Take whether it stays withdrawn; nothing of it is erased.")
	}
	return lang.L("Whatever you take holds everywhere after the next exchange; the others stay in the change history.")
}

// card is one value with whose it is.
func (v *values) card(c app.Conflict, value app.ConflictValue, at int) fyne.CanvasObject {
	d := v.inbox.desk
	state := widgets.NewBadge(lang.L("holds now"), widgets.ToneGood)
	if at > 0 {
		state.Set(lang.L("was written too"), widgets.ToneWarn)
	}
	text := widgets.NewParagraph(shown(c, value, v.inbox))
	text.Bold, text.SizeName = true, theme.SizeNameSubHeadingText
	if value.Value == "" {
		text.Bold, text.Color = false, look.ColorMuted
	}
	by := value.By
	if by == "" {
		by = lang.L("somebody")
	}
	if value.Who == d.By.Staff && !value.Who.IsZero() {
		by = lang.L("{{.Name}} (you)", map[string]any{"Name": by})
	}
	who, when, device := widgets.NewText(by), widgets.NewMutedText(words.Moment(value.At, d.Now())), widgets.NewMutedText(words.DeviceName(value.Device, ""))
	who.Shrinks, device.Shrinks = true, true
	take := widgets.NewButton(lang.L("Take this")+"  "+strconv.Itoa(at+1), func() { v.inbox.take(at) })
	return widgets.NewCard(container.NewVBox(container.NewHBox(state), text, who, when, device, take))
}

// shown is a value as people read it.
func shown(c app.Conflict, value app.ConflictValue, i *Inbox) string {
	said := i.desk.Codes.Value(c.Record.Table, c.Field, value.Value, i.desk.Now())
	switch {
	case c.Field == "withdrawn_at" && value.Value == "":
		return lang.L("not withdrawn")
	case c.Field == "withdrawn_at":
		return lang.L("withdrawn {{.When}}", map[string]any{"When": said})
	case said == "":
		return lang.L("(empty)")
	case c.Field == "id_no":
		return app.MaskPersonal(said)
	}
	return said
}
