package exchange

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Columns shows the columns of a list, one under the other: its name in the
// list, the field it goes to, and what stands in its first rows.
type Columns struct {
	changed func()
	view    app.SheetView
	fields  []*widgets.CodeField
	rows    *fyne.Container
	scroll  *container.Scroll
	body    fyne.CanvasObject
}

// The widths of a column's line: its name, its field; the rest is for its
// first rows.
var columnWidths = []float32{128, 176, 0, 0}

// NewColumns is empty; changed hears that a column was given to another field.
func NewColumns(changed func()) *Columns {
	c := &Columns{changed: changed, rows: container.NewVBox()}
	c.scroll = container.NewVScroll(c.rows)
	titles := container.New(&widgets.BarLayout{Widths: columnWidths}, widgets.NewMutedText(lang.L("Column of the list")), widgets.NewMutedText(lang.L("Goes to")),
		widgets.NewMutedText(lang.L("First row")), widgets.NewMutedText(lang.L("Second row")))
	c.body = container.NewBorder(container.NewVBox(widgets.NewSectionHeader(lang.L("Columns")), titles), nil, nil, nil, c.scroll)
	return c
}

// Content is the list of columns.
func (c *Columns) Content() fyne.CanvasObject { return c.body }

// Show fills the list for a sheet.
func (c *Columns) Show(view app.SheetView) {
	c.view = view
	c.view.Columns = slices.Clone(view.Columns)
	c.fields, c.rows.Objects = nil, nil
	for i, title := range view.Header {
		c.fields = append(c.fields, c.field(i))
		c.rows.Add(container.New(&widgets.BarLayout{Widths: columnWidths}, shrinking(title, true), c.fields[i], shrinking(c.cell(0, i), false), shrinking(c.cell(1, i), false)))
	}
	c.rows.Refresh()
	c.scroll.ScrollToTop()
}

func shrinking(text string, bold bool) *widgets.Text {
	t := widgets.NewText(text)
	t.Shrinks, t.Bold = true, bold
	return t
}

func (c *Columns) cell(row, column int) string {
	if row >= len(c.view.Sample) || column >= len(c.view.Sample[row]) {
		return ""
	}
	return c.view.Sample[row][column]
}

func (c *Columns) field(column int) *widgets.CodeField {
	field := widgets.NewCodeField(c.options(), nil)
	field.SetCode(c.code(c.view.Columns[column]))
	field.OnChosen = func(o widgets.Option) { c.give(column, c.key(o.Code)) }
	entry := field.Entry()
	settle := entry.OnFocus
	entry.OnFocus = func(gained bool) {
		settle(gained)
		if gained {
			c.reveal(column)
		}
	}
	return field
}

// options are the fields by number, as short to type as can be.
func (c *Columns) options() []widgets.Option {
	out := []widgets.Option{desk.Option(c.code(""), lang.L("Not imported"))}
	for _, key := range c.view.Fields {
		out = append(out, desk.Option(c.code(key), words.Column(key)))
	}
	return out
}

func (c *Columns) code(key string) string { return strconv.Itoa(slices.Index(c.view.Fields, key) + 1) }

// key is the field of a number; "" for a column left out.
func (c *Columns) key(code string) string {
	at, err := strconv.Atoi(code)
	if err != nil || at < 1 || at > len(c.view.Fields) {
		return ""
	}
	return c.view.Fields[at-1]
}

// give gives a column to a field and takes it from the column that had it; an
// address may be put together from several.
func (c *Columns) give(column int, key string) {
	for i, held := range c.view.Columns {
		if i != column && key != "" && held == key && !slices.Contains(c.view.Joined, key) {
			c.view.Columns[i] = ""
			c.fields[i].SetCode(c.code(""))
		}
	}
	c.view.Columns[column] = key
	c.fields[column].SetCode(c.code(key))
	c.changed()
}

// Fields is the field of each column.
func (c *Columns) Fields() []string { return slices.Clone(c.view.Columns) }

// Missing names the needed fields no column is given to.
func (c *Columns) Missing() []string {
	return slices.DeleteFunc(slices.Clone(c.view.Needed), func(key string) bool { return slices.Contains(c.view.Columns, key) })
}

// Lock keeps the columns from being changed while, and after, they are used.
func (c *Columns) Lock(locked bool) {
	for _, f := range c.fields {
		if locked {
			f.Disable()
		} else {
			f.Enable()
		}
	}
}

// Focused reports whether the keyboard is in one of the fields.
func (c *Columns) Focused() bool {
	for _, f := range c.fields {
		canvas := fyne.CurrentApp().Driver().CanvasForObject(f)
		if canvas != nil && canvas.Focused() == fyne.Focusable(f.Entry()) {
			return true
		}
	}
	return false
}

// reveal scrolls a column into view, for those who come by Tab.
func (c *Columns) reveal(column int) {
	line := c.rows.Objects[column]
	top, bottom := line.Position().Y, line.Position().Y+line.Size().Height
	switch view := c.scroll.Size().Height; {
	case top < c.scroll.Offset.Y:
		c.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > c.scroll.Offset.Y+view:
		c.scroll.ScrollToOffset(fyne.NewPos(0, bottom-view))
	}
}
