package usemonths_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/usemonths"
	"lamplighter/screens/words"
)

// used is a file with an account whose two years of use came as lists.
func used(t *testing.T) (*data.Store, app.Actor, []app.Account) {
	t.Helper()
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "")
	page, err := s.CustomerPage(t.Context(), by, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 24 {
		u := app.AccountUse{Account: page.Accounts[0].ID, MonthUse: app.MonthUse{Total: int64(1200 + i*10), Peak: 700, Valley: int64(500 + i*10), ReadDay: 5, Source: app.UseRemote, Estimated: i == 20}}
		d := app.UsageDraft{Month: app.AddMonths(202403, i), Source: "import", Rows: []app.AccountUse{u}}
		if _, err := s.PutUsage(t.Context(), by, d); err != nil {
			t.Fatal(err)
		}
	}
	return s, by, page.Accounts
}

func open(t *testing.T, page *screentest.Page, language string, s *data.Store, by app.Actor, said *string) *desk.Desk {
	t.Helper()
	codes, err := s.Codes(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	return &desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Runner: background.Inline(), Now: datatest.Now, Keys: page.Keys(), Canvas: page.Window().Canvas(),
		Say: func(text string) { *said = text }, Fail: func(err error) { *said = words.Error(err) },
	}
}

func TestAMonthIsPutRightByKeysAlone(t *testing.T) {
	page := screentest.New(t, screentest.Size(1180, 650))
	s, by, accounts := used(t)
	var said string
	changed := false
	usemonths.Show(open(t, page, "en", s, by, &said), s, accounts, func() { changed = true })
	page.See("Electricity use by month")
	page.See("Versions of Feb 2026")
	page.Press("Enter")
	page.See("Correct Feb 2026 of account 5104000000011")
	page.TypeHere("9")
	page.Press("Ctrl+Enter")
	page.See("Please fill in Reason.")
	if used, _ := s.UsageOfAccount(t.Context(), by, accounts[0].ID, 1); used[0].Total != 1430 {
		t.Fatalf("kept without a reason: %+v", used)
	}
	page.Press("Escape")
	page.Press("Escape")
	if !changed {
		t.Error("the page does not hear that it was closed")
	}
}

func TestWhatWasSaidOfAMonthStandsBelowIt(t *testing.T) {
	page := screentest.New(t, screentest.Size(1180, 650))
	s, by, accounts := used(t)
	right := app.UseCorrection{Account: accounts[0].ID, MonthUse: app.MonthUse{Month: 202602, Total: 999, Source: app.UseCorrected}, Reason: "抄错一位"}
	if err := s.CorrectUsage(t.Context(), by, right); err != nil {
		t.Fatal(err)
	}
	var said string
	usemonths.Show(open(t, page, "en", s, by, &said), s, accounts, func() {})
	for _, want := range []string{"抄错一位", "Correction by hand", "In force", "Replaced", "999", "1,430", "Corrected", "Estimated"} {
		page.See(want)
	}
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	size := screentest.Size(1180, 650)
	for name, options := range screentest.Dresses(size) {
		t.Run(name, func(t *testing.T) {
			page := screentest.New(t, options...)
			s, by, accounts := used(t)
			right := app.UseCorrection{Account: accounts[0].ID, MonthUse: app.MonthUse{Month: 202602, Total: 999, Source: app.UseCorrected}, Reason: "抄错一位"}
			if err := s.CorrectUsage(t.Context(), by, right); err != nil {
				t.Fatal(err)
			}
			var said string
			usemonths.Show(open(t, page, name[:2], s, by, &said), s, accounts, func() {})
			page.Shot(filepath.Join(folder, "usemonths-"+name+".png"))
			page.Press("Enter")
			page.Shot(filepath.Join(folder, "usemonths-correct-"+name+".png"))
		})
	}
}
