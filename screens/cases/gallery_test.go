package cases_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/cases"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
)

// TestGallery draws the forms of every kind and the pages of a long case for a
// person to judge.
func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	store := datatest.Open(t)
	by := datatest.Actor(t, store)
	c := datatest.Customer(t, store, "米易县魏文污水处理站", "5104000000011", "12900000001")
	long := longCase(t, store, c)
	answered(t, store, c, 6)
	for name, opts := range map[string][]screentest.Option{
		"zh-light": {screentest.Chinese()}, "en-dark": {screentest.Dark()},
	} {
		b := openIn(t, name[:2], store, background.Inline(), append(opts, screentest.Size(1206, 690))...)
		shot := func(what string) { b.page.Shot(filepath.Join(folder, "cases-"+what+"-"+name+".png")) }
		b.area.Show(desk.Route{Tab: desk.Cases, Case: long.ID})
		shot("page-long")
		b.area.GoOn()
		b.page.Press("Enter")
		shot("step-fields")
		b.page.Press("Ctrl+Enter")
		shot("step-refused")
		b.page.Press("Escape")
		for _, kind := range app.CaseKinds() {
			b.area.Show(desk.Route{Tab: desk.Cases, NewCase: true, Customer: c.ID})
			b.page.TypeHere(string(kind))
			b.page.Press("Enter")
			shot("form-" + string(kind))
			b.area.Leave()
			dropDrafts(t, store, by)
		}
		b.area.Show(desk.Route{Tab: desk.Cases, NewCase: true})
		b.area.Save()
		shot("form-refused")
		b.area.Leave()
		b.area.Show(desk.Route{Tab: desk.Cases, CallBacks: true})
		shot("call-backs-none")
		b.page.Into(map[bool]string{true: "办结日期止", false: "Closed until"}[name[:2] == "zh"])
		b.page.TypeHere("2026-03-02")
		b.page.Press("Tab")
		b.area.Save()
		shot("call-backs")
		b.area.Leave()
		b.area.Show(desk.Route{Tab: desk.Cases, Filter: &app.CaseFilter{Text: "无此工单"}})
		shot("list-none")
	}
}

// longCase is a connection at high voltage half way: its clock stands while the
// customer has a design made, documents are owed, and other cases hang on it.
func longCase(t *testing.T, store *data.Store, c app.Customer) app.Case {
	t.Helper()
	by := datatest.Actor(t, store)
	opened := accept(t, store, app.CaseDraft{
		Kind: app.HVSpecial, Channel: "counter", Customer: c.ID, ContactName: "魏文", ContactPhone: "12900000001", GreenReason: "major_project", GreenBy: by.Staff,
		Content:   "新建污水处理二期，两台 1250 千伏安变压器，要求双电源供电，计划年底投产。",
		SubKind:   "dual",
		Fields:    map[string]string{"capacity": "2500000", "voltage": "10kV", "equipment": "提升泵 6 台、鼓风机 4 台、脱水机 2 台"},
		Documents: map[string]app.CaseDocument{"identity": {ReceivedOn: app.DayOf(datatest.Now())}},
	})
	accept(t, store, app.CaseDraft{Kind: app.InternalDemand, Channel: "counter", Customer: c.ID, Parent: opened.ID, Content: "请核查 10 千伏撒莲一线可开放容量。", Fields: map[string]string{"receiver": "运检班"}})
	twin := accept(t, store, app.CaseDraft{Kind: app.Consultation, Channel: "counter", Customer: c.ID, Content: "问污水处理站二期何时能送电"})
	if err := store.LinkCase(t.Context(), by, twin, opened.Number); err != nil {
		t.Fatal(err)
	}
	page, err := store.CasePage(t.Context(), by, opened.ID)
	if err != nil {
		t.Fatal(err)
	}
	head, err := store.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: "0007", Name: "何晓燕"})
	if err != nil {
		t.Fatal(err)
	}
	at := page.Case.Case
	for _, p := range []app.Progress{
		{To: "assigned", Owner: by.Staff, Note: "请于本周内联系客户。"},
		{To: "survey", Contact: "phone"},
		{To: "drafting", Fields: map[string]string{"survey": "具备双电源条件，需新建 10 千伏支线约 1.2 公里。"}},
		{To: "approval", Fields: map[string]string{"scheme": "主供撒莲一线，备供丙谷二线，高供高计。", "scheme_valid_to": "2027-03-01"}},
		{To: "scheme", Fields: map[string]string{"approver": head.ID.String()}},
		{To: "design", Fields: map[string]string{"signed_on": "2026-03-02"}, Note: "客户已签收供电方案。"},
	} {
		at = move(t, store, at, p)
	}
	return at
}

func accept(t *testing.T, store *data.Store, d app.CaseDraft) app.Case {
	t.Helper()
	opened, err := store.OpenCase(t.Context(), datatest.Actor(t, store), d)
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

// answered are consultations that were closed at the counter.
func answered(t *testing.T, store *data.Store, c app.Customer, n int) {
	t.Helper()
	for range n {
		accept(t, store, app.CaseDraft{Kind: app.Consultation, Channel: "counter", Customer: c.ID, Content: "询问电价", Close: true, Answer: "已解释", Opinion: "satisfied"})
	}
}

func dropDrafts(t *testing.T, store *data.Store, by app.Actor) {
	t.Helper()
	drafts, err := store.Drafts(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range drafts {
		if d.Form == cases.DraftForm {
			if err := store.DropDraft(t.Context(), by, d.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
}
