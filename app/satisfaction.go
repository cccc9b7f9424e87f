package app

import (
	"cmp"
	"slices"
)

// SurveySource is where satisfaction was asked.
type SurveySource string

// The sources of satisfaction.
const (
	SurveyOfCase  SurveySource = "case"
	SurveyOfVisit SurveySource = "visit"
	SurveyOfYear  SurveySource = "year"
)

// SurveyResponse is how satisfied a customer said he was, on the one scale for cases, visits and the yearly survey.
type SurveyResponse struct {
	ID          SurveyResponseID
	Area        Area
	Customer    CustomerID
	Source      SurveySource
	Of          RecordID // the case or the visit; zero in the yearly survey
	Year        int64    // of the yearly survey; 0: another source
	Score       int64    // 1 to 5
	Topics      string   // score of each topic: attitude=4,speed=3
	Opinion     string
	Channel     string // code list contact_way
	AskedOn     Day
	By          StaffID
	CreatedAt   int64
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// SurveyResponseID names one.
type SurveyResponseID = ID[SurveyResponse]

// ScoreMin and ScoreMax are the ends of the one scale. Its words are those of
// the closing opinions with two between them: 5 satisfied, 4 mostly satisfied,
// 3 neither, 2 rather dissatisfied, 1 dissatisfied. So an opinion is put on the
// scale word for word, and no answer means more in one source than in another.
const (
	ScoreMin = 1
	ScoreMax = 5
)

// OpinionScore is where an opinion on a closed case stands on the scale.
type OpinionScore struct {
	Opinion string // code list closing_opinion
	Score   int64
}

// OpinionScores lists the opinions that have a score. Who gave no opinion, or
// was not reached, is neither satisfied nor not: he is not counted.
func OpinionScores() []OpinionScore {
	return []OpinionScore{{"satisfied", 5}, {"mostly_satisfied", 4}, {"dissatisfied", 1}}
}

// ScoreOfOpinion is the score of an opinion; 0 for one without.
func ScoreOfOpinion(opinion string) int64 {
	for _, o := range OpinionScores() {
		if o.Opinion == opinion {
			return o.Score
		}
	}
	return 0
}

// SaidOfCase is what the customer of a case said of it. A case without a
// customer, a protected one, and one without an opinion say nothing: its score
// is 0.
func SaidOfCase(c Case, opinion string) SurveyResponse {
	r := SurveyResponse{Area: c.Area, Customer: c.Customer, Source: SurveyOfCase, Of: RecordID(c.ID), Score: ScoreOfOpinion(opinion)}
	if c.Protected || c.Customer.IsZero() {
		r.Score = 0
	}
	return r
}

// SaidInVisit is what the customer said in a visit.
func SaidInVisit(v Visit) SurveyResponse {
	return SurveyResponse{Area: v.Area, Customer: v.Customer, Source: SurveyOfVisit, Of: RecordID(v.ID), Score: v.Satisfaction, AskedOn: v.VisitedOn}
}

// Check refuses an answer to the yearly survey that cannot be kept.
func (r SurveyResponse) Check(today Day) error {
	switch {
	case r.Customer.IsZero():
		return Refuse("customer", Missing)
	case r.Score == 0:
		return Refuse("score", Missing)
	case r.Score < ScoreMin || r.Score > ScoreMax:
		return Refuse("score", Malformed)
	case r.Year < firstTypedYear || r.Year > lastTypedYear:
		return Refuse("year", Malformed)
	case !r.AskedOn.Valid():
		return Refuse("asked_on", Missing)
	case r.AskedOn > today || r.Year > yearOf(today):
		return Refuse("asked_on", InTheFuture)
	case yearOf(r.AskedOn) < r.Year:
		return Refuse("asked_on", EndsBeforeStart)
	case len([]rune(r.Opinion)) > ContentMax:
		return Refuse("opinion", TooLong)
	}
	return nil
}

func yearOf(day Day) int64 {
	n, _ := digits(string(day[:min(4, len(day))]))
	return int64(n)
}

// SatisfactionTrend is how satisfaction moves.
type SatisfactionTrend string

// The trends. One that hangs on too few answers is none.
const (
	TrendUnknown SatisfactionTrend = ""
	TrendUp      SatisfactionTrend = "up"
	TrendSteady  SatisfactionTrend = "steady"
	TrendDown    SatisfactionTrend = "down"
)

const (
	satisfactionMonths = 24 // what counts: two years, so that the yearly survey is in it twice
	fewAnswers         = 5  // fewer say little
	trendAnswers       = 3  // each of the two years must have so many
	trendPermille      = 250
)

// Satisfaction is the one figure of a customer: the plain mean of what he said
// in the last two years, each matter counted once. No answer weighs more than
// another, so that anybody can count it after on paper; what is newer shows in
// the trend, the last twelve months against the twelve before.
type Satisfaction struct {
	All     Ratio
	Recent  Ratio // of the last twelve months
	Earlier Ratio // of the twelve before
	Newest  Day
}

// NewSatisfaction counts answers, in any order. Of two answers to one matter,
// as two computers may have them, the newer counts.
func NewSatisfaction(said []SurveyResponse, today Day) Satisfaction {
	var s Satisfaction
	from, half := monthsBefore(today, satisfactionMonths), monthsBefore(today, satisfactionMonths/2)
	for _, r := range onePerMatter(said) {
		if r.AskedOn <= from || r.AskedOn > today {
			continue
		}
		one := Ratio{Sum: r.Score, Of: 1}
		s.All.add(one)
		if r.AskedOn > half {
			s.Recent.add(one)
		} else {
			s.Earlier.add(one)
		}
		s.Newest = max(s.Newest, r.AskedOn)
	}
	return s
}

func monthsBefore(day Day, months int) Day { return DayOf(day.Time().AddDate(0, -months, 0)) }

func onePerMatter(said []SurveyResponse) []SurveyResponse {
	type matter struct {
		source SurveySource
		of     RecordID
		year   int64
	}
	all := slices.DeleteFunc(slices.Clone(said), func(r SurveyResponse) bool { return r.WithdrawnAt != 0 || r.Score < ScoreMin || r.Score > ScoreMax })
	slices.SortStableFunc(all, func(a, b SurveyResponse) int { return cmp.Compare(b.CreatedAt, a.CreatedAt) })
	seen := map[matter]bool{}
	return slices.DeleteFunc(all, func(r SurveyResponse) bool {
		m := matter{r.Source, r.Of, r.Year}
		again := seen[m]
		seen[m] = true
		return again
	})
}

func (r *Ratio) add(o Ratio) {
	r.Sum += o.Sum
	r.Of += o.Of
}

// Few reports whether the figure hangs on so few answers that it says little.
func (s Satisfaction) Few() bool { return FewAnswers(s.All) }

// FewAnswers reports the same of a mean of satisfaction.
func FewAnswers(r Ratio) bool { return r.Of < fewAnswers }

// Dots is the figure as so many of five.
func (s Satisfaction) Dots() int {
	if !s.All.Known() {
		return 0
	}
	return int((2*s.All.Sum + s.All.Of) / (2 * s.All.Of))
}

// Trend compares the two years: a quarter of a step of the scale is a move.
func (s Satisfaction) Trend() SatisfactionTrend {
	if s.Recent.Of < trendAnswers || s.Earlier.Of < trendAnswers {
		return TrendUnknown
	}
	moved := (s.Recent.Sum*s.Earlier.Of - s.Earlier.Sum*s.Recent.Of) * 1000
	step := trendPermille * s.Recent.Of * s.Earlier.Of
	switch {
	case moved >= step:
		return TrendUp
	case moved <= -step:
		return TrendDown
	}
	return TrendSteady
}

// CustomerSatisfaction is the figure of a customer with the answers behind it,
// the newest first.
type CustomerSatisfaction struct {
	Satisfaction
	Said []SurveyAnswer
}

// SurveyAnswer is one answer as a list shows it.
type SurveyAnswer struct {
	SurveyResponse
	CustomerName string
	Number       string // of the case or the visit
	AskedBy      string
}

// SatisfactionAsk is what figures of satisfaction are asked of: what was said in a
// span of days, the last one included.
type SatisfactionAsk struct {
	From, To             Day
	BeforeFrom, BeforeTo Day // the span to compare with; empty: not asked for
}

// SatisfactionSums is what was said of one person's work through one source.
type SatisfactionSums struct {
	Manager StaffID // whose work it was: of the visit, of the case, or of the customer
	Unit    OrgUnitID
	Source  SurveySource
	Earlier bool // of the span before
	Said    Ratio
	Low     int64 // answers of 1 or 2
}

// LowScore is the highest score of somebody dissatisfied.
const LowScore = 2
