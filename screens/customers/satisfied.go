package customers

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// satisfied is the line of the page that says how satisfied the customer is.
// Few answers are drawn back.
func (p *Detail) satisfied() fyne.CanvasObject {
	figure := widgets.NewText(words.Satisfaction(p.said.Satisfaction))
	figure.Shrinks = true
	switch {
	case p.said.Few():
		figure = widgets.NewMutedText(figure.Text)
		figure.Shrinks = true
	case p.said.Trend() == app.TrendDown:
		figure.Color = theme.ColorNameError
	}
	answers := widgets.NewButton(lang.L("Answers"), p.showAnswers)
	answers.Importance = widget.LowImportance
	if len(p.said.Said) == 0 {
		answers.Disable()
	}
	return container.NewBorder(nil, nil, widgets.NewMutedText(lang.L("Satisfaction")+"  "), answers, figure)
}

// showAnswers lists what the customer said, the newest first.
func (p *Detail) showAnswers() {
	said := p.said.Said
	rows := make([]widgets.Row, len(said))
	for i, a := range said {
		rows[i] = widgets.Row{Key: strconv.Itoa(i), Cells: []widgets.Cell{
			{Text: string(a.AskedOn)},
			{Text: words.Score(a.Score), Tone: desk.ScoreTone(a.Score)},
			{Text: strings.TrimSpace(words.SurveySource(a.Source) + " " + a.Number)},
			{Text: a.Opinion},
			{Text: a.AskedBy},
		}}
	}
	table := widgets.NewRecordTable(p.desk.Runner, []widgets.Column{
		{Title: lang.L("Asked on"), Width: 96},
		{Title: lang.L("Satisfaction"), Width: 140, Kind: widgets.KindBadge},
		{Title: lang.L("Asked in"), Width: 170},
		{Title: lang.L("What was said"), Width: 160, Weight: 1},
		{Title: lang.L("Asked by"), Width: 90},
	}, func(_ context.Context, from, count int) ([]widgets.Row, error) {
		return rows[min(from, len(rows)):min(from+count, len(rows))], nil
	})
	how := widgets.NewParagraph(lang.L("The figure is the plain mean of the last two years, each matter counted once. The trend holds the last twelve months against the twelve before, from three answers in each. Fewer than five answers are grey."))
	sheet := widgets.NewSheet(lang.L("Satisfaction")+" · "+p.page.Customer.Name,
		container.NewBorder(container.NewVBox(widgets.NewText(words.Satisfaction(p.said.Satisfaction)), how), nil, nil, nil, table), widgets.Action{})
	sheet.Width, sheet.Height, sheet.First, sheet.OnClosed = 760, 360, table, table.Stop
	table.SetTotal(len(rows))
	sheet.Show(p.desk.Keys)
}
