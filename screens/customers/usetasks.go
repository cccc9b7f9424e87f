package customers

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/usetasks"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// showUseTasks lists what is to be found out about the customer's use, below the
// promises; without any there is no such part.
func (p *Detail) showUseTasks() {
	if len(p.page.UseTasks) == 0 {
		return
	}
	p.owed.Add(widgets.NewSectionHeader(lang.L("Tasks about use")))
	today := app.DayOf(p.desk.Now())
	for _, t := range p.page.UseTasks {
		p.owed.Add(p.madeLine(words.UseTaskState(t.UseTask, today), usetasks.Tone(t.UseTask, today), t.Text, t.ManagerName, func() {
			p.desk.Open(desk.Route{Tab: desk.Forecast, Forecast: desk.UseTasks, Use: app.ForecastOf{Level: app.OfCustomer, Customer: p.id}})
		}))
	}
}
