package cases

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/knowledge"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Mover is the sheet that takes a case one step on: first the offered steps,
// then what the chosen one needs. Ctrl+G, Enter, Ctrl+Enter.
type Mover struct {
	desk  *desk.Desk
	store Store
	done  func(app.Case)

	file  app.CaseFile
	staff []app.Staff
	sheet *widgets.Sheet
	move  app.Move

	owner    *widgets.CodeField
	answer   *widgets.Entry
	result   *widgets.Entry
	opinion  *widgets.CodeField
	reason   *widgets.Entry
	evidence *widgets.Entry
	contact  *widgets.CodeField
	note     *widgets.Entry
	inputs   *inputs
	form     *widgets.Form
	wrong    *widgets.FieldNote
}

// NewMover prepares the sheet; done is told of the moved case.
func NewMover(d *desk.Desk, store Store, done func(app.Case)) *Mover {
	return &Mover{desk: d, store: store, done: done}
}

// Offer shows the steps a case may take from where it stands.
func (m *Mover) Offer(file app.CaseFile, staff []app.Staff) {
	m.file, m.staff = file, staff
	moves := file.Moves()
	if len(moves) == 0 {
		m.desk.Say(lang.L("This case is at its end."))
		return
	}
	deeds := make([]desk.Deed, len(moves))
	for i, move := range moves {
		deeds[i] = desk.Deed{Name: m.says(move), Do: func() { m.Fill(move) }}
	}
	m.desk.Choose(lang.L("Next step of {{.Number}}", map[string]any{"Number": file.Case.Number}), "", deeds)
}

// says is a move and where it leads, once where both are one word.
func (m *Mover) says(move app.Move) string {
	verb, to := words.Verb(move.Verb), m.stage(move.To)
	if verb == to {
		return verb
	}
	return verb + "  →  " + to
}

func (m *Mover) stage(code app.StageCode) string {
	stage, _ := m.file.Flow.Stage(code)
	return m.desk.Flows.Name(stage.ZH, stage.EN)
}

// Fill asks for what a move needs.
func (m *Mover) Fill(move app.Move) {
	m.move = move
	m.build()
	m.sheet = widgets.NewSheet(m.says(move)+" · "+m.file.Case.Number, container.NewVBox(m.form, m.wrong),
		widgets.Action{Label: words.Verb(move.Verb), Do: m.save})
	m.sheet.Width = 600
	m.sheet.Show(m.desk.Keys)
	m.form.FocusFirst()
}

func (m *Mover) build() {
	c := m.file.Case
	m.owner = widgets.NewCodeField(desk.StaffOptions(m.staff), nil)
	m.answer, m.result = widgets.NewMultiLineEntry(3), widgets.NewMultiLineEntry(2)
	knowledge.NewPicker(m.desk, m.store, m.answer, func() app.CaseKind { return c.Kind })
	m.opinion = widgets.NewCodeField(m.desk.CodeOptions("closing_opinion"), nil)
	m.contact = widgets.NewCodeField(m.desk.CodeOptions("contact_way"), nil)
	m.reason, m.evidence, m.note = widgets.NewEntry(), widgets.NewEntry(), widgets.NewMultiLineEntry(2)
	m.wrong = widgets.NewFieldNote()
	m.answer.SetText(c.Answer)
	m.result.SetText(c.Result)
	if c.Result == "" {
		m.result.SetText(c.Answer) // most results are what was answered
	}
	m.opinion.SetCode("satisfied")
	m.inputs = newInputs(m.desk, m.asked(), m.staff, func() {})
	m.inputs.fill(m.file.Fields)
	m.inputs.fill(map[string]string{"grade": c.Grade})
	rows := m.inputs.rows()
	for _, need := range m.move.Needs {
		if row := m.row(need); row != nil {
			rows = append(rows, row)
		}
	}
	rows = append(rows, widgets.NewFormRow("note", lang.L("Note"), m.note).Spanning())
	if !slices.Contains(m.move.Needs, app.NeedContact) {
		rows = append(rows, widgets.NewFormRow("contact_way", lang.L("Contact made"), m.contact))
	}
	m.form = widgets.NewForm(rows...)
	m.form.OneColumn = true
}

