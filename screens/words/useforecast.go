package words

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// UseEvidence names how much a forecast rests on.
func UseEvidence(e app.UseEvidence) string {
	switch e {
	case app.EvidenceGood:
		return lang.L("Two years and more")
	case app.EvidenceShort:
		return lang.L("One to two years")
	case app.EvidenceLow:
		return lang.L("Less than a year")
	case app.EvidenceNone:
		return lang.L("Too little history")
	case app.EvidenceIdle:
		return lang.L("Not in use")
	case app.EvidenceSparse:
		return lang.L("Used now and then")
	}
	return string(e)
}

// UseStanding names what sets a customer apart; nothing for most.
func UseStanding(s app.UseStanding) string {
	switch s {
	case app.UseNew:
		return lang.X("use.new", "New")
	case app.UseLost:
		return lang.X("use.lost", "Lost")
	case app.UseSuspended:
		return lang.X("use.suspended", "Suspended")
	}
	return string(s)
}

// UseForecast tells in plain words how a forecast came about: what it rests on,
// how it was reckoned, and what else it takes into account.
func UseForecast(u app.UseForecast) string {
	if u.Origin == 0 || len(u.Ahead) == 0 {
		return ""
	}
	said := []string{howForecast(u)}
	if u.Evidence != app.EvidenceIdle && u.Evidence != app.EvidenceSparse {
		said = append(said, lang.L("Spring Festival counts in the months it falls in."))
	}
	if n := eventsThatCount(u); n > 0 {
		said = append(said, lang.L("Known changes that count as well: {{.N}}.", map[string]any{"N": n}))
	}
	return strings.Join(said, " ")
}

func howForecast(u app.UseForecast) string {
	values := map[string]any{"N": len(u.Used), "Month": Month(u.Origin)}
	switch {
	case u.Evidence == app.EvidenceIdle:
		return lang.L("Nothing has been used for three months and more up to {{.Month}}: nothing is expected until he starts again.", values)
	case u.Evidence == app.EvidenceSparse:
		return lang.L("Used now and then up to {{.Month}}: the mean of the last twelve months.", values)
	case len(u.Used) == 0:
		return lang.L("Nothing was used before {{.Month}} ended: reckoned from his capacity and how customers like him use theirs.", values)
	case u.Evidence == app.EvidenceLow:
		return lang.L("From only {{.N}} months up to {{.Month}}: his mean, in the season of customers like him. A figure to plan with, not to be held to.", values)
	case u.Evidence == app.EvidenceShort:
		return lang.L("From {{.N}} months up to {{.Month}}: his own level, the season mostly that of customers like him.", values)
	case u.Of.Level != app.OfCustomer:
		return lang.L("From {{.N}} months of all of them together up to {{.Month}}: their season on the level of late. The customers add up to it.", values)
	}
	return lang.L("From {{.N}} months of his own up to {{.Month}}: his own season on the level of late.", values)
}

// eventsThatCount are those that last into the months ahead.
func eventsThatCount(u app.UseForecast) int {
	n := 0
	for _, e := range u.Events {
		if e.WithdrawnAt == 0 && (e.ToMonth == 0 || e.ToMonth > u.Origin) {
			n++
		}
	}
	return n
}

// Growing is a change in thousandths as people say it: "+12.0%".
func Growing(permille int64) string {
	return fmt.Sprintf("%+.1f%%", float64(permille)/10)
}
