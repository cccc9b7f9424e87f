// Package app says what is true: the nouns and rules of customer service in a
// county power-supply company, as they would hold with paper and a telephone.
//
// It has no clock, file, network or window: times and numbers are handed in,
// values and refusals come out. Package data keeps what it describes, packages
// under screens show it.
package app

import (
	"encoding/hex"
	"fmt"
	"math"
)

// ID names one record of type T for ever and on every device: a UUIDv7 made
// where the record was born. IDs of different nouns are different types.
type ID[T any] [16]byte

// IsZero reports whether the id names nothing.
func (id ID[T]) IsZero() bool { return id == ID[T]{} }

// String is the id as people and logs write it, 8-4-4-4-12 in hex.
func (id ID[T]) String() string {
	h := hex.EncodeToString(id[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// ParseID reads what String wrote.
func ParseID[T any](text string) (ID[T], error) {
	var id ID[T]
	if len(text) != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
		return id, fmt.Errorf("parse id: %q is not of the form 8-4-4-4-12", text)
	}
	raw, err := hex.DecodeString(text[:8] + text[9:13] + text[14:18] + text[19:23] + text[24:])
	if err != nil {
		return id, fmt.Errorf("parse id: %w", err)
	}
	copy(id[:], raw)
	return id, nil
}

// MarshalText writes an id as String does.
func (id ID[T]) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads an id as ParseID does.
func (id *ID[T]) UnmarshalText(text []byte) (err error) {
	*id, err = ParseID[T](string(text))
	return err
}

// The ids of the nouns.
type (
	CustomerID        = ID[Customer]
	ContactID         = ID[Contact]
	AccountID         = ID[Account]
	MeterID           = ID[Meter]
	TransformerAreaID = ID[TransformerArea]
	AssignmentID      = ID[Assignment]
	OrgUnitID         = ID[OrgUnit]
	StaffID           = ID[Staff]
	CaseID            = ID[Case]
	CaseStepID        = ID[CaseStep]
	CaseClockID       = ID[CaseClock]
	CaseDocumentID    = ID[CaseDocument]
	SavedViewID       = ID[SavedView]
	RecordID          = ID[any] // names a record of any kind
)

// Area is the part of the company a record belongs to: a station's or hall's
// number. Area 0 is reference data, which everybody carries.
type Area int64

// Protected is the area of the records of an area that only named persons see:
// they travel apart.
func (a Area) Protected() Area { return -a }

// Open is an area or, of one of protected records, the one they belong to.
func (a Area) Open() Area { return max(a, -a) }

// InPlaceOf is where a record of another area goes that moves to this one:
// protected records stay so.
func (a Area) InPlaceOf(other Area) Area {
	if other < 0 {
		return a.Open().Protected()
	}
	return a.Open()
}

// OwnArea asks for a unit to keep the records of an area of its own.
const OwnArea Area = math.MinInt64

// TrainersArea is the area of what only trainers carry: questions with their
// answers, the keys of quizzes, the secret of certificates.
const TrainersArea Area = -1_000_000

// Seen is what a reader saw of a stored record: which write each of its
// columns came from. A verb that changes the record hands it back, so that a
// change made meanwhile by somebody else is noticed and kept apart. Only
// package data looks inside.
type Seen struct {
	HLC    int64
	Device int64
	Later  string // columns written after the record was made
}

// Changes names kinds of records, as a set: what a commit touched, or what a
// screen shows.
type Changes uint32

// The kinds of records a screen may show.
const (
	Customers     Changes = 1 << iota // customers, contacts, accounts, meters, assignments
	Cases                             // cases, their steps and clocks
	Company                           // units, staff, transformer areas
	Reference                         // codes, limit rules, calendar
	Drafts                            // half-done forms on this device
	Imports                           // import batches on this device
	Articles                          // the knowledge base
	SavedViews                        // named filters of the lists
	Outages                           // outages, their notices and the reports linked to them
	Visits                            // visits, their answers and links, the rhythms they follow
	Commitments                       // promises to customers
	Profiles                          // what is known of a customer beyond his accounts
	Services                          // segments, service plans and their items
	Usage                             // what is used, what will change it, readings of meters
	Surveys                           // how satisfied customers are
	Attachments                       // files that belong to records
	Training                          // courses, classes, who completed what, practice, qualifications
	Quizzes                           // questions, quizzes and who took them
	Forecasts                         // forecasts, adjustments, reasons of deviations, tasks, market factors
	Audits                            // the audit log
	DataRegisters                     // requests of persons, assessments, incidents
	Everything    = ^Changes(0)
)

// Why tells where a change came from, beside who made it and when.
type Why struct {
	Source     string // how it was learned: counter, visit, telephone, import …
	OccurredOn Day    // when it became true, if that is known
	Note       string
}
