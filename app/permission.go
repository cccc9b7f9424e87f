package app

import (
	"fmt"
	"strings"
)

// Matter is what a row of the table of permissions is about.
type Matter string

// The matters, in the order of the table.
const (
	MatterCustomers  Matter = "customers"  // a customer, his accounts, contacts, meters
	MatterSensitive  Matter = "sensitive"  // fields that are shown masked
	MatterMerge      Matter = "merge"      // two records of one customer, handing customers over
	MatterCases      Matter = "cases"      // all but reports of wrongdoing
	MatterProtected  Matter = "protected"  // reports of wrongdoing: 举报
	MatterVisits     Matter = "visits"     // visits, promises, use, forecasts, what is known of a customer
	MatterAgreements Matter = "agreements" // agreements and metering jobs
	MatterMarket     Matter = "market"     // market development
	MatterTraining   Matter = "training"   // catalogue, classes, quizzes
	MatterCompletion Matter = "completion" // completions, the log, qualifications
	MatterScheme     Matter = "scheme"     // how people are appraised
	MatterScores     Matter = "scores"     // how they fared
	MatterIncentive  Matter = "incentive"
	MatterCommittee  Matter = "committee" // meetings, bulletin
	MatterAnalysis   Matter = "analysis"  // the monthly analysis
	MatterImport     Matter = "import"
	MatterExport     Matter = "export"
	MatterRules      Matter = "rules" // users, rules, codes
	MatterDevices    Matter = "devices"
	MatterAudit      Matter = "audit" // who changed what
)

// permissions is who may do what. A cell is letters and how far they reach:
// R read, C create, U update, A approve or freeze, X export, P propose, V see in
// clear with a reason, S run an exchange, K verify; "-" is nothing. Where the
// business names no reach for a leader or the secretary it is the unit: who leads the company
// stands at the head of its units and reaches all. What was done with records is no record: the
// leader reads that of all.
const permissions = `
matter     | counter   | manager    | supervisor | trainer    | appraiser    | secretary   | leader     | admin            | auditor
customers  | RCU unit  | RCU own    | RCUX unit  | -          | -            | R unit      | R unit     | -                | R all
sensitive  | V unit    | V own      | V unit     | -          | -            | -           | V unit     | -                | -
merge      | P unit    | P own      | A unit     | -          | -            | -           | -          | -                | R all
cases      | RCU unit  | RCU own    | RCUAX unit | R linked   | R evidence   | R linked    | R unit     | -                | R all
protected  | C unit    | R named    | R named    | -          | -            | -           | RA named   | -                | R log
visits     | R unit    | RCU own    | RCUAX unit | R linked   | R evidence   | R unit      | R unit     | -                | R all
agreements | RC unit   | RCU own    | RCUA unit  | -          | R evidence   | -           | RA unit    | -                | R all
market     | R unit    | RCU own    | RCUA unit  | -          | R evidence   | R unit      | R unit     | -                | R all
training   | R own     | R own      | R unit     | RCUX all   | R summary    | -           | R unit     | -                | R all
completion | -         | R own      | A unit     | RCUA all   | -            | -           | R unit     | -                | R all
scheme     | R all     | R all      | RCU unit   | -          | R all        | -           | A unit     | -                | R all
scores     | -         | R own      | R unit     | -          | RCU assigned | -           | A unit     | -                | R all
incentive  | -         | R own      | R unit     | -          | -            | -           | A unit     | -                | R all
committee  | R all     | RC demands | RCU unit   | -          | -            | RCUX all    | RA unit    | -                | R all
analysis   | -         | R own      | RCUA unit  | -          | R unit       | R unit      | R unit     | -                | R all
import     | -         | C readings | A unit     | C rosters  | -            | -           | -          | C together       | R all
export     | C receipt | X own      | X unit     | X rosters  | X sheet      | X minutes   | X unit     | -                | R log
rules      | -         | -          | P all      | C courses  | -            | -           | -          | RCU all          | R all
devices    | S all     | S all      | S all      | S all      | -            | -           | -          | RCUS all         | R all
audit      | -         | R own      | R unit     | R own      | -            | -           | R all      | R all            | RK all
`

// Letter is one thing that may be done with a matter.
type Letter rune

// The letters of a cell.
const (
	Read    Letter = 'R'
	Create  Letter = 'C'
	Update  Letter = 'U'
	Approve Letter = 'A'
	Export  Letter = 'X'
	Propose Letter = 'P'
	Clear   Letter = 'V'
	Run     Letter = 'S'
	Verify  Letter = 'K'
)

// Extent is how far the letters of a cell reach.
type Extent string

// The extents. Those behind the first three are reached through something else:
// a record that names the person, an exercise, what one is appraised by.
const (
	ReachAll      Extent = "all"
	ReachUnit     Extent = "unit" // of the person's unit and those below it
	ReachOwn      Extent = "own"  // what the person is responsible for today
	ReachNamed    Extent = "named"
	ReachLinked   Extent = "linked"
	ReachEvidence Extent = "evidence"
	ReachSummary  Extent = "summary" // figures, no records
	ReachLog      Extent = "log"     // that something was done, not what
	ReachAssigned Extent = "assigned"
	ReachDemands  Extent = "demands"
	ReachReadings Extent = "readings"
	ReachRosters  Extent = "rosters"
	ReachReceipt  Extent = "receipt"
	ReachSheet    Extent = "sheet"
	ReachMinutes  Extent = "minutes"
	ReachCourses  Extent = "courses"
	ReachTogether Extent = "together" // with a second person
)

// Permission is a cell of the table: what a role may do with a matter.
type Permission struct {
	Letters string
	Extent  Extent // "": nothing
}

// Has reports whether a cell has a letter.
func (p Permission) Has(l Letter) bool { return strings.ContainsRune(p.Letters, rune(l)) }

// matrix is the table of permissions as it is asked.
var matrix, matters = readPermissions(permissions)

// Matters lists the rows of the table of permissions.
func Matters() []Matter { return matters }

// Permitted is the cell of a matter and a role.
func Permitted(m Matter, r Role) Permission { return matrix[m][r] }

func readPermissions(text string) (map[Matter]map[Role]Permission, []Matter) {
	table, order := map[Matter]map[Role]Permission{}, []Matter(nil)
	var roles []string
	for line := range strings.Lines(strings.TrimSpace(text)) {
		cells := strings.Split(line, "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if roles == nil {
			roles = cells
			continue
		}
		if len(cells) != len(roles) {
			panic(fmt.Sprintf("permissions of %s: %d cells under %d roles", cells[0], len(cells)-1, len(roles)-1))
		}
		row := map[Role]Permission{}
		for i, cell := range cells[1:] {
			letters, extent, _ := strings.Cut(cell, " ")
			if letters != "-" {
				row[Role(roles[i+1])] = Permission{Letters: letters, Extent: Extent(extent)}
			}
		}
		table[Matter(cells[0])], order = row, append(order, Matter(cells[0]))
	}
	return table, order
}

// Reach is how far somebody reaches with a matter: the extents of all his roles.
type Reach map[Extent]bool

// Reach tells how far the actor reads of a matter.
func (a Actor) Reach(m Matter) Reach {
	reach := Reach{}
	for _, role := range a.Roles {
		if role == Sole {
			reach[ReachAll] = true
		} else if p := Permitted(m, role); p.Has(Read) {
			reach[p.Extent] = true
		}
	}
	return reach
}

// OnlyOwn reports whether nothing is reached but what the person is responsible
// for.
func (r Reach) OnlyOwn() bool { return r[ReachOwn] && !r[ReachUnit] && !r[ReachAll] }
