package attach

import (
	"context"
	"errors"
	"image"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Strip is the photos and papers of one record in a row.
type Strip struct {
	Kind  app.AttachmentKind // what an added picture counts as
	Grown func()             // the strip needs more room, or less: its page is to be laid out again

	desk  *desk.Desk
	store Store
	table string
	of    app.RecordID

	rows   []app.AttachmentRow
	small  thumbs
	list   *background.Loader[[]app.AttachmentRow]
	look   *background.Loader[looked]
	adding bool

	shelf    *shelf
	note     *widgets.FieldNote
	progress *widgets.Progress
	body     *fyne.Container
}

// looked is a picture that was made small, or why it cannot be shown.
type looked struct {
	row   app.AttachmentRow
	small image.Image
}

// NewStrip is an empty strip; Of fills it.
func NewStrip(d *desk.Desk, store Store) *Strip {
	s := &Strip{
		Kind: app.Photo, Grown: func() {}, desk: d, store: store, small: thumbs{}, shelf: newShelf(), note: widgets.NewFieldNote(), progress: widgets.NewProgress(nil),
	}
	s.list = background.NewLoader(d.Runner, s.show)
	s.look = background.NewLoader(d.Runner, s.showSmall)
	s.shelf.open, s.shelf.withdraw, s.shelf.add, s.shelf.paste = s.open, s.withdraw, s.ask, s.paste
	s.body = container.NewVBox(s.shelf, s.note, s.progress)
	return s
}

// Content is the strip.
func (s *Strip) Content() fyne.CanvasObject { return s.body }

// Of shows what is attached to a record.
func (s *Strip) Of(table string, id app.RecordID) {
	if s.table != table || s.of != id {
		s.table, s.of, s.rows = table, id, nil
		s.note.Clear()
		s.lay()
	}
	s.Reload()
}

// Focus puts the keyboard on the pictures.
func (s *Strip) Focus() { widgets.Focus(s.shelf) }

// Count is how many pictures and papers there are.
func (s *Strip) Count() int { return len(s.rows) }

// Reload asks again what is attached.
func (s *Strip) Reload() {
	table, of := s.table, s.of
	if of.IsZero() {
		return
	}
	s.list.Ask(func(ctx context.Context) ([]app.AttachmentRow, error) {
		return s.store.Attachments(ctx, s.desk.By, table, of)
	})
}

func (s *Strip) show(rows []app.AttachmentRow, err error) {
	if err != nil {
		s.say(words.Error(err))
		return
	}
	s.rows = slices.DeleteFunc(rows, func(r app.AttachmentRow) bool { return r.Kind == app.Signature }) // has a place of its own
	s.lay()
	s.lookAt(0)
}

// lay makes the tiles anew, with the pictures that are small already.
func (s *Strip) lay() {
	tiles := make([]*tile, 0, len(s.rows)+1)
	for i, r := range s.rows {
		t := newTile(caption(r), func() { s.shelf.mark(i); s.open(i) })
		switch small := s.small[string(r.Hash)]; {
		case r.Absent:
			t.stand(theme.NewDisabledResource(theme.FileImageIcon()), lang.L("not on this computer"))
		case small != nil:
			t.show(small)
		case r.MIME == app.PDF:
			t.stand(theme.NewPrimaryThemedResource(theme.DocumentIcon()), "PDF")
		default:
			t.stand(theme.NewDisabledResource(theme.FileImageIcon()), "")
		}
		tiles = append(tiles, t)
	}
	add := newTile(lang.L("Add a photo or paper"), s.ask)
	add.stand(theme.NewPrimaryThemedResource(theme.ContentAddIcon()), "F / +")
	s.shelf.set(append(tiles, add))
	s.grow()
}

func (s *Strip) grow() {
	s.body.Refresh()
	s.Grown()
}

// caption is what stands under a picture.
func caption(r app.AttachmentRow) string {
	if r.Note != "" {
		return r.Note
	}
	return r.Name
}

// lookAt reads the first picture from a place on that is not small yet, and
// then the next: one at a time is unpacked.
func (s *Strip) lookAt(from int) {
	for _, r := range s.rows[min(from, len(s.rows)):] {
		if r.Absent || r.MIME == app.PDF || s.small[string(r.Hash)] != nil {
			continue
		}
		s.look.Ask(func(ctx context.Context) (looked, error) {
			found := looked{row: r}
			content, err := s.store.AttachmentBytes(ctx, s.desk.By, r.Attachment)
			if err == nil {
				found.small, err = thumbnail(content, r.MIME)
			}
			return found, err
		})
		return
	}
}

func (s *Strip) showSmall(found looked, err error) {
	at := slices.IndexFunc(s.rows, func(r app.AttachmentRow) bool { return r.ID == found.row.ID })
	if at < 0 {
		return
	}
	if err != nil {
		s.shelf.tiles[at].stand(theme.NewErrorThemedResource(theme.BrokenImageIcon()), lang.L("cannot be shown"))
	} else {
		s.small.keep(found.row.Hash, found.small)
		s.shelf.tiles[at].show(found.small)
	}
	s.lookAt(at + 1)
}

// withdraw asks before it takes a picture off the record.
func (s *Strip) withdraw(at int) {
	if at >= len(s.rows) {
		return
	}
	r := s.rows[at]
	widgets.Confirm(s.desk.Keys, widgets.Question{
		Title: lang.L("Withdraw «{{.Name}}»?", map[string]any{"Name": caption(r)}),
		Text:  lang.L("It is no longer shown with this record. The change history keeps that it was there."),
		Yes:   lang.X("attachment.withdraw", "Withdraw"), Danger: true,
	}, func() {
		s.do(func(ctx context.Context) error { return s.store.WithdrawAttachment(ctx, s.desk.By, r.Attachment) }, s.say)
	})
}

// do writes away from the window, and shows afterwards what is there.
func (s *Strip) do(work func(context.Context) error, wrong func(string)) {
	s.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return work(ctx) },
		Done: func(err error) {
			wrong(words.Error(err))
			s.Reload()
		},
	})
}

