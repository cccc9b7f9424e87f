package cases

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// showWaited sets the customer's clock beside the company's.
func (p *Detail) showWaited() {
	waited := app.WaitedForCustomer(app.PausesOf(p.page.Steps), p.desk.Now())
	if said := words.CustomerTime(waited); said != "" {
		p.left.Add(widgets.NewMutedText(said))
	}
}

// counting is the button that explains the due dates.
func (p *Detail) counting() *widgets.Button {
	b := widgets.NewButton(lang.L("How it is counted"), p.explain)
	b.Importance = widget.LowImportance
	return b
}

// explain opens a sheet with the trace of every limit of the case.
func (p *Detail) explain() {
	page := p.page
	background.NewLoader(p.desk.Runner, func(days *app.Calendar, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		told := container.NewVScroll(traces(page, days))
		sheet := widgets.NewSheet(lang.L("How it is counted")+" · "+page.Case.Number, told, widgets.Action{})
		sheet.Width, sheet.Height = explainedWidth, explainedHeight
		sheet.Show(p.desk.Keys)
		turn := func(by float32) { told.ScrollToOffset(told.Offset.AddXY(0, by*explainedHeight/2)) }
		sheet.Layer().On("PageDown", lang.L("Further down"), func() { turn(1) })
		sheet.Layer().On("PageUp", lang.L("Further up"), func() { turn(-1) })
	}).Ask(func(ctx context.Context) (*app.Calendar, error) { return p.store.Calendar(ctx) })
}

const (
	explainedWidth  = 720
	explainedHeight = 380
)

func traces(page app.CasePage, days *app.Calendar) fyne.CanvasObject {
	pauses := app.PausesOf(page.Steps)
	lines := container.NewVBox()
	for _, k := range page.Clocks {
		lines.Add(widgets.NewSectionHeader(words.RuleSet(string(k.RuleSet)) + " · " + words.LimitStep(k.Step) + " · " + words.Amount(k.Amount, k.Unit)))
		for _, line := range k.Trace(pauses, days) {
			lines.Add(widgets.NewParagraph(words.TraceLine(line)))
		}
	}
	return lines
}
