package synchronise

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/files"
	"lamplighter/screens/listing"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// start is the first step: which folder, and with whom was exchanged so far.
type start struct {
	desk  *desk.Desk
	store Store
	chose func(folder string)
	state func(app.SyncState)

	told     *widgets.Text
	places   *listing.List[app.SyncPlace]
	path     *widgets.Entry
	note     *widgets.FieldNote
	partners *listing.List[app.SyncPartner]
	choose   *widgets.Button
	body     *fyne.Container
	last     string
	asked    bool // an answer has come
	loader   *background.Loader[known]
}

// known is what one question brings.
type known struct {
	state  app.SyncState
	places []app.SyncPlace
}

func newStart(d *desk.Desk, store Store, chose func(string), state func(app.SyncState)) *start {
	s := &start{desk: d, store: store, chose: chose, state: state, told: widgets.NewMutedText(""), note: widgets.NewFieldNote()}
	s.loader = background.NewLoader(d.Runner, s.show)
	s.told.Shrinks = true
	s.places = listing.New(d, []widgets.Column{
		{Title: lang.X("sync.folder", "Folder"), Width: 190, Weight: 1},
		{Title: "", Width: 96, Kind: widgets.KindBadge},
		{Title: lang.X("sync.packages", "Packages"), Width: 80, Kind: widgets.KindNumber},
		{Title: lang.L("Room"), Width: 80, Kind: widgets.KindNumber},
	}, s.place)
	s.places.Table.OnOpen = func(widgets.Row) { s.Go() }
	s.places.Table.OnType = func(text string) {
		widgets.Focus(s.path)
		s.path.SetText(text)
		s.path.CursorColumn = len([]rune(text))
	}
	s.places.Empty.SetText(lang.L("No stick is plugged in, and nothing was exchanged yet. Plug one in and press F5, or type the path of a shared folder below."))
	s.path = widgets.NewEntry()
	s.path.SetPlaceHolder(lang.L("Path of another folder"))
	s.path.OnSubmitted = func(string) { s.Go() }
	s.choose = widgets.NewButton(lang.L("Choose…"), func() { files.Folder(d, s.last, s.take) })
	s.partners = listing.New(d, []widgets.Column{
		{Title: lang.L("Device"), Width: 140, Weight: 1}, {Title: lang.L("Last received"), Width: 120}, {Title: lang.L("Has ours"), Width: 110, Kind: widgets.KindBadge},
	}, func(p app.SyncPartner) widgets.Row { return partnerRow(d, p) })
	s.partners.Empty.SetText(lang.L("Nothing was exchanged with another device yet."))
	s.body = s.build()
	return s
}

func (s *start) build() *fyne.Container {
	hint := widgets.NewMutedText(lang.L("Enter looks at what lies in the folder. Nothing is changed before you have seen it."))
	hint.Shrinks = true
	typed := container.NewVBox(container.NewBorder(nil, nil, nil, s.choose, s.path), s.note, hint)
	left := container.NewBorder(widgets.NewSectionHeader(lang.L("Through which folder?")), typed, nil, nil, s.places.Table)
	right := container.NewBorder(widgets.NewSectionHeader(lang.L("With whom")), nil, nil, nil, s.partners.Table)
	head := container.NewVBox(widgets.NewTitle(lang.L("Synchronise")), s.told)
	split := container.New(&widgets.PanesLayout{Share: 0.56}, container.NewPadded(left), container.NewPadded(right))
	return container.NewBorder(container.NewPadded(head), nil, nil, nil, split)
}

// place is a folder as a row.
func (s *start) place(p app.SyncPlace) widgets.Row {
	what := widgets.Cell{Text: lang.L("Stick"), Tone: widgets.ToneInfo}
	free := room(p.Free)
	switch {
	case p.Gone:
		what, free = widgets.Cell{Text: lang.L("Not plugged in"), Tone: widgets.ToneWarn}, ""
	case p.Last:
		what = widgets.Cell{Text: lang.L("Last time"), Tone: widgets.ToneGood}
	}
	packages := ""
	if !p.Gone {
		packages = words.Count(int64(p.Packages))
	}
	return widgets.Row{Key: p.Path, Cells: []widgets.Cell{{Text: p.Path, Strong: true}, what, {Text: packages}, {Text: free}}}
}