// say shows what went wrong under the pictures; nothing takes it away.
func (s *Strip) say(sentence string) {
	s.note.SetText(sentence)
	s.grow()
}

// Catch takes files that were dropped on the window; false leaves them to
// somebody else.
func (s *Strip) Catch(paths []string) bool {
	ours := slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return !slices.Contains(endings, strings.ToLower(filepath.Ext(path))) })
	if s.of.IsZero() || len(ours) == 0 {
		return false
	}
	s.Add(ours...)
	return true
}

// Add attaches files one after the other. What cannot be attached is told, and
// keeps none of the others back.
func (s *Strip) Add(paths ...string) {
	if s.adding || s.of.IsZero() || len(paths) == 0 {
		return
	}
	s.adding = true
	s.note.Clear()
	table, of := s.table, s.of
	var refused []string
	cancel := s.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, report func(done, total int)) error {
			for i, path := range paths {
				report(i, len(paths))
				_, err := s.store.Attach(ctx, s.desk.By, app.AttachmentDraft{OfTable: table, Of: of, Kind: s.kindOf(path), Path: path})
				if said := ofThisFile(path, err); said != "" {
					refused = append(refused, said)
				} else if err != nil {
					return err
				}
			}
			return nil
		},
		Progress: s.progress.Set,
		Done: func(err error) {
			s.adding = false
			s.progress.End()
			if err != nil {
				refused = append(refused, words.Error(err))
			}
			s.say(strings.Join(refused, "\n"))
			s.shelf.at += len(paths) // to the place where one adds
			s.Reload()
		},
	})
	if s.adding {
		s.progress.Begin(lang.L("Making the photos smaller and keeping them"), cancel)
		s.grow()
	}
}

// ofThisFile says what is wrong with a file, where the next may do better.
func ofThisFile(path string, err error) string {
	if no, is := errors.AsType[*app.Refusal](err); is {
		return lang.L("{{.Name}}: {{.Text}}", map[string]any{"Name": filepath.Base(path), "Text": words.Refusal(no)})
	}
	if p, is := errors.AsType[*app.FileProblem](err); is {
		return words.FileProblem(p)
	}
	return ""
}

// kindOf tells a paper from a picture by its ending; what the file holds is
// looked at when it is read.
func (s *Strip) kindOf(path string) app.AttachmentKind {
	if s.Kind == app.Photo && strings.EqualFold(filepath.Ext(path), ".pdf") {
		return app.Scan
	}
	return s.Kind
}
