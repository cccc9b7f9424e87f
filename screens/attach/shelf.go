package attach

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/widgets"
)

// shelf is the tiles of a strip as one thing that takes the keyboard: the
// arrows go from tile to tile, Tab goes past them all.
type shelf struct {
	widget.BaseWidget
	open     func(at int) // Enter
	withdraw func(at int) // Delete
	add      func()       // F, +, Insert
	paste    func(text string)

	tiles   []*tile
	at      int
	focused bool
	row     *fyne.Container
}

func newShelf() *shelf {
	s := &shelf{row: container.New(&widgets.WrapLayout{Gap: 8})}
	s.ExtendBaseWidget(s)
	return s
}

// set puts other tiles on the shelf.
func (s *shelf) set(tiles []*tile) {
	s.tiles = tiles
	s.row.Objects = nil
	for _, t := range tiles {
		s.row.Add(t)
	}
	s.mark(s.at)
	s.row.Refresh()
}

// mark goes to a tile, or to the last before it.
func (s *shelf) mark(at int) {
	s.at = max(0, min(at, len(s.tiles)-1))
	for i, t := range s.tiles {
		if marked := s.focused && i == s.at; marked != t.marked {
			t.marked = marked
			t.Refresh()
		}
	}
}

// FocusGained is called by Fyne.
func (s *shelf) FocusGained() { s.focused = true; s.mark(s.at) }

// FocusLost is called by Fyne.
func (s *shelf) FocusLost() { s.focused = false; s.mark(s.at) }

// TypedRune adds on F and +.
func (s *shelf) TypedRune(r rune) {
	switch r {
	case 'f', 'F', '+':
		s.add()
	}
}

// TypedKey goes, opens, takes away, and passes on the rest.
func (s *shelf) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		s.mark(s.at - 1)
	case fyne.KeyRight:
		s.mark(s.at + 1)
	case fyne.KeyHome:
		s.mark(0)
	case fyne.KeyEnd:
		s.mark(len(s.tiles) - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		s.open(s.at)
	case fyne.KeyDelete, fyne.KeyBackspace:
		s.withdraw(s.at)
	case fyne.KeyInsert:
		s.add()
	default:
		widgets.PassKey(s, ev)
	}
}

// TypedShortcut takes the path of a file that was copied, and passes on the
// rest.
func (s *shelf) TypedShortcut(shortcut fyne.Shortcut) {
	if pasted, is := shortcut.(*fyne.ShortcutPaste); is {
		from := pasted.Clipboard
		if from == nil {
			from = fyne.CurrentApp().Clipboard()
		}
		s.paste(from.Content())
		return
	}
	widgets.PassShortcut(s, shortcut)
}

// CreateRenderer is called by Fyne.
func (s *shelf) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.row) }
