package app

import (
	"errors"
	"os"
	"regexp"
	"testing"
)

func TestEachKindOfPaperIsDecided(t *testing.T) {
	source, err := os.ReadFile("paperout.go")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`(?m)^\t\w+Paper +PaperKind = "(\w+)"`).FindAllStringSubmatch(string(source), -1)
	if len(named) < 18 || len(named) != len(PaperKinds()) || len(named) != len(papers) {
		t.Errorf("%d kinds are named, %d listed, %d decided", len(named), len(PaperKinds()), len(papers))
	}
	for _, m := range named {
		if _, decided := papers[PaperKind(m[1])]; !decided {
			t.Errorf("nobody decided whether %s tells of persons", m[1])
		}
	}
}

func TestPapersThatTellOfPersonsAreForSomething(t *testing.T) {
	tests := []struct {
		kind    PaperKind
		purpose string
		by      []Role
		want    Reason // empty: it may go out
	}{
		{DaySheetPaper, "", []Role{Manager}, Missing},
		{DaySheetPaper, " ", []Role{Manager}, Missing},
		{DaySheetPaper, "走访", []Role{Manager}, ""},
		{DaySheetPaper, "", []Role{Sole}, ""},
		{BriefsPaper, "", []Role{Manager}, Missing},
		{BriefPaper, "", []Role{Manager}, Missing},
		{FiguresPaper, "", []Role{Leader}, Missing},
		{CustomersPaper, "", []Role{Supervisor}, Missing},
		{ReceiptPaper, "", []Role{Counter}, Missing},
		{CertificatesPaper, "", []Role{Trainer}, Missing},
		{UsePaper, "", []Role{Manager}, Missing},
		{GroupUsePaper, "", []Role{Manager}, ""},
		{PlainPaper, "", []Role{Admin}, ""},
		{"", "走访", []Role{Manager}, Unknown},
		{"poster", "走访", []Role{Sole}, Unknown},
	}
	for _, tt := range tests {
		err := Actor{Roles: tt.by}.CheckPaper(PaperOut{Kind: tt.kind, Purpose: tt.purpose})
		var got Reason
		if no, is := errors.AsType[*Refusal](err); is {
			got = no.Reason
		}
		if got != tt.want {
			t.Errorf("%q for %q by %v was refused with %q, want %q", tt.kind, tt.purpose, tt.by, got, tt.want)
		}
	}
	if !PaperKind("poster").Personal() {
		t.Error("a paper nobody decided about counts as harmless")
	}
}
