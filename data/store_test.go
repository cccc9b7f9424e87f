package data_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

func TestACaseIsOpenedMovedAndClosed(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Case(t, s, datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001"), "申请校表")
	if c.Status != app.Accepted || c.Number == "" || c.DueAt == 0 {
		t.Fatalf("accepted as %+v", c)
	}
	for _, p := range []app.Progress{
		{To: "assigned", Owner: by.Staff},
		{To: "on_site"},
		{To: "handling", Fields: map[string]string{"site": "表计外观完好"}},
		{To: "replied", Answer: "已校验合格", Contact: "phone", Fields: map[string]string{"laboratory": "误差 0.4%"}},
		{To: "closed", Result: "合格", Opinion: "satisfied"},
	} {
		var err error
		if c, err = s.MoveCase(t.Context(), by, c, p); err != nil {
			t.Fatalf("move to %s: %v", p.To, err)
		}
	}
	page, err := s.CasePage(t.Context(), by, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if page.Case.Status != app.Closed || len(page.Steps) != 6 || page.Case.DueAt != 0 {
		t.Errorf("closed as %s with %d steps, due %d", page.Case.Status, len(page.Steps), page.Case.DueAt)
	}
	for _, k := range page.Clocks {
		if k.StoppedAt == 0 {
			t.Errorf("the limit on %s still runs", k.Step)
		}
	}
}

func TestAForbiddenMoveIsRefusedAndLeavesNothing(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Case(t, s, datatest.Customer(t, s, "李晓明", "5104000000011", ""), "申请校表")
	_, err := s.MoveCase(t.Context(), by, c, app.Progress{To: "closed"})
	if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != app.NotFromHere {
		t.Fatalf("closing an accepted case: %v", err)
	}
	page, err := s.CasePage(t.Context(), by, c.ID)
	if err != nil || len(page.Steps) != 1 {
		t.Errorf("%d steps, want 1: %v", len(page.Steps), err)
	}
}

func TestTwoClerksOnOneCase(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Case(t, s, datatest.Customer(t, s, "李晓明", "5104000000011", ""), "申请校表")
	if _, err := s.MoveCase(t.Context(), by, c, app.Progress{To: "assigned", Owner: by.Staff}); err != nil {
		t.Fatal(err)
	}
	_, err := s.MoveCase(t.Context(), by, c, app.Progress{To: "cancelled", Reason: "误录"})
	if !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("the second clerk is told %v", err)
	}
}

func TestTwoClerksOnOneCustomer(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	made := datatest.Customer(t, s, "李晓明", "5104000000011", "")
	read := func() app.Customer {
		page, err := s.CustomerPage(t.Context(), by, made.ID)
		if err != nil {
			t.Fatal(err)
		}
		return page.Customer
	}
	was := read()
	first, second, third := was, was, was
	first.Note = "甲"
	second.Care = "独居老人"
	third.Note = "乙"
	if err := s.ChangeCustomer(t.Context(), by, was, first, app.Why{}); err != nil {
		t.Fatal(err)
	}
	if err := s.ChangeCustomer(t.Context(), by, was, second, app.Why{}); err != nil {
		t.Errorf("another field changed meanwhile stops the second clerk: %v", err)
	}
	if err := s.ChangeCustomer(t.Context(), by, was, third, app.Why{}); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("the same field changed meanwhile: %v", err)
	}
	if now := read(); now.Note != "甲" || now.Care != "独居老人" {
		t.Errorf("kept %q and %q", now.Note, now.Care)
	}
}

