package words_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"lamplighter/app"
	"lamplighter/assets"
	"lamplighter/screens/words"
)

// What people are shown for a value of each type, by the type's name. The
// values are read from the source, so that a new one cannot be forgotten.
var worded = []struct {
	folder, kind string
	say          func(code string) string
}{
	{"../../app", "CaseKind", func(c string) string { return words.Kind(app.CaseKind(c)) }},
	{"../../app", "CaseStatus", func(c string) string { return words.Status(app.CaseStatus(c)) }},
	{"../../app", "Work", func(c string) string { return words.Work(app.Work(c)) }},
	{"../../app", "PeriodKind", func(c string) string { return words.PeriodKind(app.PeriodKind(c)) }},
	{"../../app", "SurveySource", func(c string) string { return words.SurveySource(app.SurveySource(c)) }},
	{"../../app", "PromiseState", func(c string) string { return words.PromiseState(app.PromiseState(c)) }},
	{"../../app", "ServiceSpan", func(c string) string { return words.ServiceSpan(app.ServiceSpan(c)) }},
	{"../../app", "OutageKind", func(c string) string { return words.OutageKind(app.OutageKind(c)) }},
	{"../../app", "OutageStatus", func(c string) string { return words.OutageStatus(app.OutageStatus(c)) }},
	{"../../app", "OutageView", func(c string) string { return words.OutageView(app.OutageView(c)) }},
	{"../../app", "NoticeResult", func(c string) string { return words.NoticeResult(app.NoticeResult(c)) }},
	{"../../app", "ServicePlanStatus", func(c string) string { return words.ServicePlanStatus(app.ServicePlanStatus(c)) }},
	{"../../app", "PlanItemStatus", func(c string) string { return words.PlanItemStatus(app.PlanItemStatus(c)) }},
	{"../../app", "PlanItemView", func(c string) string { return words.PlanItemView(app.PlanItemView(c)) }},
	{"../../app", "VisitStatus", func(c string) string { return words.VisitStatus(app.VisitStatus(c)) }},
	{"../../app", "VisitChannel", func(c string) string { return words.VisitChannel(app.VisitChannel(c)) }},
	{"../../app", "VisitLinkKind", func(c string) string { return words.VisitLink(app.VisitLinkKind(c)) }},
	{"../../app", "QuestionKind", func(c string) string { return words.QuestionKind(app.QuestionKind(c)) }},
	{"../../app", "FormWarningReason", func(c string) string {
		return words.VisitWarning(app.FormWarning{Reason: app.FormWarningReason(c), Bound: "2026-03-02"}, app.Question{})
	}},
	{"../../app", "CompletionNeed", func(c string) string { return words.CompletionNeed(app.CompletionNeed(c)) }},
	{"../../app", "ClassStatus", func(c string) string { return words.ClassStatus(app.ClassStatus(c)) }},
	{"../../app", "Attendance", func(c string) string { return words.Attendance(app.Attendance(c)) }},
	{"../../app", "Outcome", func(c string) string { return words.Outcome(app.Outcome(c)) }},
	{"../../app", "ClassMode", func(c string) string { return words.ClassMode(app.ClassMode(c)) }},
	{"../../app", "TriggerEvidence", func(c string) string { return words.TriggerEvidence(app.TriggerEvidence(c)) }},
	{"../../app", "DeviceState", func(c string) string {
		return words.DeviceState(app.DeviceCertificate{ToOn: "2026-03-20"}, app.DeviceState(c), "2026-03-02")
	}},
	{"../../app", "CloneReason", func(c string) string { return words.DeviceAlarm(app.DeviceAlarm{Why: app.CloneReason(c)}, "K7QX") }},
	{"../../app", "CustomerKind", func(c string) string { return words.CustomerKind(app.CustomerKind(c)) }},
	{"../../app", "AttachmentKind", func(c string) string { return words.AttachmentKind(app.AttachmentKind(c)) }},
	{"../../app", "Reason", func(c string) string { return words.Refusal(&app.Refusal{Field: "name", Reason: app.Reason(c)}) }},
	{"../../app", "WarningReason", func(c string) string {
		return words.Warning(app.Warning{Field: "id_no", Reason: app.WarningReason(c), Got: "1", Want: "2"})
	}},
	{"../../app", "AlertKind", func(c string) string {
		return words.Alert(app.Alert{Kind: app.AlertKind(c), Text: "…", Day: "2026-03-02"})
	}},
	{"../../app", "QualifiedStatus", func(c string) string { return words.QualifiedStatus(app.QualifiedStatus(c)) }},
	{"../../app", "QualifiedView", func(c string) string { return words.QualifiedView(app.QualifiedView(c)) }},
	{"../../app", "CertificateVerdict", func(c string) string {
		return words.CertificateVerdict(app.CertificateCheck{Verdict: app.CertificateVerdict(c), Certificate: app.Certificate{Title: "…", Holder: "…", UntilOn: "2026-03-02"}})
	}},
	{"../../app", "CommitmentState", func(c string) string { return words.CommitmentState(app.CommitmentState(c)) }},
	{"../../app", "CommitmentView", func(c string) string { return words.CommitmentView(app.CommitmentView(c)) }},
	{"../../app", "VisitLinkKind", func(c string) string { return words.MadeKind(app.VisitLinkKind(c)) }},
	{"../../app", "TraceKind", func(c string) string {
		return words.TraceLine(app.TraceLine{Kind: app.TraceKind(c), From: "2026-02-14", To: "2026-02-14", Unit: app.WorkingDays, Count: 1, Sum: 1})
	}},
	{"../../app", "LimitUnit", func(c string) string { return words.LimitUnit(app.LimitUnit(c)) }},
	{"../../app", "SuspectReason", func(c string) string { return words.Suspicion([]app.SuspectReason{app.SuspectReason(c)}) }},
	{"../../app", "MergedAs", func(c string) string { return words.MergedAs(app.MergedAs(c)) }},
	{"../../app", "MergedAs", func(c string) string { return words.MergedMeans(app.MergedAs(c)) }},
	{"../../app", "PackageState", func(c string) string { return words.PackageState(app.PackageState(c)) }},
	{"../../app", "PackageState", func(c string) string { return words.PackageAdvice(app.PackageState(c)) }},
	{"../../app", "SyncStep", func(c string) string { return words.SyncStep(app.SyncStep(c)) }},
	{"../../app", "QuarantineReason", func(c string) string { return words.Quarantine(app.QuarantineReason(c)) }},
	{"../../app", "QuarantineReason", func(c string) string { return words.QuarantineAdvice(app.QuarantineReason(c)) }},
	{"../../app", "ConflictRule", func(c string) string { return words.ConflictRule(app.ConflictRule(c)) }},
	{"../../app", "ConflictRule", func(c string) string { return words.ConflictRuleMeans(app.ConflictRule(c)) }},
	{"../../data/sheet", "ProblemKind", func(c string) string { return words.FileProblem(&app.FileProblem{Kind: c, Name: "清单.xlsx"}) }},
	{"../../data/sheet", "Reason", words.ImportReason},
	{"../../data/sheet", "Reason", func(c string) string { return words.ImportProblem(app.ImportProblem{Field: "phone", Reason: c}) }},
}

