package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// NoteKind is how much a note matters.
type NoteKind int

// The kinds of notes, by weight.
const (
	NoteHint NoteKind = iota
	NoteGood
	NoteWarning
	NoteError
)

// FieldNote is a sentence under a field: a hint, a warning, what is wrong.
// Its icon says the kind as well as its colour. Without a sentence it takes
// no room.
type FieldNote struct {
	widget.BaseWidget
	kind  NoteKind
	icon  *widget.Icon
	label *widget.Label
	row   *fyne.Container
}

// NewFieldNote is a note that says nothing yet.
func NewFieldNote() *FieldNote {
	n := &FieldNote{icon: widget.NewIcon(nil), label: widget.NewLabel("")}
	n.label.Wrapping = fyne.TextWrapWord
	n.label.SizeName = theme.SizeNameCaptionText
	n.row = container.New(noteLayout{}, n.icon, n.label)
	n.ExtendBaseWidget(n)
	n.Hide()
	return n
}

// Set says something; an empty sentence takes the note away.
func (n *FieldNote) Set(kind NoteKind, sentence string) {
	n.kind = kind
	n.label.Importance = []widget.Importance{
		widget.LowImportance, widget.SuccessImportance, widget.WarningImportance, widget.DangerImportance,
	}[kind]
	n.icon.SetResource([]fyne.Resource{
		nil, theme.NewSuccessThemedResource(theme.ConfirmIcon()),
		theme.NewWarningThemedResource(theme.WarningIcon()), theme.NewErrorThemedResource(theme.ErrorIcon()),
	}[kind])
	n.icon.Hidden = kind == NoteHint
	n.label.SetText(sentence)
	if sentence == "" {
		n.Hide()
		return
	}
	n.Show()
	n.Refresh()
}

// Hint says something helpful.
func (n *FieldNote) Hint(sentence string) { n.Set(NoteHint, sentence) }

// Warn says something that does not stop the person.
func (n *FieldNote) Warn(sentence string) { n.Set(NoteWarning, sentence) }

// Error says what must be put right.
func (n *FieldNote) Error(sentence string) { n.Set(NoteError, sentence) }

// SetText says an error, or nothing if the sentence is empty.
func (n *FieldNote) SetText(sentence string) { n.Set(NoteError, sentence) }

// Clear says nothing.
func (n *FieldNote) Clear() { n.Set(NoteHint, "") }

// Text is what the note says.
func (n *FieldNote) Text() string { return n.label.Text }

// Kind is how much it matters.
func (n *FieldNote) Kind() NoteKind { return n.kind }

// CreateRenderer is called by Fyne.
func (n *FieldNote) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(n.row)
}

// noteLayout sets the icon before the first line of the sentence.
type noteLayout struct{}

const noteIcon = 14

func (noteLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	icon, label := objects[0], objects[1]
	pad := theme.Size(theme.SizeNameInnerPadding)
	x := float32(0)
	if icon.Visible() {
		line := theme.Size(theme.SizeNameCaptionText) * 1.4
		icon.Move(fyne.NewPos(0, (line-noteIcon)/2))
		icon.Resize(fyne.NewSquareSize(noteIcon))
		x = noteIcon + 3
	}
	label.Move(fyne.NewPos(x-pad, -pad))
	label.Resize(fyne.NewSize(size.Width-x+pad*2, size.Height+pad*2))
}

func (noteLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	pad := theme.Size(theme.SizeNameInnerPadding)
	return fyne.NewSize(noteIcon*3, objects[1].MinSize().Height-pad*2)
}