func TestAVerbAsksForTheRight(t *testing.T) {
	s := datatest.Open(t)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "")
	nobody := app.Actor{Name: "访客"}
	ctx := t.Context()
	ofVisit := app.Attachment{OfTable: "visits"}
	verbs := map[string]func() error{
		"open case":          func() error { _, err := s.OpenCase(ctx, nobody, app.CaseDraft{}); return err },
		"move case":          func() error { _, err := s.MoveCase(ctx, nobody, app.Case{}, app.Progress{}); return err },
		"note on case":       func() error { return s.NoteOnCase(ctx, nobody, app.Case{}, app.CaseNote{Text: "x"}) },
		"link case":          func() error { return s.LinkCase(ctx, nobody, app.Case{}, "x") },
		"receive document":   func() error { return s.ReceiveDocument(ctx, nobody, app.CaseDocument{}, "", "") },
		"draw call-backs":    func() error { _, err := s.DrawCallBacks(ctx, nobody, app.Draw{}); return err },
		"draws":              func() error { _, err := s.Draws(ctx, nobody); return err },
		"call-backs":         func() error { _, err := s.CallBacks(ctx, nobody, app.DrawID{}); return err },
		"service report":     func() error { _, err := s.ServiceReport(ctx, nobody, app.ServiceAsk{}); return err },
		"export of":          func() error { _, err := s.ExportOf(ctx, nobody, ""); return err },
		"exports":            func() error { _, err := s.Exports(ctx, nobody, 1); return err },
		"note paper":         func() error { return s.NotePaper(ctx, nobody, app.PaperOut{}) },
		"seal customer":      func() error { return s.SealCustomer(ctx, nobody, app.CustomerFate{}) },
		"unseal customer":    func() error { return s.UnsealCustomer(ctx, nobody, app.CustomerFate{}) },
		"erase customer":     func() error { _, err := s.EraseCustomer(ctx, nobody, app.CustomerFate{}); return err },
		"erase due":          func() error { _, err := s.EraseDue(ctx, nobody, nil, ""); return err },
		"erase kind":         func() error { _, err := s.EraseKind(ctx, nobody, app.KeptPositions, ""); return err },
		"due kinds":          func() error { _, err := s.DueKinds(ctx, nobody); return err },
		"retention rules":    func() error { _, err := s.RetentionRules(ctx, nobody); return err },
		"change retention":   func() error { _, err := s.ChangeRetention(ctx, nobody, app.RetentionRule{}); return err },
		"withdraw retention": func() error { return s.WithdrawRetention(ctx, nobody, app.RetentionRuleID{}) },
		"forbid kept keys":   func() error { return s.ForbidKeptKeys(ctx, nobody, true) },
		"foresee retention": func() error {
			_, err := s.ForeseeRetention(ctx, nobody, app.RetentionRule{})
			return err
		},
		"due for erasing":  func() error { _, err := s.DueForErasing(ctx, nobody); return err },
		"data sheet":       func() error { _, err := s.DataSheet(ctx, nobody, app.DataSheetAsk{}); return err },
		"write data sheet": func() error { return s.WriteDataSheet(ctx, nobody, app.DataSheet{}, nil, "") },
		"data requests":    func() error { _, err := s.DataRequests(ctx, nobody); return err },
		"save data request": func() error {
			_, err := s.SaveDataRequest(ctx, nobody, app.DataRequest{}, app.DataRequest{})
			return err
		},
		"assessments": func() error { _, err := s.ImpactAssessments(ctx, nobody); return err },
		"save assessment": func() error {
			_, err := s.SaveImpactAssessment(ctx, nobody, app.ImpactAssessment{}, app.ImpactAssessment{})
			return err
		},
		"incidents":         func() error { _, err := s.Incidents(ctx, nobody); return err },
		"save incident":     func() error { _, err := s.SaveIncident(ctx, nobody, app.Incident{}, app.Incident{}); return err },
		"reveal":            func() error { _, err := s.Reveal(ctx, nobody, app.RevealAsk{}); return err },
		"reveal reasons":    func() error { _, err := s.RevealReasons(ctx, nobody); return err },
		"export figures":    func() error { _, err := s.ExportFigures(ctx, nobody, app.Figures{}, app.ExportJob{}); return err },
		"record call-back":  func() error { return s.RecordCallBack(ctx, nobody, app.CallBackOf{}, "", "") },
		"last case":         func() error { _, err := s.LastCase(ctx, nobody, app.Consultation); return err },
		"flows":             func() error { _, err := s.Flows(ctx, nobody); return err },
		"save flow":         func() error { _, err := s.SaveFlow(ctx, nobody, "", ""); return err },
		"case page":         func() error { _, err := s.CasePage(ctx, nobody, app.CaseID{}); return err },
		"case order":        func() error { _, err := s.CaseOrder(ctx, nobody, app.CaseFilter{}); return err },
		"cases at":          func() error { _, err := s.CasesAt(ctx, nobody, nil); return err },
		"work counts":       func() error { _, err := s.WorkCounts(ctx, nobody, app.ScopeAll); return err },
		"case head":         func() error { _, err := s.CaseHead(ctx, nobody, app.CaseFilter{}, 1); return err },
		"count cases":       func() error { _, err := s.CountCases(ctx, nobody, app.CaseFilter{}, 1); return err },
		"case board":        func() error { _, err := s.CaseBoard(ctx, nobody, app.CaseFilter{}, 1); return err },
		"workload":          func() error { _, err := s.Workload(ctx, nobody); return err },
		"assign cases":      func() error { _, _, err := s.AssignCases(ctx, nobody, nil, app.StaffID{}, ""); return err },
		"count customers":   func() error { _, err := s.CountCustomers(ctx, nobody, app.CustomerFilter{}, 1); return err },
		"saved views":       func() error { _, err := s.SavedViews(ctx, nobody, app.CaseViews); return err },
		"save view":         func() error { _, err := s.SaveView(ctx, nobody, app.SavedView{}); return err },
		"rename view":       func() error { return s.RenameView(ctx, nobody, app.SavedView{}, "x") },
		"withdraw view":     func() error { return s.WithdrawView(ctx, nobody, app.SavedView{}) },
		"one promise":       func() error { _, err := s.Promise(ctx, nobody, app.CaseDraft{}); return err },
		"open customer":     func() error { _, err := s.OpenCustomer(ctx, nobody, app.CustomerDraft{}); return err },
		"change customer":   func() error { return s.ChangeCustomer(ctx, nobody, c, c, app.Why{}) },
		"withdraw customer": func() error { return s.WithdrawCustomer(ctx, nobody, c, app.Why{}) },
		"save contact":      func() error { return s.SaveContact(ctx, nobody, app.Contact{}, app.Contact{}, app.Why{}) },
		"save account": func() error {
			_, err := s.SaveAccount(ctx, nobody, app.Account{}, app.Account{}, app.Why{})
			return err
		},
		"merge customers": func() error { _, err := s.MergeCustomers(ctx, nobody, app.CustomerMerge{}); return err },
		"undo merge":      func() error { return s.UndoMerge(ctx, nobody, app.RecordMergeID{}) },
		"settle late":     func() error { return s.SettleLate(ctx, nobody, c, app.OtherRecord{}, nil) },
		"keep apart":      func() error { _, err := s.KeepApart(ctx, nobody, c.ID, c.ID, ""); return err },
		"suspect again":   func() error { return s.SuspectAgain(ctx, nobody, app.CustomersApart{}) },
		"suspected pairs": func() error { _, err := s.SuspectedPairs(ctx, nobody, app.PairFilter{}); return err },
		"pair of":         func() error { _, err := s.PairOf(ctx, nobody, c.ID, c.ID); return err },
		"save meter":      func() error { return s.SaveMeter(ctx, nobody, app.Meter{}, app.Meter{}, app.Why{}) },
		"assign":          func() error { return s.Assign(ctx, nobody, app.Assignment{}) },
		"customer page":   func() error { _, err := s.CustomerPage(ctx, nobody, c.ID); return err },
		"customer order":  func() error { _, err := s.CustomerOrder(ctx, nobody, app.CustomerFilter{}); return err },
		"customers at":    func() error { _, err := s.CustomersAt(ctx, nobody, nil); return err },
		"suspects":        func() error { _, err := s.Suspects(ctx, nobody, app.CustomerDraft{}); return err },
		"search":          func() error { _, _, err := s.Search(ctx, nobody, "李", 5); return err },
		"history":         func() error { _, err := s.History(ctx, nobody, "customers", c.ID); return err },
		"units":           func() error { _, err := s.Units(ctx, nobody); return err },
		"save unit":       func() error { _, err := s.SaveUnit(ctx, nobody, app.OrgUnit{}, app.OrgUnit{}); return err },
		"staff":           func() error { _, err := s.Staff(ctx, nobody); return err },
		"sync places":     func() error { _, err := s.SyncPlaces(ctx, nobody, ""); return err },
		"save staff":      func() error { _, err := s.SaveStaff(ctx, nobody, app.Staff{}, app.Staff{}); return err },
		"areas":           func() error { _, err := s.TransformerAreas(ctx, nobody); return err },
		"save area": func() error {
			_, err := s.SaveTransformerArea(ctx, nobody, app.TransformerArea{}, app.TransformerArea{})
			return err
		},
		"limit rules":         func() error { _, err := s.LimitRules(ctx, nobody); return err },
		"save limit rule":     func() error { _, err := s.SaveLimitRule(ctx, nobody, app.LimitRule{}, app.LimitRule{}); return err },
		"withdraw limit rule": func() error { return s.WithdrawLimitRule(ctx, nobody, app.LimitRule{}) },
		"calendar days":       func() error { _, err := s.CalendarDays(ctx, nobody); return err },
		"save calendar day": func() error {
			_, err := s.SaveCalendarDay(ctx, nobody, app.CalendarDay{}, app.CalendarDay{}, ignore)
			return err
		},
		"read calendar":   func() error { _, err := s.ReadCalendar(ctx, nobody, "x"); return err },
		"import calendar": func() error { _, err := s.ImportCalendar(ctx, nobody, nil, true, ignore); return err },
		"save office":     func() error { _, err := s.SaveOffice(ctx, nobody, nil, ignore); return err },
		"codes":           func() error { _, err := s.Codes(ctx, nobody); return err },
		"save article": func() error {
			_, err := s.SaveArticle(ctx, nobody, app.Article{}, app.Article{}, false)
			return err
		},
		"withdraw article": func() error {
			return s.WithdrawArticle(ctx, nobody, app.Article{})
		},
		"articles":     func() error { _, _, err := s.Articles(ctx, nobody, app.ArticleFilter{}); return err },
		"article":      func() error { _, err := s.Article(ctx, nobody, app.ArticleID{}); return err },
		"classes":      func() error { _, err := s.Classes(ctx, nobody, app.ClassFilter{}); return err },
		"class page":   func() error { _, err := s.ClassPage(ctx, nobody, app.ClassID{}); return err },
		"candidates":   func() error { _, err := s.Candidates(ctx, nobody, app.RosterAsk{}); return err },
		"plan class":   func() error { _, err := s.PlanClass(ctx, nobody, app.Class{}); return err },
		"change class": func() error { _, err := s.ChangeClass(ctx, nobody, app.Class{}, app.Class{}); return err },
		"move class":   func() error { _, err := s.MoveClass(ctx, nobody, app.Class{}, app.ClassRunning); return err },
		"cancel class": func() error { _, err := s.CancelClass(ctx, nobody, app.Class{}, "x"); return err },
		"enrol":        func() error { _, err := s.EnrolMany(ctx, nobody, app.Class{}, nil); return err },
		"take off":     func() error { return s.TakeOff(ctx, nobody, app.Class{}, nil, "") },
		"save results": func() error { return s.SaveResults(ctx, nobody, app.ClassPage{}, nil, "") },
		"export classes": func() error {
			_, err := s.ExportClasses(ctx, nobody, app.ClassFilter{}, app.ExportJob{}, nil)
			return err
		},
		"export results": func() error {
			_, err := s.ExportResults(ctx, nobody, app.ClassID{}, app.ExportJob{}, nil)
			return err
		},
		"completions": func() error { _, err := s.Completions(ctx, nobody, app.CompletionFilter{}); return err },
		"export completions": func() error {
			_, err := s.ExportCompletions(ctx, nobody, app.CompletionFilter{}, app.ExportJob{}, nil)
			return err
		},
		"import results": func() error {
			_, err := s.ImportList(ctx, nobody, app.ImportJob{Kind: app.ImportClassList}, nil)
			return err
		},
		"save draft":      func() error { return s.SaveDraft(ctx, nobody, app.Draft{}) },
		"drop draft":      func() error { return s.DropDraft(ctx, nobody, "x") },
		"drafts":          func() error { _, err := s.Drafts(ctx, nobody); return err },
		"back up":         func() error { _, err := s.Backup(ctx, nobody, filepath.Join(t.TempDir(), "b")); return err },
		"read sheet":      func() error { _, err := s.ReadSheet(ctx, nobody, app.ImportAccounts, "x", ""); return err },
		"import":          func() error { _, err := s.ImportList(ctx, nobody, app.ImportJob{}, nil); return err },
		"preview changes": func() error { _, err := s.PreviewChanges(ctx, nobody, nil); return err },
		"audit log":       func() error { _, err := s.AuditLog(ctx, nobody, app.AuditFilter{}); return err },
		"check audit":     func() error { _, err := s.CheckAudit(ctx, nobody); return err },
		"export audit":    func() error { _, err := s.ExportAudit(ctx, nobody, nil, app.ExportJob{}, nil); return err },
		"put back":        func() error { return s.PutBack(ctx, nobody, app.PutBack{}) },
		"move customers":  func() error { _, err := s.MoveCustomers(ctx, nobody, app.CustomersMove{}); return err },
		"orphans":         func() error { _, err := s.Orphans(ctx, nobody, 1); return err },
		"conflicts":       func() error { _, err := s.Conflicts(ctx, nobody, 1); return err },
		"resolve conflicts": func() error {
			return s.ResolveConflicts(ctx, nobody, []app.Decision{{Record: app.RecordRef{Table: "staff"}}})
		},
		"quarantine":    func() error { _, err := s.Quarantine(ctx, nobody); return err },
		"undo received": func() error { _, err := s.UndoReceived(ctx, nobody, nil); return err },
		"undo import":   func() error { _, err := s.UndoImport(ctx, nobody, 1, nil); return err },
		"last action":   func() error { _, err := s.LastAction(ctx, nobody); return err },
		"undo last":     func() error { _, err := s.UndoLast(ctx, nobody, ""); return err },
		"imports":       func() error { _, err := s.Imports(ctx, nobody); return err },
		"export":        func() error { _, err := s.ExportCustomers(ctx, nobody, nil, app.ExportJob{}, nil); return err },
		"plan outage":   func() error { _, err := s.PlanOutage(ctx, nobody, app.OutageDraft{}); return err },
		"look at":       func() error { _, err := s.LookAt(ctx, nobody, t.TempDir(), nil); return err },
		"exchange":      func() error { _, err := s.Exchange(ctx, nobody, t.TempDir(), nil); return err },
		"sync state":    func() error { _, err := s.SyncState(ctx, nobody); return err },
		"packages":      func() error { _, err := s.Packages(ctx, nobody, 0, 1); return err },
		"change outage": func() error {
			_, err := s.ChangeOutage(ctx, nobody, app.Outage{}, app.OutageDraft{})
			return err
		},
		"move outage": func() error { _, err := s.MoveOutage(ctx, nobody, app.Outage{}, app.OutageStep{}); return err },
		"restore outage": func() error {
			_, _, err := s.RestoreOutage(ctx, nobody, app.Outage{}, app.OutageStep{})
			return err
		},
		"record notices": func() error {
			_, err := s.RecordNotices(ctx, nobody, app.OutageID{}, nil, app.NoticeDraft{})
			return err
		},
		"link fault":     func() error { return s.LinkFault(ctx, nobody, app.CaseID{}, app.OutageID{}) },
		"unlink fault":   func() error { return s.UnlinkFault(ctx, nobody, app.CaseID{}) },
		"foresee outage": func() error { _, err := s.ForeseeOutage(ctx, nobody, app.OutageDraft{}); return err },
		"outage order":   func() error { _, err := s.OutageOrder(ctx, nobody, app.OutageFilter{}); return err },
		"outages at":     func() error { _, err := s.OutagesAt(ctx, nobody, nil); return err },
		"outage counts":  func() error { _, err := s.OutageCounts(ctx, nobody); return err },
		"outage page":    func() error { _, err := s.OutagePage(ctx, nobody, app.OutageID{}); return err },
		"outages for":    func() error { _, err := s.OutagesFor(ctx, nobody, app.GridPlace{}); return err },
		"similar faults": func() error { _, err := s.SimilarFaults(ctx, nobody, app.GridPlace{}, 0); return err },
		"unlinked":       func() error { _, err := s.UnlinkedFaults(ctx, nobody, app.OutageID{}); return err },
		"outage history": func() error { _, err := s.OutageHistory(ctx, nobody, app.GridPlace{}, "", ""); return err },
		"affected order": func() error { _, err := s.AffectedOrder(ctx, nobody, app.OutageID{}, ""); return err },
		"affected at":    func() error { _, err := s.AffectedAt(ctx, nobody, app.OutageID{}, nil); return err },
		"lines":          func() error { _, err := s.Lines(ctx, nobody); return err },
		"export affected": func() error {
			_, err := s.ExportAffected(ctx, nobody, app.OutageID{}, nil, app.ExportJob{}, nil)
			return err
		},
		"put usage":       func() error { _, err := s.PutUsage(ctx, nobody, app.UsageDraft{}); return err },
		"usage series":    func() error { return s.UsageSeries(ctx, nobody, app.SeriesAsk{}, nil, nil) },
		"usage series of": func() error { _, err := s.UsageSeriesOf(ctx, nobody, c.ID, app.SeriesAsk{}); return err },
		"correct usage":   func() error { return s.CorrectUsage(ctx, nobody, app.UseCorrection{}) },
		"usage versions":  func() error { _, err := s.UsageVersions(ctx, nobody, app.AccountID{}, 202602); return err },
		"usage months":    func() error { _, _, err := s.UsageMonths(ctx, nobody); return err },
		"usage order":     func() error { _, err := s.UsageOrder(ctx, nobody, app.UsageOut{}); return err },
		"export usage": func() error {
			_, err := s.ExportUsage(ctx, nobody, app.UsageOut{}, nil, app.ExportJob{}, nil)
			return err
		},
		"usage of":         func() error { _, err := s.UsageOf(ctx, nobody, c.ID, 1); return err },
		"usage of account": func() error { _, err := s.UsageOfAccount(ctx, nobody, app.AccountID{}, 1); return err },
		"usage profile":    func() error { _, err := s.UsageProfile(ctx, nobody, c.ID); return err },
		"usage profiles":   func() error { return s.UsageProfiles(ctx, nobody, nil) },
		"attach": func() error {
			_, err := s.Attach(ctx, nobody, app.AttachmentDraft{OfTable: "visits"})
			return err
		},
		"attachments":          func() error { _, err := s.Attachments(ctx, nobody, "cases", app.RecordID{}); return err },
		"attachment bytes":     func() error { _, err := s.AttachmentBytes(ctx, nobody, ofVisit); return err },
		"attachment path":      func() error { _, err := s.AttachmentPath(ctx, nobody, ofVisit); return err },
		"note attachment":      func() error { return s.NoteAttachment(ctx, nobody, ofVisit, "") },
		"withdraw attachment":  func() error { return s.WithdrawAttachment(ctx, nobody, ofVisit) },
		"satisfaction":         func() error { _, err := s.SatisfactionOf(ctx, nobody, c.ID); return err },
		"satisfaction figures": func() error { _, err := s.SatisfactionFigures(ctx, nobody, app.SatisfactionAsk{}); return err },
		"add survey":           func() error { return s.AddSurvey(ctx, nobody, app.SurveyResponse{}, false) },
		"follow up visit":      func() error { _, err := s.FollowUpVisit(ctx, nobody, app.Visit{}, app.FollowUp{}); return err },
		"follow-ups":           func() error { _, err := s.FollowUps(ctx, nobody, app.StaffID{}, ""); return err },
		"visit quality":        func() error { _, err := s.VisitQuality(ctx, nobody, app.VisitID{}); return err },
		"visit review":         func() error { _, err := s.VisitReview(ctx, nobody, app.ReviewAsk{}); return err },
		"reviewed visits":      func() error { _, err := s.ReviewedVisits(ctx, nobody, app.VisitFilter{}, nil); return err },
		"reviewed promises":    func() error { _, err := s.ReviewedPromises(ctx, nobody, app.ReviewedPromises{}, nil); return err },
		"reviewed answers":     func() error { _, err := s.ReviewedAnswers(ctx, nobody, "", "", false, nil); return err },
		"reviewed changes":     func() error { _, err := s.ReviewedChanges(ctx, nobody, "", "", nil); return err },
		"plan visits":          func() error { _, err := s.PlanVisits(ctx, nobody, app.PlanAsk{}); return err },
		"foresee visits":       func() error { _, err := s.ForeseeVisits(ctx, nobody, app.PlanAsk{}); return err },
		"move visit":           func() error { _, err := s.MoveVisit(ctx, nobody, app.Visit{}, app.VisitMove{}); return err },
		"cancel visit":         func() error { _, err := s.CancelVisit(ctx, nobody, app.Visit{}, ""); return err },
		"appoint visit":        func() error { _, err := s.AppointVisit(ctx, nobody, app.Visit{}, app.Appointment{}); return err },
		"reassign visits": func() error {
			_, _, err := s.ReassignVisits(ctx, nobody, nil, app.StaffID{}, "")
			return err
		},
		"route day":       func() error { return s.RouteDay(ctx, nobody, app.StaffID{}, "", nil) },
		"set rhythm":      func() error { return s.SetRhythm(ctx, nobody, app.VisitRhythm{}) },
		"end rhythm":      func() error { return s.EndRhythm(ctx, nobody, app.CustomerID{}, "") },
		"rhythms":         func() error { _, err := s.Rhythms(ctx, nobody); return err },
		"customer rhythm": func() error { _, err := s.CustomerRhythm(ctx, nobody, app.CustomerID{}); return err },
		"visit order":     func() error { _, err := s.VisitOrder(ctx, nobody, app.VisitFilter{}); return err },
		"visits at":       func() error { _, err := s.VisitsAt(ctx, nobody, nil); return err },
		"visit counts":    func() error { _, err := s.VisitCounts(ctx, nobody, app.ScopeAll); return err },
		"due visits":      func() error { _, err := s.DueVisits(ctx, nobody, app.DueFilter{}); return err },
		"day sheet":       func() error { _, err := s.DaySheet(ctx, nobody, app.StaffID{}, ""); return err },
		"visit loads":     func() error { _, err := s.VisitLoads(ctx, nobody, app.DaySpan{}); return err },
		"export visits": func() error {
			_, err := s.ExportVisits(ctx, nobody, nil, app.ExportJob{}, nil)
			return err
		},
		"export list":       func() error { _, err := s.ExportCases(ctx, nobody, nil, app.ExportJob{}, nil); return err },
		"courses":           func() error { _, err := s.Courses(ctx, nobody); return err },
		"course posts":      func() error { _, err := s.CoursePosts(ctx, nobody); return err },
		"course holders":    func() error { _, err := s.CourseHolders(ctx, nobody); return err },
		"course use":        func() error { _, err := s.CourseUse(ctx, nobody, app.Course{}); return err },
		"save course":       func() error { _, err := s.SaveCourse(ctx, nobody, app.Course{}, app.Course{}); return err },
		"withdraw course":   func() error { return s.WithdrawCourse(ctx, nobody, app.Course{}) },
		"require course":    func() error { _, err := s.SaveCoursePost(ctx, nobody, app.CoursePost{}, app.CoursePost{}); return err },
		"no longer require": func() error { return s.WithdrawCoursePost(ctx, nobody, app.CoursePost{}) },
		"qualifications":    func() error { _, err := s.Qualifications(ctx, nobody); return err },
		"save qualification": func() error {
			_, err := s.SaveQualification(ctx, nobody, app.Qualification{}, app.Qualification{})
			return err
		},
		"drop qualification": func() error { return s.WithdrawQualification(ctx, nobody, app.Qualification{}) },
		"training triggers":  func() error { _, err := s.TrainingTriggers(ctx, nobody); return err },
		"watch rules":        func() error { _, err := s.WatchRules(ctx, nobody); return err },
		"industry groups":    func() error { _, err := s.IndustryGroups(ctx, nobody); return err },
		"save industry group": func() error {
			_, err := s.SaveIndustryGroup(ctx, nobody, app.IndustryGroup{}, app.IndustryGroup{})
			return err
		},
		"drop industry group": func() error { return s.WithdrawIndustryGroup(ctx, nobody, app.IndustryGroup{}) },
		"market factors":      func() error { _, err := s.MarketFactors(ctx, nobody); return err },
		"save market factor": func() error {
			_, err := s.SaveMarketFactor(ctx, nobody, app.MarketFactor{}, app.MarketFactor{})
			return err
		},
		"drop market factor": func() error { return s.WithdrawMarketFactor(ctx, nobody, app.MarketFactor{}) },
		"save trigger":       func() error { _, err := s.SaveTrainingTrigger(ctx, nobody, app.TrainingTrigger{}); return err },
		"segment rules":      func() error { _, err := s.SegmentRules(ctx, nobody); return err },
		"save segment rule":  func() error { _, err := s.SaveSegmentRule(ctx, nobody, app.SegmentRule{}); return err },
		"try segment rule":   func() error { _, err := s.TryRule(ctx, nobody, app.SegmentRule{}); return err },
		"segment proposals":  func() error { _, err := s.SegmentProposals(ctx, nobody, app.SegmentFilter{}); return err },
		"confirm segments":   func() error { _, err := s.ConfirmSegments(ctx, nobody, nil); return err },
		"set segment":        func() error { return s.SetSegment(ctx, nobody, c, "key", "x") },
		"plan templates":     func() error { _, err := s.PlanTemplates(ctx, nobody); return err },
		"save plan template": func() error { _, err := s.SavePlanTemplate(ctx, nobody, app.PlanTemplate{}); return err },
		"freshness limits":   func() error { _, err := s.FreshnessLimits(ctx, nobody); return err },
		"export profiles":    func() error { _, err := s.ExportProfiles(ctx, nobody); return err },
		"profile versions":   func() error { _, err := s.ExportProfileVersions(ctx, nobody); return err },
		"save profile":       func() error { _, err := s.SaveExportProfile(ctx, nobody, app.OwnProfile{}); return err },
		"withdraw profile":   func() error { return s.WithdrawExportProfile(ctx, nobody, app.OwnProfile{}) },
		"save freshness": func() error {
			_, err := s.SaveFreshnessLimit(ctx, nobody, app.FreshnessLimit{}, app.FreshnessLimit{})
			return err
		},
		"withdraw freshness": func() error { return s.WithdrawFreshnessLimit(ctx, nobody, app.FreshnessLimit{}) },
		"make plans":         func() error { _, err := s.MakePlans(ctx, nobody, nil, app.ServicePlanAsk{}); return err },
		"without a plan":     func() error { _, err := s.CustomersWithoutPlan(ctx, nobody, app.SegmentFilter{}); return err },
		"confirm plans":      func() error { return s.ConfirmPlans(ctx, nobody, nil) },
		"end plan":           func() error { return s.EndPlan(ctx, nobody, app.ServicePlan{}, "x") },
		"add plan item":      func() error { _, err := s.AddPlanItem(ctx, nobody, app.ServicePlan{}, app.PlanItem{}); return err },
		"change plan item":   func() error { return s.ChangePlanItem(ctx, nobody, app.PlanItem{}, app.PlanItem{}, app.Why{}) },
		"finish plan item":   func() error { _, err := s.FinishPlanItem(ctx, nobody, app.PlanItem{}, app.ItemEnd{}); return err },
		"drop plan item":     func() error { _, err := s.DropPlanItem(ctx, nobody, app.PlanItem{}, "x"); return err },
		"plan item order":    func() error { _, err := s.PlanItemOrder(ctx, nobody, app.PlanItemFilter{}); return err },
		"plan items at":      func() error { _, err := s.PlanItemsAt(ctx, nobody, nil); return err },
		"plan item counts":   func() error { _, err := s.PlanItemCounts(ctx, nobody, app.PlanItemFilter{}); return err },
		"plan items due":     func() error { _, err := s.PlanItemsDue(ctx, nobody, "2026-03-02"); return err },
		"export plan items":  func() error { _, err := s.ExportPlanItems(ctx, nobody, nil, app.ExportJob{}, nil); return err },
		"customer services":  func() error { _, err := s.CustomerServices(ctx, nobody, c.ID); return err },
		"gaps":               func() error { _, err := s.Gaps(ctx, nobody, c.ID); return err },
		"completeness":       func() error { _, err := s.ProfileCompleteness(ctx, nobody, c.ID); return err },
		"gap counts":         func() error { _, err := s.GapCounts(ctx, nobody); return err },
		"start visit":        func() error { _, err := s.StartVisit(ctx, nobody, c.ID, "2026-03-02"); return err },
		"visit page":         func() error { _, err := s.VisitPage(ctx, nobody, app.VisitID{}); return err },
		"record visit":       func() error { _, err := s.RecordVisit(ctx, nobody, app.Visit{}, app.VisitRecord{}); return err },
		"revise visit":       func() error { _, err := s.ReviseVisit(ctx, nobody, app.VisitPage{}, app.VisitRecord{}); return err },
		"drop visit":         func() error { return s.DropVisit(ctx, nobody, app.Visit{}) },
		"archive visit":      func() error { _, err := s.ArchiveVisit(ctx, nobody, app.Visit{}); return err },
		"visit forms":        func() error { _, err := s.VisitForms(ctx, nobody); return err },
		"save visit form":    func() error { _, err := s.SaveVisitForm(ctx, nobody, "", ""); return err },

		"make promise": func() error { _, err := s.MakeCommitment(ctx, nobody, app.CommitmentDraft{}); return err },
		"end promise": func() error {
			_, err := s.EndCommitment(ctx, nobody, app.Commitment{}, app.CommitmentEnd{})
			return err
		},
		"renew promise": func() error {
			_, err := s.RenewCommitment(ctx, nobody, app.Commitment{}, app.CommitmentRenewal{})
			return err
		},
		"promise order":   func() error { _, err := s.CommitmentOrder(ctx, nobody, app.CommitmentFilter{}); return err },
		"promises at":     func() error { _, err := s.CommitmentsAt(ctx, nobody, nil); return err },
		"promise":         func() error { _, err := s.Commitment(ctx, nobody, app.CommitmentID{}); return err },
		"promise counts":  func() error { _, err := s.CommitmentCounts(ctx, nobody, app.CommitmentFilter{}); return err },
		"export promises": func() error { _, err := s.ExportCommitments(ctx, nobody, nil, app.ExportJob{}, nil); return err },
		"save opportunity": func() error {
			_, err := s.SaveOpportunity(ctx, nobody, app.Opportunity{}, app.Opportunity{})
			return err
		},
		"opportunities":    func() error { _, err := s.Opportunities(ctx, nobody, app.CustomerID{}); return err },
		"add usage event":  func() error { _, err := s.AddUsageEvent(ctx, nobody, app.UsageEvent{}); return err },
		"withdraw event":   func() error { return s.WithdrawUsageEvent(ctx, nobody, app.UsageEvent{}) },
		"usage events":     func() error { _, err := s.UsageEvents(ctx, nobody, app.CustomerID{}); return err },
		"take readings":    func() error { _, err := s.TakeReadings(ctx, nobody, app.CustomerID{}, nil); return err },
		"registers":        func() error { _, err := s.Registers(ctx, nobody, app.AccountID{}); return err },
		"open in visit":    func() error { _, err := s.OpenCaseInVisit(ctx, nobody, app.VisitID{1}, app.CaseDraft{}); return err },
		"open without one": func() error { _, err := s.OpenCaseInVisit(ctx, nobody, app.VisitID{}, app.CaseDraft{}); return err },
		"change detail":    func() error { return s.ChangeDetail(ctx, nobody, app.DetailChange{}) },
		"made in visit":    func() error { _, err := s.MadeInVisit(ctx, nobody, app.VisitID{}); return err },
		"brief":            func() error { _, err := s.Brief(ctx, nobody, app.BriefOf{Customer: c.ID}); return err },
		"briefs":           func() error { _, err := s.Briefs(ctx, nobody, []app.VisitID{{1}}); return err },
		"visits beside":    func() error { _, err := s.VisitsBeside(ctx, nobody, app.VisitID{}); return err },
		"note facts":       func() error { return s.NoteFacts(ctx, nobody, app.FactsDraft{}) },
		"confirm facts":    func() error { return s.ConfirmFacts(ctx, nobody, nil, "") },
		"save important user": func() error {
			return s.SaveImportantUser(ctx, nobody, app.ImportantUser{}, app.ImportantUser{}, app.Why{})
		},
		"save special care": func() error {
			return s.SaveSpecialCare(ctx, nobody, app.SpecialCare{}, app.SpecialCare{}, app.Why{})
		},
		"save relation": func() error { return s.SaveRelation(ctx, nobody, app.Relation{}, app.Relation{}, app.Why{}) },
		"log practice":  func() error { _, err := s.LogPractice(ctx, nobody, app.PracticeDraft{}); return err },
		"foresee practice": func() error {
			_, err := s.ForeseePractice(ctx, nobody, app.PracticeID{}, app.PracticeDraft{})
			return err
		},
		"change practice":       func() error { _, err := s.ChangePractice(ctx, nobody, app.Practice{}, app.PracticeDraft{}); return err },
		"drop practice":         func() error { return s.DropPractice(ctx, nobody, app.Practice{}) },
		"settle practice":       func() error { _, err := s.SettlePractice(ctx, nobody, nil, app.PracticeVerdict{}); return err },
		"practice order":        func() error { _, err := s.PracticeOrder(ctx, nobody, app.PracticeFilter{}); return err },
		"practice counts":       func() error { _, err := s.PracticeCounts(ctx, nobody, app.PracticeFilter{}); return err },
		"practice":              func() error { _, err := s.Practice(ctx, nobody, app.PracticeFilter{}); return err },
		"practice at":           func() error { _, err := s.PracticeAt(ctx, nobody, nil); return err },
		"practice choices":      func() error { _, err := s.PracticeChoices(ctx, nobody, app.PracticeOf{}); return err },
		"export practice":       func() error { _, err := s.ExportPractice(ctx, nobody, nil, app.ExportJob{}, nil); return err },
		"sign off":              func() error { _, err := s.SignOff(ctx, nobody, app.SignOffAsk{}); return err },
		"mentored":              func() error { _, err := s.Mentored(ctx, nobody, app.PracticeFilter{}); return err },
		"my training":           func() error { _, err := s.MyTraining(ctx, nobody); return err },
		"save agreement":        func() error { return s.SaveAgreement(ctx, nobody, app.Agreement{}, app.Agreement{}, app.Why{}) },
		"qualification states":  func() error { _, err := s.QualificationStates(ctx, nobody, app.QualifiedFilter{}); return err },
		"qualifications of":     func() error { _, err := s.QualificationsOf(ctx, nobody, app.StaffID{}); return err },
		"grants of":             func() error { _, err := s.GrantsOf(ctx, nobody, app.QualificationOf{}); return err },
		"qualification counts":  func() error { _, err := s.QualificationCounts(ctx, nobody); return err },
		"foresee grants":        func() error { _, err := s.ForeseeGrants(ctx, nobody, nil); return err },
		"grant":                 func() error { _, err := s.GrantQualifications(ctx, nobody, nil); return err },
		"withdraw grant":        func() error { return s.WithdrawQualified(ctx, nobody, app.Qualified{}, "x") },
		"issue certificates":    func() error { _, err := s.IssueCertificates(ctx, nobody, app.CertificatesOf{}); return err },
		"certificates":          func() error { _, err := s.Certificates(ctx, nobody, app.CertificateFilter{}, 1); return err },
		"certificates at":       func() error { _, err := s.CertificatesAt(ctx, nobody, nil); return err },
		"certified classes":     func() error { _, err := s.CertifiedClasses(ctx, nobody); return err },
		"check certificate":     func() error { _, err := s.CheckCertificate(ctx, nobody, "", ""); return err },
		"freeze":                func() error { _, err := s.FreezeQualifications(ctx, nobody, "x", "2026-03-02"); return err },
		"qualification lists":   func() error { _, err := s.QualificationLists(ctx, nobody); return err },
		"quiz to take":          func() error { _, err := s.QuizToTake(ctx, nobody, app.QuizID{1}); return err },
		"start quiz":            func() error { _, err := s.StartQuiz(ctx, nobody, app.QuizID{1}); return err },
		"resume quiz":           func() error { _, err := s.Resume(ctx, nobody, app.QuizAttemptID{1}); return err },
		"keep stand":            func() error { return s.KeepStand(ctx, nobody, app.AttemptStand{}) },
		"save answer":           func() error { return s.SaveAnswer(ctx, nobody, app.AnswerGiven{}) },
		"hand in quiz":          func() error { _, err := s.HandIn(ctx, nobody, app.AttemptStand{}); return err },
		"mark waiting":          func() error { _, err := s.MarkWaiting(ctx, nobody); return err },
		"standings":             func() error { _, err := s.Standings(ctx, nobody, app.TrainingFilter{}); return err },
		"training gap counts":   func() error { _, err := s.TrainingGapCounts(ctx, nobody); return err },
		"training gaps":         func() error { _, err := s.TrainingGaps(ctx, nobody, app.TrainingFilter{}); return err },
		"learner page":          func() error { _, err := s.LearnerPage(ctx, nobody, app.StaffID{}); return err },
		"foresee training plan": func() error { _, err := s.ForeseeTrainingPlan(ctx, nobody, app.TrainingPlanAsk{}); return err },
		"plan training":         func() error { _, err := s.PlanTraining(ctx, nobody, app.TrainingPlanAsk{}); return err },
		"export training gaps": func() error {
			_, err := s.ExportTrainingGaps(ctx, nobody, nil, app.ExportJob{}, nil)
			return err
		},
		"deviations":          func() error { _, err := s.Deviations(ctx, nobody, app.DeviationFilter{}); return err },
		"explain deviation":   func() error { _, err := s.ExplainDeviation(ctx, nobody, app.DeviationReason{}); return err },
		"deviation reasons":   func() error { _, err := s.DeviationReasons(ctx, nobody, app.CustomerID{}); return err },
		"give use tasks":      func() error { _, err := s.GiveUseTasks(ctx, nobody, app.UseTaskDraft{}); return err },
		"end use task":        func() error { _, err := s.EndUseTask(ctx, nobody, app.UseTask{}, ""); return err },
		"use tasks":           func() error { _, err := s.UseTasks(ctx, nobody, app.UseTaskFilter{}); return err },
		"use task counts":     func() error { _, err := s.UseTaskCounts(ctx, nobody, app.UseTaskFilter{}); return err },
		"leads":               func() error { _, err := s.Leads(ctx, nobody, app.LeadFilter{}); return err },
		"propose leads":       func() error { _, err := s.ProposeLeads(ctx, nobody, nil); return err },
		"dismiss leads":       func() error { _, err := s.DismissLeads(ctx, nobody, nil, "x"); return err },
		"adjust":              func() error { _, err := s.Adjust(ctx, nobody, app.Adjustment{}); return err },
		"withdraw adjustment": func() error { return s.WithdrawAdjustment(ctx, nobody, app.Adjustment{}) },
		"leaning":             func() error { _, _, err := s.Leaning(ctx, nobody); return err },
		"forecast errors":     func() error { _, err := s.ForecastErrors(ctx, nobody, app.ErrorAsk{}); return err },
		"change watch rule":   func() error { _, err := s.ChangeWatchRule(ctx, nobody, app.WatchRule{}); return err },
		"training report":     func() error { _, err := s.TrainingReport(ctx, nobody, app.TrainingAsk{}); return err },
		"training proposals":  func() error { _, err := s.TrainingProposals(ctx, nobody, app.ProposalFilter{}); return err },
		"training decisions":  func() error { _, err := s.TrainingDecisions(ctx, nobody, app.ProposalFilter{}); return err },
		"class offers":        func() error { _, err := s.ClassOffers(ctx, nobody, app.CourseID{}); return err },
		"accept proposals":    func() error { _, err := s.AcceptProposals(ctx, nobody, nil, app.ProposalAccept{}); return err },
		"dismiss proposals":   func() error { _, err := s.DismissProposals(ctx, nobody, nil, "x"); return err },
		"reported classes":    func() error { _, err := s.ReportedClasses(ctx, nobody, app.ReportedAsk{}); return err },
		"reported learners":   func() error { _, err := s.ReportedLearners(ctx, nobody, app.ReportedAsk{}); return err },
		"reported practice":   func() error { _, err := s.ReportedPractice(ctx, nobody, app.ReportedAsk{}); return err },
		"reported evidence":   func() error { _, err := s.ReportedEvidence(ctx, nobody, app.StaffID{}, "", ""); return err },
		"export picture":      func() error { return s.ExportPicture(ctx, nobody, "", nil, app.ExportJob{}) },
		"company state":       func() error { _, err := s.CompanyState(ctx, nobody); return err },
		"devices":             func() error { _, err := s.Devices(ctx, nobody); return err },
		"make company":        func() error { return s.MakeCompany(ctx, nobody, "") },
		"renew device":        func() error { _, err := s.RenewDevice(ctx, nobody, "", 0, app.DeviceDraft{}); return err },
		"revoke device":       func() error { return s.RevokeDevice(ctx, nobody, "", 0, "") },
		"see device alarm":    func() error { return s.SeeDeviceAlarm(ctx, nobody) },
		"snapshot for":        func() error { _, err := s.SnapshotFor(ctx, nobody, 0, "", nil); return err },
		"enrol device":        func() error { _, err := s.EnrolDevice(ctx, nobody, "", app.DeviceDraft{}, nil); return err },
		"note restored":       func() error { return s.NoteRestored(ctx, nobody, "", app.Restored{}) },
		"run forecast":        func() error { _, err := s.RunForecast(ctx, nobody, app.ForecastJob{}, nil); return err },
		"last forecast":       func() error { _, err := s.ForecastRun(ctx, nobody); return err },
		"forecast of use":     func() error { _, err := s.UseForecast(ctx, nobody, app.ForecastOf{}); return err },
		"close month":         func() error { _, err := s.CloseMonth(ctx, nobody, 0, nil); return err },
		"administered until":  func() error { _, err := s.AdministeredUntil(ctx, nobody); return err },
		"unfreeze month":      func() error { return s.UnfreezeMonth(ctx, nobody, app.Unfreezing{}) },
		"frozen months":       func() error { _, err := s.FrozenMonths(ctx, nobody); return err },
		"group forecasts":     func() error { _, err := s.GroupForecasts(ctx, nobody, app.OfAll); return err },
		"customer forecasts":  func() error { _, err := s.CustomerForecasts(ctx, nobody, app.UseFilter{}); return err },
		"export forecasts":    func() error { _, err := s.ExportForecasts(ctx, nobody, app.ExportJob{}, nil); return err },
		"answers on a person": func() error {
			_, err := s.ReportedAnswers(ctx, nobody, app.StaffID{}, "", "")
			return err
		},
	}
	for name, verb := range verbs {
		if err := verb(); !errors.Is(err, app.ErrNotAllowed) {
			t.Errorf("%s without any right: %v", name, err)
		}
	}
}

