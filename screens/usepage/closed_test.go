package usepage_test

import (
	"os"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/screentest"
	"lamplighter/screens/usepage"
	"lamplighter/screens/words"
)

func TestTwoPersonsReopenAClosedMonth(t *testing.T) {
	for name, dress := range screentest.Dresses(screentest.Size(1180, 650)) {
		t.Run(name, func(t *testing.T) {
			store, _ := kept(t)
			by := datatest.TwoPersons(t, store, app.Supervisor)
			if _, err := store.RunForecast(t.Context(), by, app.ForecastJob{}, func(int64, int64) {}); err != nil {
				t.Fatal(err)
			}
			if _, err := store.CloseMonth(t.Context(), by, 202602, func(int64, int64) {}); err != nil {
				t.Fatal(err)
			}
			p := screentest.New(t, dress...)
			var said []string
			d := &desk.Desk{
				By: by, Runner: background.Inline(), Now: datatest.Now, Keys: p.Keys(), Canvas: p.Window().Canvas(), Codes: words.NewCodes(words.English, datatest.Shipped(t).Codes),
				Open: func(desk.Route) {}, Say: func(text string) { said = append(said, text) }, Fail: func(err error) { t.Errorf("failed: %v", err) },
			}
			area := usepage.New(d, store, func(exchange.ExportWhat) {})
			p.Show(area.Content())
			area.Reload()
			shot := func(what string) {
				if os.Getenv("LAMPLIGHTER_SHOTS") != "" {
					p.Shot(screentest.Gallery(t) + "/closed-" + what + "-" + name + ".png")
				}
			}
			say := says(name)
			shot("list")
			p.Tap(say("Closed months …", "已冻结月份…"))
			p.See("沈丽")
			shot("months")
			p.Press("Enter")
			p.Press("Ctrl+Enter")
			p.See(say("Please fill in Reason.", "请填写原因。"))
			p.Type(say("Reason", "原因"), "抄表数据更正")
			shot("why")
			p.Press("Ctrl+Enter")
			p.See(say("this takes two persons", "须两人共同完成"))
			shot("second")
			p.Type(say("Staff number", "工号"), datatest.SecondNo)
			p.Type(say("Password", "密码"), datatest.SecondPassword)
			p.Press("Enter")
			p.See(say("No month is closed.", "没有已冻结的月份。"))
			if len(said) != 1 {
				t.Errorf("said %q", said)
			}
			if _, err := store.CloseMonth(t.Context(), by, 202602, func(int64, int64) {}); err != nil {
				t.Errorf("it is not closed anew: %v", err)
			}
		})
	}
}

// says chooses the words of the language that a dress has.
func says(dress string) func(english, chinese string) string {
	return func(english, chinese string) string {
		if len(dress) >= 2 && dress[:2] == "zh" {
			return chinese
		}
		return english
	}
}
