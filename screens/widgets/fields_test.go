package widgets_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lamplighter/app"
	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
)

var caseTypes = []widgets.Option{
	{Code: "C-Q", Label: "业务咨询", Keys: "ywzx yewuzixun"},
	{Code: "F-OUT", Label: "故障报修", Keys: "gzbx guzhangbaoxiu"},
	{Code: "C-C", Label: "投诉", Keys: "ts tousu"},
	{Code: "LV-R", Label: "居民新装", Keys: "jmxz juminxinzhuang"},
	{Code: "C", Label: "表扬", Keys: "by biaoyang"},
}

func TestACodeIsChosenByCodeInitialsOrWords(t *testing.T) {
	tests := []struct{ name, typed, want string }{
		{"by initials", "gz", "故障报修"},
		{"by pinyin", "tousu", "投诉"},
		{"by its words", "新装", "居民新装"},
		{"by its code, whatever the case", "lv-r", "居民新装"},
		{"an exact code goes before codes that begin so", "c", "表扬"},
		{"the first of several", "c-", "业务咨询"},
	}
	for _, tt := range tests {
		for _, take := range []string{"Enter", "Tab"} {
			t.Run(tt.name+", taken with "+take, func(t *testing.T) {
				var chosen []string
				field := widgets.NewCodeField(caseTypes, func(o widgets.Option) { chosen = append(chosen, o.Label) })
				next := widgets.NewEntry()
				page := screentest.Open(t, container.NewVBox(field, next))
				page.Window().Canvas().Focus(field.Entry())
				page.TypeHere(tt.typed)
				page.Press(take)
				if field.Chosen().Label != tt.want || len(chosen) != 1 || chosen[0] != tt.want {
					t.Errorf("chosen is %q, told were %v, want %q", field.Chosen().Label, chosen, tt.want)
				}
				if field.Entry().Text != tt.want {
					t.Errorf("the field shows %q", field.Entry().Text)
				}
				if take == "Tab" && page.Focusing() != fyne.Focusable(next) {
					t.Error("Tab did not move on")
				}
			})
		}
	}
}

func TestTheListOfCodesIsMovedInAndLeft(t *testing.T) {
	field := widgets.NewCodeField(caseTypes, nil)
	page := screentest.Open(t, container.NewVBox(field))
	page.Keys().On("Escape", "Back", func() { t.Error("Escape closed more than the list") })
	page.Window().Canvas().Focus(field.Entry())
	page.Press("Down")
	page.See("F-OUT")
	page.Press("Down", "Down", "Up", "Enter")
	if field.Chosen().Code != "F-OUT" {
		t.Fatalf("chosen is %q, want the second", field.Chosen().Code)
	}
	page.DontSee("F-OUT")
	page.Press("Down")
	page.TypeHere("zzz") // no match: the list goes
	page.DontSee("LV-R")
	page.Type("zzz", "投")
	page.Press("Escape")
	if field.Entry().Text != "故障报修" {
		t.Errorf("after Escape the field shows %q, want the old choice", field.Entry().Text)
	}
	page.TypeHere("ts")
	page.Press("Enter")
	if field.Chosen().Label != "投诉" {
		t.Errorf("typing again after Escape chose %q", field.Chosen().Label)
	}
	page.Press("Down")
	page.Tap("居民新装")
	if field.Chosen().Code != "LV-R" {
		t.Errorf("the mouse chose %q", field.Chosen().Code)
	}
}

func TestLeavingTheFieldOfACodeSettlesIt(t *testing.T) {
	tests := []struct {
		name, code string
		press      []string // after which the field is left
		typed      string
		want       string
	}{
		{"words without a match go back to the choice", "C-C", nil, "zzz", "投诉"},
		{"Escape goes back to the choice", "C-C", []string{"Escape"}, "gz", "投诉"},
		{"an emptied field has no choice", "C-C", []string{"Backspace"}, "", ""},
		{"an emptied field takes nothing by Tab", "C-C", []string{"Backspace", "Tab"}, "", ""},
		{"a code no longer offered stays", "old-1", nil, "", "old-1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			field := widgets.NewCodeField(caseTypes, nil)
			field.SetCode(tt.code)
			page := screentest.Open(t, container.NewVBox(field, widgets.NewButton("Next", nil)))
			page.Window().Canvas().Focus(field.Entry())
			page.TypeHere(tt.typed)
			page.Press(tt.press...)
			page.Into("Next")
			if field.Chosen().Label != tt.want || field.Entry().Text != tt.want {
				t.Errorf("chosen is %q shown as %q, want %q", field.Chosen().Label, field.Entry().Text, tt.want)
			}
		})
	}
}

func TestThreeThousandCodesAnswerAtOnce(t *testing.T) {
	options := make([]widgets.Option, 3000)
	for i := range options {
		options[i] = widgets.Option{Code: fmt.Sprintf("T%04d", i), Label: fmt.Sprintf("台区%04d号公变", i), Keys: "tq taiqu"}
	}
	field := widgets.NewCodeField(options, nil)
	page := screentest.Open(t, container.NewVBox(field))
	page.Window().Canvas().Focus(field.Entry())
	start := time.Now()
	page.TypeHere("2718")
	if spent := time.Since(start); spent > 500*time.Millisecond {
		t.Errorf("four letters took %v", spent)
	}
	page.Press("Enter")
	if field.Chosen().Code != "T2718" {
		t.Errorf("chosen is %q", field.Chosen().Code)
	}
}