func TestHistoryTellsEveryChangeOfAField(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	page, err := s.CustomerPage(t.Context(), by, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	now := page.Customer
	now.Preference = "晚上联系"
	if err := s.ChangeCustomer(t.Context(), by, page.Customer, now, app.Why{Source: "visit", Note: "走访得知"}); err != nil {
		t.Fatal(err)
	}
	history, err := s.History(t.Context(), by, "customers", c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(history) != 2 {
		t.Fatalf("%d entries, want the making and one change: %+v", len(history), history)
	}
	got := history[0]
	if got.Field != "preference" || got.Old != "" || got.New != "晚上联系" || got.By != "沈丽" || got.Why.Source != "visit" || got.Device != s.DeviceCode() {
		t.Errorf("the change is told as %+v", got)
	}
	page, err = s.CustomerPage(t.Context(), by, c.ID)
	if err != nil || len(page.Timeline) < 3 {
		t.Errorf("timeline of %d entries, want the making of three records and a change: %v", len(page.Timeline), err)
	}
}

func TestTheLogReplaysIntoAnEqualFile(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	var surveyed app.Customer
	for i, name := range []string{"李晓明", "阿木·曲比", "徐刚䶮"} {
		c := datatest.Customer(t, s, name, "510400000001"+string(rune('0'+i)), "1290000000"+string(rune('0'+i)))
		opened := datatest.Case(t, s, c, "申请校表")
		surveyed = c
		if _, err := s.MoveCase(t.Context(), by, opened, app.Progress{To: "assigned", Owner: by.Staff}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.SaveView(t.Context(), by, app.SavedView{List: app.CaseViews, Name: "已超时", Shared: true, Cases: app.CaseFilter{Overdue: true}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SaveOffice(t.Context(), by, app.DefaultOffice(), ignore); err != nil {
		t.Fatal(err)
	}
	survey := app.SurveyResponse{Customer: surveyed.ID, Year: 2025, Score: 2, AskedOn: "2026-01-10"}
	for range 2 { // an answer and its revision
		if err := s.AddSurvey(t.Context(), by, survey, true); err != nil {
			t.Fatal(err)
		}
		survey.Score = 4
	}
	recorded(t, s, plant(t, s), "2026-03-02", app.Answers{"shifts": "2"})
	tookAQuiz(t, s)
	changes, err := s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "copy.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() })
	for range 2 { // a second time changes nothing
		if err := copied.Apply(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
	}
	want, got := datatest.Dump(t, s.Path()), datatest.Dump(t, copied.Path())
	for table := range want {
		if want[table] != got[table] {
			t.Errorf("%s differs after replay:\n%s\n%s", table, want[table], got[table])
		}
	}
}

func TestAFileIsRefusedWithItsReason(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, text []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	s := datatest.OpenAt(t, filepath.Join(dir, "good.lamp"))
	if _, err := s.Backup(t.Context(), datatest.Actor(t, s), filepath.Join(dir, "whole.lamp")); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(filepath.Join(dir, "whole.lamp"))
	if err != nil {
		t.Fatal(err)
	}
	newer := append([]byte(nil), whole...)
	newer[63] = 99 // user_version
	foreign := append([]byte(nil), whole...)
	copy(foreign[68:], "ABCD") // application_id
	tests := []struct {
		name string
		path string
		want error
	}{
		{"there is no file", filepath.Join(dir, "none.lamp"), app.ErrNoFile},
		{"a text file", write("text.lamp", []byte("这不是数据库，只是一段文字。这不是数据库，只是一段文字。这不是数据库，只是一段文字。")), app.ErrNotOurs},
		{"a database of another program", write("foreign.lamp", foreign), app.ErrNotOurs},
		{"a newer version", write("newer.lamp", newer), app.ErrNewerFile},
		{"cut off within a page", write("cut.lamp", whole[:len(whole)-100]), app.ErrDamagedFile},
		{"cut off at a page", write("short.lamp", whole[:len(whole)-8192]), app.ErrDamagedFile},
		{"open already", s.Path(), app.ErrOpenElsewhere},
		{"a folder", dir, app.ErrNotOurs},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before, _ := os.ReadFile(tt.path)
			_, err := data.Open(t.Context(), tt.path, data.Options{})
			if !errors.Is(err, tt.want) {
				t.Errorf("opening answers %v, want %v", err, tt.want)
			}
			after, _ := os.ReadFile(tt.path)
			if string(before) != string(after) {
				t.Error("the file was touched")
			}
		})
	}
}

func TestAFullDiskLeavesNothingHalfWritten(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "")
	datatest.FillDisk(t, s)
	before := datatest.Dump(t, s.Path())
	long := make([]byte, 3000)
	for i := range long {
		long[i] = 'x'
	}
	var err error
	for range 20 { // until no page is free any more
		_, err = s.OpenCase(t.Context(), by, app.CaseDraft{Kind: app.Consultation, Channel: "counter", Customer: c.ID, Content: string(long)})
		if err != nil {
			break
		}
		before = datatest.Dump(t, s.Path())
	}
	if !errors.Is(err, app.ErrDiskFull) {
		t.Fatalf("on a full disk: %v", err)
	}
	for table, rows := range datatest.Dump(t, s.Path()) {
		if rows != before[table] {
			t.Errorf("%s was half-written", table)
		}
	}
	datatest.FreeDisk(t, s)
	if _, err := s.OpenCase(t.Context(), by, app.CaseDraft{Kind: app.Consultation, Channel: "counter", Customer: c.ID, Content: "咨询"}); err != nil {
		t.Errorf("after space is free again: %v", err)
	}
}

func TestACancelledWriteLeavesNothing(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.OpenCustomer(ctx, by, app.CustomerDraft{Customer: app.Customer{Kind: app.Person, Name: "李晓明"}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("a cancelled write: %v", err)
	}
	order, err := s.CustomerOrder(t.Context(), by, app.CustomerFilter{})
	if err != nil || len(order) != 0 {
		t.Errorf("%d customers, want none: %v", len(order), err)
	}
}

func TestACopyGoesOnAsAnotherDevice(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	path := filepath.Join(t.TempDir(), "copy.lamp")
	if _, err := s.Backup(t.Context(), by, path); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(path + ".tmp*"); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	if err := data.Check(t.Context(), path); err != nil {
		t.Errorf("the copy: %v", err)
	}
	copied := datatest.OpenAt(t, path)
	if copied.DeviceCode() == s.DeviceCode() {
		t.Errorf("both number their cases %s", s.DeviceCode())
	}
	if datatest.Actor(t, copied).Staff != by.Staff {
		t.Error("the copy lost who uses it")
	}
}

func TestClosingTwiceIsHarmless(t *testing.T) {
	s := datatest.Open(t)
	for range 2 {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestDraftsOutliveTheProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.lamp")
	s, err := data.Open(t.Context(), path, data.Options{Create: true, Seed: datatest.Seed(t), Now: datatest.Now})
	if err != nil {
		t.Fatal(err)
	}
	by := datatest.Actor(t, s)
	want := app.Draft{ID: "case-1", Form: "case", Title: "投诉 · 李晓明", Fields: map[string]string{"content": "电表箱冒火花"}}
	if err := s.SaveDraft(t.Context(), by, want); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := datatest.OpenAt(t, path).Drafts(t.Context(), by)
	if err != nil || len(got) != 1 || got[0].Fields["content"] != "电表箱冒火花" || got[0].Title != want.Title {
		t.Errorf("kept %+v: %v", got, err)
	}
}

func TestAWriteAfterTheFileWasClosedIsAnswered(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveDraft(t.Context(), by, app.Draft{ID: "x"}); err == nil {
		t.Error("it was said to be stored")
	}
}
