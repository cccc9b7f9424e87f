package app

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// permissionCells is the business's table of roles and permissions, cell by
// cell: what stands in it and which right each letter gives.
var permissionCells = []struct {
	matter Matter
	role   Role
	cell   string // letters and extent
	gives  string // by letter; "nothing yet" where no verb asks for it
}{
	{"customers", "counter", "RCU unit", "R:read_customers; C:change_customers; U:change_customers"},
	{"customers", "manager", "RCU own", "R:read_customers; C:change_customers; U:change_customers"},
	{"customers", "supervisor", "RCUX unit", "R:read_customers; C:change_customers; U:change_customers; X:nothing yet"},
	{"customers", "trainer", "-", ""},
	{"customers", "appraiser", "-", ""},
	{"customers", "secretary", "R unit", "R:read_customers"},
	{"customers", "leader", "R unit", "R:read_customers"},
	{"customers", "admin", "-", ""},
	{"customers", "auditor", "R all", "R:read_customers"},
	{"sensitive", "counter", "V unit", "V:reveal_fields"},
	{"sensitive", "manager", "V own", "V:reveal_fields"},
	{"sensitive", "supervisor", "V unit", "V:reveal_fields"},
	{"sensitive", "trainer", "-", ""},
	{"sensitive", "appraiser", "-", ""},
	{"sensitive", "secretary", "-", ""},
	{"sensitive", "leader", "V unit", "V:reveal_fields"},
	{"sensitive", "admin", "-", ""},
	{"sensitive", "auditor", "-", ""},
	{"merge", "counter", "P unit", "P:nothing yet"},
	{"merge", "manager", "P own", "P:nothing yet"},
	{"merge", "supervisor", "A unit", "A:merge_customers move_customers"},
	{"merge", "trainer", "-", ""},
	{"merge", "appraiser", "-", ""},
	{"merge", "secretary", "-", ""},
	{"merge", "leader", "-", ""},
	{"merge", "admin", "-", ""},
	{"merge", "auditor", "R all", "R:nothing yet"},
	{"cases", "counter", "RCU unit", "R:read_cases; C:open_cases; U:change_cases"},
	{"cases", "manager", "RCU own", "R:read_cases; C:open_cases; U:change_cases"},
	{"cases", "supervisor", "RCUAX unit", "R:read_cases; C:open_cases; U:change_cases; A:force_cases; X:nothing yet"},
	{"cases", "trainer", "R linked", "R:read_cases"},
	{"cases", "appraiser", "R evidence", "R:read_cases"},
	{"cases", "secretary", "R linked", "R:read_cases"},
	{"cases", "leader", "R unit", "R:read_cases"},
	{"cases", "admin", "-", ""},
	{"cases", "auditor", "R all", "R:read_cases"},
	{"protected", "counter", "C unit", "C:open_cases"},
	{"protected", "manager", "R named", "R:read_cases"},
	{"protected", "supervisor", "R named", "R:read_cases"},
	{"protected", "trainer", "-", ""},
	{"protected", "appraiser", "-", ""},
	{"protected", "secretary", "-", ""},
	{"protected", "leader", "RA named", "R:read_cases; A:nothing yet"},
	{"protected", "admin", "-", ""},
	{"protected", "auditor", "R log", "R:nothing yet"},
	{"visits", "counter", "R unit", "R:read_forecasts read_visits"},
	{"visits", "manager", "RCU own", "R:read_forecasts read_visits; C:change_visits; U:adjust_forecasts change_visits"},
	{"visits", "supervisor", "RCUAX unit", "R:read_forecasts read_visits; C:change_visits; U:adjust_forecasts change_visits; A:close_forecasts; X:nothing yet"},
	{"visits", "trainer", "R linked", "R:read_forecasts read_visits"},
	{"visits", "appraiser", "R evidence", "R:read_forecasts read_visits"},
	{"visits", "secretary", "R unit", "R:read_forecasts read_visits"},
	{"visits", "leader", "R unit", "R:read_forecasts read_visits"},
	{"visits", "admin", "-", ""},
	{"visits", "auditor", "R all", "R:read_forecasts read_visits"},
	{"agreements", "counter", "RC unit", "R:nothing yet; C:nothing yet"},
	{"agreements", "manager", "RCU own", "R:nothing yet; C:nothing yet; U:nothing yet"},
	{"agreements", "supervisor", "RCUA unit", "R:nothing yet; C:nothing yet; U:nothing yet; A:nothing yet"},
	{"agreements", "trainer", "-", ""},
	{"agreements", "appraiser", "R evidence", "R:nothing yet"},
	{"agreements", "secretary", "-", ""},
	{"agreements", "leader", "RA unit", "R:nothing yet; A:nothing yet"},
	{"agreements", "admin", "-", ""},
	{"agreements", "auditor", "R all", "R:nothing yet"},
	{"market", "counter", "R unit", "R:nothing yet"},
	{"market", "manager", "RCU own", "R:nothing yet; C:nothing yet; U:nothing yet"},
	{"market", "supervisor", "RCUA unit", "R:nothing yet; C:nothing yet; U:nothing yet; A:nothing yet"},
	{"market", "trainer", "-", ""},
	{"market", "appraiser", "R evidence", "R:nothing yet"},
	{"market", "secretary", "R unit", "R:nothing yet"},
	{"market", "leader", "R unit", "R:nothing yet"},
	{"market", "admin", "-", ""},
	{"market", "auditor", "R all", "R:nothing yet"},
	{"training", "counter", "R own", "R:learn_here"},
	{"training", "manager", "R own", "R:learn_here"},
	{"training", "supervisor", "R unit", "R:learn_here read_training"},
	{"training", "trainer", "RCUX all", "R:learn_here read_training; C:change_training; U:change_training; X:nothing yet"},
	{"training", "appraiser", "R summary", "R:nothing yet"},
	{"training", "secretary", "-", ""},
	{"training", "leader", "R unit", "R:learn_here read_training"},
	{"training", "admin", "-", ""},
	{"training", "auditor", "R all", "R:learn_here read_training"},
	{"completion", "counter", "-", ""},
	{"completion", "manager", "R own", "R:nothing yet"},
	{"completion", "supervisor", "A unit", "A:confirm_practice"},
	{"completion", "trainer", "RCUA all", "R:nothing yet; C:nothing yet; U:change_training; A:confirm_practice"},
	{"completion", "appraiser", "-", ""},
	{"completion", "secretary", "-", ""},
	{"completion", "leader", "R unit", "R:nothing yet"},
	{"completion", "admin", "-", ""},
	{"completion", "auditor", "R all", "R:nothing yet"},
	{"scheme", "counter", "R all", "R:nothing yet"},
	{"scheme", "manager", "R all", "R:nothing yet"},
	{"scheme", "supervisor", "RCU unit", "R:nothing yet; C:nothing yet; U:nothing yet"},
	{"scheme", "trainer", "-", ""},
	{"scheme", "appraiser", "R all", "R:nothing yet"},
	{"scheme", "secretary", "-", ""},
	{"scheme", "leader", "A unit", "A:nothing yet"},
	{"scheme", "admin", "-", ""},
	{"scheme", "auditor", "R all", "R:nothing yet"},
	{"scores", "counter", "-", ""},
	{"scores", "manager", "R own", "R:nothing yet"},
	{"scores", "supervisor", "R unit", "R:review_visits"},
	{"scores", "trainer", "-", ""},
	{"scores", "appraiser", "RCU assigned", "R:nothing yet; C:nothing yet; U:nothing yet"},
	{"scores", "secretary", "-", ""},
	{"scores", "leader", "A unit", "A:review_visits"},
	{"scores", "admin", "-", ""},
	{"scores", "auditor", "R all", "R:review_visits"},
	{"incentive", "counter", "-", ""},
	{"incentive", "manager", "R own", "R:nothing yet"},
	{"incentive", "supervisor", "R unit", "R:nothing yet"},
	{"incentive", "trainer", "-", ""},
	{"incentive", "appraiser", "-", ""},
	{"incentive", "secretary", "-", ""},
	{"incentive", "leader", "A unit", "A:nothing yet"},
	{"incentive", "admin", "-", ""},
	{"incentive", "auditor", "R all", "R:nothing yet"},
	{"committee", "counter", "R all", "R:nothing yet"},
	{"committee", "manager", "RC demands", "R:nothing yet; C:nothing yet"},
	{"committee", "supervisor", "RCU unit", "R:nothing yet; C:nothing yet; U:nothing yet"},
	{"committee", "trainer", "-", ""},
	{"committee", "appraiser", "-", ""},
	{"committee", "secretary", "RCUX all", "R:nothing yet; C:nothing yet; U:nothing yet; X:nothing yet"},
	{"committee", "leader", "RA unit", "R:nothing yet; A:nothing yet"},
	{"committee", "admin", "-", ""},
	{"committee", "auditor", "R all", "R:nothing yet"},
	{"analysis", "counter", "-", ""},
	{"analysis", "manager", "R own", "R:nothing yet"},
	{"analysis", "supervisor", "RCUA unit", "R:nothing yet; C:nothing yet; U:nothing yet; A:nothing yet"},
	{"analysis", "trainer", "-", ""},
	{"analysis", "appraiser", "R unit", "R:nothing yet"},
	{"analysis", "secretary", "R unit", "R:nothing yet"},
	{"analysis", "leader", "R unit", "R:nothing yet"},
	{"analysis", "admin", "-", ""},
	{"analysis", "auditor", "R all", "R:nothing yet"},
	{"import", "counter", "-", ""},
	{"import", "manager", "C readings", "C:nothing yet"},
	{"import", "supervisor", "A unit", "A:import_records"},
	{"import", "trainer", "C rosters", "C:nothing yet"},
	{"import", "appraiser", "-", ""},
	{"import", "secretary", "-", ""},
	{"import", "leader", "-", ""},
	{"import", "admin", "C together", "C:nothing yet"},
	{"import", "auditor", "R all", "R:nothing yet"},
	{"export", "counter", "C receipt", "C:nothing yet"},
	{"export", "manager", "X own", "X:export_records"},
	{"export", "supervisor", "X unit", "X:export_records"},
	{"export", "trainer", "X rosters", "X:export_records"},
	{"export", "appraiser", "X sheet", "X:nothing yet"},
	{"export", "secretary", "X minutes", "X:nothing yet"},
	{"export", "leader", "X unit", "X:export_records"},
	{"export", "admin", "-", ""},
	{"export", "auditor", "R log", "R:nothing yet"},
	{"rules", "counter", "-", ""},
	{"rules", "manager", "-", ""},
	{"rules", "supervisor", "P all", "P:nothing yet"},
	{"rules", "trainer", "C courses", "C:nothing yet"},
	{"rules", "appraiser", "-", ""},
	{"rules", "secretary", "-", ""},
	{"rules", "leader", "-", ""},
	{"rules", "admin", "RCU all", "R:nothing yet; C:change_company; U:change_company change_rules"},
	{"rules", "auditor", "R all", "R:nothing yet"},
	{"devices", "counter", "S all", "S:synchronise"},
	{"devices", "manager", "S all", "S:synchronise"},
	{"devices", "supervisor", "S all", "S:synchronise"},
	{"devices", "trainer", "S all", "S:synchronise"},
	{"devices", "appraiser", "-", ""},
	{"devices", "secretary", "-", ""},
	{"devices", "leader", "-", ""},
	{"devices", "admin", "RCUS all", "R:nothing yet; C:enrol_devices; U:enrol_devices; S:synchronise"},
	{"devices", "auditor", "R all", "R:nothing yet"},
	{"audit", "counter", "-", ""},
	{"audit", "manager", "R own", "R:read_history"},
	{"audit", "supervisor", "R unit", "R:read_audit read_history"},
	{"audit", "trainer", "R own", "R:read_history"},
	{"audit", "appraiser", "-", ""},
	{"audit", "secretary", "-", ""},
	{"audit", "leader", "R all", "R:read_audit read_history"},
	{"audit", "admin", "R all", "R:read_audit read_history"},
	{"audit", "auditor", "RK all", "R:read_audit read_history; K:nothing yet"},
}

