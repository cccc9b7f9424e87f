package sample

import (
	"fmt"
	"math/rand/v2"

	"lamplighter/app"
)

// Survey is what a customer answered to the survey of a year.
type Survey struct {
	Year    int64
	Score   int64
	Opinion string
	AskedOn app.Day
}

// surveyShare is how many of a hundred customers answer; every firm of them is
// asked in two of three years.
const surveyShare = 12

var surveyWords = map[int64][]string{
	5: {"", "服务很好", "经理随叫随到"}, 4: {"", "总体满意", "停电通知及时"}, 3: {"", "还可以", "缴费不太方便"}, 2: {"停电偏多", "办理时间长"}, 1: {"电压低多次反映未解决", "态度生硬"},
}

// surveys invents the answers of the customer made last, by dice of its own, so
// that the rest of the county stays as it is.
func (c *County) surveys(e Entry) []Survey {
	r := rand.New(rand.NewPCG(uint64(c.made), 0x5a7e))
	year := app.DayOf(c.now).Time().Year()
	var out []Survey
	for back := range 3 {
		asked := surveyShare
		if e.Draft.Customer.Kind == app.Organisation {
			asked = 66
		}
		if r.IntN(100) >= asked {
			continue
		}
		s := Survey{Year: int64(year - back), Score: pick(r, []int64{5, 5, 5, 5, 4, 4, 4, 3, 2, 1}), AskedOn: app.Day(fmt.Sprintf("%d-11-%02d", year-back, 1+r.IntN(28)))}
		if s.AskedOn > app.DayOf(c.now) {
			continue // this year's is not asked yet
		}
		s.Opinion = pick(r, surveyWords[s.Score])
		out = append(out, s)
	}
	return out
}
