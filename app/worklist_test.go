package app

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
)

func TestTheStartPageFollowsTheRole(t *testing.T) {
	tests := []struct {
		name  string
		role  Role
		scope Scope
		first []Work
		lacks Work
	}{
		{"the counter sees its hall's cases", Counter, ScopeUnit, []Work{WorkOverdue, WorkToday}, ""},
		{"a manager sees his own, and not what nobody has", Manager, ScopeMine, []Work{WorkOverdue, WorkToday}, WorkUnassigned},
		{"a supervisor sees first what nobody has", Supervisor, ScopeAll, []Work{WorkOverdue, WorkUnassigned}, ""},
		{"the one user of a file sees all", Sole, ScopeAll, []Work{WorkOverdue, WorkToday}, ""},
		{"an auditor sees all", Auditor, ScopeAll, []Work{WorkOverdue, WorkToday}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			by := Actor{Roles: []Role{tt.role}}
			if got := ScopeFor(by); got != tt.scope {
				t.Errorf("begins with %q, want %q", got, tt.scope)
			}
			works := WorksFor(by)
			if !slices.Equal(works[:len(tt.first)], tt.first) {
				t.Errorf("the lists are %v, want %v first", works, tt.first)
			}
			if slices.Contains(works, tt.lacks) {
				t.Errorf("the lists hold %q", tt.lacks)
			}
		})
	}
}

func TestMineNamesWhoeverLooks(t *testing.T) {
	by := Actor{Staff: StaffID{1}, Unit: OrgUnitID{2}}
	if got := WorkToday.Cases(ScopeMine).For(by); got.Owner != by.Staff || !got.Unit.IsZero() {
		t.Errorf("mine is %+v", got)
	}
	if got := WorkToday.Cases(ScopeUnit).For(by); got.Unit != by.Unit || !got.Owner.IsZero() {
		t.Errorf("my unit's is %+v", got)
	}
	if got := WorkUnassigned.Cases(ScopeMine).For(by); got.Unit != by.Unit || !got.Owner.IsZero() {
		t.Errorf("what nobody has is asked for as %+v", got)
	}
	if got := (CustomerFilter{Mine: true}).For(by); got.Manager != by.Staff {
		t.Errorf("my customers are %+v", got)
	}
}

func TestAFilterKnowsWhetherClosedCasesCanAnswer(t *testing.T) {
	tests := []struct {
		name string
		f    CaseFilter
		want bool
	}{
		{"no condition", CaseFilter{}, false},
		{"open ones", CaseFilter{OpenOnly: true}, true},
		{"a list of the start page", CaseFilter{Work: WorkCallBack}, true},
		{"what is late is open", CaseFilter{Overdue: true}, true},
		{"open statuses", CaseFilter{Statuses: []CaseStatus{Working, Replied}}, true},
		{"a closed status among them", CaseFilter{Statuses: []CaseStatus{Working, Closed}}, false},
	}
	for _, tt := range tests {
		if got := tt.f.OnlyOpen(); got != tt.want {
			t.Errorf("%s: %t, want %t", tt.name, got, tt.want)
		}
	}
}

func TestTheBoardLeavesOutColumnsTheFilterExcludes(t *testing.T) {
	if got := (CaseFilter{OpenOnly: true}).Columns(); len(got) != len(BoardStatuses()) || got[0].OpenOnly {
		t.Errorf("%d columns", len(got))
	}
	got := CaseFilter{Statuses: []CaseStatus{Archived, Working}, Sort: ByNumber}.Columns()
	if len(got) != 1 || got[0].Statuses[0] != Working || got[0].Sort != ByDue {
		t.Errorf("columns %+v", got)
	}
}

// TestASavedFilterKeepsItsNames holds the names that views in people's files
// are kept under.
func TestASavedFilterKeepsItsNames(t *testing.T) {
	const kept = `{"text":"a","kinds":["fault"],"statuses":["working"],"open":true,"customer":"01000000-0000-0000-0000-000000000000",` +
		`"owner":"02000000-0000-0000-0000-000000000000","mine":true,"nobody":true,"unit":"03000000-0000-0000-0000-000000000000","my_unit":true,` +
		`"channel":"counter","work":"today","accepted_from":"2026-01-01","accepted_to":"2026-01-02","due_from":"2026-01-03","due_to":"2026-01-04",` +
		`"overdue":true,"provisional":true,"sort":"due","descending":true}`
	filter := CaseFilter{
		Text: "a", Kinds: []CaseKind{Fault}, Statuses: []CaseStatus{Working}, OpenOnly: true, Customer: CustomerID{1}, Owner: StaffID{2}, Mine: true, Nobody: true,
		Unit: OrgUnitID{3}, MyUnit: true, Channel: "counter", Work: WorkToday, From: "2026-01-01", To: "2026-01-02", DueFrom: "2026-01-03", DueTo: "2026-01-04",
		Overdue: true, Provisional: true, Sort: ByDue, Descending: true,
	}
	text, err := json.Marshal(filter)
	if err != nil || string(text) != kept {
		t.Errorf("written as %s: %v", text, err)
	}
	var read CaseFilter
	if err := json.Unmarshal([]byte(kept), &read); err != nil || !reflect.DeepEqual(read, filter) {
		t.Errorf("read as %+v: %v", read, err)
	}
	if text, _ := json.Marshal(CaseFilter{}); string(text) != "{}" {
		t.Errorf("no filter is written as %s", text)
	}
}

func TestAViewNeedsAShortName(t *testing.T) {
	for name, want := range map[string]Reason{"": Missing, "  ": Missing, "本周到期": "", "一二三四五六七八九十一二三四五六七八九十一二三四五": TooLong} {
		err := SavedView{Name: name}.Check()
		if got, _ := err.(*Refusal); (got == nil) != (want == "") || got != nil && got.Reason != want {
			t.Errorf("%q: %v, want %q", name, err, want)
		}
	}
}
