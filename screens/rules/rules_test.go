package rules_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/rules"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// office is where the rules are looked after.
type office struct {
	*desk.Desk
	store *data.Store
	said  []string
}

func newOffice(t *testing.T, page *screentest.Page, language string) *office {
	t.Helper()
	o := &office{store: datatest.Open(t)}
	by := datatest.Actor(t, o.store)
	codes, err := o.store.Codes(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	o.Desk = &desk.Desk{
		By: by, Codes: words.NewCodes(language, codes), Flows: words.NewFlows(language, datatest.Shipped(t).Flows), Runner: background.Inline(), Now: datatest.Now, Keys: page.Keys(), Canvas: page.Window().Canvas(),
		Say: func(text string) { o.said = append(o.said, text) }, Fail: func(err error) { t.Errorf("it failed: %v", err) },
		Folder: func() string { return "" },
	}
	page.Keys().SetTitle("Everywhere")
	return o
}

func (o *office) limits(page *screentest.Page) *rules.Limits {
	l := rules.NewLimits(o.Desk, o.store)
	page.Show(l.Content())
	l.Focus()
	return l
}

func (o *office) workdays(page *screentest.Page) *rules.Workdays {
	w := rules.NewWorkdays(o.Desk, o.store)
	page.Show(w.Content())
	w.Reload()
	w.Focus()
	return w
}

// rule is the newest version of the company's own limit for a complaint.
func (o *office) rule(t *testing.T) app.LimitRule {
	t.Helper()
	all, err := o.store.LimitRules(t.Context(), o.By)
	if err != nil {
		t.Fatal(err)
	}
	var found app.LimitRule
	for _, r := range all {
		if r.RuleSet == app.SetCompany && r.Kind == app.Complaint && r.Step == "answer" && r.Version > found.Version {
			found = r
		}
	}
	return found
}

func TestTheRulesInForceAreListedWithTheirSource(t *testing.T) {
	page := screentest.New(t, screentest.Size(1180, 650))
	o := newOffice(t, page, "en")
	l := o.limits(page)
	page.See("Consultation")
	page.See("5 working days")
	page.DontSee("业扩报装时限考核办法（SG186时期）") // superseded
	l.ToFilter()
	page.TypeHere("sg186")
	page.See("Completion inspection")
	page.DontSee("Consultation")
	if !l.Leave() {
		t.Error("the filter was not taken off")
	}
	page.See("Consultation")
	page.Tap("Doubtful")
	page.See("Suggestion")
	page.DontSee("Complaint")
}

func TestALimitGetsItsNextVersionByKeys(t *testing.T) {
	page := screentest.New(t, screentest.Size(1180, 650))
	o := newOffice(t, page, "en")
	l := o.limits(page)
	l.ToFilter()
	page.TypeHere("江苏投诉处理通知（2021）")
	l.ToFilter()
	page.Press("Enter", "Enter") // to the table, and its first line
	page.See("Version 1: 4 working days")
	page.Type("Limit", "0")
	page.Press("Ctrl+Enter")
	page.See("Limit cannot be.")
	page.Type("Limit", "3")
	page.Type("From", "2021-09-25")
	page.Press("Ctrl+Enter")
	page.See("A new version must begin after the one it replaces.")
	page.Type("From", "2026-04-01")
	page.Press("Ctrl+Enter")
	if r := o.rule(t); r.Version != 2 || r.Amount != 3 || r.ValidFrom != "2026-04-01" || len(o.said) != 1 {
		t.Errorf("kept is %+v, and %q was said", r, o.said)
	}
}

func TestALimitIsWithdrawnAfterAQuestion(t *testing.T) {
	page := screentest.New(t, screentest.Size(1180, 650))
	o := newOffice(t, page, "en")
	l := o.limits(page)
	l.ToFilter()
	page.TypeHere("江苏投诉处理通知（2021）")
	page.Press("Enter", "Enter", "Alt+W")
	page.See("Withdraw this limit?")
	page.Press("Ctrl+Enter")
	if r := o.rule(t); r.Version != 0 {
		t.Errorf("version %d is still in use", r.Version)
	}
}

func TestANewLimitNeedsItsWords(t *testing.T) {
	page := screentest.New(t, screentest.Size(1180, 650))
	o := newOffice(t, page, "en")
	l := o.limits(page)
	l.New()
	page.See("New limit")
	page.Press("Ctrl+Enter")
	page.See("Please fill in Limit.")
	page.Type("Kind", "praise")
	page.Press("Enter")
	page.Type("Step", "Reply")
	page.Press("Enter")
	page.Type("Limit", "16")
	page.Type("Counted in", "Working hours")
	page.Press("Enter")
	page.Press("Ctrl+Enter")
	page.See("Please fill in Source.")
	page.Type("Source", "本所规定")
	page.Press("Ctrl+Enter")
	l.ToFilter()
	page.TypeHere("praise")
	page.See("16 working hours")
}

func TestTheBoxTellsWhenLimitsEndAndWhy(t *testing.T) {
	page := screentest.New(t, screentest.Size(1180, 650))
	o := newOffice(t, page, "en")
	l := o.limits(page)
	page.Tap("Try a date")
	page.Type("Accepted on", "2026-02-13")
	page.Type("At", "16:00")
	page.Press("Tab")
	for _, want := range []string{
		"2026-02-14 Sat 16:00", "Strictest", "By law", "2026-02-26 Thu 24:00", // the company's four days
		"2026-02-13 Fri 16:00: start", "Due 2026-02-14 Sat 16:00",
	} {
		page.See(want)
	}
	page.Into("Green channel: half of the internal limits")
	page.TypeHere(" ")
	page.See("2026-02-24 Tue 24:00") // two of four
	page.Type("At", "half past")
	page.See("Write the time as 09:30.")
	page.Type("At", "09:00")
	page.Type("Kind", "consult")
	page.Press("Enter")
	page.See("02-14 Sat: worked instead (春节), day 1")
	page.See("02-15 Sun – 02-23 Mon: 春节, not counted")
	if !l.Leave() {
		t.Error("Esc does not lead back to the rules")
	}
}

func TestADayIsChangedByKeys(t *testing.T) {
	page := screentest.New(t, screentest.Size(1180, 650))
	o := newOffice(t, page, "en")
	o.workdays(page)
	page.See("248 working days")
	page.See("2026-03-02 Mon: working day")
	page.Press("Down", "Right", "Enter")
	page.See("2026-03-10 Tue")
	page.Type("Kind", "worked")
	page.Press("Enter")
	page.Type("Name of the holiday", "彝族年")
	page.Press("Ctrl+Enter")
	page.See("2026-03-10 is a weekday and worked anyway.")
	page.Type("Kind", "day off")
	page.Press("Enter", "Ctrl+Enter")
	page.See("2026-03-10 Tue: off, 彝族年")
	page.See("247 working days")
	page.Press("PageDown")
	page.See("2027")
	page.See("Not published yet")
	page.Press("Home")
	page.See("2026-03-02 Mon")
}

func TestOfficeHoursThatCannotBeReadAreRefused(t *testing.T) {
	page := screentest.New(t, screentest.Size(1180, 650))
	o := newOffice(t, page, "en")
	o.workdays(page)
	page.Into("Office hours")
	page.Press("Ctrl+A")
	page.TypeHere("9 to 5")
	page.Press("Enter")
	page.See("Write the office hours as")
	page.Press("Ctrl+A")
	page.TypeHere("9:00-17:00")
	page.Press("Enter")
	days, err := o.store.Calendar(t.Context())
	if err != nil || days.Office().String() != "09:00-17:00" || len(o.said) != 1 {
		t.Errorf("the office day is %s, and %q was said: %v", days.Office(), o.said, err)
	}
}

const notice = `date,name,kind
2027-01-01,元旦,off
2027-01-02,元旦,off
2027-01-03,元旦,off
2027-10-01,国庆节,off
`

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "2027.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAYearIsTriedThenImported(t *testing.T) {
	page := screentest.New(t, screentest.Size(1180, 650))
	o := newOffice(t, page, "en")
	w := o.workdays(page)
	w.New()
	page.Press("Enter")
	page.See("Name a file, or choose one.")
	page.TypeHere(write(t, notice))
	page.Press("Enter")
	page.See("Published through 2027")
	page.See("Nothing is kept yet")
	if days, err := o.store.Calendar(t.Context()); err != nil || days.PublishedThrough() != 2026 {
		t.Errorf("published through %d before it was imported: %v", days.PublishedThrough(), err)
	}
	page.Press("Enter")
	page.DontSee("The list can be imported")
	if days, err := o.store.Calendar(t.Context()); err != nil || days.PublishedThrough() != 2027 || len(o.said) != 1 {
		t.Errorf("published through %d, and %q was said: %v", days.PublishedThrough(), o.said, err)
	}
}