// asked are the fields of the flow that the move needs.
func (m *Mover) asked() []app.Field {
	var out []app.Field
	for _, need := range m.move.Needs {
		if field, known := m.file.Flow.Field(string(need)); known && field.When.Holds(m.file.Value) {
			field.Ask = app.AskRequired
			out = append(out, field)
		}
	}
	return out
}

func (m *Mover) row(need app.Need) *widgets.FormRow {
	switch need {
	case app.NeedOwner:
		return widgets.NewFormRow("owner", lang.L("Owner"), m.owner).Required()
	case app.NeedAnswer:
		return widgets.NewFormRow("answer", lang.L("Answer"), m.answer).Required().Spanning().Hinted(lang.L("Ctrl+J inserts knowledge."))
	case app.NeedResult:
		return widgets.NewFormRow("result", lang.L("Result"), m.result).Required().Spanning()
	case app.NeedOpinion:
		return widgets.NewFormRow("opinion", lang.L("Customer's opinion"), m.opinion).Required()
	case app.NeedReason:
		return widgets.NewFormRow("reason", lang.L("Reason"), m.reason).Required().Spanning()
	case app.NeedEvidence:
		return widgets.NewFormRow("evidence", lang.L("Evidence"), m.evidence).Required().Spanning()
	case app.NeedContact:
		return widgets.NewFormRow("contact_way", lang.L("Contact made"), m.contact).Required()
	}
	return nil
}

// save moves the case; the sheet stays with its text until the move is kept.
func (m *Mover) save() {
	p, err := m.progress()
	if err != nil {
		m.refuse(err)
		return
	}
	was := m.file.Case
	var moved app.Case
	m.desk.StoreSheet(m.sheet, m.refuse, func(ctx context.Context) error {
		var err error
		moved, err = m.store.MoveCase(ctx, m.desk.By, was, p)
		return err
	}, func() {
		m.done(moved)
	})
}

func (m *Mover) refuse(err error) {
	showRefusal(m.form, m.wrong, nameDocument(m.desk, m.file.Flow, err), m.inputs.label)
}

func (m *Mover) progress() (app.Progress, error) {
	fields, err := m.inputs.values()
	p := app.Progress{To: m.move.To, Note: m.note.Text, Contact: m.contact.Chosen().Code, Fields: fields}
	for _, need := range m.move.Needs {
		switch need {
		case app.NeedOwner:
			p.Owner = staffOf(m.staff, m.owner.Chosen().Code)
		case app.NeedAnswer:
			p.Answer = m.answer.Text
		case app.NeedResult:
			p.Result = m.result.Text
		case app.NeedOpinion:
			p.Opinion = m.opinion.Chosen().Code
		case app.NeedReason:
			p.Reason = m.reason.Text
		case app.NeedEvidence:
			p.Evidence = m.evidence.Text
		}
	}
	return p, err
}

// showRefusal says a rule's no under its field, anything else under the form.
// label is what the form calls a field that only its flow knows.
func showRefusal(form *widgets.Form, note *widgets.FieldNote, err error, label func(string) string) {
	form.Clear()
	note.Clear()
	if no, is := errors.AsType[*app.Refusal](err); is {
		said := words.Refusal(no)
		if name := label(no.Field); name != "" {
			said = words.RefusalOf(no, name)
		}
		if form.Refuse(no.Field, said) {
			return
		}
		note.Error(said)
		return
	}
	note.Error(words.Error(err))
}

// staffOf is the person of a number; the zero id for nobody.
func staffOf(staff []app.Staff, number string) app.StaffID {
	i := slices.IndexFunc(staff, func(s app.Staff) bool { return s.StaffNo == number })
	if i < 0 {
		return app.StaffID{}
	}
	return staff[i].ID
}