// partnerRow is another device as a row.
func partnerRow(d *desk.Desk, p app.SyncPartner) widgets.Row {
	received := lang.L("never")
	if p.ReceivedAt != 0 {
		received = words.Moment(p.ReceivedAt, d.Now())
	}
	ours := widgets.Cell{Text: lang.L("all"), Tone: widgets.ToneGood}
	if !p.HasOurs {
		ours = widgets.Cell{Text: lang.L("lacks {{.N}}", map[string]any{"N": words.Count(p.Behind)}), Tone: widgets.ToneWarn}
	}
	return widgets.Row{Key: words.Count(p.Device), Cells: []widgets.Cell{{Text: words.DeviceName(p.Code, p.Name), Strong: true}, {Text: received, Muted: p.ReceivedAt == 0}, ours}}
}

// Content is the step.
func (s *start) Content() fyne.CanvasObject { return s.body }

// Reload asks again how this device stands and which sticks are there.
func (s *start) Reload() {
	s.loader.Ask(func(ctx context.Context) (known, error) {
		var k known
		var err error
		if k.state, err = s.store.SyncState(ctx, s.desk.By); err != nil {
			return k, err
		}
		k.places, err = s.store.SyncPlaces(ctx, s.desk.By, k.state.LastFolder)
		return k, err
	})
}

func (s *start) show(k known, err error) {
	s.note.SetText(words.Error(err))
	if err != nil {
		s.body.Refresh()
		return
	}
	s.last, s.asked = k.state.LastFolder, true
	s.told.SetText(device(k.state, s.desk.Now()))
	chosen, had := s.places.Table.Selected()
	s.places.Set(k.places)
	s.partners.Set(k.state.Partners)
	if !had || chosen.Key == "" {
		s.first(k.places)
	}
	s.state(k.state)
	s.body.Refresh()
	if len(k.places) == 0 && s.desk.Canvas.Focused() == fyne.Focusable(s.places.Table) {
		widgets.Focus(s.path)
	}
}

// first selects the folder that is most likely meant: that of last time, if it
// is there, else the first stick.
func (s *start) first(all []app.SyncPlace) {
	for i, p := range all {
		if !p.Gone {
			s.places.Table.Select(i)
			return
		}
	}
}

// Focus puts the keyboard on the folders, or on the path where there are none.
func (s *start) Focus() {
	if s.desk.Canvas.Focused() == fyne.Focusable(s.path) {
		return
	}
	if s.asked && len(s.places.Records()) == 0 {
		widgets.Focus(s.path)
		return
	}
	widgets.Focus(s.places.Table)
}

// Go looks at the folder that was typed or chosen.
func (s *start) Go() {
	typed := strings.Trim(strings.TrimSpace(s.path.Text), `"`) // Windows copies paths in quotes
	if typed != "" {
		s.chose(typed)
		return
	}
	chosen := s.places.Chosen()
	switch {
	case len(chosen) == 0:
		s.note.Error(lang.L("Choose a folder, or type the path of one."))
	case chosen[0].Gone:
		s.note.Error(lang.L("{{.Folder}} cannot be reached. Plug the stick in, or choose another folder.", map[string]any{"Folder": chosen[0].Path}))
	default:
		s.chose(chosen[0].Path)
	}
	s.body.Refresh()
}

func (s *start) take(path string) {
	s.path.SetText(path)
	s.Go()
}

// Lock keeps the choice while a folder is read.
func (s *start) Lock(locked bool) {
	for _, w := range []fyne.Disableable{s.path, s.choose} {
		if locked {
			w.Disable()
		} else {
			w.Enable()
		}
	}
}