func TestEachCellOfTheTableOfPermissionsGivesItsRights(t *testing.T) {
	asked, waits := 0, 0
	for _, tt := range permissionCells {
		t.Run(string(tt.role)+" and "+string(tt.matter), func(t *testing.T) {
			p := Permitted(tt.matter, tt.role)
			if got := strings.TrimSpace(p.Letters + " " + string(p.Extent)); got != strings.Trim(tt.cell, "-") {
				t.Fatalf("the cell says %q, the business %q", got, tt.cell)
			}
			by, given := Actor{Roles: []Role{tt.role}}, []Right(nil)
			for letter := range strings.SplitSeq(tt.gives, "; ") {
				_, names, _ := strings.Cut(letter, ":")
				switch names {
				case "":
				case "nothing yet":
					waits++
				default:
					asked++
					for name := range strings.FieldsSeq(names) {
						given = append(given, Right(name))
					}
				}
			}
			for _, right := range given {
				if err := by.May(right); err != nil {
					t.Errorf("%s: %v", right, err)
				}
			}
			for right, from := range grants {
				ofThis := !slices.ContainsFunc(from, func(g grant) bool { return g.matter != tt.matter })
				if ofThis && !slices.Contains(given, right) && !errors.Is(by.May(right), ErrNotAllowed) {
					t.Errorf("%s is given beside the cell", right)
				}
			}
		})
	}
	if want := len(Matters()) * len(Roles()); len(permissionCells) != want {
		t.Errorf("%d cells are told of, the table has %d", len(permissionCells), want)
	}
	t.Logf("%d cells; %d letters give a right that a verb asks for, %d wait for what is not built", len(permissionCells), asked, waits)
}

