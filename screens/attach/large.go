package attach

import (
	"context"
	"image"
	"strings"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// large is one picture as large as the window allows, with its words. It holds
// the only whole picture there is.
type large struct {
	strip *Strip
	at    int

	sheet   *widgets.Sheet
	loader  *background.Loader[image.Image]
	picture *canvas.Image
	facts   *widgets.Text
	words   *widgets.Entry
	wrong   *widgets.FieldNote
}

// open shows a picture large; the last place adds one.
func (s *Strip) open(at int) {
	if at >= len(s.rows) {
		s.ask()
		return
	}
	l := &large{strip: s, picture: canvas.NewImageFromImage(nil), facts: widgets.NewMutedText(""), words: widgets.NewEntry(), wrong: widgets.NewFieldNote()}
	l.loader = background.NewLoader(s.desk.Runner, l.show)
	l.picture.FillMode = canvas.ImageFillContain
	l.facts.Shrinks = true
	form := widgets.NewForm(widgets.NewFormRow("attachment_note", lang.L("Words under the picture"), l.words))
	form.OneColumn = true
	body := container.NewBorder(nil, container.NewVBox(l.facts, form, l.wrong), nil, nil, l.picture)
	l.sheet = widgets.NewSheet(lang.L("Picture"), body, widgets.Action{Label: lang.L("Save"), Do: l.save})
	l.sheet.Others = []widgets.Action{
		{Label: lang.L("Withdraw …"), Do: func() { l.sheet.Close(); s.withdraw(l.at) }},
		{Label: lang.L("Open"), Do: l.outside},
	}
	room := s.desk.Canvas.Size()
	l.sheet.Width, l.sheet.Height = min(980, room.Width-80), room.Height-170
	l.sheet.OnClosed = l.loader.Stop
	l.sheet.Show(s.desk.Keys)
	l.sheet.Layer().On("PageUp", lang.L("The picture before"), func() { l.turn(-1) })
	l.sheet.Layer().On("PageDown", lang.L("The next picture"), func() { l.turn(1) })
	l.turnTo(at)
}

func (l *large) turn(by int) {
	if at := l.at + by; at >= 0 && at < len(l.strip.rows) {
		l.turnTo(at)
	}
}

// turnTo shows another picture of the strip. The one before goes first.
func (l *large) turnTo(at int) {
	l.at = at
	l.strip.shelf.mark(at)
	r := l.row()
	l.words.SetText(r.Note)
	l.wrong.Clear()
	facts := []string{r.Name, words.AttachmentKind(r.Kind), words.AttachmentSize(r.Bytes), words.Moment(r.At, l.strip.desk.Now()), r.ByName}
	l.facts.SetText(strings.Join(facts, "  ·  "))
	l.put(nil)
	if small := l.strip.small[string(r.Hash)]; small != nil && !r.Absent {
		l.put(small)
	}
	if r.MIME == app.PDF && !r.Absent {
		l.wrong.Hint(lang.L("A scanned paper is shown by the system's own program: press «Open»."))
		l.sheet.Refresh()
		return
	}
	l.loader.Ask(func(ctx context.Context) (image.Image, error) {
		content, err := l.strip.store.AttachmentBytes(ctx, l.strip.desk.By, r.Attachment)
		if err != nil {
			return nil, err
		}
		return unpack(content, r.MIME)
	})
}

func (l *large) row() app.AttachmentRow { return l.strip.rows[l.at] }

func (l *large) show(whole image.Image, err error) {
	if err != nil {
		l.wrong.Warn(words.Error(err))
		l.sheet.Refresh()
		return
	}
	l.put(whole)
}

func (l *large) put(shown image.Image) {
	l.picture.Image = shown
	l.picture.Hidden = shown == nil
	l.picture.Refresh()
}

// save keeps the words under the picture.
func (l *large) save() {
	r, text := l.row().Attachment, strings.TrimSpace(l.words.Text)
	if text == r.Note {
		l.sheet.Close()
		return
	}
	l.sheet.SetBusy(true)
	l.strip.do(func(ctx context.Context) error { return l.strip.store.NoteAttachment(ctx, l.strip.desk.By, r, text) }, func(wrong string) {
		l.sheet.SetBusy(false)
		l.wrong.SetText(wrong)
		if wrong == "" {
			l.sheet.Close()
			return
		}
		l.sheet.Refresh()
	})
}

// outside lets the system's own program show the file.
func (l *large) outside() {
	r := l.row().Attachment
	var path string
	l.strip.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			path, err = l.strip.store.AttachmentPath(ctx, l.strip.desk.By, r)
			return err
		},
		Done: func(err error) {
			if err != nil {
				l.wrong.Warn(words.Error(err))
				l.sheet.Refresh()
				return
			}
			l.strip.desk.OpenURL(path)
		},
	})
}
