package classes

import (
	"fmt"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// paste takes points from a sheet: a column from the selected row down, or staff
// numbers with points. What could not be taken is told line by line.
func (p *Page) paste(text string) {
	at, _ := p.at()
	if len(p.marks.rows) == 0 || p.saving || p.desk.By.May(app.ChangeTraining) != nil {
		return
	}
	if !p.marks.rule.Asks(app.NeedScore) {
		p.tell(widgets.NoteError, lang.L("Completing this class asks for no points. Nothing was pasted."))
		return
	}
	taken, left := app.ReadScores(text, p.marks.page.Learners, at, p.marks.page.Full)
	for _, s := range taken {
		p.marks.rows[s.At].points = app.PointsText(s.Score)
		p.marks.read(s.At)
	}
	p.toCell(colPoints)
	p.changed()
	if len(left) == 0 {
		p.tell(widgets.NoteHint, lang.L("{{.N}} results pasted. Ctrl+Enter saves them.", map[string]any{"N": len(taken)}))
		return
	}
	p.tell(widgets.NoteWarning, lang.L("{{.N}} results pasted, {{.Left}} lines not taken.", map[string]any{"N": len(taken), "Left": len(left)}))
	p.tellLeft(left)
}

// leftShown is how many lines that were not taken are told.
const leftShown = 200

// tellLeft lists the lines that were not taken, each with its reason; Ctrl+C
// copies them.
func (p *Page) tellLeft(left []app.PastedProblem) {
	rows := make([]widgets.Row, 0, min(len(left), leftShown))
	for _, one := range left[:min(len(left), leftShown)] {
		rows = append(rows, widgets.Row{Key: fmt.Sprint(one.Line), Cells: widgets.Texts(fmt.Sprint(one.Line), one.Text, words.Error(one.Why))})
	}
	table := widgets.NewRecordTable(p.desk.Runner, []widgets.Column{
		{Title: lang.X("paste.line", "Line"), Width: 60, Kind: widgets.KindNumber}, {Title: lang.L("As it was copied"), Width: 180}, {Title: lang.L("Why it was not taken"), Width: 380, Weight: 1},
	}, fetchOf(rows))
	table.SetTotal(len(rows))
	told := widgets.NewMutedText(lang.L("The other lines stand in the class. Correct these and paste them again, or type them."))
	sheet := widgets.NewSheet(lang.L("{{.N}} lines were not taken", map[string]any{"N": len(left)}), container.NewBorder(told, nil, nil, nil, table), widgets.Action{})
	sheet.Width, sheet.Height, sheet.First = 780, 280, table
	sheet.Secondary = widgets.Action{Label: lang.L("Close")}
	sheet.Show(p.desk.Keys)
}
