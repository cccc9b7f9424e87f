package data

import (
	"path/filepath"
	"slices"
	"testing"

	"lamplighter/app"
)

func TestWhatIsDecidedIsInTheAuditLogWithoutItsVerbAsking(t *testing.T) {
	s, by := newHall(t)
	rule := app.LimitRule{RuleSet: "R4", Version: 1, Kind: app.Complaint, Step: "close", Amount: 10, Unit: app.WorkingDays, ValidFrom: "2026-01-01"}
	save := func(was, now app.LimitRule) app.LimitRule {
		err := s.write(t.Context(), by, app.Why{Note: "按新规定"}, func(x *tx) error { return x.putRule(t.Context(), was, now) })
		if err != nil {
			t.Fatal(err)
		}
		kept, err := keptRules(t.Context(), s.reader)
		if err != nil || len(kept) != 1 {
			t.Fatalf("%d rules: %v", len(kept), err)
		}
		return kept[0]
	}
	rule.ID = newID[app.RuleID]()
	rule = save(app.LimitRule{}, rule)
	gone := rule
	gone.WithdrawnAt = 1
	save(rule, gone)
	list, err := s.AuditLog(t.Context(), by, app.AuditFilter{Kinds: []app.AuditKind{app.AuditRule}})
	if err != nil || len(list.Lines) != 2 || list.Lines[0].Details["what"] != "withdrawn" || list.Lines[1].Details["what"] != "made" || list.Lines[0].Table != "limit_rules" || list.Lines[0].Reason != "按新规定" || list.Lines[0].By != by.Name {
		t.Errorf("the log tells %+v: %v", list.Lines, err)
	}
}

func TestTheAuditLogIsReadByWhoMay(t *testing.T) {
	s, by := newHall(t)
	other := by
	other.Staff = newID[app.StaffID]()
	for _, who := range []app.Actor{by, other} {
		if err := s.noteAudit(t.Context(), who, app.AuditEntry{Kind: app.AuditSignedIn}); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		role app.Role
		want int
	}{{app.Auditor, 2}, {app.Admin, 2}, {app.Leader, 2}, {app.Supervisor, 1}, {app.Counter, 1}, {app.Manager, 1}, {app.Trainer, 1}} {
		who := by
		who.Roles = []app.Role{c.role}
		list, err := s.AuditLog(t.Context(), who, app.AuditFilter{Kinds: []app.AuditKind{app.AuditSignedIn}})
		if err != nil || len(list.Lines) != c.want {
			t.Errorf("%s reads %d entries, want %d: %v", c.role, len(list.Lines), c.want, err)
		}
	}
}

func TestTheAuditLogIsNarrowed(t *testing.T) {
	s, by := newHall(t)
	record := newID[app.RecordID]()
	for _, e := range []app.AuditEntry{{Kind: app.AuditSignedIn}, {Kind: app.AuditRevealed, Table: "customers", Record: record, Reason: "核对"}, {Kind: app.AuditExported}} {
		if err := s.noteAudit(t.Context(), by, e); err != nil {
			t.Fatal(err)
		}
	}
	today := app.DayOf(s.now())
	for name, c := range map[string]struct {
		f    app.AuditFilter
		want []app.AuditKind
	}{
		"a record":       {app.AuditFilter{Record: record}, []app.AuditKind{app.AuditRevealed}},
		"kinds":          {app.AuditFilter{Kinds: []app.AuditKind{app.AuditSignedIn, app.AuditExported}}, []app.AuditKind{app.AuditExported, app.AuditSignedIn}},
		"a day to come":  {app.AuditFilter{From: today.AddDays(1)}, nil},
		"a day gone":     {app.AuditFilter{To: today.AddDays(-1)}, nil},
		"today":          {app.AuditFilter{From: today, To: today, Kinds: []app.AuditKind{app.AuditRevealed}}, []app.AuditKind{app.AuditRevealed}},
		"somebody else":  {app.AuditFilter{Staff: newID[app.StaffID]()}, nil},
		"another office": {app.AuditFilter{Unit: newID[app.OrgUnitID]()}, nil},
	} {
		auditor := by
		auditor.Roles = []app.Role{app.Auditor}
		list, err := s.AuditLog(t.Context(), auditor, c.f)
		var got []app.AuditKind
		for _, l := range list.Lines {
			got = append(got, l.Kind)
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v: %v", name, got, c.want, err)
		}
	}
}

func TestWhatWasChangedIsToldWithTheAuditLog(t *testing.T) {
	s, by := newHall(t)
	customer, err := s.OpenCustomer(t.Context(), by, app.CustomerDraft{Customer: app.Customer{Name: "李晓明", Kind: app.Person}})
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.AuditLog(t.Context(), by, app.AuditFilter{Changes: true, Record: app.RecordID(customer.ID)})
	if err != nil || len(list.Lines) != 1 || list.Lines[0].Kind != app.AuditChange || !slices.Contains(list.Lines[0].WrittenTables(), "customers") || list.Lines[0].By != by.Name {
		t.Errorf("the log tells %+v: %v", list.Lines, err)
	}
}

func TestTheFirstBreakOfTheAuditLogIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		damage string
		fault  app.AuditFault
		number int64
	}{
		"nothing":                 {"SELECT 1", app.AuditWhole, 0},
		"a reason is other":       {"UPDATE audit_entries SET reason = 'x' WHERE number = 3", app.AuditChanged, 3},
		"a person is other":       {"UPDATE audit_entries SET staff_id = randomblob(16) WHERE number = 1", app.AuditChanged, 1},
		"one is gone":             {"DELETE FROM audit_entries WHERE number = 3", app.AuditUnchained, 4},
		"the last is gone":        {"DELETE FROM audit_entries WHERE number = 4", app.AuditMissing, 4},
		"one is chained anew":     {"UPDATE audit_entries SET prev_hash = x'00' WHERE number = 4", app.AuditChanged, 4},
		"the device is other":     {"UPDATE audit_entries SET device = device + 1 WHERE number = 4", app.AuditChanged, 4},
		"two changed places":      {"UPDATE audit_entries SET number = 7 - number WHERE number > 2", app.AuditChanged, 3},
		"details are other":       {`UPDATE audit_entries SET details = '{"a":"2"}' WHERE number = 2`, app.AuditChanged, 2},
		"the witness is left out": {"UPDATE audit_entries SET witness_id = NULL WHERE number = 2", app.AuditChanged, 2},
	} {
		t.Run(name, func(t *testing.T) {
			s, by := newHall(t)
			by.Witness = newID[app.StaffID]()
			for range 3 {
				if err := s.noteAudit(t.Context(), by, app.AuditEntry{Kind: app.AuditSignedIn, Details: map[string]string{"a": "1"}}); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := s.conn.ExecContext(t.Context(), c.damage); err != nil {
				t.Fatal(err)
			}
			v, err := s.CheckAudit(t.Context(), by)
			if err != nil || v.Fault != c.fault || v.Number != c.number || c.fault != app.AuditWhole && name != "the device is other" && v.Device != s.device.code {
				t.Errorf("found %+v: %v", v, err)
			}
		})
	}
}

func TestTheAuditLogOfAnEarlierCopyThatWentOnHolds(t *testing.T) {
	s, by := newHall(t)
	if err := s.noteAudit(t.Context(), by, app.AuditEntry{Kind: app.AuditSignedIn}); err != nil {
		t.Fatal(err)
	}
	changes, err := s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied := reopened(t, filepath.Join(t.TempDir(), "copy.lamp"))
	if err := copied.Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	v, err := copied.CheckAudit(t.Context(), by)
	if err != nil || v.Fault != app.AuditWhole || v.Entries == 0 || v.Chains == 0 {
		t.Errorf("found %+v: %v", v, err)
	}
}

func TestAChangeSetOfANewerProgramIsToldWithTheAuditLog(t *testing.T) {
	s, by := newHall(t)
	set := changeSet{dev: s.device.id, area: int64(by.Area), who: by.Staff, rows: []changedRow{{table: 9999, made: true}}}
	if line, is := s.auditChange(set, app.AuditFilter{}, nil); !is || line.Rows != 1 || len(line.WrittenTables()) != 0 {
		t.Errorf("it is told as %+v", line)
	}
}

func TestASupervisorReadsWhatTheUnitsBelowHisDid(t *testing.T) {
	s, by := newHall(t)
	by.Roles = []app.Role{app.Supervisor}
	sole := by
	sole.Roles = []app.Role{app.Sole}
	team, err := s.SaveUnit(t.Context(), sole, app.OrgUnit{}, app.OrgUnit{Code: "0107", Name: "示例班组", Kind: "team", Parent: by.Unit, ValidFrom: "2020-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	for no, unit := range map[string]app.OrgUnitID{"T1": team.ID, "T2": newID[app.OrgUnitID]()} {
		who, err := s.SaveStaff(t.Context(), sole, app.Staff{}, app.Staff{StaffNo: no, Name: "示例" + no, Unit: unit, ValidFrom: "2020-01-01"})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.noteAudit(t.Context(), app.Actor{Staff: who.ID, Unit: unit, Area: by.Area}, app.AuditEntry{Kind: app.AuditSignedIn}); err != nil {
			t.Fatal(err)
		}
	}
	list, err := s.AuditLog(t.Context(), by, app.AuditFilter{Kinds: []app.AuditKind{app.AuditSignedIn}})
	if err != nil || len(list.Lines) != 1 || list.Lines[0].By != "示例T1" {
		t.Errorf("the supervisor reads %+v: %v", list.Lines, err)
	}
}
