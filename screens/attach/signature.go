package attach

import (
	"context"
	"image"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Signature is where the customer signs: with the mouse or a pen in the field,
// or on paper, which leaves the field empty.
type Signature struct {
	OnSigned func(name string)  // a signature was kept, of whom
	OnPaper  func(onPaper bool) // it was signed on paper, or not after all
	Grown    func()             // it needs more room, or less: its page is to be laid out again

	desk   *desk.Desk
	store  Store
	table  string
	of     app.RecordID
	loader *background.Loader[signed]
	now    signed

	pad   *pad
	shown *canvas.Image
	told  *widgets.Text
	name  *widgets.Entry
	paper *widgets.Check
	keep  *widgets.Button
	empty *widgets.Button
	note  *widgets.FieldNote
	write *fyne.Container // while there is none
	read  *fyne.Container // while there is one
	body  *fyne.Container
}

// signed is the newest signature of a record; a zero id: there is none.
type signed struct {
	row     app.AttachmentRow
	picture image.Image // nil: its file cannot be shown
	why     error
}

// NewSignature is an empty field; Of fills it.
func NewSignature(d *desk.Desk, store Store) *Signature {
	s := &Signature{
		OnSigned: func(string) {}, OnPaper: func(bool) {}, Grown: func() {}, desk: d, store: store,
		pad: newPad(), shown: canvas.NewImageFromImage(nil), told: widgets.NewMutedText(""), name: widgets.NewEntry(), note: widgets.NewFieldNote(),
	}
	s.loader = background.NewLoader(d.Runner, s.show)
	s.shown.FillMode = canvas.ImageFillContain
	s.shown.SetMinSize(fyne.NewSize(padLeast, padHeight))
	s.told.Shrinks = true
	s.keep = widgets.NewButton(lang.L("Keep the signature"), s.Keep)
	s.empty = widgets.NewButton(lang.L("Clear"), s.pad.clear)
	s.paper = widgets.NewCheck(lang.L("Signed on paper"), s.onPaper)
	s.pad.changed = s.follow
	form := widgets.NewForm(widgets.NewFormRow("signed_by", lang.L("Signed by"), s.name))
	form.OneColumn = true
	s.write = container.NewVBox(s.pad, form, container.New(&widgets.WrapLayout{Gap: theme.Padding()}, s.keep, s.empty, s.paper))
	white := canvas.NewRectangle(color.White)
	white.CornerRadius = 4
	s.read = container.NewVBox(container.NewStack(white, s.shown), container.NewBorder(nil, nil, nil, widgets.NewButton(lang.L("Sign again"), s.again), s.told))
	s.body = container.New(handWide{}, container.NewVBox(s.write, s.read, s.note))
	s.lay(false)
	return s
}

// handWide gives its one object the width there is, but no more than a hand
// needs.
type handWide struct{}

// MinSize implements fyne.Layout.
func (handWide) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout implements fyne.Layout.
func (handWide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(min(size.Width, padWidth), size.Height))
}

// Content is the field.
func (s *Signature) Content() fyne.CanvasObject { return s.body }

// Focus puts the keyboard on the name, or on the button of a kept signature.
func (s *Signature) Focus() { widgets.Focus(s.body) }

// Of shows the signature of a record.
func (s *Signature) Of(table string, id app.RecordID) {
	if s.table != table || s.of != id {
		s.table, s.of, s.now = table, id, signed{}
		s.name.SetText("")
		s.note.Clear()
		s.pad.clear()
		s.lay(false)
	}
	s.Reload()
}

// Signer writes who signs, as the form knows it.
func (s *Signature) Signer(name string) {
	if s.name.Text == "" {
		s.name.SetText(name)
	}
}

// SetOnPaper shows that it was signed on paper.
func (s *Signature) SetOnPaper(onPaper bool) { s.paper.SetChecked(onPaper) }

// Reload asks again for the signature.
func (s *Signature) Reload() {
	table, of := s.table, s.of
	if of.IsZero() {
		return
	}
	s.loader.Ask(func(ctx context.Context) (signed, error) {
		rows, err := s.store.Attachments(ctx, s.desk.By, table, of)
		if err != nil {
			return signed{}, err
		}
		var now signed
		for _, r := range slices.Backward(rows) {
			if r.Kind == app.Signature {
				now.row = r
				now.picture, now.why = s.picture(ctx, r)
				break
			}
		}
		return now, nil
	})
}

func (s *Signature) picture(ctx context.Context, r app.AttachmentRow) (image.Image, error) {
	content, err := s.store.AttachmentBytes(ctx, s.desk.By, r.Attachment)
	if err != nil {
		return nil, err
	}
	return unpack(content, r.MIME)
}

func (s *Signature) show(now signed, err error) {
	if err != nil {
		s.note.SetText(words.Error(err))
		s.grow()
		return
	}
	again := s.now.row.ID == now.row.ID && s.write.Visible() && len(s.pad.strokes) > 0
	s.now = now
	if now.row.ID.IsZero() || again {
		s.lay(false)
		return
	}
	s.shown.Image = now.picture
	s.told.SetText(strings.Join(slices.DeleteFunc([]string{now.row.Note, words.Moment(now.row.At, s.desk.Now())}, func(text string) bool { return text == "" }), "  ·  "))
	s.note.SetText("")
	if now.why != nil {
		s.note.Warn(words.Error(now.why))
	}
	s.lay(true)
}

// lay shows the kept signature, or the field to sign in.
func (s *Signature) lay(kept bool) {
	s.read.Hidden, s.write.Hidden = !kept, kept
	s.follow()
	s.grow()
}

func (s *Signature) grow() {
	s.body.Refresh()
	s.Grown()
}

// follow greys what cannot be pressed.
func (s *Signature) follow() {
	for _, button := range []*widgets.Button{s.keep, s.empty} {
		if len(s.pad.strokes) == 0 || s.paper.Checked {
			button.Disable()
		} else {
			button.Enable()
		}
	}
}

func (s *Signature) onPaper(onPaper bool) {
	if onPaper {
		s.pad.clear()
	}
	s.follow()
	s.OnPaper(onPaper)
}

// again empties the field to sign once more; what is kept stays until then.
func (s *Signature) again() {
	s.name.SetText(s.now.row.Note)
	s.pad.clear()
	s.lay(false)
}

// Keep attaches what was drawn; a signature from before is withdrawn once the
// new one is safe.
func (s *Signature) Keep() {
	if s.of.IsZero() || len(s.pad.strokes) == 0 || s.keep.Disabled() {
		return
	}
	s.keep.Disable()
	strokes, size, name, before := slices.Clone(s.pad.strokes), s.pad.Size(), strings.TrimSpace(s.name.Text), s.now.row
	d := app.AttachmentDraft{OfTable: s.table, Of: s.of, Kind: app.Signature, Note: name}
	s.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			if d.Content, err = drawing(strokes, size); err != nil {
				return err
			}
			if _, err = s.store.Attach(ctx, s.desk.By, d); err != nil || before.ID.IsZero() {
				return err
			}
			return s.store.WithdrawAttachment(ctx, s.desk.By, before.Attachment)
		},
		Done: func(err error) {
			s.follow()
			if err != nil {
				s.note.Error(words.Error(err))
				s.grow()
				return
			}
			s.pad.clear()
			s.OnSigned(name)
			s.Reload()
		},
	})
}
