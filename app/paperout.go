package app

import (
	"slices"
	"strings"
)

// PaperKind is what a paper tells.
type PaperKind string

// The kinds of papers.
const (
	ReceiptPaper      PaperKind = "receipt"  // of acceptance, for the customer
	JourneyPaper      PaperKind = "journey"  // how an application goes, for the customer
	ReplyPaper        PaperKind = "reply"    // the answer to a case, for the customer
	VisitPaper        PaperKind = "visit"    // the record of one
	BriefPaper        PaperKind = "brief"    // what is known before a visit
	BriefsPaper       PaperKind = "briefs"   // those of a day
	DaySheetPaper     PaperKind = "day"      // a manager's visits
	CasesPaper        PaperKind = "cases"    // a list
	CustomersPaper    PaperKind = "list"     // a list of customers
	VisitsPaper       PaperKind = "visits"   // a list
	PracticePaper     PaperKind = "practice" // a log, with its cases
	ClassPaper        PaperKind = "class"    // who attends one
	ClassesPaper      PaperKind = "classes"  // a list, with who teaches
	CertificatesPaper PaperKind = "certificates"
	FiguresPaper      PaperKind = "figures"       // tables in which customers or colleagues are named
	PlainPaper        PaperKind = "plain_figures" // tables that name nobody
	UsePaper          PaperKind = "use"           // what a customer used and will use
	GroupUsePaper     PaperKind = "group_use"     // what a group did
)

// paperFor is whom a kind of paper is made for.
type paperFor int

const (
	forAnyone paperFor = iota // it says nothing of a person
	forWork                   // it does, and is used here
	forHim                    // it does, and goes to the person it is about
)

var papers = map[PaperKind]paperFor{
	ReceiptPaper: forHim, JourneyPaper: forHim, ReplyPaper: forHim, CertificatesPaper: forHim,
	VisitPaper: forWork, BriefPaper: forWork, BriefsPaper: forWork, DaySheetPaper: forWork, CasesPaper: forWork, CustomersPaper: forWork, VisitsPaper: forWork,
	PracticePaper: forWork, ClassPaper: forWork, ClassesPaper: forWork, FiguresPaper: forWork, UsePaper: forWork,
	PlainPaper: forAnyone, GroupUsePaper: forAnyone,
}

// PaperKinds are all of them.
func PaperKinds() []PaperKind {
	return []PaperKind{
		ReceiptPaper, JourneyPaper, ReplyPaper, VisitPaper, BriefPaper, BriefsPaper, DaySheetPaper, CasesPaper, CustomersPaper, VisitsPaper, PracticePaper, ClassPaper,
		ClassesPaper, CertificatesPaper, FiguresPaper, PlainPaper, UsePaper, GroupUsePaper,
	}
}

// Personal reports whether a paper tells of persons, so that it goes out for a
// purpose. One that nobody has decided about does.
func (k PaperKind) Personal() bool {
	made, known := papers[k]
	return !known || made != forAnyone
}

// Handed reports whether a paper goes to the person it is about, as a rule.
func (k PaperKind) Handed() bool { return papers[k] == forHim }

// PaperOut is a paper that was made.
type PaperOut struct {
	Kind    PaperKind
	Title   string
	Purpose string // of one that tells of persons
	Rows    int    // of a list; 0: no list
	PDF     []byte
}

// CheckPaper refuses a paper of no kind that is known, and one that tells of
// persons and goes out for nothing that was named. In a file that nobody signs in
// to nobody is asked.
func (a Actor) CheckPaper(p PaperOut) error {
	switch {
	case !slices.Contains(PaperKinds(), p.Kind):
		return Refuse("paper", Unknown)
	case p.Kind.Personal() && strings.TrimSpace(p.Purpose) == "" && !a.SeesClear():
		return Refuse("export_purpose", Missing)
	}
	return nil
}

// Reason is what the audit log says of it: which paper, and what for.
func (p PaperOut) Reason() string {
	if purpose := strings.TrimSpace(p.Purpose); purpose != "" {
		return p.Title + " · " + purpose
	}
	return p.Title
}
