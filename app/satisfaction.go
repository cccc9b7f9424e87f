package app

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
