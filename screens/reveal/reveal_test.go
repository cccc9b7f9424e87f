package reveal_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/reveal"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

const mobile = "12900005678" // invalid by design

// place is where a clerk looks at a customer.
type place struct {
	*desk.Desk
	sheets *reveal.Sheets
	page   *screentest.Page
	store  *data.Store
	of     desk.Printed
	said   []string
}

func newPlace(t *testing.T, language string, options ...screentest.Option) *place {
	t.Helper()
	if language == words.Chinese {
		options = append(options, screentest.Chinese())
	}
	p := &place{page: screentest.New(t, options...), store: datatest.Open(t)}
	by := datatest.Actor(t, p.store)
	by.Roles = []app.Role{app.Counter}
	p.of.Customer = datatest.Customer(t, p.store, "李晓明", "5104000000011", mobile).ID
	p.Desk = &desk.Desk{
		By: by, Runner: background.Inline(), Now: datatest.Now, Keys: p.page.Keys(), Canvas: p.page.Window().Canvas(),
		Say: func(text string) { p.said = append(p.said, text) }, Fail: func(err error) { p.said = append(p.said, words.Error(err)) },
	}
	p.sheets = reveal.New(p.Desk, p.store)
	return p
}

// look asks for what is masked, with a reason.
func (p *place) look(reason string) {
	p.sheets.Ask(p.of)
	p.page.TypeHere(reason)
	p.page.Press("Ctrl+Enter")
}

func TestAMaskedNumberIsShownWithAReasonAndHiddenAgain(t *testing.T) {
	p := newPlace(t, words.English)
	p.look(" ")
	p.page.See("Please fill in Reason.")
	p.page.Press("Escape")
	p.look("call back")
	p.page.See(mobile)
	p.page.See("Hidden again in 30 s. What you copy goes then, too.")
	p.page.Tap("Copy")
	for range 29 {
		p.Runner.Elapse(time.Second)
	}
	p.page.See(mobile)
	if fyne.CurrentApp().Clipboard().Content() != mobile {
		t.Error("the number was not copied")
	}
	p.Runner.Elapse(time.Second)
	if strings.Contains(p.page.Text(), mobile) || fyne.CurrentApp().Clipboard().Content() != "" {
		t.Error("the number stays after its time")
	}
}

func TestRevealedValuesGoWithTheFocusOfTheWindow(t *testing.T) {
	p := newPlace(t, words.English)
	p.look("call back")
	p.page.See(mobile)
	p.sheets.Hide()
	if strings.Contains(p.page.Text(), mobile) {
		t.Error("the number stays when somebody goes elsewhere")
	}
	p.sheets.Ask(p.of)
	p.page.See("call back") // the last reason, offered
}

func TestWhoMayNotLookIsToldSo(t *testing.T) {
	p := newPlace(t, words.English)
	p.By.Roles = []app.Role{app.Auditor}
	p.sheets.Ask(p.of)
	p.sheets.Ask(desk.Printed{})
	if len(p.said) != 2 || strings.Contains(p.page.Text(), "Show what is masked") {
		t.Errorf("said %q", p.said)
	}
}

func TestPicturesOfWhatIsShownInClear(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range screentest.Dresses(screentest.Size(1366, 768)) {
		p := newPlace(t, words.English, options...)
		p.look("回电核实用电地址")
		p.page.Shot(filepath.Join(folder, "reveal-shows-"+name+".png"))
		p.page.Press("Escape")
		p.sheets.Ask(p.of)
		p.page.Shot(filepath.Join(folder, "reveal-asks-"+name+".png"))
	}
}
