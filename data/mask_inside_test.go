package data

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"lamplighter/app"
)

func TestEachTextColumnHasAClass(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	known := 0
	for name, table := range s.tables {
		for _, c := range table.columns {
			kind, is := app.FieldOf(name + "." + c.name)
			if c.kind == "TEXT" && !is {
				t.Errorf("%s.%s has no class in app/fields.txt", name, c.name)
			}
			if is {
				known++
				if personal := "11010519491231002X 26.91"; kind.Mask != app.NoMask && kind.Mask.Mask(personal) == personal {
					t.Errorf("%s.%s has a mask that hides nothing: %s", name, c.name, kind.Mask)
				}
			}
		}
	}
	if text, _ := os.ReadFile("../app/fields.txt"); known != countColumns(string(text)) {
		t.Errorf("app/fields.txt has %d columns, the file %d of them", countColumns(string(text)), known)
	}
}

func countColumns(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		if _, columns, found := strings.Cut(line, ":"); found && !strings.HasPrefix(line, "#") {
			n += len(strings.Fields(columns))
		}
	}
	return n
}

// inClear are the methods whose answers leave the store as they stand, by reason.
var inClear = map[string]string{
	"delivered tables and rules": `Article Articles SaveArticle CalendarDays ReadCalendar SaveCalendarDay ImportCalendar Codes Flows SaveFlow FreshnessLimits SaveFreshnessLimit LimitRules SaveLimitRule
		SaveTrainingTrigger TrainingTriggers VisitForms SaveVisitForm WatchRules ChangeWatchRule ChangeRetention SegmentRules SaveSegmentRule PlanTemplates SavePlanTemplate
		IndustryGroups SaveIndustryGroup MarketFactors SaveMarketFactor ExportProfiles ExportProfileVersions SaveExportProfile`,
	"told to whom it is about, with a purpose, into the audit log": "DataSheet",
	"places and units": "TransformerAreas SaveTransformerArea Units SaveUnit Lines AreaAssignments",
	"training: courses, results and numbers of colleagues": `Courses CoursePosts SaveCourse SaveCoursePost CourseUse ClassOffers Qualifications SaveQualification Question QuestionsAt SaveQuestion
		BankTopics ImportQuestions QuizToTake StartQuiz Resume HandIn OpenAnswers MarkAnswer Quizzes OpenQuizzes QuizPage QuizReview QuizPlan SaveQuiz PublishQuiz CloseQuiz
		CancelQuiz ExtendQuiz LetSeeAnswers ClassesOfCourse PlanClass ChangeClass MoveClass CancelClass Classes ClassPage EnrolMany Candidates OpenClassFor CertifiedClasses
		Certificates CertificatesAt CheckCertificate Completions FreezeQualifications QualificationLists QualificationStates QualificationsOf GrantsOf GrantQualifications ForeseeGrants
		PlanTraining ForeseeTrainingPlan TrainingGaps TrainingProposals AcceptProposals DismissProposals TrainingReport ReportedClasses ReportedLearners TrainingDecisions`,
	"people who sign in":     "SignIns Witness FirstAdministrator NewShares KeptUnlocked",
	"computers and packages": `Devices CompanyState RenewDevice EnrolDevice Exchange LookAt Packages SyncPlaces SyncState SnapshotFor Backup AttachmentPath`,
	"figures":                `RunForecast GroupForecasts FrozenMonths ForecastRun ForecastErrors CloseMonth Registers TakeReadings UsageVersions UsageSeriesOf ServiceReport VisitLoads VisitQuality Rhythms CustomerRhythm Draws DrawCallBacks`,
	"what its reader brought or typed himself": "Drafts ImportList ReadSheet SavedViews SaveView Fill FillLog",
	"numbers of records and a reason":          "AssignCases ReassignVisits DueKinds ForeseeRetention",
	"shown in clear for a moment and noted":    "Reveal RevealReasons",
	"who took a file out, to whom has it":      "ExportOf",
	"numbers of a chain":                       "CheckAudit",
}

func TestEachAnswerIsMaskedOrSaysWhyNot(t *testing.T) {
	masked, clear := maskedMethods(t), map[string]bool{}
	for _, names := range inClear {
		for _, name := range strings.Fields(names) {
			clear[name] = true
		}
	}
	store := reflect.TypeFor[*Store]()
	for i := range store.NumMethod() {
		m := store.Method(i)
		if m.Type.NumIn() < 3 || m.Type.In(2) != reflect.TypeFor[app.Actor]() {
			continue
		}
		holds := false
		for j := range m.Type.NumOut() {
			out := m.Type.Out(j)
			holds = holds || out != reflect.TypeFor[error]() && app.HoldsText(out)
		}
		if holds && !masked[m.Name] && !clear[m.Name] {
			t.Errorf("%s answers texts that are not masked: let it defer mask, or say why not", m.Name)
		}
		if masked[m.Name] && clear[m.Name] {
			t.Errorf("%s is masked and said not to be", m.Name)
		}
	}
}

// maskedMethods are the methods of the store that begin with masking what they answer.
func maskedMethods(t *testing.T) map[string]bool {
	out := map[string]bool{}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, is := d.(*ast.FuncDecl)
			if !is || fn.Recv == nil || len(fn.Body.List) == 0 {
				continue
			}
			for _, one := range fn.Body.List[:min(2, len(fn.Body.List))] { // it may first say within whose reach it reads
				deferred, is := one.(*ast.DeferStmt)
				if !is {
					continue
				}
				if called, is := deferred.Call.Fun.(*ast.Ident); is && called.Name == "mask" {
					out[fn.Name.Name] = true
				}
			}
		}
	}
	return out
}
