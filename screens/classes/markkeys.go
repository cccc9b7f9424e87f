package classes

import (
	"slices"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// at is the person that keys go to; false where there is none to be noted.
func (p *Page) at() (int, bool) {
	at := p.table.SelectedIndex()
	if at < 0 || at >= len(p.marks.rows) || p.saving {
		return 0, false
	}
	if err := p.desk.By.May(app.ChangeTraining); err != nil {
		p.tell(widgets.NoteError, words.Error(err))
		return 0, false
	}
	return at, p.marks.page.Learners[at].In()
}

// key is asked before the table: keys that note something.
func (p *Page) key(ev *fyne.KeyEvent) bool {
	at, noting := p.at()
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyRight:
		p.across(ev.Name == fyne.KeyRight)
		return true
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		p.fresh = true
		return false
	}
	if !noting {
		return false
	}
	switch ev.Name {
	case fyne.KeySpace:
		p.space(at)
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.cell == colAttendance {
			p.exception(at)
			return true
		}
		p.down()
	case fyne.KeyBackspace, fyne.KeyDelete:
		p.erase(at, ev.Name == fyne.KeyDelete || p.fresh)
	default:
		return false
	}
	return true
}

// across goes to the cell beside.
func (p *Page) across(right bool) {
	cells := p.cells()
	at := slices.Index(cells, p.cell)
	switch {
	case right:
		at = min(at+1, len(cells)-1)
	default:
		at = max(at-1, 0)
	}
	if len(cells) > 0 {
		p.toCell(cells[at])
	}
}

// toCell lets keys go to a column, if anything is noted there.
func (p *Page) toCell(column int) {
	if slices.Contains(p.cells(), column) {
		p.cell, p.fresh = column, true
		p.table.SetCell(column)
	}
}

func (p *Page) down() {
	p.fresh = true
	p.table.Select(p.table.SelectedIndex() + 1)
}

// space makes an exception, or ticks what the cell stands for.
func (p *Page) space(at int) {
	r := &p.marks.rows[at].result
	switch p.cell {
	case colAssignment:
		r.Assignment = !r.Assignment
	case colMentor:
		r.Mentor = !r.Mentor
	case colPoints, colHours:
		return
	default:
		p.marks.except(at)
	}
	p.changed()
	p.down()
}

// typeIn writes a digit into the cell; on a cell that holds none, into the points.
func (p *Page) typeIn(text string) {
	at, noting := p.at()
	letter, _ := utf8.DecodeRuneInString(app.NormaliseCode(text))
	if !noting || (letter < '0' || letter > '9') && letter != '.' {
		return
	}
	if p.cell != colHours && p.cell != colPoints {
		p.toCell(colPoints)
	}
	field := p.field(at)
	if field == nil {
		return
	}
	if p.fresh {
		*field, p.fresh = "", false
	}
	p.write(at, field, *field+string(letter))
}

// field is the text of the cell; nil for a cell that has none.
func (p *Page) field(at int) *string {
	switch p.cell {
	case colHours:
		return &p.marks.rows[at].hours
	case colPoints:
		return &p.marks.rows[at].points
	}
	return nil
}

// write keeps a text and what it means. Who has hours of his own was there for
// some of the class.
func (p *Page) write(at int, field *string, text string) {
	*field = text
	r := &p.marks.rows[at]
	if p.cell == colHours {
		r.result.Attendance = app.Partly
		if minutes, ok := app.ParseHours(text); ok && minutes == p.marks.page.Minutes {
			r.result.Attendance = app.Present
			r.result.Minutes = minutes
		}
		if text == "" {
			r.result.Attendance = app.NotNoted
		}
	}
	hours := r.hours
	p.marks.read(at)
	if p.cell == colHours {
		r.hours = hours // as it is typed, as long as it is typed
	}
	p.changed()
}

// erase takes the last letter of the cell away, or all of it.
func (p *Page) erase(at int, all bool) {
	field := p.field(at)
	if field == nil {
		if p.cell == colAttendance && all {
			p.marks.rows[at].result.Attendance, p.marks.rows[at].result.Reason = app.NotNoted, ""
			p.marks.read(at)
			p.changed()
		}
		return
	}
	text := *field
	if _, size := utf8.DecodeLastRuneInString(text); !all {
		text = text[:len(text)-size]
	} else {
		text = ""
	}
	p.fresh = false
	p.write(at, field, text)
}

// shortcut takes Ctrl+A and Ctrl+V.
func (p *Page) shortcut(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutSelectAll:
		p.allDone()
	case *fyne.ShortcutPaste:
		if s.Clipboard != nil {
			p.paste(s.Clipboard.Content())
		}
	default:
		return false
	}
	return true
}

// allDone notes everybody of whom nothing is noted, and says as what.
func (p *Page) allDone() {
	if _, noting := p.at(); !noting && len(p.marks.rows) == 0 {
		return
	}
	if p.desk.By.May(app.ChangeTraining) != nil || p.saving {
		return
	}
	n, back := p.marks.allDone()
	p.changed()
	said := map[string]any{"N": n, "Hours": app.HoursText(p.marks.page.Minutes)}
	switch {
	case n == 0:
		p.tell(widgets.NoteHint, lang.L("Everybody is noted already. Space makes an exception."))
	case back:
		p.tell(widgets.NoteHint, lang.L("Taken back for {{.N}} people.", said))
	case p.marks.rule.AlwaysAsks(app.NeedAssignment) && p.marks.rule.AlwaysAsks(app.NeedMentor):
		p.tell(widgets.NoteHint, lang.L("{{.N}} people: present for {{.Hours}} hours, assignment accepted, signed off by the mentor. Space makes an exception, Ctrl+Enter saves.", said))
	case p.marks.rule.AlwaysAsks(app.NeedAssignment):
		p.tell(widgets.NoteHint, lang.L("{{.N}} people: present for {{.Hours}} hours, assignment accepted. Space makes an exception, Ctrl+Enter saves.", said))
	case p.marks.rule.AlwaysAsks(app.NeedMentor):
		p.tell(widgets.NoteHint, lang.L("{{.N}} people: present for {{.Hours}} hours, signed off by the mentor. Space makes an exception, Ctrl+Enter saves.", said))
	default:
		p.tell(widgets.NoteHint, lang.L("{{.N}} people: present for {{.Hours}} hours. Space makes an exception, Ctrl+Enter saves.", said))
	}
	widgets.Focus(p.table)
}
