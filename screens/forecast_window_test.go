package screens_test

import (
	"path/filepath"
	"testing"

	"lamplighter/data/datatest"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
)

func TestForecastsStandBehindTheTrainingAndTheImportKeepsItsLetter(t *testing.T) {
	page, w := open(t, datatest.Open(t), "en")
	page.See("Ctrl+I")
	for _, step := range []struct {
		key  string
		want desk.Tab
	}{{"Ctrl+6", desk.Forecast}, {"Ctrl+7", desk.Outages}, {"Ctrl+8", desk.Knowledge}, {"Ctrl+9", desk.Settings}, {"Ctrl+I", desk.Import}} {
		page.Press(step.key)
		built := map[desk.Tab]bool{}
		for _, tab := range w.Built() {
			built[tab] = true
		}
		if !built[step.want] {
			t.Errorf("%s does not open %s", step.key, step.want)
		}
	}
}

func TestTheForecastIsMadeAndACustomerOpenedByKeysAlone(t *testing.T) {
	page, _ := open(t, county(t, 30), "en")
	page.Press("Ctrl+6")
	page.See("Customers  Alt+1")
	page.See("Forecast from the use up to")
	page.Press("Ctrl+G")
	page.See("The forecast was made anew.")
	page.Press("Home", "Enter")
	page.See("80% band")
	page.Press("Ctrl+B", "Right", "Enter")
	page.See("Your figure")
	page.Press("Escape", "Ctrl+G")
	page.See("Electricity use")
	page.Press("Ctrl+G")
	page.See("80% band")
	page.Press("Ctrl+P")
	page.See("Forecast of use")
	page.Press("Escape", "Ctrl+E")
	page.See("Export")
}

func TestTheListsOfForecastsGoOutUnderTheirOwnName(t *testing.T) {
	page, _ := open(t, county(t, 300), "en")
	for _, part := range []string{"Alt+2", "Alt+4", "Alt+6", "Alt+7", "Alt+8"} {
		page.Press("Ctrl+6", part, "Ctrl+E")
		page.See("records of the list “Forecast ")
		page.DontSee("Service figures")
		page.Press("Escape")
	}
}

func TestShotsOfForecasts(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range map[string][]screentest.Option{"zh": {screentest.Chinese()}, "zh-dark": {screentest.Chinese(), screentest.Dark()}, "en": nil} {
		language := name[:2]
		page, _ := open(t, county(t, 120), language, options...)
		page.Press("Ctrl+6", "Ctrl+G")
		page.Shot(filepath.Join(folder, "window-forecast-"+name+".png"))
		page.Press("Home", "Enter")
		page.Shot(filepath.Join(folder, "window-forecast-customer-"+name+".png"))
	}
}