func TestAYearThatCannotBeSaysWhere(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a gap between the years", strings.ReplaceAll(notice, "2027", "2028"), "The year 2027 is missing between this list and the calendar."},
		{"a clash", notice + "2027-10-01,国庆节,work\n", "2027-10-01 is both off and worked in the list."},
		{"a day that does not exist", notice + "2027-02-30,春节,off\n", "Line 6: 2027-02-30 is no day."},
		{"another kind", notice + "2027-02-05,春节,half\n", "Line 6: “half” is not a kind of day."},
		{"other columns", "day,name,kind\n", "The first line must read date,name,kind."},
		{"a line cut short", notice + "2027-02-05\n", "Line 6: This line cannot be read"},
		{"half a year", "date,name,kind\n2027-01-01,元旦,off\n", "National Day is missing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := screentest.New(t, screentest.Size(1180, 650))
			o := newOffice(t, page, "en")
			o.workdays(page).New()
			page.TypeHere(write(t, tt.text))
			page.Press("Enter")
			page.See(tt.want)
		})
	}
}

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	size := screentest.Size(1180, 650)
	for name, options := range screentest.Dresses(size) {
		t.Run(name, func(t *testing.T) {
			page := screentest.New(t, options...)
			o := newOffice(t, page, name[:2])
			shot := func(part string) { page.Shot(filepath.Join(folder, "rules-"+part+"-"+name+".png")) }
			l := o.limits(page)
			shot("list")
			page.Press("Enter")
			shot("version")
			page.Press("Escape")
			l.New()
			page.Press("Ctrl+Enter")
			shot("new")
			page.Press("Escape")
			page.Tap(map[string]string{"zh": "试算", "en": "Try a date"}[name[:2]])
			label := map[string]string{"zh": "受理日期", "en": "Accepted on"}[name[:2]]
			page.Type(label, "2026-12-28")
			page.Press("Tab")
			shot("box")
			w := o.workdays(page)
			shot("year")
			page.Press("Down", "Enter")
			shot("day")
			page.Press("Escape", "PageDown")
			shot("unpublished")
			w.New()
			page.TypeHere(write(t, notice))
			page.Press("Enter")
			shot("import")
			page.Press("Ctrl+A")
			page.TypeHere(write(t, notice+"2027-02-30,春节,off\n"))
			page.Press("Enter")
			shot("refused")
		})
	}
}
