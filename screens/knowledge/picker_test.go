package knowledge_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/container"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/knowledge"
	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// answering is an answer that is being written, with its picker.
func answering(t *testing.T, runner *background.Runner, kind app.CaseKind) (*screentest.Page, *widgets.Entry) {
	t.Helper()
	store := datatest.Open(t)
	page := screentest.New(t)
	answer := widgets.NewMultiLineEntry(3)
	d := deskFor(t, words.English, page, store, datatest.Actor(t, store), runner)
	knowledge.NewPicker(d, store, answer, func() app.CaseKind { return kind })
	page.Show(container.NewVBox(widgets.NewEntry(), answer))
	widgets.Focus(answer)
	return page, answer
}

func TestAnArticleIsWrittenWhereTheCursorIs(t *testing.T) {
	page, answer := answering(t, background.Inline(), app.ServiceRequest)
	page.TypeHere("Dear customer. Yours")
	page.Press("Left", "Left", "Left", "Left", "Left")
	page.Press("Ctrl+J")
	page.See("Insert knowledge")
	page.TypeHere("meter test")
	page.Press("Enter")
	page.DontSee("Insert knowledge")
	before, after, found := strings.Cut(answer.Text, "The result is given within 5 working days of the request.")
	if !found || before != "Dear customer. " || !strings.HasSuffix(after, ".Yours") {
		t.Errorf("the answer reads %q", answer.Text)
	}
	if page.Focusing() != answer {
		t.Error("the keyboard is not back in the answer")
	}
	page.Press("Ctrl+Z")
	if answer.Text != "Dear customer. Yours" {
		t.Errorf("after taking it back: %q", answer.Text)
	}
}

func TestNothingThatWasTypedIsReplaced(t *testing.T) {
	page, answer := answering(t, background.Inline(), app.ServiceRequest)
	page.TypeHere("Dear customer. ")
	page.Press("Ctrl+A", "Ctrl+J")
	page.TypeHere("meter test")
	page.Press("Enter")
	if !strings.HasPrefix(answer.Text, "Dear customer. The result") {
		t.Errorf("the answer reads %q", answer.Text)
	}
}

func TestThePickerProposesTheKindOfTheCaseFirst(t *testing.T) {
	for kind, first := range map[app.CaseKind]string{
		app.Fault:      "On average 45 minutes in town",
		app.Complaint:  "Somebody contacts you within 24 hours",
		app.LVResident: "From the application to the energised meter",
	} {
		page, answer := answering(t, background.Inline(), kind)
		page.Press("Ctrl+J")
		page.TypeHere("how soon")
		page.Press("Enter")
		if !strings.HasPrefix(answer.Text, first) {
			t.Errorf("for %s first comes %q", kind, answer.Text)
		}
	}
}

func TestEscGoesBackAndWritesNothing(t *testing.T) {
	page, answer := answering(t, background.Inline(), app.Fault)
	page.TypeHere("so far")
	page.Press("Ctrl+J")
	page.TypeHere("voltage")
	page.Press("Down", "PageDown", "Escape")
	if answer.Text != "so far" || page.Focusing() != answer {
		t.Errorf("the answer reads %q", answer.Text)
	}
	page.TypeHere(", and on")
	if answer.Text != "so far, and on" {
		t.Errorf("typing goes on at %q", answer.Text)
	}
}

func TestTheArrowsChooseAmongTheProposed(t *testing.T) {
	page, answer := answering(t, background.Inline(), app.Complaint)
	page.Press("Ctrl+J")
	page.TypeHere("12398")
	page.Press("Down", "Enter")
	if !strings.HasPrefix(answer.Text, "The line and site 95598") {
		t.Errorf("the answer reads %q", answer.Text)
	}
}

func TestNothingIsInsertedWhereNothingIsFound(t *testing.T) {
	page, answer := answering(t, background.Inline(), app.Fault)
	page.Press("Ctrl+J")
	page.TypeHere("核聚变")
	page.Press("Enter")
	page.See("No article answers to this.")
	if answer.Text != "" {
		t.Errorf("the answer reads %q", answer.Text)
	}
}

// Who types faster than the answers come gets what was typed for.
func TestEnterWaitsForTheAnswerToWhatWasTyped(t *testing.T) {
	runner, release := background.Held()
	page, answer := answering(t, runner, app.Fault)
	page.Press("Ctrl+J")
	release()
	page.TypeHere("meter test")
	page.Press("Enter")
	if answer.Text != "" {
		t.Fatalf("written before the answer came: %q", answer.Text)
	}
	release()
	if !strings.HasPrefix(answer.Text, "The result is given") {
		t.Errorf("the answer reads %q", answer.Text)
	}
}

func TestAnAnswerThatIsNotAskedForIsNotWritten(t *testing.T) {
	page, answer := answering(t, background.Inline(), app.Fault)
	answer.Hide()
	store := datatest.Open(t)
	picker := knowledge.NewPicker(deskFor(t, words.English, page, store, datatest.Actor(t, store), background.Inline()), store, answer, func() app.CaseKind { return app.Fault })
	if picker.Open() {
		t.Error("the picker opens for an answer nobody sees")
	}
}