// notOfRows are what package sheet notices about a list as a whole; nobody is
// told of them row by row.
var notOfRows = []string{"header_joined", "header_guessed", "merged_cells", "other_sheets", "area_from_title"}

func TestEveryValueHasWordsOfItsOwn(t *testing.T) {
	for _, language := range []string{words.English, words.Chinese} {
		use(t, language)
		for _, w := range worded {
			codes := constants(t, w.folder, w.kind)
			if len(codes) < 2 {
				t.Fatalf("%s in %s has the values %v", w.kind, w.folder, codes)
			}
			unknown := w.say("no_such_code")
			for _, code := range codes {
				if slices.Contains(notOfRows, code) {
					continue
				}
				checkWords(t, language, w.kind+" "+code, code, w.say(code))
				if w.say(code) == unknown && w.kind != "CustomerKind" { // which has but two
					t.Errorf("in %s %s %s reads like one nobody knows: %q", language, w.kind, code, unknown)
				}
			}
		}
	}
}

func TestEveryMoveOfACaseHasWords(t *testing.T) {
	for _, language := range []string{words.English, words.Chinese} {
		use(t, language)
		for _, text := range assets.Flows() {
			flow, err := app.ParseFlow(text)
			if err != nil {
				t.Fatal(err)
			}
			for _, move := range flow.Moves {
				checkWords(t, language, "the move "+move.Verb, move.Verb, words.Verb(move.Verb))
			}
		}
	}
}

func TestEveryMarkHasWords(t *testing.T) {
	for _, language := range []string{words.English, words.Chinese} {
		use(t, language)
		for _, mark := range app.Marks() {
			checkWords(t, language, "the mark "+mark, mark, words.Mark(mark))
		}
	}
}

func TestEveryStepOfAnOutageHasWords(t *testing.T) {
	for _, language := range []string{words.English, words.Chinese} {
		use(t, language)
		for _, status := range []app.OutageStatus{app.OutagePlanned, app.OutageAnnounced, app.OutageUnderWay, app.OutageRestored} {
			for _, move := range (app.Outage{Status: status}).Moves() {
				checkWords(t, language, "the step "+move.Verb, move.Verb, words.OutageVerb(move.Verb))
			}
		}
		for _, step := range []string{"begin", "end", app.StepNotice, "arrive"} {
			checkWords(t, language, "the deadline "+step, step, words.Deadline(step))
		}
	}
}