// parseDay knows two shorthands, enough to see that it is asked.
func parseDay(text string) (string, error) {
	switch {
	case text == "+1":
		return "2026-11-24", nil
	case strings.Count(text, "-") == 2:
		if _, err := time.Parse(time.DateOnly, text); err == nil {
			return text, nil
		}
	}
	return "", app.Refuse("on", app.Malformed)
}

func today() string { return "2026-11-23" }

func TestADayIsWrittenOutWhenTheFieldIsLeft(t *testing.T) {
	tests := []struct {
		name, typed, want, shown, weekday string
		wrong                             bool
	}{
		{"a shorthand", "+1", "2026-11-24", "2026-11-24", "Tue", false},
		{"a day in full", "2026-12-06", "2026-12-06", "2026-12-06", "Sun", false},
		{"no day at all", "soon", "", "soon", "", true},
		{"nothing", "", "", "", "", false},
	}
	for _, tt := range tests {
		for _, leave := range []string{"Tab", "Enter"} {
			t.Run(tt.name+", left with "+leave, func(t *testing.T) {
				var wrong error
				field := widgets.NewDateField(parseDay, today)
				field.OnInvalid = func(err error) { wrong = err }
				page := screentest.Open(t, container.NewVBox(field, widgets.NewEntry()))
				page.Window().Canvas().Focus(field.Entry())
				page.TypeHere(tt.typed)
				page.Press(leave)
				if field.Value() != tt.want || field.Entry().Text != tt.shown {
					t.Errorf("the day is %q shown as %q, want %q as %q", field.Value(), field.Entry().Text, tt.want, tt.shown)
				}
				if (wrong != nil) != tt.wrong {
					t.Errorf("told %v, want an error: %v", wrong, tt.wrong)
				}
				if tt.weekday != "" {
					page.See(tt.weekday)
				}
			})
		}
	}
}

func TestADayPutRightIsNoLongerWrong(t *testing.T) {
	var told []bool
	var values []string
	field := widgets.NewDateField(parseDay, today)
	field.OnInvalid = func(err error) { told = append(told, err != nil) }
	field.OnChanged = func(value string) { values = append(values, value) }
	page := screentest.Open(t, container.NewVBox(field))
	page.Window().Canvas().Focus(field.Entry())
	page.TypeHere("x")
	page.Press("Enter")
	page.Press("Ctrl+A")
	page.TypeHere("+1")
	page.Press("Enter", "Enter")
	if fmt.Sprint(told) != "[true false]" || fmt.Sprint(values) != "[2026-11-24]" {
		t.Errorf("told %v and %v", told, values)
	}
}

func TestADayIsTakenFromTheCalendar(t *testing.T) {
	tests := []struct {
		name, from string
		press      []string
		want       string
	}{
		{"today", "", []string{"Alt+Down", "Enter"}, "2026-11-23"},
		{"a week on, a day back", "2026-11-23", []string{"Down", "Down", "Left", "Enter"}, "2026-11-29"},
		{"the last day of a shorter month", "2026-12-31", []string{"Down", "PageUp", "Enter"}, "2026-11-30"},
		{"next year", "2026-12-31", []string{"Down", "Right", "Space"}, "2027-01-01"},
		{"back to today", "2025-01-01", []string{"Down", "Home", "Enter"}, "2026-11-23"},
		{"left as it was", "2026-02-03", []string{"Down", "Down", "Escape"}, "2026-02-03"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			field := widgets.NewDateField(parseDay, today)
			field.SetValue(tt.from)
			page := screentest.Open(t, container.NewVBox(field))
			page.Keys().On("Escape", "Back", func() { t.Error("Escape closed more than the calendar") })
			page.Window().Canvas().Focus(field.Entry())
			page.Press(tt.press...)
			if field.Value() != tt.want {
				t.Errorf("the day is %q, want %q", field.Value(), tt.want)
			}
			if page.Focusing() != fyne.Focusable(field.Entry()) {
				t.Error("the focus did not come back")
			}
		})
	}
}

func TestTheCalendarBeginsOnMondayInBothLanguages(t *testing.T) {
	tests := []struct {
		name    string
		options []screentest.Option
		month   string
		first   string
	}{
		{"in English", nil, "February 2027", "Mo"},
		{"in Chinese", []screentest.Option{screentest.Chinese()}, "2027年2月", "一"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := screentest.New(t, tt.options...)
			field := widgets.NewDateField(parseDay, today)
			field.SetValue("2027-02-10")
			page.Show(container.NewVBox(field))
			page.Window().Canvas().Focus(field.Entry())
			page.Press("Down")
			page.See(tt.month)
			lines := strings.Split(page.Text(), "\n")
			if lines[1] != tt.first || lines[8] != "1" { // 1 February 2027 is a Monday
				t.Errorf("the calendar begins %v", lines[:10])
			}
			page.Tap("18")
			if field.Value() != "2027-02-18" {
				t.Errorf("the mouse took %q", field.Value())
			}
		})
	}
}

// A form that is emptied and filled in again must take every letter.
func TestACodeIsChosenAgainAfterTheFormWasEmptied(t *testing.T) {
	field := widgets.NewCodeField(caseTypes, nil)
	next := widgets.NewEntry()
	page := screentest.Open(t, container.NewVBox(field, next))
	for range 2 {
		field.SetCode("")
		widgets.Focus(next)
		widgets.Focus(field)
		page.TypeHere("gz")
		page.Press("Tab")
		if got := field.Chosen().Label; got != "故障报修" {
			t.Fatalf("chose %q", got)
		}
	}
}
