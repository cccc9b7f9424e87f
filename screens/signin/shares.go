package signin

import (
	"context"
	"image/color"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/paper"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Print is how the paper of a share gets out of the window.
type Print struct {
	File string // the name of the file, which stands on the paper
	Now  func() time.Time
	Save func(name string, pdf []byte) (path string, err error) // where a person can take it from
	View func(path string) error                                // with the system's viewer, which prints
}

// Shares shows the three recovery shares once. Each is saved or written down by
// whoever keeps it, who types one of its groups back.
type Shares struct {
	runner *background.Runner
	all    []app.RecoveryShare
	print  Print
	done   func()
	typed  []*widgets.Entry
	form   *widgets.Form
	note   *widgets.FieldNote
	body   fyne.CanvasObject
}

// NewShares shows some shares; done is called when all were typed back.
func NewShares(runner *background.Runner, all []app.RecoveryShare, print Print, done func()) *Shares {
	s := &Shares{runner: runner, all: all, print: print, done: done, note: widgets.NewFieldNote()}
	text := widgets.NewParagraph(lang.L("Three different persons keep one share each, on paper, locked away. Any two of them open the file when nobody knows a password any more; one alone opens nothing. They are shown this once."))
	text.Resize(fyne.NewSize(sharesWidth, 0))
	width := canvas.NewRectangle(color.Transparent)
	width.SetMinSize(fyne.NewSize(sharesWidth, 1))
	page := container.NewVBox(width, widgets.NewTitle(lang.L("Recovery shares")), text)
	s.typed = make([]*widgets.Entry, len(all))
	var rows []*widgets.FormRow
	for i, one := range all {
		s.typed[i] = widgets.NewEntry()
		save := widgets.NewButton(lang.L("Save as PDF"), func() { s.save(one) })
		line := container.NewBorder(nil, nil, nil, save, spelled(one))
		title := lang.L("Share {{.N}}", map[string]any{"N": one.Place})
		rows = append(rows, widgets.NewFormSection(title), widgets.NewFormRow("", lang.L("To write down"), line),
			widgets.NewFormRow(rowName(i), lang.L("Group {{.N}} of it, typed back", map[string]any{"N": asked(i) + 1}), s.typed[i]).Required())
		s.typed[i].OnSubmitted = func(string) {
			if i+1 < len(s.typed) {
				widgets.Focus(s.typed[i+1])
				return
			}
			s.finish()
		}
	}
	s.form = widgets.NewForm(rows...)
	s.form.OneColumn = true
	page.Add(s.form)
	page.Add(s.note)
	page.Add(container.NewHBox(widgets.NewPrimaryButton(lang.L("All three are kept"), s.finish)))
	s.body = page
	return s
}

const sharesWidth = 760

// asked is the group of a share that is typed back: not the first, which would
// be read off at a glance.
func asked(share int) int { return 2 + 2*share }

func rowName(share int) string { return "group_" + string(rune('1'+share)) }

// spelled shows a share in groups that can be read out.
func spelled(one app.RecoveryShare) fyne.CanvasObject {
	t := widgets.NewText(strings.Join(one.Groups(), "  "))
	t.Bold = true
	return t
}

// Content is the shares.
func (s *Shares) Content() fyne.CanvasObject { return s.body }

// Focus puts the keyboard where the first is typed back.
func (s *Shares) Focus() { widgets.Focus(s.typed[0]) }

// save makes the paper of one share and shows it in the system's viewer.
func (s *Shares) save(one app.RecoveryShare) {
	var path string
	s.runner.Start(background.Task{
		Do: func(context.Context, func(int, int)) error {
			pdf, err := paper.Share(one, s.print.File, s.print.Now()).PDF()
			if err != nil {
				return err
			}
			if path, err = s.print.Save(lang.L("Recovery share {{.N}}", map[string]any{"N": one.Place})+".pdf", pdf); err != nil {
				return err
			}
			return s.print.View(path)
		},
		Done: func(err error) {
			if path != "" { // whether or not there is a viewer
				s.note.Set(widgets.NoteGood, lang.L("Saved: {{.Path}}. Print it, give it to its keeper, then delete the file.", map[string]any{"Path": path}))
			} else {
				s.note.Error(words.Error(err))
			}
			s.body.Refresh()
		},
	})
}

// finish looks at what was typed back.
func (s *Shares) finish() {
	s.form.Clear()
	for i, one := range s.all {
		want := one.Groups()[asked(i)]
		if !strings.EqualFold(strings.TrimSpace(s.typed[i].Text), want) {
			s.form.Refuse(rowName(i), words.Refusal(&app.Refusal{Field: "share", Reason: app.GroupDiffers}))
			s.body.Refresh()
			return
		}
	}
	s.done()
}