func TestEveryLimitHasWords(t *testing.T) {
	var rules []app.LimitRule
	for edition := range assets.Editions {
		text := assets.LimitRules(edition + 1)
		if len(text) == 0 {
			continue // an edition without limits
		}
		some, err := app.ParseLimitRules(bytes.NewReader(text))
		if err != nil || len(some) == 0 {
			t.Fatalf("%d rules of edition %d: %v", len(some), edition+1, err)
		}
		rules = append(rules, some...)
	}
	for _, language := range []string{words.English, words.Chinese} {
		use(t, language)
		for _, r := range rules {
			checkWords(t, language, "the step "+r.Step, r.Step, words.LimitStep(r.Step))
			checkWords(t, language, "the kind "+string(r.Kind), string(r.Kind), words.LimitKind(r.Kind))
			checkWords(t, language, "the rule set "+string(r.RuleSet), string(r.RuleSet), words.RuleSet(string(r.RuleSet)))
			checkWords(t, language, "the unit "+string(r.Unit), string(r.Unit), words.LimitUnit(r.Unit))
			checkWords(t, language, "the severity "+r.Severity, r.Severity, words.Severity(r.Severity))
		}
		for _, event := range app.Events() {
			checkWords(t, language, "the event "+string(event), string(event), words.LimitEvent(event))
		}
	}
}

// checkWords complains of an empty text, of a bare code, and of English where
// Chinese is spoken.
func checkWords(t *testing.T, language, what, code, said string) {
	t.Helper()
	if said == "" || said == code {
		t.Errorf("in %s %s reads %q", language, what, said)
	}
	if han := strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Han, r) && r != '清' && r != '单' }); han != (language == words.Chinese) {
		t.Errorf("in %s %s reads %q", language, what, said)
	}
}

// use switches the language for one test; the package's own is English.
func use(t *testing.T, language string) {
	t.Helper()
	if err := words.Use(language); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = words.Use(words.English) })
}

// constants lists the values of a string type that a package declares.
func constants(t *testing.T, folder, kind string) (out []string) {
	t.Helper()
	for _, file := range parse(t, folder, false) {
		for _, declared := range file.Decls {
			group, is := declared.(*ast.GenDecl)
			if !is || group.Tok != token.CONST {
				continue
			}
			for _, spec := range group.Specs {
				s := spec.(*ast.ValueSpec)
				if of, named := s.Type.(*ast.Ident); named && of.Name == kind && len(s.Values) == 1 {
					if code := text(s.Values[0]); code != "" {
						out = append(out, code)
					}
				}
			}
		}
	}
	return out
}

// text is a string literal's text; empty for any other expression.
func text(e ast.Expr) string {
	literal, is := e.(*ast.BasicLit)
	if !is || literal.Kind != token.STRING {
		return ""
	}
	said, err := strconv.Unquote(literal.Value)
	if err != nil {
		return ""
	}
	return said
}

// parse reads the source of a folder without its tests, and of those below it
// when asked.
func parse(t *testing.T, folder string, below bool) map[string]*ast.File {
	t.Helper()
	out := map[string]*ast.File{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != folder && !below:
			return fs.SkipDir
		case entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		out[path] = file
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("%d files of %s: %v", len(out), folder, err)
	}
	return out
}

// The sentence of a refusal names its field by the label of its form.
func TestEveryFieldThatIsRefusedHasALabel(t *testing.T) {
	use(t, words.Chinese)
	reasons := map[string]app.Reason{} // by the name of the constant
	for _, file := range parse(t, "../../app", false) {
		ast.Inspect(file, func(n ast.Node) bool {
			if s, is := n.(*ast.ValueSpec); is && len(s.Values) == 1 {
				reasons[s.Names[0].Name] = app.Reason(text(s.Values[0]))
			}
			return true
		})
	}
	seen := 0
	for _, folder := range []string{"../../app", "../../data"} {
		for path, file := range parse(t, folder, true) {
			if filepath.Base(path) == "limitfile.go" || filepath.Base(path) == "codes.go" {
				continue // what is wrong with a delivered table goes to its maker
			}
			ast.Inspect(file, func(n ast.Node) bool {
				call, is := n.(*ast.CallExpr)
				if !is || len(call.Args) != 2 || nameOf(call.Fun) != "Refuse" || text(call.Args[0]) == "" {
					return true
				}
				seen++
				field := text(call.Args[0])
				said := words.Refusal(&app.Refusal{Field: field, Reason: reasons[nameOf(call.Args[1])]})
				if strings.Contains(said, field) {
					t.Errorf("%s refuses %s: %q", path, field, said)
				}
				return true
			})
		}
	}
	if seen < 20 {
		t.Errorf("only %d refusals were found in the source", seen)
	}
}

// nameOf is the last part of a name, Refuse of app.Refuse.
func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}
