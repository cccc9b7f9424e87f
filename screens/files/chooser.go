package files

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/listing"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// chooser is the sheet over a folder: its path to type over, the places that are
// a chord away, and what lies in it.
type chooser struct {
	desk    *desk.Desk
	endings []string // of files; none: a folder is asked for
	chosen  func(path string)

	folder string // on view
	came   string // the folder below, where the selection stays on the way up
	loader *background.Loader[looked]
	where  *widgets.Entry
	list   *listing.List[entry]
	note   *widgets.FieldNote
	places *fyne.Container
	sheet  *widgets.Sheet
}

// looked is a folder with what lies in it, or the file that was named.
type looked struct {
	folder string
	found  []entry
	file   string
	disks  []string
}

const (
	chooserWidth  = 760
	chooserHeight = 430
	mostPlaces    = 9 // as many as digits
)

func newChooser(d *desk.Desk, endings []string, chosen func(string)) *chooser {
	c := &chooser{desk: d, endings: endings, chosen: chosen, where: widgets.NewEntry(), note: widgets.NewFieldNote(), places: container.NewHBox()}
	c.loader = background.NewLoader(d.Runner, c.take)
	c.where.OnSubmitted = c.typed
	c.list = listing.New(d, []widgets.Column{
		{Title: lang.L("Name"), Width: 300, Weight: 1},
		{Title: "", Width: 84, Kind: widgets.KindBadge},
		{Title: lang.X("file.size", "Size"), Width: 90, Kind: widgets.KindNumber},
		{Title: lang.X("file.changed", "Changed"), Width: 130},
	}, c.row)
	c.list.Table.OnOpen = func(widgets.Row) { c.open() }
	c.list.Table.OnType = c.jump
	return c
}

func (c *chooser) show(title, begin string) {
	hint := lang.L("Enter opens what is selected, Alt+Up goes to the folder above, Alt+D lets you type a path.")
	do := widgets.Action{Label: lang.L("Choose"), Do: c.open}
	if len(c.endings) == 0 {
		do = widgets.Action{Label: lang.L("Choose this folder"), Do: func() { c.give(c.folder) }}
	}
	head := container.NewVBox(c.where, c.places)
	c.sheet = widgets.NewSheet(title, container.NewBorder(head, container.NewVBox(c.note, widgets.NewMutedText(hint)), nil, nil, c.list.Table), do)
	c.sheet.Width, c.sheet.Height, c.sheet.First = chooserWidth, chooserHeight, c.list.Table
	c.sheet.OnClosed = c.list.Table.Stop
	c.sheet.Show(c.desk.Keys)
	c.sheet.Layer().On("Alt+Up", lang.L("The folder above"), func() { c.turn(filepath.Dir(c.folder)) })
	c.sheet.Layer().On("Alt+D", lang.L("Type a path"), func() {
		widgets.Focus(c.where)
		c.where.TypedShortcut(&fyne.ShortcutSelectAll{})
	})
	c.turn(begin)
}

// turn lists a folder, or the next above it that is there. The one on view stays
// while that takes its time, and when it cannot be read.
func (c *chooser) turn(folder string) {
	c.ask(func() (looked, error) {
		l := looked{folder: nearest(folder)}
		var err error
		l.found, err = look(l.folder, c.endings)
		return l, err
	})
}

// typed goes where a path leads.
func (c *chooser) typed(text string) {
	from := c.folder
	c.ask(func() (looked, error) { return follow(from, text, c.endings) })
	widgets.Focus(c.list.Table)
}

func (c *chooser) ask(read func() (looked, error)) {
	c.came = c.folder
	c.loader.Ask(func(context.Context) (looked, error) {
		l, err := read()
		if c.desk.Disks != nil {
			l.disks = c.desk.Disks()
		}
		return l, err
	})
}

func (c *chooser) take(l looked, err error) {
	if !c.sheet.Open() {
		return // the person thought better of it while a slow disk was asked
	}
	if err != nil {
		c.note.Error(c.says(err))
		c.sheet.Refresh()
		return
	}
	if l.file != "" {
		c.give(l.file)
		return
	}
	c.note.Clear()
	c.folder = l.folder
	c.where.SetText(l.folder)
	c.showPlaces(l.disks)
	c.list.Empty.SetText(lang.L("Nothing is here."))
	c.list.Set(l.found)
	at := 0
	for i, e := range l.found {
		if e.path == c.came && !e.up {
			at = i
		}
	}
	if len(l.found) > 0 {
		c.list.Table.Select(at)
	}
	c.sheet.Refresh()
}

// showPlaces offers the home and the disks that are carried about.
func (c *chooser) showPlaces(disks []string) {
	c.places.RemoveAll()
	home, err := os.UserHomeDir()
	if err == nil {
		c.place(lang.L("Home"), home)
	}
	for _, disk := range disks {
		if len(c.places.Objects) < mostPlaces {
			c.place(lang.L("Stick {{.Name}}", map[string]any{"Name": filepath.Base(disk)}), disk)
		}
	}
}

func (c *chooser) place(label, folder string) {
	chord := "Alt+" + strconv.Itoa(len(c.places.Objects)+1)
	c.places.Add(widgets.NewButton(label+"  "+chord, func() { c.turn(folder) }))
	c.sheet.Layer().On(chord, label, func() { c.turn(folder) })
}

func (c *chooser) row(e entry) widgets.Row {
	if e.up {
		return widgets.Row{Key: "..", Cells: []widgets.Cell{{Text: lang.L("The folder above"), Muted: true}, {}, {}, {}}}
	}
	cells := []widgets.Cell{{Text: e.name, Strong: e.folder}, {Text: lang.L("Folder"), Tone: widgets.ToneInfo}, {}, {Text: words.Moment(e.at, c.desk.Now())}}
	if !e.folder {
		cells[1] = widgets.Cell{Text: strings.ToUpper(strings.TrimPrefix(filepath.Ext(e.name), "."))}
		cells[2].Text = words.AttachmentSize(e.size)
	}
	return widgets.Row{Key: e.path, Cells: cells}
}

// open goes into the folder that is selected, or chooses the file.
func (c *chooser) open() {
	switch chosen := c.list.Chosen(); {
	case len(chosen) == 0:
	case chosen[0].folder:
		c.turn(chosen[0].path)
	default:
		c.give(chosen[0].path)
	}
}

func (c *chooser) says(err error) string {
	switch {
	case errors.Is(err, errOtherKind):
		return lang.L("Such a file cannot be read here. Choose one of: {{.Endings}}.", map[string]any{"Endings": strings.Join(c.endings, " ")})
	case errors.Is(err, fs.ErrNotExist):
		return lang.L("There is nothing of that name. Check the path.")
	}
	return lang.L("This folder cannot be read: it is closed to this account. Choose another.")
}

// jump selects the next name that begins with a letter, Chinese ones by their
// reading.
func (c *chooser) jump(text string) {
	all, from := c.list.Records(), c.list.Table.SelectedIndex()
	for i := range all {
		at := (from + 1 + i) % len(all)
		_, initials := app.Pinyin(all[at].name)
		if strings.HasPrefix(strings.ToLower(all[at].name), strings.ToLower(text)) || strings.HasPrefix(initials, strings.ToLower(text)) {
			c.list.Table.Select(at)
			return
		}
	}
}

func (c *chooser) give(path string) {
	c.sheet.Close()
	c.chosen(path)
}