func TestWhoHasSeveralRolesMayWhatEachOfThemMay(t *testing.T) {
	both := Actor{Roles: []Role{Counter, Trainer}}
	for _, role := range both.Roles {
		for _, right := range RightsOf(role) {
			if err := both.May(right); err != nil {
				t.Errorf("a clerk who trains: %v", err)
			}
		}
	}
	if reach := both.Reach(MatterCases); !reach[ReachUnit] || !reach[ReachLinked] {
		t.Errorf("a clerk who trains reaches %v", reach)
	}
	if both.May(ForceCases) == nil {
		t.Error("two roles gave what neither has")
	}
}

func TestTheAdministratorSeesNoCustomers(t *testing.T) {
	by := Actor{Roles: []Role{Admin}}
	for _, right := range []Right{ReadCustomers, ReadCases, ReadVisits, ReadForecasts, ReadTraining, ExportRecords, ImportRecords} {
		if by.May(right) == nil {
			t.Errorf("the administrator may %s", right)
		}
	}
	for _, m := range []Matter{MatterCustomers, MatterSensitive, MatterCases, MatterProtected, MatterVisits, MatterTraining} {
		if reach := by.Reach(m); len(reach) > 0 {
			t.Errorf("the administrator reaches %v of %s", reach, m)
		}
	}
}

func TestTheAuditorOnlyReads(t *testing.T) {
	for _, m := range Matters() {
		if p := Permitted(m, Auditor); strings.Trim(p.Letters, "RK") != "" {
			t.Errorf("the auditor has %s on %s", p.Letters, m)
		}
	}
	for _, right := range RightsOf(Auditor) {
		if !strings.HasPrefix(string(right), "read_") && right != LearnHere && right != ReviewVisits {
			t.Errorf("the auditor may %s", right)
		}
	}
}

func TestNobodyIsGivenARoleThatTheTableDoesNotKnow(t *testing.T) {
	if by := (Actor{Roles: []Role{"chief"}}); by.May(ReadCompany) == nil || len(by.Reach(MatterCustomers)) > 0 {
		t.Error("an unknown role gives something")
	}
}
