package app

// TriggerEvidence is what a proposal is drawn from.
type TriggerEvidence string

// The evidence there is.
const (
	EvidenceComplaints TriggerEvidence = "complaints" // about a person, by their class
	EvidenceOverruns   TriggerEvidence = "overruns"   // limits not kept
	EvidenceLowScores  TriggerEvidence = "low_scores" // customers who were not satisfied
	EvidenceFailed     TriggerEvidence = "failed"     // classes or quizzes not passed
)

// TrainingTrigger says which evidence proposes which course (三次态度投诉 → 优质服务).
type TrainingTrigger struct {
	ID          TrainingTriggerID
	Area        Area
	Code        string
	Evidence    TriggerEvidence
	Detail      string // which of that kind: a complaint class, a case kind; empty: any
	Times       int64  // how often
	Months      int64  // within
	Course      string // code
	Version     int64
	ValidFrom   Day
	ValidTo     Day
	Source      string
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// TrainingTriggerID names one.
type TrainingTriggerID = ID[TrainingTrigger]

// TrainingDecision is what was decided on a proposal. Proposals themselves are computed.
type TrainingDecision struct {
	ID          TrainingDecisionID
	Area        Area
	Staff       StaffID
	Trigger     string
	Course      CourseID
	DecidedOn   Day
	Accepted    bool
	Class       ClassID
	Reason      string
	Evidence    string // as it stood
	By          StaffID
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// TrainingDecisionID names one.
type TrainingDecisionID = ID[TrainingDecision]
