package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/look"
)

// FormRow is one field with its label and the note under it.
type FormRow struct {
	Name  string // the field's name as a Refusal gives it; may be empty
	Field fyne.CanvasObject
	Wide  bool // takes the whole width where the form has two columns
	Note  *FieldNote

	label    *Text
	star     *Text
	head     *SectionHeader // of a section row, which has no field
	hint     string
	required bool
	watched  bool // a change of the field takes an error away
}

// NewFormRow is a row for a field. The name is the one a Refusal may give.
func NewFormRow(name, label string, field fyne.CanvasObject) *FormRow {
	r := &FormRow{Name: name, Field: field, Note: NewFieldNote(), label: NewMutedText(label), star: NewText("*")}
	r.star.Color = theme.ColorNameError
	r.star.Hide()
	return r
}

// NewFormSection is a row that heads the rows after it.
func NewFormSection(title string) *FormRow {
	return &FormRow{Wide: true, head: NewSectionHeader(title)}
}

// Required marks the row as one that must be filled in.
func (r *FormRow) Required() *FormRow {
	r.required = true
	r.star.Show()
	return r
}

// Spanning lets the row take the whole width.
func (r *FormRow) Spanning() *FormRow { r.Wide = true; return r }

// Hinted sets what the note says while there is nothing worse to say.
func (r *FormRow) Hinted(sentence string) *FormRow {
	r.hint = sentence
	r.Note.Hint(sentence)
	return r
}

// SetLabel changes the label, or the words of a section.
func (r *FormRow) SetLabel(label string) {
	if r.head != nil {
		r.head.SetTitle(label)
		return
	}
	r.label.SetText(label)
}

// Clear takes an error or warning away; the hint comes back.
func (r *FormRow) Clear() { r.Note.Hint(r.hint) }

// Hide takes the row out of the form; Refresh the form afterwards.
func (r *FormRow) Hide() { r.anchor().Hide() }

// Show puts the row back; Refresh the form afterwards.
func (r *FormRow) Show() { r.anchor().Show() }

// visible follows the field itself, so a screen may hide either.
func (r *FormRow) visible() bool { return r.anchor().Visible() }

// anchor is the field, or the header of a section.
func (r *FormRow) anchor() fyne.CanvasObject {
	if r.head != nil {
		return r.head
	}
	return r.Field
}

// follow shows what stands around the field as long as the field is shown.
func (r *FormRow) follow() {
	if r.head != nil {
		return
	}
	shown := r.visible()
	r.label.Hidden = !shown
	r.star.Hidden = !shown || !r.required
	r.Note.Hidden = !shown || r.Note.Text() == ""
}

// Form lays rows out in one column or, where there is room, in two. Tab goes
// as the eye does: left to right, top to bottom.
type Form struct {
	widget.BaseWidget
	OneColumn bool // also where there is room for two
	rows      []*FormRow
	width     float32 // at the last layout; decides on columns before the next
	box       *fyne.Container
}

// twoColumnsFrom is the least width for two columns, at ordinary text size.
const twoColumnsFrom = 760

// NewForm is a form of these rows.
func NewForm(rows ...*FormRow) *Form {
	f := &Form{}
	f.box = container.New((*formLayout)(f))
	f.SetRows(rows...)
	f.ExtendBaseWidget(f)
	return f
}

// SetRows replaces the rows.
func (f *Form) SetRows(rows ...*FormRow) {
	f.rows = rows
	f.box.Objects = nil
	for _, r := range rows {
		if r.head != nil {
			f.box.Add(r.head)
			continue
		}
		f.box.Objects = append(f.box.Objects, r.label, r.star, r.Field, r.Note)
	}
	f.Refresh()
}

// Rows are the rows from top to bottom.
func (f *Form) Rows() []*FormRow { return f.rows }

// Row is the row of that name, or nil.
func (f *Form) Row(name string) *FormRow {
	for _, r := range f.rows {
		if r.Name == name && name != "" {
			return r
		}
	}
	return nil
}

// Refuse says under the named field what is wrong until it changes, moves the
// focus there and reports whether the form has such a field.
func (f *Form) Refuse(name, sentence string) bool {
	row := f.Row(name)
	if row == nil {
		return false
	}
	f.watch(row)
	row.Note.Error(sentence)
	f.Refresh()
	Focus(row.Field)
	return true
}

// watch takes what is said wrong of a row away once its field changes; what the
// screen itself does then comes after it.
func (f *Form) watch(r *FormRow) {
	if r.watched {
		return
	}
	r.watched = true
	beforeChange(r.Field, func() {
		if r.Note.Kind() == NoteError {
			r.Clear()
			f.Refresh()
		}
	})
}

func beforeChange(field fyne.CanvasObject, do func()) {
	switch w := field.(type) {
	case *Entry:
		w.OnChanged = first(do, w.OnChanged)
	case *CodeField:
		w.entry.OnChanged = first(do, w.entry.OnChanged)
	case *DateField:
		w.entry.OnChanged = first(do, w.entry.OnChanged)
	case *Check:
		w.OnChanged = first(do, w.OnChanged)
	case *Select:
		w.OnChanged = first(do, w.OnChanged)
	case *fyne.Container:
		for _, one := range w.Objects {
			beforeChange(one, do)
		}
	}
}

func first[T any](do func(), then func(T)) func(T) {
	return func(value T) {
		do()
		if then != nil {
			then(value)
		}
	}
}

