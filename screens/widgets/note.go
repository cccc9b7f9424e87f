package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
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
	label *Paragraph
	row   *fyne.Container
}

// NewFieldNote is a note that says nothing yet.
func NewFieldNote() *FieldNote {
	n := &FieldNote{icon: widget.NewIcon(nil), label: NewParagraph("")}
	n.label.SizeName = theme.SizeNameCaptionText
	n.row = container.New(noteLayout{n}, n.icon, n.label)
	n.ExtendBaseWidget(n)
	n.Hide()
	return n
}

// Set says something; an empty sentence takes the note away.
func (n *FieldNote) Set(kind NoteKind, sentence string) {
	n.kind = kind
	n.label.Color = []fyne.ThemeColorName{
		look.ColorMuted, theme.ColorNameSuccess, theme.ColorNameWarning, theme.ColorNameError,
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

// heightFor is the height the note needs at a width.
func (n *FieldNote) heightFor(width float32) float32 {
	return n.label.heightFor(width - n.indent())
}

func (n *FieldNote) indent() float32 {
	if n.icon.Visible() {
		return n.iconSize() + 4
	}
	return 0
}

func (n *FieldNote) iconSize() float32 { return theme.Size(theme.SizeNameCaptionText) + 2 }

// noteLayout sets the icon before the first line of the sentence.
type noteLayout struct{ n *FieldNote }

func (l noteLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	icon := l.n.iconSize()
	l.n.icon.Move(fyne.NewPos(0, (l.n.label.lineHeight()-icon)/2))
	l.n.icon.Resize(fyne.NewSquareSize(icon))
	indent := l.n.indent()
	l.n.label.Move(fyne.NewPos(indent, 0))
	l.n.label.Resize(fyne.NewSize(size.Width-indent, size.Height))
}

func (l noteLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.n.iconSize()*3, l.n.label.MinSize().Height)
}