// Clear takes the errors and warnings of all rows away.
func (f *Form) Clear() {
	for _, r := range f.rows {
		if r.Note != nil {
			r.Clear()
		}
	}
	f.Refresh()
}

// FocusFirst moves the focus to the first field that takes it.
func (f *Form) FocusFirst() {
	for _, r := range f.rows {
		if r.Field != nil && r.visible() && Focus(r.Field) {
			return
		}
	}
}

// CreateRenderer is called by Fyne.
func (f *Form) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }

// formLayout is the Form itself, seen as the layout of its box.
type formLayout Form

// slot is where one row goes.
type slot struct {
	row     *FormRow
	x, y    float32
	w, h    float32 // of label and field, without the note
	noteTop float32
}

func (l *formLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	for _, r := range l.rows {
		r.follow()
	}
	label := l.labelWidth()
	slots, _ := l.place(size.Width)
	for _, s := range slots {
		if s.row.head != nil {
			s.row.head.Move(fyne.NewPos(s.x, s.y))
			s.row.head.Resize(fyne.NewSize(s.w, s.h))
			continue
		}
		s.row.layout(s, label)
	}
}

// layout sets label, star, field and note of one row.
func (r *FormRow) layout(s slot, label float32) {
	gap := theme.Size(theme.SizeNamePadding) * 2
	least := r.Field.MinSize().Height
	one := fyne.Min(least, theme.Size(look.SizeRow)+theme.Size(theme.SizeNamePadding))
	textSize := r.label.MinSize()
	r.label.Move(fyne.NewPos(s.x+label-textSize.Width, s.y+(one-textSize.Height)/2))
	r.label.Resize(textSize)
	star := r.star.MinSize()
	r.star.Move(fyne.NewPos(s.x+label+1, s.y+(one-star.Height)/2))
	r.star.Resize(star)
	x := s.x + label + gap
	r.Field.Move(fyne.NewPos(x, s.y))
	r.Field.Resize(fyne.NewSize(s.w-label-gap, s.h))
	r.Note.Move(fyne.NewPos(x, s.noteTop))
	r.Note.Resize(fyne.NewSize(s.w-label-gap, r.Note.heightFor(s.w-label-gap)))
}

func (l *formLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	width := float32(0)
	for _, r := range l.rows {
		if r.visible() {
			width = fyne.Max(width, r.anchor().MinSize().Width)
		}
	}
	_, height := l.place(l.width)
	return fyne.NewSize(l.labelWidth()+theme.Size(theme.SizeNamePadding)*2+width, height)
}

// place says where each visible row goes at a width, and how high all are.
func (l *formLayout) place(width float32) (slots []slot, height float32) {
	gap := theme.Size(theme.SizeNamePadding)
	columns, between := 1, gap*6
	if !l.OneColumn && width >= twoColumnsFrom*theme.Size(theme.SizeNameText)/float32(look.Normal) {
		columns = 2
	}
	half := (width - between) / 2
	label := l.labelWidth()
	y, column, lineHeight := float32(0), 0, float32(0)
	next := func() { y, column, lineHeight = y+lineHeight, 0, 0 }
	for _, r := range l.rows {
		if !r.visible() {
			continue
		}
		wide := columns == 1 || r.Wide
		if column == 1 && wide || column == 2 {
			next()
		}
		if r.head != nil && y > 0 {
			y += gap * 1.5
		}
		s := slot{row: r, y: y, w: width, h: r.anchor().MinSize().Height}
		if !wide {
			s.x, s.w = float32(column)*(half+between), half
		}
		s.noteTop = y + s.h + 2
		lineHeight = fyne.Max(lineHeight, r.height(s.h, s.w-label-gap*2)+gap*1.5)
		slots = append(slots, s)
		if column++; wide {
			next()
		}
	}
	next()
	return slots, y
}

// height of a row whose field has this height and width.
func (r *FormRow) height(field, width float32) float32 {
	if r.Note == nil || r.Note.Text() == "" {
		return field
	}
	return field + 2 + r.Note.heightFor(width)
}

// labelWidth is that of the widest visible label.
func (l *formLayout) labelWidth() float32 {
	width := float32(0)
	for _, r := range l.rows {
		if r.label != nil && r.visible() {
			width = fyne.Max(width, r.label.MinSize().Width)
		}
	}
	return width
}

// Focus moves the focus to the object or to the first thing in it that takes
// it, and reports whether there was one.
func Focus(object fyne.CanvasObject) bool {
	canvas := canvasOf(object)
	target := firstFocusable(object)
	if canvas == nil || target == nil {
		return false
	}
	canvas.Focus(target)
	return true
}

// firstFocusable looks in containers and in the compound widgets of this
// package.
func firstFocusable(object fyne.CanvasObject) fyne.Focusable {
	if object == nil || !object.Visible() {
		return nil
	}
	if off, can := object.(fyne.Disableable); can && off.Disabled() {
		return nil
	}
	if target, can := object.(fyne.Focusable); can {
		return target
	}
	var inside []fyne.CanvasObject
	switch o := object.(type) {
	case *fyne.Container:
		inside = o.Objects
	case *container.Scroll:
		inside = []fyne.CanvasObject{o.Content}
	case interface{ parts() []fyne.CanvasObject }:
		inside = o.parts()
	}
	for _, part := range inside {
		if target := firstFocusable(part); target != nil {
			return target
		}
	}
	return nil
}

func (f *Form) parts() []fyne.CanvasObject { return f.box.Objects }
